"""Poisson regression: the mean of a count.

y holds counts. Predict their mean as exp of the score X_b @ w. The
gradient of the loss is (1/n) · X_bᵀ(y_hat - y). history keeps the weights
of every epoch.

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(X_b, y, w, lr, epochs):
    """Return the weights of every epoch, shape (epochs + 1, p)."""
    n = len(y)
    history = [w]
    for _ in range(epochs):
        y_hat = ...  # your code
        gradient = ...  # your code
        w = w - lr * gradient
        history.append(w)
    return np.array(history)
