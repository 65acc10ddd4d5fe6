"""Newton's method for models whose loss is smooth and convex, with a bound on every weight.

    w ← w − H(w)⁻¹ g(w)          halved until the loss falls

The bound comes from generalized self-concordance (Bach, 2010). Write ‖u‖² = uᵀ H u with the Hessian
at the weights w, λ = √(gᵀ H⁻¹ g) for the Newton decrement, and let a step u change the logarithm of
every row's curvature by at most R · ‖u‖. If R λ < 1, the minimum exists, is unique, and is near:

    ‖w* − w‖ ≤ t = −log(1 − R λ) / R

A Newton step from w then ends within R t λ of the minimum, apart from its own rounding, and the
error of a weight is at most that times √(H⁻¹)_jj. Two errors of rounding are bounded and added:

    δ    of the gradient g, in sums of blocks; from float64, or from double-double at the end
    ε    of the Hessian, relative to it: the relative error of the rows' curvatures, and that of
         their sums, of which its smallest eigenvalue must stand clear

Each step needs one pass over the rows, in memory or in files: see `row_data.py`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from scipy.linalg import solve_triangular

from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, Pair
from downslope.numerics.threads import one_blas_thread
from downslope.solvers.row_data import RowData, Sums, rows_in_memory, starting_point
from downslope.solvers.scaled_model import Piece, Scaled

MOST_STEPS = 60
MOST_HALVINGS = 12
DAMPINGS = (0.0, 1e-12, 1e-8, 1e-4, 1e-1, 1e3)  # of a Hessian with a diagonal of ones
NEAR = 1e-7  # of the weights: a step as short changes no curvature that a report shows
NEAREST = 1e-9  # a step as short may be rounding, and changes no sum of squares either
SMALLEST_REACH = 0.5  # R λ must be below it for a proof
LARGEST_LOSS_OF_DIGITS = 0.1  # ε must be below it
LOSS_ROUNDING = 1e-13  # of the loss
FEWEST_SAMPLED, SAMPLED_PER_WEIGHT = 4096, 100  # rows of a sample
LEAST_STEP, SAMPLED_STEP = 8, 16  # a sample has one row in 16, or down to one in 8
SAMPLED_DECREMENT = 0.1  # of what a sample's weights are off by anyway


class Data(Protocol):
    """Source of the sums at any weights."""

    @property
    def problem(self) -> Scaled: ...
    @property
    def wants_precise(self) -> bool:
        """Whether the last gradient is taken in double-double."""

    def begin(self) -> tuple[Vector, Sums]:
        """Return weights near the minimum, or zeros, and the sums there."""

    def sums(self, v: Vector) -> Sums:
        """Return loss, gradient, and Hessian at `v`."""

    def precise(self, v: Vector) -> tuple[Vector, Vector]:
        """Return the gradient in double-double, and a bound on its error."""


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """Weights that minimize a loss, and what is proven about them.

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
    sums: Sums  # at the weights before the last step, in the columns of the problem

    @property
    def proven(self) -> bool:
        """Whether the minimum provably exists and every weight has a proven error bound."""
        return bool(np.isfinite(self.bound).all())


@dataclass(frozen=True, slots=True, eq=False)
class _Proof:
    """Proof about the minimum from the sums at some weights."""

    root: Matrix  # H⁻¹ = rootᵀ root; NaN where H has no inverse
    decrement: float
    left: float  # length of what the Newton step leaves; NaN if nothing is proven
    rounding: float  # part of it that comes from the rounding of the gradient
    spread: float

    @property
    def gains_by_another_pass(self) -> bool:
        """Whether another pass could gain more than a factor of 2."""
        return not self.left <= 2 * self.rounding


def minimize(model: ScoreModel, full: bool = False, weights: Vector | None = None) -> Optimum:
    """Return the weights that minimize the loss of rows in memory, with a bound on each.

    Parameters
    ----------
    model : ScoreModel
        Least squares, ridge, Huber, logistic, softmax, or Poisson.
    full : bool
        Take the last gradient in double-double even where that takes long.
    weights : ndarray of shape (n,), optional
        A weight for each row: 2 counts as two rows.

    Returns
    -------
    Optimum
        Its bounds are NaN where no minimum was proven, such as for separable classes.

    """
    return minimize_data(data_in_memory(model, weights, full=full)[0])


def data_in_memory(
    model: ScoreModel, weights: Vector | None = None, *, full: bool = False
) -> tuple[RowData, bool]:
    """Return rows in memory as data, and whether a sample of them has best weights.

    Of many rows, some give the weights at which to begin.
    """
    data = rows_in_memory(model, weights, full=full)
    step = len(model.y) // max(FEWEST_SAMPLED, SAMPLED_PER_WEIGHT * data.near.size)
    if step < LEAST_STEP:
        return data, True
    step = min(step, SAMPLED_STEP)
    kept = slice(step // 2, None, step)
    some = None if weights is None else weights[kept]
    piece = Piece(model.X_b[kept, : model.d], model.y[kept], some)
    data.near, data.guess = start_of_sample(data.problem, piece)
    return data, data.guess is not None


def start_of_sample(problem: Scaled, sample: Piece) -> tuple[Vector, Matrix | None]:
    """Return weights that fit a sample, in the columns of the problem, and V with H⁻¹ ≈ V Vᵀ.

    Where none are best for the sample, return weights without slopes, and None.
    """
    model, d, n = problem.model, problem.model.d, len(sample.y)
    start = starting_point(problem, sample.y)
    if n <= start.size:
        return start, None
    rows = np.hstack([sample.X, np.ones((n, problem.p - d))])
    data, _ = data_in_memory(model.with_rows(rows, sample.y, n, None), sample.weights)
    data.wants_precise = False
    found = minimize_data(data, SAMPLED_DECREMENT * math.sqrt(start.size / n))
    if not found.proven:
        return start, None
    near = found.weights.reshape(problem.groups, problem.p).copy()
    if model.has_intercept:
        near[:, d] += near[:, :d] @ problem.origin
    near[:, :d] *= problem.unit
    back = np.kron(np.eye(problem.groups), np.linalg.inv(problem.to_user))
    return near.reshape(problem.shape), back @ found.inverse_factor


def minimize_data(data: Data, enough: float = 0.0) -> Optimum:
    """Return the weights that minimize the loss of rows from memory or files: see `minimize`.

    A decrement of `enough` is as good as 0, if the minimum is proven to exist.
    """
    with np.errstate(all="ignore"), one_blas_thread():
        v, sums, steps = _descend(data, enough)
        if data.wants_precise:
            gradient, rounding = data.precise(v)
            sums = replace(sums, gradient=gradient, rounding=rounding)
        return _optimum(data, v, sums, steps)


def _optimum(data: Data, v: Vector, sums: Sums, steps: int) -> Optimum:
    """Take the last Newton step, and bound what is left."""
    problem, gradient, proof = data.problem, sums.gradient, _proof(data.problem, sums)
    root = proof.root
    change = np.zeros(v.size)
    if np.isfinite(root).all():
        change = -root.T @ (root @ gradient)
    inverse = np.kron(np.eye(problem.groups), problem.to_user) @ root.T
    found = dd.add(dd.pair(v.ravel()), dd.pair(change))
    if problem.groups > 1:  # the weights of all classes add up to 0, and so do their errors
        found = _centered(found, problem.groups)
        by_class = inverse.reshape(problem.groups, problem.p, -1)
        inverse = (by_class - by_class.mean(axis=0)).reshape(inverse.shape)
    bound = proof.left * proof.spread * np.sqrt(np.square(inverse).sum(axis=1))
    weights, low = problem.user_weights(found)
    return Optimum(
        weights,
        bound + np.abs(low) + PAIR_ROUNDOFF * np.abs(weights),
        inverse,
        # At the minimum, except for the cube of the decrement.
        sums.loss - (proof.decrement**2 / 2 if math.isfinite(proof.decrement) else 0.0),
        float(np.abs(gradient / np.sqrt(np.diag(sums.hessian))).max()),
        proof.decrement,
        steps,
        data.wants_precise,
        sums,
    )


def _centered(weights: Pair, groups: int) -> Pair:
    """Return the weights of all classes, flat, less their mean over the classes."""
    high, low = (part.reshape(groups, -1) for part in weights)
    mean = dd.divide(dd.total((high, low), axis=0), dd.pair(np.full(high.shape[1], float(groups))))
    high, low = dd.subtract((high, low), mean)
    return high.ravel(), low.ravel()


def _descend(data: Data, enough: float) -> tuple[Vector, Sums, int]:
    """Return where Newton's steps end, the sums there, and the number of steps."""
    v, sums = data.begin()
    best, near = math.inf, NEAREST if data.problem.model.noise_is_free else NEAR
    for step in range(1, MOST_STEPS + 1):
        decrement = _newton_direction(sums)[1]
        if not math.isfinite(decrement):
            return v, sums, step
        if decrement <= enough and math.isfinite(_proof(data.problem, sums).left):
            return v, sums, step
        size = math.sqrt(max(float(v.ravel() @ sums.hessian @ v.ravel()), 0.0))
        # At the rounding of the gradient steps stop getting shorter.
        if decrement <= NEAREST * max(size, NEAREST) and decrement >= best / 2:
            return v, sums, step
        if decrement <= near * size and not (
            data.wants_precise or _proof(data.problem, sums).gains_by_another_pass
        ):
            return v, sums, step
        best = min(best, decrement)
        found = _lower(data, v, sums)
        if found is None:
            return v, sums, step
        v, sums = found
    return v, sums, MOST_STEPS


def _lower(data: Data, v: Vector, sums: Sums) -> tuple[Vector, Sums] | None:
    """Return weights with a smaller loss, and the sums there; None if none are found."""
    for least in DAMPINGS:
        direction = _newton_direction(sums, least)[0]
        for _ in range(MOST_HALVINGS):
            trial = v + direction.reshape(v.shape)
            after = data.sums(trial)
            enough = 1e-4 * float(direction @ sums.gradient)
            if after.loss <= sums.loss + enough + LOSS_ROUNDING * abs(sums.loss):
                return trial, after
            direction = direction / 2
    return None


def _newton_direction(sums: Sums, least: float = 0.0) -> tuple[Vector, float]:
    """Return −H⁻¹ g and the decrement, with H made steeper where it is nearly flat."""
    diagonal = np.diag(sums.hessian)
    if not np.isfinite(sums.hessian).all():
        return sums.gradient, math.inf
    units = np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scaled = sums.hessian / np.outer(units, units)
    for damping in DAMPINGS:
        if damping < least:
            continue
        try:
            factor = np.linalg.cholesky(scaled + damping * np.eye(len(units)))
        except np.linalg.LinAlgError:
            continue
        half = solve_triangular(factor, sums.gradient / units, lower=True)
        direction = -solve_triangular(factor, half, lower=True, trans="T") / units
        return direction, float(np.linalg.norm(half))
    return sums.gradient, math.inf


def _proof(problem: Scaled, sums: Sums) -> _Proof:
    """Bound what a Newton step from these sums leaves."""
    gradient, rounding = sums.gradient, sums.rounding
    size = len(gradient)
    units = np.sqrt(np.diag(sums.hessian))
    scaled = sums.hessian / np.outer(units, units)
    nothing = np.full((size, size), np.nan)
    smallest = float(np.linalg.eigvalsh(scaled)[0]) if np.isfinite(scaled).all() else 0.0
    # Eigenvalues of a matrix of norm `size` at most are right to a few roundings of that.
    if not smallest > 8 * size * UNIT_ROUNDOFF:
        return _Proof(nothing, math.inf, math.nan, math.nan, math.nan)
    factor = np.linalg.cholesky(scaled)
    root = solve_triangular(factor, np.diag(1 / units), lower=True)
    decrement = float(np.linalg.norm(root @ gradient))
    # Entries off by ε move an eigenvalue by ε · size; twice, as the smallest is rounded too.
    loss_of_digits = 2 * sums.hessian_rounding * size / smallest + sums.curvature_rounding
    if not loss_of_digits < LARGEST_LOSS_OF_DIGITS:
        return _Proof(root, decrement, math.nan, math.nan, math.nan)
    spread = 1 / math.sqrt(1 - loss_of_digits)
    wrong = float(np.linalg.norm(np.abs(root) @ rounding)) * spread
    most = (decrement + wrong) * spread  # at least λ
    # Along a step of length 1 the score of no row moves by more.
    lengths = np.sqrt(np.square(root).sum(axis=0)).reshape(problem.groups, problem.p)
    reach = float(np.linalg.norm(lengths @ problem.largest)) * spread
    R = problem.model.concordance * reach
    t = most if R == 0 else -math.log1p(-R * most) / R if R * most < 1 else math.inf
    # 1.1 for what is of second order: the loss of digits is below a tenth.
    left = wrong + 1.1 * (loss_of_digits + R * t) * most
    proven = R * most < SMALLEST_REACH and t * reach < sums.closest
    return _Proof(root, decrement, left if proven else math.nan, wrong, spread)
