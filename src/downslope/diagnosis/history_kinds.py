"""What kind of run a log shows: growing, see-sawing, flat, or on its way down.

The kinds are told apart in that order, since each hides the marks of those after it.
"""

from __future__ import annotations

import math

import numpy as np

from downslope.diagnosis.advice import Suggestion, round_down
from downslope.diagnosis.history_result import HistoryDiagnosis
from downslope.diagnosis.loss_log import FEWEST, LossLog, noise
from downslope.findings import Finding
from downslope.formatting import epochs as in_epochs
from downslope.formatting import number, percent

GROWING = 0.75  # the share of rises in the tail of a diverging run
ALTERNATING = 0.9  # the share of turning points of a run that see-saws
NOISY = 0.4  # of one that is noise: two thirds for white noise, and fewer on a slope
FLAT = 1e-4  # the share of the loss that the last third gained: nothing left to gain
MUCH_AHEAD = 0.05  # of the loss is still to be gained
SLOWED_DOWN = 5.0  # times: the early drop against the tail
HEALTHY = 0.05  # of the loss an epoch: nobody calls that slow
CALM = 0.5  # of the limit: the fastest rate for the steepest direction, which then swings no more
CERTAIN = 3.0  # standard errors that a gain has to exceed before it is not noise


def judge(
    log: LossLog, lr: float | None, ended_badly: bool, noticed: list[Finding]
) -> HistoryDiagnosis:
    """What kind of run it is, and what that means; `noticed` is told beside it."""
    tail = log.tail()
    turning = log.turning_share() if len(log.loss) >= 6 else 0.0
    if _is_growing(tail, ended_badly):
        return _diverging(log, lr, noticed)
    if turning >= ALTERNATING or log.is_wave():
        return _oscillating(log, lr, noticed)
    # A log this short shows no trend under noise: its last half has to speak for it.
    only_noise = log.tail(1 / 2).gain_in_errors() < CERTAIN and turning > NOISY / 2
    if turning > NOISY:
        noticed = [*noticed, noise(log)]
        log = log.smoothed()
        tail = log.tail()
    return _flat(log, tail, lr, noticed) if only_noise else _settling(log, tail, lr, noticed)


def _is_growing(tail: LossLog, ended_badly: bool) -> bool:
    rises = float(np.mean(np.diff(tail.loss) > 0))
    if ended_badly:
        return bool(tail.loss[-1] > tail.loss[-2])
    # Noise about a flat line rises half of the time: ask for growth well above the wiggles too.
    wiggle = float(np.median(np.abs(np.diff(tail.loss, n=2)))) if len(tail.loss) > 3 else 0.0
    return rises >= GROWING and tail.loss[-1] - tail.loss[0] > 2 * wiggle


def _diverging(log: LossLog, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    """A loss that grows, by a factor that tells the limit of lr or by none."""
    k = max(FEWEST + 1, math.ceil(len(log.loss) / 6))
    growth = LossLog(log.when[-k:], log.loss[-k:]).growth()
    if not growth > 0:
        return _grown(
            log,
            lr,
            noticed,
            "The loss rises, but by no steady factor: no limit of lr can be read from that.",
            "Use at most 50 % of your lr",
            unknown=("The limit of lr: give the data instead of a log.",),
        )
    root = math.sqrt(growth)
    grows = f"The loss grows by a factor g = {number(growth)} per epoch"
    if lr is None:
        share = 100 * round_down(CALM * 2 / (1 + root), 2)
        return _grown(
            log,
            lr,
            noticed,
            f"{grows}: the limit is {number(2 / (1 + root))} of your lr.",
            f"Use about {share:.2g} % of your lr (half the limit)",
            unknown=("The limit as a number: give --lr, the rate of this run.",),
            root=root,
        )
    curvature = (1 + root) / lr
    limit = 2 / curvature
    advised = round_down(CALM * limit)
    return _grown(
        log,
        lr,
        noticed,
        f"{grows}: with lr={lr:g} the steepest curvature is (1 + √g)/lr = {number(curvature)}, so "
        f"the limit is 2·lr/(1 + √g) = {number(limit)}.",
        f"Use lr={advised:g} (half the limit: nothing swings there)",
        root=root,
        curvature=curvature,
        limit=limit,
        advised=advised,
    )


def _grown(
    log: LossLog,
    lr: float | None,
    noticed: list[Finding],
    sentence: str,
    advice: str,
    *,
    unknown: tuple[str, ...] = (),
    root: float | None = None,
    curvature: float | None = None,
    limit: float | None = None,
    advised: float | None = None,
) -> HistoryDiagnosis:
    """A run that diverges: what such a log cannot tell is always the same, and `unknown`."""
    return HistoryDiagnosis(
        status="diverging",
        cause="lr_above_limit",
        sentence=sentence,
        lr=lr,
        lr_limit=limit,
        lr_advised=advised,
        curvature=curvature,
        growth_per_epoch=root,
        epochs_run=log.span,
        start_loss=float(log.loss[0]),
        final_loss=float(log.loss[-1]),
        min_loss=None,
        epochs_to_loss=None,
        findings=(Finding("lr_above_limit", (), sentence, f"{advice}."), *noticed),
        advice=(Suggestion(advice),),
        unknown=(
            *unknown,
            "Whether this was plain gradient descent on all rows, one update an epoch: the formula "
            "is for that. With momentum, mini-batches or skipped epochs the limit is another.",
            "Whether this is the loss that was trained on: one on other data also rises when a "
            "model overfits.",
            "Which columns are steep: give the data instead of a log.",
        ),
    )


def _oscillating(log: LossLog, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    lower = None if lr is None else round_down(lr / 2)
    sentence = (
        f"The loss see-saws (it turns at {percent(log.turning_share())} of the epochs) between "
        f"{number(log.tail().loss.min())} and {number(log.tail().loss.max())}: the steps jump "
        "over the valley, so lr is near its limit."
    )
    advice = "Halve lr" + (f" to {lower:g}" if lower else "") + ", or lower the momentum"
    return _quiet(log, lr, noticed, "lr_near_limit", sentence, advice, advised=lower)


def _settling(
    log: LossLog, tail: LossLog, lr: float | None, noticed: list[Finding]
) -> HistoryDiagnosis:
    """A loss that falls, fast or slowly, or no longer."""
    start, end = tail.loss[0], tail.loss[-1]
    gained = _share_gained(start, end)
    floor, ratio = tail.heading()
    early, late = -log.head().log_slope(), -tail.log_slope()
    creeps = bool((np.diff(log.loss) < 0).all()) and 0 < early < 2 * late
    ahead = (end - floor) / abs(end) if floor is not None and end else 1.0
    if not creeps and (gained < FLAT or ahead < FLAT):
        return _flat(log, tail, lr, noticed)
    if math.isnan(late):
        late = _share_gained(start, end) / tail.span
    slowed = late > 0 and early / late >= SLOWED_DOWN
    needed = _epochs_ahead(end, floor, ratio)
    if not slowed and late > HEALTHY and (creeps or ahead > MUCH_AHEAD):
        cause, (sentence, advice) = "none", _healthy(late)
    elif creeps or (not slowed and ahead > MUCH_AHEAD):
        cause, (sentence, advice) = "lr_too_small", _slow(float(log.loss[0]), end, late, lr)
    else:
        cause, (sentence, advice) = "slow_direction", _plateau(end, late, floor)
    return _quiet(log, lr, noticed, cause, sentence, advice, floor=floor, needed=needed)


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
    log: LossLog, tail: LossLog, lr: float | None, noticed: list[Finding]
) -> HistoryDiagnosis:
    """A loss that has stopped falling."""
    start, end = tail.loss[0], tail.loss[-1]
    gained = max(_share_gained(start, end), 0.0)
    told = f"gained {_per_epoch(gained)} of it" if gained > 0 else "gained nothing"
    sentence = f"The loss is flat at {number(end)}: the last {in_epochs(tail.span)} {told}."
    if any(finding.code == "noisy_losses" for finding in noticed):
        sentence = f"The loss is flat at about {number(end)}, but for its noise."
    advice = "Stop here, unless the weights matter more than the loss"
    return _quiet(
        log,
        lr,
        noticed,
        "noise_floor",
        sentence,
        advice,
        status="converged",
        floor=float(end),
        needed=0.0,
    )


def _per_epoch(share: float) -> str:
    """A small share with two digits: 1.2 %, 0.00031 %."""
    return f"{100 * max(share, 0.0):.2g} %"


def _quiet(
    log: LossLog,
    lr: float | None,
    noticed: list[Finding],
    cause: str,
    sentence: str,
    advice: str,
    *,
    status: str = "converging",
    floor: float | None = None,
    needed: float | None = None,
    advised: float | None = None,
) -> HistoryDiagnosis:
    """A run that does not diverge: what such a log cannot tell is always the same."""
    return HistoryDiagnosis(
        status=status,
        cause=cause,
        sentence=sentence,
        lr=lr,
        lr_limit=None,
        lr_advised=advised,
        curvature=None,
        growth_per_epoch=None,
        epochs_run=log.span,
        start_loss=float(log.loss[0]),
        final_loss=float(log.loss[-1]),
        min_loss=floor,
        epochs_to_loss=needed,
        findings=(Finding(cause, (), sentence, f"{advice}."), *noticed),
        advice=(Suggestion(advice),),
        unknown=(
            "The limit of lr, and whether lr is far below it or just below: both fall slowly. "
            "Only a diverging run, or the data, shows it.",
            "Whether the weights are right: a slow direction hardly shows in the loss.",
        ),
    )


def _epochs_ahead(end: float, floor: float | None, ratio: float | None) -> float | None:
    """Epochs from now until the loss is within 1 % of the floor."""
    if floor is None or ratio is None or floor <= 0 or end <= floor:
        return None
    return max(0.0, math.ceil(math.log(0.01 * floor / (end - floor)) / math.log(ratio)))
