"""Update rules: from the gradient g to the direction of an update, w ← w − lr · direction.

    gradient descent   direction = g
    momentum           v ← β v + g,   direction = v                  (heavy ball; Polyak 1964)
    nesterov           v ← β v + g,   direction = g + β v            (look-ahead; Nesterov 1983)
    adagrad            s ← s + g²,    direction = g / (√s + ε)       (Duchi, Hazan, and Singer 2011)
    rmsprop            s ← ρ s + (1 − ρ) g²,  direction = g / (√s + ε)         (Hinton 2012)
    adam               m ← β₁ m + (1 − β₁) g,  s ← β₂ s + (1 − β₂) g²,
                       direction = m̂ / (√ŝ + ε),  m̂ = m / (1 − β₁ᵗ),  ŝ = s / (1 − β₂ᵗ)
                                                                     (Kingma and Ba 2015)

Nesterov's rule is in the form that most libraries use: the reported weights are those at which the
gradient is taken. The defaults of the adaptive rules are PyTorch's.

Steps of the first three are linear in the gradients, so least squares has closed forms for their
runs (see `downslope.diagnosis.trajectory`). The adaptive rules divide by the size of past
gradients, weight by weight, and have none.

Learning-rate schedules give the rate of epoch t; a number is the schedule that stays the same.

    step decay     lr · factor^⌊t / every⌋
    cosine         lr_end + (lr − lr_end) · (1 + cos(π t / epochs)) / 2, then lr_end
                                                               (Loshchilov and Hutter, 2017)
    inverse time   lr / (1 + t / half)                         half the rate at epoch `half`
    warm-up        (t + 1) / epochs of the first rate, then another schedule from its start
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeGuard

import numpy as np

from downslope.errors import OptionError, unknown
from downslope.numerics.arguments import number_or_nan, whole_number
from downslope.numerics.arrays import Vector

BETA = 0.9  # default for momentum and Nesterov


class StepRule(Protocol):
    """Update rule: what it remembers at the start, and its direction."""

    @property
    def name(self) -> str:
        """Name of the rule."""

    def start(self, w: Vector) -> Any:
        """Return what the rule remembers before the first update of weights `w`."""

    def direction(self, gradient: Vector, memory: Any, /) -> tuple[Vector, Any]:
        """Return the direction to step against, of the gradient's shape, and the new memory."""


class Rule(StepRule, Protocol):
    """Update rule whose steps are linear in the gradients; it remembers a velocity."""

    @property
    def beta(self) -> float:
        """Share of the velocity that an update keeps; 0 for gradient descent."""

    def rate_limit(self, curvature: float) -> float:
        """Return the learning rate above which the error grows along a direction of curvature λ."""

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        """Return trace, determinant, and first factor of the error e for step = lr · λ.

        They are of the shape of `step`: e_{t+1} = trace·e_t − determinant·e_{t−1}, e_1 = first·e_0.
        """


class AdaptiveRule(StepRule, Protocol):
    """Update rule that divides by the size of past gradients: a direction of its own for each.

    While the divisors P stay as they are, it is descent on the Hessian P⁻¹H.
    """

    @property
    def share(self) -> float:
        """Share of the mean gradient that an update keeps; 0 if there is none."""

    def divisors(self, memory: Any, /) -> Vector:
        """Return the diagonal of P, of the shape of the weights."""

    def rate_limit(self, curvature: float) -> float:
        """Return the learning rate above which the error grows, for a curvature λ of P⁻¹H."""


@dataclass(frozen=True, slots=True)
class GradientDescent:
    """Plain gradient descent: step against the gradient."""

    name: ClassVar[str] = "gd"
    beta: ClassVar[float] = 0.0

    def start(self, w: Vector) -> Vector:
        return np.zeros_like(w)

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
        _check_share("beta", self.beta)

    def start(self, w: Vector) -> Vector:
        return np.zeros_like(w)

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
        _check_share("beta", self.beta)

    def start(self, w: Vector) -> Vector:
        return np.zeros_like(w)

    def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
        velocity = self.beta * velocity + gradient
        return gradient + self.beta * velocity, velocity

    def rate_limit(self, curvature: float) -> float:
        """Return the rate at which a root of z² − (1 + β)(1 − lr·λ)z + β(1 − lr·λ) is −1."""
        return 2 * (1 + self.beta) / (1 + 2 * self.beta) / curvature

    def recurrence(self, step: Vector) -> tuple[Vector, Vector, Vector]:
        kept = 1 - step
        return (1 + self.beta) * kept, self.beta * kept, 1 - (1 + self.beta) * step


class _RootOfSquares:
    """Common base of AdaGrad and RMSProp, which remember squares of gradients."""

    __slots__ = ()
    epsilon: float
    share: ClassVar[float] = 0.0

    def divisors(self, squares: Vector) -> Vector:
        return np.sqrt(squares) + self.epsilon

    def rate_limit(self, curvature: float) -> float:
        return 2 / curvature


@dataclass(frozen=True, slots=True)
class AdaGrad(_RootOfSquares):
    """AdaGrad: divide by the root of the sum of all squared gradients, so that steps shrink."""

    epsilon: float = 1e-10
    name: ClassVar[str] = "adagrad"

    def start(self, w: Vector) -> Vector:
        return np.zeros_like(w)

    def direction(self, gradient: Vector, squares: Vector) -> tuple[Vector, Vector]:
        squares = squares + gradient**2
        return gradient / self.divisors(squares), squares


@dataclass(frozen=True, slots=True)
class RMSProp(_RootOfSquares):
    """RMSProp: divide by the root of a running mean of squared gradients, of memory `rho`."""

    rho: float = 0.99
    epsilon: float = 1e-8
    name: ClassVar[str] = "rmsprop"

    def __post_init__(self) -> None:
        _check_share("rho", self.rho)

    def start(self, w: Vector) -> Vector:
        return np.zeros_like(w)

    def direction(self, gradient: Vector, squares: Vector) -> tuple[Vector, Vector]:
        squares = self.rho * squares + (1 - self.rho) * gradient**2
        return gradient / self.divisors(squares), squares


@dataclass(frozen=True, slots=True)
class Adam:
    """Adam: momentum, divided by the root of a running mean of squared gradients.

    The running means start at 0; dividing them by 1 − βᵗ corrects for that.
    """

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    name: ClassVar[str] = "adam"

    def __post_init__(self) -> None:
        _check_share("beta1", self.beta1)
        _check_share("beta2", self.beta2)

    def start(self, w: Vector) -> tuple[Vector, Vector, int]:
        return np.zeros_like(w), np.zeros_like(w), 0

    def direction(
        self, gradient: Vector, memory: tuple[Vector, Vector, int]
    ) -> tuple[Vector, tuple[Vector, Vector, int]]:
        mean, squares, updates = memory
        mean = self.beta1 * mean + (1 - self.beta1) * gradient
        squares = self.beta2 * squares + (1 - self.beta2) * gradient**2
        updates += 1
        memory = mean, squares, updates
        return (mean / (1 - self.beta1**updates)) / self.divisors(memory), memory

    def divisors(self, memory: tuple[Vector, Vector, int]) -> Vector:
        _, squares, updates = memory
        return np.sqrt(squares / (1 - self.beta2**updates)) + self.epsilon

    @property
    def share(self) -> float:
        return self.beta1

    def rate_limit(self, curvature: float) -> float:
        """Return 2(1 + β₁)/(1 − β₁)/λ: 38/λ for β₁ = 0.9. (Cohen and others, 2022.)"""
        return 2 * (1 + self.beta1) / (1 - self.beta1) / curvature


RULES: dict[str, Callable[[], Rule]] = {
    "gd": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
}


ADAPTIVE_RULES: dict[str, Callable[[], AdaptiveRule]] = {
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}


def step_rule(rule: str | StepRule) -> StepRule:
    """Return the rule with this name, adaptive or not, or the rule itself.

    Raises
    ------
    OptionError
        If no rule has this name.

    """
    if not isinstance(rule, (str, type)) and hasattr(rule, "direction"):
        return rule
    known = {**RULES, **ADAPTIVE_RULES}
    if not isinstance(rule, str) or rule not in known:
        raise unknown("rule", rule, known)
    return known[rule]()


def update_rule(rule: str | StepRule) -> Rule:
    """Return the rule with this name, or the rule itself, if its runs have closed forms.

    Raises
    ------
    OptionError
        If no rule has this name, or it is adaptive.

    """
    chosen = step_rule(rule)
    if not is_linear(chosen):
        raise OptionError(
            f"rule='{chosen.name}' has no closed form: run the loop with descend, or choose from "
            f"{', '.join(RULES)}."
        )
    return chosen


def is_linear(rule: StepRule) -> TypeGuard[Rule]:
    """Return whether the steps of a rule are linear in the gradients."""
    return hasattr(rule, "recurrence")


def is_adaptive(rule: StepRule) -> TypeGuard[AdaptiveRule]:
    """Return whether a rule divides by the size of past gradients and can report its divisors."""
    return hasattr(rule, "divisors")


def long_run_rate(rule: StepRule, lr: float, memory: Any) -> float | Vector:
    """Return the rate at which plain descent goes equally far along a constant gradient."""
    if is_adaptive(rule):
        return lr / rule.divisors(memory)
    return lr / (1 - rule.beta) if is_linear(rule) and rule.beta else lr


def learning_rate(lr: Any) -> float:
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


# --- learning-rate schedules --------------------------------------------------------------------


class Schedule(Protocol):
    """Learning rate as a function of the epoch."""

    def rate(self, epoch: int) -> float:
        """Return the rate of the update of this epoch, counted from 0."""


@dataclass(frozen=True, slots=True)
class Constant:
    """Schedule that stays at one rate."""

    lr: float

    def rate(self, epoch: int) -> float:
        return self.lr


@dataclass(frozen=True, slots=True)
class StepDecay:
    """Schedule that multiplies the rate by `factor` after each `every` epochs."""

    lr: float
    every: int
    factor: float = 0.1

    def __post_init__(self) -> None:
        learning_rate(self.lr)
        whole_number("every", self.every, at_least=1)
        if not 0 < number_or_nan(self.factor) <= 1:
            raise OptionError(
                f"factor={self.factor!r} cannot be used: give a number above 0 and at most 1."
            )

    def rate(self, epoch: int) -> float:
        return self.lr * self.factor ** (epoch // self.every)


@dataclass(frozen=True, slots=True)
class Cosine:
    """Schedule that lowers the rate along half a cosine, from `lr` to `lr_end` over `epochs`."""

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
    """Schedule that falls as 1/t: to a half at epoch `half`, to a third at twice that."""

    lr: float
    half: float = 1.0

    def __post_init__(self) -> None:
        learning_rate(self.lr)
        if not 0 < number_or_nan(self.half) < math.inf:
            raise OptionError(f"half={self.half!r} cannot be used: give a finite number above 0.")

    def rate(self, epoch: int) -> float:
        return self.lr / (1 + epoch / self.half)


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Schedule that rises in equal steps over `epochs`, then follows `then` from its start."""

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


def _check_share(name: str, share: object) -> None:
    if not 0 <= number_or_nan(share) < 1:
        raise OptionError(f"{name}={share!r} cannot be used: give a number from 0 to below 1.")
