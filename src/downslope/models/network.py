"""Network with one hidden layer: a linear model of features that it learns itself.

What changes in the loop: step 2, and with it the chain rule in step 4.

    hidden      = tanh(X_b V)                       (n, h) what each unit makes of a row
    prediction  = [hidden, 1] u                     a linear model of those, as before
    loss        = c · ‖prediction − y‖²             as before
    gradient u  = 2c · [hidden, 1]ᵀ residuals       as before, with the hidden units as features
    gradient V  = 2c · X_bᵀ (residuals uᵀ · (1 − hidden²))        each unit's share of the blame

The loss is not convex: where a run ends depends on its start, and no answer has a certificate.
With all weights at 0 no unit would differ from another, so the start is random.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.findings import Finding
from downslope.formatting import counted
from downslope.models.least_squares import GRADIENTS, loss_factor
from downslope.models.model import Model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Matrix, Vector

FLAT = 0.01  # of the slope of tanh, which is 1 at most
NEARLY_ALL = 0.99  # of the rows
UNHEARD = 1e-12  # a unit or a weight as small has no effect


class Network(Model):
    """A regression network with one hidden layer of tanh units.

    Its weights are one vector: those into each unit, (p, hidden) row by row, then those of the
    units in the prediction, and its intercept last.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n,)
        Target.
    hidden : int
        Number of units in the hidden layer.
    alpha : float
        Strength of the penalty alpha · ‖weights‖² over all but the intercepts.
    intercept : bool
        Whether to add a column of ones to the features and to the hidden units.
    loss : str
        Loss convention: "mse", "half-mse", "sse", or "half-sse".
    names : sequence of str, optional
        Names of the columns; by default those of a data frame, or x1, x2, …
    seed : int
        Seed for the random start.

    Raises
    ------
    DataError
        If the values are not finite numbers, or the shapes do not fit.
    OptionError
        If `hidden` is below 1, `alpha` is negative, or the loss convention is unknown.

    """

    name: ClassVar[str] = "network"
    option_names: ClassVar[tuple[str, ...]] = ("alpha", "hidden")
    loss_varies: ClassVar[bool] = True
    convex: ClassVar[bool] = False

    hidden: int
    loss_convention: str

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        hidden: int = 8,
        alpha: float = 0.0,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
        seed: int = 0,
    ) -> None:
        super().__init__(X, y, alpha, intercept, names)
        self.hidden = whole_number("hidden", hidden, at_least=1)
        self.seed = whole_number("seed", seed)
        self.loss_convention = loss
        loss_factor(loss, self.n)  # refuses an unknown convention
        self._last: tuple[Vector, Matrix] | None = None

    def with_rows(self, X_b: Matrix, y: Vector, n: int, to_user: Matrix | None) -> Self:
        other = super().with_rows(X_b, y, n, to_user)
        other._last = None
        return other

    # --- the steps of the loop --------------------------------------------------------------

    def layer(self, w: Vector) -> Matrix:
        """Return the hidden units and the column of ones, shape (n, hidden + 1)."""
        units = np.tanh(self.X_b @ self.split(w)[0])
        ones = [np.ones((len(units), 1))] if self.has_intercept else []
        return np.hstack([units, *ones])

    def predict(self, w: Vector) -> Vector:
        layer = self.layer(w)
        self._last = w, layer  # the gradient at the same weights needs it too
        prediction: Vector = layer @ self.split(w)[1]
        return prediction

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        return self.loss_factor * float(residuals @ residuals) + self.penalty(w)

    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        last = self._last
        layer = last[1] if last is not None and last[0] is w else self.layer(w)
        _, u = self.split(w)
        units, to_units = layer[:, : self.hidden], u[: self.hidden]
        blame = np.outer(residuals, to_units) * (1 - units**2)
        into, out = self.X_b.T @ blame, layer.T @ residuals
        return 2 * self.loss_factor * joined(into, out) + self.penalty_gradient(w)

    # --- the curvature ----------------------------------------------------------------------

    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        """Return the Hessian at `w` times `v`: the derivative of the gradient along `v`.

        (Pearlmutter, 1994.)
        """
        layer, (_, u) = self.layer(w), self.split(w)
        V_change, u_change = self.split(v)
        h = self.hidden
        units, slope = layer[:, :h], 1 - layer[:, :h] ** 2
        residuals = layer @ u - self.y
        units_change = slope * (self.X_b @ V_change)
        change = units_change @ u[:h] + layer @ u_change
        blame = (
            np.outer(change, u[:h]) * slope
            + np.outer(residuals, u_change[:h]) * slope
            - 2 * np.outer(residuals, u[:h]) * units * units_change
        )
        out = layer.T @ change
        out[:h] += units_change.T @ residuals
        return 2 * self.loss_factor * joined(self.X_b.T @ blame, out) + self.penalty_gradient(v)

    # --- for a diagnosis --------------------------------------------------------------------

    @property
    def settings(self) -> dict[str, float]:
        return {**super().settings, "hidden": self.hidden}

    @property
    def gradient_formula(self) -> str:  # type: ignore[override]
        """Gradient for the weights out of the units, the same as for a linear model."""
        return GRADIENTS[self.loss_convention].replace("X", "H")

    def explain(self, w: Vector) -> tuple[Finding, ...]:
        """Report units that cannot learn: saturated, or without any effect."""
        units, out = self.layer(w)[:, : self.hidden], self.split(w)[1][: self.hidden]
        flat = (1 - units**2 < FLAT).mean(axis=0) >= NEARLY_ALL
        # Neither a unit that says nothing nor one that nothing listens to changes.
        dead = ~flat & (np.abs(out) <= UNHEARD) & (np.abs(units).max(axis=0) <= UNHEARD)
        found = []
        if flat.any():
            evidence = (
                f"{_units(flat)} saturated: on {NEARLY_ALL:.0%} of the rows or more tanh is at ±1, "
                "where it is flat, so almost no gradient reaches the weights before it."
            )
            fix = "Standardize the columns, or start from smaller weights."
            found.append(Finding("saturated", self._names(flat), evidence, fix))
        if dead.any():
            evidence = (
                f"{_units(dead)} dead: the unit is 0 on every row and so is its weight, and each "
                "keeps the gradient of the other at 0."
            )
            fix = "Start from random weights: leave --start out."
            found.append(Finding("dead_units", self._names(dead), evidence, fix))
        return tuple(found)

    def _names(self, chosen: np.ndarray) -> tuple[str, ...]:
        return tuple(f"h{unit + 1}" for unit in np.flatnonzero(chosen))

    # --- weights ----------------------------------------------------------------------------

    @property
    def loss_factor(self) -> float:
        """The c in loss = c · ‖residuals‖²."""
        return loss_factor(self.loss_convention, self.n)

    @property
    def weights_shape(self) -> tuple[int, ...]:
        return ((self.X_b.shape[1] + 1) * self.hidden + self.has_intercept,)

    @property
    def weight_names(self) -> tuple[str, ...]:
        """Names of the weights, in their order: "x1 to h1", …, "h1", …, "intercept"."""
        units = [f"h{unit + 1}" for unit in range(self.hidden)]
        into = [f"{name} to {unit}" for name in super().weight_names for unit in units]
        return (*into, *units, "intercept") if self.has_intercept else (*into, *units)

    def split(self, w: Vector) -> tuple[Matrix, Vector]:
        """Return the weights into the units, (p, hidden), and those out of them, (hidden + 1,)."""
        p = self.X_b.shape[1]
        return w[: p * self.hidden].reshape(p, self.hidden), w[p * self.hidden :]

    def starting_weights(self, start: ArrayLike | None = None) -> Vector:
        """Return the user's `start` as weights of this problem, or a random start.

        The random weights into a layer of m inputs have variance 1/m, which keeps the spread of
        their weighted sum. (Glorot and Bengio, 2010.)
        """
        if start is not None:
            V, u = self.split(self.given_weights(start))
            if self.to_user is not None:
                V = np.linalg.solve(self.to_user, V).astype(np.float64, copy=False)
            return joined(V, u)
        rng, p, h = np.random.default_rng(self.seed), self.X_b.shape[1], self.hidden
        w = np.zeros(self.weights_shape)
        w[: p * h] = rng.standard_normal(p * h) / np.sqrt(p)
        w[p * h : p * h + h] = rng.standard_normal(h) / np.sqrt(h)
        return w

    def in_user_units(self, w: Vector) -> Vector:
        V, u = self.split(w)
        return w if self.to_user is None else joined(self.to_user @ V, u)

    def penalty(self, w: Vector) -> float:
        return float(w @ self.penalty_gradient(w)) / 2

    def penalty_gradient(self, w: Vector) -> Vector:
        V, u = (part.copy() for part in self.split(w))
        V[self.d :] = 0.0
        u[self.hidden :] = 0.0
        return 2 * self.alpha * joined(V, u)


def _units(chosen: np.ndarray) -> str:
    count = int(chosen.sum())
    verb = "is" if count == 1 else "are"
    return f"{count} of {counted(len(chosen), 'hidden unit')} {verb}"


def joined(into: Matrix, out: Vector) -> Vector:
    """Return the weights into and out of the units as one vector."""
    return np.concatenate([into.ravel(), out])
