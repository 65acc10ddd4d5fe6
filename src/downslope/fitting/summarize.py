"""`summarize`: summaries of data of any size; `gather`: rows in memory, or a summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from numpy.typing import ArrayLike

from downslope.data.dialect import Dialect, ReadingOptions
from downslope.data.files import Paths, are_summaries, check_needs_no_rows
from downslope.data.levels import Categorical, known_levels
from downslope.data.open import MemoryNotice, column, is_large, load_table, open_data, open_source
from downslope.data.sql.database import Selection, is_database
from downslope.data.sql.sql_dialects import EXACT
from downslope.data.summary_file import load_summaries
from downslope.data_table import Table, TableSummary
from downslope.errors import OptionError
from downslope.fitting.option_conflicts import DATABASE_CONFLICTS, NEEDS_ROWS, Given
from downslope.numerics.arguments import OptionStyle, are_paths, check_kind

if TYPE_CHECKING:
    from downslope.data.engines import WorkersSilent
    from downslope.fitting.passes.reader import Reading


Progress = Callable[["Reading | MemoryNotice | WorkersSilent"], None]


def summarize(
    data: Any,
    target: str | ArrayLike | None = None,
    features: Sequence[str] | None = None,
    *,
    weights: str | ArrayLike | None = None,
    engine: str | None = None,
    scheduler: str | None = None,
    workers: int | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    accuracy: str = "standard",
    like: TableSummary | None = None,
    table: str | None = None,
    sql: str | None = None,
    grade: str | None = None,
    progress: Callable[[Reading | WorkersSilent], None] | None = None,
    **reading: Unpack[ReadingOptions],
) -> TableSummary:
    """Read data of any size once and keep the sums that regression needs.

    Summaries of the same columns add, and rows can be subtracted again: `one + other - gone`.

    Parameters
    ----------
    data : path, list of paths, data frame, or array of shape (n, d)
        See `fit`; to read files of summaries use `load_summary`.
    target : str, or ndarray of shape (n,)
        The column to predict; y where X is an array.
    features, weights, engine, scheduler, workers
        See `fit`.
    drop_missing : bool
        Leave incomplete rows out and count them.
    categorical : list of str
        Columns whose levels become columns of zeros and ones, all but the first.
    accuracy : str
        "standard"; "full" also keeps products to about 100 bits, and "reproducible" to about 60,
        whose sums take about 0.4 of the time. Then files of the same rows are equal, whatever
        their order. The sum of the two kinds is of the second.
    like : TableSummary, optional
        Take origin, scale, and levels from this summary, so that exact summaries add.
    table, sql, grade : str, optional
        Of a database: see `fit`. The grade "exact" is that of ``accuracy="full"``.
    progress : callable, optional
        Receives a `Reading` after each task of the pass, and a `WorkersSilent` when the workers
        of a cluster are not heard from.
    **reading
        How the data are written: see `fit`.

    Returns
    -------
    TableSummary

    Raises
    ------
    DataError
        The data cannot be read or used.
    OptionError, EngineError, MissingExtraError
        The engine is not available, or has failed.

    """
    from downslope.fitting import passes
    from downslope.fitting.database_sums import summarize_database
    from downslope.fitting.passes.reader import ReadOptions
    from downslope.solvers.contract import Accuracy, accuracy_named

    wanted = accuracy_named(accuracy)
    levels = known_levels(categorical)
    if like is not None:  # keeps its levels, also those that these data lack
        check_kind("like", like, TableSummary, "summarize(data, 'y') or load_summary(file)")
        levels |= dict(like.levels)
    asked = _selection(
        data, target, features, weights, drop_missing, levels, table, sql, grade, reading,
        engine=engine, scheduler=scheduler, workers=workers,
    )  # fmt: skip
    if asked is not None:
        if wanted is not Accuracy.STANDARD and grade is None:
            asked = replace(asked, grade=EXACT)
        return summarize_database(data, asked, like, shard=True)
    return passes.summarize(
        open_data(data, target, features, weights, drop_missing, levels, shard=True, **reading),
        ReadOptions(engine or "threads", scheduler, workers, progress),
        accuracy=accuracy,
        like=like,
    )


def gather(
    data: Paths,
    target: str | None = None,
    features: Sequence[str] | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    *,
    rows_for: str | None = None,
    table: str | None = None,
    sql: str | None = None,
    grade: str | None = None,
    progress: Progress | None = None,
    **reading: Unpack[ReadingOptions],
) -> Table | TableSummary:
    """Read data for training and diagnosis: rows, or a summary where data are large.

    Parameters
    ----------
    data : path or list of paths
        Files, a pattern, a folder, a data set's name, or files of summaries.
    target : str, optional
        The column to predict; a data set and a summary know their own.
    features : list of str, optional
        The columns to use, all others by default.
    drop_missing : bool
        Leave incomplete rows out and count them.
    categorical : list of str
        Columns whose levels become columns of zeros and ones, all but the first.
    rows_for : str, optional
        The option that needs rows, as messages write it: the result is then a `Table`.
    table, sql, grade : str, optional
        Of a database, whose rows are always summarized: see `fit`.
    progress : callable, optional
        Receives a `Reading` after each task of a pass, a `MemoryNotice` before large data are read
        into memory, and a `WorkersSilent` when the workers of a cluster are not heard from.
    **reading
        How the data are written: see `fit`.

    Returns
    -------
    Table or TableSummary

    Raises
    ------
    DataError
        The data cannot be read or used.
    OptionError
        An option needs rows, and the data are summaries.

    """
    asked = _selection(
        data, target, features, None, drop_missing, categorical, table, sql, grade, reading
    )
    if asked is not None:
        from downslope.fitting.database_sums import summarize_database

        if rows_for is not None:
            raise OptionError(NEEDS_ROWS.format(other=rows_for))
        return summarize_database(data, asked)
    if are_summaries(data):
        if rows_for is not None:
            instead = "leave it out, or " if rows_for.startswith("-") else ""
            check_needs_no_rows(data, [rows_for], instead)
        return load_summaries(data, target, features)
    source = open_source(data, target, features, None, drop_missing, categorical, **reading)
    if rows_for is not None:
        return load_table(source, rows_for, progress)
    if not is_large(source):
        return load_table(source)
    from downslope.fitting.passes import summarize as summary_of  # its engines take long to load
    from downslope.fitting.passes.reader import ReadOptions

    return summary_of(source, ReadOptions(progress=progress))


def _selection(
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    weights: str | ArrayLike | None,
    drop_missing: bool,
    categorical: Categorical,
    table: str | None,
    sql: str | None,
    grade: str | None,
    reading: ReadingOptions,
    **others: Any,
) -> Selection | None:
    """Return what to sum in a database; None for other data, which have no such options."""
    database = is_database(data)
    style = OptionStyle.COMMAND_LINE if are_paths(data) else OptionStyle.PYTHON
    options = {"database": database or None, "table": table, "sql": sql, "grade": grade}
    Given(style, options | others | dict(reading)).check(DATABASE_CONFLICTS)
    if not database:
        return None
    return Selection(
        column("target", target), features, table, sql, grade, column("weights", weights),
        categorical, drop_missing, Dialect.of(style, reading).keep_levels, style,
    )  # fmt: skip
