"""Paths of the lasso and the elastic net: each point as good as its own fit, and proven."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mp

import downslope as ds
from downslope.models.lasso import Lasso
from downslope.solvers.active_set import SparseOptimum, _ridge, minimize_path, minimize_sparse
from downslope.solvers.quadratic import Quadratic
from downslope.summary import Summary

SHAPES = {"plain": (200, 12, 0.2), "correlated": (400, 60, 0.95), "wide": (30, 50, 0.3)}


def rows(n: int, d: int, rho: float) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(n + d)
    shared = rng.normal(size=(n, 1))
    X = np.sqrt(1 - rho) * rng.normal(size=(n, d)) + np.sqrt(rho) * shared + 2.0
    truth = np.where(rng.uniform(size=d) < 0.3, rng.normal(size=d), 0.0)
    return X, X @ truth + rng.normal(size=n)


def penalties(X: np.ndarray, y: np.ndarray, count: int = 25) -> np.ndarray:
    largest = 2 * np.abs((X - X.mean(axis=0)).T @ (y - y.mean())).max() / len(y)
    return largest * np.logspace(0.1, -3, count)


def model_of(X: np.ndarray, y: np.ndarray, alpha: float, l1_ratio: float) -> Lasso:
    return ds.ElasticNet(X, y, alpha, l1_ratio) if l1_ratio < 1 else ds.Lasso(X, y, alpha)


def check_within_bounds(some: SparseOptimum, other: SparseOptimum) -> None:
    assert some.proven
    assert other.proven
    assert (some.zero == other.zero).all()
    assert (np.abs(some.weights - other.weights) <= some.bound + other.bound).all()


@pytest.mark.parametrize("l1_ratio", [1.0, 0.6])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_path_from_a_summary_agrees_with_fits_of_the_rows(shape: str, l1_ratio: float) -> None:
    X, y = rows(*SHAPES[shape])
    alphas = penalties(X, y) / l1_ratio
    summary = Summary.from_rows(X, y)
    options = {} if l1_ratio == 1 else {"l1_ratio": l1_ratio}
    kind = ds.Lasso if l1_ratio == 1 else ds.ElasticNet
    model = kind.from_summary(summary, **options)
    path = minimize_path(model, Quadratic.of_summary(model, summary), alphas)
    scale = float(((y - y.mean()) ** 2).mean())
    for alpha, found in list(zip(alphas, path, strict=True))[::6]:
        alone = minimize_sparse(model_of(X, y, float(alpha), l1_ratio))
        check_within_bounds(found, alone)
        assert found.loss == pytest.approx(alone.loss, rel=1e-9)
        assert found.residuals == pytest.approx(alone.residuals, rel=1e-6)
        assert 0 <= found.gap <= 1e-12 * scale
    assert path[0].zero.all()
    assert not path[-1].zero.all()


def test_penalties_come_in_any_order_and_may_repeat() -> None:
    X, y = rows(*SHAPES["plain"])
    alphas = penalties(X, y, 9)
    model = ds.Lasso(X, y)
    quadratic = Quadratic.of_rows(model)
    falling = minimize_path(model, quadratic, alphas)
    order = [3, 0, 8, 3, 5]
    for place, found in zip(order, minimize_path(model, quadratic, alphas[order]), strict=True):
        check_within_bounds(falling[place], found)
    assert model.alpha == 1.0


def test_a_path_down_to_no_penalty_ends_at_least_squares() -> None:
    X, y = rows(*SHAPES["plain"])
    model = ds.Lasso(X, y)
    last = minimize_path(model, Quadratic.of_rows(model), [0.5, 0.0])[-1]
    fit = ds.fit(X, y)
    assert last.proven
    np.testing.assert_allclose(last.weights[:-1], fit.coef, rtol=1e-12)
    assert last.gap <= 1e-20


def test_repeated_columns_and_ties_are_not_proven() -> None:
    X, y = rows(*SHAPES["plain"])
    twice = ds.Lasso(np.hstack([X, X[:, :1]]), y)
    path = minimize_path(twice, Quadratic.of_rows(twice), penalties(X, y))
    assert path[0].proven
    assert not path[-1].proven
    assert np.isnan(path[-1].bound).all()
    # At the largest gradient a slope is about to leave 0.
    tied = ds.Lasso(np.array([[-1.0], [1.0]]), [-1.0, 1.0], intercept=False)
    at, above = minimize_path(tied, Quadratic.of_rows(tied), [2.0, 2.1])
    assert not at.proven
    assert above.proven
    assert above.zero.all()


def test_a_column_that_never_varies_has_slope_zero() -> None:
    X, y = rows(*SHAPES["plain"])
    model = ds.Lasso(np.hstack([X, np.full((len(X), 1), 7.0)]), y)
    path = minimize_path(model, Quadratic.of_rows(model), penalties(X, y, 5))
    assert all(found.proven for found in path)
    assert all(found.zero[-1] for found in path)


@pytest.mark.parametrize("seed", range(3))
def test_pulls_of_different_sizes_cost_a_ridge_no_digits(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, 4))
    X[:, 3] = X[:, 0] + 1e-3 * X[:, 3]
    H, b, pull = X.T @ X, X.T @ rng.normal(size=20), np.array([[1e4, 1.0, 1e-4, 1e-4]])
    with mp.workdps(50):
        exact = mp.lu_solve(
            mp.matrix(H.tolist()) + mp.diag(pull[0].tolist()), mp.matrix(b.tolist())
        )
    off = _ridge(H, b, pull)[0] - [float(v) for v in exact]
    assert np.linalg.norm(off) <= 1e-14 * np.linalg.norm([float(v) for v in exact])
