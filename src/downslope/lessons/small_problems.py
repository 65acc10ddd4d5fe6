"""Facts of small problems: one epoch by hand, shapes of arrays, the best constant, mini-batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from downslope.datasets import lesson_line
from downslope.descent import descend
from downslope.diagnosis.spectrum import Spectrum
from downslope.fitting.ladder import solve
from downslope.lessons.formulas import Facts
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Vector
from downslope.rules import GradientDescent


def by_hand(
    x: Sequence[float] | Sequence[Sequence[float]],
    y: Sequence[float],
    w: Sequence[float],
    lr: float = 0.1,
) -> Facts:
    """Return all that one epoch on a few points computes, and the gradient by differences."""
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
    """Return one constant fitted to three points, down the mean |residual| and down the MSE."""
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

    line, rule = lesson_line(n), Counting()
    next(descend(LeastSquares(line.x, line.y), 1e-6, rule=rule, batch_size=batch_size))
    return {"updates": len(rule.asked)}


def kept_history(epochs: int) -> Facts:
    """Count the slopes in a list: by `append(w)` beside `w -= …`, and from steps of `descend`."""
    line = lesson_line()
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
