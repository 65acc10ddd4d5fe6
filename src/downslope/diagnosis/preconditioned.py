"""Limit of an adaptive rule at a minimum: that of the Hessian in the rule's own units.

While the divisors P of a rule stay as they are, it is plain or averaged descent on P⁻¹H, whose
largest eigenvalue is that of P^(−½) H P^(−½). The limit is tried before it is returned: with the
divisors held, an error along that eigenvector must fade just below it and grow just above it.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from downslope.diagnosis.minimum import Minimum
from downslope.numerics.arrays import Vector
from downslope.rules import AdaptiveRule

MARGIN = 0.02  # below and above the limit, where it is tried
EPOCHS = 300  # of a trial
SMALL = 1e-3  # tolerances: the first error of a trial


@np.errstate(all="ignore")
def adaptive_limit(minimum: Minimum, rule: AdaptiveRule, memory: Any) -> float:
    """Return the limit on the rate with a run's last divisors; NaN if it fails its test.

    Parameters
    ----------
    minimum : Minimum
        The minimum of the model.
    rule : AdaptiveRule
        The rule of the run.
    memory : object
        What the rule remembered at the end of the run.

    """
    H, free = minimum.hessian, np.flatnonzero(minimum.free)
    divisors = np.asarray(rule.divisors(memory)).ravel()
    if H is None or not len(free) or not (np.isfinite(divisors).all() and (divisors > 0).all()):
        return math.nan
    root = np.sqrt(divisors[free])
    values, axes = np.linalg.eigh(H[np.ix_(free, free)] / np.outer(root, root))
    if not values[-1] > 0:
        return math.inf
    limit = rule.rate_limit(float(values[-1]))
    direction = np.zeros(len(divisors))
    direction[free] = axes[:, -1] / root
    # A column of zeros has a weight that the loss does not depend on, without a tolerance.
    moving = (direction != 0) & (minimum.tolerances > 0)
    first = SMALL * float((minimum.tolerances / np.abs(direction))[moving].min()) * direction
    below, above = (
        _left(minimum, rule, divisors, first, limit * share) for share in (1 - MARGIN, 1 + MARGIN)
    )
    return limit if below < 1 < above else math.nan


def _left(
    minimum: Minimum, rule: AdaptiveRule, divisors: Vector, first: Vector, lr: float
) -> float:
    """Return the share of a small error at the minimum that is left, with these divisors."""
    problem, shape = minimum.problem, minimum.weights.shape
    rest = problem.gradient(minimum.weights).ravel()  # rounding, or held by a threshold
    error, mean, size = first.copy(), np.zeros(len(first)), float(np.linalg.norm(first))
    largest = 0.0
    for epoch in range(EPOCHS):
        w = minimum.weights + error.reshape(shape)
        gradient = problem.gradient(w).ravel() - rest
        gradient[~minimum.free] = 0.0
        mean = rule.share * mean + (1 - rule.share) * gradient
        error = error - lr * mean / divisors
        if not np.isfinite(error).all():
            return math.inf
        if epoch >= EPOCHS - 2:  # an error that changes sign may pass 0
            largest = max(largest, float(np.linalg.norm(error)) / size)
    return largest
