"""Logistic regression: the probability of one of two classes.

What changes in the loop: steps 2 and 3. Step 4 stays, up to its factor.

    prediction  = 1 / (1 + exp(−X_b w))                          the probability of the second class
    loss(w)     = −mean of log p of the class that was seen      the mean negative log-likelihood
    gradient(w) = X_bᵀ (prediction − y) / n                      y is 1 for the second class, else 0
    Hessian     = X_bᵀ diag(p (1 − p)) X_b / n                   at most X_bᵀ X_b / 4n

The curvature depends on the weights: it is largest where the model is unsure, and near the solution
the limit 2/λ_max can be many times the one that is safe from anywhere, 8n/λ_max(X_bᵀ X_b). If a
line separates the classes, there is no solution: the loss falls toward 0 as the weights grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, xlogy

from downslope.errors import DataError
from downslope.models.classes import LIKELY, class_numbers, class_places, separable
from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector, largest_curvature
from downslope.numerics.doubledouble import Pair


class Logistic(ScoreModel):
    """Logistic regression on two classes.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : array-like of shape (n,)
        Two classes: numbers, booleans, or text. The probability is that of the second in order.
    alpha : float
        Strength of the penalty alpha · ‖slopes‖², which is added to the loss.
    intercept : bool
        Whether to add a column of ones.
    names : sequence of str, optional
        Names of the columns; by default those of a data frame, or x1, x2, …

    Attributes
    ----------
    classes : tuple
        The two classes, in order.

    Raises
    ------
    DataError
        If the features are not finite numbers, the shapes do not fit, or there are not two classes.
    OptionError
        If `alpha` is negative.

    """

    name: ClassVar[str] = "logistic"
    gradient_formula: ClassVar[str] = "(1/n) Xᵀ(p − y)"
    loss_convention = "mean negative log-likelihood"
    concordance: ClassVar[float] = 1.0  # |1 − 2p| ≤ 1
    curvature_roundings: ClassVar[float] = 4.0  # near 1, 1 − p loses its digits
    has_likelihood: ClassVar[bool] = True
    ratio: ClassVar[str] = "odds ratio"

    takes_classes: ClassVar[bool] = True
    numbers: Vector  # (K,) of the classes in a target that was read as numbers

    @property
    def remarks(self) -> tuple[str, ...]:
        return (f"A positive weight raises the probability of {{target}} = {self.classes[1]}.",)

    def encoded(self, y: Vector) -> Vector:
        places = np.searchsorted(self.numbers, y)
        return places.astype(np.float64)

    def name_classes(self, names: Sequence[object]) -> None:
        self.classes = tuple(names[int(place)] for place in self.classes)  # type: ignore[call-overload]

    def _target(self, y: ArrayLike) -> Vector:
        self.classes, places = class_places(y, self.n)
        self.numbers = class_numbers(self.classes)
        if len(self.classes) > 2:
            raise DataError(
                f"y has {len(self.classes)} classes, but logistic regression takes two: use "
                "Softmax (model='softmax'), which takes any number."
            )
        return places.astype(np.float64)

    def constant_score(self, y: Vector) -> float:
        """Return the log odds of the second class, as if each class had been observed once more."""
        ones = float(y.sum())
        return float(np.log((ones + 1) / (len(y) - ones + 1)))

    def null_loss(self, mean: Vector) -> float:
        return -float(xlogy(mean, mean) + xlogy(1 - mean, 1 - mean))

    def predict(self, w: Vector) -> Vector:
        """Return the probabilities of the second class, shape (n,)."""
        probability: Vector = expit(self.X_b @ w)
        return probability

    def losses(self, residuals: Vector, w: Vector) -> Vector:
        wrong = np.abs(residuals)  # the probability of the class that was not seen
        losses: Vector = -np.log1p(-np.minimum(wrong, 1 - LIKELY))
        # Where the class that was seen has almost no probability, 1 − wrong has lost its digits.
        unlikely = ~(wrong <= 1 - LIKELY)
        if unlikely.any():
            scores = self.X_b[unlikely] @ w
            losses[unlikely] = np.logaddexp(0.0, np.where(self.y[unlikely] == 1, -scores, scores))
        return losses

    def noise_loss(self, w: Vector) -> float:
        """Return the share of one weight in a log-likelihood, 1/2n."""
        return 1 / (2 * self.n)

    def curvatures(self, prediction: Vector) -> Vector:
        """Return p (1 − p): most where the model is unsure."""
        return prediction * (1 - prediction)

    def precise_pulls(self, scores: list[Pair]) -> list[Pair]:
        high, low = scores[0]
        sign = np.where(high > 0, -1.0, 1.0)
        small = dd.exponential((np.maximum(sign * high, -600.0), sign * low))  # e^−|s|
        one = dd.pair(np.ones_like(high))
        upper = tuple(np.where(high > 0, a, b) for a, b in zip(one, small, strict=True))
        p = dd.divide((upper[0], upper[1]), dd.add(one, small))
        return [dd.subtract(p, dd.pair(self.y))]

    def improving(self) -> tuple[Matrix, Matrix]:
        """Return (2y − 1) x: v separates the classes (Albert and Anderson, 1984)."""
        return (2 * self.y - 1)[:, np.newaxis] * self.X_b, self.X_b[:0]

    def no_optimum(self, names: Sequence[str]) -> tuple[str, str]:
        return separable(names, self.classes)

    def curvature_bound(self) -> float:
        return largest_curvature(self.X_b) / (4 * self.n) + 2 * self.alpha
