"""Bonus: one epoch in mini-batches.

With very many rows, a gradient over all of them is expensive, and a few
rows already tell you roughly which way is downhill. So go through the rows
in shuffled order, one batch at a time, and update after each batch:

    rows     = the next batch_size entries of order
    gradient = of the MSE of these rows alone: 2/(rows in the batch) …

The array called order holds every row number once, shuffled. The last batch
may be smaller. It counts as well, with its own size.

Replace the gaps ... and save. This fails on purpose until you do.
"""

import numpy as np


def epoch_in_batches(X_b, y, w, lr, order, batch_size):
    """Return the weights, (p,), after one epoch over the rows in `order`."""
    for first in range(0, len(order), batch_size):
        rows = ...  # your code: the numbers of the rows in this batch
        gradient = ...  # your code: from X_b[rows], y[rows], and w
        w = w - lr * gradient
    return w
