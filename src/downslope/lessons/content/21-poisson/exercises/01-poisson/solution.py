"""Poisson regression: the mean of a count."""

import numpy as np


def train(X_b, y, w, lr, epochs):
    """Return the weights of every epoch, shape (epochs + 1, p)."""
    n = len(y)
    history = [w]
    for _ in range(epochs):
        y_hat = np.exp(X_b @ w)
        gradient = (1 / n) * X_b.T @ (y_hat - y)
        w = w - lr * gradient
        history.append(w)
    return np.array(history)
