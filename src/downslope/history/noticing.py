"""What is odd about a log, whatever its trend: spikes, jitter, values that no loss can have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from downslope.arrays import Vector
from downslope.finding import Finding
from downslope.history.log import LossLog
from downslope.quantities import number


def blown_up(values: Vector, when: Vector, usable: NDArray[np.bool_]) -> list[Finding]:
    """Losses that are no finite numbers."""
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


def negative(values: Vector) -> list[Finding]:
    """Losses that no sum of squares can have."""
    if (values >= 0).all():
        return []
    evidence = f"The loss goes below 0 (to {number(values.min())}), so it is no squared error."
    return [Finding("negative_losses", (), evidence, "Growth factors are then left out.")]


def spikes(log: LossLog, where: NDArray[np.intp]) -> list[Finding]:
    """Single losses far above both neighbours, `where` in the log."""
    if len(where) == 0:
        return []
    first = f"epoch {log.when[where[0]]:g} ({number(log.loss[where[0]])})"
    more = f" and {len(where) - 1} more" if len(where) > 1 else ""
    finding = Finding(
        "spikes",
        (),
        f"The loss spikes at {first}{more} and recovers: left out of the trend.",
        "Look at those batches for an outlier, or clip the gradient.",
    )
    return [finding]


def noise(log: LossLog) -> Finding:
    """Losses that jitter about their trend."""
    tail = log.tail()
    wiggle = float(np.median(np.abs(np.diff(tail.loss))))
    return Finding(
        "noisy_losses",
        (),
        f"The loss jitters by about {number(wiggle)} from one entry to the next, as mini-batches "
        "do: the trend was taken from medians.",
        "Larger batches or a lower lr towards the end make it quieter.",
    )
