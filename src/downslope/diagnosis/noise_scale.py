"""Gradient noise scale: the size of batches at which noise and gradient are of the same size.

With k gradients g_i of batches of B rows, drawn independently at the same weights,

    S = Σ ‖g_i − ḡ‖² / (k − 1)         estimates tr(Σ)/B, the variance of the gradient of a batch
    ‖ḡ‖² − S/k                         estimates ‖G‖², the square of the gradient of all rows

and the noise scale is tr(Σ)/‖G‖² = B·S / (‖ḡ‖² − S/k). (McCandlish and others, 2018.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from downslope.errors import DataError
from downslope.numerics.arrays import Vector

FEWEST_BATCHES = 2


def noise_scale(gradients: Sequence[Vector], batch_size: int) -> float:
    """Return the noise scale from gradients (p,) of batches; inf if noise hides the gradient.

    Raises
    ------
    DataError
        If there are fewer than two gradients.

    """
    if len(gradients) < FEWEST_BATCHES:
        raise DataError(
            f"{len(gradients)} batch{'es' * (len(gradients) != 1)} cannot show how much batches "
            f"differ: give at least {FEWEST_BATCHES}."
        )
    table = np.array(gradients)
    mean = table.mean(axis=0)
    variance = float(np.square(table - mean).sum()) / (len(table) - 1)
    signal = float(mean @ mean) - variance / len(table)
    return batch_size * variance / signal if signal > 0 else math.inf
