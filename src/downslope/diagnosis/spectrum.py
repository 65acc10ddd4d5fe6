"""Spectrum of a problem: eigenvalues and eigenvectors of the Hessian, optimum, floor, rank.

    X_b = U diag(σ) Vᵀ      so      Hessian = V diag(λ) Vᵀ,   λ_i = 2c σ_i²

Along an eigenvector the loss is a parabola of curvature λ_i, and each epoch of descent multiplies
the error by |1 − lr·λ_i|. All values come from the singular values of X_b and not from the
eigenvalues of the Hessian, which would square the condition number and lose the small ones. Tall
data are first compressed to d + 2 equivalent rows, in one pass.

The rank must not depend on units. A timestamp of 1.7e9 beside an intercept of 1 has singular values
1e13 apart, which is stretched but not flat. Then the rank is that of the standardized columns, and
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
from downslope.models.model import Model
from downslope.numerics.arrays import Matrix, Vector
from downslope.summary import Summary

# Up to this many entries the singular values come from the rows themselves, with 15 digits; above,
# from the summary: many times faster, but a σ of 1e-8 of the largest is lost in rounding.
DIRECT_ENTRIES = 200_000
EPSILON = float(np.finfo(np.float64).eps)
THREE_DIGITS = 5e-4  # of a weight: the error that three right digits allow
LEAST_NOISE = 1e-3  # of the typical target: without noise a weight of zero needs a tolerance, too
BEYOND_FLOAT64 = (
    "The columns are too large or too small for float64: multiply or divide them by a power of ten."
)
TARGET_BEYOND_FLOAT64 = (
    "The target has values whose squares are out of range: rescale it by a power of ten."
)
FEW_DIGITS = 1e-6  # σ_min/σ_max below which an ordinary SVD has under ten digits of σ_min
ROUNDINGS = 32.0  # of float64, in the size of a row's terms: residuals below it are rounding
SUMMARY_ROUNDING = 1e-7  # of σ_max: the square root of the rounding of a scatter, with a margin


@dataclass(frozen=True, eq=False)
class Spectrum:
    """Eigenvalues and eigenvectors of the Hessian of one problem, steepest first.

    Shapes: p weights, p axes of which the first `rank` are curved. The others are flat (λ = 0):
    along them the weights can change and the loss stays the same (collinear columns, or fewer
    rows than columns).
    """

    problem: LeastSquares
    singular_values: Vector  # (p,) σ, zeros along flat axes
    axes: Matrix  # (p, p) eigenvectors as columns
    projections: Vector  # (p,) Uᵀy, zeros along flat axes
    min_loss: float  # the floor: no weights have a lower loss
    rank: int

    def __repr__(self) -> str:
        curved = f"rank {self.rank} of {len(self.singular_values)}"
        return f"Spectrum({curved}, λ {self.steepest:.4g} … {self.flattest:.4g})"

    @classmethod
    def of(cls, problem: Model) -> Self:
        """Decompose a problem, in O(p³) after one pass over tall data.

        Parameters
        ----------
        problem : LeastSquares
            The data and the loss.

        Returns
        -------
        Spectrum

        Raises
        ------
        OptionError
            If `problem` is not a `LeastSquares`.
        DataError
            If the columns or the target are too large or too small for float64.

        """
        check_problem(problem)
        assert isinstance(problem, LeastSquares)
        try:
            spectrum = cls._of(problem)
        except np.linalg.LinAlgError as error:
            raise DataError(BEYOND_FLOAT64) from error
        # A curvature may be infinite: then every rate in float64 is too large.
        known = (spectrum.singular_values, spectrum.axes, spectrum.projections)
        if not all(np.isfinite(each).all() for each in known):
            raise DataError(BEYOND_FLOAT64)
        with np.errstate(over="ignore"):
            first_loss = problem.y @ problem.y
        if not (np.isfinite(first_loss) and np.isfinite(spectrum.min_loss)):
            raise DataError(TARGET_BEYOND_FLOAT64)
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
            U, sigma, Vt = graded_svd(X_b)
        projections, singular_values = np.zeros(p), np.zeros(p)
        projections[:rank] = y @ U[:, :rank]
        singular_values[:rank] = sigma[:rank]
        misfit = y - U[:, :rank] @ projections[:rank]
        min_loss = float(problem.loss_factor * (misfit @ misfit))
        return cls(problem, singular_values, Vt.T, projections, min_loss, rank)

    @cached_property
    def eigenvalues(self) -> Vector:
        """Eigenvalues λ of the Hessian, (p,), largest first, exactly 0 along flat axes."""
        curvatures: Vector = 2 * self.problem.loss_factor * self.singular_values**2
        return curvatures

    @property
    def steepest(self) -> float:
        """Largest eigenvalue, λ_max."""
        return float(self.eigenvalues[0])

    @property
    def flattest(self) -> float:
        """Smallest eigenvalue that is not 0."""
        return float(self.eigenvalues[max(self.rank, 1) - 1])

    @property
    def condition_number(self) -> float:
        """Condition number λ_max/λ_min of the Hessian; inf if there are flat axes."""
        if self.rank < len(self.singular_values) or self.flattest == 0:
            return np.inf
        return self.steepest / self.flattest

    @cached_property
    def is_exact(self) -> bool:
        """Whether the best weights leave nothing but rounding, so that the floor is 0.

        A residual has the rounding of its row's terms, in the user's units. Sums of squares, as in
        a summary, lose half of the digits of the target's spread.
        """
        problem = self.problem
        y, X_b = problem.y, problem.X_b
        if problem.to_user is not None:
            X_b = np.linalg.solve(problem.to_user.T, X_b.T).T.astype(np.float64, copy=False)
        terms = X_b * problem.in_user_units(self.optimum)  # squares of X_b alone might overflow
        rounding = (ROUNDINGS * EPSILON) ** 2 * (y @ y + float(np.vdot(terms, terms)))
        if not problem.has_rows or X_b.size > DIRECT_ENTRIES:
            spread = y - y.mean() if problem.has_rows else y[1:]
            rounding += SUMMARY_ROUNDING**2 * (spread @ spread)
        return bool(self.min_loss <= problem.loss_factor * rounding)

    @cached_property
    def noise_std(self) -> float:
        """Residual standard deviation s = √(RSS/(n − rank)); 0 if n = rank."""
        spare = self.problem.n - self.rank
        rss = self.min_loss / self.problem.loss_factor
        return float(np.sqrt(rss / spare)) if spare > 0 else 0.0

    @cached_property
    def optimum(self) -> Vector:
        """Weights with the smallest loss, shape (p,); those of minimum norm if there are many."""
        r = self.rank
        weights: Vector = self.axes[:, :r] @ (self.projections[:r] / self.singular_values[:r])
        return weights

    @cached_property
    def tolerances(self) -> Vector:
        """Error, (p,), below which each weight, in the user's units, is right to three digits.

        Three digits of the weight, or of its standard error if that is larger. The noise is taken
        as at least `LEAST_NOISE` times the typical target, or times 1 if every target is 0, because
        a weight of zero has no digits.
        """
        problem, r = self.problem, self.rank
        final = np.abs(problem.in_user_units(self.optimum))
        typical = np.sqrt(problem.y @ problem.y / problem.n) if problem.y.any() else 1.0
        per_noise = problem.in_user_units((self.axes[:, :r] / self.singular_values[:r]).T)
        error = np.sqrt(np.square(per_noise).sum(axis=0))
        noise = max(self.noise_std, LEAST_NOISE * typical)
        allowed: Vector = THREE_DIGITS * np.maximum(final, error * noise)
        return allowed

    @property
    def standardized(self) -> Spectrum:
        """Spectrum of the standardized problem, which may be this one."""
        return self._standardized if self.problem.to_user is None else self

    @cached_property
    def _standardized(self) -> Spectrum:
        return Spectrum.of(self.problem.standardized())

    def misfit_at(self, w: Vector) -> Vector:
        """Return the error of the predictions at `w` along each axis, (p,): σ_i times that of w.

        loss(w) = min_loss + c · Σ misfit², a sum of squares that keeps its digits near the floor.
        """
        misfits: Vector = self.singular_values * (self.axes.T @ w) - self.projections
        return misfits


def _few_rows(problem: LeastSquares) -> LeastSquares:
    """Return the problem, on its equivalent rows if it has many."""
    if not problem.has_rows or problem.X_b.size <= DIRECT_ENTRIES:
        return problem
    # Standardized columns are used as they are: only the spectrum of the loss matters here.
    features = problem.X_b[:, : problem.d]
    return LeastSquares.from_summary(
        Summary.of_checked(features, problem.y), problem.has_intercept, problem.loss_convention
    )


def _rank(problem: LeastSquares) -> int:
    """Count the directions along which the loss curves, whatever the units of the columns."""
    sigma = np.linalg.svd(problem.standardized().X_b, compute_uv=False)
    rounding = max(problem.n, problem.X_b.shape[1]) * EPSILON
    if not problem.has_rows:
        rounding = max(rounding, SUMMARY_ROUNDING)
    return int(np.count_nonzero(sigma > rounding * sigma[0]))


def graded_svd(X_b: Matrix) -> tuple[Matrix, Vector, Matrix]:
    """Return U (rows, p), σ (p,), Vᵀ (p, p), accurate for columns of very different scales."""
    from scipy.linalg.lapack import dgejsv  # slow to import, and most problems do not need it

    p = X_b.shape[1]
    Q, R = np.linalg.qr(X_b)
    if not np.isfinite(R).all():  # LAPACK would complain on standard output
        raise np.linalg.LinAlgError("a length overflows float64")
    square = np.zeros((p, p))
    square[: len(R)] = R
    # joba=0: columns of any scale; jobr=0: no σ is too small; jobp=0: nothing is perturbed.
    scaled, U, V, work, *_ = dgejsv(square, joba=0, jobu=0, jobv=0, jobr=0, jobp=0)
    return Q @ U[: len(R)], scaled * (work[0] / work[1]), V.T
