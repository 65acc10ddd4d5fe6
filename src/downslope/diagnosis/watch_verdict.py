"""Verdict on a watched run: the losses, and what curvature and updates add to them.

The losses alone give the first verdict, as in a log. Then the more certain evidence decides: what
is wrong with the updates themselves, then the rate against the measured limit, then short runs on a
copy of the weights. A run whose rate is about at its limit while its loss goes on falling is at the
*edge of stability* (Cohen and others, 2021): it trains, and is not called diverging.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.diagnosis.advice import Suggestion, round_down
from downslope.diagnosis.history_report import HistoryDiagnosis
from downslope.diagnosis.loss_series import LossSeries
from downslope.diagnosis.measurement import Measurement, Update
from downslope.diagnosis.secants import Secants
from downslope.diagnosis.watch_result import Trial, WatchDiagnosis
from downslope.findings import Finding
from downslope.formatting import number, percent

AT_EDGE = 0.85  # of the limit: from here on a run may be at the edge of stability
ABOVE = 1.15  # of the limit: above it beyond the wavering at the edge
FAR_BELOW = 0.1  # of the limit
CALM = 0.5  # of the limit: the rate that is advised
MUCH_FASTER = 3.0  # times the gain of the run's own rate
WORTHWHILE = 0.01  # of the loss
FELL = 0.7  # of the first loss: a level that shows a run that trains
NEAR_ONE = 0.05  # about a factor of 1 or −1
SCALED = 1.5  # times: a gradient that is not that of the loss
UPHILL = 0.9  # of the updates
RISES = ("spikes", "last_jump", "second_start")  # findings that the edge of stability explains
NEVER_KNOWN = (
    "Whether the labels belong to the inputs: with shuffled labels, losses and gradients look "
    "the same.",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something wrong with a model or its updates that was seen directly.

    `certain` marks are the cause of whatever the loss does; others only if it does not fall.
    """

    finding: Finding
    certain: bool


def frozen(names: Sequence[str], of: int, steps: int) -> Mark:
    """Return the mark that no update has changed some of the blocks of weights."""
    which = "The weights have" if len(names) == of else f"{', '.join(names[:4])} has"
    which = f"{', '.join(names[:4])} have" if 1 < len(names) < of else which
    finding = Finding(
        "frozen",
        tuple(names),
        f"{which} not changed in {steps} steps, to the last bit.",
        "Give them to the optimizer, or freeze them on purpose (requires_grad=False).",
    )
    return Mark(finding, certain=True)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class WatchEvidence:
    """Evidence that a watch has about a run when a diagnosis is asked for."""

    base: HistoryDiagnosis
    series: LossSeries  # finite losses
    update: Update
    start: Measurement | None  # at the first weights, if it was needed
    measurements: tuple[Measurement, ...]
    secants: Secants | None
    marks: tuple[Mark, ...]
    notes: tuple[Finding, ...]
    noise_scale: float | None
    steps: int
    unknown: tuple[str, ...]
    attempt: Callable[[float], Trial] | None  # a short run at a rate, from the last weights

    @property
    def last(self) -> Measurement | None:
        """The last measurement."""
        return self.measurements[-1] if self.measurements else None

    @property
    def level(self) -> float:
        """The median of the last tenth of the losses."""
        return float(self.series.levels()[-1]) if len(self.series.loss) > 2 else math.nan

    @property
    def falls(self) -> bool:
        """Whether the run has come down and has not risen since its middle."""
        if not self.has_come_down:
            return False
        return self.level <= 1.05 * float(np.median(self.series.part(0.45, 0.6).loss))

    @property
    def has_come_down(self) -> bool:
        """Whether the losses at the end are well below the first."""
        loss = self.series.loss
        return len(loss) >= 6 and self.level < FELL * abs(float(loss[0]))


def assess(evidence: WatchEvidence) -> WatchDiagnosis:
    """Return the diagnosis of a watched run."""
    first = _of_losses(evidence)
    for judge in (_of_failure, _of_marks, _of_updates, _of_secants, _of_limit, _of_trials):
        found = judge(evidence, first)
        if found is not None:
            return found
    return first


def _of_losses(e: WatchEvidence) -> WatchDiagnosis:
    """Return the diagnosis that the losses alone give."""
    base, last = e.base, e.last
    known = last.lr_limit if last is not None else base.lr_limit
    return WatchDiagnosis(
        status=base.status,
        cause=base.cause,
        sentence=base.sentence,
        unit=base.unit,
        log=base.log,
        rule=e.update.name,
        lr=e.update.lr,
        lr_limit=known,
        lr_advised=base.lr_advised,
        sharpness=None if last is None else last.sharpness,
        sharpness_error=None if last is None else last.sharpness_error,
        steps=e.steps,
        start_loss=base.start_loss,
        final_loss=base.final_loss,
        failed_at=base.failed_at,
        growth_per_epoch=base.growth_per_epoch,
        measurements=e.measurements,
        secants=e.secants,
        noise_scale=e.noise_scale,
        tried=(),
        findings=(*base.findings, *(mark.finding for mark in e.marks), *e.notes),
        advice=base.advice,
        unknown=_unknown(e),
    )


def _unknown(e: WatchEvidence) -> tuple[str, ...]:
    """Return what is not known, without what the measurements do tell."""
    measured = e.last is not None or e.start is not None
    said = [each for each in e.base.unknown if not measured or "labels" in each]
    labels = [] if any("labels" in each for each in said) else list(NEVER_KNOWN)
    return (*said, *labels, *e.unknown, *(f"{each}." for each in e.update.unread))


def _changed(
    e: WatchEvidence,
    first: WatchDiagnosis,
    cause: str,
    sentence: str,
    advice: tuple[str, ...],
    status: str = "",
    **more: Any,
) -> WatchDiagnosis:
    """Return the first diagnosis with another cause, whose finding comes first."""
    own = Finding(cause, (), sentence, f"{advice[0]}." if advice else "")
    rest = [each for each in first.findings[1:] if each.code != cause]
    return first.but(
        cause=cause,
        sentence=sentence,
        status=status or first.status,
        advice=tuple(map(Suggestion, advice)),
        findings=(own, *rest),
        **more,
    )


def _of_failure(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize a run that ended in NaN or inf, because of its rate if that was too high."""
    if first.status != "failed":
        return None
    at = e.last or e.start
    if at is None or at.ratio is None or at.ratio <= ABOVE:
        return first
    assert at.lr is not None
    if at.lr_limit is None or not 0 < at.lr_limit < math.inf:
        return first
    advised = round_down(CALM * at.lr_limit)
    place = f"at {first.unit} {at.step:,}" if at.step else "at the start"
    sentence = (
        f"The loss is not finite at {first.unit} {e.base.failed_at:,.10g}: {place} lr={at.lr:g} "
        f"was {number(at.ratio)} times its limit, {number(at.lr_limit)} (sharpness "
        f"{number(at.sharpness)})."
    )
    return _changed(
        e, first, "lr_above_limit", sentence, (f"Start again with lr={advised:g}",),
        lr_limit=at.lr_limit, lr_advised=advised,
        sharpness=at.sharpness, sharpness_error=at.sharpness_error,
    )  # fmt: skip


def _of_marks(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize what was seen directly: a layer without gradient or updates, dead units."""
    stuck = first.status == "not_learning"
    for mark in e.marks:
        if mark.certain or stuck:
            finding = mark.finding
            found = _changed(
                e, first, finding.code, finding.evidence, (finding.fix.rstrip("."),),
                status="not_learning" if stuck or not e.falls else "",
            )  # fmt: skip
            return found.but(findings=(finding, *found.findings[1:]))
    return None


def _of_updates(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize updates that go uphill, and gradients that add up or belong to another loss."""
    s = e.secants
    if s is None or s.count < 5:
        return None
    if s.adds_up:
        return _changed(
            e, first, "gradients_add_up",
            "The gradients add up from update to update: their differences explain how the loss "
            "changes, but the gradients themselves do not.",
            ("Clear the gradients before each update",),
        )  # fmt: skip
    if abs(s.factor + 1) < NEAR_ONE and s.unexplained < 0.1:
        return _changed(
            e, first, "wrong_sign",
            "The gradients have the wrong sign: the loss changes by the opposite of what they "
            "predict, at every update.",
            ("Use the gradient of the loss itself, not of its negative",),
        )  # fmt: skip
    if s.uphill > UPHILL and (e.secants is None or s.factor > 0 or not s.is_consistent):
        return _changed(
            e, first, "wrong_sign",
            f"The updates go along the gradient instead of against it, in {percent(s.uphill)} of "
            f"{s.count} updates: they make the loss larger.",
            ("Look at the sign: w −= lr·gradient, and a loss that is minimized",),
            status=first.status if first.status != "converging" else "rising",
        )  # fmt: skip
    if s.is_consistent and s.unexplained < 0.1 and s.factor > 0 and (
        not 1 / SCALED < s.factor < SCALED
    ):  # fmt: skip
        finding = Finding(
            "gradient_scale",
            (),
            f"The loss changes by {number(s.factor)} times what the gradients predict: they are "
            f"not those of this loss, but {number(1 / s.factor)} times as large.",
            "Use the same reduction, mean or sum, for both: lr counts for the gradient.",
        )
        if first.cause == "none" or first.status in ("converging", "converged"):
            return first.but(findings=(*first.findings, finding))
        return _changed(e, first, "gradient_scale", finding.evidence, (finding.fix.rstrip("."),))
    return None


def _of_secants(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize a rate above the limit of a secant curvature: a proof, if none is measured."""
    s, lr = e.secants, e.update.lr
    if e.last is not None or s is None or lr is None or e.update.limit is None:
        return None
    if not (s.curvature > 0 and first.status in ("diverging", "rising", "unstable", "converging")):
        return None
    limit = e.update.limit(s.curvature)
    ratio = lr / limit
    more: dict[str, Any] = {"sharpness": s.curvature, "lr_limit": limit}
    if ratio < AT_EDGE:
        return None
    if e.falls and s.is_consistent:
        return _edge(e, first.but(**more), ratio, limit, s.curvature, "at least ")
    if ratio > 1 and first.status != "converging":
        advised = round_down(CALM * limit)
        sentence = (
            f"lr={lr:g} is above the limit: along the last updates the curvature is "
            f"{number(s.curvature)}, so the largest is at least that, and the limit is at most "
            f"{number(limit)}."
        )
        return _changed(
            e, first, "lr_above_limit", sentence, (f"Use lr={advised:g} or less",),
            lr_advised=advised, **more,
        )  # fmt: skip
    return None


def _of_limit(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Compare the rate with the measured limit."""
    last = e.last
    if last is None or last.ratio is None or last.lr is None or last.lr_limit is None:
        return None
    at_edge = last.ratio >= AT_EDGE and (e.falls or (last.ratio <= ABOVE and e.has_come_down))
    if at_edge and first.status != "overfitting":
        return _edge(e, first, last.ratio, last.lr_limit, last.sharpness, "")
    bad = first.status in ("diverging", "rising", "unstable")
    grew = len(e.series.loss) > 2 and e.level > 1.05 * float(e.series.loss[0])
    if last.ratio > 1 and (bad or grew) and not e.falls:
        advised = round_down(CALM * last.lr_limit)
        tried = _tried(e, advised)
        sentence = (
            f"lr={last.lr:g} is {number(last.ratio)} times its limit, {number(last.lr_limit)}, at "
            f"sharpness {number(last.sharpness)}: errors along the steepest direction grow."
        )
        return _changed(
            e, first, "lr_above_limit", sentence, (f"Use lr={advised:g}",),
            status="diverging" if first.status not in ("unstable", "rising") else first.status,
            lr_advised=advised, tried=tried,
        )  # fmt: skip
    if last.ratio < FAR_BELOW and first.cause == "lr_above_limit" and bad:
        sentence = (
            f"The loss rises, but lr={last.lr:g} is only {number(last.ratio)} of its limit "
            f"{number(last.lr_limit)} at the last weights: the rate alone does not explain it."
        )
        return _changed(
            e, first, "unknown", sentence,
            (
                "Look at the sign of the update, and clear the gradients before each update",
                "If the batches differ much, lower lr or use larger batches",
            ),
        )  # fmt: skip
    return None


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
        f"from {number(float(e.series.loss[0]))} to {number(e.level)}. The sharpness hovers there; "
        "rises of the loss for a while are part of it."
    )
    calm = [each for each in first.findings if each.code not in RISES]
    return _changed(
        e, first.but(findings=tuple(calm)), "edge_of_stability", sentence,
        ("Leave lr as it is, or lower it near the end for the last bit of the loss",),
        status="converging", lr_advised=None,
    )  # fmt: skip


def _of_trials(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Compare short runs on a copy: is a higher rate much faster, and what holds a plateau?"""
    last = e.last
    if e.attempt is None or last is None or last.lr is None or not last.lr_limit:
        return None
    if first.status not in ("converging", "converged", "not_learning") or last.ratio is None:
        return None
    is_slow = last.ratio < FAR_BELOW or (first.cause == "lr_too_small" and last.ratio < CALM)
    if not is_slow or not math.isfinite(last.lr_limit):
        return _of_plateau(e, first)
    advised = round_down(CALM * last.lr_limit)
    own, other = e.attempt(last.lr), e.attempt(advised)
    tried = (own, other)
    gain = other.gain
    if gain > MUCH_FASTER * max(own.gain, 0.0) and gain > WORTHWHILE * abs(other.start_loss):
        if e.has_come_down and first.cause != "lr_too_small":
            faster = Finding(
                "higher_rate_is_faster",
                (),
                f"From here {own.steps} steps at lr={advised:g}, half of the limit, lower the loss "
                f"by {number(gain)}, and at lr={last.lr:g} by {number(max(own.gain, 0.0))}.",
            )
            return first.but(tried=tried, findings=(*first.findings, faster))
        sentence = (
            f"lr={last.lr:g} is only {number(last.ratio)} of its limit {number(last.lr_limit)} "
            f"(sharpness {number(last.sharpness)}): {own.steps} steps lower the loss by "
            f"{number(max(own.gain, 0.0))}, and at lr={advised:g} by {number(gain)}."
        )
        return _changed(
            e, first, "lr_too_small", sentence, (f"Raise lr to {advised:g}",),
            status="converging", lr_advised=advised, tried=tried,
        )  # fmt: skip
    if first.cause == "lr_too_small":
        sentence = (
            f"Nothing is wrong: the loss falls steadily, and half of the limit, lr={advised:g}, is "
            f"not much faster: {own.steps} steps lower the loss by {number(max(own.gain, 0.0))} at "
            f"lr={last.lr:g}, and there by {number(gain)}."
        )
        return _changed(e, first, "none", sentence, ("Train longer",), tried=tried)
    return _of_plateau(e, first.but(tried=tried))


def _of_plateau(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize a plateau whose remaining gradient is along directions that hardly curve."""
    last = e.last
    if last is None or first.cause not in ("slow_direction", "unknown", "noise_floor"):
        return first if first.tried else None
    saddle = last.smallest + last.smallest_error < -0.01 * last.sharpness
    if first.cause == "noise_floor" and not (saddle and last.gradient_norm > 0):
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
    return _changed(
        e, first, "flat_directions", sentence,
        ("Standardize the inputs or normalize the layers, or use momentum or Adam",),
    )  # fmt: skip


def _tried(e: WatchEvidence, lr: float) -> tuple[Trial, ...]:
    return () if e.attempt is None else (e.attempt(lr),)
