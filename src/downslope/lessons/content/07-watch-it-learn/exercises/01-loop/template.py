"""The whole loop, from memory.

You have written every step of it. Now write all five yourself:

    1  initialize   X_b from x (x first, then ones), w from start
    2  predict      y_hat for every point
    3  loss         the MSE
    4  gradient     of the MSE
    5  update       a step downhill, scaled by lr

Keep the weights and the loss of every epoch. Row 0 holds the starting
weights, row 1 the weights after the first update, and so on: epochs + 1
rows with the one after the last update.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(x, y, start, lr, epochs):
    """Return the weights, shape (epochs + 1, 2), and losses, (epochs + 1,).

    x and y have shape (n,); start has shape (2,): slope, then intercept.
    """
    ...  # your code
