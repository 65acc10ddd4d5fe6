"""What every source of frames has in common: parts that give tasks, tasks that give frames."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from downslope.arrays import Matrix
from downslope.sources.columns import Part
from downslope.sources.layout import Layout, blocks_of
from downslope.sources.stream import Schema, Task

if TYPE_CHECKING:
    import polars as pl

    Frames = Generator[pl.DataFrame, None, None]  # to be closed when not read to the end

SAMPLED = 4  # tasks that a sample is taken from: each costs some milliseconds


@dataclass(slots=True)
class FrameTask(ABC):
    """A task that reads frames of the columns it is asked for."""

    layout: Layout
    dropped: int = field(default=0, init=False)

    @property
    @abstractmethod
    def place(self) -> Part:
        """Where its first row stands."""

    @property
    @abstractmethod
    def where(self) -> str:
        """For messages."""

    @property
    @abstractmethod
    def rows(self) -> int | None:
        """How many there are, incomplete ones too, if that is known."""

    @abstractmethod
    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """These columns of all its rows; with `rows`, of at least so many first ones, if any.

        Raises:
            DataError: the data are gone, have changed or are damaged.

        """

    def blocks(self) -> Iterator[Matrix]:
        """Its rows, see `Task`."""
        self.dropped = 0
        # An error would keep frames that are half read, and the threads that read them, until the
        # collector of garbage came by, which may be in the middle of starting another thread.
        with closing(self.frames(self.layout.columns)) as frames:
            for block, left_out in blocks_of(frames, self.layout, self.place):
                self.dropped += left_out
                if len(block):
                    yield block


class FramePart(Protocol):
    """A file, or a frame."""

    @property
    def rows(self) -> int | None:
        """How many, if that is known."""

    def tasks(self, layout: Layout, *, named: bool) -> Sequence[FrameTask]:
        """Its tasks, in order; with `named`, messages tell its name."""


@dataclass(frozen=True, slots=True, eq=False)
class Framed:
    """A source of parts, one after another."""

    parts: tuple[FramePart, ...]
    layout: Layout

    @property
    def schema(self) -> Schema:
        """The columns, and the rows where they are known."""
        known = [part.rows for part in self.parts if part.rows is not None]
        return self.layout.schema(sum(known) if len(known) == len(self.parts) else None)

    def tasks(self) -> list[Task]:
        """The parts, in the one order in which their summaries are merged."""
        return list(self.frame_tasks())

    def frame_tasks(self) -> list[FrameTask]:
        """The same tasks, for those who want frames."""
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
