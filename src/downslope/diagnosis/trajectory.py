"""Descent in closed form: weights and losses at any epoch, the rate limit, the best rate.

In the eigenbasis of the Hessian the error along each axis evolves on its own. With e₀ the error at
the start and λ the curvature,

    gradient descent   e_t = (1 − lr·λ)^t e₀
    momentum           e_{t+1} = (1 + β − lr·λ) e_t − β e_{t−1}
    nesterov           e_{t+1} = (1 + β)(1 − lr·λ) e_t − β (1 − lr·λ) e_{t−1}

so with s(t) = e_t/e₀ and m the misfit at the start (see `Spectrum.misfit_at`),

    w_t = w* + V (s(t) ∘ e₀)        loss_t = loss* + c · Σ (s(t) ∘ m)²

The loss is its floor plus a sum of squares, which keeps the digits that a difference would lose.
`descend` is the reference, and the tests compare the two.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from downslope.descent import Step, descend
from downslope.diagnosis.spectrum import Spectrum
from downslope.errors import OptionError
from downslope.models.model import Model, check_model
from downslope.numerics.arrays import Matrix, Vector
from downslope.rules import (
    Constant,
    GradientDescent,
    Rule,
    Schedule,
    StepRule,
    is_linear,
    schedule,
    step_rule,
    update_rule,
)

MAX_EPOCHS_PRINTED = 12
RAN = "from running the loop: there is no closed form"
LARGEST_FLOAT = np.finfo(np.float64).max  # instead of −log 0, for a step that reaches the floor


@dataclass(frozen=True, slots=True, eq=False)
class Trajectory:
    """Weights and losses of a run. Row t is before update t; what overflows is inf.

    Shapes: T + 1 epochs (or the given ones), p weights in the user's units, the intercept last.
    """

    epochs: np.ndarray  # (T + 1,)
    weights: Matrix  # (T + 1, p)
    losses: Vector  # (T + 1,)
    closed_form: bool = True  # otherwise the loop was run

    def __repr__(self) -> str:
        count = len(self.epochs)
        shown = dict.fromkeys([*range(0, count, -(-count // MAX_EPOCHS_PRINTED)), count - 1])
        lines = [
            f"epoch {self.epochs[i]:6d} loss={self.losses[i]:.6g} w={self.weights[i]}"
            for i in shown
        ]
        return "\n".join([*lines, *([] if self.closed_form else [RAN])])


@dataclass(frozen=True, eq=False)
class Descent:
    """Descent on one problem, with one rule, from one start, at any learning rate.

    Shapes: p weights, r curved axes of the loss.
    """

    spectrum: Spectrum
    rule: Rule
    start: ArrayLike | None = None  # (p,) in the user's units; zeros by default

    @cached_property
    def first_weights(self) -> Vector:
        """Starting weights in the problem's own units, shape (p,)."""
        return self.spectrum.problem.starting_weights(self.start)

    @cached_property
    def first_errors(self) -> Vector:
        """Error of the first weights along each axis, (p,)."""
        errors: Vector = (self.first_weights - self.spectrum.optimum) @ self.spectrum.axes
        return errors

    @cached_property
    def first_misfit(self) -> Vector:
        """Error of the first predictions along each axis, (p,)."""
        return self.spectrum.misfit_at(self.first_weights)

    @cached_property
    def first_errors_in_tolerances(self) -> Matrix:
        """Part of axis i in the first error of weight j, (p, r), in tolerances of weight j."""
        spectrum, r = self.spectrum, self.spectrum.rank
        along = self.first_misfit[:r] / spectrum.singular_values[:r]
        errors = spectrum.problem.in_user_units((spectrum.axes[:, :r] * along).T).T
        allowed = spectrum.tolerances[:, np.newaxis]
        ratio: Matrix = np.divide(errors, allowed, out=np.zeros_like(errors), where=allowed > 0)
        return ratio

    @cached_property
    def destination(self) -> Vector:
        """Weights that runs approach, shape (p,), in the user's units."""
        flat = self.spectrum.axes[:, self.spectrum.rank :]
        stays = flat @ (flat.T @ self.first_weights)
        return self.spectrum.problem.in_user_units(self.spectrum.optimum + stays)

    def fewest_digits(self, weights: Vector) -> float:
        """Return the correct digits of the worst of `weights`, (p,): 3 at its tolerance."""
        allowed = self.spectrum.tolerances
        used = allowed > 0
        if not used.any():
            return 16.0
        off = np.abs(weights - self.destination)
        ratio = float((off[used] / allowed[used]).max())
        return 16.0 if ratio == 0 else float(np.clip(3 - math.log10(ratio), 0, 16))

    @cached_property
    def lr_limit(self) -> float:
        """Limit on the rate, 2/λ_max for gradient descent; inf if the loss is flat everywhere."""
        steepest = self.spectrum.steepest
        return self.rule.rate_limit(steepest) if steepest > 0 else math.inf

    @cached_property
    def lr_best(self) -> float:
        """Rate at which the slowest axis is fastest."""
        return best_rate(self.rule, self.spectrum.steepest, self.spectrum.flattest)

    def shares(self, lr: float | Matrix, epochs: np.ndarray) -> Matrix:
        """Return the share of the first error left along each axis, (epochs, p) or (rates, p)."""
        return error_shares(self.rule, lr, self.spectrum.eigenvalues, epochs)

    def path(self, epochs: np.ndarray, shares: Matrix) -> Trajectory:
        """Return the run that leaves these `shares` of the first error at these `epochs`."""
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
        """Return the losses, (rows,), that shares (rows, p) of the first misfit leave."""
        misfit, factor = self.first_misfit, self.spectrum.problem.loss_factor
        losses: Vector = self.spectrum.min_loss + (shares * shares) @ (factor * misfit * misfit)
        if np.isfinite(losses[-1]):
            return losses
        # An error of 0 stays 0, where inf · 0 would be NaN; and squaring comes last, because the
        # square of a share overflows too early.
        left = np.where(misfit == 0, 0.0, shares * misfit)
        careful: Vector = self.spectrum.min_loss + factor * np.square(left).sum(axis=1)
        return careful


def best_rate(rule: Rule, steepest: float, flattest: float) -> float:
    """Return the rate at which the slowest axis is fastest: 2/(λ_max + λ_min) for plain descent.

    For the other rules it is found by search: between 0 and the limit the worst shrinkage of the
    two extreme axes falls, then rises.
    """
    if steepest <= 0:
        return math.inf
    if rule.beta == 0:
        return 2 / (steepest + flattest)
    shares_of_limit = np.concatenate([np.geomspace(1e-6, 0.1, 500), np.linspace(0.1, 1, 2000)[1:]])
    rates = rule.rate_limit(steepest) * shares_of_limit
    # Logarithms still differ where a stretched axis keeps 99.99999999999999%.
    logs = log_shrinkage(rates[:, np.newaxis] * np.array([flattest, steepest]), rule)
    worst = np.where(np.isnan(logs), 0.0, logs).max(axis=1)
    # Momentum is equally fast over a range of rates: the middle is the safest.
    fastest = np.flatnonzero(worst <= worst.min() * (1 - 1e-9))
    return float(rates[fastest[len(fastest) // 2]])


@np.errstate(all="ignore")  # what overflows becomes inf
def trajectory(
    problem: Model | Spectrum,
    lr: float | Schedule,
    epochs: int | ArrayLike = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | StepRule = "gd",
) -> Trajectory:
    """Compute the weights and losses of a run; for least squares, without running it.

    For other models, adaptive rules, and schedules there is no closed form: the loop is run.

    Parameters
    ----------
    problem : Model or Spectrum
        `LeastSquares`, `Ridge`, `Logistic`, …, or the spectrum of least squares if it is known.
    lr : float or Schedule
        The learning rate, or a rate for each epoch.
    epochs : int or ndarray of int
        The last epoch, or the epochs to return.
    start : ndarray of shape (p,), optional
        Weights to start from, in the user's units; zeros by default.
    rule : str or StepRule
        "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", or a rule of your own.

    Returns
    -------
    Trajectory

    Raises
    ------
    OptionError
        If the rate, the start, the rule, or an epoch cannot be used.

    """
    t, general, rates = _epochs(epochs), step_rule(rule), schedule(lr)
    model = problem.problem if isinstance(problem, Spectrum) else problem
    check_model(model)
    if not (model.closed_form and is_linear(general) and isinstance(rates, Constant)):
        return _of_loop(model, rates, t, start, general)
    spectrum = problem if isinstance(problem, Spectrum) else Spectrum.of(problem)
    descent = Descent(spectrum, update_rule(general), start)
    return descent.path(t, descent.shares(rates.lr, t))


def _of_loop(
    problem: Model, lr: Schedule, epochs: np.ndarray, start: ArrayLike | None, rule: StepRule
) -> Trajectory:
    """Return the weights and losses that the loop has at these epochs."""
    wanted, last = set(epochs.tolist()), int(epochs.max(initial=-1))
    seen: dict[int, Step] = {}
    for step in descend(problem.condensed(), lr, start, rule=rule):
        if step.epoch in wanted:
            seen[step.epoch] = step
        if step.epoch >= last:
            break
    steps = [seen[epoch] for epoch in epochs.tolist()]
    weights = np.array([step.weights for step in steps])
    return Trajectory(epochs, weights, np.array([step.loss for step in steps]), False)


def error_shares(rule: Rule, lr: float | Matrix, curvatures: Vector, epochs: np.ndarray) -> Matrix:
    """Return s(t), the share of the first error left along each axis at each epoch.

    `lr`, `curvatures`, and `epochs` broadcast, epochs along the rows; overflow gives ±inf.
    """
    t = np.asarray(epochs, dtype=np.float64)
    t = t[:, np.newaxis] if t.ndim else t
    step = lr * curvatures
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        if rule.beta == 0:
            return _power(step, t)
        return _second_order(*rule.recurrence(step), t)


def _power(step: Matrix, t: Matrix) -> Matrix:
    """Return (1 − step)^t through log1p, which keeps the digits of small steps over many epochs."""
    if step.max(initial=0.0) <= 1:
        return np.exp(t * np.maximum(np.log1p(-step), -LARGEST_FLOAT))
    over = step > 1
    log = np.log1p(np.where(over, step - 2, -step))
    sign = np.where(over & (t % 2 == 1), -1.0, 1.0)
    return np.where(t == 0, 1.0, sign * np.exp(t * np.clip(log, -LARGEST_FLOAT, LARGEST_FLOAT)))


def _second_order(trace: Matrix, determinant: Matrix, first: Matrix, t: Matrix) -> Matrix:
    """Solve s(t+1) = trace · s(t) − determinant · s(t−1), with s(0) = 1 and s(1) = first.

    The roots of z² − trace·z + determinant are real (two exponentials) or a complex pair (a
    damped wave). Both forms avoid cancellation between nearly equal roots.
    """
    spread = trace**2 - 4 * determinant
    root = np.sqrt(np.maximum(spread, 0.0))
    large = (trace + np.copysign(root, trace)) / 2
    small = np.divide(determinant, large, out=np.zeros_like(large), where=large != 0)
    q = np.divide(small, large, out=np.zeros_like(large), where=large != 0)
    waves = large ** (t - 1) * (large + (first - large) * _geometric_sum(q, t))
    radius = np.sqrt(np.maximum(determinant, 0.0))
    # The angle comes from the spread: arccos would lose it where the roots are nearly equal.
    width = np.sqrt(np.maximum(-spread, 0.0))
    angle = np.arctan2(width, trace)
    sine = np.where(width > 0, np.sin(angle), 1.0)
    damped = radius ** (t - 1) * (first * np.sin(t * angle) - radius * np.sin((t - 1) * angle))
    shares = np.where(spread >= 0, waves, damped / sine)
    # If both roots are 0, the error is `first` after one update and 0 from then on.
    shares = np.where((large == 0) & (spread >= 0), np.where(t == 1, first, 0.0), shares)
    return np.where(t == 0, 1.0, shares)


def _geometric_sum(q: Matrix, t: Matrix) -> Matrix:
    """Return 1 + q + … + q^(t−1) for |q| ≤ 1, which tends to t as q tends to 1."""
    positive = (q > 0) & (q < 1)
    log_q = np.log(np.where(positive, q, 0.5))
    near_one = np.expm1(t * log_q) / np.expm1(log_q)
    elsewhere = (1 - q**t) / np.where(q == 1, 1.0, 1 - q)
    return np.where(q == 1, t, np.where(positive, near_one, elsewhere))


def shrinkage(step: Matrix, rule: Rule | None = None) -> Matrix:
    """Return ρ, the share of the error that an epoch keeps in the long run, for step = lr · λ.

    For gradient descent |1 − lr·λ|; in general the size of the larger root of
    z² − trace·z + determinant.
    """
    return np.exp(log_shrinkage(step, rule or GradientDescent()))


def log_shrinkage(step: Matrix, rule: Rule) -> Matrix:
    """Return log ρ, which keeps the digits of a tiny change per epoch along a nearly flat axis."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        if rule.beta == 0:
            # log |1 − step|: of 1 − step, or for step > 1 of step − 1, both through log1p.
            return np.log1p(np.where(step < 1, -step, step - 2))
        trace, determinant, _ = rule.recurrence(step)
        root = np.sqrt(np.maximum(trace**2 - 4 * determinant, 0.0))
        # At z = ±1 the polynomial is (1 ∓ z₁)(1 ∓ z₂): a root near ±1 without cancellation.
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
