"""Data sets of the package: the lesson's line, six generated cases, small tables.

`lesson_line` generates the data of the lesson, `lesson_points` those of its part two, and `case`
those of `downslope compare --case`. `DATA_SETS` holds tables that are reachable by name: `downslope
fit hubble`, or in Python `fit("hubble")`, and `summarize("hubble").problem()` to train on. They are
real measurements with their source, and the points of part two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from downslope.datasets.lesson_points import COLUMNS, POINTS, lesson_points
from downslope.errors import DataError, OptionError, did_you_mean
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arguments import check_finite_number, number_or_nan, whole_number
from downslope.numerics.arrays import Matrix, Vector, default_names

if TYPE_CHECKING:
    from downslope.data_table import Table


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
    "lesson_points",
    "well_posed",
]

MOST_POINTS = 10_000_000
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class LessonLine:
    """Points about a line, the line's true weights, and the random first weights of the lesson."""

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
    """Generate points of y = slope · x + intercept + N(0, noise²).

    One random generator makes the x, then the noise, then the two first weights.

    Parameters
    ----------
    n : int
        Number of points.
    noise : float
        Standard deviation of the noise, in units of y.
    seed : int
        Seed for the random generator.
    slope, intercept : float
        The true weights.
    low, high : float
        The range of x, on which it is uniform.

    Returns
    -------
    LessonLine
        The points, the true weights, and the first weights.

    Raises
    ------
    OptionError
        There are fewer than two points, the noise is negative, the range is empty, or an argument
        is not a number.

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
        raise OptionError(f"The range {low:g} to {high:g} overflows float64: give a narrower one.")
    rng = np.random.default_rng(whole_number("seed", seed))
    x = rng.uniform(low, high, n)
    y = slope * x + intercept + rng.normal(0, noise, n)
    return LessonLine(x, y, rng.standard_normal(2), np.array([slope, intercept]))


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Generated data that show one effect, with their true weights."""

    name: str
    about: str  # a sentence: the effect
    X: Matrix  # (n, d)
    y: Vector  # (n,) X_b @ truth + noise
    truth: Vector  # (d + 1,) slope(s), then the intercept

    def __repr__(self) -> str:
        rows, columns = self.X.shape
        return f"Case({self.name}: {rows:,} rows, {columns} features. {self.about})"

    def problem(self, loss: str = "mse") -> LeastSquares:
        """Return the least-squares problem of these rows."""
        return LeastSquares(self.X, self.y, loss=loss)

    def table(self, features: Sequence[str] | None = None) -> Table:
        """Return the columns by name, x1 … xd and y; of the features only those named, if any are.

        Raises
        ------
        DataError
            There is no such feature.

        """
        from downslope.data_table import Table

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
    """Generate independent columns of equal size: κ is about 1."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d))
    about = "Independent columns of equal size: every solver succeeds; only the costs differ."
    return _case("well-posed", about, X, noise=0.5, rng=rng)


def collinear(n: int = 1_000, seed: int = 0) -> Case:
    """Generate columns with x3 = x1 + x2 to the last bit (all are multiples of 1/64)."""
    rng = np.random.default_rng(seed)
    free = np.round(64 * rng.standard_normal((n, 2))) / 64
    X = np.column_stack([free, free.sum(axis=1)])
    about = (
        "x3 = x1 + x2 exactly: many weights fit equally well, so XᵀX has no inverse, and only the "
        "predictions are determined."
    )
    return _case("collinear", about, X, noise=0.5, rng=rng)


def badly_scaled(n: int = 1_000, seed: int = 0) -> Case:
    """Generate independent columns of sizes 1, 100, and 0.01: κ of the Hessian is about 10⁸."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, 3)) * np.array([1.0, 100.0, 0.01])
    about = (
        "Independent columns of very different sizes: the largest sets the limit on the learning "
        "rate, and at that rate the weights of the others hardly move; standardizing fixes this, "
        "and the closed form is not affected."
    )
    return _case("badly-scaled", about, X, noise=0.5, rng=rng)


def ill_conditioned(n: int = 1_000, degree: int = 11, seed: int = 0) -> Case:
    """Generate powers of x on (0, 1): κ is about 10⁸ at degree 11, and that of XᵀX its square."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.0, 1.0, n)
    X = x[:, np.newaxis] ** np.arange(1, degree + 1)
    about = (
        f"Powers x to x^{degree} on (0, 1), nearly dependent: XᵀX squares the condition number, "
        "to more than float64 can resolve, and gradient descent is slow along the flat directions."
    )
    return _case("ill-conditioned", about, X, noise=1e-3, rng=rng)


def large_n(n: int = 500_000, d: int = 5, seed: int = 0) -> Case:
    """Generate many rows and few columns: the cost is that of passes over the rows."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n, d)) + 0.5
    about = (
        "Many rows, few columns: the cost depends on how often a solver reads all rows, and the "
        "closed form reads them once."
    )
    return _case("large-n", about, X, noise=1.0, rng=rng)


def large_d(runs: int = 1024, d: int = 700, seed: int = 0) -> Case:
    """Generate a two-level screening experiment of many factors, whose settings vary by 5%.

    The design is a Hadamard matrix, H_2m = [[H, H], [H, −H]], so `runs` must be a power of two.
    """
    rng = np.random.default_rng(seed)
    design = np.ones((1, 1))
    while len(design) < runs:
        design = np.block([[design, design], [design, -design]])
    X = design[:, 1 : d + 1] + 0.05 * rng.standard_normal((runs, d))
    about = (
        "Many columns, nearly orthogonal, as in a designed experiment: forming XᵀX costs "
        "d² per row, while a few passes of products with X are enough."
    )
    return _case("large-d", about, X, noise=1.0, rng=rng)


def _case(name: str, about: str, X: Matrix, noise: float, rng: np.random.Generator) -> Case:
    """Draw true weights of size 1 to 3 with either sign, and y with normal noise."""
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
    """Return a case by its name.

    Raises
    ------
    OptionError
        There is no such case.

    """
    if name not in CASES:
        raise OptionError(f"There is no case '{name}': {did_you_mean(name, CASES)}")
    return CASES[name]()


@dataclass(frozen=True, slots=True)
class DataSet:
    """Data set of the package: its description, target, features, and where it is from."""

    name: str
    about: str
    target: str
    features: tuple[str, ...]
    source: str

    @property
    def path(self) -> Path:
        """Path of the CSV file."""
        return FOLDER / f"{self.name}.csv"


_ANSCOMBE = "F. J. Anscombe (1973), Graphs in statistical analysis, The American Statistician 27"


def _columns_of(points: str) -> tuple[str, ...]:
    return default_names(COLUMNS) if points == "lesson-useless-columns" else ("x",)


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
                    "11 points, one of which determines the line: the same line again",
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
        *(
            DataSet(name, about, "y", _columns_of(name), "generated: lesson_points, seed 0")
            for name, (about, _) in POINTS.items()
        ),
    )
}


def find(name: str) -> DataSet | None:
    """Return the data set of that name, or None if there is none or a path of that name exists."""
    known = DATA_SETS.get(name)
    return None if known is None or Path(name).exists() else known
