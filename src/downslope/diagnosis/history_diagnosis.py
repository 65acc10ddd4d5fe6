"""Diagnosis of a log of losses alone, of any training loop in any framework.

Recognizers look at the log in order, since each kind of run hides the marks of those after it:
failed, frozen, growing, without bound, risen, thrown, swinging, overfitting, see-sawing, turned,
never settled, dropped late, not learning. What none of them recognizes has fallen, and is flat or
on its way down. A log cannot show everything: the diagnosis says what it cannot.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from downslope.diagnosis import convergence, divergence, fall, overfitting
from downslope.diagnosis.evidence import BOOSTING, Evidence, Verdict, logged_rate
from downslope.diagnosis.history_report import HistoryDiagnosis
from downslope.diagnosis.log_findings import findings_beside, last_run
from downslope.diagnosis.loss_series import FEWEST_LOSSES, MOST_JUDGED, TWICE, entries_to_judge
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.loss_log import LossLog
from downslope.numerics.arrays import Vector
from downslope.rules import Rule, StepRule, is_linear, learning_rate, step_rule

RECOGNIZERS: tuple[Callable[[Evidence], Verdict | None], ...] = (
    divergence.failed,
    convergence.weights_frozen,
    divergence.growing,
    divergence.unbounded,
    divergence.risen,
    divergence.thrown,
    divergence.swinging,
    overfitting.overfitting,
    convergence.oscillating,
    divergence.turned,
    divergence.unsettled,
    fall.dropped_late,
    convergence.not_learning,
    fall.settling,
)


@np.errstate(all="ignore")  # a log may hold the largest and smallest numbers there are
def diagnose_history(
    losses: ArrayLike | LossLog | os.PathLike[str] | str,
    lr: float | None = None,
    epochs: ArrayLike | None = None,
    *,
    rule: str | StepRule = "gd",
    metric: str | None = None,
    run: str | None = None,
    unit: str | None = None,
) -> HistoryDiagnosis:
    """Diagnose a run from its losses, from a log that was read, or from the path of one.

    Parameters
    ----------
    losses : array_like of shape (k,), LossLog, or path
        Losses in the order they were logged; NaN and inf may be among them.
    lr : float, optional
        The learning rate: with it a diverging run shows its limit. By default the one that the
        log names, if it stays the same.
    epochs : array_like of shape (k,), optional
        When each loss was logged, ascending; by default what the log says, or 0, 1, 2 …
    rule : str or rule
        "gd", "momentum", or "nesterov": the rule whose formula derives the limit from growth. For
        an adaptive rule, such as "adam", there is none.
    metric, run, unit : str, optional
        For a path: what to read from it, as in `read_log`.

    Returns
    -------
    HistoryDiagnosis

    Raises
    ------
    DataError
        A log that cannot be read, a value that is not a number, fewer than three losses, or epochs
        that do not ascend.
    OptionError
        An lr that is not a positive number, not one epoch for each loss, an
        unknown rule, or a choice for losses that are not a path.

    """
    if isinstance(losses, str | os.PathLike):
        from downslope.data.loss_logs import read_log  # its patterns take a while to compile

        losses = read_log(losses, metric, run, unit)
    elif not (metric is None and run is None and unit is None):
        raise OptionError("metric, run, and unit select from a log file: give its path.")
    return HistoryDiagnosis.of_verdict(*judged(losses, lr, _rule_of_log(rule), epochs))


@np.errstate(all="ignore")
def judged(
    losses: ArrayLike | LossLog,
    lr: float | None,
    rule: Rule | None,
    epochs: ArrayLike | None = None,
) -> tuple[Verdict, Evidence, Sequence[Finding]]:
    """Return the verdict on losses, its evidence, and what is beside it.

    No formula applies without a rule.

    Raises
    ------
    DataError, OptionError
        As `diagnose_history`.

    """
    rate = None if lr is None else learning_rate(lr)
    if rate is None and isinstance(losses, LossLog):
        rate = logged_rate(losses)
    evidence, tail = _evidence(losses, epochs, rate, rule)
    noticed = findings_beside(evidence)
    begins = last_run(evidence)
    if begins is not None:
        evidence, tail = _from(evidence, begins), None
    is_above = tail is not None and tail.level > TWICE * evidence.lowest
    verdict = divergence.growing(tail) if tail is not None and is_above else None
    if begins is not None:  # a few entries that hardly fall do not show that nothing is learned
        verdict = fall.too_few(evidence)
    if verdict is None:
        verdict = next(found for judge in RECOGNIZERS if (found := judge(evidence)) is not None)
    verdict = convergence.unless_by_chance(evidence, verdict)
    if evidence.log.format in BOOSTING:
        verdict = verdict.of_boosting()
    verdict = divergence.validation_failed(evidence, verdict)
    if begins is not None:
        start = evidence.at(float(evidence.when[0]))
        told = f"{verdict.sentence} This is the run from {start} on, where the log begins again."
        verdict = replace(verdict, sentence=told)
    return verdict, evidence, noticed


def _from(evidence: Evidence, begins: int) -> Evidence:
    """Return the evidence of the entries from one on."""
    entries = np.arange(begins, len(evidence.when))
    return replace(evidence, sampled=evidence.sampled.at(entries), when=evidence.when[begins:])


def _evidence(
    losses: ArrayLike | LossLog, epochs: ArrayLike | None, lr: float | None, rule: Rule | None
) -> tuple[Evidence, Evidence | None]:
    """Return what the log shows, checked to be enough for a trend or to have failed.

    In a long log, one entry represents each block; the last entries, which may show a different
    trend, are returned separately.
    """
    if isinstance(losses, LossLog):
        log, first = losses, 1.0
        when = log.places if epochs is None else _ascending(epochs)
    else:
        log, first = LossLog.of_values(_numbers("losses", losses), unit="epoch"), 0.0
        when = None if epochs is None else _ascending(epochs)
    values = log.values
    if when is not None and len(when) != len(values):
        raise OptionError(
            f"{len(values)} losses but {len(when)} epochs: give one epoch for each loss."
        )
    is_finite = bool(np.isfinite(values).all())
    if len(values) < FEWEST_LOSSES and is_finite:
        raise DataError(
            f"The history has {len(values)} finite loss{'' if len(values) == 1 else 'es'}: "
            f"at least {FEWEST_LOSSES} are needed to see a trend."
        )

    def at(entries: NDArray[np.integer]) -> Evidence:
        places = (first + entries).astype(np.float64) if when is None else when[entries]
        return Evidence(log=log, sampled=log.at(entries), when=places, lr=lr, rule=rule)

    last = np.arange(max(0, len(values) - MOST_JUDGED), len(values))
    is_long = is_finite and len(last) < len(values)
    return at(entries_to_judge(values)), at(last) if is_long else None


def _rule_of_log(rule: str | StepRule) -> Rule | None:
    """Return the update rule, or None for an adaptive one, to which no formula applies."""
    chosen = step_rule(rule)
    return chosen if is_linear(chosen) else None


def _numbers(name: str, given: ArrayLike) -> Vector:
    try:
        values = np.asarray(list(given) if isinstance(given, Iterator) else given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise DataError(
            f"The {name} are not all numbers ({error}): leave out the others."
        ) from error
    if values.size != max(values.shape, default=1):
        shape = " × ".join(map(str, values.shape))
        raise DataError(f"The {name} are a table of {shape}: give one column of it.")
    return values.ravel()


def _ascending(epochs: ArrayLike) -> Vector:
    when = _numbers("epochs", epochs)
    falls = np.flatnonzero(~(np.diff(when) > 0))
    if len(falls):
        i = int(falls[0])
        raise DataError(
            f"The epochs do not ascend: {when[i]:g} is followed by {when[i + 1]:g} "
            f"(entry {i + 2}). Sort the log, or give one run at a time."
        )
    return when
