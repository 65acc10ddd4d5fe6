"""Decimal and thousands marks of numbers in text: 1234.5, 1,234.5, 1.234,5, 1 234,5, 1'234.5.

    1,5      only a decimal comma          1,234,567   only thousands
    1,234    1234 or 1.234                 1.234       1.234, or 1234 beside decimal commas

All numbers of a file are written in one way, so each decides for the others. A reading fits if
every number of the file follows it. If readings fit that give different numbers, nothing in the
file tells which is meant, and the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downslope.data.columns import Place, cleaned
from downslope.errors import DataError, OptionError
from downslope.numerics.arguments import OptionStyle

if TYPE_CHECKING:
    import polars as pl

BLANKS = " \u00a0\u2009\u202f"  # between groups of digits
APOSTROPHES = "'’"
EXPONENT = r"(?:[eE][+-]?\d+)?"
# What may be a number in one of the readings; the readings decide.
CANDIDATE = rf"^[+-]?[\d.,'’_{BLANKS}]*\d[.,]?{EXPONENT}$"
SPECIAL = r"(?i)^[+-]?(?:nan|inf(?:inity)?)$"


@dataclass(frozen=True, slots=True)
class DecimalMarks:
    """Marks of a file's numbers; no thousands mark means that digits are not grouped."""

    decimal: str = "."
    thousands: str = ""

    @property
    def pattern(self) -> str:
        point = re.escape(self.decimal)
        whole = r"\d+"
        if self.thousands:
            whole = rf"(?:[1-9]\d{{0,2}}(?:[{self._group}]\d{{3}})+|\d+)"
        return rf"^[+-]?(?:{whole}(?:{point}\d*)?|{point}\d+){EXPONENT}$"

    @property
    def _group(self) -> str:
        alike = {" ": BLANKS, "'": APOSTROPHES}.get(self.thousands, self.thousands)
        return re.escape(alike)

    def fits(self, text: pl.Series) -> pl.Series:
        """Return which values follow these marks."""
        return text.str.contains(self.pattern) | text.str.contains(SPECIAL)

    def all_numbers(self, column: pl.Series) -> bool:
        """Return whether all values of a column of text, and at least one, follow these marks."""
        text = cleaned(column)
        fits = self.fits(text)
        return bool(fits.any()) and bool((fits | text.is_null()).all())

    def plainly(self, text: pl.Series) -> pl.Series:
        """Return values that follow these marks as float64 is parsed."""
        if self.thousands:
            text = text.str.replace_all(rf"[{self._group}]", "")
        return text.str.replace(self.decimal, ".", literal=True)

    def __str__(self) -> str:
        decimal = "decimal commas" if self.decimal == "," else "decimal points"
        grouped = f" and thousands marked by {_named(self.thousands)}" if self.thousands else ""
        return decimal + grouped


PLAIN = DecimalMarks()  # numbers are written as float64 is parsed
READINGS = (
    PLAIN,
    *(DecimalMarks(".", mark) for mark in (",", "'", " ", "_")),
    DecimalMarks(","),
    *(DecimalMarks(",", mark) for mark in (".", "'", " ", "_")),
)


def allowed_marks(
    decimal: str | None, thousands: str | None, style: OptionStyle
) -> tuple[DecimalMarks, ...]:
    """Return the decimal marks that the user's options still allow.

    Raises
    ------
    OptionError
        A mark is not known, or both are the same.

    """
    if decimal is not None and decimal not in (".", ","):
        raise OptionError(
            f"{style.setting('decimal', decimal)} is not a decimal mark: give . or a comma."
        )
    if thousands is not None:
        same = next((m for m in (BLANKS, APOSTROPHES) if thousands and thousands in m), thousands)
        thousands = same[:1]
        if thousands not in (",", ".", "'", " ", "_"):
            raise OptionError(
                f"{style.setting('thousands', thousands)} is not a thousands separator: "
                "give a comma, . ' _ or a space in quotes."
            )
        if thousands == decimal:
            raise OptionError(
                f"{style.setting('decimal', decimal)} and {style.setting('thousands', thousands)} "
                "are the same mark: make one of them different."
            )
    return tuple(
        marks
        for marks in READINGS
        if decimal in (None, marks.decimal) and thousands in (None, marks.thousands)
    )


def readings_of(
    columns: Mapping[str, pl.Series],
    allowed: Sequence[DecimalMarks],
    separator: str,
    place: Place,
) -> tuple[DecimalMarks, ...]:
    """Return the marks under which the numbers in columns of text can be read, the likeliest first.

    If there are several, they give the same numbers so far.

    Parameters
    ----------
    columns : mapping from str to Series of text
        All columns of the first rows.
    allowed : sequence of DecimalMarks
        The readings to choose from.
    separator : str
        Separator of the fields. With semicolons, decimal commas are as likely as points.
    place : Place
        Position of the first row, for messages.

    Raises
    ------
    DataError
        Two readings fit, and they give different numbers.

    """
    texts = {name: cleaned(text) for name, text in columns.items()}
    numbers = {name: text for name, text in texts.items() if _all(text, CANDIDATE)}
    if separator != ";" and not any(_any(text, r"[,'’_]|\.\d{3}\.|\d[" + BLANKS + r"]\d")
                                    for text in numbers.values()):  # fmt: skip
        return (PLAIN if PLAIN in allowed else allowed[0],)
    fitting = {
        name: [marks for marks in allowed if (marks.fits(text) | text.is_null()).all()]
        for name, text in numbers.items()
    }
    # A column that no reading fits is text, and is reported as such.
    shared = [marks for marks in allowed if all(marks in fits for fits in fitting.values() if fits)]
    if not shared:
        return (PLAIN if PLAIN in allowed else allowed[0],)
    for name, fits in fitting.items():
        if fits:
            _check_same(numbers[name], name, shared, place)
    return tuple(shared)


def as_parsed(
    columns: Mapping[str, pl.Series], readings: Sequence[DecimalMarks], place: Place
) -> tuple[list[pl.Series], tuple[DecimalMarks, ...]]:
    """Return columns of text with numbers as float64 is parsed, and the readings that still fit.

    Raises
    ------
    DataError
        A number has marks that differ from those before it, or is the first that has a different
        value in another reading.

    """
    import polars as pl

    texts = {name: cleaned(text) for name, text in columns.items()}
    fitting = tuple(readings)
    for name, text in texts.items():
        may_fit = text.str.contains(CANDIDATE).fill_null(value=False)
        left = tuple(marks for marks in fitting if marks.fits(text.filter(may_fit)).all())
        if not left:
            row = int((may_fit & ~fitting[0].fits(text)).arg_max() or 0)
            raise DataError(
                f"{_has(name, text[row], place, row)}, which does not fit {fitting[0]}: write all "
                "numbers in the same way."
            )
        fitting = left
    for name, text in texts.items():
        _check_same(text, name, fitting, place)
    first, found = fitting[0], []
    for name, text in texts.items():
        plain = pl.when(first.fits(text)).then(first.plainly(text)).otherwise(text)
        found.append(pl.select(plain.alias(name)).to_series())
    return found, fitting


def _check_same(text: pl.Series, name: str, readings: Sequence[DecimalMarks], place: Place) -> None:
    """Raise `DataError` for the first number that has different values in two readings."""
    import polars as pl

    for marks in readings[1:]:
        differs = marks.plainly(text) != readings[0].plainly(text)
        differs = (differs & marks.fits(text)).fill_null(value=False)
        if differs.any():
            row = int(differs.arg_max() or 0)
            choices = [
                f"{each.plainly(pl.Series([text[row]]))[0]} "
                f"({place.style.setting(*_choice(each, text[row]))})"
                for each in (readings[0], marks)
            ]
            raise DataError(
                f"{_has(name, text[row], place, row)}, which is {' or '.join(choices)}: say which."
            )


def _has(name: str, shown: str, place: Place, row: int) -> str:
    return f"Column '{name}' of {place.source} has '{shown}' in {place.row(row)}"


def _choice(marks: DecimalMarks, shown: str) -> tuple[str, str]:
    """Return the option, and its value, that chooses these marks for a number."""
    if marks.thousands and marks.thousands in shown:
        return "thousands", marks.thousands
    return "decimal", marks.decimal


def _all(text: pl.Series, pattern: str) -> bool:
    return bool((text.str.contains(pattern) | text.str.contains(SPECIAL) | text.is_null()).all())


def _any(text: pl.Series, pattern: str) -> bool:
    return bool(text.str.contains(pattern).any())


def _named(mark: str) -> str:
    return {",": "commas", ".": "points", "'": "apostrophes", " ": "blanks", "_": "underscores"}[
        mark
    ]
