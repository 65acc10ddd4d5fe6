"""How high may the learning rate be?"""

import numpy as np


def lr_limit(X_b):
    """X_b: (n, p). The learning rate beyond which the MSE grows."""
    n = len(X_b)
    H = (2 / n) * X_b.T @ X_b
    return 2 / np.linalg.eigvalsh(H).max()
