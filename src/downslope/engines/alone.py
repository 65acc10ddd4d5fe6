"""What a worker process of a cluster runs: one task, with BLAS at one thread."""

from __future__ import annotations

from downslope.engines import Part, Work
from downslope.parallel import one_blas_thread
from downslope.sources.stream import Task


def alone(work: Work[Part], task: Task) -> Part:
    """`work(task)` with one BLAS thread: the cluster has a worker for each core."""
    with one_blas_thread():
        return work(task)
