"""What is said of many drawn runs, a line each, is what it was.

The draws come near every rule by their number. A line names the verdict, its cause and what is
found beside it, with the numbers that decide most.
"""

from __future__ import annotations

import math
import random
from functools import partial
from typing import Any

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, RULES
from records import Case, check
from tallies import wide
from test_recorded_runs import drawn, model_of

EACH = 16  # draws of a kind


def actions(one: Any) -> str:
    """Return the first word of each advice: of far columns, rounding chooses the weight named."""
    return " ".join(each.action.split()[0] for each in one.advice)


def problem_of(source: random.Random) -> ds.LeastSquares:
    """Draw a problem: sizes, means, noise, dependence, an outlier, codes of missing values."""
    n, d = source.choice([3, 12, 30, 60]), source.choice([1, 2, 2, 3])
    X, y = drawn(source.randrange(10**6), n, d, source.choice([0.0, 1.0, wide(source, 0.01, 50)]))
    for column in range(d):
        X[:, column] *= source.choice([1.0, 1.0, wide(source, 1e-3, 1e3)])
        X[:, column] += source.choice([0.0, 0.0, wide(source, 0.1, 1e4)])
    match source.randrange(8):
        case 0:
            X = np.column_stack([X, X[:, 0] * 2 + wide(source, 1e-9, 1) * X[::-1, 0]])
        case 1:
            y[source.randrange(n)] += wide(source, 1, 1e3)
        case 2:
            X[:: source.choice([4, 9]), 0] = source.choice([-999.0, 9999.0, 0.0])
        case 3:
            y = y + wide(source, 0.01, 10) * X[:, 0] ** 2
        case 4:
            y = y + source.choice([1e3, 1e6])
    return ds.LeastSquares(
        X, y, intercept=source.random() < 0.85, loss=source.choice([*LOSSES, "mse"])
    )


def runs(seed: int) -> list[Any]:
    source, found = random.Random(f"runs {seed}"), []
    for _ in range(EACH):
        problem = problem_of(source)
        rule, epochs = source.choice(RULES), round(wide(source, 3, 3000))
        limit = ds.diagnose(problem, rule=rule).lr_limit
        share = source.choice([None, wide(source, 1e-4, 3.0), source.uniform(0.8, 1.05)])
        options: dict[str, Any] = {"standardize": source.random() < 0.2}
        if source.random() < 0.3:
            options["start"] = [source.uniform(-5, 5) for _ in problem.weight_names]
        lr = None if share is None or not math.isfinite(limit) else share * limit
        one = ds.diagnose(problem, lr, epochs, rule=rule, **options)
        codes = " ".join(each.code for each in one.obstacles)
        found.append([f"{one.status}, {one.cause} | {codes} | {actions(one)}", one.lr_limit])
    return found


def model_runs(name: str) -> list[Any]:
    source, problem, found = random.Random(name), model_of(name), []
    for _ in range(3):
        rule = source.choice([*RULES, "gd"])
        one = ds.diagnose(problem, wide(source, 0.005, 2), source.choice([3, 20, 60]), rule=rule)
        found.append([f"{one.status}, {one.cause} | {actions(one)}", one.lr_limit])
    return found


CASES: dict[str, Case] = {f"runs {seed}": partial(runs, seed) for seed in range(10)}
CASES |= {
    f"runs of {name}": partial(model_runs, name)
    for name in ("ridge", "lasso", "elastic net", "huber", "logistic", "softmax", "poisson")
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("draws", name, CASES[name])
