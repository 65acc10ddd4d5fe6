"""The data sets of the package: real measurements with their source, by name."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Self

from downslope.lab import limits
from downslope.lab.data.kind import Kind, Recipe
from downslope.lab.fields import Fields
from downslope.lab.writing import features_option, python_list

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf


@dataclass(frozen=True, slots=True)
class DatasetData(Kind):
    """A data set, and what is wanted of it."""

    name: str
    features: tuple[str, ...] | None

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        from downslope.datasets import DATA_SETS

        name = fields.choice("name", DATA_SETS)
        return cls(name, fields.names("features", limits.FEATURES))

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return astuple(self)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        from downslope.datasets import DATA_SETS
        from downslope.lab.opened import Opened
        from downslope.sources import read

        known = DATA_SETS[self.name]
        # Its own path: by its name alone a file of the user's could be meant.
        table = read(str(known.path), known.target, self.features or known.features)
        return Opened.of_table(table, f"{self.name}: {known.about}. {known.source}")

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        table = opened.table
        names = () if self.features is None else table.feature_names
        chosen = f", {table.target!r}, {python_list(names)}" if names else ""
        options = ("--target", table.target, *features_option(names)) if names else ()
        return Recipe(
            ("from downslope.sources import read",),
            (f"table = read({self.name!r}{chosen})",),
            "table.problem({loss!r})",
            ("train", self.name, *options),
        )
