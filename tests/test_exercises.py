"""Each exercise fails unsolved and passes solved, and each typical mistake gets its message."""

from __future__ import annotations

import ast
import math
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from downslope.datasets import lesson_line
from downslope.lessons.exercises.checks import CHECKS
from downslope.lessons.exercises.checks.loops import _runs
from downslope.lessons.exercises.checks.mistakes import close, show
from downslope.lessons.exercises.workbook import Exercise, exercise, exercises
from downslope.lessons.sections import sections
from exercise_checks import checked, judge

IDS = [each.id for each in exercises()]


# -- the exercises themselves -------------------------------------------------------------


@pytest.mark.parametrize("name", IDS)
def test_fails_unsolved_on_purpose(name: str, tmp_path: Path) -> None:
    found = checked(name, exercise(name).template, tmp_path)
    assert (found.passed, found.state) == (False, "gap")
    assert "on purpose" in found.lines[0]
    assert found.source is not None
    assert "..." in found.source


@pytest.mark.parametrize("name", IDS)
def test_fails_unsolved_even_when_only_its_behaviour_is_seen(name: str, tmp_path: Path) -> None:
    assert judge(name, exercise(name).template, tmp_path) is not None


@pytest.mark.parametrize("name", IDS)
def test_passes_solved(name: str, tmp_path: Path) -> None:
    found = checked(name, exercise(name).solution, tmp_path)
    assert (found.passed, found.title) == (True, "Passed")
    assert found.lines == (exercise(name).learned,)


def test_every_exercise_has_its_check_and_its_section() -> None:
    assert set(IDS) == set(CHECKS)
    assert {each.section for each in exercises()} <= {each.id for each in sections()}
    assert [each.number for each in exercises()] == list(range(1, len(IDS) + 1))


def test_the_five_gaps_come_first_and_in_order() -> None:
    assert IDS[:5] == ["init", "predict", "loss", "gradient", "update"]
    assert {"closed-form", "diverging", "standardise"} < set(IDS)


@pytest.mark.parametrize("each", exercises(), ids=IDS)
def test_a_task_says_what_to_do_and_that_it_fails_on_purpose(each: Exercise) -> None:
    assert "fails on purpose" in each.task
    assert max(map(len, each.template.splitlines())) <= 80
    assert all(len(line) <= 76 for line in each.task.splitlines())
    assert len(each.hints) == 3
    assert each.learned.endswith(".")


@pytest.mark.parametrize("each", exercises(), ids=IDS)
def test_no_hint_gives_the_line_away(each: Exercise) -> None:
    """The last hint is almost the code: something is left to fill in."""
    gaps = len(ast.unparse(ast.parse(each.template)).split("...")) - 1
    assert gaps >= 1
    assert "…" in each.hints[2]
    assert all(len(hint) > 30 for hint in each.hints)


@pytest.mark.parametrize("each", exercises(), ids=IDS)
def test_a_solution_keeps_the_functions_of_its_template(each: Exercise) -> None:
    def signatures(source: str) -> list[str]:
        tree = ast.parse(source)
        return [
            f"{f.name}({ast.unparse(f.args)})" for f in tree.body if isinstance(f, ast.FunctionDef)
        ]

    assert signatures(each.template) == signatures(each.solution)


def test_names_are_found_in_every_spelling() -> None:
    for name in ("gradient", "Gradient", "4", "04-gradient", "04-gradient.py"):
        assert exercise(name).id == "gradient"
    with pytest.raises(ds.OptionError, match="did you mean 'gradient'"):
        exercise("gradent")
    with pytest.raises(ds.OptionError, match="choose from: init"):
        exercise("")


# -- typical mistakes ---------------------------------------------------------------------

UPDATE = "w = w - lr * gradient"
GRADIENT = "(2 / n) * X_b.T @ residuals"
LSTSQ = "np.linalg.lstsq(X_b, y)[0]"
MISTAKES = [
    ("init", "[x, np.ones(len(x))]", "[np.ones(len(x)), x]", "columns of X_b are swapped"),
    ("init", "np.ones(len(x))", "np.zeros(len(x))", "second column of X_b is zeros"),
    ("init", "column_stack", "stack", "These are two rows"),
    ("init", "column_stack", "concatenate", "one long row"),
    ("init", "np.column_stack([x, np.ones(len(x))])", "x.reshape(-1, 1)", "second column, of ones"),
    ("init", "rng.standard_normal(2)", "np.random.default_rng().normal(size=2)", "different every"),
    ("init", "rng.standard_normal(2)", "np.zeros(2)", "w is zeros"),
    ("init", "rng.standard_normal(2)", "np.array([0.5, 1])", "the same numbers"),
    ("init", "rng.standard_normal(2)", "rng.random(2)", "uniform, not normal"),
    ("init", "rng.standard_normal(2)", "rng.standard_normal()", "There are two weights"),
    ("init", "rng.standard_normal(2)", "rng.standard_normal((2, 1))", "a vector of two"),
    ("init", "return X_b, w", "return X_b", "must return two things"),
    ("predict", "X_b @ w", "X_b * w", "entry by entry"),
    ("predict", "X_b @ w", "w @ X_b", "The shapes do not fit"),
    ("predict", "X_b @ w", "X_b[:, :-1] @ w[:-1]", "The intercept is missing"),
    ("predict", "X_b @ w", "X_b[:, 0] * w[0] + w[1]", "more columns than two"),
    ("predict", "X_b @ w", "X_b @ w.reshape(-1, 1)", "one column"),
    ("predict", "return X_b @ w", "X_b @ w", "returns nothing"),
    ("predict", "X_b @ w", "x_b @ w", "its spelling"),
    ("predict", "X_b @ w", "'a'", "must be numbers, but is a str"),
    ("predict", "X_b @ w", "[1, [2, 3]]", "rows of different lengths"),
    ("predict", "def predict", "def prediction", "predict is missing"),
    ("loss", ".mean()", ".sum()", "100 times ours"),
    ("loss", ".mean()", ".mean() / 2", "half-MSE"),
    ("loss", ".mean()", ".mean", "with () after its name"),
    ("loss", "(residuals**2)", "abs(residuals)", "mean absolute error"),
    ("loss", "(residuals**2).mean()", "residuals.mean()", "not squared"),
    ("loss", "(residuals**2).mean()", "residuals.mean() ** 2", "squares the mean"),
    ("loss", "(residuals**2).mean()", "(residuals**2).mean() ** 0.5", "root of the MSE"),
    ("loss", "(residuals**2).mean()", "residuals.var()", "variance of the residuals"),
    ("loss", "(residuals**2).mean()", "-(residuals**2).mean()", "never negative"),
    ("loss", "(residuals**2).mean()", "residuals**2", "A number for each point"),
    ("gradient", "(2 / n)", "(1 / n)", "exactly 1/2 of ours"),
    ("gradient", "(2 / n) * ", "", "exactly 50 times ours"),
    ("gradient", "(2 / n)", "2", "The 1/n is missing"),
    ("gradient", "y_hat - y", "y - y_hat", "points downhill"),
    ("gradient", GRADIENT, "(1 / n) * X_b.T @ (y - y_hat)", "Sign and factor"),
    ("gradient", "X_b.T @", "X_b @", "X_b.T is (2, 100)"),
    ("gradient", "X_b.T @", "X_b *", "The shapes do not fit: (100,2) and (100,)"),
    ("gradient", "X_b.T @ residuals", "X_b.T @ y_hat", "made of y_hat"),
    ("gradient", "X_b.T @ residuals", "residuals", "One number for each point"),
    ("gradient", "X_b.T @ residuals", "(X_b.T * residuals)", "add up over the points"),
    ("gradient", GRADIENT, "float((2 / n) * (X_b.T @ residuals).sum())", "one for each weight"),
    ("update", UPDATE, "w = w + lr * gradient", "The loss rises"),
    ("update", UPDATE, "w = w - gradient", "learning rate is missing"),
    ("update", UPDATE, "w = w + gradient", "uphill, and lr is missing"),
    ("update", UPDATE, "w -= lr * gradient", "Every row of the history is the same"),
    ("update", UPDATE, "w += lr * gradient", "Every row of the history is the same"),
    ("update", UPDATE, "w += lr * gradient", "And the loss rises"),
    ("update", UPDATE, "w = w - lr(gradient)", "Did you mean a * b"),
    ("update", UPDATE, "pass", "never move"),
    ("update", UPDATE, "w = lr * gradient", "replaced, not nudged"),
    ("update", UPDATE, "w = -lr * gradient", "replaced, not nudged"),
    ("update", UPDATE, "w = w - lr * w", "row 1 differs first (after 1 update)"),
    ("update", UPDATE, "w = w - lr * gradient / 2", "half as long"),
    ("update", "history = [w]", "history = []", "A row is missing"),
    ("diverging", "    if not", "    return bool(np.isnan(last))\n    if not", "look at growth"),
    ("diverging", "np.isfinite(last)", "True", "ends in NaN"),
    ("diverging", "2 * np.nanmin(losses)", "losses[0]", "smallest so far, not with the first"),
    ("diverging", "2 * np.nanmin(losses)", "np.nanmin(losses)", "not divergence"),
    ("diverging", "2 * np.nanmin(losses)", "1e12", "just above the limit"),
    ("diverging", "last > 2 * np.nanmin(losses)", "1", "but returns a value of type int"),
    ("lr-limit", "return 2 /", "return 1 /", "lands on the floor"),
    ("lr-limit", "(2 / n) * ", "", "factor 2/n of H is missing"),
    ("lr-limit", "(2 / n)", "(1 / n)", "2 of 2/n is missing"),
    ("lr-limit", ".max()", ".min()", "smallest eigenvalue"),
    ("lr-limit", "2 / np.linalg.eigvalsh(H).max()", "np.linalg.eigvalsh(H).max()", "λ itself"),
    ("lr-limit", "2 / np.linalg.eigvalsh(H).max()", "np.linalg.eigvalsh(H).max() / 2", "Upside"),
    ("lr-limit", "2 / np.linalg.eigvalsh(H).max()", "0.02498747", "not right yet"),
    ("closed-form", LSTSQ, "np.linalg.solve(X_b.T @ X_b, X_b.T @ y)", "double of another"),
    ("closed-form", LSTSQ, "np.linalg.inv(X_b.T @ X_b) @ X_b.T @ y", "double of another"),
    ("closed-form", LSTSQ, "np.linalg.inv(X_b) @ y", "Only a square matrix"),
    ("closed-form", "[0]", "", "take [0]"),
    ("closed-form", LSTSQ, "X_b.T @ y", "You still have to solve"),
    ("closed-form", LSTSQ, "X_b @ np.linalg.pinv(X_b) @ y", "predictions"),
    ("loop", "w = w - lr * gradient", "w -= lr * gradient", "Every row of the history"),
    ("loop", "w = w - lr * gradient", "w = w + lr * gradient", "The loss rises"),
    ("loop", "(2 / n)", "(1 / n)", "exactly half as long"),
    ("loop", "(2 / n) * ", "", "50 times as long"),
    ("loop", "(2 / n)", "2", "100 times as long"),
    ("loop", "range(epochs + 1)", "range(epochs)", "A row is missing"),
    ("loop", "[x, np.ones(len(x))]", "[np.ones(len(x)), x]", "row 1 differs first"),
    ("loop", "X_b @ w - y\n", "X_b @ start - y\n", "always that of the first epoch"),
    ("loop", "(residuals**2).mean()", "(residuals**2).sum()", "exactly 100 times ours"),
    ("loop", "(residuals**2).mean()", "(residuals**2).mean() / 2", "exactly half of ours"),
    ("loop", "(residuals**2).mean()", "(residuals**2).mean() ** 0.5", "RMSE"),
    ("loop", "np.array(weights),", "np.array(weights)[:, ::-1],", "swapped"),
    ("loop", "return np.array(weights), np.array(losses)", "return w", "two things"),
    ("loop", "return np.array(weights),", "return w,", "Only the last weights"),
    ("half-mse", "(2 * n)", "n", "That is MSE"),
    ("half-mse", ".sum() / (2 * n)", ".sum()", "Divide by 2n"),
    ("half-mse", "X_b.T @ residuals / n", "2 * X_b.T @ residuals / n", "gradient of MSE"),
    ("half-mse", "X_b.T @ residuals / n", "X_b.T @ residuals / (2 * n)", "One ½ too many"),
    ("half-mse", "X_b.T @ residuals / n", "X_b.T @ residuals", "1/n is missing"),
    ("half-mse", "2 * lr", "lr / 2", "other way around"),
    ("half-mse", "2 * lr", "lr", "half the length"),
    ("standardise", "X.mean(axis=0)", "X.mean()", "One number for the whole table"),
    ("standardise", "X.std(axis=0)", "X.std(axis=1)", "go down the rows"),
    ("standardise", "X.std(axis=0)", "X.std(axis=0, ddof=1)", "divides by n - 1"),
    ("standardise", "X.std(axis=0)", "X.var(axis=0)", "the variance"),
    ("standardise", "(X - mean) / std", "X - mean", "not scaled"),
    ("standardise", "(X - mean) / std", "X / std", "not centered"),
    ("standardise", "(X - mean) / std", "X - mean / std", "Brackets"),
    ("standardise", "np.where(std == 0, 1.0, std)", "std", "divided by zero"),
    ("standardise", "w[:-1] / std", "w[:-1] * std", "The slopes must shrink"),
    ("standardise", "w[-1] - slopes @ mean", "w[-1]", "did not move"),
    ("standardise", "w[-1] - slopes @ mean", "w[-1] + slopes @ mean", "wrong way"),
    ("standardise", "w[-1] - slopes @ mean", "w[-1] - w[:-1] @ mean", "slopes of Z"),
    ("mini-batches", "len(order), batch", "len(order) - batch_size, batch", "last, smaller batch"),
    ("mini-batches", "2 / len(rows)", "2 / len(y)", "divided by n"),
    ("mini-batches", "2 / len(rows)", "2 / batch_size", "divided by batch_size"),
    ("mini-batches", "order[first :", "np.arange(len(y))[first :", "old order"),
    ("mini-batches", "order[first : first + batch_size]", "order[:batch_size]", "the first one"),
    ("mini-batches", "range(0, len(order), batch_size)", "[0]", "not right yet"),
    ("momentum", "v + gradient", "v + (1 - beta) * gradient", "averaged in, not added"),
    ("momentum", "beta * v + gradient", "gradient", "remembers nothing"),
    ("momentum", "beta * v + gradient", "v + gradient", "forgets nothing"),
    ("momentum", "beta * v + gradient", "v + beta * gradient", "wrong place"),
    ("momentum", "w - lr * v", "w + lr * v", "uphill"),
    ("momentum", "w = w - lr * v", "w -= lr * v", "Every row"),
    ("ridge", "+ pull", "", "penalty is missing"),
    ("ridge", "pull[-1] = 0", "pass", "intercept is penalized"),
    ("ridge", "2 * alpha", "alpha", "half of ours"),
    ("ridge", "+ pull", "- pull", "away from zero"),
    ("ridge", "+ pull", "+ pull / n", "divided by n"),
    ("soft-threshold", "shorter[-1] = w[-1]", "pass", "intercept is shortened"),
    ("soft-threshold", "np.sign(w) * ", "", "signs are lost"),
    ("soft-threshold", "np.maximum(np.abs(w) - t, 0)", "(np.abs(w) - t)", "jump across zero"),
    ("soft-threshold", "np.sign(w) * np.maximum(np.abs(w) - t, 0)",
     "np.where(np.abs(w) > t, w, 0.0)", "not shortened"),
    ("soft-threshold", "np.sign(w) * np.maximum(np.abs(w) - t, 0)", "np.maximum(w - t, 0)",
     "all become zero"),
    ("huber", "np.clip(residuals, -delta, delta)", "residuals", "not clipped"),
    ("huber", "(1 / n) * X_b.T @ np.clip(residuals, -delta, delta)",
     "np.clip((1 / n) * X_b.T @ residuals, -delta, delta)", "gradient is clipped"),
    ("huber", "np.clip(residuals, -delta, delta)", "np.minimum(residuals, delta)", "one side"),
    ("huber", "(1 / n)", "(2 / n)", "half a square"),
    ("softmax", " - scores.max(axis=1, keepdims=True)", "", "overflows"),
    ("softmax", "e / e.sum(axis=1, keepdims=True)", "e", "do not sum to one"),
    ("softmax", "e.sum(axis=1, keepdims=True)", "e.sum(axis=0)", "columns sum to one"),
    ("softmax", "e.sum(axis=1, keepdims=True)", "e.sum()", "whole table"),
    ("poisson", "np.exp(X_b @ w)", "X_b @ w", "still a line"),
    ("poisson", "(1 / n)", "(2 / n)", "exactly twice as long"),
    ("poisson", "(y_hat - y)", "((y_hat - y) * y_hat)", "too many"),
    ("poisson", "(y_hat - y)", "(y - y_hat)", "uphill"),
    ("blame", " * (1 - hidden**2)", "", "derivative of tanh is missing"),
    ("blame", "hidden**2", "hidden", "not the derivative of tanh"),
    ("blame", "np.outer(residuals, w[:-1])", "residuals[:, None]", "weights of the units"),
    ("blame", "(2 / n)", "(1 / n)", "exactly 1/2"),
    ("adam", " / (1 - 0.9**t)", "", "differs first"),
    ("adam", "np.sqrt(squares / (1 - 0.999**t))", "squares / (1 - 0.999**t)", "root of the"),
    ("adam", "w - lr * (mean", "w + lr * (mean", "uphill"),
    ("adam", "(mean / (1 - 0.9**t)) / size", "gradient", "plain gradient"),
    ("logistic", "1 / (1 + np.exp(-(X_b @ w)))", "X_b @ w", "still a line"),
    ("logistic", "(1 / n)", "(2 / n)", "exactly twice as long"),
    ("logistic", "(1 / n) * ", "", "n times as long"),
    ("logistic", "np.exp(-(", "np.exp((", "probability is that of a no"),
    ("logistic", "(p - y)", "((p - y) * p * (1 - p))", "too many"),
    ("logistic", "(p - y)", "(y - p)", "uphill"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "right", "wrong", "said"), MISTAKES)
def test_a_typical_mistake_is_told(
    name: str, right: str, wrong: str, said: str, tmp_path: Path
) -> None:
    solution = exercise(name).solution
    assert right in solution
    source = "import numpy as np\n" + solution.replace(right, wrong)
    found = judge(name, source, tmp_path)
    assert found is not None
    assert said in "\n".join([found.title, *found.lines])
    assert all(line for line in (found.title, *found.lines))


OTHER_WAYS = [
    ("init", "np.column_stack([x, np.ones(len(x))])",
     "np.hstack([x.reshape(-1, 1), np.ones((len(x), 1))])"),
    ("init", "rng.standard_normal(2)", "rng.normal(size=2)"),
    ("predict", "X_b @ w", "np.array([sum(a * b for a, b in zip(row, w)) for row in X_b])"),
    ("loss", "(residuals**2).mean()", "residuals @ residuals / len(y)"),
    ("loss", "(residuals**2).mean()", "float(np.mean(np.square(y - y_hat)))"),
    ("gradient", GRADIENT, "2 * np.mean(X_b * residuals[:, None], axis=0)"),
    ("gradient", GRADIENT, "list(2 / n * residuals @ X_b)"),
    ("update", UPDATE, "w = np.subtract(w, lr * gradient)"),
    ("diverging", "last > 2 * np.nanmin(losses)", "bool(last > 2 * min(losses))"),
    ("lr-limit", "2 / np.linalg.eigvalsh(H).max()", "2 / np.linalg.norm(H, 2)"),
    ("closed-form", LSTSQ, "np.linalg.pinv(X_b) @ y"),
    ("loop", "(2 / n) * X_b.T @ residuals", "2 * (X_b * residuals[:, None]).mean(axis=0)"),
    ("loop", "w, n = start, len(y)", "w, n = list(start) * np.ones(2), len(y)"),
    ("momentum", "beta * v + gradient", "gradient + v * beta"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "ours", "theirs"), OTHER_WAYS)
def test_another_right_way_passes(name: str, ours: str, theirs: str, tmp_path: Path) -> None:
    """Checks look at what a file does, not at how it is written."""
    solution = exercise(name).solution
    assert ours in solution
    found = judge(name, "import numpy as np\n" + solution.replace(ours, theirs), tmp_path)
    assert found is None


def test_the_loop_is_held_against_the_products_trajectory(tmp_path: Path) -> None:
    """The reference solution, the check's reference and `descend` are one run."""
    line = lesson_line()
    namespace: dict[str, object] = {}
    exec(exercise("loop").solution, namespace)
    weights, losses = namespace["train"](line.x, line.y, line.start, 0.01, 200)  # type: ignore[operator]
    ours = ds.trajectory(ds.LeastSquares(line.x, line.y), 0.01, 200, line.start)
    assert close(weights, ours.weights)
    assert close(losses, ours.losses)


def test_the_runs_of_the_divergence_check_are_what_they_claim() -> None:
    """All but the last two that diverge are finite: waiting for NaN cannot pass."""
    runs = _runs()
    finite = [losses for losses, diverging, *_ in runs if diverging and np.isfinite(losses).all()]
    assert len(finite) >= 3
    assert {diverging for _, diverging, *_ in runs} == {True, False}
    for losses, diverging, about, _ in runs:
        last = losses[-1]
        assert (not math.isfinite(last) or last > 2 * np.nanmin(losses)) == diverging, about
    growth = runs[0][0][-1] / runs[0][0][-2]
    assert round(growth) == 49  # the number that the check's message names


def test_a_zero_is_shown_without_a_sign() -> None:
    assert show([-0.0, 1.5, -1e-9]) == "[0, 1.5, -1e-09]"
    assert show(-0.0) == "0"
