"""Ridge regression: least squares with a penalty on large slopes.

What changes in the loop: steps 3 and 4.

    loss(w)     = c · ‖X_b w − y‖²            + alpha · ‖slopes‖²
    gradient(w) = 2c · X_bᵀ (X_b w − y)       + 2 · alpha · slopes
    Hessian     = 2c · X_bᵀ X_b               + 2 · alpha along the slopes

The penalty pulls every slope toward 0 and makes the flat directions of the loss steeper, so the run
gets faster: λ_min is at least 2 · alpha along them. (Hoerl and Kennard, 1970.)
"""

from __future__ import annotations

from typing import ClassVar

from downslope.models.least_squares import PenalizedLeastSquares
from downslope.numerics.arrays import Vector


class Ridge(PenalizedLeastSquares):
    """Ridge regression; the intercept is not penalized.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n,)
        Target.
    alpha : float
        Strength of the penalty alpha · ‖slopes‖², which is added to the loss; 0 is least squares.
    intercept, loss, names
        As for `LeastSquares`.

    Raises
    ------
    DataError
        If the values are not finite numbers, or the shapes do not fit.
    OptionError
        If `alpha` is negative, or the loss convention is unknown.

    """

    name: ClassVar[str] = "ridge"

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        return super().loss_of(residuals, w) + self.penalty(w)

    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        return super().gradient_of(residuals, w) + self.penalty_gradient(w)

    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        return super().hessian_product(w, v) + self.penalty_gradient(v)

    def curvature_bound(self) -> float:
        return super().curvature_bound() + 2 * self.alpha
