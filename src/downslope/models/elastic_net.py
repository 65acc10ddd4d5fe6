"""Elastic net: the penalties of ridge and lasso together.

What changes in the loop: steps 3 and 4, and what follows step 5.

    penalty  = alpha · (l1_ratio · ‖slopes‖₁ + ½ · (1 − l1_ratio) · ‖slopes‖²)
    gradient : that of least squares + alpha · (1 − l1_ratio) · slopes
    update   : then the soft threshold by lr · alpha · l1_ratio

With l1_ratio 1 it is the lasso. With less, columns with the same information share their slope; the
lasso gives it all to one. (Zou and Hastie, 2005.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import OptionError
from downslope.models.lasso import Lasso
from downslope.numerics.arguments import number_or_nan
from downslope.numerics.arrays import Vector


class ElasticNet(Lasso):
    """Elastic net; the intercept is not penalized.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n,)
        Target.
    alpha : float
        Strength of both penalties together.
    l1_ratio : float
        Share of the lasso's penalty, from 0 to 1.
    intercept, loss, names
        As for `LeastSquares`.

    Raises
    ------
    DataError
        If the values are not finite numbers, or the shapes do not fit.
    OptionError
        If `alpha` is negative, `l1_ratio` is not from 0 to 1, or the loss convention is unknown.

    """

    name: ClassVar[str] = "elastic-net"
    penalty_formula: ClassVar[str] = "alpha · (l1_ratio · ‖slopes‖₁ + ½ (1 − l1_ratio) · ‖slopes‖²)"
    option_names: ClassVar[tuple[str, ...]] = ("alpha", "l1_ratio")

    l1_ratio: float

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        alpha: float = 1.0,
        l1_ratio: float = 0.5,
        intercept: bool = True,
        loss: str = "mse",
        names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(X, y, alpha, intercept, loss, names)
        self._set_penalty(alpha, l1_ratio)

    def _set_penalty(self, alpha: float = 1.0, l1_ratio: float = 0.5) -> None:
        super()._set_penalty(alpha)
        if not 0 <= number_or_nan(l1_ratio) <= 1:
            raise OptionError(f"l1_ratio={l1_ratio!r} cannot be used: give a number from 0 to 1.")
        self.l1_ratio = float(l1_ratio)

    @property
    def penalties(self) -> tuple[float, float]:
        return self.alpha * self.l1_ratio, self.alpha * (1 - self.l1_ratio) / 2

    def loss_of(self, residuals: Vector, w: Vector) -> float:
        slopes = w[: self.d]
        fit = self.loss_factor * (residuals @ residuals)
        absolute, square = np.abs(slopes).sum(), slopes @ slopes
        penalty = self.l1_ratio * absolute + (1 - self.l1_ratio) / 2 * square
        return float(fit + self.alpha * penalty)

    def gradient_of(self, residuals: Vector, w: Vector) -> Vector:
        return super().gradient_of(residuals, w) + self._pull(w)

    def hessian_product(self, w: Vector, v: Vector) -> Vector:
        return super().hessian_product(w, v) + self._pull(v)

    def curvature_bound(self) -> float:
        return super().curvature_bound() + self.alpha * (1 - self.l1_ratio)

    @property
    def threshold(self) -> float:
        return self.alpha * self.l1_ratio

    @property
    def settings(self) -> dict[str, float]:
        return {"alpha": self.alpha, "l1_ratio": self.l1_ratio}

    def _pull(self, w: Vector) -> Vector:
        """Return the gradient of the squared part of the penalty, which is linear in `w`."""
        gradient = np.zeros_like(w)
        gradient[: self.d] = self.alpha * (1 - self.l1_ratio) * w[: self.d]
        return gradient
