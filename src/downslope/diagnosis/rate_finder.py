"""Find a learning rate by measuring: the curvature gives its limit, short runs what trains.

A ramp that raises the rate until the loss explodes measures how fast it was raised. Here the
limit 2/λ_max at the start gives the scale. Runs of the same length are then made from the same
weights at rates around it, each twice the one before, so that the interval of rates that train is
seen from both sides.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.measurement import MOST_PRODUCTS, Update, measure
from downslope.diagnosis.objective import FunctionObjective, Objective
from downslope.diagnosis.trial_run import trial
from downslope.diagnosis.watch import Watch
from downslope.diagnosis.watch_result import LABEL, Trial
from downslope.errors import DataError, OptionError
from downslope.formatting import number, plain_dict, wrapped
from downslope.models.model import Model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.rules import StepRule

STEPS = 100
SMALLEST, LARGEST = 1e-120, 1e120  # of a gradient: squares and their sums stay within float64
FACTOR = 2.0  # between rates
MOST_RUNS = 40
TOLERANCE = 0.02  # of the curvature at the start
WITHIN = 0.8  # of the gain of the best rate: a rate that is about as good
BELOW = 0.45  # of the limit: the first rate; twice it is still below
FARTHEST = 1000.0  # times the limit at the start: beyond, only a loss without minimum still falls
UNBOUNDED = 1.5  # times the gain at half the rate: of a loss that falls without end
MARGIN = 0.5  # of the highest rate that trains: room for the curvature to grow


@dataclass(frozen=True, slots=True, eq=False)
class FoundRate:
    """Learning rate that was found, with the runs it was found from. Print it for the report.

    Attributes
    ----------
    lr : float
        Advised rate: the best of the runs, or half of the highest that trains if that is lower.
    low, high : float
        Lowest and highest rate around the best at which the loss falls by nearly as much; `high`
        is inf if the loss falls at all rates up to 1,000 times the limit. Then `lr` is below the
        limit.
    lr_limit : float
        Limit at the weights where the runs start; inf if nothing curves upward there.
    sharpness : float
        Largest curvature there.
    tried : tuple of Trial
        The runs, by rising rate.
    """

    lr: float
    low: float
    high: float
    lr_limit: float
    sharpness: float
    tried: tuple[Trial, ...]

    def __repr__(self) -> str:
        limit = number(self.lr_limit)
        between = f"{self.low:g} and {self.high:g}: there the loss falls about as much"
        if math.isinf(self.high):
            between = (
                f"{self.low:g} and no upper end that was found: the loss falls at all rates up to "
                f"{self.tried[-1].lr:g}, as if it had no minimum, so the rate is below the limit"
            )
        rows = [
            ("between", between),
            ("limit", f"{limit} at the start (sharpness {number(self.sharpness)})"),
        ]
        return "\n".join(
            [
                wrapped(f"Learning rate {self.lr:g}"),
                *[wrapped(f"{label:<{LABEL}}{text}", LABEL) for label, text in rows],
                "",
                "What was tried",
                *[wrapped(f"· {each}.", 2) for each in self.tried],
            ]
        )

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data."""
        return plain_dict({name: getattr(self, name) for name in self.__slots__})


def find_rate(
    model_or_loss: Model | Watch | Callable[[Any], Any],
    w: Any = None,
    *,
    gradient: Callable[[Any], Any] | None = None,
    rule: str | StepRule = "gd",
    steps: int = STEPS,
) -> FoundRate:
    """Find a learning rate that trains, by the curvature and by short runs on copies.

    Parameters
    ----------
    model_or_loss : Model, Watch, or callable
        A model, a watch that can measure, such as one of `downslope.torch`, or the loss as a
        function of the weights.
    w : array_like, or list or mapping of array_like, optional
        Weights to start from; those of the model or the watch by default.
    gradient : callable, optional
        Gradient of a loss that is a function.
    rule : str or StepRule
        Update rule, as in `descend`; that of a watch is its own.
    steps : int
        Updates of each run.

    Returns
    -------
    FoundRate

    Raises
    ------
    DataError
        If the loss is not finite at the start, or no rate lowers it.
    OptionError
        If there is nothing to measure, or a function comes without weights.

    """
    whole_number("steps", steps, at_least=1)
    objective, update, start = _given(model_or_loss, w, gradient, rule)
    with objective.at(start) as point, np.errstate(over="ignore", under="ignore"):
        loss, gradient_norm = point.loss, float(np.linalg.norm(point.gradient))
        largest = float(np.abs(point.gradient).max(initial=0.0))
    if not math.isfinite(loss):
        raise DataError(f"The loss at the start is {loss}: give weights where it is finite.")
    if not math.isfinite(largest):
        raise DataError("The gradient at the start is not finite: give weights where it is.")
    if 0 < largest < SMALLEST or largest > LARGEST or abs(loss) > LARGEST:
        raise DataError(
            f"The loss at the start is {loss:.3g} and the largest entry of its gradient "
            f"{largest:.3g}: squares of them leave the range of float64. Rescale the loss by a "
            "constant, and divide the rate that is found by it."
        )
    if gradient_norm == 0:
        raise DataError(
            "The gradient at the start is exactly 0, so that no rate changes the weights: give "
            "other weights."
        )
    found = measure(objective, start, update, tolerance=TOLERANCE, most_products=MOST_PRODUCTS)
    limit = math.inf if found.lr_limit is None else found.lr_limit
    scale = BELOW * limit
    if not 0 < limit < math.inf:
        scale = (1 + float(np.linalg.norm(start))) / gradient_norm
    highest = FARTHEST * limit
    runs = _tried(objective, start, update, round_down(scale), steps, highest)
    trained = [each for each in runs if each.gain > 0]
    if not trained:
        raise DataError(
            f"No rate from {runs[0].lr:.3g} to {runs[-1].lr:.3g} lowers the loss in {steps} "
            "steps: look at the sign of the gradient, and whether these weights are a minimum."
        )
    best = min(trained, key=lambda each: each.final_loss)
    if best is runs[-1] and (math.isinf(limit) or best.gain > UNBOUNDED * runs[-2].gain):
        raise DataError(
            f"No upper bound is found: the loss falls without end up to lr={best.lr:.3g}. Look at "
            "whether it has a minimum, or give fewer steps."
        )
    good = [each.lr for each in trained if each.gain >= WITHIN * best.gain]
    worse = [each.lr for each in runs if each.lr not in good]
    low = max([lr for lr in worse if lr < best.lr], default=0.0)
    high = min([lr for lr in worse if lr > best.lr], default=math.inf)
    good = [lr for lr in good if low < lr < high]
    if best is runs[-1]:
        below = max([each.lr for each in trained if each.lr < limit], default=best.lr)
        return FoundRate(below, min(good[0], below), math.inf, limit, found.sharpness, tuple(runs))
    lr = best.lr if best.lr <= MARGIN * good[-1] else max(MARGIN * good[-1], good[0])
    return FoundRate(
        lr=lr,
        low=good[0],
        high=good[-1],
        lr_limit=limit,
        sharpness=found.sharpness,
        tried=tuple(runs),
    )


def _tried(
    objective: Objective, start: Vector, update: Update, scale: float, steps: int, highest: float
) -> list[Trial]:
    """Return runs at rates around a scale: upward until one fails, downward until it is slow."""
    runs = [trial(objective, start, update, scale, steps)]
    while runs[-1].gain > 0 and len(runs) < MOST_RUNS and runs[-1].lr * FACTOR <= highest:
        runs.append(trial(objective, start, update, runs[-1].lr * FACTOR, steps))
    while len(runs) < MOST_RUNS:
        best = max(each.gain for each in runs)
        is_slow = best > 0 and runs[0].gain < WITHIN * best
        if is_slow and len(runs) > 1 and runs[1].gain >= runs[0].gain:
            break
        runs.insert(0, trial(objective, start, update, runs[0].lr / FACTOR, steps))
    return runs


def _given(
    given: Any, w: Any, gradient: Callable[[Any], Any] | None, rule: str | StepRule
) -> tuple[Objective, Update, Vector]:
    """Return the objective, the update, and the start that the arguments of `find_rate` mean."""
    if isinstance(given, Watch):
        if w is not None or gradient is not None:
            what = "weights" if w is not None else "gradient"
            raise OptionError(f"A watch has its own {what}: leave them out, or give a function.")
        objective, update = given.subject()
        if update.limit is None:
            raise OptionError(
                f"The limit of this watch's optimizer is not known ({'; '.join(update.unread)}): "
                "train a few steps first, or watch plain descent, momentum, or nesterov."
            )
        return objective, update, objective.weights()
    update = Update.of_rule(rule, None)
    if update.limit is None:
        raise OptionError(
            f"rule='{update.name}' scales each weight by past gradients, which there are none of "
            "at the start: choose gd, momentum, or nesterov."
        )
    if isinstance(given, Model):
        start = given.starting_weights(w)
        objective = FunctionObjective(given.loss, given.gradient, start)
    elif not callable(given):
        raise OptionError(
            f"The loss is a {type(given).__name__}: give a model, a watch, or a function of the "
            "weights."
        )
    elif w is None:
        raise OptionError("A loss that is a function needs weights to start from: give w.")
    else:
        objective = FunctionObjective(given, gradient, w)
    if objective.random_calls(objective.weights()):
        raise DataError(
            "The loss differs from call to call at the same weights, as if each call drew a new "
            "batch: give a function of one fixed batch."
        )
    return objective, update, objective.weights()
