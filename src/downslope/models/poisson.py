"""Poisson regression: the mean of a count.

What changes in the loop: steps 2 and 3. Step 4 stays, up to its factor.

    prediction  = exp(X_b w)                            the mean count μ
    loss(w)     = mean of μ − y · log μ                 the mean negative log-likelihood, without
                                                        log y!, which no weight changes
    gradient(w) = X_bᵀ (prediction − y) / n
    Hessian     = X_bᵀ diag(μ) X_b / n                  no bound: it grows with the prediction

No rate is safe from every start: where a step overshoots, the mean explodes and the curvature with
it. At the solution the limit is 2/λ_max as for every model.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError
from downslope.models.model import ScoreModel
from downslope.numerics.arrays import Vector, target_vector


class Poisson(ScoreModel):
    """Poisson regression of counts.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n,)
        Counts: whole numbers of 0 or more.
    alpha : float
        Strength of the penalty alpha · ‖slopes‖², which is added to the loss.
    intercept : bool
        Whether to add a column of ones.
    names : sequence of str, optional
        Names of the columns; by default those of a data frame, or x1, x2, …

    Raises
    ------
    DataError
        If the features are not finite numbers, the shapes do not fit, or a count is negative or not
        whole.
    OptionError
        If `alpha` is negative.

    """

    name: ClassVar[str] = "poisson"
    gradient_formula: ClassVar[str] = "(1/n) Xᵀ(μ − y)"
    loss_convention = "mean negative log-likelihood"
    concordance: ClassVar[float] = 1.0  # the curvature is the mean, whose logarithm is the score

    def _target(self, y: ArrayLike) -> Vector:
        counts = target_vector(y, self.n)
        bad = (counts < 0) | (counts != np.floor(counts))
        if bad.any():
            row = int(np.argmax(bad))
            raise DataError(
                f"y is {counts[row]:g} in row {row + 1}, which is not a count: give whole numbers "
                "of 0 or more."
            )
        return counts

    def constant_score(self) -> float:
        """Return the logarithm of the mean count; 0 if all counts are."""
        mean = float(self.y.mean())
        return float(np.log(mean)) if mean > 0 else 0.0

    def predict(self, w: Vector) -> Vector:
        """Return the mean counts, shape (n,)."""
        mean: Vector = np.exp(self.X_b @ w)
        return mean

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        mean = residuals + self.y
        # Where the mean is far below the count, the sum has lost its digits; or it overflowed.
        lost = ~((mean > 0.1 * self.y) & np.isfinite(mean))
        scores = np.log(np.where(lost, 1.0, mean))
        scores[lost] = self.X_b[lost] @ w
        return float((mean - self.y * scores).mean()) + self.penalty(w)

    def noise_loss(self, w: Vector) -> float:
        """Return the share of one weight in a log-likelihood, 1/2n."""
        return 1 / (2 * self.n)

    def curvatures(self, prediction: Vector) -> Vector:
        """Return μ: a row weighs as much as the count that is expected of it."""
        return prediction
