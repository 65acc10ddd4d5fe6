"""The questions about data that a page asks: a run, a sweep, a comparison of the solvers.

The run of a page as code and as a command: carried out, both print the same digits.

A question about this run, with its numbers, to be put to an AI.

The kinds of data that a page can name: one file a kind; each opens itself and writes its code.

A page sends a descriptor, `{"kind": "lesson", "n": 100, …}`, and never a path: files are those of
the command line, or come as bytes.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downslope.errors import OptionError, unknown
from downslope.formatting import counted, number
from downslope.lab import limits
from downslope.lab.files import FileData, UploadData
from downslope.lab.kinds import CaseData, DatasetData, LessonData, PointsData
from downslope.lab.recipes import command_line, number_option, python_list
from downslope.lab.requests import Fields
from downslope.lab.shelf import Kind

if TYPE_CHECKING:
    from downslope.descent import Step
    from downslope.lab.opened import Opened
    from downslope.lab.recipes import Recipe
    from downslope.lab.shelf import Shelf
    from downslope.models.least_squares import LeastSquares
    from downslope.training import Training


def python(recipe: Recipe, asked: Asked, opened: Opened, lr: float) -> str:
    """Lines of Python that make this run and print its last loss and weights in full."""
    problem = recipe.problem.format(loss=asked.loss)
    condensed = opened.problem(asked.loss).has_rows and not asked.on_rows(opened)
    told = [f"lr={lr!r}"]
    if asked.start is not None:
        told.append(f"start={python_list(asked.start)}")
    if asked.rule != "gd":
        told.append(f"rule={asked.rule!r}")
    run_on = "problem.standardized()" if asked.standardize else "problem"
    lines = [
        "import downslope as ds",
        *recipe.imports,
        "",
        *recipe.lines,
        f"problem = {problem}{'.condensed()' if condensed else ''}",
        f"for step in ds.descend({run_on}, {', '.join(told)}):",
        f"    if step.epoch == {asked.epochs}:",
        "        break",
        "",
        'print("loss", step.loss)',
        "for name, weight in zip(problem.weight_names, step.weights.tolist()):",
        "    print(name, weight)",
    ]
    return "\n".join(lines) + "\n"


def command(recipe: Recipe, asked: Asked, opened: Opened, lr: float) -> str:
    """The command line of this run."""
    words = [*recipe.command, f"--lr={lr!r}", f"--epochs={asked.epochs}"]
    start = _start_told(recipe, asked, opened)
    if start is not None:
        words.append(number_option("start", start))
    if asked.rule != "gd":
        words.append(f"--rule={asked.rule}")
    if asked.loss != "mse":
        words.append(f"--loss={asked.loss}")
    if asked.standardize:
        words.append("--standardize")
    return command_line(words)


def _start_told(recipe: Recipe, asked: Asked, opened: Opened) -> tuple[float, ...] | None:
    """The start, unless the command begins there anyway: `demo` at the lesson's own guess."""
    own = (0.0,) * len(opened.problem("mse").weight_names)
    begins = own if opened.start is None else tuple(opened.start.tolist())
    start = own if asked.start is None else asked.start
    return None if start == begins else start


MOST_WEIGHTS = 8  # that are listed


def prompt(training: Training, opened: Opened, command: str) -> str:
    """The run, its verdict, and what a learner would ask."""
    d = training.diagnosis
    names = d.weight_names[:MOST_WEIGHTS]
    weights = ", ".join(
        f"{name} {number(w)} (closed form {number(b)})"
        for name, w, b in zip(names, training.weights, d.closed_form, strict=False)
    )
    more = f", and {len(d.weight_names) - len(names)} more" * (len(names) < len(d.weight_names))
    columns = " on standardised columns" if d.standardize else ""
    lines = [
        "I am learning linear regression by gradient descent, and this is my run.",
        f"Data: {opened.about}; {counted(opened.n, 'row')}, "
        f"{counted(len(opened.table.feature_names), 'feature')}.",
        f"Run: rule {d.rule}, learning rate {d.lr:g}, {counted(d.epochs, 'epoch')}{columns}, loss "
        f"{d.loss_convention}.",
        f"Loss: {number(training.start_loss)} at the start, {number(training.final_loss)} at the "
        f"end; the least there can be is {number(d.min_loss)}.",
        f"Weights: {weights}{more}.",
        f"Learning-rate limit {number(d.lr_limit)}, best rate {number(d.lr_best)}, condition "
        f"number {number(d.condition_number)}.",
        f"Verdict: {training.status}, cause {training.cause}. {training.sentence}",
        f"The same run in a terminal: {command}",
        "Explain to me why this run did what it did, step by step, and ask me what I would change "
        "before you tell me.",
    ]
    return "\n".join(lines)


KINDS: dict[str, type[Kind]] = {
    "lesson": LessonData,
    "case": CaseData,
    "dataset": DatasetData,
    "file": FileData,
    "upload": UploadData,
    "points": PointsData,
}

__all__ = ["KINDS", "Kind", "described"]


def described(fields: Fields) -> Kind:
    """The data that a descriptor names.

    Raises:
        OptionError: an unknown kind, or a field that cannot be used.

    """
    kind = fields.text("kind")
    if kind not in KINDS:
        raise unknown("kind", kind[:60], KINDS)
    return KINDS[kind].of(fields)


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
        from downslope.models.least_squares import LOSS_CONVENTIONS
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
    from downslope import training as training_module

    asked = Asked.of(fields)
    opened = shelf.open(asked.data)
    problem = asked.problem(opened)
    steps: list[Step] = []
    training = training_module.train(
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

    from downslope.formatting import plain

    weights = np.full((epochs + 1, len(steps[0].weights)), np.nan)
    losses = np.full(epochs + 1, np.nan)
    for step in steps:
        weights[step.epoch], losses[step.epoch] = step.weights, step.loss
    if np.isfinite(weights).all() and np.isfinite(losses).all():
        return weights.tolist(), losses.tolist()
    return plain(weights), plain(losses)


def sweep(shelf: Shelf, fields: Fields) -> dict[str, object]:
    """Every rate at once."""
    from downslope.diagnosis import sweep as sweep_module

    asked = Asked.of(Fields({**fields.given, "lr": None}))
    rates = fields.numbers("lrs", limits.RATES)
    problem = asked.problem(shelf.open(asked.data))
    chosen = problem.standardized() if asked.standardize else problem
    return sweep_module.sweep(chosen, rates, asked.epochs, asked.start, rule=asked.rule).to_dict()


def compare(shelf: Shelf, fields: Fields) -> dict[str, object]:
    """Gradient descent, SGD and the closed forms on the same rows.

    Raises:
        Deadline: it takes too long.

    """
    from downslope import datasets
    from downslope.fitting import compare as compare_module
    from downslope.table import Table

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
    found = compare_module.compare(
        chosen, epochs, most_seconds=limits.SOLVER_SECONDS, progress=check
    )
    return found.to_dict() | {"rows_dropped": chosen.rows_dropped}


def as_csv(shelf: Shelf, fields: Fields) -> str:
    """The rows of data that are held, as a file that reads back to the same bits.

    Raises:
        OptionError: they are not held.

    """
    import csv
    import io

    from downslope.table import Table

    table = shelf.open(described(fields.nested("data"))).table
    if not isinstance(table, Table):
        raise OptionError("These data are too large to be held: they are in your own file.")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*table.feature_names, table.target])
    writer.writerows([*row, y] for row, y in zip(table.X.tolist(), table.y.tolist(), strict=True))
    return text.getvalue()
