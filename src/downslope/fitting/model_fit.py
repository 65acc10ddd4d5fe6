"""Fits of models other than least squares, and their standard errors.

logistic, softmax, Poisson   from the Fisher information n H: √[(n H)⁻¹]_jj
Huber                        H⁻¹ B H⁻¹ / n with B the mean of the rows' ψ² x xᵀ (Huber, 1967)
ridge, lasso, elastic net    none: a penalty moves the weights toward 0, and an interval about
any other with alpha > 0     a moved weight would not cover the true one
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from downslope.data.blocks import FrameSource
from downslope.data.dialect import ReadingOptions
from downslope.data.levels import Categorical
from downslope.data.open import MemoryNotice, load_table, open_data
from downslope.errors import DataError, OptionError, unknown
from downslope.findings import Finding, reference_levels
from downslope.fitting.model_result import ModelFit
from downslope.models.classes import class_places
from downslope.models.elastic_net import ElasticNet
from downslope.models.huber import Huber
from downslope.models.lasso import Lasso
from downslope.models.least_squares import LeastSquares
from downslope.models.logistic import Logistic
from downslope.models.model import Model, ScoreModel
from downslope.models.poisson import Poisson
from downslope.models.ridge import Ridge
from downslope.models.softmax import Softmax
from downslope.numerics.arguments import OptionStyle, are_paths
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.solvers.active_set import minimize_sparse
from downslope.solvers.existence import no_optimum
from downslope.solvers.newton import minimize
from downslope.solvers.scaled_model import BLOCK

MODELS: dict[str, type[Model]] = {
    each.name: each for each in (Ridge, Lasso, ElasticNet, Huber, Logistic, Softmax, Poisson)
}


def build_model(
    name: str,
    X: ArrayLike,
    y: ArrayLike,
    *,
    alpha: float | None = None,
    l1_ratio: float | None = None,
    delta: float | None = None,
    intercept: bool = True,
    names: Sequence[str] | None = None,
) -> Model:
    """Return the model of this name on data.

    Parameters
    ----------
    name : str
        "ridge", "lasso", "elastic-net", "huber", "logistic", "softmax" or "poisson".
    X, y, intercept, names
        As for the model.
    alpha, l1_ratio, delta : float, optional
        As for the model, whose defaults they replace.

    Raises
    ------
    DataError
        The data do not suit the model.
    OptionError
        The model is unknown, or does not take an option.

    """
    if name not in MODELS:
        raise unknown("model", name, ["least-squares", *MODELS])
    given = {"alpha": alpha, "l1_ratio": l1_ratio, "delta": delta}
    options = {key: value for key, value in given.items() if value is not None}
    takes = {"elastic-net": ("alpha", "l1_ratio"), "huber": ("alpha", "delta")}
    for key in options:
        if key not in takes.get(name, ("alpha",)):
            raise OptionError(f"{key}={options[key]!r} is not an option of {name}: leave it out.")
    made: Model = MODELS[name](X, y, intercept=intercept, names=names, **options)
    return made


def fit_of_data(
    name: str,
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    penalties: Mapping[str, float | None],
    *,
    intercept: bool,
    full: bool,
    drop_missing: bool,
    categorical: Categorical,
    progress: Callable[[MemoryNotice], None] | None,
    reading: ReadingOptions,
) -> ModelFit:
    """Fit the model of this name to data of any type: see `fit` for the arguments.

    Raises
    ------
    DataError
        The data cannot be read, or do not suit the model.
    OptionError
        An option cannot be used.

    """
    if name not in MODELS:
        raise unknown("model", name, [LeastSquares.name, *MODELS])
    classes: tuple[object, ...] = ()
    labeled = name in (Logistic.name, Softmax.name)
    if labeled and not (target is None or isinstance(target, str) or are_paths(data)):
        classes, target = class_places(target, len(target))  # type: ignore[arg-type]
    source = open_data(
        data, target, features, None, drop_missing, categorical, classes=labeled, **reading
    )
    if isinstance(source, FrameSource):
        classes = source.layout.classes
    style = OptionStyle.COMMAND_LINE if are_paths(data) else OptionStyle.PYTHON
    # Slopes of least squares, which a finding may name, are not those of this model.
    table = load_table(source, style.setting("model", name), progress, intercept=None)
    made = build_model(
        name, table.X, table.y, intercept=intercept, names=table.feature_names, **penalties
    )
    if classes and isinstance(made, (Logistic, Softmax)):
        made.classes = tuple(classes[int(place)] for place in made.classes)  # type: ignore[call-overload]
    return fit_model(
        made,
        full=full,
        target=table.target,
        source=table.source,
        rows_dropped=table.rows_dropped,
        findings=(*table.findings, *reference_levels(table.levels)),
    )


def fit_model(
    model: Model,
    *,
    level: float = 0.95,
    full: bool = False,
    target: str = "y",
    source: str = "",
    rows_dropped: int = 0,
    findings: tuple[Finding, ...] = (),
) -> ModelFit:
    """Fit a model: the weights with the smallest loss, with a bound on each.

    Parameters
    ----------
    model : Model
        `Ridge`, `Lasso`, `ElasticNet`, `Huber`, `Logistic`, `Softmax`, `Poisson`, or
        `LeastSquares`.
    level : float
        Level of the intervals.
    full : bool
        Take the last gradient in double-double whatever it costs.
    target, source, rows_dropped, findings
        For the report: names of the target and of the data, rows left out, findings about the data.

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
    known: dict[str, Any] = {
        "level": level,
        "target": target,
        "source": source,
        "rows_dropped": rows_dropped,
    }
    if isinstance(model, Lasso):
        sparse = minimize_sparse(model)
        if not sparse.proven:
            findings = (*findings, _not_proven(model))
        zero = tuple(
            n for n, is_zero in zip(model.feature_names, sparse.zero, strict=True) if is_zero
        )
        nothing = np.full(model.weights_shape, np.nan)
        return ModelFit(
            model, sparse.weights, sparse.bound, nothing, loss=sparse.loss, passes=1, zero=zero,
            method="active set", findings=findings, **known,
        )  # fmt: skip
    if not isinstance(model, ScoreModel):
        raise OptionError(
            f"A {model.name} has no single best fit: run it with descend, from several starting "
            "points."
        )
    found = minimize(model, full=full)
    if not found.proven:
        cause = no_optimum(model)
        if cause is not None:
            raise DataError(f"{cause}")
        findings = (*findings, *_undetermined(model))
    weights = found.weights.reshape(model.weights_shape)
    return ModelFit(
        model,
        weights,
        found.bound.reshape(weights.shape),
        _standard_errors(model, weights, found.inverse_factor).reshape(weights.shape),
        loss=model.loss(weights),
        passes=found.steps,
        zero=(),
        method="Newton's method",
        findings=findings,
        **known,
    )  # fmt: skip


def _standard_errors(model: ScoreModel, weights: Vector, inverse: Matrix) -> Vector:
    """Return standard errors, flat, from V with H⁻¹ = V Vᵀ; NaN where theory gives none."""
    if model.alpha or isinstance(model, LeastSquares):
        return np.full(weights.size, np.nan)
    if not isinstance(model, Huber):
        return row_norms(inverse) / math.sqrt(model.n)
    covariance = np.zeros((len(weights), len(weights)))
    for first in range(0, model.n, BLOCK):
        rows = slice(first, first + BLOCK)
        pulls = model.pulls(model.X_b[rows] @ weights - model.y[rows])
        pulled = (pulls[:, np.newaxis] * model.X_b[rows]) @ (inverse @ inverse.T)
        covariance += pulled.T @ pulled
    return np.sqrt(np.diag(covariance)) / model.n


def _not_proven(model: Model) -> Finding:
    return Finding(
        "not_unique", (), "The weights are not determined: other weights fit equally well.",
        "Leave out columns that repeat others, or use elastic-net, whose weights are unique.",
    )  # fmt: skip


def _undetermined(model: Model) -> tuple[Finding, ...]:
    """Return findings about columns that depend on the others, or that no bound was proven."""
    d = model.d
    features = model.X_b[:, :d] - model.X_b[:, :d].mean(axis=0) * model.has_intercept
    norms = np.sqrt(np.square(features).sum(axis=0))
    constant = norms <= 1e-13 * np.abs(model.X_b[:, :d]).max(axis=0) * math.sqrt(model.n)
    if constant.any():
        name = model.feature_names[int(np.argmax(constant))]
        raise DataError(f"'{name}' is constant, so its weight is undetermined: leave it out.")
    values, axes = np.linalg.eigh((features / norms).T @ (features / norms))
    if values[0] <= 1e-12 * d and not model.alpha:
        part = np.abs(axes[:, 0])
        names = [n for n, size in zip(model.feature_names, part, strict=True) if size > 1e-3]
        raise DataError(
            f"The columns {', '.join(names[:8])} depend on each other, so their weights are "
            "undetermined: leave one of them out, or give alpha."
        )
    return (
        Finding(
            "precision", (), "No bound on the weights' errors was proven: the problem is too close "
            "to one without a unique solution.",
            "Leave out columns that nearly repeat others, or give alpha.",
        ),
    )  # fmt: skip
