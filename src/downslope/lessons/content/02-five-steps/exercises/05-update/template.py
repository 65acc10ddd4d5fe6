"""Step 5 of the loop: the update. With it, the loop is complete.

The gradient points uphill, to where the loss rises fastest. Take a small
step the other way. lr, the learning rate, says how small:

    w_new = w - lr · gradient

The other four steps are the ones you wrote. The list called history keeps
the weights of every epoch, so make a new array each time. If you change the
old one in place, it changes in the list as well.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(X_b, y, w, lr, epochs):
    """Return the weights of every epoch, shape (epochs + 1, p)."""
    n = len(y)
    history = [w]
    for epoch in range(epochs):
        y_hat = X_b @ w
        residuals = y_hat - y
        loss = (residuals**2).mean()
        gradient = (2 / n) * X_b.T @ residuals
        w = ...  # your code: a small step downhill
        history.append(w)
        if epoch % 40 == 0:
            print(f"epoch {epoch:3d} MSE={loss:.4f} w={w.round(3)}")
    return np.array(history)
