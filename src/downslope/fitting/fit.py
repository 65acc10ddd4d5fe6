"""`fit` and `summarize` of Python: data of any kind and size to coefficients or a summary.

`fit`: the coefficients of a table, with what is known about them.

The one place where the verbs open data: rows in memory, a stream, or a summary's file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from downslope.data.array_source import of_arrays
from downslope.data.files import check_once
from downslope.data.open import Categorical, given, held, kinds_of, open_source, read
from downslope.data.source import Source
from downslope.data.summary_file import is_summary, load_summary
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.fit_result import Fit
from downslope.fitting.inference import infer
from downslope.fitting.influence import digits_of_polynomial, robust_errors
from downslope.fitting.ladder import solve
from downslope.fitting.solution import Solution
from downslope.numerics.arguments import check_aligned, check_kind, flag, names_of
from downslope.numerics.polynomial import power_names, powers
from downslope.table import Table, TableSummary, WideTable

if TYPE_CHECKING:
    from downslope.fitting.passes.reader import Reading, Run


AnyTable = TypeVar("AnyTable", bound=Table | TableSummary | WideTable)


def fit_table(
    table: Table,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    degree: int = 1,
    robust: str | None = None,
) -> Fit:
    """Solve a table's least-squares problem in closed form.

    Args:
        table: features, target and, if it has them, weights.
        method: "auto" climbs the ladder; a solver's name takes its answer, proven or not.
        accuracy: "standard", or "full" for the nearest float64 of every weight.
        intercept: whether the model has one.
        degree: a polynomial of this degree in the only feature.
        robust: "HC0" … "HC3" for standard errors that trust no common variance.

    Raises:
        OptionError: an unknown method, accuracy or kind, or a degree that does not apply.
    """
    given = table
    if degree != 1:
        table = polynomial(given, degree)
    solution = solve(
        table.X,
        table.y,
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        weights=table.weights,
        names=table.feature_names,
        X_low=table.X_low,
        y_low=table.y_low,
    )
    errors = None
    if robust is not None:
        errors = robust_errors(solution, table.X, table.y, robust, table.weights)
    known = infer(solution, std_error=errors, errors=robust or "classical")
    warranted = _digits_warranted(given, table, solution)
    return Fit(_with_references(table), solution, known, warranted)


def fit_source(
    source: Source,
    run: Run | None = None,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    max_passes: int | None = None,
) -> Fit:
    """Solve the least-squares problem of data that are read in passes; see `streaming.fit`."""
    from downslope.fitting import passes  # its engines take long to load, and most fits need none

    table, solution = passes.fit(
        source,
        run,
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        max_passes=max_passes,
    )
    return _judged(table, solution)


def fit_summary(
    table: TableSummary,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
) -> Fit:
    """Solve the least-squares problem of rows that are gone, from their summary.

    Raises:
        DataError: there were no rows.
        OptionError: an unknown method or accuracy.
    """
    from downslope.fitting.passes import solve_table_summary

    solution = solve_table_summary(table, method=method, accuracy=accuracy, intercept=intercept)
    return _judged(table, solution)


def _with_references(table: AnyTable) -> AnyTable:
    """The table with a finding for each categorical column: what its weights are differences to."""
    kinds = tuple(
        Finding(
            "reference_level",
            (column,),
            f"The weights of '{column}' are differences from {column}={levels[0]}, which has no "
            "column.",
        )
        for column, levels in table.levels
    )
    return replace(table, findings=(*table.findings, *kinds)) if kinds else table


def _judged(table: TableSummary | WideTable, solution: Solution) -> Fit:
    table = _with_references(table)
    digits = solution.digits_warranted
    warranted = None if digits is None else float(digits.min())
    return Fit(table, solution, infer(solution), warranted)


def _digits_warranted(given: Table, used: Table, solution: Solution) -> float | None:
    digits = solution.digits_warranted
    if digits is not None and given is not used and given.X_low is None and given.weights is None:
        digits = digits_of_polynomial(solution, given.X, given.y)
    return None if digits is None else float(digits.min())


def polynomial(table: Table, degree: int) -> Table:
    """The table with its only feature replaced by the powers 1 to `degree`, in double-double.

    Raises:
        OptionError: a degree below 1, or more than one feature.
    """
    if table.X.shape[1] != 1:
        named = ", ".join(table.feature_names)
        raise OptionError(
            f"--degree {degree} needs one feature and there are {table.X.shape[1]} ({named}): "
            "choose one with --features."
        )
    low = None if table.X_low is None else table.X_low[:, 0]
    high, below = powers(table.X[:, 0], degree, low)
    return replace(
        table, X=high, X_low=below, feature_names=power_names(table.feature_names[0], degree)
    )


Paths = str | Path | Sequence[str | Path]
LARGE = 256 * 2**20  # bytes of files: beyond, they are read in passes and never held
SHOWN = 3  # names of files in a title


def gather(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    progress: Callable[[Reading], None] | None = None,
) -> Table | TableSummary:
    """What the verbs that need no rows can work with: a table, or a summary where data are large.

    Args:
        data: a path, several, a glob, a folder, a data set's name, or files of summaries.
        target: the column to predict.
        features: the columns to use, all others by default.
        drop_missing: leave out incomplete rows, and count them.
        categorical: columns of kinds, each level but the first a column of zeros and ones.
        progress: told how far the one pass over large data has come.

    Raises:
        DataError: what was given cannot be read or used.

    """
    if are_summaries(data):
        return load_summaries(data, target, features)
    if is_large(data):
        from downslope.fitting.passes import summarize  # its engines take long to load
        from downslope.fitting.passes.reader import Run

        source = open_source(data, target, features, None, drop_missing, categorical)
        return summarize(source, Run(progress=progress))
    return read(data, target, features, drop_missing=drop_missing, categorical=categorical)


def are_paths(data: object) -> bool:
    """Whether the data are named, not given: a path, or a list of paths."""
    return isinstance(data, (str, Path)) or (
        isinstance(data, (list, tuple))
        and bool(data)
        and all(isinstance(each, (str, Path)) for each in data)
    )


def are_summaries(data: Paths) -> bool:
    """Whether the data are files of summaries.

    Raises:
        DataError: some are and some are not.

    """
    paths = _paths(data)
    kinds = {is_summary(path) for path in paths}
    if len(kinds) > 1:
        raise DataError(
            "Summaries (.dss) and other files cannot be mixed: run 'downslope summarize' on the "
            "others first."
        )
    return kinds == {True}


def load_summaries(
    data: Paths, target: str | None = None, features: Sequence[str] | None = None
) -> TableSummary:
    """The sum of all the files' summaries, in the order given.

    Raises:
        DataError: a file cannot be used, or has other columns than the first.

    """
    files = [file for path in _paths(data) for file in (_matching(path) or [path])]
    check_once(map(Path, files))
    whole = reduce(TableSummary.__add__, map(load_summary, files))
    shown = ", ".join(files[:SHOWN]) + f" and {len(files) - SHOWN} more" * (len(files) > SHOWN)
    return replace(whole, source=shown).choose(target or whole.target, features)


def is_large(data: Paths) -> bool:
    """Whether the files are too large to be held as a matter of course.

    Raises:
        DataError: there are none.

    """
    return sum(file.stat().st_size for file in given(_paths(data)).files) > LARGE


def _matching(path: str) -> list[str]:
    if Path(path).exists():
        return [path]  # though there be a [ in its name
    return sorted(glob(path, recursive=True))  # noqa: PTH207 (a pattern may begin at the root)


def _paths(data: Paths) -> list[str]:
    return [str(data)] if isinstance(data, (str, Path)) else list(map(str, data))


def fit(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    weights: str | ArrayLike | None = None,
    engine: str = "threads",
    scheduler: str | None = None,
    workers: int | None = None,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    robust: str | None = None,
    max_passes: int | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    progress: Callable[[Reading], None] | None = None,
) -> Fit:
    """Fit data of any size by columns: read in passes, in flat memory, never held.

    The same data give the same bits whatever the engine and the number of workers.

    Args:
        data: files, a folder, a glob or a data set's name; a pandas, polars, Arrow or Dask table;
            an array X (n, d), dense or sparse; or a summary, or files of summaries (.dss).
        target: the column to predict; y (n,) where X is an array.
        features: the columns to use, all others by default; an array's columns have these names.
        weights: a column that weighs the rows, or (n,) beside arrays.
        engine: "threads" on this machine, "dask" or "ray".
        scheduler: address of a running Dask or Ray; without it a local one is started and closed.
        workers: threads or local processes; every core by default.
        method: "auto", or "cholesky" or "exact" alone.
        accuracy: "standard", or "full" for the nearest float64 of every weight.
        intercept: whether the model has one.
        robust: "HC0" … "HC3" for standard errors that trust no common variance; every row's
            influence is then looked at, so all rows are held in memory.
        max_passes: over the data; one is enough unless columns nearly depend on each other.
        drop_missing: leave out incomplete rows, and count them.
        categorical: columns of kinds, each level but the first a column of zeros and ones.
        progress: told how far each pass has come.

    Raises:
        DataError: what was given cannot be read or used.
        OptionError: an option that cannot be used.
        EngineError: workers died again and again, or a scheduler does not answer.
        MissingExtraError: the engine's package is not installed.

    """
    intercept = flag("intercept", intercept)
    if isinstance(data, TableSummary) or (are_paths(data) and are_summaries(data)):
        if categorical:
            raise DataError("Summaries have their columns already: leave categorical out.")
        for name, asked in (("drop_missing", drop_missing), ("robust", robust)):
            if asked:
                raise DataError(f"A summary's rows are gone: leave {name} out.")
        table = _summary(data, _column("target", target), features)
        weights = _column("weights", weights)
        if weights is not None and weights != table.weights:
            had = f"'{table.weights}'" if table.weights else "none"
            raise DataError(f"weights='{weights}' cannot be used: the summary was made with {had}.")
        return fit_summary(table, method=method, accuracy=accuracy, intercept=intercept)
    source = _source(data, target, features, weights, drop_missing, categorical)
    if robust is not None:
        return fit_table(
            held(source), method=method, accuracy=accuracy, intercept=intercept, robust=robust
        )
    from downslope.fitting.passes.reader import Run

    return fit_source(
        source,
        Run(engine, scheduler, workers, progress),
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        max_passes=max_passes,
    )


def summarize(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    weights: str | ArrayLike | None = None,
    engine: str = "threads",
    scheduler: str | None = None,
    workers: int | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    exact: bool = False,
    like: TableSummary | None = None,
    progress: Callable[[Reading], None] | None = None,
) -> TableSummary:
    """Read data of any size once and keep what regression needs to know of them.

    Summaries of the same columns add, and rows can be taken away again: `one + other - gone`.

    Args:
        data: see `fit`; for files of summaries there is `load_summary`.
        target: the column to predict; y (n,) where X is an array.
        features: see `fit`.
        weights: see `fit`.
        engine: see `fit`.
        scheduler: see `fit`.
        workers: see `fit`.
        drop_missing: leave out incomplete rows, and count them.
        categorical: columns of kinds, each level but the first a column of zeros and ones.
        exact: keep products in about 100 bits, too.
        like: take origin, scale and levels from this one, so that exact summaries add.
        progress: told how far the pass has come.

    Raises:
        DataError: what was given cannot be read or used.
        OptionError, EngineError, MissingExtraError: the engine cannot be had, or has failed.

    """
    from downslope.fitting import passes
    from downslope.fitting.passes import reader

    levels = kinds_of(categorical)
    if like is not None:  # its levels stand, also those that these data lack
        check_kind("like", like, TableSummary, "summarize(data, 'y') or load_summary(file)")
        levels |= dict(like.levels)
    return passes.summarize(
        _source(data, target, features, weights, drop_missing, levels, shard=True),
        reader.Run(engine, scheduler, workers, progress),
        exact=exact,
        like=like,
    )


def _summary(data: Any, target: str | None, features: Sequence[str] | None) -> TableSummary:
    """A summary in memory, or the sum of those in files."""
    if isinstance(data, TableSummary):
        return data.choose(target or data.target, features)
    return load_summaries(data, target, features)


def _source(
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    weights: str | ArrayLike | None,
    drop_missing: bool,
    categorical: Categorical,
    shard: bool = False,
) -> Source:
    """Columns by name, or arrays side by side."""
    if target is None or np.ndim(target) == 0 or are_paths(data):
        target, weights = _column("target", target), _column("weights", weights)
        return open_source(data, target, features, weights, drop_missing, categorical, shard=shard)
    if categorical:
        raise DataError("Arrays hold numbers: leave categorical out, or give a frame.")
    if isinstance(weights, str):
        raise DataError(f"weights='{weights}' names a column: beside arrays, give an array.")
    check_aligned(data, target)
    return of_arrays(data, target, weights, names_of(data, features), drop_missing)


def _column(what: str, given: str | ArrayLike | None) -> str | None:
    """The name of a column.

    Raises:
        DataError: something else.

    """
    if given is None or isinstance(given, str):
        return given
    raise DataError(f"{what} is a {type(given).__name__}: give the name of a column of the data.")
