"""Reading a source in passes: where the tasks are carried out, and how far a pass has come.

Blocks that stay in memory from one pass to the next, where there is room for all of them.

LSMR reads the data twice an iteration, and decoding takes far longer than the products. The blocks
are those that reading again would give, so the bits are the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from typing import Protocol, Self, TypeVar

from downslope.data.engines import CarryOut, check, opened
from downslope.data.source import Schema, Source, Task
from downslope.numerics.arrays import Matrix
from downslope.numerics.threads import free_memory

SHARE_OF_MEMORY = 0.35  # of what is free


@dataclass(slots=True, eq=False)
class Held:
    """A task that is read once."""

    task: Task
    kept: list[Matrix] = field(default_factory=list)
    whole: bool = False

    @property
    def where(self) -> str:
        """For messages."""
        return self.task.where

    @property
    def rows(self) -> int | None:
        """The task's."""
        return self.task.rows

    @property
    def dropped(self) -> int:
        """The task's."""
        return self.task.dropped

    def blocks(self) -> Iterator[Matrix]:
        """The task's; kept when they have all been read."""
        if self.whole:
            yield from self.kept
            return
        self.kept = []
        for block in self.task.blocks():
            self.kept.append(block.copy(order="K"))
            yield block
        self.whole = True


def fits(schema: Schema) -> bool:
    """Whether all rows are known to fit, as float64."""
    if schema.rows is None:
        return False
    return 8 * schema.rows * schema.width <= SHARE_OF_MEMORY * (free_memory() or 0.0)


RUN = 32  # parts that are added up before they join the others


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a pass has come."""

    pass_number: int
    rows: int
    total: int | None  # None when only reading will tell
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Until the end of the pass, at this rate."""
        if self.total is None or self.rows == 0:
            return None
        return max(self.total - self.rows, 0) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class Run:
    """Where the tasks are carried out, and who is told."""

    engine: str = "threads"
    scheduler: str | None = None
    workers: int | None = None
    progress: Callable[[Reading], None] | None = None


class _HasRows(Protocol):
    @property
    def rows(self) -> int: ...


Part = TypeVar("Part", bound=_HasRows)


class _Adds(Protocol):
    def __add__(self, other: Self) -> Self: ...


Sum = TypeVar("Sum", bound=_Adds)


def total(parts: Iterable[Sum], empty: Sum) -> Sum:
    """The sum of the parts in their order: of runs, then of these, which rounds less often."""
    whole = empty
    waiting = iter(parts)
    for first in waiting:
        whole = whole + reduce(_add, islice(waiting, RUN - 1), first)
    return whole


def _add(one: Sum, other: Sum) -> Sum:
    return one + other


@dataclass(slots=True, eq=False)
class Reader:
    """Passes over one source, by one engine that is opened with the first of them."""

    source: Source
    run: Run
    passes: int = 0  # begun so far
    _held: list[Task] | None = None
    _engine: CarryOut | None = None
    _opened: ExitStack = field(default_factory=ExitStack)

    def read(
        self,
        work: Callable[[Task], Part],
        prepare: Callable[[list[Task]], list[Task]] = lambda tasks: tasks,
    ) -> Iterator[Part]:
        """One pass: the parts in task order, and progress told. `prepare` may dress the tasks."""
        run, tasks = self.run, prepare(self._held or self.source.tasks())
        self.passes += 1
        if not tasks:
            return
        if self._engine is None:
            engine = opened(run.engine, run.scheduler, run.workers, len(tasks))
            self._engine = self._opened.enter_context(engine)
        began, rows = time.monotonic(), 0
        for part in self._engine(tasks, work):
            rows += part.rows
            if run.progress is not None:
                seconds = time.monotonic() - began
                run.progress(Reading(self.passes, rows, self.source.schema.rows, seconds))
            yield part

    def hold(self) -> None:
        """Keep what is decoded for later passes, where threads do the work and all of it fits."""
        if self.run.engine == "threads" and fits(self.source.schema):
            self._held = [Held(task) for task in self.source.tasks()]

    @property
    def again(self) -> bool:
        """Whether there can be another pass: a stream from another program is gone once read."""
        return not getattr(self.source, "read_once", False)


@contextmanager
def reading(source: Source, run: Run | None = None) -> Iterator[Reader]:
    """A reader of the source; what it starts is ended with it.

    Raises:
        OptionError, MissingExtraError: the engine cannot be had.

    """
    run = run or Run()
    check(run.engine, run.scheduler, run.workers)
    reader = Reader(source, run)
    with reader._opened:
        yield reader
