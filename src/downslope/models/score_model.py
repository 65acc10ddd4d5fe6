"""Models whose loss is a mean of functions of the score X_b w: all but the network.

A row's loss has a first derivative with respect to its score, the pull, and a second one, the
curvature:

    gradient = scale · X_bᵀ pulls                  Hessian = scale · X_bᵀ diag(curvatures) X_b

Besides the loop's steps, such a model provides what a certified fit needs: losses, pulls, and
curvatures row by row, the encoding of a target, and the directions along which its loss falls
forever.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from downslope.models.model import Model
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import Pair

CHUNK_ROWS = 1024  # of one product for a Hessian, whose additions are behind an entry


class ScoreModel(Model):
    """A model whose loss is a mean over rows of a function of the score X_b w, plus a penalty.

    Its gradient is `scale` · X_bᵀ `pulls`, and its Hessian `scale` · X_bᵀ diag(`curvatures`) X_b,
    apart from the penalty. Such a loss is convex, and Newton's method finds its minimum.

    With weights on the rows, a row of weight 2 counts as two rows.
    """

    # Generalized self-concordance (Bach, 2010): how much the logarithm of a row's curvature changes
    # with its score, at most; 0 for a loss of quadratic pieces.
    concordance: ClassVar[float] = 0.0
    # A pull moves with its score at most by the row's curvature, and this.
    extra_steepness: ClassVar[float] = 0.0
    # Rounding of a row's curvature, beside what is relative to it: most for a difference.
    curvature_roundings: ClassVar[float] = 0.0
    has_likelihood: ClassVar[bool] = (
        False  # the loss is a negative log-likelihood, except for a term
    )
    ratio: ClassVar[str] = ""  # what the exponential of a weight is: "odds ratio", "rate ratio"
    noise_is_free: ClassVar[bool] = False  # errors of weights come from the pulls that are seen

    classes: tuple[object, ...] = ()  # where the target is not measured

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences on how to read the weights, with {target} for the target's name."""
        return ()

    @property
    def scale(self) -> float:
        """Factor of a row in the gradient and the Hessian."""
        over, under = self.scale_terms(self.n)
        return over / under

    def scale_terms(self, mass: float) -> tuple[float, float]:
        """Return numerator and denominator of `scale` for rows whose weights sum to `mass`."""
        return 1.0, mass

    # --- the target -------------------------------------------------------------------------

    def fault(self, y: Vector) -> tuple[int, str] | None:
        """Return the index of the first target (rows,) that cannot be used, and why; or None."""
        return None

    def encoded(self, y: Vector) -> Vector:
        """Return targets (rows,) as the residuals need them: classes as numbers, counts as is."""
        return y

    def constant_score(self, y: Vector) -> float | Vector:
        """Return a starting score for all rows, from the encoded targets of some rows."""
        return float(y.mean())

    def constants(self, y: Vector) -> tuple[Vector, Vector]:
        """Return two constants that link each row's loss to its log-likelihood, (rows,).

        The first is the term that does not depend on the weights, the second the log-likelihood of
        the best possible prediction.
        """
        return np.zeros(len(y)), np.zeros(len(y))

    def null_loss(self, mean: Vector) -> float:
        """Return the mean loss of the model that has only an intercept, for a mean target."""
        return 0.0

    # --- each row's loss, and its derivatives -------------------------------------

    @abstractmethod
    def losses(self, residuals: Vector, w: Vector) -> Vector:
        """Return each row's loss, (rows,), whose derivative is the row's pull."""

    def pulls(self, residuals: Vector) -> Vector:
        """Return the derivative of each row's loss with respect to its score, (rows,)."""
        return residuals

    @abstractmethod
    def curvatures(self, prediction: Vector) -> Vector:
        """Return the second derivative of each row's loss with respect to its score, (rows,)."""

    def kink_distance(self, residuals: Vector) -> float:
        """Return the smallest distance of a residual from a kink of the derivative."""
        return np.inf

    @abstractmethod
    def precise_pulls(self, scores: list[Pair]) -> list[Pair]:
        """Return the pulls of each class (or the only one) from its scores, in double-double."""

    def curvature_sum(self, prediction: Vector, weights: Vector | None = None) -> Matrix:
        """Return the sum of the rows' Hessians, (p, p), without `scale` and penalty."""
        rows = self.curvatures(prediction)
        return weighted_products(self.X_b, rows if weights is None else weights * rows)

    # --- whether there are best weights ---------------------------------------------------------

    def improving(self) -> tuple[Matrix, Matrix]:
        """Return A and B: along a v with A v ≥ 0, not all 0, and B v = 0 the loss falls forever."""
        none = np.empty((0, self.X_b.shape[1]))
        return none, none

    def no_optimum(self, names: Sequence[str]) -> tuple[str, str]:
        """Return code and evidence of a finding: the loss falls forever along these columns."""
        return "no_finite_optimum", f"The loss falls forever along {', '.join(names)}."

    # --- the loop's methods ---------------------------------------------------------------------

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        return float(self.losses(residuals, w).mean()) + self.penalty(w)

    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        gradient: Vector = self.scale * (self.X_b.T @ self.pulls(residuals))
        return gradient + self.penalty_gradient(w) if self.alpha else gradient

    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        rows = self.curvatures(self.predict(w)) * (self.X_b @ v)
        product: Vector = self.scale * (self.X_b.T @ rows)
        return product + self.penalty_gradient(v) if self.alpha else product


def weighted_products(X_b: Matrix, weights: Vector) -> Matrix:
    """Return X_bᵀ diag(weights) X_b (p, p) for weights ≥ 0, summed in chunks of rows."""
    columns = X_b.T * np.sqrt(weights)
    total: Matrix = np.zeros((len(columns), len(columns)))
    for first in range(0, len(weights), CHUNK_ROWS):
        part = columns[:, first : first + CHUNK_ROWS]
        total += part @ part.T
    return total
