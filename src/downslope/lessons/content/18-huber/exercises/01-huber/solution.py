"""Huber: the gradient of a loss that is fair to outliers."""

import numpy as np


def gradient(X_b, y, w, delta):
    """Return the gradient of the mean Huber loss."""
    n = len(y)
    residuals = X_b @ w - y
    return (1 / n) * X_b.T @ np.clip(residuals, -delta, delta)
