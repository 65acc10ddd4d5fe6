"""Tables of rows in groups, for the tests of a fit for each of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

SHOPS = pd.DataFrame(
    {
        "city": ["Rome", "Oslo", "Rome", "Oslo", "Rome", "Oslo", "Rome", "Oslo", "Bern", "Rome"],
        "size": [1.0, 2, 3, 4, 5, 6, 7, 9, 3, 4],
        "y": [2.1, 1.0, 4.2, 1.9, 5.7, 3.4, 8.1, 4.1, 5.0, 5.2],
    }
)


def table(groups: int, rows: int, *, offset: float = 0.0, seed: int = 0) -> pd.DataFrame:
    """Return rows of groups whose means are far apart."""
    rng = np.random.default_rng(seed)
    g = rng.integers(0, groups, rows)
    base = rng.uniform(-1.0, 1.0, size=(groups, 3))
    X = offset * base[g] + rng.normal(size=(rows, 3))
    y = X @ [1.0, -2.0, 0.5] + rng.normal(size=rows)
    return pd.DataFrame({"g": g, "a": X[:, 0], "b": X[:, 1], "c": X[:, 2], "y": y})
