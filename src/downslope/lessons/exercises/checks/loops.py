"""Checks of whole runs and their rates: the loop, half-MSE, divergence, the limit, momentum.

The reference is the exact trajectory or `descend`, and the learner's run must match it at every
epoch.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import numpy as np

from downslope.datasets import lesson_line
from downslope.descent import descend
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import trajectory
from downslope.lessons.exercises.checks.learner import Learner
from downslope.lessons.exercises.checks.mistakes import (
    Mistake,
    NotYetError,
    close,
    numbers,
    parts,
    same,
    same_path,
    show,
)
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Matrix, Vector
from downslope.rules import Momentum

BETA = 0.9
Update = Callable[[Vector], Vector]  # from the weights of an epoch to those of the next


def problems() -> tuple[LeastSquares, ...]:
    """Return the lesson's line, and a table of three features to catch code for two weights."""
    line = lesson_line()
    rng = np.random.default_rng(1)
    X = rng.normal(size=(30, 3)) * [1.0, 2.0, 0.5] + 1.0
    y = X @ [1.0, -2.0, 3.0] + 4.0 + rng.normal(size=30)
    return LeastSquares(line.x, line.y), LeastSquares(X, y)


def some_weights(problem: LeastSquares) -> Vector:
    """Return weights of shape (p,) that are not the solution."""
    return np.random.default_rng(2).standard_normal((problem.X_b.shape[1],))


def refuse_one_array(what: str, got: Matrix, start: Vector, problem: LeastSquares) -> None:
    """Refuse a history that holds one array many times."""
    if len(got) > 2 and all(np.array_equal(row, got[-1], equal_nan=True) for row in got[1:]):
        if close(got[-1], start):
            raise NotYetError(
                f"{what} never move",
                "Every row holds the starting weights. Does the next epoch begin with the new w?",
            )
        with np.errstate(all="ignore"):
            fell = problem.loss(got[-1]) < problem.loss(start)
        uphill = [] if fell else ["And the loss rises: the step goes uphill. Check the sign."]
        raise NotYetError(
            "Every row of the history is the same",
            "`w -= …` and `w += …` change the array itself, and the history holds it many times.",
            "Write w = w - … instead. It makes a new array, and the old one stays as it was.",
            *uphill,
        )


def refuse_changed_start(learner: Learner) -> None:
    """Refuse a `train` that changes the start it was given."""
    if learner.changed:
        raise NotYetError(
            "train changes the array that it was given", "Write w = w - …, not w -= …."
        )


def run_mistakes(problem: LeastSquares, lr: float, start: Vector) -> tuple[Mistake, ...]:
    """Return known mistakes in a loop, with the weights of their first epochs."""
    n, first = problem.n, problem.gradient(start)

    def step(share: float) -> Update:
        return lambda w: np.asarray(w - share * problem.gradient(w))

    known: tuple[tuple[Update, str, str], ...] = (
        (step(-lr), "The loss rises: the step goes uphill",
         "The gradient points to where the loss rises. Subtract it."),
        (step(-1.0), "The loss rises: the step goes uphill, and lr is missing",
         "Subtract lr times the gradient."),
        (step(1.0), "The learning rate is missing",
         "A whole gradient is too long a step, and the weights explode. Multiply it by lr."),
        (step(lr / 2), "Each step is exactly half as long as ours",
         "The 2 of 2/n is missing in the gradient."),
        (step(lr * n / 2), f"Each step is {n / 2:g} times as long as ours",
         "The factor 2/n is missing in the gradient."),
        (step(lr * n), f"Each step is {n} times as long as ours",
         "The 1/n is missing in the gradient."),
        (lambda w: lr * problem.gradient(w), "The weights are replaced, not nudged",
         "The step starts from the old w: w = w - lr * gradient."),
        (lambda w: -lr * problem.gradient(w), "The weights are replaced, not nudged",
         "The step starts from the old w: w = w - lr * gradient."),
        (lambda w: w - lr * first, "The gradient is always that of the first epoch",
         "Predict again in every epoch, because the residuals change when w does."),
        (lambda w: w / (1 + lr), "The weights shrink, whatever the data say",
         "The step is lr times the gradient, not lr times w."),
    )  # fmt: skip
    return tuple(Mistake(simulate(update, start), title, (line,)) for update, title, line in known)


FIRST_EPOCHS = 6  # enough to recognize a mistake, before any number overflows


def simulate(update: Update, start: Vector, epochs: int = FIRST_EPOCHS) -> Matrix:
    """Return the weights of a loop with this update, shape (epochs + 1, p)."""
    rows = [start]
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            rows.append(update(rows[-1]))
    return np.array(rows)


def check_loop(learner: Learner) -> None:
    """Check the weights and losses of the whole loop."""
    for seed, lr, epochs in ((0, 0.015, 200), (3, 0.02, 30)):
        line = lesson_line(seed=seed)
        problem = LeastSquares(line.x, line.y)
        ours = trajectory(problem, lr, epochs, line.start)
        result = learner.call("train", line.x, line.y, line.start, lr, epochs, keep=False)
        last = "return np.array(weights), np.array(losses)"
        first, second = parts(result, "train", ("weights", "losses"), last)
        short = "A row is missing. The starting weights and every update make epochs + 1 rows."
        shapes = {
            (epochs, 2): short,
            (2,): "Only the last weights: keep those of every epoch.",
        }
        weights = numbers(first, "The first result, weights,", (epochs + 1, 2), shapes)
        refuse_one_array("The weights", weights, line.start, problem)
        after = trajectory(problem, lr, np.arange(1, epochs + 2), line.start).weights
        more = (
            Mistake(after, "Every row comes one update too late", (
                "Record the weights before the update: row 0 holds the starting weights.",)),
            Mistake(ours.weights[:, ::-1], "Slope and intercept are swapped", (
                "The slope comes first, w[0], and the intercept last.",)),
        )  # fmt: skip
        mistakes = (*run_mistakes(problem, lr, line.start), *more)
        same_path("The weights", weights, ours.weights, mistakes)
        losses = numbers(second, "The second result, losses,", (epochs + 1,), {(epochs,): short})
        same_path("The losses", losses, ours.losses, _loss_mistakes(ours.losses, problem.n))
        refuse_changed_start(learner)


def _loss_mistakes(ours: Vector, n: int) -> tuple[Mistake, ...]:
    return (
        Mistake(ours * n, f"The losses are exactly {n} times ours", (
            "That is the sum of the squares. The MSE is their mean.",)),
        Mistake(ours / 2, "The losses are exactly half of ours", (
            "That is half-MSE. Leave out the ½.",)),
        Mistake(np.sqrt(ours), "The losses are the square roots of ours", (
            "That is the RMSE. The loss is the mean square itself.",)),
        Mistake(ours[1:], "Every loss comes one update too late", (
            "Record the loss of the weights before the update, as with the weights.",)),
    )  # fmt: skip


def check_half_mse(learner: Learner) -> None:
    """Check that half-MSE has half the loss and gradient of the MSE and needs twice the rate."""
    for problem in problems():
        w, n = some_weights(problem), problem.n
        half = LeastSquares(problem.X_b[:, :-1], problem.y, loss="half-mse")
        result = learner.call("half_mse", problem.X_b, problem.y, w)
        first, second = parts(result, "half_mse", ("loss", "gradient"), "return loss, gradient")
        loss = numbers(first, "The loss", ())
        whole = {2.0: "That is MSE. Half of it: divide by 2n.", 2.0 * n: "Divide by 2n."}
        same("The loss", loss, half.loss(w), factors={**whole, float(n): "Divide by n as well."})
        gradient = numbers(second, "The gradient", w.shape)
        factors = {
            2.0: "That is the gradient of MSE: the 2 of the square cancels the ½.",
            0.5: "One ½ too many: the derivative of the square brings a 2, which cancels it.",
            float(n): "The 1/n is missing.",
            -1.0: "It points downhill. The residuals are y_hat - y.",
        }
        same("The gradient", gradient, half.gradient(w), factors=factors)
    for lr in (0.01, 0.3):
        rate = numbers(learner.call("same_steps", lr), "The learning rate", ())
        other_way = {
            0.25: "It is the other way around: a gradient of half the size needs a larger rate.",
            0.5: "The gradient is half as large, so the same lr makes steps of half the length.",
        }
        same("The learning rate", rate, 2 * lr, factors=other_way)


def check_mini_batches(learner: Learner) -> None:
    """Check an epoch in mini-batches against `descend` with the same order."""
    for problem, lr, size in zip(problems(), (0.005, 0.02), (32, 8), strict=True):
        X_b, y, start, n = problem.X_b, problem.y, some_weights(problem), problem.n
        (first,) = islice(descend(problem, lr, start, batch_size=size, seed=4), 1)
        order = np.random.default_rng(4).permutation(n)
        result = learner.call("epoch_in_batches", X_b, y, start, lr, order, size)
        got = numbers(result, "The weights", start.shape)

        def epoch(batches: list[np.ndarray], share: float | None = None) -> Vector:
            return _in_batches(problem, lr, start, batches, share)  # noqa: B023, called at once

        batches = [order[i : i + size] for i in range(0, n, size)]
        in_order = [np.arange(n)[i : i + size] for i in range(0, n, size)]
        mistakes = (
            Mistake(epoch(batches[:-1]), "The last, smaller batch is left out", (
                f"{n} rows in batches of {size} leave {n % size} rows over. They count as well.",)),
            Mistake(epoch(batches, share=n), "The gradients are divided by n", (
                "The gradient of a batch is a mean over its own rows: 2/len(rows).",)),
            Mistake(epoch(batches, share=size), "The last batch is divided by batch_size", (
                f"It has {n % size} rows, not {size}: divide by len(rows).",)),
            Mistake(epoch(in_order), "The rows come in their old order", (
                "`order` holds shuffled row numbers: take your slice from it.",)),
            Mistake(epoch([order]), "That is one step with all rows", (
                "Take batch_size rows at a time.",)),
            Mistake(epoch([batches[0]] * len(batches)), "Every batch is the first one", (
                "The slice must begin at `first`, which changes from batch to batch.",)),
        )  # fmt: skip
        same("The weights", got, first.next_weights, mistakes)


def _in_batches(
    problem: LeastSquares, lr: float, w: Vector, batches: list[np.ndarray], share: float | None
) -> Vector:
    """Return the weights after these batches; `share` replaces the number of rows in a mean."""
    for rows in batches:
        batch = problem.batch(rows)
        w = w - lr * (len(rows) / (share or len(rows))) * batch.gradient(w)
    return w


def check_momentum(learner: Learner) -> None:
    """Check the run with momentum against its exact trajectory."""
    for problem, lr, epochs in zip(problems(), (0.01, 0.02), (100, 40), strict=True):
        start = some_weights(problem)
        ours = trajectory(problem, lr, epochs, start, rule=Momentum(BETA)).weights
        result = learner.call("train", problem.X_b, problem.y, start, lr, BETA, epochs, keep=False)
        got = numbers(result, "The history", ours.shape)
        refuse_one_array("The weights", got, start, problem)

        def heavy(own: float, added: float, sign: float = -1.0) -> Matrix:
            return _heavy_ball(problem, sign * lr, start, own, added)  # noqa: B023, called at once

        mistakes = (
            Mistake(heavy(BETA, 1 - BETA), "The gradient is averaged in, not added", (
                "Some books use v = beta * v + (1 - beta) * gradient, whose steps are 1 - beta "
                "times as long. Here the whole gradient is added.",)),
            Mistake(heavy(0.0, 1.0), "The velocity remembers nothing", (
                "That is plain gradient descent. v keeps beta times its old value.",)),
            Mistake(heavy(1.0, 1.0), "The velocity forgets nothing", (
                "Without beta the ball has no friction. v keeps only beta times its old value.",)),
            Mistake(heavy(1.0, BETA), "beta is in the wrong place", (
                "It multiplies the old v, not the gradient.",)),
            Mistake(heavy(BETA, 1.0, +1.0), "The loss rises: the step goes uphill", (
                "w = w - lr * v",)),
        )  # fmt: skip
        same_path("The weights", got, ours, mistakes)
        refuse_changed_start(learner)


def _heavy_ball(problem: LeastSquares, lr: float, w: Vector, own: float, added: float) -> Matrix:
    """Return the first epochs of v = own · v + added · gradient and w = w + lr · v."""
    v, rows = np.zeros_like(w), [w]
    for _ in range(FIRST_EPOCHS):
        v = own * v + added * problem.gradient(w)
        w = w + lr * v
        rows.append(w)
    return np.array(rows)


def check_diverging(learner: Learner) -> None:
    """Check `diverges` on real runs; most are finite, so waiting for NaN fails."""
    for losses, expected, about, why in _runs():
        answer = learner.call("diverges", losses)
        if not isinstance(answer, bool | np.bool_):
            raise NotYetError(
                "diverges must return True or False, but returns a value of type "
                f"{type(answer).__name__}"
            )
        if bool(answer) != expected:
            raise NotYetError(
                f"{about}: expected {expected}, yours is {bool(answer)}",
                f"its losses  {show(losses[:3]).rstrip(']')}, … {losses[-1]:.6g}]",
                why,
            )


def _runs() -> list[tuple[Vector, bool, str, str]]:
    """Return losses, whether they diverge, the name of the run, and what to learn from it."""
    line = lesson_line()
    problem = LeastSquares(line.x, line.y)
    limit = 2 / Spectrum.of(problem).steepest

    def run(lr: float, epochs: int, start: Vector = line.start) -> Vector:
        return trajectory(problem, lr, epochs, start).losses

    growing = run(0.1, 20)
    spectrum = Spectrum.of(problem)
    flat = spectrum.axes[:, np.argmin(spectrum.eigenvalues)]
    steep = spectrum.axes[:, np.argmax(spectrum.eigenvalues)]
    # Far off along the slow direction, hardly along the steep one: that one takes over later.
    dips = run(1.02 * limit, 400, spectrum.optimum + 30 * flat + 1e-4 * steep)
    dips = dips[: int(np.argmax(dips > 3 * np.minimum.accumulate(dips))) + 1]
    jitter = run(0.01, 60) * np.random.default_rng(5).uniform(0.9, 1.1, 61)
    return [
        (growing, True, "lr=0.1, 20 epochs",
         "Each epoch multiplies the loss by 49, and nothing is inf or NaN yet: look at growth."),
        (run(0.01, 200), False, "lr=0.01, 200 epochs", "It falls to the end, so this run is fine."),
        (run(0.95 * limit, 100), False, "lr just below the limit",
         "It jumps from side to side, but every epoch is better than the last."),
        (run(1.02 * limit, 60), True, "lr just above the limit",
         "It grows slowly, but it grows: a few percent every epoch, without end."),
        (dips, True, "a run that falls first and grows later",
         "Compare the last loss with the smallest so far, not with the first."),
        (jitter, False, "a noisy run, as with mini-batches",
         "Some epochs are a little worse than the one before. That alone is not divergence."),
        (np.append(growing, np.nan), True, "a run that ends in NaN",
         "Every comparison with NaN is False: use np.isfinite first."),
        (np.append(growing, np.inf), True, "a run that ends in inf", "It has overflowed."),
        (np.array([4.0]), False, "a single loss", "Nothing has grown yet."),
        (np.zeros(5), False, "a run at loss 0", "0 is not more than twice 0."),
    ]  # fmt: skip


def check_lr_limit(learner: Learner) -> None:
    """Check the limit 2/λ_max on several data sets, because it depends on the data."""
    rng = np.random.default_rng(6)
    more = LeastSquares(rng.standard_normal(50), rng.standard_normal(50))
    for problem in (*problems(), more):
        values = Spectrum.of(problem).eigenvalues
        ours, n = 2 / values.max(), problem.n
        got = numbers(learner.call("lr_limit", problem.X_b), "The limit", ())
        factors = {
            0.5: "1/λ is the rate that lands on the floor in one step. The limit is 2/λ.",
            2 / n: "The factor 2/n of H is missing.",
            1 / n: "The factor 2/n of H is missing, and the limit is 2/λ.",
            2.0: "The 2 of 2/n is missing in H.",
            float(values.max() / values.min()): "That is from the smallest eigenvalue. The "
            "steepest direction diverges first: take the largest.",
            1 / ours**2: "Upside down: the limit is 2 divided by λ.",
        }
        factors[float(values.max() / ours)] = "That is λ itself. The limit is 2/λ."
        same("The limit", got, ours, factors=factors)
