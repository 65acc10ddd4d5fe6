"""A run that could be made: a problem's spectrum, a rate, a rule, a start and a number of epochs.

What it would do follows in closed form; nothing is looped.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from downslope.diagnosis.forecast import (
    Forecast,
    errors_in_tolerances,
    forecast,
    shrinkage,
    tolerances,
)
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.sweep import run_status
from downslope.diagnosis.trajectory import Trajectory, error_shares, trajectory
from downslope.numerics.arrays import Vector
from downslope.rules import Rule

VISIBLE = 0.05  # of a standard error: a weight nearer to its best is as good as there


@dataclass(frozen=True, eq=False)
class Run:
    """`epochs` updates at `lr` from `start` (user's units; None for zeros)."""

    spectrum: Spectrum
    rule: Rule
    lr: float
    epochs: int
    start: Vector | None

    def at(self, lr: float, spectrum: Spectrum | None = None) -> Run:
        """The same run at another rate, or on another form of the problem."""
        return replace(self, lr=lr, spectrum=spectrum or self.spectrum)

    @cached_property
    def first_weights(self) -> Vector:
        """(p,) the start in the problem's own units."""
        return self.spectrum.problem.starting_weights(self.start)

    @cached_property
    def growth(self) -> float:
        """What an epoch multiplies the error by along the steepest direction, in the long run."""
        return float(shrinkage(np.array([self.lr * self.spectrum.steepest]), self.rule)[0])

    @cached_property
    def forecast(self) -> Forecast:
        """The epochs it needs."""
        return forecast(self.spectrum, [self.lr], self.start, self.rule)

    @property
    def epochs_needed(self) -> float:
        """Until every weight is right to three digits; inf if never."""
        return float(self.forecast.to_tolerance[0])

    @property
    def status(self) -> str:
        """converged, converging or diverging."""
        return run_status(self.growth, self.epochs_needed, self.epochs)

    @cached_property
    def first_in_tolerances(self) -> Vector:
        """(rank,) the first error along each axis, in tolerances of the weight it hurts most."""
        errors = errors_in_tolerances(self.spectrum, self.first_weights)
        worst: Vector = np.abs(errors).max(axis=0, initial=0.0)
        return worst

    @cached_property
    def left_in_tolerances(self) -> Vector:
        """(rank,) what is left of that after the epochs."""
        curved = self.spectrum.eigenvalues[: self.spectrum.rank]
        shares = error_shares(self.rule, self.lr, curved, np.array([self.epochs]))[0]
        first = self.first_in_tolerances
        with np.errstate(over="ignore", invalid="ignore"):
            return np.where(first == 0, 0.0, first * np.abs(shares))

    @property
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
        spectrum = self.spectrum
        shares = error_shares(self.rule, self.lr, spectrum.eigenvalues, np.array([self.epochs]))[0]
        with np.errstate(over="ignore", invalid="ignore"):
            left = np.linalg.norm(shares * spectrum.misfit_at(self.first_weights))
        return bool(left < VISIBLE * spectrum.noise_std)

    @cached_property
    def destination(self) -> Vector:
        """(p,) where it ends up, in the user's units: along flat axes, where it started."""
        flat = self.spectrum.axes[:, self.spectrum.rank :]
        stays = flat @ (flat.T @ self.first_weights)
        return self.spectrum.problem.in_user_units(self.spectrum.optimum + stays)

    def path(self, epochs: np.ndarray) -> Trajectory:
        """The epochs asked for."""
        return trajectory(self.spectrum, self.lr, epochs, self.start, rule=self.rule)

    def fewest_digits(self, weights: Vector) -> float:
        """Right digits of the worst of `weights`, (p,): 3 where its error is just the tolerance."""
        allowed = tolerances(self.spectrum)
        used = allowed > 0
        if not used.any():
            return 16.0
        ratio = float((np.abs(weights - self.destination)[used] / allowed[used]).max())
        return 16.0 if ratio == 0 else float(np.clip(3 - math.log10(ratio), 0, 16))
