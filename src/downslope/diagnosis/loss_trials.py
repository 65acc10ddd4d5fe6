"""Trials of learning rates that are compared by the loss they reach in the same number of epochs.

That is the measure where no parabola predicts a run: of adaptive rules, in batches, or without a
known minimum. Far from the solution, what lowers the loss may take a weight away from its best
value at first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.curvature import curvature
from downslope.diagnosis.observed_run import Loop, Observed, never_rises
from downslope.errors import DataError
from downslope.formatting import epochs as in_epochs
from downslope.formatting import number
from downslope.rules import is_linear

AROUND = (10.0, 3.0, 1.0, 0.3, 0.1, 0.01)  # of a rate that nothing is known about
BEYOND, MOST_BEYOND = 10.0, 15  # times the highest or lowest rate, while that is the best
AT_ONCE, STEPS = 10.0, 100  # of the way to the solution in so many steps: an adaptive rate
CLOSER = 2.0  # times: what is left of the loss, for which another rate is worth it
SETTLES = ("converged", "converging")
RECENT = 20  # epochs at the end of a trial, the worst of which counts
FEWEST_DIGITS = 0.05  # with fewer, no digit is worth naming


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A rate that was tried on a loop: its loss, and the epochs until every weight is right."""

    loop: Loop
    lr: float
    epochs: float  # until three digits; inf if they were not reached, NaN if nothing tells
    ran: int
    loss: float  # after the epochs that were run; NaN if it failed
    error: float = math.nan  # largest of the last epochs, in tolerances; NaN if unknown
    level: float = math.nan  # highest loss of the last epochs, where rates are compared by it
    ahead: float = math.nan  # epochs still needed, predicted, where the trial ended for that
    marks: tuple[float, ...] = ()  # losses after each `CHECKED` epochs, if it falls smoothly

    @property
    def rank(self) -> tuple[bool, bool, float]:
        """Key to sort by: failed trials last, right weights by their error, others by the loss."""
        if math.isnan(self.loss):
            return True, True, math.inf
        if self.error <= 1:
            return False, False, self.error
        return False, True, self.loss if math.isnan(self.level) else self.level

    def times_closer(self, other: Trial) -> float:
        """Return how many times as much another trial leaves of the error, or of the loss."""
        minimum = self.loop.minimum
        assert minimum is not None
        if self.error <= 1:
            return other.error / max(self.error, 1e-13)
        left, others = (each.level - minimum.loss for each in (self, other))
        return others / left if left > 0 else 1.0

    @property
    def result(self) -> str:
        """Loss and digits at the end of the trial, in words."""
        shown = f"after {in_epochs(self.ran)} the loss is {number(self.loss)}"
        if math.isfinite(self.ahead):
            takes = in_epochs(float(f"{self.ran + self.ahead:.2g}")).removeprefix("about ")
            return f"{shown}, and three digits would take about {takes}"
        if math.isnan(self.error):
            return shown
        digits = 3 - math.log10(max(self.error, 1e-13))
        if digits < FEWEST_DIGITS:
            return shown
        return f"{shown}, and every weight is right to {digits:.1f} digits or more"

    @property
    def arrived(self) -> bool:
        """Whether every weight was right to three digits."""
        return math.isfinite(self.epochs)


def best_by_loss(loop: Loop, own: Observed | None, epochs: int) -> Trial:
    """Return the trial that lowers the loss the most, of those that settle.

    The run's own rate is kept unless another leaves much less of the loss.
    """
    guess = first_guess(loop, epochs)
    found = _around(loop, guess, epochs)
    kept = None
    if own is not None and own.status in SETTLES:
        kept = trial_of(loop, own)
        found.append(kept)
    found.sort(key=lambda each: (each.rank, abs(math.log(each.lr / guess))))
    best = next(_settling(found, own), found[0])
    if kept is None or loop.minimum is None or best.times_closer(kept) >= CLOSER:
        return best
    return kept


def _settling(found: Sequence[Trial], own: Observed | None) -> Iterator[Trial]:
    """Return the trials, best first, whose runs settle; batches keep any run from it."""
    lowest = math.inf if own is None or own.status in SETTLES else own.lr
    for each in found:
        loop = each.loop
        if math.isnan(each.loss) or each.lr >= lowest:
            continue
        is_own = own is not None and each.lr == own.lr
        if is_own or loop.batch_size is not None or loop.settles(each.lr, each.ran):
            yield each
        else:
            lowest = each.lr


def trial_of(loop: Loop, own: Observed) -> Trial:
    """Return the run at the user's rate as one of the trials."""
    last = _last_of(own.epochs)
    errors, losses = (each[: own.epochs + 1][-last:] for each in (own.errors, own.losses))
    return Trial(loop, own.lr, math.nan, own.epochs, own.final_loss,
                 float(errors.max()), level=float(losses.max()))  # fmt: skip


def _last_of(epochs: int) -> int:
    """Return the number of epochs at the end of a run that count for its result."""
    return max(1, min(RECENT, epochs // 2))


def _around(loop: Loop, guess: float, epochs: int) -> list[Trial]:
    """Return trials around a rate, and beyond while the highest or lowest rate is the best."""
    most = _highest(loop)
    if guess > most:
        guess = 10.0 ** math.floor(math.log10(most))
    rates = [round_down(guess * times) for times in AROUND]
    found = [_for_epochs(loop, rate, epochs) for rate in rates if rate <= most]
    for end, times in ((0, BEYOND), (-1, 1 / BEYOND)):
        for _ in range(MOST_BEYOND):
            best = min(each.rank for each in found)
            failed, at_end = best[0], found[end].rank == best
            if not at_end or (failed and times > 1) or (not failed and _is_flat(found)):
                break
            rate = round_down(found[end].lr * times)
            if rate > most:
                break
            trial = _for_epochs(loop, rate, epochs)
            found.insert(0 if end == 0 else len(found), trial)
    return found


@np.errstate(all="ignore")
def _highest(loop: Loop) -> float:
    """Return the rate of an adaptive rule beyond which its first step leads away; else infinity.

    That step moves each weight equally far, whatever the gradient; one of twice the way to the
    solution ends as far from it as it began. Beyond, a rule may still come back by dividing by what
    it was thrown to, and how near it then ends is a matter of rounding.
    """
    minimum, rule = loop.minimum, loop.rule
    if minimum is None or is_linear(rule):
        return math.inf
    first = next(loop.steps(1.0))
    step = float(np.abs(first.next_weights - first.weights).max())
    way = float(np.abs(minimum.weights - first.weights).max())
    return 2 * way / step if way > 0 and 0 < step < math.inf else math.inf


def _is_flat(found: Sequence[Trial]) -> bool:
    """Return whether no rate changes the loss."""
    return len({each.rank for each in found if not math.isnan(each.loss)}) == 1


@np.errstate(all="ignore")
def _for_epochs(loop: Loop, lr: float, epochs: int) -> Trial:
    """Run the loop for a number of epochs; a run that ends above its first loss has failed.

    So has, without batches, a run whose loss rises at the end: it does not settle at that rate.
    """
    losses, errors, last = [], [], _last_of(epochs)
    for step in loop.steps(lr):
        losses.append(step.loss)
        if loop.minimum is not None and step.epoch > epochs - last:
            errors.append(loop.minimum.in_tolerances(step.weights))
        if not (math.isfinite(step.loss) and np.isfinite(step.weights).all()):
            return Trial(loop, lr, math.nan, step.epoch, math.nan)
        if step.epoch >= epochs:
            break
    smooth = loop.batch_size is not None or not is_linear(loop.rule) or never_rises(losses)
    loss = step.loss if step.loss <= losses[0] and smooth else math.nan
    return Trial(loop, lr, math.nan, step.epoch, loss, max(errors, default=math.nan),
                 level=max(losses[-last:]))  # fmt: skip


def first_guess(loop: Loop, epochs: int) -> float:
    """Return a rate to begin with: half the limit where the run starts.

    Adaptive rules move each weight by about the rate at a step, so the way to the solution tells.
    """
    problem, rule, minimum = loop.problem, loop.rule, loop.minimum
    if not is_linear(rule):
        if minimum is None:
            return 0.01
        first = problem.starting_weights(loop.start)
        way = float(np.abs(minimum.weights - first).max(initial=0.0))
        rate = AT_ONCE * way / min(epochs, STEPS)
        return 10.0 ** round(math.log10(rate)) if 0 < rate < math.inf else 0.01
    try:
        steepest = curvature(problem, loop.start).largest
    except DataError:
        return 0.01
    return rule.rate_limit(steepest) / 2 if steepest > 0 else 1.0
