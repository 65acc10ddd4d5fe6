"""Model that a request names, with its settings: the model on the data, and code that builds it.

A request names the model and its settings as the command line does: `model`, `alpha`, `l1_ratio`,
`delta`, `hidden`. Without a name it is least squares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downslope.errors import DataError, OptionError
from downslope.lab import request_limits
from downslope.lab.data import POINTS_FILE, LabData, Recipe, points_command
from downslope.lab.request_validation import Fields

if TYPE_CHECKING:
    from downslope.models.model import Model

PLAIN = "least-squares"
SETTINGS = ("alpha", "l1_ratio", "delta", "hidden")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model by its name, with the settings that were given."""

    name: str
    settings: Mapping[str, float]

    @classmethod
    def of(cls, fields: Fields) -> ModelChoice:
        """Read the choice from a request.

        Raises
        ------
        OptionError
            There is no such model, or a setting cannot be used.

        """
        from downslope.models.catalog import model_named

        name = fields.text("model", PLAIN)
        takes = model_named(name).option_names
        given = [setting for setting in SETTINGS if fields.has(setting)]
        for setting in given:
            if setting not in takes:
                raise OptionError(f"{setting} is not a setting of {name}: leave it out.")
        most = request_limits.HIDDEN
        return cls(
            name,
            {
                setting: fields.whole(setting, at_least=1, at_most=most)
                if setting == "hidden"
                else fields.number(setting)
                for setting in given
            },
        )

    @property
    def is_plain(self) -> bool:
        """Whether it is least squares, which needs no rows in memory."""
        return self.name == PLAIN

    def of_data(self, opened: LabData, loss: str) -> Model:
        """Return the model on open data.

        Raises
        ------
        DataError
            The rows are not in memory, or do not suit the model.
        OptionError
            A setting, or the loss convention, cannot be used.

        """
        from downslope.data_table import Table
        from downslope.models.catalog import model_on

        table = opened.table
        if not isinstance(table, Table):
            raise DataError(
                f"These data are too large to hold in memory, and {self.name} needs all rows: "
                "train on a part of the data."
            )
        made = model_on(
            self.name, table.X, table.y, self.settings, loss=loss, names=table.feature_names
        )
        made.noticed = table.findings
        return made

    def expression(self, recipe: Recipe, loss: str) -> str:
        """Write Python that builds the model from the data of a recipe."""
        from downslope.models.catalog import model_named

        kind = model_named(self.name)
        X, y, names = recipe.arrays
        settings = [f"{name}={value!r}" for name, value in self.settings.items()]
        if kind.loss_varies:
            settings.append(f"loss={loss!r}")
        return f"ds.{kind.__name__}({', '.join([X, y, *settings, f'names={names}'])})"

    def words(self) -> list[str]:
        """Return the command-line words that choose the model."""
        settings = [f"--{name.replace('_', '-')}={v!r}" for name, v in self.settings.items()]
        return [f"--model={self.name}", *settings]

    def command(self, opened: LabData) -> tuple[tuple[str, ...], str | None]:
        """Return the words of a command that trains on the data, and the file that it expects.

        The demo trains nothing but a line, so another model reads the lesson's points from a file.
        """
        recipe = opened.recipe
        if recipe.command[0] == "train":
            return recipe.command, recipe.file
        return points_command(opened.table), POINTS_FILE
