"""Diagnosis of a log of losses alone, of any training loop in any framework.

Near a minimum every loss is a parabola, and gradient descent multiplies the error along its
steepest direction by 1 − lr·λ. When that is beyond −1 the loss grows by g = (lr·λ − 1)² per epoch:

    λ = (1 + √g)/lr        and the limit is        2/λ = 2·lr/(1 + √g)

The floor under the loss hides g at first, so g is taken from the differences between epochs, from
which the floor is gone. A run that grows, see-saws, is flat or is on its way down is recognized in
that order, since each hides the marks of those after it. A log cannot show everything: the
diagnosis says what it cannot.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from downslope.diagnosis.advice import Suggestion, round_down
from downslope.diagnosis.history_result import HistoryDiagnosis
from downslope.diagnosis.loss_series import (
    FEWEST_LOSSES,
    LossSeries,
    negative_findings,
    noise_finding,
    non_finite_findings,
    spike_findings,
)
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.formatting import epochs as in_epochs
from downslope.formatting import number, percent
from downslope.loss_log import LossLog
from downslope.numerics.arrays import Vector
from downslope.rules import learning_rate

GROWING_SHARE = 0.75  # of rises in the tail of a diverging run
ALTERNATING_SHARE = 0.9  # of turning points of a run that see-saws
NOISY_SHARE = 0.4  # of one that is noise: two thirds for white noise, and fewer on a slope
FLAT_GAIN = 1e-4  # the share of the loss that the last third gained: nothing left to gain
MUCH_AHEAD = 0.05  # of the loss is still to be gained
SLOWED_DOWN = 5.0  # times: the early drop against the tail
HEALTHY_FALL = 0.05  # of the loss an epoch: nobody calls that slow
CALM_SHARE = 0.5  # of the limit: the fastest rate for the steepest direction: no see-sawing
CERTAIN_ERRORS = 3.0  # standard errors that a gain must exceed before it is not noise

UNKNOWN_OF_GROWTH = (
    "Whether this was plain gradient descent on all rows, one update an epoch: the formula "
    "is for that. With momentum, mini-batches or skipped epochs the limit is another.",
    "Whether this is the loss that was trained on: one on other data also rises when a "
    "model overfits.",
    "Which columns are steep: give the data instead of a log.",
)
UNKNOWN_WITHOUT_GROWTH = (
    "The limit of lr, and whether lr is far below it or just below: both fall slowly. "
    "Only a diverging run, or the data, shows it.",
    "Whether the weights are right: a slow direction hardly shows in the loss.",
)


@np.errstate(all="ignore")  # a log may hold the largest and smallest numbers there are
def diagnose_history(
    losses: ArrayLike | LossLog,
    lr: float | None = None,
    epochs: ArrayLike | None = None,
) -> HistoryDiagnosis:
    """Diagnose a run from its losses.

    Parameters
    ----------
    losses : ndarray of shape (k,), or LossLog
        In the order they were logged; NaN and inf may be among them.
    lr : float, optional
        The learning rate: with it a diverging run shows its limit.
    epochs : ndarray of shape (k,), optional
        When each loss was logged, ascending; by default those of the log, or 0, 1, 2 …

    Returns
    -------
    HistoryDiagnosis

    Raises
    ------
    DataError
        A value that is not a number, fewer than three finite losses, or epochs that do not ascend.
    OptionError
        An lr that is not a positive number, or not one epoch for each loss.

    """
    rate = None if lr is None else learning_rate(lr)
    if isinstance(losses, LossLog):
        epochs = losses.places if epochs is None else epochs
        losses = losses.values
    values = _numbers("losses", losses)
    when = np.arange(len(values), dtype=np.float64) if epochs is None else _ascending(epochs)
    if len(when) != len(values):
        raise OptionError(f"{len(values)} losses but {len(when)} epochs: give one for each.")
    usable = np.isfinite(values)
    if usable.sum() < FEWEST_LOSSES:
        finite = int(usable.sum())
        lost = f" ({len(values) - finite} are NaN or inf)" if finite < len(values) else ""
        raise DataError(
            f"The history has {finite} finite loss{'' if finite == 1 else 'es'}{lost}: "
            f"at least {FEWEST_LOSSES} are needed to see a trend."
        )
    noticed = [*non_finite_findings(values, when, usable), *negative_findings(values[usable])]
    series = LossSeries(when[usable], values[usable])
    spikes = series.spikes()
    noticed += spike_findings(series, spikes)
    return _of_series(series.without(spikes), rate, noticed, ended_badly=not usable[-1])


def _of_series(
    series: LossSeries, lr: float | None, noticed: list[Finding], *, ended_badly: bool
) -> HistoryDiagnosis:
    """Recognize the kind of run, and what it means; `noticed` is reported beside it."""
    tail = series.tail()
    turning = series.turning_share() if len(series.loss) >= 6 else 0.0
    if _is_growing(tail, ended_badly):
        return _diverging(series, lr, noticed)
    if turning >= ALTERNATING_SHARE or series.is_wave():
        return _oscillating(series, lr, noticed)
    # A series this short shows no trend under noise: its last half has to speak for it.
    only_noise = series.tail(1 / 2).gain_in_errors() < CERTAIN_ERRORS and turning > NOISY_SHARE / 2
    if turning > NOISY_SHARE:
        noticed = [*noticed, noise_finding(series)]
        series = series.smoothed()
        tail = series.tail()
    return _flat(series, tail, lr, noticed) if only_noise else _settling(series, tail, lr, noticed)


def _is_growing(tail: LossSeries, ended_badly: bool) -> bool:
    rises = float(np.mean(np.diff(tail.loss) > 0))
    if ended_badly:
        return bool(tail.loss[-1] > tail.loss[-2])
    # Noise about a flat line rises half of the time: ask for growth well above the wiggles too.
    wiggle = float(np.median(np.abs(np.diff(tail.loss, n=2)))) if len(tail.loss) > 3 else 0.0
    return rises >= GROWING_SHARE and tail.loss[-1] - tail.loss[0] > 2 * wiggle


def _diverging(series: LossSeries, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    """A loss that grows, by a factor that shows the limit of lr or by none."""
    k = max(FEWEST_LOSSES + 1, math.ceil(len(series.loss) / 6))
    growth = LossSeries(series.when[-k:], series.loss[-k:]).growth()
    unknown: tuple[str, ...] = ()
    root = limit = curvature = advised = None
    if not growth > 0:
        sentence = "The loss rises, but by no steady factor: no limit of lr can be read from that."
        advice = "Use at most 50 % of your lr"
        unknown = ("The limit of lr: give the data instead of a log.",)
    else:
        root = math.sqrt(growth)
        grows = f"The loss grows by a factor g = {number(growth)} per epoch"
        if lr is None:
            share = 100 * round_down(CALM_SHARE * 2 / (1 + root), 2)
            sentence = f"{grows}: the limit is {number(2 / (1 + root))} of your lr."
            advice = f"Use about {share:.2g} % of your lr (half the limit)"
            unknown = ("The limit as a number: give --lr, the rate of this run.",)
        else:
            curvature = (1 + root) / lr
            limit = 2 / curvature
            advised = round_down(CALM_SHARE * limit)
            sentence = (
                f"{grows}: with lr={lr:g} the steepest curvature is (1 + √g)/lr = "
                f"{number(curvature)}, so the limit is 2·lr/(1 + √g) = {number(limit)}."
            )
            advice = f"Use lr={advised:g} (half the limit: nothing swings there)"
    return _diagnosis(
        series,
        lr,
        noticed,
        "lr_above_limit",
        sentence,
        advice,
        status="diverging",
        unknown=unknown + UNKNOWN_OF_GROWTH,
        lr_limit=limit,
        lr_advised=advised,
        curvature=curvature,
        growth_per_epoch=root,
    )


def _oscillating(series: LossSeries, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    lower = None if lr is None else round_down(lr / 2)
    recent = series.tail().loss
    sentence = (
        f"The loss see-saws (it turns at {percent(series.turning_share())} of the epochs) between "
        f"{number(recent.min())} and {number(recent.max())}: the steps jump over the valley, so lr "
        "is near its limit."
    )
    advice = "Halve lr" + (f" to {lower:g}" if lower else "") + ", or lower the momentum"
    return _diagnosis(series, lr, noticed, "lr_near_limit", sentence, advice, lr_advised=lower)


def _settling(
    series: LossSeries, tail: LossSeries, lr: float | None, noticed: list[Finding]
) -> HistoryDiagnosis:
    """A loss that falls, fast or slowly, or no longer."""
    start, end = tail.loss[0], tail.loss[-1]
    gained = _share_gained(start, end)
    floor, ratio = tail.heading()
    early, late = -series.head().log_slope(), -tail.log_slope()
    creeps = bool((np.diff(series.loss) < 0).all()) and 0 < early < 2 * late
    ahead = (end - floor) / abs(end) if floor is not None and end else 1.0
    if not creeps and (gained < FLAT_GAIN or ahead < FLAT_GAIN):
        return _flat(series, tail, lr, noticed)
    if math.isnan(late):
        late = _share_gained(start, end) / tail.span
    slowed = late > 0 and early / late >= SLOWED_DOWN
    needed = _epochs_ahead(end, floor, ratio)
    if not slowed and late > HEALTHY_FALL and (creeps or ahead > MUCH_AHEAD):
        cause, (sentence, advice) = "none", _healthy(late)
    elif creeps or (not slowed and ahead > MUCH_AHEAD):
        cause, (sentence, advice) = "lr_too_small", _slow(float(series.loss[0]), end, late, lr)
    else:
        cause, (sentence, advice) = "slow_direction", _plateau(end, late, floor)
    return _diagnosis(
        series, lr, noticed, cause, sentence, advice, min_loss=floor, epochs_to_loss=needed
    )


def _healthy(fall: float) -> tuple[str, str]:
    """Sentence and advice for a loss that falls by this share an epoch."""
    return (
        f"Nothing is wrong: the loss falls by about {percent(fall)} per epoch and has further "
        "to fall.",
        "Train longer",
    )


def _slow(start: float, end: float, fall: float, lr: float | None) -> tuple[str, str]:
    """The same for one that falls evenly, but slowly."""
    higher = "twice your lr" if lr is None else f"lr={2 * lr:g}"
    return (
        f"The loss falls steadily but slowly, {_per_epoch(fall)} per epoch, and has gone "
        f"from {number(start)} to {number(end)}.",
        f"Try {higher} for a few epochs. Should the loss rise, lr is just below its limit: "
        "then halve it instead",
    )


def _plateau(end: float, fall: float, floor: float | None) -> tuple[str, str]:
    """The same for one that fell fast at first."""
    heading = f", heading for about {number(floor)}" if floor is not None else ""
    return (
        f"After an early drop the loss is on a plateau: {number(end)}{heading}, still falling "
        f"{_per_epoch(fall)} per epoch. Some directions are done, a slow one is not.",
        "Standardise the inputs, use momentum, or train longer",
    )


def _share_gained(start: float, end: float) -> float:
    """How far the loss fell, against the larger of its sizes: losses may pass through 0."""
    size = max(abs(start), abs(end))
    return float((start - end) / size) if size > 0 else 0.0


def _flat(
    series: LossSeries, tail: LossSeries, lr: float | None, noticed: list[Finding]
) -> HistoryDiagnosis:
    """A loss that has stopped falling."""
    start, end = tail.loss[0], tail.loss[-1]
    gained = max(_share_gained(start, end), 0.0)
    told = f"gained {_per_epoch(gained)} of it" if gained > 0 else "gained nothing"
    sentence = f"The loss is flat at {number(end)}: the last {in_epochs(tail.span)} {told}."
    if any(finding.code == "noisy_losses" for finding in noticed):
        sentence = f"The loss is flat at about {number(end)}, but for its noise."
    advice = "Stop here, unless the weights matter more than the loss"
    return _diagnosis(
        series,
        lr,
        noticed,
        "noise_floor",
        sentence,
        advice,
        status="converged",
        min_loss=float(end),
        epochs_to_loss=0.0,
    )


def _per_epoch(share: float) -> str:
    """A small share with two digits: 1.2 %, 0.00031 %."""
    return f"{100 * max(share, 0.0):.2g} %"


def _diagnosis(
    series: LossSeries,
    lr: float | None,
    noticed: list[Finding],
    cause: str,
    sentence: str,
    advice: str,
    *,
    status: str = "converging",
    unknown: tuple[str, ...] = UNKNOWN_WITHOUT_GROWTH,
    **known: float | None,
) -> HistoryDiagnosis:
    """The diagnosis of a series, with what else is `known` of it."""
    return HistoryDiagnosis(
        status=status,
        cause=cause,
        sentence=sentence,
        lr=lr,
        epochs_run=series.span,
        start_loss=float(series.loss[0]),
        final_loss=float(series.loss[-1]),
        findings=(Finding(cause, (), sentence, f"{advice}."), *noticed),
        advice=(Suggestion(advice),),
        unknown=unknown,
        **known,
    )


def _epochs_ahead(end: float, floor: float | None, ratio: float | None) -> float | None:
    """Epochs from now until the loss is within 1 % of the floor."""
    if floor is None or ratio is None or floor <= 0 or end <= floor:
        return None
    return max(0.0, math.ceil(math.log(0.01 * floor / (end - floor)) / math.log(ratio)))


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
