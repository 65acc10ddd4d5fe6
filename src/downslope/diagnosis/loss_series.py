"""Series of losses: growth, noise, waves, the floor it heads for; spikes and impossible values."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downslope.findings import Finding
from downslope.formatting import number
from downslope.numerics.arrays import Vector

FEWEST_LOSSES = 3  # from which a trend can be told
SPIKE_RATIO = 10.0  # to both neighbors
MIN_LOG_GROWTH = 1e-5  # log g below which a rise has no factor
MAX_LOG_GROWTH = 700.0  # of a growth factor that is still a number


@dataclass(frozen=True, slots=True, eq=False)
class LossSeries:
    """Finite losses and the epochs at which they were logged, both of shape (k,)."""

    when: Vector
    loss: Vector

    def spikes(self) -> NDArray[np.intp]:
        """Where single values are far above both neighbours; none if too little would be left."""
        inner, before, after = self.loss[1:-1], self.loss[:-2], self.loss[2:]
        with np.errstate(invalid="ignore", over="ignore"):
            high = (inner > SPIKE_RATIO * np.abs(before)) & (inner > SPIKE_RATIO * np.abs(after))
        where = np.flatnonzero(high) + 1
        return where if len(self.loss) - len(where) >= FEWEST_LOSSES else where[:0]

    def without(self, where: NDArray[np.intp]) -> LossSeries:
        """The series without those entries."""
        return LossSeries(np.delete(self.when, where), np.delete(self.loss, where))

    @property
    def span(self) -> float:
        """Epochs from the first entry to the last."""
        return float(self.when[-1] - self.when[0])

    def tail(self, share: float = 1 / 3) -> LossSeries:
        """The last part of it, at least three values."""
        k = max(FEWEST_LOSSES, math.ceil(len(self.loss) * share))
        return LossSeries(self.when[-k:], self.loss[-k:])

    def head(self) -> LossSeries:
        """The first few values, where the drop is fastest."""
        k = max(FEWEST_LOSSES, len(self.loss) // 10)
        return LossSeries(self.when[:k], self.loss[:k])

    def turning_share(self) -> float:
        """The share of inner values that are above or below both neighbours."""
        steps = np.diff(self.loss)
        steps = steps[steps != 0]
        return float(np.mean(np.sign(steps[1:]) != np.sign(steps[:-1]))) if len(steps) > 1 else 0.0

    def growth(self) -> float:
        """The factor g per epoch of a loss that grows; NaN when there is none to be told."""
        steps, gaps = np.diff(self.loss), np.diff(self.when)
        if len(steps) >= FEWEST_LOSSES and (steps > 0).all() and np.ptp(gaps) <= 1e-9 * gaps[0]:
            slope = LossSeries(self.when[1:], steps).log_slope()
            # Steps that do not grow are a drift, not the geometric growth of a rate too high.
            return math.exp(min(slope, MAX_LOG_GROWTH)) if slope > MIN_LOG_GROWTH else math.nan
        return math.exp(min(self.log_slope(), MAX_LOG_GROWTH))

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

    def is_wave(self) -> bool:
        """At least five turning points, evenly spaced: a damped wave, as momentum makes."""
        steps = np.diff(self.loss)
        turns = np.flatnonzero(np.sign(steps[1:]) * np.sign(steps[:-1]) < 0)
        if len(turns) < 5:
            return False
        gaps = np.diff(turns)
        return bool(gaps.min() > 1 and gaps.std() <= 0.25 * gaps.mean())

    def heading(self) -> tuple[float | None, float | None]:
        """The floor that it heads for, by Aitken, and what an epoch keeps of the way to it."""
        middle = len(self.loss) // 2
        first, second, third = self.loss[0], self.loss[middle], self.loss[-1]
        if not (first > second > third):
            return None, None
        span1, span2 = self.when[middle] - self.when[0], self.when[-1] - self.when[middle]
        ratio = ((second - third) / span2) / ((first - second) / span1)
        if not 0 < ratio < 1:
            return None, None
        per_epoch = ratio ** (2 / (span1 + span2))
        rest = (second - third) * per_epoch**span2 / (1 - per_epoch**span2)
        return max(float(third - rest), 0.0), float(per_epoch)

    def smoothed(self) -> LossSeries:
        """Medians over windows of a sixteenth of the log: the trend under the noise."""
        k = max(1, len(self.loss) // 16)
        parts = [slice(i, i + k) for i in range(0, len(self.loss) - k + 1, k)]
        when = np.array([self.when[part].mean() for part in parts])
        return LossSeries(when, np.array([np.median(self.loss[part]) for part in parts]))


def non_finite_findings(values: Vector, when: Vector, usable: NDArray[np.bool_]) -> list[Finding]:
    """Losses that are not finite."""
    if usable.all():
        return []
    first = int(np.argmin(usable))
    went_on = bool(usable[first:].any())
    finding = Finding(
        "non_finite_losses",
        (),
        f"{int((~usable).sum())} of {len(values)} losses are NaN or inf, the first at epoch "
        f"{when[first]:g}.",
        "The run went on: those entries were left out."
        if went_on
        else "The run had left float range by then: look at the epochs before.",
    )
    return [finding]


def negative_findings(values: Vector) -> list[Finding]:
    """Losses that no sum of squares can have."""
    if (values >= 0).all():
        return []
    evidence = f"The loss goes below 0 (to {number(values.min())}), so it is no squared error."
    return [Finding("negative_losses", (), evidence, "Growth factors are then left out.")]


def spike_findings(series: LossSeries, where: NDArray[np.intp]) -> list[Finding]:
    """Single losses far above both neighbours, `where` in the series."""
    if len(where) == 0:
        return []
    first = f"epoch {series.when[where[0]]:g} ({number(series.loss[where[0]])})"
    more = f" and {len(where) - 1} more" if len(where) > 1 else ""
    finding = Finding(
        "spikes",
        (),
        f"The loss spikes at {first}{more} and recovers: left out of the trend.",
        "Look at those batches for an outlier, or clip the gradient.",
    )
    return [finding]


def noise_finding(series: LossSeries) -> Finding:
    """Losses that jitter around their trend."""
    tail = series.tail()
    wiggle = float(np.median(np.abs(np.diff(tail.loss))))
    return Finding(
        "noisy_losses",
        (),
        f"The loss jitters by about {number(wiggle)} from one entry to the next, as mini-batches "
        "do: the trend was taken from medians.",
        "Larger batches or a lower lr towards the end make it quieter.",
    )
