"""Huber regression: a line that a few large errors cannot pull away.

What changes in the loop: steps 3 and 4.

    loss(w)     = mean of ½ r² where |r| ≤ delta, and of delta · |r| − ½ delta² elsewhere
                  r = X_b w − y
    gradient(w) = X_bᵀ clip(r, −delta, delta) / n
    Hessian     = X_bᵀ X_b / n over the rows with |r| < delta

A residual beyond delta pulls as hard as one of exactly delta, however far away it is. Its row adds
nothing to the curvature, so the limit 2/λ_max at the solution is above the one that is safe from
anywhere, 2n/λ_max(X_bᵀ X_b). (Huber, 1964.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import OptionError
from downslope.findings import Finding
from downslope.formatting import counted
from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arguments import number_or_nan
from downslope.numerics.arrays import Vector, largest_curvature
from downslope.numerics.doubledouble import Pair


class Huber(ScoreModel):
    """Linear regression with the Huber loss.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n,)
        Target.
    delta : float
        Size of a residual, in units of y, from which the loss grows linearly.
    alpha : float
        Strength of the penalty alpha · ‖slopes‖², which is added to the loss.
    intercept : bool
        Whether to add a column of ones.
    names : sequence of str, optional
        Names of the columns; by default those of a data frame, or x1, x2, …

    Raises
    ------
    DataError
        If the values are not finite numbers, or the shapes do not fit.
    OptionError
        If `delta` is not positive, or `alpha` is negative.

    """

    name: ClassVar[str] = "huber"
    extra_steepness: ClassVar[float] = 1.0  # a row at the kink may be on either side of it
    noise_is_free: ClassVar[bool] = True
    option_names: ClassVar[tuple[str, ...]] = ("alpha", "delta")
    gradient_formula: ClassVar[str] = "(1/n) Xᵀ clip(Xw − y, ±delta)"
    loss_convention = "mean Huber loss"

    delta: float

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        delta: float = 1.0,
        alpha: float = 0.0,
        intercept: bool = True,
        names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(X, y, alpha, intercept, names)
        self.delta = number_or_nan(delta)
        if not 0 < self.delta < np.inf:
            raise OptionError(f"delta={delta!r} cannot be used: give a positive number, such as 1.")

    def predict(self, w: Vector) -> Vector:
        prediction: Vector = self.X_b @ w
        return prediction

    def losses(self, residuals: Vector, w: Vector) -> Vector:
        clipped = self.pulls(residuals)
        # ½ c (2r − c) is ½ r² where c = r, and delta |r| − ½ delta² where c = ± delta.
        losses: Vector = clipped * (residuals - clipped / 2)
        return losses

    def constant_score(self, y: Vector) -> float:
        """Return the median, which a few large values do not move."""
        return float(np.median(y))

    def kink_distance(self, residuals: Vector) -> float:
        return float(np.abs(np.abs(residuals) - self.delta).min())

    def precise_pulls(self, scores: list[Pair]) -> list[Pair]:
        high, low = dd.subtract(scores[0], dd.pair(self.y))
        outside = np.abs(high) > self.delta
        return [(np.clip(high, -self.delta, self.delta), np.where(outside, 0.0, low))]

    def pulls(self, residuals: Vector) -> Vector:
        """Return the residuals, clipped to ±delta."""
        clipped: Vector = residuals.clip(-self.delta, self.delta)
        return clipped

    def curvatures(self, prediction: Vector) -> Vector:
        """Return 1 for rows with a residual below delta, and 0 for others."""
        return (np.abs(prediction - self.y) < self.delta).astype(np.float64)

    @property
    def settings(self) -> dict[str, float]:
        return {**super().settings, "delta": self.delta}

    def explain(self, w: Vector) -> tuple[Finding, ...]:
        """Report how many rows are beyond the kink of the loss."""
        beyond = int((np.abs(self.predict(w) - self.y) > self.delta).sum())
        if not beyond:
            return ()
        evidence = (
            f"{beyond:,} of {counted(self.n, 'row')} {'is' if beyond == 1 else 'are'} off by more "
            f"than delta={self.delta:g}, where the loss is a straight line: they add nothing to "
            "its curvature."
        )
        return (Finding("kink", (), evidence),)

    def curvature_bound(self) -> float:
        return largest_curvature(self.X_b) / self.n + 2 * self.alpha
