"""Runs of descent in closed form: any epoch without a loop, the rate limit, the fastest rate.

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

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from downslope.diagnosis.spectrum import Spectrum
from downslope.errors import OptionError
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix, Vector
from downslope.rules import GradientDescent, Rule, learning_rate, update_rule

MAX_EPOCHS_PRINTED = 12
LARGEST_FLOAT = np.finfo(np.float64).max  # for the −log 0 of a step that lands on the floor


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
        shown = dict.fromkeys([*range(0, count, -(-count // MAX_EPOCHS_PRINTED)), count - 1])
        return "\n".join(
            f"epoch {self.epochs[i]:6d} loss={self.losses[i]:.6g} w={self.weights[i]}"
            for i in shown
        )


@dataclass(frozen=True, eq=False)
class Descent:
    """Descent on one problem, by one rule, from one start; the learning rate is still open.

    Shapes: p weights, r curved axes of the loss.
    """

    spectrum: Spectrum
    rule: Rule
    start: ArrayLike | None = None  # (p,) in the user's units; zeros by default

    @cached_property
    def first_weights(self) -> Vector:
        """(p,) the start in the problem's own units."""
        return self.spectrum.problem.starting_weights(self.start)

    @cached_property
    def first_errors(self) -> Vector:
        """(p,) the error of the first weights along each axis."""
        errors: Vector = (self.first_weights - self.spectrum.optimum) @ self.spectrum.axes
        return errors

    @cached_property
    def first_misfit(self) -> Vector:
        """(p,) how far the first predictions are off along each axis."""
        return self.spectrum.misfit_at(self.first_weights)

    @cached_property
    def first_errors_in_tolerances(self) -> Matrix:
        """(p, r) what axis i adds to the first error of weight j, in tolerances of weight j."""
        spectrum, r = self.spectrum, self.spectrum.rank
        along = self.first_misfit[:r] / spectrum.singular_values[:r]
        errors = spectrum.problem.in_user_units((spectrum.axes[:, :r] * along).T).T
        allowed = spectrum.tolerances[:, np.newaxis]
        ratio: Matrix = np.divide(errors, allowed, out=np.zeros_like(errors), where=allowed > 0)
        return ratio

    @cached_property
    def destination(self) -> Vector:
        """(p,) where runs end up, in the user's units: along flat axes, where they started."""
        flat = self.spectrum.axes[:, self.spectrum.rank :]
        stays = flat @ (flat.T @ self.first_weights)
        return self.spectrum.problem.in_user_units(self.spectrum.optimum + stays)

    @cached_property
    def lr_limit(self) -> float:
        """2/λ_max for gradient descent; inf when the loss does not curve at all."""
        steepest = self.spectrum.steepest
        return self.rule.rate_limit(steepest) if steepest > 0 else math.inf

    @cached_property
    def lr_best(self) -> float:
        """The rate at which the slowest axis is fastest: 2/(λ_max + λ_min) for gradient descent.

        For the other rules the rate is searched: the worst shrinkage of the two extreme axes
        falls, then rises, between 0 and the limit.
        """
        steepest, flattest = self.spectrum.steepest, self.spectrum.flattest
        if steepest <= 0:
            return math.inf
        if self.rule.beta == 0:
            return 2 / (steepest + flattest)
        shares_of_limit = np.concatenate(
            [np.geomspace(1e-6, 0.1, 500), np.linspace(0.1, 1, 2000)[1:]]
        )
        rates = self.lr_limit * shares_of_limit
        # Logarithms still tell rates apart where a stretched axis keeps 99.99999999999999 %.
        logs = log_shrinkage(rates[:, np.newaxis] * np.array([flattest, steepest]), self.rule)
        worst = np.where(np.isnan(logs), 0.0, logs).max(axis=1)
        # Momentum is as fast over a whole range of rates: its middle is the safest.
        fastest = np.flatnonzero(worst <= worst.min() * (1 - 1e-9))
        return float(rates[fastest[len(fastest) // 2]])

    def shares(self, lr: float | Matrix, epochs: np.ndarray) -> Matrix:
        """(epochs, p) or (rates, p): the share of the first error left along each axis."""
        return error_shares(self.rule, lr, self.spectrum.eigenvalues, epochs)

    def path(self, epochs: np.ndarray, shares: Matrix) -> Trajectory:
        """The run that leaves these `shares` of the first error at these `epochs`."""
        losses = self.losses(shares)
        errors = shares * self.first_errors
        overflowed = not np.isfinite(losses[-1])
        if overflowed:
            errors[:, self.first_errors == 0] = 0.0
        spectrum = self.spectrum
        weights = spectrum.problem.in_user_units(spectrum.optimum + errors @ spectrum.axes.T)
        if overflowed:
            weights[np.isnan(weights)] = np.inf
        return Trajectory(epochs, weights, losses)

    def losses(self, shares: Matrix) -> Vector:
        """(rows,) the floor plus what is left of the first misfit, for shares (rows, p)."""
        misfit, factor = self.first_misfit, self.spectrum.problem.loss_factor
        losses: Vector = self.spectrum.min_loss + (shares * shares) @ (factor * misfit * misfit)
        if np.isfinite(losses[-1]):
            return losses
        # Where there was no error there is none later, not even inf · 0; and what is left is
        # squared last, because the square of a share leaves float64 too early.
        left = np.where(misfit == 0, 0.0, shares * misfit)
        careful: Vector = self.spectrum.min_loss + factor * np.square(left).sum(axis=1)
        return careful


@np.errstate(all="ignore")  # what leaves float64 becomes inf
def trajectory(
    problem: LeastSquares | Spectrum,
    lr: float,
    epochs: int | ArrayLike = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule = "gd",
) -> Trajectory:
    """Return the weights and losses of a run from `start`, without running it.

    Parameters
    ----------
    problem : LeastSquares or Spectrum
        The problem, or its spectrum when there is one already.
    lr : float
        The learning rate.
    epochs : int or ndarray of int
        Every epoch up to this one, or the epochs wanted.
    start : ndarray of shape (p,), optional
        First weights in the user's units; zeros by default.
    rule : str or Rule
        "gd", "momentum", "nesterov", or a `Rule`.

    Returns
    -------
    Trajectory

    Raises
    ------
    OptionError
        A rate, start, rule or number of epochs that cannot be used.

    """
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    descent, t = Descent(spectrum, update_rule(rule), start), _epochs(epochs)
    return descent.path(t, descent.shares(learning_rate(lr), t))


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
        return np.exp(t * np.maximum(np.log1p(-step), -LARGEST_FLOAT))
    over = step > 1
    log = np.log1p(np.where(over, step - 2, -step))
    sign = np.where(over & (t % 2 == 1), -1.0, 1.0)
    return np.where(t == 0, 1.0, sign * np.exp(t * np.clip(log, -LARGEST_FLOAT, LARGEST_FLOAT)))


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


def shrinkage(step: Matrix, rule: Rule | None = None) -> Matrix:
    """ρ: the share of the error an epoch keeps in the long run, for step = lr · λ.

    For gradient descent |1 − lr·λ|; in general the larger root of z² − trace·z + determinant.
    """
    return np.exp(log_shrinkage(step, rule or GradientDescent()))


def log_shrinkage(step: Matrix, rule: Rule) -> Matrix:
    """log ρ, which keeps the digits of the tiny loss per epoch along a nearly flat axis."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        if rule.beta == 0:
            # 1 − step, or beyond step = 1 its opposite, step − 1: both from log1p.
            return np.log1p(np.where(step < 1, -step, step - 2))
        trace, determinant, _ = rule.recurrence(step)
        root = np.sqrt(np.maximum(trace**2 - 4 * determinant, 0.0))
        # At z = ±1 the polynomial is (1 ∓ z₁)(1 ∓ z₂): a root near either end, without cancelling.
        end = np.where(trace >= 0, step, 1 + trace + determinant)
        smaller = (np.abs(trace) - root) / 2
        larger = (np.abs(trace) + root) / 2
        gap = np.where(smaller < 1, end / (1 - smaller), 1 - larger)
        real = np.log1p(-np.where(larger < 2, gap, 0.0)) + np.where(larger < 2, 0.0, np.log(larger))
        waves = np.log(np.maximum(determinant, 0.0)) / 2
        return np.where(trace**2 >= 4 * determinant, real, waves)


def _epochs(epochs: int | ArrayLike) -> np.ndarray:
    if type(epochs) is int and epochs >= 0:
        return np.arange(epochs + 1)
    asked = np.asarray(epochs)
    if asked.dtype.kind not in "iu" or asked.ndim > 1 or asked.min(initial=0) < 0:
        raise OptionError(f"epochs={epochs!r} cannot be used: give whole numbers of 0 or more.")
    return np.arange(int(asked) + 1) if asked.ndim == 0 else asked
