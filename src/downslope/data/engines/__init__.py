"""Engines: carry out the tasks of a source somewhere, and hand back their parts in task order.

    with opened("dask", workers=8) as carry_out:  # started once, for any number of passes
        for part in carry_out(tasks, work): ...

`work(task)` is a picklable function that turns a task into a small part (a summary). An engine
may carry tasks out anywhere, in any order, and again after a worker was lost; the parts come back
in the order of the tasks, so merging them gives the same bits for one worker or a thousand. A
tree of merges was rejected: its shape, and so the rounding, would depend on the cluster.

A few parts a worker are under way at any time, so memory does not grow with the data. Leaving the
loop early, by an error or by Ctrl-C, stops what runs and closes what was opened.

What a worker runs: one task, in a process of a cluster with BLAS at one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from importlib import import_module
from typing import Final, Protocol, TypeVar

from downslope.data.source import Task
from downslope.errors import DataError, MissingExtraError, OptionError, unknown
from downslope.numerics.arguments import whole_number
from downslope.numerics.threads import one_blas_thread, thread_count

Part = TypeVar("Part")
Work = Callable[[Task], Part]

ENGINES: Final = ("threads", "dask", "ray")


class CarryOut(Protocol):
    """An engine at work."""

    def __call__(self, tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
        """`work(task)` for each task, yielded in the order of the tasks."""


@contextmanager
def opened(
    engine: str = "threads",
    scheduler: str | None = None,
    workers: int | None = None,
    at_most: int | None = None,
) -> Iterator[CarryOut]:
    """An engine for one pass over the tasks after another; what it starts is ended with it.

    Args:
        engine: "threads" on this machine, "dask" or "ray".
        scheduler: address of a running Dask or Ray; without it a local one is started and ended.
        workers: threads or local processes; every core by default.
        at_most: so many are of use, since there are no more tasks.

    Raises:
        OptionError: no such engine, or options that do not fit it.
        MissingExtraError: the engine's package is not installed.
        EngineError: the scheduler does not answer, or none can be started.

    """
    check(engine, scheduler, workers)
    count = workers or thread_count()
    if at_most is not None:
        count = max(1, min(count, at_most))
    with (
        import_module(f"downslope.data.engines.{engine}").opened(scheduler, count) as parts,
        ExitStack() as begun,
    ):

        def carry_out(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
            # A pass that was left must let go of its tasks while the engine is still there.
            return begun.enter_context(closing(parts(tasks, work)))

        yield carry_out


def check(engine: str, scheduler: str | None = None, workers: int | None = None) -> None:
    """Refuse what cannot be run before anything is read.

    Raises:
        OptionError: no such engine, or options that do not fit it.
        MissingExtraError: the engine's package is not installed.

    """
    if engine not in ENGINES:
        raise unknown("engine", engine, ENGINES)
    if workers is not None:
        whole_number("workers", workers, at_least=1)
    if engine == "threads":
        if scheduler is not None:
            raise OptionError(
                f"scheduler='{scheduler}' needs an engine that has one: add engine='dask' or 'ray'."
            )
        return
    if scheduler is not None and workers is not None:
        raise OptionError(
            f"The scheduler at {scheduler} has its own workers: leave out workers={workers}."
        )
    try:
        import_module({"dask": "distributed"}.get(engine, engine))
    except ImportError as error:
        raise MissingExtraError(
            f"engine='{engine}' needs a package that is not installed: "
            f"pip install 'downslope[{engine}]'."
        ) from error


def alone(work: Work[Part], task: Task) -> Part:
    """`work(task)` with one BLAS thread: the cluster has a worker for each core."""
    with one_blas_thread():
        return attempt(work, task)


def attempt(work: Work[Part], task: Task) -> Part:
    """`work(task)`; what the system refuses to read is the data's fault, by file and rows.

    Raises:
        DataError: the system could not read the task's rows.

    """
    try:
        return work(task)
    except OSError as error:
        raise DataError(
            f"{task.where} cannot be read ({error.strerror or error}): see that the data are "
            "there, for every worker, and stay there."
        ) from error
