"""Step 3 of the loop: the loss.

How wrong are the predictions, in one number? The mean squared error:

    residuals = y_hat - y            (n,)   how far each prediction misses
    MSE       = mean of residuals²          a single number

Without the squares, misses above and below the line would cancel.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def mse(y_hat, y):
    """Return the MSE, a single number; y_hat and y have shape (n,)."""
    residuals = y_hat - y
    return ...  # your code
