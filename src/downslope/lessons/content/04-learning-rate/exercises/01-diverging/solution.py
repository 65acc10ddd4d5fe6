"""Is this run diverging?"""

import numpy as np


def diverges(losses):
    """losses: (epochs,) a loss for each epoch so far. True or False."""
    last = losses[-1]
    if not np.isfinite(last):
        return True
    return last > 2 * np.nanmin(losses)
