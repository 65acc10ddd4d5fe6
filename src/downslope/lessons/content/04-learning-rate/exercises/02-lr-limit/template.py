"""How high may the learning rate be?

The loss is a bowl. Its Hessian says how sharply the bowl curves:

    H = (2/n) · X_bᵀ · X_b            (p, p), the same everywhere

The largest eigenvalue λ of H is the curvature along the steepest
direction. One update multiplies the error along it by 1 - lr·λ. The error
shrinks as long as this is between -1 and 1, so the limit is

    lr_limit = 2 / λ

It depends on X_b alone. Different data have a different limit.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def lr_limit(X_b):
    """Return the learning rate above which the MSE grows; X_b is (n, p)."""
    n = len(X_b)
    return ...  # your code
