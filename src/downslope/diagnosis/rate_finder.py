"""Find a learning rate by measuring: the curvature gives its limit, short runs what trains.

A ramp that raises the rate until the loss explodes measures how fast it was raised. Here the
limit 2/λ_max at the start gives the scale. Runs of the same length are then made from the same
weights at rates around it, each twice the one before, so that the interval of rates that train is
seen from both sides.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.measurement import MOST_PRODUCTS, Update, measure
from downslope.diagnosis.objective import FunctionObjective, Objective
from downslope.diagnosis.trial_run import changes, trial
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
WITHIN = 0.8  # of the gain of the best rate: a rate that trains
AS_LOW = 0.9  # of the fall of the best rate, in logarithms: a loss that is about as low
TIED = 0.99  # of the same fall: a loss that is as low, whose last digits are chance
BELOW = 0.45  # of the limit: the first rate; twice it is still below
FARTHEST = 1000.0  # times the limit, or the first rate: beyond, hardly another rate is worth a run
UNBOUNDED = 1.5  # times the gain at half the rate: of a loss that falls without end
MARGIN = 0.5  # of the highest rate that trains: room for the curvature to grow


@dataclass(frozen=True, slots=True, eq=False)
class FoundRate:
    """Learning rate that was found, with the runs it was found from. Print it for the report.

    Attributes
    ----------
    lr : float
        Advised rate: the best of the runs, or half of the highest that trains if that is lower.
        Without a limit, of those that are as low as the best, one a third of the way up, in
        doublings.
    low, high : float
        Lowest and highest rate around the best that leave a loss about as low: nine tenths of the
        best fall or more, in the logarithm of a loss that is positive. `high` is inf if that is so
        up to the highest rate that was tried, 1,000 times the limit, or the first rate where no
        limit is known. Then `lr` is below the limit.
    lr_limit : float or None
        Limit at the weights where the runs start; inf if nothing curves upward there, and None
        for an adaptive rule before its first step, whose runs alone tell.
    sharpness : float
        Largest curvature there.
    tried : tuple of Trial
        The runs, by rising rate.
    """

    lr: float
    low: float
    high: float
    lr_limit: float | None
    sharpness: float
    tried: tuple[Trial, ...]

    def __repr__(self) -> str:
        limit = "not known" if self.lr_limit is None else number(self.lr_limit)
        between = f"{self.low:g} and {self.high:g}: there the loss becomes about as low"
        if math.isinf(self.high):
            last = f"{self.tried[-1].lr:g}"
            without = (
                f"all rates up to {last}, as if it had no minimum, so the rate is below the limit"
            )
            between = f"{self.low:g} and no upper end that was found: the loss falls at " + (
                without if self.lr_limit not in (None, math.inf) else f"{last} as well"
            )
        adapts = ""
        if self.lr_limit is None:
            adapts = "; that of an adaptive rule depends on its first steps, which the runs include"
        rows = [
            ("between", between),
            ("limit", f"{limit} at the start (sharpness {number(self.sharpness)}){adapts}"),
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
        loss, steepest = point.loss, point.gradient.copy()
    largest = float(np.abs(steepest).max(initial=0.0))
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
    if largest == 0:
        raise DataError(
            "The gradient at the start is exactly 0, so that no rate changes the weights: give "
            "other weights."
        )
    found = measure(objective, start, update, tolerance=TOLERANCE, most_products=MOST_PRODUCTS)
    limit = math.inf if found.lr_limit is None else found.lr_limit
    scale, highest = BELOW * limit, FARTHEST * limit
    if not 0 < limit < math.inf:
        # Plain descent moves by the gradient itself, an adaptive rule by about 1 in each weight.
        first_step = float(np.linalg.norm(changes(update, start)(steepest, start, 1.0)))
        scale = (1 + float(np.linalg.norm(start))) / first_step
        highest = FARTHEST * scale
    runs = _tried(objective, start, update, round_down(scale), steps, highest)
    trained = [each for each in runs if each.gain > 0]
    if not trained:
        raise DataError(
            f"No rate from {runs[0].lr:.3g} to {runs[-1].lr:.3g} lowers the loss in {steps} "
            "steps: look at the sign of the gradient, and whether these weights are a minimum."
        )
    best = min(trained, key=lambda each: each.final_loss)
    is_plain = found.lr_limit is not None
    is_endless = best.gain > UNBOUNDED * runs[-2].gain or (is_plain and math.isinf(limit))
    if best is runs[-1] and is_endless:
        raise DataError(
            f"No upper bound is found: the loss falls without end up to lr={best.lr:.3g}. Look at "
            "whether it has a minimum, or give fewer steps."
        )
    good = _around(best, runs, lambda each: _is_as_low(each, best, AS_LOW))
    is_open = good[-1] == runs[-1].lr
    if math.isinf(limit):
        # The higher such a rate, the farther its first steps throw the weights.
        tied = _around(best, runs, lambda each: _is_as_low(each, best, TIED))
        lr = tied[(len(tied) - 1) // 3]
    elif is_open:
        lr = max([each.lr for each in trained if each.lr < limit], default=best.lr)
    else:
        trains = _around(best, runs, lambda each: each.gain >= WITHIN * best.gain)[-1]
        lr = best.lr if best.lr <= MARGIN * trains else max(MARGIN * trains, good[0])
    return FoundRate(
        lr=lr,
        low=min(good[0], lr),
        high=math.inf if is_open else good[-1],
        lr_limit=limit if is_plain else None,
        sharpness=found.sharpness,
        tried=tuple(runs),
    )


def _around(best: Trial, runs: list[Trial], holds: Callable[[Trial], bool]) -> list[float]:
    """Return the rates around the best run, up to the first that it does not hold of."""
    at = runs.index(best)
    below = list(itertools.takewhile(holds, runs[at::-1]))[::-1]
    above = list(itertools.takewhile(holds, runs[at + 1 :]))
    return [each.lr for each in (*below, *above)]


def _is_as_low(run: Trial, best: Trial, share: float) -> bool:
    """Return whether a run makes a share of the fall of the best, which gained more than 0."""
    if not best.final_loss > 0:
        return run.gain >= share * best.gain
    falls = [math.log(each.start_loss) - math.log(each.final_loss) for each in (run, best)]
    return falls[0] >= share * falls[1]


def _tried(
    objective: Objective, start: Vector, update: Update, scale: float, steps: int, highest: float
) -> list[Trial]:
    """Return runs at rates around a scale: up to the highest or to one that fails, then downward.

    Downward until one is slow, so that both ends of the interval are seen.
    """
    runs = [trial(objective, start, update, scale, steps)]
    while runs[-1].gain > 0 and runs[-1].lr * FACTOR <= highest:
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
        if update.limit is None and update.copy is None:  # a copy runs without a limit as well
            raise OptionError(
                f"The limit of this watch's optimizer is not known ({'; '.join(update.unread)}): "
                "give the loss as a function, its weights, and a rule, as in "
                'ds.find_rate(loss, w, rule="adam").'
            )
        return objective, update, objective.weights()
    update = Update.of_rule(rule, None)
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
