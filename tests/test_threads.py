"""Runs of rows in threads: their edges, their order, and how many there are."""

from __future__ import annotations

import os
import threading
import time

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from downslope.diagnosis.objective import Block
from downslope.diagnosis.secants import SecantRecord
from downslope.numerics.threads import (
    SPLIT_BY_BLAS,
    PerThread,
    each_task,
    free_memory,
    one_blas_thread,
    thread_count,
)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [("3", 3), ("007", 7), ("999999", 999_999), ("0", None), ("-2", None), ("two", None),
     ("1000000", None), ("", None), ("3 ", None)],
)  # fmt: skip
def test_the_number_of_threads_is_the_one_asked_for_or_that_of_the_cores(
    wanted: str, count: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOWNSLOPE_THREADS", wanted)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert thread_count() == (cores if count is None else count)


@pytest.mark.parametrize("threads", ["1", "3"])
@pytest.mark.parametrize(
    ("rows", "task_rows", "edges"),
    [(10, 4, [(0, 4), (4, 8), (8, 10)]), (4, 4, [(0, 4)]), (3, 5, [(0, 3)])],
)
def test_tasks_come_back_in_their_order_with_their_edges(
    rows: int, task_rows: int, edges: list[tuple[int, int]], threads: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DOWNSLOPE_THREADS", threads)

    def work(start: int, stop: int) -> tuple[int, int]:
        time.sleep(0.002 * (rows - start))  # the last one is done first
        return start, stop

    assert list(each_task(work, rows, task_rows)) == edges


def test_blas_has_one_thread_inside_a_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOWNSLOPE_THREADS", "2")

    def blas(start: int, stop: int) -> list[int]:
        return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]

    inside = list(each_task(blas, 2, 1))
    assert inside
    assert all(set(counts) == {1} for counts in inside)
    with one_blas_thread():
        assert set(blas(0, 1)) == {1}


@pytest.mark.parametrize("size", [SPLIT_BY_BLAS, SPLIT_BY_BLAS + 1])
def test_only_long_sums_of_a_watch_need_one_thread_of_blas(size: int) -> None:
    """To set the limit takes longer than a sum over a short vector."""
    seen: list[int] = []

    class Seen(Block):
        @property
        def places(self) -> slice:
            seen.extend(e["num_threads"] for e in threadpool_info() if e["user_api"] == "blas")
            return slice(0, size)

    record = SecantRecord([Seen("w", 0, size, (size,))])
    with threadpool_limits(2, user_api="blas"):
        for step in range(2):
            record.add(np.full(size, 1.0 - step), np.ones(size), 1.0)
    assert set(seen) == {1 if size > SPLIT_BY_BLAS else 2}


def test_a_value_is_made_once_in_each_thread() -> None:
    made: list[int] = []
    buffer = PerThread(lambda: made.append(threading.get_ident()) or np.zeros(1))
    assert buffer() is buffer()
    seen: list[object] = [buffer()]
    other = threading.Thread(target=lambda: seen.extend([buffer(), buffer()]))
    other.start()
    other.join()
    assert seen[1] is seen[2] is not seen[0]
    assert len(made) == 2


def test_free_memory_is_in_bytes_or_unknown() -> None:
    free = free_memory()
    assert free is None or 2.0**24 < free < 2.0**50
