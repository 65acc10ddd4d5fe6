"""Learning rates that are found: they train, and the interval is what runs of the loop show."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import downslope as ds

Vector = np.ndarray


def problems() -> list[Any]:
    rng = np.random.default_rng(5)
    X = rng.normal(size=(50, 3)) * [1.0, 20.0, 0.1]
    y = X @ [1.0, 0.2, 3.0] + rng.normal(size=50)
    return [
        ds.LeastSquares(X, y),
        ds.Ridge(X, y, alpha=1.0),
        ds.Logistic(X, y + rng.normal(size=50) > 0),
        ds.Network(X[:, :1], np.sin(X[:, 0]), 6),
        ds.Network(X, y, 6),
    ]


def end(model: Any, lr: float, steps: int) -> float:
    for step in ds.descend(model, lr):
        if step.epoch == steps:
            return float(step.loss)
    raise AssertionError


@pytest.mark.parametrize("model", problems(), ids=lambda model: type(model).__name__)
@np.errstate(all="ignore")
def test_a_rate_that_is_found_trains(model: Any) -> None:
    found = ds.find_rate(model)
    assert found.low <= found.lr <= found.high
    start = model.loss(model.starting_weights(None))
    at = {lr: end(model, lr, 100) for lr in (found.lr, found.low, found.high)}
    assert max(at.values()) < start
    above = [each for each in found.tried if each.lr > found.high]
    assert above
    lowest = min(each.final_loss for each in found.tried if each.gain > 0)
    shares = [math.log(start / lowest), math.log(start / above[0].final_loss)]
    assert shares[1] < 0.9 * shares[0] or not math.isfinite(above[0].final_loss)
    # Rates in between do not do much better.
    best = min(end(model, lr, 100) for lr in np.geomspace(found.low / 30, found.high, 16))
    assert start - at[found.lr] >= 0.75 * (start - best)


@pytest.mark.parametrize("model", problems(), ids=lambda model: type(model).__name__)
@np.errstate(all="ignore")
def test_all_rates_of_the_interval_leave_a_loss_about_as_low(model: Any) -> None:
    """A run from 8 to 1.3 has four fifths of the gain of one to 0.1, and is not as good."""
    found = ds.find_rate(model)
    start = found.tried[0].start_loss
    lowest = min(each.final_loss for each in found.tried if each.gain > 0)
    within = [each for each in found.tried if found.low <= each.lr <= found.high]
    least = min(math.log(start / each.final_loss) for each in within)
    assert least >= 0.9 * math.log(start / lowest)


def test_least_squares_has_its_limit_at_the_limit_of_its_spectrum() -> None:
    model = problems()[0]
    found = ds.find_rate(model)
    limit = ds.sweep(model).lr_limit
    assert found.lr_limit == pytest.approx(limit, rel=0.01)
    assert found.high <= limit * 1.001
    assert found.high >= limit / 2.001
    assert f"{found.lr:g}" in repr(found)
    assert found.to_dict()["lr"] == found.lr


def test_a_function_and_a_watch_find_what_the_model_does() -> None:
    model = problems()[3]
    w = model.starting_weights(None)
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=0.1)
    watch.step(w)
    one, other, third = (
        ds.find_rate(model),
        ds.find_rate(model.loss, w, gradient=model.gradient),
        ds.find_rate(watch),
    )
    assert one.lr == other.lr == third.lr
    # From 0.2 on, 100 steps of a bowl with limit 1 leave nothing but rounding.
    assert 0.2 < ds.find_rate(lambda w: float(w @ w), np.ones(2)).lr < 1


def test_momentum_has_lower_rates_per_step_of_the_same_length() -> None:
    model = problems()[0]
    plain, heavy = ds.find_rate(model), ds.find_rate(model, rule="momentum")
    assert heavy.lr_limit == pytest.approx(1.9 * plain.lr_limit, rel=0.02)


@pytest.mark.parametrize("rule", ["adam", "rmsprop", "adagrad"])
def test_an_adaptive_rule_is_tried_from_its_first_step(rule: str) -> None:
    """Its limit is not known there, but the runs begin as the training does."""
    model = problems()[0]
    found = ds.find_rate(model, rule=rule)
    assert found.lr_limit is None
    assert "not known at the start" in repr(found)
    steps = ds.descend(model, found.lr, rule=rule)
    loss = next(step.loss for step in steps if step.epoch == 100)
    assert loss == next(each.final_loss for each in found.tried if each.lr == found.lr)


@pytest.mark.parametrize("rule", ["adam", "rmsprop", "adagrad"])
@pytest.mark.parametrize("model", problems()[:3], ids=lambda model: type(model).__name__)
def test_the_ends_of_an_interval_are_not_those_of_the_search(model: Any, rule: str) -> None:
    """Rules that divide by the gradients before train at rates of any size."""
    found = ds.find_rate(model, rule=rule)
    start, lrs = found.tried[0].start_loss, [each.lr for each in found.tried]
    fall = math.log(start / min(each.final_loss for each in found.tried if each.gain > 0))
    lower = [each.final_loss for each in found.tried if each.lr < found.low]
    assert lower
    assert math.log(start / lower[-1]) < 0.9 * fall
    if found.high < lrs[-1]:
        above = found.tried[lrs.index(found.high) + 1]
        assert math.log(start / above.final_loss) < 0.9 * fall
    else:
        assert math.isinf(found.high)
        assert f"no upper end that was found: the loss falls at {lrs[-1]:g}" in repr(found).replace(
            "\n" + 18 * " ", " "
        )
    # As low as any, in the lower half of the rates of the interval.
    at = math.log(start / found.tried[lrs.index(found.lr)].final_loss)
    assert at >= 0.99 * fall
    assert found.lr <= math.sqrt(found.low * min(found.high, lrs[-1])) * 2


def stepped(rule: str) -> Any:
    watch = ds.watch(loss=lambda w: float(w @ w), lr=0.1, rule=rule)
    watch.step(np.ones(2))
    return watch


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ds.find_rate(3), "give a model"),
        (lambda: ds.find_rate(sum), "needs weights"),
        (lambda: ds.find_rate(ds.watch()), "nothing to measure"),
        (lambda: ds.find_rate(sum, np.ones(2), rule="adam"), "without end"),
        (lambda: ds.find_rate(sum, np.ones(2), steps=0), "whole number"),
        (lambda: ds.find_rate(lambda w: float("nan"), np.ones(2)), "at the start is nan"),
        (lambda: ds.find_rate(lambda w: 1.0, np.ones(2)), "exactly 0"),
        (
            lambda: ds.find_rate(lambda w: float(w @ w), np.ones(2), gradient=lambda w: -2 * w),
            "sign of the gradient",
        ),
        (lambda: ds.find_rate(lambda w: float(w.sum()), np.ones(2)), "without end"),
        (lambda: ds.find_rate(stepped("gd"), np.ones(2)), "its own weights"),
        (lambda: ds.find_rate(stepped("adam")), "is not known"),
        (lambda: ds.find_rate(lambda w: float(np.random.rand()), np.ones(2)), "call to call"),  # noqa: NPY002
    ],
)
def test_what_cannot_be_found(call: Any, message: str) -> None:
    with pytest.raises(ds.InputError, match=message):
        call()


def test_a_loss_without_a_minimum_gets_a_rate_below_its_limit() -> None:
    """Of separable classes any rate lowers the loss, and a larger one by more."""
    x = np.linspace(-2, 2, 40)
    found = ds.find_rate(ds.Logistic(x[:, None], (x > 0.1).astype(float)))
    assert found.lr < found.lr_limit
    assert math.isinf(found.high)
    assert found.tried[-1].lr <= 1000 * found.lr_limit
    assert "as if it had no minimum" in repr(found)


@pytest.mark.parametrize("scale", [1e-200, 1e-130, 1e130, 1e200])
@pytest.mark.filterwarnings("error")
def test_a_loss_beyond_the_range_of_squares_is_to_be_rescaled(scale: float) -> None:
    with pytest.raises(ds.DataError, match="Rescale the loss"):
        ds.find_rate(
            lambda w: scale * float(w @ w + 1),
            np.array([1.0, 2.0]),
            gradient=lambda w: 2 * scale * w,
        )


@pytest.mark.parametrize("scale", [1e-100, 1e100])
@pytest.mark.filterwarnings("error")
def test_a_loss_that_is_scaled_has_a_scaled_rate(scale: float) -> None:
    lrs = [
        ds.find_rate(
            lambda w, by=by: by * float(w @ w + 1),
            np.array([1.0, 2.0]),
            gradient=lambda w, by=by: 2 * by * w,
        ).lr
        for by in (1.0, scale)
    ]
    assert lrs[1] * scale == pytest.approx(lrs[0], rel=0.01)
