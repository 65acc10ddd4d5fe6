"""The best line without a loop.

At the bottom of the bowl the gradient is zero. That gives a set of linear
equations, the normal equations:

    X_bᵀ X_b w = X_bᵀ y            X_b (n, p)      y (n,)

NumPy can solve them, or find the best weights directly, in one line.

One trap: if two columns say the same thing (a length in feet and again in
meters), no matrix undoes X_bᵀ X_b (it has no inverse), and many weights
fit equally well. Choose a function that can handle this. Any weights with
the best predictions pass.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def closed_form(X_b, y):
    """Return the weights with the smallest MSE, shape (p,)."""
    return ...  # your code
