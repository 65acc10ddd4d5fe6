"""CSV files: the header and the first rows, from which the types of the columns are inferred.

polars recognizes numbers, text, dates, and Booleans. To polars, numbers with decimal commas or
thousands marks are text; `decimal_marks` reads those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope.data.blocks import FrameSource, Layout
from downslope.data.columns import Place, cleaned, column_names, complete, names_in
from downslope.data.compression import unpacked_size
from downslope.data.csv_form import CsvForm, unreadable_csv
from downslope.data.csv_header import csv_header
from downslope.data.csv_pieces import CsvTask, Kinds, tabbed, trim_blank_end, without_blank_end
from downslope.data.dates import FINER, YEAR_FIRST
from downslope.data.decimal_marks import PLAIN, DecimalMarks, as_parsed, readings_of
from downslope.data.dialect import AS_FOUND, Dialect
from downslope.data.doubtful_columns import grouped, leading_zeros, may_be_grouped, nameless
from downslope.data.encoding import HEAD_BYTES
from downslope.data.files import Watch, is_spreadsheet
from downslope.data.head import Head
from downslope.data.spreadsheet import sheet_notes
from downslope.data.total_rows import named_totals
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.numerics.arrays import Matrix
from downslope.numerics.polynomial import from_decimals

if TYPE_CHECKING:
    import polars as pl

# Names that pandas and R give to a column that only numbers or names the rows.
INDEX = re.compile(r"|unnamed: 0(\.\d+)?|rownames|row\.names", re.IGNORECASE)
FIRST = 256  # rows that show whether text may be dates
MOST_DECIMALS = 2_000_000  # values read as exact fractions, which take some microseconds each
PADDED = re.compile(rb"[^\w.]0\d\d")  # 02134
NUMERALS = r"[,'’_]|\d[ \u00a0\u2009\u202f]\d|\.\d{3}\."  # in numbers with commas or grouped digits


@dataclass(frozen=True, slots=True)
class CsvFile:
    """CSV file whose header and first rows have been read."""

    head: Head
    form: CsvForm
    kinds: Kinds
    places: tuple[tuple[str, int], ...]
    watch: Watch
    rows: None = None
    printed: tuple[str, ...] = ()  # columns that are read as text, whatever they hold

    @classmethod
    def open(cls, file: Path, as_printed: bool = False, dialect: Dialect = AS_FOUND) -> CsvFile:
        """Read the header and the first megabyte; with `as_printed`, all values stay text.

        Raises
        ------
        DataError
            The file is not a CSV file, its first rows are malformed, or its numbers can be read in
            two ways.

        """
        import polars as pl

        watch, header = Watch.begin(file), csv_header(file, dialect)
        form, place = header.form, Place(str(file), style=dialect.style)
        task = CsvTask(Layout(str(file), (), ""), place, str(file), None, watch, form, Kinds(), ())
        pieces = task.pieces(HEAD_BYTES)
        piece = next(pieces, b"")
        whole = next(pieces, None) is None
        piece = form.header + without_blank_end(tabbed(piece) if form.blanks else piece)[0]

        def parsed(*, inferred: bool) -> pl.DataFrame:
            try:
                frame = _with_dates(piece, form) if inferred else _read(piece, form, infer=False)
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
                broken = task.broken()
                if inferred and not broken:
                    return parsed(inferred=False)  # digits of other scripts are numbers to it
                raise DataError(broken or unreadable_csv(file, error)) from error
            return trim_blank_end(frame) if whole else frame

        frame = parsed(inferred=not as_printed)
        names = column_names(file, header.names, frame)
        places = tuple((name, j) for j, name in enumerate(names) if name is not None)
        frame = _named(frame, places)
        index = _index(frame, header.names, places)
        # Integers do not tell which mark the decimals further down have.
        readings, printed = (dialect.marks if form.separator == ";" else (PLAIN,)), frame
        if not as_printed and _may_differ(frame, form, dialect):
            printed = _named(parsed(inferred=False), places)
        if printed is not frame or as_printed:
            values = {name: printed[name] for name in printed.columns if name not in index}
            readings = readings_of(values, dialect.marks, form.separator, place)
        marks = readings[0]
        words = _words(frame, printed, marks) | {date.name for date in dialect.dates}
        frame = frame.with_columns(printed[date.name] for date in dialect.dates
                                   if date.name in printed.columns)  # fmt: skip
        if marks != PLAIN:
            numbers = {
                name: printed[name]
                for name in frame.columns
                if name not in words and frame[name].dtype != pl.Boolean
            }
            frame = frame.with_columns(as_parsed(numbers, (marks,), place)[0])
        at = dict(places)
        kinds = Kinds(
            texts=frozenset(at[name] for name in frame.columns if frame[name].dtype == pl.String),
            words=frozenset(at[name] for name in words if name in at),
            truths=frozenset(at[name] for name in frame.columns if frame[name].dtype == pl.Boolean),
            readings=readings,
        )
        texts = [column.name for column in frame if column.dtype == pl.String]
        tail = None if whole or not texts else _named(task.tail(), places).select(texts)
        notes = [
            *header.notes,
            *_marks_note(file, marks, dialect),
            *named_totals(file, frame, tail),
            *(sheet_notes(file) if is_spreadsheet(file) else []),
        ]
        first = names[0]
        if (
            dialect.header
            and first
            and first not in index
            and INDEX.fullmatch(header.names[0].strip())
        ):
            notes.append(nameless(first, dialect.style))
        said = as_printed or dialect.decimal or dialect.thousands
        if readings == (PLAIN,) and not said:
            doubted = may_be_grouped(frame)
            text = _named(parsed(inferred=False), places).select(doubted) if doubted else None
            notes += [] if text is None else grouped(text, dialect.style)
        integers = [column.name for column in frame if column.dtype.is_integer()]
        padded: dict[str, str] = {}
        if integers and PADDED.search(piece):
            padded = leading_zeros(_named(parsed(inferred=False), places).select(integers))
        head = Head(file, frame, whole, index, tuple(notes), tuple(padded.items()))
        return cls(head, form, kinds, places, watch)

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return names_in(self.head.frame)

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the rows of the first megabyte."""
        return self.head

    @property
    def likely_rows(self) -> float:
        """Number of rows, estimated from the first megabyte if the file is longer."""
        if self.head.whole:
            return len(self.head.frame)
        size = unpacked_size(Path(self.watch.file), self.watch.size)
        return len(self.head.frame) * size / HEAD_BYTES

    def frame(self) -> pl.DataFrame:
        """Return all rows, with the types of the first megabyte, or as text if a value differs.

        Raises
        ------
        DataError
            A record is broken, or the file is gone, has changed, or is damaged.

        """
        import polars as pl

        if self.head.whole:
            first: pl.DataFrame = self.head.frame
            return first
        (task,) = self.tasks(Layout(self.watch.file, (), ""), named=False)
        names = [name for name, _ in self.places]
        rows: pl.DataFrame = pl.concat(task.frames(names), how="vertical_relaxed")
        return rows

    def keeping(self, columns: Sequence[str], *, padded_only: bool) -> CsvFile:
        """Return the file with some columns as text, as they stand in it, or only as 02134 does."""
        known = {name for name, _ in (self.head.padded if padded_only else self.places)}
        return replace(self, printed=tuple(name for name in columns if name in known))

    def tasks(self, layout: Layout, *, named: bool) -> list[CsvTask]:
        fields = dict(self.places)
        levels = {fields[name] for name, _ in layout.levels}
        as_text = {fields[name] for name in self.printed if name not in layout.columns}
        kinds = self.kinds.as_levels(levels | as_text)
        # A column that is also a feature stays text that is a number.
        both = {fields[name] for name in self.printed} - kinds.truths
        kinds = replace(kinds, texts=kinds.texts | both)
        file = self.watch.file
        place = Place(layout.source, file if named else None, 0, self.head.whole and not named)
        known = self.head.frame if self.head.whole and not (levels or self.printed) else None
        return [
            CsvTask(layout, place, file, None, self.watch, self.form, kinds, self.places, known)
        ]


def rows_as_printed(source: FrameSource) -> tuple[Matrix, Matrix, int]:
    """Return the complete rows, the low parts that float64 loses, and the number of other rows.

    Raises
    ------
    DataError
        There are too many values, or one cannot be used.

    """
    layout = source.layout
    names = (*layout.features, layout.target)
    blocks, lows, dropped = [np.empty((0, layout.width))], [np.empty((0, len(names)))], 0
    values = 0
    for task in source.frame_tasks():
        seen = 0
        with closing(task.frames(layout.read)) as frames:
            for frame in frames:
                values += frame.height * len(names)
                if values > MOST_DECIMALS:
                    raise DataError(
                        f"{layout.source} is too large for --exact-decimals (over "
                        f"{MOST_DECIMALS:,} values): leave that option out."
                    )
                place = task.place.after(seen)
                frame = layout.dialect.applied(frame, place)
                block = np.column_stack(layout.numeric(frame, place))
                usable = complete(block, layout.columns, place, layout.drop_missing)
                texts = [_printed(frame[name].filter(usable)) for name in names]
                blocks.append(block[usable])
                lows.append(from_decimals(texts, names)[1])
                seen, dropped = seen + frame.height, dropped + int((~usable).sum())
    return np.concatenate(blocks), np.concatenate(lows), dropped


def _printed(column: pl.Series) -> list[str]:
    """Return values as they are printed, or the numbers of dates with all their digits."""
    import polars as pl

    if column.dtype == pl.String:
        return cleaned(column).to_list()
    return [str(Decimal(value)) for value in column]


def _read(piece: bytes, form: CsvForm, *, infer: bool, **more: Any) -> pl.DataFrame:
    import polars as pl

    return pl.read_csv(
        piece,
        separator=form.separator,
        quote_char='"' if form.quotes else None,
        infer_schema=infer,
        infer_schema_length=more.get("n_rows"),
        **more,
    )


def _with_dates(piece: bytes, form: CsvForm) -> pl.DataFrame:
    """Return a piece with inferred types; columns that begin with dates are parsed once more.

    polars tries every format of dates on every text, which takes ten times as long as the rest. To
    it 02/01/2024 is in January: dates that do not begin with their year stay text for the caller.
    """
    import polars as pl

    frame = _read(piece, form, infer=True)
    texts = frame.select(pl.col(pl.String)).columns
    if not texts:
        return frame
    start = _read(piece, form, infer=True, columns=texts, n_rows=FIRST, try_parse_dates=True)
    dated = [column.name for column in start if column.dtype != pl.String]
    # Of finer times, polars drops the nanoseconds; they stay text, too.
    dated = [
        name
        for name in dated
        if (start[name].dtype == pl.Time or frame[name].str.contains(YEAR_FIRST).all())
        and not frame[name].str.contains(FINER).any()
    ]
    if not dated:
        return frame
    return frame.with_columns(_read(piece, form, infer=True, columns=dated, try_parse_dates=True))


def _named(frame: pl.DataFrame, places: Sequence[tuple[str, int]]) -> pl.DataFrame:
    import polars as pl

    return frame.select(pl.nth(j).alias(name) for name, j in places)


def _may_differ(frame: pl.DataFrame, form: CsvForm, dialect: Dialect) -> bool:
    """Return whether numbers may have commas or marks of thousands, or dates are asked for."""
    import polars as pl

    if dialect.decimal or dialect.thousands or dialect.dates:
        return True
    text = [column for column in frame if column.dtype == pl.String]
    if any(column.str.contains(NUMERALS).any() for column in text):
        return True
    return form.separator == ";" and pl.Float64 in frame.dtypes


def _words(frame: pl.DataFrame, printed: pl.DataFrame, marks: DecimalMarks) -> set[str]:
    """Return the columns that are not numbers with these marks."""
    import polars as pl

    words = set()
    for column in frame:
        if column.dtype == pl.String:
            is_words = column.null_count() < len(column) and not marks.all_numbers(
                printed[column.name]
            )
        else:
            is_words = column.dtype.is_temporal()
        if is_words:
            words.add(column.name)
    return words


def _index(
    frame: pl.DataFrame, written: Sequence[str], places: Sequence[tuple[str, int]]
) -> tuple[str, ...]:
    """Return the leading columns that only number or name the rows, according to their names."""
    found = []
    for name, j in places:
        if not INDEX.fullmatch(written[j].strip()) or (j and not written[j].strip()):
            break
        column = frame[name]
        if column.dtype.is_float() or column.null_count() or not column.is_unique().all():
            break
        found.append(name)
    return tuple(found)


def _marks_note(file: Path, marks: DecimalMarks, dialect: Dialect) -> list[Finding]:
    if marks == PLAIN or (dialect.decimal, dialect.thousands) != (None, None):
        return []
    return [Finding("number_marks", (), f"Numbers in {file} are read with {marks}.")]
