"""Logistic regression: the probability of a yes.

y holds a 0 or a 1 for each row. Predict the probability of a 1 from the
score X_b @ w:

    p = 1 / (1 + exp(-score))

The gradient of the log loss is (1/n) · X_bᵀ(p - y). The rest of the loop
is the one that you know; history keeps the weights of every epoch.

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(X_b, y, w, lr, epochs):
    """Return the weights of every epoch, shape (epochs + 1, p)."""
    n = len(y)
    history = [w]
    for _ in range(epochs):
        p = ...  # your code
        gradient = ...  # your code
        w = w - lr * gradient
        history.append(w)
    return np.array(history)
