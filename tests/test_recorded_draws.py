"""What is said of drawn runs of each model, a line each, is what it was.

The draws come near every rule by their number. A line names the verdict, its cause and what is
found beside it, with the numbers that decide most.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

import pytest

import downslope as ds
from conftest import RULES
from records import Case, check
from tallies import wide
from test_recorded_runs import model_of


def actions(one: Any) -> str:
    """Return the first word of each advice: of far columns, rounding chooses the weight named."""
    return " ".join(each.action.split()[0] for each in one.advice)


def model_runs(name: str) -> list[Any]:
    source, problem, found = random.Random(name), model_of(name), []
    for _ in range(3):
        rule = source.choice([*RULES, "gd"])
        one = ds.diagnose(problem, wide(source, 0.005, 2), source.choice([3, 20, 60]), rule=rule)
        found.append([f"{one.status}, {one.cause} | {actions(one)}", one.lr_limit])
    return found


CASES: dict[str, Case] = {
    f"runs of {name}": partial(model_runs, name)
    for name in ("ridge", "lasso", "elastic net", "huber", "logistic", "softmax", "poisson")
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("draws", name, CASES[name])
