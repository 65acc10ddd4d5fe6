"""Random regression problems for the tests of the estimators."""

import numpy as np


def table(n=60, d=4, k=None, seed=0):
    """Columns near orthogonal, so that both libraries have nearly all digits."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) + 1.0
    shape = (n,) if k is None else (n, k)
    return X, (X @ rng.normal(size=(d, *shape[1:]))) + rng.normal(size=shape) + 3.0
