"""Blocks of rows made from data frames: the same rows in the same blocks, always.

A reader hands over frames of any height. Block i of a file is its rows i·B … (i + 1)·B, whatever
the frames, the row groups or the tasks were, less its incomplete rows if the user said so. A
`FrameSource` consists of parts (files, frames); each gives tasks, and each task gives frames.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from downslope.data.categories import one_hot
from downslope.data.columns import Place, check_numeric, complete, feature_names, numbers
from downslope.data.source import Schema, Task, block_rows
from downslope.errors import DataError
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector, negative_weight

if TYPE_CHECKING:
    import polars as pl

    Frames = Generator[pl.DataFrame, None, None]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns to read and what a block makes of them. Small: every task carries it."""

    source: str
    features: tuple[str, ...]  # as the data name them
    target: str
    weights: str | None = None
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drop_missing: bool = False
    style: OptionStyle = OptionStyle.COMMAND_LINE  # of options, in messages
    as_printed: bool = False  # whether columns are text that keeps every printed decimal

    @property
    def columns(self) -> tuple[str, ...]:
        """To be read, in this order."""
        return (*self.features, self.target, *([self.weights] if self.weights else ()))

    @property
    def names(self) -> tuple[str, ...]:
        """(width,) for each column of a block the column that it comes from."""
        known = dict(self.levels)
        return tuple(name for name in self.columns for _ in known.get(name, ("", ""))[1:])

    @property
    def width(self) -> int:
        return len(self.names)

    def schema(self, rows: int | None) -> Schema:
        """What a reader of the blocks has to know."""
        known = dict(self.levels)
        features: list[str] = []
        for name, shown in zip(self.features, feature_names(self.features), strict=True):
            features += (
                [f"{name}={level}" for level in known[name][1:]] if name in known else [shown]
            )
        return Schema(tuple(features), self.target, self.weights, self.source, rows, self.levels)

    def lenient(self) -> Layout:
        """The same, leaving incomplete rows out."""
        return replace(self, drop_missing=True)

    def numeric(self, frame: pl.DataFrame, place: Place) -> list[Vector]:
        """(width,) columns of float64, a missing value being NaN.

        Raises:
            DataError: a column that holds no numbers, or a level that nobody knows.

        """
        known = dict(self.levels)
        plain = [name for name in self.columns if name not in known]
        part = replace(place, whole=False)  # that a column is empty shows when it is opened
        check_numeric(frame, part, plain, self.features, known)
        found: list[Vector] = []
        for name in self.columns:
            if name in known:
                found += one_hot(frame[name], name, known[name], place)
            else:
                found.append(numbers(frame[name], place, exact=self.as_printed))
        return found


def blocks_of(
    frames: Iterable[pl.DataFrame], layout: Layout, place: Place
) -> Iterator[tuple[Matrix, int]]:
    """Blocks of complete rows, each with the number of rows left out of it.

    `place` is where the first row stands; it has to be a multiple of the block's rows. All blocks
    are written to one piece of memory, one after another: asking the system for new pages would
    take longer than filling them.
    """
    size = block_rows(layout.width)
    # column by column, as readers hand them over: nothing has to be turned round
    block, filled, seen = np.empty((layout.width, size)).T, 0, 0
    for frame in frames:
        columns = layout.numeric(frame, place.after(seen))
        start = 0
        while start < frame.height:
            rows = min(size - filled, frame.height - start)
            for j, column in enumerate(columns):
                block[filled : filled + rows, j] = column[start : start + rows]
            filled, start = filled + rows, start + rows
            if filled == size:
                yield usable_rows(block, layout, place.after(seen + start - size))
                filled = 0
        seen += frame.height
    if filled:
        yield usable_rows(block[:filled], layout, place.after(seen - filled))


def usable_rows(block: Matrix, layout: Layout, place: Place) -> tuple[Matrix, int]:
    """The block's complete rows, and how many others there were.

    A sum over the block is finite if all of its values are.

    Raises:
        DataError: an incomplete row that may not be left out, or a weight below zero.

    """
    left_out = 0
    with np.errstate(all="ignore"):
        well = bool(np.isfinite(block.sum()))
    if not well:
        usable = complete(block, layout.names, place, layout.drop_missing)
        left_out = len(block) - int(usable.sum())
        positions = np.flatnonzero(usable)
        block = block[usable] if left_out else block
    if layout.weights and len(block) and block[:, -1].min() < 0.0:
        at = int(block[:, -1].argmin())
        row = at if well else int(positions[at])
        raise DataError(negative_weight(place.row(row), float(block[at, -1])))
    return block, left_out


SAMPLED = 4  # tasks that a sample is taken from: each costs some milliseconds


@dataclass(slots=True)
class FrameTask(ABC):
    """A task that reads frames of the columns it is asked for."""

    layout: Layout
    place: Place  # of its first row
    where: str  # for messages
    rows: int | None  # incomplete ones too; None where only reading will tell
    dropped: int = field(default=0, init=False)

    @abstractmethod
    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """These columns of all its rows; with `rows`, of at least so many first ones, if any.

        Raises:
            DataError: the data are gone, have changed or are damaged.

        """

    def blocks(self) -> Iterator[Matrix]:
        self.dropped = 0
        # An error would keep frames that are half read, and the threads that read them, until the
        # collector of garbage came by, which may be in the middle of starting another thread.
        with closing(self.frames(self.layout.columns)) as frames:
            for block, left_out in blocks_of(frames, self.layout, self.place):
                self.dropped += left_out
                if len(block):
                    yield block


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The first rows of a file, perhaps none, with the names and types of its columns."""

    file: Path
    frame: pl.DataFrame
    whole: bool  # whether the file has no other rows


class FramePart(Protocol):
    """A file or a data frame."""

    @property
    def rows(self) -> int | None:
        """Number of rows, if that is known; a part may have an estimate, `likely_rows`."""

    def tasks(self, layout: Layout, *, named: bool) -> Sequence[FrameTask]:
        """Its tasks, in order; with `named`, messages tell its name."""


@dataclass(frozen=True, slots=True, eq=False)
class FrameSource:
    """A source of parts, one after another."""

    parts: tuple[FramePart, ...]
    layout: Layout

    @property
    def schema(self) -> Schema:
        """The columns, and the rows where they are known."""
        known = [part.rows for part in self.parts if part.rows is not None]
        return self.layout.schema(sum(known) if len(known) == len(self.parts) else None)

    @property
    def likely_bytes(self) -> float:
        """Bytes that the rows take as float64, estimated; infinite without a clue."""
        known = [getattr(part, "likely_rows", part.rows) for part in self.parts]
        return 8.0 * self.layout.width * sum(math.inf if n is None else n for n in known)

    def tasks(self) -> list[Task]:
        """The parts, in the one order in which their summaries are merged."""
        return list(self.frame_tasks())

    def frame_tasks(self) -> list[FrameTask]:
        named = len(self.parts) > 1
        return [task for part in self.parts for task in part.tasks(self.layout, named=named)]

    def sample(self, rows: int = 2048) -> Matrix:
        """Complete rows from the starts of tasks all over it, at most `rows`."""
        tasks = self.frame_tasks()
        chosen = tasks[:: -(-len(tasks) // SAMPLED) or 1]
        each = -(-rows // max(len(chosen), 1))
        lenient = self.layout.lenient()
        found = [np.empty((0, lenient.width))]
        for task in chosen:
            with closing(task.frames(lenient.columns, each)) as frames:
                heads = (frame.head(each) for frame in frames)
                blocks = [block.copy() for block, _ in blocks_of(heads, lenient, task.place)]
            found.append(np.vstack([found[0], *blocks])[:each])
        return np.vstack(found)[:rows]
