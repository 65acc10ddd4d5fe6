"""Is this run diverging?

A learning rate that is too high makes the loss grow. It can take hundreds
of epochs until a number overflows to inf or NaN, so if you wait for NaN,
you find out far too late. Look at growth instead. One simple rule:

    a run diverges if its last loss is more than twice the smallest
    loss so far

A loss that is inf or NaN has already overflowed, so that counts as
diverging, too. Remember that every comparison with NaN is False.

Replace the gap ... and save. This fails on purpose until you do.
"""

import numpy as np


def diverges(losses):
    """Return True if the run diverges; losses has one entry per epoch."""
    return ...  # your code
