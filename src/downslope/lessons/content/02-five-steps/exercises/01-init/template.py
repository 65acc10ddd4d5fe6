"""Step 1 of the loop: initialize.

Every training run begins with two things:

    X_b   (n, 2)   the x values in the first column, ones in the second,
                   so that the intercept is a weight like the slope
    w     (2,)     a first guess of slope and intercept: two random
                   numbers from rng, a NumPy random number generator

"Standard normal" numbers have mean 0 and standard deviation 1.

Replace both gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def initialize(x, rng):
    """Return X_b, shape (n, 2), and w, shape (2,); x has shape (n,)."""
    X_b = ...  # your code: x beside a column of ones, shape (n, 2)
    w = ...  # your code: two standard normal numbers from rng, shape (2,)
    return X_b, w
