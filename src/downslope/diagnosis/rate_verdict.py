"""Verdict on the rate of a watched run: its limit, short runs on a copy, and all judges in order.

A run whose rate is about at its limit while its loss goes on falling is at the *edge of stability*
(Cohen and others, 2021): it trains, and is not called diverging. A run that trains far above the
limit was measured on data that it does not train on, so its losses decide.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.measurement import Update, share_of_limit
from downslope.diagnosis.watch_result import Trial, WatchDiagnosis
from downslope.diagnosis.watch_verdict import (
    ABOVE,
    AT_EDGE,
    CALM,
    WatchEvidence,
    changed,
    of_failure,
    of_losses,
    of_marks,
    of_start,
    of_updates,
    unknown,
)
from downslope.findings import Finding
from downslope.formatting import number, percent

DISAGREES = 2.0  # times the limit: no run that trains hovers there
FAR_BELOW = 0.1  # of the limit
LOWER = 10.0  # times: how much lower the next rate is that is tried
MUCH_FASTER = 3.0  # times the gain of the run's own rate
FASTER = 1.3  # the same, of a lower rate, which leaves less of the loss
WORTHWHILE = 0.01  # of the loss
VASTLY_FASTER = 10.0  # times the gain of the run's own rate: what is on a plateau gains little
NOTICEABLE = 1e-3  # of the loss: a gain that counts if it is that much faster
FLAT = 0.01  # of the loss in 20 steps: a plateau falls by less
HEALTHY = 0.05  # of the loss in 20 steps: what falls by more has nothing wrong with it
RISES = ("spikes", "last_jump", "second_start")  # findings that the edge of stability explains


def assess(evidence: WatchEvidence) -> WatchDiagnosis:
    """Return the diagnosis of a watched run."""
    first = of_losses(evidence)
    judges = of_failure, _of_small_rate, of_start, of_marks, of_updates
    for judge in (*judges, _of_secants, _of_limit, _of_decay, _of_trials):
        found = judge(evidence, first)
        if found is not None:
            break
    found = found or first
    return found.but(share_of_limit=share_of_limit(found.lr, found.lr_limit))


def _of_secants(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize a rate above the limit of a secant curvature: a proof, if none is measured."""
    s, lr = e.secants, e.update.lr
    if e.last is not None or s is None or lr is None or e.update.limit is None:
        return None
    is_moving = first.status in ("diverging", "rising", "unstable", "converging")
    is_stuck = first.cause == "chance_level" and s.is_consistent
    if not s.curvature > 0 or first.status == "failed":
        return None
    limit = e.update.limit(s.curvature)
    ratio = lr / limit
    more: dict[str, Any] = {"sharpness": s.curvature, "lr_limit": limit}
    if ratio < AT_EDGE:
        return None
    grows = ratio > 1 and s.is_consistent and e.has_constant_curvature and ratio <= ABOVE
    if not (is_moving or is_stuck or grows):
        return None
    trains = s.is_consistent and (e.falls or (ratio <= ABOVE and e.has_come_down))
    if trains and ratio > (ABOVE if e.has_constant_curvature else DISAGREES):
        return _disagreeing(e, first.but(**more), ratio, limit)
    if trains and not grows:
        if e.hovers(ratio):
            return _edge(e, first.but(**more), ratio, limit, s.curvature, "at least ")
        return _near_limit(e, first.but(**more), ratio, limit)
    if first.cause == "chance_level":
        return _at_limit(e, first.but(**more), ratio, limit)
    if grows or (ratio > 1 and first.status != "converging"):
        advised = round_down(CALM * limit)
        sentence = (
            f"lr={lr:g} is above the limit: along the last updates the curvature is "
            f"{number(s.curvature)}, so the largest is at least that, and the limit is at most "
            f"{number(limit)}."
        )
        return changed(
            e, first, "lr_above_limit", sentence, (f"Use lr={advised:g} or less",),
            status="diverging" if first.status == "converging" else "",
            lr_advised=advised, unknown=unknown(e, measured=True), **more,
        )  # fmt: skip
    return None


def _of_limit(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Compare the rate with the measured limit."""
    last = e.last
    if last is None or last.ratio is None or last.lr is None or last.lr_limit is None:
        return None
    at_edge = last.ratio >= AT_EDGE and (e.falls or (last.ratio <= ABOVE and e.has_come_down))
    grows = 1 < last.ratio <= ABOVE and first.status not in ("failed", "overfitting", "converged")
    if grows and e.has_constant_curvature:
        return _growing(e, first, last.lr, last.lr_limit)
    if at_edge and first.status not in ("overfitting", "converged"):
        if last.ratio > DISAGREES:
            return _disagreeing(e, first, last.ratio, last.lr_limit)
        if e.hovers(last.ratio):
            return _edge(e, first, last.ratio, last.lr_limit, last.sharpness, "")
        if e.has_constant_curvature and last.ratio > 1:
            return _disagreeing(e, first, last.ratio, last.lr_limit)
    if last.ratio >= AT_EDGE and first.cause == "chance_level":
        if last.ratio < 1 and e.has_constant_curvature:
            return _near_limit(e, first, last.ratio, last.lr_limit)
        return _at_limit(e, first, last.ratio, last.lr_limit)
    bad = first.status in ("diverging", "rising", "unstable")
    grew = len(e.series.loss) > 2 and e.level > 1.05 * float(e.series.loss[0])
    if last.ratio > ABOVE and first.cause == "gradient_noise" and e.attempt and not e.falls:
        return _swinging(e, first, e.attempt(last.lr), e.attempt(round_down(CALM * last.lr_limit)))
    if last.ratio > 1 and (bad or grew) and not e.falls:
        advised = round_down(CALM * last.lr_limit)
        tried = _tried(e, advised)
        sentence = (
            f"lr={last.lr:g} is {number(last.ratio)} times its limit, {number(last.lr_limit)}, at "
            f"sharpness {number(last.sharpness)}: errors along the steepest direction grow."
        )
        return changed(
            e, first, "lr_above_limit", sentence, (f"Use lr={advised:g}",),
            status="diverging" if first.status not in ("unstable", "rising") else first.status,
            lr_advised=advised, tried=tried,
        )  # fmt: skip
    if _is_below(e) and first.cause == "lr_above_limit" and bad:
        if last.ratio >= AT_EDGE and e.has_constant_curvature and e.fall > FLAT:
            return _near_limit(e, first, last.ratio, last.lr_limit)
        place = f"{percent(last.ratio)} of its limit {number(last.lr_limit)}"
        if e.has_come_down:
            sentence = (
                f"lr={last.lr:g} is {place}, and on the whole the loss has fallen, from "
                f"{number(float(e.series.loss[0]))} to {number(e.level)}: its rises are not those "
                "of a rate above the limit."
            )
            return changed(
                e, first, "none", sentence, ("Train on; lower lr if the rises are a problem",),
                status="converging", lr_advised=None,
            )  # fmt: skip
        sentence = (
            f"The loss rises, but lr={last.lr:g} is only {place} at the last weights: the rate "
            "alone does not explain it."
        )
        return changed(
            e, first, "unknown", sentence,
            (
                "Look at the sign of the update, and clear the gradients before each update",
                "If the batches differ much, lower lr or use larger batches",
            ),
            lr_advised=None,
        )  # fmt: skip
    return None


def _is_below(e: WatchEvidence) -> bool:
    """Return whether no measurement shows a rate above its limit."""
    return all(each.ratio is None or each.ratio < 1 for each in e.measurements)


def _of_decay(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Name weight decay beside a wrong sign, where nothing but the rise of the losses is known."""
    may_decay = e.update.has_decay or not e.update.knows_decay
    if first.cause != "wrong_sign" or not may_decay or not _is_below(e):
        return None
    ratio = None if e.last is None else e.last.ratio
    place = "" if ratio is None else f", but lr is only {percent(ratio)} of its limit"
    above = ", lr is above its limit," if ratio is None else ","
    which = "weight decay" if e.update.has_decay else "weight decay, if there is any,"
    sentence = (
        f"The loss rises{place}. Either each update goes uphill, as with the wrong sign of the "
        f"gradient{above} or {which} pulls the weights away from where the loss is low."
    )
    return changed(
        e, first, "unknown", sentence,
        ("Try a tenth of the weight decay", "Look at the sign of the update"),
        lr_advised=None,
    )  # fmt: skip


def _growing(e: WatchEvidence, first: WatchDiagnosis, lr: float, limit: float) -> WatchDiagnosis:
    """Recognize that errors grow along one direction, whatever the loss does along others."""
    advised = round_down(CALM * limit)
    so_far = "the loss has fallen so far, but " if e.has_come_down else ""
    sentence = (
        f"lr={lr:g} is above its limit {number(limit)}, and the curvature is the same all along "
        f"the run: {so_far}errors along the steepest direction grow at each step."
    )
    return changed(
        e, first, "lr_above_limit", sentence, (f"Use lr={advised:g}",), status="diverging",
        lr_advised=advised, tried=_tried(e, advised),
    )  # fmt: skip


def _swinging(
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


def _near_limit(
    e: WatchEvidence, first: WatchDiagnosis, ratio: float, limit: float
) -> WatchDiagnosis:
    """Recognize errors along a steep direction that fade slowly because lr is near its limit."""
    advised = round_down(CALM * limit)
    where, direction = (
        (" along the last updates", "their") if e.last is None else ("", "the steepest")
    )
    sentence = (
        f"lr={e.update.lr:g} is {percent(ratio)} of the limit {number(limit)}{where}: errors along "
        f"{direction} direction change sign at each step, and fade slowly."
    )
    return changed(
        e, first, "lr_near_limit", sentence, (f"Use lr={advised:g}",), status="converging",
        lr_advised=advised,
    )  # fmt: skip


def _at_limit(
    e: WatchEvidence, first: WatchDiagnosis, ratio: float, limit: float
) -> WatchDiagnosis:
    """Recognize a loss that stays because errors change sign from step to step and do not fade."""
    advised = round_down(CALM * limit)
    sentence = (
        f"The loss stays near {number(e.level)}, and lr is {percent(ratio)} of its limit "
        f"{number(limit)}: errors along the steepest direction change sign at each step and do not "
        "fade."
    )
    return changed(
        e, first, "lr_above_limit", sentence, (f"Use lr={advised:g}",), lr_advised=advised
    )


def _disagreeing(
    e: WatchEvidence, first: WatchDiagnosis, ratio: float, limit: float
) -> WatchDiagnosis:
    """Say that a run trains at a rate far above its limit, which is then no cause of anything."""
    finding = Finding(
        "limit_disagrees",
        (),
        f"lr is {number(ratio)} times the limit {number(limit)} that the curvature gives, but the "
        f"loss has fallen, from {number(float(e.series.loss[0]))} to {number(e.level)}: "
        "measurement and run disagree, and the limit is not one of this run.",
    )
    return first.but(findings=(*first.findings, finding), lr_advised=None)


def _edge(
    e: WatchEvidence,
    first: WatchDiagnosis,
    ratio: float,
    limit: float,
    sharpness: float,
    least: str,
) -> WatchDiagnosis:
    lr = e.update.lr
    assert lr is not None
    sentence = (
        f"The run is at the edge of stability: lr={lr:g} is {least}{percent(ratio)} of its limit "
        f"{number(limit)} (sharpness {number(sharpness)}), and on the whole the loss has fallen, "
        f"from {number(float(e.series.loss[0]))} to {number(e.level)}. Rises of the loss for a "
        "while are part of that."
    )
    calm = [each for each in first.findings if each.code not in RISES]
    return changed(
        e, first.but(findings=tuple(calm)), "edge_of_stability", sentence,
        ("Leave lr as it is, or lower it near the end for the last bit of the loss",),
        status="converging", lr_advised=None,
    )  # fmt: skip


def _of_small_rate(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Try higher rates where nothing is learned far below the limit, before units are blamed."""
    last = e.last
    if first.status != "not_learning" or last is None or last.ratio is None or not e.marks:
        return None
    if last.ratio >= FAR_BELOW or any(mark.certain for mark in e.marks):
        return None
    found = _of_trials(e, first)
    return found if found is not None and found.cause == "lr_too_small" else None


def _of_trials(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
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
    higher = higher_rates(e.attempt, own, round_down(CALM * last.lr_limit))
    tried, other = (own, *higher), higher[-1]
    if _is_much_faster(other, own):
        both = (
            f"{own.steps} steps {_does(own, 'the loss')}{_afresh(e)}, and at lr={other.lr:g}, "
            f"{percent(other.lr / last.lr_limit)} of the limit, {_does(other)}"
        )
        if e.has_come_down and first.cause != "lr_too_small":
            faster = Finding("higher_rate_is_faster", (), f"From here {both}.")
            return first.but(tried=tried, findings=(*first.findings, faster))
        sentence = (
            f"lr={last.lr:g} is only {number(last.ratio)} of its limit {number(last.lr_limit)} "
            f"(sharpness {number(last.sharpness)}): {both}."
        )
        return changed(
            e, first, "lr_too_small", sentence, (f"Raise lr to {other.lr:g}",),
            status="converging", lr_advised=other.lr, tried=tried,
        )  # fmt: skip
    # A fall that speeds up gains more in the next steps as well, but not in the very next one.
    expected = e.gain_of_next_step if first.cause == "lr_too_small" else math.nan
    one = e.attempt(last.lr, 1) if expected > 0 else own
    if expected > 0 and one.gain > MUCH_FASTER * expected:
        sentence = (
            f"At the pace of the last steps the next one lowers the loss by {number(expected)}, "
            f"but one step of a copy of the optimizer, at the same lr={last.lr:g}, would "
            f"{_does(one)}: the loop moves the weights less than the gradient of this loss does, "
            "as with clipped gradients."
        )
        return changed(
            e, first, "gradient_scale", sentence,
            ("Clip less, or look at what else the loop does to the gradients",),
            lr_advised=None, tried=tried,
        )  # fmt: skip
    if first.cause == "lr_too_small":
        best = max(higher, key=lambda each: each.gain)
        falls = f", by {number(own.gain)} in {own.steps} steps at lr={last.lr:g}"
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
    return _of_plateau(e, first.but(tried=tried))


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


def higher_rates(attempt: Callable[[float], Trial], own: Trial, lr: float) -> tuple[Trial, ...]:
    """Try a rate, and lower ones if it is not much faster, down to a few times the run's own."""
    tried = [attempt(lr)]
    while not _is_much_faster(tried[-1], own) and tried[-1].lr / LOWER > MUCH_FASTER * own.lr:
        # 1.1 / 10 is 0.11000000000000001, and rounding down must not make 0.109 of 0.11.
        tried.append(attempt(round_down(tried[-1].lr / LOWER * (1 + 1e-12))))
    return tuple(tried)


def _is_much_faster(other: Trial, own: Trial) -> bool:
    size, slow = abs(other.start_loss), max(own.gain, 0.0)
    is_worth = other.gain > MUCH_FASTER * slow and other.gain > WORTHWHILE * size
    return is_worth or (other.gain > VASTLY_FASTER * slow > 0 and other.gain > NOTICEABLE * size)


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
    saddle = last.smallest + last.smallest_error < -0.01 * last.sharpness
    if first.cause == "noise_floor" and not (saddle and last.gradient_norm > 0):
        return first if first.tried else None
    if not e.is_flat_along_gradient:
        return first if first.tried else None
    place = max(last.gradient_norms, key=lambda name: last.gradient_norms[name])
    among = f", most of it in {place}" if len(last.gradient_norms) > 1 else ""
    bends = (
        f" The curvature is negative along some directions ({number(last.smallest)}): the weights "
        "are near a saddle, which small steps leave slowly."
        if saddle
        else ""
    )
    sentence = (
        f"The loss is on a plateau at {number(e.level)}: what is left of the gradient, of length "
        f"{number(last.gradient_norm)}{among}, is along directions that are flat compared with "
        f"the steepest (sharpness {number(last.sharpness)}).{bends}"
    )
    return changed(
        e, first, "flat_directions", sentence,
        (f"Standardize the inputs or normalize the layers{_or_else(e.update)}",),
    )  # fmt: skip


def _or_else(update: Update) -> str:
    """Name the rules that help on a plateau, unless it is one of them."""
    return "" if "adam" in update.name.lower() else ", or use momentum or Adam"


def _tried(e: WatchEvidence, lr: float) -> tuple[Trial, ...]:
    return () if e.attempt is None else (e.attempt(lr),)
