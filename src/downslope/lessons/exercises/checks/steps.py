"""Checks of the five steps: initialize, predict, loss, gradient, update."""

from __future__ import annotations

import numpy as np

from downslope.datasets import lesson_line
from downslope.diagnosis.trajectory import trajectory
from downslope.lessons.exercises.checks.learner import CrashError, Learner
from downslope.lessons.exercises.checks.loops import (
    problems,
    refuse_changed_start,
    refuse_one_array,
    run_mistakes,
    some_weights,
)
from downslope.lessons.exercises.checks.mistakes import (
    Mistake,
    NotYetError,
    close,
    numbers,
    parts,
    same,
    same_path,
)
from downslope.numerics.arrays import Matrix, Vector


def check_init(learner: Learner) -> None:
    """Check that X_b has x, then ones, and that w comes from the given generator."""
    for n, seed in ((5, 0), (100, 7)):
        x = lesson_line(n, seed=seed).x
        result = learner.call("initialize", x, np.random.default_rng(seed))
        X_b, w = parts(result, "initialize", ("X_b", "w"), "return X_b, w")
        wrong = {
            (2, n): "These are two rows. To put columns side by side: np.column_stack([x, ones]).",
            (
                2 * n,
            ): "np.concatenate and np.append make one long row; np.column_stack makes a table.",
            (n,): "That is x alone. It needs a second column, of ones.",
            (n, 1): "That is x alone. It needs a second column, of ones.",
        }
        ones = np.ones(n)
        table = numbers(X_b, "X_b", (n, 2), wrong)
        swapped = Mistake(
            np.column_stack([ones, x]), "The columns of X_b are swapped",
            ("Here x comes first and the ones last. So w[0] is the slope and w[1] the intercept.",),
        )  # fmt: skip
        zeros = Mistake(
            np.column_stack([x, 0 * x]), "The second column of X_b is zeros",
            ("A weight times 0 does nothing. The intercept must be multiplied by 1.",),
        )  # fmt: skip
        same("X_b", table, np.column_stack([x, ones]), (swapped, zeros))
        _first_weights(learner, x, numbers(w, "w", (2,), _W_SHAPES), seed)


_W_SHAPES = {
    (): "One number. There are two weights, slope and intercept: standard_normal(2).",
    (2, 1): "A table with one column. Make a vector of two numbers: standard_normal(2).",
    (1, 2): "A table with one row. Make a vector of two numbers: standard_normal(2).",
}


def _first_weights(learner: Learner, x: Vector, w: Vector, seed: int) -> None:
    again = learner.call("initialize", x, np.random.default_rng(seed))[1]
    if not close(again, w):
        raise NotYetError(
            "w is different every time",
            "Use rng, the generator that the function receives. Its seed makes a run repeatable.",
        )
    if close(learner.call("initialize", x, np.random.default_rng(seed + 1))[1], w):
        fixed = "zeros" if not w.any() else "the same numbers"
        raise NotYetError(
            f"w is {fixed}, whatever the generator",
            "Take two random numbers from rng: rng.standard_normal(…).",
        )
    uniform = Mistake(
        np.random.default_rng(seed).uniform(size=2), "w is uniform, not normal",
        ("rng.random and rng.uniform draw numbers from 0 to 1. Use rng.standard_normal.",),
    )  # fmt: skip
    same("w", w, np.random.default_rng(seed).standard_normal(2), (uniform,))


def check_predict(learner: Learner) -> None:
    """Check the product of the table and the weights."""
    for problem in problems():
        X_b, w = problem.X_b, some_weights(problem)
        n, p = X_b.shape
        entry_by_entry = {
            (n, p): "X_b * w multiplies entry by entry and stops there. @ also adds up each row.",
            (n, 1): "A table with one column. Return a vector: X_b @ w with w of shape (p,).",
        }
        got = numbers(learner.call("predict", X_b, w), "The prediction", (n,), entry_by_entry)
        features = Mistake(
            X_b[:, :-1] @ w[:-1], "The intercept is missing",
            ("Your prediction uses the slope alone, so the line goes through 0.",),
        )  # fmt: skip
        two = [
            Mistake(
                X_b[:, 0] * w[0] + last, "Only the first column is used",
                ("Here X_b has more columns than two. X_b @ w uses all of them.",),
            )
            for last in (w[1], w[-1])
        ]  # fmt: skip
        same("The prediction", got, X_b @ w, (features, *two))


def check_loss(learner: Learner) -> None:
    """Check the mean of the squares."""
    for problem in problems():
        y, n = problem.y, problem.n
        y_hat = problem.X_b @ some_weights(problem)
        residuals = y_hat - y
        ours = (residuals**2).mean()
        each = {(n,): "A number for each point. The loss is one number: take the mean."}
        got = numbers(learner.call("mse", y_hat, y), "The loss", (), each)
        mistakes = (
            Mistake(abs(residuals).mean(), "That is the mean absolute error", (
                "Square the residuals instead of taking their absolute values.",)),
            Mistake(residuals.mean(), "The residuals are not squared", (
                "Misses above and below cancel, and the loss can even be negative.",)),
            Mistake(residuals.mean() ** 2, "That squares the mean", (
                "Misses cancel before they are squared. Square each one, then take the mean.",)),
            Mistake(np.sqrt(ours), "That is the root of the MSE", (
                "The RMSE is useful, but here the loss is the mean square itself.",)),
            Mistake(residuals.std() ** 2, "That is the variance of the residuals", (
                "It subtracts their mean first, so it does not notice a line that is too high.",)),
        )  # fmt: skip
        factors = {
            float(n): "That is the sum of the squares. Divide by their number to get the mean.",
            0.5: "That is half of the MSE, called half-MSE. Some books use it as their loss.",
            -1.0: "A square is never negative, and neither is a mean of squares.",
        }
        same("The loss", got, ours, mistakes, factors)


def check_gradient(learner: Learner) -> None:
    """Check the gradient (2/n) X_bᵀ residuals."""
    for problem in problems():
        X_b, y, n = problem.X_b, problem.y, problem.n
        y_hat = X_b @ some_weights(problem)
        p = X_b.shape[1]
        shapes = {
            (n,): "One number for each point. Multiply X_bᵀ by the residuals: X_b.T @ residuals.",
            (n, p): "One number for each point and weight. Also add up over the points, as @ does.",
            (p, n): "One number for each weight and point. Also add up over the points, as @ does.",
            (): "One number. The gradient has one for each weight.",
        }
        got = numbers(_gradient(learner, X_b, y_hat, y), "The gradient", (p,), shapes)
        residuals = y_hat - y
        raw = Mistake(
            (2 / n) * X_b.T @ y_hat, "The gradient is made of y_hat, not of the residuals",
            ("Use the residuals, y_hat - y: they say which way to go.",),
        )  # fmt: skip
        factors = {
            0.5: "The 2 is missing. It comes from the derivative of the square.",
            n / 2: "The factor 2/n is missing.",
            float(n): "The 1/n is missing: that is the gradient of the sum of squares.",
            -0.5: "Sign and factor are wrong: the 2 is missing, and the residuals are y_hat - y.",
            -1.0: "It points downhill, so subtracting it goes uphill. The residuals are y_hat - y.",
        }
        same("The gradient", got, (2 / n) * X_b.T @ residuals, (raw,), factors)


def _gradient(learner: Learner, X_b: Matrix, y_hat: Vector, y: Vector) -> object:
    """Return the learner's gradient; explain the transpose if the shapes do not fit."""
    try:
        return learner.call("gradient", X_b, y_hat, y)
    except CrashError as crash:
        if not crash.title.startswith("The shapes do not fit"):
            raise
        n, p = X_b.shape
        raise CrashError(
            crash.title,
            f"X_b is ({n}, {p}) and the residuals are ({n},), so X_b @ residuals does not fit.",
            f"X_b.T is ({p}, {n}). X_b.T @ residuals fits, and {p} numbers come out.",
            line=crash.line,
            cause=crash.cause,
        ) from None


def check_update(learner: Learner) -> None:
    """Check the weights of every epoch against our exact trajectory."""
    line, table = problems()
    runs = (line, lesson_line().start, 0.01, 200), (table, some_weights(table), 0.05, 50)
    for problem, start, lr, epochs in runs:
        p = problem.X_b.shape[1]
        ours = trajectory(problem, lr, epochs, start).weights
        result = learner.call("train", problem.X_b, problem.y, start, lr, epochs, keep=False)
        missing = {(epochs, p): "A row is missing: the starting weights are row 0."}
        got = numbers(result, "The history", (epochs + 1, p), missing)
        refuse_one_array("The weights", got, start, problem)
        same_path("The weights", got, ours, run_mistakes(problem, lr, start))
        refuse_changed_start(learner)
