"""Verdict on the rate of a watched run: its limit, and all judges in order.

A run whose rate is about at its limit while its loss goes on falling is at the *edge of stability*
(Cohen and others, 2021): it trains, and is not called diverging. A run that trains far above the
limit was measured on data that it does not train on, so its losses decide.
"""

from __future__ import annotations

from typing import Any

from downslope.diagnosis.advice import round_down
from downslope.diagnosis.measurement import share_of_limit
from downslope.diagnosis.trial_verdict import FLAT, of_small_rate, of_swings, of_thrown, of_trials
from downslope.diagnosis.watch_result import Trial, WatchDiagnosis
from downslope.diagnosis.watch_verdict import (
    ABOVE,
    AT_EDGE,
    CALM,
    NEAR_ONE,
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
RISES = ("spikes", "last_jump", "second_start")  # findings that the edge of stability explains


def assess(evidence: WatchEvidence) -> WatchDiagnosis:
    """Return the diagnosis of a watched run."""
    first = of_losses(evidence)
    judges = of_failure, of_small_rate, of_start, of_thrown, of_marks, of_updates
    for judge in (*judges, _of_secants, _of_limit, _of_decay, of_trials):
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
    if not s.curvature > 0 or first.status == "failed":
        return None
    limit = e.update.limit(s.curvature)
    ratio = lr / limit
    more: dict[str, Any] = {"sharpness": s.curvature, "lr_limit": limit}
    if ratio < AT_EDGE:
        return None
    grows = ratio > 1 and s.is_consistent and e.has_constant_curvature and ratio <= ABOVE
    # At its limit a rate keeps the errors, and the loss, of a constant curvature as they are.
    is_flat = first.status in ("not_learning", "converged") and not (e.has_come_down or grows)
    is_kept = is_flat and e.has_constant_curvature and abs(ratio - 1) < NEAR_ONE
    is_stuck = s.is_consistent and (first.cause == "chance_level" or is_kept)
    if not (is_moving or is_stuck or grows):
        return None
    trains = s.is_consistent and (e.falls or (ratio <= ABOVE and e.has_come_down))
    if trains and ratio > (ABOVE if e.has_constant_curvature else DISAGREES):
        return _disagreeing(e, first.but(**more), ratio, limit)
    if trains and not grows:
        if e.hovers(ratio):
            return _edge(e, first.but(**more), ratio, limit, s.curvature, "at least ")
        return _near_limit(e, first.but(**more), ratio, limit)
    if is_stuck:
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
        return of_swings(e, first, e.attempt(last.lr), e.attempt(round_down(CALM * last.lr_limit)))
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
        e, first, "lr_above_limit", sentence, (f"Use lr={advised:g}",), status="not_learning",
        lr_advised=advised,
    )  # fmt: skip


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


def _tried(e: WatchEvidence, lr: float) -> tuple[Trial, ...]:
    return () if e.attempt is None else (e.attempt(lr),)
