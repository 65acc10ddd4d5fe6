"""Run of descent at one learning rate in closed form: status, directions, forecast of epochs.

A run is diverging if an epoch multiplies the error along the steepest direction by more than 1. It
has converged if every weight is right to three digits after its epochs; otherwise it is converging.

A forecast is the number of epochs until the loss, or a weight, is within its tolerance. Along axis
i the error shrinks like ρ_i^t, and Newton's method finds from the left where a sum Σ b_i ρ_i^t
falls below 1, because the logarithm of such a sum is convex and falling. From there the error
itself, with its signs and the waves of momentum, is followed to the epoch after which it stays
within its tolerance.

"Right to three digits" means within 5e-4 of the final weight, or of its standard error if that is
larger (`Spectrum.tolerances`): digits below the noise mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

NEAR_FLOOR = 0.01  # of the floor: a loss this near is as good as there
NEWTON_STEPS = 12
WAVE_EPOCHS = 48  # in which momentum's waves show; plain descent alternates within 2 epochs
MAX_ENTRIES_FOLLOWED = 5_000  # rates × weights × axes: above, the estimate must do
MAX_SHARE = 1e100  # error shares are clipped here, before they overflow
MIN_LOG_KEPT = -690.0  # log ρ of an axis that is done in one update
ROUNDING = 1e-9  # of a tolerance
NO_ERROR = 1e-14  # tolerances: rounding where there is no error
MIN_LOG_GROWTH = 1e-12  # log ρ above which an error grows; below it stays the same
SAME_LOSS = 1e-9  # relative: losses that differ by less are the same
MAX_EPOCHS_COUNTED = 1e15  # numbers of epochs above this are not told apart


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Epochs needed from the start; inf where no number is enough.

    Shapes: k learning rates, p weights.
    """

    loss: Vector  # (k,) until the loss is within 1% of its floor
    weights: Matrix  # (k, p) until each weight is right to three digits

    @property
    def to_tolerance(self) -> Vector:
        """Epochs (k,) until every weight is right to three digits."""
        slowest: Vector = self.weights.max(axis=1)
        return slowest


def forecast(descent: Descent, lrs: Vector) -> Forecast:
    """Forecast the epochs that runs at each of the rates `lrs`, shape (k,), need.

    The forecast is exact to the epoch; for thousands of rates at once, it is computed from ρ^t
    alone and is a few percent off.
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
    """Errors of runs, epoch by epoch. Shapes: k rates, r axes."""

    rule: Rule
    rates: Vector  # (k,)
    curvatures: Vector  # (r,)

    @property
    def window(self) -> int:
        """Number of epochs within which an error shows whether it stays small."""
        return 2 if self.rule.beta == 0 else WAVE_EPOCHS

    def settled(self, amplitudes: Matrix, about: Matrix, power: int) -> Matrix:
        """Find the epoch after which |Σ_i b_ji s_ki(t)^power| stays ≤ 1, near the estimate `about`.

        Shapes: amplitudes b (m, r), about (k, m), result (k, m).
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
            small = stays(rest, middle)
            good[rest], bad[rest] = (
                np.where(small, middle, good[rest]),
                np.where(small, bad[rest], middle),
            )
        answer[open_rate, open_row] = good
        return answer

    def _stays(self, lr: Vector, b: Matrix, t: Vector, power: int) -> np.ndarray:
        """Return whether each error, (m,), is at most 1 at t and for one wave after it."""
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
    """Move from epochs `since` in growing steps: forward until it stays, back until it does not."""
    t, step = since.copy(), 1.0
    if not forward:
        t = t - 1
    moving = everyone[np.isfinite(t)]
    while True:
        moving = moving[t[moving] >= 0]
        moving = moving[stays(moving, t[moving]) != forward]
        if not moving.size or step > MAX_EPOCHS_COUNTED:
            t[moving] = np.inf  # it has not stayed so far
            return np.maximum(t, -1.0)
        t[moving] += step if forward else -step
        step *= 2


def epochs_until_below_one(amplitudes: Matrix, log_kept: Matrix) -> Matrix:
    """Return the smallest integer t with Σ_i b_ji ρ_ki^t ≤ 1; inf if there is none.

    Shapes: amplitudes b ≥ 0 (m, r), log_kept log ρ (k, r), result (k, m).
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        falls = (log_kept < 0)[:, np.newaxis, :]
        slope = np.where(falls, np.maximum(log_kept, MIN_LOG_KEPT)[:, np.newaxis, :], -1.0)
        moving = np.where(falls, amplitudes, 0.0)
        # Terms that do not fall leave less room for those that do.
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
    # A term that grows exceeds 1 in the end, however small it is now, unless it is rounding.
    grows = (log_kept > MIN_LOG_GROWTH)[:, np.newaxis, :] & (amplitudes > NO_ERROR)
    never = (room <= 0) | grows.any(axis=2) | ~np.isfinite(amplitudes).all(axis=1)
    return np.where(never, np.inf, np.ceil(t - 1e-6))


VISIBLE_ERROR = 0.05  # standard errors: a weight nearer to its best is as good as there
WORTH_NAMING = 0.1  # component of a unit eigenvector from which its column is named


@dataclass(frozen=True, slots=True)
class Direction:
    """Eigenvector of the Hessian: its columns, curvature, and what an epoch does to the error."""

    name: str  # "the intercept rising while the slope falls"
    columns: tuple[str, ...]  # the one with the largest component first
    eigenvalue: float  # λ; 0 if the loss is flat along it
    kept_per_epoch: float  # share of the error; above 1 it grows

    def to_dict(self) -> dict[str, object]:
        """Return the direction as plain data."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class Run:
    """Run of `epochs` updates at the learning rate `lr`.

    Shapes: p weights, r curved axes of the loss.
    """

    descent: Descent
    lr: float
    epochs: int

    def at(self, lr: float) -> Run:
        """Return the same run at a different rate."""
        return self if lr == self.lr else replace(self, lr=lr)

    @property
    def spectrum(self) -> Spectrum:
        """Spectrum of the problem, in the units of the run."""
        return self.descent.spectrum

    @cached_property
    def kept_per_epoch(self) -> Vector:
        """Share of the error that an epoch keeps along each axis in the long run, (p,)."""
        kept: Vector = shrinkage(self.lr * self.spectrum.eigenvalues, self.descent.rule)
        return kept

    @property
    def growth(self) -> float:
        """Factor of the error per epoch along the steepest direction, in the long run."""
        return float(self.kept_per_epoch[0])

    @cached_property
    def forecast(self) -> Forecast:
        """Epochs that the run needs."""
        return forecast(self.descent, np.array([self.lr]))

    @property
    def epochs_needed(self) -> float:
        """Epochs until every weight is right to three digits; inf if never."""
        return float(self.forecast.to_tolerance[0])

    @property
    def status(self) -> str:
        """Status: converged, converging, or diverging."""
        return run_status(self.growth, self.epochs_needed, self.epochs)

    @cached_property
    def shares(self) -> Matrix:
        """Share of the first error along each axis, at the start and at the end, (2, p)."""
        return self.descent.shares(self.lr, np.array([0, self.epochs]))

    @cached_property
    def ends(self) -> Trajectory:
        """Weights and losses at the start and at the end."""
        return self.descent.path(np.array([0, self.epochs]), self.shares)

    @property
    def final_loss(self) -> float:
        """Loss after the epochs."""
        return float(self.ends.losses[-1])

    def ends_below(self, other: Run) -> bool:
        """Return whether the run ends with a lower loss than another, unless it diverges."""
        return self.status != "diverging" and self.final_loss < other.final_loss * (1 - SAME_LOSS)

    @property
    def errors_left(self) -> Vector:
        """Last weights minus those that the run approaches, shape (p,), in the user's units."""
        errors: Vector = self.ends.weights[-1] - self.descent.destination
        return errors

    @cached_property
    def first_in_tolerances(self) -> Vector:
        """First error along each axis, (r,), in tolerances of the weight that it affects most."""
        worst: Vector = np.abs(self.descent.first_errors_in_tolerances).max(axis=0, initial=0.0)
        return worst

    @cached_property
    def left_in_tolerances(self) -> Vector:
        """Remaining part of `first_in_tolerances` after the epochs, shape (r,)."""
        first, shares = self.first_in_tolerances, self.shares[-1, : self.spectrum.rank]
        return np.where(first == 0, 0.0, first * np.abs(shares))

    @cached_property
    def steepest_is_done(self) -> bool:
        """Whether the steepest direction that had an error has lost it.

        It has if at most one tolerance is left, or a hundredth of the first error where another
        direction has a hundred times more left.
        """
        left, first = self.left_in_tolerances, self.first_in_tolerances
        # By the first error: what is left of it may underflow to 0.
        active = np.flatnonzero(first > NO_ERROR)
        if active.size == 0:
            return True
        steepest = active[0]
        much = max(1.0, 0.01 * min(float(first[steepest]), float(left.max())))
        return bool(left[steepest] <= much)

    @property
    def is_within_noise(self) -> bool:
        """Whether every combination of the weights is right to a small part of its standard error.

        (Σ misfit²)/s² bounds the square of the error of any combination, in standard errors.
        """
        left = np.linalg.norm(self.shares[-1] * self.descent.first_misfit)
        return bool(left < VISIBLE_ERROR * self.spectrum.noise_std)

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """Directions (p), steepest first, named by the columns that dominate them."""
        spectrum = self.spectrum
        names = spectrum.problem.weight_names
        parts = zip(spectrum.axes.T, spectrum.eigenvalues, self.kept_per_epoch, strict=True)
        return tuple(
            Direction(*named(names, axis), float(value), float(kept)) for axis, value, kept in parts
        )


def run_status(growth: float, needed: float, epochs: int) -> str:
    """Return the status of a run from its growth per epoch and the epochs that it needs."""
    if growth > 1 + MIN_LOG_GROWTH:
        return "diverging"
    return "converged" if epochs >= needed else "converging"


def worst(errors: Vector, allowed: Vector) -> int:
    """Return the index of the largest error relative to the allowed error."""
    ratio = np.abs(errors) / allowed
    return int(np.argmax(np.nan_to_num(ratio, nan=0.0, posinf=np.finfo(float).max)))


def named(names: tuple[str, ...], axis: Vector) -> tuple[str, tuple[str, ...]]:
    """Name an axis by its largest component and up to two others: which rise, and which fall."""
    # Components that differ only by rounding come in the order of the columns.
    order = np.argsort(-np.abs(axis).round(9), kind="stable")
    least = min(WORTH_NAMING, abs(axis[order[0]]) / 2)  # of many columns none may reach the first
    parts = [int(j) for j in order[:3] if abs(axis[j]) >= least]
    rising = [names[j] for j in parts if axis[j] * axis[parts[0]] > 0]
    falling = [names[j] for j in parts if axis[j] * axis[parts[0]] < 0]
    name = _weights(rising, names)
    if falling:
        verb = "falls" if len(falling) == 1 else "fall"
        name = f"{name} rising while {_weights(falling, names)} {verb}"
    else:
        name = f"{name} rising together" if len(rising) > 1 else f"{name} alone"
    return name, tuple(names[j] for j in parts)


def _weights(chosen: Sequence[str], names: Sequence[str]) -> str:
    """Name some of the weights in a sentence: the intercept and the weights of x and z."""
    features = [name for name in chosen if name != "intercept"]
    if len(features) < 2:
        return listed([in_words(name, names) for name in chosen])
    weights = f"the weights of {listed(features)}"
    return f"the intercept and {weights}" if "intercept" in chosen else weights


def in_words(name: str, names: Sequence[str]) -> str:
    """Return one of the weights `names` as it stands in a sentence."""
    if name == "intercept":
        return "the intercept"
    return "the slope" if len(set(names) - {"intercept"}) == 1 else f"the weight of {name}"


def listed(words: Sequence[str]) -> str:
    """Join words as in a sentence: a; a and b; a, b, and c."""
    if len(words) < 3:
        return " and ".join(words)
    return f"{', '.join(words[:-1])}, and {words[-1]}"
