"""Whether a classification or a count model has finite best weights at all.

A direction v along which no row gets worse and some row gets better lets the loss fall forever:

    logistic   (2y − 1) · xᵀv ≥ 0 on all rows                    (Albert and Anderson, 1984)
    softmax    (v_seen − v_k)ᵀ x ≥ 0 for all other classes k
    poisson    xᵀv ≤ 0 on rows with count 0, and = 0 on others   (Haberman, 1974)

A linear program finds such a direction, or proves that there is none.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from downslope.findings import Finding
from downslope.models.logistic import Logistic
from downslope.models.model import Model
from downslope.models.poisson import Poisson
from downslope.models.softmax import Softmax
from downslope.numerics.arrays import Matrix, Vector

RELATIVE = 1e-7  # below it a part of a direction is the rounding of the linear program
MOST_NAMES = 6


def no_optimum(model: Model) -> Finding | None:
    """Return a finding if a model has no finite best weights; None if it has.

    Parameters
    ----------
    model : Model
        Models other than logistic, softmax, and Poisson regression always have best weights, and so
        has every model with a penalty on all its columns.

    """
    if isinstance(model, Poisson):
        return _poisson(model)
    if isinstance(model, Logistic):
        return _logistic(model)
    return _softmax(model) if isinstance(model, Softmax) else None


def _scaled(model: Model) -> Matrix:
    X_b, d = model.X_b.copy(), model.d
    if model.has_intercept:
        X_b[:, :d] -= X_b[:, :d].mean(axis=0)
    largest = np.abs(X_b).max(axis=0)
    return X_b / np.where(largest > 0, largest, 1.0)


def _logistic(model: Logistic) -> Finding | None:
    alone = _separating_column(model)
    if alone is not None:
        return alone
    rows = (2 * model.y - 1)[:, np.newaxis] * _scaled(model)
    direction = _direction(rows, model)
    return None if direction is None else _separable(model, direction, model.classes)


def _separating_column(model: Logistic) -> Finding | None:
    """Return the finding for a column that separates the classes alone, if there is one."""
    if not model.has_intercept or model.alpha:
        return None
    no, yes = model.classes
    for j, name in enumerate(model.feature_names):
        column = model.X_b[:, j]
        low, high = column[model.y == 0], column[model.y == 1]
        for below, above, first, second in ((low, high, no, yes), (high, low, yes, no)):
            if below.max() <= above.min() and below.min() < above.max():
                cut = f"{above.min():g}"
                ties = below.max() == above.min()
                evidence = (
                    f"'{name}' separates the classes: every row with {name} "
                    f"{'above' if ties else 'of'} {cut}{'' if ties else ' or more'} is {second}, "
                    f"and every row with less is {first}."
                )
                return _finding("separable", (name,), evidence)
    return None


def _softmax(model: Softmax) -> Finding | None:
    Z, seen, groups = _scaled(model), model.y.argmax(axis=1), len(model.classes)
    p = Z.shape[1]
    blocks = []
    for k in range(groups):
        others = np.flatnonzero(seen != k)
        part = np.zeros((len(others), groups, p))
        part[np.arange(len(others)), seen[others]] = Z[others]
        part[:, k] = -Z[others]
        blocks.append(part.reshape(len(others), groups * p))
    direction = _direction(np.vstack(blocks), model)
    if direction is None:
        return None
    along = np.abs(direction.reshape(groups, p) - direction.reshape(groups, p).mean(axis=0))
    return _separable(model, along.max(axis=0), model.classes)


def _poisson(model: Poisson) -> Finding | None:
    Z, none = _scaled(model), model.y == 0
    direction = _direction(-Z[none], model, fixed=Z[~none])
    if direction is None:
        return None
    names = _named(model, direction)
    evidence = (
        f"All rows that {' and '.join(repr(name) for name in names)} "
        f"{'sets' if len(names) == 1 else 'set'} apart have count 0: the mean there is best at 0, "
        "which takes an infinite weight."
    )
    return _finding("no_finite_optimum", names, evidence)


def _direction(rows: Matrix, model: Model, fixed: Matrix | None = None) -> Vector | None:
    """Return v with rows · v ≥ 0, not all 0, and fixed · v = 0; None if there is none."""
    if not len(rows):
        return None
    size = rows.shape[1]
    penalized = np.zeros(size, dtype=bool)
    if model.alpha:
        penalized.reshape(-1, model.X_b.shape[1])[:, : model.d] = True
    bounds = [(0.0, 0.0) if held else (-1.0, 1.0) for held in penalized]
    found = linprog(
        -rows.sum(axis=0),
        A_ub=csr_array(-rows),
        b_ub=np.zeros(len(rows)),
        A_eq=None if fixed is None or not len(fixed) else csr_array(fixed),
        b_eq=None if fixed is None or not len(fixed) else np.zeros(len(fixed)),
        bounds=bounds,
        method="highs",
    )
    if found.x is None:
        return None
    direction: Vector = np.asarray(found.x)
    gained = rows @ direction
    return direction if gained.max(initial=0.0) > RELATIVE else None


def _named(model: Model, direction: Vector) -> tuple[str, ...]:
    size = np.abs(direction[: model.d])
    largest = float(np.abs(direction).max())
    names = [name for name, part in zip(model.feature_names, size, strict=True)
             if part > RELATIVE * largest]  # fmt: skip
    return tuple(names[:MOST_NAMES]) or ("intercept",)


def _separable(model: Model, direction: Vector, classes: tuple[object, ...]) -> Finding:
    names = _named(model, direction)
    shown = ", ".join(f"'{name}'" for name in names)
    evidence = (
        f"A combination of {shown} separates the classes "
        f"{', '.join(str(each) for each in classes[:MOST_NAMES])}."
        if len(names) > 1
        else f"{shown} separates the classes."
    )
    return _finding("separable", names, evidence)


def _finding(code: str, names: tuple[str, ...], evidence: str) -> Finding:
    return Finding(
        code,
        names,
        evidence + " The loss falls forever as the weights grow: no finite weights are best.",
        "Give alpha, such as alpha=0.01, add rows, or leave the column out.",
    )
