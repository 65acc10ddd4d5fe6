"""Verdict on a watched run: the losses, and what curvature and updates add to them.

The losses alone give the first verdict, as in a log. Then the more certain evidence decides: what
is wrong with the updates themselves; `rate_verdict` goes on with the rate.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from downslope.diagnosis.advice import Suggestion, round_down
from downslope.diagnosis.autocorrelation import ROUNDING_OF_LOSS
from downslope.diagnosis.evidence import CERTAIN_ERRORS, OfCause, nothing_wrong
from downslope.diagnosis.history_report import HistoryDiagnosis
from downslope.diagnosis.loss_series import (
    LossSeries,
    fall_in_words,
    share_lost,
)
from downslope.diagnosis.marks import FEWEST_STILL, LOOK_AT_THE_SIGN, Mark
from downslope.diagnosis.measurement import TOLERANCE, Measurement, Update
from downslope.diagnosis.secants import Secants
from downslope.diagnosis.watch_result import Trial, WatchDiagnosis
from downslope.findings import Finding
from downslope.formatting import number, percent

ABOVE = 1.15  # of the limit: above it beyond the wavering at the edge
AT_EDGE = 0.85  # of the limit: from here on a run may be at the edge of stability
CALM = 0.5  # of the limit: the rate that is advised
THROWN = 1.2  # times the first loss: what a rate at its limit makes of it
FELL = 0.7  # of the first loss: a level that shows a run that trains
NEAR_ONE = 0.05  # about a factor of 1 or −1
FLATTER = 0.5  # of the sharpness: what is called flat beside it
SCALED = 1.5  # times: a gradient that is not that of the loss
UPHILL = 0.9  # of the updates
ROUNDING = 1e-6  # of a loss: a rise by less may be that of single precision
SHARPENED = 1.1  # times: how far the limit has come down to a run at the edge of stability
OF_UPDATES = ("gradients_add_up", "wrong_sign")  # what makes a run fail at any rate
WITHOUT_UPDATES = (
    "What the updates do to the weights: give them with watch.step(w, gradient, loss)."
)
WITHOUT_CURVATURE = (
    "That lr is below its limit: a secant curvature is never above the largest. Give "
    "loss=… and gradient=… to measure it."
)
WITH_BATCHES = (
    "The curvature along the updates: losses and gradients do not fit together from one update to "
    "the next, as with batches that differ."
)
HOW_FAR_ABOVE = (
    "How far lr is above its limit: the largest curvature may be above that along the updates. "
    "Give loss=… and gradient=… to measure it."
)
NEVER_KNOWN = (
    "Whether the labels belong to the inputs: with shuffled labels, losses and gradients look "
    "the same.",
)


def unknown_without_functions(secants: Secants | None, update: Update) -> str:
    """Return what is not known of a run whose curvature is not measured."""
    if secants is None:
        return WITHOUT_UPDATES
    if secants.count > FEWEST_STILL and not secants.is_consistent:
        return WITH_BATCHES
    is_above = (
        update.lr is not None
        and update.limit is not None
        and secants.curvature > 0
        and update.lr > update.limit(secants.curvature)
    )
    return HOW_FAR_ABOVE if is_above else WITHOUT_CURVATURE


class Attempt(Protocol):
    """A short run at a rate, from the last weights or the first."""

    def __call__(self, lr: float, steps: int = ...) -> Trial:
        """Run some steps on a copy."""


@dataclass(frozen=True, eq=False, kw_only=True)
class WatchEvidence:
    """Evidence that a watch has about a run when a diagnosis is asked for."""

    base: HistoryDiagnosis
    series: LossSeries  # finite losses
    update: Update
    start: Measurement | None  # at the first weights, if it was needed
    fails_at_start: bool  # whether the loss is not finite at the first weights, which are
    measurements: tuple[Measurement, ...]
    secants: Secants | None
    marks: tuple[Mark, ...]
    notes: tuple[Finding, ...]
    noise_scale: float | None
    steps: int
    unknown: tuple[str, ...]
    attempt: Attempt | None  # a short run at a rate, from the last weights
    restart: Attempt | None  # the same from the first weights, with a fresh copy of the optimizer
    curvatures: Callable[[], tuple[float, ...]]  # sharpness at the start, halfway, and now
    along_gradient: Callable[[], float]  # curvature along the gradient now

    @property
    def last(self) -> Measurement | None:
        """The last measurement."""
        return self.measurements[-1] if self.measurements else None

    @property
    def proven(self) -> list[Mark]:
        """What was seen to be wrong with the updates themselves."""
        return [each for each in self.marks if each.certain and each.finding.code in OF_UPDATES]

    def fine(self, sentence: str) -> str:
        """Return a sentence that says that nothing is wrong, unless something else was seen."""
        return sentence if any(mark.certain for mark in self.marks) else nothing_wrong(sentence)

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
    def _recent(self) -> tuple[float, float, float]:
        """The last fifth of the losses: medians of its halves, and how far apart these are."""
        recent = self.series.part(0.8, 1.0)
        halves = recent.part(0.0, 0.5), recent.part(0.5, 1.0)
        before, after = (float(np.median(half.loss)) for half in halves)
        return before, after, float(halves[1].when.mean() - halves[0].when.mean())

    @property
    def is_falling(self) -> bool:
        """Whether the last losses fall by more than their noise, or their swings, may."""
        before, after, span = self._recent
        width = max(1, len(self.series.loss) // 10)
        error = math.sqrt(2) * self.series.error_of_median(width)
        least = max(CERTAIN_ERRORS * error, ROUNDING_OF_LOSS * abs(before))
        return span > 0 and before - after > least

    @property
    def fall(self) -> float:
        """The share of the loss that 20 of the last steps lower it by, 0 if none is certain."""
        before, after, span = self._recent
        if not self.is_falling:
            return 0.0
        if after > 0:
            return 1.0 - math.pow(after / before, 20 / span)
        return share_lost(before, after) * 20 / span

    @property
    def gain_of_next_step(self) -> float:
        """How far a step lowers the loss if the last ones go on so; 0 if no fall is certain.

        A fall may speed up: then the next step gains more than the last, as that did before it.
        """
        recent = self.series.part(0.8, 1.0)
        gains = -np.diff(recent.loss) / np.diff(recent.when)
        if not self.is_falling or len(gains) < 2 or not gains[-2:].min() > 0:
            return 0.0
        # Of batches that differ, the largest gain is far above what a step gains.
        return float(gains.max() * max(1.0, gains[-1] / gains[-2]))

    @property
    def fall_of_twenty_steps(self) -> str:
        """How far 20 of the last steps lower the loss, in words."""
        before, after, span = self._recent
        return fall_in_words(before, after, span / 20)

    @property
    def is_flat_along_gradient(self) -> bool:
        """Whether the loss curves far less along the gradient than along the steepest direction."""
        return self.last is not None and self.along_gradient() < FLATTER * self.last.sharpness

    @property
    def has_come_down(self) -> bool:
        """Whether the losses at the end are well below the first."""
        loss = self.series.loss
        return len(loss) >= 6 and self.level < FELL * abs(float(loss[0]))

    @cached_property
    def _curvatures(self) -> tuple[float, ...]:
        return self.curvatures()

    @property
    def limit_at_start(self) -> float | None:
        """The limit on the rate at the first weights, if the rule is one for all weights."""
        found = self._curvatures if self.update.scale is None else ()
        if not found or found[0] <= 0 or self.update.limit is None:
            return None
        return self.update.limit(found[0])

    @property
    def has_constant_curvature(self) -> bool:
        """Whether the loss has one curvature, as a quadratic one has, so that nothing sharpens."""
        if self.measurements:
            found = self._curvatures if self.update.scale is None else ()
            return len(found) > 0 and max(found) <= (1 + TOLERANCE) * min(found)
        s = self.secants
        return (
            s is not None
            and s.spread <= TOLERANCE
            # At the edge of stability the curvature was above that at which the run comes to rest.
            and s.highest <= (1 + TOLERANCE) * s.curvature
        )

    def hovers(self, ratio: float) -> bool:
        """Whether a run at this share of its limit is held there by the loss or its curvature.

        At the edge of stability the loss rises now and then, or the curvature has risen to the
        limit or come down from above it. A constant curvature does neither.
        """
        if self.has_constant_curvature:
            return False
        loss = self.series.loss
        if ratio > 1 or bool((np.diff(loss) > ROUNDING * np.abs(loss[:-1])).any()):
            return True
        limits = [m.lr_limit for m in self.measurements if m.lr_limit is not None]
        if limits and max(limits) > SHARPENED * limits[-1]:
            return True
        found = self._curvatures if self.update.scale is None else ()
        return len(found) > 0 and (
            found[-1] > SHARPENED * min(found) or ratio * max(found) > found[-1]
        )


def of_losses(e: WatchEvidence) -> WatchDiagnosis:
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
        share_of_limit=None,
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
        unknown=unknown(e, measured=e.last is not None or e.start is not None),
    )


def unknown(e: WatchEvidence, *, measured: bool, has_cause: bool = False) -> tuple[str, ...]:
    """Return what is not known, without what the measurements do tell."""
    said = [each for each in e.base.unknown if not measured or "labels" in each]
    said = [each for each in said if not has_cause or not isinstance(each, OfCause)]
    labels = [] if any("labels" in each for each in said) else list(NEVER_KNOWN)
    return (*said, *labels, *e.unknown, *(f"{each}." for each in e.update.unread))


def changed(
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


def of_failure(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize a run that ended in NaN or inf, because of its rate if that was too high."""
    adds_up = e.secants is not None and e.secants.adds_up
    if first.status != "failed" or adds_up or e.proven:
        return None
    if e.fails_at_start:
        sentence = (
            "The loss is not finite at the first weights either, on the data that the watch has: a "
            "NaN or inf is in the data, or in what the loss function does with them."
        )
        advice = ("Look for NaN and inf in the data, and for log or division of 0 in the loss",)
        return changed(e, first, "nan_or_inf", sentence, advice, lr_advised=None)
    at = e.last or e.start
    if at is None or at.lr is None or at.ratio is None:
        return first
    if at.lr_limit is None or not 0 < at.lr_limit < math.inf:
        return first
    advised = round_down(CALM * at.lr_limit)
    place = f"at {first.unit} {at.step:,}" if at.step else "at the start"
    if at.ratio <= ABOVE and e.last is not None:
        return first
    if at.ratio <= ABOVE:
        sentence = (
            f"{first.sentence} {place.capitalize()} lr={at.lr:g} was {percent(at.ratio)} of its "
            f"limit, {number(at.lr_limit)} (sharpness {number(at.sharpness)})."
        )
        own = replace(first.findings[0], evidence=sentence)
        return first.but(
            sentence=sentence, findings=(own, *first.findings[1:]), lr_limit=at.lr_limit
        )
    sentence = (
        f"The loss is not finite at {first.unit} {e.base.failed_at:,.10g}: {place} lr={at.lr:g} "
        f"was {number(at.ratio)} times its limit, {number(at.lr_limit)} (sharpness "
        f"{number(at.sharpness)})."
    )
    return changed(
        e, first, "lr_above_limit", sentence, (f"Start again with lr={advised:g}",),
        lr_limit=at.lr_limit, lr_advised=advised,
        sharpness=at.sharpness, sharpness_error=at.sharpness_error,
    )  # fmt: skip


def of_start(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize a rate near its limit where the run began, which threw it to where that is high."""
    last, loss = e.last, e.series.loss
    died = any(mark.finding.code == "dead_units" for mark in e.marks)
    bad = first.status in ("diverging", "rising", "unstable")
    if last is None or last.lr is None or last.ratio is None or last.ratio >= AT_EDGE or e.proven:
        return None
    suspected = first.cause == "lr_above_limit" if bad else first.status == "not_learning"
    if e.has_come_down or loss.max() < THROWN * loss[0] or not (died or (bad and suspected)):
        return None
    limit = e.limit_at_start if bad or suspected else None
    if limit is None or last.lr < (CALM if died else AT_EDGE) * limit:  # of all rows, not a batch
        return None
    advised = round_down(CALM * min(limit, last.lr))
    dead = " and units output 0 on all rows" if died else ""
    sentence = (
        f"lr={last.lr:g} was too high for the first weights, {percent(last.lr / limit)} of the "
        f"limit {number(limit)} there: the loss went from {number(float(loss[0]))} up to "
        f"{number(float(loss.max()))}, to weights where the limit is {number(last.lr_limit or 0)}"
        f"{dead}."
    )
    return changed(
        e, first, "lr_above_limit", sentence, (f"Start again with lr={advised:g}",),
        lr_advised=advised,
    )  # fmt: skip


def of_marks(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize what was seen directly: a layer without gradient or updates, dead units."""
    stuck = first.status == "not_learning"
    trains = e.falls and (first.cause == "none" or first.status == "converged")
    failed = first.status == "failed"
    vanishes = any(mark.finding.code == "vanishing_gradients" for mark in e.marks)
    for mark in e.proven if failed else e.marks:
        # A default start leaves half of the units of a deep layer dead, and trains.
        blamed = stuck and (vanishes or mark.finding.code != "dead_units")
        if blamed or (mark.certain and not (trains and mark.may_train)):
            finding = mark.finding
            grows = first.status in ("diverging", "rising", "unstable")
            # To be done with a loss that is blind to the targets is not to have learned them.
            is_blind = finding.code == "broadcast" and first.status == "converged"
            is_stuck = stuck or is_blind or not (failed or grows or e.falls)
            found = changed(
                e, first, finding.code, finding.evidence, (finding.fix.rstrip("."),),
                status="not_learning" if is_stuck else "",
                **_without_formula(e),
            )  # fmt: skip
            return found.but(findings=(finding, *found.findings[1:]))
    return None


def _without_formula(e: WatchEvidence) -> dict[str, Any]:
    """Return what is known of the rate if the growth of the loss is not that of a high rate."""
    return {
        "lr_limit": None if e.last is None else e.last.lr_limit,
        "lr_advised": None,
        "growth_per_epoch": None,
        "unknown": unknown(e, measured=True, has_cause=True),
    }


def of_updates(e: WatchEvidence, first: WatchDiagnosis) -> WatchDiagnosis | None:
    """Recognize updates that go uphill, and gradients that add up or belong to another loss."""
    s = e.secants
    if s is None or s.count < 5:
        return None
    if s.adds_up:
        return changed(
            e, first, "gradients_add_up",
            "The gradients add up from update to update: their differences explain how the loss "
            "changes, but the gradients themselves do not.",
            ("Clear the gradients before each update",),
            **_without_formula(e),
        )  # fmt: skip
    if abs(s.factor + 1) < NEAR_ONE and s.unexplained < 0.1:
        return changed(
            e, first, "wrong_sign",
            "The gradients have the wrong sign: the loss changes by the opposite of what they "
            "predict, at every update.",
            ("Use the gradient of the loss itself, not of its negative",),
            **_without_formula(e),
        )  # fmt: skip
    if s.uphill > UPHILL and (e.secants is None or s.factor > 0 or not s.is_consistent):
        return changed(
            e, first, "wrong_sign",
            f"The updates go along the gradient instead of against it, in {percent(s.uphill)} of "
            f"{s.count} updates: they make the loss larger.",
            (LOOK_AT_THE_SIGN.rstrip("."),),
            status=first.status if first.status != "converging" else "rising",
            **_without_formula(e),
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
        return changed(e, first, "gradient_scale", finding.evidence, (finding.fix.rstrip("."),))
    return None
