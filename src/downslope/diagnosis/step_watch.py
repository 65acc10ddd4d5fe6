"""Watch any training loop whose weights are NumPy arrays, or of which only a log is known.

watch = ds.watch(lr=0.1)                         a log:        watch.log(loss)
updates too:  watch.step(w, gradient, loss)
watch = ds.watch(loss=f, gradient=df, lr=0.1)    curvature:    watch.step(w, loss=value)
print(watch.diagnosis)
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from downslope.diagnosis.marks import ADDED, FEWEST_STILL, Mark, adding_up, frozen, is_sum
from downslope.diagnosis.measurement import Update
from downslope.diagnosis.objective import FunctionObjective, Layout, Objective, scalar
from downslope.diagnosis.secants import SecantRecord
from downslope.diagnosis.watch import EVERY, Watch
from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of
from downslope.rules import Rule, StepRule, learning_rate

FITS = 1e-3  # of an update: what the rule may leave of it unexplained


class StepWatch(Watch):
    """Watch of a loop in NumPy, or of any loop whose weights are given as NumPy arrays."""

    def __init__(
        self,
        loss: Callable[[Any], Any] | None,
        gradient: Callable[[Any], Any] | None,
        update: Update,
        *,
        every: int,
        unit: str,
    ) -> None:
        super().__init__(update, every=every, unit=unit)
        self._loss, self._gradient = loss, gradient
        self._layout: Layout | None = None
        self._last: Vector | None = None
        self._growth: dict[int, float] = {}  # step → length of the gradient over the true one
        self._summed: list[bool] = []  # whether a gradient is the one before plus the true one
        self._before: Vector | None = None  # gradient of the step before
        self._recent: deque[tuple[Vector, Vector | None, float | None]] = deque(maxlen=3)
        self._compared: tuple[Vector, Vector | None] | None = None  # weights, true gradient there

    def step(self, w: Any, gradient: Any = None, loss: Any = None, lr: float | None = None) -> None:
        """Add one step: the weights, with the gradient and the loss at these weights if known.

        Parameters
        ----------
        w : array_like, or list or mapping of array_like
            The weights; the entries of a list or a mapping are blocks of their own.
        gradient : of the same form, optional
            Gradient at `w`.
        loss : float, optional
            Loss at `w`. Without it the function of the watch is evaluated at some of the steps.
        lr : float, optional
            The learning rate, if it changes.

        Raises
        ------
        DataError
            If these are not numbers, or not of the shape of the first weights.

        """
        if self._layout is None:
            self._layout = Layout(w)
            self._start = self._layout.flat(w)
            if self._loss is not None or self._gradient is not None:
                self._objective = FunctionObjective(self._loss, self._gradient, w)
        flat = self._layout.flat(w)
        slopes = None if gradient is None else self._layout.flat(gradient, "gradient")
        value = None if loss is None else scalar(loss)
        moved = self._last is not None and not np.array_equal(self._last, flat)
        if self._last is not None and self._is_repeated(moved=moved):
            return
        self._last = flat
        self._recent.append((flat, slopes, self._read_rate() if lr is None else float(lr)))
        objective = self._objective
        if isinstance(objective, FunctionObjective):
            objective.w = flat
            if value is None and self._is_due():
                value = self._evaluated(objective.evaluate)
        if slopes is not None:
            self._secants = self._secants or SecantRecord(self._layout.blocks)
            self._secants.add(flat, slopes, math.nan if value is None else value)
        self._count(value, lr)
        self._compare_with_function(flat, slopes)
        self._before = slopes
        self._measure_on_schedule()

    def _compare_with_function(self, w: Vector, given: Vector | None) -> None:
        """Compare the update and the gradient of the loop with the gradient of the function."""
        last, self._compared = self._compared, None
        if not isinstance(self._objective, FunctionObjective):
            return
        try:
            with np.errstate(all="ignore"):
                if last is not None:
                    before, slopes = last
                    change = w - before
                    along = self._objective.slope_at(before, change) if slopes is None else 0.0
                    gradient = along * change if slopes is None else slopes
                    self._compare_update(self._update, change, gradient, before)
                if self.steps in ADDED:
                    true = None if self._gradient is None else self._objective.gradient_at(w)
                    self._compared = w, true
                    if given is not None and true is not None:
                        self._compare_gradients(given, true)
        except DataError as error:
            self._note_failure(error)

    def _compare_gradients(self, given: Vector, gradient: Vector) -> None:
        with sums_of(len(given)):
            true, size = (float(np.linalg.norm(each)) for each in (gradient, given))
            if not (0 < true < math.inf and 0 < size < math.inf):
                return
            self._growth[self.steps] = size / true
            if self._before is not None:
                self._summed.append(is_sum(given, self._before, gradient))

    def _marks(self) -> tuple[Mark, ...]:
        return (
            *adding_up(self._growth, "Clear the gradient before each update.", self._summed),
            *self._unchanged(),
        )

    def _read_update(self) -> Update:
        """Return the update with the velocity of the last ones, if they are those of the rule."""
        rule = self._update.linear_rule
        if rule is None or not rule.beta or len(self._recent) < 3 or self._objective is None:
            return self._update
        try:
            return replace(self._update, velocity=self._velocity(rule))
        except DataError:
            return self._update

    @np.errstate(all="ignore")
    def _velocity(self, rule: Rule) -> Vector | None:
        """Return the velocity that explains the last two updates, (p,); None if there is none."""
        assert isinstance(self._objective, FunctionObjective)
        (first, slopes, lr), (second, next_slopes, next_lr), (last, _, _) = self._recent
        if not (lr and next_lr):
            return None
        early = self._objective.gradient_at(first) if slopes is None else slopes
        late = self._objective.gradient_at(second) if next_slopes is None else next_slopes
        kept = rule.direction(np.zeros(1), np.ones(1))[0]
        before = ((first - second) / lr - rule.direction(early, np.zeros_like(early))[0]) / kept
        direction, velocity = rule.direction(late, rule.direction(early, before)[1])
        made = (second - last) / next_lr
        with sums_of(len(made)):
            fits = float(np.linalg.norm(made - direction)) <= FITS * float(np.linalg.norm(made))
        return velocity if fits else None

    def _unchanged(self) -> tuple[Mark, ...]:
        """Find blocks that no step has changed, where no gradients of the steps are given."""
        if self._secants is not None or self._layout is None or self.steps <= FEWEST_STILL:
            return ()
        assert self._start is not None
        assert self._last is not None
        norms = self.measurements[-1].gradient_norms if self.measurements else {}
        still = [
            b.name
            for b in self._layout.blocks
            if norms.get(b.name, 1.0) > 0
            and np.array_equal(self._start[b.places], self._last[b.places])
        ]
        return (frozen(still, len(self._layout.blocks), self.steps),) if still else ()

    def _batch_gradient(self, objective: Objective, batch: Callable[..., Any]) -> Vector:
        assert isinstance(objective, FunctionObjective)
        assert self._layout is not None
        if self._gradient is not None:
            return self._layout.flat(batch(self._layout.shaped(objective.w)), "gradient")
        return FunctionObjective(batch, None, self._layout.shaped(objective.w)).gradient_at(
            objective.w
        )


def watch(
    *,
    loss: Callable[[Any], Any] | None = None,
    gradient: Callable[[Any], Any] | None = None,
    lr: float | None = None,
    rule: str | StepRule = "gd",
    every: int = EVERY,
    unit: str = "step",
) -> StepWatch:
    """Watch a training loop, and diagnose it from what it gives.

    The losses alone go to `watch.log(loss)`. Weights and gradients too go to
    `watch.step(w, gradient, loss)`. With functions, the curvature is measured: `watch.step(w)`.

    Parameters
    ----------
    loss, gradient : callable, optional
        Loss and its gradient as functions of the weights, on the same rows at each call.
    lr : float, optional
        Learning rate, if it stays the same.
    rule : str or StepRule
        Update rule of the loop, as in `descend`.
    every : int
        Steps between two measurements of the curvature.
    unit : str
        What one loss stands for: "step" or "epoch".

    Returns
    -------
    StepWatch

    Raises
    ------
    OptionError
        If lr is not a positive number, or the rule or the unit is unknown.

    """
    for name, given in (("loss", loss), ("gradient", gradient)):
        if given is not None and not callable(given):
            raise OptionError(
                f"{name}={type(given).__name__} cannot be used: give a function of the weights."
            )
    rate = None if lr is None else learning_rate(lr)
    return StepWatch(loss, gradient, Update.of_rule(rule, rate), every=every, unit=unit)
