"""The questions about data that a page asks: a run, a sweep, a comparison of the solvers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downslope.errors import OptionError
from downslope.lab import limits
from downslope.lab.data import Kind, described
from downslope.lab.fields import Fields

if TYPE_CHECKING:
    from downslope.descent import Step
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf
    from downslope.problem import LeastSquares

DEADLINE = (
    f"The comparison took more than {limits.COMPARE_SECONDS:g} s and was stopped: run "
    "`downslope compare` in a terminal, which waits."
)


class Deadline(Exception):  # noqa: N818 (it ends a wait, and nothing is wrong)
    """The time for an answer is over."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A run as a page asks for it."""

    data: Kind
    lr: float | None  # None: the advised one
    epochs: int
    start: tuple[float, ...] | None
    rule: str
    loss: str
    standardize: bool

    @classmethod
    def of(cls, fields: Fields) -> Asked:
        """Read the question.

        Raises:
            OptionError: a field that cannot be used.

        """
        from downslope.problem import LOSS_CONVENTIONS
        from downslope.rules import RULES

        start = fields.numbers("start", limits.FEATURES + 1)
        lr = fields.given.get("lr")
        return cls(
            data=described(fields.nested("data")),
            lr=None if lr is None else fields.number("lr", at_most=limits.RATE),
            epochs=fields.whole("epochs", 200, at_most=limits.EPOCHS),
            start=None if start is None else tuple(start),
            rule=fields.choice("rule", RULES, "gd"),
            loss=fields.choice("loss", LOSS_CONVENTIONS, "mse"),
            standardize=fields.flag("standardize"),
        )

    def on_rows(self, opened: Opened) -> bool:
        """Whether the loop runs on the rows themselves, and not on the few that stand for them."""
        problem = opened.problem(self.loss)
        return problem.has_rows and problem.X_b.size * self.epochs <= limits.ROW_WORK

    def problem(self, opened: Opened) -> LeastSquares:
        """What the loop runs on."""
        problem = opened.problem(self.loss)
        return problem if self.on_rows(opened) else problem.condensed()


def data(shelf: Shelf, fields: Fields) -> dict[str, object]:
    """The data, as far as a page shows them, and the rows that stand for all."""
    return shelf.open(described(fields.nested("data"))).to_dict()


def run(shelf: Shelf, fields: Fields) -> dict[str, object]:
    """Every epoch of the loop, what it came to, and how to make the same run elsewhere."""
    from downslope import workbench
    from downslope.lab.prompt import prompt
    from downslope.lab.reproduce import command, python

    asked = Asked.of(fields)
    opened = shelf.open(asked.data)
    problem = asked.problem(opened)
    steps: list[Step] = []
    training = workbench.train(
        problem,
        asked.lr,
        asked.epochs,
        asked.start,
        rule=asked.rule,
        standardize=asked.standardize,
        watch=steps.append,
    )
    weights, losses = _path(steps, asked.epochs)
    recipe = asked.data.recipe(shelf, opened)
    shell = command(recipe, asked, opened, training.diagnosis.lr)
    return {
        "weights": weights,
        "losses": losses,
        "diagnosis": training.to_dict() | {"what_to_do": training.what_to_do},
        "closed_form": training.diagnosis.closed_form.tolist(),
        "python": python(recipe, asked, opened, training.diagnosis.lr),
        "command": shell,
        "file": recipe.file,
        "prompt": prompt(training, opened, shell),
    }


def _path(steps: Sequence[Step], epochs: int) -> tuple[object, object]:
    """Weights (epochs + 1, p) and losses (epochs + 1,); None for all that left float64."""
    import numpy as np

    from downslope.plain import plain

    weights = np.full((epochs + 1, len(steps[0].weights)), np.nan)
    losses = np.full(epochs + 1, np.nan)
    for step in steps:
        weights[step.epoch], losses[step.epoch] = step.weights, step.loss
    if np.isfinite(weights).all() and np.isfinite(losses).all():
        return weights.tolist(), losses.tolist()
    return plain(weights), plain(losses)


def sweep(shelf: Shelf, fields: Fields) -> dict[str, object]:
    """Every rate at once."""
    from downslope import workbench

    asked = Asked.of(Fields({**fields.given, "lr": None}))
    rates = fields.numbers("lrs", limits.RATES)
    problem = asked.problem(shelf.open(asked.data))
    chosen = problem.standardized() if asked.standardize else problem
    return workbench.sweep(chosen, rates, asked.epochs, asked.start, rule=asked.rule).to_dict()


def compare(shelf: Shelf, fields: Fields) -> dict[str, object]:
    """Gradient descent, SGD and the closed forms on the same rows.

    Raises:
        Deadline: it takes too long.

    """
    from downslope import datasets, workbench
    from downslope.sources import Table

    end = time.monotonic() + limits.COMPARE_SECONDS

    def check(what: str) -> None:
        if time.monotonic() > end:
            raise Deadline

    epochs = fields.whole("epochs", 200, at_least=1, at_most=limits.EPOCHS)
    if "case" in fields.given:  # all of it, of which a page may show only a part
        chosen = datasets.case(fields.choice("case", datasets.CASES)).table()
    else:
        table = shelf.open(described(fields.nested("data"))).table
        if not isinstance(table, Table):
            raise OptionError(
                "These data are read in passes and not held, and the solvers need all rows at "
                "once: compare them on a part of the data."
            )
        chosen = table
    found = workbench.compare(chosen, epochs, most_seconds=limits.SOLVER_SECONDS, progress=check)
    return found.to_dict() | {"rows_dropped": chosen.rows_dropped}


def as_csv(shelf: Shelf, fields: Fields) -> str:
    """The rows of data that are held, as a file that reads back to the same bits.

    Raises:
        OptionError: they are not held.

    """
    import csv
    import io

    from downslope.sources import Table

    table = shelf.open(described(fields.nested("data"))).table
    if not isinstance(table, Table):
        raise OptionError("These data are too large to be held: they are in your own file.")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*table.feature_names, table.target])
    writer.writerows([*row, y] for row, y in zip(table.X.tolist(), table.y.tolist(), strict=True))
    return text.getvalue()
