"""Facts of other problems: fits, comparisons of solvers, and small examples.

Comparisons have no times and no memory, because these differ from machine to machine. They say
which solver reached the answer, in how many passes, and how much arithmetic that takes.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from downslope import datasets
from downslope.data.open import read
from downslope.data_table import Table
from downslope.descent import descend
from downslope.diagnosis.diagnose import diagnose
from downslope.diagnosis.history_diagnosis import diagnose_history
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.training_report import train
from downslope.errors import unknown
from downslope.fitting.compare import compare as compare_solvers
from downslope.fitting.comparison_result import Comparison
from downslope.fitting.fit import fit as fit_data
from downslope.fitting.ladder import solve
from downslope.fitting.solver_costs import advise
from downslope.lessons.formulas import Facts
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Vector
from downslope.rules import GradientDescent

MANY_ROWS = 100_000  # from here on it matters what a single pass can do
TEST_POINTS = 1_000


def compare(case: str, epochs: int = 200) -> Facts:
    """Return the result of every solver on a case or a data set; `end` says which is correct."""
    data = _table(case) if case in datasets.DATA_SETS else datasets.case(case)
    result = compare_solvers(data, epochs)
    values = result.n * (result.d + 1)  # of X_b
    forming = values * (result.d + 1)
    descending = 2 * values * result.row("gradient-descent").passes
    facts: Facts = {
        "case": case,
        "epochs": epochs,
        "n": result.n,
        "d": result.d,
        "p": result.d + 1,
        "rank": result.rank,
        "condition": result.condition_number,
        "design_condition": result.design_condition_number,
        "standard_design_condition": _standardized_condition(data.problem()),
        "lr": result.lr,
        "advised": result.advised,
        "error_of": result.error_of,
        "normal-equations.work": forming,
        "gradient-descent.work": descending,
        "work_ratio": forming / descending,
        "end": _end(result),
    }
    for row in result.rows:
        facts |= {
            f"{row.solver}.status": row.status,
            f"{row.solver}.passes": row.passes,
            f"{row.solver}.error": row.error,
            f"{row.solver}.digits": _digits(row.error),
        }
    if result.n >= MANY_ROWS:
        facts["one_pass_error"] = _error_after_one_pass(data.problem(), result)
    return facts


def _end(result: Comparison) -> str:
    normal = result.row("normal-equations").status == "converged"
    loop = result.row("gradient-descent").status == "converged"
    return {(1, 1): "both", (1, 0): "normal", (0, 1): "descent", (0, 0): "neither"}[normal, loop]


def _error_after_one_pass(problem: LeastSquares, result: Comparison) -> float:
    """Return the relative distance of mini-batches to the closed form after one epoch."""
    batch = train(problem, None, 1, batch_size=problem.n // 100)
    best = np.append(result.exact.coef, result.exact.intercept)
    return float(np.linalg.norm(batch.weights - best) / np.linalg.norm(best))


def _standardized_condition(problem: LeastSquares) -> float | None:
    """Return κ of the standardized X_b; None where columns depend on each other."""
    condition = Spectrum.of(problem.standardized()).condition_number
    return math.sqrt(condition) if math.isfinite(condition) else None


def _digits(error: float) -> int:
    if math.isnan(error):
        return 0
    return max(0, math.floor(-math.log10(error))) if error > 0 else 16


def fit(case: str) -> Facts:
    """Return a data set's closed form and the performance of the loop on it."""
    table = _table(case)
    result, d = fit_data(table.X, table.y, table.feature_names), diagnose(table.problem())
    return {
        "case": case,
        "n": d.n,
        "slope": float(result.coef[0]),
        "intercept": result.intercept,
        "mse": d.min_loss,
        "condition": d.condition_number,
        "epochs_to_tolerance": whole(d.epochs_to_tolerance),
        "standard_condition": d.standardized_condition_number,
        "standard_epochs": whole(d.standardized_epochs),
        "digits": sys.float_info.dig + 1,  # that a float carries, about
    }


def _table(name: str) -> Table:
    known = datasets.DATA_SETS.get(name)
    if known is None:
        raise unknown("data set", name, datasets.DATA_SETS)
    return read(str(known.path), known.target, known.features)


def whole(count: float) -> int | None:
    """Return the count rounded up; None for never."""
    return math.ceil(count) if math.isfinite(count) else None


def advice(n: int, d: int) -> Facts:
    """Return the advice of the cost model for data of this size."""
    advised = advise(n, d, 10.0)
    facts: Facts = {"solver": advised.solver}
    for cost in advised.costs:
        facts |= {f"{cost.solver}.bytes": cost.bytes, f"{cost.solver}.seconds": cost.seconds}
    return facts


def log(losses: Sequence[float], lr: float) -> Facts:
    """Return the learning-rate limit that losses alone show."""
    return {"lr_limit": diagnose_history(losses, lr).lr_limit}


def twins(seed: int = 0) -> Facts:
    """Return the run from two starting points on a table with a repeated column."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 1, 100)
    y = 3 * x + 2 + rng.normal(0, 0.1, 100)
    X = np.column_stack([x, x])
    problem, answer = LeastSquares(X, y), solve(X, y)
    first, second = (train(problem, 0.3, 1500, start).weights for start in ([0, 0, 0], [5, -5, 0]))
    predicted = problem.predict(first) - problem.predict(second)
    return {
        "first": first.tolist(),
        "second": second.tolist(),
        "sum_first": float(first[0] + first[1]),
        "sum_second": float(second[0] + second[1]),
        "weights_apart": float(np.abs(first - second)[:2].max()),
        "predictions_apart": float(np.abs(predicted).max()),
        "smallest": answer.coef.tolist(),
        "outcome": answer.outcome.name,
        "rank": answer.rank,
    }


def scaled_columns(scales: Sequence[float], means: Sequence[float] = ()) -> Facts:
    """Return the curvature of independent columns of these deviations and means.

    The columns are orthogonal and their deviations exact, so no chance is left in the curvature.
    """
    n, rng = 200, np.random.default_rng(0)
    raw = rng.standard_normal((n, len(scales)))
    raw -= raw.mean(axis=0)
    X = np.linalg.qr(raw)[0] * np.sqrt(n) * np.array(scales, dtype=float)
    X = X + np.array(list(means) or [0.0] * len(scales))
    y = X.sum(axis=1) + rng.standard_normal(n)
    own = diagnose(LeastSquares(X, y))
    standard = diagnose(LeastSquares(X, y), standardize=True)
    return {
        "lr_limit": own.lr_limit,
        "condition": own.condition_number,
        "epochs_to_tolerance": own.epochs_to_tolerance,
        "standard_lr_limit": standard.lr_limit,
        "standard_condition": standard.condition_number,
        "standard_epochs": standard.epochs_to_tolerance,
        "closed_gap": float(np.abs(own.closed_form - standard.closed_form).max()),
    }


def repeated_rows(n: int, d: int, repeats: int, lr: float, loss: str, seed: int = 0) -> Facts:
    """Return the effect on the limit of repeating every row `repeats` times."""
    rng = np.random.default_rng(seed)
    X, w = rng.standard_normal((n, d)), np.arange(1.0, d + 1)
    y = X @ w + rng.standard_normal(n)
    once = diagnose(LeastSquares(X, y, loss=loss), lr)
    again = diagnose(LeastSquares(np.tile(X, (repeats, 1)), np.tile(y, repeats), loss=loss), lr)
    return {
        "lr_limit": once.lr_limit,
        "lr_limit_repeated": again.lr_limit,
        "status": once.status,
        "status_repeated": again.status,
        "gap": float(np.abs(once.closed_form - again.closed_form).max()),
    }


def squared_condition(lengths: Sequence[float]) -> Facts:
    """Return the condition numbers of X and of XᵀX, for orthogonal columns of these lengths."""
    X = np.linalg.qr(np.random.default_rng(0).standard_normal((50, len(lengths))))[0]
    X = X * np.array(lengths, dtype=float)
    values = np.linalg.svd(X, compute_uv=False)
    curved = np.linalg.eigvalsh(LeastSquares(X, X.sum(axis=1), intercept=False).hessian())
    return {"of_X": float(values[0] / values[-1]), "of_gram": float(curved[-1] / curved[0])}


def by_hand(
    x: Sequence[float] | Sequence[Sequence[float]],
    y: Sequence[float],
    w: Sequence[float],
    lr: float = 0.1,
) -> Facts:
    """Return the numbers of one epoch on a few points, and the gradient by finite differences."""
    problem = LeastSquares(np.array(x, dtype=float), np.array(y, dtype=float))
    weights = np.array(w, dtype=float)
    residuals = problem.predict(weights) - problem.y
    gradient = problem.gradient(weights)
    small = 1e-5
    differences = [
        (problem.loss(weights + step) - problem.loss(weights - step)) / (2 * small)
        for step in small * np.eye(len(weights))
    ]
    optimum = Spectrum.of(problem).optimum
    best_residuals = problem.predict(optimum) - problem.y
    return {
        "best_residuals": best_residuals.tolist(),
        "best_products": (problem.X_b.T @ best_residuals).tolist(),
        "best_loss": problem.loss(optimum),
        "predictions": problem.predict(weights).tolist(),
        "residuals": residuals.tolist(),
        "residual_sum": float(residuals.sum()),
        "loss": problem.loss(weights),
        "gradient": gradient.tolist(),
        "differences": [float(each) for each in differences],
        "next": (weights - lr * gradient).tolist(),
        "next_loss": problem.loss(weights - lr * gradient),
        "mean_absolute": float(np.abs(residuals).mean()),
        "transposed": problem.X_b.T.tolist(),
    }


def shapes(n: int, d: int) -> Facts:
    """Return the shapes of what an epoch computes, for n rows and d features."""
    rng = np.random.default_rng(0)
    problem = LeastSquares(rng.standard_normal((n, d)), rng.standard_normal(n))
    w = problem.starting_weights()
    residuals = problem.predict(w) - problem.y
    arrays = {
        "X_b": problem.X_b,
        "X_bT": problem.X_b.T,
        "w": w,
        "residuals": residuals,
        "gradient": problem.gradient(w),
        "hessian": problem.hessian(),
    }
    return {name: list(array.shape) for name, array in arrays.items()}


def best_constant(y: Sequence[float]) -> Facts:
    """Return the constant that predicts y best, by least squares and by least absolute values."""
    target, ones = np.array(y, dtype=float), np.ones((len(y), 1))
    by_squares = solve(ones, target, intercept=False).coef
    misses = np.abs(target[:, np.newaxis] - target).sum(axis=0)  # (n,) one of y is always best
    by_absolute = target[[misses.argmin()]]
    constant = LeastSquares(ones, target, intercept=False)
    return {
        "squares": float(by_squares[0]),
        "absolute": float(by_absolute[0]),
        "mean": float(target.mean()),
        "median": float(np.median(target)),
        "loss_at_squares": constant.loss(by_squares),
        "loss_at_absolute": constant.loss(by_absolute),
    }


def absolute_descent(target: float, lr: float) -> Facts:
    """Return a constant fitted to three points by descent on the mean |residual| and on the MSE."""
    y = np.array([-1.0, 0.0, 1.0]) + target
    squares = LeastSquares(np.ones((len(y), 1)), y, intercept=False)
    by_absolute, by_squares = [0.0], [np.zeros(1)]
    for _ in range(400):
        by_absolute.append(by_absolute[-1] - lr * float(np.sign(by_absolute[-1] - y).mean()))
        by_squares.append(by_squares[-1] - lr * squares.gradient(by_squares[-1]))
    return {
        "last_steps": [abs(b - a) for a, b in pairwise(by_absolute)][-20:],
        "last_steps_squares": [float(abs(b - a)[0]) for a, b in pairwise(by_squares)][-20:],
        "off": abs(by_absolute[-1] - target),
        "off_squares": float(abs(by_squares[-1][0] - y.mean())),
    }


def batches(n: int, batch_size: int) -> Facts:
    """Count the updates of one epoch in mini-batches: one for each gradient asked for."""

    @dataclass(frozen=True)
    class Counting(GradientDescent):
        asked: ClassVar[list[int]] = []

        def direction(self, gradient: Vector, velocity: Vector) -> tuple[Vector, Vector]:
            self.asked.append(1)
            return super().direction(gradient, velocity)

    line, rule = datasets.lesson_line(n), Counting()
    next(descend(LeastSquares(line.x, line.y), 1e-6, rule=rule, batch_size=batch_size))
    return {"updates": len(rule.asked)}


def kept_history(epochs: int) -> Facts:
    """Count the different slopes kept by `append(w)` with `w -= …`, and by keeping steps."""
    line = datasets.lesson_line()
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


def split(
    n: int = 10, noise: float = 1.0, seed: int = 0, degrees: Sequence[int] = (1, 3, 5, 7)
) -> Facts:
    """Fit curves of increasing degree to n points and measure them on others, as the lesson does.

    Parameters
    ----------
    n : int
        Points to train on; there are a thousand to test on.
    noise : float
        Standard deviation of the noise around the line.
    seed : int
        Seed for the random numbers.
    degrees : sequence of int
        The highest power of x in each curve; 1 is the straight line.

    Raises
    ------
    OptionError
        The seed, the noise or the number of points cannot be used.
    """
    true_slope, true_intercept = datasets.lesson_line(n, noise, seed).truth
    rng = np.random.default_rng(seed)

    def points(count: int) -> tuple[Vector, Vector]:
        x = rng.uniform(0, 1, count)
        return x, true_slope * x + true_intercept + rng.normal(0, noise, count)

    (x, y), (x_test, y_test) = points(n), points(TEST_POINTS)
    training, test = [], []
    for degree in degrees:
        powers = np.arange(degree + 1)
        w = np.linalg.lstsq(x[:, np.newaxis] ** powers, y)[0]
        training.append(float(np.square(x[:, np.newaxis] ** powers @ w - y).mean()))
        test.append(float(np.square(x_test[:, np.newaxis] ** powers @ w - y_test).mean()))
    slope, intercept = np.polyfit((x - x.mean()) / x.std(), y, 1)

    def standardized(mean: float, deviation: float) -> float:
        predicted = slope * (x_test - mean) / deviation + intercept
        return float(np.square(predicted - y_test).mean())

    return {
        "n": n,
        "noise": noise,
        "seed": seed,
        "degrees": list(degrees),
        "training": training,
        "test": test,
        "training.line": training[0],
        "training.curve": training[-1],
        "test.line": test[0],
        "test.curve": test[-1],
        "ratio": test[-1] / test[0],
        "x_mean": float(x.mean()),
        "x_mean_test": float(x_test.mean()),
        "test.same_mean": standardized(float(x.mean()), float(x.std())),
        "test.own_mean": standardized(float(x_test.mean()), float(x_test.std())),
    }
