"""Step 4 of the loop: the gradient."""

import numpy as np


def gradient(X_b, y_hat, y):
    """Return the gradient of the MSE, shape (p,)."""
    n = len(y)
    residuals = y_hat - y
    return (2 / n) * X_b.T @ residuals
