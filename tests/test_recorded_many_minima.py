"""What minimizes thousands of drawn losses is what it was, and what is proven about it."""

from __future__ import annotations

import random
from contextlib import ExitStack
from functools import partial
from typing import Any
from unittest import mock

import numpy as np
import pytest

import downslope as ds
from downslope.models.model import Model
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers import active_set, existence, newton, row_data, row_sums
from downslope.solvers import scaled_model as scaled_module
from downslope.solvers.active_set import minimize_path, path_weights
from downslope.solvers.exact import exact_gram
from downslope.solvers.existence import no_optimum
from downslope.solvers.newton import data_in_memory, minimize_data
from downslope.solvers.quadratic import Quadratic
from downslope.solvers.rows import Rows, choose_origin
from downslope.solvers.stationary import best_weights, polished
from downslope.summary import Summary
from records import Case, check
from tallies import tally, wide
from test_recorded_many_solvers import normals

UNIT = 2.0**53
PENALIZED = ("lasso", "elastic", "ridge")


def columns(source: random.Random, rng: np.random.Generator, n: int, d: int) -> Matrix:
    X = normals(rng, n, d)
    for j in range(d):
        X[:, j] *= source.choice([1.0, 1.0, 8.0, 1e-3])
        X[:, j] += source.choice([0.0, 0.0, 1.0, 1e3, -1e5])
        if source.random() < 0.2:
            X[:, j] = np.rint(X[:, j])
    kind = source.random()
    if kind < 0.06:
        X[:, 0] = source.choice([0.0, 3.0, 0.1])
    elif kind < 0.12:
        X[:, 0] = 2.0 * X[:, -1] - 3.0
    return X


def model_of(source: random.Random, name: str) -> tuple[Any, Vector | None]:
    """Draw a model with its rows, and weights for some."""
    rng = np.random.default_rng(source.randrange(2**32))
    d, intercept = source.randint(1, 4), source.random() < 0.75
    n = source.choice([d + 2, d + 4, round(wide(source, d + 3, 90))])
    X = columns(source, rng, n, d)
    size = np.abs(X - X[0]).mean() + 1.0
    steep = source.choice([0.3, 1.0, 2.0, 30.0 if source.random() < 0.3 else 1.0])
    score = steep * (X[:, 0] - X[0, 0]) / size
    noise = normals(rng, n) * source.choice([1e-3 if source.random() < 0.3 else 0.7, 1.0, 1.0])
    alpha = source.choice([0.0, wide(source, 1e-3, 10)])
    weights = np.exp2(np.rint(rng.normal(size=n))) if source.random() < 0.3 else None
    if weights is not None and source.random() < 0.3:
        weights[source.randrange(n)] = 0.0
    match name:
        case "logistic":
            y = (score + noise > 0).astype(float)
            if y.min() == y.max():
                y[0] = 1.0 - y[0]
            return ds.Logistic(X, y, alpha=alpha, intercept=intercept), weights
        case "softmax":
            y = np.clip(np.rint(score + noise), -1, 1)
            y[:3] = [-1, 0, 1]
            return ds.Softmax(X, y, alpha=alpha, intercept=intercept), weights
        case "poisson":
            y = np.maximum(np.rint(np.abs(score + 2 * noise) * 2) - source.choice([0, 1, 3]), 0.0)
            if not y.any():
                y[0] = 1.0
            return ds.Poisson(X, y, alpha=alpha, intercept=intercept), weights
        case "huber":
            y = score + noise
            y[:: source.choice([3, 7])] += source.choice([0.0, 5.0, 100.0])
            delta = source.choice([0.01, 0.5, 1.0, 20.0])
            return ds.Huber(X, y, delta=delta, alpha=alpha, intercept=intercept), weights
    y, alpha = score + noise + source.choice([0.0, 50.0]), wide(source, 1e-4, 30)
    loss = source.choice(["mse", "half-mse", "sse"])
    match name:
        case "lasso":
            return ds.Lasso(X, y, alpha=alpha, intercept=intercept, loss=loss), weights
        case "elastic":
            ratio = source.choice([0.0, 0.1, 0.5, 0.9, 1.0])
            return ds.ElasticNet(X, y, alpha, ratio, intercept=intercept, loss=loss), weights
        case "ridge":
            return ds.Ridge(X, y, alpha=alpha, intercept=intercept, loss=loss), weights
    return ds.LeastSquares(X, y, intercept=intercept, loss=loss), weights


def in_short_blocks(source: random.Random) -> ExitStack:
    """Cut few rows into several tasks, blocks, chunks, and samples."""
    short, patched = source.random() < 0.4, ExitStack()
    # Where no weights are best, steps have no end.
    patched.enter_context(mock.patch.object(newton, "MOST_STEPS", 12))
    if short:
        for module, name, value in (
            (row_data, "TASK_ROWS", source.choice([30, 65536])),
            (row_data, "SIDE_BY_SIDE", 4),
            (row_sums, "CHUNK", 4),
            (row_sums, "PRECISE_BLOCK", 8),
            (newton, "FEWEST_SAMPLED", 2),
            (newton, "SAMPLED_PER_WEIGHT", source.choice([1, 2])),
            (newton, "LEAST_STEP", 2),
            (newton, "SAMPLED_STEP", 3),
            (row_data, "ALWAYS_PRECISE", source.choice([0, 2_000_000])),
        ):
            patched.enter_context(mock.patch.object(module, name, value))
    return patched


@np.errstate(all="ignore")
def of_newton(name: str, source: random.Random) -> dict[str, Any]:
    model, weights = model_of(source, name)
    with in_short_blocks(source):
        data, has_best = data_in_memory(model, weights, full=source.random() < 0.5)
        found = minimize_data(data)
        sums = data.sums(data.near)
        known = found.proven and found.decrement < 1e-6
        around, rounding, gradient, proof = sums, sums.rounding, sums.gradient, found
        if known:
            # What is proven near the minimum, at weights that are the same everywhere.
            p, d = data.problem.p, data.problem.model.d
            v = found.weights.reshape(-1, p).copy()
            if model.has_intercept:
                v[:, d] += v[:, :d] @ data.problem.origin
            v[:, :d] *= data.problem.unit
            v = (np.rint(v * 4096) / 4096).reshape(data.near.shape)
            around = data.sums(v)
            gradient, rounding = data.precise(v)
            proof = newton._optimum(data, v, around, 0)
    return {
        "outcome": f"{found.proven}, {found.precise}, {has_best}",
        "weights": found.weights if known else None,
        "bounds": proof.bound if known else None,
        "bounds of the decrement": proof.decrement if known and proof.decrement > 1e-5 else None,
        "steepest": proof.gradient if known and proof.gradient > 1e-5 else None,
        "bounds beside the gradient": gradient[np.abs(gradient) > 1e-5] if known else None,
        "bounds of the gradient": rounding * UNIT if known else None,
        "rounding there": around.rounding * UNIT if known else None,
        "loss": found.loss if known else None,
        "inverse": np.square(found.inverse_factor).sum(axis=1) if known else None,
        "near": data.near if data.guess is None else None,
        "units": [*data.problem.unit, *data.problem.largest, data.problem.mass],
        "loss before": sums.loss if data.guess is None else None,
        "rounding": [*sums.rounding * UNIT, sums.hessian_rounding * UNIT,
                     sums.curvature_rounding * UNIT] if data.guess is None else None,
        "closest": sums.closest if data.guess is None and name == "huber" else None,
        "target": data.target,
    }  # fmt: skip


@np.errstate(all="ignore")
def of_path(name: str, source: random.Random) -> dict[str, Any]:
    model, weights = model_of(source, name)
    d = model.d
    X, y = model.X_b[:, :d], model.y
    mass = float(len(y) if weights is None else weights.sum())
    kind = source.choice(["rows", "rows", "summary", "exact"])
    if kind == "rows":
        products = Quadratic.of_rows(model, weights)
    else:
        kept = np.ones(len(y), dtype=bool) if weights is None else weights > 0
        some = None if weights is None else weights[kept]
        like = Quadratic.of_rows(model, weights) if source.random() < 0.3 else None
        origin = choose_origin(X, y[:, np.newaxis], True)
        if kind == "summary":
            parts = [X[kept], y[kept]] + ([] if some is None else [some])
            summary = Summary.of_blocks([np.column_stack(parts)], origin, some is not None)
            products = Quadratic.of_summary(model, summary, like)
        else:
            roots = None if some is None else np.sqrt(some)
            rows = Rows(X[kept], y[kept][:, np.newaxis], True, origin, some, roots)
            same = [j for j in range(d) if np.ptp(X[kept, j]) == 0.0]
            products = Quadratic.of_exact(model, exact_gram(rows)[0], mass, like, same)
    spreads = products.spreads if source.random() < 0.4 else None
    largest = float(
        np.abs(products.scale * products.centered()[:d, -1] / products.problem.unit).max()
    )
    alphas = np.array([largest * source.choice([0.0, 1.5, 1.0, wide(source, 1e-5, 1)])
                       for _ in range(source.choice([1, 1, 3]))])  # fmt: skip
    if isinstance(model, ds.ElasticNet | ds.Lasso):
        found = minimize_path(model, products, alphas, spreads)
        path = path_weights(model, products, alphas, spreads)
        squares, wrong = products.residual_squares(path)
    else:
        data = minimize_data(products)
        return {
            "outcome": f"{kind}, {data.proven}",
            "weights": data.weights if data.proven else None,
            "bounds": data.bound * UNIT if data.proven else None,
            "loss": data.loss if data.proven else None,
            **of_products(products, kind),
        }
    proven = [each for each in found if each.proven]
    return {
        "outcome": f"{kind}, " + "; ".join(
            f"{''.join(map(str, each.zero.astype(int)))}" if each.proven else "no" for each in found
        ),
        "weights": [w for each in proven for w in each.weights],
        "bounds": [w * UNIT for each in proven for w in each.bound] if kind == "summary" else None,
        "losses": [each.loss for each in proven],
        "residuals": [each.residuals for each in proven],
        "steps": [each.steps for each in proven],
        "path": path[np.abs(path) > 1e-5] if len(proven) == len(found) else None,
        "squares": squares if len(proven) == len(found) else None,
        "bounds of squares": wrong * UNIT if kind == "summary" else None,
        "gaps": [each.gap > 1e-12 * each.loss for each in found],
        **of_products(products, kind),
    }  # fmt: skip


def of_products(products: Quadratic, kind: str) -> dict[str, Any]:
    v = np.arange(1.0, products.problem.p + 1)
    sums = products.sums(v)
    weights = products.at(v)
    pairs = UNIT if kind == "summary" else UNIT * UNIT
    return {
        "eta": products.eta * pairs,
        "origin": products.origin,
        "spreads": [each for each in products.spreads if each > 1e-9],
        "total": products.squares(),
        "hessian": np.abs(sums.hessian).sum(axis=0),
        "gradient": np.abs(sums.gradient).sum(),
        "bounds of sums": [*sums.rounding * UNIT, sums.hessian_rounding * UNIT],
        "residual": products.residuals(v),
        "at": weights,
        "begin": products.begin()[0],
    }


def of_search(source: random.Random) -> dict[str, Any]:
    """Draw quadratics of whole numbers, whose slopes pass zero on the way."""
    d = source.randint(1, 5)
    A = np.array(
        [[source.randint(-3, 3) for _ in range(d)] for _ in range(d + source.choice([-1, 1, 3]))]
    )
    A = A.reshape(-1, d).astype(float)
    H = np.array([[float((a * b).sum()) for a in A.T] for b in A.T])
    b = np.array([float((A[:, j] * np.arange(1, len(A) + 1)).sum()) for j in range(d)])
    penalty = np.array([source.choice([0.0, 0.5, 1.0, 4.0]) for _ in range(d)])
    if not (np.linalg.eigvalsh(H) > 1e-9).all():
        H += np.eye(d) * source.choice([0.0, 0.5])
    start = source.choice([None, np.rint(np.array([source.randint(-2, 2) for _ in range(d)]))])
    v, steps = active_set.feature_sign_search(H, b, penalty, start)
    curved = bool((np.linalg.eigvalsh(H) > 1e-9).all())
    pull = np.array([[source.choice([0.0, 1.0]) * each] for each in (1.0, 2.0)]) * np.ones((2, d))
    ridge = active_set._ridge(H, b, pull)
    return {
        "outcome": f"{curved}",
        "v": v if curved else None,
        "steps": steps if curved else None,
        "loss": v @ H @ v / 2 - b @ v + penalty @ np.abs(v),
        "ridge": ridge if curved else (H @ ridge[0] - b) @ ridge[0],
    }


@np.errstate(all="ignore")
def of_existence(source: random.Random) -> dict[str, Any]:
    name = source.choice(["logistic", "softmax", "poisson"])
    rng = np.random.default_rng(source.randrange(2**32))
    d, n = source.randint(1, 3), source.randint(4, 14)
    X = rng.integers(-3, 4, size=(n, d)).astype(float)
    score = X[:, 0] * 2 + source.choice([0.0, 1.0]) * X[:, -1] + source.choice([-1, 0.0, 1])
    score += source.choice([0, 0, 1]) * rng.integers(-2, 3, size=n)
    alpha, intercept = source.choice([0.0, 0.0, 0.0, 0.1]), source.random() < 0.7
    if name == "poisson":
        y = np.maximum(score, 0.0)
        y[0] = max(y[0], source.choice([0.0, 1.0]), 0.0 if y.any() else 1.0)
        model: Any = ds.Poisson(X, y, alpha=alpha, intercept=intercept)
    elif name == "logistic":
        y = (score > 0).astype(float)
        y[0] = 1.0 - y[1] if y.min() == y.max() else y[0]
        model = ds.Logistic(X, y, alpha=alpha, intercept=intercept)
    else:
        y = np.clip(score, -1, 1)
        y[:3] = [-1, 0, 1]
        model = ds.Softmax(X, y, alpha=alpha, intercept=intercept)
    with (
        mock.patch.object(existence, "MOST_ROWS", source.choice([2, 5, 2000])),
        mock.patch.object(row_data, "TASK_ROWS", source.choice([3, 65536])),
        mock.patch.object(scaled_module, "BLOCK", source.choice([2, 8192])),
    ):
        found = no_optimum(model)
    if found is None:
        return {"outcome": f"{name}: none"}
    return {
        "outcome": f"{name}: {found.code}, {', '.join(found.columns)}",
        "said": [found.evidence, found.fix],
    }


@np.errstate(all="ignore")
def of_stationary(source: random.Random) -> dict[str, Any]:
    name = source.choice(["logistic", "poisson", "huber", "lasso", "elastic", "ridge", "network"])
    if name == "network":
        rng = np.random.default_rng(source.randrange(2**32))
        model: Model = ds.Network(normals(rng, 9, 1), normals(rng, 9), hidden=2, alpha=0.1)
    else:
        model = model_of(source, name)[0]
    start = np.full(model.weights_shape, source.choice([0.0, 0.5, -0.25]))
    with (
        mock.patch.object(scaled_module, "BLOCK", source.choice([16, 8192])),
        mock.patch.object(newton, "MOST_STEPS", 12),
    ):
        best = best_weights(model)
    if name == "network":
        return {"outcome": f"{name}: {best is None}"}
    end = polished(model, start)
    known = best is not None and best.absent is None
    near = known and model.loss(end) <= model.loss(best.weights) * (1 + 1e-8) + 1e-12
    return {
        "outcome": f"{name}: {near}, {best.absent.code if best and best.absent else known}",
        "weights": best.weights if near else None,
        "zeros": len(best.zeros) if known else None,
        "loss": model.loss(end) if near else None,
    }


NEWTON = {"logistic": 45, "softmax": 20, "poisson": 45, "huber": 30, "least squares": 40}
PATHS = {"lasso": 130, "elastic": 110, "ridge": 40, "least squares": 30}
CASES: dict[str, Case] = {
    **{
        f"{name} by Newton": partial(tally, f"{name} 1", count, partial(of_newton, name))
        for name, count in NEWTON.items()
    },
    **{
        f"{name} by products": partial(tally, f"{name} 2", count, partial(of_path, name))
        for name, count in PATHS.items()
    },
    "search": partial(tally, "search", 250, of_search),
    "existence": partial(tally, "existence", 120, of_existence),
    "stationary": partial(tally, "stationary", 40, of_stationary),
}


@pytest.mark.parametrize("name", CASES)
def test_what_minimizes_a_loss(name: str) -> None:
    check("many_minima", name, CASES[name])
