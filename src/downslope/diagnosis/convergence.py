"""Convergence in a log: overfitting, see-saws, no progress, floors, and losses on their way down.

No progress is not convergence: a loss is called converged only when it has fallen before.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.evidence import CERTAIN_ERRORS, NO_GAIN, NOISY_SHARE, Evidence, Verdict
from downslope.diagnosis.forecast import Forecast, forecast
from downslope.diagnosis.log_findings import noisy_losses
from downslope.diagnosis.loss_series import FEWEST_LOSSES, MEDIAN_ERROR, LossSeries
from downslope.findings import Finding
from downslope.formatting import number, percent

LEARNED = 0.3  # of the first training loss, gained by a model that overfits
SEEN_SWINGS = 0.01  # of the level: smaller ones are rounding
DYING = 0.5  # times the height a third before: a wave of momentum that settles
FROZEN = 1e-4  # of the first loss: the range of a loss that stays the same
FEW_CLASSES = 10  # whose ln K are far enough apart to be told with unequal classes
MOST_CLASSES = 100_000
AT_CHANCE = 0.03  # of ln K: the loss of a guess among K classes
AT_CHANCE_OF_MANY = 0.002
CALM_OF_MANY = 0.02  # of the loss: how much it may change from entry to entry
STRAIGHT = 0.74  # of the speed a third before: less than 0.6 of the way to its floor is done
STRAIGHT_LOG = 0.9  # the same, of the logarithm
HALF_WAY = 0.5  # of the first loss: beyond it no log tells a small rate from a short run,
SLOW_FALL = 0.01  # unless the loss falls by less than this per entry
EARLY_DROP = 0.4  # of the gain, in the first tenth of the log
VARIES, SWINGS = 0.01, 0.4  # of the loss in the last third: not called flat; nor converged
FLAT_GAIN = 1e-4  # the share of the loss that the last third gained: nothing left to gain
THROWN = 1.2  # times the first loss: soon after it, the steps were too large
FEWEST_BESIDE = 6  # validation losses that show a steady fall
MUCH_AHEAD = 0.05  # of the loss is still to be gained
SLOWED_DOWN = 5.0  # times: the early drop against the tail
HEALTHY_FALL = 0.05  # of the loss per entry: nobody calls that slow
NOISE = 0.015  # of the first loss: jitter that a smaller rate would take away
SEEN_NOISE = 0.05  # of the level: noise that the report names

LOOK_AT_PARAMETERS = (
    "Check that the parameters are in the optimizer, that they have gradients, and that lr is not 0"
)
LOOK_AT_LABELS = "Check that labels belong to the inputs; check the scale of the inputs, and lr"
FIT_TEN_ROWS = (
    "Try to fit only ten rows: if that fails, too, look at the gradient, at lr, and at dead units; "
    "if it works, look at the labels"
)
UNKNOWN_FLOOR = "Where the loss will end: parts of the log point to different floors, or to none."
UNKNOWN_WITHOUT_GROWTH = (
    "The limit on lr, and whether lr is far below it or just below it: the loss falls slowly in "
    "both cases. Only a diverging run, or the data, shows the limit.",
    "Whether the weights are right: a slow direction hardly shows in the loss.",
    "Whether the labels belong to the inputs: shuffled ones, too, leave a loss that falls.",
)


def weights_frozen(evidence: Evidence) -> Verdict | None:
    """Recognize a validation loss that never changes beside a training loss that hardly does."""
    beside = evidence.validation
    if beside is None or abs(evidence.gain) >= LEARNED:
        return None
    if np.ptp(beside.loss) > FROZEN * abs(beside.loss[0]):
        return None
    return _no_progress(
        evidence,
        "frozen",
        f"The validation loss stays at {number(beside.loss[-1])} in all digits of the log, so "
        "the weights do not change: the training loss varies only because the batches differ.",
        LOOK_AT_PARAMETERS,
    )


def oscillating(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that see-saws evenly, from entry to entry or in a wave."""
    series, lr = evidence.series, evidence.lr
    turning = series.turning_share() if len(series.loss) >= 6 else 0.0
    recent = series.last(1 / 3).loss
    is_seen = np.ptp(recent) > SEEN_SWINGS * abs(evidence.level)
    if not is_seen or evidence.has_schedule:
        return None
    before = series.part(1 / 3, 2 / 3).loss
    dies_out = np.ptp(recent) < DYING * np.ptp(before)
    if not series.alternates and (dies_out or not series.is_wave()):
        return None
    lower = None if lr is None else round_down(lr / 2)
    return Verdict(
        status="converging" if evidence.gain > 0 else "unstable",
        cause="lr_near_limit",
        sentence=(
            f"The loss see-saws (it turns at {percent(turning)} of the {_plural(evidence)}) "
            f"between {number(recent.min())} and {number(recent.max())}: the steps jump over the "
            "valley, so lr is near its limit."
        ),
        advice=("Halve lr" + (f" to {lower:g}" if lower else "") + ", or lower the momentum",),
        unknown=UNKNOWN_WITHOUT_GROWTH,
        lr_advised=lower,
    )


def not_learning(evidence: Evidence) -> Verdict | None:
    """Recognize no gain since the start: the same loss, the loss of a guess, or only noise."""
    series, first, level = evidence.series, evidence.first, evidence.level
    if (lost := _without_a_loss(evidence)) is not None:
        return lost
    if first == 0:
        return None
    beside = evidence.validation
    falls = _falls_steadily(series)
    if beside is not None and len(beside.loss) >= FEWEST_BESIDE:
        falls |= _falls_steadily(beside)
    if np.ptp(series.loss) <= FROZEN * abs(first) and not falls:
        return _no_progress(
            evidence,
            "frozen",
            f"The loss stays at {number(level)} in all digits of the log: no update reaches the "
            "weights that matter.",
            LOOK_AT_PARAMETERS,
        )
    classes = _classes_of_a_guess(evidence, level)
    if classes and not falls and abs(evidence.gain) < 2 * NO_GAIN:
        return _no_progress(
            evidence,
            "chance_level",
            f"The loss stays near {number(level)}, the loss of guessing among {classes} classes"
            f"{_if_cross_entropy(evidence)}: ln {classes} = {number(math.log(classes))}. Nothing "
            "has been learned.",
            LOOK_AT_LABELS,
        )
    beyond_noise = 0.0 if evidence.noise_reaches <= first else evidence.gain_of_noise
    has_gained = evidence.gain >= NO_GAIN + beyond_noise and not evidence.is_only_noise
    if has_gained or falls or _is_on_its_way(evidence):
        return None
    hardly = evidence.gain > 0 and not evidence.is_noisy
    sentence = (
        f"The loss has {'hardly' if hardly else 'not'} fallen since the start: it began at "
        f"{number(first)} and is at {number(level)}"
    )
    if series.jitter() < SEEN_NOISE:
        return _no_progress(evidence, "unknown", f"{sentence}.", FIT_TEN_ROWS)
    low, high = number(series.loss.min()), number(series.loss.max())
    return _no_progress(
        evidence,
        "unknown",
        f"{sentence}, and varies between {low} and {high}. Either the steps are too large, or each "
        "entry is the loss of a few rows and nothing is learned: a log alone cannot tell which.",
        "Try a tenth of your lr: if the loss then falls, the steps were too large",
        FIT_TEN_ROWS,
    )


def _without_a_loss(evidence: Evidence) -> Verdict | None:
    """Recognize losses that are exactly 0 because they were not computed."""
    series = evidence.raw
    at = len(series.loss) - int(np.argmax(series.loss[::-1] != 0)) if series.loss.any() else 0
    zeros = len(series.loss) - at
    fell = at > 0 and abs(series.loss[at - 1]) <= HALF_WAY * evidence.first
    fell = fell and not LossSeries(series.when[:at], series.loss[:at]).is_far_from_zero()
    if zeros < FEWEST_LOSSES or fell or (at and evidence.sampled.gradient_norm is not None):
        return None
    if at == 0:
        said = "The loss is exactly 0 in every entry: there is nothing to learn from it."
    else:
        said = (
            f"The loss goes from {number(series.loss[at - 1])} to exactly 0 at "
            f"{evidence.at(float(series.when[at]))} and stays there: no fit becomes perfect in one "
            f"{evidence.unit}."
        )
    return _no_progress(
        evidence,
        "unknown",
        f"{said} Usually no loss was computed: all labels are masked or missing, the loss is "
        "multiplied by 0 or rounded to whole numbers, or NaN is logged as 0.",
        "Compute the loss of one batch by hand, and log the gradient norm: it is NaN if the "
        "weights are, and 0 if no label counts",
    )


def _no_progress(evidence: Evidence, cause: str, sentence: str, *advice: str) -> Verdict:
    return Verdict(
        status="not_learning",
        cause=cause,
        sentence=sentence,
        advice=advice,
        unknown=(
            "Whether the log began at the start: a run resumed at its floor looks the same.",
            "The cause: labels that do not belong to the inputs, dead units, a rate far too "
            "small or far too large.",
        ),
        findings=noisy_losses(evidence),
    )


def _classes_of_a_guess(evidence: Evidence, loss: float) -> int | None:
    """Return the number of classes K if the loss is about ln K, otherwise None."""
    if evidence.kind not in ("cross-entropy", "unknown") or not 0.5 < loss < 12:
        return None
    guessed = evidence.guessed_classes
    if guessed is not None and loss > (1 - AT_CHANCE) * math.log(guessed):
        return guessed
    classes = max(2, round(math.exp(loss)))
    if classes > FEW_CLASSES:
        classes = int(float(f"{classes:.1e}"))
        if evidence.kind == "unknown" and evidence.series.jitter() > CALM_OF_MANY:
            return None  # so many round numbers have a level near any loss
    tolerance = AT_CHANCE if classes <= FEW_CLASSES else AT_CHANCE_OF_MANY
    near = abs(loss - math.log(classes)) <= tolerance * math.log(classes)
    return classes if near and classes <= MOST_CLASSES else None


def _falls_steadily(series: LossSeries) -> bool:
    """Return whether a loss falls above its noise, still about as fast as in its second third.

    The speed of a fall toward a floor, or the slope of its logarithm where that is near 0, is the
    share of the way that is left.
    """
    thirds = [series.part(i / 3, (i + 1) / 3) for i in range(3)]
    when = np.array([third.when.mean() for third in thirds])
    loss = np.array([np.median(third.loss) for third in thirds])
    error = series.noise() * MEDIAN_ERROR / math.sqrt(len(thirds[0].loss))
    falls = -np.diff(loss)
    half = [np.median(series.part(share, share + 1 / 6).loss) for share in (2 / 3, 5 / 6)]
    still_falls = half[0] - half[1] > falls[1] / 6  # a third of what an even fall has there
    if falls.min() <= CERTAIN_ERRORS * error or not still_falls:
        return False
    early, late = falls / np.diff(when)
    straight = late >= STRAIGHT * early
    if (loss > 0).all():  # a geometric fall is straight in its logarithm
        early, late = -np.diff(np.log(loss)) / np.diff(when)
        straight |= late >= STRAIGHT_LOG * early
    return bool(straight)


def _is_on_its_way(evidence: Evidence) -> bool:
    """Return whether the last sixth of a calm run made a tenth of the gain of the whole run."""
    series = evidence.series
    if evidence.is_noisy:
        return False
    middle, late = (series.part(share, share + 1 / 6).loss for share in (2 / 3, 5 / 6))
    gain = float(np.median(middle) - np.median(late))
    error = series.noise() * MEDIAN_ERROR / math.sqrt(len(late))
    return gain > max((evidence.start - evidence.level) / 10, CERTAIN_ERRORS * error)


def _dropped_at_first(series: LossSeries) -> bool:
    """Return whether most of the gain came in the first tenth; an even fall gains a seventh."""
    k = len(series.loss) // 10
    if k < 2:
        return False
    drop = series.loss[0] - np.median(series.loss[k : k + 3])
    gained = series.loss[0] - float(series.levels()[-1])
    return bool(drop > EARLY_DROP * gained and drop > CERTAIN_ERRORS * series.noise())


def settling(evidence: Evidence) -> Verdict:
    """Describe a loss that has fallen: flat by now, or still on its way down."""
    series = evidence.series
    turning = series.turning_share() if len(series.loss) >= 6 else 0.0
    only_noise = series.last(1 / 2).gain_in_errors() < CERTAIN_ERRORS and turning > NOISY_SHARE / 2
    noisy = turning > NOISY_SHARE
    if noisy:
        series = series.smoothed()
    verdict = _flat(evidence, series) if only_noise else _falling(evidence, series)
    if evidence.has_gap:
        verdict = replace(verdict, findings=(*verdict.findings, _gap(evidence)))
    if evidence.has_schedule:
        return _scheduled(evidence, verdict)
    return verdict


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
    gained = _share_gained(start, end)
    floor, _ = tail.heading()
    early, late = -series.head().log_slope(), -tail.log_slope()
    if math.isnan(late):
        late = gained / tail.span
    slowed = late > 0 and early / late >= SLOWED_DOWN
    is_early = end > HALF_WAY * evidence.first or (late < SLOW_FALL and not slowed)
    is_early &= not _dropped_at_first(evidence.series)
    creeps = is_early and _falls_steadily(series)
    ahead = (end - floor) / abs(end) if floor is not None and end else 1.0
    if not creeps and (gained < FLAT_GAIN or ahead < FLAT_GAIN):
        return _flat(evidence, series)
    known = None if evidence.has_schedule else forecast(series, evidence.raw.last_digit)
    if late > HEALTHY_FALL and not slowed:
        cause, (sentence, advice) = "none", _healthy(evidence, late)
    elif creeps:
        cause, (sentence, advice) = "lr_too_small", _slow(evidence, end, late)
    elif slowed or ahead <= MUCH_AHEAD:
        cause, (sentence, advice) = "slow_direction", _plateau(evidence, end, late, known)
    else:
        cause, (sentence, advice) = "none", _healthy(evidence, late)
    classes = _classes_of_a_guess(evidence, end)
    return Verdict(
        status="converging",
        cause=cause,
        sentence=sentence,
        advice=(advice,),
        unknown=(*([] if known else [UNKNOWN_FLOOR]), *UNKNOWN_WITHOUT_GROWTH),
        findings=(*noisy_losses(evidence), *([_chance(classes)] if classes and creeps else [])),
        **({} if known is None else known.fields()),
    )


def _healthy(evidence: Evidence, fall: float) -> tuple[str, str]:
    """Return sentence and advice for a loss that falls by this share per entry."""
    return (
        f"The loss falls by about {_share(fall)} per {evidence.unit} and has further to fall.",
        "Train longer",
    )


def _slow(evidence: Evidence, end: float, fall: float) -> tuple[str, str]:
    """Return the same for a loss that falls evenly, but slowly."""
    lr = evidence.lr
    higher = "twice your lr" if lr is None else f"lr={2 * lr:g}"
    return (
        f"The loss falls steadily but slowly, {_share(fall)} per {evidence.unit}, and has gone "
        f"from {number(evidence.first)} to {number(end)}.",
        f"Try {higher} for a few {_plural(evidence)}. If the loss rises, lr is just below its "
        "limit: then halve it instead",
    )


def _plateau(
    evidence: Evidence, end: float, fall: float, known: Forecast | None
) -> tuple[str, str]:
    """Return the same for a loss that fell fast at first."""
    heading = ""
    if known is not None:
        low, floor, high = map(number, known.floor)
        heading = f", heading for about {floor}" + (f" ({low} to {high})" if low < high else "")
    return (
        f"After an early drop the loss is on a plateau: {number(end)}{heading}, still falling "
        f"{_share(fall)} per {evidence.unit}. Most directions are done; a slow one is not.",
        "Standardize the inputs, use momentum, or train longer",
    )


def _flat(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a loss that has stopped falling."""
    tail = series.last(1 / 3)
    end = float(tail.loss[-1])
    gained, span = max(_share_gained(float(tail.loss[0]), end), 0.0), evidence.steps(tail.span)
    told = f"gained {_share(gained)} of it" if gained > 0 else "gained nothing"
    sentence = f"The loss is flat at {number(end)}: the last {span} {told}."
    noise = noisy_losses(evidence)
    status, cause = "converged", "noise_floor"
    advice = "Stop here, unless the weights matter more than the loss"
    if noise:
        sentence = f"The loss is flat at about {number(end)}, apart from its noise."
    if evidence.series.jitter() * abs(evidence.level) > NOISE * abs(evidence.first):
        status, cause = "converging", "gradient_noise"
        advice = "Lower lr toward the end, or use larger batches: what is left is their noise"
    if gained > VARIES and not noise:
        low, high = number(float(tail.loss.min())), number(float(tail.loss.max()))
        sentence = f"The loss varies between {low} and {high} in the last {span}."
    if gained > SWINGS and not noise:
        status, cause, advice = "converging", "none", "Train longer, until the swings have faded"
    classes = _classes_of_a_guess(evidence, evidence.level)
    # A cross-entropy begins near a guess, if the first steps do not throw it off.
    is_calm = math.isinf(evidence.noise_reaches)
    was_thrown = is_calm and evidence.raw.head().loss.max() > THROWN * evidence.first
    if classes and (evidence.kind == "cross-entropy" or evidence.has_gap or was_thrown):
        return _no_progress(
            evidence,
            "chance_level",
            f"The loss fell to {number(evidence.level)} and stays there, {_as_guess(evidence)} "
            f"of guessing among {classes} classes: ln {classes} = {number(math.log(classes))}. At "
            "most the class frequencies have been learned.",
            LOOK_AT_LABELS,
        )
    return Verdict(
        status=status,
        cause=cause,
        sentence=sentence,
        advice=(advice,),
        unknown=UNKNOWN_WITHOUT_GROWTH,
        findings=(*noise, *([_chance(classes)] if classes else [])),
        min_loss=end if status == "converged" else None,
        epochs_to_loss=0.0 if status == "converged" else None,
    )


def _as_guess(evidence: Evidence) -> str:
    return "at the loss" if evidence.guessed_classes is None else "with loss and accuracy"


def _if_cross_entropy(evidence: Evidence) -> str:
    return "" if evidence.kind == "cross-entropy" else " if this is a cross-entropy"


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


def _share_gained(start: float, end: float) -> float:
    """Return the fall of the loss relative to the larger of its two sizes, as it may pass 0."""
    size = max(abs(start), abs(end))
    return (start - end) / size if size > 0 else 0.0


def _share(share: float) -> str:
    """Format a small share with two digits: 1.2%, 0.00031%."""
    return f"{100 * max(share, 0.0):.2g}%"


def _plural(evidence: Evidence) -> str:
    return evidence.steps(2).removeprefix("2 ")
