"""The whole loop, from memory.

You have written every step of it. Now write all five yourself:

    1  initialise   X_b from x (x first, then ones), w from start
    2  predict      y_hat for every point
    3  loss         the MSE
    4  gradient     of the MSE
    5  update       a step of size lr downhill

and keep the weights and the loss of every epoch. Row t belongs to the
weights before update t, so row 0 is the start, and there are epochs + 1
rows: after the last update, note where you arrived and its loss.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def train(x, y, start, lr, epochs):
    """x, y: (n,). start: (2,) slope, then intercept.

    Returns the weights, shape (epochs + 1, 2), and losses, (epochs + 1,).
    """
    ...  # your code
