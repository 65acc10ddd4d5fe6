"""Minimum of a model, and the parabola that approximates its loss there.

Near the weights w* with the lowest loss, with the Hessian H = V diag(λ) Vᵀ at w*,

    loss(w) ≈ loss(w*) + ½ (w − w*)ᵀ H (w − w*)

so what is exact everywhere for least squares holds here: an epoch multiplies the error along an
axis by |1 − lr·λ|, and 2/λ_max is the limit on the rate. Only weights that can move both ways
count: in a lasso, those that are not 0.

H has the factor R of its Cholesky decomposition, H = RᵀR, whose singular values are the roots of λ:
so the small ones keep their digits where columns have very different units.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from downslope.diagnosis.curvature import curvature
from downslope.diagnosis.run import Direction, named
from downslope.diagnosis.spectrum import (
    BEYOND_FLOAT64,
    EPSILON,
    LEAST_NOISE,
    THREE_DIGITS,
    graded_svd,
)
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.models.model import Model
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.stationary import MOST_WEIGHTS, best_weights, dense_hessian

ROUNDINGS = 100.0  # of float64, times the weights: a scaled curvature below it is rounding


@dataclass(frozen=True, eq=False)
class Minimum:
    """Weights of a model with the lowest loss, and the parabola about them.

    Shapes: s weights in all, flattened, of which r axes are curved.
    """

    problem: Model
    weights: Vector  # in the problem's own units, of the model's shape
    zeros: tuple[str, ...] = ()  # weights that are proven to be exactly 0
    absent: Finding | None = None  # why no finite weights are best: then there is no minimum

    @classmethod
    def of(cls, problem: Model) -> Self | None:
        """Find the minimum of a model; None if it has many, as a network."""
        found = best_weights(problem)
        if found is None:
            return None
        return cls(problem, found.weights, found.zeros, found.absent)

    @cached_property
    def user_weights(self) -> Vector:
        """Weights in the user's units, (s,)."""
        return self.problem.in_user_units(self.weights).ravel()

    @cached_property
    def loss(self) -> float:
        """Loss at the minimum."""
        return self.problem.loss(self.weights)

    @cached_property
    def free(self) -> np.ndarray:
        """Whether each weight can move both ways, (s,)."""
        free: np.ndarray = self.problem.free(self.weights).ravel()
        return free

    @cached_property
    def hessian(self) -> Matrix | None:
        """Hessian at the minimum, (s, s); None if that is too large to be made."""
        if self.weights.size > MOST_WEIGHTS:
            return None
        H = dense_hessian(self.problem, self.weights)
        return H if np.isfinite(H).all() else None

    @cached_property
    def _spectrum(self) -> tuple[Vector, Matrix]:
        """Curvatures (r,), steepest first, and their axes (s, r)."""
        free, H = np.flatnonzero(self.free), self.hessian
        if H is None and self.weights.size <= MOST_WEIGHTS:
            raise DataError(BEYOND_FLOAT64)
        if H is None:
            known = curvature(self.problem, self.problem.in_user_units(self.weights))
            return np.array([known.largest]), known.direction.reshape(-1, 1)
        block = H[np.ix_(free, free)]
        scale = np.sqrt(np.maximum(np.diag(block), 0.0))
        scale[scale == 0] = 1.0
        sizes = np.linalg.eigvalsh(block / np.outer(scale, scale)) if len(free) else np.zeros(0)
        rounding = ROUNDINGS * EPSILON * len(free) * sizes.max(initial=0.0)
        rank = int(np.count_nonzero(sizes > rounding))
        axes = np.zeros((len(H), rank))
        if rank == len(free) and rank:
            factor: Matrix = np.linalg.cholesky(block).T.astype(np.float64, copy=False)
            _, sigma, Vt = graded_svd(factor)
            axes[free] = Vt.T
            return sigma**2, axes
        values, vectors = np.linalg.eigh(block)
        axes[free] = vectors[:, ::-1][:, :rank]
        return np.maximum(values[::-1][:rank], np.finfo(float).tiny), axes

    @property
    def eigenvalues(self) -> Vector:
        """Curvatures along the curved axes, (r,), steepest first."""
        return self._spectrum[0]

    @property
    def axes(self) -> Matrix:
        """Curved axes as columns, (s, r)."""
        return self._spectrum[1]

    @property
    def steepest(self) -> float:
        """Largest curvature, λ_max; 0 if the loss is flat everywhere."""
        return float(self.eigenvalues[0]) if len(self.eigenvalues) else 0.0

    @property
    def flattest(self) -> float:
        """Smallest curvature that is not 0."""
        return float(self.eigenvalues[-1]) if len(self.eigenvalues) else 0.0

    @cached_property
    def flat(self) -> int:
        """Number of axes along which the data leave the weights undetermined."""
        if self.hessian is None:
            return 0
        return max(int(self.free.sum()) - len(self.eigenvalues) - self.problem.redundancy, 0)

    @property
    def condition_number(self) -> float:
        """Condition number λ_max/λ_min; inf if there are flat axes, NaN if λ_min is unknown."""
        if self.hessian is None:
            return math.nan
        return math.inf if self.flat or self.flattest <= 0 else self.steepest / self.flattest

    @cached_property
    def _to_user(self) -> Matrix:
        """Matrix (s, s) from weights in the problem's own units to the user's."""
        shape, size = self.weights.shape, self.weights.size
        units = np.eye(size).reshape(size, *shape)
        return np.stack([self.problem.in_user_units(unit).ravel() for unit in units], axis=1)

    @cached_property
    def tolerances(self) -> Vector:
        """Error, (s,), below which each weight, in the user's units, is right to three digits.

        Three digits of the weight, or of its standard error if that is larger.
        """
        size = np.abs(self.user_weights)
        H = self.hessian
        if H is None:
            allowed: Vector = THREE_DIGITS * np.maximum(size, np.sqrt(np.square(size).mean()))
            return allowed
        own = self.axes / np.sqrt(self.eigenvalues)
        spread = np.square(self._to_user @ own).sum(axis=1)
        held = ~self.free & (np.diag(H) > 0)
        spread[held] = np.diag(self._to_user)[held] ** 2 / np.diag(H)[held]
        zero_loss = abs(self.problem.loss(np.zeros(self.weights.shape)))
        if not self.problem.y.any():  # as in `Spectrum.tolerances`
            zero_loss = max(zero_loss, 1.0)
        noise = self.problem.noise_loss(self.weights)
        noise = max(noise, LEAST_NOISE**2 * zero_loss / self.problem.n)
        needed: Vector = THREE_DIGITS * np.maximum(size, np.sqrt(2 * noise * spread))
        return needed

    @cached_property
    def _without_flat(self) -> Matrix | None:
        """Matrix (s, s) that removes flat parts of an error in the user's units, or None."""
        if self.hessian is None or len(self.eigenvalues) == int(self.free.sum()):
            return None
        keep = self.axes @ self.axes.T + np.diag((~self.free).astype(float))
        solved = np.linalg.solve(self._to_user.T, (self._to_user @ keep).T)
        return solved.T.astype(np.float64, copy=False)

    def errors(self, weights: Vector) -> Vector:
        """Return the errors of weights in the user's units, (s,), without flat parts."""
        off: Vector = weights.ravel() - self.user_weights
        if self._without_flat is not None:
            off = self._without_flat @ off
        return off

    def in_tolerances(self, weights: Vector) -> float:
        """Return the largest error of weights in the user's units, in tolerances."""
        off, allowed = np.abs(self.errors(weights)), self.tolerances
        ratio = np.divide(off, allowed, out=np.zeros(len(off)), where=allowed > 0)
        return float(ratio.max())

    def along_axes(self, weights: Vector) -> Vector:
        """Return the errors of weights in the user's units along each curved axis, (r,)."""
        own: Vector = self.problem.starting_weights(weights).ravel() - self.weights.ravel()
        return np.asarray(own @ self.axes)

    @cached_property
    def axes_in_tolerances(self) -> Matrix:
        """Each axis in the user's units, in tolerances of each weight, (s, r)."""
        allowed, axes = self.tolerances[:, np.newaxis], self._to_user @ self.axes
        return np.divide(axes, allowed, out=np.zeros_like(axes), where=allowed > 0)

    def directions(self, kept: Vector) -> tuple[Direction, ...]:
        """Return the curved directions (r), steepest first, then one for all that is flat."""
        names = self.problem.flat_names
        parts = zip(self.axes.T, self.eigenvalues, kept, strict=True)
        return tuple(
            Direction(*named(names, axis), float(value), float(share))
            for axis, value, share in parts
        )
