"""What is found of thousands of drawn paths, models, and choices of a solver is what it was."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.fitting import compare as comparing
from downslope.fitting.ladder import choose
from downslope.formatting import seconds
from records import Case, check
from tallies import wide
from test_recorded_many_fits import cases, rows_of, weights_of

# --- Paths ----------------------------------------------------------------------------------------


def of_path(source: random.Random) -> dict[str, Any]:
    """Fit a path of penalties, most with folds, to arrays or to their sums."""
    X, y = rows_of(source, source.choice(["plain", "plain", "plain", "integers", "copied", ""]))
    n, d = X.shape
    penalty = source.choice(["lasso", "ridge", "elastic-net"])
    options: dict[str, Any] = {
        "penalty": penalty, "standardize": source.random() < 0.7,
        "intercept": source.random() < 0.8,
        "alphas": source.choice([2, 3, 5, [2.0, 0.5, 0.1], [0.3], [1.0, 0.0]]),
    }  # fmt: skip
    if penalty == "elastic-net" and source.random() < 0.7:
        options["l1_ratio"] = source.choice([0.1, 0.5, 0.9, 1.0])
    if source.random() < 0.25:
        names = [f"x{j + 1}" for j in range(d)]
        accuracy = source.choice(["standard", "full"])
        return path_told(
            ds.path(ds.summarize(X, y, names, accuracy=accuracy), folds=None, **options)
        )
    options["folds"] = source.choice([2, 3, 4, None])
    if options["folds"] is not None:
        options["nested"] = options["folds"] > 2 and source.random() < 0.4
        if source.random() < 0.4:
            options["fold_by"] = np.array([source.randrange(5) for _ in range(n)])
    if source.random() < 0.3:
        options["weights"] = weights_of(source, n, "")
    if source.random() < 0.1:
        options["accuracy"] = "full"
    found = ds.path(X, y, **options)
    return path_told(found) | {"prediction": found.predict(X[:2], at=source.choice([0, -1]))}


def path_told(path: ds.PenaltyPath) -> dict[str, Any]:
    told = path.to_dict()
    codes = [finding.code for finding in path.findings]
    return {
        "outcome": f"{path.penalty} {len(codes)}",
        "said": [repr(path), path.to_csv()], "alphas": path.alphas, "weights": path.coef,
        "intercepts": path.intercepts, "r2": path.r2, "errors": path.cv_error,
        "mean": told["cv_mean"], "std": told["cv_std_error"], "nested": path.nested_error,
        "places": [path.best or 0, path.one_standard_error or 0],
        "counts": [path.n, path.passes, *path.fold_rows, *path.proven, *path.zero.ravel()],
        "spreads": [*path.spreads, path.variance], "bounds": path.bound,
    }  # fmt: skip


# --- Models ---------------------------------------------------------------------------------------


def of_model(models: tuple[str, ...], source: random.Random) -> dict[str, Any]:
    """Fit one of these models to arrays, to a table in passes, or to sums."""
    model = source.choice(models)
    X, y = rows_of(source, source.choice(["plain", "plain", "integers", "constant", "copied"]))
    n, d = X.shape
    names = [f"x{j + 1}" for j in range(d)]
    options: dict[str, Any] = {"intercept": source.random() < 0.8}
    target: Any = y
    if model == "logistic":
        target = (y + np.array([source.gauss(0, 3) for _ in range(n)]) > np.median(y)).astype(int)
    elif model == "poisson":
        target = np.floor(np.exp(np.clip(y / 4, -1, 3)) + np.array([source.random() for _ in y]))
    elif model == "softmax":
        target = np.array([source.choice(["a", "b", "c"]) for _ in range(n)])
    strength = source.choice([None, 0.0, 0.1, 1.0, 20.0])
    if model in ("ridge", "lasso", "elastic-net"):
        strength = strength or source.choice([0.01, 0.3, 2.0])
    options["alpha"] = strength if model != "huber" else source.choice([None, None, 0.1])
    if model == "elastic-net":
        options["l1_ratio"] = source.choice([None, 0.0, 0.2, 1.0])
    if model == "huber":
        options["delta"] = source.choice([0.2, 1.0, 5.0])
    weighted = source.random() < 0.3
    how = source.choice(["rows", "rows", "passes", "sums"])
    if how == "sums" and model in ("ridge", "lasso", "elastic-net"):
        accuracy = source.choice(["standard", "full"])
        fit = ds.fit(ds.summarize(X, y, names, accuracy=accuracy), model=model, **options)
    elif how == "passes":
        options |= {"workers": 1, "max_passes": source.choice([None, None, 3])}
        data = pl.DataFrame(X, names).with_columns(y=target)
        if weighted:
            data = data.with_columns(w=weights_of(source, n, ""))
            options["weights"] = "w"
        fit = ds.fit(data, "y", names, model=model, **options)
    else:
        if weighted:
            options["weights"] = weights_of(source, n, "")
        fit = ds.fit(X, target, model=model, **options)
    told = fit.to_dict()
    lines: Any = told["coefficients"]
    prediction = fit.mean(X[:3])
    return {
        "outcome": f"{how} {', '.join(sorted(f.code for f in fit.findings))}",
        "said": [repr(fit), fit.to_csv(), str(ds.table(fit)), *map(str, fit.predict(X[:2]))],
        "weights": fit.weights, "errors": fit.std_error, "p": fit.p, "loss": fit.loss,
        "likely": [told[name] for name in ("log_likelihood", "null_log_likelihood", "deviance",
                   "pseudo_r2", "aic", "r2") if told[name] is not None],
        "ends": [line["ci_low"] for line in lines if line["ci_low"] is not None],
        "prediction": prediction, "n": [fit.n, len(fit.zero)], "bounds": fit.bound,
    }  # fmt: skip


# --- Solvers --------------------------------------------------------------------------------------


def of_advice(source: random.Random) -> dict[str, Any]:
    """Advise a solver for data of each size, at the edges of its rules."""
    n, d = round(wide(source, 1, 1e8)), round(wide(source, 1, 1e4))
    if source.random() < 0.1:
        n = d + source.choice([0, 1])
    kappa = source.choice([1.0, float("inf"), 1e25, *[wide(source, 1, 1e12)] * 12])
    density = source.choice([1.0, 1.0, wide(source, 1e-5, 1)])
    accuracy = source.choice([1e-6, wide(source, 1e-14, 0.5)])
    memory = source.choice([None, None, None, wide(source, 1e3, 1e12)])
    options: dict[str, Any] = {}
    if source.random() < 0.2:
        options["rank"] = d + source.choice([0, 1])
    if source.random() < 0.3:
        options["scaled_condition_number"] = source.choice([0.5, wide(source, 1, 1e9), 1e22])
    found = ds.advise(n, d, kappa, density, accuracy, memory, **options)
    first = choose(n, d, sparse=density < 1, accuracy=source.choice(["standard", "full"]),
                   intercept=source.random() < 0.8)  # fmt: skip
    return {
        "outcome": found.solver, "said": [found.sentence, first.method, first.reason],
        "seconds": [cost.seconds for cost in found.costs],
        "bytes": [cost.bytes for cost in found.costs],
        "iterations": [cost.iterations for cost in found.costs],
        "errors": [cost.error for cost in found.costs],
        "order": [len(cost.solver) * (place + 1) for place, cost in enumerate(found.costs)],
    }  # fmt: skip


def of_comparison(source: random.Random) -> dict[str, Any]:
    """Compare the solvers, of which times are drawn and not measured."""
    X, y = rows_of(source, source.choice(["plain", "plain", "integers"]))
    steps: list[str] = []
    with patch.object(comparing, "TIMING_SECONDS", 0.0):
        found = ds.compare(
            ds.LeastSquares(X, y), source.choice([1, 20, 200]),
            accuracy=source.choice([1e-6, 1e-3, 1e-4]), memory=source.choice([1e9, 1e9, 1500.0]),
            most_seconds=source.choice([20.0, 3e-5]), progress=steps.append,
        )  # fmt: skip
    drawn = {name: wide(source, 1e-5, 10) for name in steps}
    rows = tuple(
        replace(row, passes=9 if row.solver == "lsmr" and row.passes else row.passes,
                seconds=drawn[row.solver] if row.passes else row.seconds, peak_mb=1.0,
                error=row.error if row.error > 1e-8 else 0.0)
        for row in found.rows
    )  # fmt: skip
    found = replace(found, rows=rows)
    told: Any = found.to_dict()
    return {
        "outcome": f"{found.advised} {', '.join(row.status[:5] for row in rows)}",
        "said": [found.verdict, found.shape, *(row.status for row in rows), seconds(1.0)],
        "notes": len(found.notes), "passes": [row.passes for row in rows],
        "numbers": [found.n, found.d, found.rank, found.lr, found.epochs, told["accuracy"]],
        "conditions": [c for c in (found.condition_number, found.design_condition_number)
                       if c < 1e6],
        "errors": [row.error for row in rows if row.solver == "gradient-descent"],
    }  # fmt: skip


CASES: dict[str, Case] = cases([
    ("paths", 50, of_path),
    *((f"models {', '.join(models)}", count, partial(of_model, models)) for models, count in {
        ("ridge", "lasso", "elastic-net"): 48, ("huber", "poisson"): 20,
        ("logistic", "softmax"): 14}.items()),
    ("advice", 1000, of_advice),
    ("comparisons", 40, of_comparison),
])  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_of_many_paths(name: str) -> None:
    check("many_paths", name, CASES[name])
