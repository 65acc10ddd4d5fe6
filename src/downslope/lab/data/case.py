"""The cases of `downslope compare`: data made to show one thing."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from downslope.lab import limits
from downslope.lab.data.kind import Kind, Recipe
from downslope.lab.fields import Fields
from downslope.lab.writing import features_option, python_list

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf


@dataclass(frozen=True, slots=True)
class CaseData(Kind):
    """A case by its name, and the features wanted of it; all that a page takes by default."""

    case: str
    features: tuple[str, ...] | None

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        from downslope.datasets import CASES

        case = fields.choice("case", CASES)
        return cls(case, fields.names("features", limits.FEATURES))

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return (self.case, self.features)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        from downslope.datasets import case
        from downslope.lab.opened import Opened

        made = case(self.case)
        d, features, notice = made.X.shape[1], self.features, ""
        table = made.table(features)
        if features is None and d > limits.FEATURES:
            table = made.table(table.feature_names[: limits.FEATURES])
            notice = f"Shown are the first {limits.FEATURES} of {d} features, the cap of this page."
        truth = made.truth if len(table.feature_names) == d else None
        return Opened.of_table(table, made.about, truth=truth, notice=notice)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        names = opened.table.feature_names
        shortened = bool(self.features or opened.notice)
        chosen = python_list(names) if shortened else ""
        return Recipe(
            ("from downslope.datasets import case",),
            (f"table = case({self.case!r}).table({chosen})",),
            "table.problem({loss!r})",
            ("train", f"--case={self.case}", *(features_option(names) if shortened else ())),
        )
