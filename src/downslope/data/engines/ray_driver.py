"""Driver of a Ray cluster: the process that joins it and runs the tasks of each pass.

    in    (scheduler, workers), then (tasks, work) for each pass
    out   whether it has joined, then the parts in task order; an exception in place of any

Messages are pickles on standard input and output. Ray runs a task again when its worker is lost,
`RETRIES` times, and then raises `WorkerCrashedError`. A part is released as soon as it has arrived.
Dashboard and usage statistics are off.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, cast

from downslope.data.blocks import Task
from downslope.data.engines import Notify, Part, Work, WorkersSilent, alone
from downslope.errors import DownslopeError, EngineError

AHEAD = 4  # tasks submitted per worker, since a part waits for its turn and for its transfer
RETRIES = 3  # after a worker was lost
LOOK = 10.0  # seconds between two checks of the node, whose loss Ray does not notice
TOLD = 60.0  # seconds without a part after which that is reported


def serve() -> None:
    """Join a cluster and run passes until standard input ends."""
    received, sent = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Ray reports lost workers on standard output

    def send(message: object) -> None:
        pickle.dump(message, sent)
        sent.flush()

    cores = _joined(*pickle.load(received))
    send(cores > 0)
    while cores:
        try:
            tasks, work = pickle.loads(pickle.load(received))
        except EOFError:
            return
        try:
            for part in _parts(cores, tasks, work, send):
                send(part)
        except Exception as error:
            try:
                send(error)
            except (pickle.PicklingError, TypeError, AttributeError):
                send(EngineError(f"A task has failed: {error}"))


def lost_while(where: str, what: str) -> str:
    """Return the message for a cluster that has lost one of its processes."""
    return (
        f"Ray ended while {where} was being read ({what}): check that none of its own processes "
        "was killed, for lack of memory or by a limit, and try again."
    )


def _joined(scheduler: str | None, workers: int) -> int:
    """Join the cluster at this address, or start one; return its cores, 0 if there is none."""
    import ray

    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    options: dict[str, Any] = {"logging_level": logging.CRITICAL, "log_to_driver": False}
    if scheduler is not None:
        options |= {"address": scheduler}
    else:
        options |= {
            "address": "local",
            "num_cpus": workers,
            "include_dashboard": False,
            "_node_ip_address": "127.0.0.1",
        }
    try:
        ray.init(**options)
    except (ConnectionError, ValueError, RuntimeError):
        return 0
    resources: Any = ray.cluster_resources  # untyped
    return max(1, int(resources().get("CPU", 1)))


def _parts(cores: int, tasks: Sequence[Task], work: Work[Part], notify: Notify) -> Iterator[Part]:
    """Yield the parts in task order."""
    import ray
    from ray.exceptions import OutOfMemoryError, RayError, RayTaskError, WorkerCrashedError

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
                part = _part(reference, task, notify)
            except RayTaskError as error:
                if isinstance(error.cause, DownslopeError):
                    raise error.cause from None
                raise
            except (WorkerCrashedError, OutOfMemoryError) as error:
                raise EngineError(
                    f"Reading {task.where} has killed {RETRIES + 1} Ray workers: check whether "
                    "it needs more memory than they have."
                ) from error
            except RayError as error:
                raise EngineError(lost_while(task.where, type(error).__name__)) from error
            del reference
            submit(1)
            yield part
    finally:
        for _, reference in under_way:
            ray.cancel(reference, force=True)


def _part(reference: Any, task: Task, notify: Notify) -> Any:
    """Return the part of a task, however long it takes, as long as this node is alive."""
    import ray
    from ray.exceptions import GetTimeoutError

    waited, nodes = 0.0, cast("Any", ray.nodes)  # untyped
    while True:
        try:
            return ray.get(reference, timeout=LOOK)
        except GetTimeoutError as error:
            own = ray.get_runtime_context().get_node_id()
            if not any(node["Alive"] for node in nodes() if node["NodeID"] == own):
                raise EngineError(lost_while(task.where, "its node no longer answers")) from error
            waited += LOOK
            if waited == TOLD:
                what = f"{task.where} has been waiting for a Ray worker for {waited:.0f} seconds"
                notify(WorkersSilent(what))
