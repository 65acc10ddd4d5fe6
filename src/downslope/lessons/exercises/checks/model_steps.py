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
    FIRST_EPOCHS,
    refuse_changed_start,
    simulate,
)
from downslope.lessons.exercises.checks.mistakes import (
    Mistake,
    NotYetError,
    numbers,
    same,
    same_path,
)
from downslope.models.huber import Huber
from downslope.models.least_squares import LeastSquares
from downslope.models.logistic import Logistic
from downslope.models.model import Model
from downslope.models.network import Network
from downslope.models.poisson import Poisson
from downslope.models.ridge import Ridge
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
    start = 0.3 * np.random.default_rng(2).standard_normal((X_b.shape[1],))
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


def check_poisson(learner: Learner) -> None:
    """Check the run of Poisson regression."""
    wrong: Sequence[tuple[Gradient, str, str]] = (
        (lambda X_b, y, w: X_b.T @ (X_b @ w - y) / len(y), "The prediction is still a line",
         "The mean of a count is positive: y_hat = np.exp(X_b @ w)."),
        (lambda X_b, y, w: 2 * X_b.T @ (np.exp(X_b @ w) - y) / len(y),
         "Each step is exactly twice as long as ours",
         "The 2 came from the square of the MSE. This loss has none: 1/n."),
        (lambda X_b, y, w: X_b.T @ (np.exp(X_b @ w) - y), "Each step is n times as long as ours",
         "The 1/n is missing in the gradient."),
        (lambda X_b, y, w: X_b.T @ ((np.exp(X_b @ w) - y) * np.exp(X_b @ w)) / len(y),
         "There is a factor exp(score) too many",
         "That would be the gradient of squared misses. This loss leaves y_hat - y alone."),
        (lambda X_b, y, w: X_b.T @ (X_b @ w - np.log(y + 1)) / len(y),
         "That is a line through the logarithms", "Predict the mean of the counts themselves."),
    )  # fmt: skip
    X, y = lesson_points("lesson-counts")
    rng = np.random.default_rng(1)
    wide = 0.4 * rng.normal(size=(40, 3))
    counts = rng.poisson(np.exp(wide @ [1.0, -0.5, 0.8] + 0.3)).astype(float)
    for features, target, lr in ((0.1 * X, y, 0.05), (wide, counts, 0.2)):
        check_run(learner, Poisson(features, target), lr, 60, wrong)


def _gradients(learner: Learner, model: Model, *settings: float) -> tuple[Vector, Vector, Vector]:
    """Return the learner's gradient, the model's, and the weights."""
    w = 4 * np.random.default_rng(2).standard_normal((model.X_b.shape[1],))
    result = learner.call("gradient", model.X_b, model.y, w, *settings)
    return numbers(result, "The gradient", w.shape), model.gradient(w), w


def check_ridge(learner: Learner) -> None:
    """Check the gradient with a penalty on the slopes."""
    for (X, y), alpha in zip(tables(), (0.5, 3.0), strict=True):
        model, n = Ridge(X, y, alpha=alpha), len(y)
        got, ours, w = _gradients(learner, model, alpha)
        pull = 2 * alpha * w
        pull[-1] = 0
        plain = ours - pull
        mistakes = (
            Mistake(plain, "The penalty is missing", ("Its derivative is 2 · alpha · slope.",)),
            Mistake(plain + 2 * alpha * w, "The intercept is penalized as well",
                    ("Set the last entry of the pull to 0: where the line stands costs nothing.",)),
            Mistake(plain + pull / 2, "The pull of the penalty is half of ours",
                    ("The derivative of slope² is 2 · slope.",)),
            Mistake(plain + pull / n, "The pull is divided by n",
                    ("The penalty is added to the mean loss once, and not once for each row.",)),
            Mistake(plain - pull, "The penalty pushes the slopes away from zero",
                    ("The penalty rises with the slope, so its derivative has a plus.",)),
            Mistake(plain + 2 * alpha * w**2 * (pull != 0), "That is the penalty of the squares",
                    ("The derivative of slope² is 2 · slope.",)),
        )  # fmt: skip
        same("The gradient", got, ours, mistakes, {0.5: "The 2 of 2/n is missing."})


def check_huber(learner: Learner) -> None:
    """Check the gradient of the Huber loss."""
    for (X, y), delta in zip(tables(), (0.5, 1.5), strict=True):
        model, n = Huber(X, y, delta=delta), len(y)
        got, ours, w = _gradients(learner, model, delta)
        residuals = model.X_b @ w - y
        whole = model.X_b.T @ residuals / n
        inside = np.where(np.abs(residuals) <= delta, residuals, 0)
        mistakes = (
            Mistake(whole, "The residuals are not clipped", ("np.clip(residuals, -delta, delta)",)),
            Mistake(2 * whole, "That is the gradient of the MSE",
                    ("Clip the residuals, and leave the 2 out.",)),
            Mistake(np.clip(whole, -delta, delta), "The gradient is clipped, not the residuals",
                    ("Clip first, row by row, and multiply by X_b.T afterward.",)),
            Mistake(model.X_b.T @ inside / n, "Rows beyond delta are dropped",
                    ("They keep the pull of a residual of delta, in their own direction.",)),
            Mistake(model.X_b.T @ np.minimum(residuals, delta) / n, "Only one side is clipped",
                    ("Residuals below -delta are clipped as well.",)),
        )  # fmt: skip
        factors = {2.0: "The quadratic piece is half a square: 1/n.", float(n): "1/n is missing."}
        same("The gradient", got, ours, mistakes, factors)


def check_soft_threshold(learner: Learner) -> None:
    """Check the soft threshold, with slopes of both signs and on both sides of the threshold."""
    for w, t in (
        (np.array([0.9, -0.7, 0.1, -0.2, 0.0, 3.0]), 0.25),
        (np.array([-4.0, 0.5, -0.1]), 1.0),
    ):
        got = numbers(learner.call("threshold", w, t), "The result", w.shape)

        def ended(slopes: Vector, w: Vector = w) -> Vector:
            return np.append(slopes[:-1], w[-1])

        shorter = np.maximum(np.abs(w) - t, 0)
        mistakes = (
            Mistake(np.sign(w) * shorter, "The intercept is shortened too",
                    ("The last weight stays as it is: shorter[-1] = w[-1].",)),
            Mistake(ended(shorter), "The signs are lost", ("Multiply by np.sign(w).",)),
            Mistake(ended(w - t * np.sign(w)), "Short slopes jump across zero",
                    ("np.maximum(…, 0) stops at zero.",)),
            Mistake(ended(np.where(np.abs(w) > t, w, 0)), "The long slopes are not shortened",
                    ("That is the hard threshold. The soft one takes t from every slope.",)),
            Mistake(ended(np.maximum(w - t, 0)), "Negative slopes all become zero",
                    ("Shorten the length, np.abs(w), and put the sign back.",)),
            Mistake(ended(np.sign(w) * (np.abs(w) + t)), "The slopes get longer",
                    ("Subtract t from the length.",)),
        )  # fmt: skip
        same("The result", got, ended(np.sign(w) * shorter), mistakes)


def check_softmax(learner: Learner) -> None:
    """Check the probabilities, on scores in the thousands, too."""
    rng = np.random.default_rng(3)
    for scores in (
        rng.normal(size=(6, 3)),
        rng.normal(size=(4, 5)) + np.array([[900.0], [-900.0], [5000.0], [0.0]]),
    ):
        got = numbers(learner.call("probabilities", scores), "The probabilities", scores.shape)
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        ours = e / e.sum(axis=1, keepdims=True)
        with np.errstate(all="ignore"):
            naive = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        if not np.isfinite(naive).all() and not np.isfinite(got).all():
            raise NotYetError(
                "exp overflows where scores are large",
                "inf divided by inf is NaN. Subtract the largest score of each row first.",
            )
        mistakes = (
            Mistake(e, "The rows do not sum to one", ("Divide by the sum of each row.",)),
            Mistake(e / e.sum(axis=0), "The columns sum to one, not the rows",
                    ("Sum over the classes of a row: axis=1, keepdims=True.",)),
            Mistake(e / e.sum(), "The whole table sums to one",
                    ("Each row is divided by its own sum: axis=1, keepdims=True.",)),
            Mistake(scores / scores.sum(axis=1, keepdims=True), "exp is missing",
                    ("Shares of scores can be negative. Take exp first.",)),
            Mistake(1 / (1 + np.exp(-np.clip(scores, -500, 500))), "That is each score by itself",
                    ("That is logistic regression. Here the classes share a sum of one.",)),
        )  # fmt: skip
        same("The probabilities", got, ours, mistakes)


def check_blame(learner: Learner) -> None:
    """Check the gradient of the weights into the hidden units of a network."""
    for (X, y), units in zip(tables(), (3, 4), strict=True):
        model = Network(0.2 * X, y, hidden=units)
        X_b, n = model.X_b, len(y)
        weights = np.random.default_rng(2).standard_normal(model.weights_shape)
        V, w = model.split(weights)
        got = numbers(learner.call("gradient_of_units", X_b, y, V, w), "The gradient", V.shape)
        ours = model.split(model.gradient(weights))[0]
        hidden = np.tanh(X_b @ V)
        outer = np.outer(hidden @ w[:-1] + w[-1] - y, w[:-1])
        mistakes = (
            Mistake(2 / n * X_b.T @ outer, "The derivative of tanh is missing",
                    ("Multiply the blame by `1 - hidden**2`.",)),
            Mistake(2 / n * X_b.T @ (outer * (1 - hidden)), "That is not the derivative of tanh",
                    ("It is `1 - hidden**2`.",)),
            Mistake(2 / n * X_b.T @ (outer * hidden * (1 - hidden)),
                    "That is the derivative of the logistic curve",
                    ("Here it is `1 - hidden**2`.",)),
            Mistake(2 / n * X_b.T @ ((outer / w[:-1]) * (1 - hidden**2)),
                    "The weights of the units are missing",
                    ("A unit is to blame as far as the prediction listens to it: w[:-1].",)),
        )  # fmt: skip
        factors = {
            0.5: "The 2 of 2/n is missing.",
            n / 2: "2/n is missing.",
            float(n): "1/n is missing.",
            -1.0: "Check the sign of the residuals.",
        }
        same("The gradient", got, ours, mistakes, factors)


def check_adam(learner: Learner) -> None:
    """Check the run with Adam."""
    for (X, y), lr in zip(tables(), (0.05, 0.1), strict=True):
        model = LeastSquares(X, y)
        X_b, start = (
            model.X_b,
            0.3 * np.random.default_rng(2).standard_normal((model.X_b.shape[1],)),
        )
        run = itertools.islice(descend(model, lr, start, rule="adam"), 41)
        ours = np.array([step.weights for step in run])
        result = learner.call("train", X_b, y, start, lr, 40, keep=False)
        got = numbers(result, "The history", ours.shape)

        def adam(
            *, corrected: bool = True, root: bool = True, b1: float = 0.9, b2: float = 0.999,
            sign: float = 1.0, model: LeastSquares = model, start: Vector = start, lr: float = lr,
        ) -> Matrix:  # fmt: skip
            mean, squares, rows = np.zeros(len(start)), np.zeros(len(start)), [start]
            for t in range(1, FIRST_EPOCHS + 1):
                gradient = model.gradient(rows[-1])
                mean = b1 * mean + (1 - b1) * gradient
                squares = b2 * squares + (1 - b2) * gradient**2
                first, second = (1 - b1**t, 1 - b2**t) if corrected else (1.0, 1.0)
                size = squares / second
                size = np.sqrt(size) + 1e-8 if root else size + 1e-8
                rows.append(rows[-1] - sign * lr * mean / first / size)
            return np.array(rows)

        mistakes = (
            Mistake(adam(corrected=False), "The means are not corrected for their start at zero",
                    ("Divide the mean by 1 - 0.9**t and the squares by 1 - 0.999**t.",)),
            Mistake(adam(root=False), "The root of the squares is missing", ("np.sqrt(…)",)),
            Mistake(adam(b1=0.999, b2=0.9), "The two decays are swapped",
                    ("The mean keeps 0.9 of itself, the squares 0.999.",)),
            Mistake(adam(sign=-1.0), "The loss rises: the step goes uphill", ("w = w - lr * …",)),
            Mistake(simulate(lambda w: np.asarray(w - lr * model.gradient(w)), start),  # noqa: B023
                    "That is plain gradient descent", ("The step is lr · mean / √squares.",)),
        )  # fmt: skip
        same_path("The weights", got, ours, mistakes)
        refuse_changed_start(learner)
