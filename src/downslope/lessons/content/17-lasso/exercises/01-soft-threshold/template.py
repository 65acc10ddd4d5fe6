"""The soft threshold of the lasso.

Shorten every slope by t and keep its sign. A slope that is shorter than t
becomes exactly 0. The last weight is the intercept: it stays as it is.
Return a new array, shape (p,).

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def threshold(w, t):
    """Return the weights after the soft threshold."""
    shorter = ...  # your code, for all weights
    shorter[-1] = w[-1]
    return shorter
