"""Base of every model: its data, the names, start, and units of its weights, and five methods.

A model fills in the steps of the loop in `downslope.descent`, which is the same for all of them:

    predict(w)                  step 2   the prediction, (n,)
    loss_of(residuals, w)       step 3   the loss, from residuals = prediction − y
    gradient_of(residuals, w)   step 4   the gradient, of the shape of w
    after_update(w, lr)         step 5   what follows the update; nothing for most models
    hessian_product(w, v)                the curvature along v, which decides the learning rates

Penalties apply to the slopes and never to the intercept.
"""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import OptionError
from downslope.findings import Finding
from downslope.numerics.arguments import (
    check_aligned,
    check_kind,
    column_names,
    flag,
    names_of,
    nonnegative,
)
from downslope.numerics.arrays import (
    Matrix,
    Vector,
    feature_matrix,
    root_mean_squares,
    target_vector,
)

MOST_ALPHA = 1e100  # beyond it, the slopes are 0 and products of the penalty overflow


def strength(alpha: float) -> float:
    """Return the strength of a penalty as a float.

    Raises
    ------
    OptionError
        If it is not a number from 0 to `MOST_ALPHA`.

    """
    checked = nonnegative("alpha", alpha)
    if checked > MOST_ALPHA:
        raise OptionError(f"alpha={alpha!r} cannot be used: give a number up to {MOST_ALPHA:g}.")
    return checked


class Model(ABC):
    """A loss over weights, on rows of data.

    Shapes: n rows, d features, p = d + 1 with an intercept, otherwise d. Weights are of shape (p,),
    slopes first and the intercept last, unless a model says otherwise.
    """

    name: ClassVar[str]  # "ridge", "logistic", …
    option_names: ClassVar[tuple[str, ...]] = ("alpha",)  # beside those of every model
    convex: ClassVar[bool] = True  # whether all runs that settle do so at the same loss
    closed_form: ClassVar[bool] = False  # whether runs are known without running them
    gradient_formula: ClassVar[str]  # for reports, without the penalty
    penalty_formula: ClassVar[str] = "alpha · ‖slopes‖²"  # for reports
    loss_convention: str  # for reports, such as "mse"
    loss_varies: ClassVar[bool] = False  # whether the convention is the user's choice
    takes_classes: ClassVar[bool] = False  # the target is not measured
    noticed: tuple[Finding, ...] = ()  # when the data were read

    X_b: Matrix  # (rows, p) features, then the intercept's column
    y: Vector  # (rows,) target
    n: int  # rows of data; len(y), unless built from a summary
    has_intercept: bool
    feature_names: tuple[str, ...]  # (d,)
    has_rows: bool  # False if X_b holds equivalent rows instead of the rows of the data
    to_user: Matrix | None  # (p, p) from standardized weights to the user's; None if not needed
    alpha: float = 0.0  # strength of the penalty

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        alpha: float = 0.0,
        intercept: bool = True,
        names: Sequence[str] | None = None,
    ) -> None:
        self._set_features(X, y, intercept, names)
        self.y = self._target(y)
        self.alpha = strength(alpha)

    def _target(self, y: ArrayLike) -> Vector:
        """Check the target and return it in the form that the residuals need."""
        return target_vector(y, self.n)

    def name_classes(self, names: Sequence[object]) -> None:
        """Set the class names of a target that holds indices into `names`."""
        raise NotImplementedError

    def _set_features(
        self, X: ArrayLike, y: ArrayLike, intercept: bool, names: Sequence[str] | None
    ) -> None:
        """Check the features, which must be aligned with `y`, and set all but the target."""
        check_aligned(X, y)
        names, intercept = names_of(X, names), flag("intercept", intercept)
        features = feature_matrix(X, names)
        ones = [np.ones((len(features), 1))] if intercept else []
        X_b = np.hstack([features, *ones])
        self._set_columns(X_b, len(features), intercept, names, has_rows=True)

    def _set_columns(
        self,
        X_b: Matrix,
        n: int,
        has_intercept: bool,
        names: Sequence[str] | None,
        has_rows: bool,
    ) -> None:
        self.X_b = X_b
        self.n = n
        self.has_intercept = has_intercept
        self.feature_names = column_names(names, X_b.shape[1] - has_intercept)
        self.has_rows = has_rows
        self.to_user = None

    def without_rows(self) -> Self:
        """Return the same model without its rows: small, for workers that read other rows."""
        return self.with_rows(self.X_b[:0].copy(), self.y[:0].copy(), self.n, self.to_user)

    def with_rows(self, X_b: Matrix, y: Vector, n: int, to_user: Matrix | None) -> Self:
        """Return the same model on other rows and targets."""
        other = copy.copy(self)
        other.X_b, other.y, other.n, other.to_user = X_b, y, n, to_user
        return other

    # --- the steps of the loop --------------------------------------------------------------

    @abstractmethod
    def predict(self, w: Vector) -> Vector:
        """Return the predictions, shape (rows,), at weights `w`."""

    @abstractmethod
    def loss_of(self, residuals: Vector, w: Vector) -> float:
        """Return the loss for the residuals, shape (rows,), that `w` leaves."""

    @abstractmethod
    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        """Return the gradient, of the shape of `w`, for the residuals that `w` leaves."""

    def after_update(self, w: Vector, lr: float | Vector) -> Vector:
        """Return the weights after a step to `w`; `lr` is one rate, or one for each weight."""
        return w

    def loss(self, w: Vector) -> float:
        """Return the loss at weights `w`."""
        return self.loss_of(self.predict(w) - self.y, w)

    def gradient(self, w: Vector) -> Vector:
        """Return the gradient of the loss at `w`, in the shape of `w`."""
        return self.gradient_of(self.predict(w) - self.y, w)

    # --- the penalty alpha · ‖slopes‖², for models that have one ------------------------------

    def penalty(self, w: Vector) -> float:
        """Return the penalty at `w`."""
        slopes = w[..., : self.d]
        return self.alpha * float(np.vdot(slopes, slopes))

    def penalty_gradient(self, w: Vector) -> Vector:
        """Return the gradient of the penalty, of the shape of `w`; it is linear in `w`."""
        gradient = np.zeros_like(w)
        gradient[..., : self.d] = 2 * self.alpha * w[..., : self.d]
        return gradient

    # --- the curvature ----------------------------------------------------------------------

    @abstractmethod
    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        """Return the Hessian of the loss at `w` times `v`, all of the same shape.

        For a loss with a kink, this is the Hessian of its smooth part.
        """

    def curvature_bound(self) -> float | None:
        """Return L, a bound on the curvature of the loss at all weights; None if there is none.

        Below 2/L gradient descent converges from every start.
        """
        return None

    # --- for a diagnosis --------------------------------------------------------------------

    @property
    def settings(self) -> dict[str, float]:
        """Options of the model that are not at 0, by their names on the command line."""
        return {"alpha": self.alpha} if self.alpha else {}

    @property
    def redundancy(self) -> int:
        """Number of directions along which no data could determine the weights."""
        return 0

    def free(self, w: Vector) -> np.ndarray:
        """Return which weights can move both ways from `w`, in its shape; all for most models."""
        return np.ones(w.shape, dtype=bool)

    def noise_loss(self, w: Vector) -> float:
        """Return the loss due to noise: H⁻¹_jj times it is half the variance of a weight.

        `w` are the weights with the lowest loss, whose loss is that of n rows of noise.
        """
        return abs(self.loss(w) - self.penalty(w)) / self.n

    def explain(self, w: Vector) -> tuple[Finding, ...]:
        """Return findings about the model at the last weights, `w`, that explain a run."""
        return ()

    def condensed(self) -> Self:
        """Return the same problem on fewer rows, if there is one."""
        return self

    # --- weights: their names, a start, the user's units ------------------------------------

    @property
    def d(self) -> int:
        """Number of features."""
        return len(self.feature_names)

    @property
    def weight_names(self) -> tuple[str, ...]:
        """Names of the weights, (p,): the features, then "intercept" if there is one."""
        return (*self.feature_names, "intercept") if self.has_intercept else self.feature_names

    @property
    def flat_names(self) -> tuple[str, ...]:
        """Names of all weights, in the order of a flattened array of them."""
        return self.weight_names

    @property
    def weights_shape(self) -> tuple[int, ...]:
        """Shape of the weights."""
        return (self.X_b.shape[1],)

    def starting_weights(self, start: ArrayLike | None = None) -> Vector:
        """Convert the user's `start` (zeros by default) to weights of this problem.

        Raises
        ------
        OptionError
            If it is not one finite number for each weight.

        """
        if start is None:
            return np.zeros(self.weights_shape)
        w = self.given_weights(start)
        if self.to_user is None:
            return w
        return np.linalg.solve(self.to_user, w.T).T.astype(np.float64, copy=False)

    def given_weights(self, weights: ArrayLike) -> Vector:
        """Copy the user's `weights` to an array, still in the user's units.

        Raises
        ------
        OptionError
            If they are not one finite number for each weight.

        """
        shape = self.weights_shape
        try:
            w: Vector = np.array(weights, dtype=np.float64)
            shown = ",".join(f"{v:g}" for v in w.ravel()[:8])
        except (TypeError, ValueError):  # text, or lists of different lengths
            w, shown = np.full(shape, np.nan), str(weights)
        if w.shape != shape or not np.isfinite(w).all():
            names = self.weight_names
            p, rows = len(names), "" if len(shape) == 1 else f"{shape[0]} rows of "
            wanted = ", ".join(names[:-1][:6])
            wanted += ", …" if p > 7 else ""
            wanted += f"{', ' * (p > 1)}{names[-1]}"
            raise OptionError(
                f"start={shown} does not fit: give {rows}{p} finite number{'s' * (p > 1)} "
                f"({wanted})."
            )
        return w

    def in_user_units(self, w: Vector) -> Vector:
        """Convert weights of this problem, shape (…, p), to weights of the user's columns."""
        return w if self.to_user is None else w @ self.to_user.T

    # --- the same problem in another form ---------------------------------------------------

    def batch(self, rows: np.ndarray) -> Self:
        """Return the problem on some of its rows (indices), for mini-batches."""
        return self.with_rows(self.X_b[rows], self.y[rows], len(rows), self.to_user)

    @np.errstate(all="ignore")  # what overflows becomes inf
    def standardized(self) -> Self:
        """Return the same problem with every column at mean 0 and standard deviation 1.

        Without an intercept, columns are scaled by their root mean square and not centered.
        Weights of the new problem are v, the user's are w = to_user @ v, and `start` stays in the
        user's units. A penalty applies to the slopes of the standardized columns.
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
        return self.with_rows(X_b, self.y, self.n, to_user)


def check_model(given: object) -> None:
    """Check that `given` is a model, not a feature matrix.

    Raises
    ------
    OptionError
        If it was something else.

    """
    check_kind("problem", given, Model, "LeastSquares(X, y)")
