"""When a watch measures, when it looks for a reason to stop, and which calls it counts."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds


def first_stop(losses: list[float]) -> int | None:
    watch = ds.watch()
    for step, loss in enumerate(losses, start=1):
        watch.log(loss)
        if watch.should_stop():
            return step
    return None


@pytest.mark.parametrize(("entries", "stops_at"), [(32, None), (60, 33)])
def test_a_reason_is_looked_for_at_30_losses_and_at_a_tenth_more(
    entries: int, stops_at: int | None
) -> None:
    assert first_stop([0.7] * entries) == stops_at


def test_a_watch_measures_each_thousandth_step() -> None:
    watch = ds.watch(loss=lambda w: float(w @ w), gradient=lambda w: 2 * w, lr=1e-4)
    w = np.array([1.0, 2.0])
    for _ in range(1001):
        watch.step(w, 2 * w)
        w = w - 2e-4 * w
    assert [each.step for each in watch.measurements] == [1000]


@pytest.mark.parametrize(("weights", "counted"), [(1, 2), (2, 4), (3, 5), (5, 7)])
def test_calls_that_repeat_are_told_after_two_of_them(weights: int, counted: int) -> None:
    watch = ds.watch(lr=0.1)
    for k in range(weights):
        for _ in range(2):
            watch.step(np.array([0.8**k]), np.array([0.8**k]), 0.64**k)
    assert watch.steps == counted
