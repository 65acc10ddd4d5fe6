"""`RowData`: rows in memory, or read in passes, in the form that Newton's method needs.

`total(work)` runs `work` on all rows and returns the sum of the parts in a fixed order, so the bits
do not depend on the number of workers.
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
    closest: float  # smallest distance of a residual from a kink; inf without one


@dataclass(slots=True, eq=False)
class RowData:
    """Rows of a problem."""

    problem: Scaled
    total: Callable[[Work], Any]
    near: Vector  # weights at which to begin
    wants_precise: bool
    last: RowSums | None = None  # of the last pass
    target: Vector | None = None  # sums of the target: see `Measure`
    middle: float = 0.0  # from which they are taken
    passes: int = 0  # over the rows, so far

    def start(self) -> Vector:
        return self.near

    def sums(self, v: Vector) -> Sums:
        """Read the rows once, and return loss, gradient, and Hessian at `v`."""
        first = self.target is None
        self.passes += 1
        self.last = self.total(Measure(self.problem, v, first, self.middle))
        if first:
            self.target = self.last.target
        return with_penalty(self.problem, v, self.last)

    def precise(self, v: Vector) -> tuple[Vector, Vector]:
        """Return the gradient in double-double, and a bound on its error."""
        self.passes += 1
        return precise_gradient(self.problem, v, self.total(MeasurePrecisely(self.problem, v)))


def with_penalty(problem: Scaled, v: Vector, sums: RowSums) -> Sums:
    """Scale the sums over all rows, and add the penalty and the bounds on rounding."""
    groups, p = problem.groups, problem.p
    scale = float(problem.row_factor()[0])
    penalty, flat = np.tile(problem.pull, groups), v.ravel()
    gradient = scale * (sums.gradient[0] + sums.gradient[1]) + penalty * flat
    terms = np.abs(gradient) + penalty * np.abs(flat)
    rounding = scale * sums.rounding * 1.01 + 4 * UNIT_ROUNDOFF * terms
    hessian = scale * sums.hessian + np.diag(penalty)
    weights = np.abs(v.reshape(groups, p)).max(axis=0)
    score_error = (p + 4) * UNIT_ROUNDOFF * float(problem.largest @ weights)
    # Near 0 and 1 a probability times the other loses digits to its own rounding.
    lost = 4 * scale * float(np.max(np.tile(sums.squares, groups) / np.diag(hessian), initial=0.0))
    if groups > 1:
        # Adding one vector to all classes changes no prediction: a penalty holds the sum at 0.
        hessian = hessian + np.kron(np.ones((groups, groups)), np.eye(p)) / groups
        gradient = gradient + np.tile(v.reshape(groups, p).sum(axis=0), groups) / groups
    return Sums(
        scale * sums.loss + float(penalty @ flat**2) / 2,
        gradient,
        hessian,
        rounding,
        (sums.depth + lost) * UNIT_ROUNDOFF + 4 * problem.model.concordance * score_error,
        sums.closest - score_error,
    )


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
    mean = X.mean(axis=0) if weights is None else weights @ X / mass
    low, high = X.min(axis=0), X.max(axis=0)
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


def starting_point(problem: Scaled, y: Vector) -> Vector:
    """Return zeros, except for an intercept from the encoded targets of some rows."""
    v = np.zeros(problem.shape)
    if problem.model.has_intercept:
        v[..., -1] = problem.model.constant_score(y)
    return v
