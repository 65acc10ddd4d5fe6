"""Step 2 of the loop: predict."""

import numpy as np


def predict(X_b, w):
    """Return the predictions, shape (n,)."""
    return X_b @ w
