"""The numbers behind every verdict on runs and updates of each kind are what they were.

Runs in closed form and of the loop, what updates show of the curvature, and the curvature itself.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
import pytest

import downslope as ds
from conftest import RULES
from downslope.diagnosis.batches import Batches
from downslope.diagnosis.loss_trials import first_guess
from downslope.diagnosis.measurement import Update, measure
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.model_trials import best_trial, settle
from downslope.diagnosis.objective import Block, FunctionObjective
from downslope.diagnosis.observed_run import Loop
from downslope.diagnosis.preconditioned import adaptive_limit
from downslope.diagnosis.run import Run, epochs_until_below_one
from downslope.diagnosis.secants import SecantRecord
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import Descent, best_rate, error_shares, log_shrinkage
from downslope.numerics.arrays import Vector
from downslope.rules import step_rule, update_rule
from records import Case, check, scanned
from test_recorded_runs import PROBLEMS, drawn, model_of

CASES: dict[str, Case] = {}


# --- Updates --------------------------------------------------------------------------------------


def secants_of(
    lr: float, *, rule: str = "gd", updates: int = 14, scale: float = 1.0, sign: float = 1.0,
    adds_up: bool = False, dtype: type = np.float64,
) -> dict[str, Any]:  # fmt: skip
    """Return what the updates of a run show that is told losses and gradients in some way."""
    model = ds.LeastSquares(*drawn(60, 30, 2))
    record = SecantRecord([*map(Block, ("a", "b", "still"), range(3), range(1, 4), [(1,)] * 3)])
    rule_of, w = update_rule(step_rule(rule)), np.array([0.3, -0.2, 0.5])
    velocity, total = np.zeros(3), np.zeros(3)
    for _ in range(updates):
        gradient = model.gradient(w) * np.array([1.0, 1.0, 0.0])
        total = total + gradient
        shown = (total if adds_up else gradient) * scale
        record.add(w.astype(dtype).astype(np.float64), shown, model.loss(w))
        direction, velocity = rule_of.direction(total if adds_up else gradient, velocity)
        w = w - sign * lr * direction
    found = record.summary()
    return {
        "summary": found, "consistent": found.is_consistent, "curvatures": record.curvatures,
        "slopes": record.slopes, "changes": [list(each) for each in record.changes],
        "rates": [rate for rate in record.rates if math.isfinite(rate)],
    }  # fmt: skip


CASES |= {
    f"updates {name}": partial(secants_of, **given)
    for name, given in {
        "of descent": {"lr": 0.1},
        "of a high rate": {"lr": 0.9},
        "with momentum": {"lr": 0.05, "rule": "momentum"},
        "uphill": {"lr": 0.01, "sign": -1.0},
        "of other gradients": {"lr": 0.1, "scale": 3.0},
        "of the negative gradient": {"lr": 0.1, "scale": -1.0},
        "that add up": {"lr": 0.004, "adds_up": True, "updates": 30},
        "in single precision": {"lr": 0.3, "updates": 40, "dtype": np.float32},
        **{f"so far, {count}": {"lr": 0.1, "updates": count} for count in (1, 2, 6, 11)},
    }.items()
}


# --- Runs in closed form --------------------------------------------------------------------------


def closed(name: str, rule: str, share: float) -> dict[str, Any]:
    problem = ds.LeastSquares(*PROBLEMS[name]())
    descent = Descent(Spectrum.of(problem), update_rule(step_rule(rule)), None)
    lr = share * descent.lr_limit
    run = Run(descent, lr, 40)
    spectrum = descent.spectrum
    return {
        "rank": spectrum.rank, "eigenvalues": spectrum.eigenvalues[: spectrum.rank],
        "optimum": spectrum.optimum, "tolerances": spectrum.tolerances,
        "noise_std": spectrum.noise_std, "min_loss": spectrum.min_loss,
        "is_exact": spectrum.is_exact, "lr_best": descent.lr_best, "status": run.status,
        "kept": run.kept_per_epoch, "needed": run.forecast.weights,
        "of_loss": [] if spectrum.is_exact else run.forecast.loss,
        "shares": run.shares[:, : spectrum.rank], "losses": run.ends.losses,
        "weights": run.ends.weights[-1],
        "digits": descent.fewest_digits(run.ends.weights[-1]),
        "left": run.left_in_tolerances, "done": run.steepest_is_done,
        "within_noise": run.is_within_noise, "errors": np.round(run.errors_left, 6),
        "repr": repr(spectrum),
    }  # fmt: skip


CASES |= {
    f"run of {name} by {rule} at {share}": partial(closed, name, rule, share)
    for place, name in enumerate(
        ("plain", "line", "stretched", "three sizes", "off center", "sum", "copied", "constant",
         "few rows", "exact", "huge target", "noisy")
    )
    for rule, share in [(RULES[place % 3], (0.03, 0.4, 0.8, 0.999, 1.01)[place % 5]),
                        (RULES[(place + 1) % 3], 0.2)][: 1 + place % 2]
} | {
    "shares of axes": lambda: [
        error_shares(update_rule(step_rule(rule)), 1.0, STEPS, np.array([0, 1, 2, 7, 60]))
        for rule in RULES
    ],
    "logarithms of shrinkage": lambda: [
        log_shrinkage(STEPS, update_rule(step_rule(rule))) for rule in RULES
    ],
    "best rates": lambda: [
        best_rate(update_rule(step_rule(rule)), steepest, flattest)
        for rule in RULES
        for steepest, flattest in [(4.0, 4.0), (4.0, 0.1), (4.0, 1e-9), (0.0, 0.0)]
    ],
    "epochs of sums": lambda: [
        epochs_until_below_one(np.array([amplitudes]), np.log([kept]))[0, 0]
        for amplitudes in ([0.5, 0.3], [0.9, 0.2], [50.0, 1.5], [1e6, 3.0], [1e-15, 4.0], [1.1, 0])
        for kept in ([0.9, 0.5], [0.999, 0.9], [1e-320, 0.7], [1.0, 0.9], [1.0 + 1e-9, 0.5])
    ],
}  # fmt: skip
STEPS = np.array([0.0, 1e-12, 1e-4, 0.1, 0.38, 0.5, 1.0, 1.3, 1.9, 2.0, 2.1, 3.5, 3.8, 3.9])


# --- Runs of the loop -----------------------------------------------------------------------------

DETERMINED = ("ridge", "huber", "penalized logistic", "poisson", "lasso", "elastic net")


def followed(name: str, share: float, rule: str = "gd", **options: Any) -> dict[str, Any]:
    problem = model_of(name)
    loop = Loop(problem, step_rule(rule), Minimum.of(problem), **options)
    limit = loop.limit if math.isfinite(loop.limit) else 1.0
    seen = loop.observe(share * limit, 15)
    return {
        "status": seen.status, "followed": seen.followed, "needed": seen.epochs_needed,
        "limit": loop.limit, "losses": seen.losses, "errors": np.round(seen.errors[-2:], 4),
        "rest": seen.at_rest, "guess": first_guess(loop, 15),
    }  # fmt: skip


def statuses(name: str, rule: str) -> object:
    problem = model_of(name)
    loop = Loop(problem, step_rule(rule), Minimum.of(problem))
    limit = loop.limit if math.isfinite(loop.limit) else 1.0

    def judge(share: float) -> str:
        seen = loop.observe(share * limit, 15)
        return f"{seen.status}{', at rest' if seen.at_rest else ''}"

    return scanned(np.geomspace(0.0103, 5.7, 26), judge)


def tried(name: str, share: float, rule: str = "gd") -> list[Any]:
    problem = model_of(name)
    loop = Loop(problem, step_rule(rule), Minimum.of(problem))
    limit = loop.limit if math.isfinite(loop.limit) else 0.1
    found = [best_trial(loop, loop.observe(share * limit, 15), 15)]
    if loop.minimum is not None:
        found += [settle(loop, share * limit, most, least)
                  for most, least in [(60, 0), (3000, 0), (3000, 500)]]  # fmt: skip
    return [[t.lr, t.epochs, t.ran, t.loss, t.error, t.level, t.ahead, t.marks, t.arrived, t.result]
            for t in found]  # fmt: skip


def minimum_of(name: str) -> dict[str, Any]:
    problem = model_of(name)
    found = Minimum.of(problem)
    assert found is not None
    return {
        "loss": found.loss, "eigenvalues": found.eigenvalues, "tolerances": found.tolerances,
        "condition": found.condition_number, "flat": found.flat, "free": found.free,
        "off": found.in_tolerances(found.user_weights + 0.01),
        "axes": np.abs(found.along_axes(found.weights + 0.01)), "zeros": found.zeros,
        "units": np.abs(found.axes_in_tolerances),
        "standardized": Minimum.of(problem.standardized()).tolerances,  # type: ignore[union-attr]
    }  # fmt: skip


CASES |= {
    f"followed {name} at {share} {rule}": partial(followed, name, share, rule, **options)
    for name, share, rule, options in [
        ("ridge", 0.5, "gd", {}), ("ridge", 1.02, "gd", {}), ("lasso", 0.02, "nesterov", {}),
        ("huber", 1.5, "gd", {}), ("logistic", 0.1, "momentum", {}), ("poisson", 0.9, "gd", {}),
        ("network", 0.02, "gd", {}), ("network", 0.4, "gd", {}), ("softmax", 0.7, "gd", {}),
        ("ridge", 0.3, "adam", {}),
        ("logistic", 0.05, "rmsprop", {}), ("ridge", 0.3, "gd", {"batch_size": 20}),
        ("logistic", 1.5, "gd", {"batch_size": 20}), ("network", 0.05, "gd", {"batch_size": 20}),
    ]
} | {
    f"statuses of {name} by {rule}": partial(statuses, name, rule)
    for name, rule in [
        ("ridge", "gd"), ("huber", "gd"), ("lasso", "momentum"), ("logistic", "gd"),
        ("poisson", "gd"), ("network", "gd"), ("ridge", "adam"), ("softmax", "nesterov"),
    ]
} | {
    f"tried {name} at {share} {rule}": partial(tried, name, share, rule)
    for name, share, rule in [
        ("ridge", 0.3, "gd"), ("lasso", 0.05, "gd"), ("huber", 0.5, "momentum"),
        ("logistic", 0.02, "gd"), ("poisson", 0.5, "gd"), ("network", 0.3, "gd"),
        ("ridge", 0.01, "adam"),
    ]
} | {f"minimum of {name}": partial(minimum_of, name) for name in DETERMINED}  # fmt: skip


# --- Curvature ------------------------------------------------------------------------------------


def measured(name: str, update: Update, at: float = 0.1) -> dict[str, Any]:
    model = model_of(name)
    start = np.full(model.weights_shape, at).ravel()
    shape = model.weights_shape
    objective = FunctionObjective(
        lambda w: model.loss(w.reshape(shape)),
        lambda w: model.gradient(w.reshape(shape)).ravel(),
        start,
    )
    found = measure(objective, start, update, each_block=True)
    return {
        "sharpness": found.sharpness, "smallest": found.smallest, "limit": found.lr_limit,
        "ratio": found.ratio, "products": found.products, "norms": found.gradient_norms,
        "norm": found.gradient_norm, "blocks": found.block_sharpness, "how": found.how,
        "shares": found.direction_shares,
        "better": found.or_better(measure(objective, start, update, tolerance=1e-8), update).ratio,
    }  # fmt: skip


def scaled_by(*scale: float) -> Update:
    base = Update.of_rule("gd", 0.2)
    return Update("adam", 0.2, base.limit, scale=np.array(scale), decay=0.1)


def rounded(found: Vector, digits: int = 4) -> list[float]:
    """Return numbers of differences of the gradient, to the digits that those have."""
    return [float(f"{each:.{digits - 1}e}") for each in found]


def limit_of(name: str, rule: str, epochs: int) -> float:
    model = model_of(name)
    minimum = Minimum.of(model)
    assert minimum is not None
    loop = Loop(model, step_rule(rule), minimum)
    seen = loop.observe(0.05, epochs)
    return adaptive_limit(minimum, loop.rule, seen.memory)  # type: ignore[arg-type]


def in_batches(name: str, size: int, rule: str = "gd") -> dict[str, Any]:
    problem = ds.LeastSquares(*PROBLEMS[name]())
    descent = Descent(Spectrum.of(problem), update_rule(step_rule(rule)), None)
    batches = Batches(descent, size, seed=4)
    rates = [share * batches.lr_limit for share in (0.02, 0.5, 0.99, 1.2, 3.0)]
    runs = batches.tried(rates, 12)
    return {
        "sizes": batches.sizes, "steepest": batches.steepest, "limit": batches.lr_limit,
        "runs": [[run.final_loss, run.status(batches), run.is_part] for run in runs],
        "start": runs[0].start_loss, "weights": runs[0].weights,
        "compared": [run.lr for run in batches.compared(rates[0], 12)],
    }  # fmt: skip


CASES |= {
    f"limit of {rule} on {name} after {epochs}": partial(limit_of, name, rule, epochs)
    for name, rule, epochs in [
        ("ridge", "adam", 40), ("logistic", "adam", 60),
        ("lasso", "adagrad", 30), ("softmax", "adam", 40), ("huber", "rmsprop", 12),
    ]
} | {
    f"batches of {size} of {name} by {rule}": partial(in_batches, name, size, rule)
    for name, size, rule in [
        ("plain", 8, "gd"), ("plain", 7, "momentum"), ("plain", 1, "gd"), ("plain", 2, "gd"),
        ("plain", 40, "gd"), ("exact", 7, "nesterov"), ("noisy", 25, "gd"), ("few rows", 2, "gd"),
    ]
} | {
    f"curvature of {name}, {kind}": partial(measured, name, update)
    for name, kind, update in [
        ("ridge", "gd", Update.of_rule("gd", 0.1)),
        ("logistic", "momentum", Update.of_rule("momentum", 0.3)),
        ("poisson", "scaled", scaled_by(0.2, 3.0, 1.0)),
        ("network", "nesterov", Update.of_rule("nesterov", 0.01)),
    ]
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("loops", name, CASES[name])
