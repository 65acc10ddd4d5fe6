"""Update rules: gradient descent, momentum, and Nesterov's accelerated gradient.

    gradient descent   direction = g
    momentum           v ← β v + g,   direction = v             (heavy ball; Polyak 1964)
    nesterov           v ← β v + g,   direction = g + β v       (look-ahead; Nesterov 1983)

and then, for all of them, w ← w − lr · direction. Nesterov's rule is in the form that most
libraries use: the reported weights are those at which the gradient is taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from downslope.errors import OptionError, unknown
from downslope.numerics.arguments import number_or_nan
from downslope.numerics.arrays import Vector

BETA = 0.9  # default for momentum and Nesterov


class Rule(Protocol):
    """Update rule: its name, the share β of the velocity that it keeps, and its direction."""

    @property
    def name(self) -> str:
        """Name of the rule."""

    @property
    def beta(self) -> float:
        """Share of the velocity that an update keeps; 0 for gradient descent."""

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        """Return the direction to step against and the new velocity, all of shape (p,)."""

    def rate_limit(self, curvature: float) -> float:
        """Return the learning rate above which the error grows along a direction of curvature λ."""

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        """Return trace, determinant and first, which describe the error e for step = lr · λ.

        They are of the shape of `step`: e_{t+1} = trace·e_t − determinant·e_{t−1}, e_1 = first·e_0.
        """


@dataclass(frozen=True, slots=True)
class GradientDescent:
    """Plain gradient descent: step against the gradient."""

    name: ClassVar[str] = "gd"
    beta: ClassVar[float] = 0.0

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        return gradient, velocity

    def rate_limit(self, curvature: float) -> float:
        """Return 2/λ: above it |1 − lr·λ| > 1."""
        return 2 / curvature

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        return 1 - step, 0 * step, 1 - step


@dataclass(frozen=True, slots=True)
class Momentum:
    """Momentum, the heavy ball: keep a share `beta` of the velocity."""

    beta: float = BETA
    name: ClassVar[str] = "momentum"

    def __post_init__(self) -> None:
        _check_beta(self.beta)

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        velocity = self.beta * velocity + gradient
        return velocity, velocity

    def rate_limit(self, curvature: float) -> float:
        """Return 2(1 + β)/λ, at which a root of z² − (1 + β − lr·λ)z + β is −1."""
        return 2 * (1 + self.beta) / curvature

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        return 1 + self.beta - step, self.beta + 0 * step, 1 - step


@dataclass(frozen=True, slots=True)
class Nesterov:
    """Nesterov's momentum, which looks ahead along the velocity."""

    beta: float = BETA
    name: ClassVar[str] = "nesterov"

    def __post_init__(self) -> None:
        _check_beta(self.beta)

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        velocity = self.beta * velocity + gradient
        return gradient + self.beta * velocity, velocity

    def rate_limit(self, curvature: float) -> float:
        """Return the rate at which a root of z² − (1 + β)(1 − lr·λ)z + β(1 − lr·λ) is −1."""
        return 2 * (1 + self.beta) / (1 + 2 * self.beta) / curvature

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        kept = 1 - step
        return (1 + self.beta) * kept, self.beta * kept, 1 - (1 + self.beta) * step


RULES: dict[str, Callable[[], Rule]] = {
    "gd": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
}


def update_rule(rule: str | Rule) -> Rule:
    """Return the rule with this name, or the rule itself.

    Raises
    ------
    OptionError
        If no rule has this name.

    """
    if not isinstance(rule, (str, type)) and hasattr(rule, "recurrence"):
        return rule
    if not isinstance(rule, str) or rule not in RULES:
        raise unknown("rule", rule, RULES)
    return RULES[rule]()


def learning_rate(lr: float) -> float:
    """Return `lr` as a float.

    Raises
    ------
    OptionError
        If it is not a positive, finite number.

    """
    try:
        rate = float(lr)
    except (TypeError, ValueError, OverflowError):
        rate = math.nan
    if not (math.isfinite(rate) and rate > 0):
        shown = str(lr)[:40]
        raise OptionError(f"lr={shown} cannot be used: give a positive number, such as 0.01.")
    return rate


def _check_beta(beta: object) -> None:
    if not 0 <= number_or_nan(beta) < 1:
        raise OptionError(f"beta={beta!r} cannot be used: give a number from 0 to below 1.")
