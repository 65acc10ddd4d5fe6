"""Newton's method for models whose loss is smooth and convex, with a bound on every weight.

    w ← w − H(w)⁻¹ g(w)          halved until the loss falls

The bound comes from generalized self-concordance (Bach, 2010). Write ‖u‖² = uᵀ H u with the Hessian
at the weights w, λ = √(gᵀ H⁻¹ g) for the Newton decrement, and let a step u change the logarithm of
every row's curvature by at most R · ‖u‖. If R λ < 1, the minimum exists, is unique, and is near:

    ‖w* − w‖ ≤ t = −log(1 − R λ) / R

A Newton step from w then ends within R t λ of the minimum, but for its own rounding, and the error
of a weight is at most that times √(H⁻¹)_jj. Two errors of rounding are bounded and added:

    δ    of the gradient g, in sums of blocks; from float64, or from double-double at the end
    ε    of the Hessian, relative to it: its smallest eigenvalue must stand clear of it

Rows are centered and scaled by powers of two, so that the offset of a column costs no digits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular

from downslope.models.huber import Huber
from downslope.models.least_squares import LeastSquares
from downslope.models.model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, Pair
from downslope.solvers.precise_gradient import precise_gradient
from downslope.solvers.scaled_model import BLOCK, Scaled, row_factor

MOST_STEPS = 60
MOST_HALVINGS = 40
NEAR = 1e-9  # of the weights: a step as short is the last
SMALLEST_REACH = 0.5  # R λ must be below it for a proof
LARGEST_LOSS_OF_DIGITS = 0.1  # ε must be below it
ALWAYS_PRECISE = 2_000_000  # entries; up to here double-double costs less than a second


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """Weights that minimize a loss, with what is proven of them.

    Weights are flat: those of the first class, then of the next.
    """

    weights: Vector  # (p,) in the user's units, slopes first and the intercept last
    bound: Vector  # (p,) on the error of each; NaN where nothing is proven
    inverse_factor: Matrix  # (p, p) V with H⁻¹ = V Vᵀ in the user's units; H of the mean loss
    loss: float
    gradient: float  # largest entry of the gradient by standardized columns
    decrement: float  # λ
    steps: int
    precise: bool  # the gradient was taken in double-double

    @property
    def proven(self) -> bool:
        """Whether the minimum provably exists and every weight has a proven error bound."""
        return bool(np.isfinite(self.bound).all())


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sums of one pass over the rows at given weights, penalty included."""

    loss: float
    gradient: Vector
    hessian: Matrix
    rounding: Vector  # bound on the error of each entry of the gradient
    hessian_rounding: float  # relative to √(H_jj H_kk)
    longest: float  # norm of the longest row
    closest: float  # smallest distance of a residual from a kink; inf without one


def minimize(model: ScoreModel, tilt: Vector | None = None, full: bool = False) -> Optimum:
    """Return the weights that minimize the loss, with a bound on the error of each.

    Parameters
    ----------
    model : ScoreModel
        Least squares, ridge, Huber, logistic, softmax, or Poisson.
    tilt : ndarray of shape (d,), optional
        Factors of a linear term in the slopes that is added to the loss.
    full : bool
        Take the last gradient in double-double even where that takes long.

    Returns
    -------
    Optimum
        Its bounds are NaN where no minimum was proven, such as for separable classes.

    """
    problem = Scaled(model, tilt)
    with np.errstate(all="ignore"):
        v, sums, steps = _descend(problem)
        precise = full or model.X_b.size * problem.groups <= ALWAYS_PRECISE
        gradient, rounding = sums.gradient, sums.rounding
        if precise:
            gradient, rounding = precise_gradient(problem, v)
        return _optimum(problem, v, sums, gradient, rounding, steps, precise)


def _descend(problem: Scaled) -> tuple[Vector, Sums, int]:
    """Return where Newton's steps end, the sums there, and the number of steps."""
    v = _start(problem)
    sums = measure(problem, v)
    best = math.inf
    for step in range(1, MOST_STEPS + 1):
        direction, decrement = _newton_direction(problem, sums)
        if not math.isfinite(decrement):
            return v, sums, step
        size = math.sqrt(max(float(v.ravel() @ sums.hessian @ v.ravel()), 0.0))
        # At the rounding of the gradient steps stop getting shorter.
        if decrement <= NEAR * max(size, NEAR) and decrement >= best / 2:
            return v, sums, step
        best = min(best, decrement)
        for _ in range(MOST_HALVINGS):
            trial = v + direction.reshape(v.shape)
            after = measure(problem, trial)
            enough = 1e-4 * float(direction @ sums.gradient)
            if after.loss <= sums.loss + enough + 1e-14 * abs(sums.loss):
                break
            direction = direction / 2
        else:
            return v, sums, step
        v, sums = trial, after
    return v, sums, MOST_STEPS


def _start(problem: Scaled) -> Vector:
    """Return zeros but for the intercept."""
    v = np.zeros(problem.shape)
    if problem.model.has_intercept:
        v[..., -1] = problem.model.constant_score()
    return v


def measure(problem: Scaled, v: Vector) -> Sums:
    """Return loss, gradient, and Hessian at `v`, with bounds on their rounding."""
    size, p, groups = v.size, problem.p, problem.groups
    loss, longest, closest, largest_error = 0.0, 0.0, math.inf, 0.0
    gradient, lost = np.zeros(size), np.zeros(size)
    sizes, hessian = np.zeros(size), np.zeros((size, size))
    model = problem.model
    weights = np.abs(v.reshape(groups, p)).max(axis=0)
    for block, Z, _ in problem.blocks():
        prediction = block.predict(v)
        residuals = prediction - block.y
        loss += _total_loss(block, residuals, v)
        pulls = block.pulls(residuals)
        length = np.abs(Z)
        errors = (p + 4) * UNIT_ROUNDOFF * (length @ weights)  # of each score
        largest_error = max(largest_error, float(errors.max()))
        if isinstance(model, Huber):
            closest = min(closest, float((np.abs(np.abs(residuals) - model.delta) - errors).min()))
        wrong = _pull_errors(block, prediction, residuals, errors)
        summed = (pulls.T @ Z).ravel()
        gradient, error = dd.two_sum(gradient, summed)
        lost += error
        sizes += ((np.abs(pulls) * (len(Z) + 4) * UNIT_ROUNDOFF + wrong).T @ length).ravel()
        hessian += block.curvature_sum(prediction)
        longest = max(longest, float(np.square(Z).sum(axis=1).max()))
    scale = float(row_factor(problem)[0])
    penalty = np.tile(problem.pull, groups)
    flat = v.ravel()
    linear = np.tile(problem.tilt, groups)
    gradient = scale * (gradient + lost) + penalty * flat + linear
    terms = np.abs(gradient) + penalty * np.abs(flat) + np.abs(linear)
    rounding = scale * sizes * 1.01 + 4 * UNIT_ROUNDOFF * terms
    hessian = scale * hessian + np.diag(penalty)
    if groups > 1:
        # Adding one vector to all classes changes no prediction: a penalty holds the sum at 0.
        hessian = hessian + np.kron(np.ones((groups, groups)), np.eye(p)) / groups
        gradient = gradient + np.tile(v.sum(axis=0), groups) / groups
    factor = model.loss_factor if isinstance(model, LeastSquares) else 1 / problem.n
    total = factor * loss + float(penalty @ flat**2) / 2 + float(linear @ flat)
    relative = (BLOCK + problem.n / BLOCK + 20) * UNIT_ROUNDOFF + 4 * largest_error
    return Sums(total, gradient, hessian, rounding, relative, math.sqrt(longest), closest)


def _total_loss(block: ScoreModel, residuals: Vector, v: Vector) -> float:
    """Return the sum of the rows' losses: of squares, for least squares of every convention."""
    if isinstance(block, LeastSquares):
        return float(residuals @ residuals)
    return block.loss_of(residuals, v) * block.n


def _pull_errors(
    block: ScoreModel, prediction: Vector, residuals: Vector, errors: Vector
) -> Vector:
    """Bound the error of each row's pull, from that of its score and of its own arithmetic."""
    own = 16 * UNIT_ROUNDOFF * np.abs(prediction) + UNIT_ROUNDOFF * np.abs(residuals)
    by_score = (errors * block.steepest_pull(prediction).T).T
    wrong: Vector = 1.01 * by_score + own
    return wrong


def _newton_direction(problem: Scaled, sums: Sums) -> tuple[Vector, float]:
    """Return −H⁻¹ g and the decrement, with H made steeper where it is nearly flat."""
    diagonal = np.diag(sums.hessian)
    if not np.isfinite(sums.hessian).all():
        return sums.gradient, math.inf
    units = np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scaled = sums.hessian / np.outer(units, units)
    for damping in (0.0, 1e-12, 1e-8, 1e-4, 1e-1):
        try:
            factor = np.linalg.cholesky(scaled + damping * np.eye(len(units)))
        except np.linalg.LinAlgError:
            continue
        half = solve_triangular(factor, sums.gradient / units, lower=True)
        direction = -solve_triangular(factor, half, lower=True, trans="T") / units
        return direction, float(np.linalg.norm(half))
    return sums.gradient, math.inf


def _optimum(
    problem: Scaled,
    v: Vector,
    sums: Sums,
    gradient: Vector,
    rounding: Vector,
    steps: int,
    precise: bool,
) -> Optimum:
    """Take the last Newton step, and bound what is left."""
    p, groups = problem.p, problem.groups
    units = np.sqrt(np.diag(sums.hessian))
    scaled = sums.hessian / np.outer(units, units)
    to_user = np.kron(np.eye(groups), problem.to_user)
    change, bound = np.zeros(v.size), np.full(v.size, np.nan)
    inverse, decrement = np.full((v.size, v.size), np.nan), math.inf
    smallest = float(np.linalg.eigvalsh(scaled)[0]) if np.isfinite(scaled).all() else 0.0
    if smallest > 8 * v.size * UNIT_ROUNDOFF:
        factor = np.linalg.cholesky(scaled)
        root = solve_triangular(factor, np.diag(1 / units), lower=True)  # H⁻¹ = rootᵀ root
        half = root @ gradient
        change = -root.T @ half
        decrement = float(np.linalg.norm(half))
        inverse = to_user @ root.T
        if groups > 1:  # errors of all classes add up to 0, as the weights do
            by_class = inverse.reshape(groups, p, -1)
            inverse = (by_class - by_class.mean(axis=0)).reshape(inverse.shape)
        loss_of_digits = 2 * sums.hessian_rounding * v.size / smallest
        if loss_of_digits < LARGEST_LOSS_OF_DIGITS:
            spread = 1 / math.sqrt(1 - loss_of_digits)
            wrong = float(np.linalg.norm(np.abs(root) @ rounding)) * spread
            most = (decrement + wrong) * spread  # at least λ
            reach = sums.longest * float(np.linalg.norm(root)) * spread  # any row, along length 1
            R = problem.model.concordance * reach
            t = most if R == 0 else -math.log1p(-R * most) / R if R * most < 1 else math.inf
            left = wrong + 1.1 * (loss_of_digits + R * t) * most
            proven = R * most < SMALLEST_REACH and t * reach < sums.closest
            if proven:
                bound = left * spread * np.sqrt(np.square(inverse).sum(axis=1))
    exact = dd.add(dd.pair(v.ravel()), dd.pair(change))
    weights, low = _user_weights(problem, exact)
    return Optimum(
        weights,
        bound + np.abs(low) + PAIR_ROUNDOFF * np.abs(weights),
        inverse,
        sums.loss,
        float(np.abs(gradient / units).max()),
        decrement,
        steps,
        precise,
    )


def _user_weights(problem: Scaled, v: Pair) -> Pair:
    """Return weights in the user's units, rounded, and what rounding took off."""
    p, d, groups = problem.p, problem.model.d, problem.groups
    high, low = v[0].reshape(groups, p).copy(), v[1].reshape(groups, p).copy()
    high[:, :d] /= problem.unit
    low[:, :d] /= problem.unit
    if problem.model.has_intercept:
        moved = dd.multiply(
            (high[:, :d], low[:, :d]), dd.pair(np.tile(problem.origin, (groups, 1)))
        )
        total = dd.subtract((high[:, d], low[:, d]), dd.total(moved, axis=1))
        high[:, d], low[:, d] = total
    return high.ravel(), low.ravel()
