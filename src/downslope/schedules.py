"""Learning-rate schedules: the rate of each epoch.

    step decay     lr · factor^⌊t / every⌋
    cosine         lr_end + (lr − lr_end) · (1 + cos(π t / epochs)) / 2, then lr_end
                                                               (Loshchilov and Hutter, 2017)
    inverse time   lr / (1 + t / half)                         half the rate at epoch `half`
    warm-up        (t + 1) / epochs of the first rate, then another schedule from its start

A number is the schedule that stays the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from downslope.errors import OptionError
from downslope.numerics.arguments import number_or_nan, whole_number
from downslope.rules import learning_rate


class Schedule(Protocol):
    """Learning rate as a function of the epoch."""

    def rate(self, epoch: int) -> float:
        """Return the rate of the update of this epoch, counted from 0."""


@dataclass(frozen=True, slots=True)
class Constant:
    """The same rate at every epoch."""

    lr: float

    def rate(self, epoch: int) -> float:
        return self.lr


@dataclass(frozen=True, slots=True)
class StepDecay:
    """Multiply the rate by `factor` after each `every` epochs."""

    lr: float
    every: int
    factor: float = 0.1

    def __post_init__(self) -> None:
        learning_rate(self.lr)
        whole_number("every", self.every, at_least=1)
        if not 0 < number_or_nan(self.factor) <= 1:
            raise OptionError(
                f"factor={self.factor!r} cannot be used: give a number above 0, and at most 1."
            )

    def rate(self, epoch: int) -> float:
        return self.lr * self.factor ** (epoch // self.every)


@dataclass(frozen=True, slots=True)
class Cosine:
    """Lower the rate along half a cosine, from `lr` to `lr_end` over `epochs`."""

    lr: float
    epochs: int
    lr_end: float = 0.0

    def __post_init__(self) -> None:
        learning_rate(self.lr)
        whole_number("epochs", self.epochs, at_least=1)
        if not 0 <= number_or_nan(self.lr_end) <= self.lr:
            raise OptionError(
                f"lr_end={self.lr_end!r} cannot be used: give a number from 0 to lr={self.lr:g}."
            )

    def rate(self, epoch: int) -> float:
        done = min(epoch / self.epochs, 1.0)
        return self.lr_end + (self.lr - self.lr_end) * (1 + math.cos(math.pi * done)) / 2


@dataclass(frozen=True, slots=True)
class InverseTime:
    """Let the rate fall as 1/t: to a half at epoch `half`, to a third at twice that."""

    lr: float
    half: float = 1.0

    def __post_init__(self) -> None:
        learning_rate(self.lr)
        if not 0 < number_or_nan(self.half) < math.inf:
            raise OptionError(f"half={self.half!r} cannot be used: give a positive number.")

    def rate(self, epoch: int) -> float:
        return self.lr / (1 + epoch / self.half)


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Raise the rate in equal steps over `epochs`, then follow `then` from its start."""

    epochs: int
    then: float | Schedule

    def __post_init__(self) -> None:
        whole_number("epochs", self.epochs, at_least=1)
        object.__setattr__(self, "then", schedule(self.then))

    def rate(self, epoch: int) -> float:
        after = schedule(self.then)
        if epoch >= self.epochs:
            return after.rate(epoch - self.epochs)
        return after.rate(0) * (epoch + 1) / self.epochs


def schedule(lr: float | Schedule) -> Schedule:
    """Return a schedule: the given one, or the constant rate.

    Raises
    ------
    OptionError
        If `lr` is neither a schedule nor a positive, finite number.

    """
    if isinstance(lr, type) or not hasattr(lr, "rate"):
        return Constant(learning_rate(lr))
    return lr
