"""Data frames as parts of a source: polars, pandas, lazy frames, Arrow streams, Dask partitions.

All are converted to polars, a slice at a time. Some Arrow streams can be read only once: a second
pass that yields fewer rows is an error, not a wrong answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.data.blocks import FrameTask, Layout
from downslope.data.columns import Place, check_distinct
from downslope.data.files import first_line
from downslope.data.parquet import HEAD_ROWS, slice_rows
from downslope.errors import DataError

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.blocks import Frames


def labels(data: Any) -> list[str]:
    """Return the columns' names if they may repeat, which polars does not allow."""
    import polars as pl

    if isinstance(data, (pl.DataFrame, pl.LazyFrame)):
        return []
    if hasattr(data, "iloc") or hasattr(data, "npartitions"):
        return [str(name) for name in data.columns]
    return list(getattr(getattr(data, "schema", None), "names", ()))  # pyarrow's


def as_polars(frame: Any, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Return a frame, or some of its columns, as a polars frame; pandas does not need pyarrow."""
    import polars as pl

    if isinstance(frame, pl.DataFrame):
        return frame if columns is None else frame.select(columns)
    if not hasattr(frame, "iloc"):
        taken = pl.DataFrame(frame)
        return taken if columns is None else taken.select(columns)
    names = [str(name) for name in frame.columns]
    places = range(len(names)) if columns is None else map(names.index, columns)
    return pl.DataFrame([_of_pandas(names[j], frame.iloc[:, j]) for j in places])


def _of_pandas(name: str, column: Any) -> pl.Series:
    import polars as pl

    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "fiubmM":
        return pl.Series(name, column.to_numpy())
    missing = column.isna().to_numpy()
    values = column.astype(object).to_numpy()
    listed = [None if gone else value for value, gone in zip(values, missing, strict=True)]
    return pl.Series(name, listed, strict=False)


@dataclass(slots=True, eq=False)
class SliceTask(FrameTask):
    """Task of some rows of a frame in memory; the rows are pickled with it."""

    frame: Any

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        yield as_polars(self.frame if rows is None else self.frame[:rows], columns)


@dataclass(frozen=True, slots=True, eq=False)
class InMemory:
    """Part that is a polars or pandas DataFrame."""

    frame: Any

    @property
    def rows(self) -> int:
        return len(self.frame)

    def tasks(self, layout: Layout, *, named: bool) -> list[SliceTask]:
        step = slice_rows(layout.width, 0)
        tasks = []
        for start in range(0, self.rows, step):
            part = self.frame[start : start + step]
            place = Place(layout.source, None, start, self.rows <= step, layout.style)
            where = f"rows {start + 1:,} to {start + len(part):,}"
            tasks.append(SliceTask(layout, place, where, len(part), part))
        return tasks


@dataclass(slots=True, eq=False)
class WholeTask(FrameTask):
    """Task of all rows of a lazy frame, an Arrow stream or a partition."""

    part: LazyRows | ArrowStream | Partition

    @classmethod
    def of(cls, part: LazyRows | ArrowStream | Partition, layout: Layout) -> list[WholeTask]:
        """Return the one task of a part."""
        place = Place(layout.source, part.name, style=layout.style)
        return [cls(layout, place, part.name or layout.source, None, part)]

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        return self.part.frames(columns, rows)


@dataclass(frozen=True, slots=True, eq=False)
class LazyRows:
    """Part that is a polars LazyFrame, whose plan runs once in each pass."""

    plan: Any
    name: str | None = None
    rows: None = None

    def head(self) -> pl.DataFrame:
        return _collected(self.plan.head(HEAD_ROWS))

    def frames(self, columns: Sequence[str], rows: int | None) -> Frames:
        import polars as pl

        wanted = self.plan.select(columns)
        if rows is not None:
            yield _collected(wanted.head(rows))
            return
        try:
            yield from wanted.collect_batches(maintain_order=True)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise DataError(_fails(error)) from error

    def tasks(self, layout: Layout, *, named: bool) -> list[WholeTask]:
        return WholeTask.of(self, layout)


@dataclass(slots=True, eq=False)
class ArrowStream:
    """Part with `__arrow_c_stream__`, which pyarrow reads batch by batch."""

    stream: Any
    batches: Iterator[pl.DataFrame] | None = None  # of the first pass
    first: pl.DataFrame | None = None
    height: int | None = None  # known after the first pass
    name: str | None = None
    rows: None = None

    def head(self) -> pl.DataFrame:
        """Return the first batch, which is kept for the first pass."""
        self.batches = self._opened()
        self.first = next(self.batches)
        return self.first

    def frames(self, columns: Sequence[str], rows: int | None) -> Frames:
        """Yield the batches, in order.

        Raises
        ------
        DataError
            This is a second pass, and the stream can be read only once.

        """
        if rows is not None and self.first is not None:
            yield self.first.select(columns)
            return
        if self.batches is not None and self.first is not None:
            batches: Iterator[pl.DataFrame] = chain([self.first], self.batches)
            self.batches = None
        else:
            batches = self._opened()
        seen = 0
        for batch in batches:
            seen += batch.height
            yield batch.select(columns)
        if self.height is not None and seen != self.height:
            raise DataError(
                f"The Arrow stream gave {self.height:,} rows and now {seen:,}: it can be read only "
                "once, and another pass is needed. Write it to a Parquet file, or give a table."
            )
        self.height = seen

    def tasks(self, layout: Layout, *, named: bool) -> list[WholeTask]:
        return WholeTask.of(self, layout)

    def _opened(self) -> Iterator[pl.DataFrame]:
        import polars as pl
        import pyarrow as pa

        reader = pa.RecordBatchReader.from_stream(self.stream)
        check_distinct("The Arrow stream", reader.schema.names)
        none = True
        for batch in reader:
            none = False
            yield pl.DataFrame(batch)
        if none:
            yield pl.DataFrame(reader.schema.empty_table())


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Part that is one partition of a Dask DataFrame, computed by the worker that reads it."""

    frame: Any  # a Dask DataFrame of one partition
    name: str
    rows: None = None

    def frames(self, columns: Sequence[str], rows: int | None) -> Frames:
        yield as_polars(self.frame[list(columns)].compute(scheduler="synchronous"))

    def tasks(self, layout: Layout, *, named: bool) -> list[WholeTask]:
        return WholeTask.of(self, layout)


def partitions(frame: Any) -> tuple[Partition, ...]:
    """Return the partitions of a Dask DataFrame as parts."""
    count: int = frame.npartitions
    return tuple(Partition(frame.partitions[i], f"partition {i + 1}") for i in range(count))


def can_stream() -> bool:
    """Return whether pyarrow is installed, to read an Arrow stream batch by batch."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return False
    return True


def _collected(plan: Any) -> pl.DataFrame:
    import polars as pl

    try:
        frame: pl.DataFrame = plan.collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise DataError(_fails(error)) from error
    return frame


def _fails(error: BaseException) -> str:
    return f"The lazy frame cannot be computed ({first_line(error)}): fix its query."
