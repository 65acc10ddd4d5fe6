"""Huber: the gradient of a loss that is fair to outliers.

Up to delta the loss of a residual r is r²/2. Beyond it is a straight
line, so the derivative stays at delta or -delta. Return the gradient of
the mean loss, shape (p,).

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def gradient(X_b, y, w, delta):
    """Return the gradient of the mean Huber loss."""
    n = len(y)
    residuals = X_b @ w - y
    return ...  # your code
