"""Option --model with its settings, and the model that they build from the user's data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from downslope.cli.options import gathered, number, reading_shown, whole
from downslope.errors import OptionError

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions
    from downslope.data_table import Table, TableSummary
    from downslope.models.model import Model

PLAIN = "least-squares"
SETTINGS = ("alpha", "l1_ratio", "delta", "hidden")
OF_PATHS = ("penalty", "alphas", "folds", "fold_by", "nested")
IN_PYTHON = re.compile(rf"\b(model|{'|'.join((*SETTINGS, *OF_PATHS))})=('[^']*'|[-+.\w]*\w|…)")
AT_FIRST = re.compile(r"""(\w+)=('[^']*'|"[^"]*"|\S+)(?= )""")
alpha = click.option(
    "--alpha",
    metavar="A",
    help="Strength of the penalty on the slopes, added to the mean loss (path has another "
    "scale); by default 1 for ridge, lasso, and elastic-net, and 0 for other models.",
)
l1_ratio = click.option(
    "--l1-ratio", metavar="R", help="L1 share of the elastic-net penalty, 0 to 1; 0.5 by default."
)
delta = click.option(
    "--delta",
    metavar="D",
    help="Residual size above which the Huber loss is linear; 1 by default.",
)
OPTIONS = (
    click.option(
        "--model",
        default=PLAIN,
        metavar="NAME",
        help="ridge, lasso, elastic-net, huber, logistic, softmax, poisson, or network.",
    ),
    alpha,
    l1_ratio,
    delta,
    click.option("--hidden", metavar="H", help="Hidden units of the network; 8 by default."),
)


@dataclass(frozen=True)
class ModelChoice:
    """The model that a command names, with the settings that were given."""

    name: str
    settings: dict[str, float]

    def __post_init__(self) -> None:
        if self.name == PLAIN and not self.settings:
            return
        from downslope.models.catalog import MODELS, model_named

        takes = model_named(self.name).option_names
        for option in self.settings:
            if option not in takes:
                flag = f"--{option.replace('_', '-')}"
                others = [name for name, kind in MODELS.items() if option in kind.option_names]
                raise OptionError(
                    f"{flag} is not an option of {self.name}: leave it out, or choose a model "
                    f"that takes it ({', '.join(others)})."
                )

    def of_data(
        self,
        data: str,
        target: str | None,
        features: list[str] | None,
        drop_missing: bool,
        categorical: list[str],
        loss: str,
        rows_for: str | None,
        reading: ReadingOptions,
    ) -> tuple[Table | TableSummary, Model]:
        """Read the data and return them with the model.

        `rows_for` names the option that needs the rows, if one does.
        """
        if self.name == PLAIN:
            table = gathered(data, target, features, drop_missing, categorical, rows_for, **reading)
            return table, table.problem(loss)
        from downslope.data.blocks import FrameSource
        from downslope.data.open import load_table, open_data
        from downslope.data.sql.database import is_database
        from downslope.fitting.option_conflicts import NEEDS_ROWS
        from downslope.models.catalog import model_named

        if is_database(data) or {"table", "sql", "grade"} & {*reading}:
            raise OptionError(NEEDS_ROWS.format(other=f"--model {self.name}"))
        labeled = model_named(self.name).takes_classes
        with reading_shown() as progress:
            source = open_data(
                data, target, features, None, drop_missing, categorical, classes=labeled, **reading
            )
            # Slopes of least squares, which a finding may name, are not those of this model.
            rows = load_table(source, f"--model {self.name}", progress, intercept=None)
        classes = source.layout.classes if isinstance(source, FrameSource) else ()
        return rows, self.of_table(rows, loss, classes)

    def of_table(self, table: Table, loss: str, classes: tuple[str, ...] = ()) -> Model:
        """Return the model of a table; `classes` are the names of a target of class indices."""
        if self.name == PLAIN:
            return table.problem(loss)
        from downslope.models.catalog import model_on

        made = model_on(
            self.name, table.X, table.y, self.settings, loss=loss, names=table.feature_names,
            classes=classes,
        )  # fmt: skip
        made.noticed = table.findings
        return made


def model(command: Callable[..., None]) -> Callable[..., None]:
    """Add --model and its settings; the command receives them as `chosen`."""

    @wraps(command)
    def with_model(**given: Any) -> None:
        name = given.pop("model")
        written = {option: given.pop(option) for option in SETTINGS}
        settings: dict[str, float] = {
            option: whole(text, "--hidden", 1)
            if option == "hidden"
            else number(text, _flag(option))
            for option, text in written.items()
            if text is not None
        }
        command(**given, chosen=ModelChoice(name, settings))

    for option in reversed(OPTIONS):
        option(with_model)
    return with_model


def as_typed(text: str, given: Sequence[str] = ()) -> str:
    """Return a text with options as they are typed on the command line.

    Those of models are so wherever the text has them, and any other of the `given` arguments if the
    text begins with it.
    """

    def typed(found: re.Match[str]) -> str:
        value = found[2].strip("'…")
        return f"{_flag(found[1])} {value}".rstrip()

    text = IN_PYTHON.sub(typed, text)
    first = AT_FIRST.match(text)
    if first is None:
        return text
    flag = _flag(first[1])
    for each, value in zip(given, [*given[1:], ""], strict=True):
        if each == flag or each.startswith(f"{flag}="):
            own = f"{flag} {value}" if each == flag else each
            return f"{own}{text[first.end() :]}"
    return text


def _flag(option: str) -> str:
    return f"--{option.replace('_', '-')}"
