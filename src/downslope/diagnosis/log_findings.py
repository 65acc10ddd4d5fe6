"""Findings beside the verdict on a log: gaps, values below 0, spikes, digits, the logged rate."""

from __future__ import annotations

import numpy as np

from downslope.diagnosis.evidence import PLURAL, Evidence, logged_rate
from downslope.diagnosis.loss_series import FEWEST_LOSSES, TWICE, LossSeries
from downslope.findings import Finding
from downslope.formatting import counted, number

NEAR = (
    1.2  # times the first loss, or the lowest: what a calm run stays below; and between runs alike
)
SAME_RATE = 0.01  # of the logged rate: how far the given one may be from it


def findings_beside(evidence: Evidence) -> list[Finding]:
    """Return the findings that go with any verdict: gaps, values below 0, spikes."""
    return [
        *_non_finite_validation(evidence),
        *_non_finite(evidence),
        *_negative(evidence.raw),
        *_spikes(evidence),
        *_second_start(evidence),
        *_last_digits(evidence),
        *_other_rate(evidence),
    ]


def noisy_losses(evidence: Evidence) -> tuple[Finding, ...]:
    """Return a finding if losses jitter around their trend."""
    series = evidence.series
    if not evidence.is_noisy:
        return ()
    wiggle = float(np.median(np.abs(np.diff(series.last(1 / 3).loss))))
    finding = Finding(
        "noisy_losses",
        (),
        f"The loss jitters by about {number(wiggle)} from one entry to the next, as mini-batches "
        "do: the trend was taken from medians.",
        "Larger batches or a lower lr toward the end make it smoother.",
    )
    return (finding,)


def _non_finite_validation(evidence: Evidence) -> list[Finding]:
    """Report validation losses of NaN or inf, from their first place on."""
    beside = evidence.beside
    if beside is None or (usable := np.isfinite(beside.values)).all():
        return []
    if not evidence.finite[-1]:
        return []  # a run that has failed itself
    lost = int((~usable).sum())
    first = int(np.argmin(usable))
    stays = not usable[first:].any()
    finding = Finding(
        "non_finite_validation",
        (),
        f"{lost:,} of {counted(len(usable), 'validation loss')} {'is' if lost == 1 else 'are'} NaN "
        f"or inf, the first at {evidence.place_beside(first)}"
        + (", and all after it." if stays and lost > 1 else "."),
        "Do not trust the training loss alone." if stays else "They were left out.",
    )
    return [finding]


def _non_finite(evidence: Evidence) -> list[Finding]:
    usable = np.isfinite(evidence.log.values)
    if usable.all():
        return []
    lost = int((~usable).sum())
    are, entries = ("is", "that entry was") if lost == 1 else ("are", "those entries were")
    place = evidence.when[int(np.argmin(evidence.finite))]
    before = evidence.before_failure.loss
    fix = ""
    if usable[int(np.argmin(usable)) :].any():
        fix = f"The run went on: {entries} left out."
    elif len(before) and before[-1] > TWICE * abs(before[0]):
        them = PLURAL.get(evidence.unit, f"{evidence.unit}s")
        fix = f"The run had overflowed by then: look at the {them} before that."
    finding = Finding(
        "non_finite_losses",
        (),
        f"{lost:,} of {counted(len(usable), 'loss')} {are} NaN or inf, the first at "
        f"{evidence.at(place)}.",
        fix,
    )
    return [finding]


def _negative(series: LossSeries) -> list[Finding]:
    if (series.loss >= 0).all():
        return []
    lowest = number(float(series.loss.min()))
    evidence = f"The loss goes below 0 (to {lowest}), so it is not a squared error."
    return [Finding("negative_losses", (), evidence, "Growth factors are then left out.")]


def second_starts(evidence: Evidence) -> list[int]:
    """Return the entries of `raw` that jump back to about the first, to fall again."""
    series = evidence.raw
    if len(series.loss) < 2 * FEWEST_LOSSES or not series.is_positive or evidence.is_noisy:
        return []
    loss, first = series.loss, evidence.first
    before, after = loss[1:-2], np.minimum(np.minimum(loss[2:-1], loss[3:]), loss[2:-1])
    jumps = (before < first / TWICE) & (loss[2:-1] > first / TWICE) & (loss[2:-1] < TWICE * first)
    found: list[int] = (np.flatnonzero(jumps & (after > np.sqrt(before * first))) + 2).tolist()
    return found


def last_run(evidence: Evidence) -> int | None:
    """Return where a second run begins, whose losses are like those of the first, or None.

    What a blow-up leaves does not fall as it did from the start. A watch has one run, and a rate
    that a schedule raises explains a jump.
    """
    starts = second_starts(evidence)
    if not starts or evidence.log.format == "watch" or evidence.has_schedule:
        return None
    *before, last = np.split(evidence.raw.loss, starts)
    if len(last) < FEWEST_LOSSES or not evidence.finite.all():
        return None
    length = min(len(last), len(before[0]))
    apart = np.abs(np.log(last[:length] / before[0][:length]))
    # Steps that are too large take a loss above its first, or up on its way.
    is_calm = all(run.max() <= NEAR * run[0] and run[-1] <= NEAR * run.min() for run in before)
    is_alike = max(float(np.median(apart)), float(apart[-1])) < np.log(NEAR) and last[-1] < last[0]
    return starts[-1] if is_calm and is_alike else None


def _second_start(evidence: Evidence) -> list[Finding]:
    """Report a loss that jumps back to about its first value and falls again, as in a new run."""
    starts = second_starts(evidence)
    if not starts:
        return []
    i, series = last_run(evidence) or starts[0], evidence.raw
    finding = Finding(
        "second_start",
        (),
        f"At {evidence.at(float(series.when[i]))} the loss goes from "
        f"{number(float(series.loss[i - 1]))} back to {number(float(series.loss[i]))}, about where "
        "it began.",
        "If the log holds several runs, give one at a time.",
    )
    return [finding]


def _last_digits(evidence: Evidence) -> list[Finding]:
    """Report a loss that has come down to the last digit that the log shows."""
    loss, last = evidence.raw.loss, evidence.raw.last(1 / 3).loss
    decimals = evidence.raw.decimals if len(loss) else None
    if decimals is None:
        return []
    digit = 10.0**-decimals
    is_flat = np.ptp(last) < TWICE * digit <= np.ptp(loss)
    if not is_flat or np.abs(last).max() >= 10 * digit:
        return []
    finding = Finding(
        "last_digits",
        (),
        f"The log shows {counted(decimals, 'decimal')}, and the loss is down to the last one: "
        "smaller changes cannot be seen.",
        "Log more digits.",
    )
    return [finding]


def _other_rate(evidence: Evidence) -> list[Finding]:
    """Report a learning rate other than the one that the log names."""
    logged, lr = logged_rate(evidence.log), evidence.lr
    if logged is None or lr is None or abs(lr - logged) <= SAME_RATE * logged:
        return []
    told = f"The log names lr={logged:g}, but lr={lr:g} was given, and is used here."
    return [Finding("other_rate", (), told, "Leave out lr if the log is right.")]


def _spikes(evidence: Evidence) -> list[Finding]:
    where, series = evidence.spikes, evidence.raw
    at_end = len(where) > 0 and where[-1] == len(series.loss) - 1
    findings = []
    if at_end and evidence.finite[-1]:  # after NaN or inf no entry shows a recovery
        last = Finding(
            "last_jump",
            (),
            f"The last entry is {number(float(series.loss[-1]))}, far above the level "
            f"{number(evidence.level)}: only the next entries will show whether the loss recovers.",
            "Log a few more entries before you trust the trend.",
        )
        findings.append(last)
    where = where[:-1] if at_end else where
    if len(where):
        first = f"{evidence.at(series.when[where[0]])} ({number(series.loss[where[0]])})"
        more = f" and {counted(len(where) - 1, 'more time')}" if len(where) > 1 else ""
        spikes = Finding(
            "spikes",
            (),
            f"The loss spikes at {first}{more} and recovers: these entries are left out of the "
            "trend.",
            "If they are losses of batches, look at those for an outlier; or clip the gradient.",
        )
        findings.append(spikes)
    return findings
