"""`solve`: the closed form, by the fastest solver that the data allow.

Cholesky while the condition number leaves digits, else QR, else the pseudo-inverse, which always
answers. Features and target are centred first: an exact constant then gives slopes of exactly 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from downslope.arrays import Matrix, Vector, default_names, feature_matrix, target_vector
from downslope.errors import OptionError, did_you_mean
from downslope.finding import Finding
from downslope.solution import Outcome, Solution
from downslope.solvers.cholesky import cholesky
from downslope.solvers.qr import qr
from downslope.solvers.svd import svd

SOLVERS: dict[str, Callable[[Matrix, Vector], Vector]] = {
    "cholesky": cholesky,
    "qr": qr,
    "svd": lambda X_b, y: svd(X_b, y)[0],
}
CHOLESKY_LIMIT = 1e5  # of the condition number: half of float64's digits are left beyond it


def solve(
    X: ArrayLike,
    y: ArrayLike,
    *,
    method: str = "auto",
    intercept: bool = True,
    names: Sequence[str] | None = None,
) -> Solution:
    """The weights that minimise ‖X_b w − y‖², for `X` of shape (n, d) and `y` of shape (n,).

    Raises:
        DataError: not finite numbers, or shapes that do not fit.
        OptionError: an unknown method.

    """
    if method != "auto" and method not in SOLVERS:
        raise OptionError(
            f"method='{method}' is not known: {did_you_mean(method, ['auto', *SOLVERS])}"
        )
    features = feature_matrix(X, names)
    target = target_vector(y, len(features))
    n, d = features.shape
    given = tuple(names) if names is not None else default_names(d)
    origin, height = (features[0].copy(), target[0]) if intercept else (np.zeros(d), 0.0)
    shifted, lifted = features - origin, target - height
    centre, middle = shifted.mean(axis=0) * intercept, lifted.mean() * intercept
    X_c, y_c = shifted - centre, lifted - middle
    condition = _condition(X_c)
    rank = int(np.linalg.matrix_rank(X_c / _norms(X_c))) if X_c.any() else 0
    if rank < d and y_c.any():
        return _minimum_norm(features, target, given, intercept, y_c)
    chosen = method
    if method == "auto":
        chosen = "cholesky" if condition < CHOLESKY_LIMIT else "qr"
    coef = SOLVERS[chosen](X_c, y_c) if y_c.any() else np.zeros(d)
    level = float(height + middle - (origin + centre) @ coef) if intercept else 0.0
    residuals = y_c - X_c @ coef
    return Solution(
        coef=coef,
        intercept=level,
        has_intercept=intercept,
        rank=rank + intercept,
        n=n,
        rss=float(residuals @ residuals),
        tss=float(y_c @ y_c),
        method=chosen,
        outcome=Outcome.UNIQUE if rank == d else Outcome.MINIMUM_NORM,
        inverse_gram=_inverse_gram(X_c, origin + centre, n, intercept) if rank == d else None,
        feature_names=given,
        findings=() if rank == d else (_not_identifiable(rank + intercept, given, intercept, n),),
    )


def _minimum_norm(
    X: Matrix, y: Vector, names: tuple[str, ...], intercept: bool, y_c: Vector
) -> Solution:
    n, d = X.shape
    X_b = np.column_stack([X, np.ones(n)]) if intercept else X
    weights, rank = svd(X_b, y)
    residuals = y - X_b @ weights
    return Solution(
        coef=weights[:d],
        intercept=float(weights[d]) if intercept else 0.0,
        has_intercept=intercept,
        rank=rank,
        n=n,
        rss=float(residuals @ residuals),
        tss=float(y_c @ y_c),
        method="svd",
        outcome=Outcome.MINIMUM_NORM,
        feature_names=names,
        findings=(_not_identifiable(rank, names, intercept, n),),
    )


def _not_identifiable(rank: int, names: tuple[str, ...], intercept: bool, n: int) -> Finding:
    p = len(names) + intercept
    if n < p:
        code, why = "fewer_rows_than_weights", f"{n} rows cannot determine {p} weights"
    else:
        code, why = "dependent_columns", f"the columns have rank {rank}, not {p}"
    return Finding(
        code,
        names,
        f"The weights are not identifiable ({why}): these are the smallest that fit best.",
        "Trust the predictions, not single weights; drop a column or add rows.",
    )


def _inverse_gram(X_c: Matrix, centre: Vector, n: int, intercept: bool) -> Matrix:
    """(XᵀX)⁻¹ of the design with its intercept, from the centred columns' R."""
    d = X_c.shape[1]
    scales = _norms(X_c)
    R = np.linalg.qr(X_c / scales, mode="r")
    root = np.linalg.inv(R) / scales[:, np.newaxis]
    slopes = root @ root.T
    if not intercept:
        return slopes
    full = np.empty((d + 1, d + 1))
    full[:d, :d] = slopes
    full[d, :d] = full[:d, d] = -slopes @ centre
    full[d, d] = 1 / n + np.square(root.T @ centre).sum()
    return full


def _condition(X_c: Matrix) -> float:
    return float(np.linalg.cond(X_c / _norms(X_c)))


def _norms(X: Matrix) -> Vector:
    norms = np.linalg.norm(X, axis=0)
    return np.where(norms > 0, norms, 1.0)
