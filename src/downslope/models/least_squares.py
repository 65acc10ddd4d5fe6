"""Linear least squares as one object: what the loss is, how steep it is, how it curves.

    y_hat       = X_b @ w                    X_b = [X, 1], the features and a column of ones
    loss(w)     = c · ‖y_hat − y‖²           c = 1/n (MSE), 1/2n (half-MSE), 1 (SSE), ½ (half-SSE)
    gradient(w) = 2c · X_bᵀ (y_hat − y)
    Hessian     = 2c · X_bᵀ X_b              the same everywhere: the loss is quadratic

Built from rows, or from a `Summary` of rows that are long gone: a summary of n rows is unfolded
into d + 2 rows with the same loss, gradient and Hessian at every w, so nothing here, and nothing
above, needs to know which it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, OptionError, unknown
from downslope.numerics.arguments import check_aligned, check_kind, column_names, flag, names_of
from downslope.numerics.arrays import Matrix, Vector, feature_matrix, target_vector
from downslope.summary import Summary

LOSS_CONVENTIONS: Final = ("mse", "half-mse", "sse", "half-sse")


def loss_factor(convention: str, n: int) -> float:
    """The c in loss = c · ‖residuals‖², for one of the four conventions in the wild.

    Raises:
        OptionError: no such convention.

    """
    if convention not in LOSS_CONVENTIONS:
        raise unknown("loss", convention, LOSS_CONVENTIONS)
    per_row = 1.0 / n if convention.endswith("mse") else 1.0
    return per_row / 2 if convention.startswith("half") else per_row


class LeastSquares:
    """Find the weights w that make ‖X_b w − y‖² small.

    Shapes: n rows, d features, p = d + 1 weights with an intercept, else d. Weights are slope(s)
    first and the intercept last.
    """

    X_b: Matrix  # (rows, p) features, then the intercept's column
    y: Vector  # (rows,)
    n: int  # rows of data; len(y), unless built from a summary
    has_intercept: bool
    loss_convention: str
    loss_factor: float  # the c in loss = c · ‖residuals‖²
    feature_names: tuple[str, ...]  # (d,)
    has_rows: bool  # False when X_b holds the few rows that stand for a summary, or for all rows
    to_user: Matrix | None  # (p, p) from standardised weights to the user's; None: they are

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
    ) -> None:
        """Take `X` of shape (n, d) and `y` of shape (n,); `names` of the columns, or a frame's own.

        Raises:
            DataError: not finite numbers, or shapes that do not fit.
            OptionError: an unknown loss convention.

        """
        check_aligned(X, y)
        names, intercept = names_of(X, names), flag("intercept", intercept)
        features = feature_matrix(X, names)
        target = target_vector(y, len(features))
        ones = [np.ones((len(features), 1))] if intercept else []
        X_b = np.hstack([features, *ones])
        self._set(X_b, target, len(target), intercept, loss, names, has_rows=True)

    @classmethod
    def from_summary(
        cls,
        summary: Summary,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
    ) -> Self:
        """The same problem from a summary of the rows: their number costs nothing.

        Raises:
            DataError: the summary holds no rows.
            OptionError: an unknown loss convention, or no `Summary`.

        """
        check_kind("summary", summary, Summary, "TableSummary.summary or Summary.from_rows(X, y)")
        if summary.count == 0:
            raise DataError("The summary holds no rows: add some before fitting.")
        problem = cls.__new__(cls)
        X_b, y = summary.equivalent_rows(intercept)
        problem._set(X_b, y, summary.count, intercept, loss, names, has_rows=False)
        return problem

    def _set(
        self,
        X_b: Matrix,
        y: Vector,
        n: int,
        has_intercept: bool,
        loss: str,
        names: Sequence[str] | None,
        has_rows: bool,
        to_user: Matrix | None = None,
    ) -> None:
        self.X_b = X_b
        self.y = y
        self.n = n
        self.has_intercept = has_intercept
        self.loss_convention = loss
        self.loss_factor = loss_factor(loss, n)
        self.feature_names = column_names(names, X_b.shape[1] - has_intercept)
        self.has_rows = has_rows
        self.to_user = to_user

    def __repr__(self) -> str:
        rows = f"{self.n} rows" if self.has_rows else f"a summary of {self.n} rows"
        columns = f"{self.d} feature{'s' * (self.d != 1)}"
        fit = "with" if self.has_intercept else "without"
        return f"LeastSquares({rows}, {columns}, {fit} intercept, loss {self.loss_convention})"

    def _like(self, X_b: Matrix, y: Vector, n: int, to_user: Matrix | None) -> Self:
        """The same problem on other rows or in other units, all else equal."""
        other = type(self).__new__(type(self))
        names, loss = self.feature_names, self.loss_convention
        other._set(X_b, y, n, self.has_intercept, loss, names, self.has_rows, to_user)
        return other

    # --- the model: prediction, loss, gradient, Hessian -------------------------------------

    def predict(self, w: Vector) -> Vector:
        """X_b @ w, shape (rows,)."""
        prediction: Vector = self.X_b @ w
        return prediction

    def loss_of(self, residuals: Vector) -> float:
        """The loss that these residuals, shape (rows,), amount to."""
        return float(self.loss_factor * (residuals @ residuals))

    def gradient_of(self, residuals: Vector) -> Vector:
        """How much each weight is to blame for these residuals, shape (p,)."""
        gradient: Vector = (2 * self.loss_factor) * (self.X_b.T @ residuals)
        return gradient

    def loss(self, w: Vector) -> float:
        """The loss at weights `w` of shape (p,)."""
        return self.loss_of(self.predict(w) - self.y)

    def gradient(self, w: Vector) -> Vector:
        """The gradient of the loss at `w`, both of shape (p,)."""
        return self.gradient_of(self.predict(w) - self.y)

    def hessian(self) -> Matrix:
        """The curvature of the loss, shape (p, p), the same at every w."""
        curvature: Matrix = (2 * self.loss_factor) * (self.X_b.T @ self.X_b)
        return curvature

    # --- weights: their names, a start, the user's units -----------------------------------

    @property
    def d(self) -> int:
        """The number of features."""
        return len(self.feature_names)

    @property
    def weight_names(self) -> tuple[str, ...]:
        """(p,) the features' names, then "intercept" if there is one."""
        return (*self.feature_names, "intercept") if self.has_intercept else self.feature_names

    def starting_weights(self, start: ArrayLike | None = None) -> Vector:
        """The user's `start` (zeros by default) as weights of this problem, shape (p,).

        Raises:
            OptionError: not one finite number for each weight.

        """
        if start is None:
            return np.zeros(self.X_b.shape[1])
        w = self.given_weights(start)
        if self.to_user is None:
            return w
        return np.linalg.solve(self.to_user, w).astype(np.float64, copy=False)

    def given_weights(self, weights: ArrayLike) -> Vector:
        """The user's `weights` as an array of its own, shape (p,), still in the user's units.

        Raises:
            OptionError: not one finite number for each weight.

        """
        p = self.X_b.shape[1]
        try:
            w: Vector = np.array(weights, dtype=np.float64)
            shown = ",".join(f"{v:g}" for v in w.ravel()[:8])
        except (TypeError, ValueError):  # text, or lists of different lengths
            w, shown = np.full(p, np.nan), str(weights)
        if w.shape != (p,) or not np.isfinite(w).all():
            wanted = ", ".join(self.weight_names[:-1][:6])
            wanted += ", …" if p > 7 else ""
            wanted += f"{', ' * (p > 1)}{self.weight_names[-1]}"
            raise OptionError(
                f"start={shown} does not fit: give {p} finite number{'s' * (p > 1)} ({wanted})."
            )
        return w

    def in_user_units(self, w: Vector) -> Vector:
        """Weights of this problem, shape (…, p), as weights of the columns the user gave."""
        return w if self.to_user is None else w @ self.to_user.T

    # --- the same problem, otherwise -------------------------------------------------------

    def condensed(self) -> Self:
        """The same problem on d + 2 rows: R of [1, X, y] = QR, since ‖QR v‖ = ‖R v‖.

        Loss, gradient and Hessian stay the same at every w; an epoch then costs p², not n·p. They
        are rows such as a summary unfolds to, √n · (mean, 1) first, without its squares.
        """
        if not self.has_rows:
            return self
        features = self.X_b[:, : self.d]
        R = np.asarray(np.linalg.qr(np.column_stack([np.ones(self.n), features, self.y]), mode="r"))
        R *= np.where(np.diag(R) < 0, -1.0, 1.0)[:, np.newaxis]
        X_b = np.hstack([R[:, 1:-1], R[:, :1]]) if self.has_intercept else R[:, 1:-1].copy()
        other = self._like(X_b, R[:, -1].copy(), self.n, self.to_user)
        other.has_rows = False
        return other

    def batch(self, rows: np.ndarray) -> Self:
        """The problem on some of its rows (indices), for mini-batches."""
        return self._like(self.X_b[rows], self.y[rows], len(rows), self.to_user)

    @np.errstate(all="ignore")  # what leaves float64 becomes inf
    def standardized(self) -> Self:
        """The same problem with every column at mean 0 and standard deviation 1.

        Without an intercept columns are scaled by their root mean square and not centred. Weights
        of the new problem are v, the user's are w = to_user @ v; `start` stays in the user's units.
        """
        if self.to_user is not None:
            return self
        d, X_b = self.d, self.X_b.copy()
        features = X_b[:, :d]
        means = np.zeros(d)
        if self.has_intercept:
            ones = X_b[:, d]
            means = (ones @ features) / (ones @ ones)
            features -= np.outer(ones, means)
        scales = root_mean_squares(features, self.n)
        # A constant column leaves only the rounding of its mean: nothing there to blow up.
        constant = scales <= 8 * np.finfo(float).eps * np.abs(means)
        features[:, constant] = 0.0
        scales[constant | (scales == 0)] = 1.0
        features /= scales
        to_user = np.eye(X_b.shape[1])
        to_user[np.diag_indices(d)] = 1 / scales
        if self.has_intercept:
            to_user[d, :d] = -means / scales
        return self._like(X_b, self.y, self.n, to_user)


def root_mean_squares(columns: Matrix, n: int) -> Vector:
    """√(Σ x²/n) of each column, shape (d,), safe from overflow and underflow."""
    largest = np.abs(columns).max(axis=0)
    safe = np.where(largest > 0, largest, 1.0)
    root: Vector = safe * np.sqrt(np.square(columns / safe).sum(axis=0) / n)
    return root


def check_problem(given: object) -> None:
    """Raise an error unless a problem was given, and not its features.

    Raises:
        OptionError: something else.

    """
    check_kind("problem", given, LeastSquares, "LeastSquares(X, y)")


def equivalent_rate(lr: float, n: int, given: str, wanted: str) -> float:
    """The learning rate that makes the same run when the loss is `wanted` instead of `given`.

    Args:
        lr: the rate under the loss convention `given`.
        n: the number of rows.
        given: "mse", "half-mse", "sse" or "half-sse".
        wanted: likewise.

    Raises:
        OptionError: no such loss convention.
    """
    return lr * loss_factor(given, n) / loss_factor(wanted, n)
