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

    def converted(self, column: pl.Series, place: Place) -> pl.Series:
        """Return a column of text with its numbers as float64 is parsed.

        Raises
        ------
        DataError
            A number has marks that differ from those before it.

        """
        import polars as pl

        text = cleaned(column)
        fits = self.fits(text)
        other = (~fits & text.str.contains(CANDIDATE)).fill_null(value=False)
        if other.any():
            row = int(other.arg_max() or 0)
            raise DataError(
                f"Column '{column.name}' of {place.source} has '{text[row]}' in {place.row(row)}, "
                f"which does not fit {self}: write all numbers in the same way."
            )
        found = pl.select(pl.when(fits).then(self.plainly(text)).otherwise(text))
        return found.to_series().alias(column.name)

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


def marks_of(
    columns: Mapping[str, pl.Series],
    allowed: Sequence[DecimalMarks],
    separator: str,
    place: Place,
) -> DecimalMarks:
    """Return the marks under which the numbers in columns of text can be read.

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
    if len(allowed) == 1:
        return allowed[0]
    texts = {name: cleaned(text) for name, text in columns.items()}
    numbers = {
        name: text
        for name, text in texts.items()
        if text.null_count() < len(text) and _all(text, CANDIDATE)
    }
    if separator != ";" and not any(_any(text, r"[,'’_]|\.\d{3}\.|\d[" + BLANKS + r"]\d")
                                    for text in numbers.values()):  # fmt: skip
        return allowed[0] if PLAIN not in allowed else PLAIN
    fitting = {
        name: [marks for marks in allowed if (marks.fits(text) | text.is_null()).all()]
        for name, text in numbers.items()
    }
    # A column that no reading fits is text, and is reported as such.
    shared = [marks for marks in allowed if all(marks in fits for fits in fitting.values() if fits)]
    if not shared:
        return PLAIN if PLAIN in allowed else allowed[0]
    first = shared[0]
    for name, fits in fitting.items():
        if not fits:
            continue
        values = first.plainly(numbers[name])
        for marks in shared[1:]:
            differs = (marks.plainly(numbers[name]) != values).fill_null(value=False)
            if differs.any():
                row = int(differs.arg_max() or 0)
                shown = numbers[name][row]
                raise DataError(_ambiguous(name, shown, first, marks, place, row))
    return first


def _ambiguous(
    name: str, shown: str, first: DecimalMarks, other: DecimalMarks, place: Place, row: int
) -> str:
    import polars as pl

    meant = {marks: marks.plainly(pl.Series([shown]))[0] for marks in (first, other)}
    choices = [
        f"{meant[marks]} ({place.style.setting(*_choice(marks, shown))})"
        for marks in (first, other)
    ]
    return (
        f"Column '{name}' of {place.source} has '{shown}' in {place.row(row)}, which is "
        f"{choices[0]} or {choices[1]}: say which."
    )


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
