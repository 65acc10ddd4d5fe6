"""What is said of many drawn logs and runs, a line each, is what it was.

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
from downslope.loss_log import LossLog, Series
from records import Case, check
from test_recorded_runs import drawn, model_of

EACH = 16  # draws of a kind


def actions(one: Any) -> str:
    """Return the first word of each advice: of far columns, rounding chooses the weight named."""
    return " ".join(each.action.split()[0] for each in one.advice)


# --- Logs -----------------------------------------------------------------------------------------


def wide(source: random.Random, low: float, high: float) -> float:
    """Return a number between two, whose logarithm is uniform."""
    return math.exp(source.uniform(math.log(low), math.log(high)))


def base(source: random.Random, kind: str) -> list[float]:
    n = round(wide(source, 5, 160))
    floor, kept = source.choice([0.0, 0.1, wide(source, 1e-4, 1)]), 1 - wide(source, 1e-4, 0.5)
    falls = [floor + kept**k for k in range(n)]
    match kind:
        case "falls":
            return falls
        case "power":
            power = wide(source, 0.05, 2)
            return [floor + (k + 1.0) ** -power for k in range(n)]
        case "stays":
            level = source.choice([0.693147, 2.302585, wide(source, 0.01, 100), -1.5])
            drift = source.choice([0, 1, -1]) * wide(source, 1e-5, 0.3)
            return [level * (1 + drift * k / n) for k in range(n)]
        case "grows":
            factor = 1 + wide(source, 1e-4, 2)
            return [factor**k for k in range(min(n, 80))]
        case "turns":
            at, rise = source.randrange(n), wide(source, 1e-4, 0.3)
            return [falls[min(k, at)] * (1 + rise * max(0, k - at)) for k in range(n)]
        case "jumps":
            at, up = source.randrange(n), wide(source, 0.05, 50)
            long = source.choice([1, 1, 2, 3, n])
            return [loss + up * (at <= k < at + long) for k, loss in enumerate(falls)]
        case "waves":
            period, size = source.uniform(1.5, 12), wide(source, 0.01, 1)
            last = source.uniform(-1, 1)
            return [
                floor + kept**k + size * (1 + last * k / n) * math.cos(2 * math.pi * k / period)
                for k in range(n)
            ]
        case _:
            up = wide(source, 0.001, 3)
            return [1.0 + up * k / n for k in range(n)]


SHAPES = ("falls", "power", "stays", "grows", "turns", "jumps", "waves", "rises")


def log_of(source: random.Random, shape: str) -> tuple[LossLog, dict[str, Any]]:
    """Draw a log of a shape, some with noise, spikes, a validation loss, rates, or a failure."""
    losses = base(source, shape)
    noise = source.choice([0.0, 0.0, wide(source, 1e-4, 0.4)])
    losses = [loss * (1 + noise * source.gauss(0, 1)) for loss in losses]
    digits = source.choice([17, 17, 4, 2])
    losses = [float(f"{loss:.{digits}g}") for loss in losses]
    if source.random() < 0.15:
        losses[source.randrange(len(losses))] *= wide(source, 1.5, 40)
    if source.random() < 0.12:
        at = source.randrange(1, len(losses) + 1)
        losses = losses[:at] + [math.nan] * source.choice([1, len(losses) - at + 1])
    unit = source.choice(["epoch", "epoch", "step", "entry"])
    places = source.choice([0.0, 1.0, 10.0]) + source.choice([1.0, 5.0]) * np.arange(len(losses))
    rates = norms = None
    if source.random() < 0.25:
        change = source.choice([0.0, wide(source, 1e-3, 0.1)])
        rates = 0.1 * (1 - change) ** np.arange(len(losses))
    if source.random() < 0.15:
        norms = np.array([wide(source, 0.1, 2) * 1.05**k for k in range(len(losses))])
    kind = source.choice(["unknown", "unknown", "cross-entropy", "squared", "root"])
    series = {
        "loss": Series(values=np.array(losses), kind=kind, unit=unit, places=places, lr=rates,
                       gradient_norm=norms)
    }  # fmt: skip
    if source.random() < 0.35:
        beside = base(source, source.choice(["falls", "turns", "stays", "rises"]))
        beside = [loss * (1 + 0.3 * noise * source.gauss(0, 1)) for loss in beside]
        beside = (beside * (1 + len(losses) // len(beside)))[: len(losses)]
        series["val_loss"] = Series(
            values=np.array(beside), kind=kind, role="validation", unit=unit, places=places
        )
    if source.random() < 0.15:
        share = source.choice([0.5, 0.1, source.random()])
        values = np.array([share * (1 + 0.02 * source.gauss(0, 1)) for _ in losses])
        series["accuracy"] = Series(values=values, role="other", unit=unit, places=places)
    name = source.choice(["test", "test", "test", "xgboost"])
    options: dict[str, Any] = {"rule": source.choice([*RULES, "adam"])}
    if source.random() < 0.5:
        options["lr"] = 0.1
    return LossLog(format=name, metric="loss", all_series=series), options


NUMBERS = ("growth_per_epoch", "lr_limit", "min_loss")


def logs(shape: str, seed: int) -> list[Any]:
    source, found = random.Random(f"{shape} {seed}"), []
    for _ in range(EACH):
        log, options = log_of(source, shape)
        try:
            one = ds.diagnose_history(log, **options)
        except ds.DownslopeError as error:
            found.append(f"{type(error).__name__}: {error}")
            continue
        codes = " ".join(each.code for each in one.findings)
        numbers = {name: value for name in NUMBERS if (value := getattr(one, name)) is not None}
        verdict = f"{one.status}, {one.cause} | {codes} | {actions(one)}"
        found.append([verdict, numbers] if numbers else verdict)
    return found


CASES: dict[str, Case] = {
    f"logs: {shape} {seed}": partial(logs, shape, seed) for shape in SHAPES for seed in range(3)
}


# --- Runs of least squares ------------------------------------------------------------------------


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


CASES |= {f"runs {seed}": partial(runs, seed) for seed in range(10)}
CASES |= {
    f"runs of {name}": partial(model_runs, name)
    for name in ("ridge", "lasso", "elastic net", "huber", "logistic", "softmax", "poisson")
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("draws", name, CASES[name])
