"""Step 3 of the loop: the loss.

How wrong are the predictions, in one number? The mean squared error:

    residuals = y_hat - y            (n,)   by how much each one misses
    MSE       = mean of residuals²          a single number

The squares keep a miss above the line from cancelling one below it.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def mse(y_hat, y):
    """y_hat, y: (n,). A single number."""
    residuals = y_hat - y
    return ...  # your code
