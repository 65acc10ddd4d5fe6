"""Threads over fixed runs of rows, merged in order: the same bits for any number of threads.

The rows are cut into tasks whose edges depend on the shape of the data alone. Workers take the
tasks in any order; results come back in task order. BLAS runs one thread inside each task: two
levels of threads compete, and a BLAS that splits a product may round it differently.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
LARGEST_KEPT = 31 * 2**20  # bytes of an array; glibc takes no notice of more than 32 MB
SPLIT_BY_BLAS = 10_000  # numbers of a vector, beyond which OpenBLAS wakes other threads for a sum


def thread_count() -> int:
    """Return the number of cores this process may use, or DOWNSLOPE_THREADS if it is set."""
    wanted = os.environ.get("DOWNSLOPE_THREADS", "")
    if re.fullmatch("0*[1-9][0-9]{0,5}", wanted):
        return int(wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def _blas_controller(with_scipy: bool) -> Any:  # threadpoolctl has no types
    # Finding the loaded libraries takes milliseconds, setting a limit microseconds. SciPy brings a
    # BLAS of its own, which cannot be found before it is loaded.
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def free_memory() -> float | None:
    """Return the free memory in bytes; None where the system does not report it."""
    try:
        return float(os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, ValueError, OSError):
        return None


def keep_freed_memory() -> None:
    """Let the C library keep memory that is freed, for as long as the process lives.

    glibc gives each array above a size back to the system, and new memory costs time where arrays
    of the same sizes are made again and again. It raises that size to the largest such array that
    was freed: here, one that is never written, and so takes no memory. Other libraries take no
    notice.
    """
    import numpy as np

    np.empty(LARGEST_KEPT, dtype=np.uint8)


def one_blas_thread() -> AbstractContextManager[object]:
    """Return a context in which BLAS uses one thread."""
    controller = _blas_controller("scipy.linalg" in sys.modules)
    limit: AbstractContextManager[object] = controller.limit(limits=1, user_api="blas")
    return limit


def sums_of(size: int) -> AbstractContextManager[object]:
    """Return a context for sums over vectors of this size: BLAS uses one thread for long ones.

    To wake other threads takes longer than such a sum; to set the limit takes about 15 µs, more
    than a sum over a short vector, which BLAS does not split.
    """
    return one_blas_thread() if size > SPLIT_BY_BLAS else nullcontext()


class PerThread(Generic[Result]):
    """A value made once in each thread: a buffer that its tasks use in turn."""

    def __init__(self, make: Callable[[], Result]) -> None:
        self._make = make
        self._local = threading.local()

    def __call__(self) -> Result:
        if not hasattr(self._local, "value"):
            self._local.value = self._make()
        value: Result = self._local.value
        return value


def each_task(work: Callable[[int, int], Result], rows: int, task_rows: int) -> Iterator[Result]:
    """Yield `work(start, stop)` for each run of at most `task_rows` rows, in order."""
    edges = [(start, min(start + task_rows, rows)) for start in range(0, rows, task_rows)]
    workers = min(thread_count(), len(edges))
    with one_blas_thread():
        if workers == 1:
            yield from (work(*edge) for edge in edges)
            return
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(lambda edge: work(*edge), edges)
