"""Small generated data, one set for each model, that show what the model is for.

    table = model_example("logistic")          60 points of two classes, from seed 0

Every set is small enough to draw. Classes are whole numbers from 0, and counts are whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from downslope.errors import OptionError, unknown
from downslope.numerics.arguments import number_or_nan, whole_number
from downslope.numerics.arrays import Matrix, Vector

if TYPE_CHECKING:
    from downslope.data_table import Table

FEWEST, MOST = 12, 2_000
TRIES = 100  # draws until every class is there
Drawn = tuple[Matrix, Vector]  # (n, d) features and (n,) target


def _line(n: int, rng: np.random.Generator) -> Drawn:
    x = rng.uniform(0, 10, n)
    return x[:, np.newaxis], 3 * x + 2 + rng.normal(0, 1, n)


def _twins(n: int, rng: np.random.Generator) -> Drawn:
    first = rng.normal(0, 1, n)
    second = first + rng.normal(0, 0.1, n)
    return np.column_stack([first, second]), first + second + 1 + rng.normal(0, 0.5, n)


def _few_of_many(n: int, rng: np.random.Generator) -> Drawn:
    X = rng.normal(0, 1, (n, 5))
    return X, 3 * X[:, 0] - 2 * X[:, 2] + 1 + rng.normal(0, 1, n)


def _outliers(n: int, rng: np.random.Generator) -> Drawn:
    X, y = _line(n, rng)
    y[X[:, 0].argsort()[-max(n // 12, 1) :]] -= 30
    return X, y


def _two_classes(n: int, rng: np.random.Generator) -> Drawn:
    x = rng.uniform(0, 10, n)
    return x[:, np.newaxis], (rng.uniform(0, 1, n) < 1 / (1 + np.exp(5 - x))).astype(np.float64)


def _three_classes(n: int, rng: np.random.Generator) -> Drawn:
    x = rng.uniform(0, 10, n)
    return x[:, np.newaxis], np.digitize(x + rng.normal(0, 1, n), [3, 7]).astype(np.float64)


def _counts(n: int, rng: np.random.Generator) -> Drawn:
    x = rng.uniform(0, 10, n)
    return x[:, np.newaxis], rng.poisson(np.exp(0.2 * x + 0.5)).astype(np.float64)


def _bend(n: int, rng: np.random.Generator) -> Drawn:
    x = rng.uniform(-3, 3, n)
    return x[:, np.newaxis], 2 * np.sin(1.5 * x) + rng.normal(0, 0.3, n)


MODEL_EXAMPLES: dict[str, tuple[str, Callable[[int, np.random.Generator], Drawn]]] = {
    "least-squares": ("points about a line", _line),
    "ridge": ("rows whose two columns are nearly the same", _twins),
    "lasso": ("rows of five columns, two of which matter", _few_of_many),
    "elastic-net": ("rows whose two columns are nearly the same", _twins),
    "huber": ("points about a line, with outliers", _outliers),
    "logistic": ("points of two classes", _two_classes),
    "softmax": ("points of three classes", _three_classes),
    "poisson": ("counts, whose mean grows exponentially", _counts),
    "network": ("points about a curve", _bend),
}
CLASSES = {"logistic": 2, "softmax": 3}


def model_example(model: str, n: int = 60, seed: int = 0) -> Table:
    """Generate a small table that shows what a model is for.

    Parameters
    ----------
    model : str
        Name of the model: "ridge", "logistic", …
    n : int
        Number of rows.
    seed : int
        Seed for the random generator.

    Returns
    -------
    Table
        Columns x, or x1, x2, …, and the target y.

    Raises
    ------
    OptionError
        If there is no such model, or the number of rows cannot be used.

    """
    from downslope.data_table import Table

    if model not in MODEL_EXAMPLES:
        raise unknown("model", model, MODEL_EXAMPLES)
    about, draw = MODEL_EXAMPLES[model]
    if not FEWEST <= number_or_nan(n) <= MOST:
        raise OptionError(f"n={n} rows cannot be used: give from {FEWEST} to {MOST:,}.")
    n = whole_number("n", n)
    rng = np.random.default_rng(whole_number("seed", seed))
    for _ in range(TRIES):
        X, y = draw(n, rng)
        if len(np.unique(y)) >= CLASSES.get(model, 1):
            break
    d = X.shape[1]
    names = ("x",) if d == 1 else tuple(f"x{j + 1}" for j in range(d))
    return Table(X, y, names, "y", f"{n:,} {about}, seed {seed}")
