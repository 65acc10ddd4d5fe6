"""The learning rate for mini-batches: one they bear, and at which they settle near the floor.

A batch of b rows is steeper than the average of all, in the directions of its own rows. With
R² = max ‖x_i‖² and λ = λ_max(XᵀX)/n, the rate

    lr = 1 / (2 c_b · (R² + (b − 1) λ))

keeps the expected error from growing (Ma, Bassily and Belkin, "The Power of Interpolation",
ICML 2018, theorem 3; c_b is the loss's factor for b rows). Noise in y keeps the weights moving at
any constant rate: with XᵀX/n = Σ and noise variance σ² in independent rows their covariance C
obeys ΣC + CΣ = 2 lr·c_b·σ²·Σ for small lr, so C = lr·c_b·σ²·I and the loss stays above its floor
by the share

    lr · c_b · tr Σ

The rate is the smaller of the two that follow, times 1 − β to make room for momentum.
"""

from __future__ import annotations

import numpy as np

from downslope.forecast import NEAR_FLOOR
from downslope.problem import LeastSquares, loss_factor
from downslope.remedies import round_down
from downslope.rules import Rule, update_rule
from downslope.spectrum import Spectrum

EXCESS = NEAR_FLOOR / 2  # the share above the floor to settle at: half of what counts as there


def advised_batch_rate(problem: LeastSquares, batch_size: int, rule: str | Rule = "gd") -> float:
    """A constant rate for `in_batches`, cut to three digits; 1 where the loss does not curve."""
    squares = np.square(problem.X_b).sum(axis=1)
    if not squares.any():
        return 1.0
    average = Spectrum.of(problem).steepest / (2 * problem.loss_factor * problem.n)
    full = min(batch_size, problem.n)
    # An epoch's last batch holds what is left over. Of a mean few rows bear least, as they are the
    # steepest; of a sum many rows do, as every row adds to its curvature.
    rate = np.inf
    for rows in (full, problem.n % full or full):
        factor = loss_factor(problem.loss_convention, rows)
        rate = min(rate, 1 / (2 * factor * (squares.max() + (rows - 1) * average)))
        if batch_size < problem.n:
            rate = min(rate, EXCESS / (factor * squares.mean()))
    return round_down(float((1 - update_rule(rule).beta) * rate))
