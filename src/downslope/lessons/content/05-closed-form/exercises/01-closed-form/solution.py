"""The best line without a loop."""

import numpy as np


def closed_form(X_b, y):
    """Return the weights with the smallest MSE, shape (p,)."""
    return np.linalg.lstsq(X_b, y)[0]
