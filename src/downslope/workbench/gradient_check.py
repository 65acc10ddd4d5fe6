"""`check_gradient`: is the gradient right? Derive it, measure it, compare.

    analytic  g   = 2c · X_bᵀ (X_b w − y)
    numeric   g_j = (loss(w + h e_j) − loss(w − h e_j)) / 2h        central differences

The loss is a parabola along every weight, of which a central difference is exact for any h: all
that differs is rounding, so h may be large.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.arrays import Vector
from downslope.plain import plain_dict
from downslope.problem import LeastSquares

STEP = float(np.finfo(float).eps) ** (1 / 3)  # of a weight's size, and at least of 1
AGREE = 1e-6  # relative: rounding in the loss, ε·loss/h, stays below it away from the bottom
ROUNDINGS = 64.0  # of one ε each, that two sums over the rows may be off by


@dataclass(frozen=True, slots=True, eq=False)
class GradientCheck:
    """The gradient at some weights, derived and measured.

    Shapes: p weights, the intercept last.
    """

    weight_names: tuple[str, ...]
    weights: Vector  # (p,)
    loss: float
    loss_convention: str
    analytic: Vector  # (p,)
    numeric: Vector  # (p,)
    steps: Vector  # (p,) the h of each

    @property
    def max_relative_error(self) -> float:
        """The largest difference, against the largest part of the gradient."""
        size = float(np.abs([self.analytic, self.numeric]).max())
        return self._difference / size if size > 0 else 0.0

    @property
    def agrees(self) -> bool:
        """Whether nothing but rounding is between them; at the bottom that is all there is."""
        size = float(np.abs([self.analytic, self.numeric]).max())
        rounding = ROUNDINGS * float(np.finfo(float).eps) * self.loss / float(self.steps.min())
        return self._difference <= max(AGREE * size, rounding)

    @property
    def _difference(self) -> float:
        return float(np.abs(self.analytic - self.numeric).max())

    def to_dict(self) -> dict[str, object]:
        """Its numbers, weight by weight."""

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


@np.errstate(all="ignore")  # what leaves float64 becomes inf, and is reported as such
def check_gradient(problem: LeastSquares, weights: ArrayLike) -> GradientCheck:
    """Hold the gradient of `problem` at `weights`, (p,), against differences of its loss.

    Raises:
        OptionError: not one finite number for each weight.

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
