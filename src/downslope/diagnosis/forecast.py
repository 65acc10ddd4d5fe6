"""Forecast of a falling loss: the floor that it heads for, and how far away that is.

A loss that nears its floor along one direction follows

    loss(t) = floor + c·rᵗ

Three entries determine floor and r (Aitken's method), but they do so for any falling curve: 1/t,
rᵗ, a straight line, and a fall that has just begun all get a floor that is not there. So the floor
is estimated from several parts of the log, which agree only if the formula holds, and the part
before the last fifth must predict that fifth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from downslope.diagnosis.loss_series import LossSeries

TAIL = 1 / 3  # of the log: what the floor is estimated from
TAILS = (1 / 2, 1 / 6)  # other parts, which must agree
KNOWN = 0.8  # of the log: must predict the rest
FEWEST = 12  # entries of a log, below which its parts are too short
SAME_GAP = 0.15  # of the way that is left: how far floors may be apart,
SAME_FLOOR = 0.005  # or of the floor itself, where hardly any way is left
CLEAR_FLOOR = 0.1  # of the floor: how far apart they may be at most, so that it is not 0
PREDICTED = 0.1  # of the fall in the last fifth: how far the prediction may be off
SAME_SPEED = 1.15  # times: how far the speeds toward the floor may be apart
SAME_TIME = 1.5  # times: the longest estimate of the time that is left, against the shortest
AT_FLOOR = 0.01  # of the floor


class ForecastFields(TypedDict, total=False):
    """Fields of a verdict that a forecast fills."""

    min_loss: float
    min_loss_range: tuple[float, float]
    epochs_to_loss: float
    epochs_to_loss_range: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Estimates from several parts of a log: the lowest, the most likely, and the highest."""

    floor: tuple[float, float, float]
    ahead: tuple[float, float, float] | None  # epochs until the loss is within 1% of the floor

    def fields(self) -> ForecastFields:
        """Return the fields of a verdict."""
        low, floor, high = self.floor
        fields: ForecastFields = {"min_loss": floor, "min_loss_range": (low, high)}
        if self.ahead is not None:
            soonest, ahead, latest = self.ahead
            fields |= {"epochs_to_loss": ahead, "epochs_to_loss_range": (soonest, latest)}
        return fields


def forecast(series: LossSeries, step: float) -> Forecast | None:
    """Return where a falling loss ends, or None if parts of the log tell different floors.

    `step` is the last digit of the log, such as 0.001, or 0.
    """
    if len(series.loss) < FEWEST or not series.is_positive:
        return None
    tail = series.last(TAIL)
    parts = [tail, *map(series.last, TAILS)]
    parts += [LossSeries(tail.when[i::2], tail.loss[i::2]) for i in (0, 1)]
    if step > 0:
        parts.append(LossSeries(tail.when, np.round(tail.loss / (10 * step)) * (10 * step)))
    found = [
        (floor, ratio)
        for floor, ratio in (part.heading() for part in parts)
        if floor is not None and ratio is not None
    ]
    if len(found) < len(parts) or not _predicts_its_end(series, step):
        return None
    end, likely = float(tail.loss[-1]), found[0][0]
    low, high = min(floor for floor, _ in found), max(floor for floor, _ in found)
    speeds = [-math.log(ratio) for _, ratio in found]
    is_near = high - low <= max(SAME_GAP * (end - high), SAME_FLOOR * low)
    is_clear = low > 0 and high - low <= CLEAR_FLOOR * low
    if not (is_near and is_clear and max(speeds) <= SAME_SPEED * min(speeds)):
        return None
    ahead = [_epochs_ahead(end, floor, ratio) for floor, ratio in found]
    is_stable = max(ahead) <= SAME_TIME * min(ahead)
    return Forecast(
        floor=(low, likely, high),
        ahead=(min(ahead), ahead[0], max(ahead)) if is_stable else None,
    )


def _predicts_its_end(series: LossSeries, step: float) -> bool:
    """Return whether the floor that the log had at four fifths predicts the last fifth."""
    known = series.part(0, KNOWN)
    last = LossSeries(series.when[len(known.loss) - 1 :], series.loss[len(known.loss) - 1 :])
    floor, ratio = known.last(TAIL).heading()
    if floor is None or ratio is None:
        return False
    predicted = floor + (last.loss[0] - floor) * ratio**last.span
    error, fall = abs(predicted - last.loss[-1]), last.loss[0] - last.loss[-1]
    return bool(error <= PREDICTED * fall + 2 * step)


def _epochs_ahead(end: float, floor: float, ratio: float) -> float:
    """Return the epochs from now until the loss is within 1% of the floor."""
    if end <= (1 + AT_FLOOR) * floor:
        return 0.0
    return math.ceil(math.log(AT_FLOOR * floor / (end - floor)) / math.log(ratio))
