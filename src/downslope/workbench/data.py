"""`fit` and `summarize` of Python: data of any kind and size to coefficients or a summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.arguments import check_aligned, check_kind, flag, names_of
from downslope.errors import DataError
from downslope.sources import Categorical, kinds_of, of_arrays, open_source
from downslope.sources.holding import held
from downslope.sources.stream import Source
from downslope.table_summary import TableSummary
from downslope.workbench.fitted import Fit
from downslope.workbench.fitting import fit as fit_table
from downslope.workbench.fitting import fit_source, fit_summary
from downslope.workbench.opening import are_paths, are_summaries, load_summaries

if TYPE_CHECKING:
    from downslope.streaming import Reading


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
    from downslope.streaming import Run

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
    from downslope import streaming

    levels = kinds_of(categorical)
    if like is not None:  # its levels stand, also those that these data lack
        check_kind("like", like, TableSummary, "summarize(data, 'y') or load_summary(file)")
        levels |= dict(like.levels)
    return streaming.summarize(
        _source(data, target, features, weights, drop_missing, levels, shard=True),
        streaming.Run(engine, scheduler, workers, progress),
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
