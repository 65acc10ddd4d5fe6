"""Gradient descent in five steps: initialize; predict, loss, gradient, update; and repeat.

    w ← w − lr · gradient(w)

The loop is the same for every model in `downslope.models`, from a line to a network: the model says
how it predicts, what its loss and its gradient are, and what follows the update, if anything.

`descend` yields one `Step` for each epoch, without end. Printing, stopping, plotting, and recording
are ordinary `for` loops over it:

    for step in descend(problem, lr=0.01):
        print(step.epoch, step.loss, step.weights)
        if step.epoch == 200:
            break
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import OptionError
from downslope.models.model import Model, check_model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Vector
from downslope.rules import Schedule, StepRule, long_run_rate, schedule, step_rule


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One epoch of a run. Its arrays are not reused, so they can be kept.

    Weights are in the user's units, slopes first and the intercept last. If the problem was built
    from a summary, predictions and residuals are those of its equivalent rows. Softmax has a vector
    of weights and a column of predictions for each of its K classes: (K, p) and (rows, K).
    """

    epoch: int
    weights: Vector  # (p,) before this epoch's update
    prediction: Vector  # (rows,)
    residuals: Vector  # (rows,) prediction − y
    loss: float
    gradient: Vector  # (p,)
    next_weights: Vector  # (p,) after the update

    def __repr__(self) -> str:
        return f"epoch {self.epoch:3d} loss={self.loss:.6g} w={self.weights}"


def descend(
    problem: Model,
    lr: float | Schedule,
    start: ArrayLike | None = None,
    *,
    rule: str | StepRule = "gd",
    batch_size: int | None = None,
    seed: int = 0,
) -> Iterator[Step]:
    """Yield the steps of gradient descent, without end.

    A run that diverges is not an error: the numbers grow, then overflow to inf, and the steps
    continue.

    Parameters
    ----------
    problem : Model
        The data and the loss: `LeastSquares`, `Ridge`, `Logistic`, …
    lr : float or Schedule
        The learning rate, a positive number, or a rate for each epoch.
    start : ndarray of shape (p,), optional
        Weights to start from, in the user's units; zeros by default.
    rule : str or StepRule
        "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", or a rule of your own.
    batch_size : int, optional
        Number of rows for each update; all rows by default (see `in_batches`).
    seed : int
        Seed for shuffling the rows into batches.

    Yields
    ------
    Step
        One for each epoch.

    Raises
    ------
    OptionError
        If an argument cannot be used. This is raised when the first step is requested, because
        this function is a generator.

    """
    check_model(problem)
    if batch_size is not None:
        yield from in_batches(problem, lr, batch_size, start, rule=rule, seed=seed)
        return
    rates, rule = schedule(lr), step_rule(rule)

    # 1. Initialize: a first guess, one weight for each feature and one for the intercept.
    w = problem.starting_weights(start)
    memory = rule.start(w)

    for epoch in itertools.count():
        lr = rates.rate(epoch)
        with np.errstate(over="ignore", invalid="ignore"):
            # 2. Predict: what would y be if these weights were right?
            prediction = problem.predict(w)

            # 3. Loss: how wrong is that? (Least squares squares the misses, so that none cancels
            #    another.)
            residuals = prediction - problem.y
            loss = problem.loss_of(residuals, w)

            # 4. Gradient: how much is each weight to blame, and in which direction?
            gradient = problem.gradient_of(residuals, w)

            # 5. Update: move every weight a little downhill. (Momentum remembers past gradients;
            #    for plain gradient descent the direction is the gradient itself.)
            direction, memory = rule.direction(gradient, memory)
            w_next = problem.after_update(w - lr * direction, long_run_rate(rule, lr, memory))

            before, after = problem.in_user_units(w), problem.in_user_units(w_next)
        yield Step(epoch, before, prediction, residuals, loss, gradient, after)
        w = w_next


def in_batches(
    problem: Model,
    lr: float | Schedule,
    batch_size: int,
    start: ArrayLike | None = None,
    *,
    rule: str | StepRule = "gd",
    seed: int = 0,
) -> Iterator[Step]:
    """Yield one step for each epoch of mini-batch descent: many noisy updates instead of one.

    Every epoch visits all rows once, in a new random order, `batch_size` rows at a time. A step
    has the loss and the gradient of all data before the epoch, and the weights after it.

    Parameters and the step are those of `descend`.

    Raises
    ------
    OptionError
        As in `descend`, or if the problem was built from a summary and has no rows.

    """
    rates, rule = schedule(lr), step_rule(rule)
    batch_size = check_batches(problem, batch_size)
    rng = np.random.default_rng(whole_number("seed", seed))

    w = problem.starting_weights(start)
    memory = rule.start(w)
    for epoch in itertools.count():
        lr, w_next, order = rates.rate(epoch), w, rng.permutation(problem.n)
        with np.errstate(over="ignore", invalid="ignore"):
            prediction = problem.predict(w)
            residuals = prediction - problem.y
            loss = problem.loss_of(residuals, w)
            gradient = problem.gradient_of(residuals, w)
            for first in range(0, problem.n, batch_size):
                batch = problem.batch(order[first : first + batch_size])
                direction, memory = rule.direction(batch.gradient(w_next), memory)
                rate = long_run_rate(rule, lr, memory)
                w_next = batch.after_update(w_next - lr * direction, rate)
            before, after = problem.in_user_units(w), problem.in_user_units(w_next)
        yield Step(epoch, before, prediction, residuals, loss, gradient, after)
        w = w_next


def check_batches(problem: Model, batch_size: int) -> int:
    """Return the batch size, at most all rows of the problem.

    Raises
    ------
    OptionError
        If the size is not a whole number of at least 1, or the problem was built from a summary
        and has no rows.

    """
    if not problem.has_rows:
        raise OptionError(
            "This problem was built from a summary, but mini-batches need rows: build the problem "
            "from X and y, or leave out the batch size."
        )
    return min(whole_number("batch_size", batch_size, at_least=1), problem.n)
