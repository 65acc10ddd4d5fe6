"""A diagnosis from a log of losses alone, of any training loop in any framework.

Near a minimum every loss is a bowl, and gradient descent multiplies the error along its steepest
direction by 1 − lr·λ. When that is beyond −1 the loss grows by g = (lr·λ − 1)² per epoch, so

    λ = (1 + √g)/lr        and the limit is        2/λ = 2·lr/(1 + √g)

The floor under the loss hides g at first, so g is taken from the differences between epochs, from
which the floor is gone. A log cannot show everything: what it cannot is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.arrays import Vector
from downslope.errors import DataError, OptionError
from downslope.finding import Finding
from downslope.plain import plain_dict
from downslope.remedies import SAFE, Suggestion, round_down
from downslope.rules import learning_rate
from downslope.wording import epochs as in_epochs
from downslope.wording import number, percent

BEYOND_A_LOG = (
    "lr_best",
    "condition_number",
    "loss_convention",
    "weights",
    "closed_form",
    "epochs_to_tolerance",
)
DRIFT = 1e-5  # log g below which a rise has no factor
LARGEST_LOG = 700.0  # of a growth factor that is still a number
FEWEST = 3  # values from which a trend can be told
SPIKE = 10.0  # times both neighbours
GROWING = 0.75  # the share of rises in the tail of a diverging run
ALTERNATING = 0.9  # the share of turning points of a run that see-saws
NOISY = 0.4  # of one that is noise: two thirds for white noise, and fewer on a slope
FLAT = 1e-4  # the share of the loss that the last third gained: nothing left to gain
MUCH_AHEAD = 0.05  # of the loss is still to be gained
SLOWED_DOWN = 5.0  # times: the early drop against the tail
HEALTHY = 0.05  # of the loss an epoch: nobody calls that slow
CERTAIN = 3.0  # standard errors that a gain has to exceed before it is not noise


@dataclass(frozen=True, slots=True, eq=False)
class HistoryDiagnosis:
    """What a log of losses shows, and what it cannot show. `print(diagnosis)` explains."""

    status: str
    cause: str
    sentence: str
    lr: float | None
    lr_limit: float | None  # known only from a diverging run and its lr
    lr_advised: float | None
    curvature: float | None  # λ_max
    growth_per_epoch: float | None  # of the error; the loss grows by its square
    epochs_run: float
    start_loss: float
    final_loss: float
    min_loss: float | None  # where the loss seems to be heading
    epochs_to_loss: float | None  # more epochs until it is within 1 % of that
    findings: tuple[Finding, ...]
    advice: tuple[Suggestion, ...]
    unknown: tuple[str, ...]  # what a log alone cannot tell

    def __str__(self) -> str:
        return "\n".join(history_lines(self))

    def to_dict(self) -> dict[str, object]:
        """The fields of the command line's contract, null where a log cannot tell them."""
        return plain_dict(
            dict.fromkeys(BEYOND_A_LOG) | {name: getattr(self, name) for name in self.__slots__}
        )


@np.errstate(all="ignore")  # a log may hold the largest and smallest numbers there are
def diagnose_history(
    losses: ArrayLike, lr: float | None = None, epochs: ArrayLike | None = None
) -> HistoryDiagnosis:
    """Read a run from its losses.

    Args:
        losses: (k,) in the order they were logged; NaN and inf may be among them.
        lr: the learning rate, if known: then a diverging run tells its limit.
        epochs: (k,) when each loss was logged, ascending; 0, 1, 2 … by default.

    Raises:
        DataError: fewer than three finite losses, or epochs that do not ascend.
        OptionError: an lr that is not a positive number.

    """
    rate = None if lr is None else learning_rate(lr)
    values = np.asarray(losses, dtype=np.float64).ravel()
    when = np.arange(len(values), dtype=np.float64) if epochs is None else _ascending(epochs)
    if len(when) != len(values):
        raise OptionError(f"{len(values)} losses but {len(when)} epochs: give one for each.")
    usable = np.isfinite(values)
    if usable.sum() < FEWEST:
        finite = int(usable.sum())
        lost = f" ({len(values) - finite} are NaN or inf)" if finite < len(values) else ""
        raise DataError(
            f"The history has {finite} finite loss{'' if finite == 1 else 'es'}{lost}: "
            f"at least {FEWEST} are needed to see a trend."
        )
    noticed = [*_blown_up(values, when, usable), *_negative(values[usable])]
    ended_badly = not usable[-1]
    log = _Log(when[usable], values[usable])
    log, spikes = log.without_spikes()
    noticed += spikes
    return _judge(log, rate, ended_badly, noticed)


@dataclass(frozen=True, slots=True, eq=False)
class _Log:
    """Finite losses and when they were logged, both (k,)."""

    when: Vector
    loss: Vector

    def without_spikes(self) -> tuple[_Log, list[Finding]]:
        """Leave out single values far above both neighbours, and say so."""
        inner, before, after = self.loss[1:-1], self.loss[:-2], self.loss[2:]
        with np.errstate(invalid="ignore", over="ignore"):
            high = (inner > SPIKE * np.abs(before)) & (inner > SPIKE * np.abs(after))
        where = np.flatnonzero(high) + 1
        if len(where) == 0 or len(self.loss) - len(where) < FEWEST:
            return self, []
        keep = np.ones(len(self.loss), dtype=bool)
        keep[where] = False
        first = f"epoch {self.when[where[0]]:g} ({number(self.loss[where[0]])})"
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        finding = Finding(
            "spikes",
            (),
            f"The loss spikes at {first}{more} and recovers: left out of the trend.",
            "Look at those batches for an outlier, or clip the gradient.",
        )
        return _Log(self.when[keep], self.loss[keep]), [finding]

    def tail(self, share: float = 1 / 3) -> _Log:
        """The last part of it, at least three values."""
        k = max(FEWEST, math.ceil(len(self.loss) * share))
        return _Log(self.when[-k:], self.loss[-k:])

    def head(self) -> _Log:
        """The first few values, where the drop is fastest."""
        k = max(FEWEST, len(self.loss) // 10)
        return _Log(self.when[:k], self.loss[:k])

    def turning_share(self) -> float:
        """The share of inner values that are above or below both neighbours."""
        steps = np.diff(self.loss)
        steps = steps[steps != 0]
        return float(np.mean(np.sign(steps[1:]) != np.sign(steps[:-1]))) if len(steps) > 1 else 0.0

    def growth(self) -> float:
        """The factor g per epoch of a loss that grows; NaN when there is none to be told."""
        steps, gaps = np.diff(self.loss), np.diff(self.when)
        if len(steps) >= FEWEST and (steps > 0).all() and np.ptp(gaps) <= 1e-9 * gaps[0]:
            slope = _Log(self.when[1:], steps).log_slope()
            # Steps that do not grow are a drift, not the geometric growth of a rate too high.
            return math.exp(min(slope, LARGEST_LOG)) if slope > DRIFT else math.nan
        return math.exp(min(self.log_slope(), LARGEST_LOG))

    def gain_in_errors(self) -> float:
        """What the second half gained on the first, in standard errors of the noise.

        The noise is read from second differences, which a smooth trend hardly has.
        """
        half = len(self.loss) // 2
        if half < 2:
            return math.inf
        height = self.loss / (np.abs(self.loss).max() or 1.0)
        error = float(np.sqrt(np.square(np.diff(height, n=2)).mean() / 6 * 2 / half))
        gain = float(height[:half].mean() - height[-half:].mean())
        return gain / error if error > 0 else math.inf

    def log_slope(self) -> float:
        """The slope of log loss per epoch, by least squares; NaN when losses are not positive."""
        if (self.loss <= 0).any():
            return math.nan
        t, height = self.when - self.when.mean(), np.log(self.loss)
        return float(t @ height / (t @ t))


def _judge(
    log: _Log, lr: float | None, ended_badly: bool, noticed: list[Finding]
) -> HistoryDiagnosis:
    tail = log.tail()
    turning = log.turning_share() if len(log.loss) >= 6 else 0.0
    if _is_growing(tail, ended_badly):
        return _diverging(log, lr, noticed)
    if turning >= ALTERNATING or _is_wave(log):
        return _oscillating(log, lr, noticed)
    # A log this short shows no trend under noise: its last half has to speak for it.
    only_noise = log.tail(1 / 2).gain_in_errors() < CERTAIN and turning > NOISY / 2
    if turning > NOISY:
        noticed = [*noticed, _noise(log)]
        log = _smoothed(log)
        tail = log.tail()
    return _flat(log, tail, lr, noticed) if only_noise else _settling(log, tail, lr, noticed)


def _is_growing(tail: _Log, ended_badly: bool) -> bool:
    rises = float(np.mean(np.diff(tail.loss) > 0))
    if ended_badly:
        return bool(tail.loss[-1] > tail.loss[-2])
    # Noise about a flat line rises half of the time: ask for growth well above the wiggles too.
    wiggle = float(np.median(np.abs(np.diff(tail.loss, n=2)))) if len(tail.loss) > 3 else 0.0
    return rises >= GROWING and tail.loss[-1] - tail.loss[0] > 2 * wiggle


def _diverging(log: _Log, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    k = max(FEWEST + 1, math.ceil(len(log.loss) / 6))
    growth = _Log(log.when[-k:], log.loss[-k:]).growth()
    root = math.sqrt(growth) if growth > 0 else math.nan
    known = lr is not None and math.isfinite(root)
    curvature = (1 + root) / lr if known and lr is not None else None
    limit = 2 / curvature if curvature else None
    advised = round_down(SAFE * limit) if limit else None
    if limit is not None and lr is not None and curvature is not None:
        told = (
            f": with lr={lr:g} the steepest curvature is (1 + √g)/lr = {number(curvature)}, so "
            f"the limit is 2·lr/(1 + √g) = {number(limit)}"
        )
        advice = (f"Use lr={advised:g} (99 % of the limit) or less",)
        unknown: tuple[str, ...] = ()
    else:
        told = f": the limit is {number(2 / (1 + root))} of your lr" if root > 0 else ""
        most = SAFE * 2 / (1 + root)
        share = f"{100 * round_down(most, 2):.2g} %" if root > 0 else "50 %"
        advice = (f"Use at most {share} of your lr",)
        unknown = ("The limit as a number: give --lr, the rate of this run.",)
    sentence = f"The loss grows by a factor g = {number(growth)} per epoch{told}."
    if not math.isfinite(root):
        sentence = "The loss rises, but by no steady factor: no limit of lr can be read from that."
        unknown = ("The limit of lr: give the data instead of a log.",)
    return HistoryDiagnosis(
        status="diverging",
        cause="lr_above_limit",
        sentence=sentence,
        lr=lr,
        lr_limit=limit,
        lr_advised=advised,
        curvature=curvature,
        growth_per_epoch=root if math.isfinite(root) else None,
        epochs_run=_span(log),
        start_loss=float(log.loss[0]),
        final_loss=float(log.loss[-1]),
        min_loss=None,
        epochs_to_loss=None,
        findings=(Finding("lr_above_limit", (), sentence, f"{advice[0]}."), *noticed),
        advice=tuple(map(Suggestion, advice)),
        unknown=(
            *unknown,
            "Whether this was plain gradient descent on all rows, one update an epoch: the formula "
            "is for that. With momentum, mini-batches or skipped epochs the limit is another.",
            "Whether this is the loss that was trained on: one on other data also rises when a "
            "model overfits.",
            "Which columns are steep: give the data instead of a log.",
        ),
    )


def _is_wave(log: _Log) -> bool:
    """At least five turning points, evenly spaced: a damped wave, as momentum makes."""
    steps = np.diff(log.loss)
    turns = np.flatnonzero(np.sign(steps[1:]) * np.sign(steps[:-1]) < 0)
    if len(turns) < 5:
        return False
    gaps = np.diff(turns)
    return bool(gaps.min() > 1 and gaps.std() <= 0.25 * gaps.mean())


def _oscillating(log: _Log, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    lower = None if lr is None else round_down(lr / 2)
    sentence = (
        f"The loss see-saws (it turns at {percent(log.turning_share())} of the epochs) between "
        f"{number(log.tail().loss.min())} and {number(log.tail().loss.max())}: the steps jump "
        "over the valley, so lr is near its limit."
    )
    advice = ("Halve lr" + (f" to {lower:g}" if lower else "") + ", or lower the momentum",)
    return _quiet(
        log, lr, "converging", "lr_near_limit", sentence, advice, noticed, None, None, lower
    )


def _settling(log: _Log, tail: _Log, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    """A loss that falls, fast or slowly, or no longer."""
    start, end = tail.loss[0], tail.loss[-1]
    gained = _share_gained(start, end)
    floor, ratio = _floor(tail)
    early, late = -log.head().log_slope(), -tail.log_slope()
    creeps = bool((np.diff(log.loss) < 0).all()) and 0 < early < 2 * late
    ahead = (end - floor) / abs(end) if floor is not None and end else 1.0
    if not creeps and (gained < FLAT or ahead < FLAT):
        return _flat(log, tail, lr, noticed)
    if math.isnan(late):
        late = _share_gained(start, end) / _span(tail)
    slowed = late > 0 and early / late >= SLOWED_DOWN
    needed = _epochs_ahead(end, floor, ratio)
    if not slowed and late > HEALTHY and (creeps or ahead > MUCH_AHEAD):
        sentence = (
            f"Nothing is wrong: the loss falls by about {percent(late)} per epoch and has further "
            "to fall."
        )
        advice = ("Train longer",)
        return _quiet(log, lr, "converging", "none", sentence, advice, noticed, floor, needed, None)
    if creeps or (not slowed and ahead > MUCH_AHEAD):
        sentence = (
            f"The loss falls steadily but slowly, {_per_epoch(late)} per epoch, and has gone "
            f"from {number(log.loss[0])} to {number(end)}."
        )
        higher = "twice your lr" if lr is None else f"lr={2 * lr:g}"
        advice = (
            f"Try {higher} for a few epochs. Should the loss rise, lr is just below its limit: "
            "then halve it instead",
        )
        return _quiet(
            log, lr, "converging", "lr_too_small", sentence, advice, noticed, floor, needed, None
        )
    heading = f", heading for about {number(floor)}" if floor is not None else ""
    sentence = (
        f"After an early drop the loss is on a plateau: {number(end)}{heading}, still falling "
        f"{_per_epoch(late)} per epoch. Some directions are done, a slow one is not."
    )
    advice = ("Standardise the inputs, use momentum, or train longer",)
    return _quiet(
        log, lr, "converging", "slow_direction", sentence, advice, noticed, floor, needed, None
    )


def _share_gained(start: float, end: float) -> float:
    """How far the loss fell, against the larger of its sizes: losses may pass through 0."""
    size = max(abs(start), abs(end))
    return float((start - end) / size) if size > 0 else 0.0


def _flat(log: _Log, tail: _Log, lr: float | None, noticed: list[Finding]) -> HistoryDiagnosis:
    """A loss that has stopped falling."""
    start, end = tail.loss[0], tail.loss[-1]
    gained = max(_share_gained(start, end), 0.0)
    told = f"gained {_per_epoch(gained)} of it" if gained > 0 else "gained nothing"
    sentence = f"The loss is flat at {number(end)}: the last {in_epochs(_span(tail))} {told}."
    if any(finding.code == "noisy_losses" for finding in noticed):
        sentence = f"The loss is flat at about {number(end)}, but for its noise."
    advice = ("Stop here, unless the weights matter more than the loss",)
    return _quiet(
        log, lr, "converged", "noise_floor", sentence, advice, noticed, float(end), 0.0, None
    )


def _per_epoch(share: float) -> str:
    """A small share with two digits: 1.2 %, 0.00031 %."""
    return f"{100 * max(share, 0.0):.2g} %"


def _quiet(
    log: _Log,
    lr: float | None,
    status: str,
    cause: str,
    sentence: str,
    advice: tuple[str, ...],
    noticed: list[Finding],
    floor: float | None,
    needed: float | None,
    advised: float | None,
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
        epochs_run=_span(log),
        start_loss=float(log.loss[0]),
        final_loss=float(log.loss[-1]),
        min_loss=floor,
        epochs_to_loss=needed,
        findings=(Finding(cause, (), sentence, f"{advice[0]}."), *noticed),
        advice=tuple(map(Suggestion, advice)),
        unknown=(
            "The limit of lr, and whether lr is far below it or just below: both fall slowly. "
            "Only a diverging run, or the data, shows it.",
            "Whether the weights are right: a slow direction hardly shows in the loss.",
        ),
    )


def _floor(tail: _Log) -> tuple[float | None, float | None]:
    """Where the loss is heading, by Aitken's extrapolation, and what an epoch keeps of the rest."""
    middle = len(tail.loss) // 2
    first, second, third = tail.loss[0], tail.loss[middle], tail.loss[-1]
    if not (first > second > third):
        return None, None
    span1, span2 = tail.when[middle] - tail.when[0], tail.when[-1] - tail.when[middle]
    ratio = ((second - third) / span2) / ((first - second) / span1)
    if not 0 < ratio < 1:
        return None, None
    per_epoch = ratio ** (2 / (span1 + span2))
    rest = (second - third) * per_epoch**span2 / (1 - per_epoch**span2)
    return max(float(third - rest), 0.0), float(per_epoch)


def _epochs_ahead(end: float, floor: float | None, ratio: float | None) -> float | None:
    """Epochs from now until the loss is within 1 % of the floor."""
    if floor is None or ratio is None or floor <= 0 or end <= floor:
        return None
    return max(0.0, math.ceil(math.log(0.01 * floor / (end - floor)) / math.log(ratio)))


def _smoothed(log: _Log) -> _Log:
    """Medians over windows of a sixteenth of the log: the trend under the noise."""
    k = max(1, len(log.loss) // 16)
    parts = [slice(i, i + k) for i in range(0, len(log.loss) - k + 1, k)]
    when = np.array([log.when[part].mean() for part in parts])
    return _Log(when, np.array([np.median(log.loss[part]) for part in parts]))


def _noise(log: _Log) -> Finding:
    tail = log.tail()
    wiggle = float(np.median(np.abs(np.diff(tail.loss))))
    return Finding(
        "noisy_losses",
        (),
        f"The loss jitters by about {number(wiggle)} from one entry to the next, as mini-batches "
        "do: the trend was taken from medians.",
        "Larger batches or a lower lr towards the end make it quieter.",
    )


def _blown_up(values: Vector, when: Vector, usable: np.ndarray) -> list[Finding]:
    if usable.all():
        return []
    first = int(np.argmin(usable))
    finding = Finding(
        "non_finite_losses",
        (),
        f"{int((~usable).sum())} of {len(values)} losses are NaN or inf, the first at epoch "
        f"{when[first]:g}.",
        "The run had left float range by then: look at the epochs before.",
    )
    return [finding]


def _negative(values: Vector) -> list[Finding]:
    if (values >= 0).all():
        return []
    evidence = f"The loss goes below 0 (to {number(values.min())}), so it is no squared error."
    return [Finding("negative_losses", (), evidence, "Growth factors are then left out.")]


def _ascending(epochs: ArrayLike) -> Vector:
    when = np.asarray(epochs, dtype=np.float64).ravel()
    falls = np.flatnonzero(~(np.diff(when) > 0))
    if len(falls):
        i = int(falls[0])
        raise DataError(
            f"The epochs do not ascend: {when[i]:g} is followed by {when[i + 1]:g} "
            f"(entry {i + 2}). Sort the log, or give one run at a time."
        )
    return when


def _span(log: _Log) -> float:
    return float(log.when[-1] - log.when[0])


def history_lines(found: HistoryDiagnosis) -> Sequence[str]:
    """The diagnosis as lines of text."""
    facts = (
        f"{number(found.start_loss)} at the start, {number(found.final_loss)} after "
        f"{in_epochs(found.epochs_run)}"
    )
    ahead = found.epochs_to_loss
    return [
        f"{found.status.upper()}: {found.sentence}",
        "",
        f"loss: {facts}",
        *([f"to 1 % of its floor: about {in_epochs(ahead)} more"] if ahead else []),
        *[f"· {finding}" for finding in found.findings[1:]],
        "",
        "What to do",
        *[f"· {line}" for line in found.advice],
        "",
        "What a log alone cannot tell",
        *[f"· {line}" for line in found.unknown],
    ]
