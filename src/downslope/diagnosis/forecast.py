"""Forecasts: the epochs until the loss, and each weight, is as good as done.

Along axis i the error shrinks like ρ_i^t, so a sum Σ b_i ρ_i^t falls below 1 at an epoch that
Newton's method finds from the left: the logarithm of such a sum is convex and falling. From there
the error itself, with its signs and the waves of momentum, is followed to the epoch after which it
stays within its tolerance.

"Right to three digits" means within 5e-4 of the final weight, or of its standard error where that
is larger (`Spectrum.tolerances`): digits below the noise mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from downslope.diagnosis.trajectory import Descent, error_shares, log_shrinkage
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
