"""The soft threshold of the lasso."""

import numpy as np


def threshold(w, t):
    """Return the weights after the soft threshold."""
    shorter = np.sign(w) * np.maximum(np.abs(w) - t, 0)
    shorter[-1] = w[-1]
    return shorter
