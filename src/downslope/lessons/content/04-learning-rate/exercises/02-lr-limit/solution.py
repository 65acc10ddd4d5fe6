"""How high may the learning rate be?"""

import numpy as np


def lr_limit(X_b):
    """Return the learning rate above which the MSE grows; X_b is (n, p)."""
    n = len(X_b)
    H = (2 / n) * X_b.T @ X_b
    return 2 / np.linalg.eigvalsh(H).max()
