"""Data that come with the package: the lesson's line, six cases, small real tables.

`lesson_line` makes the data of the lesson, and `case` those of `downslope compare --case`, with
their truth known; `hubble` and the like are real measurements with their source, reachable by
name: `downslope fit hubble`, or in Python `fit("hubble")`, and `summarize("hubble").problem()` to
train on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from downslope.errors import DataError, OptionError, did_you_mean
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import check_finite_number, number_or_nan, whole_number
from downslope.numerics.arrays import Matrix, Vector, default_names

if TYPE_CHECKING:
    from downslope.table import Table


__all__ = [
    "CASES",
    "DATA_SETS",
    "Case",
    "DataSet",
    "LessonLine",
    "badly_scaled",
    "case",
    "collinear",
    "find",
    "ill_conditioned",
    "large_d",
    "large_n",
    "lesson_line",
    "well_posed",
]

MOST_POINTS = 10_000_000
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class LessonLine:
    """A line with noise, its truth, and the random first weights of the lesson."""

    x: Vector  # (n,) uniform on the range
    y: Vector  # (n,) slope · x + intercept + noise
    start: Vector  # (2,) the first guess: slope, intercept
    truth: Vector  # (2,) slope, intercept

    def __repr__(self) -> str:
        slope, intercept = self.truth
        return f"LessonLine({len(self.x)} points about y = {slope:g}·x + {intercept:g})"


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
        OptionError: fewer than two points, negative noise, an empty range, or what is no number.

    """
    if not 2 <= number_or_nan(n) <= MOST_POINTS:
        raise OptionError(f"n={n} points cannot be used: give from 2 to {MOST_POINTS}.")
    n = whole_number("n", n)
    numbers = {"noise": noise, "slope": slope, "intercept": intercept, "low": low, "high": high}
    for name, given in numbers.items():
        check_finite_number(name, given)
    if noise < 0:
        raise OptionError(f"noise={noise:g} cannot be used: give a number of 0 or more.")
    if not low < high:
        raise OptionError(f"The range {low:g} to {high:g} is empty: give low < high.")
    if math.isinf(high - low):
        raise OptionError(
            f"The range {low:g} to {high:g} is wider than float64: give a narrower one."
        )
    rng = np.random.default_rng(whole_number("seed", seed))
    x = rng.uniform(low, high, n)
    y = slope * x + intercept + rng.normal(0, noise, n)
    return LessonLine(x, y, rng.standard_normal(2), np.array([slope, intercept]))


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Data made to show one thing, with their truth."""

    name: str
    about: str  # what it shows: a sentence
    X: Matrix  # (n, d)
    y: Vector  # (n,) X_b @ truth + noise
    truth: Vector  # (d + 1,) slope(s), then the intercept

    def __repr__(self) -> str:
        rows, columns = self.X.shape
        return f"Case({self.name}: {rows:,} rows, {columns} features. {self.about})"

    def problem(self, loss: str = "mse") -> LeastSquares:
        """Its least-squares problem."""
        return LeastSquares(self.X, self.y, loss=loss)

    def table(self, features: Sequence[str] | None = None) -> Table:
        """Its columns by name, x1 … xd and y; some of them, if `features` are named.

        Raises:
            DataError: there is no such feature.

        """
        from downslope.table import Table

        known = default_names(self.X.shape[1])
        chosen = tuple(features or known)
        for name in chosen:
            if name not in known:
                raise DataError(
                    f"The case '{self.name}' has no feature '{name}': {did_you_mean(name, known)}"
                )
        X = self.X[:, [known.index(name) for name in chosen]]
        return Table(X, self.y, chosen, "y", f"the case '{self.name}'")


def well_posed(n: int = 10_000, d: int = 5, seed: int = 0) -> Case:
    """Independent columns of one size: κ is about 1."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d))
    about = "Independent columns of equal size: every solver gets there, at its own price."
    return _case("well-posed", about, X, noise=0.5, rng=rng)


def collinear(n: int = 1_000, seed: int = 0) -> Case:
    """x3 = x1 + x2 to the last bit (all are multiples of 1/64)."""
    rng = np.random.default_rng(seed)
    free = np.round(64 * rng.standard_normal((n, 2))) / 64
    X = np.column_stack([free, free.sum(axis=1)])
    about = (
        "x3 = x1 + x2 exactly: many weights fit equally well, so XᵀX has no inverse, and only the "
        "predictions are determined."
    )
    return _case("collinear", about, X, noise=0.5, rng=rng)


def badly_scaled(n: int = 1_000, seed: int = 0) -> Case:
    """Three independent columns of sizes 1, 100 and 0.01: κ of the Hessian is about 10⁸."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, 3)) * np.array([1.0, 100.0, 0.01])
    about = (
        "Independent columns in units far apart: the largest sets the limit of the learning rate, "
        "and at that rate the others hardly move; standardising mends it, and the closed form "
        "does not mind."
    )
    return _case("badly-scaled", about, X, noise=0.5, rng=rng)


def ill_conditioned(n: int = 1_000, degree: int = 11, seed: int = 0) -> Case:
    """Powers of one x on (0, 1): κ is about 10⁸ at degree 11, and that of XᵀX its square."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.0, 1.0, n)
    X = x[:, np.newaxis] ** np.arange(1, degree + 1)
    about = (
        f"Powers x to x^{degree} on (0, 1), nearly dependent: XᵀX squares the condition number "
        "beyond float64, and gradient descent crawls along the flat directions."
    )
    return _case("ill-conditioned", about, X, noise=1e-3, rng=rng)


def large_n(n: int = 500_000, d: int = 5, seed: int = 0) -> Case:
    """Many rows, few columns: a pass over the data is what costs."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d)) + 0.5
    about = (
        "Many rows, few columns: what counts is how often a solver visits all rows, and the "
        "closed form needs them once."
    )
    return _case("large-n", about, X, noise=1.0, rng=rng)


def large_d(runs: int = 1024, d: int = 700, seed: int = 0) -> Case:
    """A two-level screening experiment with many factors, the settings off by some 5 %.

    `runs` is a power of two: the design is a Hadamard matrix, H_2m = [[H, H], [H, −H]].
    """
    rng = np.random.default_rng(seed)
    design = np.ones((1, 1))
    while len(design) < runs:
        design = np.block([[design, design], [design, -design]])
    X = design[:, 1 : d + 1] + 0.05 * rng.standard_normal((runs, d))
    about = (
        "Many columns, nearly at right angles, as in a designed experiment: forming XᵀX costs "
        "d² per row, while a few passes of products with X are enough."
    )
    return _case("large-d", about, X, noise=1.0, rng=rng)


def _case(name: str, about: str, X: Matrix, noise: float, rng: np.random.Generator) -> Case:
    """Weights of size 1 to 3 with either sign, and y with normal noise."""
    p = X.shape[1] + 1
    truth = rng.uniform(1.0, 3.0, p) * rng.choice([-1.0, 1.0], p)
    y = X @ truth[:-1] + truth[-1] + noise * rng.standard_normal(len(X))
    return Case(name, about, X, y, truth)


CASES: dict[str, Callable[[], Case]] = {
    "well-posed": well_posed,
    "collinear": collinear,
    "badly-scaled": badly_scaled,
    "ill-conditioned": ill_conditioned,
    "large-n": large_n,
    "large-d": large_d,
}


def case(name: str) -> Case:
    """One of the cases, by its name.

    Raises:
        OptionError: there is no such case.

    """
    if name not in CASES:
        raise OptionError(f"There is no case '{name}': {did_you_mean(name, CASES)}")
    return CASES[name]()


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
