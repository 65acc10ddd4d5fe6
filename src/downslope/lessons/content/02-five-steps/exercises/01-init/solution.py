"""Step 1 of the loop: initialize."""

import numpy as np


def initialize(x, rng):
    """Return X_b, shape (n, 2), and w, shape (2,); x has shape (n,)."""
    X_b = np.column_stack([x, np.ones(len(x))])
    w = rng.standard_normal(2)
    return X_b, w
