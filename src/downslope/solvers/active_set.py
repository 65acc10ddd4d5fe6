"""The lasso and the elastic net, solved exactly: which slopes are 0, and what the others are.

With s the signs of the slopes that are not 0, the loss is a quadratic in those slopes plus the
linear term alpha · l1_ratio · s, whose minimum is a linear system. The set of those slopes is found
by feature-sign search (Lee, Battle, Raina and Ng, 2006): add the slope whose gradient is furthest
beyond the penalty, solve, and stop on the way wherever the loss is least among the points at which
a slope passes 0. The loss falls with every step, so that no set comes twice.

The answer is proven when the bound of each slope leaves its sign no doubt, and the gradient of
every slope at 0 is below the penalty by more than its error: then the optimality conditions hold
for one point only, and zeros are exactly 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.models.elastic_net import ElasticNet
from downslope.models.lasso import Lasso
from downslope.models.ridge import Ridge
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.solvers.newton import Optimum, minimize

MOST_STEPS = 20  # for each column
SLACK = 1e-10  # of the penalty, beside rounding: a gradient beyond it by less is at the penalty


@dataclass(frozen=True, slots=True, eq=False)
class SparseOptimum:
    """Weights that minimize the loss of a lasso or an elastic net, and what is proven of them."""

    weights: Vector  # (p,) in the user's units, slopes first and the intercept last
    bound: Vector  # (p,) on the error of each; 0 for a proven zero, NaN where nothing is proven
    zero: np.ndarray  # (d,) slopes that are proven to be 0
    loss: float
    gap: float  # duality gap, in units of the loss: no weights have a loss lower by more
    steps: int

    @property
    def proven(self) -> bool:
        """Whether every weight has a proven error bound."""
        return bool(np.isfinite(self.bound).all())


@np.errstate(all="ignore")
def minimize_sparse(model: Lasso) -> SparseOptimum:
    """Return the weights that minimize the loss of a lasso or an elastic net.

    Parameters
    ----------
    model : Lasso or ElasticNet
        The problem.

    Returns
    -------
    SparseOptimum
        Its bounds are NaN where the columns or a tie leave the weights undetermined.

    """
    d = model.d
    l1_ratio = model.l1_ratio if isinstance(model, ElasticNet) else 1.0
    penalty, ridge = model.alpha * l1_ratio, model.alpha * (1 - l1_ratio) / 2
    features = model.X_b[:, :d]
    mean = features.mean(axis=0) if model.has_intercept else np.zeros(d)
    middle = float(model.y.mean()) if model.has_intercept else 0.0
    Z = features - mean
    units = np.sqrt(np.square(Z).sum(axis=0) * model.scale + 2 * ridge)
    units[units == 0] = 1.0
    Z = Z / units
    H = model.scale * (Z.T @ Z) + np.diag(2 * ridge / units**2)
    b = model.scale * (Z.T @ (model.y - middle))
    v, steps = feature_sign_search(H, b, penalty / units)
    signs = np.sign(v)
    used = np.flatnonzero(signs)
    weights, bound = np.zeros(model.X_b.shape[1]), np.full(model.X_b.shape[1], np.nan)
    zero = np.zeros(d, dtype=bool)
    found = _on_support(model, used, penalty * signs[used], ridge)
    kept = np.append(used, d) if model.has_intercept else used
    weights[kept] = found.weights
    wrong = np.zeros(model.X_b.shape[1])
    wrong[kept] = found.bound
    gradient, error = _gradient(model, weights, wrong, ridge)
    signed = bool((np.abs(weights[used]) > found.bound[: len(used)]).all())
    below = np.abs(gradient[:d]) + error[:d] < penalty
    if found.proven and signed and below[signs == 0].all():
        zero = signs == 0
        bound = wrong
    return SparseOptimum(
        weights, bound, zero, model.loss(weights), _gap(model, weights, penalty, ridge), steps
    )


def _on_support(model: Lasso, used: np.ndarray, tilt: Vector, ridge: float) -> Optimum:
    """Solve for the slopes that are not 0, whose signs are known, and the intercept."""
    columns = model.X_b[:, used]
    names = [model.feature_names[j] for j in used]
    if not len(used):
        columns, names, tilt = np.zeros((model.n, 1)), ["none"], np.zeros(1)
        ridge = 1.0  # keeps the slope of the column of zeros at 0
    convention = model.loss_convention
    smooth = Ridge(columns, model.y, ridge, model.has_intercept, convention, names)
    found = minimize(smooth, tilt)
    if len(used):
        return found
    return Optimum(
        found.weights[1:], found.bound[1:], found.inverse_factor[1:, 1:], found.loss,
        found.gradient, found.decrement, found.steps, found.precise,
    )  # fmt: skip


def _gradient(model: Lasso, weights: Vector, wrong: Vector, ridge: float) -> tuple[Vector, Vector]:
    """Return the gradient of the smooth part, and a bound on its error at the true weights."""
    d, X_b = model.d, model.X_b
    length = np.abs(X_b)
    residuals = model.predict(weights) - model.y
    off = length @ wrong + (len(weights) + 2) * UNIT_ROUNDOFF * (
        length @ np.abs(weights) + np.abs(model.y)
    )
    gradient = model.scale * (X_b.T @ residuals)
    gradient[:d] += 2 * ridge * weights[:d]
    error = length.T @ (off + (model.n + 2) * UNIT_ROUNDOFF * np.abs(residuals))
    error = 1.01 * model.scale * error + 2 * ridge * (wrong + UNIT_ROUNDOFF * np.abs(weights))
    if model.has_intercept:
        # The sum of the residuals is 0 at the optimum, so that a column may be centered first.
        mean = X_b[:, :d].mean(axis=0)
        centered = X_b[:, :d] - mean
        length = np.abs(centered) + 2 * UNIT_ROUNDOFF * np.abs(mean)
        gradient[:d] = model.scale * (centered.T @ residuals) + 2 * ridge * weights[:d]
        error[:d] = 1.01 * model.scale * (
            length.T @ (off + (model.n + 2) * UNIT_ROUNDOFF * np.abs(residuals))
        ) + 2 * ridge * (wrong[:d] + UNIT_ROUNDOFF * np.abs(weights[:d]))
    return gradient, error


def _gap(model: Lasso, weights: Vector, penalty: float, ridge: float) -> float:
    """Return the duality gap of the lasso, with the ridge part as further rows of the data.

    For c ‖r‖² + penalty ‖w‖₁ and r = y − Xw, a dual point is θ = 2c r, shrunk until no column's
    product with it exceeds the penalty: gap = c ‖r‖² + penalty ‖w‖₁ − (θᵀy − ‖θ‖²/4c).
    """
    d, c = model.d, model.loss_factor
    slopes = weights[:d]
    mean = model.X_b[:, :d].mean(axis=0) if model.has_intercept else np.zeros(d)
    Z = model.X_b[:, :d] - mean
    y = model.y - (model.y.mean() if model.has_intercept else 0.0)
    r = y - Z @ slopes
    extra = -np.sqrt(ridge / c) * slopes  # residuals of the rows √(ridge/c) I, whose target is 0
    if penalty == 0:  # a quadratic, whose least loss is ½ gᵀ H⁻¹ g below
        H = 2 * c * (Z.T @ Z) + 2 * ridge * np.eye(d)
        gradient = 2 * ridge * slopes - 2 * c * (Z.T @ r)
        return float(gradient @ np.linalg.lstsq(H, gradient, rcond=None)[0]) / 2
    products = np.abs(2 * c * (Z.T @ r) + 2 * c * np.sqrt(ridge / c) * extra).max(initial=0.0)
    shrink = min(1.0, penalty / products) if products > 0 else 1.0
    square = float(r @ r + extra @ extra)
    primal = c * square + penalty * float(np.abs(slopes).sum())
    dual = 2 * c * shrink * float(r @ y) - c * shrink**2 * square
    return max(primal - dual, 0.0)


def feature_sign_search(H: Matrix, b: Vector, penalty: Vector) -> tuple[Vector, int]:
    """Return the v that minimizes ½ vᵀHv − bᵀv + Σ penalty_j |v_j| and the number of steps.

    Parameters
    ----------
    H : ndarray of shape (d, d)
        Symmetric and positive semidefinite.
    b, penalty : ndarray of shape (d,)
        The linear term, and the penalty of each coordinate.

    """
    d = len(b)
    v, signs = np.zeros(d), np.zeros(d)
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
    """Return the point of least loss among the target and where the way to it passes a 0."""
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
