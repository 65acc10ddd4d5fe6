"""Ray engine: a running cluster by its address ("auto" finds it), or processes on this machine.

Ray ends a process that has joined a cluster, without warning, when its node is lost. So a second
process joins and drives the tasks (`ray_driver.py`); this one sends it the tasks of a pass and
receives the parts through pipes. If the pipes break, the node was lost.
"""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from downslope.data.blocks import Task
from downslope.data.engines import CarryOut, Notify, Part, Work, WorkersSilent
from downslope.data.engines.ray_driver import lost_while
from downslope.errors import EngineError

PATIENCE = 10.0  # seconds to wait for a cluster's answer
CLOSING = 2.0  # seconds in which a driver leaves a cluster that stays
DRIVER = "from downslope.data.engines.ray_driver import serve; serve()"


@contextmanager
def opened(scheduler: str | None, workers: int, notify: Notify) -> Iterator[CarryOut]:
    """Connect to the Ray at `scheduler`, or start one with `workers`, for any number of passes."""
    import ray

    if scheduler is not None:
        _check_answers(scheduler)
    elif ray.is_initialized():
        scheduler = ray.get_runtime_context().gcs_address
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,  # Ctrl-C comes to this process alone, which ends the driver
    )
    try:
        _send(driver, (scheduler, workers))
        if not _answer(driver, "the data", notify):
            raise EngineError(no_answer(scheduler or "this machine"))

        def parts(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
            _send(driver, ray.cloudpickle.dumps((list(tasks), work)))
            for task in tasks:
                yield _answer(driver, task.where, notify)

        yield parts
    finally:
        _end(driver, stays=scheduler is not None)


def _send(driver: subprocess.Popen[bytes], message: object) -> None:
    assert driver.stdin is not None
    with suppress(OSError):  # the driver has ended, which its missing answer will show
        pickle.dump(message, driver.stdin)
        driver.stdin.flush()


def _answer(driver: subprocess.Popen[bytes], where: str, notify: Notify) -> Any:
    """Return the driver's next message after its notices; raise it if it is an exception."""
    assert driver.stdout is not None
    try:
        while isinstance(message := pickle.load(driver.stdout), WorkersSilent):
            notify(message)
    except (EOFError, pickle.UnpicklingError, OSError) as error:
        raise EngineError(lost_while(where, "one of its processes was lost")) from error
    if isinstance(message, Exception):
        raise message
    return message


def _end(driver: subprocess.Popen[bytes], *, stays: bool) -> None:
    """End the driver, and the Ray that it has started unless the cluster stays."""
    import psutil  # type: ignore[import-untyped]  # installed with Ray

    for stream in (driver.stdin, driver.stdout):
        assert stream is not None
        with suppress(OSError):
            stream.close()
    if stays:
        with suppress(subprocess.TimeoutExpired):
            driver.wait(CLOSING)
    with suppress(psutil.NoSuchProcess):
        for each in psutil.Process(driver.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                each.kill()
    driver.kill()
    driver.wait()


def _check_answers(address: str) -> None:
    """Raise `EngineError` if nothing listens at an address: Ray itself would try for minutes."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not (colon and port.isdigit()):
        return
    try:
        socket.create_connection((host, int(port)), PATIENCE).close()
    except OSError as error:
        raise EngineError(no_answer(address)) from error


def no_answer(address: str) -> str:
    """Return the message for a cluster that cannot be joined."""
    return (
        f"No Ray answers at {address}: give the address of a running one (or 'auto'), or leave "
        "out the scheduler to start one here."
    )
