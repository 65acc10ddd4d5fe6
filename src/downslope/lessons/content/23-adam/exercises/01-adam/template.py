"""Bonus: Adam, steps of one length.

Keep two running means that begin at zero. In every epoch

    mean    = 0.9 · mean + 0.1 · gradient
    squares = 0.999 · squares + 0.001 · gradient²

Correct both for the start at zero: in epoch t = 1, 2, … divide the mean by
1 - 0.9ᵗ and the squares by 1 - 0.999ᵗ. The step is lr · mean / (√squares +
1e-8), with the corrected ones. history keeps the weights of every epoch.

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(X_b, y, w, lr, epochs):
    """Return the weights of every epoch, shape (epochs + 1, p)."""
    n = len(y)
    mean, squares = np.zeros(len(w)), np.zeros(len(w))
    history = [w]
    for t in range(1, epochs + 1):
        gradient = (2 / n) * X_b.T @ (X_b @ w - y)
        mean = ...  # your code
        squares = ...  # your code
        w = ...  # your code
        history.append(w)
    return np.array(history)
