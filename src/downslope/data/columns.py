"""Frames to tables: choose the target and the features, and accept only numbers.

Text, dates, missing values and infinities are refused with the row and the column; incomplete
rows are dropped only when the user says so, and counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from downslope.data.option_names import Spelling
from downslope.errors import DataError, did_you_mean
from downslope.numerics.arguments import named
from downslope.numerics.arrays import LARGEST_EXACT_INTEGER, Matrix, Vector
from downslope.numerics.polynomial import from_decimals
from downslope.table import Table

if TYPE_CHECKING:
    import polars as pl


MISSING_MARKS = ("", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "-", "?", ".")
MOST_DECIMALS = 2_000_000  # values read as exact fractions: some microseconds each
# 1,5 · 1,234.50 · 1 000 · 1'000 · $10 · 12 % · −3: numbers to a reader, not to a parser
LIKE_NUMBER = re.compile(r"[$€£¥]?\s*[-+−]?\s*[$€£¥]?\d[\d.,'’_\s]*\s*[%$€£¥]?")


class Place(Protocol):
    """Where rows come from, in a message."""

    @property
    def source(self) -> str:
        """What the user called all of the data."""

    @property
    def whole(self) -> bool:
        """Whether these are all rows there are; else they are a part, and counts are of it."""

    @property
    def spelling(self) -> Spelling:
        """How to write options."""

    def row(self, index: int) -> str:
        """The row at `index` of what is looked at: "row 3 of b.csv"."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that are one part of the data: they follow `before` others of the same file."""

    source: str
    file: str | None = None  # named if there is more than one
    before: int = 0
    whole: bool = False
    spelling: Spelling = Spelling.COMMAND_LINE

    def row(self, index: int) -> str:
        """A row by its number, from 1, in the file that it stands in."""
        named = f"row {self.before + index + 1}"
        return f"{named} of {self.file}" if self.file else named

    def after(self, rows: int) -> Part:
        """The place `rows` further down."""
        return replace(self, before=self.before + rows)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows of a frame come from: what the user called it, and the files behind it."""

    source: str
    files: tuple[str, ...] = ()
    heights: tuple[int, ...] = ()  # rows of each file

    @property
    def whole(self) -> bool:
        """A frame is read as a whole."""
        return True

    @property
    def spelling(self) -> Spelling:
        """A file's."""
        return Spelling.COMMAND_LINE

    def row(self, index: int) -> str:
        """A row by its number, from 1, in the file that it stands in."""
        if len(self.files) < 2:
            return f"row {index + 1}"
        for file, height in zip(self.files, self.heights, strict=True):
            if index < height:
                return f"row {index + 1} of {file}"
            index -= height
        raise IndexError(index)


def table_from_frame(
    frame: pl.DataFrame,
    origin: Origin,
    target: str,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
    exact_decimals: bool = False,
) -> Table:
    """The table of `target` against `features` (default: all other columns).

    With `exact_decimals` a frame of text keeps what float64 loses of its decimals.

    Raises:
        DataError: a column that is not there or holds no numbers, a missing value, too few rows.

    """
    source = origin.source
    chosen = chosen_columns(frame.columns, source, target, features, weights)
    wanted = [*chosen, target, *([weights] if weights else ())]
    check_numeric(frame, origin, wanted, chosen)
    rows = np.column_stack([numbers(frame[name], origin, exact_decimals) for name in wanted])
    usable = complete(rows, wanted, origin, drop_missing)
    rows, dropped = rows[usable], int(len(usable) - usable.sum())
    check_enough(source, len(rows), dropped)
    d = len(chosen)
    low = _lost_of(frame, wanted[: d + 1], usable, source) if exact_decimals else None
    return Table(
        X=np.ascontiguousarray(rows[:, :d]),
        y=np.ascontiguousarray(rows[:, d]),
        feature_names=feature_names(chosen),
        target=target,
        source=source,
        weights=rows[:, d + 1].copy() if weights else None,
        X_low=None if low is None else low[:, :d],
        y_low=None if low is None else low[:, d],
        rows_dropped=dropped,
    )


def chosen_columns(
    columns: Sequence[str],
    source: str,
    target: str,
    features: Sequence[str] | None,
    weights: str | None,
    spelling: Spelling = Spelling.COMMAND_LINE,
) -> list[str]:
    """The features: those named, else all columns but the target and the weights.

    Raises:
        DataError: a column that is not there, or one with two parts to play.

    """
    asked = named(features)
    check_present(columns, source, [target, *(asked or ()), *([weights] if weights else ())])
    reserved = {target, weights}
    chosen = [c for c in columns if c not in reserved] if asked is None else list(asked)
    check_choice(source, target, chosen, weights, spelling)
    return chosen


def check_enough(source: str, rows: int, dropped: int) -> None:
    """A regression needs two rows.

    Raises:
        DataError: there are fewer, or fewer are left.

    """
    if rows < 2:
        left = f"left without {_count(dropped, 'incomplete row')}" if dropped else "of data"
        raise DataError(f"{source} has {_count(rows, 'row')} {left}: at least 2 are needed.")


def feature_names(chosen: Sequence[str]) -> tuple[str, ...]:
    """The columns' names; one called "intercept" must not pass for the model's own."""
    return tuple("intercept (column)" if name == "intercept" else name for name in chosen)


def check_present(columns: Sequence[str], source: str, names: Sequence[str]) -> None:
    """Every name has to be a column's."""
    for name in names:
        if name not in columns:
            hint = did_you_mean(name, columns)
            raise DataError(f"{source} has no column '{name}': {hint}")


def check_choice(
    source: str,
    target: str,
    chosen: list[str],
    weights: str | None,
    spelling: Spelling = Spelling.COMMAND_LINE,
) -> None:
    """A column plays one part."""
    if not chosen:
        raise DataError(
            f"{source} has no column beside the target '{target}': at least one is needed as a "
            "feature."
        )
    if target in chosen:
        raise DataError(
            f"'{target}' is both the target and a feature: leave it out of "
            f"{spelling.option('features')}."
        )
    if weights == target:
        raise DataError(
            f"'{target}' is both the target and the weights: give another "
            f"{spelling.option('weights')}."
        )
    if weights in chosen:
        raise DataError(f"'{weights}' is both a feature and the weights: name it only once.")
    for name in chosen:
        if chosen.count(name) > 1:
            raise DataError(f"'{name}' is named twice among the features: name it once.")


def check_numeric(
    frame: pl.DataFrame,
    place: Place,
    wanted: Sequence[str],
    chosen: Sequence[str],
    categorical: Collection[str] = (),
) -> None:
    """Refuse the first column that is not numeric, naming the ways to take it or leave it out.

    `wanted` are to be numbers; of the features `chosen` some may be known as `categorical`.
    """
    first_the_target = sorted(wanted, key=lambda name: name in chosen)
    complaints = {name: complaint(frame[name], place) for name in first_the_target}
    usable = [name for name in chosen if complaints.get(name) is None]
    for name, found in complaints.items():
        if found is None:
            continue
        what, mend = found
        if name in chosen and not mend and holds_kinds(frame[name]):
            also = [each for each in chosen if complaints.get(each) and holds_kinds(frame[each])]
            kinds = place.spelling.columns("categorical", [*categorical, *also])
            mend = f"turn it into numbers, take it as kinds ({kinds})"
        if name in chosen and usable:
            others = place.spelling.columns("features", usable)
            mend = f"{mend or 'turn it into numbers'}, or leave it out: {others}"
        else:
            mend = f"{mend or 'it has to be numeric'}."
        raise DataError(f"Column '{name}' of {place.source} {what}: {mend}")


def complaint(column: pl.Series, place: Place) -> tuple[str, str] | None:
    """Why this column cannot be used as numbers and how to mend it; None if it can be used."""
    import polars as pl

    kind = column.dtype
    if place.whole and len(column) and column.null_count() == len(column):
        return "is empty", "fill it"
    if kind.is_numeric() or kind == pl.Boolean or kind == pl.Null:
        return None
    if kind.is_temporal():
        row = int(column.is_not_null().arg_max() or 0)
        shown = f" ({place.row(row)}: {column[row]})" if len(column) else ""
        return f"holds dates or times{shown}", ""
    if kind != pl.String:
        return f"holds values of type {str(kind).lower()}, not numbers", ""
    text = cleaned(column)
    failed = text.is_not_null() & text.cast(pl.Float64, strict=False).is_null()
    if not failed.any():
        return None
    row = int(failed.arg_max() or 0)
    shown = str(text[row])[:40]
    mend = "write numbers like 1234.5" if LIKE_NUMBER.fullmatch(shown) else ""
    return f"is text ({place.row(row)}: '{shown}')", mend


def holds_kinds(column: pl.Series) -> bool:
    """Whether a column of text has no number at all."""
    import polars as pl

    if column.dtype != pl.String:
        return False
    return cleaned(column).cast(pl.Float64, strict=False).null_count() == len(column)


def cleaned(column: pl.Series) -> pl.Series:
    """Text without blanks around it, and the usual marks of a missing value as null."""
    import polars as pl

    text = column.str.strip_chars()
    mark = text.is_in(list(MISSING_MARKS))
    return pl.select(pl.when(mark).then(None).otherwise(text)).to_series()


def numbers(column: pl.Series, place: Place, exact: bool = False) -> Vector:
    """(n,) the column as float64, nulls as NaN; integers that float64 would round are refused.

    With `exact` text keeps what float64 rounds: its integers are welcome.
    """
    import polars as pl

    name = column.name
    if column.dtype == pl.String:
        column = cleaned(column)
        if not exact:
            whole = column.str.contains(r"^[+-]?\d+$").fill_null(value=False)
            size = column.cast(pl.Float64).abs()
            large = (size >= float(LARGEST_EXACT_INTEGER)) & size.is_finite()
            suspects = pl.select(pl.when(whole & large).then(column)).to_series()
            if suspects.null_count() < len(suspects):
                _check_exact(name, [None if t is None else int(t) for t in suspects], place)
    elif column.dtype.is_integer() and len(column) > column.null_count():
        low, high = int(column.min()), int(column.max())  # type: ignore[arg-type]  # of integers
        if max(high, -low) > LARGEST_EXACT_INTEGER:
            _check_exact(name, column.to_list(), place)
    elif column.dtype.is_decimal() and len(column):
        _check_exact(name, [None if value is None else int(value) for value in column], place)
    values: Vector = column.cast(pl.Float64).to_numpy()
    return values


def _check_exact(name: str, integers: Sequence[int | None], place: Place) -> None:
    row = max(range(len(integers)), key=lambda i: abs(integers[i] or 0))
    largest = integers[row] or 0
    if abs(largest) > LARGEST_EXACT_INTEGER:
        raise DataError(
            f"Column '{name}' of {place.source} holds the integer {largest}, beyond 2^53, in "
            f"{place.row(row)}, which float64 would round: subtract an offset first."
        )


def complete(
    rows: Matrix, names: Sequence[str], place: Place, drop_missing: bool
) -> NDArray[np.bool_]:
    """(n,) which rows have neither a NaN nor an infinity; all have to, or may be left out."""
    usable = np.asarray(np.isfinite(rows).all(axis=1))
    missing = int(len(rows) - usable.sum())
    if missing == 0 or drop_missing:
        return usable
    row = int(np.argmin(usable))
    column = int(np.argmin(np.isfinite(rows[row])))
    value = rows[row, column]
    shown = "a missing value" if np.isnan(value) else f"the value {value:g}"
    some = "" if place.whole else "at least "  # a stream stops here, and has not seen the rest
    more = f" ({some}{missing} rows are incomplete)" if missing > 1 else ""
    raise DataError(
        f"Column '{names[column]}' of {place.source} has {shown} in {place.row(row)}{more}: "
        f"mend {place.spelling.holder}, or leave such rows out with "
        f"{place.spelling.flag('drop_missing')}."
    )


def _lost_of(
    frame: pl.DataFrame, wanted: list[str], usable: NDArray[np.bool_], source: str
) -> Matrix:
    """(n, q) what float64 loses of the decimals in columns of text."""
    if frame.height * len(wanted) > MOST_DECIMALS:
        raise DataError(
            f"{source} is too large for --exact-decimals ({frame.height * len(wanted):,} values, "
            f"at most {MOST_DECIMALS:,}): leave that option out."
        )
    texts = [cleaned(frame[name]).filter(usable).to_list() for name in wanted]
    return from_decimals(texts, wanted)[1]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
