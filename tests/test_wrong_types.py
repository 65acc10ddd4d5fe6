"""Arguments of the wrong kind are one clear line, and what comes back reads well when printed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.history_diagnosis import diagnose_history

LINE = ds.datasets.lesson_line()
PROBLEM = ds.LeastSquares(LINE.x, LINE.y)
ANSWER = ds.solve(LINE.x, LINE.y)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: next(ds.descend(LINE.x, 0.1)), "problem is a ndarray"),
        (lambda: ds.trajectory(LINE.x, 0.1), "problem is a ndarray"),
        (lambda: ds.sweep(LINE.x), "problem is a ndarray"),
        (lambda: ds.diagnose(LINE.x, 0.1), "problem is of type ndarray"),
        (lambda: ds.compare(3), "data is a int"),
        (lambda: next(ds.descend(PROBLEM, 0.1, batch_size=2.5)), "batch_size=2.5"),
        (lambda: next(ds.descend(PROBLEM, None)), "lr=None"),
        (lambda: ds.trajectory(PROBLEM, 0.1, "3"), "epochs='3'"),
        (lambda: ds.sweep(PROBLEM, epochs=2.5), "epochs=2.5"),
        (lambda: ds.diagnose(PROBLEM, 0.1, epochs=None), "epochs=None"),
        (lambda: ds.diagnose(PROBLEM, 0.1, rule=3), "rule='3'"),
        (lambda: ds.compare(PROBLEM, epochs=0), "epochs=0"),
        (lambda: ds.solve(LINE.x, LINE.y, method=3), "method='3'"),
        (lambda: ds.LeastSquares(LINE.x, LINE.y, loss=3), "loss='3'"),
        (lambda: ds.LeastSquares.from_summary(LINE.x), "summary is a ndarray: give a Summary"),
        (lambda: ds.trajectory(PROBLEM, 0.1, [[1, 2]]), r"epochs=\[\[1, 2\]\]"),
        (lambda: ds.trajectory(PROBLEM, 0.1, rule=[]), r"rule='\[\]'"),
        (lambda: next(ds.descend(PROBLEM, 0.1, batch_size=5, seed=-1)), "seed=-1"),
        (lambda: next(ds.descend(PROBLEM, 0.1, batch_size=5, seed="a")), "seed='a'"),
        (lambda: ds.Momentum("0.9"), "beta='0.9'"),
        (lambda: ds.solve(LINE.x, LINE.y, names=["a", "b"]), "2 names for 1 features"),
        (lambda: ds.solve(LINE.x, LINE.y, X_low=LINE.x), r"X_low has shape \(100,\)"),
        (lambda: ds.solve(LINE.x, LINE.y, y_low=LINE.y[1:]), r"y_low has shape \(99,\)"),
        (lambda: ds.infer(LINE.x), "solution is a ndarray"),
        (lambda: ds.infer(ANSWER, "0.9"), "level='0.9'"),
        (lambda: ds.infer(ANSWER, std_error=[1.0]), r"std_error has shape \(1,\)"),
        (lambda: ds.robust_errors(LINE.x, LINE.x, LINE.y), "solution is a ndarray"),
        (lambda: ds.save_summary(LINE.x, "x.dss"), "table is a ndarray"),
        (lambda: ds.datasets.lesson_line(100.0), "n=100.0"),
        (lambda: ds.datasets.lesson_line(noise="loud"), "noise='loud'"),
        (lambda: ds.datasets.lesson_line(high=np.inf), "high=inf"),
        (lambda: ds.datasets.lesson_line(seed=1.5), "seed=1.5"),
        (lambda: diagnose_history(["a", "b", "c"]), "The losses are not all numbers"),
        (lambda: diagnose_history([3, 2, 1], epochs="abc"), "The epochs are not all numbers"),
    ],
)
def test_what_was_given_is_said(call: Callable[[], object], named: str) -> None:
    with pytest.raises(ds.InputError, match=named):
        call()


def test_numpy_integers_are_whole_numbers_too() -> None:
    assert ds.diagnose(PROBLEM, 0.01, epochs=np.int64(200)).epochs == 200
    next(ds.descend(PROBLEM, 0.01, batch_size=np.int32(10)))


def test_a_problem_says_what_it_is() -> None:
    expected = "LeastSquares(100 rows, 1 feature, with intercept, loss mse)"
    assert repr(PROBLEM) == expected


def test_a_step_prints_as_a_line() -> None:
    step = next(ds.descend(PROBLEM, 0.01))
    assert str(step).startswith("epoch   0 loss=420.345 w=[")


def test_a_long_trajectory_prints_its_start_a_few_epochs_and_its_end() -> None:
    lines = str(ds.trajectory(PROBLEM, 0.01, 1000)).splitlines()
    assert lines[0].startswith("epoch      0 ")
    assert lines[-1].startswith("epoch   1000 ")
    assert len(lines) <= 13
    assert len(str(ds.trajectory(PROBLEM, 0.01, 0)).splitlines()) == 1


def test_a_sweep_prints_a_line_for_each_rate_and_its_limit() -> None:
    lines = str(ds.sweep(PROBLEM, [0.01, 0.1], epochs=200)).splitlines()
    assert [line.split()[-1] for line in lines[1:3]] == ["converging", "diverging"]
    assert lines[-1] == "limit 0.02499, best 0.02485, after 200 epochs"
