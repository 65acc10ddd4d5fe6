"""Columns of data: names, choice of features and target, and values as float64.

Text, dates, missing values and infinities are refused with their row and column. Incomplete rows
are left out only at the user's request, and they are counted.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from downslope.data.cells import date_option, step_for
from downslope.errors import DataError, did_you_mean
from downslope.formatting import counted
from downslope.numerics.arguments import OptionStyle, named
from downslope.numerics.arrays import LARGEST_EXACT_INTEGER, Matrix, Vector

if TYPE_CHECKING:
    import polars as pl


def chosen_columns(
    columns: Sequence[str],
    source: str,
    target: str,
    features: Sequence[str] | None,
    weights: str | None,
    style: OptionStyle = OptionStyle.COMMAND_LINE,
) -> list[str]:
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
    return f"{source} has {counted(rows, 'row')} {left}: at least 2 are needed."


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
    source: str,
    target: str,
    chosen: list[str],
    weights: str | None,
    style: OptionStyle = OptionStyle.COMMAND_LINE,
) -> None:
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


def column_names(file: Path, given: Sequence[str], frame: pl.DataFrame) -> list[str | None]:
    """Return the columns' names, each on one line; a column without a name gets its number.

    A column without name and values comes from an extra separator: its name is None.

    Raises
    ------
    DataError
        Two columns have the same name.

    """
    names = [composed(" ".join(name.split())) for name in given]
    named = [
        name or (f"column_{j + 1}" if _has_values(frame, j) else None)
        for j, name in enumerate(names)
    ]
    check_distinct(file, [name for name in named if name])
    return named


def composed(name: str) -> str:
    """Return a name with letters and their accents in one character, as keyboards write them."""
    return unicodedata.normalize("NFC", name)


def check_distinct(source: Path | str, names: Sequence[str]) -> None:
    """Raise `DataError` if two columns have the same name."""
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise DataError(f"{source} has more than one column named '{repeated[0]}': rename one.")


def _has_values(frame: pl.DataFrame, column: int) -> bool:
    return frame.to_series(column).null_count() < max(frame.height, 1)


def check_alike(first: Path, wanted: pl.DataFrame, file: Path, found: pl.DataFrame) -> None:
    """Raise `DataError` unless two files have the same columns, in the same order, of one type."""
    if found.schema == wanted.schema:
        return
    missing = [name for name in wanted.columns if name not in found.columns]
    extra = [name for name in found.columns if name not in wanted.columns]
    if missing or extra:
        what = f"lacks the column '{missing[0]}' of" if missing else f"has '{extra[0]}', unlike"
        raise DataError(f"{file} {what} {first}: all files need the same columns.")
    if wanted.columns != found.columns:
        j = next(j for j, name in enumerate(found.columns) if name != wanted.columns[j])
        raise DataError(
            f"{file} has '{found.columns[j]}' where {first} has '{wanted.columns[j]}': "
            "write the columns of all files in the same order."
        )
    for name in wanted.columns:
        types = {_type(wanted[name]), _type(found[name])} - {"nothing"}
        # Numbers in one file and text in another may only be a mark of a missing value.
        if len(types) > 1 and types != {"numbers", "text"}:
            raise DataError(
                f"Column '{name}' holds {_type(found[name])} in {file} but {_type(wanted[name])} "
                f"in {first}: fix one of them."
            )


def _type(column: pl.Series) -> str:
    import polars as pl

    untyped = column.dtype in (pl.Null, pl.String) or len(column) > 0
    if untyped and column.null_count() == len(column):
        return "nothing"
    if column.dtype.is_numeric() or column.dtype == pl.Boolean:
        return "numbers"
    if column.dtype.is_temporal():
        return "dates or times"
    return "text" if column.dtype == pl.String else str(column.dtype).lower()


MISSING_MARKS = (
    "", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "-", "?", ".", "#N/A", "#NA", "<NA>",
    "NaT", "#N/A N/A",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Position of rows, for messages: after `before` other rows of the same file."""

    source: str
    file: str | None = None  # named if there is more than one
    before: int = 0
    whole: bool = False  # whether these are all rows, not only a part to count in
    style: OptionStyle = OptionStyle.COMMAND_LINE

    def row(self, index: int) -> str:
        """Return a row's number, from 1, with its file if there is more than one."""
        named = f"row {self.before + index + 1}"
        return f"{named} of {self.file}" if self.file else named

    def after(self, rows: int) -> Place:
        """Return the place `rows` further down."""
        return replace(self, before=self.before + rows)


def check_numeric(
    frame: pl.DataFrame,
    place: Place,
    wanted: Sequence[str],
    chosen: Sequence[str],
    categorical: Collection[str] = (),
) -> None:
    """Raise `DataError` for the first column that is not numeric, with options that use or omit it.

    The `wanted` columns must be numeric. Of the features `chosen`, some are `categorical` already.
    """
    first_the_target = sorted(wanted, key=lambda name: name in chosen)
    complaints = {name: complaint(frame[name], place) for name in first_the_target}
    usable = [name for name in chosen if complaints.get(name) is None]
    for name, found in complaints.items():
        if found is None:
            continue
        what, fix = found
        if name in chosen and not fix and has_no_numbers(frame[name]):
            also = [each for each in chosen if complaints.get(each) and has_no_numbers(frame[each])]
            option = place.style.columns("categorical", [*categorical, *also])
            fix = f"turn it into numbers, treat it as categorical ({option})"
        if name in chosen and usable:
            others = place.style.columns("features", usable)
            fix = f"{fix or 'turn it into numbers'}, or leave it out: {others}"
        else:
            fix = f"{fix or 'it must be numeric'}."
        raise DataError(f"Column '{name}' of {place.source} {what}: {fix}")


def complaint(column: pl.Series, place: Place) -> tuple[str, str] | None:
    """Return why this column cannot be used as numbers and how to fix it; None if it can."""
    import polars as pl

    dtype = column.dtype
    if place.whole and len(column) and column.null_count() == len(column):
        return "is empty", "fill it"
    if dtype.is_numeric() or dtype == pl.Boolean or dtype == pl.Null:
        return None
    if dtype.is_temporal():
        row = int(column.is_not_null().arg_max() or 0)
        shown = f" ({place.row(row)}: {column[row]})" if len(column) else ""
        return f"holds dates or times{shown}", (
            f"use it as a number ({date_option(place.style, column.name)})"
        )
    if dtype in (pl.Categorical, pl.Enum):
        row = int(column.is_not_null().arg_max() or 0)
        return f"holds categories ({place.row(row)}: '{str(column[row])[:40]}')", ""
    if dtype != pl.String:
        return f"holds values of type {str(dtype).lower()}, not numbers", ""
    text = cleaned(column)
    failed = text.is_not_null() & text.cast(pl.Float64, strict=False).is_null()
    if not failed.any():
        return None
    row = int(failed.arg_max() or 0)
    shown = str(text[row])[:40]
    alone = len(text) > 2 and row == 0 and int(failed.sum()) == 1
    return f"is text ({place.row(row)}: '{shown}')", step_for(
        shown, column.name, place.style, alone=alone
    )


def has_no_numbers(column: pl.Series) -> bool:
    """Return whether this is a column of text without any number."""
    import polars as pl

    if column.dtype in (pl.Categorical, pl.Enum):
        return True
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


def numbers(column: pl.Series, place: Place, exact: bool = False) -> Vector:
    """Return the column (n,) as float64, with NaN for null.

    Raises
    ------
    DataError
        An integer would be rounded by float64. With `exact` this is allowed in text, whose
        decimals are kept elsewhere.

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
