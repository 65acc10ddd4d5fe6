"""Exact solver of the lasso and the elastic net: which slopes are 0, and what the others are.

With s the signs of the slopes that are not 0, the loss is a quadratic in those slopes plus the
linear term alpha · l1_ratio · s, whose minimum is a linear system. The set of those slopes is found
by feature-sign search (Lee, Battle, Raina, and Ng, 2006): add the slope whose gradient is furthest
beyond the penalty, solve, and stop on the way wherever the loss is lowest among the points at which
a slope passes 0. The loss falls with every step, so no set comes up twice.

The answer is proven when the bound of each slope leaves no doubt about its sign, and the gradient
of every slope at 0 is below the penalty by more than its error: then the optimality conditions hold
for one point only, and zeros are exactly 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.models.lasso import Lasso
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.solvers.newton import minimize_data
from downslope.solvers.quadratic import Quadratic, gradient_at_zero

MOST_STEPS = 20  # for each column
SLACK = 1e-10  # of the penalty, beside rounding: a gradient beyond it by less is at the penalty


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
    return minimize_products(model, Quadratic.of_rows(model, weights))


@np.errstate(all="ignore")
def minimize_products(
    model: Lasso, quadratic: Quadratic, start: Vector | None = None
) -> SparseOptimum:
    """Return the same from products of the columns; `start` (d,) may have slopes to begin with."""
    d, problem = model.d, quadratic.problem
    penalty, squared = model.penalties
    H, b = gradient_at_zero(quadratic)
    H = H + np.diag(2 * squared / problem.unit**2)
    units = np.sqrt(np.diag(H))
    units[units == 0] = 1.0
    begin = None if start is None else start * problem.unit * units
    each = penalty / (problem.unit * units)
    v, steps = feature_sign_search(H / np.outer(units, units), -b / units, each, begin)
    signs = np.sign(v)
    used = np.flatnonzero(signs)
    problem.model.alpha = squared
    kept = np.append(used, np.arange(d, problem.p))
    weights, bound, wrong = np.zeros(problem.p), np.full(problem.p, np.nan), np.zeros(problem.p)
    if len(kept):
        found = minimize_data(quadratic.on(used, penalty * signs[used]))
        weights[kept], wrong[kept] = found.weights, found.bound
    at = quadratic.at(weights)
    sums = quadratic.sums(at)
    off = wrong.copy()
    off[:d] *= problem.unit
    if model.has_intercept:
        size = np.abs(problem.origin) @ np.abs(weights[:d]) + np.abs(weights[d])
        off[d] += np.abs(problem.origin) @ wrong[:d] + 2 * d * UNIT_ROUNDOFF * size
    error = 1.01 * (np.abs(sums.hessian) @ off) + sums.rounding
    signed = bool((np.abs(weights[used]) > wrong[used]).all())
    below = (np.abs(sums.gradient) + error)[:d] * problem.unit < penalty
    zero = np.zeros(d, dtype=bool)
    if np.isfinite(wrong).all() and signed and below[signs == 0].all():
        zero, bound = signs == 0, wrong
    absolute = float(np.abs(weights[:d]).sum())
    return SparseOptimum(
        weights, bound, zero, sums.loss + penalty * absolute,
        _gap(quadratic, at, weights[:d], penalty, squared), steps,
        float(quadratic.residual_products(at)[1][0]),
    )  # fmt: skip


def _gap(quadratic: Quadratic, v: Vector, slopes: Vector, penalty: float, squared: float) -> float:
    """Return the duality gap of the lasso, with the squared part as further rows of the data.

    For c ‖r‖² + penalty ‖w‖₁ and r = y − Xw, a dual point is θ = 2c r, shrunk until no column's
    product with it exceeds the penalty: gap = c ‖r‖² + penalty ‖w‖₁ − (θᵀy − ‖θ‖²/4c).
    """
    d, problem = len(slopes), quadratic.problem
    c = float(problem.row_factor()[0]) / 2
    products, square = quadratic.residual_products(v)
    toward = -products[0][:d] * problem.unit  # Xᵀr
    pulls = 2 * c * toward - 2 * squared * slopes
    if penalty == 0:  # a quadratic, whose least loss is ½ gᵀ H⁻¹ g below
        sums = quadratic.sums(v)
        return (
            float(sums.gradient @ np.linalg.lstsq(sums.hessian, sums.gradient, rcond=None)[0]) / 2
        )
    largest = float(np.abs(pulls).max(initial=0.0))
    shrink = min(1.0, penalty / largest) if largest > 0 else 1.0
    whole = float(square[0]) + squared / c * float(slopes @ slopes)
    fitted = float(square[0]) + float(toward @ slopes)  # r · y
    primal = c * whole + penalty * float(np.abs(slopes).sum())
    return max(primal - 2 * c * shrink * fitted + c * shrink**2 * whole, 0.0)


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
    d = len(b)
    v = np.zeros(d) if start is None else start.copy()
    signs = np.sign(v)
    for step in range(MOST_STEPS * d + MOST_STEPS):
        gradient = H @ v - b
        slack = SLACK * penalty + 8 * d * UNIT_ROUNDOFF * (np.abs(H) @ np.abs(v) + np.abs(b))
        settled = np.abs(gradient + penalty * signs)[signs != 0]
        if not len(settled) or (settled <= slack[signs != 0]).all():
            beyond = np.where(signs == 0, np.abs(gradient) - penalty, -np.inf)
            j = int(np.argmax(beyond))
            if beyond[j] <= slack[j]:
                return v, step
            signs[j] = -np.sign(gradient[j])
        used = np.flatnonzero(signs)
        block = H[np.ix_(used, used)]
        rest = b[used] - penalty[used] * signs[used]
        try:
            target: Vector = np.linalg.solve(block, rest).astype(np.float64, copy=False)
        except np.linalg.LinAlgError:
            target = np.linalg.lstsq(block, rest, rcond=None)[0].astype(np.float64, copy=False)
        v[used] = _best_on_the_way(block, b[used], penalty[used], v[used], target)
        signs[used] = np.sign(v[used])
    return v, MOST_STEPS * d + MOST_STEPS


def _best_on_the_way(H: Matrix, b: Vector, penalty: Vector, v: Vector, target: Vector) -> Vector:
    """Return the point of lowest loss among the target and the zero crossings on the way to it."""
    crossing = np.flatnonzero(np.sign(v) * np.sign(target) < 0)
    points = [target]
    for j in crossing:
        point = v + v[j] / (v[j] - target[j]) * (target - v)
        point[j] = 0.0
        points.append(point)
    if len(points) == 1:
        return target
    losses = [
        float(point @ (H @ point) / 2 - b @ point + penalty @ np.abs(point)) for point in points
    ]
    return points[int(np.argmin(losses))]
