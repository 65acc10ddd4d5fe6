"""Ridge: the gradient with a penalty.

The loss is the MSE plus alpha · (sum of the squared slopes). The last
weight is the intercept, and it has no penalty. Return the gradient, shape
(p,), for any number of slopes.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def gradient(X_b, y, w, alpha):
    """Return the gradient of the MSE with the ridge penalty."""
    n = len(y)
    residuals = X_b @ w - y
    return ...  # your code
