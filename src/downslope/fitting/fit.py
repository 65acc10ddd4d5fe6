"""`fit`: coefficients in closed form for data of any type and size.

rows in memory ─► ladder            few rows, arrays, and options that need every row at once
read in passes ─► summary, ladder   all other data, and whatever an engine reads
summaries ──────► ladder            rows that are no longer available
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

import numpy as np
from numpy.typing import ArrayLike

from downslope.data.array_source import Arrays
from downslope.data.blocks import Source
from downslope.data.dialect import ReadingOptions, written
from downslope.data.files import are_summaries, check_needs_no_rows
from downslope.data.levels import Categorical
from downslope.data.open import FEW, column, is_large, load_table, open_data
from downslope.data.summary_file import load_summaries
from downslope.data_table import Table, TableSummary, WideTable
from downslope.errors import DataError, OptionError, PrecisionError, unknown
from downslope.findings import reference_levels
from downslope.fitting.fit_result import Fit
from downslope.fitting.inference import Inference, check_level, infer
from downslope.fitting.influence import (
    ROBUST,
    digits_of_polynomial,
    full_leverage,
    influence,
    robust_factor,
)
from downslope.fitting.ladder import WIDEST_EXACT, accuracy_named, solve
from downslope.fitting.solution import Solution
from downslope.fitting.specification import Specification
from downslope.fitting.weighting import (
    FREQUENCY,
    PRECISION,
    SAMPLING,
    check_weights_kind,
    counting_copies,
    scaled_to_one,
)
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import OptionStyle, are_paths, flag
from downslope.numerics.arrays import Vector
from downslope.numerics.polynomial import power_names, powers
from downslope.solvers.contract import Accuracy

if TYPE_CHECKING:
    from downslope.fitting.model_fit_result import ModelFit
    from downslope.fitting.summarize import Progress

METHODS_OF_ROWS = ("qr", "svd")
FLAGS = ("exact_decimals", "drop_missing")
NAMED = 8  # features, in a message
OF_VALUES = ("missing", "date", "keep_levels")  # reading options that new rows need again


@overload
def fit(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    model: Literal["least-squares"] = "least-squares",
    **options: Any,
) -> Fit: ...
@overload
def fit(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    model: str,
    **options: Any,
) -> Fit | ModelFit: ...
def fit(  # type: ignore[misc]  # the overloads leave its options to this signature
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    model: str = LeastSquares.name,
    alpha: float | None = None,
    l1_ratio: float | None = None,
    delta: float | None = None,
    weights: str | ArrayLike | None = None,
    weights_kind: str | None = None,
    degree: int = 1,
    exact_decimals: bool = False,
    engine: str | None = None,
    scheduler: str | None = None,
    workers: int | None = None,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    robust: str | None = None,
    level: float = 0.95,
    max_passes: int | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    progress: Progress | None = None,
    **reading: Unpack[ReadingOptions],
) -> Fit | ModelFit:
    """Fit a linear regression to data of any size, in constant memory if no option needs all rows.

    Data are read in passes; a few rows, and arrays, are used in memory. The same data give the
    same bits for every engine and number of workers.

    Parameters
    ----------
    data : path, list of paths, data frame, or array of shape (n, d)
        Files, a folder, a pattern, or a data set's name; a pandas, polars, Arrow, or Dask table; an
        array X, dense or sparse; or a summary, or files of summaries (.dss).
    target : str, or ndarray of shape (n,)
        The column to predict; y where X is an array.
    features : list of str, optional
        The columns to use, all others by default; for an array, the names of its columns.
    model : str
        "least-squares"; or "ridge", "lasso", "elastic-net", "huber", "logistic", "softmax", or
        "poisson". They too are read in passes where data are large.
    alpha, l1_ratio, delta : float, optional
        Strength of the penalty, the L1 share of the elastic net's penalty, and the residual from
        which the Huber loss is linear: see `Ridge`, `ElasticNet`, and `Huber`.
    weights : str, or ndarray of shape (n,), optional
        A column of row weights, or for arrays the weights themselves. Least squares takes them as
        relative precisions of the rows; for other models a row of weight 2 counts as two rows.
    weights_kind : str, optional
        What the weights of least squares mean: "precision", 1/variance of each row; "frequency", a
        row counts as that many equal rows; or "sampling", a row stands for that many of a
        population, which takes robust errors (HC1 by default).
    degree : int
        Fit a polynomial of this degree in the only feature, with all rows in memory.
    exact_decimals : bool
        Read the decimals of a small CSV as printed, without rounding to float64.
    engine : str, optional
        "threads" on this machine, "dask", or "ray", to read in passes at any size.
    scheduler : str, optional
        Address of a running Dask or Ray; by default a local one is started and closed.
    workers : int, optional
        Threads or local processes; every core by default.
    method : str
        "auto" tries the solvers in order of cost until one meets the accuracy (the ladder); or
        the name of one: "cholesky", "exact", "qr", "svd", "lsmr". QR and SVD need all rows in
        memory.
    accuracy : str
        "standard", or "full" for the nearest float64 of every weight.
    intercept : bool
        Whether the model has an intercept.
    robust : str, optional
        "HC0" … "HC3" for standard errors that are valid for noise of unequal variance. They need
        each row's influence, so all rows are read into memory.
    level : float
        Level of the intervals.
    max_passes : int, optional
        Maximum number of passes over the data. One is enough for least squares unless columns are
        nearly dependent; models solved by Newton's method need one for each step, and one before
        the first.
    drop_missing : bool
        Leave incomplete rows out and count them.
    categorical : list of str
        Columns whose levels become columns of zeros and ones, all but the first.
    progress : callable, optional
        Receives a `Reading` after each task of a pass, a `MemoryNotice` before large data are read
        into memory, and a `WorkersSilent` when the workers of a cluster are not heard from.
    **reading
        How the data are written (missing, date, keep_index, keep_levels, header, decimal,
        thousands, encoding): see `ReadingOptions`.

    Returns
    -------
    Fit or ModelFit
        The coefficients, their standard errors and bounds, and findings.

    Raises
    ------
    DataError
        The data cannot be read or used.
    OptionError
        An option cannot be used, or two options exclude each other.
    EngineError
        Workers died repeatedly, or a scheduler does not answer.
    MissingExtraError
        The engine's package is not installed.

    """
    how: dict[str, Any] = {
        "method": method,
        "accuracy": accuracy,
        "intercept": flag("intercept", intercept),
    }
    if robust is not None and robust not in ROBUST:
        raise unknown("robust", robust, ROBUST)
    check_level(level)
    named = are_paths(data)
    penalties = {"alpha": alpha, "l1_ratio": l1_ratio, "delta": delta}
    style = OptionStyle.COMMAND_LINE if named else OptionStyle.PYTHON
    is_summary = isinstance(data, TableSummary) or (named and are_summaries(data))
    if weights_kind is not None:
        check_weights_kind(weights_kind, is_summary or weights is not None, style)
    kind = PRECISION if weights_kind is None else weights_kind
    if kind == SAMPLING and model == LeastSquares.name:
        robust = robust or "HC1"
    for option, value in penalties.items():
        if model == LeastSquares.name and value is not None:
            taken = {"alpha": "ridge", "l1_ratio": "elastic-net", "delta": "huber"}[option]
            raise OptionError(
                f"{style.setting(option, value)} does not apply to least squares: leave it out, or "
                f"choose a model that takes it, such as {style.setting('model', taken)}."
            )
    of_rows = {
        "degree": degree != 1,
        "exact_decimals": exact_decimals,
        "weights_kind": kind == SAMPLING,
        "robust": robust is not None,
        "method": method in METHODS_OF_ROWS,
    }
    of_passes = {
        "engine": engine is not None,
        "scheduler": scheduler is not None,
        "workers": workers is not None,
        "max_passes": max_passes is not None,
    }
    of_data = {"categorical": bool(categorical), "drop_missing": drop_missing}
    of_data |= dict.fromkeys(reading, True)
    if model != LeastSquares.name:
        given_kind = weights_kind not in (None, FREQUENCY)
        unused = of_rows | {"weights_kind": given_kind, "method": method != "auto"}
        for option in (name for name, given in unused.items() if given):
            raise OptionError(
                f"{_written(option, method, named)} applies to least squares only: leave it out "
                f"with {style.setting('model', model)}."
            )
        from downslope.fitting.model_routes import fit_of_data, fit_of_summary, takes_rows
        from downslope.fitting.passes.reader import ReadOptions

        if is_summary:
            asked = [style.setting("model", model)] if takes_rows(model) else [
                _written(option, method, named)
                for option, given in (of_passes | of_data).items() if given
            ]  # fmt: skip
            check_needs_no_rows(data, asked)
            summary = _summary(data, target, features, weights)
            of_model = fit_of_summary(model, summary, penalties, intercept=how["intercept"])
            return replace(of_model, level=level)
        of_model = fit_of_data(
            model, data, target, features, penalties, weights=weights, intercept=how["intercept"],
            full=accuracy_named(accuracy) is Accuracy.FULL, in_passes=any(of_passes.values()),
            max_passes=max_passes, drop_missing=drop_missing, categorical=categorical,
            read=ReadOptions(engine or "threads", scheduler, workers, progress), reading=reading,
        )  # fmt: skip
        return replace(of_model, level=level)
    said = dict(reading)
    spec = Specification(
        degree=degree,
        weights=weights if isinstance(weights, str) or weights is None else "weights",
        weights_kind=kind,
        reading={name: said[name] for name in OF_VALUES if name in said},
    )
    asked = [option for option, given in (of_rows | of_passes | of_data).items() if given]
    if is_summary:
        check_needs_no_rows(data, [_written(option, method, named) for option in asked])
        summary = _summary(data, target, features, weights)
        from downslope.fitting.passes import solve_table_summary

        spec = replace(spec, weights=summary.weights)
        if summary.weights is None and weights_kind is not None:
            check_weights_kind(weights_kind, False, style)
        return _fit(summary, solve_table_summary(summary, **how), spec, level, style)
    needs_rows, in_passes = any(of_rows.values()), any(of_passes.values())
    if needs_rows and in_passes:
        one, other = asked[0], asked[sum(of_rows.values())]
        raise OptionError(
            f"{_written(one, method, named)} needs all rows at once, but "
            f"{_written(other, method, named)} reads them in passes: leave one of the two out."
        )
    source = open_data(
        data,
        target,
        features,
        weights,
        drop_missing,
        categorical,
        exact_decimals=exact_decimals,
        **reading,
    )
    if needs_rows or (not in_passes and _is_better_held(source)):
        why = _written(asked[0], method, named) if needs_rows else None
        linear = intercept if degree == 1 else None
        table = load_table(source, why, progress, intercept=linear)
        return _fit_rows(table, spec, robust, level, how, style)
    from downslope.fitting import passes  # its engines take long to load, and most fits need none
    from downslope.fitting.passes.reader import ReadOptions

    read = ReadOptions(engine or "threads", scheduler, workers, progress)
    return _fit(*passes.fit(source, read, max_passes=max_passes, **how), spec, level, style)


def _written(option: str, method: str, named: bool) -> str:
    """Write an option for a message: as on the command line if the data are files."""
    style = OptionStyle.COMMAND_LINE if named else OptionStyle.PYTHON
    if option == "method":
        return style.setting(option, method)
    if option in ReadingOptions.__annotations__:
        return written(option, style)
    return style.flag(option) if option in FLAGS else style.option(option)


def _is_better_held(source: Source) -> bool:
    """Return whether to fit rows in memory: they are few, wide, or in memory already.

    Beyond `WIDEST_EXACT` columns a summary proves less than QR does.
    """
    if isinstance(source, Arrays):
        return not source.sparse
    return not is_large(source, FEW) or (
        source.schema.width > WIDEST_EXACT and not is_large(source)
    )


def _fit_rows(
    table: Table,
    spec: Specification,
    robust: str | None,
    level: float,
    how: dict[str, Any],
    style: OptionStyle,
) -> Fit:
    """Fit a table, or a polynomial in its only feature."""
    if spec.weights_kind == SAMPLING:
        table = scaled_to_one(table)
    used = table if spec.degree == 1 else polynomial(table, spec.degree)
    try:
        solution = solve(
            used.X,
            used.y,
            weights=used.weights,
            names=used.feature_names,
            X_low=used.X_low,
            y_low=used.y_low,
            **how,
        )
    except PrecisionError as error:
        distinct = len(np.unique(table.X))
        if spec.degree == 1 or spec.degree + how["intercept"] <= distinct:
            raise
        raise PrecisionError(
            f"{style.setting('degree', str(spec.degree))} has {spec.degree + how['intercept']} "
            f"weights, but '{table.feature_names[0]}' has only {distinct} distinct values: choose "
            f"a degree of at most {distinct - how['intercept']}."
        ) from error
    known = None
    if robust is not None:
        rows = influence(solution, used.X, used.y, used.weights)
        copies = used.weights if spec.weights_kind == FREQUENCY else None
        counted = solution if copies is None else counting_copies(used, solution, style)
        errors, factor = robust_factor(counted, rows, robust, copies)
        known = infer(_observed(used, solution, spec, style), level, errors, robust, factor)
        found = full_leverage(solution, rows, robust)
        used = replace(used, findings=(*used.findings, *found))
    digits = solution.digits_warranted
    if digits is not None and spec.degree != 1 and table.X_low is None and table.weights is None:
        digits = digits_of_polynomial(solution, table.X, table.y)
    return _fit(used, solution, spec, level, style, digits, known)


def _observed(
    table: Table | TableSummary | WideTable,
    solution: Solution,
    spec: Specification,
    style: OptionStyle,
) -> Solution:
    """Return the solution with the observations and the likelihood of the kind of its weights."""
    if spec.weights_kind == FREQUENCY:
        return counting_copies(table, solution, style)
    return replace(solution, log_weights=math.nan) if spec.weights_kind == SAMPLING else solution


def _fit(
    table: Table | TableSummary | WideTable,
    solution: Solution,
    spec: Specification,
    level: float,
    style: OptionStyle,
    digits: Vector | None = None,
    known: Inference | None = None,
) -> Fit:
    """Make the result, with a finding per categorical column that names its reference level."""
    if table.levels:
        table = replace(table, findings=(*table.findings, *reference_levels(table.levels)))
    digits = solution.digits_warranted if digits is None else digits
    solution = _observed(table, solution, spec, style)
    told = ~solution.zero_to_rounding  # an effect that the data's rounding hides has no digits
    warranted = None if digits is None or not told.any() else float(digits[told].min())
    return Fit(table, solution, known or infer(solution, level), warranted, spec)


def _summary(
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    weights: str | ArrayLike | None,
) -> TableSummary:
    """Return a summary in memory, or the sum of those in files, of the chosen columns."""
    target, weights = column("target", target), column("weights", weights)
    if isinstance(data, TableSummary):
        summary = data.choose(target or data.target, features)
    else:
        summary = load_summaries(data, target, features)
    if weights is not None and weights != summary.weights:
        had = f"'{summary.weights}'" if summary.weights else "none"
        raise DataError(f"weights='{weights}' cannot be used: the summary was made with {had}.")
    return summary


def polynomial(table: Table, degree: int) -> Table:
    """Replace the only feature of a table with its powers from 1 to `degree`, in double-double.

    Raises
    ------
    OptionError
        The degree is below 1, or there is more than one feature.

    """
    if table.X.shape[1] != 1:
        many = len(table.feature_names) > NAMED
        named = ", ".join(table.feature_names[:NAMED]) + (", …" if many else "")
        raise OptionError(
            f"--degree {degree} needs one feature, but there are {table.X.shape[1]} ({named}): "
            "choose one with --features."
        )
    low = None if table.X_low is None else table.X_low[:, 0]
    high, below = powers(table.X[:, 0], degree, low)
    return replace(
        table, X=high, X_low=below, feature_names=power_names(table.feature_names[0], degree)
    )
