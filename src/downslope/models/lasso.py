"""Lasso: least squares with a penalty that sets slopes to exactly 0.

What changes in the loop: step 3, and what follows step 5.

    loss(w)  = c · ‖X_b w − y‖² + alpha · ‖slopes‖₁
    update     w ← w − lr · gradient of the first term
               slopes ← sign(slopes) · max(|slopes| − lr · alpha, 0)        the soft threshold

The penalty has a kink at 0, where it has no gradient. The soft threshold takes its step exactly:
slopes that it would carry across 0 stop there. This is proximal gradient descent, or ISTA
(Daubechies, Defrise, and De Mol, 2004). The limit of its rate is that of least squares, 2/λ_max;
once some slopes rest at 0, only the columns of the others count.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from downslope.models.least_squares import PenalizedLeastSquares
from downslope.numerics.arrays import Vector


class Lasso(PenalizedLeastSquares):
    """Lasso; the intercept is not penalized.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n,)
        Target.
    alpha : float
        Strength of the penalty alpha · ‖slopes‖₁, which is added to the loss.
    intercept, loss, names
        As for `LeastSquares`.

    Raises
    ------
    DataError
        If the values are not finite numbers, or the shapes do not fit.
    OptionError
        If `alpha` is negative, or the loss convention is unknown.

    """

    name: ClassVar[str] = "lasso"
    penalty_formula: ClassVar[str] = "alpha · ‖slopes‖₁"

    @property
    def penalties(self) -> tuple[float, float]:
        """Factors of ‖slopes‖₁ and of ‖slopes‖² in the loss."""
        return self.alpha, 0.0

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        return super().loss_of(residuals, w) + self.alpha * float(np.abs(w[: self.d]).sum())

    def after_update(self, w: Vector, lr: float | Vector) -> Vector:
        """Return `w` with every slope moved toward 0 by lr · alpha, but not past 0."""
        return self.soft_threshold(w, lr * self.threshold)

    def free(self, w: Vector) -> np.ndarray:
        """Return which weights are not held at 0 by the soft threshold."""
        free: np.ndarray = w != 0
        free[self.d :] = True
        return free if self.threshold else np.ones(w.shape, dtype=bool)

    @property
    def threshold(self) -> float:
        """How far a step with rate 1 moves every slope toward 0."""
        return self.alpha

    def soft_threshold(self, w: Vector, by: float | Vector) -> Vector:
        """Return `w` with every slope moved toward 0 by `by`, but not past 0."""
        moved, d = w.copy(), self.d
        slopes = w[:d]
        if isinstance(by, np.ndarray):
            by = by[:d]
        moved[:d] -= np.minimum(np.maximum(slopes, -by), by)
        return moved
