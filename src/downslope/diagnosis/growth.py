"""Growth of a loss: by a factor that shows the limit on lr, uphill, or by no steady factor.

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
from downslope.diagnosis.evidence import Evidence, OfLoops, Verdict, means_of_neighbors
from downslope.diagnosis.loss_series import ALTERNATING_SHARE, FEWEST_LOSSES, TWICE, LossSeries
from downslope.diagnosis.overfitting import fell_first, overfitted
from downslope.formatting import number
from downslope.rules import Rule

CALM_SHARE = 0.5  # of the limit: the fastest rate for the steepest direction: no see-sawing
ALWAYS = 0.9  # of the steps
FIRST_STEPS = 5  # that all rise where each update goes uphill
ACCELERATION = (
    0.98  # of the last growth, in logarithms: the first is slower where directions differ
)
SLOW_GROWTH = 3.0  # of a squared loss per entry, below which a sign is likelier than a rate
MIN_RISE = 1.05  # times its lowest level: a rise without a factor
GROWN = 2.0  # times the level in the middle: still growing
RISING = 1.1
EVEN = 0.1  # of the median step
FEWEST_OF_A_POWER = 12  # entries of a rise whose rate can be seen to fall
SLOWER = 0.85  # times the highest rate of a rise
JUMP = 3.0  # times the loss before: a jump to another level
CALM_AROUND = 0.25  # of the jump's logarithm: the largest other rise
ROOTS = ("root", "absolute")  # kinds of losses that grow as the error does

UNKNOWN_OF_GROWTH = (
    OfLoops(
        "Whether this was plain gradient descent on all rows, one update per entry, as the formula "
        "assumes. With momentum, mini-batches, or skipped entries the limit is different."
    ),
    "Whether this is the training loss: a loss on other data also rises when a model overfits.",
    "Which columns are steep: give the data instead of a log.",
)
NO_LIMIT = OfLoops("The limit on lr: give the data instead of a log.")
# Formats of logs whose framework has an adaptive rule by default.
ADAPTIVE_BY_DEFAULT = {"hugging face": "The step of the Trainer's optimizer"}
NO_SUM = "Log the loss of each entry by itself: a running sum of losses grows however well it goes"
CHECK_THE_SIGN = (
    "If the loss still grows at a tenth of your lr, look at the sign of the update: it must go "
    "against the gradient"
)


def growth_verdict(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a loss that grew, by a factor that shows the limit on lr or by no steady one."""
    if evidence.is_of_validation:
        return _validation_rise(evidence, series)
    growth = series.growth() if len(series.loss) > FIRST_STEPS - 2 else math.nan
    early = series.loss[: FIRST_STEPS + 1]
    slow = SLOW_GROWTH if evidence.kind not in ROOTS else math.sqrt(SLOW_GROWTH)
    ratios = early[1:] / early[:-1] if (early > 0).all() else np.zeros(1)
    is_slow = ratios.max() < slow and not growth > slow
    uphill = goes_uphill(series) and (is_slow or _begins_as_a_sum(series))
    uphill = uphill and not _fell_before(evidence, series)
    if uphill and growth > 0:
        # One factor from the start is that of a rate above its limit as well: then the formula.
        uphill = math.log(ratios[0]) < ACCELERATION * math.log(growth)
    if uphill and (series.loss[-1] > MIN_RISE * series.loss[0] or not growth > 0):
        return _wrong_sign(evidence, series)
    if growth > 0:
        return _steady_growth(evidence, growth)
    return unsteady_rise(evidence, series)


def _fell_before(evidence: Evidence, series: LossSeries) -> bool:
    """Return whether the loss fell until this series begins: no wrong sign makes it fall."""
    so_far = evidence.raw.loss[evidence.raw.when <= series.when[0]]
    fell = (MIN_RISE - 1) * abs(evidence.first)
    return len(so_far) > 1 and float(so_far.min()) < evidence.first - fell


def goes_uphill(series: LossSeries) -> bool:
    """Return whether the loss rises from the first entry on, and hardly ever falls."""
    steps = np.diff(series.loss)
    first, moves = steps[:FIRST_STEPS], steps[steps != 0]
    return len(first) == FIRST_STEPS and first.min() > 0 and float(np.mean(moves > 0)) >= ALWAYS


def _validation_rise(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a validation loss that rose: its growth is not that of the loop's own loss."""
    if fell_first(series):
        return overfitted(evidence, series, evidence.unit)
    train = [name for name, role in evidence.log.roles.items() if role == "train"]
    return Verdict(
        status=_how_it_rises(series),
        cause="unknown",
        sentence=(
            f"The validation loss {evidence.log.metric} has risen since the start, from "
            f"{number(series.loss[0])} to {number(series.loss[-1])}. It is not the loss that the "
            "loop minimizes, so it shows neither the curvature nor a limit on lr."
        ),
        advice=(
            f"Diagnose the training loss: --metric {train[0]}"
            if train
            else "Log the training loss, too, and diagnose that",
            "If the training loss falls, the model overfits, or the validation data are different; "
            "if it grows as well, try a tenth of your lr",
        ),
        unknown=(NO_LIMIT, "Whether the training loss falls."),
    )


def _begins_as_a_sum(series: LossSeries) -> bool:
    """Return whether the first loss is like each step after it, as that of a running sum is."""
    first, steps = float(series.loss[0]), np.diff(series.loss)
    return bool(steps.min() > 0 and first / TWICE <= steps[0] and steps.max() <= TWICE * first)


def _is_even(series: LossSeries) -> bool:
    """Return whether the loss grows by nearly the same step each time."""
    steps = np.diff(series.loss)
    return bool(steps.min() > 0 and np.ptp(steps) <= EVEN * np.median(steps))


def _wrong_sign(evidence: Evidence, series: LossSeries) -> Verdict:
    if goes_uphill(evidence.series):
        series = evidence.series
    third = len(series.loss) // 3
    levels_off = series.loss[-1] - series.loss[-1 - third] < series.loss[third] - series.loss[0]
    how = "less and less" if levels_off else "slowly at first"
    how = "by nearly the same step each time" if _is_even(series) else how
    is_sum = _begins_as_a_sum(series)
    may_be_sum = is_sum or _is_even(series)
    added = ", or each entry is the sum of the losses so far" if may_be_sum else ""
    begins = float(series.when[0])
    is_first = begins == evidence.raw.when[0]
    start = f"the first {evidence.unit}" if is_first else evidence.at(begins)
    status = _how_it_rises(series)
    return Verdict(
        status="rising" if status == "unstable" else status,
        cause="unknown" if is_sum else "wrong_sign",
        sentence=(
            f"The loss grows from {start} on, {how}, from "
            f"{number(series.loss[0])} to {number(series.loss[-1])}. Either each update goes "
            "uphill, as with the wrong sign of the gradient, or lr is above its "
            f"limit{added}: a log alone cannot tell which."
        ),
        advice=(
            *([NO_SUM] if may_be_sum else []),
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
    if (hidden := _hides_curvature(evidence)) is not None:
        return Verdict(
            status="diverging",
            cause="lr_above_limit",
            sentence=f"{grows}. {hidden} does not reveal the curvature, so no limit on lr follows.",
            advice=("Try a tenth of your lr, then measure", CHECK_THE_SIGN),
            unknown=(NO_LIMIT, *UNKNOWN_OF_GROWTH[1:]),
        )
    assert rule is not None
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
            unknown=(OfLoops("The limit as a number: give --lr, the rate of this run."), *unknown),
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


def _hides_curvature(evidence: Evidence) -> str | None:
    """Return what does not reveal the curvature by how the loss grows, if anything."""
    if evidence.rule is None:
        return "The step of an adaptive rule"
    if evidence.kind == "cross-entropy":
        return "A cross-entropy's growth"
    if evidence.unit == "sample":
        return "A growth per sample, without the number of samples in an update,"
    framework = ADAPTIVE_BY_DEFAULT.get(evidence.log.format)
    return None if framework is None else f"{framework}, an adaptive rule unless told otherwise,"


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
        OfLoops(
            "Whether the loss is squared, as assumed: if it is an RMSE, the limit is "
            f"{number(share)} times your lr."
        ),
        *said,
    )


def unsteady_rise(evidence: Evidence, series: LossSeries) -> Verdict:
    """Describe a loss that rose, but not by a steady factor, so no formula applies."""
    is_trained_on = evidence.log.roles[evidence.log.metric] == "train"
    is_below_zero = bool((series.loss < 0).any())
    has_doubled = not is_below_zero and series.loss.max() > 2 * series.loss[0]
    slows = _slows_below_the_first(evidence, series)
    far = is_trained_on and (has_doubled or evidence.has_risen) and not slows
    lowest, highest = int(np.argmin(series.loss)), int(np.argmax(series.loss))
    is_short = 0 < len(series.loss) - 1 - lowest < 2 * FEWEST_LOSSES
    how = "for too few entries to show a steady factor" if is_short else "not by a steady factor"
    jump = _lasting_jump(series)
    cause = "spike" if jump is not None else "lr_above_limit" if far else "unknown"
    measure = "Try a tenth of your lr, then measure"
    place = evidence.at(float(series.when[lowest if jump is None else jump]))
    sentence = (
        f"The loss rises, but {how}: it "
        if jump is None
        else f"The loss jumped after {place} and has not come back: it "
    )
    advice = {
        "spike": f"Go on from the weights of {place}, and clip the gradient",
        "lr_above_limit": measure,
        "unknown": f"If this is a validation loss, keep the weights of {place}; if it is a "
        "training loss, try a tenth of your lr, then measure",
    }
    went = (
        f"{sentence}began at {number(series.loss[0])}, was between {number(series.loss[lowest])} "
        f"and {number(series.loss[highest])}, and ended at {number(series.loss[-1])}."
    )
    if jump is None and _fell_before(evidence, series):
        raw = evidence.raw
        least = int(np.argmin(raw.loss))
        went = (
            f"The loss fell to {number(raw.loss[least])} by {evidence.at(float(raw.when[least]))} "
            f"and has risen since, to {number(raw.loss[-1])}, but {how}."
        )
    status = _how_it_rises(series)
    return Verdict(
        status="rising" if slows and status == "diverging" else status,
        cause=cause,
        sentence=went,
        advice=(advice[cause], measure if jump is not None else CHECK_THE_SIGN),
        unknown=(NO_LIMIT, *UNKNOWN_OF_GROWTH[1:]),
        has_no_limit=True,
    )


def _slows_below_the_first(evidence: Evidence, series: LossSeries) -> bool:
    """Return whether a rise slows down, as by a power law, and ends below the first loss.

    Errors that grow do so by a factor, or faster. A validation loss rises like this, too.
    """
    lowest = int(np.argmin(series.loss))
    rise = LossSeries(series.when[lowest:], series.loss[lowest:])
    fell = evidence.first - rise.loss[0] > (MIN_RISE - 1) * abs(evidence.first)
    if len(rise.loss) < FEWEST_OF_A_POWER or not fell or not series.is_positive:
        return False
    parts = [rise.part(i / 6, (i + 1) / 6) for i in range(6)]
    when = np.array([part.when.mean() for part in parts])
    loss = np.array([np.median(part.loss) for part in parts])
    rates = np.diff(np.log(loss)) / np.diff(when)
    slows = rates.min() > 0 and rates[-1] < SLOWER * rates.max()
    return bool(slows and rise.loss[-1] < evidence.first)


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
    if series.turning_share() >= ALTERNATING_SHARE:
        series = means_of_neighbors(series)
    levels = series.levels() if len(series.loss) > FIRST_STEPS else series.loss
    ratio = levels[-1] / max(levels[(len(levels) - 1) // 2], 1e-300)
    rises = ratio > RISING or bool((np.diff(series.loss) >= 0).all())
    return "diverging" if ratio > GROWN else "rising" if rises else "unstable"
