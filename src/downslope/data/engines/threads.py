"""Thread engine, the default: decoders and BLAS release Python's lock, so threads scale.

BLAS uses one thread in each of them: two levels of threads compete, and a BLAS that splits a
product may round it differently.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Event
from typing import Any

from downslope.data.blocks import Task
from downslope.data.engines import CarryOut, Notify, Part, Work, attempt
from downslope.numerics.arrays import Matrix
from downslope.numerics.threads import one_blas_thread

AHEAD = 2  # tasks submitted per worker: one that runs, one that waits for its turn


class _StoppedError(Exception):
    """The caller has left the loop, so the task is no longer needed."""


@dataclass(frozen=True, slots=True)
class _Stoppable:
    """Task that ends at its next block once `stop` is set, since threads cannot be killed."""

    task: Task
    stop: Event

    def __getattr__(self, name: str) -> Any:
        return getattr(self.task, name)

    def blocks(self) -> Iterator[Matrix]:
        return self._while_needed(self.task.blocks())

    def frames(self, *which: Any) -> Iterator[Any]:
        return self._while_needed(self.task.frames(*which))  # type: ignore[attr-defined]

    def _while_needed(self, parts: Iterator[Any]) -> Iterator[Any]:
        for part in parts:
            if self.stop.is_set():
                raise _StoppedError
            yield part


@contextmanager
def opened(scheduler: str | None, workers: int, notify: Notify) -> Iterator[CarryOut]:
    """Start threads for any number of passes; a scheduler and notices are for clusters."""
    stop, wait = Event(), True
    pool = ThreadPoolExecutor(workers, thread_name_prefix="downslope")

    def parts(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
        waiting = iter(tasks)
        under_way: deque[Future[Part]] = deque()

        def submit(count: int) -> None:
            for task in islice(waiting, count):
                under_way.append(pool.submit(attempt, work, _Stoppable(task, stop)))

        try:
            submit(AHEAD * workers)
            while under_way:
                part = under_way.popleft().result()
                submit(1)
                yield part
        finally:
            for future in under_way:
                future.cancel()

    try:
        with one_blas_thread():
            yield parts
    except KeyboardInterrupt:
        wait = False  # a wide block may take several more seconds
        raise
    finally:
        stop.set()
        pool.shutdown(wait=wait, cancel_futures=True)
