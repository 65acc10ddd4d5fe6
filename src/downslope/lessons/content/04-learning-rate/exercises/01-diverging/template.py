"""Is this run diverging?

A learning rate that is too high makes the loss grow. It may take hundreds
of epochs until a number overflows to inf or NaN, so whoever waits for NaN
learns it far too late. Look at growth instead:

    a run diverges when its last loss is more than twice the smallest
    loss it has had so far

A loss that is inf or NaN has already overflowed: that counts as diverging,
too. Mind that every comparison with NaN is False.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def diverges(losses):
    """losses: (epochs,) a loss for each epoch so far. True or False."""
    return ...  # your code
