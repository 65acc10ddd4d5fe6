"""The runs of the product that quiz items rest on: each gives named numbers, and nothing else.

An item names one with ``do`` and hands the rest over as arguments; its texts, its key and the
proof of its key read the numbers by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar, Final

import numpy as np

from downslope import datasets
from downslope.descent import descend
from downslope.diagnosis.diagnose import diagnose
from downslope.diagnosis.history import diagnose_history
from downslope.diagnosis.result import Diagnosis
from downslope.diagnosis.spectrum import Spectrum
from downslope.fitting.compare import compare
from downslope.fitting.costs import advise
from downslope.fitting.ladder import solve
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Vector
from downslope.rules import GradientDescent
from downslope.training import train

Numbers = dict[str, Any]
Point = Sequence[float]


def lesson_data(
    seed: int = 0,
    n: int = 100,
    noise: float = 1.0,
    low: float = 0.0,
    high: float = 10.0,
    times: float = 1.0,
    shift: float = 0.0,
    outlier: Point = (),
) -> datasets.LessonLine:
    """The lesson's points, then x · `times` + `shift` (other units), then an outlier (x, y)."""
    line = datasets.lesson_line(n, noise, seed, low=low, high=high)
    x, y = line.x * times + shift, line.y
    if outlier:
        x, y = np.append(x, outlier[0]), np.append(y, outlier[1])
    return replace(line, x=x, y=y)


def trained(
    lr: float = 0.01,
    epochs: int = 200,
    start: Sequence[float] = (),
    at: Sequence[int] = (),
    loss: str = "mse",
    standardize: bool = False,
    rule: str = "gd",
    batch_size: int | None = None,
    intercept: bool = True,
    **data: Any,
) -> Numbers:
    """A run on the lesson's line: where it ends and why, and how it stood at the epochs `at`."""
    line = lesson_data(**data)
    problem = LeastSquares(line.x, line.y, intercept, loss)
    first = list(start) or line.start[: len(problem.weight_names)]
    result = train(
        problem, lr, epochs, first, rule=rule, standardize=standardize, batch_size=batch_size,
        snapshots=at,
    )  # fmt: skip
    kept = result.snapshots
    return _spectrum_of(result.diagnosis) | {
        "status": result.status,
        "cause": result.cause,
        "overflowed": result.overflowed,
        "epochs_run": result.epochs_run,
        "slope": float(result.weights[0]),
        "intercept": float(result.weights[-1]),
        "start_loss": result.start_loss,
        "loss": result.final_loss,
        "slopes": [float(step.weights[0]) for step in kept],
        "intercepts": [float(step.weights[-1]) for step in kept],
        "losses": [step.loss for step in kept],
        "gradient_sizes": [float(np.abs(step.gradient).max()) for step in kept],
        "mean_absolute": float(np.abs(problem.predict(result.weights) - problem.y).mean()),
        "predictions": problem.predict(result.weights),
        "x_mean": float(line.x.mean()),
        "n": problem.n,
    }


def diagnosed(lr: float | None = None, loss: str = "mse", **data: Any) -> Numbers:
    """What the diagnosis says of the lesson's line."""
    line = lesson_data(**data)
    return _spectrum_of(diagnose(LeastSquares(line.x, line.y, loss=loss), lr))


def _spectrum_of(d: Diagnosis) -> Numbers:
    return {
        "steepest": d.directions[0].eigenvalue,
        "flattest": d.directions[-1].eigenvalue,
        "keeps_steep": d.directions[0].kept_per_epoch,
        "keeps_flat": d.directions[-1].kept_per_epoch,
        "flat_columns": list(d.directions[-1].columns),
        "limit": d.lr_limit,
        "best": d.lr_best,
        "advised": d.lr_advised,
        "growth": d.growth_per_epoch,
        "condition": d.condition_number,
        "standardized_condition": d.standardized_condition_number,
        "floor": d.min_loss,
        "noise_std": d.noise_std,
        "closed_slope": float(d.closed_form[0]),
        "closed_intercept": float(d.closed_form[-1]),
        "epochs_needed": d.epochs_to_tolerance,
        "epochs_to_loss": d.epochs_to_loss,
    }


def by_hand(
    x: Sequence[float] | Sequence[Sequence[float]],
    y: Sequence[float],
    w: Sequence[float],
    lr: float = 0.1,
    loss: str = "mse",
    intercept: bool = True,
) -> Numbers:
    """One epoch on a few points, with all that it computes, and the gradient by differences."""
    problem = LeastSquares(np.array(x, dtype=float), np.array(y, dtype=float), intercept, loss)
    weights = np.array(w, dtype=float)
    residuals = problem.predict(weights) - problem.y
    gradient = problem.gradient_of(residuals)
    small = 1e-5
    steps = small * np.eye(len(weights))
    differences = [
        (problem.loss(weights + each) - problem.loss(weights - each)) / (2 * small)
        for each in steps
    ]
    best = Spectrum.of(problem).optimum
    best_residuals = problem.predict(best) - problem.y
    return {
        "best": best.tolist(),
        "best_residuals": best_residuals.tolist(),
        "best_products": (problem.X_b.T @ best_residuals).tolist(),
        "best_loss": problem.loss_of(best_residuals),
        "predictions": problem.predict(weights).tolist(),
        "residuals": residuals.tolist(),
        "residual_sum": float(residuals.sum()),
        "loss": problem.loss_of(residuals),
        "gradient": gradient.tolist(),
        "differences": [float(each) for each in differences],
        "next": (weights - lr * gradient).tolist(),
        "next_loss": problem.loss(weights - lr * gradient),
        "mean_absolute": float(np.abs(residuals).mean()),
        "transposed": problem.X_b.T.tolist(),
    }


def shapes(n: int, d: int) -> Numbers:
    """The shapes of what an epoch computes, for n rows and d features."""
    rng = np.random.default_rng(0)
    problem = LeastSquares(rng.standard_normal((n, d)), rng.standard_normal(n))
    w = problem.starting_weights()
    residuals = problem.predict(w) - problem.y
    arrays = {
        "X_b": problem.X_b,
        "X_bT": problem.X_b.T,
        "w": w,
        "residuals": residuals,
        "gradient": problem.gradient_of(residuals),
        "hessian": problem.hessian(),
        "outer": problem.X_b @ problem.X_b.T,
    }
    return {name: list(array.shape) for name, array in arrays.items()}


def best_constant(y: Sequence[float]) -> Numbers:
    """The constant that predicts y best: by least squares, and by least absolute values."""
    target = np.array(y, dtype=float)
    by_squares = solve(np.ones((len(target), 1)), target, intercept=False).coef[0]
    misses = np.abs(target[:, np.newaxis] - target).sum(axis=0)  # (n,) one of y is always best
    constant = LeastSquares(np.ones((len(target), 1)), target, intercept=False)
    return {
        "squares": float(by_squares),
        "absolute": float(target[misses.argmin()]),
        "mean": float(target.mean()),
        "median": float(np.median(target)),
        "loss_at_squares": constant.loss(np.array([by_squares])),
        "loss_at_absolute": constant.loss(np.array([target[misses.argmin()]])),
    }


def twins(
    seed: int = 0, n: int = 100, factor: float = 1.0, lr: float = 0.3, epochs: int = 1500
) -> Numbers:
    """Two columns, the second `factor` times the first: the same run from two starts."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 1, n)
    y = 3 * x + 2 + rng.normal(0, 0.1, n)
    problem = LeastSquares(np.column_stack([x, factor * x]), y)
    runs = [train(problem, lr, epochs, start) for start in ([0, 0, 0], [5, -5, 0])]
    first, second = (run.weights for run in runs)
    answer = solve(np.column_stack([x, factor * x]), y)
    predicted = [problem.predict(run.weights) for run in runs]
    return {
        "first": first.tolist(),
        "second": second.tolist(),
        "sum_first": float(first[0] + factor * first[1]),
        "sum_second": float(second[0] + factor * second[1]),
        "weights_apart": float(np.abs(first - second)[:2].max()),
        "predictions_apart": float(np.abs(predicted[0] - predicted[1]).max()),
        "smallest": answer.coef.tolist(),
        "outcome": answer.outcome.name,
        "rank": answer.rank,
        "cause": runs[0].cause,
    }


def scaled_columns(
    scales: Sequence[float], means: Sequence[float] = (), n: int = 200, seed: int = 0
) -> Numbers:
    """Independent columns of these standard deviations and means: the bowl, as given and standard.

    The columns are made orthogonal and the deviations exact: no chance is left in the bowl.
    """
    rng = np.random.default_rng(seed)
    raw = rng.standard_normal((n, len(scales)))
    raw -= raw.mean(axis=0)
    X = np.linalg.qr(raw)[0] * np.sqrt(n) * np.array(scales, dtype=float)
    X = X + np.array(list(means) or [0.0] * len(scales))
    y = X.sum(axis=1) + rng.standard_normal(n)
    own = diagnose(LeastSquares(X, y))
    standard = diagnose(LeastSquares(X, y), standardize=True)
    return {
        "condition": own.condition_number,
        "limit": own.lr_limit,
        "steepest": own.directions[0].eigenvalue,
        "steep_columns": list(own.directions[0].columns),
        "epochs_needed": own.epochs_to_tolerance,
        "standard_condition": standard.condition_number,
        "standard_limit": standard.lr_limit,
        "standard_steepest": standard.directions[0].eigenvalue,
        "standard_epochs": standard.epochs_to_tolerance,
        "closed_gap": float(np.abs(own.closed_form - standard.closed_form).max()),
    }


def log(losses: Sequence[float], lr: float | None = None) -> Numbers:
    """What the losses alone tell."""
    told = diagnose_history(losses, lr)
    return {
        "status": told.status,
        "cause": told.cause,
        "limit": told.lr_limit,
        "growth": told.growth_per_epoch,
    }


def duel(case: str, epochs: int = 200) -> Numbers:
    """Every solver on one of the cases: status, error and passes by the solver's name."""
    compared = compare(datasets.case(case), epochs)
    rows = {row.solver.replace("-", "_"): row for row in compared.rows}
    return {
        "advised": compared.advised,
        "rank": compared.rank,
        "condition": compared.condition_number,
        "error_of": compared.error_of,
        "status": {name: row.status for name, row in rows.items()},
        "error": {name: row.error for name, row in rows.items()},
        "passes": {name: row.passes for name, row in rows.items()},
    }


def rows_each(n: int, d: int, repeats: int, lr: float, loss: str, seed: int = 0) -> Numbers:
    """The same rows once and `repeats` times over: what more rows do to the limit."""
    rng = np.random.default_rng(seed)
    X, w = rng.standard_normal((n, d)), np.arange(1.0, d + 1)
    y = X @ w + rng.standard_normal(n)
    once = diagnose(LeastSquares(X, y, loss=loss), lr)
    again = diagnose(LeastSquares(np.tile(X, (repeats, 1)), np.tile(y, repeats), loss=loss), lr)
    return {
        "limit": once.lr_limit,
        "limit_repeated": again.lr_limit,
        "status": once.status,
        "status_repeated": again.status,
        "gap": float(np.abs(once.closed_form - again.closed_form).max()),
    }


def gram_errors(lengths: Sequence[float]) -> Numbers:
    """Orthogonal columns of these lengths: the condition number of X and of XᵀX."""
    X = np.linalg.qr(np.random.default_rng(0).standard_normal((50, len(lengths))))[0]
    X = X * np.array(lengths, dtype=float)
    values: Vector = np.linalg.svd(X, compute_uv=False)
    curved = np.linalg.eigvalsh(LeastSquares(X, X.sum(axis=1), intercept=False).hessian())
    return {"of_X": float(values[0] / values[-1]), "of_gram": float(curved[-1] / curved[0])}


def kept_history(seed: int = 0, epochs: int = 50) -> Numbers:
    """Slopes kept in a list: by `append(w)` beside ``w -= …``, and from the steps of `descend`."""
    line = datasets.lesson_line(seed=seed)
    problem = LeastSquares(line.x, line.y)
    w, in_place, kept = line.start.copy(), [], []
    for step in descend(problem, 0.01, line.start):
        if step.epoch == epochs:
            break
        in_place.append(w)
        kept.append(step.weights)
        w -= 0.01 * problem.gradient(w)
    return {
        "in_place": len({float(each[0]) for each in in_place}),
        "kept": len({float(each[0]) for each in kept}),
        "last": float(in_place[0][0]),
        "end": float(step.weights[0]),
    }


def absolute_descent(
    target: float, lr: float, epochs: int = 400, points: Sequence[float] = (-1, 0, 1)
) -> Numbers:
    """One constant fitted to `target` + `points`, down the mean |residual| and down the MSE."""
    y = np.array(points, dtype=float) + target
    squares = LeastSquares(np.ones((len(y), 1)), y, intercept=False)
    by_absolute, by_squares = [0.0], [np.zeros(1)]
    for _ in range(epochs):
        by_absolute.append(by_absolute[-1] - lr * float(np.sign(by_absolute[-1] - y).mean()))
        by_squares.append(by_squares[-1] - lr * squares.gradient(by_squares[-1]))
    return {
        "last_steps": [abs(b - a) for a, b in pairwise(by_absolute)][-20:],
        "last_steps_squares": [float(abs(b - a)[0]) for a, b in pairwise(by_squares)][-20:],
        "off": abs(by_absolute[-1] - target),
        "off_squares": float(abs(by_squares[-1][0] - y.mean())),
    }


def precision(n: int, noise: float, seed: int) -> Numbers:
    """The standard error of the slope, and the slope."""
    line = datasets.lesson_line(n, noise, seed)
    answer = solve(line.x, line.y)
    errors = answer.std_error
    assert errors is not None  # x is never constant
    return {"error": float(errors[0]), "slope": float(answer.coef[0])}


def advice(n: int, d: int, condition: float = 10.0, memory: float | None = None) -> Numbers:
    """What the cost model says of data of this size."""
    advised = advise(n, d, condition, memory=memory)
    return {
        "solver": advised.solver,
        "bytes": {cost.solver.replace("-", "_"): cost.bytes for cost in advised.costs},
        "seconds": {cost.solver.replace("-", "_"): cost.seconds for cost in advised.costs},
    }


def batches(n: int, batch_size: int) -> Numbers:
    """How many updates `in_batches` makes in an epoch: one each time it asks for a gradient."""

    @dataclass(frozen=True)
    class Counting(GradientDescent):
        asked: ClassVar[list[int]] = []

        def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
            self.asked.append(1)
            return super().direction(gradient, velocity)

    line = datasets.lesson_line(n)
    rule = Counting()
    next(descend(LeastSquares(line.x, line.y), 1e-6, rule=rule, batch_size=batch_size))
    return {"updates": len(rule.asked)}


MEASUREMENTS: Final[dict[str, Callable[..., Numbers]]] = {
    "advice": advice,
    "absolute": absolute_descent,
    "history": kept_history,
    "precision": precision,
    "train": trained,
    "diagnose": diagnosed,
    "by-hand": by_hand,
    "shapes": shapes,
    "batches": batches,
    "constant": best_constant,
    "twins": twins,
    "scaled-columns": scaled_columns,
    "log": log,
    "compare": duel,
    "repeated-rows": rows_each,
    "squared-condition": gram_errors,
}
