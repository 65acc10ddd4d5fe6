"""Orthogonal factorisation: X_b = QR, then R w = Qᵀy by back substitution.

It works with the condition number of X_b itself, where the normal equations square it.
"""

from __future__ import annotations

import numpy as np

from downslope.arrays import Matrix, Vector


def qr(X_b: Matrix, y: Vector) -> Vector:
    """Solve min ‖X_b w − y‖² for w of shape (p,); `X_b`, shape (n, p), has full column rank."""
    Q, R = np.linalg.qr(X_b)
    return np.linalg.solve(R, Q.T @ y)
