"""Rates in closed form against the definition: what an epoch keeps, limits, advice, forecasts."""

from __future__ import annotations

import math

import numpy as np
import pytest

import downslope as ds
from conftest import random_problem
from downslope.diagnosis.advice import (
    MAX_EXCESS,
    advised_batch_rate,
    advised_rate,
    round_down,
)
from downslope.diagnosis.run import Run, epochs_until_below_one, forecast
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent, log_shrinkage, shrinkage
from downslope.rules import GradientDescent, Momentum, Nesterov, Rule

RULES = (GradientDescent(), Momentum(), Momentum(0.5), Nesterov(), Nesterov(0.3))
STEPS = np.array([1e-12, 1e-3, 0.01, 0.3, 0.9, 1.0, 1.1, 1.4, 1.9, 2.0, 2.5, 3.7, 3.8, 5.0, 50.0])


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_what_an_epoch_keeps_is_the_larger_root_of_the_recurrence(rule: Rule) -> None:
    trace, determinant, _ = rule.recurrence(STEPS)
    for step, middle, product in zip(STEPS, trace, determinant, strict=True):
        root = np.sqrt(complex(middle * middle - 4.0 * product))
        largest = max(abs(middle + root), abs(middle - root)) / 2.0
        found = float(shrinkage(np.array([step]), rule)[0])
        assert found == pytest.approx(largest, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_tiny_step_keeps_its_digits(rule: Rule) -> None:
    # To first order an epoch keeps 1 − step/(1 − β) of the error along a nearly flat axis.
    step = 1e-13
    assert float(log_shrinkage(np.array([step]), rule)[0]) == pytest.approx(
        -step / (1.0 - rule.beta), rel=1e-9
    )


@pytest.mark.parametrize("rule", RULES, ids=str)
@pytest.mark.parametrize("curvature", [0.5, 3.0])
def test_the_limit_is_where_an_epoch_keeps_everything(rule: Rule, curvature: float) -> None:
    limit = rule.rate_limit(curvature)
    kept = [float(shrinkage(np.array([share * limit * curvature]), rule)[0])
            for share in (0.999, 1.0, 1.001)]  # fmt: skip
    assert kept[0] < 1.0 < kept[2]
    assert kept[1] == pytest.approx(1.0, abs=1e-12)


# --- Advised rates ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "digits", "cut"),
    [
        (0.123456, 3, 0.123), (0.9999, 3, 0.999), (9.9999, 3, 9.99), (10.0, 3, 10.0),
        (12345.0, 3, 12300.0), (0.00123999, 4, 0.001239), (0.5, 1, 0.5), (0.0999, 2, 0.099),
        (5.5e-300, 1, 5e-300), (7.77e300, 2, 7.7e300), (math.inf, 3, math.inf), (1e-320, 3, 1e-300),
    ],
)  # fmt: skip
def test_a_rate_is_cut_to_its_digits_and_never_rounded_up(
    value: float, digits: int, cut: float
) -> None:
    assert round_down(value, digits) == cut


@pytest.mark.parametrize("seed", range(6))
def test_a_rate_cut_to_three_digits_loses_less_than_a_hundredth(seed: int) -> None:
    value = float(10.0 ** np.random.default_rng(seed).uniform(-20.0, 20.0))
    cut = round_down(value)
    assert 0.99 * value < cut <= value
    assert float(f"{cut:.3g}") == cut


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_advised_rate_is_the_best_of_all_below_four_fifths_of_the_limit(rule: Rule) -> None:
    descent = Descent(Spectrum.of(random_problem(3)), rule)
    rate = advised_rate(descent)
    curvatures = descent.spectrum.eigenvalues[: descent.spectrum.rank]

    def slowest(lr: float) -> float:
        return float(shrinkage(lr * curvatures, rule).max())

    assert rate <= 0.8 * descent.lr_limit
    others = descent.lr_limit * np.linspace(0.001, 0.8, 400)
    assert slowest(rate) <= min(map(slowest, others)) + 0.01 * (1.0 - slowest(rate))


def test_batches_that_hold_every_row_of_a_mean_settle_at_the_rate_of_the_formula() -> None:
    rng = np.random.default_rng(8)
    problem = ds.LeastSquares(rng.normal(size=(12, 2)), rng.normal(size=12))
    squares = np.square(problem.X_b).sum(axis=1)
    steepest = np.linalg.eigvalsh(problem.X_b.T @ problem.X_b / 12)[-1]
    for batch, rows in ((5, (5, 2)), (4, (4,)), (12, (12,)), (40, (12,))):
        stable = [1.0 / (2.0 * (squares.max() + (b - 1) * steepest)) * b for b in rows]
        # For a mean over b rows the factor of the loss is 1/b.
        quiet = [MAX_EXCESS * b / squares.mean() for b in rows] if batch < 12 else []
        expected = min(*stable, *quiet, math.inf)
        assert advised_batch_rate(problem, batch) == round_down(expected)
        assert advised_batch_rate(problem, batch, Momentum(0.75)) == round_down(0.25 * expected)


# --- Forecasts -------------------------------------------------------------------------------


def followed(problem: ds.LeastSquares, lr: float, rule: Rule, most: int) -> tuple[int, np.ndarray]:
    """Epochs after which the loss, and each weight, stays within its tolerance, by the loop."""
    path = ds.trajectory(problem, lr, epochs=most, rule=rule)
    spectrum = Spectrum.of(problem)
    floor = spectrum.min_loss
    best = Descent(Spectrum.of(problem), rule).destination
    far_loss = np.asarray(path.losses) > 1.01 * floor
    far = np.abs(np.asarray(path.weights) - best) > spectrum.tolerances * (1.0 + 1e-9)

    def settled(wrong: np.ndarray) -> int:
        return int(np.flatnonzero(wrong).max(initial=-1)) + 1

    return settled(far_loss), np.array([settled(column) for column in far.T])


@pytest.mark.parametrize("rule", RULES, ids=str)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", [0.05, 0.5, 0.93])
def test_a_forecast_is_exact_to_the_epoch(rule: Rule, seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, 3)) + 0.5
    problem = ds.LeastSquares(X, X @ [1.0, -2.0, 0.0] + 0.3 * rng.normal(size=20))
    descent = Descent(Spectrum.of(problem), rule)
    lr = share * descent.lr_limit
    found = forecast(descent, np.array([lr]))
    longest = float(max(found.loss[0], found.weights.max()))
    assert longest < 5_000
    of_loss, of_weights = followed(problem, lr, rule, int(longest) + 100)
    assert found.loss[0] == of_loss
    assert found.weights[0].tolist() == of_weights.tolist()
    assert Run(descent, lr, 10).epochs_needed == of_weights.max()


@pytest.mark.parametrize(
    ("amplitudes", "kept", "epochs"),
    [
        ([1000.0], [0.1], 3.0),  # 1000 · 0.1³ = 1
        ([1001.0], [0.1], 4.0),
        ([1.0], [0.5], 0.0),
        ([0.3], [1.1], math.inf),  # it grows
        ([1e-15], [1.1], 0.0),  # but rounding does not count
        ([0.3], [1.0], 0.0),
        ([1.5], [1.0], math.inf),
        ([1.0, 1.0], [0.5, 0.5], 1.0),
        ([0.75, 8.0], [1.0, 0.5], 5.0),  # a quarter is left to fall to
        ([4.0, 4.0], [0.5, 0.25], 3.0),
        ([5.0], [0.0], 1.0),
    ],
)
def test_epochs_until_a_sum_of_powers_is_below_one(
    amplitudes: list[float], kept: list[float], epochs: float
) -> None:
    with np.errstate(divide="ignore"):
        log_kept = np.log([kept])
    assert epochs_until_below_one(np.array([amplitudes]), log_kept).tolist() == [[epochs]]


def test_digits_count_from_the_tolerance() -> None:
    problem = random_problem(5)
    run = Run(Descent(Spectrum.of(problem), GradientDescent()), 0.01, 10)
    best, allowed = run.descent.destination, run.spectrum.tolerances
    assert run.descent.fewest_digits(best) == 16.0
    assert run.descent.fewest_digits(best + allowed) == pytest.approx(3.0, abs=1e-9)
    assert run.descent.fewest_digits(best - allowed / 100.0) == pytest.approx(5.0, abs=1e-6)
    assert run.descent.fewest_digits(best + 1e9 * allowed) == 0.0
    one = np.zeros_like(allowed)
    one[0] = allowed[0]
    assert run.descent.fewest_digits(best + one) == pytest.approx(3.0, abs=1e-9)
