"""Divergence in a log: NaN and inf, growth and the limit on lr, and losses that never settle.

Near a minimum a squared loss is a parabola, and gradient descent multiplies the error along its
steepest direction by 1 − lr·λ. When that is beyond −1 the error grows by a factor ρ per update:

    λ = (1 + ρ)/lr        and the limit is        2/λ = 2·lr/(1 + ρ)

A squared loss grows by g = ρ², so ρ = √g; its root, and an absolute loss, grow by ρ itself.
Momentum and Nesterov have other limits; Adam normalizes the gradient, so its growth does not reveal
λ. The formula holds only where growth is steady: one factor, entry after entry.
"""

from __future__ import annotations

import math

import numpy as np

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.evidence import BATCHES, TWICE, UNSETTLED, Evidence, Verdict
from downslope.diagnosis.loss_series import ALTERNATING_SHARE, FEWEST_LOSSES, LossSeries
from downslope.formatting import number
from downslope.rules import Rule

GROWING_SHARE = 0.75  # of rises in the tail of a diverging run
CALM_SHARE = 0.5  # of the limit: the fastest rate for the steepest direction: no see-sawing
FEWEST_FOR_LEVELS = 10  # entries, below which the last one counts
FEWEST_FOR_JUMPS = 15  # entries
ALWAYS = 0.9  # of the steps
FIRST_STEPS = 5  # that all rise where each update goes uphill
ACCELERATION = (
    0.98  # of the last growth, in logarithms: the first is slower where directions differ
)
SLOW_GROWTH = 3.0  # of a squared loss per entry, below which a sign is likelier than a rate
CLEAR_RISE = 10.0  # times the noise: what a loss that always rises must have risen
MIN_RISE = 1.05  # times its lowest level: a rise without a factor
GROWN = 2.0  # times the level in the middle: still growing
RISING = 1.1
UNSETTLED_BATCHES = 1.0  # the same, where an entry is one batch
RISES = 1 / 8  # of the steps of such a run
FAR = 3.0  # times the level: a peak of a run that does not settle
FAR_FOR_BATCHES = 10.0  # the same, where an entry is one batch
THROWN = 3.0  # times the first loss: a run that was thrown off its start
UNLEARNED = 0.5  # of the first loss
STRAYED = 0.25  # of the lowest level: a rise above it that is none of noise
CERTAIN = 4.0  # standard errors, of a difference that was looked for in all of the log
BLOWN_UP = 10.0  # times the first loss
JUMP = 3.0  # times the loss before: a jump to another level
CALM_AROUND = 0.25  # of the jump's logarithm: the largest other rise
ROOTS = ("root", "absolute")  # kinds of losses that grow as the error does

UNKNOWN_OF_GROWTH = (
    "Whether this was plain gradient descent on all rows, one update per entry, as the formula "
    "assumes. With momentum, mini-batches, or skipped entries the limit is different.",
    "Whether this is the training loss: a loss on other data also rises when a model overfits.",
    "Which columns are steep: give the data instead of a log.",
)
NO_LIMIT = "The limit on lr: give the data instead of a log."
CHECK_THE_SIGN = (
    "If the loss still grows at a tenth of your lr, look at the sign of the update: it must go "
    "against the gradient"
)


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
        grown = _growth(evidence, before.surge() or before)
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
        return None
    lost = (evidence.sampled.values == 0) & ~np.isfinite(norm)
    if not lost[-1]:
        return None
    at = int(np.argmax(lost))
    place = float(evidence.when[at])
    sentence = (
        f"The loss is exactly 0 from {evidence.at(place)} on, beside a gradient of NaN or inf: "
        "this is a NaN, not a perfect fit."
    )
    if np.isfinite(norm[:at]).any():
        return _overflow(sentence, place)
    return _not_a_number(sentence, place, "Check the data for missing values")


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


def growing(evidence: Evidence) -> Verdict | None:
    """Recognize a loss that grows to the end, by more than noise and not in one last entry."""
    series = evidence.series
    if (surge := evidence.raw.surge()) is not None:
        return _growth(evidence, surge)
    tail = series.last(1 / 3).loss
    rises = float(np.mean(np.diff(tail) > 0))
    few = len(series.loss) < FEWEST_FOR_LEVELS
    start, end = (tail[0], tail[-1]) if few else (np.median(tail[:3]), np.median(tail[-3:]))
    if rises < GROWING_SHARE or end - start <= 2 * series.wiggle():
        return None
    has_risen = (series.loss[-1] if few else evidence.level) > MIN_RISE * abs(evidence.lowest)
    has_risen |= _goes_uphill(series) and end - start > CLEAR_RISE * series.noise()
    return _growth(evidence, series) if has_risen or series.growth() > 1 else None


def risen(evidence: Evidence) -> Verdict | None:
    """Recognize a level far above the first or the lowest, whatever the last entries do."""
    if not evidence.has_risen:
        return None
    of_batches = evidence.is_of_batches and evidence.noise_reaches <= evidence.first
    has_learned = evidence.level < UNLEARNED * evidence.first
    if of_batches and (has_learned or evidence.series.jitter() < UNSETTLED_BATCHES):
        return _hidden_by_batches(evidence)
    return _growth(evidence, evidence.series)


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
    loss = evidence.raw.loss
    if evidence.unit in BATCHES:
        return None  # the first batch or sample may have a small loss by chance
    far = np.flatnonzero(loss > BLOWN_UP * abs(evidence.first))
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
    late = evidence.series.last(1 / 2).loss
    back = (late[1:] > TWICE * late[:-1]) & (late[1:] > evidence.first / 3)
    has_swung = int(np.count_nonzero(back)) > 1 and not evidence.is_of_batches
    return unsettled(evidence) if has_swung and evidence.validation is not None else None


def unsettled(evidence: Evidence) -> Verdict | None:
    """Return a verdict if the loss keeps jumping more than noisy batches explain."""
    series = evidence.series
    if (series.loss <= 0).any() or len(evidence.raw.loss) < FEWEST_FOR_JUMPS:
        return None
    late = series.last(1 / 2).loss
    if late.max() <= evidence.rounding:
        return None
    jitter, peak = series.jitter(), float(series.loss.max())
    rises = series.large_rises() >= RISES
    of_batches = jitter >= UNSETTLED and evidence.is_of_batches
    is_unlearned = evidence.level > UNLEARNED * evidence.first
    jumps = rises and jitter >= (UNSETTLED_BATCHES if of_batches else UNSETTLED)
    peaks = [(int(entries[0]), height) for entries, height in evidence.raw.excursions()]
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
        return _rise(evidence, series)
    return Verdict(
        status="unstable",
        cause="lr_above_limit",
        sentence=(
            f"The loss jumps between {number(late.min())} and {number(late.max())} in its second "
            f"half and does not settle (it began at {number(evidence.first)} and peaked at "
            f"{number(peak)}): the steps are too large."
        ),
        advice=("Try a tenth of your lr, then measure", "Clear the gradients before each update"),
        unknown=(
            NO_LIMIT,
            "Whether gradients add up from update to update, because they are never cleared: the "
            "loss then jumps and grows just as it does when the rate is too high.",
            *UNKNOWN_OF_GROWTH[1:],
        ),
    )


def _growth(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a loss that grew, by a factor that shows the limit on lr or by no steady one."""
    growth = series.growth() if len(series.loss) > FIRST_STEPS - 2 else math.nan
    early = series.loss[: FIRST_STEPS + 1]
    slow = SLOW_GROWTH if evidence.kind not in ROOTS else math.sqrt(SLOW_GROWTH)
    ratios = early[1:] / early[:-1] if (early > 0).all() else np.zeros(1)
    uphill = _goes_uphill(series) and ratios.max() < slow and not growth > slow
    if uphill and growth > 0:
        # One factor from the start is that of a rate above its limit as well: then the formula.
        uphill = math.log(ratios[0]) < ACCELERATION * math.log(growth)
    if uphill and (series.loss[-1] > MIN_RISE * series.loss[0] or not growth > 0):
        return _wrong_sign(evidence, series)
    if growth > 0:
        return _steady_growth(evidence, growth)
    return _rise(evidence, series)


def _goes_uphill(series: LossSeries) -> bool:
    """Return whether the loss rises from the first entry on, and hardly ever falls."""
    steps = np.diff(series.loss)
    first = steps[:FIRST_STEPS]
    return len(first) == FIRST_STEPS and first.min() > 0 and float(np.mean(steps > 0)) >= ALWAYS


def _wrong_sign(evidence: Evidence, series: LossSeries) -> Verdict:
    return Verdict(
        status=_how_it_rises(series),
        cause="wrong_sign",
        sentence=(
            f"The loss grows from the first {evidence.unit} on, slowly at first, from "
            f"{number(series.loss[0])} to {number(series.loss[-1])}. Either each update goes "
            "uphill, as with the wrong sign of the gradient, or lr is above its limit: a log "
            "alone cannot tell which."
        ),
        advice=(
            "Look at the sign: w −= lr·gradient, and a loss that is minimized",
            "If the sign is right, lr is above its limit: then half of your lr stops the growth; "
            "with the wrong sign, no lr does",
        ),
        unknown=(NO_LIMIT, *UNKNOWN_OF_GROWTH[1:]),
    )


def _steady_growth(evidence: Evidence, growth: float) -> Verdict:
    """Growth by one factor g, and the limit that it shows where a formula applies."""
    grows = f"The loss grows by a factor g = {number(growth)} per {evidence.unit}"
    kind, rule, lr = evidence.kind, evidence.rule, evidence.lr
    if rule is None or kind == "cross-entropy":
        why = "Adam's step" if rule is None else "A cross-entropy's growth"
        return Verdict(
            status="diverging",
            cause="lr_above_limit",
            sentence=f"{grows}. {why} does not reveal the curvature, so no limit on lr follows.",
            advice=("Try a tenth of your lr, then measure", CHECK_THE_SIGN),
            unknown=(NO_LIMIT, *UNKNOWN_OF_GROWTH[1:]),
        )
    factor, form = (growth, "g") if kind in ROOTS else (math.sqrt(growth), "√g")
    step = critical_step(rule, factor)
    share = rule.rate_limit(1.0) / step
    plain = rule.name == "gd"
    unknown = _unknown_of_limit(evidence, rule, growth)
    if lr is None:
        return Verdict(
            status="diverging",
            cause="lr_above_limit",
            sentence=f"{grows}: the limit is {number(share)} times your lr.",
            advice=(
                f"Use about {100 * round_down(CALM_SHARE * share, 2):.2g}% of your lr (half the "
                "limit)",
                CHECK_THE_SIGN,
            ),
            unknown=("The limit as a number: give --lr, the rate of this run.", *unknown),
            growth_per_epoch=factor,
        )
    curvature = step / lr
    limit = rule.rate_limit(curvature)
    advised = round_down(CALM_SHARE * limit)
    formulas = (f"(1 + {form})/lr = ", f"2·lr/(1 + {form}) = ") if plain else ("", "")
    by_rule = "" if plain else f" of {rule.name}"
    return Verdict(
        status="diverging",
        cause="lr_above_limit",
        sentence=(
            f"{grows}: with lr={lr:g} the steepest curvature is {formulas[0]}{number(curvature)}, "
            f"so the limit{by_rule} is {formulas[1]}{number(limit)}."
        ),
        advice=(f"Use lr={advised:g} (half the limit: no oscillation)", CHECK_THE_SIGN),
        unknown=unknown,
        lr_limit=limit,
        lr_advised=advised,
        curvature=curvature,
        growth_per_epoch=factor,
    )


def critical_step(rule: Rule, factor: float) -> float:
    """Return lr·λ at which `rule` lets errors grow by this factor, changing sign.

    Errors follow e_{t+1} = T·e_t − D·e_{t−1} with T and D linear in lr·λ, so −factor is a root of
    z² − T·z + D.
    """
    trace, determinant, _ = rule.recurrence(np.array([0.0, 1.0]))
    at_zero = factor**2 + trace[0] * factor + determinant[0]
    slope = (trace[1] - trace[0]) * factor + (determinant[1] - determinant[0])
    return float(-at_zero / slope)


def _unknown_of_limit(evidence: Evidence, rule: Rule, growth: float) -> tuple[str, ...]:
    said = UNKNOWN_OF_GROWTH if rule.name == "gd" else UNKNOWN_OF_GROWTH[1:]
    if evidence.kind != "unknown":
        return said
    share = rule.rate_limit(1.0) / critical_step(rule, growth)
    return (
        "Whether the loss is squared, as assumed: if it is an RMSE, the limit is "
        f"{number(share)} times your lr.",
        *said,
    )


def _rise(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a loss that rose, but not by a steady factor, so no formula applies."""
    is_trained_on = evidence.log.roles[evidence.log.metric] == "train"
    far = is_trained_on and (series.loss.max() > 2 * series.loss[0] or evidence.has_risen)
    lowest, highest = int(np.argmin(series.loss)), int(np.argmax(series.loss))
    jump = _lasting_jump(series)
    cause = "spike" if jump is not None else "lr_above_limit" if far else "unknown"
    measure = "Try a tenth of your lr, then measure"
    place = evidence.at(float(series.when[lowest if jump is None else jump]))
    sentence = (
        "The loss rises, but not by a steady factor: it "
        if jump is None
        else f"The loss jumped after {place} and has not come back: it "
    )
    advice = {
        "spike": f"Go on from the weights of {place}, and clip the gradient",
        "lr_above_limit": measure,
        "unknown": f"If this is a validation loss, keep the weights of {place}; if it is a "
        "training loss, try a tenth of your lr, then measure",
    }
    return Verdict(
        status=_how_it_rises(series),
        cause=cause,
        sentence=(
            f"{sentence}began at {number(series.loss[0])}, was between "
            f"{number(series.loss[lowest])} and {number(series.loss[highest])}, and ended at "
            f"{number(series.loss[-1])}. No limit on lr can be read from that."
        ),
        advice=(advice[cause], measure if jump is not None else CHECK_THE_SIGN),
        unknown=(NO_LIMIT, *UNKNOWN_OF_GROWTH[1:]),
    )


def _lasting_jump(series: LossSeries) -> int | None:
    """Return the last entry before a single jump to another level, late in a calm run."""
    if (series.loss <= 0).any():
        return None
    steps = np.diff(np.log(series.loss))
    at = int(np.argmax(steps))
    before, after = steps[:at], steps[at + 1 :]
    if steps[at] < math.log(JUMP) or len(before) < len(series.loss) / 3 or len(after) < 2:
        return None
    others = max(float(before.max()), float(after.max()))
    is_alone = others < CALM_AROUND * steps[at] and series.loss[at] < series.loss[0]
    return at if is_alone else None


def _how_it_rises(series: LossSeries) -> str:
    """Return the status of a loss that rose: diverging, rising, or unstable."""
    if len(series.loss) > FIRST_STEPS and series.loss[-1] < series.last(1 / 2).loss.max() / TWICE:
        return "unstable"  # on its way down again
    if (
        series.turning_share() >= ALTERNATING_SHARE
    ):  # the mean of two neighbors is what is left of a see-saw
        series = LossSeries(series.when[1:], (series.loss[1:] + series.loss[:-1]) / 2)
    levels = series.levels() if len(series.loss) > FIRST_STEPS else series.loss
    ratio = levels[-1] / max(levels[(len(levels) - 1) // 2], 1e-300)
    return "diverging" if ratio > GROWN else "rising" if ratio > RISING else "unstable"
