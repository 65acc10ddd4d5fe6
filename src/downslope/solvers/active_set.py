"""Exact solver of the lasso and the elastic net: which slopes are 0, and what the others are.

With s the signs of the slopes that are not 0, the loss is a quadratic in those slopes plus the
linear term alpha · l1_ratio · s, whose minimum is a linear system. The set of those slopes is found
by feature-sign search (Lee, Battle, Raina, and Ng, 2006): add the slope whose gradient is furthest
beyond the penalty, solve, and stop on the way wherever the loss is lowest among the points at which
a slope passes 0. The loss falls with every step, so no set comes up twice.

The answer is proven when the bound of each slope leaves no doubt about its sign, and the gradient
of every slope at 0 is below the penalty by more than its error: then the optimality conditions hold
for one point only, and zeros are exactly 0.

A path of K penalties begins each search where the one of the next larger penalty ended. Its
gradients and bounds are taken for all penalties together: arrays of shape (K, …). Without an L1
part, as for ridge, no slope is 0, and one decomposition H = V Λ Vᵀ gives all K solutions

    w = V (Λ + 2 · squared)⁻¹ Vᵀ b
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.linalg.lapack import dposv, dtrtri

from downslope.models.lasso import Lasso
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF
from downslope.numerics.threads import one_blas_thread
from downslope.solvers.quadratic import Gradients, Quadratic

MOST_STEPS = 20  # for each column
SLACK = 1e-10  # of the penalty, beside rounding: a gradient beyond it by less is at the penalty
ROUNDS = 3  # of Newton's step; more would repeat the rounding of the last
FLAT = 1e-13  # an eigenvalue for each weight: below it the columns depend on each other
LARGEST_LOSS_OF_DIGITS = 0.1  # of the Hessian, relative to its smallest eigenvalue


@dataclass(frozen=True, slots=True, eq=False)
class SparseOptimum:
    """Weights that minimize the loss of a lasso or elastic net, and what is proven about them."""

    weights: Vector  # (p,) in the user's units, slopes first and the intercept last
    bound: Vector  # (p,) on the error of each; 0 for a proven zero, NaN where nothing is proven
    zero: np.ndarray  # (d,) slopes that are proven to be 0
    loss: float
    gap: float  # duality gap, in units of the loss: no weights have a loss lower by more
    steps: int
    residuals: float  # Σ weight · residual²

    @property
    def proven(self) -> bool:
        """Whether every weight has a proven error bound."""
        return bool(np.isfinite(self.bound).all())


def minimize_sparse(model: Lasso, weights: Vector | None = None) -> SparseOptimum:
    """Return the weights that minimize the loss of a lasso or an elastic net on rows in memory.

    Parameters
    ----------
    model : Lasso or ElasticNet
        The problem.
    weights : ndarray of shape (n,), optional
        A weight for each row: 2 counts as two rows.

    Returns
    -------
    SparseOptimum
        Its bounds are NaN where the columns or a tie leave the weights undetermined.

    """
    return minimize_path(model, Quadratic.of_rows(model, weights), [model.alpha])[0]


@np.errstate(all="ignore")
def minimize_path(
    model: Lasso,
    quadratic: Quadratic,
    alphas: Sequence[float] | Vector,
    spreads: Vector | None = None,
) -> list[SparseOptimum]:
    """Return the optimum for each of `alphas`, in any order, from products of the columns.

    Parameters
    ----------
    model : Lasso or ElasticNet
        Without an L1 part, an `ElasticNet` is ridge.
    quadratic : Quadratic
        Products of the columns.
    alphas : ndarray of shape (K,)
        Strengths of the penalty.
    spreads : ndarray of shape (d,), optional
        Factors of the slopes in the penalty: with the columns' spreads, it is that of standardized
        columns.

    """
    with one_blas_thread():
        found = _search(model, quadratic, np.asarray(alphas, dtype=np.float64), spreads)
        return _certified(quadratic, found)


@np.errstate(all="ignore")
def path_weights(
    model: Lasso, quadratic: Quadratic, alphas: Vector, spreads: Vector | None = None
) -> Matrix:
    """Return the weights (K, p) of a path, without a proof, as `residual_squares` takes them."""
    with one_blas_thread():
        slopes = _search(model, quadratic, alphas, spreads).slopes
    if not model.has_intercept:
        return slopes
    d, gram = model.d, quadratic.gram[0]
    left = (gram[d, -1] - slopes @ gram[d, :d]) / gram[d, d]
    return np.column_stack([slopes, left])


class _Found(NamedTuple):
    """Results of the searches for K penalties, in the columns of the problem."""

    penalty: Matrix  # (K, d) factors of the absolute values of the user's slopes
    squared: Matrix  # (K, d) and of their squares
    slopes: Matrix  # (K, d)
    steps: list[int]


def _search(
    model: Lasso, quadratic: Quadratic, alphas: Vector, spreads: Vector | None = None
) -> _Found:
    d, unit = model.d, quadratic.problem.unit
    # The lowest loss over the intercept: a quadratic of the slopes alone.
    products = quadratic.scale * quadratic.centered()
    H, b = products[:d, :d], products[:d, -1]
    units = np.sqrt(np.diag(H))
    units[units == 0] = 1.0
    scaled, size = H / np.outer(units, units), unit * units
    other, factors = copy.copy(model), np.zeros((len(alphas), 2))
    for k, alpha in enumerate(alphas):
        other.alpha = float(alpha)
        factors[k] = other.penalties
    each = np.ones(d) if spreads is None else spreads
    penalty, squared = factors[:, :1] * each, factors[:, 1:] * np.square(each)
    slopes, steps, v = np.zeros((len(alphas), d)), [0] * len(alphas), np.zeros(d)
    if not penalty.any():
        slopes = _ridge(H, b, 2 * squared / unit**2)
        return _Found(penalty, squared, slopes, [1] * len(alphas))
    for k in np.argsort(-alphas, kind="stable"):
        curved = scaled + np.diag(2 * squared[k] / size**2) if squared[k].any() else scaled
        v, steps[k] = feature_sign_search(curved, b / units, penalty[k] / size, v)
        slopes[k] = v / units
    return _Found(penalty, squared, slopes, steps)


def _ridge(H: Matrix, b: Vector, pull: Matrix) -> Matrix:
    """Return the v (K, d) with (H + diag(pull_k)) v = b, where pulls are multiples of one another.

    Where pulls are 0 and H has no inverse, the v is the shortest.
    """
    units = np.sqrt(pull.max(axis=0, initial=0.0))
    units = np.where(units > 0, units, np.sqrt(np.maximum(np.diag(H), 0.0)))
    units[units == 0] = 1.0
    values, axes = np.linalg.eigh(H / np.outer(units, units))
    values = np.maximum(values, 0.0)
    # What is left of an eigenvalue of 0 is rounding.
    flat = values <= len(b) * UNIT_ROUNDOFF * values.max(initial=0.0)
    share = (pull / units**2).max(axis=1, initial=0.0)
    curved = np.where(flat, 0.0, values) + share[:, np.newaxis]
    slopes = np.zeros_like(pull)
    for _ in range(2):  # the second takes away most of the rounding of the decomposition
        along = ((b - slopes @ H - pull * slopes) / units) @ axes
        solved = np.divide(along, curved, out=np.zeros_like(curved), where=curved > 0)
        slopes += solved @ axes.T / units
    return slopes


class _Support:
    """Slopes that are not 0 for some of K penalties, and the intercept.

    The inverse of their Hessian is rootᵀ root.
    """

    def __init__(self, rows: list[int], kept: np.ndarray, hessian: Matrix, rounding: float) -> None:
        self.place = np.ix_(np.array(rows), kept)  # in an array of shape (K, p)
        self.kept, self.lost, self.spread = kept, math.nan, math.nan
        units = np.sqrt(np.diag(hessian))
        units[units == 0] = 1.0
        scaled = hessian / (units[:, np.newaxis] * units)
        try:
            root: Matrix = dtrtri(np.linalg.cholesky(scaled), lower=1)[0]
        except np.linalg.LinAlgError:
            values, axes = np.linalg.eigh(scaled)
            known = values > len(kept) * FLAT
            self.root = (axes[:, known] / np.sqrt(values[known])).T / units
            return
        self.root = root / units
        # 1 / the sum of squares is below the smallest eigenvalue; twice, as in `newton`.
        self.lost = 2 * rounding * len(kept) * float(np.vdot(root, root))
        if self.lost < LARGEST_LOSS_OF_DIGITS:
            self.spread = 1 / math.sqrt(1 - self.lost)

    def step(self, gradient: Matrix) -> Matrix:
        """Return Newton's steps from gradients (K, p)."""
        steps: Matrix = -(gradient[self.place] @ self.root.T) @ self.root
        return steps

    def left(self, around: Gradients) -> Vector:
        """Return the lengths of the errors that the last steps leave."""
        decrement = row_norms(around.gradient[self.place] @ self.root.T)
        off = row_norms(around.rounding[self.place] @ np.abs(self.root.T)) * self.spread
        left: Vector = (off + 1.1 * self.lost * (decrement + off) * self.spread) * self.spread
        return left


def _supports(quadratic: Quadratic, free: np.ndarray, pull: Matrix) -> list[_Support]:
    """Return the distinct supports of K penalties with these free slopes (K, d)."""
    d, p, hessian = free.shape[1], quadratic.problem.p, quadratic.hessian()
    alike: dict[bytes, list[int]] = {}
    for k, used in enumerate(free):
        alike.setdefault(used.tobytes() + pull[k].tobytes(), []).append(k)
    found = []
    for rows in alike.values():
        kept = np.append(free[rows[0]].nonzero()[0], np.arange(d, p))
        if not len(kept):  # all slopes are 0, and there is no intercept
            continue
        block = hessian[kept[:, np.newaxis], kept]
        block[np.diag_indices(len(kept))] += pull[rows[0], kept]
        found.append(_Support(rows, kept, block, quadratic.eta + 8 * UNIT_ROUNDOFF))
    return found


def _certified(quadratic: Quadratic, found: _Found) -> list[SparseOptimum]:
    """Take the last of Newton's steps for all penalties together, and bound what they leave."""
    problem, signs = quadratic.problem, np.sign(found.slopes)
    d, p, unit, K = problem.model.d, problem.p, problem.unit, len(signs)
    penalty, squared = found.penalty, found.squared
    pull, tilt, v = (
        np.pad(slopes, ((0, 0), (0, p - d)))  # nothing pulls at the intercept
        for slopes in (2 * squared / unit**2, penalty * signs / unit, found.slopes)
    )
    free = (signs != 0) | (penalty == 0)  # a square has no kink
    supports, change = _supports(quadratic, free, pull), np.zeros((K, p))
    for _ in range(ROUNDS):
        v += change
        around = quadratic.gradients(dd.pair(v), pull, tilt)
        for each in supports:
            change[each.place] = each.step(around.gradient)
    off, bound, to_intercept = np.zeros((K, p)), np.zeros((K, p)), problem.to_user[d:]
    for each in supports:
        left, rows = each.left(around), each.place[0][:, 0]
        off[each.place] = np.outer(left, np.sqrt(np.square(each.root).sum(axis=0)))
        along = to_intercept[:, each.kept] @ each.root.T
        bound[rows, d:] = np.outer(left, np.sqrt(np.square(along).sum(axis=1)))
    bound[:, :d] = off[:, :d] / unit
    moved = dd.add(dd.add(dd.pair(v), dd.pair(change)), dd.pair(quadratic.middles()))
    weights, low = (part.reshape(K, p) for part in problem.user_weights(moved))
    bound += np.abs(low) + PAIR_ROUNDOFF * np.abs(weights)
    slopes = weights[:, :d]
    # The Hessian is rounded to float64, and 1.01 covers that.
    reach = 1.01 * ((np.abs(change) + off) @ np.abs(quadratic.hessian())) + around.rounding
    below = (np.abs(around.gradient) + reach)[:, :d] * unit < penalty
    each_held = np.where(free, (np.abs(slopes) > bound[:, :d]) | (penalty == 0), below)
    held: np.ndarray = np.all(each_held, axis=1) & np.isfinite(bound).all(axis=1)
    bound[~held] = np.nan
    penalties = (squared * np.square(slopes) + penalty * np.abs(slopes)).sum(axis=1)
    losses = quadratic.scale * around.squares / 2 + penalties
    # The dual point is as near as the gradient is small, so it takes the weights before rounding.
    end = quadratic.gradients(dd.add(dd.pair(v), dd.pair(change)), pull, tilt)
    gaps = _gaps(quadratic, end, slopes, found)
    return [
        SparseOptimum(
            weights[k], bound[k], held[k] & ~free[k], float(losses[k]), float(gaps[k]),
            found.steps[k], float(around.squares[k]),
        )
        for k in range(K)
    ]  # fmt: skip


def _gaps(quadratic: Quadratic, around: Gradients, slopes: Matrix, found: _Found) -> Vector:
    """Return duality gaps of the lasso, with the squared part as further rows of the data.

    For c ‖r‖² + penalty ‖w‖₁ and r = y − Xw, a dual point is θ = 2c r, shrunk by s ≤ 1 until no
    column's product with it exceeds the penalty:

        gap = c ‖r‖² + penalty ‖w‖₁ − (s θᵀy − s² ‖θ‖²/4c)
            = c ‖r‖² (1 − s)² + Σ (penalty |w_j| − s w_j θᵀx_j)
    """
    d, unit, c = slopes.shape[1], quadratic.problem.unit, quadratic.scale / 2
    penalty, squared = found.penalty, found.squared
    products = around.products[:, :d]
    pulls = -2 * c * products * unit - 2 * squared * slopes
    within = np.where(np.abs(pulls) > penalty, penalty / np.abs(pulls), 1.0)
    shrink = within.min(axis=1, initial=1.0)
    whole = around.squares + (squared / c * np.square(slopes)).sum(axis=1)
    gaps = c * whole * (1 - shrink) ** 2 + (
        penalty * np.abs(slopes) - shrink[:, np.newaxis] * slopes * pulls
    ).sum(axis=1)
    for k in np.flatnonzero(
        (penalty == 0).all(axis=1)
    ):  # a quadratic: its minimum is ½ gᵀH⁻¹g below
        g, H = around.gradient[k], quadratic.hessian()
        H[np.diag_indices(d)] += 2 * squared[k] / unit**2
        gaps[k] = g @ np.linalg.lstsq(H, g, rcond=None)[0] / 2
    least: Vector = np.maximum(gaps, 0.0)
    return least


def feature_sign_search(
    H: Matrix, b: Vector, penalty: Vector, start: Vector | None = None
) -> tuple[Vector, int]:
    """Return the v that minimizes ½ vᵀHv − bᵀv + Σ penalty_j |v_j|, and the number of steps.

    Parameters
    ----------
    H : ndarray of shape (d, d)
        Symmetric and positive semidefinite.
    b, penalty : ndarray of shape (d,)
        The linear term, and the penalty of each coordinate.
    start : ndarray of shape (d,), optional
        A point near the minimum, such as that of a slightly larger penalty.

    """
    d, sizes, rounding = len(b), np.abs(H), 8 * len(b) * UNIT_ROUNDOFF
    v = np.zeros(d) if start is None else start.copy()
    signs = np.sign(v)
    for step in range(MOST_STEPS * d + MOST_STEPS):
        gradient = H @ v - b
        slack = SLACK * penalty + rounding * (sizes @ np.abs(v) + np.abs(b))
        at_zero = signs == 0
        if (at_zero | (np.abs(gradient + penalty * signs) <= slack)).all():
            beyond = np.where(at_zero, np.abs(gradient) - penalty, -np.inf)
            j = int(beyond.argmax())
            if beyond[j] <= slack[j]:
                return v, step
            signs[j] = -np.sign(gradient[j])
        used = signs.nonzero()[0]
        block = H[used[:, np.newaxis], used]
        rest = b[used] - penalty[used] * signs[used]
        _, target, failed = dposv(block, rest, lower=1)
        if failed:
            target = np.linalg.lstsq(block, rest, rcond=None)[0]
        v[used] = _best_on_the_way(block, b[used], penalty[used], v[used], target)
        signs[used] = np.sign(v[used])
    return v, MOST_STEPS * d + MOST_STEPS


def _best_on_the_way(H: Matrix, b: Vector, penalty: Vector, v: Vector, target: Vector) -> Vector:
    """Return the point of lowest loss among the target and the zero crossings on the way to it."""
    points = [target]
    for j in (v * target < 0).nonzero()[0]:
        point = v + v[j] / (v[j] - target[j]) * (target - v)
        point[j] = 0.0
        points.append(point)
    if len(points) == 1:
        return target
    losses = [
        float(point @ (H @ point) / 2 - b @ point + penalty @ np.abs(point)) for point in points
    ]
    return points[int(np.argmin(losses))]
