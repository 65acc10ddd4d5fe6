"""Data frames as parts of a source: anything that offers an Arrow stream, Dask, and Spark.

Anything with `__arrow_c_stream__` (a DuckDB relation, an Arrow reader) is read batch by batch, and
so are the files of `arrow_files`. Frames in memory (polars, pandas, Arrow) are cut into slices,
each a task of its own, and pandas' slices become Arrow one at a time. Some streams can be read only
once: a second pass that yields other rows is an error, not a wrong answer.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from downslope.data.blocks import FramePart, FrameTask, Layout, slice_rows
from downslope.data.columns import Frame, Place, as_series, check_distinct, column_names, names_in
from downslope.data.files import Watch, first_line
from downslope.data.head import Head
from downslope.data.spark_frame import SparkRows, is_spark
from downslope.data.sql.database import is_connection
from downslope.errors import DataError

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.blocks import Frames

UNFOLDS = 4  # times the bytes of a file, which may be compressed, as float64
HEAD_ROWS = 64  # of a frame, to find a value that cannot be used


def parts_of(data: Any, source: str) -> tuple[FramePart, ...]:
    """Return the parts of data with named columns.

    Raises
    ------
    DataError
        The data have no named columns, or two of the same name.

    """
    if is_spark(data):
        rows = SparkRows.of(data)
        check_distinct(source, rows.names)
        return (rows,)
    if hasattr(data, "npartitions") and hasattr(data, "partitions"):
        check_distinct(source, [str(name) for name in data.columns])
        partitions = range(data.npartitions)
        return tuple(Partition(data.partitions[i], f"partition {i + 1}") for i in partitions)
    if hasattr(data, "collect_batches"):
        return (WholeStream(LazyRows(data), "The lazy frame"),)
    if _is_pandas(data):
        check_distinct(source, [str(name) for name in data.columns])
        return (InMemory(data),)
    if hasattr(data, "__arrow_c_stream__"):
        in_memory = hasattr(data, "num_rows") or hasattr(data, "height")
        if in_memory and hasattr(data, "slice"):
            check_distinct(source, names_in(data))
            return (InMemory(data),)
        return (WholeStream(data, "The Arrow stream"),)
    if is_connection(data):
        raise DataError(
            "A database gives no rows here: give a frame, such as polars.read_database(query, "
            "connection), or the summary that summarize(connection, target, table=…) computes."
        )
    raise DataError(
        f"Data of type {type(data).__name__} have no column names: give a file or a data "
        "frame, or arrays with their target, as in fit(X, y)."
    )


def _is_pandas(data: Any) -> bool:
    return hasattr(data, "iloc") and hasattr(data, "columns")


def as_polars(frame: Any, columns: Sequence[str]) -> pl.DataFrame:
    """Return some columns of a frame in memory as a polars frame."""
    import polars as pl

    if _is_pandas(frame):
        frame = of_pandas(frame, columns)
    elif not hasattr(frame, "slice"):
        frame = pl.DataFrame(frame)
    return pl.DataFrame([as_series(frame[name]).alias(name) for name in columns])


def frame_like(frame: Any, columns: Mapping[str, Any]) -> Any:
    """Return new columns as a frame of the library of `frame`, with its index if it has one."""
    if _is_pandas(frame):
        return type(frame)(dict(columns), index=frame.index)
    import polars as pl

    made = pl.DataFrame(dict(columns))
    return made if isinstance(frame, pl.DataFrame) else made.to_arrow()


def frame_of(columns: Mapping[str, Any], like: Any = None) -> Any:
    """Return columns as a new pandas frame if `like` is one, else as a polars frame."""
    if _is_pandas(like):
        return type(like)(dict(columns))
    import polars as pl

    return pl.DataFrame(dict(columns))


def of_pandas(frame: Any, columns: Sequence[str] | None = None) -> Any:
    """Return a pandas frame, or some of its columns, as an Arrow table.

    An index that is not a plain count of the rows becomes columns, which the metadata name.
    """
    import pyarrow as pa

    names = [str(name) for name in frame.columns]
    frame = frame.set_axis(names, axis="columns")
    with_index = None
    if columns is not None:
        with_index = any(name not in names for name in columns) or False
        frame = frame.iloc[:, [names.index(name) for name in columns if name in names]]
    try:
        table = pa.Table.from_pandas(frame, preserve_index=with_index, nthreads=1)
    except (pa.ArrowException, TypeError, ValueError):
        table = pa.Table.from_pandas(frame.apply(_one_type), preserve_index=with_index)
    return table if columns is None else table.select(list(columns))


def _one_type(column: Any) -> Any:
    """Return a pandas column of mixed values as text, a sparse one with its zeros."""
    import pyarrow as pa

    if hasattr(column, "sparse"):
        return column.sparse.to_dense()
    try:
        pa.array(column, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError):
        missing = column.isna()
        return column.astype(object).map(str).mask(missing, None)
    return column


@dataclass(slots=True, eq=False)
class SliceTask(FrameTask):
    """Task of some rows of a frame in memory; the rows are pickled with it."""

    frame: Any

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        frame = self.frame if rows is None else _slice(self.frame, 0, rows)
        yield of_pandas(frame, columns) if _is_pandas(frame) else frame.select(list(columns))


def _slice(frame: Any, start: int, rows: int) -> Any:
    return frame.iloc[start : start + rows] if _is_pandas(frame) else frame.slice(start, rows)


@dataclass(frozen=True, slots=True, eq=False)
class InMemory:
    """Part that is a polars or pandas data frame, or an Arrow table."""

    frame: Any

    @property
    def rows(self) -> int:
        return len(self.frame)

    @property
    def names(self) -> list[str]:
        """Names of the columns, with those of an index."""
        return names_in(self._start())

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the first rows of the given columns."""
        start = self._start().select(list(columns))
        return Head(Path(), start, whole=len(start) == self.rows)

    def _start(self) -> Any:
        first = _slice(self.frame, 0, HEAD_ROWS)
        return of_pandas(first) if _is_pandas(first) else first

    def tasks(self, layout: Layout, *, named: bool) -> list[SliceTask]:
        step = slice_rows(layout.width)
        tasks = []
        for start in range(0, self.rows, step):
            part = _slice(self.frame, start, step)
            place = Place(layout.source, None, start, self.rows <= step, layout.style)
            where = f"rows {start + 1:,} to {start + len(part):,}"
            tasks.append(SliceTask(layout, place, where, len(part), part))
        return tasks


@dataclass(slots=True, eq=False)
class WholeTask(FrameTask):
    """Task of all rows of a stream or a partition."""

    part: WholeStream | Partition

    @classmethod
    def of(cls, part: WholeStream | Partition, name: str | None, layout: Layout) -> list[WholeTask]:
        """Return a list with a single task, which reads the whole part."""
        place = Place(layout.source, name, style=layout.style)
        return [cls(layout, place, name or layout.source, None, part)]

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        return self.part.frames(columns, rows)


def any_failure() -> tuple[type[BaseException], ...]:
    """Return all exceptions, with what polars raises where it fails by accident."""
    polars = sys.modules.get("polars")
    return (Exception, polars.exceptions.PanicException) if polars else (Exception,)


class Batches(ABC):
    """Rows that are read batch by batch, from the start in each pass."""

    @abstractmethod
    def batches(self) -> tuple[Frame, Iterator[Frame]]:
        """Return a frame without rows, and the batches."""


@dataclass(frozen=True, slots=True, eq=False)
class LazyRows(Batches):
    """Rows of a polars LazyFrame, whose plan runs once in each pass."""

    plan: Any

    def batches(self) -> tuple[Frame, Iterator[Frame]]:
        return self.plan.head(0).collect(), self.plan.collect_batches(maintain_order=True)


@dataclass(slots=True, eq=False)
class WholeStream:
    """Part that is read batch by batch: anything with `__arrow_c_stream__`, or a lazy frame."""

    stream: Any
    called: str  # in messages
    watch: Watch | None = None  # of a file
    started: Iterator[Frame] | None = None  # batches of the first pass
    first: Frame | None = None
    height: int | None = None  # known after the first pass
    rows: None = None

    @property
    def names(self) -> list[str]:
        """Names of the columns, from the first batch, which is kept for the first pass."""
        if self.first is None:
            self.started = self._opened()
            self.first = next(self.started)
        return names_in(self.first)

    @property
    def likely_rows(self) -> float | None:
        """Estimate of the number of rows of a file; None for other streams."""
        if self.watch is None:
            return None
        return self.watch.size * UNFOLDS / (8.0 * max(len(self.names), 1))

    def __reduce__(self) -> tuple[Any, ...]:
        return WholeStream, (self.stream, self.called, self.watch)  # a worker starts again

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the first batch of the given columns."""
        assert self.names is not None
        return Head(Path(self.called), self.first.select(list(columns)), whole=False)  # type: ignore[union-attr]

    def frames(self, columns: Sequence[str], rows: int | None) -> Frames:
        """Yield the batches, in order.

        Raises
        ------
        DataError
            The stream breaks off, or this is a second pass and it can be read only once.

        """
        if rows is not None and self.first is not None:
            yield self.first.select(list(columns))
            return
        if self.started is not None and self.first is not None:
            batches: Iterator[Frame] = chain([self.first], self.started)
            self.started = None
        else:
            batches = self._opened()
        seen, before = 0, self.watch.again(0) if self.watch else None
        for batch in batches:
            seen += len(batch)
            yield batch.select(list(columns))
        if self.watch and before:
            self.watch.again(seen, before.modified)
        if self.height is not None and seen != self.height:
            raise DataError(
                f"{self.called} gave {self.height:,} rows at first and {seen:,} now: it can be "
                "read only once, but another pass is needed. Write it to a Parquet file, or give "
                "a table."
            )
        self.height = seen

    def tasks(self, layout: Layout, *, named: bool) -> list[WholeTask]:
        return WholeTask.of(self, self.called if named else None, layout)

    def _opened(self) -> Iterator[Frame]:
        """Yield a first frame, perhaps without rows, and the others."""
        seen = 0
        try:
            if isinstance(self.stream, Batches):
                none, batches = self.stream.batches()
            else:
                import pyarrow as pa

                batches = pa.RecordBatchReader.from_stream(self.stream)
                check_distinct(self.called, batches.schema.names)
                none = pa.Table.from_batches([], batches.schema)
            names = names_in(none)
            if self.watch:
                names = [str(name) for name in column_names(Path(self.called), names, none)]
            for batch in batches:
                yield _renamed(batch, names)
                seen += len(batch)
        except any_failure() as error:  # of any library, behind Arrow's interface
            if isinstance(error, DataError):
                raise
            cure = (
                "copy it or write it again" if self.watch else "create a new reader and pass that"
            )
            raise DataError(
                f"{self.called} could not be read past row {seen:,} ({first_line(error)}): {cure}."
            ) from error
        if not seen:
            yield _renamed(none, names)


def _renamed(frame: Frame, names: Sequence[str]) -> Frame:
    """Return a frame with other names of its columns, which are given in their order."""
    before = names_in(frame)
    if before == list(names):
        return frame
    if hasattr(frame, "height"):
        return frame.rename(dict(zip(before, names, strict=True)))
    return frame.rename_columns(list(names))


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Part that is one partition of a Dask DataFrame, computed by the worker that reads it."""

    frame: Any  # a Dask DataFrame of one partition
    name: str
    rows: None = None

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return [str(name) for name in self.frame.columns]

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the given columns without rows, since computing some would compute them all."""
        return Head(Path(self.name), of_pandas(self.frame._meta, columns), whole=False)

    def frames(self, columns: Sequence[str], rows: int | None) -> Frames:
        names = self.names
        wanted = [self.frame.columns[names.index(name)] for name in columns]
        try:
            computed = self.frame[wanted].compute(scheduler="synchronous")
        except Exception as error:  # of the user's graph
            raise DataError(
                f"{self.name} of the Dask data cannot be computed ({first_line(error)}): fix the "
                "computation behind it."
            ) from error
        yield of_pandas(computed, columns)

    def tasks(self, layout: Layout, *, named: bool) -> list[WholeTask]:
        return WholeTask.of(self, self.name, layout)
