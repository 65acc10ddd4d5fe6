"""Part two of the lesson: what its texts claim of limits, zeros, boundaries, and failures."""

from __future__ import annotations

import csv

import numpy as np
import pytest
import sympy as sp

import downslope as ds
from downslope.datasets import DATA_SETS
from downslope.datasets.lesson_points import POINTS, lesson_points
from downslope.lessons.formulas import Fact
from downslope.lessons.named_runs import named_run, observe
from downslope.lessons.sections import section
from downslope.lessons.variations import changed_steps, changes


def facts_of(name: str) -> dict[str, Fact]:
    return dict(observe(named_run(name)))


@pytest.mark.parametrize("name", POINTS)
def test_the_points_of_the_package_are_those_of_the_first_seed(name: str) -> None:
    X, y = lesson_points(name)
    known = DATA_SETS[name]
    with known.path.open() as file:
        rows = list(csv.DictReader(file))
    assert [[float(row[column]) for column in known.features] for row in rows] == X.tolist()
    assert [float(row[known.target]) for row in rows] == y.tolist()


def test_a_difference_shows_what_changes_and_nothing_else() -> None:
    shown = changes("logistic").splitlines()
    assert "-y_hat = X_b @ w" in shown
    assert "+y_hat = 1 / (1 + np.exp(-X_b @ w))" in shown
    assert not any("w = w - lr" in line for line in shown)
    assert changes("linear") == ""
    assert changed_steps("lasso") == {"settings", "loss", "update"}
    assert changed_steps("adam") == {"settings", "initialize", "update"}


SECTIONS = {"logistic": "logistic"}  # id → its example


@pytest.mark.parametrize(("name", "example"), SECTIONS.items())
def test_a_section_shows_the_lines_of_its_example(name: str, example: str) -> None:
    assert f"```diff\n{changes(example)}\n```" in section(name).text


# --- logistic ---------------------------------------------------------------------------------


def test_logistic_gradient_by_algebra() -> None:
    z = sp.Symbol("z", real=True)
    p = 1 / (1 + sp.exp(-z))
    assert sp.simplify(sp.diff(p, z) - p * (1 - p)) == 0
    assert sp.simplify(sp.diff(-sp.log(p), z) - (p - 1)) == 0
    assert sp.simplify(sp.diff(-sp.log(1 - p), z) - p) == 0
    assert sp.maximum(p * (1 - p), z) == sp.Rational(1, 4)


def test_logistic_has_two_limits_and_bounces_above_the_second() -> None:
    run, above = facts_of("logistic"), facts_of("logistic_above")
    assert run["lr_limit_global"] == pytest.approx(8 * float(str(run["line.lr_limit"])), rel=1e-9)
    X, y = lesson_points("lesson-yes-no")
    report = ds.diagnose(ds.Logistic(X, y), lr=0.3)
    assert run["lr_limit"] == pytest.approx(report.lr_limit, rel=1e-9)
    assert run["lr"] < run["lr_limit"] < above["lr"]  # type: ignore[operator]
    assert (run["status"], above["status"]) == ("converging", "unstable")
    assert 11 < float(str(run["lr"])) / float(str(run["line.lr_limit"])) < 13  # "about twelve"
    line = ds.LeastSquares(X, y)
    best = ds.diagnose(line).closed_form
    assert line.predict(best).min() < 0
    assert line.predict(best).max() > 1


def test_separable_points_have_no_best_weights() -> None:
    run = facts_of("separated")
    assert run["cause"] == run["absent"] == "separable"
    assert run["min_loss"] is None
    assert run["at.200.x"] > 2 * run["at.20.x"]  # type: ignore[operator]
    X, y = lesson_points("lesson-separated")
    penalized = ds.diagnose(ds.Logistic(X, y, alpha=0.01), lr=0.1)
    assert np.isfinite(penalized.closed_form).all()
