"""`RowData`: rows in memory, or read in passes, in the form that Newton's method needs.

`total(work)` runs `work` on all rows and returns the sum of the parts in a fixed order, so the bits
do not depend on the number of workers.

The rounding of a gradient is bounded for all rows at once. With L additions behind an entry of a
block and S_k² = Σ z_k²,

    of the sum         L u Σ |pull| |z_k|           ≤ L u ‖pulls‖ S_k
    of the scores      Σ steepness · error · |z_k|  ≤ (p + 4) u D_k Σ_j |v_j| D_j
                       D_k² = Σ steepness z_k²      ≤ H_kk + extra · S_k²

by Cauchy and Schwarz, which saves the absolute values of all entries. A score takes p products
and sums, the shift of z, and 3 to spare. A pull is off by u of a residual, and by the roundings of
a prediction, from an exponential, a sum, and a quotient: 4 u, of which 16 u are four times. (The
sum of a softmax has K terms, and K rows or more, so that L counts up to 512 of them.) The factors
1.01 are for squares of u, and for the rounding of the norms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.threads import each_task
from downslope.solvers.row_sums import Measure, MeasurePrecisely, RowSums, precise_gradient
from downslope.solvers.scaled_model import Piece, Scaled

TASK_ROWS = 65536  # of a thread
SAMPLE_STEPS, SHORTER = 2, 0.2  # steps with a sample's Hessian, each shorter by this factor
SIDE_BY_SIDE = 16  # rows
ALWAYS_PRECISE = 2_000_000  # entries; up to here double-double costs less than a second

Work = Callable[[Iterable[Piece]], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sums of one pass over the rows at given weights, penalty included."""

    loss: float
    gradient: Vector
    hessian: Matrix
    rounding: Vector  # bound on the error of each entry of the gradient
    hessian_rounding: float  # relative to √(H_jj H_kk)
    curvature_rounding: float  # of each row's curvature, relative: so it is of the Hessian's too
    closest: float  # smallest distance of a residual from a kink; inf without one


@dataclass(slots=True, eq=False)
class RowData:
    """Rows of a problem."""

    problem: Scaled
    total: Callable[[Work], Any]
    near: Vector  # weights at which to begin
    wants_precise: bool
    guess: Matrix | None = None  # (size, r) V with H⁻¹ ≈ V Vᵀ there, from a sample
    last: RowSums | None = None  # of the last pass
    target: Vector | None = None  # sums of the target: see `Measure`
    middle: float = 0.0  # from which they are taken
    passes: int = 0  # over the rows, so far

    def begin(self) -> tuple[Vector, Sums]:
        """Return weights near the minimum, and the sums there.

        A sample's Hessian is about as wrong as its weights are. A step with it goes as far as a
        first step of Newton's, and a second one takes less time than a Hessian of all rows.
        """
        v = before = self.near
        if self.guess is None:
            return v, self.sums(v)
        least = shortest = np.inf
        for _ in range(SAMPLE_STEPS):
            loss, gradient = loss_and_gradient(self.problem, v, self._pass(v, curved=False))
            step = gradient @ self.guess
            length = float(np.linalg.norm(step))
            if not (loss <= least and length <= SHORTER * shortest):
                break
            before, least, shortest = v, loss, length
            v = v - (self.guess @ step).reshape(v.shape)
        sums = self.sums(v)
        return (v, sums) if sums.loss <= least else (before, self.sums(before))

    def sums(self, v: Vector) -> Sums:
        """Read the rows once, and return loss, gradient, and Hessian at `v`."""
        self.last = self._pass(v)
        return with_penalty(self.problem, v, self.last)

    def _pass(self, v: Vector, *, curved: bool = True) -> RowSums:
        first = self.target is None
        self.passes += 1
        found: RowSums = self.total(Measure(self.problem, v, first, self.middle, curved))
        if first:
            self.target = found.target
        return found

    def precise(self, v: Vector) -> tuple[Vector, Vector]:
        """Return the gradient in double-double, and a bound on its error."""
        self.passes += 1
        return precise_gradient(self.problem, v, self.total(MeasurePrecisely(self.problem, v)))


def loss_and_gradient(problem: Scaled, v: Vector, sums: RowSums) -> tuple[float, Vector]:
    """Scale the loss and the gradient over all rows, and add the penalty."""
    groups, scale = problem.groups, float(problem.row_factor()[0])
    penalty, flat = np.tile(problem.pull, groups), v.ravel()
    gradient = scale * (sums.gradient[0] + sums.gradient[1]) + penalty * flat
    if groups > 1:
        # Adding one vector to all classes changes no prediction: a penalty holds the sum at 0.
        gradient = gradient + np.tile(v.reshape(groups, -1).sum(axis=0), groups) / groups
    return scale * sums.loss + float(penalty @ flat**2) / 2, gradient


def with_penalty(problem: Scaled, v: Vector, sums: RowSums) -> Sums:
    """Scale the sums over all rows, and add the penalty and the bounds on rounding."""
    assert sums.hessian is not None
    groups, p = problem.groups, problem.p
    scale = float(problem.row_factor()[0])
    penalty, flat = np.tile(problem.pull, groups), v.ravel()
    loss, gradient = loss_and_gradient(problem, v, sums)
    terms = np.abs(scale * sums.gradient[0]) + 2 * penalty * np.abs(flat)
    # 4 u: of the factor and its product, of the penalty and its product, and of the sum.
    rounding = scale * _rounding(problem, v, sums, sums.hessian) * 1.01 + 4 * UNIT_ROUNDOFF * terms
    hessian = scale * sums.hessian + np.diag(penalty)
    # A score moves the logarithm of its curvature by `concordance` at most, of which this is 4.
    weights = np.abs(v.reshape(groups, p)).max(axis=0)
    score_error = (p + 4) * UNIT_ROUNDOFF * float(problem.largest @ weights)
    shares = np.tile(sums.squares, groups) / np.diag(hessian)
    lost = problem.model.curvature_roundings * scale * float(np.max(shares, initial=0.0))
    if groups > 1:
        hessian = hessian + np.kron(np.ones((groups, groups)), np.eye(p)) / groups
    return Sums(
        loss,
        gradient,
        hessian,
        rounding,
        (sums.depth + lost) * UNIT_ROUNDOFF,
        4 * problem.model.concordance * score_error,
        sums.closest - score_error,
    )


def _rounding(problem: Scaled, v: Vector, sums: RowSums, hessian: Matrix) -> Vector:
    """Bound the rounding of each entry of the gradient's sum over the rows."""
    p, extra = problem.p, problem.model.extra_steepness
    steep = np.maximum(np.diag(hessian).reshape(-1, p), 0.0) + extra * sums.squares
    D, S = np.sqrt(steep), np.sqrt(sums.squares)
    largest = np.abs(v).reshape(-1, p).max(axis=0)
    by_score = 1.01 * (p + 4) * D * (D @ largest)[:, np.newaxis]
    pulls, predictions, residuals = np.sqrt(sums.sizes)
    by_pull = (sums.additions * pulls + 16 * predictions + residuals)[:, np.newaxis] * S
    rounding: Vector = 1.01 * UNIT_ROUNDOFF * (by_score + by_pull).ravel()
    return rounding


def rows_in_memory(
    model: ScoreModel, weights: Vector | None = None, *, full: bool = False
) -> RowData:
    """Return the rows of a model as data for Newton's method.

    Parameters
    ----------
    model : ScoreModel
        With its rows.
    weights : ndarray of shape (n,), optional
        A weight for each row.
    full : bool
        Take the last gradient in double-double even where that takes long.

    """
    d = model.d
    X, y = model.X_b[:, :d], model.y
    mass = float(len(y) if weights is None else weights.sum())

    def ends(first: int, last: int) -> tuple[Vector, Vector, Vector]:
        some = model.X_b[first:last]
        sums = _over_rows(np.add, some) if weights is None else weights[first:last] @ some
        return sums[:d], _over_rows(np.minimum, some)[:d], _over_rows(np.maximum, some)[:d]

    parts = [np.array(each) for each in zip(*each_task(ends, len(y), TASK_ROWS), strict=True)]
    mean, low, high = parts[0].sum(axis=0) / mass, parts[1].min(axis=0), parts[2].max(axis=0)
    some = X[:: max(1, len(y) // TASK_ROWS)]
    problem = Scaled.of(model, mean, np.abs(some - mean).mean(axis=0), low, high, mass)

    def total(work: Work) -> Any:
        def part(first: int, last: int) -> Any:
            heavy = None if weights is None else weights[first:last]
            return work([Piece(X[first:last], y[first:last], heavy)])

        parts = each_task(part, len(y), TASK_ROWS)
        whole = next(parts)
        for each in parts:
            whole = whole + each
        return whole

    precise = full or model.X_b.size * problem.groups <= ALWAYS_PRECISE
    return RowData(problem, total, starting_point(problem, y), precise)


def _over_rows(reduce: np.ufunc, X: Matrix) -> Vector:
    """Return the reduction of each column, of several rows side by side: short rows are slow."""
    whole, p = len(X) - len(X) % SIDE_BY_SIDE, X.shape[1]
    wide = reduce.reduce(X[:whole].reshape(-1, SIDE_BY_SIDE * p), axis=0) if whole else X[:0]
    found: Vector = reduce.reduce(np.concatenate([wide.reshape(-1, p), X[whole:]]), axis=0)
    return found


def starting_point(problem: Scaled, y: Vector) -> Vector:
    """Return zeros, except for an intercept from the encoded targets of some rows."""
    v = np.zeros(problem.shape)
    if problem.model.has_intercept:
        v[..., -1] = problem.model.constant_score(y)
    return v
