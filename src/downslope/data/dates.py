"""Dates as numbers: days, hours, or seconds since 1970, years, or a part of the date.

    2020-01-02     days 18263     years 2020.0027     month 1     weekday 4

The format of text is found from the first rows. `03/04/2020` is in March or in April: unless a
later row decides, the user is asked. Of years of two digits, 70 is read as 1970 and 69 as 2069;
if they span more than 50 years by this, another reading is as likely, and they are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from downslope.data.cells import date_option
from downslope.data.columns import Place, cleaned
from downslope.errors import DataError, OptionError, did_you_mean
from downslope.numerics.arguments import OptionStyle

if TYPE_CHECKING:
    import polars as pl

DAY = 86_400.0  # seconds
MICRO = 1e6
FINER = r"\.\d{6}\d*[1-9]"  # a fraction of a second below a microsecond
YEAR_FIRST = r"^\s*[1-9]\d{3}\D"
SECOND = r"^\s*\d{4}[^\dA-Za-z](\d{2})[^\dA-Za-z]\d{2}(?:\D|$)"  # 12 at most if it is the month
HALF_DAYS = re.compile(r"(?i)\d\s*[ap]\.?\s*m\b")  # 12:30 AM is before 01:00 AM
LATE_OFFSET = r"\d:\d{2}.*[+-](\d{1,2}:?\d{0,2})\D*$"
YEAR = 365.2425  # days
FIRST_YEAR = 1000
FIRST = 1000  # different texts on which every format is tried
TWO_DIGITS = re.compile(r"%[-_0]?[yg]|%[Dx]")  # a format of years of two digits
SPAN = 50  # years; those of two digits that span more may be of two centuries
FEW_MONTHS = 12  # numbers that are not months have others among so many


def _since_1970(size: float) -> Callable[[pl.Series], pl.Series]:
    def numbers(moments: pl.Series) -> pl.Series:
        return moments.dt.timestamp("us") / (size * MICRO)

    return numbers


def _years(moments: pl.Series) -> pl.Series:
    return 1970.0 + moments.dt.timestamp("us") / (DAY * YEAR * MICRO)


UNITS: dict[str, Callable[[pl.Series], pl.Series]] = {
    "days": _since_1970(DAY),
    "hours": _since_1970(3600.0),
    "seconds": _since_1970(1.0),
    "years": _years,
    "year": lambda moments: moments.dt.year(),
    "quarter": lambda moments: moments.dt.quarter(),
    "month": lambda moments: moments.dt.month(),
    "weekday": lambda moments: moments.dt.weekday(),
    "hour": lambda moments: moments.dt.hour(),
}
SINCE_1970 = ("days", "hours", "seconds", "years")  # in UTC; the others are of the local time
OFFSET = r"\s*(?:Z|[+-]\d{2}:?\d{2})$"  # from UTC, at the end of a time
SINCE = {
    "years": "years, with decimals",
    "days": "days since 1970-01-01",
    "hours": "hours since 1970-01-01",
    "seconds": "seconds since 1970-01-01",
    "weekday": "weekdays, 1 for Monday",
}
DAYS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y",
    "%m-%d-%Y", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y",
    "%b %d, %Y", "%B %d, %Y",
)  # fmt: skip
MONTHS = ("%Y-%m", "%Y/%m", "%Y%m", "%m/%Y", "%b %Y", "%B %Y", "%b-%Y")  # their first days
TIMES = ("%H:%M", "%H:%M:%S", "%H:%M:%S%.f")
ZONES = ("", "Z", "%z")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """Column of dates, the unit to convert them to, and their format if they are text."""

    name: str
    unit: str
    format: str | None = None
    others: tuple[str, ...] = ()  # formats that give the same dates in the first rows
    ends: tuple[tuple[int, str], ...] = ()  # first and last year of two digits, with their texts

    @property
    def meaning(self) -> str:
        """Meaning of the numbers, in the words of the notes."""
        century = f", '{self.ends[-1][1]}' as {self.ends[-1][0]}" if self.ends else ""
        return f"'{self.name}' is read as {SINCE.get(self.unit, f'the {self.unit}')}{century}."

    def resolved(
        self, column: pl.Series, source: str, style: OptionStyle, place: Place | None = None
    ) -> DateColumn:
        """Return the column with the format of its text, which all first rows must follow.

        Messages tell the row if the `place` of the column is given.

        Raises
        ------
        DataError
            No known format fits, or two that give different dates, or centuries are open.

        """
        import polars as pl

        if column.dtype.is_integer():
            numbers = column.cast(pl.Int64, strict=False).drop_nulls()
            if self.format or are_days(numbers) or are_months(numbers):
                column = column.cast(pl.String)
        if self.format is not None or column.dtype != pl.String:
            if column.dtype == pl.String and self.format:
                text = _distinct(column)
                moments = _moments(text, self.format)
                if len(text) and moments.null_count() == len(text):
                    raise self._in_no_format(str(text[0]), self.format, source, style)
                return self.in_centuries(text, moments, source)
            if column.dtype in (pl.Date, pl.Datetime):
                return self
            raise DataError(
                f"Column '{self.name}' of {source} holds {column.dtype} values, not dates: leave "
                f"it out of {option_of(style)}."
            )
        text = _distinct(column)
        if not len(text):
            raise DataError(
                f"Column '{self.name}' of {source} has no values in its first rows, which would "
                f"show the format of its dates: give the format, as in {self._as_option(style)}."
            )
        found = self.found_in(column, source, style, place=place)
        if found is None:
            raise DataError(
                f"Column '{self.name}' of {source} has '{text[0][:40]}', which is not in any known "
                f"date format: correct it, or give the format, as in {self._as_option(style)}."
            )
        return found

    def found_in(
        self,
        column: pl.Series,
        source: str,
        style: OptionStyle,
        *,
        ordered: bool = False,
        place: Place | None = None,
    ) -> DateColumn | None:
        """Return the column with the format of its text; None if no text is in a known format.

        If it only matters how the text is `ordered`, None also for such as 2019-20, 2020-21, whose
        order as text is that of time; other text without a known format is refused.

        Raises
        ------
        DataError
            Some texts are dates and others are not, two formats give different dates, or the
            centuries of years are open.

        """
        text = _distinct(column)
        fits, best = _fitting(text)
        if ordered and not fits and ordered_as_text(text):
            return None
        if not best.any():
            if ordered and len(text):
                raise not_in_time(self.name, str(text[0]), source, style)
            return None
        if not fits:
            tried = text.head(len(best))
            odd, other = str(tried.filter(~best)[0]), str(tried.filter(best)[0])[:40]
            raise DataError(
                f"Column '{self.name}' of {source} has '{odd[:40]}'{_row(column, odd, place)}, "
                f"which is not a date in the format of the others, such as '{other}': correct it, "
                "or give the format, as in "
                f"{self._as_option(style)}."
            )
        form, *others = fits
        found = replace(self, format=form, others=tuple(others))
        found.check_only_reading(text, fits[form], source, style)
        return found.in_centuries(text, fits[form], source)

    def in_centuries(self, text: pl.Series, moments: pl.Series, source: str) -> DateColumn:
        """Return the column with the first and last of its years of two digits.

        Later rows are compared with those of the first rows, not with one another: tasks may run
        on machines that share nothing.

        Raises
        ------
        DataError
            They span so many years that some may be of the century before.

        """
        if not TWO_DIGITS.search(self.format or ""):
            return self
        years = moments.dt.year()
        places = (years.arg_min(), years.arg_max())
        seen = [*self.ends, *((int(years[k]), str(text[k])) for k in places if k is not None)]
        if not seen:
            return self
        (first, early), (last, late) = min(seen), max(seen)
        if last - first > SPAN:
            raise DataError(
                f"Column '{self.name}' of {source} has years of two digits, whose century is open: "
                f"'{early[:40]}' as {first} and '{late[:40]}' as {last} are {last - first} years "
                f"apart, but '{late[:40]}' may be {last - 100}. Write years of four digits."
            )
        return replace(self, ends=((first, early), (last, late)))

    def _in_no_format(self, shown: str, form: str, source: str, style: OptionStyle) -> DataError:
        """Return the error of a format that no value of the first rows is in."""
        known = _known(shown, "", f"{self.unit}:")
        cure = "correct them, or give their format, with a year, a month, and a day"
        if known:
            cure = f"give {date_option(style, self.name, known.strip())}"
        return DataError(
            f"Column '{self.name}' of {source} has '{shown[:40]}' first, and no date in the format "
            f"{form} in its first rows: {cure}."
        )

    def _as_option(self, style: OptionStyle) -> str:
        return date_option(style, self.name, f"{self.unit}:%d.%m.%Y")

    def check_only_reading(
        self, text: pl.Series, moments: pl.Series, source: str, style: OptionStyle
    ) -> None:
        """Raise `DataError` for the first date that another format reads as a different date."""
        for other in self.others:
            differs = (moments != _moments(text, other)).fill_null(value=False)
            if differs.any():
                choices = " or ".join(
                    date_option(style, self.name, f"{self.unit}:{form}")
                    for form in (self.format, other)
                )
                raise DataError(
                    f"Column '{self.name}' of {source} has '{text[int(differs.arg_max() or 0)]}', "
                    f"which could be either of two dates: give {choices}."
                )

    def moments(self, text: pl.Series, place: Place) -> pl.Series:
        """Return the moments of text without marks, null where they are missing.

        Raises
        ------
        DataError
            A value is not a date of this format.

        """
        form = self.format or DAYS[0]
        moments = _moments(text, form)
        failed = text.is_not_null() & moments.is_null()
        if failed.any():
            row = int(failed.arg_max() or 0)
            raise DataError(
                f"Column '{self.name}' of {place.source} has '{str(text[row])[:40]}' in "
                f"{place.row(row)}, which is not a date such as {form}"
                f"{_known(str(text[row]), ', but one such as')}: correct it."
            )
        self.check_only_reading(text, moments, place.source, place.style)
        self.in_centuries(text, moments, place.source)
        return moments

    def numbers(self, column: pl.Series, place: Place) -> pl.Series:
        """Return the dates as numbers, null where they are missing.

        Raises
        ------
        DataError
            A value is not a date of this format.

        """
        import polars as pl

        if column.dtype == pl.String or (column.dtype.is_integer() and self.format):
            text = cleaned(column.cast(pl.String))
            moments = self.moments(text, place)
            if self.unit not in SINCE_1970 and self.format and "%z" in self.format:
                moments = _moments(text.str.replace(OFFSET, ""), self.format.replace("%z", ""))
        elif column.dtype in (pl.Date, pl.Datetime):  # not times of the day, not durations
            moments = column
            if self.unit not in SINCE_1970 and getattr(column.dtype, "time_zone", None):
                moments = column.dt.replace_time_zone(None)  # the local time
            moments = moments.cast(pl.Datetime("us"))
        else:
            return column
        return UNITS[self.unit](moments).alias(self.name)


def date_columns(given: Mapping[str, Any], style: OptionStyle) -> tuple[DateColumn, ...]:
    """Return the columns of dates that an option names, as in {'day': 'days:%d.%m.%Y'}.

    Raises
    ------
    OptionError
        The option is not a mapping, or a unit is not known.

    """
    if not isinstance(given, Mapping):
        raise OptionError(
            f"date={given!r} cannot be used: give a column and a unit, as in "
            "date={'day': 'days'}."
        )
    found = []
    for name, written in given.items():
        unit, _, form = str(written).partition(":")
        if unit not in UNITS:
            raise OptionError(
                f"{date_option(style, str(name), str(written))} has no unit for dates: "
                f"{did_you_mean(unit, UNITS)}"
            )
        found.append(DateColumn(str(name), unit, form or None))
    return tuple(found)


def are_days(column: pl.Series) -> bool:
    """Return whether all whole numbers of a column may be days, such as 20240131."""
    month, day = column // 100 % 100, column % 100
    years = column.is_between(1900_01_01, 2100_12_31)
    fits = years & month.is_between(1, 12) & day.is_between(1, 31)
    return len(column) > 0 and bool(fits.fill_null(value=False).all())


def are_months(column: pl.Series) -> bool:
    """Return whether all whole numbers of a column may be months, such as 202401."""
    month = column % 100
    fits = column.is_between(1900_01, 2100_12) & month.is_between(1, 12)
    return column.n_unique() >= FEW_MONTHS and bool(fits.fill_null(value=False).all())


def option_of(style: OptionStyle) -> str:
    """Return the name of the option for dates."""
    return "--date" if style is OptionStyle.COMMAND_LINE else "date"


def _formats() -> list[str]:
    with_times = (
        f"{day}{between}{time}{zone}"
        for day in DAYS
        for between in (" ", "T")
        for time in TIMES
        for zone in ZONES
    )
    return [*DAYS, *with_times, *MONTHS]


def _known(shown: str, before: str, prefix: str = "") -> str:
    """Return the known format of one text, after some words; no text if there is none."""
    import polars as pl

    fits, _ = _tried(pl.Series([shown]), _formats())
    return f"{before} {prefix}{next(iter(fits))}" if fits else ""


def _row(column: pl.Series, shown: str, place: Place | None) -> str:
    """Return the words for the row of a text, if the place of a column is known."""
    if place is None:
        return ""
    found = cleaned(column) == shown
    return f" in {place.row(int(found.arg_max() or 0))}"


def shapes(text: pl.Series) -> pl.Series:
    """Return the different shapes of texts, in which each digit is 0."""
    return text.str.replace_all(r"\d", "0").unique()


def ordered_as_text(text: pl.Series, shape: str | None = None) -> bool:
    """Return whether the order of texts is certainly that of the times they stand for.

    They begin with years and differ in their digits alone, from one another and from a `shape`;
    2024-31-01, 12:30 AM, and times of two offsets from UTC show that digits may not be in order.
    """
    found = shapes(text)
    if len(found) != 1 or (shape or found[0]) != found[0]:
        return False
    if not text.str.contains(YEAR_FIRST).all() or HALF_DAYS.search(found[0]):
        return False
    if (text.str.extract(SECOND).cast(int, strict=False) > 12).any():
        return False
    return text.str.extract(LATE_OFFSET).n_unique() == 1


def not_in_time(name: str, shown: str, source: str, style: OptionStyle) -> DataError:
    """Return the error of text that orders rows, but may not be in the order of time."""
    return DataError(
        f"Column '{name}' of {source} has '{shown[:40]}', which is not in any known date format, "
        "and in the order of text it may not be in that of time: give numbers or dates, or the "
        f"format, as in {date_option(style, name, 'seconds:%d.%m.%Y %H.%M')}."
    )


def _distinct(column: pl.Series) -> pl.Series:
    return cleaned(column).drop_nulls().unique(maintain_order=True)


def _fitting(text: pl.Series) -> tuple[dict[str, pl.Series], pl.Series]:
    """Return the formats of all texts with their moments, and where the most fitting one fits.

    All formats are tried on the first texts alone, which may be all that the second tells of.
    """
    fits, best = _tried(text.head(FIRST), _formats())
    return _tried(text, fits) if fits and len(text) > FIRST else (fits, best)


def _tried(text: pl.Series, formats: Iterable[str]) -> tuple[dict[str, pl.Series], pl.Series]:
    fits: dict[str, pl.Series] = {}
    best = text.is_null()
    for form in formats:
        moments = _moments(text, form)
        if len(text) and moments.null_count() == 0:
            fits[form] = moments
        if moments.is_not_null().sum() > best.sum():
            best = moments.is_not_null()
    return fits, best


def _moments(text: pl.Series, form: str) -> pl.Series:
    """Return text in this format as moments without a time zone; null where it does not fit."""
    import polars as pl

    if form in MONTHS:
        text, form = pl.select(text + " 1").to_series(), f"{form} %d"
    if "%H" not in form and "%M" not in form and "%S" not in form:
        moments = text.str.to_date(form, strict=False, exact=True).cast(pl.Datetime("us"))
    else:
        moments = text.str.to_datetime(form, strict=False, exact=True, time_unit="us")
    if "%z" in form:
        moments = moments.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    # To polars, 20 is a year of four digits, too.
    return pl.select(pl.when(moments.dt.year() >= FIRST_YEAR).then(moments)).to_series()
