"""Verdict on a watched run by short runs on a copy: at its own rate, higher and lower ones."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.evidence import counted_in
from downslope.diagnosis.measurement import Update
from downslope.diagnosis.watch_result import Trial, WatchDiagnosis
from downslope.diagnosis.watch_verdict import AT_EDGE, CALM, FELL, ROUNDING, WatchEvidence, changed
from downslope.findings import Finding
from downslope.formatting import number, percent

BLOWN_UP = 3.0  # times the first loss: a run that was thrown off its start
FAR_BELOW = 0.1  # of the limit
LOWER = 10.0  # times: how much lower the next rate is that is tried
MUCH_FASTER = 3.0  # times the gain of the run's own rate
FASTER = 1.3  # the same, of a lower rate, which leaves less of the loss
WORTHWHILE = 0.01  # of the loss
NEARLY = 0.5  # of the gain of ten times the rate, which may be too high some steps later
VASTLY_FASTER = 10.0  # times the gain of the run's own rate: what is on a plateau gains little
NOTICEABLE = 1e-3  # of the loss: a gain that counts if it is that much faster
SADDLE = 0.01  # of the sharpness: a curvature that is this far below 0
SHALLOW_SADDLE = 1e-3  # the same, where nothing was learned: what trained has such curvatures, too
NOTHING = 0.02  # of the loss: what steps gain that learn nothing
FLAT = 0.01  # of the loss in 20 steps: a plateau falls by less
HEALTHY = 0.05  # of the loss in 20 steps: what falls by more has nothing wrong with it


LIMIT_AT_START = (
    "The limit at the first weights: that of an adaptive rule depends on the gradients it has seen."
)


def of_small_rate(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Try higher rates where nothing is learned far below the limit, before units are blamed."""
    last = e.last
    if first.status != "not_learning" or last is None or last.ratio is None or not e.marks:
        return None
    if last.ratio >= FAR_BELOW or any(mark.certain for mark in e.marks):
        return None
    found = of_trials(e, first)
    return found if found is not None and found.cause == "lr_too_small" else None


def of_trials(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Compare short runs on a copy: is a higher rate much faster, and what holds a plateau?"""
    last = e.last
    if e.attempt is None or last is None or last.lr is None or not last.lr_limit:
        return None
    if first.status not in ("converging", "converged", "not_learning") or last.ratio is None:
        return None
    if AT_EDGE <= last.ratio <= 1:
        return _of_lower_rate(e, first, e.attempt)
    if first.cause == "lr_too_small" and CALM <= last.ratio < AT_EDGE:
        sentence = e.fine(
            f"The loss falls steadily, and lr={last.lr:g} is {percent(last.ratio)} of its limit "
            f"{number(last.lr_limit)}: at most {1 / last.ratio:.2g} times as high is stable."
        )
        return changed(e, first, "none", sentence, ("Train longer, at this lr",), lr_advised=None)
    is_slow = last.ratio < FAR_BELOW or (first.cause == "lr_too_small" and last.ratio < CALM)
    if not is_slow or not math.isfinite(last.lr_limit):
        return _of_plateau(e, first)
    own = e.attempt(last.lr)
    falls = first.cause == "lr_too_small"
    higher = higher_rates(e.attempt, own, round_down(CALM * last.lr_limit), falls=falls)
    tried, other = (own, *higher), higher[-1]
    if _is_much_faster(other, own, falls=falls):
        both = (
            f"{own.steps} steps {_does(own, 'the loss')}{_afresh(e)}, and at lr={other.lr:g}, "
            f"{percent(other.lr / last.lr_limit)} of the limit, {_does(other)}"
        )
        if e.has_come_down and not falls:
            faster = Finding("higher_rate_is_faster", (), f"From here {both}.")
            return first.but(tried=tried, findings=(*first.findings, faster))
        sentence = (
            f"lr={last.lr:g} is only {number(last.ratio)} of its limit {number(last.lr_limit)} "
            f"(sharpness {number(last.sharpness)}): {both}."
        )
        if other.gain <= NOTICEABLE * abs(other.start_loss):
            sentence += f" Both are a small part of the loss.{_saddle(e)}"
        return changed(
            e, first, "lr_too_small", sentence, (f"Raise lr to {other.lr:g}{_for_now(e, other)}",),
            status="converging", lr_advised=other.lr, tried=tried,
        )  # fmt: skip
    if falls:
        return _of_clipping(e, first, tried) or _of_steady_fall(e, first, tried)
    found = _of_plateau(e, first.but(tried=tried))
    return found if found is None or found.cause != "unknown" else _of_no_gain(e, found)


def _of_no_gain(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis:
    """Say of a run that learned nothing what may hold it, if no rate that was tried helps.

    A few steps cannot tell a plateau, which takes thousands, from a model that is done.
    """
    last, tried = e.last, first.tried
    if last is None or not last.lr_limit or e.marks:
        return first
    if first.status != "not_learning" or any(
        each.gain > NOTHING * abs(each.start_loss) for each in tried
    ):
        return first
    fastest, rates = max(tried, key=lambda each: each.gain), sorted(each.lr for each in tried)
    seen = (
        f"The loss has not fallen since the start, and {fastest.steps} steps on the data of the "
        f"watch at lr={_listed(rates)}, up to {percent(rates[-1] / last.lr_limit)} of the limit "
        f"{number(last.lr_limit)}, lower it by no more than {percent(NOTHING)}."
    )
    others = _far_more_steps(fastest)
    if saddle := _saddle(e):
        return changed(e, first, "flat_directions", f"{seen}{saddle}", (others,), lr_advised=None)
    sentence = (
        f"{seen} Such steps cannot tell a plateau, which takes far more of them, from a model that "
        "is about as good as it gets, or from inputs that do not tell the target."
    )
    return changed(
        e, first, "unknown", sentence,
        ("Look at the labels and the inputs, or try a larger model on ten rows", others),
        lr_advised=None,
    )  # fmt: skip


def _of_clipping(
    e: WatchEvidence, first: WatchDiagnosis, tried: tuple[Trial, ...]
) -> WatchDiagnosis | None:
    """Recognize a loop whose next step gains far less than one of a copy of its optimizer."""
    # A fall that speeds up gains more in the next steps as well, but not in the very next one.
    expected, lr = e.gain_of_next_step, tried[0].lr
    if not expected > 0:
        return None
    assert e.attempt is not None
    one = e.attempt(lr, 1)
    if not one.gain > MUCH_FASTER * expected:
        return None
    sentence = (
        f"At the pace of the last steps the next one lowers the loss by {number(expected)}, "
        f"but one step of a copy of the optimizer, at the same lr={lr:g}, would "
        f"{_does(one)}: the loop moves the weights less than the gradient of this loss does, "
        "as with clipped gradients."
    )
    return changed(
        e, first, "gradient_scale", sentence,
        ("Clip less, or look at what else the loop does to the gradients",),
        lr_advised=None, tried=tried,
    )  # fmt: skip


def _of_steady_fall(
    e: WatchEvidence, first: WatchDiagnosis, tried: tuple[Trial, ...]
) -> WatchDiagnosis:
    """Return that no higher rate is much faster, or that all which were tried gain nothing."""
    own, best = tried[0], max(tried[1:], key=lambda each: each.gain)
    saddle = _saddle(e)
    gains_little = max(own.gain, best.gain) < NOTICEABLE * abs(own.start_loss)
    is_held = bool(saddle) and gains_little and not e.has_come_down
    if is_held or best.gain > VASTLY_FASTER * max(own.gain, 0.0):
        sentence = (
            f"The loss is on a plateau at {number(e.level)}: {own.steps} steps at lr={own.lr:g} "
            f"{_does(own)}{_afresh(e)}, and at lr={best.lr:g} {_does(best)}.{saddle}"
        )
        return changed(
            e, first, "flat_directions", sentence, (_far_more_steps(best),), lr_advised=None,
            tried=tried,
        )  # fmt: skip
    falls = f", by {number(own.gain)} in {own.steps} steps at lr={own.lr:g}"
    falls = falls if own.gain > 0 else ""
    is_faster = best.gain > MUCH_FASTER * max(own.gain, 0.0)
    no_faster = "lowers it by much" if is_faster else "is much faster"
    sentence = (
        f"The loss falls steadily{falls}, and no higher rate that was tried {no_faster}: "
        f"at lr={best.lr:g} {own.steps} steps {_does(best)}{_afresh(e)}."
    )
    sentence = sentence if is_faster else e.fine(sentence)
    return changed(
        e, first, "none", sentence, ("Train longer, at this lr",), lr_advised=None, tried=tried
    )


def of_thrown(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize an adaptive rule whose first steps were too large, by starting again.

    Its limit at the first weights is not known, and the one at the last weights is none of the run:
    the scale of the rule has grown with the loss.
    """
    last, loss, rates = e.last, e.series.loss, e.base.log.lr
    if e.restart is None or last is None or not last.lr or e.update.scale is None or e.proven:
        return None
    is_one_rate = rates is None or float(np.ptp(rates)) == 0
    if not is_one_rate or loss.max() < BLOWN_UP * abs(float(loss[0])):
        return None
    own = e.restart(last.lr)
    lower = tuple(e.restart(_lowered(last.lr, k)) for k in (1, 2))
    # In a few steps these are where the whole run has not come.
    better = [
        each
        for each in lower
        if each.gain > max(WORTHWHILE * abs(each.start_loss), own.gain)
        and each.final_loss < FELL * e.level
    ]
    if e.steps < 2 * own.steps or not better:
        return None
    best = better[-1] if better[-1].gain > NEARLY * better[0].gain else better[0]
    stuck = first.status in ("not_learning", "diverging", "rising", "unstable")
    sentence = (
        f"lr={last.lr:g} was too high for the first weights: the loss went from "
        f"{number(float(loss[0]))} up to {number(float(loss.max()))}, and is "
        f"{number(e.level)} after {counted_in(first.unit, e.steps)}. From the first weights, "
        f"{best.steps} steps at lr={best.lr:g} lower it to {number(best.final_loss)}."
    )
    return changed(
        e, first, "lr_above_limit", sentence, (f"Start again with lr={best.lr:g}",),
        status=first.status if stuck else "unstable", lr_advised=best.lr, lr_limit=None,
        tried=(own, *lower), unknown=(LIMIT_AT_START, *first.unknown),
    )  # fmt: skip


def of_swings(
    e: WatchEvidence, first: WatchDiagnosis, own: Trial, lower: Trial
) -> WatchDiagnosis | None:
    """Recognize swings above the limit, if from here half of the limit lowers the loss by more."""
    last = e.last
    assert last is not None
    if not (lower.gain > WORTHWHILE * abs(lower.start_loss) and not own.gain * FASTER > lower.gain):
        return None
    sentence = (
        f"{first.sentence} lr={own.lr:g} is {percent(last.ratio or 0)} of its limit "
        f"{number(last.lr_limit or 0)} at the last weights: from there {own.steps} steps "
        f"{_does(own, 'the loss')}, and at lr={lower.lr:g} {_does(lower)}."
    )
    return changed(
        e, first, "lr_above_limit", sentence, (f"Use lr={lower.lr:g}",), status="unstable",
        lr_advised=lower.lr, tried=(own, lower),
    )  # fmt: skip


def _of_lower_rate(
    e: WatchEvidence, first: WatchDiagnosis, attempt: Callable[[float], Trial]
) -> WatchDiagnosis | None:
    """Compare a run near its limit with half of the limit: do errors fade slowly for that?"""
    last = e.last
    assert last is not None
    assert last.lr is not None
    assert last.ratio is not None
    assert last.lr_limit is not None
    if e.update.starts_afresh:  # without its velocity a run near its limit is another one
        return _of_plateau(e, first)
    tried = own, other = attempt(last.lr), attempt(round_down(CALM * last.lr_limit))
    worth = other.gain > WORTHWHILE * abs(other.start_loss)
    if not (worth and other.gain > FASTER * max(own.gain, 0.0)):
        return _of_plateau(e, first.but(tried=tried))
    sentence = (
        f"lr={last.lr:g} is {percent(last.ratio)} of its limit {number(last.lr_limit)}: errors "
        "along the steepest direction change sign at each step, and fade slowly. From here "
        f"{own.steps} steps {_does(own, 'the loss')}, and at lr={other.lr:g} {_does(other)}."
    )
    return changed(
        e, first, "lr_near_limit", sentence, (f"Use lr={other.lr:g}",), status="converging",
        lr_advised=other.lr, tried=tried,
    )  # fmt: skip


def _does(trial: Trial, what: str = "it") -> str:
    """Return what the steps of a trial do to the loss, in words."""
    if not math.isfinite(trial.gain):
        return "diverge"
    return f"{'lower' if trial.gain >= 0 else 'raise'} {what} by {number(abs(trial.gain))}"


def _afresh(e: WatchEvidence) -> str:
    return ", begun without velocity" if e.update.starts_afresh else ""


def _for_now(e: WatchEvidence, trial: Trial) -> str:
    """Say how short a trial was, where the scale of the rule changes after it."""
    if e.update.scale is None:
        return ""
    return f" (tried for {trial.steps} steps: lower it if the loss swings later)"


def higher_rates(
    attempt: Callable[[float], Trial], own: Trial, lr: float, *, falls: bool = False
) -> tuple[Trial, ...]:
    """Try a rate, and lower ones if it is not much faster, down to a few times the run's own."""
    tried = [attempt(lr)]
    while (
        not _is_much_faster(tried[-1], own, falls=falls)
        and tried[-1].lr / LOWER > MUCH_FASTER * own.lr
    ):
        tried.append(attempt(_lowered(tried[-1].lr)))
    return tuple(tried)


def _lowered(lr: float, times: int = 1) -> float:
    """Return the next rate to try, or the one after it."""
    # 0.7 / 10 is 0.06999999999999999, and rounding down must not make 0.069 of 0.07.
    return round_down(lr / LOWER**times * (1 + 1e-12))


def _is_much_faster(other: Trial, own: Trial, *, falls: bool) -> bool:
    """Return whether a rate gains much more than the run's own, which `falls` steadily or stays.

    Of a loss that falls steadily any gain counts that is not rounding.
    """
    size, slow = abs(other.start_loss), max(own.gain, 0.0)
    is_worth = other.gain > MUCH_FASTER * slow and other.gain > WORTHWHILE * size
    least = ROUNDING if falls else NOTICEABLE
    is_vast = other.gain > VASTLY_FASTER * slow and other.gain > least * size
    return is_worth or (is_vast and (falls or slow > 0))


def _saddle(e: WatchEvidence) -> str:
    """Return a sentence on a saddle if the curvature is clearly negative, or nothing."""
    last = e.last
    assert last is not None
    least = (SADDLE if e.has_come_down else SHALLOW_SADDLE) * last.sharpness
    if not last.smallest + last.smallest_error < -least:
        return ""
    return (
        f" The curvature is negative along some directions ({number(last.smallest)}): the weights "
        "are near a saddle, which small steps leave slowly."
    )


def _far_more_steps(trial: Trial) -> str:
    return f"Start from other weights, or take far more steps at lr={trial.lr:g}"


def _listed(rates: list[float]) -> str:
    """Return numbers in words: 0.1 and 0.2, or 0.1, 0.2, and 0.4."""
    *most, last = (f"{rate:g}" for rate in rates)
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}" if most else last


def _of_plateau(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize a plateau whose remaining gradient is along directions that hardly curve."""
    last = e.last
    if last is None or first.cause not in ("slow_direction", "unknown", "noise_floor"):
        return first if first.tried else None
    if first.cause == "slow_direction" and e.fall >= HEALTHY:
        sentence = e.fine(
            f"The loss falls by about {e.fall_of_twenty_steps} in 20 steps and has further to fall."
        )
        return changed(e, first, "none", sentence, ("Train longer",))
    if e.fall >= FLAT:
        return first if first.tried else None
    saddle = _saddle(e)
    if first.cause == "noise_floor" and not (saddle and last.gradient_norm > 0):
        return first if first.tried else None
    if not e.is_flat_along_gradient:
        return first if first.tried else None
    place = max(last.gradient_norms, key=lambda name: last.gradient_norms[name])
    among = f", most of it in {place}" if len(last.gradient_norms) > 1 else ""
    sentence = (
        f"The loss is on a plateau at {number(e.level)}: what is left of the gradient, of length "
        f"{number(last.gradient_norm)}{among}, is along directions that are flat compared with "
        f"the steepest (sharpness {number(last.sharpness)}).{saddle}"
    )
    return changed(
        e, first, "flat_directions", sentence,
        (
            f"Standardize the inputs or normalize the layers{_or_else(e.update)}",
            *(["Start from other weights"] if saddle and not e.has_come_down else []),
        ),
    )  # fmt: skip


def _or_else(update: Update) -> str:
    """Name the rules that help on a plateau, unless it is one of them."""
    return "" if "adam" in update.name.lower() else ", or use momentum or Adam"
