"""Bonus: another common loss, the half-MSE."""

import numpy as np


def half_mse(X_b, y, w):
    """Return the loss, a number, and its gradient, shape (p,)."""
    n = len(y)
    residuals = X_b @ w - y
    loss = (residuals**2).sum() / (2 * n)
    gradient = X_b.T @ residuals / n
    return loss, gradient


def same_steps(lr):
    """Return the rate for half-MSE that makes the steps of lr with MSE."""
    return 2 * lr
