"""Fits of models against Newton's method in 50 digits, and data with and without best weights."""

from __future__ import annotations

import math

import numpy as np
from mpmath import mp, mpf

import downslope as ds
from downslope.models.catalog import model_on
from downslope.models.score_model import ScoreModel
from downslope.models.softmax import Softmax
from downslope.solvers.active_set import minimize_sparse
from downslope.solvers.existence import no_optimum
from downslope.solvers.newton import minimize

MODELS = ("ridge", "lasso", "elastic-net", "huber", "logistic", "softmax", "poisson")
ALPHAS = {"ridge": 0.1, "lasso": 0.1, "elastic-net": 0.1}


def problem(name: str, seed: int) -> ScoreModel:
    """A random problem: scales, offsets, correlations, penalties and noise of every size."""
    rng = np.random.default_rng([seed, *name.encode()])
    n, d = int(rng.integers(16, 40)), int(rng.integers(1, 4))
    x = rng.normal(size=(n, d)) + rng.normal(size=(n, 1)) * rng.uniform(0, 3)
    s = (x - x.mean(axis=0)) @ (rng.normal(size=d) / math.sqrt(d)) * 0.7 + rng.normal() * 0.5
    X = x * 10 ** rng.uniform(-3, 3, d) + rng.normal(size=d) * 10 ** rng.uniform(-2, 4)
    intercept = bool(rng.uniform() < 0.8)
    alpha = ALPHAS.get(name, 0.0) * 10 ** rng.uniform(-2, 1)
    if name == "logistic":
        y = rng.uniform(size=n) < 1 / (1 + np.exp(-s))
        y[:2] = False, True
    elif name == "softmax":
        y = np.argmax(rng.gumbel(size=(n, 3)) + np.outer(s, [1, 0, -1]), axis=1)
        y[:2] = 0, 1
    else:
        y = rng.poisson(np.exp(s)) if name == "poisson" else s + rng.standard_t(2, n)
    if name in ("huber", "logistic", "softmax") and rng.uniform() < 0.3:
        alpha = 10 ** rng.uniform(-4, 0)
    made = model_on(name, X, y, {"alpha": alpha}, intercept=intercept)
    assert isinstance(made, ScoreModel)
    return made


def digits(name: str, seed: int) -> list[str]:
    """Return complaints: fewer than 12 right digits, or an error above its bound."""
    model = problem(name, seed)
    where = f"{name}, seed {seed}"
    if isinstance(model, ds.Lasso):
        found = minimize_sparse(model)
        if not found.proven:
            return [f"{where}: not proven"]
        exact = exact_sparse_weights(model, found.weights)
        weights, bound = found.weights, found.bound
        given = [mpf(float(value)) for value in weights]
        errors = np.array([float(abs(a - b)) for a, b in zip(exact, given, strict=True)])
        sizes = np.array([float(abs(a)) for a in exact])
    else:
        best = minimize(model)
        if not best.proven:
            cause = no_optimum(model)
            return [] if cause is not None else [f"{where}: not proven"]
        weights, bound = best.weights, best.bound
        errors, sizes = errors_of(model, weights)
    wrong = []
    if not (errors <= bound * (1 + 1e-9)).all():
        wrong.append(f"{where}: error {errors} above its bound {bound}")
    if not (errors <= 1e-12 * sizes).all():
        wrong.append(f"{where}: relative error {(errors / sizes).max():.1e}")
    return wrong


def existence(name: str, seed: int) -> list[str]:
    """Return complaints on data with (even seeds) or without a direction in which loss falls."""
    rng = np.random.default_rng([seed, *name.encode()])
    n, d = int(rng.integers(12, 60)), int(rng.integers(1, 4))
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-2, 2, d) + rng.normal(size=d)
    s = (X - X.mean(axis=0)) / X.std(axis=0) @ rng.normal(size=d) + 0.2
    separable = seed % 2 == 0
    if name == "poisson":
        closed = s > np.quantile(s, 0.7)
        y = rng.poisson(3.0, n) * ~closed if separable else rng.poisson(np.exp(0.5 * s))
        X = np.column_stack([X, closed]) if separable else X
    elif separable:
        y = np.digitize(s, [np.median(s)] if name == "logistic" else np.quantile(s, [0.3, 0.6]))
    else:
        groups = [0.0, -1.0] if name == "logistic" else [1.0, 0.0, -1.0]
        y = np.argmax(rng.gumbel(size=(n, len(groups))) + np.outer(s, groups), axis=1)
    if len(set(y)) < (1 if name == "poisson" else 2):
        return []
    if name == "logistic" and len(set(y)) > 2:
        return []
    model = model_on(name, X, y, {})
    assert isinstance(model, ScoreModel)
    proven, finding = minimize(model).proven, no_optimum(model)
    where = f"{name}, seed {seed}"
    if separable and finding is None:
        return [f"{where}: not found"]
    # Random data may be without best weights too: then the two proofs must agree.
    return [] if proven == (finding is None) else [f"{where}: proven {proven}, finding {finding}"]


def row_terms(model: ScoreModel, s: list, y: np.ndarray) -> tuple[list, list]:
    """First and second derivatives of a row's loss by its scores, in 50 digits."""
    if model.name == "logistic":
        p = 1 / (1 + mp.exp(-s[0]))
        return [p - int(y[0])], [[p * (1 - p)]]
    if model.name == "poisson":
        mean = mp.exp(s[0])
        return [mean - int(y[0])], [[mean]]
    if model.name == "softmax":
        powers = [mp.exp(each) for each in s]
        p = [power / mp.fsum(powers) for power in powers]
        curved = [[a * ((j == k) - b) for k, b in enumerate(p)] for j, a in enumerate(p)]
        return [a - int(seen) for a, seen in zip(p, y, strict=True)], curved
    r = s[0] - mpf(float(y[0]))
    if isinstance(model, ds.Huber):
        delta = mpf(model.delta)
        return [max(-delta, min(delta, r))], [[mpf(1 if abs(r) < delta else 0)]]
    return [r], [[mpf(1)]]


def exact_weights(model: ScoreModel, near: np.ndarray) -> np.ndarray:
    """The best weights by Newton's method in 50 digits, from weights near them."""
    with mp.workdps(50):
        rows = [[mpf(float(value)) for value in row] for row in model.X_b]
        n, p = model.X_b.shape
        groups = len(model.classes) if isinstance(model, Softmax) else 1
        y = model.y.reshape(n, groups)
        w = [mpf(float(value)) for value in near.ravel()]
        for j in range(p):  # weights of all classes add up to 0
            mean = mp.fsum(w[j::p]) / groups if groups > 1 else 0
            w[j::p] = [each - mean for each in w[j::p]]
        factor = mpf(2 if isinstance(model, ds.LeastSquares) else 1) / n
        for _ in range(2):  # each doubles the digits
            gradient, hessian = [mpf(0)] * len(w), mp.zeros(len(w), len(w))
            for x, seen in zip(rows, y, strict=True):
                s = [mp.fdot(x, w[k * p : (k + 1) * p]) for k in range(groups)]
                pulls, curved = row_terms(model, s, seen)
                for a in range(len(w)):
                    gradient[a] += factor * x[a % p] * pulls[a // p]
                    for b in range(len(w)):
                        hessian[a, b] += factor * x[a % p] * x[b % p] * curved[a // p][b // p]
            for a in range(len(w)):
                if a % p < model.d:
                    gradient[a] += 2 * mpf(model.alpha) * w[a]
                    hessian[a, a] += 2 * mpf(model.alpha)
                if groups > 1:
                    for b in range(a % p, len(w), p):
                        hessian[a, b] += 1
            step = mp.lu_solve(hessian, mp.matrix(gradient))
            w = [value - change for value, change in zip(w, step, strict=True)]
        return np.array(w, dtype=object)


def exact_sparse_weights(model: ds.Lasso, near: np.ndarray) -> list:
    """The best weights with the signs of those given, checked for optimality, in 50 digits."""
    d, n = model.d, model.n
    penalty, squared = model.penalties
    used = [j for j in range(d) if near[j] != 0]
    kept = [*used, *range(d, len(near))]
    with mp.workdps(50):
        rows = [[mpf(float(value)) for value in row] for row in model.X_b]
        y = [mpf(float(value)) for value in model.y]
        weights = [mpf(0)] * len(near)
        if kept:
            A, b = mp.zeros(len(kept), len(kept)), mp.zeros(len(kept), 1)
            for a, j in enumerate(kept):
                column = [row[j] for row in rows]
                b[a] = 2 * mp.fdot(column, y) / n
                if j < d:
                    b[a] -= mpf(penalty) * int(np.sign(near[j]))
                    A[a, a] += 2 * mpf(squared)
                for c, k in enumerate(kept):
                    A[a, c] += 2 * mp.fdot(column, [row[k] for row in rows]) / n
            for j, value in zip(kept, mp.lu_solve(A, b), strict=True):
                weights[j] = value
        residuals = [mp.fdot(row, weights) - seen for row, seen in zip(rows, y, strict=True)]
        for j in range(d):
            pull = 2 * mp.fdot([row[j] for row in rows], residuals) / n
            if j not in used and abs(pull) > penalty:
                return [mpf("inf")] * len(near)
            if j in used and np.sign(float(weights[j])) != np.sign(near[j]):
                return [mpf("inf")] * len(near)
        return weights


def errors_of(model: ScoreModel, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the errors of weights, and the sizes of the exact ones."""
    exact = exact_weights(model, weights)
    given = [mpf(float(value)) for value in weights.ravel()]
    errors = [float(abs(a - b)) for a, b in zip(exact, given, strict=True)]
    return np.array(errors), np.array([float(abs(a)) for a in exact])
