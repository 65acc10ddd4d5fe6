"""Non-negative least squares (Lawson and Hanson, 1974), by SciPy's `nnls`.

    minimize Σ_i w_i (y_i − x_i·b − b₀)²   subject to b ≥ 0

The intercept may have either sign, so it is removed by centering. Columns are multiplied by
powers of two on the way in and out: `nnls` stops at an absolute tolerance, which would otherwise
depend on their units. There is no bound: which slopes are zero is a decision.
"""

from __future__ import annotations

import numpy as np

from downslope.errors import DataError
from downslope.numerics import arrays
from downslope.numerics.arrays import Matrix, Vector


def solve_nonnegative(
    X: Matrix, Y: Matrix, *, intercept: bool, weights: Vector | None, names: tuple[str, ...]
) -> tuple[Matrix, Vector]:
    """Find slopes (k, d) and intercepts (k,) for X (n, d) and Y (n, k).

    Raises
    ------
    DataError
        Values are not finite, or columns are so similar that `nnls` does not converge.

    """
    from scipy.optimize import nnls

    arrays.check_finite(X, names)
    arrays.check_finite(Y, arrays.target_names(Y.shape[1]))
    roots = np.ones(len(Y)) if weights is None else np.sqrt(weights)
    x_mean, y_mean = np.zeros(X.shape[1]), np.zeros(Y.shape[1])
    if intercept:
        x_mean = np.average(X, axis=0, weights=roots * roots).astype(np.float64)
        y_mean = np.average(Y, axis=0, weights=roots * roots)
    rows = (X - x_mean) * roots[:, np.newaxis]
    targets = (Y - y_mean) * roots[:, np.newaxis]
    unit = np.ldexp(1.0, -np.frexp(arrays.row_norms(rows.T))[1])
    try:
        slopes = np.array([nnls(rows * unit, target)[0] for target in targets.T]) * unit
    except RuntimeError as error:
        raise DataError(f"No non-negative fit was found ({error}): drop columns.") from error
    return slopes, y_mean - slopes @ x_mean
