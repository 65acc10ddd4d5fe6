"""Threads of this process: the default. Decoders and BLAS let go of Python's lock, so they scale.

BLAS runs one thread in each: two levels of threads fight, and a BLAS that splits a product may
round it differently.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from threading import Event

from downslope.arrays import Matrix
from downslope.engines import Part, Work
from downslope.engines.alone import attempt
from downslope.parallel import one_blas_thread, thread_count
from downslope.sources.stream import Task

AHEAD = 2  # tasks under way for each thread: one in work, one that waits for its turn


class _StoppedError(Exception):
    """The loop was left: the task is not wanted any more."""


@dataclass(frozen=True, slots=True)
class _Stoppable:
    """A task that ends at its next block once `stop` is set: threads cannot be killed."""

    task: Task
    stop: Event

    @property
    def where(self) -> str:
        return self.task.where

    @property
    def rows(self) -> int | None:
        return self.task.rows

    @property
    def dropped(self) -> int:
        return self.task.dropped

    def blocks(self) -> Iterator[Matrix]:
        for block in self.task.blocks():
            if self.stop.is_set():
                raise _StoppedError
            yield block


def parts(
    tasks: Sequence[Task], work: Work[Part], scheduler: str | None, workers: int | None
) -> Iterator[Part]:
    """The parts in task order; `scheduler` is not for threads."""
    count = min(workers or thread_count(), len(tasks))
    waiting = iter(tasks)
    stop = Event()
    under_way: deque[Future[Part]] = deque()
    with one_blas_thread():
        pool = ThreadPoolExecutor(count, thread_name_prefix="downslope")
        try:
            for task in islice(waiting, AHEAD * count):
                under_way.append(pool.submit(attempt, work, _Stoppable(task, stop)))
            while under_way:
                part = under_way.popleft().result()
                for task in islice(waiting, 1):
                    under_way.append(pool.submit(attempt, work, _Stoppable(task, stop)))
                yield part
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
