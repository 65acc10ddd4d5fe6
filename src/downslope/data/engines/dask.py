"""Dask engine: a running scheduler by its address, or worker processes on this machine.

Dask runs a task again when its worker is lost, three times by default, and then raises
`KilledWorker`. Every task is submitted as new (`pure=False`), and its future is released as soon as
its part has arrived. The dashboard is off.
"""

from __future__ import annotations

import logging
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice, takewhile
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from typing import Any

from downslope.data.blocks import Task
from downslope.data.engines import CarryOut, Part, Work, alone
from downslope.errors import EngineError

AHEAD = 8  # tasks submitted per worker, since a part waits for its turn and for its transfer
TOGETHER = 4  # parts per worker that are fetched at once
PATIENCE = 10.0  # seconds to wait for a scheduler's answer
ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:\[[0-9a-fA-F:.]+\]|[^\s/:\[\]]+):\d{1,5}/?")
CLOSING = 0.4  # seconds to wait on closing: the workers have ended, the rest ends by itself


@contextmanager
def opened(scheduler: str | None, workers: int) -> Iterator[CarryOut]:
    """Connect to the Dask at `scheduler`, or start one with `workers`, for any number of passes."""
    with _client(scheduler, workers) as client:

        def parts(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
            return _parts(client, tasks, work)

        yield parts


def _parts(client: Any, tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
    """Yield the parts in task order."""
    from distributed import KilledWorker

    cores = max(sum(client.nthreads().values()), 1)
    waiting: Iterator[Task] = iter(tasks)
    under_way: deque[tuple[Task, Any]] = deque()

    def submit(count: int) -> None:
        some = list(islice(waiting, count))
        if some:
            under_way.extend(
                zip(some, client.map(partial(alone, work), some, pure=False), strict=True)
            )

    try:
        submit(AHEAD * cores)
        while under_way:
            parts = _fetched(client, under_way, TOGETHER * cores)
            if parts:
                submit(len(parts))
                yield from parts
                continue
            # One of them has failed: the first in order is reported.
            task, future = under_way.popleft()
            try:
                part = future.result()
            except KilledWorker:
                # Dask fails all tasks that waited for the dead worker: check whether this one
                # killed it.
                put_back = [each for each, _ in under_way]
                while under_way:
                    under_way.pop()[1].release()
                future = client.submit(alone, work, task, pure=False)
                part = _by_itself(future, task)
                waiting = chain(put_back, waiting)
                submit(len(put_back))
            future.release()
            submit(1)
            yield part
    finally:
        for _, future in under_way:
            future.release()


def _fetched(client: Any, under_way: deque[tuple[Task, Any]], count: int) -> list[Any]:
    """Return the first finished parts, at most `count`; none if the first has failed.

    Fetching parts one by one takes some milliseconds each, as long as a short task. `gather` gets
    only finished ones: after Ctrl-C, a pending wait would print an error when the client closes.
    """
    try:
        if under_way[0][1].exception() is not None:  # this waits for the future
            return []
        ahead = (future for _, future in islice(under_way, count))
        made = list(takewhile(lambda future: future.status == "finished", ahead))
        parts: list[Any] = client.gather(made)
    except Exception:  # any exception of the task: `result` raises it again
        return []
    for _ in parts:
        under_way.popleft()[1].release()
    return parts


def _by_itself(future: Any, task: Task) -> Any:
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        raise EngineError(
            f"Reading {task.where} has killed {error.allowed_failures + 1} Dask workers: check "
            "whether it needs more memory than they have."
        ) from error


@contextmanager
def _client(scheduler: str | None, workers: int) -> Iterator[Any]:
    from distributed import Client, LocalCluster

    if scheduler is not None:
        if ADDRESS.fullmatch(scheduler) is None:
            raise EngineError(
                f"scheduler='{scheduler}' is not an address: give one such as tcp://host:8786."
            )
        try:
            client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise EngineError(
                f"No Dask scheduler answers at {scheduler}: give an address such as "
                "tcp://host:8786, or leave out the scheduler to start one here."
            ) from error
        try:
            yield client
        finally:
            client.close(timeout=CLOSING)
        return
    others = _workers()
    cluster = LocalCluster(
        0,  # workers are added below, so that Ctrl-C during their start ends them
        threads_per_worker=1,
        dashboard_address=None,
        # Even without a dashboard it opens a port, and the usual one may be in use.
        scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
        silence_logs=logging.CRITICAL,
    )
    ours: Any = None
    try:
        ours = Client(cluster, set_as_default=False)
        cluster.scale(workers)
        ours.wait_for_workers(workers)
        yield ours
    finally:
        for nanny in cluster.workers.values():
            nanny.auto_restart = False
        _kill(others)
        for each in filter(None, (ours, cluster)):
            with suppress(TimeoutError):
                each.close(timeout=CLOSING)
        cluster.shutdown_on_close = False  # otherwise Dask waits ten more seconds at exit
        _kill(others)  # again, for a worker that was being restarted


def _workers() -> set[BaseProcess]:
    """Return the Dask worker processes that this process has started."""
    return {each for each in active_children() if each.name.startswith("Dask Worker")}


def _kill(others: set[BaseProcess]) -> None:
    """Kill all workers except `others`: a task in the middle of a block does not see a request."""
    for worker in _workers() - others:
        with suppress(ValueError):  # Dask has closed it in the meantime
            worker.kill()
