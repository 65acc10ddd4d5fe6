"""Fits of models other than least squares, and their standard errors.

logistic, softmax, Poisson   from the Fisher information n H: √[(n H)⁻¹]_jj
Huber                        H⁻¹ B H⁻¹ / n with B the mean of the rows' ψ² x xᵀ (Huber, 1967)
ridge, lasso, elastic net    none: a penalty moves the weights toward 0, and an interval about
any other with alpha > 0     a moved weight would not cover the true one

With weights on the rows, n is their sum: a row of weight 2 counts as two rows.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.model_fit_result import ModelFit
from downslope.models import catalog
from downslope.models.lasso import Lasso
from downslope.models.least_squares import LeastSquares
from downslope.models.model import Model
from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Matrix, Vector, row_norms, row_weights
from downslope.solvers.active_set import minimize_path
from downslope.solvers.existence import unbounded
from downslope.solvers.newton import Optimum, data_in_memory, minimize_data
from downslope.solvers.quadratic import Quadratic
from downslope.solvers.row_data import RowData

ROWS_INSIDE = 5  # for each weight: fewer curved rows say too little of its standard error

MODELS: dict[str, type[ScoreModel]] = {
    name: kind
    for name, kind in catalog.MODELS.items()
    if issubclass(kind, ScoreModel) and kind is not LeastSquares
}


def fit_model(
    model: Model, *, full: bool = False, weights: ArrayLike | None = None, **known: Any
) -> ModelFit:
    """Fit a model to its rows in memory: the weights with the smallest loss and a bound on each.

    Parameters
    ----------
    model : Model
        `Ridge`, `Lasso`, `ElasticNet`, `Huber`, `Logistic`, `Softmax`, `Poisson`, or
        `LeastSquares`.
    full : bool
        Take the last gradient in double-double whatever it costs.
    weights : ndarray of shape (n,), optional
        A weight for each row: 2 counts as two rows.
    **known
        Fields of the result: level, and for the report target, source, rows_dropped, findings
        about the data, and weighted (the name of the column of weights).

    Returns
    -------
    ModelFit

    Raises
    ------
    DataError
        No finite weights are best, or the columns do not determine them.
    OptionError
        The model has no unique best weights, as a network.

    """
    if not isinstance(model, ScoreModel):
        raise OptionError(
            f"A {model.name} has no single best fit: run it with descend, from several starting "
            "points."
        )
    used = None if weights is None else row_weights(weights, model.n)
    known["n"] = model.n if used is None else int(np.count_nonzero(used))
    if isinstance(model, LeastSquares):
        return fit_products(model, Quadratic.of_rows(model, used), **known)
    data, has_sample = data_in_memory(model, used, full=full)
    return fit_rows(model, data, has_sample, **known)


def fit_products(model: LeastSquares, quadratic: Quadratic, **known: Any) -> ModelFit:
    """Fit least squares with a penalty from the products of its columns: see `fit_model`."""
    nothing = np.full(model.weights_shape, np.nan)
    findings = known.pop("findings", ())
    zero: tuple[str, ...] = ()
    gap = None
    found: tuple[Finding, ...] = ()
    if isinstance(model, Lasso):
        sparse = minimize_path(model, quadratic, [model.alpha])[0]
        zero = tuple(
            n for n, is_zero in zip(model.feature_names, sparse.zero, strict=True) if is_zero
        )
        weights, bound, loss, residuals = (
            sparse.weights, sparse.bound, sparse.loss, sparse.residuals
        )  # fmt: skip
        gap, steps = sparse.gap, sparse.steps
        found = () if sparse.proven else (_not_unique(),)
    else:
        best = minimize_data(quadratic)
        weights, bound, loss, steps = best.weights, best.bound, best.loss, best.steps
        residuals = quadratic.residuals(quadratic.at(weights))
        d, p = model.d, len(weights)
        found = () if best.proven else _undetermined(model, quadratic.gram[0][:d, :d], p)
    total = quadratic.squares()
    return ModelFit(
        model, weights, bound, nothing, loss=loss, zero=zero, gap=gap, steps=steps,
        method="active set" if isinstance(model, Lasso) else "normal equations",
        r2=1 - residuals / total if total else math.nan, findings=(*findings, *found), **known,
    )  # fmt: skip


def fit_rows(model: ScoreModel, data: RowData, has_sample: bool, **known: Any) -> ModelFit:
    """Fit by Newton's method; if a sample had no optimum, check whether all rows have one."""
    if not has_sample:
        _refuse(unbounded(data))
    found = minimize_data(data)
    findings = known.pop("findings", ())
    inside = _rows_inside(model, data, found)
    if not found.proven:
        _refuse(unbounded(data))
        if inside < data.problem.p and not model.alpha:
            raise DataError(
                f"Only about {inside:.0f} of {model.n} residuals are within delta, too few to "
                f"determine {data.problem.p} weights: give a larger delta=…."
            )
        findings = (*findings, *_undetermined(model, found.sums.hessian, data.problem.p))
    errors = _standard_errors(model, data, found)
    if np.isfinite(errors).any() and inside < ROWS_INSIDE * data.problem.p:
        errors, findings = np.full(len(errors), np.nan), (*findings, _few_inside(inside, model.n))
    weights = found.weights.reshape(model.weights_shape)
    return ModelFit(
        model,
        weights,
        found.bound.reshape(weights.shape),
        errors.reshape(weights.shape),
        loss=found.loss,
        zero=(),
        method="Newton's method",
        steps=found.steps,
        findings=findings,
        **({"passes": data.passes} | known),
        **_likelihoods(model, data, found.loss - model.penalty(weights)),
    )


def _rows_inside(model: ScoreModel, data: RowData, found: Optimum) -> float:
    """Return how many rows of a Huber loss are curved; all rows of other losses.

    Without an intercept, whose column counts them, they are estimated from the other columns.
    """
    if not model.noise_is_free:
        return math.inf
    assert data.last is not None
    scale = float(data.problem.row_factor()[0])
    squares, curved = data.last.squares, np.diag(found.sums.hessian) / scale
    if model.has_intercept:
        return data.problem.mass * float(curved[-1] / squares[-1])
    shares = curved[squares > 0] / squares[squares > 0]
    return data.problem.mass * float(shares.min(initial=1.0))


def _few_inside(inside: float, n: int) -> Finding:
    return Finding(
        "few_rows_inside",
        (),
        f"About {inside:.0f} of {n} residuals are within delta: too few for standard errors.",
        "Give a larger delta=…, or more rows.",
    )


def _refuse(cause: Finding | None) -> None:
    if cause is not None:
        raise DataError(f"{cause}")


def _likelihoods(model: ScoreModel, data: RowData, loss: float) -> dict[str, Any]:
    """Return log-likelihoods and the deviance, or for other models R²."""
    assert data.target is not None
    assert data.last is not None
    mass, groups = data.problem.mass, data.problem.groups
    sums, squares = data.target[:groups], data.target[groups : 2 * groups]
    beside, saturated = data.target[2 * groups :]
    mean = sums / mass + data.middle
    if model.has_likelihood:
        null = model.null_loss(mean if groups > 1 else mean[0])
        fitted = beside - mass * loss
        return {
            "log_likelihood": fitted,
            "null_log_likelihood": beside - mass * null,
            "deviance": 2 * (saturated - fitted),
        }
    # Σ (y − ȳ)², or Σ y² without an intercept
    around = sums[0] ** 2 / mass
    if not model.has_intercept:
        around = -data.middle * (2 * sums[0] + mass * data.middle)
    total = float(squares[0] - around)
    return {"r2": 1 - data.last.residuals / total if total else math.nan}


def _standard_errors(model: ScoreModel, data: RowData, found: Optimum) -> Vector:
    """Return standard errors, flat, from V with H⁻¹ = V Vᵀ; NaN where theory gives none."""
    inverse, mass = found.inverse_factor, data.problem.mass
    if model.alpha:
        return np.full(len(inverse), np.nan)
    if not model.noise_is_free:
        return row_norms(inverse) / math.sqrt(mass)
    assert data.last is not None
    assert data.last.pulled is not None
    root = np.linalg.solve(data.problem.to_user, inverse)
    middle = root.T @ data.last.pulled @ root
    covariance = inverse @ middle @ inverse.T
    return np.sqrt(np.diag(covariance)) / mass


def _not_unique() -> Finding:
    return Finding(
        "not_unique", (), "The columns leave the weights undetermined: others fit equally well.",
        "Leave out columns that repeat others, or use model='elastic-net', whose weights "
        "are unique.",
    )  # fmt: skip


def _undetermined(model: ScoreModel, products: Matrix, p: int) -> tuple[Finding, ...]:
    """Return findings about columns that depend on others, or about a missing bound.

    Parameters
    ----------
    model : ScoreModel
        The model, without or with its rows.
    products : ndarray of shape (≥ d, ≥ d)
        Products of the columns in the units of the problem, however weighted.
    p : int
        Weights of a class.

    """
    d, another = model.d, "another " if model.alpha else ""
    # Rows with a larger residual say nothing of the curvature of a Huber loss.
    among, larger = "", ""
    if model.noise_is_free:
        among, larger = " among rows with a residual within delta", ", or give a larger delta=…"
    if not model.alpha and np.isfinite(products).all():
        squares = np.diag(products)[:d]
        constant = squares <= 1e-26 * max(float(np.diag(products)[:p].max()), 0.0)
        if constant.any():
            name = model.feature_names[int(np.argmax(constant))]
            raise DataError(
                f"'{name}' is constant{among}, so its weight is undetermined: leave it out{larger}."
            )
        norms = np.sqrt(squares)
        values, axes = np.linalg.eigh(products[:d, :d] / np.outer(norms, norms))
        if values[0] <= 1e-12 * d:
            part = np.abs(axes[:, 0])
            names = [n for n, size in zip(model.feature_names, part, strict=True) if size > 1e-3]
            raise DataError(
                f"The columns {', '.join(names[:8])} depend on each other{among}, so their weights "
                f"are undetermined: leave one of them out, or give alpha=…{larger}."
            )
    return (
        Finding(
            "precision", (), "No bound on the weights' errors was proven: the problem is too close "
            "to one without a unique solution.",
            f"Leave out columns that nearly repeat others, or give {another}alpha=…{larger}.",
        ),
    )  # fmt: skip
