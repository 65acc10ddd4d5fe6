"""Columns of data: names, choice of features and target, and values as float64.

Readers yield frames of Arrow (Parquet and all other columnar data) or of polars (CSV). Arrow
numbers become NumPy numbers unchanged; polars checks and converts everything else. Text, dates,
missing values, and infinities are refused with their row and column. Incomplete rows are left out
only at the user's request, and they are counted.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.cells import OddCells, date_option
from downslope.data.fixed_point import nearest_floats
from downslope.errors import DataError, did_you_mean
from downslope.formatting import counted
from downslope.numerics.arguments import OptionStyle, named
from downslope.numerics.arrays import LARGEST_EXACT_INTEGER, Matrix, Vector

if TYPE_CHECKING:
    import polars as pl

# Characters without a width, which no one sees in a name
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"))
# A polars DataFrame, or a RecordBatch or Table of Arrow: all have frame[name], len, and slice.
Frame = Any
Column = Any  # of a frame: a polars Series, or an Array or ChunkedArray of Arrow


def chosen_columns(
    columns: Sequence[str], source: str, target: str, features: Sequence[str] | None,
    weights: str | None, style: OptionStyle = OptionStyle.COMMAND_LINE,
) -> list[str]:  # fmt: skip
    """Return the features: those named, or all columns but the target and the weights.

    Raises
    ------
    DataError
        A column does not exist, is named twice, or has two roles.

    """
    asked = named(features)
    check_present(columns, source, [target, *(asked or ()), *([weights] if weights else ())])
    reserved = {target, weights}
    chosen = [c for c in columns if c not in reserved] if asked is None else list(asked)
    check_choice(source, target, chosen, weights, style)
    return chosen


def too_few(source: str, rows: int, dropped: int) -> str:
    """Return the message for data with fewer than the two rows that a regression needs."""
    left = f"left without {counted(dropped, 'incomplete row')}" if dropped else "of data"
    has = "The arrays have" if source == "the arrays" else f"{source} has"
    return f"{has} {counted(rows, 'row')} {left}: at least 2 are needed."


def feature_names(chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the features' names, with a column "intercept" distinct from the model's intercept."""
    return tuple("intercept (column)" if name == "intercept" else name for name in chosen)


def check_present(columns: Sequence[str], source: str, names: Sequence[str]) -> None:
    """Raise `DataError` unless every name is a column."""
    for name in names:
        if name not in columns:
            hint = did_you_mean(name, columns)
            raise DataError(f"{source} has no column '{name}': {hint}")


def check_choice(
    source: str, target: str, chosen: list[str], weights: str | None,
    style: OptionStyle = OptionStyle.COMMAND_LINE,
) -> None:  # fmt: skip
    """Raise `DataError` unless there is a feature and every column has only one role."""
    if not chosen:
        raise DataError(
            f"{source} has no column besides the target '{target}': at least one is needed as a "
            "feature."
        )
    if target in chosen:
        raise DataError(
            f"'{target}' is both the target and a feature: leave it out of "
            f"{style.option('features')}."
        )
    if weights == target:
        raise DataError(
            f"'{target}' is both the target and the weights: choose a different column for "
            f"{style.option('weights')}."
        )
    if weights in chosen:
        raise DataError(f"'{weights}' is both a feature and the weights: name it only once.")
    for name in chosen:
        if chosen.count(name) > 1:
            raise DataError(f"'{name}' is named twice among the features: name it once.")


def names_in(frame: Frame) -> list[str]:
    """Return the names of a frame's columns."""
    return list(frame.columns if hasattr(frame, "height") else frame.schema.names)


def as_series(column: Column) -> pl.Series:
    """Return a column as a polars Series, or the values of a dictionary unchanged.

    Raises
    ------
    DataError
        Its type is not one that polars has.

    """
    import polars as pl

    kind = unsupported(column)
    if kind:
        raise DataError(f"Values of type {kind} are not supported: convert them to float64.")
    if isinstance(column, pl.Series):
        return column.cast(pl.String) if column.dtype in (pl.Categorical, pl.Enum) else column
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if isinstance(column.type, pa.BaseExtensionType):
        column = column.storage
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return pl.Series(pl.from_arrow(column))


def unsupported(column: Column) -> str:
    """Return the Arrow type of a column that polars cannot take, or an empty string."""
    if not hasattr(column, "type"):
        return ""
    import pyarrow as pa

    waiting = [column.type]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, pa.BaseExtensionType):
            waiting.append(kind.storage_type)
        elif pa.types.is_dictionary(kind):
            waiting.append(kind.value_type)
        elif pa.types.is_nested(kind):
            waiting += [kind.field(i).type for i in range(kind.num_fields)]
        if (
            pa.types.is_decimal256(kind)
            or (pa.types.is_decimal(kind) and not 0 <= kind.scale <= kind.precision)
            or pa.types.is_interval(kind)
            or pa.types.is_union(kind)
            or pa.types.is_run_end_encoded(kind)
        ):
            return str(kind)
    return ""


def check_supported(frame: Frame, names: Sequence[str], source: str) -> None:
    """Raise `DataError` if one of these columns has a type that is not supported."""
    for name in names:
        kind = unsupported(frame[name]) if name in names_in(frame) else ""
        if kind:
            raise DataError(
                f"Column '{name}' of {source} holds values of type {kind}, which is not supported: "
                "convert it, or leave it out."
            )


def is_plain(column: Column) -> bool:
    """Return whether the column holds Arrow's integers or floats, which NumPy takes as they are."""
    kind = getattr(column, "type", None)
    if kind is None:
        return False
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def missing_in(column: Column) -> int:
    """Return the number of nulls."""
    found = column.null_count
    return int(found if isinstance(found, int) else found())


def column_names(file: Path, given: Sequence[str], frame: Frame) -> list[str | None]:
    """Return the columns' names, each on one line; a column without a name gets its number.

    A column without name and values comes from an extra separator: its name is None.

    Raises
    ------
    DataError
        Two columns have the same name.

    """
    names = [plain_name(name) for name in given]
    named = [
        name or (f"column_{j + 1}" if _has_values(frame, j) else None)
        for j, name in enumerate(names)
    ]
    check_distinct(file, [name for name in named if name])
    return named


def plain_name(name: str) -> str:
    """Normalize a column name.

    In Unicode form NFC, with single spaces, and without invisible characters.
    """
    return unicodedata.normalize("NFC", " ".join(name.translate(INVISIBLE).split()))


def _has_values(frame: Frame, j: int) -> bool:
    column = frame.to_series(j) if hasattr(frame, "height") else frame.column(j)
    return missing_in(column) < max(len(frame), 1)


def check_distinct(source: Path | str, names: Sequence[str]) -> None:
    """Raise `DataError` if two columns have the same name."""
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise DataError(f"{source} has more than one column named '{repeated[0]}': rename one.")


MISSING_MARKS = (
    "", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "-", "?", ".", "#N/A", "#NA", "<NA>",
    "NaT", "#N/A N/A", "NaN", "nan", "NAN", "-NaN", "-nan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Position of rows, for messages: after `before` other rows of the same file."""

    source: str
    file: str | None = None  # named if there is more than one
    before: int = 0
    whole: bool = False  # whether these are all rows, not only a part to count in
    style: OptionStyle = OptionStyle.COMMAND_LINE
    # (m,) those of the rows that are meant, if some are left out
    rows: NDArray[np.int64] | None = field(default=None, compare=False)

    def row(self, index: int) -> str:
        """Return a row's number, counted from 1, with its file if there are several."""
        place = index if self.rows is None else int(self.rows[index])
        named = f"row {self.before + place + 1}"
        return f"{named} of {self.file}" if self.file else named

    def after(self, rows: int) -> Place:
        """Return the place `rows` further down."""
        return replace(self, before=self.before + rows)


def check_numeric(
    frame: Frame,
    place: Place,
    wanted: Sequence[str],
    chosen: Sequence[str],
    categorical: Collection[str] = (),
) -> None:
    """Raise `DataError` for the first column that is not numeric, with options that use or omit it.

    The `wanted` columns must be numeric. Of the features `chosen`, some are `categorical` already.
    """
    first_the_target = sorted(wanted, key=lambda name: name in chosen)
    complaints = {name: complaint(frame[name], name, place) for name in first_the_target}
    usable = [name for name in chosen if complaints.get(name) is None]
    for name, found in complaints.items():
        if found is None:
            continue
        what, fix = found
        if name in chosen and not fix and has_no_numbers(frame[name]):
            texts = [each for each in chosen if complaints.get(each)]
            also = [each for each in texts if has_no_numbers(frame[each])]
            option = place.style.columns("categorical", [*categorical, *also])
            fix = f"turn it into numbers, treat it as categorical ({option})"
        if name in chosen and usable:
            others = place.style.columns("features", usable)
            fix = f"{fix or 'turn it into numbers'}, or leave it out: {others}"
        else:
            fix = f"{fix or 'it must be numeric'}."
        raise DataError(f"Column '{name}' of {place.source} {what}: {fix}")


def complaint(column: Column, name: str, place: Place) -> tuple[str, str] | None:
    """Return why this column cannot be used as numbers and how to fix it; None if it can."""
    if place.whole and len(column) and missing_in(column) == len(column):
        return "is empty", "fill it"
    if is_plain(column):
        return None
    kind = unsupported(column)
    if kind:
        return f"holds values of type {kind}, which is not supported", "convert it to float64"
    import polars as pl

    column = as_series(column)
    dtype = column.dtype
    if dtype.is_numeric() or dtype == pl.Boolean or dtype == pl.Null:
        return None
    if dtype.is_temporal():
        row = int(column.is_not_null().arg_max() or 0)
        shown = f" ({place.row(row)}: {column[row]})" if len(column) else ""
        step = f"use it as a number ({date_option(place.style, name)})"
        return f"holds dates or times{shown}", step if dtype in (pl.Date, pl.Datetime) else ""
    if dtype in (pl.Categorical, pl.Enum):
        row = int(column.is_not_null().arg_max() or 0)
        return f"holds categories ({place.row(row)}: '{str(column[row])[:40]}')", ""
    if dtype != pl.String:
        return f"holds values of type {str(dtype).lower():.60}, not numbers", ""
    text = cleaned(column)
    failed = text.is_not_null() & text.cast(pl.Float64, strict=False).is_null()
    if not failed.any():
        return None
    odd = OddCells.of(text, failed)
    return f"is text ({place.row(odd.row)}: '{odd.shown}')", odd.step(name, place.style)


def has_no_numbers(column: Column) -> bool:
    """Return whether this is a column of text without any number."""
    if unsupported(column):
        return False
    import polars as pl

    column = as_series(column)
    if column.dtype != pl.String:
        return False
    return cleaned(column).cast(pl.Float64, strict=False).null_count() == len(column)


def cleaned(column: pl.Series, levels: Collection[str] = ()) -> pl.Series:
    """Return text without surrounding spaces, with null for marks of a missing value.

    Those among the `levels` of a categorical column are not such marks.
    """
    import polars as pl

    text = column.str.strip_chars()
    mark = text.is_in([mark for mark in MISSING_MARKS if mark not in levels])
    return pl.select(pl.when(mark).then(None).otherwise(text)).to_series()


def is_missing(column: Column, kept: Collection[str]) -> pl.Series:
    """Return whether each row lacks a value; marks such as NA lack one unless they are kept."""
    import polars as pl

    series = as_series(column)
    if series.dtype == pl.String:
        return cleaned(series, kept).is_null()
    nan = series.is_nan() if series.dtype.is_float() else series.is_null()
    return nan.fill_null(value=True)


def numbers(column: Column, name: str, place: Place, exact: bool = False) -> Vector:
    """Return the column (n,) as floats, or as integers that float64 holds, with NaN for null.

    Raises
    ------
    DataError
        An integer would be rounded by float64. With `exact` this is allowed in text, whose
        decimals are kept elsewhere.

    """
    if is_plain(column):
        return _plain_numbers(column, name, place)
    if hasattr(column, "type") and (decimals := nearest_floats(column)) is not None:
        return decimals
    import polars as pl

    column = as_series(column)
    if column.dtype == pl.String:
        column = cleaned(column)
        if not exact:
            whole = column.str.contains(r"^[+-]?\d+$").fill_null(value=False)
            size = column.cast(pl.Float64).abs()
            large = (size >= float(LARGEST_EXACT_INTEGER)) & size.is_finite()
            suspects = pl.select(pl.when(whole & large).then(column)).to_series()
            if suspects.null_count() < len(suspects):
                _check_exact(name, [None if t is None else int(t) for t in suspects], place)
    elif column.dtype.is_integer() or column.dtype.is_decimal():
        low, high = column.min(), column.max()
        if low is not None and max(int(high), -int(low)) > LARGEST_EXACT_INTEGER:
            _check_exact(name, [None if t is None else int(t) for t in column], place)
    values: Vector = column.cast(pl.Float64).to_numpy()
    return values


def _plain_numbers(column: Column, name: str, place: Place) -> Vector:
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    # `to_numpy` imports pandas where it is installed, which takes half a second.
    whole = column.null_count == 0
    found: Any = np.from_dlpack(column) if whole else column.to_numpy(zero_copy_only=False)
    values: Vector = found  # floats, if there are nulls
    if pa.types.is_integer(column.type) and column.type.bit_width == 64 and len(values):
        largest = max(np.nanmax(values, initial=0), -np.nanmin(values, initial=0))
        if largest >= LARGEST_EXACT_INTEGER:
            _check_exact(name, column.to_pylist(), place)
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
    rows: Matrix,
    names: Sequence[str],
    place: Place,
    drop_missing: bool,
    marks: Mapping[str, str] | None = None,
) -> NDArray[np.bool_]:
    """Return which rows (n,) have neither NaN nor infinity.

    Some categorical columns hold `marks` such as NA, which may be levels.

    Raises
    ------
    DataError
        A row is incomplete, and `drop_missing` is false.

    """
    usable = np.asarray(np.isfinite(rows).all(axis=1))
    missing = int(len(rows) - usable.sum())
    if missing == 0 or drop_missing:
        return usable
    row = int(np.argmin(usable))
    column = int(np.argmin(np.isfinite(rows[row])))
    value = rows[row, column]
    shown = "a missing value" if np.isnan(value) else f"the value {value:g}"
    # A stream stops here, so the rows after it are not counted.
    some = "" if place.whole else "at least "
    more = f" ({some}{missing} rows are incomplete)" if missing > 1 else ""
    mark = (marks or {}).get(names[column])
    level = f"; if {mark} is a level: {place.style.columns('keep_levels', [mark])}" if mark else ""
    raise DataError(
        f"Column '{names[column]}' of {place.source} has {shown} in {place.row(row)}{more}: "
        f"fix {place.style.holder}, or leave such rows out with "
        f"{place.style.flag('drop_missing')}{level}."
    )
