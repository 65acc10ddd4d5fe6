"""Recipes: Python code and a command line that open the same data and repeat the same run.

Numbers are written so that they read back to the same bits.
"""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from downslope.lab import limits
from downslope.lab.request_validation import Fields


@dataclass(frozen=True, slots=True)
class Recipe:
    """Python lines and command-line words that open the data elsewhere."""

    lines: tuple[str, ...]  # Python that assigns the data to the names used in `problem`
    command: tuple[str, ...]  # the verb and the arguments that name the data
    problem: str = "table.problem({loss!r})"  # a Python expression
    file: str | None = None  # a file that both expect in the working folder


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of a run, except its learning rate."""

    epochs: int
    start: tuple[float, ...] | None  # (p,) first weights; None for zeros
    rule: str
    loss: str
    standardize: bool

    @classmethod
    def of(cls, fields: Fields) -> RunOptions:
        """Read the options from a request.

        Raises
        ------
        OptionError
            A field cannot be used.

        """
        from downslope.models.least_squares import LOSS_CONVENTIONS
        from downslope.rules import RULES

        return cls(
            epochs=fields.whole("epochs", 200, at_most=limits.EPOCHS),
            start=fields.numbers("start", limits.FEATURES + 1),
            rule=fields.choice("rule", RULES, "gd"),
            loss=fields.choice("loss", LOSS_CONVENTIONS, "mse"),
            standardize=fields.flag("standardize"),
        )


def python(recipe: Recipe, options: RunOptions, lr: float, *, condensed: bool) -> str:
    """Write Python that repeats the run and prints its last loss and weights in full."""
    problem = recipe.problem.format(loss=options.loss) + ".condensed()" * condensed
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
        "for name, weight in zip(problem.weight_names, step.weights.tolist()):",
        "    print(name, weight)",
    ]
    return "\n".join(lines) + "\n"


def command(recipe: Recipe, options: RunOptions, lr: float, first: Sequence[float]) -> str:
    """Write the command line that repeats the run; its default start is the weights `first`."""
    words = ["downslope", *recipe.command, f"--lr={lr!r}", f"--epochs={options.epochs}"]
    start = [0.0] * len(first) if options.start is None else list(options.start)
    if start != list(first):
        # With "=", so that a minus sign is not taken for an option.
        words.append("--start=" + ",".join(map(repr, start)))
    if options.rule != "gd":
        words.append(f"--rule={options.rule}")
    if options.loss != "mse":
        words.append(f"--loss={options.loss}")
    if options.standardize:
        words.append("--standardize")
    return shlex.join(words)


def python_list(values: Iterable[object]) -> str:
    """Write names or numbers as a Python list."""
    return f"[{', '.join(map(repr, values))}]"


def features_option(names: Sequence[str]) -> tuple[str, str]:
    """Write the option that names these columns, without quotes for a shell."""
    return "--features", _joined(names)


def _joined(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()


def reading_words(reading: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the options on how data are written, as command-line words."""
    words: list[str] = []
    for name, given in reading.items():
        option = "--no-header" if name == "header" else f"--{name.replace('_', '-')}"
        if isinstance(given, bool):
            words.append(option)
            continue
        listed = [f"{key}={unit}" for key, unit in given.items()] if name == "date" else given
        words += [option, listed if isinstance(listed, str) else _joined(map(str, listed))]
    return tuple(words)
