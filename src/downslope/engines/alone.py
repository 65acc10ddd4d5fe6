"""What a worker runs: one task, in a process of a cluster with BLAS at one thread."""

from __future__ import annotations

from downslope.engines import Part, Work
from downslope.errors import DataError
from downslope.parallel import one_blas_thread
from downslope.sources.stream import Task


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
