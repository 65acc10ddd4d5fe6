"""Step 1 of the loop: initialise.

Every training run begins with two things:

    X_b   (n, 2)   the x values in the first column, ones in the second,
                   so that the intercept is a weight like the slope
    w     (2,)     a first guess of slope and intercept: two random
                   numbers from rng, which comes with its seed

Replace both gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def initialise(x, rng):
    """x: (n,) the inputs. rng: a NumPy random generator."""
    X_b = ...  # your code: x beside a column of ones, shape (n, 2)
    w = ...  # your code: two standard normal numbers from rng, shape (2,)
    return X_b, w
