"""Bonus: momentum, the heavy ball.

In a long, narrow valley, plain gradient descent is slow along the floor. A
heavy ball gets faster there. Keep a velocity v. In every epoch it keeps the
share beta of its old value and adds the new gradient:

    v = beta · v + gradient          v begins at zero
    w = w - lr · v

As before, history keeps the weights of every epoch: row 0 holds the
starting weights.

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(X_b, y, w, lr, beta, epochs):
    """Return the weights of every epoch, shape (epochs + 1, p)."""
    n = len(y)
    v = np.zeros(len(w))
    history = [w]
    for _ in range(epochs):
        gradient = (2 / n) * X_b.T @ (X_b @ w - y)
        v = ...  # your code
        w = ...  # your code
        history.append(w)
    return np.array(history)
