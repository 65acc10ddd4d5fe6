"""What no answer depends on: the signs of columns and of the target, and powers of two.

Each changes every step of a solver by a sign or an exponent, so that not one bit of a bound may
differ, and only the sign or the exponent of a weight.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.fitting.groups.stack_solver import solve_stack
from downslope.fitting.groups.summary_stack import SummaryStack
from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.solvers import SOLVERS
from downslope.solvers.active_set import minimize_path
from downslope.solvers.contract import Accuracy, Answer, Declined
from downslope.solvers.newton import minimize
from downslope.solvers.quadratic import Quadratic
from downslope.solvers.rows import Rows
from sampling import sampled

N, D = 24, 3
SIGNS = np.array([1.0, -1.0, -1.0])


def table(kind: str) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    X = rng.normal(size=(N, D))
    if kind == "nearly dependent":
        X[:, 2] = X[:, 0] - X[:, 1] + 1e-5 * X[:, 2]
    y = X @ [1.0, -2.0, 3.0]
    return X, y + (0.0 if kind == "exact" else 1.0) * rng.normal(size=N)


def answer(
    name: str, X: np.ndarray, y: np.ndarray, accuracy: Accuracy, weights: np.ndarray | None
) -> Answer | Declined:
    roots = None if weights is None else np.sqrt(weights)
    # An origin of powers of two, which moves with the signs and exponents.
    origin = np.array([*(0.25 * np.sign(X[0]) * np.abs(X[0])), 0.5 * y[0]])
    rows = Rows(X, y[:, np.newaxis], True, origin, weights, roots)
    return SOLVERS[name](MemoryDesign(rows, default_names(D)), accuracy)


def check_same(
    one: Answer | Declined, other: Answer | Declined, factor: np.ndarray, t: float
) -> None:
    """Check that weights differ by these factors (p,) and t alone, and so do their bounds."""
    assert isinstance(one, Answer)
    assert isinstance(other, Answer)
    np.testing.assert_array_equal(other.weights[:, 0], t * one.weights[:, 0] * factor)
    np.testing.assert_array_equal(other.residual_norms, abs(t) * one.residual_norms)
    assert (one.error is None) == (other.error is None)
    if one.error is not None and other.error is not None:
        np.testing.assert_array_equal(other.error[:, 0], np.abs(t * one.error[:, 0] * factor))
    for field in ("residual_error", "inverse_error", "amplification", "rank", "passes"):
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field))


METHODS = ["cholesky", "qr", "exact", "svd"]
KINDS = ["plain", "nearly dependent", "exact"]


@pytest.mark.parametrize(
    ("method", "kind", "weighted", "accuracy"),
    sampled([*product(METHODS, KINDS, [False, True], Accuracy)], 32, "target"),
)
def test_no_bit_depends_on_the_signs_of_the_target(
    method: str, kind: str, weighted: bool, accuracy: Accuracy
) -> None:
    X, y = table(kind)
    weights = 1.0 + np.arange(N) % 3 if weighted else None
    one = answer(method, X, y, accuracy, weights)
    check_same(one, answer(method, X, -y, accuracy, weights), np.ones(D + 1), -1.0)


@pytest.mark.parametrize("accuracy", list(Accuracy))
@pytest.mark.parametrize("kind", ["plain", "nearly dependent", "exact"])
@pytest.mark.parametrize("method", ["cholesky", "exact"])
def test_no_bit_depends_on_the_signs_of_columns(method: str, kind: str, accuracy: Accuracy) -> None:
    X, y = table(kind)
    one = answer(method, X, y, accuracy, None)
    check_same(one, answer(method, X * SIGNS, y, accuracy, None), np.append(SIGNS, 1.0), 1.0)


@pytest.mark.parametrize("accuracy", list(Accuracy))
@pytest.mark.parametrize("kind", ["plain", "nearly dependent"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("powers", [(3, 3, 3), (0, 20, -20)])
def test_no_bit_depends_on_powers_of_two(
    method: str, kind: str, accuracy: Accuracy, powers: tuple[int, ...]
) -> None:
    X, y = table(kind)
    factor = np.ldexp(1.0, np.array(powers))
    one = answer(method, X, y, accuracy, None)
    other = answer(method, X * factor, np.ldexp(y, 5), accuracy, None)
    check_same(one, other, np.append(1.0 / factor, 1.0), 32.0)


def optimum(name: str, X: np.ndarray, y: np.ndarray) -> Any:
    made: dict[str, Callable[[], Any]] = {
        "ridge": lambda: ds.Ridge(X, y, alpha=0.3),
        "huber": lambda: ds.Huber(X, y, delta=1.0),
        "logistic": lambda: ds.Logistic(X, y > 0.0, alpha=0.01),
        "poisson": lambda: ds.Poisson(X, np.rint(np.exp(np.clip(y, -3.0, 2.0)))),
    }
    return minimize(made[name]())


@pytest.mark.parametrize("name", ["ridge", "huber", "logistic", "poisson"])
def test_bounds_of_a_model_do_not_depend_on_the_signs_of_columns(name: str) -> None:
    X, y = table("plain")
    one, other = optimum(name, X, y), optimum(name, X * SIGNS, y)
    np.testing.assert_array_equal(other.weights * np.append(SIGNS, 1.0), one.weights)
    np.testing.assert_array_equal(other.bound, one.bound)
    assert other.loss == one.loss


@pytest.mark.parametrize("name", ["ridge", "huber"])
def test_bounds_of_a_model_do_not_depend_on_the_sign_of_the_target(name: str) -> None:
    X, y = table("plain")
    one, other = optimum(name, X, y), optimum(name, X, -y)
    np.testing.assert_array_equal(-other.weights, one.weights)
    np.testing.assert_array_equal(other.bound, one.bound)


@pytest.mark.parametrize("l1_ratio", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("signs", [SIGNS, -np.ones(3), np.ones(3)], ids=str)
@pytest.mark.parametrize("t", [1.0, -1.0])
def test_a_path_does_not_depend_on_signs(l1_ratio: float, signs: np.ndarray, t: float) -> None:
    X, y = table("plain")
    alphas = [1.0, 0.1, 0.01]

    def path(X: np.ndarray, y: np.ndarray) -> list[Any]:
        model = ds.ElasticNet(X, y, alpha=1.0, l1_ratio=l1_ratio)
        return minimize_path(model, Quadratic.of_rows(model), alphas)

    for one, other in zip(path(X, y), path(X * signs, t * y), strict=True):
        np.testing.assert_array_equal(other.weights, t * one.weights * np.append(signs, 1.0))
        np.testing.assert_array_equal(other.bound, one.bound)
        assert other.zero.tolist() == one.zero.tolist()
        assert other.loss == one.loss
        assert other.residuals == one.residuals
        assert 0.0 <= other.gap <= 1e-13 * one.loss


@pytest.mark.parametrize("intercept", [True, False])
def test_groups_do_not_depend_on_signs_or_powers_of_two(intercept: bool) -> None:
    X, y = table("plain")
    codes = np.arange(N) % 3
    factor = SIGNS * np.ldexp(1.0, np.array([0, 9, -9]))

    def solved(X: np.ndarray, y: np.ndarray) -> Any:
        columns = np.ascontiguousarray(np.column_stack([X, y]).T)
        return solve_stack(SummaryStack.of_rows(columns, codes, 3), intercept=intercept)

    one, other = solved(X, y), solved(X * factor, -4.0 * y)
    p = D + intercept
    back = np.append(factor, 1.0)[:p] / -4.0
    np.testing.assert_array_equal(other.weights * back, one.weights)
    np.testing.assert_array_equal(other.bound * np.abs(back), one.bound)
    np.testing.assert_array_equal(other.std_error * np.abs(back), one.std_error)
    np.testing.assert_array_equal(other.rss, 16.0 * one.rss)
    np.testing.assert_array_equal(other.tss, 16.0 * one.tss)
    np.testing.assert_array_equal(other.status, one.status)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("method", [*METHODS, "reproducible", "rational", "lsmr"])
def test_each_solver_tells_the_same_of_the_data(method: str, weighted: bool) -> None:
    """Norms, the inverse, and what is left, against NumPy."""
    X, y = table("plain")
    X, y = X + np.array([2.0, 0.0, -9.0]), y + 40.0
    weights = 1.0 + np.arange(N) % 3 if weighted else None
    found = answer(method, X, y, Accuracy.FULL, weights)
    assert isinstance(found, Answer)
    heavy = np.ones(N) if weights is None else weights
    design = np.column_stack([X, np.ones(N)])
    gram = design.T @ (design * heavy[:, np.newaxis])
    truth = np.linalg.solve(gram, design.T @ (heavy * y))
    np.testing.assert_allclose(found.weights[:, 0], truth, rtol=1e-9)
    residuals = y - design @ truth
    assert found.residual_norms[0] == pytest.approx(np.sqrt(heavy @ residuals**2), rel=1e-9)
    moments = found.moments
    lengths = np.sqrt(heavy @ design**2)
    np.testing.assert_allclose(moments.column_norms(), lengths, rtol=1e-9)
    assert moments.target_norms()[0] == pytest.approx(np.sqrt(heavy @ y**2), rel=1e-9)
    away = y - np.average(y, weights=heavy)
    assert moments.total_norms()[0] == pytest.approx(np.sqrt(heavy @ away**2), rel=1e-9)
    spread = X - np.average(X, axis=0, weights=heavy)
    np.testing.assert_allclose(moments.centered_norms(), np.sqrt(heavy @ spread**2), rtol=1e-9)
    if found.inverse_factor is not None:
        V = found.inverse_factor
        np.testing.assert_allclose(V @ V.T, np.linalg.inv(gram), rtol=1e-7)
        scaled = gram / np.outer(lengths, lengths)
        assert found.amplification <= np.sqrt(np.linalg.inv(scaled).diagonal().max()) * 2.0
        assert found.amplification >= 1.0 / 2.0
    assert found.rank == D + 1
