"""The file that was given on the command line, of any size."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Self

from downslope.errors import DataError
from downslope.lab import limits
from downslope.lab.columns import default_features
from downslope.lab.data.kind import Kind, Recipe
from downslope.lab.fields import Fields
from downslope.lab.writing import features_option, python_list

if TYPE_CHECKING:
    from downslope.lab.given import GivenFile
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
        import numpy as np

        from downslope.lab.opened import Opened
        from downslope.sources import Table, open_source
        from downslope.workbench import are_summaries, gather

        given, (target, features, notice) = _given(shelf), self._choice(shelf)
        drop = given.drop_missing or self.drop_missing
        table = gather(given.data, target, features, drop)
        if isinstance(table, Table):
            return Opened.of_table(table, given.data, notice=notice)
        d = len(features)
        rows = np.empty((0, d + 1))
        if not are_summaries(given.data):
            source = open_source(given.data, target, features, None, drop)
            rows = source.sample(limits.SHOWN)
        n = table.summary.count
        return Opened(table, rows[:, :d], rows[:, d], n, given.data, notice=notice)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        from downslope.sources import Table

        given, (target, features, _) = _given(shelf), self._choice(shelf)
        drop = given.drop_missing or self.drop_missing
        dropping = ", drop_missing=True" if drop else ""
        arguments = f"{given.data!r}, {target!r}, {python_list(features)}{dropping}"
        held = isinstance(opened.table, Table)
        home, verb = ("sources", "read") if held else ("workbench", "gather")
        options = ("--drop-missing",) if drop else ()
        return Recipe(
            (f"from downslope.{home} import {verb}",),
            (f"table = {verb}({arguments})",),
            "table.problem({loss!r})",
            ("train", given.data, "--target", target, *features_option(features), *options),
        )

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


def _given(shelf: Shelf) -> GivenFile:
    if shelf.given is None:
        raise DataError("No file was given: start `downslope lab FILE --target Y`, or upload one.")
    return shelf.given
