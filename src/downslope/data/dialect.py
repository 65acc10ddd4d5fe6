"""Dialect of data: how headers, numbers, dates, and missing values are written.

Most of it is inferred from the data. The rest, and what the user knows better, is given by options,
which are the same for files, for data in memory, on the command line, and in Python:

    --missing -999,NA     missing=[-999, "NA"]      values that mean: missing
    --missing age=99      missing={"age": 99}       the same, only in this column
    --date day=days       date={"day": "days"}      dates as numbers
    --keep-index          keep_index=True           use an index column as a feature
    --keep-levels NA      keep_levels=["NA"]        NA is a level of categorical columns

    --no-header           header=False              only for CSV: the first line is a row
    --decimal ,           decimal=","
    --thousands .         thousands="."
    --encoding latin-1    encoding="latin-1"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from downslope.data.columns import (
    Frame,
    Place,
    as_series,
    is_missing,
    names_in,
    plain_name,
    unsupported,
)
from downslope.data.dates import DateColumn, date_columns
from downslope.data.decimal_marks import DecimalMarks, allowed_marks
from downslope.data.encoding import named_encoding
from downslope.errors import DataError, OptionError, check_not_lost, did_you_mean
from downslope.findings import Finding
from downslope.numerics.arguments import OptionStyle, flag, number_in

if TYPE_CHECKING:
    import polars as pl


Codes = float | str | Sequence[float | str]


class ReadingOptions(TypedDict, total=False):
    """Options on how data are written, for every function that reads data.

    Attributes
    ----------
    missing : number, str, list of them, or mapping from str to them
        Values that mean missing, such as -999, in all columns; or a mapping from columns to such
        values, where the key None means all columns.
    date : mapping from str to str
        Columns of dates to use as numbers: days, hours, or seconds since 1970, years, or a part
        of the date: year, quarter, month, weekday, hour. A format may follow after a colon.
    keep_index : bool
        Keep a column that only numbers or names the rows.
    keep_levels : str or list of str
        Marks of missing values, such as NA, that are levels of categorical columns.
    header : bool
        Whether the first line of a CSV file names its columns.
    decimal, thousands : str
        Marks in the numbers of a CSV file.
    encoding : str
        Encoding of a CSV file.

    """

    missing: Codes | Mapping[str | None, Codes]
    date: Mapping[str, str]
    keep_index: bool
    keep_levels: str | Sequence[str]
    header: bool
    decimal: str | None
    thousands: str | None
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Dialect:
    """Format of the data as the user has specified it; small, because every task has a copy."""

    missing: tuple[str, ...] = ()  # in all columns
    missing_in: tuple[tuple[str, tuple[str, ...]], ...] = ()  # in some columns
    dates: tuple[DateColumn, ...] = ()
    dates_beside: tuple[DateColumn, ...] = ()  # of columns that a model does not read
    keep_index: bool = False
    keep_levels: tuple[str, ...] = ()
    header: bool = True
    decimal: str | None = None
    thousands: str | None = None
    encoding: str | None = None
    style: OptionStyle = OptionStyle.COMMAND_LINE

    @classmethod
    def of(cls, style: OptionStyle, given: Mapping[str, Any]) -> Dialect:
        """Validate the options that a caller gave.

        Raises
        ------
        OptionError
            An option cannot be used, or two exclude each other.
        TypeError
            There is no such option.

        """
        if not given:
            return cls(style=style)
        unknown = next((name for name in given if name not in ReadingOptions.__annotations__), None)
        if unknown is not None:
            raise TypeError(f"got an unexpected keyword argument '{unknown}'")
        decimal, thousands = given.get("decimal"), given.get("thousands")
        allowed_marks(decimal, thousands, style)
        encoding = given.get("encoding")
        missing_in = _codes(given.get("missing", ()))
        missing = missing_in.pop(None, ())
        for code in (*missing, *(code for codes in missing_in.values() for code in codes)):
            if number_in(code) == 0.0:
                check_not_lost(style.option("missing"), code)
        keep_levels = _texts("keep_levels", given.get("keep_levels", ()))
        both = next((each for each in missing if each in keep_levels), None)
        if both is not None:
            raise OptionError(
                f"'{both}' is given as both missing and a level: leave it out of "
                f"{style.option('missing')} or of {style.option('keep_levels')}."
            )
        return cls(
            missing=missing,
            missing_in=tuple((str(name), codes) for name, codes in missing_in.items()),
            dates=date_columns(given.get("date", {}), style),
            keep_index=flag("keep_index", given.get("keep_index", False)),
            keep_levels=keep_levels,
            header=flag("header", given.get("header", True)),
            decimal=decimal,
            thousands=thousands,
            encoding=None if encoding is None else named_encoding(encoding, style),
            style=style,
        )

    @property
    def notes(self) -> list[Finding]:
        """Notes on what the numbers of dates mean."""
        return [Finding("date_as_number", (date.name,), date.meaning) for date in self.dates]

    def date_of(self, name: str) -> DateColumn | None:
        """Return how a column of dates is read, if the user told."""
        every = (*self.dates, *self.dates_beside)
        return next((date for date in every if date.name == name), None)

    @property
    def converts(self) -> bool:
        """Whether `applied` changes values."""
        return bool(self.missing or self.missing_in or self.dates)

    @property
    def marks(self) -> tuple[DecimalMarks, ...]:
        """Decimal marks that the user's options still allow."""
        return allowed_marks(self.decimal, self.thousands, self.style)

    def check_is_text(self, what: str) -> None:
        """Raise `OptionError` if an option is for text, which `what` is not."""
        given = {
            "header": not self.header,
            "decimal": self.decimal is not None,
            "thousands": self.thousands is not None,
            "encoding": self.encoding is not None,
        }
        option = next((name for name, is_given in given.items() if is_given), None)
        if option is not None:
            raise OptionError(
                f"{written(option, self.style)} is for text such as a CSV file, which {what} is "
                "not: leave it out."
            )

    def resolved(
        self,
        frame: Frame,
        names: Sequence[str],
        source: str,
        others: Callable[[str], Iterable[Frame]] = lambda name: (),
        is_alone: bool = False,
    ) -> Dialect:
        """Return the dialect with the formats of its dates, found in the first rows.

        If a column has no values there, they are found in the first of its `others` that has some.
        If the rows are of the only file, messages tell their numbers.

        Raises
        ------
        DataError
            A column of dates or of codes does not exist, or the format of some dates is ambiguous.

        """
        dates, beside = [], []
        place = Place(source) if is_alone else None
        for date in self.dates:
            date = replace(date, name=_present(date.name, names, source, "of dates"))
            if date.name in names_in(frame):
                heads = chain([frame], others(date.name))
                columns = (as_series(each[date.name]) for each in heads)
                shown = (each for each in columns if not is_missing(each, ()).all())
                column = next(shown, as_series(frame[date.name]))
                dates.append(date.resolved(column, source, self.style, place))
            else:
                beside.append(date)
        codes = [(_present(name, names, source, "with codes for missing values"), codes)
                 for name, codes in self.missing_in]  # fmt: skip
        return replace(
            self, dates=tuple(dates), dates_beside=tuple(beside), missing_in=tuple(codes)
        )

    def applied(self, frame: Frame, place: Place) -> Frame:
        """Return the frame with its dates as numbers, and null for codes of missing values.

        Raises
        ------
        DataError
            A value is not a date.

        """
        if not self.converts:
            return frame
        import polars as pl

        if not isinstance(frame, pl.DataFrame):
            names = names_in(frame)
            if any(unsupported(frame[name]) for name in names):
                return frame  # which names the column
            frame = pl.DataFrame([as_series(frame[name]).alias(name) for name in names])
        for date in self.dates:
            if date.name in frame.columns:
                frame = frame.with_columns(date.numbers(frame[date.name], place))
        return self._without_codes(frame)

    def _without_codes(self, frame: pl.DataFrame) -> pl.DataFrame:
        import polars as pl

        own, columns = dict(self.missing_in), []
        for column in frame:
            texts = [*self.missing, *own.get(column.name, ())]
            codes = numbers_of(texts)
            if not texts:
                continue
            if column.dtype == pl.String:
                text = column.str.strip_chars()
                coded = text.is_in(texts)
                if codes:
                    coded = coded | text.cast(pl.Float64, strict=False).is_in(codes)
            elif column.dtype.is_numeric() and codes:
                coded = column.cast(pl.Float64).is_in(codes)
            else:
                continue
            kept = pl.when(coded.fill_null(value=False)).then(None).otherwise(column)
            columns.append(pl.select(kept.alias(column.name)).to_series())
        return frame.with_columns(columns)


def numbers_of(codes: Sequence[str]) -> list[float]:
    """Return the codes that are numbers, as given and as rounded to float32."""
    exact = [number for each in codes if (number := number_in(each)) is not None]
    with np.errstate(over="ignore"):
        rounded = [float(np.float32(number)) for number in exact]
    return list(dict.fromkeys([*exact, *rounded]))


def mark_as_missing(name: str, mark: str, style: OptionStyle) -> Finding:
    """Report a mark in a categorical column that may be a level."""
    return Finding(
        "mark_as_missing",
        (name,),
        f"'{name}' has {mark}, which was taken as missing.",
        f"If it is a level: {style.columns('keep_levels', [mark])}.",
    )


def written(option: str, style: OptionStyle) -> str:
    """Return a reading option as messages write it."""
    if option == "header":
        return style.off(option)
    return style.flag(option) if option == "keep_index" else style.option(option)


def _present(name: str, names: Sequence[str], source: str, what: str) -> str:
    """Return a column's name as it is in the data.

    Raises
    ------
    DataError
        There is no such column.

    """
    found = next((each for each in (name, plain_name(name)) if each in names), None)
    if found is None:
        raise DataError(f"{source} has no column '{name}' {what}: {did_you_mean(name, names)}")
    return found


def _codes(given: Any) -> dict[str | None, tuple[str, ...]]:
    """Return codes for missing values by their columns; None stands for all columns."""
    listed = given if isinstance(given, Mapping) else {None: given}
    return {name: _texts("missing", codes) for name, codes in listed.items()}


def _texts(name: str, given: Any) -> tuple[str, ...]:
    """Return values given alone or in a list as text."""
    listed = [given] if isinstance(given, (str, int, float)) else given
    try:
        values = list(listed)
    except TypeError as error:
        raise OptionError(f"{name}={given!r} cannot be used: give a list of values.") from error
    for value in values:
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            raise OptionError(f"{name} has {value!r}: give numbers or text, such as -999 or 'NA'.")
    return tuple(dict.fromkeys(str(value).strip() for value in values))


AS_FOUND = Dialect()
