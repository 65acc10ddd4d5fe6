"""A column beside those of a model that rows are in the order of: their times."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.blocks import FrameSource, slice_rows
from downslope.data.cells import date_option
from downslope.data.columns import Place, cleaned, numbers
from downslope.data.dates import (
    FINER,
    DateColumn,
    are_days,
    are_months,
    not_in_time,
    ordered_as_text,
    shapes,
)
from downslope.data.new_rows import of_two_types
from downslope.data.row_labels import Position, blocks_with
from downslope.errors import DataError
from downslope.numerics.arguments import OptionStyle

if TYPE_CHECKING:
    import polars as pl

FIRST_ROWS = 2**16  # of text, that show whether it is numbers or dates
ROUNDINGS = 4.0 * 2.0**-52  # of a time, within which it is at the edge of a window


@dataclass(frozen=True, slots=True)
class Order:
    """How the values of a column that orders rows are compared."""

    name: str
    type: Any  # of its first values
    is_numbers: bool = False
    dates: DateColumn | None = None  # how its text is read, if it is dates
    shape: str | None = None  # of its text, if it is neither numbers nor dates

    @classmethod
    def of(
        cls,
        columns: Sequence[pl.Series],
        name: str,
        given: DateColumn | None,
        source: str,
        style: OptionStyle,
    ) -> Order:
        """Return the order of a column whose values these are, or the first of them.

        Text is compared as numbers if all of it are such, else as dates, or as text if the order
        of such is that of time for certain. If the user told how it is read (`given`), it is dates.

        Raises
        ------
        DataError
            The text has no known order, or two formats fit that give different dates.

        """
        import polars as pl

        kind = columns[0].dtype
        every = pl.concat([each for each in columns if each.dtype == kind])
        if given is not None:
            found = replace(given, unit="seconds").resolved(every, source, style)
            return cls(name, kind, dates=found if found.format else None)
        if not _is_text(kind):
            return cls(name, kind, is_numbers=kind.is_numeric())
        if _as_numbers(every) is not None:
            return cls(name, kind, is_numbers=True)
        dates = DateColumn(name, "seconds").found_in(every, source, style, ordered=True)
        if dates is None:
            return cls(name, kind, shape=next(iter(shapes(cleaned(every).drop_nulls())), None))
        return cls(name, kind, dates=dates)

    @classmethod
    def in_source(cls, source: FrameSource, name: str) -> Order:
        """Return the order of a column by the first rows that are complete.

        Raises
        ------
        DataError
            There are none, or a value is missing, or see `of`.

        """
        layout = source.layout
        given = layout.dialect.date_of(name)
        first = _first_values(source, name)
        if not first:
            raise DataError(
                f"{layout.source} has no complete rows among its first, which would show how "
                f"'{name}' orders them: take the incomplete ones out of the data."
            )
        return cls.of(first, name, given, layout.source, layout.style)

    def values(self, column: pl.Series, at: Position) -> tuple[pl.Series, int]:
        """Return what is compared, and how many of its units are one of the column.

        Dates are whole microseconds, or parts of them; other numbers are whole if they can be.

        Raises
        ------
        DataError
            A value is missing, is not a date or a number, or its type differs from the first.

        """
        import polars as pl

        _check_no_missing(column, self.name, at)
        kind = column.dtype
        if not self._takes(kind):
            raise of_two_types(self.name, str(self.type).lower(), str(kind).lower())
        if _are_moments(kind):
            nano = getattr(kind, "time_unit", "us") == "ns"
            return column.dt.timestamp("ns" if nano else "us"), 1000 if nano else 1
        if self.dates is not None:
            text = cleaned(column.cast(pl.String))
            _check_no_missing(text, self.name, at)
            return self.dates.moments(text, at.place).dt.timestamp("us"), 1
        if self.is_numbers:
            return _whole(self._numbers(column, at), self.name, at.place)
        if self.shape is not None and not ordered_as_text(cleaned(column), self.shape):
            odd = cleaned(column)
            odd = odd.filter(odd.str.replace_all(r"\d", "0") != self.shape)
            shown = str((odd if len(odd) else column)[0])
            raise not_in_time(self.name, shown, at.place.source, at.place.style)
        return column, 1

    def _takes(self, kind: Any) -> bool:
        """Return whether values of a type can be compared with the first."""
        if _are_moments(kind):
            if _are_moments(self.type):
                return _zone(kind) == _zone(self.type)
            return self.dates is not None
        if self.dates is not None:
            return _is_text(kind) or bool(kind.is_integer())
        if self.is_numbers:
            return _is_text(kind) or bool(kind.is_numeric())
        return bool(kind == self.type)

    def _numbers(self, column: pl.Series, at: Position) -> pl.Series:
        if not _is_text(column.dtype):
            return column
        import polars as pl

        found = _as_numbers(column)
        if found is None:
            row = int(cleaned(column).cast(pl.Float64, strict=False).is_null().arg_max() or 0)
            raise DataError(
                f"Column '{self.name}' of {at.place.source} has '{column[row][:40]}' in "
                f"{at.row(row)}, which is not a number as the values before: correct it."
            )
        if found.dtype.is_float():  # which has rounded no whole number
            found = pl.Series(self.name, numbers(column, self.name, at.place))
        return found


def _first_values(source: FrameSource, name: str) -> list[pl.Series]:
    """Return the column in the first blocks that have rows: one, or several of text."""
    found: list[pl.Series] = []
    wanted = min(FIRST_ROWS, slice_rows(source.layout.width))
    for task in source.tasks():
        for _, kept, at in blocks_with(task, (name,), wanted):
            column = kept[name]
            if not len(column):
                continue
            _check_no_missing(column, name, at)
            found.append(column)
            wanted -= len(column)
            if wanted <= 0 or not _is_text(column.dtype):
                return found
    return found


@dataclass(frozen=True, slots=True)
class Ends:
    """First and last of the values that order the rows of a block."""

    first: Any
    last: Any
    shown: Any  # the first, as it is in the data


def ends_in_order(column: pl.Series, at: Position, order: Order) -> Ends | None:
    """Return the ends of a column that must not decrease; None if it has no rows.

    Raises
    ------
    DataError
        A value cannot be compared, or is less than the one before it.

    """
    import polars as pl

    if len(column) == 0:
        return None
    values, units = order.values(column, at)
    try:
        row = _fall(values)
    except pl.exceptions.PolarsError:
        raise DataError(
            f"Column '{order.name}' of {at.place.source} holds {str(column.dtype).lower():.40} "
            "values, which have no order: name a column of dates, numbers, or text."
        ) from None
    if row is not None:
        raise DataError(_not_in_order(order.name, at.row(row), column[row]))
    first, last = (value if units == 1 else Fraction(value, units) for value in values[[0, -1]])
    return Ends(first, last, column[0])


def check_order(before: Ends | None, after: Ends | None, name: str, where: str) -> None:
    """Raise `DataError` if a block begins with less than the one before it ended with."""
    if before is not None and after is not None and after.first < before.last:
        raise DataError(_not_in_order(name, where, after.shown))


def _fall(values: pl.Series) -> int | None:
    """Return the first row whose value is less than the one before it."""
    falls = (values.shift(-1) < values).fill_null(value=False)
    return int(falls.arg_max() or 0) + 1 if falls.any() else None


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
    may_be_dates: bool = False  # numbers such as 20240131, of which 30 are not a month

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


def times_of(
    kept: Any,
    name: str,
    source: str,
    style: OptionStyle,
    spans: bool | None,
    given: DateColumn | None = None,
) -> Times:
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
    given : DateColumn, optional
        How the column is read, if the user told.

    Raises
    ------
    DataError
        A time is missing, cannot be read, or is before that of the row above.

    """
    import polars as pl

    column: pl.Series = kept[name]
    place = Place(source, style=style)
    order, at = Order.of([column], name, given, source, style), Position(place)
    is_date = order.dates is not None or _are_moments(column.dtype)
    if not (is_date or order.is_numbers):
        if _is_text(column.dtype):
            DateColumn(name, "seconds").resolved(column, source, style)  # tells why it is not
        raise DataError(
            f"Column '{name}' of {source} holds {str(column.dtype).lower():.40} values, not "
            "times: name a column of dates or numbers."
        )
    if order.dates is not None and not _are_moments(column.dtype):
        text = column.cast(pl.String)
        finer = text.str.contains(FINER)
        if finer.any():
            raise DataError(
                f"Column '{name}' of {source} holds times finer than a microsecond, such as "
                f"{text[int(finer.arg_max() or 0)][:40]}: give them as numbers, or in a Parquet "
                "file."
            )
    values, units = order.values(column, at)
    check_times(values, name, at)
    if spans is not None and spans != is_date:
        what, cure = ("dates", 'a span such as "30d"') if is_date else ("numbers", "a number")
        if not is_date and (are_days(values) or are_months(values)):
            cure += f", or read them as dates with {date_option(style, name)}"
        raise DataError(
            f"Column '{name}' of {source} holds {what}: give {style.option('window')} as {cure}."
        )
    row = _fall(values)
    if row is not None:
        raise DataError(_not_in_order(name, place.row(row), column[row]))
    may_be_dates = not is_date and units == 1 and (are_days(values) or are_months(values))
    return Times(_shown(column, values, order), values.to_numpy(), units, may_be_dates)


def _shown(column: pl.Series, values: pl.Series, order: Order) -> np.ndarray:
    """Return times as they are shown."""
    import polars as pl

    kind = column.dtype
    if order.is_numbers:
        return (column if kind.is_float() or kind.is_decimal() else values).to_numpy()
    if order.dates is not None and not _are_moments(kind):
        return column.cast(pl.String).to_numpy()
    if _zone(kind):
        column = column.dt.strftime("%Y-%m-%d %H:%M:%S%.f%:z")
    return column.to_numpy()


def _is_text(kind: Any) -> bool:
    import polars as pl

    return bool(kind == pl.String)


def _are_moments(kind: Any) -> bool:
    import polars as pl

    return kind in (pl.Date, pl.Datetime)


def _zone(kind: Any) -> bool:
    """Return whether moments have a time zone."""
    return getattr(kind, "time_zone", None) is not None


def _as_numbers(column: pl.Series) -> pl.Series | None:
    """Return text as numbers, whole if they all are; None if some are not."""
    import polars as pl

    text = cleaned(column)
    for kind in (pl.Int64, pl.UInt64, pl.Float64):
        found = text.cast(kind, strict=False)
        if found.null_count() == text.null_count():
            return found
    return None


def _whole(column: pl.Series, name: str, place: Place) -> tuple[pl.Series, int]:
    """Return numbers as whole parts of 1, and how many these are, or as floats."""
    import polars as pl

    if column.dtype.is_decimal():
        scale: int = getattr(column.dtype, "scale", 0)
        whole = column.cast(pl.String).str.replace(".", "", literal=True)
        found = whole.cast(pl.Int64, strict=False)
        if not found.null_count():
            return found, 10**scale
    if column.dtype.is_integer():
        for kind in (pl.Int64, pl.UInt64):
            found = column.cast(kind, strict=False)
            if not found.null_count():
                return found, 1
    if column.dtype == pl.Float32:  # as it is written: 0.1, and not the float64 next to it
        column = column.cast(pl.String).cast(pl.Float64)
    return pl.Series(name, numbers(column, name, place)), 1


def _check_no_missing(column: Any, name: str, at: Position) -> None:
    is_float = column.dtype.is_float()
    missing = column.is_nan().fill_null(value=True) if is_float else column.is_null()
    if missing.any():
        raise DataError(
            f"Column '{name}' of {at.place.source}, which orders the rows, has a missing value in "
            f"{at.row(int(missing.arg_max() or 0))}: fill it in, or leave such rows out "
            f"with {at.place.style.flag('drop_missing')}."
        )
