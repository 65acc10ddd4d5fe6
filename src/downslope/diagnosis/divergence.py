"""Divergence in a log: NaN and inf, growth and the limit on lr, and losses that never settle."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from downslope.diagnosis.evidence import BATCHES, CERTAIN, UNSETTLED, Evidence, Verdict
from downslope.diagnosis.growth import (
    MIN_RISE,
    NO_LIMIT,
    UNKNOWN_OF_GROWTH,
    goes_uphill,
    growth_verdict,
    unsteady_rise,
)
from downslope.diagnosis.loss_series import ENTRIES_A_SPIKE, FEWEST_LOSSES, TWICE, LossSeries
from downslope.formatting import number

GROWING_SHARE = 0.75  # of rises in the tail of a diverging run
FEWEST_FOR_LEVELS = 10  # entries, below which the last one counts
FEWEST_FOR_JUMPS = 15  # entries
CLEAR_RISE = 10.0  # times the noise: what a loss that always rises must have risen
LOUD = 0.3  # of the level: more than the noise around a level that batches explain
UNSETTLED_BATCHES = 1.0  # the same, where an entry is one batch
RISES = 1 / 8  # of the steps of such a run
FAR = 3.0  # times the level: a peak of a run that does not settle
FAR_FOR_BATCHES = 10.0  # the same, where an entry is one batch
THROWN = 3.0  # times the first loss: a run that was thrown off its start
UNLEARNED = 0.5  # of the first loss
STRAYED = 0.25  # of the lowest level: a rise above it that is none of noise
BLOWN_UP = 10.0  # times the first loss


def failed(evidence: Evidence) -> Verdict | None:
    """Return a verdict if the loss became NaN or inf, with what preceded it; otherwise None."""
    if evidence.finite.all():
        return _hidden_failure(evidence)
    at = int(np.argmin(evidence.finite))
    value = "NaN" if math.isnan(evidence.sampled.values[at]) else "inf"
    place = float(evidence.when[at])
    before = evidence.before_failure
    sentence = f"The loss is {value} at {evidence.at(place)}"
    if at == 0:
        return _not_a_number(
            f"{sentence}, the first entry.",
            place,
            "Check the data for missing values, then the first updates at a tenth of your lr",
        )
    if len(before.loss) > 1 and before.loss.max() > 2 * abs(before.loss[0]):
        grown = growth_verdict(evidence, before.surge() or before)
        return grown.failed(f"{sentence}, after it grew to {number(before.loss.max())}.", place)
    if _gradient_failed_first(evidence, at):
        return _overflow(f"{sentence}; the gradient was NaN or inf first.", place)
    return _not_a_number(
        f"{sentence}, after {number(before.loss[-1])}: nothing grew before that.",
        place,
        "Look in the batch at that place for a missing value, log(0), or a division by 0, and "
        "try a "
        "tenth of your lr",
    )


def _hidden_failure(evidence: Evidence) -> Verdict | None:
    """Recognize losses of exactly 0 beside a gradient that is not finite: NaN logged as 0."""
    norm = evidence.sampled.gradient_norm
    if norm is None:
        return _zero_after_growth(evidence)
    lost = (evidence.sampled.values == 0) & ~np.isfinite(norm)
    if not lost[-1]:
        return _zero_after_growth(evidence)
    at = int(np.argmax(lost))
    place = float(evidence.when[at])
    sentence = (
        f"The loss is exactly 0 from {evidence.at(place)} on, beside a gradient of NaN or inf: "
        "this is a NaN, not a perfect fit."
    )
    if blown_up := _zero_after_growth(evidence):
        return blown_up
    if np.isfinite(norm[:at]).any():
        return _overflow(sentence, place)
    return _not_a_number(sentence, place, "Check the data for missing values")


def _zero_after_growth(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that grew and then is exactly 0 to the end: NaN logged as 0.

    The Trainer of Hugging Face logs 0 for NaN and inf unless `logging_nan_inf_filter` is False.
    """
    loss, when = evidence.raw.loss, evidence.raw.when
    at = len(loss) - int(np.argmax(loss[::-1] != 0)) if loss.any() else 0
    if not 0 < at < len(loss):
        return None
    before = LossSeries(when[:at], loss[:at])
    first, last = abs(before.loss[0]), before.loss[-1]
    if last < before.loss.max() / 2 or last < BLOWN_UP * first:
        return None
    place = float(when[at])
    return growth_verdict(evidence, before.surge() or before).failed(
        f"The loss is exactly 0 from {evidence.at(place)} on, after it grew to {number(last)}: "
        "this is a NaN that was logged as 0, not a perfect fit.",
        place,
    )


def _gradient_failed_first(evidence: Evidence, at: int) -> bool:
    norm = evidence.sampled.gradient_norm
    return norm is not None and bool(np.isfinite(norm[:at]).any() and not np.isfinite(norm[at - 1]))


def _overflow(sentence: str, place: float) -> Verdict:
    return Verdict(
        status="failed",
        cause="gradient_overflow",
        sentence=sentence,
        advice=("Clip the gradient, scale the loss in half precision, or try a tenth of your lr",),
        failed_at=place,
    )


def _not_a_number(sentence: str, place: float, advice: str) -> Verdict:
    return Verdict(
        status="failed",
        cause="nan_or_inf",
        sentence=sentence,
        advice=(advice,),
        unknown=(
            "Whether the data or the rate caused it: a single entry before it cannot show which.",
        ),
        failed_at=place,
    )


def validation_failed(evidence: Evidence, verdict: Verdict) -> Verdict:
    """Return the verdict beside a validation loss that became NaN or inf and stayed so.

    A training loss that is finite and still falls keeps its verdict: its weights are numbers.
    """
    beside = evidence.beside
    if beside is None or not len(beside.values) or math.isfinite(beside.values[-1]):
        return verdict
    lost = ~np.isfinite(beside.values)
    at = int(np.argmax(lost))
    if not lost[at:].all() or verdict.status not in ("converging", "converged", "not_learning"):
        return verdict
    look = "Look in the validation rows for a missing value, log(0), or a division by 0"
    if verdict.status == "converging" and evidence.gain > 0:
        return replace(verdict, advice=(look, *verdict.advice))
    value = "NaN" if math.isnan(beside.values[at]) else "inf"
    place = evidence.place_beside(at)
    sentence = (
        f"The validation loss is {value} at {place}, and stays NaN or inf to the end: the training "
        f"loss, {number(float(evidence.raw.loss[-1]))} by then, shows no progress that can be "
        "trusted."
    )
    is_alike = beside.places is not None and beside.unit == evidence.unit
    failed_at = float(beside.places[at]) if is_alike and beside.places is not None else None
    found = _not_a_number(sentence, 0.0, f"{look}, and evaluate the weights by hand")
    return replace(found, failed_at=failed_at, findings=verdict.findings)


def growing(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that grows to the end, by more than noise and not in one last entry."""
    series = evidence.series
    if (surge := evidence.raw.surge()) is not None:
        return growth_verdict(evidence, surge)
    if not evidence.is_of_validation and (escape := evidence.raw.escape()) is not None:
        return growth_verdict(evidence, escape)
    if not evidence.is_of_validation and (climb := evidence.raw.climb()) is not None:
        return growth_verdict(evidence, climb)
    rise = series.loss[-1] - series.loss[0]
    if goes_uphill(series) and rise > max(
        (MIN_RISE - 1) * abs(series.loss[0]), CLEAR_RISE * series.noise()
    ):
        return growth_verdict(evidence, series)
    tail = series.last(1 / 3).loss
    rises = float(np.mean(np.diff(tail) > 0))
    few = len(series.loss) < FEWEST_FOR_LEVELS
    start, end = (tail[0], tail[-1]) if few else (np.median(tail[:3]), np.median(tail[-3:]))
    if rises < GROWING_SHARE or end - start <= 2 * series.wiggle():
        return None
    has_risen = (series.loss[-1] if few else evidence.level) > MIN_RISE * abs(evidence.lowest)
    has_risen |= goes_uphill(series) and end - start > CLEAR_RISE * series.noise()
    return growth_verdict(evidence, series) if has_risen or series.growth() > 1 else None


def unbounded(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that falls below 0, faster and faster."""
    loss = evidence.series.loss
    third = len(loss) // 3
    if third < FEWEST_LOSSES or loss[-1] >= 0:
        return None
    falls = loss[[0, third, 2 * third]] - loss[[third, 2 * third, -1]]
    if falls[0] <= 0 or falls[1] <= TWICE * falls[0] or falls[2] <= TWICE * falls[1]:
        return None
    return Verdict(
        status="diverging",
        cause="no_finite_optimum",
        sentence=(
            f"The loss falls faster and faster, from {number(evidence.first)} to "
            f"{number(float(loss[-1]))}: it has no lower bound, so no weights are the best."
        ),
        advice=(
            "Look at the sign of the loss: a likelihood is minimized with a minus sign",
            "If its sign is right, bound the weights, for example by weight decay",
        ),
        unknown=(NO_LIMIT,),
    )


def risen(evidence: Evidence) -> Verdict | None:
    """Recognize a level far above the first or the lowest, whatever the last entries do."""
    if not evidence.has_risen:
        return None
    of_batches = evidence.is_of_batches and evidence.noise_reaches <= evidence.first
    has_learned = evidence.level < UNLEARNED * evidence.first
    if of_batches and (has_learned or evidence.series.jitter() < UNSETTLED_BATCHES):
        return _hidden_by_batches(evidence)
    return growth_verdict(evidence, evidence.series)


def _hidden_by_batches(evidence: Evidence) -> Verdict:
    low, high = evidence.series.loss.min(), evidence.series.loss.max()
    return Verdict(
        status="unstable",
        cause="gradient_noise",
        sentence=(
            f"The loss jumps between {number(low)} and {number(high)} from one {evidence.unit} to "
            f"the next, and ends above where it was (level {number(evidence.level)}, lowest "
            f"{number(evidence.lowest)}): the noise hides any trend."
        ),
        advice=("Log the mean over many batches, or use larger batches and a lower lr",),
        unknown=("Whether the loss rises or the last batches were hard ones.", NO_LIMIT),
    )


def thrown(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that jumped far above its first before anything was learned, and sank."""
    loss = evidence.raw.without(evidence.single_spikes).loss
    if evidence.unit in BATCHES:
        return None  # the first batch or sample may have a small loss by chance
    size = abs(evidence.first)
    if not evidence.raw.is_positive:
        size = max(size, float(np.median(np.abs(loss))))  # the first may be near 0 by chance
    far = np.flatnonzero(loss > BLOWN_UP * size)
    # Later, after a calm stretch, it would be a bad batch.
    if len(far) < 2 or far[0] > max(FEWEST_LOSSES, len(loss) // 10):
        return None
    return Verdict(
        status="unstable",
        cause="lr_above_limit",
        sentence=(
            f"The loss blew up from {number(evidence.first)} to {number(float(loss.max()))} "
            f"before it had fallen, and then sank to {number(evidence.level)}: the first steps "
            "were too large, and the weights that they left may be useless."
        ),
        advice=(
            "Start again at a tenth of your lr, then measure",
            "If a later rate must be that high, warm up to it",
        ),
        unknown=(NO_LIMIT, "Whether the units that such steps throw far off still work."),
    )


def swinging(evidence: Evidence) -> Verdict | None:
    """Recognize a training loss that doubles again and again, whatever the validation loss does."""
    # Without its spikes, a run that swings far enough would look calm.
    late = evidence.raw.last(1 / 2).loss
    back = (late[1:] > TWICE * late[:-1]) & (late[1:] > evidence.first / 3)
    by_chance = max(1, len(evidence.raw.loss) // ENTRIES_A_SPIKE)
    has_swung = int(np.count_nonzero(back)) > by_chance and not evidence.is_of_batches
    return unsettled(evidence) if has_swung and evidence.validation is not None else None


def turned(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that fell and then has risen to the end, as never before."""
    if evidence.has_schedule or (rise := evidence.series.turn()) is None:
        return None
    if evidence.is_of_validation:
        return growth_verdict(evidence, evidence.series)
    return unsteady_rise(evidence, rise)


def unsettled(evidence: Evidence) -> Verdict | None:
    """Return a verdict if the loss keeps jumping more than noisy batches explain."""
    series = evidence.series
    if (series.loss <= 0).any() or len(evidence.raw.loss) < FEWEST_FOR_JUMPS:
        return None
    late = series.last(1 / 2).loss
    jitter, peak = series.jitter(), float(series.loss.max())
    if late.max() <= evidence.rounding or (jitter < LOUD and evidence.is_only_noise):
        return None
    rises = series.large_rises() >= RISES
    of_batches = jitter >= UNSETTLED and evidence.is_of_batches
    is_unlearned = evidence.level > UNLEARNED * evidence.first
    jumps = rises and jitter >= (UNSETTLED_BATCHES if of_batches else UNSETTLED)
    peaks = evidence.excursions()
    far = [at for at, height in peaks if height > FAR]
    in_half = [at for at in far if at >= len(evidence.raw.loss) // 2]
    is_thrown = (
        peak > (FAR_FOR_BATCHES if of_batches else THROWN) * evidence.start
        and int((series.loss > THROWN / 2 * evidence.start).sum()) > 1
        and evidence.gain < 1 - 1 / THROWN
    )
    is_far = len(in_half) > 1 or (is_unlearned and len(peaks) > 1)
    rise = evidence.level - evidence.lowest
    has_strayed = not of_batches and rise > max(
        STRAYED * evidence.lowest, CERTAIN * math.sqrt(2) * series.error_of_level()
    )
    strays = not of_batches and (bool(far) or rise > STRAYED * evidence.lowest)
    if not (is_far or is_thrown or has_strayed or (jumps and (is_unlearned or strays))):
        return None
    if not (is_far or is_thrown or jumps) and jitter < UNSETTLED / 2:
        return unsteady_rise(evidence, series)
    if is_far:  # some of it may be among the spikes
        late, peak = evidence.raw.last(1 / 2).loss, float(evidence.raw.loss.max())
    return Verdict(
        status="unstable",
        cause="lr_above_limit",
        sentence=(
            f"The loss jumps between {number(late.min())} and {number(late.max())} in its second "
            f"half and does not settle (it began at {number(evidence.first)} and peaked at "
            f"{number(peak)}): the steps are too large."
        ),
        advice=(
            "Try a tenth of your lr, then measure",
            "Check that the gradients are cleared before each update",
        ),
        unknown=(
            NO_LIMIT,
            "Whether gradients add up from update to update, because they are never cleared: the "
            "loss then jumps and grows just as it does when the rate is too high.",
            "Whether the loss can settle at all: one of two losses that compete, as in a GAN, and "
            "those of batches that differ much, jump at any rate.",
            *UNKNOWN_OF_GROWTH[1:],
        ),
    )
