"""Check of a gradient: the formula against finite differences.

    analytic  g   = 2c · X_bᵀ (X_b w − y)
    numeric   g_j = (loss(w + h e_j) − loss(w − h e_j)) / 2h        central differences

Along every weight the loss is a parabola, for which a central difference is exact for any h. Only
rounding differs, so h can be large.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.formatting import plain_dict
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Vector

STEP = float(np.finfo(float).eps) ** (1 / 3)  # of the size of a weight, or of 1 if larger
AGREE = 1e-6  # relative: away from the minimum, the rounding of the loss, ε·loss/h, stays below it
ROUNDINGS = 64.0  # of one ε each, by which two sums over the rows may differ


@dataclass(frozen=True, slots=True, eq=False)
class GradientCheck:
    """Gradient at given weights: by formula and by finite differences.

    Shapes: p weights, the intercept last.
    """

    weight_names: tuple[str, ...]
    weights: Vector  # (p,)
    loss: float
    loss_convention: str
    analytic: Vector  # (p,)
    numeric: Vector  # (p,)
    steps: Vector  # (p,) h for each weight

    @property
    def max_relative_error(self) -> float:
        """Largest difference, relative to the largest part of the gradient."""
        size = float(np.abs([self.analytic, self.numeric]).max())
        return self._difference / size if size > 0 else 0.0

    @property
    def agrees(self) -> bool:
        """Whether they differ only by rounding; at the minimum rounding is all there is."""
        size = float(np.abs([self.analytic, self.numeric]).max())
        rounding = ROUNDINGS * float(np.finfo(float).eps) * self.loss / float(self.steps.min())
        return self._difference <= max(AGREE * size, rounding)

    @property
    def _difference(self) -> float:
        return float(np.abs(self.analytic - self.numeric).max())

    def to_dict(self) -> dict[str, object]:
        """Return the numbers as plain data, by weight."""

        def named(values: Vector) -> dict[str, float]:
            return dict(zip(self.weight_names, values.tolist(), strict=True))

        return plain_dict(
            {
                "loss": self.loss,
                "loss_convention": self.loss_convention,
                "weights": named(self.weights),
                "analytic": named(self.analytic),
                "numeric": named(self.numeric),
                "steps": named(self.steps),
                "max_relative_error": self.max_relative_error,
                "agrees": self.agrees,
            }
        )


@np.errstate(all="ignore")  # what overflows becomes inf and is reported as such
def check_gradient(problem: LeastSquares, weights: ArrayLike) -> GradientCheck:
    """Compare the gradient of a problem with central differences of its loss.

    Parameters
    ----------
    problem : LeastSquares
        The data and the loss.
    weights : ndarray of shape (p,)
        Weights in the user's units.

    Returns
    -------
    GradientCheck

    Raises
    ------
    OptionError
        If `weights` is not one finite number for each weight.

    """
    w = problem.given_weights(weights)
    steps = STEP * np.maximum(np.abs(w), 1.0)
    ahead = [problem.loss(w + h * axis) for h, axis in zip(steps, np.eye(len(w)), strict=True)]
    behind = [problem.loss(w - h * axis) for h, axis in zip(steps, np.eye(len(w)), strict=True)]
    return GradientCheck(
        weight_names=problem.weight_names,
        weights=w,
        loss=problem.loss(w),
        loss_convention=problem.loss_convention,
        analytic=problem.gradient(w),
        numeric=(np.array(ahead) - np.array(behind)) / (2 * steps),
        steps=steps,
    )
