"""`Reader` of passes over a source: their engine, their progress, and blocks kept for later ones.

LSMR reads the data twice per iteration, and decoding takes far longer than the products: if all
blocks fit into memory, they are kept. Reading again would give the same blocks, so the results are
the same bit for bit.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import islice
from typing import Any, Protocol, Self, TypeVar

from downslope.data.blocks import Schema, Source, Task
from downslope.data.engines import CarryOut, WorkersSilent, alone, check, opened
from downslope.errors import OptionError
from downslope.numerics.arrays import Matrix
from downslope.numerics.threads import free_memory

SHARE_OF_MEMORY = 0.35  # of free memory


@dataclass(slots=True, eq=False)
class CachedTask:
    """Task that is read once and then kept in memory."""

    task: Task
    kept: list[Matrix] = field(default_factory=list)
    whole: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.task, name)

    def blocks(self) -> Iterator[Matrix]:
        if self.whole:
            yield from self.kept
            return
        self.kept = []
        for block in self.task.blocks():
            self.kept.append(block.copy(order="K"))
            yield block
        self.whole = True


def fits(schema: Schema) -> bool:
    """Return whether all rows are known to fit in memory as float64."""
    if schema.rows is None:
        return False
    return 8 * schema.rows * schema.width <= SHARE_OF_MEMORY * (free_memory() or 0.0)


RUN = 32  # parts that are summed before they are added to the total


@dataclass(frozen=True, slots=True)
class Reading:
    """Progress of a pass."""

    pass_number: int
    rows: int
    total: int | None  # None if unknown before reading
    seconds: float

    @property
    def rate(self) -> float:
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Expected seconds until the end of the pass."""
        if self.total is None or self.rows == 0:
            return None
        return max(self.total - self.rows, 0) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Engine that runs the tasks, and the callable that receives progress and notices."""

    engine: str = "threads"
    scheduler: str | None = None
    workers: int | None = None
    progress: Callable[[Reading | WorkersSilent], None] | None = None


class _HasRows(Protocol):
    @property
    def rows(self) -> int: ...


Part = TypeVar("Part", bound=_HasRows)


class Adds(Protocol):
    """Totals that add."""

    def __add__(self, other: Self) -> Self: ...


Sum = TypeVar("Sum", bound=Adds)


def total(parts: Iterable[Sum], empty: Sum) -> Sum:
    """Sum the parts in order, in groups first, so that each passes through fewer roundings."""
    whole = empty
    waiting = iter(parts)
    for first in waiting:
        whole = whole + reduce(_add, islice(waiting, RUN - 1), first)
    return whole


def _add(one: Sum, other: Sum) -> Sum:
    return one + other


def _read_by(needed: str, options: ReadOptions) -> ReadOptions:
    """Return the options for data that only one engine can read, and which runs already."""
    if options.engine not in ("threads", needed):
        raise OptionError(
            f"engine='{options.engine}' cannot read these data, whose rows are in {needed}: leave "
            "it out."
        )
    for name in ("scheduler", "workers"):
        if (given := getattr(options, name)) is not None:
            raise OptionError(
                f"{name}={given!r} is for an engine that is started here, but the data have their "
                "own: leave it out."
            )
    return replace(options, engine=needed)


@dataclass(slots=True, eq=False)
class Reader:
    """Passes over one source, by one engine that the first pass opens.

    Raises
    ------
    OptionError, MissingExtraError
        On entering the context: the engine is not available.

    """

    source: Source
    options: ReadOptions = ReadOptions()
    passes: int = 0  # begun so far
    _cached: list[Task] | None = None
    _engine: CarryOut | None = None
    _opened: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        options, needed = self.options, getattr(self.source, "engine", None)
        if needed is not None:
            options = self.options = _read_by(needed, options)
        check(options.engine, options.scheduler, options.workers)
        return self

    def __exit__(self, *error: object) -> None:
        self._opened.__exit__(*error)  # type: ignore[arg-type]

    def read(
        self,
        work: Callable[[Task], Part],
        prepare: Callable[[list[Task]], list[Task]] = lambda tasks: tasks,
    ) -> Iterator[Part]:
        """Yield the parts of one pass in task order; `prepare` may wrap the tasks."""
        options, tasks = self.options, prepare(self._cached or self.source.tasks())
        self.passes += 1
        if not tasks:
            return
        began, rows = time.monotonic(), 0
        for part in self._carried_out(tasks, work):
            rows += part.rows
            if options.progress is not None:
                seconds = time.monotonic() - began
                options.progress(Reading(self.passes, rows, self.source.schema.rows, seconds))
            yield part

    def _carried_out(self, tasks: list[Task], work: Callable[[Task], Part]) -> Iterator[Part]:
        options = self.options
        if options.engine == "threads" and len(tasks) == 1:
            return iter([alone(work, tasks[0])])  # a pool would take longer to start
        if self._engine is None:
            engine = opened(
                options.engine,
                options.scheduler,
                options.workers,
                len(tasks),
                options.progress or (lambda notice: None),
            )
            self._engine = self._opened.enter_context(engine)
        return self._engine(tasks, work)

    def keep_blocks(self) -> None:
        """Keep decoded blocks for later passes if threads do the work and all blocks fit."""
        if self.options.engine == "threads" and fits(self.source.schema):
            self._cached = [CachedTask(task) for task in self.source.tasks()]
