"""Predictions for new rows, with intervals for the mean or for an observation.

    ŷ = x·b + b₀,   ŷ ± t √(‖cᵀE‖² + s²)      c = [x, 1];   s² for an observation, 0 for the mean

with E Eᵀ the covariance of the weights (classical or robust) and t of n − r degrees of freedom.
‖cᵀE‖ is measured from a point near the means, since c itself would cancel where they are large. An
observation has the variance s² of a row of weight 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.data.design import Design, over_new_rows
from downslope.errors import DataError, OptionError, unknown
from downslope.findings import Finding
from downslope.fitting.extrapolation import Range, extrapolated, rows_outside
from downslope.fitting.inference import Inference, check_level
from downslope.fitting.named_columns import check_present, check_rows, names_in
from downslope.fitting.solution import Solution
from downslope.fitting.specification import Specification, Term
from downslope.formatting import counted, plain_dict
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector, check_finite, row_norms, table

if TYPE_CHECKING:
    from downslope.fitting.passes.reader import ReadOptions

INTERVALS = ("mean", "observation")
HEADINGS = ("prediction", "low", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Predictor:
    """Parts of a fit that predictions need; small, since every task has a copy."""

    terms: tuple[Term, ...]
    feature_names: tuple[str, ...]
    coef: Vector  # (d,)
    intercept: float
    ranges: tuple[Range, ...] = ()  # of the columns in the fit
    center: Vector | None = None  # (d,) near the means; None for predictions without intervals
    slopes: Matrix | None = None  # (d, k) E of the slopes
    at_center: Vector | None = None  # (k,) cᵀE at the center
    noise: float = 0.0  # s for an observation, else 0; its square may overflow
    quantile: float = 0.0  # of Student's distribution
    design: Design | None = None  # of a formula, which makes the features

    @classmethod
    def of(
        cls,
        solution: Solution,
        inference: Inference,
        terms: tuple[Term, ...],
        ranges: tuple[Range, ...],
        interval: str | None = None,
        level: float | None = None,
        design: Design | None = None,
    ) -> Predictor:
        """Return the predictor of a fit.

        Raises
        ------
        OptionError
            The interval or the level cannot be used.
        DataError
            The fit has no noise to compute an interval from.

        """
        if solution.absorbed:
            raise DataError(
                "The fit has no weights of the levels that it absorbed, so it cannot predict: make "
                "their column categorical instead."
            )
        chosen = check_level(inference.level if level is None else level)
        plain = cls(
            terms, solution.feature_names, solution.coef, solution.intercept, ranges, design=design
        )
        if interval is None and level is not None:
            raise OptionError(
                f"A level of {level} is for intervals, and none is asked for: give interval "
                "(--interval) mean or observation, or leave the level out."
            )
        if interval is None:
            return plain
        if not isinstance(interval, str):
            raise OptionError(f"interval={interval!r:.40} is not text: give mean or observation.")
        if interval not in INTERVALS:
            raise unknown("interval", interval, INTERVALS)
        factor = inference.factor
        if inference.exact or factor is None or not np.isfinite(factor).all():
            raise DataError(_no_interval(solution, inference))
        from scipy.special import stdtrit

        d = len(solution.coef)
        center = np.zeros(d)
        at_center = np.zeros(factor.shape[1])
        if solution.has_intercept:
            center = solution.moments.origin[:d]
            at_center = center @ factor[:d] + factor[d]
        observed = interval == "observation"
        return cls(
            *(terms, plain.feature_names, plain.coef, plain.intercept, ranges),
            center=center,
            slopes=factor[:d],
            at_center=at_center,
            noise=inference.residual_std if observed else 0.0,
            quantile=float(stdtrit(inference.t_freedom, (1 + chosen) / 2)),
            design=design,
        )

    def rows(self, X: Any) -> Matrix:
        """Return predictions (m, 1), or with the ends of intervals (m, 3), for features (m, d)."""
        predicted = np.asarray(X @ self.coef + self.intercept)
        if self.center is None or self.slopes is None or self.at_center is None:
            return predicted[:, np.newaxis]
        if hasattr(X, "toarray"):  # the distance from the center is dense
            X = X.toarray()
        away = (X - self.center) @ self.slopes + self.at_center
        half = self.quantile * np.hypot(row_norms(away), self.noise)
        return np.column_stack([predicted, predicted - half, predicted + half])


def _no_interval(solution: Solution, inference: Inference) -> str:
    """Return why a fit has no intervals, and what to do."""
    if inference.exact:
        return "The fit is exact, so there is no noise for an interval: leave interval out."
    if solution.degrees_of_freedom < 1:
        return (
            f"The noise cannot be estimated from {counted(solution.n, 'row')} with "
            f"{counted(len(solution.weights), 'weight')}: fit more rows, or leave interval out."
        )
    if solution.residuals_lost:
        return (
            "The residuals are lost in the rounding of sums, and so is their noise: fit the rows, "
            "or allow another pass over them."
        )
    if solution.inverse_factor is None:
        return (
            "The data do not determine every weight, so the errors of predictions are not known: "
            "leave out columns that depend on others, or leave interval out."
        )
    return (
        f"The {inference.errors} errors of some weights are not known, and so are those of "
        "predictions: choose other standard errors, or leave interval out."
    )


def features_of(X: Any, predictor: Predictor, asked: Specification) -> Any:
    """Return the features (m, d) of new rows: a frame's by name, an array's by their order.

    Raises
    ------
    DataError
        A column or a value is missing, or the fit does not know a level.

    """
    levels = [term.column for term in predictor.terms if term.levels]
    check_rows(X)
    if predictor.design is not None:
        return _by_design(X, predictor.design, asked)
    named = names_in(X, [term.column for term in predictor.terms], predictor.feature_names)
    if named is not None:
        features = _by_name(X, named, predictor, asked)
    elif levels:
        raise DataError(
            f"The fit has categorical columns ({', '.join(levels)}): give a data frame."
        )
    else:
        features = table(X)
        if asked.degree != 1 and features.shape[1] == 1:
            values = np.asarray(features, dtype=np.float64)[:, 0]
            features = np.column_stack([values**term.power for term in predictor.terms])
    d = features.shape[1]
    if d != len(predictor.coef):
        names = ", ".join(predictor.feature_names)
        raise DataError(
            f"X has {counted(d, 'column')} but the fit has {len(predictor.coef)}: give {names}."
        )
    owner = {weight: term.column for term in predictor.terms for weight in term.weights}
    columns = [owner[name] for name in predictor.feature_names]
    first = [columns.index(name) for name in dict.fromkeys(columns)]
    if len(first) < d:  # a missing value counts once, whatever is made of it
        check_finite(features[:, first], [columns[j] for j in first])
    check_finite(features, columns)
    return features


def _by_name(X: Any, named: Sequence[str], predictor: Predictor, asked: Specification) -> Matrix:
    """Return the columns (m, d) of the fit from a frame, which may have others."""
    from downslope.data.columns import Place
    from downslope.data.dialect import Dialect
    from downslope.data.frames import as_polars
    from downslope.data.one_hot import one_hot

    columns = list(dict.fromkeys(term.column for term in predictor.terms))
    check_present(columns, named)
    frame, place = as_polars(X, columns), Place("X", style=OptionStyle.PYTHON)
    if asked.reading:
        dialect = Dialect.of(OptionStyle.PYTHON, reading_for(asked, columns))
        frame = dialect.resolved(frame, columns, "X").applied(frame, place)
    made: dict[str, Any] = {}
    for term in predictor.terms:
        if term.levels:
            each = one_hot(frame[term.column], term.column, term.levels, place)
            made |= zip((f"{term.column}={level}" for level in term.levels[1:]), each, strict=True)
        else:
            values = np.asarray(table(frame[term.column])[:, 0], dtype=np.float64)
            made[term.weights[0]] = values if term.power == 1 else values**term.power
    return np.column_stack([made[name] for name in predictor.feature_names])


def _by_design(X: Any, design: Design, asked: Specification) -> Matrix:
    """Return the features (m, d) that a formula makes of a frame."""
    from downslope.data.new_rows import new_rows, open_rows

    if not hasattr(X, "columns"):
        raise DataError(
            f"The fit has a formula of columns ({', '.join(design.columns)}): give a data frame."
        )
    source = open_rows(
        X, design.columns, design.levels, called="X", **reading_for(asked, design.columns)
    )
    layout = source.layout
    read = [np.empty((0, layout.width))]
    for task in source.frame_tasks():
        read += [np.column_stack(layout.numeric(frame, task.place))
                 for frame in task.frames(layout.columns)]  # fmt: skip
    check_finite(np.concatenate(read), layout.names)
    made = replace(source, layout=over_new_rows(layout, design))
    blocks = [part.X for task in made.frame_tasks() for part in new_rows(task)]
    return np.concatenate([np.empty((0, len(design.names))), *blocks])


def reading_for(asked: Specification, columns: Sequence[str]) -> dict[str, Any]:
    """Return the options on how the values of these columns were written in the fit."""
    found = dict(asked.reading)
    for option in ("date", "missing"):
        if isinstance(found.get(option), dict):
            kept = {c: v for c, v in found[option].items() if c is None or c in columns}
            found[option] = kept
    return {option: value for option, value in found.items() if value}


@dataclass(frozen=True, slots=True, eq=False)
class Predicted:
    """Predictions for the rows of a task."""

    rows: int
    dropped: int  # incomplete rows left out
    values: Matrix  # (rows, 1), or (rows, 3) with the ends of intervals
    outside: np.ndarray  # rows outside of each range
    kept: Any = None  # a frame of the columns kept


@dataclass(frozen=True, slots=True, eq=False)
class PredictTask:
    """Work of a pass that predicts a task's rows."""

    predictor: Predictor
    keep: tuple[str, ...] = ()

    def __call__(self, task: Any) -> Predicted:
        from downslope.data.new_rows import joined, new_rows

        predictor = self.predictor
        columns = task.layout.schema(None).features
        place = {name: j for j, name in enumerate(columns)}
        values, kept, dropped = [], [], 0
        outside = np.zeros(len(predictor.ranges), dtype=np.int64)

        def predict(rows: Matrix) -> None:
            nonlocal outside
            X = self._features(rows, place)
            values.append(predictor.rows(X))
            outside += rows_outside(predictor.ranges, X)

        if self.keep:
            for part in new_rows(task, self.keep, reuse=True):
                predict(part.X)
                dropped += part.dropped
                kept.append(part.kept)
        else:  # blocks are written to the same memory, one after another
            for block in task.blocks():
                predict(block)
            dropped = task.dropped
        width = 1 if predictor.center is None else len(HEADINGS)
        whole = np.concatenate([np.empty((0, width)), *values])
        return Predicted(len(whole), dropped, whole, outside, joined(kept))

    def _features(self, X: Matrix, place: dict[str, int]) -> Matrix:
        """Return the features (m, d) from the columns of the new rows, in the order of the fit."""
        powers = {term.weights[0]: term for term in self.predictor.terms if term.power != 1}
        if powers:
            return np.column_stack([X[:, 0] ** term.power for term in self.predictor.terms])
        chosen = [place[name] for name in self.predictor.feature_names]
        return X if chosen == list(range(X.shape[1])) else X[:, chosen]


@dataclass(frozen=True, slots=True, eq=False)
class PredictionReport:
    """Report of predictions: their number, their kind, and their file."""

    file: str
    rows: int
    rows_dropped: int  # incomplete rows left out
    target: str
    interval: str | None
    level: float
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the fields that `downslope predict --json` prints."""
        return plain_dict({name: getattr(self, name) for name in self.__slots__})


def predict_file(
    predictor: Predictor,
    asked: Specification,
    data: Any,
    output: str | Path,
    keep: Sequence[str],
    drop_missing: bool,
    reading: dict[str, Any],
    options: ReadOptions,
) -> tuple[int, int, tuple[Finding, ...]]:
    """Predict the rows of files in one pass, writing them to a file as they come.

    Returns
    -------
    tuple of int, int, and tuple of Finding
        The rows written, the incomplete rows left out, and findings.

    """
    from downslope.data.new_rows import check_apart, open_rows
    from downslope.data.table_writer import is_typed, opened_table
    from downslope.fitting.passes.reader import Reader

    design = predictor.design
    names = list(dict.fromkeys(term.column for term in predictor.terms))
    levels = tuple((term.column, term.levels) for term in predictor.terms if term.levels)
    if design is not None:
        names, levels = list(design.columns), design.levels
    headings = HEADINGS[: 1 if predictor.center is None else len(HEADINGS)]
    for place, name in enumerate(keep):
        if name in keep[:place]:
            raise OptionError(f"--keep names '{name}' twice: name each column once.")
        if name in headings:
            raise OptionError(
                f"--keep '{name}': the output already has a column of that name: rename yours."
            )
    source = open_rows(
        data, names, levels, keep=keep, drop_missing=drop_missing,
        printed="padded" if is_typed(output) else "all",
        **(reading_for(asked, names) | reading),
    )  # fmt: skip
    if design is not None:
        source = replace(source, layout=over_new_rows(source.layout, design))
    check_apart(source, output)
    rows = dropped = 0
    outside = np.zeros(len(predictor.ranges), dtype=np.int64)
    with Reader(source, options) as reader, opened_table(output) as out:
        for part in reader.read(PredictTask(predictor, tuple(keep))):
            if part.rows:
                out.write(part.kept, dict(zip(headings, part.values.T, strict=True)))
            rows, dropped = rows + part.rows, dropped + part.dropped
            outside += part.outside
        if rows == 0:
            raise DataError(f"{source.schema.source} has no complete row to predict.")
    return rows, dropped, (*source.schema.notes, *extrapolated(predictor.ranges, outside))
