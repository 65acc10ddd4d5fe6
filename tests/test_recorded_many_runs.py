"""What is found of a thousand drawn runs of least squares is what it was.

Numbers are kept of problems whose condition is small enough that they are the same everywhere.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, RULES
from downslope.diagnosis.batches import Batches
from downslope.diagnosis.run import Run, epochs_until_below_one, named
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent, best_rate, error_shares, log_shrinkage
from downslope.models.gradient_check import check_gradient
from downslope.models.model import Model
from downslope.numerics.arrays import Matrix, Vector
from downslope.rules import step_rule, update_rule
from records import Case, check
from tallies import tally, wide
from test_recorded_runs import drawn

Source = random.Random
CERTAIN = 1e7  # condition number, up to which numbers are kept
ALL_RULES = (*RULES, "adagrad", "rmsprop", "adam")


def weighed(values: Any) -> float:
    """Return a sum in which each number counts by its place."""
    numbers = np.asarray(values, dtype=np.float64).ravel()
    return float(numbers @ np.arange(1.0, len(numbers) + 1))


def near(source: Source, *edges: float) -> float:
    """Draw a number at, just below, or just above one of some edges."""
    return source.choice(edges) * source.choice([1.0, 0.999, 1.001, 0.97, 1.03])


# --- Runs of least squares ------------------------------------------------------------------------


def rows_of(source: Source) -> tuple[Matrix, Vector]:
    """Draw rows: sizes, means, noise, dependence, an outlier, a curve, constants, codes."""
    d = source.choice([1, 1, 2, 3])
    n = source.choice([1, 2, 3, 4, 5, 9, 10, 12, 30, 60])
    X, y = drawn(source.randrange(10**6), n, d, source.choice([0.0, 1.0, wide(source, 0.01, 30)]))
    for column in range(d):
        sizes = wide(source, 0.02, 50), near(source, 30.0), wide(source, 1e-3, 1e3)
        X[:, column] *= source.choice([1.0, 1.0, 1.0, *sizes])
        X[:, column] += source.choice(
            [0.0, 0.0, 0.0, wide(source, 0.3, 20), wide(source, 0.1, 1e4)]
        )
    match source.randrange(12):
        case 0:
            other = X[:, 0] * 2 + source.choice([0.0, wide(source, 1e-3, 1)]) * X[::-1, 0]
            X = np.column_stack([X, other + source.choice([0.0, 3.0])])
        case 1:
            y[source.randrange(n)] += wide(source, 1, 300)
        case 2:
            X[:: source.choice([4, 9]), 0] = source.choice([-999.0, 9999.0, 0.0])
        case 3:
            y = y + wide(source, 0.1, 10) * X[:, 0] ** source.choice([2, 3])
        case 4:
            y = y * source.choice([1e3, 1e6, 1e7, 0.0])
        case 5:
            X[source.randrange(n), 0] += wide(source, 1, 1e3)
        case 6:
            X[:, -1] = source.choice([0.0, 2.0, 1e3]) + source.choice([0.0, 1e-3, 0.5]) * X[:, -1]
        case 7 if d > 1:
            X = np.column_stack([X, X[:, 0] - X[:, 1]])
        case 8 if n > 3:
            X = np.column_stack([X, X[:, 0] + source.choice([1e-5, 1e-6, 3e-6]) * X[::-1, 0] ** 2])
    return X, y


def problem_of(source: Source, *, of_rows: bool = False) -> ds.LeastSquares:
    """Draw least squares on rows, or on their summary."""
    X, y = rows_of(source)
    intercept, loss = source.random() < 0.8, source.choice(LOSSES)
    if of_rows or source.random() < 0.8:
        return ds.LeastSquares(X, y, intercept=intercept, loss=loss)
    summary = ds.Summary.from_rows(X, y)
    if intercept and loss == "mse":
        return ds.LeastSquares.from_summary(summary)
    return ds.LeastSquares.from_summary(summary, intercept, loss)


def rate_of(source: Source, limit: float) -> float:
    share = source.choice([
        wide(source, 1e-4, 3.0), wide(source, 0.01, 1.0), source.uniform(0.8, 1.05),
        near(source, 1.0, 0.95, 0.8, 0.5),
    ])  # fmt: skip
    return share * limit if 0 < limit < math.inf else share


KEPT = ("lr", "lr_limit", "lr_best", "lr_advised", "growth_per_epoch", "final_loss", "noise_std",
        "standardized_condition_number", "standardized_epochs", "epochs_to_tolerance",
        "epochs_to_loss")  # fmt: skip


def are_apart(curvatures: Any) -> bool:
    """Return whether each curvature has an axis of its own."""
    values = np.asarray(curvatures, dtype=np.float64)
    return bool((values[1:] < 0.99 * values[:-1]).all())


def told(one: ds.Diagnosis) -> dict[str, Any]:
    """Return what a diagnosis says, and its numbers where they are certain."""
    codes = [f"{each.code} {' '.join(each.columns)}" for each in one.obstacles]
    found: dict[str, Any] = {"outcome": f"{one.status}, {one.cause}"}
    if not one.condition_number < CERTAIN:
        return found | {"said": [each.code for each in one.obstacles]}
    numbers = one.to_dict()
    if one.is_exact:  # rounding is all that is left of noise, and of weights that are 0
        return found | {"said": codes, "lr_limit": one.lr_limit, "lr_best": one.lr_best}
    curvatures = [each.eigenvalue for each in one.directions]
    found["said"] = [*codes, *(each.evidence for each in one.obstacles)]
    if are_apart(curvatures):
        found["said"] += [one.sentence, *one.what_to_do, *(each.name for each in one.directions)]
    found |= {key: numbers[key] for key in KEPT if isinstance(numbers.get(key), float | int)}
    return found | {
        "curvatures": curvatures,
        "weights": weighed(one.weights) if one.status != "diverging" else None,
    }


def of_run(source: Source) -> dict[str, Any]:
    problem, rule = problem_of(source), source.choice([*RULES, "gd"])
    descent = Descent(Spectrum.of(problem), update_rule(step_rule(rule)))
    options: dict[str, Any] = {"standardize": source.random() < 0.2}
    if source.random() < 0.3:
        options["start"] = [round(source.uniform(-5, 5), 2) for _ in problem.weight_names]
    lr = None if source.random() < 0.1 else rate_of(source, descent.lr_limit)
    return told(ds.diagnose(problem, lr, round(wide(source, 1, 3000)), rule=rule, **options))


def of_batches(source: Source) -> dict[str, Any]:
    problem, rule = problem_of(source, of_rows=True), source.choice([*RULES, "gd", "gd"])
    descent = Descent(Spectrum.of(problem), update_rule(step_rule(rule)))
    size = source.choice([1, 2, 3, 5, problem.n, problem.n + 1])
    batches = Batches(descent, size, seed=source.randrange(3))
    lr, epochs = rate_of(source, batches.lr_limit), source.choice([1, 3, 8, 30])
    runs = batches.tried([lr, lr / 4], epochs)
    one = ds.diagnose(problem, lr, epochs, rule=rule, batch_size=size, seed=batches.seed)
    certain = descent.spectrum.condition_number < CERTAIN
    return told(one) | {
        "sizes": weighed(batches.sizes),
        "batch_limit": batches.lr_limit,
        "status": [len(run.status(batches)) for run in runs],
        "start_loss": runs[0].start_loss,
        "ends": [run.final_loss for run in runs if certain and not run.overflowed],
    }


def of_closed_form(source: Source) -> dict[str, Any]:
    """Draw a run and return the numbers behind its diagnosis."""
    problem, rule = problem_of(source), source.choice(RULES)
    start = None
    if source.random() < 0.5:
        start = [round(source.uniform(-3, 3), 1) for _ in problem.weight_names]
    descent = Descent(Spectrum.of(problem), update_rule(step_rule(rule)), start)
    if source.random() < 0.2:  # near the best weights already
        off = source.choice([0.3, 0.9, 1.1, 4.0]) * descent.spectrum.tolerances
        descent = replace(descent, start=descent.destination + off)
    spectrum, lr = descent.spectrum, rate_of(source, descent.lr_limit)
    run = Run(descent, lr, round(wide(source, 1, 500)))
    found: dict[str, Any] = {
        "outcome": f"{spectrum.rank} of {len(spectrum.singular_values)}, {spectrum.is_exact}, "
        f"{run.steepest_is_done}, {run.is_within_noise}"
    }
    if spectrum.eigenvalues[0] > CERTAIN * max(spectrum.flattest, 1e-300):
        return found
    needed = run.forecast.weights
    far = descent.path(np.array([0, 9000]), descent.shares(1e40 * lr, np.array([0, 9000])))
    return found | {
        "curvatures": weighed(spectrum.eigenvalues[: spectrum.rank]),
        "noise": spectrum.noise_std if not spectrum.is_exact else None,
        "tolerances": weighed(spectrum.tolerances),
        "beyond": [
            np.isfinite(far.weights).sum(),
            np.isinf(far.losses).sum(),
            np.isnan(far.losses).sum(),
        ],
        "best": descent.lr_best,
        "kept": weighed(run.kept_per_epoch),
        "needed": weighed(needed) if np.isfinite(needed).all() else -1.0,
        "of_loss": None if spectrum.is_exact else run.forecast.loss,
        "shares": weighed(np.abs(run.shares[0])),
        "ends": run.ends.losses[-1] if not spectrum.is_exact else None,
        "digits": round(min(descent.fewest_digits(run.ends.weights[-1]), 5.0), 3),
        "left": float(np.round(run.left_in_tolerances, 6).max(initial=0.0)),
        "destination": weighed(np.round(descent.destination, 8)),
    }


def of_path(source: Source) -> dict[str, Any]:
    """Draw a path of weights and losses, a sweep, and compare them with the loop."""
    problem, rule = problem_of(source), source.choice([*RULES, *ALL_RULES])
    model: Model = problem
    if not problem.X_b.any():
        return {"outcome": "flat"}
    rate = 0.3 / max(Spectrum.of(problem).steepest, 1e-9)
    lr: Any = rate
    if source.random() < 0.2:
        lr = source.choice([ds.Cosine(rate, 9), ds.StepDecay(rate, every=3)])
    epochs: Any = source.choice([0, 1, 9, [0, 4, 2], np.array([7])])
    seen = ds.trajectory(model, lr, epochs, rule=rule)
    every = ds.sweep(problem, epochs=20)
    swept = ds.sweep(problem, [rate, 3 * rate, 9 * rate], 7, rule=rule if rule in RULES else "gd")
    return {
        "outcome": f"{seen.closed_form} {swept.status[0]} {swept.status[-1]} {swept.lowest}",
        "losses": weighed(seen.losses),
        "path": weighed(seen.weights[seen.epochs > 0]),
        "epochs": weighed(seen.epochs),
        "swept": weighed(np.where(swept.final_loss < 1e12, swept.final_loss, 0)),
        "limit": swept.lr_limit,
        "best": swept.lr_best,
        "advised": swept.lr_advised,
        "shown": len(repr(seen).splitlines()) + len(swept.to_dict()) + len(repr(swept)),
        "rates": weighed(every.lrs),
        "lowest": every.lowest,
    }


def of_shares(source: Source) -> dict[str, Any]:
    """Draw rates and curvatures: what an epoch keeps, after how many epochs, and which is best."""
    rule = update_rule(step_rule(source.choice(RULES)))
    if source.random() < 0.4:
        beta = source.choice([0.5, 0.95, 0.1, 0.0])
        rule = source.choice([ds.Momentum(beta), ds.Nesterov(beta)]) if beta else rule
    edge = rule.rate_limit(1.0)
    steps = np.array([
        source.choice([wide(source, 1e-9, edge), near(source, 1.0, edge, edge / 2), 0.0,
                       edge, (1 - math.sqrt(rule.beta)) ** 2])
        for _ in range(4)
    ])  # fmt: skip
    times = np.array([0, 1, 2, source.randrange(3, 60)])
    with np.errstate(all="ignore"):
        logs = log_shrinkage(steps, rule)
    kept = [[source.choice([0.5, 0.9, 0.999, 1.0, 0.0]), source.random()] for _ in range(3)]
    amplitudes = [source.choice([0.0, 1e-15, wide(source, 0.1, 1e6)]) for _ in range(2)]
    with np.errstate(all="ignore"):
        after = epochs_until_below_one(np.array([amplitudes]), np.log(np.array(kept)))
    steepest = wide(source, 0.1, 100)
    flattest = steepest * source.choice([1.0, 0.0, wide(source, 1e-6, 1)])
    return {
        "logs": weighed(np.where(np.isfinite(logs), logs, -9.0)),
        "shares": weighed(np.clip(error_shares(rule, 1.0, steps, times), -1e6, 1e6)),
        "after": after.ravel(),
        "best": best_rate(rule, steepest, flattest),
        "none": best_rate(rule, 0.0, 0.0),
    }


def of_names(source: Source) -> dict[str, Any]:
    """Draw an axis: how it is named by its largest parts."""
    names = ("a", "bb", "ccc", "dddd", "intercept")[-source.choice([1, 2, 3, 5]) :]
    parts = [source.choice([0.0, 0.05, 0.1, 0.5, 0.5, 1.0]) * source.choice([1, -1]) for _ in names]
    if not any(parts):
        parts[0] = 1.0
    axis = np.array(parts) / source.choice([1.0, 20.0])
    said, columns = named(names, axis)
    return {
        "said": f"{said}: {' '.join(columns)}",
        "places": weighed([names.index(c) for c in columns]) + 1,
    }


def of_check(source: Source) -> dict[str, Any]:
    problem = problem_of(source, of_rows=True)
    w = [round(source.uniform(-2, 2), 1) for _ in problem.weight_names]
    found = check_gradient(problem, w)
    return {
        "outcome": str(found.agrees),
        "loss": found.loss,
        "analytic": weighed(found.analytic),
        "steps": weighed(found.steps),
        "off": found.max_relative_error > 1e-6,
        "fields": len(found.to_dict()),
    }


DRAWS: dict[str, tuple[int, Callable[[Source], dict[str, Any]]]] = {
    "runs 1": (120, of_run), "runs 2": (120, of_run), "runs 3": (120, of_run),
    "runs in batches": (80, of_batches), "closed forms": (200, of_closed_form),
    "paths": (100, of_path), "shares": (200, of_shares), "names of axes": (200, of_names),
    "gradients": (60, of_check),
}  # fmt: skip
CASES: dict[str, Case] = {
    name: np.errstate(all="ignore")(partial(tally, name, count, draw))
    for name, (count, draw) in DRAWS.items()
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_of_many_runs(name: str) -> None:
    check("many_runs", name, CASES[name])
