"""The data that the lab was started with: the file of the command line, a notebook's arrays."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Self

from downslope.errors import DataError
from downslope.lab import limits
from downslope.lab.columns import default_features
from downslope.lab.data.kind import Kind, Recipe
from downslope.lab.fields import Fields

if TYPE_CHECKING:
    from downslope.lab.given import Given
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Shelf


@dataclass(frozen=True, slots=True)
class FileData(Kind):
    """What a page may change about the file: its target and its features."""

    target: str | None
    features: tuple[str, ...] | None
    drop_missing: bool

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """See `Kind.of`."""
        target = fields.text("target", "") or None
        chosen = fields.names("features", limits.FEATURES)
        return cls(target, chosen, fields.flag("drop_missing"))

    def key(self, shelf: Shelf) -> Hashable:
        """See `Kind.key`."""
        return (*astuple(self), _given(shelf).stamp)

    def open(self, shelf: Shelf) -> Opened:
        """See `Kind.open`."""
        target, features, notice = self._choice(shelf)
        return _given(shelf).open(target, features, notice, drop_missing=self.drop_missing)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        target, features, _ = self._choice(shelf)
        return _given(shelf).recipe(opened, target, features, drop_missing=self.drop_missing)

    def _choice(self, shelf: Shelf) -> tuple[str, tuple[str, ...], str]:
        """The target, the features, and what was left out."""
        given = _given(shelf)
        target = self.target or given.target
        asked = self.features or (given.features if target == given.target else None)
        if asked is None:
            return target, *default_features(given.columns, target)
        if len(asked) > limits.FEATURES:
            kept = replace(self, features=asked[: limits.FEATURES])
            notice = f"Shown are the first {limits.FEATURES} of {len(asked)} features, the cap."
            return target, kept.features or (), notice
        return target, asked, ""


def _given(shelf: Shelf) -> Given:
    if shelf.given is None:
        raise DataError("No file was given: start `downslope lab FILE --target Y`, or upload one.")
    return shelf.given
