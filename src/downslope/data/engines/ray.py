"""Ray engine: a running cluster by its address ("auto" finds it), or processes on this machine.

Ray runs a task again when its worker is lost, `RETRIES` times, and then raises
`WorkerCrashedError`. A part is released as soon as it has arrived. Dashboard and usage statistics
are off.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from downslope.data.blocks import Task
from downslope.data.engines import CarryOut, Part, Work, alone
from downslope.errors import DownslopeError, EngineError

AHEAD = 4  # tasks submitted per worker, since a part waits for its turn and for its transfer
PATIENCE = 10.0  # seconds to wait for a cluster's answer
MONITORS = ("monitor", "dashboard", "log_monitor")  # processes that run no tasks
RETRIES = 3  # after a worker was lost


@contextmanager
def opened(scheduler: str | None, workers: int) -> Iterator[CarryOut]:
    """Connect to the Ray at `scheduler`, or start one with `workers`, for any number of passes."""
    with _cluster(scheduler, workers) as cores:

        def parts(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
            return _parts(cores, tasks, work)

        yield parts


def _parts(cores: int, tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
    """Yield the parts in task order."""
    import ray
    from ray.exceptions import RayError, RayTaskError

    waiting = iter(tasks)
    under_way: deque[tuple[Task, Any]] = deque()
    run: Any = ray.remote(max_retries=RETRIES, num_cpus=1)(alone)
    shared = ray.put(work)

    def submit(count: int) -> None:
        for task in islice(waiting, count):
            under_way.append((task, run.remote(shared, task)))

    try:
        submit(AHEAD * cores)
        while under_way:
            task, reference = under_way.popleft()
            try:
                part = ray.get(reference)
            except RayTaskError as error:
                if isinstance(error.cause, DownslopeError):
                    raise error.cause from None
                raise
            except RayError as error:
                raise EngineError(
                    f"Reading {task.where} has killed {RETRIES + 1} Ray workers: check whether "
                    "it needs more memory than they have."
                ) from error
            del reference
            submit(1)
            yield part
    finally:
        for _, reference in under_way:
            ray.cancel(reference, force=True)


@contextmanager
def _cluster(scheduler: str | None, workers: int) -> Iterator[int]:
    """Yield the number of cores of a Ray that already runs, or that is started here and ended."""
    import ray

    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if ray.is_initialized() and scheduler is None:
        yield _cores()
        return
    options: dict[str, Any] = {"logging_level": logging.CRITICAL, "log_to_driver": False}
    if scheduler is not None:
        _check_answers(scheduler)
        options |= {"address": scheduler, "ignore_reinit_error": True}
    else:
        options |= {
            "address": "local",
            "num_cpus": workers,
            "include_dashboard": False,
            "_node_ip_address": "127.0.0.1",
        }
    _keep_quiet()
    others = _children()
    try:
        ray.init(**options)
    except KeyboardInterrupt:
        for each in _children() - others:  # Ray does not know them yet
            with suppress(OSError):
                os.kill(each, signal.SIGKILL)
        raise
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise EngineError(_no_answer(scheduler or "this machine")) from error
    try:
        yield _cores()
    finally:
        if scheduler is None:
            _kill_monitors()
        ray.shutdown()


def _keep_quiet() -> None:
    """Stop Ray from reporting lost workers on standard output, where results are printed."""
    from ray._private import worker

    if hasattr(worker, "print_to_stdstream"):  # not public
        worker.print_to_stdstream = lambda *lines, **options: None


def _children() -> set[int]:
    """Return the ids of the processes that this one has started."""
    import psutil  # type: ignore[import-untyped]  # installed with Ray

    return {each.pid for each in psutil.Process().children(recursive=True)}


def _kill_monitors() -> None:
    """Kill the monitors of our own Ray: `ray.shutdown` would wait for each in turn."""
    from ray._private import worker

    node: Any = worker._global_node
    for monitor in MONITORS:
        with suppress(AttributeError):  # not public: without it, closing takes a second longer
            for each in node.all_processes.get(monitor, ()):
                each.process.kill()


def _check_answers(address: str) -> None:
    """Raise `EngineError` if nothing listens at an address: Ray itself would try for minutes."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not (colon and port.isdigit()):
        return
    try:
        socket.create_connection((host, int(port)), PATIENCE).close()
    except OSError as error:
        raise EngineError(_no_answer(address)) from error


def _no_answer(address: str) -> str:
    return (
        f"No Ray answers at {address}: give the address of a running one (or 'auto'), or leave "
        "out the scheduler to start one here."
    )


def _cores() -> int:
    import ray

    resources: Any = ray.cluster_resources  # untyped
    return max(1, int(resources().get("CPU", 1)))
