"""Bonus: another common loss, the half-MSE.

Many books divide the sum of squares by 2n instead of n, so that the 2 of
the derivative cancels:

    half-MSE = 1/(2n) · sum of residuals²

It has the same lowest point but a different gradient, so it needs a
different learning rate to make the same steps. Write this loss and its
gradient. Then write the learning rate that does for half-MSE what lr does
for MSE.

    X_b (n, p)      y (n,)      w (p,)

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def half_mse(X_b, y, w):
    """Return the loss, a number, and its gradient, shape (p,)."""
    n = len(y)
    residuals = X_b @ w - y
    loss = ...  # your code
    gradient = ...  # your code
    return loss, gradient


def same_steps(lr):
    """Return the rate for half-MSE that makes the steps of lr with MSE."""
    return ...  # your code
