"""The learning rate that mini-batches bear, which is below that of the whole data.

A batch of b rows is steeper than the average of all, in the directions of its own rows. With
R² = max ‖x_i‖² and λ = λ_max(XᵀX)/n, the rate

    lr = (1 − β) / (2 c_b · (R² + (b − 1) λ))

keeps the expected error from growing (Ma, Bassily and Belkin, "The Power of Interpolation",
ICML 2018, theorem 3; c_b is the loss's factor for b rows, and 1 − β makes room for momentum). At
b = n it is about half the limit of full descent; at b = 1 it is 1/R², however flat the average.
"""

from __future__ import annotations

import numpy as np

from downslope.problem import LeastSquares, loss_factor
from downslope.remedies import round_down
from downslope.rules import update_rule
from downslope.spectrum import Spectrum


def advised_batch_rate(problem: LeastSquares, batch_size: int, rule: str = "gd") -> float:
    """A constant rate for `in_batches`, cut to three digits; 1 where the loss does not curve."""
    # An epoch's last batch holds what is left over, and few rows bear least.
    rows = problem.n % batch_size or min(batch_size, problem.n)
    longest = float(np.square(problem.X_b).sum(axis=1).max())
    if longest == 0.0:
        return 1.0
    average = Spectrum.of(problem).steepest / (2 * problem.loss_factor * problem.n)
    curvature = 2 * loss_factor(problem.loss_convention, rows) * (longest + (rows - 1) * average)
    return round_down((1 - update_rule(rule).beta) / curvature)
