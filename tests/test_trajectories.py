"""The closed form of a run is the run: held equal to `descend`."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import downslope as ds
from conftest import LOSSES, RULES, random_problem
from downslope.diagnosis.trajectory import Descent, error_shares
from downslope.rules import GradientDescent, Rule

EPOCHS = 80
SHARES_OF_LIMIT = (1e-3, 0.1, 0.5, 0.9, 0.99, 1.0, 1.01, 1.5, 3.0)


def rule_of(name: str, beta: float) -> Rule:
    return {"gd": GradientDescent(), "momentum": ds.Momentum(beta), "nesterov": ds.Nesterov(beta)}[
        name
    ]


def run(
    problem: ds.LeastSquares, lr: float, start: np.ndarray, rule: Rule
) -> tuple[np.ndarray, np.ndarray]:
    steps = list(itertools.islice(ds.descend(problem, lr, start, rule=rule), EPOCHS + 1))
    return np.array([s.weights for s in steps]), np.array([s.loss for s in steps])


@settings(deadline=None, max_examples=150)
@given(
    seed=st.integers(0, 10_000),
    loss=st.sampled_from(LOSSES),
    name=st.sampled_from(RULES),
    beta=st.sampled_from((0.2, 0.5, 0.9, 0.99)),
    share=st.sampled_from(SHARES_OF_LIMIT),
    intercept=st.booleans(),
    standardize=st.booleans(),
    collinear=st.booleans(),
)
def test_trajectory_is_descend(
    seed: int,
    loss: str,
    name: str,
    beta: float,
    share: float,
    intercept: bool,
    standardize: bool,
    collinear: bool,
) -> None:
    problem = random_problem(seed, loss, intercept)
    if collinear:
        X = problem.X_b[:, : problem.d]
        X = np.column_stack([X, 2 * X[:, :1]])
        problem = ds.LeastSquares(X, problem.y, intercept=intercept, loss=loss)
    problem = problem.standardized() if standardize else problem
    rule = rule_of(name, beta)
    spectrum = ds.Spectrum.of(problem)
    lr = share * rule.rate_limit(spectrum.steepest)
    start = np.random.default_rng(seed).normal(size=len(problem.weight_names))
    weights, losses = run(problem, lr, start, rule)
    path = ds.trajectory(spectrum, lr, EPOCHS, start, rule=rule)
    # Rounding grows with the condition number of the start's map and with the run itself.
    scale = np.maximum.accumulate(np.abs(weights).max(axis=1))[:, np.newaxis]
    np.testing.assert_array_less(np.abs(path.weights - weights) / scale, 1e-9)
    np.testing.assert_allclose(path.losses, losses, rtol=1e-8)


@pytest.mark.parametrize("name", ["momentum", "nesterov"])
def test_equal_roots_lose_nothing(name: str) -> None:
    """Where the two roots meet the formulas divide by their difference: it must not show."""
    problem = random_problem(1)
    spectrum = ds.Spectrum.of(problem)
    rule = rule_of(name, 0.81)
    critical = {"momentum": (1 - 0.9) ** 2, "nesterov": 1 - 4 * 0.81 / 1.81**2}[name]
    for nudge in (0.0, 1e-15, -1e-15, 1e-12, 1e-9, -1e-9):
        lr = critical / spectrum.steepest * (1 + nudge)
        weights, losses = run(problem, lr, np.ones(problem.d + 1), rule)
        path = ds.trajectory(spectrum, lr, EPOCHS, np.ones(problem.d + 1), rule=rule)
        np.testing.assert_allclose(path.losses, losses, rtol=1e-9)
        np.testing.assert_allclose(path.weights, weights, rtol=1e-8, atol=1e-10)


def test_any_epoch_without_those_before(lesson: ds.LeastSquares) -> None:
    every = ds.trajectory(lesson, 0.01, 1000)
    some = ds.trajectory(lesson, 0.01, np.array([0, 7, 1000]))
    np.testing.assert_array_equal(some.weights, every.weights[[0, 7, 1000]])
    np.testing.assert_array_equal(some.losses, every.losses[[0, 7, 1000]])
    late = ds.trajectory(lesson, 0.01, np.array([10**15]))
    np.testing.assert_allclose(late.weights[0], np.linalg.pinv(lesson.X_b) @ lesson.y, rtol=1e-12)


@pytest.mark.parametrize("name", RULES)
def test_divergence_ends_in_inf_and_never_in_nan(lesson: ds.LeastSquares, name: str) -> None:
    path = ds.trajectory(lesson, 3.0, np.array([0, 1, 10, 100, 10**4, 10**9]), rule=name)
    assert np.isinf(path.losses[-2:]).all()
    assert not np.isnan(path.losses).any()
    assert not np.isnan(path.weights).any()
    assert (np.diff(path.losses[:4]) > 0).all()


def test_the_loss_keeps_its_digits_near_the_floor(lesson: ds.LeastSquares) -> None:
    """loss − floor is a sum of squares: it falls by its factor long after a difference stalls."""
    spectrum = ds.Spectrum.of(lesson)
    misfit = spectrum.misfit_at(np.zeros(2))
    shares = error_shares(GradientDescent(), 0.01, spectrum.eigenvalues, np.array([9000, 9001]))
    excess = np.square(shares * misfit).sum(axis=1)
    assert 0 < excess[1] < 1e-30
    kept = 1 - 0.01 * spectrum.eigenvalues[1]
    assert excess[1] / excess[0] == pytest.approx(kept**2, rel=1e-12)


def test_a_start_at_the_optimum_stays_even_when_rates_diverge() -> None:
    problem = ds.LeastSquares([[1.0], [2.0], [3.0]], [2.0, 4.0, 6.0], intercept=False)
    path = ds.trajectory(problem, 10.0, 5000, start=[2.0])
    assert np.abs(path.weights[:2] - 2).max() < 1e-14


def test_epochs_that_cannot_be_used(lesson: ds.LeastSquares) -> None:
    for epochs in (-1, 2.5, np.array([1.5]), np.array([-2, 3])):
        with pytest.raises(ds.OptionError, match="whole numbers"):
            ds.trajectory(lesson, 0.01, epochs)


def test_eigenvalues_of_the_lesson(lesson: ds.LeastSquares) -> None:
    spectrum = ds.Spectrum.of(lesson)
    np.testing.assert_allclose(spectrum.eigenvalues, [80.04, 0.459], rtol=1e-3)
    np.testing.assert_allclose(
        np.sort(spectrum.eigenvalues), np.linalg.eigvalsh(lesson.hessian()), rtol=1e-11
    )
    assert spectrum.noise_std == pytest.approx(0.979, abs=1e-3)


def test_tall_data_give_the_same_spectrum_by_their_summary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = random_problem(4)
    direct = ds.Spectrum.of(problem)
    monkeypatch.setattr("downslope.diagnosis.spectrum.DIRECT_ENTRIES", 0)
    compressed = ds.Spectrum.of(problem)
    np.testing.assert_allclose(compressed.eigenvalues, direct.eigenvalues, rtol=1e-10)
    np.testing.assert_allclose(compressed.optimum, direct.optimum, rtol=1e-10)
    assert compressed.min_loss == pytest.approx(direct.min_loss, rel=1e-10)


def test_a_flat_direction_is_flat_exactly() -> None:
    x = np.arange(5.0)
    spectrum = ds.Spectrum.of(ds.LeastSquares(np.column_stack([x, 3 * x]), x + 1))
    assert spectrum.rank == 2
    assert spectrum.eigenvalues[-1] == 0
    assert spectrum.condition_number == np.inf


def test_an_axis_without_an_error_adds_none_when_its_share_overflows() -> None:
    problem = ds.LeastSquares(np.diag([1.0, 100.0]), [1.0, 0.0], intercept=False, loss="sse")
    epochs = np.arange(0, 200, 40)
    descent = Descent(ds.Spectrum.of(problem), GradientDescent())
    shares = descent.shares(0.4, epochs)
    assert np.isinf(shares[-1]).any()
    with np.errstate(all="ignore"):
        losses = descent.losses(shares)
    np.testing.assert_allclose(losses, 0.2 ** (2.0 * epochs), rtol=1e-9, atol=1e-30)
