"""Engines: run the tasks of a source by threads or a cluster; return their parts in task order.

    with opened("dask", workers=8) as carry_out:  # started once, for any number of passes
        for part in carry_out(tasks, work): ...

`work(task)` is a picklable function that turns a task into a small part (a summary). An engine can
run tasks anywhere, in any order, and again after a worker was lost. The parts are returned in the
order of the tasks, so merging them gives the same bits for one worker or a thousand. A tree of
merges was rejected: its shape, and so the rounding, would depend on the cluster.

Only a few parts per worker are in progress at any time, so memory does not grow with the data.
Leaving the loop early, by an error or by Ctrl-C, stops the running tasks and closes what was
opened. A worker of a cluster runs one task at a time, with BLAS at one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol, TypeVar

from downslope.data.blocks import Task
from downslope.errors import DataError, MissingExtraError, OptionError, unknown
from downslope.numerics.arguments import whole_number
from downslope.numerics.threads import one_blas_thread, thread_count

Part = TypeVar("Part")
Work = Callable[[Task], Part]


@dataclass(frozen=True, slots=True)
class WorkersSilent:
    """Notice that the next part has not arrived from the workers."""

    what: str
    seconds: float | None = None  # of silence after which the workers count as lost

    def __str__(self) -> str:
        limit = "" if self.seconds is None else f": giving up after {self.seconds:.0f}"
        return f"{self.what}{limit}. Ctrl-C ends the wait."


Notify = Callable[[WorkersSilent], None]

ENGINES: Final = ("threads", "dask", "ray", "spark")


class CarryOut(Protocol):
    """Running engine, ready for a pass."""

    def __call__(self, tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
        """Yield `work(task)` for each task, in the order of the tasks."""


@contextmanager
def opened(
    engine: str = "threads",
    scheduler: str | None = None,
    workers: int | None = None,
    at_most: int | None = None,
    notify: Notify = lambda notice: None,
) -> Iterator[CarryOut]:
    """Start an engine for any number of passes; on exit, stop what it has started.

    Parameters
    ----------
    engine : str
        "threads" on this machine, "dask", "ray", or "spark".
    scheduler : str, optional
        Address of a running Dask, Ray, or Spark; by default a local one is started and ended.
    workers : int, optional
        Number of threads or local processes; by default one per core.
    at_most : int, optional
        Number of tasks, since more workers would be idle.
    notify : callable, optional
        Receives a `WorkersSilent` when the workers of a cluster are not heard from.

    Yields
    ------
    CarryOut
        A function that runs the tasks of a pass.

    Raises
    ------
    OptionError
        There is no such engine, or the options do not fit it.
    MissingExtraError
        The engine's package is not installed.
    EngineError
        The scheduler does not answer, or none can be started. While parts are read: workers died
        repeatedly, were silent for too long, or the scheduler was lost.

    """
    check(engine, scheduler, workers)
    count = workers or thread_count()
    if at_most is not None:
        count = max(1, min(count, at_most))
    with (
        import_module(f"downslope.data.engines.{engine}").opened(scheduler, count, notify) as parts,
        ExitStack() as begun,
    ):

        def carry_out(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
            # An unfinished pass must release its tasks while the engine still runs.
            return begun.enter_context(closing(parts(tasks, work)))

        yield carry_out


def check(engine: str, scheduler: str | None = None, workers: int | None = None) -> None:
    """Check the options of an engine, before anything is read.

    Raises
    ------
    OptionError
        There is no such engine, or the options do not fit it.
    MissingExtraError
        The engine's package is not installed.

    """
    if engine not in ENGINES:
        raise unknown("engine", engine, ENGINES)
    if workers is not None:
        whole_number("workers", workers, at_least=1)
    if engine == "threads":
        if scheduler is not None:
            raise OptionError(
                f"scheduler='{scheduler}' needs an engine that has one: add engine='dask', 'ray', "
                "or 'spark'."
            )
        return
    if scheduler is not None and workers is not None:
        raise OptionError(
            f"The scheduler at {scheduler} has its own workers: leave out workers={workers}."
        )
    try:
        import_module({"dask": "distributed", "spark": "pyspark"}.get(engine, engine))
    except ImportError as error:
        raise MissingExtraError(
            f"engine='{engine}' needs a package that is not installed: "
            f"pip install 'downslope[{engine}]'."
        ) from error


def alone(work: Work[Part], task: Task) -> Part:
    """Return `work(task)` with one BLAS thread, because a cluster has a worker per core."""
    with one_blas_thread():
        return attempt(work, task)


def attempt(work: Work[Part], task: Task) -> Part:
    """Return `work(task)`; if rows cannot be read, raise a `DataError` that names file and rows."""
    try:
        return work(task)
    except OSError as error:
        raise DataError(
            f"{task.where} cannot be read ({error.strerror or error}): check that every worker "
            "can read the data, and that nothing moves them."
        ) from error
