"""Evidence in a log about a run, and the verdict that a recognizer reaches."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from downslope.diagnosis.loss_series import (
    ENTRIES_A_SPIKE,
    FEWEST_LOSSES,
    TWICE,
    LossSeries,
    entries_to_judge,
)
from downslope.findings import Finding
from downslope.loss_log import LossLog, Series
from downslope.numerics.arrays import Vector
from downslope.rules import Rule

ROUNDING = {"squared": 1e-12, "unknown": 1e-12}  # of the first loss; squares of float32 digits
ROUNDING_OF_OTHERS = 1e-6  # of a loss that is linear in the error
RATE_JUMP = 2.0  # times: a learning rate that a schedule changes
NOISY_SHARE = 0.4  # of turning points of noise: two thirds for white noise, and fewer on a slope
BATCH_NOISE = 0.15  # of the level: the median step of losses of single batches
CERTAIN = 4.0  # standard errors, of a difference that was looked for in all of the log
CERTAIN_ERRORS = 3.0  # standard errors that a gain must exceed before it is not noise
BATCHES = ("step", "sample")  # units in which an entry may be one batch
ACCURACY = re.compile(r"(?<![a-z])acc(?:uracy)?(?![a-z])", re.IGNORECASE)
NO_GAIN = 0.05  # of the first loss
UNSETTLED = 0.08  # of the level: the median step of losses that never settle
CALM = 1 / 3  # of the jitter of the training loss: that of a validation loss beside batches
NOISE_REACHES = 3.0  # standard deviations
AS_GUESSED = 0.1  # of 1/K: how far the accuracy of a guess may be from it
MOST_GUESSED = 1000
LATE = 0.8  # of the log, after which a restart leaves no time to recover
LEFT_OF_A_SPIKE = 0.01  # of its height, in the next entry
STEPS_OF_NOISE = 4.0  # times the median step: what noise adds to that
FEWEST_TO_JUDGE = 5  # losses of a fall: fewer show neither its shape nor its noise
PLURAL = {"entry": "entries"}
BOOSTING = ("xgboost", "lightgbm", "catboost", "evaluation results")  # formats of logs
ADVICE_OF_BOOSTING: dict[str, tuple[str, ...]] = {
    "converging": (
        "Add rounds, or raise eta (the learning rate) or the depth of the trees, as long as the "
        "validation loss falls",
    ),
    "converged": ("Stop here: more rounds with this eta and depth gain nothing",),
    "overfitting": ("Lower eta (the learning rate) or the depth of the trees, or use more data",),
    "not_learning": (
        "Raise eta (the learning rate) or the depth of the trees, and check that labels belong to "
        "the inputs",
    ),
    **dict.fromkeys(
        ("diverging", "rising", "unstable"),
        ("Lower eta (the learning rate) and the depth of the trees",),
    ),
}


class OfCause(str):
    """Line of what a log cannot tell that is about the cause, which measurements may tell."""

    __slots__ = ()


class OfLoops(str):
    """Line of what a log cannot tell that is about a loop: its rate, its updates, its weights."""

    __slots__ = ()


@dataclass(frozen=True, eq=False)
class Evidence:
    """Evidence of one log about its run.

    Attributes
    ----------
    log : LossLog
        The log itself.
    sampled : LossLog
        The log reduced to the entries examined: all of them, or a sample if there are very many.
    when : ndarray of shape (T,)
        Epochs, steps, or entries of the sampled values.
    lr : float or None
        The learning rate of the run, if it is one.
    rule : Rule or None
        The update rule, if it is one for which growth reveals the limit on `lr`.
    """

    log: LossLog
    sampled: LossLog
    when: Vector
    lr: float | None
    rule: Rule | None

    @property
    def unit(self) -> str:
        """Unit of `when`."""
        return self.log.unit

    @property
    def kind(self) -> str:
        """Kind of the loss; an unknown one logged with an accuracy counts as a cross-entropy."""
        beside = any(ACCURACY.search(name) for name in self.log.all_series)
        return "cross-entropy" if beside and self.log.kind == "unknown" else self.log.kind

    @property
    def is_of_validation(self) -> bool:
        """Whether the series itself is a validation loss."""
        return self.log.roles[self.log.metric] == "validation"

    @cached_property
    def finite(self) -> NDArray[np.bool_]:
        """Whether each value is finite, shape (T,)."""
        return np.isfinite(self.sampled.values)

    @cached_property
    def before_failure(self) -> LossSeries:
        """The losses before the first one that is not finite."""
        end = len(self.finite) if self.finite.all() else int(np.argmin(self.finite))
        return LossSeries(self.when[:end], self.sampled.values[:end])

    @cached_property
    def raw(self) -> LossSeries:
        """All finite losses; not those after a late restart of the schedule, which disturb it."""
        usable = self.finite.copy()
        if self.late_restart is not None:
            usable[self.late_restart :] = False
        return LossSeries(self.when[usable], self.sampled.values[usable])

    @property
    def is_too_short(self) -> bool:
        """Whether a log has too few losses to say that nothing is wrong; a watch knows more."""
        return len(self.raw.loss) < FEWEST_TO_JUDGE and self.log.format != "watch"

    @cached_property
    def single_spikes(self) -> NDArray[np.intp]:
        """Positions in `raw` of rare single entries far above a smooth trend, which goes on.

        A step that was too large leaves the weights where the loss takes some entries to return.
        """
        loss, found = self.raw.loss, [entries for entries, _ in self.raw.excursions()]
        single = [each[0] for each in found if len(each) == 1 and each[0] < len(loss) - 1]
        where = np.array(single, dtype=np.intp)
        if not 0 < len(where) <= max(1, len(loss) // ENTRIES_A_SPIKE):
            return where[:0]
        jitter, before, after = self.raw.jitter(), loss[where - 1], loss[where + 1]
        most = LEFT_OF_A_SPIKE * (loss[where] - before) + STEPS_OF_NOISE * jitter * before
        is_back = after - before <= most
        return where[is_back] if jitter < UNSETTLED else where[:0]

    @cached_property
    def spikes(self) -> NDArray[np.intp]:
        """Positions of spikes in `raw`."""
        return np.union1d(self.raw.spikes(), self.single_spikes)

    def excursions(self) -> list[tuple[int, float]]:
        """Return where rises that are not single spikes begin, and how far they go."""
        found = ((int(entries[0]), height) for entries, height in self.raw.excursions())
        return [each for each in found if each[0] not in self.single_spikes]

    @cached_property
    def series(self) -> LossSeries:
        """The losses without spikes."""
        return self.raw.without(self.spikes)

    @cached_property
    def levels(self) -> Vector:
        """Medians over windows of a tenth of the losses."""
        return self.series.levels()

    @property
    def first(self) -> float:
        """The first finite loss."""
        return float(self.raw.loss[0])

    @property
    def rounding(self) -> float:
        """Size of losses that may be nothing but rounding errors."""
        return ROUNDING.get(self.kind, ROUNDING_OF_OTHERS) * abs(self.first)

    @property
    def level(self) -> float:
        """The median over the last tenth."""
        return float(self.levels[-1])

    @property
    def lowest(self) -> float:
        """The lowest level of the run."""
        return float(self.levels.min())

    @cached_property
    def is_noisy(self) -> bool:
        """Whether the losses jitter around their trend."""
        return len(self.series.loss) >= 6 and self.series.turning_share() > NOISY_SHARE

    @cached_property
    def noise_reaches(self) -> float:
        """The lowest of the last entries if the log jitters as batches do; inf otherwise."""
        as_batches = self.is_noisy and self.series.jitter() > BATCH_NOISE
        return float(self.series.last(1 / 4).loss.min()) if as_batches else math.inf

    @cached_property
    def starts_in_noise(self) -> bool:
        """Whether the first loss is within the noise of the last ones."""
        late = self.series.last(1 / 4).loss
        reach = NOISE_REACHES * self.series.noise()
        low, high = float(late.min()), float(late.max())
        middle = float(np.median(late))
        return self.is_noisy and min(low, middle - reach) <= self.first <= max(high, middle + reach)

    @cached_property
    def start(self) -> float:
        """The first loss, or the first level if the noise still reaches the first loss."""
        if self.noise_reaches <= self.first:
            return max(self.first, float(self.levels[0]))
        return float(self.levels[0]) if self.starts_in_noise else self.first

    @property
    def gain_of_noise(self) -> float:
        """Largest difference between levels due to noise alone, if the log starts in its noise."""
        if not self.starts_in_noise:
            return 0.0
        width = len(self.series.loss) - len(self.levels) + 1
        return 3 * self.series.jitter() * math.sqrt(2 / width)

    @property
    def is_only_noise(self) -> bool:
        """Whether neither the levels at both ends nor the two halves differ by more than noise.

        If single batches are logged, the first entry may come after the fall: then only a
        validation loss can show that nothing was learned.
        """
        is_told = self.unit not in BATCHES or self.validation_gain < NO_GAIN
        if not self.starts_in_noise or not is_told:
            return False
        if self.is_of_batches and self.validation_gain < NO_GAIN:
            return True
        if self.series.gain_in_errors() >= CERTAIN_ERRORS:
            return False
        first, last = float(self.levels[0]), self.level
        return first - last < self.gain_of_noise * abs(last)

    @property
    def gain(self) -> float:
        """The share of the first loss that the run has gained; negative if it rose."""
        size = max(abs(self.start), abs(self.level))
        return (self.start - self.level) / size if size > 0 else 0.0

    @cached_property
    def has_risen(self) -> bool:
        """Whether the level is above twice the first loss, or twice the lowest level."""
        if (self.raw.loss < 0).any():
            # The lowest of many levels is below the others by its noise.
            noise = CERTAIN * math.sqrt(2) * self.series.error_of_level()
            rise = self.level - self.lowest
            return self.gain < 0 and rise > max(0.5 * float(np.ptp(self.levels)), noise)
        series, level, start = self.raw, self.level, self.start
        if series.alternates:
            series = means_of_neighbors(series)
            level, start = float(series.levels()[-1]), float(series.loss[0])
        levels = series.levels()
        above_lowest = float(levels[-1]) > max(TWICE * float(levels.min()), self.rounding)
        return above_lowest or level > TWICE * start

    @cached_property
    def rates(self) -> Vector | None:
        """Logged learning rates, shape (T,), gaps filled from the left; None if there are none."""
        rates = self.sampled.lr
        if rates is None or not np.isfinite(rates).any():
            return None
        known = np.flatnonzero(np.isfinite(rates))
        before = np.searchsorted(known, np.arange(len(rates)), side="right") - 1
        return rates[known[np.maximum(before, 0)]]

    @property
    def has_schedule(self) -> bool:
        """Whether the logged learning rate changes by more than a factor of two."""
        rates = self.rates
        return rates is not None and bool(rates.max() > RATE_JUMP * rates.min())

    @property
    def late_restart(self) -> int | None:
        """Position where the learning rate jumps up again near the end of the log, or None."""
        rates = self.rates
        if rates is None:
            return None
        lowered = np.minimum.accumulate(rates) < rates[0] / RATE_JUMP
        jumps = np.flatnonzero((rates[1:] > RATE_JUMP * rates[:-1]) & lowered[:-1]) + 1
        late = jumps[jumps >= max(LATE * len(rates), FEWEST_LOSSES)]
        return int(late[0]) if len(late) else None

    @property
    def beside(self) -> Series | None:
        """The validation losses beside the chosen series, NaN and inf among them."""
        return None if self.is_of_validation else self.log.validation

    def place_beside(self, entry: int) -> str:
        """Return the name of a position in the validation losses: "epoch 12"."""
        assert self.beside is not None
        unit, places = self.beside.unit, self.beside.places
        return f"entry {entry + 1}" if places is None else f"{unit} {places[entry]:,.10g}"

    @cached_property
    def validation(self) -> LossSeries | None:
        """The validation losses beside the chosen series, if enough of them are finite."""
        return None if self.beside is None else finite_series(self.beside)

    @cached_property
    def validation_gain(self) -> float:
        """The share of its first value that the validation loss has gained; inf without one."""
        if self.validation is None or not self.validation.is_positive:
            return math.inf
        return 1 - float(self.validation.levels()[-1]) / float(self.validation.loss[0])

    @property
    def has_gap(self) -> bool:
        """Whether the validation loss is far above the training loss, of the same kind."""
        beside = self.log.validation
        if self.validation is None or beside is None or beside.kind != self.log.kind:
            return False
        return float(self.validation.levels()[-1]) > TWICE * max(self.level, 0.0)

    @property
    def guessed_classes(self) -> int | None:
        """Number of classes K if every accuracy in the log is 1/K from the start to the end."""
        found = set()
        for name, series in self.log.all_series.items():
            values = series.values[np.isfinite(series.values)]
            if not ACCURACY.search(name) or len(values) < FEWEST_LOSSES:
                continue
            third = len(values) // 3
            levels = np.array([np.median(values[:third]), np.median(values[-third:])])
            levels /= 100 if levels.max() > 1 else 1
            classes = round(1 / levels[1]) if levels[1] > 1 / MOST_GUESSED else 0
            is_guess = classes > 1 and bool((np.abs(levels * classes - 1) < AS_GUESSED).all())
            found.add(classes if is_guess else None)
        return found.pop() if len(found) == 1 else None

    @property
    def is_of_batches(self) -> bool:
        """Whether an entry may be the loss of one batch, which jumps although the weights do not.

        Many loops log the last batch of each epoch: then the validation loss is far calmer.
        """
        jitter, beside = self.series.jitter(), self.validation
        if beside is None:
            return self.unit in BATCHES
        levels, own = beside.levels(), beside.jitter()
        if own >= UNSETTLED or levels[-1] > TWICE * levels.min() > 0:
            return False
        return self.unit in BATCHES or own < CALM * jitter

    @property
    def epochs_run(self) -> float:
        """Number of epochs, steps, or entries run, counted from 0 or from before the first."""
        span = float(self.when[-1] - self.when[0])
        if self.when[0] <= 0 or len(self.when) < 2:
            return span
        return min(float(self.when[-1]), span + float(np.median(np.diff(self.when))))

    def steps(self, count: float) -> str:
        """Return a count of the log's unit, such as "12 epochs"."""
        return counted_in(self.unit, count)

    def at(self, when: float) -> str:
        """Return the name of a position in the log: "epoch 12"."""
        return f"{self.unit} {when:,.10g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Result of a recognizer: the fields of the diagnosis that differ from run to run."""

    status: str
    cause: str
    sentence: str
    advice: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    lr_limit: float | None = None
    lr_advised: float | None = None
    curvature: float | None = None
    growth_per_epoch: float | None = None
    min_loss: float | None = None
    min_loss_range: tuple[float, float] | None = None
    epochs_to_loss: float | None = None
    epochs_to_loss_range: tuple[float, float] | None = None
    failed_at: float | None = None
    best_at: float | None = None
    has_no_limit: bool = False  # a rise that shows none, which is said if none is measured either

    def failed(self, sentence: str, at: float) -> Verdict:
        """Return the verdict with the same cause for a run that ended in NaN or inf."""
        return replace(self, status="failed", sentence=f"{sentence} {self.sentence}", failed_at=at)

    def of_boosting(self) -> Verdict:
        """Return the verdict with the advice for rounds of boosted trees, which have no weights."""
        advice = ADVICE_OF_BOOSTING.get(self.status)
        if advice is None:
            return self
        if self.best_at is not None:
            advice = (f"Keep the rounds up to {self.best_at:,.10g} (early stopping)", *advice)
        unknown = tuple(line for line in self.unknown if not isinstance(line, OfLoops))
        return replace(self, advice=advice, unknown=unknown)


def nothing_wrong(sentence: str) -> str:
    """Return a sentence that says so, and why."""
    return f"Nothing is wrong: {sentence[0].lower()}{sentence[1:]}"


def counted_in(unit: str, count: float) -> str:
    """Return a count with its unit: "1 epoch", "1,480 steps", "12 entries"."""
    if not math.isfinite(count):
        return "never"
    shown = f"{int(count):,}" if count < 1e9 else f"about {count:.0e}"
    return f"{shown} {unit if count == 1 else PLURAL.get(unit, f'{unit}s')}"


def means_of_neighbors(series: LossSeries) -> LossSeries:
    """Return the means of two neighbors each: what is left of a see-saw."""
    return LossSeries(series.when[1:], (series.loss[1:] + series.loss[:-1]) / 2)


def finite_series(series: Series) -> LossSeries | None:
    """Return the finite values of a series; None if they are too few for a trend."""
    usable = np.isfinite(series.values)
    if usable.sum() < FEWEST_LOSSES:
        return None
    series = series.at(entries_to_judge(series.values))
    usable = np.isfinite(series.values)
    assert series.places is not None
    return LossSeries(series.places[usable], series.values[usable])


def logged_rate(log: LossLog) -> float | None:
    """Return the learning rate that a log names, if it stays the same."""
    rates = log.lr[np.isfinite(log.lr)] if log.lr is not None else np.empty(0)
    return float(rates[0]) if len(rates) and rates[0] > 0 and np.ptp(rates) == 0 else None
