"""Verdict on a watched run whose rate is only known as a share of its limit.

An optimizer that keeps its learning rate to itself shows by its updates how far they are from
growing. So the advice is what to multiply the rate by, and there is no number for the rate or its
limit.
"""

from __future__ import annotations

from downslope.diagnosis.advice import Suggestion, round_down
from downslope.diagnosis.rate_verdict import RISES
from downslope.diagnosis.trial_verdict import FAR_BELOW
from downslope.diagnosis.watch_result import WatchDiagnosis
from downslope.diagnosis.watch_verdict import ABOVE, AT_EDGE, CALM, WatchEvidence
from downslope.findings import Finding
from downslope.formatting import number, percent

FAR_ABOVE = 2.0  # times the limit: beyond it no run hovers


def judge_share(e: WatchEvidence, first: WatchDiagnosis, share: float) -> WatchDiagnosis:
    """Return the diagnosis with the rate as a share of its limit taken into account."""
    times = f"{number(share)} times its limit" if share > 1 else f"{percent(share)} of its limit"
    at = e.last or e.start
    sharpness = "" if at is None else f" (sharpness {number(at.sharpness)})"
    seen = f"The learning rate is {times}{sharpness}, whatever its number."
    bad = first.status in ("failed", "diverging", "rising", "unstable")
    grew = len(e.series.loss) > 2 and e.level > 1.05 * float(e.series.loss[0])
    falls = first.status != "failed" and (e.falls or (share <= ABOVE and e.has_come_down))
    by_losses = first.cause not in {mark.finding.code for mark in e.marks}
    is_near = AT_EDGE <= share <= FAR_ABOVE and falls and first.status != "overfitting"
    if by_losses and is_near and e.hovers(share):
        sentence = (
            f"The run is at the edge of stability: the learning rate is {times}{sharpness}, and on "
            f"the whole the loss has fallen, from {number(float(e.series.loss[0]))} to "
            f"{number(e.level)}. Rises of the loss for a while are part of it."
        )
        advice = "Leave lr as it is, or lower it near the end for the last bit of the loss"
        return _changed(first, share, "edge_of_stability", sentence, (advice,), "converging")
    if (
        by_losses
        and share > (ABOVE if first.status == "failed" else 1)
        and ((bad or grew) and not falls)
    ):
        factor = round_down(CALM / share)
        sentence = f"{seen.rstrip('.')}: errors along the steepest direction grow."
        if first.status == "failed":
            sentence = (
                f"The loss is not finite at {first.unit} {e.base.failed_at:,.10g}. {sentence}"
            )
        status = first.status if bad else "diverging"
        return _changed(
            first, share, "lr_above_limit", sentence, (f"Multiply your lr by {factor:g}",), status
        )
    if first.cause == "lr_above_limit" and by_losses and share < 1 and first.status != "failed":
        if e.has_come_down:
            sentence = f"{seen} The loss has come down, with rises that the rate does not explain."
            return _changed(first, share, "none", sentence, ("Train longer",), "converging")
        sentence = f"The loss rises, but the rate alone does not explain it. {seen}"
        advice = "Look at the sign of the update, and whether the batches differ much"
        return _changed(first, share, "unknown", sentence, (advice,), first.status)
    more = ""
    if share < FAR_BELOW:
        more = f"Half of the limit is {number(CALM / share)} times your lr."
    own = Finding("share_of_limit", (), seen, more)
    return first.but(share_of_limit=share, findings=(*first.findings, own))


def _changed(
    first: WatchDiagnosis,
    share: float,
    cause: str,
    sentence: str,
    advice: tuple[str, ...],
    status: str,
) -> WatchDiagnosis:
    own = Finding(cause, (), sentence, f"{advice[0]}.")
    rest = [each for each in first.findings[1:] if each.code not in (cause, *RISES)]
    return first.but(
        status=status,
        cause=cause,
        sentence=sentence,
        lr_limit=None,
        share_of_limit=share,
        lr_advised=None,
        advice=tuple(map(Suggestion, advice)),
        findings=(own, *rest),
    )
