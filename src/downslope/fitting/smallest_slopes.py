"""The smallest slopes that fit equally well, the intercept left out of account.

When columns depend on each other many weights give the same predictions, and "minimum norm"
picks one of them. The ladder's answer is the smallest over all weights, the intercept among them
(`pinv(X_b) @ y`). Another convention, scikit-learn's, is the smallest over the slopes alone: the
minimum norm of the centred problem. It is the projection of any solution on the row space of the
centred rows,

    √W (X − 1 x̄ᵀ) = U S Vᵀ        b ← V_r V_rᵀ b        b₀ = ȳ − x̄·b

with r the rank that the ladder found: no cutoff is chosen here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from downslope.fitting.ladder import solve_targets
from downslope.fitting.solution import Solution
from downslope.numerics.arrays import Matrix, Vector

BLOCK_VALUES = 2**20  # values of the rows that are looked at together
CHEAP_INTERCEPT = 2.0**20  # see `smallest_slopes_by_products`


def smallest_slopes(
    solutions: list[Solution], X: Any, Y: Matrix, weights: Vector | None
) -> tuple[list[Solution], Vector]:
    """The solutions of `solve_targets(X, Y)` with the smallest slopes instead.

    Also returns the singular values of the rows, (min(n, d),); they are centred only where there
    is an intercept.
    """
    weights = np.ones(len(Y)) if weights is None else weights
    x_mean, y_mean = np.zeros(X.shape[1]), np.zeros(Y.shape[1])
    if solutions[0].has_intercept:
        mass = weights.sum()
        x_mean, y_mean = np.asarray(X.T @ weights) / mass, weights @ Y / mass
    factor = _triangle(X, x_mean, np.sqrt(weights))
    rank = min(solutions[0].rank, solutions[0].n)
    _, values, right = np.linalg.svd(factor, full_matrices=False)
    basis = right[: rank - solutions[0].has_intercept].T
    smallest = []
    for solution, mean in zip(solutions, y_mean, strict=True):
        slopes = basis @ (basis.T @ solution.coef)
        intercept = float(mean - x_mean @ slopes) if solution.has_intercept else 0.0
        smallest.append(replace(solution, coef=slopes, intercept=intercept, rank=rank))
    return smallest, values


def smallest_slopes_by_products(
    solutions: list[Solution], X: Any, Y: Matrix, weights: Vector | None
) -> list[Solution]:
    """The same for rows too wide to be decomposed: LSMR, with an intercept that costs nothing.

    A last column of 2²⁰ takes the intercept's place. Its weight is b₀ / 2²⁰, which hardly counts
    in the norm: the slopes are the smallest up to 2⁻⁴⁰ of b₀².
    """
    constant = np.full((X.shape[0], 1), CHEAP_INTERCEPT)
    if isinstance(X, np.ndarray):
        design = np.hstack([X, constant])
    else:
        from scipy.sparse import csr_array, hstack

        design = hstack([X, csr_array(constant)], format="csr")
    cheap = solve_targets(design, Y, method="lsmr", intercept=False, weights=weights)
    return [
        replace(solution, coef=found.coef[:-1], intercept=float(found.coef[-1]) * CHEAP_INTERCEPT)
        for solution, found in zip(solutions, cheap, strict=True)
    ]


def _triangle(X: Any, mean: Vector, roots: Vector) -> Matrix:
    """R of a QR decomposition of the centred, weighted rows, taken block by block."""
    n, d = X.shape
    step = max(d, BLOCK_VALUES // d)
    factor = np.empty((0, d))
    for start in range(0, n, step):
        block = X[start : start + step]
        dense = block if isinstance(block, np.ndarray) else block.toarray()
        centred = (dense - mean) * roots[start : start + step, np.newaxis]
        factor = np.asarray(np.linalg.qr(np.vstack([factor, centred]), mode="r"))
    return factor
