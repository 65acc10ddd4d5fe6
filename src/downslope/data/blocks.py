"""Sources of data of any size: a schema, then tasks, each read block by block.

A `Source` knows its columns, and the number of its rows if a footer has it, before anything is
read. Its tasks are small, picklable descriptions ("rows 0 to 65,536 of part-3.parquet") that any
worker can run. Their order and the blocks of each are fixed, so the answer is the same, to the
bit, for one worker or a thousand.

A reader yields frames of any height. Block i of a task is always its rows i·B … (i + 1)·B, whatever
the frames are, without its incomplete rows if the user drops them. A `FrameSource` consists of
parts (files, frames); each part has tasks, which depend on the data and on the columns alone, and
each task yields frames.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from downslope.data.columns import (
    Frame,
    Place,
    check_numeric,
    complete,
    feature_names,
    is_missing,
    is_plain,
    numbers,
)
from downslope.data.dialect import AS_FOUND, Dialect
from downslope.data.head import Head
from downslope.data.one_hot import one_hot
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector, negative_weight

Frames = Generator[Frame, None, None]

_BLOCK_VALUES = 2**19  # of float64: a block stays in the processor's last-level cache
_FEWEST = 1024  # rows: with fewer, adding a product's d² values takes as long as the product
_MOST = 32768  # rows: with fewer, threads wait for Python's lock more often than they work


def block_rows(width: int) -> int:
    """Return the number of rows in a block of `width` columns: a power of two."""
    rows = _BLOCK_VALUES // max(width, 1)
    return max(_FEWEST, min(_MOST, 1 << max(rows.bit_length() - 1, 0)))


SLICE_BYTES = 2**25  # of a task's rows as float64
LONGEST, SHORTEST = 2**18, 2**13  # rows of a task


def slice_rows(width: int) -> int:
    """Return the usual number of rows in a task, a power of two and a multiple of the block."""
    rows = max(SHORTEST, min(LONGEST, SLICE_BYTES // (8 * width)))
    return 1 << (rows.bit_length() - 1)


@dataclass(frozen=True, slots=True)
class Schema:
    """Columns and sizes of a source, known before a row is read."""

    features: tuple[str, ...]  # (d,) the columns of a block, in order
    target: str  # the column after them
    weights: str | None = None  # the last column, if rows have weights
    source: str = ""  # the user's name for the data
    rows: int | None = None  # of all tasks; None if unknown before reading
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first
    notes: tuple[Finding, ...] = ()  # how the data were read
    style: OptionStyle = OptionStyle.PYTHON  # of options, in messages

    @property
    def width(self) -> int:
        """Number of columns of a block: d features, the target, and the weights if given."""
        return len(self.features) + 1 + (self.weights is not None)


class Task(Protocol):
    """Part of a source that one worker reads on its own: picklable and small."""

    @property
    def where(self) -> str:
        """Name in messages: "part-3.parquet, rows 1 to 65,536"."""

    @property
    def rows(self) -> int | None:
        """Number of rows, or None if unknown before reading."""

    def blocks(self) -> Iterator[Matrix]:
        """Yield the complete rows as float64 blocks (m, width), in any memory order.

        A block is valid until the next one is requested, which may overwrite it.

        Raises
        ------
        DataError
            A value cannot be used, or a file has changed or is damaged.

        """

    @property
    def dropped(self) -> int:
        """Number of incomplete rows that `blocks` has left out so far."""


class Source(Protocol):
    """Tables, files, and streams: a schema and tasks."""

    @property
    def schema(self) -> Schema:
        """The columns, and the number of rows if it is known."""

    def tasks(self) -> list[Task]:
        """Return the tasks, in the fixed order in which their summaries are merged."""

    def sample(self, rows: int = 2048) -> Matrix:
        """Return rows (m, width) from which to choose an origin, spread out where that is cheap."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns to read, and how they become columns of a block; small, for every task to copy."""

    source: str
    features: tuple[str, ...]  # names as in the data
    target: str  # empty for rows to predict
    weights: str | None = None
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drop_missing: bool = False
    style: OptionStyle = OptionStyle.COMMAND_LINE  # of options, in messages
    as_printed: bool = False  # whether columns are text that keeps every printed decimal
    notes: tuple[Finding, ...] = ()  # how the data were read
    marks: tuple[tuple[str, str], ...] = ()  # of missing values, in categorical columns
    dialect: Dialect = AS_FOUND
    converts: bool = False  # whether the dialect changes values
    classes: tuple[str, ...] = ()  # of a target that is not numeric: its column has their places
    needed: tuple[str, ...] = ()  # columns beside, without whose values a row is left out

    @property
    def read(self) -> tuple[str, ...]:
        """Columns to read, with those that are only needed."""
        return tuple(dict.fromkeys((*self.columns, *self.needed)))

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns to read, in this order."""
        others = (self.target, self.weights)
        return (*self.features, *(name for name in others if name))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns that a block's columns come from, shape (width,)."""
        known = dict(self.levels)
        return tuple(name for name in self.columns for _ in known.get(name, ("", ""))[1:])

    @property
    def width(self) -> int:
        return len(self.names) if self.levels else len(self.columns)

    def schema(self, rows: int | None) -> Schema:
        """Return the schema of the blocks."""
        known = dict(self.levels)
        features: list[str] = []
        for name, shown in zip(self.features, feature_names(self.features), strict=True):
            features += (
                [f"{name}={level}" for level in known[name][1:]] if name in known else [shown]
            )
        return Schema(
            tuple(features),
            self.target,
            self.weights,
            self.source,
            rows,
            tuple(each for each in self.levels if each[0] in self.columns),
            self.notes,
            self.style,
        )

    def lenient(self) -> Layout:
        """Return the same layout, with incomplete rows left out."""
        return replace(self, drop_missing=True)

    def numeric(self, frame: Frame, place: Place) -> list[Vector]:
        """Return `width` columns that float64 holds exactly, with NaN for a missing value.

        Raises
        ------
        DataError
            A column is not numeric, or has an unknown level.

        """
        known = dict(self.levels)
        lost = [
            is_missing(frame[name], self.dialect.keep_levels).to_numpy() for name in self.needed
        ]
        if self.converts:
            frame = self.dialect.applied(frame, place)
        labeled = {**known, self.target: self.classes} if self.classes else known
        plain = [name for name in self.columns if name not in labeled]
        columns = {name: frame[name] for name in self.columns}
        if not all(is_plain(columns[name]) for name in plain):
            # An empty column is reported when the data are opened.
            check_numeric(frame, replace(place, whole=False), plain, self.features, known)
        found: list[Vector] = []
        for name in self.columns:
            if name == self.target and self.classes:
                each = one_hot(columns[name], name, self.classes, place)
                found.append(np.arange(1.0, len(self.classes)) @ np.array(each))
            elif name in known:
                found += one_hot(columns[name], name, known[name], place)
            else:
                found.append(numbers(columns[name], name, place, exact=self.as_printed))
        if any(each.any() for each in lost):
            found[0] = np.where(np.any(lost, axis=0), np.nan, found[0])
        return found


def blocks_of(
    frames: Iterable[Frame], layout: Layout, place: Place
) -> Iterator[tuple[Matrix, int]]:
    """Yield blocks of complete rows, each with the number of rows left out of it.

    All blocks are written to the same memory, one after another: allocating new pages would take
    longer than filling them.
    """
    width, size = layout.width, block_rows(layout.width)
    # Column by column, as readers yield them, so that nothing is transposed.
    block, filled, seen = np.empty((width, size)).T, 0, 0
    for frame in frames:
        columns = layout.numeric(frame, place.after(seen))
        start = 0
        while start < len(frame):
            rows = min(size - filled, len(frame) - start)
            for j, column in enumerate(columns):
                block[filled : filled + rows, j] = column[start : start + rows]
            filled, start = filled + rows, start + rows
            if filled == size:
                yield usable_rows(block, layout, place.after(seen + start - size))
                filled = 0
        seen += len(frame)
    if filled:
        yield usable_rows(block[:filled], layout, place.after(seen - filled))


def usable_rows(block: Matrix, layout: Layout, place: Place) -> tuple[Matrix, int]:
    """Return the block's complete rows, and the number of the others.

    If the sum over the block is finite, so are all of its values.

    Raises
    ------
    DataError
        A row is incomplete and incomplete rows are not dropped, or a weight is negative.

    """
    left_out = 0
    with np.errstate(all="ignore"):
        finite = bool(np.isfinite(block.sum()))
    if not finite:
        usable = complete(block, layout.names, place, layout.drop_missing, dict(layout.marks))
        left_out = len(block) - int(usable.sum())
        positions = np.flatnonzero(usable)
        block = block[usable] if left_out else block
    if layout.weights and len(block) and block[:, -1].min() < 0.0:
        at = int(block[:, -1].argmin())
        row = at if finite else int(positions[at])
        raise DataError(negative_weight(place.row(row), float(block[at, -1])))
    return block, left_out


SAMPLED = 4  # tasks from which a sample is taken: each costs some milliseconds


@dataclass(slots=True)
class FrameTask(ABC):
    """Task that reads frames of some columns."""

    layout: Layout
    place: Place  # of its first row
    where: str  # for messages
    rows: int | None  # including incomplete ones; None if unknown before reading
    dropped: int = field(default=0, init=False)

    @abstractmethod
    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """Yield these columns of all rows, or of at least the first `rows`, if there are that many.

        Raises
        ------
        DataError
            The data are gone, have changed, or are damaged.

        """

    def blocks(self) -> Iterator[Matrix]:
        self.dropped = 0
        # After an error, half-read frames and the threads that read them would stay until the next
        # garbage collection, which may run while a thread is being started.
        with closing(self.frames(self.layout.read)) as frames:
            for block, left_out in blocks_of(frames, self.layout, self.place):
                self.dropped += left_out
                if len(block):
                    yield block


@dataclass(slots=True)
class JoinedTask(FrameTask):
    """Task that joins short parts, since summarizing each would take longer than reading it."""

    tasks: tuple[FrameTask, ...]

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        for task in self.tasks:
            yield from task.frames(columns, rows)

    def blocks(self) -> Iterator[Matrix]:
        try:
            yield from FrameTask.blocks(self)
        except DataError:
            # Only the part itself knows its name and its rows.
            for task in self.tasks:
                for _ in task.blocks():
                    pass
            raise


def _joined(tasks: Iterable[FrameTask], width: int) -> Iterator[FrameTask]:
    """Join consecutive tasks that are shorter than a block into tasks of the usual length."""
    usual, block = slice_rows(width), block_rows(width)
    short: list[FrameTask] = []
    rows = 0
    for task in tasks:
        is_short = task.rows is not None and task.rows < block
        if short and not (is_short and rows < usual):
            yield _as_one(short, rows)
            short, rows = [], 0
        if is_short:
            short.append(task)
            rows += task.rows or 0
        else:
            yield task
    if short:
        yield _as_one(short, rows)


def _as_one(tasks: list[FrameTask], rows: int) -> FrameTask:
    first, last = tasks[0], tasks[-1]
    if first is last:
        return first
    where = f"{first.where} … {last.where}"
    return JoinedTask(first.layout, first.place, where, rows, tuple(tasks))


class FramePart(Protocol):
    """Part of a source: a file or a data frame."""

    @property
    def rows(self) -> int | None:
        """Number of rows, if known; a part may also have an estimate, `likely_rows`."""

    @property
    def names(self) -> list[str]:
        """Names of the columns."""

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return some of the first rows of the given columns, or none."""

    def tasks(self, layout: Layout, *, named: bool) -> Sequence[FrameTask]:
        """Return the tasks, in order; with `named`, messages contain the part's name."""


def narrowed(parts: Sequence[FramePart], columns: Sequence[str]) -> tuple[FramePart, ...]:
    """Return the parts with these columns alone, if they would read others (as Spark does)."""
    return tuple(each.only(columns) if hasattr(each, "only") else each for each in parts)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class FrameSource:
    """Source that consists of parts, one after another."""

    parts: tuple[FramePart, ...]
    layout: Layout

    @property
    def schema(self) -> Schema:
        """The columns, and the number of rows if it is known."""
        known = [part.rows for part in self.parts if part.rows is not None]
        return self.layout.schema(sum(known) if len(known) == len(self.parts) else None)

    @property
    def likely_bytes(self) -> float:
        """Estimated bytes of the rows as float64; infinite if a part has no estimate."""
        known = [getattr(part, "likely_rows", part.rows) for part in self.parts]
        return 8.0 * self.layout.width * sum(math.inf if n is None else n for n in known)

    @property
    def engine(self) -> str | None:
        """The engine that alone can read the parts, if they need one."""
        return next(filter(None, (getattr(part, "engine", None) for part in self.parts)), None)

    def tasks(self) -> list[Task]:
        """Return the tasks, in the fixed order in which their summaries are merged."""
        return list(_joined(self.frame_tasks(), self.layout.width))

    def frame_tasks(self) -> list[FrameTask]:
        """Return the tasks of each part; no task spans several parts."""
        named = len(self.parts) > 1
        return [task for part in self.parts for task in part.tasks(self.layout, named=named)]

    def sample(self, rows: int = 2048) -> Matrix:
        """Return at most `rows` complete rows, from the starts of tasks spread over the source."""
        tasks = self.frame_tasks()
        chosen = tasks[:: -(-len(tasks) // SAMPLED) or 1]
        each = -(-rows // max(len(chosen), 1))
        lenient = self.layout.lenient()
        found = [np.empty((0, lenient.width))]
        for task in chosen:
            with closing(task.frames(lenient.read, each)) as frames:
                heads = (frame.slice(0, each) for frame in frames)
                blocks = [block.copy() for block, _ in blocks_of(heads, lenient, task.place)]
            found.append(np.vstack([found[0], *blocks])[:each])
        return np.vstack(found)[:rows]
