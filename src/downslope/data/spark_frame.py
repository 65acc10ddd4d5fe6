"""Spark data frames: their partitions are tasks, whose rows stay where Spark has them.

    df ─► mapInArrow: in each Python worker `work(task)` of its own partition ─► parts

A worker receives the Arrow batches of its partition, and its task reads those. This process reads
no rows but the first ones, unless all rows are wanted in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from downslope.data.blocks import Frames, FrameTask, Layout
from downslope.data.columns import Place
from downslope.data.head import Head
from downslope.data.spark_jobs import CALLED, collected, made_in, partition_number, quiet, told
from downslope.errors import DataError

FIRST = 1024  # rows that are fetched, to know the columns and to choose an origin


def is_spark(data: Any) -> bool:
    """Return whether the data are a Spark data frame."""
    return type(data).__module__.startswith("pyspark.") and hasattr(data, "mapInArrow")


class ReadAgainError(Exception):
    """A worker must read its batches a second time, and has not kept them."""


@dataclass(slots=True)
class Received:
    """Batches of the partition that a worker is at."""

    batches: Iterator[Any]
    keep: bool
    begun: bool = False
    kept: list[Any] = field(default_factory=list)
    rows: int | None = None  # once all are read

    def __iter__(self) -> Iterator[Any]:
        if self.begun and not self.keep:
            raise ReadAgainError
        yield from self.kept
        self.begun, seen = True, sum(len(each) for each in self.kept)
        for batch in self.batches:
            seen += len(batch)
            if self.keep:
                self.kept.append(batch)
            yield batch
        self.rows = seen


_received: Received | None = None  # in a worker


@contextmanager
def receiving(batches: Iterable[Any], *, keep: bool) -> Iterator[Received]:
    """Have the task of a worker read these batches."""
    global _received  # a task is pickled without them
    _received = Received(iter(batches), keep)
    try:
        yield _received
    finally:
        _received = None


@dataclass(slots=True, eq=False)
class SparkRows:
    """Part that is all of a Spark data frame."""

    frame: Any  # its columns are c0, c1, …; None in a worker
    columns: tuple[str, ...]  # the user's names, which may have a point or be given twice
    head: Any = None  # first rows of all columns, once they were fetched
    heights: dict[int, int] = field(default_factory=dict)  # of the partitions, once read
    held: dict[int, list[Any]] | None = None  # all rows, where they are wanted in memory
    rows: None = None
    engine: str = "spark"  # that alone can read the part

    @classmethod
    def of(cls, frame: Any) -> SparkRows:
        """Return the part of a data frame.

        Raises
        ------
        DataError
            It is a frame of Spark Connect.

        """
        if "connect" in type(frame).__module__:
            raise DataError(
                "The data frame is one of Spark Connect, which cannot be canceled or watched from "
                "here: use a classic session, or write the frame to Parquet files and give those."
            )
        quiet()
        with told(frame.sparkSession.sparkContext, CALLED):
            columns = tuple(frame.columns)
            return cls(frame.toDF(*map(_plain, range(len(columns)))), columns)

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return list(self.columns)

    def __reduce__(self) -> tuple[Any, ...]:
        return SparkRows, (None, self.columns)

    def only(self, columns: Sequence[str]) -> SparkRows:
        """Return the part with these columns alone, so that Spark reads no others."""
        wanted = tuple(dict.fromkeys(name for name in columns if name in self.columns))
        return SparkRows(self._select(wanted), wanted)

    def _select(self, columns: Sequence[str]) -> Any:
        places = [self.columns.index(name) for name in columns]
        with told(self.frame.sparkSession.sparkContext, CALLED):
            chosen = self.frame.select([_plain(place) for place in places])
            return chosen.toDF(*map(_plain, range(len(places))))

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the first rows of the given columns."""
        return Head(Path(CALLED), self._first().select(list(columns)), whole=False)

    def tasks(self, layout: Layout, *, named: bool) -> list[SparkTask]:
        with told(self.frame.sparkSession.sparkContext, CALLED):
            partitions = max(1, self.frame.rdd.getNumPartitions())
        made = []
        for number in range(partitions):
            where = f"partition {number + 1} of {layout.source}"
            place = Place(layout.source, f"partition {number + 1}", style=layout.style)
            made.append(SparkTask(layout, place, where, None, self, number))
        return made

    def frames(self, number: int, columns: Sequence[str], rows: int | None) -> Frames:
        """Yield the batches of a partition: in a worker those it receives."""
        if _received is not None:
            for batch in _received:
                yield batch.rename_columns(list(self.columns)).select(list(columns))
            return
        if rows is not None:
            if number == 0:
                yield self._first().select(list(columns))
            return
        if self.held is None:
            self.held = {}
            for place, made in collected(self.frame, _all_batches):
                self.held.setdefault(place, []).append(_of_ipc(made, self.columns))
        for table in self.held.get(number, []):
            yield table.select(list(columns))

    def _first(self) -> Any:
        """Return the first rows, which the JVM fetches without a Python worker."""
        if self.head is None:
            import pyarrow as pa

            with told(self.frame.sparkSession.sparkContext, CALLED):
                schema = self.frame.limit(0).toArrow().schema
                rows = [row.asDict(recursive=True) for row in self.frame.limit(FIRST).collect()]
                for name in (each.name for each in schema if getattr(each.type, "tz", None)):
                    for row in rows:  # PySpark gives the time of this machine
                        row[name] = row[name] and row[name].astimezone()
                self.head = pa.Table.from_pylist(rows, schema).rename_columns(list(self.columns))
        return self.head

    def check_heights(self, heights: dict[int, int]) -> None:
        """Check that the partitions have as many rows as in earlier passes.

        Raises
        ------
        DataError
            They have not.

        """
        for number, rows in heights.items():
            before = self.heights.setdefault(number, rows)
            if rows != before:
                raise DataError(
                    f"Partition {number + 1} of {CALLED} had {before:,} rows at first and {rows:,} "
                    "now: Spark computes it again in each pass. Call its cache(), or write it to "
                    "Parquet files and give those."
                )


@dataclass(slots=True, eq=False)
class SparkTask(FrameTask):
    """Task of one partition of a Spark data frame."""

    part: SparkRows
    number: int

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        return self.part.frames(self.number, columns, rows)


def _plain(place: int) -> str:
    """Return a name that Spark does not read as a path into a structure."""
    return f"c{place}"


def rows_behind(task: Any) -> SparkRows | None:
    """Return the Spark data frame that a task, perhaps with something beside it, belongs to."""
    while hasattr(task, "task"):
        task = task.task
    return task.part if isinstance(task, SparkTask) else None


# --- in a worker --------------------------------------------------------------------------------


def _all_batches(batches: Iterator[Any]) -> Iterator[Any]:
    number = partition_number()
    for batch in batches:
        yield made_in(number, _as_ipc(batch))


def _as_ipc(batch: Any) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def _of_ipc(made: bytes, columns: Sequence[str]) -> Any:
    import pyarrow as pa

    return pa.ipc.open_stream(made).read_all().rename_columns(list(columns))
