"""How long a run will take: epochs until the loss, and each weight, is as good as done.

Along axis i the error shrinks like ρ_i^t, so a sum Σ b_i ρ_i^t falls below 1 at an epoch that
Newton's method finds from the left: the logarithm of such a sum is convex and falling.

"Right to three digits" means within 5e-4 of the final weight, or of its standard error where that
is larger: digits below the noise are nobody's to ask for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.arrays import Matrix, Vector
from downslope.rules import Rule
from downslope.spectrum import Spectrum

THREE_DIGITS = 5e-4
NEAR_FLOOR = 0.01  # "the loss is within 1 % of its floor"
NEWTON_STEPS = 12


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


def forecast(
    spectrum: Spectrum, lrs: ArrayLike, start: ArrayLike | None = None, rule: Rule | None = None
) -> Forecast:
    """The epochs that runs from `start` need, for each of `lrs`, shape (k,)."""
    rates = np.atleast_1d(np.asarray(lrs, dtype=np.float64))
    w0 = spectrum.problem.starting_weights(start)
    shrink = shrinkage(rates[:, np.newaxis] * spectrum.eigenvalues, rule)
    shrink = shrink[:, : spectrum.rank]
    excess = np.square(spectrum.misfit_at(w0)[: spectrum.rank])
    floor = NEAR_FLOOR * spectrum.min_loss / spectrum.problem.loss_factor
    with np.errstate(divide="ignore"):
        of_loss = np.where(excess > 0, excess / floor, 0.0)
    return Forecast(
        loss=epochs_until_below_one(of_loss[np.newaxis], shrink**2)[:, 0],
        weights=epochs_until_below_one(np.abs(errors_in_tolerances(spectrum, w0)), shrink),
    )


def shrinkage(step: Matrix, rule: Rule | None = None) -> Matrix:
    """ρ: the share of the error an epoch keeps in the long run, for step = lr · λ.

    For gradient descent |1 − lr·λ|; in general the larger root of z² − trace·z + determinant.
    """
    if rule is None or rule.beta == 0:
        return np.abs(1 - step)
    trace, determinant, _ = rule.recurrence(step)
    spread = trace**2 - 4 * determinant
    real = (np.abs(trace) + np.sqrt(np.maximum(spread, 0.0))) / 2
    return np.where(spread >= 0, real, np.sqrt(np.maximum(determinant, 0.0)))


def tolerances(spectrum: Spectrum) -> Vector:
    """(p,) how near each weight, in the user's units, counts as three digits right."""
    problem, r = spectrum.problem, spectrum.rank
    final = np.abs(problem.in_user_units(spectrum.optimum))
    spread = spectrum.noise_std
    typical = np.sqrt(problem.y @ problem.y / problem.n)
    per_noise = problem.in_user_units((spectrum.axes[:, :r] / spectrum.singular_values[:r]).T)
    error = np.sqrt(np.square(per_noise).sum(axis=0))
    allowed: Vector = THREE_DIGITS * np.maximum(final, error * max(spread, 1e-3 * typical))
    return allowed


def errors_in_tolerances(spectrum: Spectrum, w0: Vector) -> Matrix:
    """(p, r) what axis i adds to the error of weight j at `w0`, in units of j's tolerance."""
    r, problem = spectrum.rank, spectrum.problem
    along = spectrum.misfit_at(w0)[:r] / spectrum.singular_values[:r]
    errors = problem.in_user_units((spectrum.axes[:, :r] * along).T).T
    allowed = tolerances(spectrum)[:, np.newaxis]
    ratio: Matrix = np.divide(errors, allowed, out=np.zeros_like(errors), where=allowed > 0)
    return ratio


def epochs_until_below_one(amplitudes: Matrix, shrink: Matrix) -> Matrix:
    """The first whole t with Σ_i b_ji ρ_ki^t ≤ 1, for b (m, r) ≥ 0 and ρ (k, r): shape (k, m)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        falls = (shrink < 1)[:, np.newaxis, :]
        slope = np.where(falls, np.log(np.maximum(shrink, 1e-300))[:, np.newaxis, :], -1.0)
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
    never = (room <= 0) | ~np.isfinite(amplitudes).all(axis=1)
    return np.where(never, np.inf, np.ceil(t - 1e-6))
