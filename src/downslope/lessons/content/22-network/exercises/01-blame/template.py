"""Backpropagation: the gradient of the weights into the hidden units.

V has a column for each hidden unit, and w holds their weights in the
prediction, its intercept last. The blame of a unit in a row is the row's
residual, times the weight of the unit, times the derivative of tanh,
which is 1 - hidden². The gradient of V is (2/n) · X_bᵀ blame.

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def gradient_of_units(X_b, y, V, w):
    """Return the gradient of the MSE with respect to V, of its shape."""
    n = len(y)
    hidden = np.tanh(X_b @ V)
    residuals = hidden @ w[:-1] + w[-1] - y
    blame = ...  # your code, shape (n, units)
    return ...  # your code
