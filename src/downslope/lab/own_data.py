"""The user's own data: the file of the command line, an upload, or a notebook's arrays.

Each has columns of which the page may choose the target and the features.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from downslope.errors import DataError
from downslope.lab import limits
from downslope.lab.data import LabData, arrays_problem, first_features
from downslope.lab.recipes import Recipe, features_option, python_list
from downslope.lab.requests import Fields

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.columns import Place
    from downslope.numerics.arrays import Matrix
    from downslope.table import Table, TableSummary

    # A table, or a summary with (m, d + 1) rows to show: features, then the target.
    Opened = Table | tuple[TableSummary, Matrix]

NUMBER = "number"
MAX_COLUMNS_NAMED = 8  # in a notice; the rest is counted
PREVIEW_ROWS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file."""

    name: str
    kind: str  # number, date, text or other
    rows: int  # values that are there, of the rows looked at

    def to_dict(self) -> dict[str, object]:
        """For the page, which offers the columns of numbers."""
        return {"name": self.name, "kind": self.kind, "rows": self.rows}


@dataclass(frozen=True, eq=False)
class OwnData:
    """Data of the user's, of which no columns are chosen yet."""

    name: str  # what the user calls them
    columns: Sequence[Column]
    target: str
    read: Callable[[str, Sequence[str], bool], Opened]  # target, features, whether to drop gaps
    features: tuple[str, ...] | None = None  # None: all columns of numbers
    drop_missing: bool = False
    rows: int | None = None  # None: not counted
    sources: tuple[Path, ...] = ()  # the files that `read` opens; none if it holds the data
    saved_as: str | None = None  # the file that code expects; None if it expects `name`
    as_arrays: bool = False  # all of the columns are the user's variables X and y

    @property
    def version(self) -> Hashable:
        """A value that differs when the files have changed."""
        found = [file.stat() for file in self.sources if file.exists()]
        return tuple((each.st_mtime_ns, each.st_size) for each in found)

    def choose(self, fields: Fields) -> LabData:
        """Read the target and the features that the page asks for.

        Raises:
            DataError: they cannot be used.
            OptionError: a field that cannot be used.

        """
        target = fields.text("target", "") or self.target
        features, notice = fields.names("features", limits.FEATURES), ""
        if features is None and self.features and target == self.target:
            features, notice = first_features(self.features)
        elif features is None:
            features, notice = default_features(self.columns, target)
        drop = fields.flag("drop_missing") or self.drop_missing
        table = self.read(target, features, drop)
        recipe = self._recipe(target, features, drop, in_passes=isinstance(table, tuple))
        if isinstance(table, tuple):
            summary, rows = table
            return LabData(summary, rows[:, :-1], rows[:, -1], self.name, recipe, notice=notice)
        return LabData.of_table(table, self.name, recipe, notice=notice)

    def _recipe(
        self, target: str, features: Sequence[str], drop: bool, *, in_passes: bool
    ) -> Recipe:
        path, verb = self.saved_as or self.name, "summarize" if in_passes else "read"
        options = ("--drop-missing",) if drop else ()
        command = ("train", path, "--target", target, *features_option(features), *options)
        if self.as_arrays and [*features, target] == [column.name for column in self.columns]:
            return Recipe((), command, arrays_problem(features), self.saved_as)
        arguments = f"{path!r}, {target!r}, {python_list(features)}"
        dropping = ", drop_missing=True" if drop else ""
        return Recipe((f"table = ds.{verb}({arguments}{dropping})",), command, file=self.saved_as)

    def to_dict(self) -> dict[str, object]:
        """What the page is told before it chooses."""
        return {
            "name": self.name,
            "target": self.target,
            "features": self.features,
            "columns": [column.to_dict() for column in self.columns],
            "rows": self.rows,
        }


def open_file(
    data: str,
    target: str | None = None,
    features: list[str] | None = None,
    drop_missing: bool = False,
) -> OwnData:
    """Look at the header of DATA, so that mistakes are said before a page opens.

    Raises:
        DataError: no such file or column, or no target.

    """
    from downslope.data.columns import check_choice, check_present
    from downslope.data.open import given
    from downslope.fitting.fit import are_summaries, load_summaries

    if target is None and are_summaries(data):
        target = load_summaries(data).target
    asked = given(data, target, features)
    columns = _columns(data, asked.files[0])
    names = [column.name for column in columns]
    target = asked.target_among(names)
    check_present(names, data, [target, *(asked.features or ())])
    if asked.features:
        check_choice(data, target, list(asked.features), None)
    else:
        default_features(columns, target)
    read = partial(_read, data)
    return OwnData(data, columns, target, read, asked.features, drop_missing, sources=asked.files)


def _columns(data: str, file: Path) -> list[Column]:
    """The columns of DATA, by the first rows of its first file."""
    from downslope.data.columns import Part
    from downslope.data.csv_file import CsvFile
    from downslope.data.files import is_parquet
    from downslope.data.parquet import ParquetFile
    from downslope.fitting.fit import are_summaries, load_summaries

    if are_summaries(data):
        table = load_summaries(data)
        n = table.summary.count
        return [Column(name, NUMBER, n) for name in (*table.feature_names, table.target)]
    opened = ParquetFile.open(file) if is_parquet(file) else CsvFile.open(file)
    return columns_of(opened.head.frame, Part(data))


def _read(data: str, target: str, features: Sequence[str], drop_missing: bool) -> Opened:
    """The rows of DATA where they are held; else their summary, and a sample of them."""
    import numpy as np

    from downslope.data.open import open_source
    from downslope.fitting.fit import are_summaries, gather
    from downslope.table import Table

    table = gather(data, target, features, drop_missing)
    if isinstance(table, Table):
        return table
    if are_summaries(data):
        return table, np.empty((0, len(features) + 1))
    source = open_source(data, target, features, None, drop_missing)
    return table, source.sample(limits.SHOWN)


def read_upload(
    file: Path, name: str, target: str | None
) -> tuple[OwnData, list[list[str | None]]]:
    """Read an uploaded CSV into memory, with its first rows as text.

    Raises:
        DataError: it is not a CSV, or lacks the target.

    """
    from downslope.data.columns import Origin, check_present, table_from_frame
    from downslope.data.csv_text import no_rows
    from downslope.data.files import read_csv

    _check_plain(file, name)
    frame, origin = read_csv(file), Origin(name)
    if frame.is_empty():
        raise DataError(no_rows(name))
    columns = columns_of(frame, origin)
    numbers = [column.name for column in columns if column.kind == NUMBER]
    if target:
        check_present(frame.columns, name, [target])
    if len(numbers) < 2:
        raise DataError(
            f"{name} has {['no column', 'one column'][len(numbers)]} of numbers, and at least "
            f"two are needed, a feature and a target{_first_complaint(frame, origin)}."
        )

    def read(target: str, features: Sequence[str], drop_missing: bool) -> Opened:
        return table_from_frame(frame, origin, target, features, drop_missing=drop_missing)

    rows = frame.head(PREVIEW_ROWS).rows()
    preview = [[None if value is None else str(value) for value in row] for row in rows]
    own = OwnData(name, columns, target or numbers[-1], read, rows=frame.height, saved_as=name)
    return own, preview


def _check_plain(file: Path, name: str) -> None:
    """Refuse what a few bytes could unpack into more than there is memory."""
    from downslope.data.csv_text import GZIP, first_bytes
    from downslope.data.parquet_footer import MAGIC

    start = first_bytes(file, 4)
    if start.startswith(GZIP):
        raise DataError(f"{name} is packed (gzip): unpack it first.")
    if start == MAGIC:
        raise DataError(
            f"{name} is Parquet, and a page takes CSV: start `downslope lab {name} --target Y`."
        )


def columns_of(frame: pl.DataFrame, place: Place) -> list[Column]:
    """Describe the columns of a frame."""
    return [
        Column(series.name, _kind(series, place), series.len() - series.null_count())
        for series in frame
    ]


def _kind(series: pl.Series, place: Place) -> str:
    import polars as pl

    from downslope.data.columns import complaint

    if complaint(series, place) is None:
        return NUMBER
    if series.dtype.is_temporal():
        return "date"
    return "text" if series.dtype == pl.String else "other"


def _first_complaint(frame: pl.DataFrame, place: Place) -> str:
    """Why the first column that does not hold numbers does not, with its row."""
    from downslope.data.columns import complaint

    for series in frame:
        found = complaint(series, place)
        if found is not None:
            return f": column '{series.name[:40]}' {found[0]}"
    return ""


def default_features(columns: Sequence[Column], target: str) -> tuple[tuple[str, ...], str]:
    """Choose all columns of numbers but the target, as many as a page takes; say what is left out.

    Raises:
        DataError: there is none.

    """
    others = [each for each in columns if each.name != target]
    usable = [each.name for each in others if each.kind == NUMBER]
    if not usable:
        raise DataError(f"There is no column of numbers beside the target '{target}'.")
    features, notice = first_features(usable)
    unusable = [each.name for each in others if each.kind != NUMBER]
    if not unusable:
        return features, notice
    more = len(unusable) - MAX_COLUMNS_NAMED
    named = ", ".join(unusable[:MAX_COLUMNS_NAMED]) + f" and {more} more" * (more > 0)
    left_out = f"Left out, because they hold no numbers: {named}."
    return features, f"{notice} {left_out}".strip()
