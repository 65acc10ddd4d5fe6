"""Bonus: momentum, the heavy ball.

In a long narrow valley plain descent crawls along the floor. A ball with
mass gathers speed there. Keep a velocity, which remembers a share beta of
itself and adds the new gradient:

    v = beta · v + gradient          v begins at zero
    w = w - lr · v

Keep the weights of every epoch as before: row 0 is the start.

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(X_b, y, w, lr, beta, epochs):
    """The weights before each update and after the last: (epochs + 1, p)."""
    n = len(y)
    v = np.zeros(len(w))
    history = [w]
    for _ in range(epochs):
        gradient = (2 / n) * X_b.T @ (X_b @ w - y)
        v = ...  # your code
        w = ...  # your code
        history.append(w)
    return np.array(history)
