"""Series of losses: level, growth, noise, waves, the floor it heads for, and spikes.

The level of a series is the median over a tenth of it: single entries do not move it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from downslope.diagnosis.autocorrelation import (
    certain_correlation,
    correlation,
    mean_ranks,
    trend_in_errors,
)
from downslope.formatting import number, percent
from downslope.numerics.arrays import Vector

BEFORE_ZERO = 6  # entries that say how a loss fell
KEPT_BEFORE_ZERO = 0.7  # of the loss, from one of these entries to the next
DIGITS_ABOVE_ZERO = 20  # units of the last decimal, from which a loss is not rounded to 0
FEWEST_LOSSES = 3  # from which a trend can be told
FEWEST_OF_A_SURGE = 5  # entries
NEARLY_ALL = 0.995  # of a loss: a fall by more is told by what is left
ALIKE = 2.0  # times: rates of growth that are about the same
FEWEST_OF_A_CLIMB = 20  # entries, each above the one before
MOSTLY = 0.75  # of the steps of a surge, upward
SPIKE_RATIO = 10.0  # to both neighbors
MIN_LOG_GROWTH = 1e-5  # log g below which a rise has no factor
MAX_LOG_GROWTH = 700.0  # of a growth factor that is still a number
STEADY_DRIFT = 0.05  # of log g, between the halves of a growth by one factor
STEADY_SPREAD = 0.2  # of log g, between its entries
TWICE = 2.0  # the level, against the first or the lowest: never healthy beyond
MEDIAN_ERROR = 1.25  # standard error of a median, against that of a mean
SECOND_DIFFERENCE = 0.6745 * math.sqrt(6)  # its median size, for noise of standard deviation 1
FEWEST_AROUND = 8  # entries that show what is around one of them
FEWEST_BEFORE = 8  # entries of a fall, before a rise is one that follows it
FEWEST_IN_NO_ORDER = 8  # entries: of fewer, hardly an order is one that chance does not give
MOST_AROUND = 50  # entries to each side
NOISE_BELOW = 4.0  # times the noise below the running median: what noise hardly reaches
ENTRIES_A_SPIKE = 50  # more spikes than one in this many entries are not chance
WINDOWS_A_WIDTH = 40  # so that a long log has a few hundred windows and not one for each entry
MOST_JUDGED = 10_000  # entries of a log, beyond which one of each block stands for the others
ALTERNATING_SHARE = 0.9  # of turning points of a run that see-saws
BEYOND_CHANCE = 2.5  # standard deviations: what a random order hardly has
WANDERS = 0.15  # of the level: below it, a rise among noise is not worth a word
FAR_ABOVE = 5.0  # errors of a level: the lowest of hundreds is about 3 below, the last 2 above
BEYOND_NOISE = 5.0  # standard errors: the rise is looked for from the lowest entry to the end
FEWEST_OF_A_CALM_RISE = 6  # entries: 6 in order are 1 of 720 orders that chance gives
WIDTHS = (3, 7, 15)  # entries of a median
MOST_TURNS = 6  # widths that a log must have
LARGE_RISE = 0.05  # of the level: a rise, or a fall, that is worth a word
MOST_DECIMALS = 9  # that a log is looked at for
MOST_DIGITS = 7
ROUNDED = 1e-6  # of the last digit: what parsing and scaling leave


@dataclass(frozen=True, slots=True, eq=False)
class LossSeries:
    """Finite losses and when they were logged, both of shape (k,)."""

    when: Vector
    loss: Vector

    def excursions(self) -> list[tuple[NDArray[np.intp], float]]:
        """Return the entries of short rises far above their surroundings, and how far above.

        Far is twice the running median, and more where the noise below that median is large.
        """
        k = len(self.loss)
        if k < FEWEST_AROUND or not self.is_positive:
            return []
        half = min(max(2, k // 10), MOST_AROUND)
        around = np.median(
            sliding_window_view(np.pad(self.loss, half, mode="reflect"), 2 * half + 1), axis=1
        )
        height = np.log(self.loss / around)
        below = -height[height < 0]
        noise = 1.4826 * float(np.median(below)) if len(below) else 0.0
        high = np.flatnonzero(height > max(math.log(TWICE), NOISE_BELOW * noise))
        groups = np.split(high, np.flatnonzero(np.diff(high) > 1) + 1) if len(high) else []
        return [
            (group, math.exp(float(height[group].max())))
            for group in groups
            if group[0] > 0
            and self.loss[group].max()
            > TWICE * np.median(self.loss[max(0, group[0] - 3) : group[0]])
        ]

    def spikes(self) -> NDArray[np.intp]:
        """Return the entries of rare excursions, from which the run recovered unless it just ended.

        Single values ten times both neighbors are spikes however many there are.
        """
        inner, before, after = self.loss[1:-1], self.loss[:-2], self.loss[2:]
        high = (inner > SPIKE_RATIO * np.abs(before)) & (inner > SPIKE_RATIO * np.abs(after))
        where = np.flatnonzero(high) + 1
        most_at_end = 0 if self.escape() is not None else FEWEST_LOSSES - 1
        groups = [
            group
            for group, _ in self.excursions()
            if group[-1] < len(self.loss) - 1 or len(group) <= most_at_end
        ]
        if 0 < len(groups) <= max(1, len(self.loss) // ENTRIES_A_SPIKE):
            where = np.union1d(where, np.concatenate(groups))
        return where if len(self.loss) - len(where) >= FEWEST_LOSSES else where[:0]

    def without(self, where: NDArray[np.intp]) -> LossSeries:
        """Return the series without the given entries."""
        return LossSeries(np.delete(self.when, where), np.delete(self.loss, where))

    @property
    def span(self) -> float:
        """Epochs, steps, or entries from the first to the last."""
        return float(self.when[-1] - self.when[0])

    @property
    def is_positive(self) -> bool:
        """Whether all values are positive, so that their ratios are meaningful."""
        return bool((self.loss > 0).all())

    def levels(self, share: float = 1 / 10) -> Vector:
        """Return medians over windows of a share of the series, at least three values each."""
        width = min(len(self.loss), max(FEWEST_LOSSES, int(len(self.loss) * share)))
        # The last window is one of them, whatever the stride.
        windows = sliding_window_view(self.loss, width)[::-1][:: 1 + width // WINDOWS_A_WIDTH]
        medians: Vector = np.median(windows, axis=1)[::-1]
        return medians

    def last(self, share: float, fewest: int = FEWEST_LOSSES) -> LossSeries:
        """Return the last part of the series."""
        k = max(fewest, math.ceil(len(self.loss) * share))
        return LossSeries(self.when[-k:], self.loss[-k:])

    def part(self, start: float, end: float) -> LossSeries:
        """Return the entries between two shares of the series, at least one."""
        first = min(int(start * len(self.loss)), len(self.loss) - 1)
        last = max(first + 1, int(end * len(self.loss)))
        return LossSeries(self.when[first:last], self.loss[first:last])

    def head(self) -> LossSeries:
        """Return the first few values, where the drop is fastest."""
        k = max(FEWEST_LOSSES, len(self.loss) // 10)
        return LossSeries(self.when[:k], self.loss[:k])

    def turning_share(self) -> float:
        """Return the share of inner values that are above or below both neighbors."""
        steps = np.diff(self.loss)
        steps = steps[steps != 0]
        return float(np.mean(np.sign(steps[1:]) != np.sign(steps[:-1]))) if len(steps) > 1 else 0.0

    @property
    def alternates(self) -> bool:
        """Whether it goes up and down from entry to entry, more often than noise does."""
        k = len(self.loss)
        if k < 2 * FEWEST_LOSSES:
            return False
        share = self.turning_share()
        expected, variance = 2 * (k - 2) / 3, (16 * k - 29) / 90  # of white noise
        beyond = (share * (k - 2) - expected) / math.sqrt(variance)
        return share >= ALTERNATING_SHARE and beyond > BEYOND_CHANCE

    def is_in_no_order(self) -> bool:
        """Whether the values are in an order that chance gives: no trend, no runs, no see-saw.

        Each statistic of the ranks is compared with its standard error in a random order: ranks
        against time, ranks against the next ones, and the mean rank of both ends.
        """
        k = len(self.loss)
        if k < FEWEST_IN_NO_ORDER:
            return False
        ranks = mean_ranks(self.loss) - (k - 1) / 2
        time = np.arange(k) - (k - 1) / 2
        square, root = float(ranks @ ranks), math.sqrt(k - 1)
        if square == 0:
            return False
        errors = [float(ranks @ time) / math.sqrt(square * float(time @ time)) * root]
        errors.append((float(ranks[1:] @ ranks[:-1]) / square + 1 / k) * root)
        for share in (1 / 10, 1 / 3):
            width = max(FEWEST_LOSSES, int(k * share))
            error = math.sqrt(square / (k - 1) / width * (k - width) / k)
            errors += [float(end.mean()) / error for end in (ranks[:width], ranks[-width:])]
        return max(map(abs, errors)) < BEYOND_CHANCE

    def has_two_levels(self) -> bool:
        """Whether some losses are far above the others, as a ratio, which none below 0 has."""
        high = np.sort(self.loss)[len(self.loss) // 2 : 1 - FEWEST_LOSSES]
        return bool((high >= 0).all() and (high[1:] > TWICE * high[:-1]).any())

    def wiggle(self) -> float:
        """Return the median size of second differences in the second half, due to noise."""
        recent = np.diff(self.last(1 / 2, 6).loss, n=2)
        return float(np.median(np.abs(recent))) if len(recent) > 1 else 0.0

    def noise(self) -> float:
        """Return the standard deviation of the noise, from the median second difference."""
        return self.wiggle() / SECOND_DIFFERENCE

    def jitter(self) -> float:
        """Return the median step between values in the second half, as a share of the level."""
        level = abs(float(self.levels()[-1]))
        steps = np.abs(np.diff(self.last(1 / 2).loss))
        return float(np.median(steps)) / level if level > 0 else 0.0

    def error_of_level(self) -> float:
        """Return the standard error of a level."""
        k = len(self.loss)
        rho = certain_correlation(self.last(1 / 2, 6).loss)
        return self.error_of_median(min(k, max(FEWEST_LOSSES, k // 10)), rho)

    def error_of_median(self, width: int, rho: float = 0.0) -> float:
        """Return the standard error of a median of some entries, from the noise in the second half.

        Second differences hardly see noise that wanders: where neighbors have a correlation of ρ,
        their variance is 2 (1 − ρ)(3 − ρ), and 6 without one. A mean of correlated entries has
        (1 + ρ)/(1 − ρ) times the variance of a mean of independent ones.
        """
        unseen = (1 + rho) / (1 - rho) / ((1 - rho) * (1 - rho / 3))
        return MEDIAN_ERROR * self.noise() * math.sqrt(unseen / width)

    def large_rises(self) -> float:
        """Return the share of steps in the second half that rise by more than 5% of the level."""
        rises = np.diff(self.last(1 / 2).loss)
        return float(np.mean(rises > LARGE_RISE * abs(float(self.levels()[-1]))))

    def surge(self) -> LossSeries | None:
        """Return the last entries if they left the level of a longer run and grew far above it."""
        median = float(np.median(self.loss))
        calm = np.flatnonzero(self.loss <= TWICE * median)
        k = len(self.loss) - 1 - int(calm[-1]) if len(calm) else 0
        if median <= 0 or not FEWEST_OF_A_SURGE <= k < len(self.loss) / 3:
            return None
        last = LossSeries(self.when[-k:], self.loss[-k:])
        grows = np.mean(np.diff(last.loss) > 0) >= MOSTLY and last.loss[-1] > SPIKE_RATIO * median
        return last if grows else None

    def escape(self) -> LossSeries | None:
        """Return the last entries if they rise at about one rate to far above those before.

        After a curve that only fell, three are enough.
        """
        if len(self.loss) < FEWEST_BEFORE or not self.is_positive:
            return None
        rates = np.diff(np.log(self.loss)) / np.diff(self.when)
        others = np.flatnonzero(~((rates > rates[-1] / ALIKE) & (rates < ALIKE * rates[-1])))
        k = len(rates) - 1 - int(others[-1]) if len(others) else len(rates)
        before = self.loss[: len(self.loss) - k]
        only_fell = len(before) >= FEWEST_BEFORE and bool((np.diff(before) <= 0).all())
        lately = before[-max(FEWEST_BEFORE, 2 * k) * (1 if only_fell else 2) :]
        is_long = k + 1 >= FEWEST_LOSSES + (0 if only_fell else 1)
        is_far = len(lately) > 0 and self.loss[-1] > TWICE * lately.max()
        return self.last(0, k + 1) if is_long and is_far else None

    def climb(self) -> LossSeries | None:
        """Return the end of a curve without noise that fell, turned, and has risen since."""
        steps = np.sign(np.diff(self.loss))
        steps = steps[steps != 0]
        turns = int((steps[1:] != steps[:-1]).sum())
        lowest = int(np.argmin(self.loss))
        fell = self.loss[0] - self.loss[lowest] > LARGE_RISE * abs(self.loss[0])
        is_long = len(self.loss) - lowest > FEWEST_OF_A_CLIMB
        if not (fell and is_long and 1 <= turns <= 2 and steps[-1] > 0):
            return None
        return LossSeries(self.when[lowest:], self.loss[lowest:])

    def turn(self) -> LossSeries | None:
        """Return the end of a curve that fell, turned, and has risen since as never before.

        The rise is above the noise, in about one direction, and more than twice the largest rise
        before it: neither waves, nor a saw, nor batches explain it. Medians stand for entries, of
        more of them where there is more noise.
        """
        widths = [width for width in WIDTHS if MOST_TURNS * width <= len(self.loss)]
        return next((end for width in widths if (end := self._turned(width)) is not None), None)

    def _turned(self, width: int) -> LossSeries | None:
        smooth = np.median(sliding_window_view(self.loss, width), axis=1)
        lowest = int(np.argmin(smooth))
        rise, size = smooth[-1] - smooth[lowest], max(abs(smooth[lowest]), abs(smooth[-1]))
        before = smooth[: lowest + 1]
        highest = float((before - np.minimum.accumulate(before)).max())
        turn = lowest + int(np.argmin(self.loss[lowest : lowest + width]))
        end = LossSeries(self.when[turn:], self.loss[turn:])
        # A parabola does not follow a turn, and what it leaves there looks like correlated noise.
        steady = max(self.loss[len(self.loss) // 2 : turn], end.loss, key=len)
        is_calm = bool((np.diff(end.loss) >= 0).all())
        least = (LARGE_RISE if is_calm else WANDERS) * size
        error = self.error_of_median(width, correlation(steady))
        is_far = rise > max(least, FAR_ABOVE * error, TWICE * highest)
        if not is_far or lowest < FEWEST_BEFORE or smooth[0] - smooth[lowest] <= rise:
            return None
        if is_calm:
            return end if len(end.loss) >= FEWEST_OF_A_CALM_RISE else None
        return end if trend_in_errors(end.loss) > BEYOND_NOISE else None

    def growth(self) -> float:
        """Return the factor g per epoch of a loss that grows steadily; NaN if there is none."""
        parts = self.last(1 / 6, FEWEST_LOSSES + 1), self.last(1 / 3, 2 * FEWEST_LOSSES)
        # Both or none: a few differences of noise rise by chance, and show another factor.
        floorless = parts[0].without_floor(), parts[1].without_floor()
        both = floorless[0] is not parts[0] and floorless[1] is not parts[1]
        recent, longer = floorless if both else parts
        slope = recent.log_slope()
        local = np.diff(np.log(longer.loss)) / np.diff(longer.when)
        if len(local) < 2 or not slope > MIN_LOG_GROWTH:
            return math.nan
        half = len(local) // 2
        drift = abs(float(np.mean(local[-half:]) - np.mean(local[:half])))
        is_steady = drift <= STEADY_DRIFT * slope and np.ptp(local) <= STEADY_SPREAD * slope
        return math.exp(min(slope, MAX_LOG_GROWTH)) if is_steady else math.nan

    def without_floor(self) -> LossSeries:
        """Return differences of losses that rise at regular positions, otherwise the losses."""
        steps, gaps = np.diff(self.loss), np.diff(self.when)
        even = bool(np.ptp(gaps) <= 1e-9 * gaps[0])
        return LossSeries(self.when[1:], steps) if even and (steps > 0).all() else self

    def gain_in_errors(self) -> float:
        """Return the gain of the second half over the first, in standard errors of the noise.

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
        """Return the slope of log loss per epoch; NaN if losses are not positive."""
        if not self.is_positive:
            return math.nan
        t, height = self.when - self.when.mean(), np.log(self.loss)
        return float(t @ height / (t @ t))

    def is_wave(self) -> bool:
        """Return whether there are five or more evenly spaced turning points, as with momentum."""
        steps = np.diff(self.loss)
        turns = np.flatnonzero(np.sign(steps[1:]) * np.sign(steps[:-1]) < 0)
        if len(turns) < 5:
            return False
        gaps = np.diff(turns)
        return bool(gaps.min() > 1 and gaps.std() <= 0.25 * gaps.mean())

    def heading(self) -> tuple[float | None, float | None]:
        """Return the floor by Aitken's method, and the share of the way to it left per epoch."""
        middle = len(self.loss) // 2
        first, second, third = self.loss[0], self.loss[middle], self.loss[-1]
        if not (first > second > third):
            return None, None
        span1, span2 = self.when[middle] - self.when[0], self.when[-1] - self.when[middle]
        ratio = ((second - third) / span2) / ((first - second) / span1)
        if not 0 < ratio < 1:
            return None, None
        per_epoch = ratio ** (2 / (span1 + span2))
        if per_epoch == 1:
            return None, None
        rest = (second - third) * per_epoch**span2 / (1 - per_epoch**span2)
        floor = float(third - rest)
        return max(floor, 0.0) if third >= 0 else floor, float(per_epoch)

    def is_far_from_zero(self) -> bool:
        """Return whether losses that fall slowly, if at all, cannot be 0 in the next entry."""
        last = self.loss[-BEFORE_ZERO:]
        if len(last) < BEFORE_ZERO or not self.is_positive:
            return False
        falls_slowly = bool((last[1:] >= KEPT_BEFORE_ZERO * last[:-1]).all())
        digit = 0.0 if self.decimals is None else 10.0**-self.decimals
        return falls_slowly and last[-1] > DIGITS_ABOVE_ZERO * digit

    @property
    def decimals(self) -> int | None:
        """Decimals that the log shows; None if they are too many to count."""
        for decimals in range(1, MOST_DECIMALS):
            scaled = self.loss * 10.0**decimals
            shown = np.round(scaled)
            # A loss of 1e-12 is near 0.0, which is not what the log shows of it.
            is_whole = np.abs(scaled - shown) < ROUNDED * np.minimum(1.0, np.abs(shown))
            if (is_whole | (self.loss == 0.0)).all():
                return decimals
        return None

    @property
    def last_digit(self) -> float:
        """What the last digit of the last losses stands for, such as 0.001; 0 if unknown."""
        if self.decimals is not None:
            return 10.0**-self.decimals
        size = 10.0 ** np.floor(np.log10(np.maximum(np.abs(self.loss), 1e-300)))
        for digits in range(1, MOST_DIGITS):
            scaled = self.loss / size * 10.0 ** (digits - 1)
            if np.abs(scaled - np.round(scaled)).max() < ROUNDED:
                return float(size[-1]) * 10.0 ** (1 - digits)
        return 0.0

    def smoothed(self) -> LossSeries:
        """Return medians over windows of a sixteenth of the log: the trend under the noise."""
        k = max(1, len(self.loss) // 16)
        parts = [slice(i, i + k) for i in range(0, len(self.loss) - k + 1, k)]
        when = np.array([self.when[part].mean() for part in parts])
        return LossSeries(when, np.array([np.median(self.loss[part]) for part in parts]))


def share_lost(before: float, after: float) -> float:
    """Return the fall of a loss relative to the larger of its two sizes, as it may pass 0."""
    size = max(abs(before), abs(after))
    return (before - after) / size if size > 0 else 0.0


def fall_in_words(before: float, after: float, parts: float) -> str:
    """Return how far a loss falls in one of `parts` equal parts of a fall.

    That is a share of the loss, below 100%, if both are positive; a loss that passes 0 has none.
    """
    if before > 0 and after > 0:
        return in_percent(1 - (after / before) ** (1 / parts))
    return number(max(before - after, 0.0) / parts)


def in_percent(share: float) -> str:
    """Format a share with two digits, of it or of its distance from 100%: 1.2%, 99.900%."""
    return percent(share) if share >= NEARLY_ALL else f"{100 * max(share, 0.0):.2g}%"


def entries_to_judge(losses: Vector) -> NDArray[np.integer]:
    """Return entries that represent a long log: the median entry of each block, in order.

    The first and the last entry are among them, and of a log that fails the entries right before.
    """
    finite = np.isfinite(losses)
    end = len(losses) if finite.all() else int(np.argmin(finite))
    body = end if end == len(losses) else max(0, end - MOST_JUDGED)
    block = max(1, -(-body // MOST_JUDGED))
    blocks = losses[body % block : body].reshape(-1, block)
    starts = body % block + block * np.arange(len(blocks))
    at_once = max(1, 1_000_000 // block)
    medians = [
        starts[i : i + at_once]
        + np.argpartition(blocks[i : i + at_once], block // 2, axis=1)[:, block // 2]
        for i in range(0, len(blocks), at_once)
    ]
    last = np.arange(body, min(end + 1, len(losses)))
    return np.unique(np.concatenate([[0], *medians, last, [len(losses) - 1]]))
