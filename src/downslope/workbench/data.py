"""`fit_data`: from a file, many files or their summaries to coefficients, in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from downslope.errors import DataError
from downslope.sources import Categorical, open_source
from downslope.workbench.fitting import Fit, fit_source, fit_summary
from downslope.workbench.opening import are_paths, are_summaries, load_summaries

if TYPE_CHECKING:
    from downslope.streaming import Reading


def fit_data(
    data: Any,
    target: str | None = None,
    features: Sequence[str] | None = None,
    *,
    weights: str | None = None,
    engine: str = "threads",
    scheduler: str | None = None,
    workers: int | None = None,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    max_passes: int | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    progress: Callable[[Reading], None] | None = None,
) -> Fit:
    """Fit data of any size by columns: read in passes, in flat memory, never held.

    The same data give the same bits whatever the engine and the number of workers.

    Args:
        data: files, a folder, a glob, a data set's name, or summaries (.dss); or a pandas,
            polars, Arrow or Dask table (see `sources.open_source`).
        target: the column to predict.
        features: the columns to use; all others by default.
        weights: a column that weighs the rows.
        engine: "threads" on this machine, "dask" or "ray".
        scheduler: address of a running Dask or Ray; without it a local one is started and closed.
        workers: threads or local processes; every core by default.
        method: "auto", or "cholesky" or "exact" alone.
        accuracy: "standard", or "full" for the nearest float64 of every weight.
        intercept: whether the model has one.
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
    if are_paths(data) and are_summaries(data):
        if categorical:
            raise DataError("Summaries have their columns already: leave categorical out.")
        table = load_summaries(data, target, features)
        if weights is not None and weights != table.weights:
            had = f"'{table.weights}'" if table.weights else "none"
            raise DataError(f"weights='{weights}' cannot be used: the summary was made with {had}.")
        return fit_summary(table, method=method, accuracy=accuracy, intercept=intercept)
    from downslope.streaming import Run

    return fit_source(
        open_source(data, target, features, weights, drop_missing, categorical),
        Run(engine, scheduler, workers, progress),
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        max_passes=max_passes,
    )
