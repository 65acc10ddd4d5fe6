"""LSMR solver: products with X and Xᵀ only, for sparse and very wide data, also out of core.

    minimize ‖√W (t − (Z − 1 mᵀ) D β)‖    centering is applied to vectors, never to Z

Fong and Saunders, "LSMR: an iterative algorithm for sparse least-squares problems" (SISC 33,
2011). Tall problems run on centered columns of length one (D), which decides how many iterations
they need. Wide ones (n < p) run on [X, 1] as given: started from zero, LSMR stays in
the row space and ends at the minimum norm over all weights, the intercept among them.

There is no factor, so there is no bound, no standard error and no rank: a note and, for n ≥ p, the
outcome say so. The `rank` of the answer is then only its upper limit, min(n, p).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.contract import ROWS_NEEDED, Accuracy, Answer, Declined, Design
from downslope.solvers.rows import Moments, Rows

TOLERANCE = 1e-15
ITERATIONS_PER_WEIGHT = 20
LEAST_SPREAD = 1e-12  # share of a column's squares about its mean: below, it is constant
NOT_CERTIFIED = (
    "LSMR computes no factor, so these weights carry no bound and no standard errors, and the "
    "rank is unknown."
)


@dataclass(frozen=True, slots=True, eq=False)
class ColumnSums:
    """Weighted sums over n rows of d features and k targets, measured from `origin`."""

    n: int
    mass: float  # of the weights; n if there are none
    origin: Vector  # (d + k,)
    sums: Vector  # (d + k,)
    squares: Vector  # (d + k,)

    @property
    def means(self) -> Vector:
        """Means measured from the origin, shape (d + k,)."""
        return self.sums / self.mass


class RowProducts(Protocol):
    """Products with √W Z, the weighted rows of the features, each in one pass over them."""

    def times(self, slopes: Vector, constant: float) -> Vector:
        """Return √W (Z s + c) (rows,)."""

    def transposed(self, u: Vector) -> tuple[Vector, float]:
        """Return Zᵀ√W u (d,), and the sum of √W u."""


class CenteredDesign:
    """√W (Z − 1 mᵀ) D as an operator, or √W [X, 1] where rows are fewer than weights.

    The products measure features from the sums' origin, or from zero where rows are too few.
    """

    def __init__(
        self, products: RowProducts, sums: ColumnSums, roots: Vector, *, d: int, intercept: bool
    ) -> None:
        self.products, self.sums, self.roots = products, sums, roots
        self.d, self.p, self.intercept = d, d + intercept, intercept
        self.wide = sums.n < self.p
        self.centered = intercept and not self.wide
        self.width = d if self.centered else self.p
        self.means = sums.means[:d] if self.centered else np.zeros(d)
        self.unit = np.ones(d)
        if not self.wide:
            squares = sums.squares[:d]
            left = squares - sums.mass * self.means**2
            tiny = left <= LEAST_SPREAD * squares
            self.unit = 1.0 / np.sqrt(np.where(tiny, np.maximum(squares, 1e-300), left))

    def times(self, beta: Vector) -> Vector:
        """Return the product (rows,) with β (width,)."""
        slopes = self.unit * beta[: self.d]
        constant = float(beta[self.d]) if self.width > self.d else -float(self.means @ slopes)
        return self.products.times(slopes, constant)

    def transposed(self, u: Vector) -> Vector:
        """Return the product (width,) of the transpose with u (rows,)."""
        products, total = self.products.transposed(u)
        gradient: Vector = self.unit * (products - self.means * total)
        return np.append(gradient, total) if self.width > self.d else gradient

    def solve(self, targets: Matrix, tolerance: float, most_iterations: int) -> tuple[Answer, bool]:
        """Solve for targets (rows, k) from the sums' origin; also return whether all converged."""
        from scipy.sparse.linalg import LinearOperator, lsmr

        sums, d, k = self.sums, self.d, targets.shape[1]
        shape = len(targets), self.width
        operator = LinearOperator(
            shape, matvec=self.times, rmatvec=self.transposed, dtype=np.float64
        )
        moved = -sums.means[d:] if self.centered else sums.origin[d:]
        right = self.roots[:, np.newaxis] * (targets + moved)
        weights, norms = np.empty((self.p, k)), np.empty(k)
        iterations, converged = 0, True
        for target in range(k):
            beta, stop, done, *_ = lsmr(
                operator,
                right[:, target],
                atol=tolerance,
                btol=tolerance,
                conlim=0.0,
                maxiter=most_iterations,
            )
            norms[target] = np.linalg.norm(right[:, target] - self.times(beta))
            slopes, constant = self.unit * beta[:d], beta[d:]
            if self.centered:
                means = sums.origin + sums.means
                constant = means[d + target] - means[:d] @ slopes
            weights[:, target] = np.append(slopes, constant)
            iterations, converged = max(iterations, int(done)), converged and int(stop) != 7
        answer = Answer(
            weights=weights,
            low=None,
            error=None,
            residual_norms=norms,
            inverse_factor=None,
            moments=self._moments(),
            rank=min(sums.n, self.p),
            passes=2 * iterations,
            notes=(NOT_CERTIFIED,),
        )
        return answer, converged

    def _moments(self) -> Moments:
        """Return sums about the means: raw ones would lose the variance of values far from zero."""
        sums, d, p = self.sums, self.d, self.p
        if not self.intercept:
            return Moments(sums.squares, sums.squares, sums.origin, p, intercept=False)
        spread = np.maximum(sums.squares - sums.mass * sums.means**2, 0.0)
        squares = np.insert(spread, d, sums.mass)
        mass = np.zeros(len(squares))
        mass[d] = sums.mass
        return Moments(squares, mass, sums.origin + sums.means, p, intercept=True)


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Solve by matrix-free iteration."""
    rows = design.rows
    if rows is None:
        return ROWS_NEEDED
    d = rows.d
    roots = np.ones(rows.n) if rows.roots is None else rows.roots
    squared = rows.X.multiply(rows.X) if rows.sparse else np.square(rows.X, dtype=np.float64)
    weights = roots * roots
    # Sparse rows cannot be shifted, so features are measured from zero.
    origin = np.append(np.zeros(d), rows.origin[d:])
    targets = rows.Y - origin[d:]
    sums = ColumnSums(
        n=rows.n,
        mass=float(weights.sum()),
        origin=origin,
        sums=np.append(rows.X.T @ weights, weights @ targets).astype(np.float64),
        squares=np.append(squared.T @ weights, weights @ np.square(targets)).astype(np.float64),
    )
    operator = CenteredDesign(
        _MemoryProducts(rows, roots), sums, roots, d=d, intercept=rows.intercept
    )
    most = ITERATIONS_PER_WEIGHT * min(rows.n, rows.p) + 100
    answer = operator.solve(targets, TOLERANCE, most)[0]
    if rows.column_scale is not None:
        answer = replace(answer, weights=answer.weights * rows.column_scale[:, np.newaxis])
    return answer


@dataclass(frozen=True, slots=True, eq=False)
class _MemoryProducts:
    """Products with rows in memory, their features measured from zero."""

    rows: Rows
    roots: Vector  # (n,) √w

    def times(self, slopes: Vector, constant: float) -> Vector:
        product: Vector = self.roots * (self.rows.X @ slopes + constant)
        return product

    def transposed(self, u: Vector) -> tuple[Vector, float]:
        weighted = self.roots * u
        return self.rows.X.T @ weighted, float(weighted.sum())
