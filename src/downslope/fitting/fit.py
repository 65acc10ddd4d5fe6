"""`fit`: coefficients in closed form for data of any type and size.

rows in memory ─► ladder            few rows, arrays, and options that need every row at once
read in passes ─► summary, ladder   all other data, and whatever an engine reads
summaries ──────► ladder            rows that are no longer available
database ───────► sums, ladder      rows that stay where they are
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

from numpy.typing import ArrayLike

from downslope.data.array_source import Arrays
from downslope.data.blocks import Source
from downslope.data.design import DesignSource
from downslope.data.dialect import Dialect, ReadingOptions
from downslope.data.files import are_summaries, check_needs_no_rows
from downslope.data.formula import is_formula, open_formula
from downslope.data.learning import check_cells
from downslope.data.levels import Categorical
from downslope.data.open import FEW, column, is_large, load_table, open_data
from downslope.data.sql.database import Selection, is_database
from downslope.data.summary_file import chosen_summary
from downslope.data_table import TableSummary
from downslope.fitting.error_kinds import RobustErrors, passes_left
from downslope.fitting.fit_result import Fit
from downslope.fitting.inference import check_level
from downslope.fitting.influence import ROBUST
from downslope.fitting.ladder import WIDEST_EXACT
from downslope.fitting.option_conflicts import (
    ALL_ROWS,
    PASSES,
    ROWS,
    ROWS_OF_MODEL,
    Given,
)
from downslope.fitting.specification import Specification
from downslope.fitting.table_fit import fit_of, fit_rows
from downslope.fitting.weighting import PRECISION, SAMPLING, check_weights_kind
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import OptionStyle, are_paths, flag
from downslope.solvers.contract import Accuracy, accuracy_named

if TYPE_CHECKING:
    from downslope.fitting.groups.group_fits import GroupFits
    from downslope.fitting.groups.window_fits import WindowFits
    from downslope.fitting.model_fit_result import ModelFit
    from downslope.fitting.passes.reader import ReadOptions
    from downslope.fitting.summarize import Progress

OF_VALUES = ("missing", "date", "keep_levels")  # reading options that new rows need again


@overload
def fit(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    by: str | Sequence[str] | ArrayLike,
    **options: Any,
) -> GroupFits: ...
@overload
def fit(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    window: int | float | str,
    **options: Any,
) -> WindowFits: ...
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
    formula: str | None = None,
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
    cluster: str | Sequence[str] | ArrayLike | None = None,
    hac: int | None = None,
    order: str | None = None,
    by: str | Sequence[str] | ArrayLike | None = None,
    window: int | float | str | None = None,
    time: str | None = None,
    absorb: str | Sequence[str] | None = None,
    residuals: bool | str = False,
    level: float = 0.95,
    max_passes: int | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    table: str | None = None,
    sql: str | None = None,
    grade: str | None = None,
    progress: Progress | None = None,
    **reading: Unpack[ReadingOptions],
) -> Fit | ModelFit | GroupFits | WindowFits:
    """Fit a linear regression to data of any size, in constant memory if no option needs all rows.

    Data are read in passes; a few rows, and arrays, are used in memory. The same data give the
    same bits for every engine and number of workers.

    Parameters
    ----------
    data : path, list of paths, data frame, or array of shape (n, d)
        Files, a folder, a pattern, or a data set's name; a pandas, polars, Arrow, or Dask table; an
        array X, dense or sparse; or a summary, or files of summaries (.dss); or a database, which
        sums its rows itself: "duckdb:///sales.db", "sqlite:///…", "postgresql://…", or a connection
        to one of these, MariaDB, or MySQL.
        A formula may come first: ``fit("rent ~ size * C(kind)", data)``.
    target : str, or ndarray of shape (n,)
        The column to predict; y where X is an array.
    features : list of str, optional
        The columns to use, all others by default; for an array, the names of its columns.
    formula : str, optional
        Target and terms, such as "log(rent) ~ size * C(kind) + bs(age, 4)", in place of target,
        features, categorical, degree, and intercept.
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
        "threads" on this machine, "dask", "ray", or "spark", to read in passes at any size.
    scheduler : str, optional
        Address of a running Dask, Ray, or Spark; by default a local one is started and closed.
    workers : int, optional
        Threads or local processes; every core by default.
    method : str
        "auto" tries the solvers in order of cost until one meets the accuracy (the ladder); or
        the name of one: "cholesky", "exact", "qr", "svd", "lsmr". QR and SVD need all rows in
        memory.
    accuracy : str
        "standard"; "reproducible" for the same bits in any order of the rows; or "full" for that
        and the nearest float64 of every weight.
    intercept : bool
        Whether the model has an intercept.
    robust : str, optional
        "HC0" … "HC3" for standard errors that are valid for noise of unequal variance, from one
        more pass over the rows; with clusters "CR1" or "CR3".
    cluster : str, list of two str, or ndarray of shape (n,), optional
        Columns whose equal values make a cluster of rows with dependent noise (CR1 by default); for
        arrays the labels themselves. They are not features unless they are named as such.
    hac : int, optional
        Lags up to which the noise of rows may depend on that of rows before (Newey and West).
    order : str, optional
        For `hac`: a column, such as the date, by which the rows must be sorted.
    by : str, list of str, or ndarray of shape (n,), optional
        Columns whose equal values make a group: each group has a fit of its own, from one pass.
        For arrays the labels themselves. They are not features.
    window : int, float, or str, optional
        A fit for each window of rows: of the last 500 rows; with `time`, of a span such as "30d"
        (s, min, h, d, w), or of a length in the unit of a numeric column; or "expanding".
    time : str, optional
        For `window`: a column of dates or numbers by which the rows are sorted; not a feature.
    absorb : str or list of str, optional
        One or two columns whose levels have an intercept each, without a column for each level.
        Two are taken out by iteration, with rows in memory and no certificate.
    residuals : bool or str
        Look at the residuals in one to three more passes: findings on curvature, noise, order, and
        single rows, leave-one-out errors, and `fit.residuals` for `plots.residual_page`. For a
        column's name: its partial residuals, for `plots.partial_page`.
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
    table, sql : str, optional
        For a database: the name of a table or view, or a SELECT.
    grade : str, optional
        How a database adds: "double"; "compensated" for the errors of additions; or "exact" for the
        same bits as ``accuracy="full"``, in any order. By default "double", and "exact" if that
        proves too little and the engine has it.
    progress : callable, optional
        Receives a `Reading` after each task of a pass, a `MemoryNotice` before large data are read
        into memory, and a `WorkersSilent` when the workers of a cluster are not heard from.
    **reading
        How the data are written (missing, date, keep_index, keep_levels, header, decimal,
        thousands, encoding): see `ReadingOptions`.

    Returns
    -------
    Fit, ModelFit, GroupFits, or WindowFits
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
    if formula is None and isinstance(data, str) and "~" in data and is_formula(data, target):
        formula, data, target = data, target, None
    flag("intercept", intercept)
    if not isinstance(residuals, str):
        flag("residuals", residuals)
    check_level(level)
    named = are_paths(data)
    style = OptionStyle.COMMAND_LINE if named else OptionStyle.PYTHON
    database = is_database(data)
    is_summary = isinstance(data, TableSummary) or (named and are_summaries(data))
    if weights_kind is not None:
        check_weights_kind(weights_kind, is_summary or weights is not None, style)
    penalties = {"alpha": alpha, "l1_ratio": l1_ratio, "delta": delta}
    given = Given(
        style,
        {
            "target": target, "features": features, "formula": formula, "model": model,
            "weights": weights, "weights_kind": weights_kind, "degree": degree,
            "exact_decimals": exact_decimals, "engine": engine, "scheduler": scheduler,
            "workers": workers, "method": method, "intercept": intercept, "robust": robust,
            "cluster": cluster, "hac": hac, "by": by, "window": window, "time": time,
            "absorb": absorb, "accuracy": accuracy, "residuals": residuals,
            "max_passes": max_passes, "drop_missing": drop_missing, "table": table, "sql": sql,
            "categorical": categorical or None, "database": database or None, "grade": grade,
            **penalties, **reading,
        },
    )  # fmt: skip
    given.check()
    dialect = Dialect.of(style, reading)  # checks the options where no rows will be read, too
    if weights_kind == SAMPLING and cluster is None and hac is None:
        robust = robust or "HC1"
    errors = None
    if any(each is not None for each in (robust, cluster, hac, order)):
        errors = RobustErrors.of(robust, cluster, hac, order, style)
    how: dict[str, Any] = {"method": method, "accuracy": accuracy, "intercept": bool(intercept)}
    asked = None
    if database:
        asked = Selection(
            column("target", target), features, table, sql, grade, column("weights", weights),
            categorical, drop_missing, dialect.keep_levels, style,
        )  # fmt: skip
    if model != LeastSquares.name:
        of_model = _of_model(
            model, data, target, features, penalties, given, asked, is_summary, weights=weights,
            intercept=how["intercept"], full=accuracy_named(accuracy) is Accuracy.FULL,
            max_passes=max_passes, drop_missing=drop_missing, categorical=categorical,
            progress=progress, reading=reading,
        )  # fmt: skip
        return replace(of_model, level=level)
    spec = Specification(
        degree=degree,
        weights=weights if isinstance(weights, str) or weights is None else "weights",
        weights_kind=weights_kind or PRECISION,
        reading={name: value for name, value in reading.items() if name in OF_VALUES},
    )
    if asked is not None:
        if by is not None:
            from downslope.fitting.groups.database_groups import fit_database_groups

            return fit_database_groups(data, asked, by, spec, level, intercept=how["intercept"])
        from downslope.fitting.database_sums import fit_database

        return fit_of(*fit_database(data, asked, **how), spec, level, style)
    if is_summary:
        check_needs_no_rows(data, given.among(ROWS))
        names = column("target", target), features, column("weights", weights)
        return _of_summary(chosen_summary(data, *names), spec, given, level, how)
    beside = () if errors is None else errors.beside
    division = None
    if any(each is not None for each in (by, window, time, absorb)):
        from downslope.fitting.groups.row_division import RowDivision

        roles = {"the target": target, "a feature": features, "the weights": weights}
        division = RowDivision.of(by, window, time, absorb, roles, style)
        beside = (*beside, *division.beside)
    labels = [name for name in beside if name not in (order, time)]
    if formula is None:
        source = open_data(
            data, target, features, weights, drop_missing, categorical,
            exact_decimals=exact_decimals, beside=beside, labels=labels, **reading,
        )  # fmt: skip
    else:
        source = open_formula(
            formula, data, column("weights", weights), drop_missing, beside=beside,
            labels=labels, **reading,
        )  # fmt: skip
        how["intercept"] = source.layout.design.intercept
        spec = replace(spec, design=source.layout.design)
        if accuracy_named(accuracy) is not Accuracy.STANDARD:
            source = source.with_order_noted()
    if division is not None:
        return division.fit(
            source, errors, spec, level, _read_options(given, progress),
            intercept=how["intercept"], like=data,
        )  # fmt: skip
    why = next(iter(given.among(ALL_ROWS)), None)
    held = why is not None or (not given.among(PASSES) and _is_better_held(source))
    in_memory = errors is not None and errors.kind in ROBUST  # these need no pass over rows held
    if held:
        held_rows = load_table(source, why, progress, intercept=intercept if degree == 1 else None)
        by_rows = errors.kind if errors is not None and in_memory else None
        fitted = _checked(fit_rows(held_rows, spec, by_rows, level, how, style), source)
        if (errors is None or in_memory) and not residuals:
            return fitted
    from downslope.fitting import passes  # its engines take long to load, and most fits need none

    read = _read_options(given, progress)
    if not held:
        at_most = max_passes if errors is None else passes_left(max_passes, style)
        found = passes.fit(source, read, max_passes=at_most, **how)
        fitted = _checked(fit_of(*found, spec, level, style), source)
    if errors is not None and not (held and in_memory):
        from downslope.fitting.sandwich import with_robust_errors

        fitted = with_robust_errors(fitted, source, errors, read, max_passes)
    if residuals:
        from downslope.fitting.assumptions import with_residuals

        fitted = with_residuals(fitted, source, read, residuals)
    return fitted


def _of_model(
    model: str,
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    penalties: Mapping[str, float | None],
    given: Given,
    asked: Selection | None,
    is_summary: bool,
    *,
    weights: str | ArrayLike | None,
    intercept: bool,
    progress: Progress | None,
    **options: Any,
) -> ModelFit:
    """Fit ridge, logistic regression, or another of the models."""
    from downslope.fitting.model_routes import (
        fit_of_data,
        fit_of_summary,
        sums_of_database,
        takes_rows,
    )

    if asked is not None:
        summary = sums_of_database(model, data, asked, given, full=options["full"])
        return fit_of_summary(model, summary, penalties, intercept=intercept)
    if is_summary:
        check_needs_no_rows(data, given.among(["model"] if takes_rows(model) else ROWS_OF_MODEL))
        names = column("target", target), features, column("weights", weights)
        summary = chosen_summary(data, *names)
        return fit_of_summary(model, summary, penalties, intercept=intercept)
    return fit_of_data(
        model, data, target, features, penalties, weights=weights, intercept=intercept,
        in_passes=bool(given.among(PASSES)), read=_read_options(given, progress), **options,
    )  # fmt: skip


def _of_summary(
    summary: TableSummary, spec: Specification, given: Given, level: float, how: dict[str, Any]
) -> Fit:
    from downslope.fitting.passes import solve_table_summary

    if summary.weights is None and "weights_kind" in given.values:
        check_weights_kind(spec.weights_kind, False, given.style)
    spec = replace(spec, weights=summary.weights)
    return fit_of(summary, solve_table_summary(summary, **how), spec, level, given.style)


def _read_options(given: Given, progress: Progress | None) -> ReadOptions:
    from downslope.fitting.passes.reader import ReadOptions

    engine = given.values.get("engine", "threads")
    return ReadOptions(engine, given.values.get("scheduler"), given.values.get("workers"), progress)


def _checked(fit: Fit, source: Source) -> Fit:
    """Return the fit of a formula, after naming interactions that are empty in the data."""
    if isinstance(source, DesignSource) and fit.solution.rank < len(fit.weights):
        check_cells(source)
    return fit


def _is_better_held(source: Source) -> bool:
    """Return whether to fit rows in memory: they are few, wide, or in memory already.

    Beyond `WIDEST_EXACT` columns a summary proves less than QR does.
    """
    if isinstance(source, Arrays):
        return not source.sparse
    return not is_large(source, FEW) or (
        source.schema.width > WIDEST_EXACT and not is_large(source)
    )
