"""The file of the command line: the only one that a page can ask for, and only as "the file".

In a notebook the user's arrays stand in its place; see `downslope.notebook`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from downslope.lab import limits
from downslope.lab.columns import NUMBER, Column, columns_of, default_features
from downslope.lab.data.kind import Recipe
from downslope.lab.writing import features_option, python_list

if TYPE_CHECKING:
    from collections.abc import Hashable

    from downslope.lab.opened import Opened


class Given(Protocol):
    """What the lab was started with."""

    @property
    def target(self) -> str:
        """The column to predict."""

    @property
    def features(self) -> tuple[str, ...] | None:
        """The columns chosen; None for all that hold numbers."""

    @property
    def columns(self) -> list[Column]:
        """All columns."""

    @property
    def stamp(self) -> Hashable:
        """Another one when the data have changed."""

    def open(
        self, target: str, features: Sequence[str], notice: str, *, drop_missing: bool
    ) -> Opened:
        """The data with that choice of columns."""

    def recipe(
        self, opened: Opened, target: str, features: Sequence[str], *, drop_missing: bool
    ) -> Recipe:
        """How to open them elsewhere."""

    def to_dict(self) -> dict[str, object]:
        """What the page is told."""


@dataclass(frozen=True)
class GivenFile:
    """DATA as the user named it, and what they chose of it."""

    data: str
    target: str
    features: tuple[str, ...] | None  # None: all columns of numbers
    drop_missing: bool
    files: tuple[Path, ...]

    @classmethod
    def look(
        cls,
        data: str,
        target: str | None = None,
        features: list[str] | None = None,
        drop_missing: bool = False,
    ) -> GivenFile:
        """Look at the header, so that mistakes are said before a page opens.

        Raises:
            DataError: no such file or column, or no target.

        """
        from downslope.sources.columns import check_choice, check_present
        from downslope.sources.given import given
        from downslope.workbench import are_summaries, load_summaries

        if target is None and are_summaries(data):
            target = load_summaries(data).target
        asked = given(data, target, features)
        unsure = cls(data, target or "", asked.features, drop_missing, asked.files)
        names = [column.name for column in unsure.columns]
        target = asked.target_among(names)
        check_present(names, data, [target, *(asked.features or ())])
        if asked.features:
            check_choice(data, target, list(asked.features), None)
        else:
            default_features(unsure.columns, target)
        return cls(data, target, asked.features, drop_missing, asked.files)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns, by the first rows."""
        from downslope.sources.columns import Part
        from downslope.sources.delimited import CsvFile
        from downslope.sources.files import is_parquet
        from downslope.sources.parquet import ParquetFile
        from downslope.workbench import are_summaries, load_summaries

        if are_summaries(self.data):
            table = load_summaries(self.data)
            n = table.summary.count
            return [Column(name, NUMBER, n) for name in (*table.feature_names, table.target)]
        file = self.files[0]
        opened = ParquetFile.open(file) if is_parquet(file) else CsvFile.open(file)
        return columns_of(opened.head.frame, Part(self.data))

    @property
    def stamp(self) -> Hashable:
        """Another one when the files have changed."""
        found = [file.stat() for file in self.files if file.exists()]
        return tuple((each.st_mtime_ns, each.st_size) for each in found)

    def open(
        self, target: str, features: Sequence[str], notice: str, *, drop_missing: bool
    ) -> Opened:
        """See `Given.open`."""
        import numpy as np

        from downslope.lab.opened import Opened
        from downslope.sources import Table, open_source
        from downslope.workbench import are_summaries, gather

        drop, d = self.drop_missing or drop_missing, len(features)
        table = gather(self.data, target, features, drop)
        if isinstance(table, Table):
            return Opened.of_table(table, self.data, notice=notice)
        rows = np.empty((0, d + 1))
        if not are_summaries(self.data):
            source = open_source(self.data, target, features, None, drop)
            rows = source.sample(limits.SHOWN)
        n = table.summary.count
        return Opened(table, rows[:, :d], rows[:, d], n, self.data, notice=notice)

    def recipe(
        self, opened: Opened, target: str, features: Sequence[str], *, drop_missing: bool
    ) -> Recipe:
        """See `Given.recipe`."""
        from downslope.sources import Table

        drop = self.drop_missing or drop_missing
        dropping = ", drop_missing=True" if drop else ""
        arguments = f"{self.data!r}, {target!r}, {python_list(features)}{dropping}"
        held = isinstance(opened.table, Table)
        home, verb = ("sources", "read") if held else ("workbench", "gather")
        options = ("--drop-missing",) if drop else ()
        return Recipe(
            (f"from downslope.{home} import {verb}",),
            (f"table = {verb}({arguments})",),
            "table.problem({loss!r})",
            ("train", self.data, "--target", target, *features_option(features), *options),
        )

    def to_dict(self) -> dict[str, object]:
        """See `Given.to_dict`."""
        return {
            "name": self.data,
            "target": self.target,
            "features": self.features,
            "columns": [column.to_dict() for column in self.columns],
            "rows": None,
        }
