"""The pseudo-inverse: w = pinv(X_b) @ y, by the singular value decomposition.

    X_b = U diag(σ) Vᵀ,   w = V diag(1/σ) Uᵀ y     over the σ above rounding

The lesson's closed form. It always has an answer: among weights that fit equally well, the
smallest (minimum norm over all weights, the intercept included).
"""

from __future__ import annotations

import numpy as np

from downslope.arrays import Matrix, Vector


def svd(X_b: Matrix, y: Vector) -> tuple[Vector, int]:
    """Solve min ‖X_b w − y‖² for w of shape (p,), and the rank of `X_b`, shape (n, p)."""
    weights, _, rank, _ = np.linalg.lstsq(X_b, y)
    return weights.astype(np.float64), int(rank)
