"""Is this run diverging?"""

import numpy as np


def diverges(losses):
    """Return True if the run diverges; losses has one entry per epoch."""
    last = losses[-1]
    if not np.isfinite(last):
        return True
    return last > 2 * np.nanmin(losses)
