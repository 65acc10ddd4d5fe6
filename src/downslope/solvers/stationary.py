"""Stationary points of a loss: from the certified solvers, or from Newton's method alone.

Models with rows have solvers with a certificate (`newton`, `active_set`). For others there is
Newton's method, with the methods that every model has. With

    r(w) = (w − after_update(w − η g)) / η        g: the gradient at w, η: a small rate

which is g itself if nothing follows the update, weights with r = 0 are those that the loop keeps.
On the weights that can move both ways, its derivative is the Hessian.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.errors import DataError
from downslope.findings import Finding
from downslope.models.lasso import Lasso
from downslope.models.model import Model
from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.active_set import minimize_sparse
from downslope.solvers.existence import no_optimum
from downslope.solvers.newton import minimize

MOST_STEPS = 100
MOST_HALVINGS = 30
SETTLED = 1e-12  # of the weights: a step as short is the last
NEARLY_FLAT = 1e-6  # of its terms: a gradient as small is at the minimum, but for rounding
FLAT = 1e-10  # of the steepest curvature: below it a step follows the gradient
MOST_WEIGHTS = 400  # whose Hessian is made column by column


@dataclass(frozen=True, slots=True, eq=False)
class Stationary:
    """Weights that the loop keeps, in the model's own units, and what is known about them."""

    weights: Vector
    zeros: tuple[str, ...] = ()  # weights that are proven to be exactly 0
    absent: Finding | None = None  # why no finite weights are best, if none are


def best_weights(model: Model) -> Stationary | None:
    """Return the weights with the lowest loss; None if there are many, depending on the start.

    Parameters
    ----------
    model : Model
        Any model.

    Raises
    ------
    DataError
        The minimum was not found.

    """
    if not model.convex:
        return None
    if not (isinstance(model, ScoreModel) and model.has_rows):
        return Stationary(polished(model, np.zeros(model.weights_shape)))
    if isinstance(model, Lasso):
        sparse = minimize_sparse(model)
        named = zip(model.feature_names, sparse.zero, strict=True)
        return Stationary(sparse.weights, tuple(name for name, is_zero in named if is_zero))
    found = minimize(model)
    weights = found.weights.reshape(model.weights_shape)
    if found.proven:
        return Stationary(weights)
    absent = no_optimum(model)
    if absent is None and not _is_flat(model, weights):
        advice = "multiply or divide the columns by powers of ten, for values of similar sizes"
        if model.noise_is_free:
            advice = "give a larger delta=…, or " + advice
        raise DataError(f"The lowest {model.loss_convention} was not found in float64: {advice}.")
    return Stationary(weights, (), absent)


@np.errstate(all="ignore")
def _is_flat(model: ScoreModel, w: Vector) -> bool:
    """Return whether the gradient at `w` is small compared with its terms at weights of 0."""
    zeros = np.zeros(model.weights_shape)
    pulls = np.abs(model.pulls(model.predict(zeros) - model.y))
    terms = model.scale * (np.abs(model.X_b).T @ pulls).T
    return bool((np.abs(model.gradient(w)) <= NEARLY_FLAT * terms).all())


@np.errstate(all="ignore")
def polished(model: Model, w: Vector) -> Vector:
    """Return the stationary weights that Newton's method reaches from `w`, or where it stops.

    Parameters
    ----------
    model : Model
        Any model of at most `MOST_WEIGHTS` weights; with more, `w` is returned.
    w : ndarray
        Weights in the model's own units.

    """
    if w.size > MOST_WEIGHTS:
        return w
    best = model.loss(w)
    for _ in range(MOST_STEPS):
        H = dense_hessian(model, w)
        if not np.isfinite(H).all():
            return w
        rate = 1 / max(float(np.linalg.norm(H, 2)), np.finfo(float).tiny)
        moved = model.after_update(w - rate * model.gradient(w), rate)
        rest = ((w - moved) / rate).ravel()
        free = model.free(moved).ravel()
        step = np.zeros(w.size)
        step[free] = -_downhill(H[np.ix_(free, free)], rest[free])
        # What is held at 0 goes there at once.
        step[~free] = (moved - w).ravel()[~free]
        for _ in range(MOST_HALVINGS):
            trial = w + step.reshape(w.shape)
            loss = model.loss(trial)
            if loss <= best + 1e-14 * abs(best):
                break
            step = step / 2
        else:
            trial, loss = moved, model.loss(moved)
        if not loss <= best + 1e-14 * abs(best):
            return w
        change = float(np.linalg.norm(trial - w))
        w, best = trial, loss
        if change <= SETTLED * float(np.linalg.norm(w)):
            return w
    return w


def dense_hessian(model: Model, w: Vector) -> Matrix:
    """Return the Hessian at `w` as a matrix over the flattened weights."""
    H = np.empty((w.size, w.size))
    for j in range(w.size):
        unit = np.zeros(w.size)
        unit[j] = 1.0
        H[j] = model.hessian_product(w, unit.reshape(w.shape)).ravel()
    return (H + H.T) / 2


def _downhill(H: Matrix, rest: Vector) -> Vector:
    """Return H⁻¹ `rest` with every curvature taken as positive, and none as nearly flat."""
    scale = np.sqrt(np.maximum(np.abs(np.diag(H)), np.finfo(float).tiny))
    values, axes = np.linalg.eigh(H / np.outer(scale, scale))
    sizes = np.maximum(np.abs(values), FLAT * np.abs(values).max(initial=1.0))
    step: Vector = axes @ ((axes.T @ (rest / scale)) / sizes) / scale
    return step
