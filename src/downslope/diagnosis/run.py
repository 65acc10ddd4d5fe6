"""A hypothetical run: descent at one learning rate for some epochs, seen in closed form.

A run diverges when an epoch multiplies the error along the steepest direction by more than 1, has
converged when every weight is right to three digits after its epochs, and is converging else.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from functools import cached_property

import numpy as np

from downslope.diagnosis.forecast import MIN_LOG_GROWTH, Forecast, forecast
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent, Trajectory, shrinkage
from downslope.numerics.arrays import Matrix, Vector

VISIBLE_ERROR = 0.05  # standard errors: a weight nearer to its best is as good as there
WORTH_NAMING = 0.1  # the smallest component of a unit eigenvector that gets its column named


@dataclass(frozen=True, slots=True)
class Direction:
    """One eigen-direction: its columns, its curvature, and what an epoch leaves of its error."""

    name: str  # "the intercept against x"
    columns: tuple[str, ...]  # the leading one first
    eigenvalue: float  # λ; 0 when the loss is flat along it
    kept_per_epoch: float  # above 1 the error grows

    def to_dict(self) -> dict[str, object]:
        """The direction as plain data."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class Run:
    """`epochs` updates of a descent at the learning rate `lr`.

    Shapes: p weights, r curved axes of the loss.
    """

    descent: Descent
    lr: float
    epochs: int

    def at(self, lr: float) -> Run:
        """The same run at another rate."""
        return self if lr == self.lr else replace(self, lr=lr)

    @property
    def spectrum(self) -> Spectrum:
        """The spectrum of the problem, in the units of the run."""
        return self.descent.spectrum

    @cached_property
    def kept_per_epoch(self) -> Vector:
        """(p,) the share of the error an epoch keeps along each axis, in the long run."""
        kept: Vector = shrinkage(self.lr * self.spectrum.eigenvalues, self.descent.rule)
        return kept

    @property
    def growth(self) -> float:
        """The factor of the error per epoch along the steepest direction, in the long run."""
        return float(self.kept_per_epoch[0])

    @cached_property
    def forecast(self) -> Forecast:
        """The epochs it needs."""
        return forecast(self.descent, np.array([self.lr]))

    @property
    def epochs_needed(self) -> float:
        """Until every weight is right to three digits; inf if never."""
        return float(self.forecast.to_tolerance[0])

    @property
    def status(self) -> str:
        """converged, converging or diverging."""
        return run_status(self.growth, self.epochs_needed, self.epochs)

    @cached_property
    def shares(self) -> Matrix:
        """(2, p) the share of the first error along each axis at the start and at the end."""
        return self.descent.shares(self.lr, np.array([0, self.epochs]))

    @cached_property
    def ends(self) -> Trajectory:
        """The start and the end."""
        return self.descent.path(np.array([0, self.epochs]), self.shares)

    @property
    def errors_left(self) -> Vector:
        """(p,) the last weights minus where the run ends up, in the user's units."""
        errors: Vector = self.ends.weights[-1] - self.descent.destination
        return errors

    @cached_property
    def first_in_tolerances(self) -> Vector:
        """(r,) the first error along each axis, in tolerances of the weight it hurts most."""
        worst: Vector = np.abs(self.descent.first_errors_in_tolerances).max(axis=0, initial=0.0)
        return worst

    @cached_property
    def left_in_tolerances(self) -> Vector:
        """(r,) what is left of that after the epochs."""
        first, shares = self.first_in_tolerances, self.shares[-1, : self.spectrum.rank]
        return np.where(first == 0, 0.0, first * np.abs(shares))

    @cached_property
    def steepest_is_done(self) -> bool:
        """Whether the steepest direction with any error to lose has lost it.

        That is all but a tolerance, or all but a hundredth while others have a hundred times more.
        """
        left, first = self.left_in_tolerances, self.first_in_tolerances
        active = np.flatnonzero(left > 0)
        if active.size == 0:
            return True
        steepest = active[0]
        much = max(1.0, 0.01 * min(float(first[steepest]), float(left.max())))
        return bool(left[steepest] <= much)

    @property
    def is_within_noise(self) -> bool:
        """Whether no combination of the weights is off by a visible part of its standard error.

        (Σ misfit²)/s² bounds the square of what any combination is off, in standard errors.
        """
        left = np.linalg.norm(self.shares[-1] * self.descent.first_misfit)
        return bool(left < VISIBLE_ERROR * self.spectrum.noise_std)

    def fewest_digits(self, weights: Vector) -> float:
        """Right digits of the worst of `weights`, (p,): 3 where its error is just the tolerance."""
        allowed = self.spectrum.tolerances
        used = allowed > 0
        if not used.any():
            return 16.0
        off = np.abs(weights - self.descent.destination)
        ratio = float((off[used] / allowed[used]).max())
        return 16.0 if ratio == 0 else float(np.clip(3 - math.log10(ratio), 0, 16))

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """(p) the eigen-directions, steepest first, named by the columns that dominate them."""
        spectrum = self.spectrum
        names = spectrum.problem.weight_names
        parts = zip(spectrum.axes.T, spectrum.eigenvalues, self.kept_per_epoch, strict=True)
        return tuple(
            Direction(*_named(names, axis), float(value), float(kept))
            for axis, value, kept in parts
        )


def run_status(growth: float, needed: float, epochs: int) -> str:
    """The status of a run: by its growth per epoch, then by the epochs it needs."""
    if growth > 1 + MIN_LOG_GROWTH:
        return "diverging"
    return "converged" if epochs >= needed else "converging"


def _named(names: tuple[str, ...], axis: Vector) -> tuple[str, tuple[str, ...]]:
    """Its largest part, and up to two others, "with" or "against" it."""
    # Parts that are equal but for rounding come in the order of the columns.
    order = np.argsort(-np.abs(axis).round(9), kind="stable")
    parts = [int(j) for j in order[:3] if abs(axis[j]) >= WORTH_NAMING]
    lead = parts[0]
    words = [in_words(names[lead])]
    for link, sign in (("with", 1), ("against", -1)):
        others = [in_words(names[j]) for j in parts[1:] if sign * axis[j] * axis[lead] > 0]
        words += [f"{link} {' and '.join(others)}"] if others else []
    return " ".join(words), tuple(names[j] for j in parts)


def in_words(name: str) -> str:
    """A weight's name inside a sentence."""
    return "the intercept" if name == "intercept" else name
