"""Run of the loop itself, for models whose runs have no closed form: what it does, and its status.

The loop is run for the given number of epochs and followed until it has run ten times as long, or
until nothing can change anymore. The status is what was seen:

    diverging      the numbers overflowed, or the error was rising to the end, farther than ever
    converged      after the given epochs every weight was right to three digits, and stayed so
    converging     the error, or the loss, fell to the end
    unstable       bounded, but it does not settle: the weights bounce or cycle

An error is measured in tolerances of the weights (`Minimum.tolerances`). Where no minimum is known,
as for a network, the loss takes its place; a run has then converged if ten times as many epochs
lower the loss by less than 1%.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.descent import Step, descend
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.run import NEAR_FLOOR
from downslope.models.model import Model
from downslope.numerics.arrays import Vector
from downslope.rules import StepRule, is_linear

FOLLOWED = 10  # times the epochs of the run
LEAST_FOLLOWED = 200  # epochs in all
MOST_FOLLOWED = 20_000  # epochs beyond those of the run
MOST_PRODUCTS = 1e9  # of two numbers beyond those of the run: some seconds
AT_REST = 1e-6  # tolerances: a stable run this near to the minimum stays there
SURELY_STABLE = 0.999  # of the limit
NEAR_ONE = 1e-6  # relative: changes of what falls or rises that are not rounding
LAST = 4  # parts of the second half that are compared
STILL_GOING = 0.5  # of the change from part to part: less is the approach to a cycle
STILL_GROWING = 0.9  # of the growth from part to part: what tends to a cycle slows down
FADED = 0.1  # of an error: less should be left of one that has not kept its size
ROUNDING = 1e-9  # relative, of a level

Watch = Callable[[Step], None]


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """A run that was made. Shapes: T + 1 epochs, more than the `epochs` that were asked for."""

    lr: float
    epochs: int
    start: Step
    end: Step  # at `epochs`, or where the numbers overflowed
    before: Vector  # weights one update before `last`
    last: Step  # to which it was followed
    memory: Any  # what the rule remembered at `last`
    losses: Vector  # (T + 1,)
    errors: Vector  # (T + 1,) of the worst weight, in tolerances; NaN where no minimum is known
    status: str
    overflowed: bool  # within `epochs`
    at_rest: bool  # it ended early because nothing changed anymore

    @property
    def followed(self) -> int:
        """Number of epochs that were run."""
        return len(self.losses) - 1

    @property
    def final_loss(self) -> float:
        """Loss after the epochs that were asked for."""
        return self.end.loss

    @property
    def epochs_needed(self) -> float:
        """Epochs after which the error stays within its tolerance; inf if it did not get there."""
        beyond = np.flatnonzero(~(self.errors <= 1))
        if not len(beyond):
            return 0.0
        last = int(beyond[-1])
        return float(last + 1) if last < self.followed else math.inf


@dataclass(frozen=True, eq=False)
class Loop:
    """The loop on one problem, from one start, at any rate."""

    problem: Model  # in the units of the run
    rule: StepRule
    minimum: Minimum | None  # None if there is none, or none is known
    start: ArrayLike | None = None
    batch_size: int | None = None
    seed: int = 0

    def steps(
        self, lr: float, rule: StepRule | None = None, *, of_rows: bool = False
    ) -> Iterator[Step]:
        """Return an endless iterator of steps, on fewer rows if these are equivalent."""
        needs_rows = of_rows or self.batch_size is not None
        problem = self.problem if needs_rows else self.problem.condensed()
        return descend(
            problem,
            lr,
            self.start,
            rule=rule or self.rule,
            batch_size=self.batch_size,
            seed=self.seed,
        )

    @property
    def limit(self) -> float:
        """Limit on the rate at the minimum; NaN if none is known, inf if the loss is flat."""
        if self.minimum is None or not is_linear(self.rule):
            return math.nan
        steepest = self.minimum.steepest
        return self.rule.rate_limit(steepest) if steepest > 0 else math.inf

    @property
    def has_parabola(self) -> bool:
        """Whether the parabola at a known minimum says how fast runs get there."""
        return self.minimum is not None and is_linear(self.rule) and self.batch_size is None

    def affordable(self, epochs: int) -> int:
        """Return the epoch up to which a run of `epochs` is followed."""
        shape = self.problem.condensed().X_b.shape if self.batch_size is None else None
        rows, columns = shape or self.problem.X_b.shape
        weights = max(self.problem.starting_weights().size, columns)
        extra = int(min(MOST_FOLLOWED, MOST_PRODUCTS / (rows * weights)))
        wanted = max(FOLLOWED * epochs, LEAST_FOLLOWED)
        return max(epochs, min(wanted, epochs + extra))

    @np.errstate(all="ignore")  # what overflows becomes inf and is reported as such
    def observe(self, lr: float, epochs: int, watch: Watch | None = None) -> Observed:
        """Run the loop for `epochs`, passing these steps to `watch`, and follow it from there."""
        rule, last = Remembering(self.rule), self.affordable(epochs)
        losses, errors = [], []
        recent: deque[Vector] = deque(maxlen=2)
        end = start = None
        overflowed, at_rest = False, False
        stable = lr <= SURELY_STABLE * self.limit and self.batch_size is None
        for step in self.steps(lr, rule, of_rows=watch is not None):
            start = start or step
            recent.append(step.weights)
            losses.append(step.loss)
            errors.append(self._error(step.weights))
            finite = math.isfinite(step.loss) and bool(np.isfinite(step.weights).all())
            if step.epoch <= epochs:
                end = step
                overflowed = not finite
                if watch is not None:
                    watch(step)
            if not finite or step.epoch >= last:
                break
            at_rest = stable and max(errors[-2:]) <= AT_REST and step.epoch > 0
            if at_rest and (step.epoch >= epochs or watch is None):
                break
        assert start is not None
        assert end is not None
        seen = Observed(
            lr, epochs, start, end, recent[0], step, rule.memory, np.array(losses),
            np.array(errors), "", overflowed, at_rest,
        )  # fmt: skip
        return replace(seen, status=self._status(seen, finite))

    def settles(self, lr: float, epochs: int) -> bool:
        """Return whether a run of `epochs`, followed from there, keeps falling or converges."""
        return self.observe(lr, epochs).status in ("converged", "converging")

    def _error(self, weights: Vector) -> float:
        return math.nan if self.minimum is None else self.minimum.in_tolerances(weights)

    def _status(self, seen: Observed, finite: bool) -> str:
        """Return the status that the numbers show."""
        if not finite:
            return "diverging"
        after = min(seen.epochs, seen.followed)
        if self.batch_size is not None:
            return _status_of_batches(seen, self.minimum)
        if self.minimum is None:
            return _status_of_losses(seen, settles=not self.problem.convex)
        within = seen.errors <= 1
        if within[after:].all():
            return "converged"
        tail = len(within) - max(1, (len(within) - after) // 2)
        if within[tail:].all():
            return "converging"
        above_floor = seen.losses - self.minimum.loss
        levels = _parts(seen.errors), _parts(above_floor)
        if _rises(levels[1], float(above_floor[0])):
            return "diverging"
        # Above the limit a run that seems to fall only gets nearer to its cycle.
        above = self.limit < seen.lr / (1 + NEAR_ONE)
        if self._bounces(seen):
            return "unstable"
        falls, sinks = (any(map(test, levels)) for test in (_falls, _sinks))
        # Of a cycle whose points have the same loss, that loss never rises.
        lower = falls if math.isnan(self.limit) else sinks
        if self._turns_back(seen) and (above or not lower):
            return "unstable"
        # Thrown far out, a run above the limit may come back slowly, until it is thrown out again.
        returns = above and seen.losses[-1] > seen.losses[0]
        if (never_rises(seen.losses) and not returns) or (falls and not above):
            return "converging"
        return "unstable"

    def _turns_back(self, seen: Observed) -> bool:
        """Return whether the last update, longer than a tolerance, reverses the one before."""
        assert self.minimum is not None
        allowed = self.minimum.tolerances
        updates = np.diff([seen.before, seen.last.weights, seen.last.next_weights], axis=0)
        ratios = updates.reshape(2, -1)[:, allowed > 0] / allowed[allowed > 0]
        return bool(ratios[0] @ ratios[1] < 0 and np.abs(ratios[1]).max() > 1)

    def _bounces(self, seen: Observed) -> bool:
        """Return whether the error along the steepest axis keeps its size and changes sign.

        Near the minimum it would have faded, but a kink on the way keeps the run in a cycle.
        """
        minimum, rule = self.minimum, self.rule
        passed = seen.last.epoch - seen.end.epoch
        if minimum is None or not (passed and minimum.steepest) or not is_linear(rule) or rule.beta:
            return False
        after, last, next_one = (
            float(minimum.along_axes(weights)[0])
            for weights in (seen.end.weights, seen.last.weights, seen.last.next_weights)
        )
        kept = abs(1 - seen.lr * minimum.steepest)
        faded = kept < 1 and kept**passed < FADED
        # Less than a tolerance may be rounding, which has any sign.
        size = abs(last) * float(np.abs(minimum.axes_in_tolerances[:, 0]).max())
        return faded and last * next_one < 0 and abs(last) > abs(after) / 2 and size > 1


class Remembering:
    """A rule whose memory can be read."""

    def __init__(self, rule: StepRule) -> None:
        self.rule = rule
        self.name = rule.name
        self.memory: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rule, name)

    def start(self, w: Vector) -> Any:
        self.memory = self.rule.start(w)
        return self.memory

    def direction(self, gradient: Vector, memory: Any) -> tuple[Vector, Any]:
        direction, self.memory = self.rule.direction(gradient, memory)
        return direction, self.memory


def _parts(values: Vector) -> Vector:
    """Return the largest value in each part of the second half."""
    second = values[len(values) // 2 :]
    return np.array([part.max() for part in np.array_split(second, min(LAST, len(second)))])


def _sinks(parts: Vector) -> bool:
    """Return whether a level falls from part to part by more than rounding."""
    return len(parts) == LAST and bool((-np.diff(parts) > ROUNDING * np.abs(parts[1:])).all())


def _falls(parts: Vector) -> bool:
    """Return whether a level falls from part to part, and not only toward the level of a cycle."""
    if not _sinks(parts):
        return False
    falls = -np.diff(parts)
    return bool(parts[-1] <= parts[0] / 2 or falls[-1] >= STILL_GOING * falls[0])


def _rises(parts: Vector, first: float) -> bool:
    """Return whether a level rises to the end, beyond the first, without slowing down."""
    if len(parts) < LAST or not (parts > 0).all() or parts[-1] <= first:
        return False
    growth = np.diff(np.log(parts))
    steady = growth[1:] >= STILL_GROWING * growth[:-1]
    return bool((growth > NEAR_ONE).all() and steady.all())


def never_rises(losses: ArrayLike) -> bool:
    """Return whether the loss falls, or stays, with every epoch of the second half."""
    losses = np.asarray(losses)
    second = losses[len(losses) // 2 :]
    return bool((np.diff(second) <= 1e-14 * np.abs(second[:-1])).all())


def _status_of_losses(seen: Observed, *, settles: bool) -> str:
    """Return the status where no minimum is known; `settles` tells whether there is one."""
    losses = seen.losses
    rest = losses[seen.epochs :]
    span = float(losses.max() - losses.min())
    much = NEAR_FLOOR * abs(float(seen.final_loss))
    if settles and rest.max() - rest.min() <= max(much, NEAR_ONE * span):
        return "converged"
    parts = _parts(losses)
    if _rises(parts - losses.min(), float(losses[0] - losses.min())):
        return "diverging"
    falls = bool((np.diff(parts) < 0).all())  # toward no known floor
    return "converging" if never_rises(losses) or falls else "unstable"


def _status_of_batches(seen: Observed, minimum: Minimum | None) -> str:
    """Return the status of a run in batches, which disagree and keep the loss above its floor."""
    losses, after = seen.losses, min(seen.epochs, seen.followed)
    if minimum is not None:
        near = NEAR_FLOOR * abs(minimum.loss)
        if (losses[after:] - minimum.loss <= near).all():
            return "converged"
    half = max(1, len(losses) // 4)
    before, last = losses[-2 * half : -half], losses[-half:]
    if last.mean() > losses[0] and last.mean() > before.mean():
        return "diverging"
    return "converging" if last.mean() < before.mean() * (1 - NEAR_ONE) else "unstable"
