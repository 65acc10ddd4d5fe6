"""Dask engine: a running scheduler by its address, or worker processes on this machine.

Dask runs a task again when its worker is lost, three times by default, and then raises
`KilledWorker`. Every task is submitted as new (`pure=False`), and its future is released as soon as
its part has arrived. The dashboard is off.

Dask itself waits forever for a worker that is connected but silent, or for a worker to appear. Here
the workers' heartbeats decide: the wait lasts as long as the worker that has the task sends them.
"""

from __future__ import annotations

import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice, takewhile
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from downslope.data.blocks import Task
from downslope.data.engines import CarryOut, Notify, Part, Work, WorkersSilent, alone
from downslope.errors import DownslopeError, EngineError

AHEAD = 8  # tasks submitted per worker, since a part waits for its turn and for its transfer
TOGETHER = 4  # parts per worker that are fetched at once
PATIENCE = 10.0  # seconds to wait for a scheduler's answer, and before a silence is reported
SILENCE = 60.0  # seconds without a worker's heartbeat after which it counts as lost
START = 60.0  # seconds for local workers to start
LOOK = 2.0  # seconds between two checks of the heartbeats
ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:\[[0-9a-fA-F:.]+\]|[^\s/:\[\]]+):\d{1,5}/?")
CLOSING = 0.4  # seconds to wait on closing: the workers have ended, the rest ends by itself


@contextmanager
def opened(scheduler: str | None, workers: int, notify: Notify) -> Iterator[CarryOut]:
    """Connect to the Dask at `scheduler`, or start one with `workers`, for any number of passes."""
    with _client(scheduler, workers) as client:
        heartbeats = _Heartbeats(client, notify)

        def parts(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
            try:
                yield from _parts(client, heartbeats, tasks, work)
            except DownslopeError:
                raise
            except Exception as error:
                if not (isinstance(error, CancelledError) or client.status != "running"):
                    raise
                raise EngineError(
                    f"The connection to the Dask scheduler{_at(scheduler)} was lost: check that it "
                    "still runs, and try again."
                ) from error

        yield parts


def _at(scheduler: str | None) -> str:
    return "" if scheduler is None else f" at {scheduler}"


def _parts(
    client: Any, heartbeats: _Heartbeats, tasks: Sequence[Task], work: Work[Part]
) -> Iterator[Part]:
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
            heartbeats.wait(*under_way[0])
            parts = _fetched(heartbeats, under_way, TOGETHER * cores)
            if parts:
                submit(len(parts))
                yield from parts
                continue
            # One of them has failed: the first in order is reported.
            task, future = under_way.popleft()
            try:
                (part,) = heartbeats.fetch(task, [future])
            except KilledWorker:
                # Dask fails all tasks that waited for the dead worker: check whether this one
                # killed it.
                put_back = [each for each, _ in under_way]
                while under_way:
                    under_way.pop()[1].release()
                future = client.submit(alone, work, task, pure=False)
                heartbeats.wait(task, future)
                part = _by_itself(heartbeats, future, task)
                waiting = chain(put_back, waiting)
                submit(len(put_back))
            future.release()
            submit(1)
            yield part
    finally:
        for _, future in under_way:
            future.release()


def _fetched(heartbeats: _Heartbeats, under_way: deque[tuple[Task, Any]], count: int) -> list[Any]:
    """Return the first finished parts, at most `count`; none if the first has failed.

    Fetching parts one by one takes some milliseconds each, as long as a short task. Only finished
    ones are fetched: after Ctrl-C, a pending wait would print an error when the client closes.
    """
    task, first = under_way[0]
    try:
        if first.exception() is not None:
            return []
        ahead = (future for _, future in islice(under_way, count))
        made = list(takewhile(lambda future: future.status == "finished", ahead))
        parts = heartbeats.fetch(task, made)
    except EngineError:
        raise
    except Exception:  # any exception of the task: fetching it alone raises it again
        return []
    for _ in parts:
        under_way.popleft()[1].release()
    return parts


def _by_itself(heartbeats: _Heartbeats, future: Any, task: Task) -> Any:
    from distributed import KilledWorker

    try:
        (part,) = heartbeats.fetch(task, [future])
        return part
    except KilledWorker as error:
        raise EngineError(
            f"Reading {task.where} has killed {error.allowed_failures + 1} Dask workers: check "
            "whether it needs more memory than they have."
        ) from error


class _Heartbeats:
    """Heartbeats of the workers, by the clock of this process."""

    def __init__(self, client: Any, notify: Notify) -> None:
        self._client, self._notify = client, notify
        self._heard: dict[str, tuple[float, float]] = {}  # (the scheduler's time, when it was new)

    def wait(self, task: Task, future: Any) -> None:
        """Wait until a future is done.

        Raises
        ------
        EngineError
            There is no worker, or the one that has the task was silent for too long.

        """

        def is_done() -> bool:
            with suppress(TimeoutError):
                future.exception(timeout=LOOK)
            return bool(future.done())

        self._watch(task, [future], is_done)

    def fetch(self, task: Task, futures: Sequence[Any]) -> list[Any]:
        """Return the parts of finished tasks, of which `task` is the first.

        Raises
        ------
        EngineError
            The worker that has the part was silent for too long.

        """
        fetched: SimpleQueue[list[Any] | BaseException] = SimpleQueue()

        def gather() -> None:
            try:
                fetched.put(self._client.gather(list(futures)))
            except BaseException as error:
                fetched.put(error)

        # `gather` itself waits forever for a worker that is stopped. A daemon does not keep the
        # process alive then.
        Thread(target=gather, daemon=True).start()
        found: list[list[Any] | BaseException] = []

        def has_come() -> bool:
            with suppress(Empty):
                found.append(fetched.get(timeout=LOOK))
            return bool(found)

        self._watch(task, futures, has_come)
        (parts,) = found
        if isinstance(parts, BaseException):
            raise parts
        return parts

    def _watch(self, task: Task, futures: Sequence[Any], is_over: Callable[[], bool]) -> None:
        """Return when `is_over`, which waits for `LOOK` seconds itself, returns true."""
        heard, told = time.monotonic(), False
        while not is_over():
            who, last = self._bearer(futures)
            heard = max(heard, last)
            silence = time.monotonic() - heard
            if silence > SILENCE:
                raise EngineError(
                    f"{who} for {silence:.0f} seconds, and {task.where} has not been read: check "
                    "the workers, end any that hang, and try again."
                )
            if silence > PATIENCE and not told:
                told = True
                self._notify(WorkersSilent(f"{who} for {silence:.0f} seconds", SILENCE))

    def _bearer(self, futures: Sequence[Any]) -> tuple[str, float]:
        """Return the most silent worker with a part, for a message, and when it last reported."""
        workers, now = self._client.scheduler_info()["workers"], time.monotonic()
        beats = {address: worker["last_seen"] for address, worker in workers.items()}
        self._heard = {
            address: (beat, now if beat != before else new)
            for address, beat in beats.items()
            for before, new in [self._heard.get(address, (None, now))]
        }
        if not beats:
            return "No Dask worker has been available", 0.0
        processing, has = self._client.processing(), self._client.who_has(list(futures))

        def last_heard(address: str) -> float:
            return self._heard[address][1]

        def nearest(key: Any) -> str:
            given = [a for a, keys in processing.items() if key in keys] + list(has.get(key, ()))
            among: Iterable[str] = [a for a in given if a in beats] or beats  # or any, once free
            return max(among, key=last_heard)

        address = min((nearest(future.key) for future in futures), key=last_heard)
        return f"The Dask worker at {address} has been silent", last_heard(address)


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
        n_workers=0,  # they are added below, so that Ctrl-C during their start ends them
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
        try:
            ours.wait_for_workers(workers, timeout=START)
        except TimeoutError as error:
            raise EngineError(
                f"{workers} Dask workers did not start within {START:.0f} seconds: ask for fewer, "
                "or choose the engine 'threads'."
            ) from error
        yield ours
    finally:
        for nanny in cluster.workers.values():
            nanny.auto_restart = False
        _kill(others)
        if ours is not None:
            with suppress(TimeoutError):
                ours.close(timeout=CLOSING)
        # `cluster.close(timeout=…)` would cut the closing short and leave the cluster half closed.
        closing = Thread(target=_close, args=(cluster,), daemon=True)
        closing.start()
        closing.join(CLOSING)
        cluster.shutdown_on_close = False  # otherwise Dask waits ten more seconds at exit
        _kill(others)  # again, for a worker that was being restarted


def _close(cluster: Any) -> None:
    with suppress(Exception):  # there is nobody to tell
        cluster.close()


def _workers() -> set[BaseProcess]:
    """Return the Dask worker processes that this process has started."""
    return {each for each in active_children() if each.name.startswith("Dask Worker")}


def _kill(others: set[BaseProcess]) -> None:
    """Kill all workers except `others`: a task in the middle of a block does not see a request."""
    for worker in _workers() - others:
        with suppress(ValueError):  # Dask has closed it in the meantime
            worker.kill()
