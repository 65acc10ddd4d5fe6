"""Frames to tables: choose the target and the features, and accept only numbers.

Text, dates, missing values and infinities are refused with the row and the column; incomplete
rows are dropped only when the user says so, and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from downslope.arrays import LARGEST_EXACT_INTEGER, Matrix
from downslope.errors import DataError, did_you_mean
from downslope.sources.table import Table

if TYPE_CHECKING:
    import polars as pl

MISSING_MARKS = ("", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "-", "?", ".")


def table_from_frame(
    frame: pl.DataFrame,
    source: str,
    target: str,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
) -> Table:
    """The table of `target` against `features` (default: all other columns).

    Raises:
        DataError: a column that is not there or holds no numbers, a missing value, too few rows.

    """
    _check_present(frame, source, [target, *(features or ()), *([weights] if weights else ())])
    reserved = {target, weights}
    chosen = list(features) if features else [c for c in frame.columns if c not in reserved]
    _check_choice(source, target, chosen)
    wanted = [*chosen, target, *([weights] if weights else ())]
    _check_numeric(frame, source, wanted, target, chosen)
    rows = np.column_stack([_numbers(frame[name], source) for name in wanted])
    rows, dropped = _complete(rows, wanted, source, drop_missing)
    if len(rows) < 2:
        left = f"after dropping {dropped} incomplete rows" if dropped else "of data"
        raise DataError(f"{source} has {_count(len(rows), 'row')} {left}: at least 2 are needed.")
    d = len(chosen)
    return Table(
        X=np.ascontiguousarray(rows[:, :d]),
        y=np.ascontiguousarray(rows[:, d]),
        feature_names=tuple(chosen),
        target=target,
        source=source,
        weights=rows[:, d + 1].copy() if weights else None,
        rows_dropped=dropped,
    )


def _check_present(frame: pl.DataFrame, source: str, names: Sequence[str]) -> None:
    for name in names:
        if name not in frame.columns:
            hint = did_you_mean(name, frame.columns)
            raise DataError(f"{source} has no column '{name}': {hint}")


def _check_choice(source: str, target: str, chosen: list[str]) -> None:
    if not chosen:
        raise DataError(f"{source} has no column beside the target '{target}': nothing to fit.")
    if target in chosen:
        raise DataError(f"'{target}' is both the target and a feature: leave it out of --features.")
    for name in chosen:
        if chosen.count(name) > 1:
            raise DataError(f"'{name}' is named twice among the features: name it once.")


def _check_numeric(
    frame: pl.DataFrame, source: str, wanted: list[str], target: str, chosen: list[str]
) -> None:
    """Refuse the first column that is not numeric, naming the way to leave it out."""
    complaints = {name: _complaint(frame[name]) for name in wanted}
    for name, complaint in complaints.items():
        if complaint is None:
            continue
        if name not in chosen:
            raise DataError(f"Column '{name}' of {source} {complaint}: it has to be numeric.")
        numeric = [c for c in chosen if complaints[c] is None]
        way_out = (
            f"leave it out with --features {','.join(numeric)}"
            if numeric
            else "give numeric columns"
        )
        raise DataError(f"Column '{name}' of {source} {complaint}: {way_out}.")


def _complaint(column: pl.Series) -> str | None:
    """Why this column cannot be used as numbers; None if it can."""
    import polars as pl

    kind = column.dtype
    if kind.is_numeric() or kind == pl.Boolean or kind == pl.Null:
        return None
    if kind.is_temporal():
        return f"holds dates or times (row 1: {column[0]})"
    if kind != pl.String:
        return f"holds {str(kind).lower()} values, not numbers"
    text = _cleaned(column)
    failed = text.is_not_null() & text.cast(pl.Float64, strict=False).is_null()
    if not failed.any():
        return None
    row = int(failed.arg_max() or 0)
    return f"is text (row {row + 1}: '{str(text[row])[:40]}')"


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
        low, high = int(column.min()), int(column.max())  # type: ignore[arg-type]
        if max(high, -low) > LARGEST_EXACT_INTEGER:
            largest = high if high > -low else low
            raise DataError(
                f"Column '{column.name}' of {source} holds the integer {largest}, beyond 2^53, "
                "which float64 would round: subtract an offset first."
            )
    return column.cast(pl.Float64).to_numpy()


def _complete(
    rows: Matrix, names: list[str], source: str, drop_missing: bool
) -> tuple[Matrix, int]:
    """The rows without a NaN or an infinity, and how many were left out."""
    usable = np.isfinite(rows).all(axis=1)
    missing = int(len(rows) - usable.sum())
    if missing == 0:
        return rows, 0
    if drop_missing:
        return rows[usable], missing
    row = int(np.argmin(usable))
    column = int(np.argmin(np.isfinite(rows[row])))
    value = rows[row, column]
    shown = "a missing value" if np.isnan(value) else f"the value {value:g}"
    raise DataError(
        f"Column '{names[column]}' of {source} has {shown} in row {row + 1} "
        f"({_count(missing, 'row')} in all): mend the file or add --drop-missing."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
