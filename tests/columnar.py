"""A frame, its rows as a source reads them, and the message of data that are refused."""

import numpy as np
import pandas as pd
import pytest

from downslope.data.open import open_source
from downslope.errors import DataError

RNG = np.random.default_rng(11)
N = 400
X = RNG.normal(size=N)
FRAME = pd.DataFrame({"x": X, "y": 2 * X + RNG.normal(size=N)})


def rows(source):
    return np.vstack([block.copy() for task in source.tasks() for block in task.blocks()])


def refusal(data, target="y", **options):
    with pytest.raises(DataError) as caught:
        rows(open_source(data, target, **options))
    told = str(caught.value)
    assert "\n" not in told
    return told
