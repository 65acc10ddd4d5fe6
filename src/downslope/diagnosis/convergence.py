"""Losses in a log that see-saw, or that show no progress.

No progress is not convergence: a loss is called converged only when it has fallen before.
"""

from __future__ import annotations

import math

import numpy as np

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.evidence import (
    CERTAIN_ERRORS,
    NO_GAIN,
    UNSETTLED,
    Evidence,
    OfCause,
    OfLoops,
    Verdict,
)
from downslope.diagnosis.growth import NO_LIMIT
from downslope.diagnosis.log_findings import noisy_losses
from downslope.diagnosis.loss_series import FEWEST_LOSSES, LossSeries, share_lost
from downslope.diagnosis.overfitting import LEARNED
from downslope.formatting import number, percent
from downslope.numerics.arrays import Vector

SEEN_SWINGS = 0.01  # of the level: smaller ones are rounding
STILL_FALLS = 0.02  # of the mean and of the highest of a see-saw, from one third to the next
FADING = 0.9  # times the range a third before: swings that fade
DYING = 0.5  # times the height a third before: a wave of momentum that settles
FROZEN = 1e-4  # of the first loss: the range of a loss that stays the same
FEW_CLASSES = 10  # whose ln K are far enough apart to be told with unequal classes
AT_CHANCE = 0.03  # of ln K: the loss of a guess among K classes
# The same of few classes and of many, and the most of them, of a loss that may be any other too.
CHANCE_OF_CLASSES = AT_CHANCE, 0.002, 100_000
CHANCE_OF_ANY_LOSS = 0.02, 0.001, 1_000
CALM_OF_MANY = 0.02  # of the loss: how much it may change from entry to entry
STRAIGHT = 0.74  # of the speed a third before: less than 0.6 of the way to its floor is done
STRAIGHT_LOG = 0.9  # the same, of the logarithm
HALF_WAY = 0.5  # of the first loss
STILL_STEEP = 0.1  # of the gradient norm before: too much beside a loss of 0
FEWEST_BESIDE = 6  # validation losses that show a steady fall
# Of the median: |normal| noise comes below a fifth of it with a chance of 11%, so that 20 entries
# do in 9 of 10 logs; swings from a rate that is too high have a floor.
NEAR_ZERO = 0.2
SEEN_NOISE = 0.05  # of the level: noise that the report names

LOOK_AT_PARAMETERS = (
    "Check that the parameters are in the optimizer, that they have gradients, and that lr is not 0"
)
LOOK_AT_LABELS = "Check that labels belong to the inputs; check the scale of the inputs, and lr"
FIT_TEN_ROWS = (
    "Try to fit only ten rows: if that fails, too, look at the gradient, at lr, and at dead units; "
    "if it works, look at the labels"
)
UNKNOWN_CAUSE = OfCause(
    "The cause: labels that do not belong to the inputs, outputs and targets whose shapes "
    "broadcast, dead units, a rate far too small or far too large."
)
UNKNOWN_WITHOUT_GROWTH = (
    OfLoops(
        "The limit on lr, and whether lr is far below it or just below it: the loss falls slowly "
        "in both cases. Only a diverging run, or the data, shows the limit."
    ),
    OfLoops("Whether the weights are right: a slow direction hardly shows in the loss."),
    "Whether the labels belong to the inputs: shuffled ones, too, leave a loss that falls.",
)


def weights_frozen(evidence: Evidence) -> Verdict | None:
    """Recognize a validation loss that never changes beside a training loss that hardly does."""
    beside = evidence.validation
    if beside is None or abs(evidence.gain) >= LEARNED:
        return None
    if np.ptp(beside.loss) > FROZEN * abs(beside.loss[0]):
        return None
    return no_progress(
        evidence,
        "frozen",
        f"The validation loss stays at {number(beside.loss[-1])} in all digits of the log, so "
        "the weights do not change: the training loss varies only because the batches differ.",
        LOOK_AT_PARAMETERS,
    )


def oscillating(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that see-saws evenly, from entry to entry or in a wave."""
    series, lr = evidence.series, evidence.lr
    recent = series.last(1 / 3).loss
    is_seen = np.ptp(recent) > SEEN_SWINGS * abs(evidence.level)
    if not is_seen or evidence.has_schedule:
        return None
    before = series.part(1 / 3, 2 / 3).loss
    dies_out = np.ptp(recent) < DYING * np.ptp(before)
    if not series.alternates and (dies_out or not series.is_wave()):
        return None
    lower = None if lr is None else round_down(lr / 2)
    turning = percent(series.turning_share())
    why = (
        "the steps jump over the valley, so lr is near its limit"
        if series.alternates
        else "the steps swing across the valley, as with a rate near its limit, with momentum, or "
        "with a rate that goes up and down; a log alone cannot tell which"
    )
    has_fallen = dies_out or _has_fallen(evidence, before, recent)
    return Verdict(
        status="converging" if has_fallen else "unstable",
        cause="lr_near_limit",
        sentence=(
            f"The loss see-saws (it turns at {turning} of the {plural(evidence)}) "
            f"between {number(recent.min())} and {number(recent.max())}"
            f"{'' if has_fallen else ', and falls no further'}: {why}."
        ),
        advice=("Halve lr" + (f" to {lower:g}" if lower else "") + ", or lower the momentum",),
        unknown=UNKNOWN_WITHOUT_GROWTH,
        lr_advised=lower,
    )


def _has_fallen(evidence: Evidence, before: Vector, recent: Vector) -> bool:
    """Return whether a see-saw began above its range, or falls or fades from third to third."""
    if evidence.gain > 0 and evidence.start > (1 + STILL_FALLS) * recent.max():
        return True
    # Its level is one of its two sides, by chance: its mean and its highest entry tell.
    means = (float((part[1:] + part[:-1]).mean()) for part in (before, recent))
    is_lower = share_lost(*means) > STILL_FALLS
    is_lower |= float(np.ptp(recent)) < FADING * float(np.ptp(before))
    return is_lower and share_lost(float(before.max()), float(recent.max())) > STILL_FALLS


def not_learning(evidence: Evidence) -> Verdict | None:
    """Recognize no gain since the start: the same loss, the loss of a guess, or only noise."""
    series, first, level = evidence.series, evidence.first, evidence.level
    if (lost := _without_a_loss(evidence)) is not None:
        return lost
    if first == 0:
        return None
    beside = evidence.validation
    falls = falls_steadily(series)
    if beside is not None and len(beside.loss) >= FEWEST_BESIDE:
        falls |= falls_steadily(beside)
    if np.ptp(series.loss) <= FROZEN * abs(first) and not falls:
        return no_progress(
            evidence,
            "frozen",
            f"The loss stays at {number(level)} in all digits of the log: no update reaches the "
            "weights that matter.",
            LOOK_AT_PARAMETERS,
        )
    classes = classes_of_a_guess(evidence, level)
    if classes and not falls and abs(evidence.gain) < 2 * NO_GAIN:
        return no_progress(
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
    if series.jitter() < SEEN_NOISE:
        return not_fallen(evidence)
    return _noise_alone(evidence, f"{_since_the_start(evidence)}, and varies")


def not_fallen(evidence: Evidence) -> Verdict:
    """Return the verdict on a loss that is about where it began, or above."""
    return no_progress(evidence, "unknown", f"{_since_the_start(evidence)}.", FIT_TEN_ROWS)


def _since_the_start(evidence: Evidence) -> str:
    hardly = evidence.gain > 0 and not evidence.is_noisy
    return (
        f"The loss has {'hardly' if hardly else 'not'} fallen since the start: it began at "
        f"{number(evidence.first)} and is at {number(evidence.level)}"
    )


def unless_by_chance(evidence: Evidence, verdict: Verdict) -> Verdict:
    """Return the verdict, but of no high rate where the losses are noise in a random order.

    A rate above its limit, too, may leave jumps in no order. But they hardly come near 0 and back,
    and a run that was thrown off takes some entries to return: neighbors are then alike.
    """
    series = evidence.raw
    has_learned = evidence.validation is not None and evidence.validation_gain >= NO_GAIN
    if verdict.cause != "lr_above_limit" or verdict.status == "failed" or has_learned:
        return verdict
    grows = series.surge() is not None or series.escape() is not None
    if grows or verdict.growth_per_epoch is not None:
        return verdict
    quarter, middle = np.quantile(series.loss, (1 / 4, 1 / 2))
    # Of two levels that a loss goes back and forth between, the lower one is the quarter: only
    # noise comes to half of it.
    reaches_zero = 0 <= series.loss.min() < min(NEAR_ZERO * middle, quarter / 2)
    if reaches_zero and series.is_in_no_order():
        return _noise_alone(evidence, "The loss neither falls nor rises: in no order, it varies")
    has_fallen = float(np.median(series.last(1 / 2).loss)) < HALF_WAY * evidence.start
    if not has_fallen or evidence.series.jitter() < UNSETTLED:
        return verdict
    parts = (series.last(share) for share in (1 / 2, 1 / 3))  # it may still fall in the first
    late = next((part for part in parts if part.is_in_no_order()), None)
    return verdict if late is None or late.has_two_levels() else _jumps_by_chance(evidence, late)


def _jumps_by_chance(evidence: Evidence, late: LossSeries) -> Verdict:
    """Return the verdict on a loss that fell, and jumps since then as noise does."""
    low, high = number(late.loss.min()), number(late.loss.max())
    return Verdict(
        status="unstable",
        cause="unknown",
        sentence=(
            f"The loss fell from {number(evidence.start)}, and jumps between {low} and {high} "
            f"after {evidence.at(float(late.when[0]))}, in no order. Either the steps are too "
            "large, or each entry is the loss of a few rows: a log alone cannot tell which."
        ),
        advice=(
            "Log the loss on all rows, or a mean over many batches: if that is calm, only the "
            "batches differ",
            "Try a tenth of your lr: if the jumps become smaller, the steps were too large",
        ),
        unknown=(
            NO_LIMIT,
            "Whether the loss still falls or rises: the jumps hide any trend.",
        ),
    )


def _noise_alone(evidence: Evidence, varies: str) -> Verdict:
    """Return the verdict that nothing but noise is seen since the start."""
    low, high = number(evidence.series.loss.min()), number(evidence.series.loss.max())
    return no_progress(
        evidence,
        "unknown",
        f"{varies} between {low} and {high}. Either the steps are too large, or each "
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
    norm = _gradient_beside_zero(evidence, zeros) if at else None
    has_norms = evidence.sampled.gradient_norm is not None
    if zeros < FEWEST_LOSSES or fell or (at and has_norms and norm is None):
        return None
    if at == 0:
        said = "The loss is exactly 0 in every entry: there is nothing to learn from it."
    else:
        said = (
            f"The loss goes from {number(series.loss[at - 1])} to exactly 0 at "
            f"{evidence.at(float(series.when[at]))} and stays there: no fit becomes perfect in one "
            f"{evidence.unit}."
        )
    if norm is not None:
        said += (
            f" The gradient norm beside it stays at about {number(norm)}, which the gradient of a "
            "loss of 0 cannot have."
        )
    return no_progress(
        evidence,
        "unknown",
        f"{said} Usually no loss was computed: all labels are masked or missing, the loss is "
        "multiplied by 0 or rounded to whole numbers, or NaN is logged as 0.",
        "Compute the loss of one batch by hand, and log NaN as it is"
        if norm is not None
        else "Compute the loss of one batch by hand, and log the gradient norm: it is NaN if the "
        "weights are, and 0 if no label counts",
    )


def _gradient_beside_zero(evidence: Evidence, zeros: int) -> float | None:
    """Return the gradient norm beside the last losses, of 0, if it is as large as before them."""
    norm = evidence.sampled.gradient_norm
    if norm is None or not zeros:
        return None
    before, beside = (part[np.isfinite(part)] for part in (norm[:-zeros], norm[-zeros:]))
    if not len(before) or not len(beside):
        return None
    level = float(np.median(beside))
    return level if level > STILL_STEEP * float(np.median(before)) else None


def no_progress(evidence: Evidence, cause: str, sentence: str, *advice: str) -> Verdict:
    """Return the verdict that nothing was learned, for this cause."""
    return Verdict(
        status="not_learning",
        cause=cause,
        sentence=sentence,
        advice=advice,
        unknown=(
            "Whether the log began at the start: a run resumed at its floor looks the same.",
            UNKNOWN_CAUSE,
        ),
        findings=noisy_losses(evidence),
    )


def classes_of_a_guess(evidence: Evidence, loss: float) -> int | None:
    """Return the number of classes K if the loss is about ln K, otherwise None."""
    if evidence.kind not in ("cross-entropy", "unknown") or not 0.5 < loss < 12:
        return None
    guessed = evidence.guessed_classes
    if guessed is not None and loss > (1 - AT_CHANCE) * math.log(guessed):
        return guessed
    classes, is_known = max(2, round(math.exp(loss))), evidence.kind == "cross-entropy"
    if classes > FEW_CLASSES:
        # A loss of any kind is near the logarithm of a number that is hardly rounded.
        classes = int(float(f"{classes:.1e}" if is_known else f"{classes:.0e}"))
        if not is_known and evidence.series.jitter() > CALM_OF_MANY:
            return None
    few, many, most = CHANCE_OF_CLASSES if is_known else CHANCE_OF_ANY_LOSS
    tolerance = few if classes <= FEW_CLASSES else many
    near = abs(loss - math.log(classes)) <= tolerance * math.log(classes)
    return classes if near and classes <= most else None


def falls_steadily(series: LossSeries) -> bool:
    """Return whether a loss falls above its noise, still about as fast as in its second third.

    The speed of a fall toward a floor, or the slope of its logarithm where that is near 0, is the
    share of the way that is left.
    """
    thirds = [series.part(i / 3, (i + 1) / 3) for i in range(3)]
    when = np.array([third.when.mean() for third in thirds])
    loss = np.array([np.median(third.loss) for third in thirds])
    error = series.error_of_median(len(thirds[0].loss))
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
    error = series.error_of_median(len(late))
    return gain > max((evidence.start - evidence.level) / 10, CERTAIN_ERRORS * error)


def _if_cross_entropy(evidence: Evidence) -> str:
    return "" if evidence.kind == "cross-entropy" else " if this is a cross-entropy"


def plural(evidence: Evidence) -> str:
    """Return what the entries of a log are, such as "epochs"."""
    return evidence.steps(2).removeprefix("2 ")
