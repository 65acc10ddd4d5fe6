"""Update rules: which way to step, given the gradient and what is left of the last step.

    gradient descent   direction = g
    momentum           v ← β v + g,   direction = v             (heavy ball; Polyak 1964)
    nesterov           v ← β v + g,   direction = g + β v       (look-ahead; Nesterov 1983)

and then, for all of them, w ← w − lr · direction. Nesterov's rule is in the form that most
libraries use: the weights shown are those at which the gradient is taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from downslope.errors import OptionError, unknown
from downslope.numerics.arguments import number_or_nan
from downslope.numerics.arrays import Vector

BETA = 0.9  # of momentum and Nesterov, unless told otherwise


class Rule(Protocol):
    """An update rule: a name, the share β of the last step it keeps, and a direction."""

    @property
    def name(self) -> str:
        """The rule's name, as it is given and reported."""

    @property
    def beta(self) -> float:
        """The share of the velocity that survives an update; 0 for gradient descent."""

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        """The direction to step against and the new velocity, all of shape (p,)."""

    def rate_limit(self, curvature: float) -> float:
        """The learning rate at which a direction of this curvature stops shrinking."""

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        """What the rule does to the error e along axes with step = lr · λ.

        Returns trace, determinant and first of e_{t+1} = trace·e_t − determinant·e_{t−1},
        e_1 = first·e_0, each of the shape of `step`.
        """


@dataclass(frozen=True, slots=True)
class GradientDescent:
    """Step against the gradient, and forget."""

    name: ClassVar[str] = "gd"
    beta: ClassVar[float] = 0.0

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        """See `Rule.direction`."""
        return gradient, velocity

    def rate_limit(self, curvature: float) -> float:
        """2/λ: beyond it |1 − lr·λ| > 1."""
        return 2 / curvature

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        """See `Rule.recurrence`."""
        return 1 - step, 0 * step, 1 - step


@dataclass(frozen=True, slots=True)
class Momentum:
    """The heavy ball: keep a share `beta` of the last step."""

    beta: float = BETA
    name: ClassVar[str] = "momentum"

    def __post_init__(self) -> None:
        _check_beta(self.beta)

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        """See `Rule.direction`."""
        velocity = self.beta * velocity + gradient
        return velocity, velocity

    def rate_limit(self, curvature: float) -> float:
        """2(1 + β)/λ: where a root of z² − (1 + β − lr·λ)z + β reaches −1."""
        return 2 * (1 + self.beta) / curvature

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        """See `Rule.recurrence`."""
        return 1 + self.beta - step, self.beta + 0 * step, 1 - step


@dataclass(frozen=True, slots=True)
class Nesterov:
    """Momentum that looks ahead."""

    beta: float = BETA
    name: ClassVar[str] = "nesterov"

    def __post_init__(self) -> None:
        _check_beta(self.beta)

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        """See `Rule.direction`."""
        velocity = self.beta * velocity + gradient
        return gradient + self.beta * velocity, velocity

    def rate_limit(self, curvature: float) -> float:
        """2(1 + β)/(1 + 2β)/λ: where a root of z² − (1 + β)(1 − lr·λ)z + β(1 − lr·λ) reaches −1."""
        return 2 * (1 + self.beta) / (1 + 2 * self.beta) / curvature

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        """See `Rule.recurrence`."""
        kept = 1 - step
        return (1 + self.beta) * kept, self.beta * kept, 1 - (1 + self.beta) * step


RULES: dict[str, Callable[[], Rule]] = {
    "gd": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
}


def update_rule(rule: str | Rule) -> Rule:
    """The rule of that name, or the rule itself.

    Raises:
        OptionError: no rule has that name.

    """
    if not isinstance(rule, (str, type)) and hasattr(rule, "recurrence"):
        return rule
    if not isinstance(rule, str) or rule not in RULES:
        raise unknown("rule", rule, RULES)
    return RULES[rule]()


def learning_rate(lr: float) -> float:
    """`lr` as a float.

    Raises:
        OptionError: not a positive, finite number.

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
        raise OptionError(f"beta={beta!r} cannot be used: give a share from 0 up to, not at, 1.")
