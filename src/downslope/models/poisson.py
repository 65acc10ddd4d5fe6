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

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, xlogy

from downslope.errors import DataError
from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector, target_vector
from downslope.numerics.doubledouble import Pair


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
    has_likelihood: ClassVar[bool] = True
    ratio: ClassVar[str] = "rate ratio"

    def _target(self, y: ArrayLike) -> Vector:
        counts = target_vector(y, self.n)
        found = self.fault(counts)
        if found is not None:
            raise DataError(f"y is {counts[found[0]]:g} in row {found[0] + 1}, {found[1]}")
        return counts

    def fault(self, y: Vector) -> tuple[int, str] | None:
        bad = (y < 0) | (y != np.floor(y))
        if not bad.any():
            return None
        return int(np.argmax(bad)), "which is not a count: give whole numbers of 0 or more."

    def constant_score(self, y: Vector) -> float:
        """Return the logarithm of the mean count; 0 if all counts are 0."""
        mean = float(y.mean())
        return float(np.log(mean)) if mean > 0 else 0.0

    def null_loss(self, mean: Vector) -> float:
        return float(mean - xlogy(mean, mean))

    def constants(self, y: Vector) -> tuple[Vector, Vector]:
        """Return −log y!, and the log-likelihood where the mean is the count itself."""
        term: Vector = -gammaln(y + 1)
        return term, xlogy(y, y) - y + term

    def predict(self, w: Vector) -> Vector:
        """Return the mean counts, shape (n,)."""
        mean: Vector = np.exp(self.X_b @ w)
        return mean

    def losses(self, residuals: Vector, w: Vector) -> Vector:
        mean = residuals + self.y
        # Where the mean is far below the count, the sum has lost its digits; or it overflowed.
        lost = ~((mean > 0.1 * self.y) & np.isfinite(mean))
        if lost.any():
            scores = np.log(np.where(lost, 1.0, mean))
            scores[lost] = self.X_b[lost] @ w
        else:
            scores = np.log(mean)
        losses: Vector = mean - self.y * scores
        return losses

    def precise_pulls(self, scores: list[Pair]) -> list[Pair]:
        high, low = scores[0]
        return [dd.subtract(dd.exponential((np.clip(high, -600.0, 700.0), low)), dd.pair(self.y))]

    def improving(self) -> tuple[Matrix, Matrix]:
        """Return −x of rows with count 0, and x of the others (Haberman, 1974)."""
        none = self.y == 0
        return -self.X_b[none], self.X_b[~none]

    def no_optimum(self, names: Sequence[str]) -> tuple[str, str]:
        if tuple(names) == ("intercept",):
            return "no_finite_optimum", (
                "All counts are 0: the mean is best at 0, which takes an infinite intercept."
            )
        return "no_finite_optimum", (
            f"All rows that {' and '.join(repr(name) for name in names)} "
            f"{'sets' if len(names) == 1 else 'set'} apart have count 0: the mean there is best at "
            "0, which takes an infinite weight."
        )

    def noise_loss(self, w: Vector) -> float:
        """Return the share of one weight in a log-likelihood, 1/2n."""
        return 1 / (2 * self.n)

    def curvatures(self, prediction: Vector) -> Vector:
        """Return μ: a row weighs as much as its expected count."""
        return prediction
