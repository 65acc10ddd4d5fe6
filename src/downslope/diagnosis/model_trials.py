"""Trials of other learning rates for a model, by running the loop: all advice has been tried.

Where a minimum is known, the best rate of the parabola there is tried first, then smaller ones: far
from the minimum the loss may be steeper. Elsewhere `loss_trials` compares rates by the loss.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from downslope.descent import Step
from downslope.diagnosis.advice import (
    MAX_EPOCHS,
    SAME_RATE,
    Advice,
    Suggestion,
    round_down,
    smooth_rate,
)
from downslope.diagnosis.loss_trials import CLOSER, RECENT, Trial, best_by_loss, trial_of
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.observed_run import (
    FOLLOWED,
    MOST_FOLLOWED,
    Loop,
    Observed,
)
from downslope.diagnosis.run import SAME_LOSS, epochs_until_below_one
from downslope.diagnosis.trajectory import best_rate, log_shrinkage
from downslope.models.model import Model
from downslope.numerics.arrays import Vector
from downslope.rules import BETA, is_linear

SHARES = (1.0, 0.5, 0.25, 1 / 16, 1 / 64)  # of the best rate at the minimum, tried in turn
CHECKED = 1000  # epochs after which a trial goes on only if the error has fallen
FORECAST = 200  # epochs after which the parabola may decide a trial
AS_PREDICTED = 2.0  # times faster or slower than the parabola says: then it says what comes
WORTH_GOING = 0.95  # of the error
WAVES = 50  # epochs in which the waves of momentum show
LOWER = 0.01  # of what the loss fell: lower by more is worth another rate
LIKELY = 0.1  # of the parabola's prediction: then it holds on the way, too


@np.errstate(all="ignore")
def settle(loop: Loop, lr: float, most: int, least: int = 0, rival: Sequence[float] = ()) -> Trial:
    """Run the loop until every weight is right to three digits and stays so; at most `most` epochs.

    From `least` epochs on it also ends where the parabola at the minimum, having predicted the
    second half of the epochs so far, says that this takes more than `most`. It ends, too, where its
    loss is above that of a `rival`: of a higher rate that falls smoothly, whose marks these are.
    """
    window = 2 if is_linear(loop.rule) and loop.rule.beta == 0 else WAVES
    assert loop.minimum is not None
    since, loss, before = 0, math.nan, math.inf
    check, halfway = max(least, FORECAST), None
    marks, last, rose = [], math.inf, 0
    for step in loop.steps(lr):
        if not (math.isfinite(step.loss) and np.isfinite(step.weights).all()):
            return Trial(loop, lr, math.inf, step.epoch, math.nan)
        if not loop.minimum.in_tolerances(step.weights) <= 1:
            since, loss = step.epoch + 1, math.nan
        elif math.isnan(loss):
            loss = step.loss
        if step.epoch - since >= window:
            return Trial(loop, lr, float(since), step.epoch, loss)
        if step.loss > last:
            rose = step.epoch
        last = step.loss
        if step.epoch % CHECKED == 0 and step.epoch:
            error = loop.minimum.in_tolerances(step.weights)
            marks.append(step.loss)
            behind = len(marks) <= len(rival) and step.loss > rival[len(marks) - 1]
            if error > WORTH_GOING * before or behind:
                break
            before = error
        if step.epoch >= most:
            break
        if step.epoch == check // 2:
            halfway = step
        if step.epoch == check and halfway is not None:
            ahead = _ahead(loop, lr, halfway, step)
            if ahead > most - step.epoch:
                return Trial(loop, lr, math.inf, step.epoch, step.loss, ahead=ahead)
            check, halfway = 2 * check, step
    smooth = rose <= step.epoch // 2
    return Trial(loop, lr, math.inf, step.epoch, step.loss, marks=tuple(marks) if smooth else ())


def _ahead(loop: Loop, lr: float, before: Step, after: Step) -> float:
    """Return the epochs that a trial still needs if the parabola predicted those before; else NaN.

    NaN, too, where a lower rate might need fewer: where what is left lies across the valley.
    """
    minimum, rule = loop.minimum, loop.rule
    assert minimum is not None
    if not (loop.has_parabola and is_linear(rule) and len(minimum.eigenvalues)):
        return math.nan
    if minimum.hessian is None:  # only the steepest axis is known
        return math.nan
    logs, lower = (log_shrinkage(rate * minimum.eigenvalues, rule) for rate in (lr, lr / 2))
    left, needed = _by_parabola(minimum, before, after, logs)
    worst = int(np.argmax(left))
    return float(needed.max()) if lower[worst] >= logs[worst] else math.nan


def _by_parabola(
    minimum: Minimum, before: Step, after: Step, logs: Vector
) -> tuple[Vector, np.ndarray]:
    """Return what is left along each axis, (r,), and the epochs each weight needs from there, (s,).

    The axes are in tolerances. The epochs are NaN if the parabola, whose axes shrink by `logs` an
    epoch, did not predict the errors at `after` from those at `before`.
    """
    units = np.abs(minimum.axes_in_tolerances).max(axis=0)
    passed = after.epoch - before.epoch
    was, left = (np.abs(minimum.along_axes(step.weights)) * units for step in (before, after))
    predicted = was * np.exp(passed * logs)
    off = float(np.abs(predicted - left).max(initial=0.0))
    likely = off <= LIKELY * max(float(predicted.max(initial=0.0)), 1.0)
    worst = int(np.argmax(left))
    if left[worst] > 1:
        # Far out, where little changes, nearly any prediction of the errors themselves would fit.
        pace = math.log(left[worst] / was[worst]) / (passed * logs[worst])
        likely = likely and 1 / AS_PREDICTED <= pace <= AS_PREDICTED
    if not likely:
        return left, np.full(minimum.weights.size, math.nan)
    amplitudes = np.abs(minimum.along_axes(after.weights) * minimum.axes_in_tolerances)
    needed: np.ndarray = epochs_until_below_one(amplitudes, logs[np.newaxis])[0]
    return left, needed


def best_trial(loop: Loop, own: Observed | None, epochs: int) -> Trial:
    """Try other rates and return the best one.

    Parameters
    ----------
    loop : Loop
        The loop of the run, or that on standardized columns.
    own : Observed, optional
        The run at the user's rate, if there is one.
    epochs : int
        Number of epochs of the run.

    """
    if loop.minimum is None or not is_linear(loop.rule) or not loop.has_parabola:
        return best_by_loss(loop, own, epochs)
    rate = smooth_rate(best_rate(loop.rule, loop.minimum.steepest, loop.minimum.flattest),
                       loop.limit)  # fmt: skip
    most = min(loop.affordable(MOST_FOLLOWED // FOLLOWED), MOST_FOLLOWED)
    least = min(loop.affordable(epochs), most)
    tried: list[Trial] = []
    for share in SHARES:
        best = min(tried, key=lambda each: each.rank, default=None)
        trial = settle(loop, round_down(share * rate), most, least, best.marks if best else ())
        if trial.arrived:
            return trial
        tried.append(trial)
        if math.isfinite(trial.ahead):  # lower rates are slower along what is left
            break
    return min(tried, key=lambda each: each.rank)


@np.errstate(all="ignore")
def forecast_of(loop: Loop, seen: Observed) -> np.ndarray:
    """Return the epochs until each weight is right to three digits, (s,), as far as it is known.

    What was not observed follows from the parabola at the minimum, if that predicts how far the
    error fell after the epochs of the run; otherwise it is NaN.
    """
    minimum = loop.minimum
    size = seen.end.weights.size
    if minimum is None or not len(minimum.eigenvalues) or minimum.hessian is None:
        return np.full(size, math.nan)
    if seen.status in ("diverging", "unstable"):
        return np.full(size, math.inf)
    if math.isfinite(seen.epochs_needed):
        return np.full(size, seen.epochs_needed)
    rule, passed = loop.rule, seen.followed - seen.end.epoch
    if not is_linear(rule) or rule.beta or loop.batch_size is not None or passed < 1:
        return np.full(size, math.nan)
    logs = log_shrinkage(seen.lr * minimum.eigenvalues, rule)
    rest = _by_parabola(minimum, seen.end, seen.last, logs)[1]
    needed: np.ndarray = rest + seen.followed
    return needed


@dataclass(frozen=True, eq=False)
class Advised:
    """Trials of other rates for one run."""

    loop: Loop
    own: Observed
    needed: float  # epochs of the run until three digits, observed or predicted
    best: Trial
    standardized: Trial | None

    def advice(self, cause: str) -> tuple[Advice | Suggestion, ...]:
        """Return what to change, quickest first; nothing if the run is done."""
        if self.own.status == "converged":
            return ()
        found: list[Advice | Suggestion] = []
        longer = self._longer()
        see_saws = cause in ("lr_near_limit", "lr_above_limit", "kink", "edge_of_stability")
        most = math.inf if see_saws or longer is None else self.needed
        for trial, action in ((self.best, ""), (self.standardized, "Standardize the columns")):
            if trial is None or (trial is self.best and self._is_own(trial.lr)):
                continue
            change = "Lower" if trial.lr < self.own.lr else "Raise"
            action = action or f"{change} the learning rate"
            if trial.arrived:
                if trial.epochs < most:
                    found.append(_advice(action, trial))
            elif self._is_lower(trial):
                found.append(self._by_loss(action, trial))
        if longer is not None and not see_saws:
            found.append(longer)
        found.sort(key=lambda each: each.epochs if isinstance(each, Advice) else MAX_EPOCHS)
        if not found:
            found.append(self._otherwise())
        return tuple(found)

    def _is_own(self, lr: float) -> bool:
        return lr / SAME_RATE < self.own.lr < lr * SAME_RATE

    def _is_lower(self, trial: Trial) -> bool:
        own = self.own
        if not trial.loss < own.start.loss or trial.ran < min(own.epochs, MOST_FOLLOWED):
            return False
        if own.overflowed:
            return True
        if not math.isnan(trial.error):
            return trial.times_closer(trial_of(self.loop, own)) >= CLOSER
        fell = own.start.loss - own.final_loss
        least = max(LOWER * fell, SAME_LOSS * abs(own.final_loss))
        bounces = own.status == "unstable" and trial.loss < float(own.losses[-RECENT:].max())
        return trial.loss < own.final_loss - least or bounces

    def _longer(self) -> Advice | None:
        """Return the advice to train longer, if a trial showed that this is enough or may be."""
        if self.own.status != "converging" or self.loop.minimum is None:
            return None
        if not self.needed <= MOST_FOLLOWED:
            return None
        trial = settle(self.loop, self.own.lr, int(self.needed) + 2 * WAVES)
        action = f"Keep lr={self.own.lr:g} and train longer"
        return _advice(action, trial) if trial.arrived else None

    def _by_loss(self, action: str, trial: Trial) -> Suggestion:
        given = f"{options(trial.loop, trial.lr)} --epochs {trial.ran}"
        return Suggestion(f"{action} (tried: {trial.result})", given)

    def _otherwise(self) -> Suggestion:
        own = self.own
        if own.status == "converging":
            return Suggestion("Train for more epochs", f"--epochs {max(1, 10 * own.epochs)}")
        if own.status == "diverging":
            return Suggestion("Lower the learning rate", f"--lr {own.lr / 10:g}")
        return Suggestion(
            "Lower the learning rate, or use a schedule that lowers it as the run goes on"
        )


def options(loop: Loop, lr: float) -> str:
    """Return the options of `downslope train DATA` for a run of the loop."""
    problem, rule = loop.problem, loop.rule
    given = f"{model_options(problem)}--lr {lr:g}"
    if problem.to_user is not None:
        given += " --standardize"
    if rule.name != "gd":
        given += f" --rule {rule.name}"
        if is_linear(rule) and rule.beta != BETA:
            given += f" --beta {rule.beta:g}"
    return given + (f" --batch-size {loop.batch_size}" if loop.batch_size is not None else "")


def model_options(problem: Model) -> str:
    """Return the command-line options of a model, each followed by a space."""
    given = "" if problem.closed_form else f"--model {problem.name} "
    named = problem.settings.items()
    return given + "".join(f"--{name.replace('_', '-')} {value:g} " for name, value in named)


def _advice(action: str, trial: Trial) -> Advice:
    return Advice(
        action=action,
        options=f"{options(trial.loop, trial.lr)} --epochs {int(trial.epochs)}",
        lr=trial.lr,
        standardize=trial.loop.problem.to_user is not None,
        epochs=int(trial.epochs),
        final_loss=trial.loss,
        digits=3.0,
    )


def on_standardized(loop: Loop, epochs: int) -> Trial | None:
    """Return the best trial on standardized columns; None if standardizing changes the problem."""
    problem = loop.problem
    if problem.to_user is not None or problem.alpha:
        return None
    other = replace(loop, problem=problem.standardized())
    if loop.minimum is not None:
        other = replace(other, minimum=Minimum.of(other.problem))
    return best_trial(other, None, epochs)
