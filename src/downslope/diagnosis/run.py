"""A hypothetical run: descent at one learning rate for some epochs, seen in closed form.

A run diverges when an epoch multiplies the error along the steepest direction by more than 1, has
converged when every weight is right to three digits after its epochs, and is converging else.

Forecasts: the epochs until the loss, and each weight, is as good as done.

Along axis i the error shrinks like ρ_i^t, so a sum Σ b_i ρ_i^t falls below 1 at an epoch that
Newton's method finds from the left: the logarithm of such a sum is convex and falling. From there
the error itself, with its signs and the waves of momentum, is followed to the epoch after which it
stays within its tolerance.

"Right to three digits" means within 5e-4 of the final weight, or of its standard error where that
is larger (`Spectrum.tolerances`): digits below the noise mean nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cached_property

import numpy as np

from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import (
    Descent,
    Trajectory,
    error_shares,
    log_shrinkage,
    shrinkage,
)
from downslope.numerics.arrays import Matrix, Vector
from downslope.rules import Rule

NEAR_FLOOR = 0.01  # "the loss is within 1 % of its floor"
NEWTON_STEPS = 12
WAVE_EPOCHS = 48  # within which momentum's waves show; plain descent alternates in 2
MAX_ENTRIES_FOLLOWED = 5_000  # rates × weights × axes: beyond, the estimate must do
MAX_SHARE = 1e100  # error shares are cut there, before they overflow
MIN_LOG_KEPT = -690.0  # log ρ of an axis that is done in one update
ROUNDING = 1e-9  # of a tolerance
NO_ERROR = 1e-14  # tolerances: rounding of an error that is not there
MIN_LOG_GROWTH = 1e-12  # log ρ from which an error grows, and is not merely kept
MAX_EPOCHS_COUNTED = 1e15  # epochs beyond this are not told apart


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Epochs needed from the start; inf where they never suffice.

    Shapes: k learning rates, p weights.
    """

    loss: Vector  # (k,) until the loss is within 1 % of its floor
    weights: Matrix  # (k, p) until each weight is right to three digits

    @property
    def to_tolerance(self) -> Vector:
        """(k,) until every weight is right to three digits."""
        slowest: Vector = self.weights.max(axis=1)
        return slowest


def forecast(descent: Descent, lrs: Vector) -> Forecast:
    """The epochs that runs at each of `lrs`, shape (k,), need.

    To the epoch, or for thousands of rates at once by ρ^t alone, which is a few percent off.
    """
    spectrum, rule = descent.spectrum, descent.rule
    r = spectrum.rank
    curvatures = spectrum.eigenvalues[:r]
    log_kept = log_shrinkage(lrs[:, np.newaxis] * curvatures, rule)
    excess = np.square(descent.first_misfit[:r])
    floor = NEAR_FLOOR * spectrum.min_loss / spectrum.problem.loss_factor
    of_loss = np.where(excess > 0, excess / floor, 0.0)[np.newaxis]
    errors = descent.first_errors_in_tolerances
    loss = epochs_until_below_one(of_loss, 2 * log_kept)
    weights = epochs_until_below_one(np.abs(errors), log_kept)
    if len(lrs) * errors.size <= MAX_ENTRIES_FOLLOWED:
        path = _Paths(rule, lrs, curvatures)
        loss = path.settled(of_loss, loss, power=2)
        weights = path.settled(errors, weights, power=1)
    return Forecast(loss[:, 0], weights)


@dataclass(frozen=True, slots=True, eq=False)
class _Paths:
    """The errors that runs make on their way, epoch by epoch. Shapes: k rates, r axes."""

    rule: Rule
    rates: Vector  # (k,)
    curvatures: Vector  # (r,)

    @property
    def window(self) -> int:
        """Epochs to look at before saying that an error stays small."""
        return 2 if self.rule.beta == 0 else WAVE_EPOCHS

    def settled(self, amplitudes: Matrix, about: Matrix, power: int) -> Matrix:
        """The epoch after which |Σ_i b_ji s_ki(t)^power| stays ≤ 1, near the estimate `about`.

        Shapes: amplitudes b (m, r), about (k, m), the answer (k, m).
        """
        answer = about.copy()
        open_rate, open_row = np.nonzero(about <= MAX_EPOCHS_COUNTED)
        lr, b = self.rates[open_rate], amplitudes[open_row]

        def stays(which: np.ndarray, t: Vector) -> np.ndarray:
            return self._stays(lr[which], b[which], t, power)

        everyone = np.arange(len(lr))
        good = _gallop(stays, everyone, about[open_rate, open_row], forward=True)
        bad = _gallop(stays, everyone, good, forward=False)
        while (rest := np.flatnonzero(good > bad + 1)).size:
            middle = np.floor((good[rest] + bad[rest]) / 2)
            held = stays(rest, middle)
            good[rest], bad[rest] = (
                np.where(held, middle, good[rest]),
                np.where(held, bad[rest], middle),
            )
        answer[open_rate, open_row] = good
        return answer

    def _stays(self, lr: Vector, b: Matrix, t: Vector, power: int) -> np.ndarray:
        """(m,) whether the error is within 1 at t and through one wave after it."""
        when = (t[:, np.newaxis] + np.arange(self.window)).ravel()
        rates = np.repeat(lr, self.window)[:, np.newaxis]
        shares = error_shares(self.rule, rates, self.curvatures, when)
        shares = np.clip(shares, -MAX_SHARE, MAX_SHARE) ** power
        kept = shares.reshape(len(t), self.window, len(self.curvatures))
        reached = np.abs(np.einsum("mwi,mi->mw", kept, b))
        within: np.ndarray = (reached <= 1 + ROUNDING).all(axis=1)
        return within


def _gallop(
    stays: Callable[[np.ndarray, Vector], np.ndarray],
    everyone: np.ndarray,
    since: Vector,
    forward: bool,
) -> Vector:
    """From epochs `since`, in growing steps: forward to where it stays, or back to where not."""
    t, step = since.copy(), 1.0
    if not forward:
        t = t - 1
    moving = everyone[np.isfinite(t)]
    while True:
        moving = moving[t[moving] >= 0]
        moving = moving[stays(moving, t[moving]) != forward]
        if not moving.size or step > MAX_EPOCHS_COUNTED:
            t[moving] = np.inf  # nothing yet that stays
            return np.maximum(t, -1.0)
        t[moving] += step if forward else -step
        step *= 2


def epochs_until_below_one(amplitudes: Matrix, log_kept: Matrix) -> Matrix:
    """The first whole t with Σ_i b_ji ρ_ki^t ≤ 1, for b (m, r) ≥ 0, log ρ (k, r): shape (k, m)."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        falls = (log_kept < 0)[:, np.newaxis, :]
        slope = np.where(falls, np.maximum(log_kept, MIN_LOG_KEPT)[:, np.newaxis, :], -1.0)
        moving = np.where(falls, amplitudes, 0.0)
        # What does not fall leaves so much less room for what does.
        room = 1 - np.where(falls, 0.0, amplitudes).sum(axis=2)
        height = np.log(moving) - np.log(np.maximum(room, 1e-300))[..., np.newaxis]
        t = (height / -slope).max(axis=2, initial=0.0)
        for _ in range(NEWTON_STEPS):
            terms = np.exp(height + t[..., np.newaxis] * slope)
            total = terms.sum(axis=2)
            over = total > 1
            fall = -(terms * slope).sum(axis=2)
            gain = total * np.log(total) / fall
            t = np.where(over, t + gain, t)
            if not (over & (gain > 0.1)).any():
                break
    # What grows will be too much one day, however small it is now, unless it is rounding.
    grows = (log_kept > MIN_LOG_GROWTH)[:, np.newaxis, :] & (amplitudes > NO_ERROR)
    never = (room <= 0) | grows.any(axis=2) | ~np.isfinite(amplitudes).all(axis=1)
    return np.where(never, np.inf, np.ceil(t - 1e-6))


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
