"""A CSV that was uploaded to the page or pasted into it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Self

from downslope.lab import limits
from downslope.lab.columns import default_features
from downslope.lab.data.kind import Kind, Recipe
from downslope.lab.fields import Fields
from downslope.lab.writing import features_option, python_list

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf


@dataclass(frozen=True, slots=True)
class UploadData(Kind):
    """An upload by its number, and what is wanted of it."""

    id: str
    target: str | None
    features: tuple[str, ...] | None
    drop_missing: bool

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        return cls(
            fields.text("id"),
            fields.text("target", "") or None,
            fields.names("features", limits.FEATURES),
            fields.flag("drop_missing"),
        )

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        shelf.upload(self.id)  # one that is gone is not to be found among the opened either
        return astuple(self)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        from downslope.lab.opened import Opened
        from downslope.sources.columns import Origin, table_from_frame

        upload, (target, features, notice) = shelf.upload(self.id), self._choice(shelf)
        table = table_from_frame(
            upload.frame, Origin(upload.name), target, features, drop_missing=self.drop_missing
        )
        return Opened.of_table(table, upload.name, notice=notice)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        name, (target, features, _) = shelf.upload(self.id).name, self._choice(shelf)
        dropping = ", drop_missing=True" if self.drop_missing else ""
        options = ("--drop-missing",) if self.drop_missing else ()
        return Recipe(
            ("from downslope.sources import read",),
            (f"table = read({name!r}, {target!r}, {python_list(features)}{dropping})",),
            "table.problem({loss!r})",
            ("train", name, "--target", target, *features_option(features), *options),
            name,
        )

    def _choice(self, shelf: Shelf) -> tuple[str, tuple[str, ...], str]:
        upload = shelf.upload(self.id)
        target = self.target or upload.target
        if self.features is not None:
            return target, self.features, ""
        return target, *default_features(upload.columns, target)
