"""Checks of the exercises of part two: what a model changes in the loop, against the model itself.

The data are two tables, so that code for one slope and one intercept does not pass.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from downslope.datasets.lesson_points import lesson_points
from downslope.descent import descend
from downslope.lessons.exercises.checks.learner import Learner
from downslope.lessons.exercises.checks.loops import (
    refuse_changed_start,
    simulate,
)
from downslope.lessons.exercises.checks.mistakes import Mistake, numbers, same_path
from downslope.models.logistic import Logistic
from downslope.models.model import Model
from downslope.numerics.arrays import Matrix, Vector

Gradient = Callable[[Matrix, Vector, Vector], Vector]  # of X_b, y, and w


def tables() -> tuple[tuple[Matrix, Vector], ...]:
    """Return the points of a no and a yes, and three columns with a target of numbers near them."""
    X, y = lesson_points("lesson-yes-no")
    rng = np.random.default_rng(1)
    wide = rng.normal(size=(40, 3)) * [1.0, 2.0, 0.5]
    return (X, y), (wide, wide @ [1.0, -0.5, 0.8] + 0.3 + 0.5 * rng.normal(size=40))


def check_run(
    learner: Learner,
    model: Model,
    lr: float,
    epochs: int,
    wrong: Sequence[tuple[Gradient, str, str]],
) -> None:
    """Check `train` against the loop on this model; each known mistake is another gradient."""
    X_b, y = model.X_b, model.y
    start = 0.3 * np.random.default_rng(2).standard_normal(X_b.shape[1])
    run = itertools.islice(descend(model, lr, start), epochs + 1)
    ours = np.array([step.weights for step in run])
    result = learner.call("train", X_b, y, start, lr, epochs, keep=False)
    got = numbers(result, "The history", ours.shape)

    def wrongly(of: Gradient, sign: float = 1.0) -> Matrix:
        return simulate(lambda w: np.asarray(w - sign * lr * of(X_b, y, w)), start)

    mistakes = [Mistake(wrongly(of), title, (line,)) for of, title, line in wrong]
    uphill = wrongly(lambda X_b, y, w: model.gradient(w), -1.0)
    title = "The loss rises: the step goes uphill"
    mistakes.append(Mistake(uphill, title, ("Check the sign of the residuals.",)))
    same_path("The weights", got, ours, mistakes)
    refuse_changed_start(learner)


def _squeezed(score: Vector) -> Vector:
    probability: Vector = 1 / (1 + np.exp(-score))
    return probability


def check_logistic(learner: Learner) -> None:
    """Check the run of logistic regression."""
    (X, y), (wide, target) = tables()
    wrong: Sequence[tuple[Gradient, str, str]] = (
        (lambda X_b, y, w: X_b.T @ (X_b @ w - y) / len(y), "The prediction is still a line",
         "Squeeze the score into the range from 0 to 1: p = 1 / (1 + exp(-score))."),
        (lambda X_b, y, w: 2 * X_b.T @ (_squeezed(X_b @ w) - y) / len(y),
         "Each step is exactly twice as long as ours",
         "The 2 came from the square of the MSE. The log loss has none: 1/n."),
        (lambda X_b, y, w: X_b.T @ (_squeezed(X_b @ w) - y), "Each step is n times as long as ours",
         "The 1/n is missing in the gradient."),
        (lambda X_b, y, w: X_b.T @ (_squeezed(-X_b @ w) - y) / len(y),
         "The probability is that of a no", "In the exponent the score has a minus: exp(-score)."),
        (lambda X_b, y, w: X_b.T @ ((_squeezed(X_b @ w) - y) * _squeezed(X_b @ w)
                                    * (1 - _squeezed(X_b @ w))) / len(y),
         "There is a factor p · (1 - p) too many",
         "The derivative of the log cancels it: what is left is p - y."),
    )  # fmt: skip
    for features, classes in ((X, y), (wide, (target > 0).astype(float))):
        check_run(learner, Logistic(features, classes), 0.2, 60, wrong)
