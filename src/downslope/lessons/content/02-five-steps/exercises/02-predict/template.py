"""Step 2 of the loop: predict.

What would y be if these weights were right? For one point

    y_hat = slope * x + intercept * 1

and for all points at once it is one product of the table with the weights:

    X_b   (n, p)   a row for each point; the last column is ones
    w     (p,)     a weight for each column
    y_hat (n,)     a prediction for each point

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def predict(X_b, w):
    """The predictions, shape (n,)."""
    return ...  # your code
