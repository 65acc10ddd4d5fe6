"""Step 3 of the loop: the loss."""

import numpy as np


def mse(y_hat, y):
    """Return the MSE, a single number; y_hat and y have shape (n,)."""
    residuals = y_hat - y
    return (residuals**2).mean()
