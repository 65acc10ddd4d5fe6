"""Softmax regression: the probabilities of several classes.

What changes in the loop: steps 2 and 3. Step 4 stays, up to its factor, with one vector of weights
for each class.

    prediction  = exp(X_b Wᵀ) / its sum over the classes      (n, K) probabilities
    loss(W)     = −mean of log p of the class that was seen   the mean negative log-likelihood
    gradient(W) = (prediction − Y)ᵀ X_b / n                   Y is 1 at the class that was seen
    Hessian     : L ≤ λ_max(X_bᵀ X_b) / 2n                    (Böhning, 1992)

Adding the same vector to the weights of all classes changes no prediction. From zeros, the run
keeps their sum at 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import log_softmax, xlogy

from downslope.models.classes import LIKELY, class_numbers, class_places, class_text, separable
from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector, largest_curvature
from downslope.numerics.doubledouble import Pair


class Softmax(ScoreModel):
    """Softmax regression on K classes; weights are of shape (K, p).

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : array-like of shape (n,)
        Classes: numbers, booleans, or text.
    alpha : float
        Strength of the penalty alpha · ‖slopes‖², over all classes, which is added to the loss.
    intercept : bool
        Whether to add a column of ones.
    names : sequence of str, optional
        Names of the columns; by default those of a data frame, or x1, x2, …

    Attributes
    ----------
    classes : tuple of length K
        The classes, in order.

    Raises
    ------
    DataError
        If the features are not finite numbers, the shapes do not fit, or there is only one class.
    OptionError
        If `alpha` is negative.

    """

    name: ClassVar[str] = "softmax"
    gradient_formula: ClassVar[str] = "(1/n) (p − Y)ᵀ X"
    loss_convention = "mean negative log-likelihood"
    # A row's curvature changes with the range of its scores, and the weights of two classes differ
    # by at most √2 times the norm of all.
    concordance: ClassVar[float] = math.sqrt(2.0)
    extra_steepness: ClassVar[float] = 2.0  # a probability moves with the scores of all classes
    has_likelihood: ClassVar[bool] = True
    ratio: ClassVar[str] = "odds ratio"

    takes_classes: ClassVar[bool] = True
    numbers: Vector  # (K,) of the classes in a target that was read as numbers

    @property
    def remarks(self) -> tuple[str, ...]:
        return ("A column's weights add up to 0 over the classes.",)

    def encoded(self, y: Vector) -> Vector:
        places = np.searchsorted(self.numbers, y)
        one_hot: Vector = np.eye(len(self.classes))[places]
        return one_hot

    def name_classes(self, names: Sequence[object]) -> None:
        self.classes = tuple(names[int(place)] for place in self.classes)  # type: ignore[call-overload]

    def _target(self, y: ArrayLike) -> Vector:
        self.classes, places = class_places(y, self.n)
        self.numbers = class_numbers(self.classes)
        one_hot: Vector = np.eye(len(self.classes))[places]
        return one_hot

    def constant_score(self, y: Vector) -> Vector:
        """Return the logarithms of the classes' shares, (K,), as if each had one more row.

        Their mean is 0.
        """
        logs = np.log(y.sum(axis=0) + 1)
        centered: Vector = logs - logs.mean()
        return centered

    def null_loss(self, mean: Vector) -> float:
        return -float(xlogy(mean, mean).sum())

    @property
    def weights_shape(self) -> tuple[int, ...]:
        return (len(self.classes), self.X_b.shape[1])

    @property
    def flat_names(self) -> tuple[str, ...]:
        """Names of the weights of the first class, then of the next: "kind: x1"."""
        kinds = map(class_text, self.classes)
        return tuple(f"{kind}: {name}" for kind in kinds for name in self.weight_names)

    @property
    def redundancy(self) -> int:
        """Number of weights that may be the same for all classes: those without a penalty."""
        return int(self.has_intercept) if self.alpha else self.X_b.shape[1]

    def predict(self, w: Vector) -> Vector:
        """Return the probabilities of the classes, shape (n, K)."""
        # Class by class: NumPy is slow at sums of few neighbors.
        scores = np.ascontiguousarray((self.X_b @ w.T).T)
        powers = np.exp(scores - scores.max(axis=0))
        powers /= powers.sum(axis=0)
        probabilities: Vector = np.ascontiguousarray(powers.T)
        return probabilities

    def losses(self, residuals: Vector, w: Vector) -> Vector:
        seen = self.y == 1
        wrong = -residuals[seen]  # the probability of all classes that were not seen
        losses: Vector = -np.log1p(-np.minimum(wrong, 1 - LIKELY))
        # Where the class that was seen has almost no probability, 1 − wrong has lost its digits.
        unlikely = ~(wrong <= 1 - LIKELY)
        if unlikely.any():
            logs = log_softmax(self.X_b[unlikely] @ w.T, axis=1)
            losses[unlikely] = -logs[seen[unlikely]]
        return losses

    def noise_loss(self, w: Vector) -> float:
        """Return the share of one weight in a log-likelihood, 1/2n."""
        return 1 / (2 * self.n)

    def curvatures(self, prediction: Vector) -> Vector:
        """Return p (1 − p) of each class, (n, K): the curvature along its own score."""
        return prediction * (1 - prediction)

    def precise_pulls(self, scores: list[Pair]) -> list[Pair]:
        top = np.max([high for high, _ in scores], axis=0)
        powers = []
        for high, low in scores:
            shifted = dd.subtract((high, low), dd.pair(top))
            powers.append(dd.exponential((np.maximum(shifted[0], -600.0), shifted[1])))
        total = powers[0]
        for power in powers[1:]:
            total = dd.add(total, power)
        return [
            dd.subtract(dd.divide(power, total), dd.pair(self.y[:, k]))
            for k, power in enumerate(powers)
        ]

    def improving(self) -> tuple[Matrix, Matrix]:
        """Return x (v_seen − v_k) for all other classes k: V separates the classes."""
        seen, groups = self.y.argmax(axis=1), len(self.classes)
        p = self.X_b.shape[1]
        blocks = []
        for k in range(groups):
            others = np.flatnonzero(seen != k)
            part = np.zeros((len(others), groups, p))
            part[np.arange(len(others)), seen[others]] = self.X_b[others]
            part[:, k] = -self.X_b[others]
            blocks.append(part.reshape(len(others), groups * p))
        rows = np.vstack(blocks)
        return rows, rows[:0]

    def no_optimum(self, names: Sequence[str]) -> tuple[str, str]:
        return separable(names, self.classes)

    def curvature_sum(self, prediction: Vector, weights: Vector | None = None) -> Matrix:
        """Return the sum of the rows' Hessians, (K p, K p): by classes, p (δ − p) x xᵀ."""
        groups = prediction.shape[1]
        first = prediction if weights is None else weights[:, np.newaxis] * prediction
        parts: list[list[Matrix]] = [[self.X_b] * groups for _ in range(groups)]
        for k in range(groups):
            # Near 1, 1 − p would lose the digits that the others' sum keeps.
            others = np.delete(prediction, k, axis=1).sum(axis=1)
            for m in range(k, groups):
                rows = first[:, k] * (others if k == m else -prediction[:, m])
                parts[k][m] = parts[m][k] = self.X_b.T @ (rows[:, np.newaxis] * self.X_b)
        return np.block(parts)

    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        gradient: Vector = residuals.T @ self.X_b / self.n
        return gradient + self.penalty_gradient(w) if self.alpha else gradient

    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        p, change = self.predict(w), self.X_b @ v.T
        change = p * (change - (p * change).sum(axis=1, keepdims=True))
        product: Vector = change.T @ self.X_b / self.n + self.penalty_gradient(v)
        return product

    def curvature_bound(self) -> float:
        return largest_curvature(self.X_b) / (2 * self.n) + 2 * self.alpha
