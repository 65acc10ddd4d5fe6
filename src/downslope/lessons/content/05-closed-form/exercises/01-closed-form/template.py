"""The best line without a loop.

At the bottom of the bowl the gradient is zero, which is a set of linear
equations: the normal equations

    X_bᵀ X_b w = X_bᵀ y

NumPy can solve them, or the least-squares problem itself, in one line.

One trap: when one column says the same as another (feet beside metres),
X_bᵀ X_b has no inverse and many weights fit equally well. Choose a
function that copes with that: any weights with the best predictions pass.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def closed_form(X_b, y):
    """X_b: (n, p). y: (n,). The weights with the smallest MSE, shape (p,)."""
    return ...  # your code
