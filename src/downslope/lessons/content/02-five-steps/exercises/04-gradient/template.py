"""Step 4 of the loop: the gradient.

How much is each weight to blame for the loss, and in which direction?
For the MSE the answer is

    gradient = (2/n) · X_bᵀ · residuals    (p,)   one entry for each weight

Read it like this: take a weight's column of X_b, multiply it by the
residuals row by row, add up, and multiply by 2/n. The transpose X_bᵀ
does this for all columns at once. The section on the gradient shows why.

    X_b (n, p)      y_hat, y (n,)      n: the number of rows

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def gradient(X_b, y_hat, y):
    """Return the gradient of the MSE, shape (p,)."""
    n = len(y)
    residuals = y_hat - y
    return ...  # your code
