"""Short run on a copy of the weights, to try a learning rate before it is advised."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from downslope.diagnosis.measurement import Update
from downslope.diagnosis.objective import Objective
from downslope.diagnosis.watch_result import Trial
from downslope.numerics.arrays import Vector

STEPS = 20


def trial(objective: Objective, w: Vector, update: Update, lr: float, steps: int = STEPS) -> Trial:
    """Run a copy of the optimizer, or the rule of the update, for some steps from weights w, (p,).

    A rule whose memory is not known begins without one.
    """
    change, w = changes(update, w), w.copy()
    start = math.nan
    for k in range(steps + 1):
        with objective.at(w) as point, np.errstate(all="ignore"):
            if k == 0:
                start = point.loss
            if k == steps or not np.isfinite(point.gradient).all():
                return Trial(lr, k, start, point.loss if k == steps else math.nan)
            w = w + change(point.gradient, w, lr)
    raise AssertionError("the loop returns at its last step")


def changes(update: Update, w: Vector) -> Callable[[Vector, Vector, float], Vector]:
    """Return a function that gives the change of the weights from a gradient, weights, and lr."""
    if update.copy is not None:
        return update.copy()
    rule = update.rule
    assert rule is not None
    memory = rule.start(w) if update.velocity is None else update.velocity

    def change(gradient: Vector, _weights: Vector, lr: float) -> Vector:
        nonlocal memory
        direction, memory = rule.direction(gradient, memory)
        return -lr * direction

    return change
