"""Step 1 of the loop: initialise."""

import numpy as np


def initialise(x, rng):
    """x: (n,) the inputs. rng: a NumPy random generator."""
    X_b = np.column_stack([x, np.ones(len(x))])
    w = rng.standard_normal(2)
    return X_b, w
