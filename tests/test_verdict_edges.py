"""Verdicts exactly on their limits, and in the rare cases in which only one rule decides."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.forecast import _predicts_its_end
from downslope.diagnosis.growth import _how_it_rises, _lasting_jump
from downslope.diagnosis.loss_series import LossSeries
from downslope.diagnosis.measurement import Update
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.model_report import ModelDiagnosis, _needed
from downslope.diagnosis.objective import Layout, is_same
from downslope.diagnosis.observed_run import Loop, _status_of_batches, _status_of_losses
from downslope.diagnosis.spectrum import THREE_DIGITS, Spectrum
from downslope.diagnosis.trajectory import Descent
from downslope.findings import Finding
from downslope.loss_log import LossLog, Series
from downslope.rules import GradientDescent
from test_recorded_runs import drawn
from test_recorded_watches import Given, evidence, measurement


def series_of(losses: list[float]) -> LossSeries:
    return LossSeries(np.arange(float(len(losses))), np.array(losses))


@pytest.mark.parametrize(
    ("losses", "status"),
    [
        ([2.0, 1.0, 1.5, 2.0], "rising"),  # twice the level in the middle is not more than twice
        ([2.0, 1.0, 1.5, 2.01], "diverging"),
        ([2.0, 1.0, 0.9, 1.1], "unstable"),
        ([2.0, 1.0, 0.9, 1.11], "rising"),
        ([1.0, 1.0, 1.05, 1.05], "rising"),  # it never falls
    ],
)
def test_how_a_short_loss_rises(losses: list[float], status: str) -> None:
    assert _how_it_rises(series_of(losses)) == status


def test_a_jump_of_two_entries_is_not_alone() -> None:
    calm = [2.0 * 0.99**k for k in range(20)]
    after = [8.0 * 0.99**k for k in range(10)]
    assert _lasting_jump(series_of(calm + after)) == 19
    assert _lasting_jump(series_of([*calm, 8.0, *(2.0 * each for each in after)])) is None


def test_a_small_rise_counts_only_beyond_the_noise() -> None:
    noisy = 100.0 + np.cumsum([0.0] + [0.001, 0.009] * 10)[:20]
    steady = 100.0 + 0.005 * np.arange(20)
    causes = [ds.diagnose_history(losses).cause for losses in (noisy, steady)]
    assert causes[1] == "wrong_sign"
    assert causes[0] != "wrong_sign"


@pytest.mark.parametrize("entries", [4, 5, 6, 7])
def test_a_validation_loss_shows_a_steady_fall_from_six_entries_on(entries: int) -> None:
    series = {
        "loss": Series(values=np.ones(30), unit="epoch", places=np.arange(30.0)),
        "val_loss": Series(
            values=1.0 - 0.05 * np.arange(entries), role="validation", unit="epoch",
            places=np.arange(float(entries)),
        ),
    }  # fmt: skip
    log = LossLog(format="test", metric="loss", all_series=series)
    assert (ds.diagnose_history(log).cause == "frozen") == (entries < 6)


@pytest.mark.parametrize("digits", [-3.0, 0.0, 1.5, 3.0, 7.0, 15.5, 16.0])
def test_digits_are_three_at_a_tolerance_and_up_to_sixteen(digits: float) -> None:
    descent = Descent(Spectrum.of(ds.LeastSquares(*drawn(70, 20, 2))), GradientDescent())
    # About 0, where a difference keeps all of its digits.
    descent.__dict__["destination"] = np.zeros(3)
    off = descent.spectrum.tolerances * 10.0 ** (3 - digits) * np.array([1.0, -0.5, 0.2])
    assert descent.fewest_digits(off) == pytest.approx(max(digits, 0.0), abs=1e-9)
    assert descent.fewest_digits(off * 1e-22) == 16.0
    assert descent.fewest_digits(np.zeros(3)) == 16.0


def test_a_loss_without_a_known_minimum_that_rises_to_the_end_diverges() -> None:
    """Without a minimum the lowest loss takes its place, wherever that lies."""

    def status(losses: Any) -> str:
        losses = np.array(losses)
        seen: Any = SimpleNamespace(losses=losses, epochs=20, final_loss=losses[20])
        return _status_of_losses(seen, settles=True)

    growth = 1.1 ** np.arange(64.0)
    assert status(5.0 + growth) == "diverging"
    assert status(5.0 - 0.5 * growth / growth.max()) == "converging"
    assert status(5.0 + np.tile([0.0, 1.0, 0.5], 21)) == "unstable"
    assert status(np.r_[9.0, np.full(63, 5.0)]) == "converged"


def test_an_error_that_hardly_moves_does_not_bounce() -> None:
    """Far out the gradient of the Huber loss is bounded: the error keeps its size and its sign."""
    X, y = drawn(71, 40, 1)
    problem = ds.Huber(X, 1e-3 * y + 1e-3, delta=1e-9)
    loop = Loop(problem, GradientDescent(), Minimum.of(problem))
    seen = loop.observe(0.5 * loop.limit, 10)
    assert seen.status == "converging"


@pytest.mark.parametrize(
    ("update", "limit"),
    [
        (Update.of_rule("gd", 0.125), 2 / 20.0),
        (Update("sgd", 0.125, lambda curvature: 2 / curvature, decay=4.0), 2 / 24.0),
        (Update("sgd", 0.125, lambda curvature: 2 / curvature, decay=-20.0), math.inf),
        (Update("adam", 0.125, lambda curvature: 2 / curvature, scale=np.ones(2)), 0.25),
        (Update("sgd", 0.125, lambda curvature: 2 / curvature, decay=np.ones(2)), 0.25),
        (Update("adam", 0.125, None), 0.25),
    ],
)
def test_a_better_sharpness_has_its_own_limit(update: Update, limit: float) -> None:
    """The limit of a scaled Hessian does not follow from the sharpness of the plain one."""
    now = measurement(9, 0.5, sharpness_error=0.1, smallest=0.5)
    before = measurement(8, 0.5, sharpness=20.0, sharpness_error=0.01, smallest=0.2)
    found = now.or_better(before, update)
    assert (found.sharpness, found.sharpness_error, found.smallest) == (20.0, 0.01, 0.2)
    assert found.lr_limit == limit
    assert found.ratio == 0.125 / limit
    worse = measurement(8, 0.5, sharpness=20.0, sharpness_error=0.1, smallest=0.6)
    assert now.or_better(worse, update) is now


def test_a_gradient_of_the_wrong_sign_is_tried_at_forty_rates() -> None:
    with pytest.raises(ds.DataError, match="lowers the loss") as raised:
        ds.find_rate(lambda w: float(w @ w), np.ones(2), gradient=lambda w: -2.0 * w, steps=3)
    _, _, _, lowest, _, highest, *_ = str(raised.value).split()
    assert float(highest) / float(lowest) == pytest.approx(2.0**39, rel=0.01)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"a": [1.0]}, "There is no entry 'b' in the gradient."),
        ({}, "There is no entry 'a' in the gradient."),
        ({"a": [1.0], "b": [1.0, 2.0]}, "of shape (1,), (2,), but the first weights were"),
    ],
)
def test_the_first_entry_that_is_missing_is_named(given: Any, message: str) -> None:
    layout = Layout({"a": [1.0], "b": [2.0]})
    with pytest.raises(ds.DataError, match=re.escape(message)):
        layout.flat(given, "gradient")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (2.0, 2.0, True), (2.0, -2.0, False), (2.0, 2.0 + 1e-9, True), (2.0, 2.0 + 4e-9, False),
        (2.0 + 4e-9, 2.0, False), (-2.0, -2.0 - 1e-9, True), (math.nan, 1.0, True),
        (math.inf, math.inf, True), (1e-300, 2e-300, False),
    ],
)  # fmt: skip
def test_two_losses_are_the_same_up_to_rounding(one: float, other: float, same: bool) -> None:
    assert is_same(one, other) is same


@pytest.mark.parametrize(("share", "predicted"), [(0.8, False), (0.92, True), (1.15, False)])
def test_the_last_fifth_is_predicted_to_a_tenth_of_its_fall(share: float, predicted: bool) -> None:
    losses = 0.2 + 0.95 ** np.arange(60.0)
    losses[48:] = losses[47] - share * (losses[47] - losses[48:])
    assert _predicts_its_end(series_of(losses.tolist()), 0.0) is predicted
    assert _predicts_its_end(series_of(losses.tolist()), 0.2)  # within two last digits


def test_what_a_diagnosis_of_a_model_says_of_each_cause() -> None:
    found = ds.diagnose(ds.Logistic(drawn(72, 30, 1)[0], np.arange(30) % 2, 0.1), 0.1, 20)
    assert isinstance(found, ModelDiagnosis)
    seen = Finding("dead_units", (), "Two units are dead.")
    other = Finding("kink", (), "There is a kink.")

    def said(cause: str, **more: Any) -> str:
        return replace(found, cause=cause, lr_limit=0.3, **more).sentence

    assert "lr=0.1 is only 0.33 of the limit 0.3 at the solution" in said("lr_too_small")
    assert "lr=0.2 is small: after" in said("lr_too_small", lr=0.2)
    assert "lr=0.15 is small: after" in said("lr_too_small", lr=0.15)
    assert "Two units are dead. After" in said("dead_units", obstacles=(other, seen))
    edge = said("edge_of_stability")
    assert "edge of stability, whose limit there is 0.3: " in edge
    assert "(the limit moves with the weights; " in said("edge_of_stability", has_floor=False)
    unknown = replace(found, cause="edge_of_stability", lr_limit=math.nan, has_floor=False)
    assert "edge of stability: " in unknown.sentence


@pytest.mark.parametrize("model", [ds.LeastSquares, partial(ds.Huber, delta=1e3)])
@pytest.mark.parametrize(("epochs", "how"), [(3, "not yet as good as they can be"), (90, "fine")])
def test_predictions_are_called_fine_only_near_the_floor(model: Any, epochs: int, how: str) -> None:
    X, y = drawn(75, 30, 2)
    problem = model(np.column_stack([X, X[:, 0]]), y)
    found = ds.diagnose(problem, 0.05 * ds.diagnose(problem).lr_limit, epochs)
    told = replace(found, status="converging", cause="collinear")
    assert f"The predictions are {how} (loss" in told.sentence
    assert "The predictions are fine" in replace(told, status="converged").sentence


def test_batches_that_stay_above_their_start_do_not_diverge() -> None:
    def status(*losses: float) -> str:
        seen: Any = SimpleNamespace(losses=np.array(losses), epochs=4, followed=len(losses) - 1)
        return _status_of_batches(seen, None)

    assert status(1.0, *[2.0] * 11) == "unstable"
    assert status(1.0, *[2.0] * 8, *[2.5] * 3) == "diverging"
    assert status(3.0, *[2.0] * 8, *[2.5] * 3) == "unstable"
    assert status(1.0, *[2.0] * 8, *[1.5] * 3) == "converging"


def test_a_trajectory_shows_twelve_epochs_and_the_last() -> None:
    problem = ds.LeastSquares(*drawn(73, 20, 1))
    for epochs, shown in ((5, range(6)), (11, range(12)), (200, [*range(0, 201, 17), 200])):
        lines = repr(ds.trajectory(problem, 0.1, epochs)).splitlines()
        assert [int(line.split()[1]) for line in lines] == list(shown)


@pytest.mark.parametrize(
    ("large", "dies_out"),
    [((0, 39), False), ((45, 57), True), ((63, 75), True), ((0, 0), False)],
)
def test_a_wave_dies_out_since_the_middle_third(large: tuple[int, int], dies_out: bool) -> None:
    k = np.arange(120.0)
    height = np.where((large[0] <= k) & (k < large[1]), 0.3, 0.1)  # from 0 to 0 of the wave
    found = ds.diagnose_history(2.0 + height * np.cos(np.pi * k / 6))
    assert (found.cause != "lr_near_limit") == dies_out


def test_a_wave_on_a_lower_level_does_not_die_out() -> None:
    k = np.arange(120.0)
    found = ds.diagnose_history(np.where(k < 80, 2.0, 1.0) + 0.1 * np.cos(k / 2))
    assert found.cause == "lr_near_limit"


def test_noise_is_seen_from_six_entries_on() -> None:
    losses = [1.0, 0.5, 0.62, 0.45, 0.55, 0.4]
    assert "varies between" in ds.diagnose_history(losses[:5]).sentence
    assert "falls by about" in ds.diagnose_history(losses).sentence


def test_a_step_that_raised_the_loss_promises_no_gain() -> None:
    falls = np.linspace(2.0, 1.0, 60)

    def gain(*last: float) -> float:
        return evidence(Given(losses=[*falls, *last])).gain_of_next_step

    step = falls[0] - falls[1]
    assert gain() == pytest.approx(step)
    assert gain(1.0 + step) == 0.0
    assert gain(1.0 + step, 1.0 - step) == 0.0
    assert gain(1.0 + step, 1.0 - step, 1.0 - 2 * step) > 0.0


@pytest.mark.parametrize("count", [3, 4, 6])
def test_epochs_are_told_of_the_last_three_weights(count: int) -> None:
    names = tuple("abcdef"[:count])

    def line(*counts: float) -> str:
        run = SimpleNamespace(weights=np.array([counts]))
        return _needed(
            cast("ModelDiagnosis", SimpleNamespace(forecast=run, weight_names=names, followed=8))
        )

    told = [f"{name} {5 + k} epochs" for k, name in enumerate(names)][-3:]
    rest = f" and {count - 3} more" if count > 3 else ""
    assert line(*range(5, 5 + count)) == ", ".join(told) + rest
    assert line(*[5.0] * count) == "5 epochs, for every weight"
    for k in range(count):
        counts = [math.nan if k == j else 5.0 for j in range(count)]
        assert line(*counts) == "more than 8 epochs: too far from the solution to tell"


def test_the_tolerance_of_a_slope_held_at_zero_is_in_its_unit() -> None:
    X, y = drawn(72, 60, 2)
    X = X - X.mean(axis=0)
    problem = ds.Lasso(X * np.array([1.0, 50.0]), X[:, 0] + 0.01 * y, alpha=0.2).standardized()
    minimum = Minimum.of(problem)
    assert minimum is not None
    assert minimum.free.tolist() == [True, False, True]
    noise = problem.noise_loss(minimum.weights)
    spread = 1 / (2 * X[:, 1].var() * 50.0**2)  # the loss curves by 2 var(x) along a slope
    assert minimum.tolerances[1] == pytest.approx(THREE_DIGITS * math.sqrt(2 * noise * spread))
