"""The normal equations: XᵀX w = Xᵀy, by Cholesky's factor of XᵀX = LLᵀ.

The fastest way, and the first to fail: it squares the condition number. Columns are brought to
one scale first, because a poor choice of units is no reason to lose digits.
"""

from __future__ import annotations

import numpy as np

from downslope.arrays import Matrix, Vector


def cholesky(X_b: Matrix, y: Vector) -> Vector:
    """Solve min ‖X_b w − y‖² for w of shape (p,).

    Raises:
        numpy.linalg.LinAlgError: XᵀX is not positive definite to rounding.

    """
    gram = X_b.T @ X_b
    scales = 1 / np.sqrt(np.diag(gram))
    L = np.linalg.cholesky(gram * np.outer(scales, scales))
    weights: Vector = scales * np.linalg.solve(L.T, np.linalg.solve(L, scales * (X_b.T @ y)))
    return weights
