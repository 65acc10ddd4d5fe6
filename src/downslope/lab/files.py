"""The file of the command line: the only one that a page can ask for, and only as "the file".

In a notebook the user's arrays stand in its place; see `downslope.notebook`.

The data that the lab was started with: the file of the command line, a notebook's arrays.

A CSV that was uploaded to the page or pasted into it.

The file of the command line, read before a page asks: its mistakes are said in the terminal.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from downslope.errors import DataError
from downslope.lab import limits
from downslope.lab.recipes import Recipe, features_option, python_list
from downslope.lab.requests import Fields
from downslope.lab.shelf import NUMBER, Column, Kind, Shelf, columns_of, default_features

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.lab.shelf import Given


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
        from downslope.data.columns import check_choice, check_present
        from downslope.data.files import are_summaries, given
        from downslope.data.summary_file import load_summaries

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
        from downslope.data.csv_file import CsvFile
        from downslope.data.files import are_summaries, is_parquet
        from downslope.data.parquet import ParquetFile
        from downslope.data.summary_file import load_summaries
        from downslope.data.values import Place

        if are_summaries(self.data):
            table = load_summaries(self.data)
            n = table.summary.count
            return [Column(name, NUMBER, n) for name in (*table.feature_names, table.target)]
        file = self.files[0]
        opened = ParquetFile.open(file) if is_parquet(file) else CsvFile.open(file)
        return columns_of(opened.head.frame, Place(self.data))

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

        from downslope.data.files import are_summaries
        from downslope.data.open import open_source
        from downslope.fitting.summarize import gather
        from downslope.lab.opened import Opened
        from downslope.table import Table

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
        from downslope.table import Table

        drop = self.drop_missing or drop_missing
        dropping = ", drop_missing=True" if drop else ""
        arguments = f"{self.data!r}, {target!r}, {python_list(features)}{dropping}"
        held = isinstance(opened.table, Table)
        verb = "read" if held else "summarize"
        options = ("--drop-missing",) if drop else ()
        return Recipe(
            (f"from downslope import {verb}",),
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
        from downslope.data.open import hold, open_source
        from downslope.lab.opened import Opened

        upload, (target, features, notice) = shelf.upload(self.id), self._choice(shelf)
        source = open_source(
            upload.frame,
            target,
            features,
            drop_missing=self.drop_missing,
            called=upload.name,
        )
        return Opened.of_table(hold(source), upload.name, notice=notice)

    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """See `Kind.recipe`."""
        name, (target, features, _) = shelf.upload(self.id).name, self._choice(shelf)
        dropping = ", drop_missing=True" if self.drop_missing else ""
        options = ("--drop-missing",) if self.drop_missing else ()
        return Recipe(
            ("from downslope import read",),
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


def read_ahead(shelf: Shelf, given: GivenFile) -> str:
    """Open the file as the page will, unless that would keep the user waiting.

    Returns:
        What was left out of it, as a line; empty if nothing was, or if it has not been read.

    Raises:
        InputError: it cannot be used.

    """
    if sum(file.stat().st_size for file in given.files) > limits.READ_AHEAD:
        return ""
    left_out = shelf.open(FileData(None, None, drop_missing=False)).left_out
    return f"{Path(given.data).name}: {left_out}" if left_out else ""
