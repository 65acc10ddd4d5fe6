"""How sure the coefficients are: standard errors, t, p, intervals, R².

    s² = RSS / (n − p),   se_j = s √[(XᵀX)⁻¹]_jj,   t_j = w_j / se_j      (Gauss; Student 1908)

With normal noise t_j follows Student's distribution with n − p degrees of freedom.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from downslope.arrays import Vector
from downslope.solution import Solution


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """What the data say about each weight; NaN where they cannot say.

    Shapes: p weights, the intercept last.
    """

    std_error: Vector  # (p,)
    t: Vector  # (p,)
    p: Vector  # (p,) two-sided, of the weight being 0
    ci_low: Vector  # (p,) 95 % interval
    ci_high: Vector  # (p,)
    residual_std: float  # s
    degrees_of_freedom: int  # n − rank
    r2: float
    adjusted_r2: float


def infer(solution: Solution, level: float = 0.95) -> Inference:
    """The inference of a solution, with intervals at `level`."""
    from scipy.special import stdtr, stdtrit

    weights, freedom = solution.weights, solution.n - solution.rank
    unknown = np.full(len(weights), np.nan)
    s = math.sqrt(solution.rss / freedom) if freedom > 0 else math.nan
    error = unknown
    if solution.inverse_gram is not None and freedom > 0:
        error = s * np.sqrt(np.diag(solution.inverse_gram))
    with np.errstate(divide="ignore", invalid="ignore"):
        t = weights / error
    half = stdtrit(freedom, (1 + level) / 2) * error if freedom > 0 else unknown
    r2 = 1 - solution.rss / solution.tss if solution.tss > 0 else math.nan
    spare = solution.n - solution.has_intercept
    return Inference(
        std_error=error,
        t=t,
        p=2 * stdtr(freedom, -np.abs(t)) if freedom > 0 else unknown,
        ci_low=weights - half,
        ci_high=weights + half,
        residual_std=s,
        degrees_of_freedom=freedom,
        r2=r2,
        adjusted_r2=1 - (1 - r2) * spare / freedom if freedom > 0 else math.nan,
    )
