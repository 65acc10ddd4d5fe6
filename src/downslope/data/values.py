"""Values of columns: which are numbers, and what is wrong with those that are not.

Text, dates, missing values and infinities are refused with the row and the column. Incomplete
rows are left out only when the user says so, and counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from downslope.data.option_names import OptionStyle
from downslope.errors import DataError
from downslope.numerics.arrays import LARGEST_EXACT_INTEGER, Matrix, Vector

if TYPE_CHECKING:
    import polars as pl


MISSING_MARKS = ("", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "-", "?", ".")
# 1,5 · 1,234.50 · 1 000 · 1'000 · $10 · 12 % · −3: numbers to a reader, not to a parser
LIKE_NUMBER = re.compile(r"[$€£¥]?\s*[-+−]?\s*[$€£¥]?\d[\d.,'’_\s]*\s*[%$€£¥]?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows stand, for messages: after `before` other rows of the same file."""

    source: str
    file: str | None = None  # named if there is more than one
    before: int = 0
    whole: bool = False  # whether these are all rows: else counts are of a part
    style: OptionStyle = OptionStyle.COMMAND_LINE

    def row(self, index: int) -> str:
        """A row by its number, from 1, in the file that it stands in."""
        named = f"row {self.before + index + 1}"
        return f"{named} of {self.file}" if self.file else named

    def after(self, rows: int) -> Place:
        """The place `rows` further down."""
        return replace(self, before=self.before + rows)


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
            kinds = place.style.columns("categorical", [*categorical, *also])
            mend = f"turn it into numbers, take it as kinds ({kinds})"
        if name in chosen and usable:
            others = place.style.columns("features", usable)
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
        f"mend {place.style.holder}, or leave such rows out with "
        f"{place.style.flag('drop_missing')}."
    )
