"""Linear least squares: prediction, loss, gradient, and Hessian; units and conventions.

    y_hat       = X_b @ w                    X_b = [X, 1], the features and a column of ones
    loss(w)     = c · ‖y_hat − y‖²           c = 1/n (MSE), 1/2n (half-MSE), 1 (SSE), ½ (half-SSE)
    gradient(w) = 2c · X_bᵀ (y_hat − y)
    Hessian     = 2c · X_bᵀ X_b              the same everywhere: the loss is quadratic

A problem is built from rows or from a `Summary` of them. A summary of n rows is turned into d + 2
equivalent rows with the same loss, gradient and Hessian at every w, so the other modules need not
distinguish the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, OptionError, unknown
from downslope.findings import Finding
from downslope.numerics.arguments import check_aligned, check_kind, column_names, flag, names_of
from downslope.numerics.arrays import Matrix, Vector, feature_matrix, target_vector
from downslope.summary import Summary

LOSS_CONVENTIONS: Final = ("mse", "half-mse", "sse", "half-sse")


def loss_factor(convention: str, n: int) -> float:
    """Return the c in loss = c · ‖residuals‖² for one of the four common conventions.

    Parameters
    ----------
    convention : str
        "mse", "half-mse", "sse" or "half-sse".
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


class LeastSquares:
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
        Loss convention: "mse", "half-mse", "sse" or "half-sse".
    names : sequence of str, optional
        Names of the columns; by default those of a data frame, or x1, x2, …

    Raises
    ------
    DataError
        If the values are not finite numbers, or the shapes do not fit.
    OptionError
        If the loss convention is unknown.

    """

    X_b: Matrix  # (rows, p) features, then the intercept's column
    y: Vector  # (rows,)
    n: int  # rows of data; len(y), unless built from a summary
    has_intercept: bool
    loss_convention: str
    loss_factor: float  # the c in loss = c · ‖residuals‖²
    feature_names: tuple[str, ...]  # (d,)
    has_rows: bool  # False if X_b holds equivalent rows instead of the rows of the data
    to_user: Matrix | None  # (p, p) from standardized weights to the user's; None if not needed
    noticed: tuple[Finding, ...] = ()  # when the data were read

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
    ) -> None:
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
        """Build the same problem from a summary of the rows, at a cost that ignores their number.

        Parameters
        ----------
        summary : Summary
            Summary of the rows.
        intercept, loss, names
            As for the class.

        Returns
        -------
        LeastSquares

        Raises
        ------
        DataError
            If the summary is of zero rows.
        OptionError
            If the loss convention is unknown, or `summary` is not a `Summary`.

        """
        check_kind("summary", summary, Summary, "TableSummary.summary or Summary.from_rows(X, y)")
        if summary.count == 0:
            raise DataError("The summary contains no rows: add some before fitting.")
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
        other = type(self).__new__(type(self))
        names, loss = self.feature_names, self.loss_convention
        other._set(X_b, y, n, self.has_intercept, loss, names, self.has_rows, to_user)
        return other

    # --- the model: prediction, loss, gradient, Hessian -------------------------------------

    def predict(self, w: Vector) -> Vector:
        """Return the predictions X_b @ w, shape (rows,)."""
        prediction: Vector = self.X_b @ w
        return prediction

    def loss_of(self, residuals: Vector) -> float:
        """Return the loss for residuals of shape (rows,)."""
        return float(self.loss_factor * (residuals @ residuals))

    def gradient_of(self, residuals: Vector) -> Vector:
        """Return the gradient, shape (p,), for residuals of shape (rows,)."""
        gradient: Vector = (2 * self.loss_factor) * (self.X_b.T @ residuals)
        return gradient

    def loss(self, w: Vector) -> float:
        """Return the loss at weights `w` of shape (p,)."""
        return self.loss_of(self.predict(w) - self.y)

    def gradient(self, w: Vector) -> Vector:
        """Return the gradient of the loss at `w`, both of shape (p,)."""
        return self.gradient_of(self.predict(w) - self.y)

    def hessian(self) -> Matrix:
        """Return the Hessian of the loss, shape (p, p), which is the same at every w."""
        curvature: Matrix = (2 * self.loss_factor) * (self.X_b.T @ self.X_b)
        return curvature

    # --- weights: their names, a start, the user's units -----------------------------------

    @property
    def d(self) -> int:
        """Number of features."""
        return len(self.feature_names)

    @property
    def weight_names(self) -> tuple[str, ...]:
        """Names of the weights, (p,): the features, then "intercept" if there is one."""
        return (*self.feature_names, "intercept") if self.has_intercept else self.feature_names

    def starting_weights(self, start: ArrayLike | None = None) -> Vector:
        """Convert the user's `start` (zeros by default) to weights of this problem, shape (p,).

        Raises
        ------
        OptionError
            If it is not one finite number for each weight.

        """
        if start is None:
            return np.zeros(self.X_b.shape[1])
        w = self.given_weights(start)
        if self.to_user is None:
            return w
        return np.linalg.solve(self.to_user, w).astype(np.float64, copy=False)

    def given_weights(self, weights: ArrayLike) -> Vector:
        """Copy the user's `weights` to an array of shape (p,), still in the user's units.

        Raises
        ------
        OptionError
            If they are not one finite number for each weight.

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
        """Convert weights of this problem, shape (…, p), to weights of the user's columns."""
        return w if self.to_user is None else w @ self.to_user.T

    # --- the same problem in another form --------------------------------------------------

    def condensed(self) -> Self:
        """Return the same problem on d + 2 rows: R of [1, X, y] = QR, since ‖QR v‖ = ‖R v‖.

        Loss, gradient and Hessian stay the same at every w, and an epoch costs p² instead of n·p.
        These rows have the form of those of a summary, with √n · (mean, 1) first, but without the
        squares that a summary sums.
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
        """Return the problem on some of its rows (indices), for mini-batches."""
        return self._like(self.X_b[rows], self.y[rows], len(rows), self.to_user)

    @np.errstate(all="ignore")  # what overflows becomes inf
    def standardized(self) -> Self:
        """Return the same problem with every column at mean 0 and standard deviation 1.

        Without an intercept, columns are scaled by their root mean square and not centered.
        Weights of the new problem are v, the user's are w = to_user @ v, and `start` stays in the
        user's units.
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
        # Of a constant column only the rounding of its mean is left, which must not be scaled up.
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
    """Return √(Σ x²/n) of each column, shape (d,), safe from overflow and underflow."""
    largest = np.abs(columns).max(axis=0)
    safe = np.where(largest > 0, largest, 1.0)
    root: Vector = safe * np.sqrt(np.square(columns / safe).sum(axis=0) / n)
    return root


def check_problem(given: object) -> None:
    """Check that a `LeastSquares` was given, and not its features.

    Raises
    ------
    OptionError
        If it was something else.

    """
    check_kind("problem", given, LeastSquares, "LeastSquares(X, y)")


def equivalent_rate(lr: float, n: int, given: str, wanted: str) -> float:
    """Return the learning rate that gives the same run under another loss convention.

    Parameters
    ----------
    lr : float
        The rate under the convention `given`.
    n : int
        Number of rows.
    given, wanted : str
        "mse", "half-mse", "sse" or "half-sse".

    Raises
    ------
    OptionError
        If a convention is unknown.

    """
    return lr * loss_factor(given, n) / loss_factor(wanted, n)
