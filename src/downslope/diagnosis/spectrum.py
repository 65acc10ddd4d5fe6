"""The eigenvalues of the Hessian: everything that decides how a run will go.

    X_b = U diag(σ) Vᵀ      so      Hessian = V diag(λ) Vᵀ,   λ_i = 2c σ_i²

Along an eigenvector the loss is a parabola of curvature λ_i and descent keeps |1 − lr·λ_i| of the
error each epoch. Everything is taken from the singular values of X_b, not from the eigenvalues of
the Hessian, which would square the condition number and lose the small ones. Tall data are first
compressed to d + 2 equivalent rows: one pass, whatever comes after.

Units must not decide the rank. A timestamp of 1.7e9 beside an intercept of 1 has singular values
1e13 apart, which is stretched but not flat: there the rank is that of the standardized columns, and
the small singular values come from a Jacobi method, which keeps their digits (Drmač and Veselić
2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from downslope.errors import DataError
from downslope.models.least_squares import LeastSquares, check_problem
from downslope.numerics.arrays import Matrix, Vector
from downslope.summary import Summary

# Up to this many entries the singular values come from the rows themselves, 15 digits of σ; beyond,
# from the summary: many times faster, but a σ of 1e-8 of the largest is lost in rounding.
DIRECT_ENTRIES = 200_000
EPSILON = float(np.finfo(np.float64).eps)
THREE_DIGITS = 5e-4  # of a weight: the error that its third digit still allows
LEAST_NOISE = 1e-3  # of the typical target: data without noise still have a tolerance about zero
BEYOND_FLOAT64 = (
    "The columns are too large or too small for float64: multiply or divide them by a power of ten."
)
FEW_DIGITS = 1e-6  # σ_min/σ_max below which an ordinary decomposition has under ten digits of σ_min
SUMMARY_ROUNDING = 1e-7  # of σ_max: the square root of a scatter's own rounding, with a margin


@dataclass(frozen=True, eq=False)
class Spectrum:
    """The eigenvalues and eigenvectors of one problem's Hessian, steepest first.

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

    def __repr__(self) -> str:
        curved = f"rank {self.rank} of {len(self.singular_values)}"
        return f"Spectrum({curved}, λ {self.steepest:.4g} … {self.flattest:.4g})"

    @classmethod
    def of(cls, problem: LeastSquares) -> Self:
        """Decompose a problem: O(p³), after one pass over tall data."""
        check_problem(problem)
        try:
            spectrum = cls._of(problem)
        except np.linalg.LinAlgError as error:
            raise DataError(BEYOND_FLOAT64) from error
        # A curvature may be infinite: then every rate that float64 has is too large.
        known = (spectrum.singular_values, spectrum.axes, spectrum.projections)
        if not all(np.isfinite(each).all() for each in known):
            raise DataError(BEYOND_FLOAT64)
        return spectrum

    @classmethod
    def _of(cls, problem: LeastSquares) -> Self:
        few = _few_rows(problem)
        X_b, y = few.X_b, few.y
        rows, p = X_b.shape
        U, sigma, Vt = np.linalg.svd(X_b, full_matrices=rows < p)
        rank = len(sigma)
        if rows < p or sigma[-1] <= FEW_DIGITS * sigma[0]:
            rank = _rank(few)
            U, sigma, Vt = _graded_svd(X_b)
        projections, singular_values = np.zeros(p), np.zeros(p)
        projections[:rank] = y @ U[:, :rank]
        singular_values[:rank] = sigma[:rank]
        misfit = y - U[:, :rank] @ projections[:rank]
        return cls(problem, singular_values, Vt.T, projections, problem.loss_of(misfit), rank)

    @cached_property
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
        if self.rank < len(self.singular_values) or self.flattest == 0:
            return np.inf
        return self.steepest / self.flattest

    @cached_property
    def noise_std(self) -> float:
        """s = √(RSS/(n − rank)), the noise that no weights can explain; 0 without spare rows."""
        spare = self.problem.n - self.rank
        rss = self.min_loss / self.problem.loss_factor
        return float(np.sqrt(rss / spare)) if spare > 0 else 0.0

    @cached_property
    def optimum(self) -> Vector:
        """(p,) the weights of least loss; the smallest of them (minimum norm) if there are many."""
        r = self.rank
        weights: Vector = self.axes[:, :r] @ (self.projections[:r] / self.singular_values[:r])
        return weights

    @cached_property
    def tolerances(self) -> Vector:
        """(p,) how near its end each weight, in the user's units, counts as right to three digits.

        Three digits of the weight, or of its standard error where that is the larger, with the
        noise taken as at least `LEAST_NOISE`: a weight that is zero has no digits to be right in.
        """
        problem, r = self.problem, self.rank
        final = np.abs(problem.in_user_units(self.optimum))
        typical = np.sqrt(problem.y @ problem.y / problem.n)
        per_noise = problem.in_user_units((self.axes[:, :r] / self.singular_values[:r]).T)
        error = np.sqrt(np.square(per_noise).sum(axis=0))
        noise = max(self.noise_std, LEAST_NOISE * typical)
        allowed: Vector = THREE_DIGITS * np.maximum(final, error * noise)
        return allowed

    @property
    def standardized(self) -> Spectrum:
        """The spectrum of the standardized problem, which may be this one."""
        return self._standardized if self.problem.to_user is None else self

    @cached_property
    def _standardized(self) -> Spectrum:
        return Spectrum.of(self.problem.standardized())

    def misfit_at(self, w: Vector) -> Vector:
        """(p,) how far the predictions at `w` are off along each axis: σ_i times the error in w.

        loss(w) = min_loss + c · Σ misfit², a sum of squares that keeps its digits to the floor.
        """
        misfits: Vector = self.singular_values * (self.axes.T @ w) - self.projections
        return misfits


def _few_rows(problem: LeastSquares) -> LeastSquares:
    """The problem, or the same on its equivalent rows when there are many."""
    if not problem.has_rows or problem.X_b.size <= DIRECT_ENTRIES:
        return problem
    # Standardized columns are taken as they are: only the spectrum of the loss matters here.
    features = problem.X_b[:, : problem.d]
    return LeastSquares.from_summary(
        Summary.of_checked(features, problem.y), problem.has_intercept, problem.loss_convention
    )


def _rank(problem: LeastSquares) -> int:
    """How many directions the loss curves along, whatever the units of the columns."""
    sigma = np.linalg.svd(problem.standardized().X_b, compute_uv=False)
    rounding = max(problem.n, problem.X_b.shape[1]) * EPSILON
    if not problem.has_rows:
        rounding = max(rounding, SUMMARY_ROUNDING)
    return int(np.count_nonzero(sigma > rounding * sigma[0]))


def _graded_svd(X_b: Matrix) -> tuple[Matrix, Vector, Matrix]:
    """U (rows, p), σ (p,), Vᵀ (p, p), accurate for each σ however far apart the columns' scales."""
    from scipy.linalg.lapack import dgejsv  # heavy, and most problems do not need it

    p = X_b.shape[1]
    Q, R = np.linalg.qr(X_b)
    if not np.isfinite(R).all():  # which LAPACK would complain of on standard output
        raise np.linalg.LinAlgError("a length leaves float64")
    square = np.zeros((p, p))
    square[: len(R)] = R
    # joba=0: columns may be scaled at will; jobr=0: no σ is too small; jobp=0: nothing perturbed.
    scaled, U, V, work, *_ = dgejsv(square, joba=0, jobu=0, jobv=0, jobr=0, jobp=0)
    return Q @ U[: len(R)], scaled * (work[0] / work[1]), V.T
