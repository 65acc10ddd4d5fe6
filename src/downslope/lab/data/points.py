"""Points that were set, dragged or pasted in the page: they come with every question."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Self

from downslope.errors import DataError, OptionError
from downslope.lab import limits
from downslope.lab.data.kind import Kind, Recipe
from downslope.lab.fields import Fields, number_list, shown
from downslope.lab.writing import features_option, python_list

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf

WRITTEN = 400  # numbers that are written into the code; more are read from a file
FILE = "points.csv"


@dataclass(frozen=True, slots=True)
class PointsData(Kind):
    """Columns of numbers by name."""

    names: tuple[str, ...]
    target: str
    columns: tuple[tuple[float, ...], ...]
    y: tuple[float, ...]
    features: tuple[str, ...] | None

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        names, target = fields.names("names", limits.FEATURES) or ("x",), fields.text("target", "y")
        listed = fields.given.get("columns")
        if not isinstance(listed, list) or len(listed) != len(names):
            raise OptionError(
                f"columns={shown(listed)} cannot be used: give a list of numbers for each of "
                f"{', '.join(names)}."
            )
        columns = tuple(
            tuple(number_list(f"column '{name}'", column, limits.EDITED))
            for name, column in zip(names, listed, strict=True)
        )
        y = tuple(fields.numbers("y", limits.EDITED) or ())
        for name, column in zip(names, columns, strict=True):
            if len(column) != len(y):
                raise OptionError(
                    f"Column '{name}' has {len(column)} values and {target} {len(y)}: give a value "
                    "for every point."
                )
        if "intercept" in names:
            raise OptionError("A column cannot be named 'intercept', as the model has one: rename.")
        if target in names:
            raise OptionError(f"'{target}' is both the target and a feature: rename one.")
        return cls(names, target, columns, y, fields.names("features", limits.FEATURES))

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return astuple(self)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        import numpy as np

        from downslope.errors import did_you_mean
        from downslope.lab.opened import Opened
        from downslope.sources import Table

        if len(self.y) < 2:
            raise DataError(f"{len(self.y)} points are too few for a line: give at least 2.")
        for name in self.features or ():
            if name not in self.names:
                raise DataError(f"There is no column '{name}': {did_you_mean(name, self.names)}")
        chosen = self.features or self.names
        X = np.array([self.columns[self.names.index(name)] for name in chosen]).T
        about = f"{len(self.y):,} points edited in the page"
        table = Table(np.ascontiguousarray(X), np.array(self.y), chosen, self.target, about)
        return Opened.of_table(table, about)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        names, table = opened.table.feature_names, opened.table
        command = ("train", FILE, "--target", self.target, *features_option(names))
        if opened.X.size + opened.y.size > WRITTEN:
            return Recipe(
                ("from downslope.sources import read",),
                (f"table = read({FILE!r}, {self.target!r}, {python_list(names)})",),
                "table.problem({loss!r})",
                command,
                FILE,
            )
        rows = ", ".join(python_list(row) for row in opened.X.tolist())
        return Recipe(
            (),
            (f"X = [{rows}]", f"y = {python_list(opened.y.tolist())}"),
            f"ds.LeastSquares(X, y, loss={{loss!r}}, names={python_list(table.feature_names)})",
            command,
            FILE,
        )
