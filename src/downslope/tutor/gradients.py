"""`gradient_check`: the gradient by its formula against the gradient by nudging the weights."""

from __future__ import annotations

from pydantic import Field

from downslope import workbench
from downslope.datasets import lesson_line
from downslope.problem import LeastSquares
from downslope.tutor.answer import Answer, Result
from downslope.tutor.arguments import Noise, Points, Seed, Weights
from downslope.tutor.call import Call

Numbers = dict[str, float]


class GradientResult(Result):
    """What `gradient_check` gives."""

    loss: float
    loss_convention: str
    weights: Numbers
    analytic: Numbers = Field(description="(2/n) X_bᵀ (X_b w − y).")
    numeric: Numbers = Field(description="(loss(w + h) − loss(w − h)) / 2h, weight by weight.")
    steps: Numbers = Field(description="The h of each weight.")
    max_relative_error: float = Field(description="Against the largest part of the gradient.")
    agrees: bool = Field(description="Whether nothing but rounding is between them.")


def gradient_check(
    call: Call, weights: Weights, n: Points = 100, noise: Noise = 1.0, seed: Seed = 0
) -> Answer:
    """Check the gradient of the MSE at given weights [slope, intercept] on the lesson's data.

    Returns the formula (2/n) X_bᵀ (X_b w − y) and, beside it, finite differences of the loss.
    """
    line = lesson_line(n, noise, seed)
    check = workbench.check_gradient(LeastSquares(line.x, line.y), weights)
    verdict = "The formula holds" if check.agrees else "They differ by more than rounding"
    pairs = [
        f"{name}: {by_formula:.10g} by the formula, {measured:.10g} by differences"
        for name, by_formula, measured in zip(
            check.weight_names, check.analytic, check.numeric, strict=True
        )
    ]
    return Answer(
        f"{verdict} (largest relative error {check.max_relative_error:.1e}). {'; '.join(pairs)}.",
        check.to_dict(),
    )
