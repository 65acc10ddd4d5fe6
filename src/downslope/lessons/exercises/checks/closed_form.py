"""Checks of the exercises on the closed form and on standardizing."""

from __future__ import annotations

import numpy as np

from downslope.datasets import lesson_line
from downslope.diagnosis.trajectory import trajectory
from downslope.fitting.ladder import solve
from downslope.lessons.exercises.checks.learner import CrashError, Learner
from downslope.lessons.exercises.checks.loops import problems
from downslope.lessons.exercises.checks.mistakes import (
    Mistake,
    NotYetError,
    close,
    numbers,
    parts,
    same,
    show,
)
from downslope.numerics.arrays import Matrix, Vector


def check_closed_form(learner: Learner) -> None:
    """Check for the best weights, and for the best predictions where a column is repeated."""
    for problem in problems():
        X_b, y = problem.X_b, problem.y
        answer = solve(X_b[:, :-1], y)
        ours = np.append(answer.coef, answer.intercept)
        shapes = {
            (len(y),): "One number for each point: those are predictions. Return the weights."
        }
        got = numbers(_tried(learner, X_b, y), "The answer", ours.shape, shapes)
        descent = Mistake(
            trajectory(problem, 0.01, 200).weights[-1], "That is gradient descent after 200 epochs",
            ("It is close, but not there. The closed form needs no epochs.",),
        )  # fmt: skip
        no_inverse = Mistake(X_b.T @ y, "That is X_bᵀ y alone",
                             ("You still have to solve the normal equations for w.",))  # fmt: skip
        same("The answer", got, ours, (descent, no_inverse))
    _repeated_column(learner)


def _tried(learner: Learner, X_b: Matrix, y: Vector) -> object:
    result = learner.call("closed_form", X_b, y)
    if isinstance(result, tuple):
        raise NotYetError(
            "closed_form returns several things",
            "np.linalg.lstsq returns the weights and three other things: take [0].",
        )
    return result


def _repeated_column(learner: Learner) -> None:
    """Check a table with a column and its double: any weights with the best predictions pass."""
    line = lesson_line(50, seed=8)
    X_b = np.column_stack([line.x, 2 * line.x, np.ones(50)])
    best = X_b[:, [0, 2]] @ np.linalg.lstsq(X_b[:, [0, 2]], line.y)[0]
    title = "It fails where one column is the double of another"
    why = "X_bᵀ X_b has no inverse there. np.linalg.lstsq and np.linalg.pinv need none."
    try:
        w = numbers(_tried(learner, X_b, line.y), "The answer", (3,))
    except CrashError as crash:
        if not isinstance(crash.cause, np.linalg.LinAlgError):
            raise
        raise NotYetError(title, f"Python says: {crash.cause}.", why) from None
    misses = np.abs(X_b @ w - best).max()
    if not misses < 1e-6 * np.abs(best).max():  # NaN fails, too
        raise NotYetError(
            title, f"weights {show(w)}", f"Its predictions are off by up to {misses:.3g}.", why
        )


def check_standardise(learner: Learner) -> None:
    """Check the standardized columns and the weights that are converted back."""
    rng = np.random.default_rng(9)
    X = rng.normal(size=(40, 3)) * [1000.0, 1.0, 0.01] + [5000.0, -2.0, 0.3]
    _check_table(learner, X)
    _check_way_back(learner, X, rng.normal(size=4))
    flat = X.copy()
    flat[:, 1] = 7.0
    Z, _, std = _standardised(learner, flat)
    if not (np.isfinite(Z).all() and close(std[1], 1.0)):
        raise NotYetError(
            "A column that never varies is divided by zero",
            f"Z of that column  {show(Z[:, 1])}",
            f"its std           {show(std[1])}",
            "Where std is 0, put 1: np.where(std == 0, 1.0, std).",
        )


def _check_table(learner: Learner, X: Matrix) -> None:
    Z, mean, std = _standardised(learner, X)
    same("mean", mean, X.mean(axis=0))
    sample = Mistake(
        X.std(axis=0, ddof=1), "std divides by n - 1",
        ("Both kinds work. To get the same numbers as here, use np.std without ddof.",),
    )  # fmt: skip
    squares = Mistake(
        X.var(axis=0), "That is the variance, not the standard deviation",
        ("The standard deviation is its square root, in the unit of the column.",),
    )  # fmt: skip
    same("std", std, X.std(axis=0), (sample, squares))
    centered = Mistake(X - mean, "Z is centered, but not scaled", ("Divide by std.",))
    scaled = Mistake(X / std, "Z is scaled, but not centered", ("Subtract mean first.",))
    order = Mistake(X - mean / std, "Brackets are missing", (
        "mean / std is computed before the minus. Write (X - mean) / std.",))  # fmt: skip
    same("Z", Z, (X - mean) / std, (centered, scaled, order))


def _standardised(learner: Learner, X: Matrix) -> tuple[Matrix, Vector, Vector]:
    try:
        result = learner.call("standardize", X)
    except CrashError as crash:
        if not crash.title.startswith("The shapes do not fit"):
            raise
        raise CrashError(
            crash.title,
            "Mean and std must go down the rows, axis=0: one number for each column.",
            line=crash.line,
            cause=crash.cause,
        ) from None
    table, means, deviations = parts(
        result, "standardize", ("Z", "mean", "std"), "return Z, mean, std"
    )
    n, d = X.shape
    whole = {
        (): "One number for the whole table. Each column has its own: axis=0.",
        (n,): "One number for each row. Each column has its own: axis=0.",
        (1, d): "A table with one row. Return a plain vector: leave keepdims out.",
    }
    mean, std = numbers(means, "mean", (d,), whole), numbers(deviations, "std", (d,), whole)
    return numbers(table, "Z", (n, d)), mean, std


def _check_way_back(learner: Learner, X: Matrix, w: Vector) -> None:
    """Check the weights in the user's units: the predictions must not change."""
    mean, std = X.mean(axis=0), X.std(axis=0)
    slopes = w[:-1] / std
    got = numbers(learner.call("to_user_units", w, mean, std), "The weights", w.shape)
    mistakes = (
        Mistake(np.append(w[:-1] * std, w[-1] - (w[:-1] * std) @ mean), "The slopes must shrink", (
            "Z is X divided by std. For the same prediction, divide the slope by std.",)),
        Mistake(np.append(slopes, w[-1]), "The intercept did not move", (
            "Z is centered and X is not: subtract the sum of slope · mean.",)),
        Mistake(np.append(slopes, w[-1] + slopes @ mean), "The intercept moves the wrong way", (
            "Z is made from X - mean, so subtract the sum of slope · mean.",)),
        Mistake(np.append(slopes, w[-1] - w[:-1] @ mean), "The intercept uses the slopes of Z", (
            "Use the slopes for X, which are already divided by std.",)),
    )  # fmt: skip
    same("The weights for X", got, np.append(slopes, w[-1] - slopes @ mean), mistakes)
