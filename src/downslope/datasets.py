"""Data that come with the package: the lesson's line, and small real tables with their source.

`lesson_line` makes the data of the lesson; `load("hubble")` and the like are real measurements,
reachable from the command line by name: `downslope fit hubble`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from downslope.arrays import Vector
from downslope.errors import OptionError

MOST_POINTS = 10_000_000
FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, eq=False)
class LessonLine:
    """A line with noise, its truth, and the random first weights of the lesson."""

    x: Vector  # (n,) uniform on the range
    y: Vector  # (n,) slope · x + intercept + noise
    start: Vector  # (2,) the first guess: slope, intercept
    truth: Vector  # (2,) slope, intercept


def lesson_line(
    n: int = 100,
    noise: float = 1.0,
    seed: int = 0,
    slope: float = 3.0,
    intercept: float = 2.0,
    low: float = 0.0,
    high: float = 10.0,
) -> LessonLine:
    """`n` points of y = slope · x + intercept + N(0, noise²), x uniform from `low` to `high`.

    One generator makes everything in this order: the x, the noise, and the two first weights.

    Raises:
        OptionError: fewer than two points, negative noise or an empty range.

    """
    if not 2 <= n <= MOST_POINTS:
        raise OptionError(f"n={n} points cannot be used: give from 2 to {MOST_POINTS}.")
    if not (np.isfinite(noise) and noise >= 0):
        raise OptionError(f"noise={noise:g} cannot be used: give a number of 0 or more.")
    if not (np.isfinite([low, high]).all() and low < high):
        raise OptionError(f"The range {low:g} to {high:g} is empty: give low < high.")
    if seed < 0:
        raise OptionError(f"seed={seed} cannot be used: give a whole number of 0 or more.")
    rng = np.random.default_rng(seed)
    x = rng.uniform(low, high, n)
    y = slope * x + intercept + rng.normal(0, noise, n)
    return LessonLine(x, y, rng.standard_normal(2), np.array([slope, intercept]))


@dataclass(frozen=True, slots=True)
class DataSet:
    """A table in the package: what it is, what to predict, where it was published."""

    name: str
    about: str
    target: str
    features: tuple[str, ...]
    source: str

    @property
    def path(self) -> Path:
        """Where its CSV lies."""
        return FOLDER / f"{self.name}.csv"


_ANSCOMBE = "F. J. Anscombe (1973), Graphs in statistical analysis, The American Statistician 27"

DATA_SETS = {
    each.name: each
    for each in (
        DataSet(
            "hubble",
            "24 nebulae: distance (megaparsec) and radial velocity (km/s)",
            "velocity_km_s",
            ("distance_mpc",),
            "E. Hubble (1929), A relation between distance and radial velocity among "
            "extra-galactic nebulae, PNAS 15, table 1",
        ),
        *(
            DataSet(f"anscombe{k}", what, "y", ("x",), _ANSCOMBE)
            for k, what in enumerate(
                (
                    "11 points scattered about a line",
                    "11 points on a curve: the same line as anscombe1",
                    "11 points, one outlier: the same line again",
                    "11 points, one of which makes the line: the same line again",
                ),
                start=1,
            )
        ),
        DataSet(
            "forbes",
            "17 Alpine stations: boiling point of water (°F), air pressure (inches of mercury)",
            "pressure_in_hg",
            ("boiling_point_f",),
            "J. D. Forbes (1857), Trans. Royal Society of Edinburgh 21; S. Weisberg, "
            "Applied Linear Regression",
        ),
        DataSet(
            "longley",
            "16 years of the US economy: six nearly collinear columns, total employment",
            "employed",
            ("gnp_deflator", "gnp", "unemployed", "armed_forces", "population", "year"),
            "J. W. Longley (1967), JASA 62; NIST Statistical Reference Datasets",
        ),
    )
}


def find(name: str) -> DataSet | None:
    """The data set of that name, unless a file or folder of that name lies here."""
    known = DATA_SETS.get(name)
    return None if known is None or Path(name).exists() else known
