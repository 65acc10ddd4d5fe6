"""Short run on a copy of the weights, to try a learning rate before it is advised."""

from __future__ import annotations

import math

import numpy as np

from downslope.diagnosis.measurement import Update
from downslope.diagnosis.objective import Objective
from downslope.diagnosis.watch_result import Trial
from downslope.numerics.arrays import Vector
from downslope.rules import is_linear

STEPS = 20


def trial(objective: Objective, w: Vector, update: Update, lr: float, steps: int = STEPS) -> Trial:
    """Run the update rule for some steps from weights w, (p,).

    Without a copy of the optimizer or its velocity, there is none at first.
    """
    rule, w = update.rule, w.copy()
    linear = rule if rule is not None and is_linear(rule) else None
    memory = np.zeros_like(w) if update.velocity is None else update.velocity
    copy = None if update.copy is None else update.copy()
    start = math.nan
    for k in range(steps + 1):
        with objective.at(w) as point, np.errstate(all="ignore"):
            if k == 0:
                start = point.loss
            if k == steps or not np.isfinite(point.gradient).all():
                return Trial(lr, k, start, point.loss if k == steps else math.nan)
            if copy is not None:
                w = w + copy(point.gradient, w, lr)
                continue
            gradient = point.gradient + update.decay * w
            if linear is not None:
                direction, memory = linear.direction(gradient, memory)
            else:
                memory = update.share * memory + (1 - update.share) * gradient
                direction = memory if update.scale is None else update.scale * memory
            w = w - lr * direction
    raise AssertionError("the loop returns at its last step")
