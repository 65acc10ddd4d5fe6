"""Any epoch of a run in closed form: no loop, however many epochs or learning rates.

In the eigenbasis of the Hessian the error along every axis evolves alone. With e₀ the error at
the start and λ the curvature there,

    gradient descent   e_t = (1 − lr·λ)^t e₀
    momentum           e_{t+1} = (1 + β − lr·λ) e_t − β e_{t−1}
    nesterov           e_{t+1} = (1 + β)(1 − lr·λ) e_t − β (1 − lr·λ) e_{t−1}

so with s(t) = e_t/e₀ and m the misfit at the start (see `Spectrum.misfit_at`),

    w_t = w* + V (s(t) ∘ e₀)        loss_t = loss* + c · Σ (s(t) ∘ m)²

The loss is its floor plus a sum of squares: it keeps its digits where a difference would lose
them. `descend` is the reference; the tests hold the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.diagnosis.spectrum import Spectrum
from downslope.errors import OptionError
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix, Vector
from downslope.rules import Rule, learning_rate, update_rule

SHOWN = 12  # epochs when printed
LARGEST = np.finfo(np.float64).max  # stands for the −log 0 of a step that lands on the floor


@dataclass(frozen=True, slots=True, eq=False)
class Trajectory:
    """A whole run. Row t is before update t; what overflows is inf.

    Shapes: T + 1 epochs (or those asked for), p weights in the user's units, the intercept last.
    """

    epochs: np.ndarray  # (T + 1,)
    weights: Matrix  # (T + 1, p)
    losses: Vector  # (T + 1,)

    def __repr__(self) -> str:
        count = len(self.epochs)
        shown = dict.fromkeys([*range(0, count, -(-count // SHOWN)), count - 1])
        return "\n".join(
            f"epoch {self.epochs[i]:6d} loss={self.losses[i]:.6g} w={self.weights[i]}"
            for i in shown
        )


@np.errstate(all="ignore")  # what leaves float64 becomes inf
def trajectory(
    problem: LeastSquares | Spectrum,
    lr: float,
    epochs: int | ArrayLike = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule = "gd",
) -> Trajectory:
    """The weights and losses of a run from `start`, without running it.

    Args:
        problem: the problem, or its `Spectrum` when there is one already.
        lr: the learning rate.
        epochs: every epoch up to this one, or an array of the epochs wanted.
        start: (p,) first weights in the user's units; zeros by default.
        rule: "gd", "momentum", "nesterov", or a `Rule`.

    Raises:
        OptionError: a rate, start, rule or number of epochs that cannot be used.

    """
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    bowl = spectrum.problem
    t = _epochs(epochs)
    w0 = bowl.starting_weights(start)
    shares = error_shares(update_rule(rule), learning_rate(lr), spectrum.eigenvalues, t)
    optimum, axes = spectrum.optimum, spectrum.axes
    error = (w0 - optimum) @ axes
    losses = _losses(spectrum, shares, w0)
    with np.errstate(over="ignore", invalid="ignore"):
        errors = shares * error
        if not np.isfinite(losses[-1]):
            errors[:, error == 0] = 0.0
        weights = bowl.in_user_units(optimum + errors @ axes.T)
    if not np.isfinite(losses[-1]):
        weights[np.isnan(weights)] = np.inf
    return Trajectory(t, weights, losses)


def final_losses(
    spectrum: Spectrum, lrs: Vector, epochs: int, start: ArrayLike | None, rule: Rule
) -> Vector:
    """(rates,) the loss after `epochs` updates, for every learning rate at once."""
    shares = error_shares(rule, lrs[:, np.newaxis], spectrum.eigenvalues, np.array(epochs))
    return _losses(spectrum, shares, spectrum.problem.starting_weights(start))


def _losses(spectrum: Spectrum, shares: Matrix, w0: Vector) -> Vector:
    """(rows,) the floor plus what is left of the misfit at `w0`."""
    misfit, factor = spectrum.misfit_at(w0), spectrum.problem.loss_factor
    with np.errstate(over="ignore", invalid="ignore"):
        losses: Vector = spectrum.min_loss + (shares * shares) @ (factor * misfit * misfit)
        if np.isfinite(losses[-1]):
            return losses
        # Where there was no error there is none later, not even inf · 0; and what is left is
        # squared last, because the square of a share leaves float64 too early.
        left = np.where(misfit == 0, 0.0, shares * misfit)
        careful: Vector = spectrum.min_loss + factor * np.square(left).sum(axis=1)
        return careful


def error_shares(rule: Rule, lr: float | Matrix, curvatures: Vector, epochs: np.ndarray) -> Matrix:
    """s(t): the share of the first error that is left along each axis at each epoch.

    `lr`, `curvatures` and `epochs` broadcast, epochs along the rows; overflow gives ±inf.
    """
    t = np.asarray(epochs, dtype=np.float64)
    t = t[:, np.newaxis] if t.ndim else t
    step = lr * curvatures
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        if rule.beta == 0:
            return _power(step, t)
        return _second_order(*rule.recurrence(step), t)


def _power(step: Matrix, t: Matrix) -> Matrix:
    """(1 − step)^t by way of log1p, which keeps the digits of a small step over many epochs."""
    if step.max(initial=0.0) <= 1:
        return np.exp(t * np.maximum(np.log1p(-step), -LARGEST))
    over = step > 1
    log = np.log1p(np.where(over, step - 2, -step))
    sign = np.where(over & (t % 2 == 1), -1.0, 1.0)
    return np.where(t == 0, 1.0, sign * np.exp(t * np.clip(log, -LARGEST, LARGEST)))


def _second_order(trace: Matrix, determinant: Matrix, first: Matrix, t: Matrix) -> Matrix:
    """s(t) of s(t+1) = trace · s(t) − determinant · s(t−1), with s(0) = 1 and s(1) = first.

    The roots of z² − trace·z + determinant are real (two exponentials) or a complex pair (a
    damped wave); both forms are written so that nearly equal roots do not cancel.
    """
    spread = trace**2 - 4 * determinant
    root = np.sqrt(np.maximum(spread, 0.0))
    large = (trace + np.copysign(root, trace)) / 2
    small = np.divide(determinant, large, out=np.zeros_like(large), where=large != 0)
    q = np.divide(small, large, out=np.zeros_like(large), where=large != 0)
    waves = large ** (t - 1) * (large + (first - large) * _geometric_sum(q, t))
    radius = np.sqrt(np.maximum(determinant, 0.0))
    # The angle by way of the spread: an arccos would lose it where the roots nearly meet.
    width = np.sqrt(np.maximum(-spread, 0.0))
    angle = np.arctan2(width, trace)
    sine = np.where(width > 0, np.sin(angle), 1.0)
    damped = radius ** (t - 1) * (first * np.sin(t * angle) - radius * np.sin((t - 1) * angle))
    shares = np.where(spread >= 0, waves, damped / sine)
    # Both roots 0: whatever was there is gone after the first update.
    shares = np.where((large == 0) & (spread >= 0), np.where(t == 1, first, 0.0), shares)
    return np.where(t == 0, 1.0, shares)


def _geometric_sum(q: Matrix, t: Matrix) -> Matrix:
    """1 + q + … + q^(t−1) for |q| ≤ 1, which tends to t as q tends to 1."""
    positive = (q > 0) & (q < 1)
    log_q = np.log(np.where(positive, q, 0.5))
    near_one = np.expm1(t * log_q) / np.expm1(log_q)
    elsewhere = (1 - q**t) / np.where(q == 1, 1.0, 1 - q)
    return np.where(q == 1, t, np.where(positive, near_one, elsewhere))


def _epochs(epochs: int | ArrayLike) -> np.ndarray:
    if type(epochs) is int and epochs >= 0:
        return np.arange(epochs + 1)
    asked = np.asarray(epochs)
    if asked.dtype.kind not in "iu" or asked.ndim > 1 or asked.min(initial=0) < 0:
        raise OptionError(f"epochs={epochs!r} cannot be used: give whole numbers of 0 or more.")
    return np.arange(int(asked) + 1) if asked.ndim == 0 else asked
