"""How high may the learning rate be?

The loss is a bowl. How steeply it curves is in its Hessian

    H = (2/n) · X_bᵀ · X_b            (p, p), the same everywhere

whose largest eigenvalue λ is the curvature along the steepest direction.
One update multiplies the error in that direction by 1 - lr·λ. As long as
this is between -1 and 1 the error shrinks, so the limit is

    lr_limit = 2 / λ

It depends on X_b alone: another data set has another limit.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def lr_limit(X_b):
    """X_b: (n, p). The learning rate beyond which the MSE grows."""
    n = len(X_b)
    return ...  # your code
