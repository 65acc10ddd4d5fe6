"""Step 2 of the loop: predict.

What would y be if these weights were right? For one point

    y_hat = slope * x + intercept * 1

For all points at once, it is the product of the table and the weights:

    X_b   (n, p)   one row for each point; the last column is ones
    w     (p,)     one weight for each column
    y_hat (n,)     one prediction for each point

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def predict(X_b, w):
    """Return the predictions, shape (n,)."""
    return ...  # your code
