"""User's own data: the command line's file, an upload, or a notebook's arrays.

The page chooses the target and the features among their columns.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from downslope.errors import DataError
from downslope.lab import request_limits
from downslope.lab.data import (
    LabData,
    Recipe,
    arrays_problem,
    features_option,
    first_features,
    python_list,
    reading_words,
)
from downslope.lab.request_validation import Fields

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.columns import Frame, Place
    from downslope.data.dialect import ReadingOptions
    from downslope.data_table import Table, TableSummary
    from downslope.numerics.arrays import Matrix

    # A table, or a summary with rows to show, (m, d + 1): features, then the target.
    Opened = Table | tuple[TableSummary, Matrix]

NUMBER = "number"
MAX_COLUMNS_NAMED = 8  # in a notice; the others are counted
PREVIEW_ROWS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a file: its name, its type, and how many values it has."""

    name: str
    kind: str  # number, date, text, or other
    rows: int  # values that are not missing, among the rows read so far

    def to_dict(self) -> dict[str, object]:
        """Return the fields for the page, which offers the numeric columns."""
        return {"name": self.name, "kind": self.kind, "rows": self.rows}


@dataclass(frozen=True, eq=False)
class OwnData:
    """User's data before the target and the features are chosen."""

    name: str  # as the user named the file
    columns: Sequence[Column]
    target: str
    read: Callable[[str, Sequence[str], bool], Opened]  # of target, features, drop_missing
    features: tuple[str, ...] | None = None  # None for all numeric columns
    drop_missing: bool = False
    rows: int | None = None  # None if they have not been counted
    sources: tuple[Path, ...] = ()  # files that `read` opens; empty if the data are in memory
    saved_as: str | None = None  # the file that generated code reads; None for `name`
    as_arrays: bool = False  # whether the columns are the user's variables X and y
    reading: Mapping[str, Any] = field(default_factory=dict)  # options on how it is written
    said: str = ""  # how an upload was read

    @property
    def version(self) -> Hashable:
        """Value that changes when the files change."""
        found = [file.stat() for file in self.sources if file.exists()]
        return tuple((each.st_mtime_ns, each.st_size) for each in found)

    def choose(self, fields: Fields) -> LabData:
        """Read the target and the features that the page asks for.

        Raises
        ------
        DataError
            A column is missing or cannot be used.
        OptionError
            A field of the request cannot be used.

        """
        target = fields.text("target", "") or self.target
        features, notice = fields.names("features", request_limits.FEATURES), ""
        if features is None and self.features and target == self.target:
            features, notice = first_features(self.features)
        elif features is None:
            features, notice = default_features(self.columns, target)
        notice = " ".join(filter(None, [notice, self.said]))
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
        options = (*(["--drop-missing"] if drop else []), *reading_words(self.reading))
        command = ("train", path, "--target", target, *features_option(features), *options)
        if self.as_arrays and [*features, target] == [column.name for column in self.columns]:
            problem, arrays = arrays_problem(features)
            return Recipe((), command, problem, arrays, self.saved_as)
        arguments = f"{path!r}, {target!r}, {python_list(features)}"
        dropping = ", drop_missing=True" if drop else ""
        arguments += dropping + "".join(
            f", {name}={given!r}" for name, given in self.reading.items()
        )
        return Recipe((f"table = ds.{verb}({arguments})",), command, file=self.saved_as)

    def to_dict(self) -> dict[str, object]:
        """Return the fields from which the page chooses."""
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
    **reading: Unpack[ReadingOptions],
) -> OwnData:
    """Read the header of DATA and validate the column names, so that errors show before the page.

    Raises
    ------
    DataError
        There is no such file or column, or no target.

    """
    from downslope.data.columns import check_choice, check_present
    from downslope.data.files import are_summaries, check_local, given
    from downslope.data.summary_file import load_summaries

    check_local(data)

    if target is None and are_summaries(data):
        target = load_summaries(data).target
    asked = given(data, target, features)
    columns = _columns(data, asked.files[0], asked.features or (), reading)
    names = [column.name for column in columns]
    target = asked.target_among(names)
    check_present(names, data, [target, *(asked.features or ())])
    if asked.features:
        check_choice(data, target, list(asked.features), None)
    else:
        default_features(columns, target)
    read = partial(_read, data, reading)
    return OwnData(
        data, columns, target, read, asked.features, drop_missing,
        sources=asked.files, reading=reading,
    )  # fmt: skip


def _columns(data: str, file: Path, asked: Sequence[str], reading: ReadingOptions) -> list[Column]:
    """Describe the columns of DATA from the first rows of its first file, without an index."""
    from downslope.data.columns import Place
    from downslope.data.dialect import Dialect
    from downslope.data.file_set import open_file as opened_file
    from downslope.data.files import are_summaries
    from downslope.data.summary_file import load_summaries
    from downslope.numerics.arguments import OptionStyle

    if are_summaries(data):
        table = load_summaries(data)
        n = table.summary.count
        return [Column(name, NUMBER, n) for name in (*table.feature_names, table.target)]
    dialect = Dialect.of(OptionStyle.COMMAND_LINE, reading)
    opened = opened_file(file, dialect=dialect)
    head, place = opened.first_rows(opened.names), Place(data)
    index = () if dialect.keep_index else head.index or head.index_of_pandas
    frame = dialect.resolved(head.frame, opened.names, data).applied(head.frame, place)
    found = columns_of(frame, place)
    return [each for each in found if each.name not in index or each.name in asked]


def _read(
    data: str, reading: ReadingOptions, target: str, features: Sequence[str], drop_missing: bool
) -> Opened:
    """Read DATA into memory, or, if it is too large, into a summary and a sample of its rows."""
    import numpy as np

    from downslope.data.files import are_summaries
    from downslope.data.open import open_source
    from downslope.data_table import Table
    from downslope.fitting.summarize import gather

    table = gather(data, target, features, drop_missing, **reading)
    if isinstance(table, Table):
        return table
    if are_summaries(data):
        return table, np.empty((0, len(features) + 1))
    source = open_source(data, target, features, None, drop_missing, **reading)
    return table, source.sample(request_limits.SHOWN)


def read_upload(
    file: Path, name: str, target: str | None
) -> tuple[OwnData, list[list[str | None]]]:
    """Read an uploaded CSV into memory; return its data and its first rows as text.

    Raises
    ------
    DataError
        The file is not a CSV, has fewer than two numeric columns, or lacks the target.

    """
    from downslope.data.columns import Place, check_present
    from downslope.data.csv_file import CsvFile
    from downslope.data.csv_form import no_rows
    from downslope.data.open import load_table, open_source
    from downslope.numerics.arguments import OptionStyle

    _check_plain(file, name)
    opened, place = CsvFile.open(file), Place(name, whole=True)
    frame = opened.frame().drop(opened.head.index)
    left_out = [f"'{each}' only numbers the rows and was left out." for each in opened.head.index]
    said = " ".join(
        [note.evidence.replace(str(file), name) for note in opened.head.notes] + left_out
    )
    if frame.is_empty():
        raise DataError(no_rows(name))
    columns = columns_of(frame, place)
    numbers = [column.name for column in columns if column.kind == NUMBER]
    if target:
        check_present(frame.columns, name, [target])
    if len(numbers) < 2:
        raise DataError(
            f"{name} has {['no column', 'one column'][len(numbers)]} of numbers, but a feature "
            f"and a target are needed{_first_complaint(frame, place)}."
        )

    def read(target: str, features: Sequence[str], drop_missing: bool) -> Opened:
        style = OptionStyle.COMMAND_LINE  # an upload is a file
        source = open_source(
            frame, target, features, drop_missing=drop_missing, called=name, style=style
        )
        return load_table(source)

    rows = frame.head(PREVIEW_ROWS).rows()
    preview = [[None if value is None else str(value) for value in row] for row in rows]
    own = OwnData(name, columns, target or numbers[-1], read, rows=frame.height, saved_as=name,
                  said=said)  # fmt: skip
    return own, preview


def _check_plain(file: Path, name: str) -> None:
    """Refuse compressed files, whose few bytes could fill the memory."""
    from downslope.data.compression import compression_of
    from downslope.data.files import MAGIC, first_bytes

    start = first_bytes(file, 6)
    compression = compression_of(start)
    if compression:
        raise DataError(f"{name} is compressed ({compression}): decompress it first.")
    if start.startswith(MAGIC):
        raise DataError(
            f"{name} is a Parquet file, but the page accepts only CSV files: run "
            f"'downslope lab {name} --target Y' instead."
        )


def columns_of(frame: Frame, place: Place) -> list[Column]:
    """Describe the columns of a data frame."""
    from downslope.data.columns import missing_in, names_in

    return [
        Column(name, _kind(frame[name], place), len(frame) - missing_in(frame[name]))
        for name in names_in(frame)
    ]


def _kind(column: Any, place: Place) -> str:
    import polars as pl

    from downslope.data.columns import as_series, complaint, unsupported

    if complaint(column, "", place) is None:
        return NUMBER
    if unsupported(column):
        return "other"
    dtype = as_series(column).dtype
    return "date" if dtype.is_temporal() else "text" if dtype == pl.String else "other"


def _first_complaint(frame: pl.DataFrame, place: Place) -> str:
    """Say why the first column that is not numeric is not, with its row."""
    from downslope.data.columns import complaint

    for series in frame:
        found = complaint(series, series.name, place)
        if found is not None:
            return f": column '{series.name[:40]}' {found[0]}"
    return ""


def default_features(columns: Sequence[Column], target: str) -> tuple[tuple[str, ...], str]:
    """Choose the numeric columns except the target, up to the page's limit, with a notice.

    Raises
    ------
    DataError
        There is no such column.

    """
    others = [each for each in columns if each.name != target]
    usable = [each.name for each in others if each.kind == NUMBER]
    if not usable:
        raise DataError(
            f"There is no column of numbers besides the target '{target}': at least one is needed "
            "as a feature."
        )
    features, notice = first_features(usable)
    unusable = [each.name for each in others if each.kind != NUMBER]
    if not unusable:
        return features, notice
    more = len(unusable) - MAX_COLUMNS_NAMED
    named = ", ".join(unusable[:MAX_COLUMNS_NAMED]) + f" and {more} more" * (more > 0)
    left_out = f"Left out, because they hold no numbers: {named}."
    return features, f"{notice} {left_out}".strip()
