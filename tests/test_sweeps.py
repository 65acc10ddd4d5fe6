"""Every rate at once is each rate alone."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds
from conftest import RULES, random_problem
from downslope.datasets import LessonLine
from downslope.diagnosis.trajectory import shrinkage
from downslope.rules import update_rule


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(6))
def test_a_sweep_is_its_runs(seed: int, rule: str) -> None:
    problem = random_problem(seed)
    start = np.ones(problem.d + 1)
    scan = ds.sweep(problem, None, 60, start, rule=rule)
    for i in range(0, len(scan.lrs), 4):
        lr = float(scan.lrs[i])
        path = ds.trajectory(problem, lr, 60, start, rule=rule)
        assert scan.final_loss[i] == pytest.approx(path.losses[-1], rel=1e-9)
        alone = ds.diagnose(problem, lr, 60, start, rule=rule)
        assert scan.status[i] == alone.status
        assert scan.epochs_to_tolerance[i] == alone.epochs_to_tolerance
    above = scan.lrs > scan.lr_limit * (1 + 1e-9)
    assert above.any()
    assert all((s == "diverging") == over for s, over in zip(scan.status, above, strict=True))


def test_the_lessons_limit_and_best(lesson: ds.LeastSquares, line: LessonLine) -> None:
    scan = ds.sweep(lesson, [0.001, 0.01, 0.0247, 0.1], 200, line.start)
    assert scan.lr_limit == pytest.approx(0.02499, abs=5e-6)
    assert scan.lr_best == pytest.approx(2 / (80.04 + 0.459), rel=1e-3)
    assert scan.lr_advised == ds.diagnose(lesson, 0.1, 200, line.start).lr_advised == 0.0199
    assert scan.status == ("converging", "converging", "converging", "diverging")
    assert scan.epochs_to_tolerance[1] == pytest.approx(1500, rel=0.05)


@pytest.mark.parametrize("rule", ["momentum", "nesterov"])
def test_the_best_rate_of_the_other_rules_is_best(rule: str) -> None:
    problem = random_problem(2)
    spectrum = ds.Spectrum.of(problem)
    best = ds.sweep(problem, [1.0], 10, rule=rule).lr_best
    limit = update_rule(rule).rate_limit(spectrum.steepest)
    rates = np.linspace(0.01, 0.999, 400) * limit
    long_run = shrinkage(np.outer(np.append(rates, best), spectrum.eigenvalues), update_rule(rule))
    kept = long_run.max(axis=1)
    assert kept[-1] <= kept[:-1].min() + 1e-6


def test_rates_that_cannot_be_used(lesson: ds.LeastSquares) -> None:
    for lrs in ([], [0.1, -1.0], [np.nan], [0.0]):
        with pytest.raises(ds.OptionError):
            ds.sweep(lesson, lrs)
    with pytest.raises(ds.OptionError, match="epochs=-1"):
        ds.sweep(lesson, [0.1], -1)


@pytest.mark.parametrize(
    ("lrs", "words"),
    [
        ("fast", "lrs='fast' are not numbers"),
        (["0.1", "x"], "are not numbers"),
        ([[0.1, 0.2]], r"lrs has the shape \(1, 2\)"),
        ([], "lrs is empty"),
    ],
)
def test_what_is_no_list_of_rates(lesson: ds.LeastSquares, lrs: object, words: str) -> None:
    with pytest.raises(ds.OptionError, match=words):
        ds.sweep(lesson, lrs)


@pytest.mark.parametrize("start", ["zeros", ["a", "b"], [[1.0], [2.0, 3.0]]])
def test_a_start_that_is_no_list_of_numbers(lesson: ds.LeastSquares, start: object) -> None:
    with pytest.raises(ds.OptionError, match="does not fit: give 2 finite numbers"):
        ds.diagnose(lesson, 0.01, start=start)
    with pytest.raises(ds.OptionError, match="does not fit: give 2 finite numbers"):
        next(ds.descend(lesson, 0.01, start))
    with pytest.raises(ds.OptionError, match="does not fit: give 2 finite numbers"):
        ds.sweep(lesson, [0.01], start=start)


def test_the_lowest_rate_is_an_index_and_its_rate_has_another_name(lesson: ds.LeastSquares) -> None:
    scan = ds.sweep(lesson)
    assert scan.to_dict()["lr_lowest"] == scan.lrs[scan.lowest]
    assert scan.final_loss[scan.lowest] == scan.final_loss.min()


def test_names_of_rules_are_theirs_and_no_options() -> None:
    for options in ({"name": "x"}, {"beta": 0.5}):
        with pytest.raises(TypeError):
            ds.GradientDescent(**options)
    for rule in (ds.Momentum, ds.Nesterov):
        assert rule(beta=0.5).beta == 0.5
        with pytest.raises(TypeError):
            rule(name="x")


@pytest.mark.parametrize(
    ("weights", "named"),
    [
        (1, "1 finite number (x)"),
        (2, "2 finite numbers (x1, x2)"),
        (7, "7 finite numbers (x1, x2, x3, x4, x5, x6, x7)"),
        (8, "8 finite numbers (x1, x2, x3, x4, x5, x6, …, x8)"),
        (12, "12 finite numbers (x1, x2, x3, x4, x5, x6, …, x12)"),
    ],
)
def test_a_start_that_does_not_fit_is_told_the_weights(weights: int, named: str) -> None:
    problem = ds.LeastSquares(np.ones((3, weights)), [1.0, 2.0, 3.0], intercept=False)
    with pytest.raises(ds.OptionError) as caught:
        problem.given_weights(np.arange(20.0))
    assert str(caught.value) == f"start=0,1,2,3,4,5,6,7 does not fit: give {named}."


def test_no_number_of_epochs_is_enough_above_the_limit_even_without_an_error_there() -> None:
    problem = ds.LeastSquares(np.diag([1.0, 100.0]), [1.0, 0.0], intercept=False)
    limit = ds.sweep(problem).lr_limit
    found = ds.sweep(problem, limit * np.array([0.99, 1.0, 1 + 5e-10, 1.4, 3.0]), epochs=10)
    assert found.status == ("converging",) * 2 + ("diverging",) * 3
    assert np.isfinite(found.epochs_to_tolerance).tolist() == [True] * 2 + [False] * 3
