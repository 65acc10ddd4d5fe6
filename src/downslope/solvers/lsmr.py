"""LSMR on the rows as they are: products with X and Xᵀ only, for sparse and very wide data.

    minimise ‖t − (X − 1 mᵀ) D β‖    the centring is applied to vectors, never to X

Fong and Saunders, "LSMR: an iterative algorithm for sparse least-squares problems" (SISC 33,
2011). Tall problems run on centred columns of length one (D), which is what decides how many
iterations they need. Wide ones (n < p) run on [X, 1] as given: started from zero, LSMR stays in
the row space and ends at the minimum norm over all weights, the intercept among them.

There is no factor, so there is no bound, no standard error and no rank: a note and, for n ≥ p, the
outcome say so. The `rank` of the answer is then only the most that it can be, min(n, p).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.contract import Accuracy, Answer, Declined
from downslope.solvers.moments import Moments
from downslope.solvers.rows import Rows

TOLERANCE = 1e-15
ITERATIONS_PER_WEIGHT = 20
NOT_CERTIFIED = (
    "LSMR computes no factor, so these weights carry no bound and no standard errors, and the "
    "rank is unknown."
)


def solve(rows: Rows, accuracy: Accuracy) -> Answer | Declined:
    """The weights by matrix-free iteration."""
    from scipy.sparse.linalg import LinearOperator, lsmr

    wide = rows.n < rows.p
    design = _Design(rows, centred=not wide)
    operator = LinearOperator(
        (rows.n, design.width), matvec=design.times, rmatvec=design.transposed, dtype=np.float64
    )
    weights = np.empty((rows.p, rows.k))
    iterations = 0
    for target in range(rows.k):
        right = design.target(target)
        result = lsmr(
            operator,
            right,
            atol=TOLERANCE,
            btol=TOLERANCE,
            conlim=0.0,
            maxiter=ITERATIONS_PER_WEIGHT * min(rows.n, rows.p) + 100,
        )
        weights[:, target] = design.in_user_units(result[0], target)
        iterations = max(iterations, int(result[2]))
    residuals = design.residuals(weights)
    if rows.column_scale is not None:
        weights = weights * rows.column_scale[:, np.newaxis]
    moments = design.moments()
    return Answer(
        weights=weights,
        low=None,
        error=None,
        residual_norms=np.sqrt((residuals * residuals).sum(axis=0)),
        inverse_factor=None,
        moments=moments,
        rank=min(rows.n, rows.p),
        passes=2 * iterations,
        notes=(NOT_CERTIFIED,),
    )


class _Design:
    """The design as an operator: √W (X − 1 mᵀ) D, or √W [X, 1]."""

    def __init__(self, rows: Rows, *, centred: bool) -> None:
        self.rows = rows
        self.centred = centred and rows.intercept
        self.roots = np.ones(rows.n) if rows.roots is None else rows.roots
        squares = self.roots * self.roots
        self.mass = float(squares.sum())
        self.sums = np.asarray(rows.X.T @ squares, dtype=np.float64)
        self.means = self.sums / self.mass if self.centred else np.zeros(rows.d)
        self.width = rows.d if self.centred or not rows.intercept else rows.p
        self.squares = self._column_squares(squares)
        self.unit = np.ones(rows.d)
        if centred:
            left = self.squares - self.mass * self.means**2
            tiny = left <= 1e-12 * self.squares
            self.unit = 1.0 / np.sqrt(np.where(tiny, np.maximum(self.squares, 1e-300), left))

    def _column_squares(self, weights: Vector) -> Vector:
        X: Any = self.rows.X
        squared = X.multiply(X) if self.rows.sparse else np.square(X, dtype=np.float64)
        result: Vector = np.asarray(squared.T @ weights, dtype=np.float64)
        return result

    def times(self, beta: Vector) -> Vector:
        d = self.rows.d
        slopes = self.unit * beta[:d]
        fitted = self.rows.X @ slopes - self.means @ slopes
        if self.width > d:
            fitted = fitted + beta[d]
        result: Vector = self.roots * fitted
        return result

    def transposed(self, residual: Vector) -> Vector:
        weighted = self.roots * residual
        gradient = self.unit * (self.rows.X.T @ weighted - self.means * weighted.sum())
        result: Vector = (
            np.append(gradient, weighted.sum()) if self.width > self.rows.d else gradient
        )
        return result

    def target(self, target: int) -> Vector:
        y = self.rows.Y[:, target]
        return self.roots * (y - self._mean_target(target))

    def _mean_target(self, target: int) -> float:
        if not self.centred:
            return 0.0
        return float(self.rows.Y[:, target] @ (self.roots * self.roots)) / self.mass

    def in_user_units(self, beta: Vector, target: int) -> Vector:
        d = self.rows.d
        slopes = self.unit * beta[:d]
        if self.centred:
            return np.append(slopes, self._mean_target(target) - self.means @ slopes)
        return np.append(slopes, beta[d:])

    def residuals(self, weights: Matrix) -> Matrix:
        d = self.rows.d
        fitted = self.rows.X @ weights[:d]
        if self.rows.intercept:
            fitted = fitted + weights[d]
        result: Matrix = self.roots[:, np.newaxis] * (self.rows.Y - fitted)
        return result

    def moments(self) -> Moments:
        """Sums about the means: raw ones would lose the variance of what lies far from zero."""
        rows, p = self.rows, self.rows.p
        weights = self.roots * self.roots
        if not rows.intercept:
            squares = np.concatenate([self.squares, weights @ rows.Y**2])
            return Moments(squares, squares, np.zeros(rows.d + rows.k), p, intercept=False)
        means, target_means = self.sums / self.mass, weights @ rows.Y / self.mass
        spread = np.maximum(self.squares - self.mass * means**2, 0.0)
        target_spread = weights @ (rows.Y - target_means) ** 2
        squares = np.concatenate([spread, [self.mass], target_spread])
        sums = np.zeros(len(squares))
        sums[rows.d] = self.mass
        origin = np.concatenate([means, target_means])
        return Moments(squares, sums, origin, p, intercept=True)
