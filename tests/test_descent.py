"""The loop: five steps, endless, without side effects."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, RULES, random_problem
from downslope.datasets import LessonLine
from downslope.rules import learning_rate, update_rule


def first(problem: ds.LeastSquares, k: int, *args: object, **options: object) -> list[ds.Step]:
    return list(itertools.islice(ds.descend(problem, *args, **options), k))  # type: ignore[arg-type]


def test_the_lessons_loop_written_bare(lesson: ds.LeastSquares, line: LessonLine) -> None:
    w, n = line.start.copy(), len(line.y)
    X_b = np.column_stack([line.x, np.ones(n)])
    for step in first(lesson, 50, 0.01, line.start):
        residuals = X_b @ w - line.y
        gradient = (2 / n) * X_b.T @ residuals
        np.testing.assert_allclose(step.weights, w, rtol=1e-12)
        assert step.loss == pytest.approx((residuals**2).mean(), rel=1e-12)
        np.testing.assert_allclose(step.gradient, gradient, rtol=1e-9, atol=1e-9)
        w = w - 0.01 * gradient
        np.testing.assert_allclose(step.next_weights, w, rtol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("rule", RULES)
def test_a_step_hangs_together(rule: str, loss: str) -> None:
    problem = random_problem(5, loss)
    for before, after in itertools.pairwise(first(problem, 20, 1e-4, rule=rule)):
        assert after.epoch == before.epoch + 1
        np.testing.assert_array_equal(after.weights, before.next_weights)
        np.testing.assert_array_equal(before.residuals, before.prediction - problem.y)
        assert before.loss == problem.loss(before.weights)
        np.testing.assert_array_equal(before.gradient, problem.gradient(before.weights))


def test_every_array_of_a_step_is_its_own(lesson: ds.LeastSquares) -> None:
    steps = first(lesson, 3, 0.01)
    arrays = [
        getattr(step, name)
        for step in steps
        for name in ("weights", "gradient", "prediction", "residuals")
    ]
    for one, other in itertools.combinations(arrays, 2):
        assert not np.shares_memory(one, other)


def test_a_diverging_run_goes_on_without_a_word(lesson: ds.LeastSquares) -> None:
    steps = first(lesson, 400, 0.1)
    assert steps[160].loss < np.inf  # not NaN at epoch 160, as the usual page says
    assert not np.isfinite(steps[-1].loss)
    growth = steps[100].loss / steps[99].loss
    assert growth == pytest.approx(7.004**2, rel=1e-3)


def test_rows_and_summary_take_the_same_path(lesson: ds.LeastSquares, line: LessonLine) -> None:
    bowl = ds.LeastSquares.from_summary(ds.Summary.from_rows(line.x, line.y))
    for a, b in zip(first(lesson, 100, 0.01), first(bowl, 100, 0.01), strict=True):
        np.testing.assert_allclose(a.weights, b.weights, rtol=1e-11)
        assert a.loss == pytest.approx(b.loss, rel=1e-11)


def test_standardised_steps_speak_the_users_units(lesson: ds.LeastSquares) -> None:
    standard = lesson.standardized()
    start = [1.0, -2.0]
    steps = first(standard, 30, 0.4, start)
    np.testing.assert_allclose(steps[0].weights, start, rtol=1e-13)
    assert steps[-1].loss == pytest.approx(lesson.loss(steps[-1].weights), rel=1e-12)
    closed = np.linalg.pinv(lesson.X_b) @ lesson.y
    np.testing.assert_allclose(steps[-1].weights, closed, rtol=1e-10)


@pytest.mark.parametrize("rule", RULES)
def test_one_batch_of_everything_is_the_plain_loop(lesson: ds.LeastSquares, rule: str) -> None:
    plain = first(lesson, 20, 0.005, rule=rule)
    batched = first(lesson, 20, 0.005, rule=rule, batch_size=1000)
    for a, b in zip(plain, batched, strict=True):
        np.testing.assert_allclose(a.weights, b.weights, rtol=1e-10)


def test_an_epoch_of_batches_visits_every_row_once() -> None:
    problem = ds.LeastSquares(np.eye(6), np.arange(1.0, 7.0), intercept=False, loss="half-sse")
    step = first(problem, 1, 1.0, batch_size=1)[0]
    # With lr=1 on unit rows one visit puts each weight right; a second or a missing one shows.
    np.testing.assert_array_equal(step.next_weights, problem.y)
    again = first(problem, 1, 0.5, batch_size=4)[0]
    np.testing.assert_array_equal(again.next_weights, problem.y / 2)


def test_batches_are_shuffled_by_their_seed(lesson: ds.LeastSquares) -> None:
    one, same, other = (
        first(lesson, 5, 0.005, batch_size=7, seed=seed)[-1].weights for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


def test_momentum_and_nesterov_are_the_textbook_rules(lesson: ds.LeastSquares) -> None:
    beta, lr = 0.8, 0.004
    w, v = np.zeros(2), np.zeros(2)
    for step in first(lesson, 30, lr, rule=ds.Momentum(beta)):
        np.testing.assert_allclose(step.weights, w, rtol=1e-12)
        v = beta * v - lr * lesson.gradient(w)
        w = w + v
    # Nesterov (1983): the gradient is taken at the look-ahead point, which is what is shown.
    theta, v = np.zeros(2), np.zeros(2)
    for step in first(lesson, 30, lr, rule=ds.Nesterov(beta)):
        ahead = theta + beta * v
        np.testing.assert_allclose(step.weights, ahead, rtol=1e-10, atol=1e-12)
        v = beta * v - lr * lesson.gradient(ahead)
        theta = theta + v


@pytest.mark.parametrize("lr", [0, -0.1, np.nan, np.inf, "fast", None])
def test_rates_that_cannot_be_used(lesson: ds.LeastSquares, lr: object) -> None:
    with pytest.raises(ds.OptionError, match="give a positive number"):
        next(ds.descend(lesson, lr))  # type: ignore[arg-type]


def test_rules_and_batches_that_cannot_be_used(lesson: ds.LeastSquares, line: LessonLine) -> None:
    with pytest.raises(ds.OptionError, match="did you mean 'momentum'"):
        next(ds.descend(lesson, 0.1, rule="momentun"))
    with pytest.raises(ds.OptionError, match="beta=1"):
        ds.Momentum(1.0)
    with pytest.raises(ds.OptionError, match="batch_size=0"):
        next(ds.descend(lesson, 0.1, batch_size=0))
    bowl = ds.LeastSquares.from_summary(ds.Summary.from_rows(line.x, line.y))
    with pytest.raises(ds.OptionError, match="need rows"):
        next(ds.descend(bowl, 0.1, batch_size=5))
    assert update_rule("gd").rate_limit(4.0) == 0.5
    assert learning_rate("0.5") == 0.5  # type: ignore[arg-type]
