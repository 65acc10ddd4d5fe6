"""Step 5 of the loop: the update. With it, the loop is complete."""

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
        w = w - lr * gradient
        history.append(w)
        if epoch % 40 == 0:
            print(f"epoch {epoch:3d} MSE={loss:.4f} w={w.round(3)}")
    return np.array(history)
