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
from scipy.special import log_softmax, softmax

from downslope.models.classes import class_places
from downslope.models.model import ScoreModel, largest_curvature
from downslope.numerics.arrays import Matrix, Vector


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
        If the features are not finite numbers, the shapes do not fit, or there is one class only.
    OptionError
        If `alpha` is negative.

    """

    name: ClassVar[str] = "softmax"
    gradient_formula: ClassVar[str] = "(1/n) (p − Y)ᵀ X"
    loss_convention = "mean negative log-likelihood"
    # A row's curvature changes with the range of its scores, and the weights of two classes differ
    # by at most √2 times the norm of all.
    concordance: ClassVar[float] = math.sqrt(2.0)

    classes: tuple[object, ...]

    takes_classes: ClassVar[bool] = True

    def name_classes(self, names: Sequence[object]) -> None:
        self.classes = tuple(names[int(place)] for place in self.classes)  # type: ignore[call-overload]

    def _target(self, y: ArrayLike) -> Vector:
        self.classes, places = class_places(y, self.n)
        return np.eye(len(self.classes))[places]

    def constant_score(self) -> Vector:
        """Return the logarithms of the classes' shares, (K,), with mean 0."""
        logs = np.log(self.y.mean(axis=0))
        centered: Vector = logs - logs.mean()
        return centered

    @property
    def weights_shape(self) -> tuple[int, ...]:
        return (len(self.classes), self.X_b.shape[1])

    @property
    def flat_names(self) -> tuple[str, ...]:
        """Names of the weights of the first class, then of the next: "kind: x1"."""
        return tuple(f"{kind}: {name}" for kind in self.classes for name in self.weight_names)

    @property
    def redundancy(self) -> int:
        """Number of weights that may be the same for all classes: those without a penalty."""
        return int(self.has_intercept) if self.alpha else self.X_b.shape[1]

    def predict(self, w: Vector) -> Vector:
        """Return the probabilities of the classes, shape (n, K)."""
        probabilities: Vector = softmax(self.X_b @ w.T, axis=1)
        return probabilities

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        seen = self.y == 1
        wrong = -residuals[seen]  # the probability of all classes that were not seen
        losses = -np.log1p(-np.minimum(wrong, 0.5))
        # Where the class that was seen has almost no probability, 1 − wrong has lost its digits.
        unlikely = ~(wrong <= 0.5)
        logs = log_softmax(self.X_b[unlikely] @ w.T, axis=1)
        losses[unlikely] = -logs[seen[unlikely]]
        return float(losses.mean()) + self.penalty(w)

    def noise_loss(self, w: Vector) -> float:
        """Return the share of one weight in a log-likelihood, 1/2n."""
        return 1 / (2 * self.n)

    def curvatures(self, prediction: Vector) -> Vector:
        """Return p (1 − p) of each class, (n, K): the curvature along its own score."""
        return prediction * (1 - prediction)

    def steepest_pull(self, prediction: Vector) -> Vector:
        """Return 2p: a probability moves with the scores of all classes."""
        return 2 * prediction

    def curvature_sum(self, prediction: Vector) -> Matrix:
        """Return the sum of the rows' Hessians, (K p, K p): by classes, p (δ − p) x xᵀ."""
        groups = prediction.shape[1]
        parts: list[list[Matrix]] = [[self.X_b] * groups for _ in range(groups)]
        for k in range(groups):
            for m in range(k, groups):
                rows = prediction[:, k] * ((k == m) - prediction[:, m])
                parts[k][m] = parts[m][k] = self.X_b.T @ (rows[:, np.newaxis] * self.X_b)
        return np.block(parts)

    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        return residuals.T @ self.X_b / self.n + self.penalty_gradient(w)

    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        p, change = self.predict(w), self.X_b @ v.T
        change = p * (change - (p * change).sum(axis=1, keepdims=True))
        product: Vector = change.T @ self.X_b / self.n + self.penalty_gradient(v)
        return product

    def curvature_bound(self) -> float:
        return largest_curvature(self.X_b) / (2 * self.n) + 2 * self.alpha
