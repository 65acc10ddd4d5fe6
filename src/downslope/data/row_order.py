"""A column beside those of a model that rows are in the order of: their times."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.columns import Place, cleaned, numbers
from downslope.data.dates import FINER, MICRO, DateColumn
from downslope.data.row_labels import Position
from downslope.errors import DataError
from downslope.numerics.arguments import OptionStyle

if TYPE_CHECKING:
    import polars as pl

ROUNDINGS = 4.0 * 2.0**-52  # of a time, within which it is at the edge of a window


def ends_in_order(column: Any, name: str, at: Position) -> tuple[Any, Any] | None:
    """Return the first and the last value of a column that must not decrease.

    Raises
    ------
    DataError
        A value is missing, has no order, or is less than the one before it.

    """
    import polars as pl

    if len(column) == 0:
        return None
    _check_no_missing(column, name, at)
    if column.dtype == pl.String:  # numbers beside marks of missing values are read as text
        numbers = column.str.strip_chars().cast(pl.Float64, strict=False)
        column = column if numbers.null_count() else numbers
    try:
        falls = (column.shift(-1) < column).fill_null(value=False)
    except pl.exceptions.PolarsError:
        raise DataError(
            f"Column '{name}' of {at.place.source} holds {str(column.dtype).lower():.40} values, "
            "which have no order: name a column of dates, numbers, or text."
        ) from None
    if falls.any():
        row = int(falls.arg_max() or 0) + 1
        raise DataError(_not_in_order(name, at.row(row), column[row]))
    return column[0], column[-1]


def check_order(
    before: tuple[Any, Any] | None, after: tuple[Any, Any] | None, name: str, where: str
) -> None:
    """Raise `DataError` if a block begins with less than the one before it ended with."""
    if before is not None and after is not None and after[0] < before[1]:
        raise DataError(_not_in_order(name, where, after[0]))


def _not_in_order(name: str, where: str, value: Any) -> str:
    return (
        f"The rows are not in the order of '{name}': {where} has {str(value)[:40]}, less than the "
        "row before. Sort the data by it."
    )


def check_times(column: pl.Series, name: str, at: Position) -> None:
    """Raise `DataError` if a time is missing or infinite."""
    _check_no_missing(column, name, at)
    if column.dtype.is_float() and column.is_infinite().any():
        row = at.row(int(column.is_infinite().arg_max() or 0))
        raise DataError(
            f"Column '{name}' of {at.place.source}, which orders the rows, is infinite in {row}: "
            "correct it, or take such rows out."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Times of n rows that do not decrease."""

    shown: np.ndarray  # (n,) as they are shown, with the offset of their zone if they have one
    clock: NDArray[Any]  # (n,) whole numbers of ticks, or floats
    ticks: int = 1  # in a unit of the column, or in a microsecond

    @property
    def length(self) -> float:
        """Time from the first to the last, in units."""
        return float(Fraction(self.clock[-1].item()) - Fraction(self.clock[0].item())) / self.ticks

    def starts(self, stop: NDArray[np.int64], span: float) -> NDArray[np.int64]:
        """Return the first row of each window that ends before row `stop`, (k,).

        A window of time t has the rows after t − span. Whole numbers are compared exactly; a float
        that is as near to t − span as its rounding is taken to equal it.
        """
        clock, last = self.clock, self.clock[stop - 1]
        if clock.dtype.kind == "f":
            near = ROUNDINGS * np.maximum(np.abs(last), span)
            found = np.searchsorted(clock, last - span + near, side="right")
        else:
            # Differences of 64-bit integers are taken modulo 2^64, in which they cannot overflow.
            gone = clock.view(np.uint64) - clock.view(np.uint64)[0]
            since, ticks = gone[stop - 1], math.ceil(Fraction(repr(span)) * self.ticks)
            width = np.uint64(min(ticks, 2**64 - 1))
            later = np.searchsorted(gone, since - np.minimum(width, since), side="right")
            found = np.where(since < width, 0, later)
        edges: NDArray[np.int64] = np.minimum(found, np.searchsorted(clock, last))
        return edges


def times_of(kept: Any, name: str, source: str, style: OptionStyle, spans: bool | None) -> Times:
    """Return the times of all rows.

    Parameters
    ----------
    kept : polars.DataFrame
        The column of times beside all rows.
    name : str
        The column.
    source : str
        Name of the data, for messages.
    style : OptionStyle
        How messages write options.
    spans : bool, optional
        Whether windows are spans such as 30d, so that the column must hold dates, or numbers;
        None if either will do.

    Raises
    ------
    DataError
        A time is missing, cannot be read, or is before that of the row above.

    """
    import polars as pl

    column: pl.Series = kept[name]
    place = Place(source, style=style)
    if column.dtype == pl.String:
        column = _numbers_in(column, name, place)
    is_date = not column.dtype.is_numeric()
    shown = column
    if column.dtype == pl.String:
        _check_no_missing(cleaned(column), name, Position(place))
        finer = column.str.contains(FINER)
        if finer.any():
            row = int(finer.arg_max() or 0)
            raise DataError(
                f"Column '{name}' of {source} holds times finer than a microsecond, such as "
                f"{column[row][:40]}: give them as numbers, or in a Parquet file."
            )
        dates = DateColumn(name, "seconds").resolved(column, source, style)
        micros = np.round(dates.numbers(column, place).to_numpy() * MICRO).astype(np.int64)
        times = Times(column.to_numpy(), micros)
    elif column.dtype in (pl.Date, pl.Datetime):
        check_times(column, name, Position(place))
        unit: Any = getattr(column.dtype, "time_unit", "us")
        if getattr(column.dtype, "time_zone", None):
            shown = column.dt.strftime("%Y-%m-%d %H:%M:%S%.f%:z")
        clock = column.dt.timestamp("ns" if unit == "ns" else "us").to_numpy()
        times = Times(shown.to_numpy(), clock, 1000 if unit == "ns" else 1)
    elif column.dtype.is_numeric():
        check_times(column, name, Position(place))
        clock, ticks = _ticks(column, name, place)
        times = Times(clock if column.dtype.is_integer() else column.to_numpy(), clock, ticks)
    else:
        raise DataError(
            f"Column '{name}' of {source} holds {str(column.dtype).lower():.40} values, not "
            "times: name a column of dates or numbers."
        )
    if spans is not None and spans != is_date:
        what, cure = ("dates", 'a span such as "30d"') if is_date else ("numbers", "a number")
        raise DataError(
            f"Column '{name}' of {source} holds {what}: give {style.option('window')} as {cure}."
        )
    falls = np.flatnonzero(times.clock[1:] < times.clock[:-1])
    if len(falls):
        row = int(falls[0]) + 1
        raise DataError(_not_in_order(name, place.row(row), column[row]))
    return times


def _numbers_in(column: pl.Series, name: str, place: Place) -> pl.Series:
    """Return text as numbers if all of it are such."""
    import polars as pl

    text = cleaned(column)
    for kind in (pl.Int64, pl.UInt64):
        whole = text.cast(kind, strict=False)
        if whole.null_count() == column.null_count():
            return whole
    if text.cast(pl.Float64, strict=False).null_count() > column.null_count():
        return column
    return pl.Series(name, numbers(text, name, place))


def _ticks(column: pl.Series, name: str, place: Place) -> tuple[NDArray[Any], int]:
    """Return numbers as whole ticks, and how many of them are in one, or as floats."""
    import polars as pl

    if column.dtype.is_decimal():
        scale: int = getattr(column.dtype, "scale", 0)
        whole = column.cast(pl.String).str.replace(".", "", literal=True)
        found = whole.cast(pl.Int64, strict=False)
        if not found.null_count():
            return found.to_numpy(), 10**scale
    if column.dtype.is_integer():
        for kind in (pl.Int64, pl.UInt64):
            found = column.cast(kind, strict=False)
            if not found.null_count():
                return found.to_numpy(), 1
    if column.dtype == pl.Float32:  # as it is written: 0.1, and not the float64 next to it
        column = column.cast(pl.String).cast(pl.Float64)
    return numbers(column, name, place), 1


def _check_no_missing(column: Any, name: str, at: Position) -> None:
    missing = column.is_null()
    if column.dtype.is_float():
        missing = missing | column.is_nan().fill_null(value=True)
    if missing.any():
        raise DataError(
            f"Column '{name}' of {at.place.source}, which orders the rows, has a missing value in "
            f"{at.row(int(missing.arg_max() or 0))}: fill it in, or leave such rows out "
            f"with {at.place.style.flag('drop_missing')}."
        )
