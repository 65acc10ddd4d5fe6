"""The eigenvalues of the Hessian: everything that decides how a run will go.

    X_b = U diag(σ) Vᵀ      so      Hessian = V diag(λ) Vᵀ,   λ_i = 2c σ_i²

Along an eigenvector the loss is a parabola of curvature λ_i and descent keeps |1 − lr·λ_i| of the
error each epoch. Everything is taken from the singular values of X_b, not from the eigenvalues of
the Hessian, which would square the condition number and lose the small ones. Tall data are first
compressed to d + 2 equivalent rows: one pass, whatever comes after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from downslope.arrays import Matrix, Vector
from downslope.problem import LeastSquares
from downslope.summary import Summary

# Up to this many entries the singular values come from the rows themselves, 15 digits of σ; beyond,
# from the summary: many times faster, but a σ of 1e-8 of the largest is lost in rounding.
DIRECT_ENTRIES = 200_000
EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """The bowl of one problem in its own axes, steepest first.

    Shapes: p weights, r = min(rows, p) axes of which `rank` are curved. Flat axes have λ = 0:
    along them the weights can move and the loss does not (collinear columns, fewer rows than
    columns).
    """

    problem: LeastSquares
    singular_values: Vector  # (p,) σ, zeros along flat axes
    axes: Matrix  # (p, p) eigenvectors as columns
    projections: Vector  # (p,) Uᵀy, zeros along flat axes
    min_loss: float  # the floor that no weights can beat
    rank: int

    @classmethod
    def of(cls, problem: LeastSquares) -> Self:
        """Decompose a problem: O(p³), after one pass over tall data."""
        X_b, y = _few_rows(problem)
        rows, p = X_b.shape
        U, sigma, Vt = np.linalg.svd(X_b, full_matrices=rows < p)
        tolerance = max(problem.n, p) * EPSILON * sigma[0]
        rank = int(np.count_nonzero(sigma > tolerance))
        projections, singular_values = np.zeros(p), np.zeros(p)
        projections[:rank] = y @ U[:, :rank]
        singular_values[:rank] = sigma[:rank]
        misfit = y - U[:, :rank] @ projections[:rank]
        return cls(problem, singular_values, Vt.T, projections, problem.loss_of(misfit), rank)

    @property
    def eigenvalues(self) -> Vector:
        """(p,) λ of the Hessian, largest first, exactly 0 along flat axes."""
        curvatures: Vector = 2 * self.problem.loss_factor * self.singular_values**2
        return curvatures

    @property
    def steepest(self) -> float:
        """λ_max."""
        return float(self.eigenvalues[0])

    @property
    def flattest(self) -> float:
        """The smallest λ that is not 0."""
        return float(self.eigenvalues[max(self.rank, 1) - 1])

    @property
    def condition_number(self) -> float:
        """λ_max/λ_min of the Hessian; inf when there are flat axes."""
        if self.rank < len(self.singular_values):
            return np.inf
        return self.steepest / self.flattest

    @property
    def noise_std(self) -> float:
        """S = √(RSS/(n − rank)), the noise that no weights can explain; 0 without spare rows."""
        spare = self.problem.n - self.rank
        rss = self.min_loss / self.problem.loss_factor
        return float(np.sqrt(rss / spare)) if spare > 0 else 0.0

    @property
    def optimum(self) -> Vector:
        """(p,) the weights of least loss; the smallest of them (minimum norm) if there are many."""
        r = self.rank
        weights: Vector = self.axes[:, :r] @ (self.projections[:r] / self.singular_values[:r])
        return weights

    def misfit_at(self, w: Vector) -> Vector:
        """(p,) how far the predictions at `w` are off along each axis: σ_i times the error in w.

        loss(w) = min_loss + c · Σ misfit², a sum of squares that keeps its digits to the floor.
        """
        misfits: Vector = self.singular_values * (self.axes.T @ w) - self.projections
        return misfits


def _few_rows(problem: LeastSquares) -> tuple[Matrix, Vector]:
    """X_b and y, or their equivalent rows when there are many."""
    if not problem.has_rows or problem.X_b.size <= DIRECT_ENTRIES:
        return problem.X_b, problem.y
    features = problem.X_b[:, : problem.d]
    return Summary.of_checked(features, problem.y).equivalent_rows(problem.has_intercept)
