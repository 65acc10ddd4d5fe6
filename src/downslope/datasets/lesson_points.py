"""Points of part two of the lesson: for each model, data of the kind that it is for.

    X, y = lesson_points("lesson-yes-no", seed=0)

They are those of `examples/variations`, drawn in the same order. The package holds the first seed
of each as a CSV file, so `downslope train lesson-yes-no --model logistic` reaches it by name.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from downslope.errors import OptionError, unknown
from downslope.numerics.arguments import number_or_nan, whole_number
from downslope.numerics.arrays import Matrix, Vector

Draw = Callable[[np.random.Generator, int], tuple[Matrix, Vector]]
MOST_POINTS = 1_000_000
COLUMNS = 8  # of lesson-useless-columns, of which two count


def _on_line(noise: Callable[[np.random.Generator, int], Vector]) -> Draw:
    def draw(rng: np.random.Generator, n: int) -> tuple[Matrix, Vector]:
        x = rng.uniform(0, 10, n)
        return x[:, np.newaxis], 3 * x + 2 + noise(rng, n)

    return draw


def _of_x(target: Callable[[np.random.Generator, Vector], np.ndarray]) -> Draw:
    def draw(rng: np.random.Generator, n: int) -> tuple[Matrix, Vector]:
        x = rng.uniform(0, 10, n)
        return x[:, np.newaxis], target(rng, x).astype(np.float64)

    return draw


def _bend(rng: np.random.Generator, n: int) -> tuple[Matrix, Vector]:
    x = rng.uniform(-5, 5, n)
    return x[:, np.newaxis], np.abs(x) + rng.normal(0, 0.3, n)


def _useless_columns(rng: np.random.Generator, n: int) -> tuple[Matrix, Vector]:
    X = rng.normal(size=(n, COLUMNS))
    return X, 3 * X[:, 0] - 2 * X[:, 1] + 2 + rng.normal(0, 1, n)


POINTS: dict[str, tuple[str, Draw]] = {
    "lesson-line": (
        "100 noisy points of y = 3x + 2", _on_line(lambda rng, n: rng.normal(0, 1, n)),
    ),
    "lesson-outliers": (
        "100 points of y = 3x + 2, a few of them far off",
        _on_line(lambda rng, n: rng.standard_t(1.5, n)),
    ),
    "lesson-useless-columns": (
        "100 rows of eight columns, of which only x1 and x2 count", _useless_columns,
    ),
    "lesson-yes-no": (
        "100 rows with y = 0 or 1, which x tells only in part",
        _of_x(lambda rng, x: rng.uniform(0, 1, len(x)) < 1 / (1 + np.exp(5 - x))),
    ),
    "lesson-separated": (
        "100 rows with y = 0 or 1, which x tells without an error", _of_x(lambda _, x: x > 5),
    ),
    "lesson-three-classes": (
        "100 rows of the classes 0, 1, and 2, in the order of x",
        _of_x(lambda rng, x: np.digitize(x + rng.normal(0, 1, len(x)), [3, 7])),
    ),
    "lesson-counts": (
        "100 counts, whose mean grows with x",
        _of_x(lambda rng, x: rng.poisson(np.exp(0.2 * x + 0.5))),
    ),
    "lesson-bend": ("100 points about y = |x|, which no line follows", _bend),
}  # fmt: skip

POINTS_OF = {
    "least-squares": "lesson-line",
    "ridge": "lesson-line",
    "lasso": "lesson-useless-columns",
    "elastic-net": "lesson-useless-columns",
    "huber": "lesson-outliers",
    "logistic": "lesson-yes-no",
    "softmax": "lesson-three-classes",
    "poisson": "lesson-counts",
    "network": "lesson-bend",
}


def lesson_points(name: str, n: int = 100, seed: int = 0) -> tuple[Matrix, Vector]:
    """Generate the points of this name: features (n, d) and target (n,).

    Raises
    ------
    OptionError
        There are no points of that name, or n or the seed cannot be used.

    """
    if name not in POINTS:
        raise unknown("points", name, POINTS)
    if not 2 <= number_or_nan(n) <= MOST_POINTS:
        raise OptionError(f"n={n} points cannot be used: give from 2 to {MOST_POINTS}.")
    rng = np.random.default_rng(whole_number("seed", seed))
    return POINTS[name][1](rng, whole_number("n", n))
