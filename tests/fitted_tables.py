"""Two small tables and their fits, of which many tests ask."""

from __future__ import annotations

import numpy as np
import pandas as pd

import downslope as ds

# Henderson and Velleman (1981): miles per gallon, weight in 1,000 lb, horsepower, cylinders
MTCARS = pd.DataFrame(
    {
        "mpg": [21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2,
                10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4,
                15.8, 19.7, 15, 21.4],
        "wt": [2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73,
               3.78, 5.25, 5.424, 5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935,
               2.14, 1.513, 3.17, 2.77, 3.57, 2.78],
        "hp": [110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230,
               66, 52, 65, 97, 150, 150, 245, 175, 66, 91, 113, 264, 175, 335, 109],
        "cyl": [6, 6, 4, 6, 8, 6, 8, 4, 4, 6, 6, 8, 8, 8, 8, 8, 8, 4, 4, 4, 4, 8, 8, 8, 8, 4, 4,
                4, 8, 6, 8, 4],
    }
)  # fmt: skip
FIT = ds.fit(MTCARS, "mpg", ["wt", "hp"])
SMALL = ds.fit(MTCARS, "mpg", ["wt"])
LARGE = ds.fit(MTCARS, "mpg", ["wt", "hp", "cyl"], categorical=["cyl"])

CITIES = pd.DataFrame(
    {"city": ["Oslo", "Paris", "Rome"] * 8, "a-b": np.arange(24.0), "2": np.arange(24.0) ** 2 % 7}
)
CITIES["y"] = np.sin(np.arange(24.0)) + CITIES["a-b"]
NAMED = ds.fit(CITIES, "y", categorical=["city"])
