"""Points at which the loop stays, from Newton's method with nothing but the loop's own methods."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.solvers import stationary
from downslope.solvers.active_set import minimize_sparse
from downslope.solvers.newton import minimize
from downslope.solvers.stationary import _downhill, best_weights, dense_hessian, polished


def table(seed: int, n: int = 40) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 3)) * [1.0, 10.0, 0.1]
    return X, X @ [1.0, 0.0, -5.0] + rng.normal(size=n)


def of(name: str) -> Any:
    X, y = table(3)
    return {
        "ridge": lambda: ds.Ridge(X, y, alpha=0.2),
        "huber": lambda: ds.Huber(X, y + 20.0 * (np.arange(40) == 5)),
        "logistic": lambda: ds.Logistic(X, y > 0.5, alpha=0.05),
        "softmax": lambda: ds.Softmax(X, np.digitize(y, [-0.5, 0.5]), alpha=0.05),
        "poisson": lambda: ds.Poisson(X, np.rint(np.exp(np.clip(y, -2.0, 2.0)))),
    }[name]()


@pytest.mark.parametrize("name", ["ridge", "huber", "logistic", "softmax", "poisson"])
def test_newtons_steps_end_where_the_certified_solver_does(name: str) -> None:
    model = of(name)
    found = polished(model, np.zeros(model.weights_shape))
    if name == "softmax":  # adding one number to all intercepts changes nothing
        found[:, -1] -= found[:, -1].mean()
    certified = minimize(model)
    off = np.abs(found.ravel() - certified.weights.ravel())
    np.testing.assert_array_less(off, 1e-9 * (1.0 + np.abs(certified.weights.ravel())))
    best = best_weights(model)
    assert best is not None
    assert best.weights.shape == model.weights_shape
    assert (best.zeros, best.absent) == ((), None)
    np.testing.assert_array_equal(best.weights.ravel(), certified.weights.ravel())


@pytest.mark.parametrize("start", [0.0, 3.0, -3.0])
@pytest.mark.parametrize("alpha", [0.05, 1.0, 30.0])
def test_slopes_that_the_penalty_holds_are_at_zero(alpha: float, start: float) -> None:
    model = ds.Lasso(*table(4), alpha=alpha)
    sparse = minimize_sparse(model)
    found = polished(model, np.full(model.weights_shape, start))
    np.testing.assert_allclose(found, sparse.weights, rtol=1e-9, atol=1e-9)
    assert (found[:3] == 0.0).tolist() == sparse.zero.tolist()
    best = best_weights(model)
    assert best is not None
    names = [f"x{j + 1}" for j in range(3) if sparse.zero[j]]
    assert best.zeros == tuple(names)
    assert names or alpha < 1.0


def test_a_network_goes_downhill_and_has_no_best_weights() -> None:
    x = np.linspace(-1.0, 1.0, 12)
    model = ds.Network(x, np.sin(2.0 * x), hidden=2)
    start = np.random.default_rng(1).normal(size=model.weights_shape)
    assert model.loss(polished(model, start)) < 0.01 * model.loss(start)
    assert best_weights(model) is None


def test_the_hessian_of_a_model_without_rows_of_its_own() -> None:
    model = of("softmax")
    w = np.random.default_rng(0).normal(size=model.weights_shape)
    H, step = dense_hessian(model, w), 1e-6
    assert (H == H.T).all()
    for j in range(w.size):
        unit = np.zeros(w.size)
        unit[j] = step
        unit = unit.reshape(w.shape)
        slope = (model.gradient(w + unit) - model.gradient(w - unit)).ravel() / (2.0 * step)
        np.testing.assert_allclose(H[j], slope, rtol=1e-5, atol=1e-6)


def test_more_weights_than_a_dense_hessian_has_and_weights_that_are_none_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = of("ridge")
    none = np.array([0.0, np.inf, 0.0, 0.0])
    assert polished(model, none) is none
    start = np.zeros(4)
    monkeypatch.setattr(stationary, "MOST_WEIGHTS", 3)
    assert polished(model, start) is start
    monkeypatch.setattr(stationary, "MOST_WEIGHTS", 4)
    assert np.abs(model.gradient(polished(model, start))).max() < 1e-9


def test_up_to_400_weights_have_a_dense_hessian() -> None:
    class Asked:
        def loss(self, w: np.ndarray) -> float:
            raise LookupError

    more = np.zeros(401)
    assert polished(Asked(), more) is more  # type: ignore[arg-type]
    with pytest.raises(LookupError):
        polished(Asked(), more[1:])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("H", "rest", "step"),
    [
        ([[4.0]], [2.0], [0.5]),
        ([[2.0, 0.0], [0.0, -4.0]], [2.0, 4.0], [1.0, 1.0]),  # along a ridge it goes down, too
        ([[1e8, 0.0], [0.0, 1e-8]], [1e8, 1e-8], [1.0, 1.0]),
        ([[4.0, 2.0], [2.0, 4.0]], [6.0, 6.0], [1.0, 1.0]),
        ([[1.0, 1.0], [1.0, 1.0]], [1.0, -1.0], [5e9, -5e9]),  # flat: 1e-10 of the steepest
        ([[1.0, 1.0], [1.0, 1.0]], [1.0, 1.0], [0.5, 0.5]),
    ],
)
def test_every_step_goes_downhill(H: list, rest: list[float], step: list[float]) -> None:
    np.testing.assert_allclose(_downhill(np.array(H), np.array(rest)), step, rtol=1e-9)


def test_a_model_without_finite_best_weights_says_why() -> None:
    x = np.arange(10.0)
    found = best_weights(ds.Logistic(x, x > 4))
    assert found is not None
    assert found.absent is not None
    assert found.absent.code == "separable"


def test_a_minimum_that_is_not_found_is_an_error_with_its_way_out() -> None:
    X, y = table(5)
    model = ds.Huber(X * [1e-160, 1.0, 1e160], y, delta=1e-9)
    with pytest.raises(ds.DataError, match=r"was not found in float64: give a larger delta=…"):
        best_weights(model)


def test_a_summary_has_the_best_weights_of_its_rows() -> None:
    """It has fewer rows of its own than it sums up: only they share the penalty rightly."""
    X, y = table(6)
    rows = best_weights(ds.Ridge(X, y, alpha=0.3))
    summed = best_weights(ds.Ridge.from_summary(ds.Summary.from_rows(X, y), alpha=0.3))
    assert rows is not None
    assert summed is not None
    np.testing.assert_allclose(summed.weights, rows.weights, rtol=1e-9)
