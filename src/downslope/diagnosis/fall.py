"""Losses in a log that have fallen: flat by now, swinging around a level, or on their way down.

A fall is told as a share of the loss for each entry only while all losses are positive: a loss that
passes 0, as a log-likelihood does, has no such share, and its fall is told as a number.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from downslope.diagnosis.autocorrelation import ROUNDING_OF_LOSS
from downslope.diagnosis.convergence import (
    HALF_WAY,
    LOOK_AT_LABELS,
    UNKNOWN_WITHOUT_GROWTH,
    classes_of_a_guess,
    falls_steadily,
    no_progress,
    not_fallen,
    plural,
)
from downslope.diagnosis.evidence import CERTAIN_ERRORS, NO_GAIN, NOISY_SHARE, Evidence, Verdict
from downslope.diagnosis.forecast import Forecast, forecast
from downslope.diagnosis.log_findings import noisy_losses
from downslope.diagnosis.loss_series import (
    FEWEST_LOSSES,
    LossSeries,
    fall_in_words,
    in_percent,
    share_lost,
)
from downslope.findings import Finding
from downslope.formatting import number

SLOW_FALL = 0.01  # of the loss per entry: no log tells a small rate from a short run above it
EARLY_DROP = 0.4  # of the gain, in the first tenth of the log
VARIES = 0.01  # of the loss: a range that is not called flat
SWINGS = 0.4  # of the loss: a range in which a level is hardly one
FADES = 0.6  # times the second differences a quarter of the log before: swings that fade
FEWEST_TO_FADE = 10  # second differences
STOPPED = 0.05  # of the fall of the last third: a second half that falls by less
FLAT_GAIN = 1e-4  # the share of the loss that the last third gained: nothing left to gain
STEADY = 4.0  # times the range on either side: a drop from one level to another
THROWN = 1.2  # times the first loss: soon after it, the steps were too large
MUCH_AHEAD = 0.05  # of the loss is still to be gained
SLOWED_DOWN = 5.0  # times: the early drop against the tail
HEALTHY_FALL = 0.05  # of the loss per entry: nobody calls that slow
NOISE = 0.015  # of the first loss: jitter that a smaller rate would take away
UNKNOWN_FLOOR = "Where the loss will end: parts of the log point to different floors, or to none."
UNTIL_FADED = "Train longer, until the swings have faded"
OF_BATCHES = "Lower lr toward the end, or use larger batches: what is left is their noise"
OF_SWINGS = (
    "If there is momentum, lower it or train longer: its swings fade. Those of batches, and of a "
    "rate that goes up and down, become smaller with a lower lr"
)
UNKNOWN_SWINGS = "Whether the swings are those of batches, of momentum, or of the rate."


def settling(evidence: Evidence) -> Verdict:
    """Describe a loss that has fallen: flat by now, or still on its way down."""
    series = evidence.series
    turning = series.turning_share() if len(series.loss) >= 6 else 0.0
    only_noise = series.last(1 / 2).gain_in_errors() < CERTAIN_ERRORS and turning > NOISY_SHARE / 2
    noisy = turning > NOISY_SHARE
    if noisy:
        series = series.smoothed()
    is_level = only_noise or _swings(series, SWINGS if noisy else VARIES)
    judged = _flat if is_level else _falling
    verdict = _at_zero(evidence) or too_few(evidence) or judged(evidence, series)
    if evidence.has_gap:
        verdict = replace(verdict, findings=(*verdict.findings, _gap(evidence)))
    if evidence.has_schedule:
        return _scheduled(evidence, verdict)
    return verdict


def too_few(evidence: Evidence) -> Verdict | None:
    """Say of a few losses that they show no more than themselves; a watch knows more."""
    if not evidence.is_too_short:
        return None
    count = len(evidence.raw.loss)
    last = float(evidence.raw.loss[-1])
    return Verdict(
        status="converging",
        cause="none",
        sentence=(
            f"The loss went from {number(evidence.first)} to {number(last)}, but {count} entries "
            "are too few to tell whether anything is wrong, or how far it will fall."
        ),
        advice=("Log more entries, then look again",),
        unknown=(UNKNOWN_FLOOR, *UNKNOWN_WITHOUT_GROWTH),
    )


def _at_zero(evidence: Evidence) -> Verdict | None:
    """Describe a loss that fell until it was exactly 0, and has stayed there."""
    series = evidence.raw
    above, zeros = np.flatnonzero(series.loss), np.flatnonzero(series.loss == 0)
    if series.loss[-1] != 0 or not len(above) or above[-1] > zeros[0] or series.loss[0] < 0:
        return None
    last = float(series.loss[above[-1]])
    if not 0 < last <= evidence.rounding and len(zeros) < FEWEST_LOSSES:
        return None
    return Verdict(
        status="converged",
        cause="none",
        sentence=(
            f"The loss has fallen to 0, in all digits of the log, at "
            f"{evidence.at(float(series.when[zeros[0]]))}: there is nothing left to lower."
        ),
        advice=("Stop here, and look at the loss of rows that were not trained on",),
        unknown=UNKNOWN_WITHOUT_GROWTH[1:],
        min_loss=0.0,
        epochs_to_loss=0.0,
    )


def dropped_late(evidence: Evidence) -> Verdict | None:
    """Recognize a level that dropped to another one shortly before the end."""
    tail = evidence.series.last(1 / 3)
    at = int(np.argmin(np.diff(tail.loss))) + 1
    before, after = tail.loss[:at], tail.loss[at:]
    if at < len(tail.loss) // 2 or min(at, len(after)) < FEWEST_LOSSES or not after.all():
        return None
    high, low = float(np.median(before)), float(np.median(after))
    size = max(abs(high), abs(low))
    if high - low < max(VARIES * size, STEADY * np.ptp(before), STEADY * np.ptp(after)):
        return None
    verdict = Verdict(
        status="converging",
        cause="unknown",
        sentence=(
            f"The loss dropped from {number(high)} to {number(low)} at "
            f"{evidence.at(float(tail.when[at]))} and has stayed there since: that is too short a "
            "time to tell whether it will fall further."
        ),
        advice=("Train longer", "Look at what changed there: the data, the rate, or the loss"),
        unknown=UNKNOWN_WITHOUT_GROWTH,
    )
    return _scheduled(evidence, verdict) if evidence.has_schedule else verdict


def _gap(evidence: Evidence) -> Finding:
    assert evidence.validation is not None
    beside = float(evidence.validation.levels()[-1])
    return Finding(
        "validation_gap",
        (),
        f"The validation loss is {number(beside)}, the training loss {number(evidence.level)}: "
        "what was learned holds only for the training rows, or the two are not the same loss.",
        "Look at the validation loss before you trust the training loss.",
    )


def _falling(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a loss that falls, fast or slowly, or no longer."""
    tail = series.last(1 / 3)
    start, end = float(tail.loss[0]), float(tail.loss[-1])
    gained = share_lost(start, end)
    floor, _ = tail.heading()
    early, late = -series.head().log_slope(), -tail.log_slope()
    shown = in_percent(1 - math.exp(-late))
    if not series.is_positive:
        early, late = (_slope(part) / _size(evidence) for part in (series.head(), tail))
        shown = number(max(start - end, 0.0) / tail.span)
    slowed = late > 0 and early / late >= SLOWED_DOWN
    is_early = end > HALF_WAY * evidence.first or (late < SLOW_FALL and not slowed)
    is_early &= not _dropped_at_first(evidence.series)
    creeps = is_early and falls_steadily(series)
    ahead = (end - floor) / abs(end) if floor is not None and end else 1.0
    if not creeps and (gained < FLAT_GAIN or ahead < FLAT_GAIN or _has_stopped(tail)):
        return _flat(evidence, series)
    known = None if evidence.has_schedule else forecast(series, evidence.raw.last_digit)
    if late > HEALTHY_FALL and not slowed:
        cause, (sentence, advice) = "none", _healthy(evidence, shown)
    elif creeps:
        cause, (sentence, advice) = "lr_too_small", _slow(evidence, end, shown)
    elif slowed or ahead <= MUCH_AHEAD:
        cause, (sentence, advice) = "slow_direction", _plateau(evidence, end, shown, known)
    else:
        cause, (sentence, advice) = "none", _healthy(evidence, shown)
    classes = classes_of_a_guess(evidence, end)
    return Verdict(
        status="converging",
        cause=cause,
        sentence=sentence,
        advice=(advice,),
        unknown=(*([] if known else [UNKNOWN_FLOOR]), *UNKNOWN_WITHOUT_GROWTH),
        findings=(*noisy_losses(evidence), *([_chance(classes)] if classes and creeps else [])),
        **({} if known is None else known.fields()),
    )


def _dropped_at_first(series: LossSeries) -> bool:
    """Return whether most of the gain came in the first tenth; an even fall gains a seventh."""
    k = len(series.loss) // 10
    if k < 2:
        return False
    drop = series.loss[0] - np.median(series.loss[k : k + 3])
    gained = series.loss[0] - float(series.levels()[-1])
    return bool(drop > EARLY_DROP * gained and drop > CERTAIN_ERRORS * series.noise())


def _healthy(evidence: Evidence, fall: str) -> tuple[str, str]:
    """Return sentence and advice for a loss that falls by this much per entry."""
    return (
        f"The loss falls by about {fall} per {evidence.unit} and has further to fall.",
        "Train longer",
    )


def _slow(evidence: Evidence, end: float, fall: str) -> tuple[str, str]:
    """Return the same for a loss that falls evenly, but slowly."""
    lr = evidence.lr
    higher = "twice your lr" if lr is None else f"lr={2 * lr:g}"
    few = "entries of the log" if evidence.unit == "sample" else plural(evidence)
    return (
        f"The loss falls steadily but slowly, {fall} per {evidence.unit}, and has gone "
        f"from {number(evidence.first)} to {number(end)}.",
        f"Try {higher} for a few {few}. If the loss rises, lr is just below its "
        "limit: then halve it instead",
    )


def _plateau(evidence: Evidence, end: float, fall: str, known: Forecast | None) -> tuple[str, str]:
    """Return the same for a loss that fell fast at first."""
    heading = ""
    if known is not None:
        low, floor, high = map(number, known.floor)
        heading = f", heading for about {floor}" + (f" ({low} to {high})" if low < high else "")
    return (
        f"After an early drop the loss is on a plateau: {number(end)}{heading}, still falling "
        f"{fall} per {evidence.unit}. Most directions are done; a slow one is not.",
        # An adaptive rule has a rate of its own for each weight, and most of them momentum.
        "Train longer, or lower the rate toward the end"
        if evidence.rule is None
        else "Standardize the inputs, use momentum, or train longer",
    )


def _flat(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a loss that has stopped falling: flat, or swinging around a level."""
    classes = classes_of_a_guess(evidence, evidence.level)
    # A cross-entropy begins near a guess, if the first steps do not throw it off.
    is_calm = math.isinf(evidence.noise_reaches)
    was_thrown = is_calm and evidence.raw.head().loss.max() > THROWN * evidence.first
    if classes and (evidence.kind == "cross-entropy" or evidence.has_gap or was_thrown):
        return no_progress(
            evidence,
            "chance_level",
            f"The loss fell to {number(evidence.level)} and stays there, {_as_guess(evidence)} "
            f"of guessing among {classes} classes: ln {classes} = {number(math.log(classes))}. At "
            "most the class frequencies have been learned.",
            LOOK_AT_LABELS,
        )
    noise, tail, seen = (
        noisy_losses(evidence),
        *(s.last(1 / 3) for s in (series, evidence.series)),
    )
    if _has_stopped(tail) or _range(tail) > VARIES >= _range(tail.last(1 / 2)):
        tail, seen = tail.last(1 / 2), seen.last(1 / 2)  # it came to rest on the way
    end, span = float(tail.loss[-1]), evidence.steps(tail.span)
    # Any loss may pass ln K on its way: a guess is where it began.
    fell = evidence.kind != "cross-entropy" and evidence.level < HALF_WAY * evidence.first
    status, cause = "converged", "noise_floor"
    advice = "Stop here, unless the weights matter more than the loss"
    most = SWINGS if noise else VARIES
    varies, between = _range(seen), f"between {number(seen.loss.min())} and "
    between += f"{number(seen.loss.max())} in the last {evidence.steps(seen.span)}"
    if noise and varies <= most:
        sentence = f"The loss is flat at about {number(end)}, apart from its noise."
    elif varies > most:
        sentence = f"The loss varies {between}, around {number(evidence.level)}."
    else:
        gained = fall_in_words(float(tail.loss[0]), end, 1)
        told = "gained nothing"
        if tail.loss[0] - end > ROUNDING_OF_LOSS * abs(tail.loss[0]):
            told = f"gained {gained}" + " of it" * gained.endswith("%")
        sentence = f"The loss is flat at {number(end)}: the last {span} {told}."
    is_large = evidence.series.jitter() * abs(evidence.level) > NOISE * _size(evidence)
    if varies > most and _fades(evidence.series):
        status, cause, advice = "converging", "none", UNTIL_FADED
    elif is_large or (not noise and varies > most):
        status, cause = "converging", "gradient_noise"
        advice = OF_BATCHES if noise and varies <= most else OF_SWINGS
    has_learned = evidence.validation is not None and evidence.validation_gain >= NO_GAIN
    if status == "converged" and evidence.gain < 0 and not has_learned:
        return not_fallen(evidence)  # it rose at first, and falls by next to nothing since
    return Verdict(
        status=status,
        cause=cause,
        sentence=sentence,
        advice=(advice,),
        unknown=(*([UNKNOWN_SWINGS] if advice == OF_SWINGS else []), *UNKNOWN_WITHOUT_GROWTH),
        findings=(*noise, *([_chance(classes)] if classes and not fell else [])),
        min_loss=end if status == "converged" else None,
        epochs_to_loss=0.0 if status == "converged" else None,
    )


def _range(series: LossSeries) -> float:
    """Return the range of losses relative to the larger of their sizes."""
    return share_lost(float(series.loss.max()), float(series.loss.min()))


def _size(evidence: Evidence) -> float:
    """Return the first loss, or of a log that passes 0 its gain or its largest size, if larger."""
    size = max(abs(evidence.first), abs(evidence.first - evidence.level))
    loss = evidence.series.loss
    return size if evidence.series.is_positive else max(size, float(np.abs(loss).max()))


def _slope(series: LossSeries) -> float:
    """Return how far a loss falls per entry, from the first to the last."""
    return float(series.loss[0] - series.loss[-1]) / series.span


def _has_stopped(tail: LossSeries) -> bool:
    """Return whether a loss fell in the first half of its tail, and rests in the second."""
    loss = np.log(tail.loss) if tail.is_positive else tail.loss
    late = loss[len(loss) // 2 :]
    rests = late[0] - late[-1] < STOPPED * (loss[0] - loss[-1]) and 2 * np.ptp(late) < np.ptp(loss)
    return bool(loss[0] > loss[-1] and rests)


def _swings(series: LossSeries, least: float) -> bool:
    """Return whether the last third rises again and again by more than it falls on the whole."""
    tail = series.last(1 / 3).loss
    rises = float(np.diff(tail).clip(min=0.0).sum())
    return rises > least * float(np.abs(tail).max()) and rises > tail[0] - tail[-1]


def _fades(series: LossSeries) -> bool:
    """Return whether swings become smaller in the last half, whatever the level does."""
    parts = series.part(1 / 2, 3 / 4).loss, series.part(3 / 4, 1).loss
    before, after = (np.abs(np.diff(part, n=2)) for part in parts)
    if len(after) < FEWEST_TO_FADE:
        return False
    # A single jump moves the mean, and a sawtooth that hardly bends has a median of about 0.
    return all(size(after) < FADES * size(before) for size in (np.mean, np.median))


def _as_guess(evidence: Evidence) -> str:
    return "at the loss" if evidence.guessed_classes is None else "with loss and accuracy"


def _chance(classes: int) -> Finding:
    return Finding(
        "chance_level",
        (),
        f"Guessing among {classes} classes gives this loss: ln {classes} = "
        f"{number(math.log(classes))}.",
        f"If there are {classes} classes, nothing has been learned.",
    )


def _scheduled(evidence: Evidence, verdict: Verdict) -> Verdict:
    """Return the verdict on a run whose logged learning rate changes."""
    rates = evidence.rates
    assert rates is not None
    sentence = (
        f"{verdict.sentence} The learning rate went from {rates[0]:.3g} to {rates[-1]:.3g} "
        f"(highest {rates.max():.3g}): drops and plateaus may come from the schedule."
    )
    return replace(verdict, cause="schedule", sentence=sentence)
