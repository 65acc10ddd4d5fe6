"""Frames to tables: choose the target and the features, and accept only numbers.

Text, dates, missing values and infinities are refused with the row and the column; incomplete
rows are dropped only when the user says so, and counted.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from downslope.arrays import LARGEST_EXACT_INTEGER, Matrix
from downslope.errors import DataError, did_you_mean
from downslope.polynomial import from_decimals
from downslope.sources.table import Table

if TYPE_CHECKING:
    import polars as pl

MISSING_MARKS = ("", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "-", "?", ".")
MOST_DECIMALS = 2_000_000  # values read as exact fractions: some microseconds each
# 1,5 · 1,234.50 · 1 000 · 1'000 · $10 · 12 % · −3: numbers to a reader, not to a parser
LIKE_NUMBER = re.compile(r"[$€£¥]?\s*[-+−]?\s*[$€£¥]?\d[\d.,'’_\s]*\s*[%$€£¥]?")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows of a frame come from: what the user called it, and the files behind it."""

    source: str
    files: tuple[str, ...] = ()
    heights: tuple[int, ...] = ()  # rows of each file

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
    _check_present(frame, source, [target, *(features or ()), *([weights] if weights else ())])
    reserved = {target, weights}
    chosen = list(features) if features else [c for c in frame.columns if c not in reserved]
    _check_choice(source, target, chosen, weights)
    wanted = [*chosen, target, *([weights] if weights else ())]
    _check_numeric(frame, origin, wanted, chosen)
    rows = np.column_stack([_numbers(frame[name], source) for name in wanted])
    usable = _complete(rows, wanted, origin, drop_missing)
    rows, dropped = rows[usable], int(len(usable) - usable.sum())
    if len(rows) < 2:
        left = f"left without {_count(dropped, 'incomplete row')}" if dropped else "of data"
        raise DataError(f"{source} has {_count(len(rows), 'row')} {left}: at least 2 are needed.")
    d = len(chosen)
    low = _lost_of(frame, wanted[: d + 1], usable, source) if exact_decimals else None
    return Table(
        X=np.ascontiguousarray(rows[:, :d]),
        y=np.ascontiguousarray(rows[:, d]),
        feature_names=_feature_names(chosen),
        target=target,
        source=source,
        weights=rows[:, d + 1].copy() if weights else None,
        X_low=None if low is None else low[:, :d],
        y_low=None if low is None else low[:, d],
        rows_dropped=dropped,
    )


def _feature_names(chosen: Sequence[str]) -> tuple[str, ...]:
    """The columns' names; one called "intercept" must not pass for the model's own."""
    return tuple("intercept (column)" if name == "intercept" else name for name in chosen)


def _check_present(frame: pl.DataFrame, source: str, names: Sequence[str]) -> None:
    for name in names:
        if name not in frame.columns:
            hint = did_you_mean(name, frame.columns)
            raise DataError(f"{source} has no column '{name}': {hint}")


def _check_choice(source: str, target: str, chosen: list[str], weights: str | None) -> None:
    if not chosen:
        raise DataError(
            f"{source} has no column beside the target '{target}': at least one is needed as a "
            "feature."
        )
    if target in chosen:
        raise DataError(f"'{target}' is both the target and a feature: leave it out of --features.")
    if weights == target:
        raise DataError(f"'{target}' is both the target and the weights: give another --weights.")
    if weights in chosen:
        raise DataError(f"'{weights}' is both a feature and the weights: name it only once.")
    for name in chosen:
        if chosen.count(name) > 1:
            raise DataError(f"'{name}' is named twice among the features: name it once.")


def _check_numeric(
    frame: pl.DataFrame, origin: Origin, wanted: list[str], chosen: list[str]
) -> None:
    """Refuse the first column that is not numeric, naming the way to leave it out."""
    complaints = {name: _complaint(frame[name], origin) for name in wanted}
    numeric = [name for name in chosen if complaints[name] is None]
    for name, complaint in complaints.items():
        if complaint is None:
            continue
        what, mend = complaint
        if name in chosen and numeric:
            mend = f"{mend or 'turn it into numbers'}, or leave it out: {features_option(numeric)}"
        else:
            mend = f"{mend or 'it has to be numeric'}."
        raise DataError(f"Column '{name}' of {origin.source} {what}: {mend}")


def features_option(names: Sequence[str]) -> str:
    """The option that names these features, ready to paste into a shell."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(names)
    return f"--features {shlex.quote(line.getvalue())}"


def _complaint(column: pl.Series, origin: Origin) -> tuple[str, str] | None:
    """Why this column cannot be used as numbers and how to mend it; None if it can be used."""
    import polars as pl

    kind = column.dtype
    if len(column) and column.null_count() == len(column):
        return "is empty", "fill it"
    if kind.is_numeric() or kind == pl.Boolean or kind == pl.Null:
        return None
    if kind.is_temporal():
        row = int(column.is_not_null().arg_max() or 0)
        return f"holds dates or times ({origin.row(row)}: {column[row]})", ""
    if kind != pl.String:
        return f"holds values of type {str(kind).lower()}, not numbers", ""
    text = _cleaned(column)
    failed = text.is_not_null() & text.cast(pl.Float64, strict=False).is_null()
    if not failed.any():
        return None
    row = int(failed.arg_max() or 0)
    shown = str(text[row])[:40]
    mend = "write numbers like 1234.5" if LIKE_NUMBER.fullmatch(shown) else ""
    return f"is text ({origin.row(row)}: '{shown}')", mend


def _cleaned(column: pl.Series) -> pl.Series:
    """Text without blanks around it, and the usual marks of a missing value as null."""
    import polars as pl

    text = column.str.strip_chars()
    mark = text.is_in(list(MISSING_MARKS))
    return pl.select(pl.when(mark).then(None).otherwise(text)).to_series()


def _numbers(column: pl.Series, source: str) -> np.ndarray:
    """The column as float64, nulls as NaN; integers that float64 would round are refused."""
    import polars as pl

    if column.dtype == pl.String:
        column = _cleaned(column)
    if column.dtype.is_integer() and len(column) > column.null_count():
        low, high = int(column.min()), int(column.max())  # type: ignore[arg-type]  # of integers
        if max(high, -low) > LARGEST_EXACT_INTEGER:
            largest = high if high > -low else low
            raise DataError(
                f"Column '{column.name}' of {source} holds the integer {largest}, beyond 2^53, "
                "which float64 would round: subtract an offset first."
            )
    return column.cast(pl.Float64).to_numpy()


def _complete(
    rows: Matrix, names: list[str], origin: Origin, drop_missing: bool
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
    more = f" ({missing} rows are incomplete)" if missing > 1 else ""
    raise DataError(
        f"Column '{names[column]}' of {origin.source} has {shown} in {origin.row(row)}{more}: "
        "mend the file, or leave such rows out with --drop-missing."
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
    texts = [_cleaned(frame[name]).filter(usable).to_list() for name in wanted]
    return from_decimals(texts, wanted)[1]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
