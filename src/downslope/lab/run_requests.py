"""Answers about data: the data themselves, a run, a sweep, and a comparison of the solvers.

A run comes with Python code and a command line that repeat it. Their numbers are written so that
they read back to the same bits.
"""

from __future__ import annotations

import math
import shlex
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import downslope as ds
from downslope.errors import OptionError
from downslope.formatting import counted, number
from downslope.lab import request_limits
from downslope.lab.data import LabData, Recipe, python_list
from downslope.lab.model_choice import ModelChoice
from downslope.lab.request_validation import Fields
from downslope.lab.store import Store

if TYPE_CHECKING:
    from downslope.data_table import Table
    from downslope.descent import Step
    from downslope.diagnosis.training_report import Training
    from downslope.models.least_squares import LeastSquares
    from downslope.models.model import Model

MAX_WEIGHTS_LISTED = 8


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of a run, except its learning rate."""

    epochs: int
    start: tuple[float, ...] | None  # (p,) first weights; None for zeros
    rule: str
    loss: str
    standardize: bool
    model: ModelChoice

    @classmethod
    def of(cls, fields: Fields) -> RunOptions:
        """Read the options from a request.

        Raises
        ------
        OptionError
            A field cannot be used.

        """
        from downslope.models.least_squares import LOSS_CONVENTIONS
        from downslope.rules import ADAPTIVE_RULES, RULES

        return cls(
            epochs=fields.whole("epochs", 200, at_most=request_limits.EPOCHS),
            start=fields.numbers("start", request_limits.WEIGHTS),
            rule=fields.choice("rule", {**RULES, **ADAPTIVE_RULES}, "gd"),
            loss=fields.choice("loss", LOSS_CONVENTIONS, "mse"),
            standardize=fields.flag("standardize"),
            model=ModelChoice.of(fields),
        )


def python(recipe: Recipe, options: RunOptions, lr: float, *, condensed: bool) -> str:
    """Write Python that repeats the run and prints its last loss and weights in full."""
    chosen = options.model
    problem = recipe.problem.format(loss=options.loss) + ".condensed()" * condensed
    if not chosen.is_plain:
        problem = chosen.expression(recipe, options.loss)
    arguments = ["problem.standardized()" if options.standardize else "problem", f"lr={lr!r}"]
    if options.start is not None:
        arguments.append(f"start={python_list(options.start)}")
    if options.rule != "gd":
        arguments.append(f"rule={options.rule!r}")
    lines = [
        "import downslope as ds",
        "",
        *recipe.lines,
        f"problem = {problem}",
        f"for step in ds.descend({', '.join(arguments)}):",
        f"    if step.epoch == {options.epochs}:",
        "        break",
        "",
        'print("loss", step.loss)',
        "for name, weight in zip(problem.weight_names, step.weights.tolist()):"
        if chosen.is_plain
        else "for name, weight in zip(problem.flat_names, step.weights.ravel().tolist()):",
        "    print(name, weight)",
    ]
    return "\n".join(lines) + "\n"


def command(
    train: Sequence[str], options: RunOptions, lr: float, first: Sequence[float] | None
) -> str:
    """Write the command line that repeats the run.

    `train` are the words that train on the data; `first` are the weights that the command starts
    from by default, or None for those of the run's own default.
    """
    words = ["downslope", *train, f"--lr={lr!r}", f"--epochs={options.epochs}"]
    start = options.start
    if start is None and first is not None:
        start = (0.0,) * len(first)
    if start is not None and (first is None or list(start) != list(first)):
        # With "=", so that a minus sign is not taken for an option.
        words.append("--start=" + ",".join(map(repr, start)))
    if options.rule != "gd":
        words.append(f"--rule={options.rule}")
    if options.loss != "mse":
        words.append(f"--loss={options.loss}")
    if options.standardize:
        words.append("--standardize")
    return shlex.join(words)


class DeadlineError(Exception):
    """An answer took too long."""


def data(store: Store, fields: Fields) -> dict[str, object]:
    """Return the data that a page shows, and the condensed rows that it trains on."""
    return store.open(fields.nested("data")).to_dict()


def run(store: Store, fields: Fields) -> dict[str, object]:
    """Run the loop; return every epoch, the diagnosis, and code that repeats the run.

    Without the diagnosis, which takes longer for whatever has no closed form, the rate is given.
    """
    options, diagnosed = RunOptions.of(fields), not fields.flag("undiagnosed")
    # Without a learning rate, the advised one is used.
    lr = fields.number("lr", at_most=request_limits.RATE) if fields.has("lr") else None
    opened = store.open(fields.nested("data"))
    if not options.model.is_plain:
        return _model_run(opened, options, lr, diagnosed=diagnosed)
    problem, condensed = _problem(opened, options)
    steps, training, lr = _trained(problem, options, lr, diagnosed=diagnosed)
    weights, losses = _path(steps, options.epochs)
    shell = command(opened.recipe.command, options, lr, opened.first_weights)
    return {
        "weights": weights,
        "losses": losses,
        "diagnosis": training and training.to_dict() | {"what_to_do": training.what_to_do},
        "closed_form": training and training.diagnosis.closed_form.tolist(),
        "python": python(opened.recipe, options, lr, condensed=condensed),
        "command": shell,
        "file": opened.recipe.file,
        "prompt": "" if training is None else prompt(training, opened, shell),
    }


def _trained(
    problem: Model, options: RunOptions, lr: float | None, *, diagnosed: bool
) -> tuple[list[Step], Training | None, float]:
    """Run the loop; return its steps, the diagnosis if it is asked for, and the rate.

    Raises
    ------
    OptionError
        Without a diagnosis, which would advise one, the rate is missing.

    """
    from downslope.diagnosis.training_report import train

    steps: list[Step] = []
    if diagnosed:
        training = train(
            problem, lr, options.epochs, options.start, rule=options.rule,
            standardize=options.standardize, watch=steps.append,
        )  # fmt: skip
        return steps, training, training.diagnosis.lr
    if lr is None:
        raise OptionError("The request lacks 'lr': add it, or ask for the diagnosis too.")
    chosen = problem.standardized() if options.standardize else problem
    run = ds.descend(chosen, lr, options.start, rule=options.rule)
    return list(islice(run, options.epochs + 1)), None, lr


def _model_run(
    opened: LabData, options: RunOptions, lr: float | None, *, diagnosed: bool
) -> dict[str, object]:
    """Run the loop on a model."""
    from downslope.formatting import plain

    model = options.model.of_data(opened, options.loss)
    if model.X_b.size * options.epochs > request_limits.ROW_WORK:
        raise OptionError(
            f"{counted(options.epochs, 'epoch')} on {counted(model.n, 'row')} take too long here: "
            "give fewer, or train in a terminal with 'downslope train'."
        )
    steps, training, lr = _trained(model, options, lr, diagnosed=diagnosed)
    weights, losses = _path(steps, options.epochs)
    train_words, file = options.model.command(opened)
    words = (*train_words, *options.model.words())
    shell = command(words, options, lr, None)
    return {
        "weights": weights,
        "losses": losses,
        "diagnosis": training and training.to_dict() | {"what_to_do": training.what_to_do},
        "closed_form": training and plain(training.diagnosis.closed_form),
        "python": python(opened.recipe, options, lr, condensed=False),
        "command": shell,
        "file": file,
        "prompt": "" if training is None else prompt(training, opened, shell),
    }


def _problem(opened: LabData, options: RunOptions) -> tuple[LeastSquares, bool]:
    """Return the problem to train on, and whether it condenses rows that are in memory.

    A summary has no rows, so its condensed problem is the only one.
    """
    from downslope.rules import RULES

    problem = opened.problem(options.loss)
    if not problem.has_rows:
        return problem.condensed(), False
    # The diagnosis of an adaptive rule follows the run, and others beside it, for longer.
    passes = options.epochs * (1 if options.rule in RULES else request_limits.FOLLOWED)
    if problem.X_b.size * passes <= request_limits.ROW_WORK:
        return problem, False
    return problem.condensed(), True


def _path(steps: Sequence[Step], epochs: int) -> tuple[object, object]:
    """Return weights (epochs + 1, p) and losses (epochs + 1,), with None for overflows."""
    import numpy as np

    from downslope.formatting import plain

    weights = np.full((epochs + 1, steps[0].weights.size), np.nan)
    losses = np.full(epochs + 1, np.nan)
    for step in steps:
        weights[step.epoch], losses[step.epoch] = step.weights.ravel(), step.loss
    if np.isfinite(weights).all() and np.isfinite(losses).all():
        return weights.tolist(), losses.tolist()
    return plain(weights), plain(losses)


def prompt(training: Training, opened: LabData, shell: str) -> str:
    """Write a prompt for an AI: the run, its diagnosis, and a learner's question about it."""
    d = training.diagnosis
    names = d.weight_names[:MAX_WEIGHTS_LISTED]
    model = training.problem.name
    best = "closed form" if training.problem.closed_form else "lowest loss at"
    weights = ", ".join(
        f"{name} {number(w)}" + f" ({best} {number(b)})" * math.isfinite(b)
        for name, w, b in zip(names, training.weights.ravel(), d.closed_form, strict=False)
    )
    more = f", and {len(d.weight_names) - len(names)} more" * (len(names) < len(d.weight_names))
    columns = " on standardized columns" if d.standardize else ""
    lines = [
        "I am learning linear regression by gradient descent, and this is my run."
        if training.problem.closed_form
        else f"I am learning to train models by gradient descent, and this is my run of {model}.",
        f"Data: {opened.about}; {counted(opened.n, 'row')}, "
        f"{counted(len(opened.table.feature_names), 'feature')}.",
        f"Run: rule {d.rule}, learning rate {d.lr:g}, {counted(d.epochs, 'epoch')}{columns}, loss "
        f"{d.loss_convention}.",
        f"Loss: {number(training.start_loss)} at the start, {number(training.final_loss)} at the "
        f"end"
        + f"; the lowest possible loss is {number(d.min_loss)}" * math.isfinite(d.min_loss)
        + ".",
        f"Weights: {weights}{more}.",
        f"Learning-rate limit {number(d.lr_limit)}, advised rate {d.lr_advised:g}"
        + f", condition number {number(d.condition_number)}" * (not math.isnan(d.condition_number))
        + ".",
        f"Verdict: {training.status}, cause {training.cause}. {training.sentence}",
        f"The same run in a terminal: {shell}",
        "Explain to me step by step why this run went as it did, and ask me what I would change "
        "before you tell me.",
    ]
    return "\n".join(lines)


def random_start(store: Store, fields: Fields) -> dict[str, object]:
    """Return the normal numbers from which a network of any size takes its random start."""
    import numpy as np

    count = (request_limits.FEATURES + 2) * request_limits.HIDDEN
    return {"normals": np.random.default_rng(0).standard_normal(count).tolist()}


def sweep(store: Store, fields: Fields) -> dict[str, object]:
    """Return the outcome of every learning rate.

    Raises
    ------
    OptionError
        The request names a model other than least squares.

    """
    options, rates = RunOptions.of(fields), fields.numbers("lrs", request_limits.RATES)
    if not options.model.is_plain:
        raise OptionError(f"A sweep is of least squares, not of {options.model.name}.")
    problem, _ = _problem(store.open(fields.nested("data")), options)
    chosen = problem.standardized() if options.standardize else problem
    return ds.sweep(chosen, rates, options.epochs, options.start, rule=options.rule).to_dict()


def compare(store: Store, fields: Fields) -> dict[str, object]:
    """Compare gradient descent, SGD, and the closed forms on the same rows.

    Raises
    ------
    DeadlineError
        The comparison takes longer than `request_limits.COMPARE_SECONDS`.

    """
    end = time.monotonic() + request_limits.COMPARE_SECONDS

    def check(what: str) -> None:
        if time.monotonic() > end:
            raise DeadlineError(
                f"The comparison took more than {request_limits.COMPARE_SECONDS:g} s and was "
                "stopped: run 'downslope compare' in a terminal, where it has no time limit."
            )

    epochs = fields.whole("epochs", 200, at_least=1, at_most=request_limits.EPOCHS)
    if "case" in fields.values:  # with all of its features, of which a page shows only some
        table = ds.datasets.case(fields.choice("case", ds.datasets.CASES)).table()
    else:
        table = _rows(
            store,
            fields,
            "These data are too large to hold in memory, and the solvers need all rows at once: "
            "compare them on a part of the data.",
        )
    found = ds.compare(table, epochs, most_seconds=request_limits.SOLVER_SECONDS, progress=check)
    return found.to_dict() | {"rows_dropped": table.rows_dropped}


def as_csv(store: Store, fields: Fields) -> str:
    """Write the rows as a CSV text that reads back to the same bits.

    Raises
    ------
    OptionError
        The rows are not in memory.

    """
    import csv
    import io

    table = _rows(
        store, fields, "These data are too large to hold in memory: use your own file instead."
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*table.feature_names, table.target])
    writer.writerows([*row, y] for row, y in zip(table.X.tolist(), table.y.tolist(), strict=True))
    return text.getvalue()


def _rows(store: Store, fields: Fields, why_not: str) -> Table:
    from downslope.data_table import Table

    table = store.open(fields.nested("data")).table
    if not isinstance(table, Table):
        raise OptionError(why_not)
    return table
