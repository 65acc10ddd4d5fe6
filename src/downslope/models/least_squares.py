"""Linear least squares: prediction, loss, gradient, and Hessian; units and conventions.

    y_hat       = X_b @ w                    X_b = [X, 1], the features and a column of ones
    loss(w)     = c · ‖y_hat − y‖²           c = 1/n (MSE), 1/2n (half-MSE), 1 (SSE), ½ (half-SSE)
    gradient(w) = 2c · X_bᵀ (y_hat − y)
    Hessian     = 2c · X_bᵀ X_b              the same everywhere: the loss is quadratic

A problem is built from rows or from a `Summary` of them. A summary of n rows is turned into d + 2
equivalent rows with the same loss, gradient, and Hessian at every w, so the other modules need not
distinguish the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, OptionError, unknown
from downslope.models.model import strength
from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arguments import check_kind
from downslope.numerics.arrays import Matrix, Vector, largest_curvature, target_vector
from downslope.numerics.doubledouble import Pair
from downslope.summary import Summary

GRADIENTS: Final = {
    "mse": "(2/n) Xᵀ(Xw − y)",
    "half-mse": "(1/n) Xᵀ(Xw − y)",
    "sse": "2 Xᵀ(Xw − y)",
    "half-sse": "Xᵀ(Xw − y)",
}
LOSS_CONVENTIONS: Final = tuple(GRADIENTS)


def loss_factor(convention: str, n: int) -> float:
    """Return the c in loss = c · ‖residuals‖² for one of the four common conventions.

    Parameters
    ----------
    convention : str
        "mse", "half-mse", "sse", or "half-sse".
    n : int
        Number of rows.

    Raises
    ------
    OptionError
        If the convention is unknown.

    """
    if convention not in LOSS_CONVENTIONS:
        raise unknown("loss", convention, LOSS_CONVENTIONS)
    per_row = 1.0 / n if convention.endswith("mse") else 1.0
    return per_row / 2 if convention.startswith("half") else per_row


class LeastSquares(ScoreModel):
    """Linear least squares: find the weights w that minimize ‖X_b w − y‖².

    Shapes: n rows, d features, p = d + 1 weights with an intercept, otherwise d. In arrays of
    weights the slopes come first and the intercept last.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n,)
        Target.
    intercept : bool
        Whether to add a column of ones.
    loss : str
        Loss convention: "mse", "half-mse", "sse", or "half-sse".
    names : sequence of str, optional
        Names of the columns; by default those of a data frame, or x1, x2, …

    Raises
    ------
    DataError
        If the values are not finite numbers, or the shapes do not fit.
    OptionError
        If the loss convention is unknown.

    """

    name: ClassVar[str] = "least-squares"
    option_names: ClassVar[tuple[str, ...]] = ()
    loss_varies: ClassVar[bool] = True
    closed_form: ClassVar[bool] = True

    loss_factor: float  # the c in loss = c · ‖residuals‖²

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
    ) -> None:
        self._set_features(X, y, intercept, names)
        self.y = target_vector(y, self.n)
        self._set_loss(loss)

    @classmethod
    def from_summary(
        cls,
        summary: Summary,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
        **penalty: float,
    ) -> Self:
        """Build the same problem from a summary, at the same cost for any number of rows.

        Parameters
        ----------
        summary : Summary
            Summary of the rows.
        intercept, loss, names, **penalty
            As for the class.

        Returns
        -------
        LeastSquares
            Or the model of this class.

        Raises
        ------
        DataError
            If the summary has no rows.
        OptionError
            If the loss convention is unknown, or `summary` is not a `Summary`.

        """
        check_kind("summary", summary, Summary, "TableSummary.summary or Summary.from_rows(X, y)")
        if summary.count == 0:
            raise DataError("The summary contains no rows: add some before fitting.")
        problem = cls.__new__(cls)
        X_b, problem.y = summary.equivalent_rows(intercept)
        problem._set_columns(X_b, summary.count, intercept, names, has_rows=False)
        problem._set_loss(loss)
        problem._set_penalty(**penalty)
        return problem

    def _set_penalty(self) -> None:
        """Check and set the strengths of a penalty; plain least squares has none."""

    def _set_loss(self, loss: str) -> None:
        self.loss_convention = loss
        self.loss_factor = loss_factor(loss, self.n)

    def __repr__(self) -> str:
        rows = f"{self.n} rows" if self.has_rows else f"a summary of {self.n} rows"
        columns = f"{self.d} feature{'s' * (self.d != 1)}"
        fit = "with" if self.has_intercept else "without"
        kind = type(self).__name__
        return f"{kind}({rows}, {columns}, {fit} intercept, loss {self.loss_convention})"

    def with_rows(self, X_b: Matrix, y: Vector, n: int, to_user: Matrix | None) -> Self:
        other = super().with_rows(X_b, y, n, to_user)
        other.loss_factor = loss_factor(self.loss_convention, n)
        return other

    # --- the model: prediction, loss, gradient, Hessian -------------------------------------

    def predict(self, w: Vector) -> Vector:
        prediction: Vector = self.X_b @ w
        return prediction

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        return float(self.loss_factor * (residuals @ residuals))

    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        gradient: Vector = (2 * self.loss_factor) * (self.X_b.T @ residuals)
        return gradient

    def scale_terms(self, mass: float) -> tuple[float, float]:
        over = 1.0 if self.loss_convention.startswith("half") else 2.0
        return over, mass if self.loss_convention.endswith("mse") else 1.0

    def losses(self, residuals: Vector, w: Vector) -> Vector:
        """Return ½ r², so that `scale` times the sum is the loss."""
        halves: Vector = np.square(residuals) / 2
        return halves

    def precise_pulls(self, scores: list[Pair]) -> list[Pair]:
        return [dd.subtract(scores[0], dd.pair(self.y))]

    def curvatures(self, prediction: Vector) -> Vector:
        """Return ones: the curvature is the same at all weights."""
        return np.ones_like(prediction)

    def hessian(self) -> Matrix:
        """Return the Hessian of the loss, shape (p, p), which is the same at every w."""
        curvature: Matrix = (2 * self.loss_factor) * (self.X_b.T @ self.X_b)
        return curvature

    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        product: Vector = (2 * self.loss_factor) * (self.X_b.T @ (self.X_b @ v))
        return product

    def curvature_bound(self) -> float:
        return 2 * self.loss_factor * largest_curvature(self.X_b)

    def noise_loss(self, w: Vector) -> float:
        residuals = self.predict(w) - self.y
        return float(self.loss_factor * (residuals @ residuals)) / self.n

    @property
    def gradient_formula(self) -> str:  # type: ignore[override]
        """The gradient without a penalty, under the loss convention."""
        return GRADIENTS[self.loss_convention]

    # --- the same problem in another form --------------------------------------------------

    def condensed(self) -> Self:
        """Return the same problem on d + 2 rows: R of [1, X, y] = QR, since ‖QR v‖ = ‖R v‖.

        Loss, gradient, and Hessian stay the same at every w, and an epoch costs p² instead of n·p.
        These rows have the form of those of a summary, with √n · (mean, 1) first, but without the
        squares that a summary sums.
        """
        if not self.has_rows:
            return self
        features = self.X_b[:, : self.d]
        R = np.asarray(np.linalg.qr(np.column_stack([np.ones(self.n), features, self.y]), mode="r"))
        R *= np.where(np.diag(R) < 0, -1.0, 1.0)[:, np.newaxis]
        X_b = np.hstack([R[:, 1:-1], R[:, :1]]) if self.has_intercept else R[:, 1:-1].copy()
        other = self.with_rows(X_b, R[:, -1].copy(), self.n, self.to_user)
        other.has_rows = False
        return other


class PenalizedLeastSquares(LeastSquares):
    """Least squares with a penalty of strength `alpha`; see `Ridge` and `Lasso`."""

    option_names: ClassVar[tuple[str, ...]] = ("alpha",)
    closed_form: ClassVar[bool] = False

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        alpha: float = 1.0,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(X, y, intercept, loss, names)
        self._set_penalty(alpha)

    def _set_penalty(self, alpha: float = 1.0) -> None:
        self.alpha = strength(alpha)

    @property
    def settings(self) -> dict[str, float]:
        return {"alpha": self.alpha}


def check_problem(given: object) -> None:
    """Check that `given` is a `LeastSquares` problem, not a feature matrix.

    Raises
    ------
    OptionError
        If it was something else, such as a model with a penalty.

    """
    check_kind("problem", given, LeastSquares, "LeastSquares(X, y)")
    assert isinstance(given, LeastSquares)
    if given.name != LeastSquares.name:
        raise OptionError(
            f"problem is a {type(given).__name__}, whose penalty the closed forms ignore: give "
            "LeastSquares(X, y), or run the loop with descend."
        )


def equivalent_rate(lr: float, n: int, given: str, wanted: str) -> float:
    """Return the learning rate that gives the same run under a different loss convention.

    Parameters
    ----------
    lr : float
        The rate under the convention `given`.
    n : int
        Number of rows.
    given, wanted : str
        "mse", "half-mse", "sse", or "half-sse".

    Raises
    ------
    OptionError
        If a convention is unknown.

    """
    return lr * loss_factor(given, n) / loss_factor(wanted, n)
