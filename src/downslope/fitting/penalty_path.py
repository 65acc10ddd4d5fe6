"""`path`: a penalty for every taste, and cross-validation that chooses among them, in one pass.

    rows ──► one pass, a summary for each fold ──► sums of the others ──► 100 penalties a fold
                                              └──► sum of all         ──► 100 certified fits

    lasso         mean of ½ r² + alpha ‖w‖₁
    elastic net   mean of ½ r² + alpha (l1_ratio ‖w‖₁ + ½ (1 − l1_ratio) ‖w‖²)
    ridge         sum of r²    + alpha ‖w‖²

with w the slopes of columns that are divided by their standard deviations, unless they are not to
be standardized. The scale of alpha is scikit-learn's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
from numpy.typing import ArrayLike

from downslope.data.blocks import Schema, Source
from downslope.data.dialect import ReadingOptions
from downslope.data.files import are_summaries
from downslope.data.levels import Categorical
from downslope.data.open import column, open_data
from downslope.data.summary_file import load_summaries
from downslope.data_table import TableSummary
from downslope.errors import DataError, OptionError, unknown
from downslope.findings import Finding, reference_levels
from downslope.fitting.folds import (
    FoldErrors,
    FoldSums,
    Penalized,
    all_but_each,
    cross_validated,
    nested_errors,
    whole,
)
from downslope.fitting.ladder import WIDEST_EXACT
from downslope.fitting.passes.fold_sums import FoldPasses
from downslope.fitting.passes.reader import ReadOptions
from downslope.fitting.penalty_path_result import NAMED, PenaltyPath
from downslope.formatting import counted
from downslope.models.elastic_net import ElasticNet
from downslope.models.lasso import Lasso
from downslope.models.model import MOST_ALPHA
from downslope.models.ridge import Ridge
from downslope.numerics.arguments import OptionStyle, are_paths, flag, number_or_nan, whole_number
from downslope.numerics.arrays import Vector
from downslope.solvers.active_set import minimize_path
from downslope.solvers.contract import Accuracy, accuracy_named

if TYPE_CHECKING:
    from downslope.fitting.summarize import Progress

PENALTIES = (Ridge.name, Lasso.name, ElasticNet.name)
MOST_ALPHAS = 10_000
MOST_FOLDS = 1000
NESTED_FOLDS = 3  # at least: for each, alpha is chosen by two others or more
RANGE = 1000.0  # of the penalties by default, from the largest to the smallest
ABOVE = 1e-9  # of the largest: there every slope is 0, and not about to leave 0
TOLD = 1e-6  # share of an error that its rounding may be; of more, sums are taken in 100 bits
HARMFUL = 1e-3  # and of more than this, the folds tell nothing


def path(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    penalty: str = Lasso.name,
    l1_ratio: float | None = None,
    alphas: int | ArrayLike = 100,
    folds: int | None = 10,
    fold_by: str | ArrayLike | None = None,
    nested: bool = False,
    standardize: bool = True,
    intercept: bool = True,
    weights: str | ArrayLike | None = None,
    accuracy: str = "standard",
    engine: str = "threads",
    scheduler: str | None = None,
    workers: int | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    progress: Progress | None = None,
    **reading: Unpack[ReadingOptions],
) -> PenaltyPath:
    """Fit a path of penalties, and choose one by cross-validation, in one pass over the data.

    Parameters
    ----------
    data : path, list of paths, data frame, or array of shape (n, d)
        See `fit`. A summary has no folds: give ``folds=None`` with it.
    target : str, or ndarray of shape (n,)
        The column to predict; y where X is an array.
    features : list of str, optional
        The columns to use, all others by default; for an array, the names of its columns.
    penalty : str
        "ridge", "lasso", or "elastic-net".
    l1_ratio : float, optional
        Share of the lasso's penalty in that of the elastic net, above 0 and up to 1; 0.5 by
        default.
    alphas : int, or ndarray of shape (k,)
        Strengths of the penalty on scikit-learn's scale, or how many: evenly spaced on a log scale
        from the smallest for which every slope is 0 down to a thousandth of it. No ridge slope is
        ever 0: there the largest alpha is the largest eigenvalue of the columns' products.
    folds : int, optional
        Parts of the rows, each of which is predicted from the others; None for no
        cross-validation.
    fold_by : str, or ndarray of shape (n,), optional
        A column, or labels of the rows: rows with equal values stay in one fold. By default, a hash
        of a row's place puts it in a fold.
    nested : bool
        Also estimate the error of the choice itself: for each fold, alpha is chosen by the others.
    standardize : bool
        Whether the penalty is on the slopes of columns divided by their standard deviations, those
        of the rows that are fitted. The slopes of the result are in the user's units either way.
    intercept : bool
        Whether to fit an intercept, which has no penalty.
    weights : str, or ndarray of shape (n,), optional
        A column of row weights, or for arrays the weights: a row of weight 2 counts as two rows.
    accuracy : str
        "standard", or "full" for sums in about 100 bits, in a second pass, which do not depend on
        the order of the rows.
    engine, scheduler, workers, drop_missing, categorical, progress, **reading
        See `fit`.

    Returns
    -------
    PenaltyPath
        Weights with their bounds, errors of the folds, and the two choices.

    Raises
    ------
    DataError
        The data cannot be used, a fold has no rows, or the predictions leave no error.
    OptionError
        An option cannot be used.
    EngineError, MissingExtraError
        The engine is not available, or has failed.

    """
    style = OptionStyle.COMMAND_LINE if are_paths(data) else OptionStyle.PYTHON
    asked = PathOptions.of(
        penalty, l1_ratio, alphas, folds, fold_by, nested, standardize, intercept
    )
    wanted = accuracy_named(accuracy)
    if wanted is Accuracy.REPRODUCIBLE:
        raise OptionError(
            f"{style.setting('accuracy', accuracy)} is for one fit, and a path has many: choose "
            f"{style.setting('accuracy', 'full')}."
        )
    full = wanted is Accuracy.FULL
    if isinstance(data, TableSummary) or (are_paths(data) and are_summaries(data)):
        return _of_summary(data, target, features, asked, style)
    by_name = fold_by if isinstance(fold_by, str) else None
    by_columns = () if by_name is None else (by_name,)
    source = open_data(
        data, target, features, weights, drop_missing, categorical,
        beside=by_columns, labels=by_columns, **reading,
    )  # fmt: skip
    _check_apart(source.schema, by_name)
    read = ReadOptions(engine, scheduler, workers, progress)
    return path_of_rows(source, asked, read, fold_by, full=full)


def _check_apart(schema: Schema, by: str | None) -> None:
    """Check that the column of the folds is not used to predict, nor predicted."""
    levels = (name for name, _ in schema.levels)
    if by is None or by not in (schema.target, *schema.features, *levels):
        return
    what = "the target" if by == schema.target else "a feature"
    raise OptionError(
        f"{schema.style.setting('fold_by', by)} is also {what}: name a column that is not used to "
        "predict."
    )


@dataclass(frozen=True, slots=True, eq=False)
class PathOptions:
    """Options of a path, checked."""

    penalty: str
    l1_ratio: float
    alphas: int | Vector
    folds: int | None
    by: str  # what the rows of a fold have in common; empty if folds are by place
    nested: bool
    standardize: bool
    intercept: bool
    lowest: float = 1 / RANGE  # of the alphas by default, as a share of the largest

    @classmethod
    def of(
        cls,
        penalty: str,
        l1_ratio: float | None,
        alphas: int | ArrayLike,
        folds: int | None,
        fold_by: str | ArrayLike | None,
        nested: bool,
        standardize: bool,
        intercept: bool,
        lowest: float = 1 / RANGE,
    ) -> PathOptions:
        """Return the options of `path`, after checking them."""
        if penalty not in PENALTIES:
            raise unknown("penalty", penalty, PENALTIES)
        if l1_ratio is not None and penalty != ElasticNet.name:
            raise OptionError(
                f"l1_ratio={l1_ratio!r} is for penalty='{ElasticNet.name}': leave it out with "
                f"penalty='{penalty}'."
            )
        ratio = 0.5 if l1_ratio is None else number_or_nan(l1_ratio)
        if not 0 < ratio <= 1:
            raise OptionError(
                f"l1_ratio={l1_ratio!r} cannot be used: give a number above 0 and up to 1, or "
                f"penalty='{Ridge.name}'."
            )
        if folds is None:
            for name, given in (("fold_by", fold_by is not None), ("nested", nested)):
                if given:
                    raise OptionError(f"{name}=… needs folds: give folds=10, or leave it out.")
        else:
            least = NESTED_FOLDS if nested else 2
            if whole_number("folds", folds, least) > MOST_FOLDS:
                raise OptionError(
                    f"folds={folds} cannot be used: give a number from {least} to {MOST_FOLDS}."
                )
        ratio = {Ridge.name: 0.0, Lasso.name: 1.0}.get(penalty, ratio)
        by = "" if fold_by is None else fold_by if isinstance(fold_by, str) else "fold_by"
        return cls(
            penalty, ratio, _alphas(alphas), folds, by, flag("nested", nested),
            flag("standardize", standardize), flag("intercept", intercept), lowest,
        )  # fmt: skip

    def model(self, names: Sequence[str]) -> Lasso:
        """Return the model, without rows."""
        rows = np.zeros((2, len(names)))
        made = ElasticNet(
            rows, [0.0, 0.0], 1.0, self.l1_ratio, self.intercept, "half-mse", tuple(names)
        )
        return made.without_rows()

    def path(self, names: Sequence[str], sums: FoldSums) -> Penalized:
        """Return the path for these rows: penalties from the largest down."""
        of_sum = self.penalty == Ridge.name
        path = Penalized(self.model(names), np.zeros(0), of_sum, self.standardize)
        if not isinstance(self.alphas, int):
            return replace(path, alphas=self.alphas)
        largest = self._largest(path, sums)
        alphas = np.geomspace(largest, largest * self.lowest, self.alphas)
        return replace(path, alphas=alphas)

    def errors(self, path: Penalized, folds: Sequence[FoldSums]) -> FoldErrors | None:
        """Return the errors of the folds; None if there are none."""
        return None if self.folds is None else cross_validated(path, folds)

    def _largest(self, path: Penalized, sums: FoldSums) -> float:
        products = sums.products(path.model)
        spreads = path.spreads(sums, products)
        factors = products.problem.unit / (1.0 if spreads is None else spreads)
        d, mass, gram = path.model.d, sums.summary.mass, products.centered()
        together = float(np.abs(gram[:d, -1] * factors).max())
        if self.penalty == Ridge.name:
            largest = float(np.linalg.eigvalsh(gram[:d, :d] * np.outer(factors, factors))[-1])
        else:
            largest = together / mass / self.l1_ratio
        if not (together > 0 and largest < MOST_ALPHA):
            raise DataError(
                "No column varies together with the target, so every penalty gives the mean: check "
                "the target and the columns, or give alphas."
            )
        return largest * (1.0 + ABOVE)


def _alphas(given: int | ArrayLike) -> int | Vector:
    """Return the number of alphas, or the alphas themselves, from the largest down."""
    if np.ndim(given) == 0:
        count = whole_number("alphas", given, 2)
        if count > MOST_ALPHAS:
            raise OptionError(f"alphas={count} cannot be used: give at most {MOST_ALPHAS}.")
        return count
    try:
        alphas: Vector = np.unique(np.asarray(given, dtype=np.float64))[::-1].copy()
    except (TypeError, ValueError):
        alphas = np.array([np.nan])
    if not (alphas.size and alphas.size <= MOST_ALPHAS and (alphas >= 0).all()):
        shown = f"{given!r:.60}"
        raise OptionError(f"alphas={shown} cannot be used: give numbers of 0 or more.")
    if alphas[0] > MOST_ALPHA:
        raise OptionError(f"alphas up to {alphas[0]:g} cannot be used: give at most 1e100.")
    return alphas


def _of_summary(
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    asked: PathOptions,
    style: OptionStyle,
) -> PenaltyPath:
    if asked.folds is not None:
        none = "none" if style is OptionStyle.COMMAND_LINE else None
        raise OptionError(
            f"A summary has no rows to make folds of: give {style.setting('folds', none)} for the "
            "path alone, or the data."
        )
    named = column("target", target)
    table = (
        data.choose(named or data.target, features)
        if isinstance(data, TableSummary)
        else load_summaries(data, named, features)
    )
    if table.summary.count < 2:
        raise DataError(
            f"{table.source or 'The summary'} has {counted(table.summary.count, 'row')}: a path "
            "needs 2 or more."
        )
    sums = FoldSums(table.summary, table.exact)
    return _result(asked, asked.path(table.feature_names, sums), table, [sums], None)


def path_of_rows(
    source: Source, asked: PathOptions, read: ReadOptions, by: Any, *, full: bool
) -> PenaltyPath:
    """Fit the path to the rows of a source, with folds `by` a column or labels."""
    passes = FoldPasses(source, read, asked.folds or 1, by)
    folds = passes.first()
    if asked.nested and len(folds) < NESTED_FOLDS:
        raise DataError(
            f"'{asked.by}' makes {len(folds)} folds, but nested needs {NESTED_FOLDS}: leave it out."
        )
    model = asked.path(source.schema.features, whole(folds))
    errors = asked.errors(model, folds)
    made = _result(asked, model, passes.table, folds, errors)
    narrow = len(source.schema.features) < WIDEST_EXACT
    if full or (narrow and not (made.proven.all() and (errors is None or errors.told(TOLD)))):
        folds = passes.exactly(folds)
        model = asked.path(source.schema.features, whole(folds))
        errors = asked.errors(model, folds)
        made = replace(_result(asked, model, passes.table, folds, errors), passes=2)
    if errors is not None and not errors.told(HARMFUL):
        raise DataError(
            f"The target of {passes.table.source or 'the data'} is predicted without any error "
            "that is larger than its rounding, so the folds cannot tell penalties apart: fit least "
            "squares, or give larger alphas."
        )
    return replace(made, fold_names=tuple(passes.names))


def _result(
    asked: PathOptions,
    path: Penalized,
    table: TableSummary,
    folds: Sequence[FoldSums],
    errors: FoldErrors | None,
) -> PenaltyPath:
    """Fit the path to the rows of all folds together."""
    sums, d = whole(folds), path.model.d
    products = sums.products(path.model)
    mass, spreads = sums.summary.mass, path.spreads(sums, products)
    found = minimize_path(path.model, products, path.strengths(mass), spreads)
    weights = np.array([each.weights for each in found])
    squares = products.squares()
    residuals = np.array([each.residuals for each in found])
    nested = None
    if asked.nested and errors is not None:
        nested = nested_errors(path, folds, errors)
    made = PenaltyPath(
        penalty=asked.penalty,
        l1_ratio=asked.l1_ratio,
        alphas=path.alphas,
        coef=weights[:, :d],
        intercepts=weights[:, d] if asked.intercept else np.zeros(len(weights)),
        bound=np.array([each.bound for each in found]),
        zero=np.array([each.zero for each in found]),
        gap=np.array([each.gap for each in found]),
        r2=1 - residuals / squares if squares else np.full(len(found), np.nan),
        folds=errors,
        fold_rows=() if errors is None else tuple(fold.summary.count for fold in folds),
        n=table.summary.count,
        feature_names=table.feature_names,
        has_intercept=asked.intercept,
        standardize=asked.standardize,
        spreads=np.sqrt(np.maximum(sums.summary.scatter.diagonal()[:d], 0.0) / mass),
        variance=squares / mass,
        target=table.target,
        source=table.source,
        weighted=table.weights or "",
        fold_by=asked.by,
        nested_error=nested,
        passes=table.passes,
        rows_dropped=table.rows_dropped,
        findings=(*table.findings, *reference_levels(table.levels)),
    )
    return replace(made, findings=(*made.findings, *_findings(made, folds)))


def _findings(made: PenaltyPath, folds: Sequence[FoldSums]) -> Iterator[Finding]:
    """Yield what the choice and the proofs are worth, where that is not what it seems."""
    lost, p = int((~made.proven).sum()), made.bound.shape[1]
    if lost:
        first = float(made.alphas[~made.proven][0])
        yield Finding(
            "not_unique" if made.n > p else "fewer_rows_than_weights", (),
            f"From alpha {first:.4g} on, the weights of {counted(lost, 'fit')} are not proven: "
            "the columns leave them undetermined, or a slope is about to leave 0.",
            "Leave out columns that repeat others, or use penalty='elastic-net', whose weights are "
            "unique.",
        )  # fmt: skip
    if made.folds is None:
        return
    best, k = made.folds.best, len(made.alphas)
    if best in (0, k - 1) and k > 1:
        end, cure = ("smallest", "smaller") if best else ("largest", "larger")
        yield Finding(
            "end_of_path", (),
            f"The lowest error is at the {end} alpha of the path, {made.alphas[best]:.4g}: a "
            f"{cure} one may be better.",
            f"Give {cure} alphas." if best else "Compare with the mean of the target.",
        )  # fmt: skip
    training = [made.n - rows for rows in made.fold_rows]
    few = [rows for rows in training if rows < p]
    if few:
        yield Finding(
            "few_rows_in_folds", (),
            f"In {len(few)} of {len(training)} folds the training rows ({min(few):,} at least) are "
            f"fewer than the {p} weights.",
            "Read the errors of small penalties with care, or give more folds.",
        )  # fmt: skip
    still = _constant_in_training(made, folds)
    if still:
        shown = ", ".join(still[:NAMED]) + (", …" if len(still) > NAMED else "")
        yield Finding(
            "constant_in_training", tuple(still),
            f"In the training rows of a fold, these columns do not vary, so their slopes are 0 "
            f"there: {shown}.",
            "Give more folds, or leave such columns out.",
        )  # fmt: skip


def _constant_in_training(made: PenaltyPath, folds: Sequence[FoldSums]) -> list[str]:
    """Return the columns that vary, but not among the training rows of every fold."""
    always = set(whole(folds).constant)
    found = {j for training in all_but_each(folds) for j in training.constant} - always
    return [name for j, name in enumerate(made.feature_names) if j in found]
