"""Golden runs for the page's TypeScript, which must reproduce Python's numbers.

    python web/golden.py        writes src/lib/golden.json and src/lib/golden_adam.json

The runs cover every rule and loss, with and without standardization, one feature and three, columns
that depend on each other, a line without noise, and learning rates below the limit, above it, and
so far above it that the numbers overflow. Runs of Adam have no closed form, so theirs have no
diagnosis.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np

from downslope import LeastSquares, descend, diagnose
from downslope.datasets import case, lesson_line
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.preconditioned import adaptive_limit
from downslope.formatting import plain_dict
from downslope.models.least_squares import LOSS_CONVENTIONS
from downslope.rules import RULES, Adam

LIB = Path(__file__).parent / "src" / "lib"
EPOCHS = 60
EVERY = 10  # epochs from one kept to the next
START = 0.3  # of every weight
STEPS = (0.02, 0.5, 3.0)  # rates of Adam

Data = tuple[np.ndarray, np.ndarray, tuple[float, ...]]  # X (n, d), y (n,), rates for mse


def data_sets() -> dict[str, Data]:
    """Make the data sets, each with the learning rates of its runs."""
    line, dependent = lesson_line(), case("collinear")
    rng = np.random.default_rng(7)
    X = rng.normal(size=(60, 3)) * [1, 5, 0.2] + [0, 3, 1]
    y = X @ [1, -2, 3] + 0.5 + 0.3 * rng.normal(size=60)
    return {
        "lesson": (line.x[:, np.newaxis], line.y, (0.01, 0.1, 0.0005, 0.0225, 0.0247, 10.0)),
        "three": (X, y, (0.005, 0.02)),
        "collinear": (dependent.X, dependent.y, (0.1,)),
        "exact": (line.x[:, np.newaxis], 4 * line.x + 3, (0.02,)),
    }


def runs() -> Iterator[dict[str, Any]]:
    """Make all runs, in a fixed order."""
    for (name, data), loss, rule, standardize in product(
        data_sets().items(), LOSS_CONVENTIONS, RULES, (False, True)
    ):
        for lr in data[2]:
            yield {"data": name, **_run(data, loss, rule, standardize, lr)}


def adam_runs() -> Iterator[dict[str, Any]]:
    """Make all runs of Adam, in a fixed order."""
    data = data_sets()
    for name, loss, standardize, lr in product(
        ("lesson", "three"), ("mse", "half-sse"), (False, True), STEPS
    ):
        yield {"data": name, **_adam_run(data[name], loss, standardize, lr)}


def _adam_run(data: Data, loss: str, standardize: bool, lr: float) -> dict[str, Any]:
    X, y, _ = data
    problem, few, rule = LeastSquares(X, y, loss=loss), LeastSquares(X, y).condensed(), Adam()
    start = [START] * len(problem.weight_names)
    chosen = problem.standardized() if standardize else problem
    steps = list(islice(descend(chosen, lr, start, rule=rule), EPOCHS + 1))
    memory: Any = rule.start(steps[0].gradient)
    for step in steps[:-1]:
        _, memory = rule.direction(step.gradient, memory)
    minimum = Minimum.of(chosen)
    assert minimum is not None
    return plain_dict(
        {
            "loss": loss,
            "standardize": standardize,
            "lr": lr,
            "epochs": EPOCHS,
            "start": start,
            "n": problem.n,
            "equivalent": np.column_stack([few.X_b, few.y]),
            "weights": [step.weights for step in steps[::EVERY]],
            "losses": [step.loss for step in steps[::EVERY]],
            "lr_limit": adaptive_limit(minimum, rule, memory),
        }
    )


def _run(data: Data, loss: str, rule: str, standardize: bool, lr: float) -> dict[str, Any]:
    X, y, _ = data
    problem, few = LeastSquares(X, y, loss=loss), LeastSquares(X, y).condensed()
    rate = lr * few.loss_factor / problem.loss_factor  # the same steps for every convention
    start = [START] * len(problem.weight_names)
    chosen = problem.standardized() if standardize else problem
    steps = list(islice(descend(chosen, rate, start, rule=rule), 0, EPOCHS + 1, EVERY))
    found = diagnose(problem, rate, EPOCHS, start, rule=rule, standardize=standardize)
    return plain_dict(
        {
            "loss": loss,
            "rule": rule,
            "standardize": standardize,
            "lr": rate,
            "epochs": EPOCHS,
            "start": start,
            "n": problem.n,
            "names": problem.weight_names,
            "equivalent": np.column_stack([few.X_b, few.y]),
            "weights": [step.weights for step in steps],
            "losses": [step.loss for step in steps],
            "eigenvalues": [each.eigenvalue for each in found.directions],
            "directions": [each.name for each in found.directions],
            "status": found.status,
            "cause": found.cause,
            "lr_limit": found.lr_limit,
            "lr_best": found.lr_best,
            "lr_advised": found.lr_advised,
            "growth": found.growth_per_epoch,
            "epochs_to_loss": found.epochs_to_loss,
            "epochs_to_weights": found.forecast.weights[0],
            "min_loss": found.min_loss,
            "exact": found.is_exact,
            "closed_form": found.closed_form,
        }
    )


def main() -> None:
    """Write the files, one run on each line."""
    for name, made in (("golden.json", runs()), ("golden_adam.json", adam_runs())):
        lines = [json.dumps(run, allow_nan=False) for run in made]
        (LIB / name).write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
