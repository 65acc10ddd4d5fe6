"""Advice on cells that look like numbers to a person but are not.

10 %   $10   12 kg   #DIV/0!   03.04.2020   −3 with U+2212, which looks like a minus
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from downslope.numerics.arguments import OptionStyle, number_in

if TYPE_CHECKING:
    import polars as pl

SHOWN = 40  # characters
FEW_MARKS = 3  # other texts among numbers, which may mean that a value is missing
# 1,5 · 1,234.50 · 1 000 · 1'000 · $10 · 12 % · −3: numbers to a person, not to a parser
LIKE_NUMBER = re.compile(r"[$€£¥]?\s*[-+−]?\s*[$€£¥]?\d[\d.,'’_\s]*\s*[%$€£¥]?")
WITH_UNIT = re.compile(r"([-+−]?[\d.,]*\d)\s*([^\W\d_°%][^\d\s]*|°[CFK]?)")  # 12 kg · 3°C
LIMIT = re.compile(r"[<>≤≥]=?\s*[-+−]?[\d.,]*\d")  # <0.5
NEGATIVE = re.compile(r"\([$€£¥]?\s*\d[\d.,]*\)|[$€£¥]?\s*\d[\d.,]*-")  # (12.50) · 12.50-
FORTRAN = re.compile(r"[-+]?[\d.]+[dD][-+]?\d+")  # 1.5D+01
RULE = re.compile(r"[-=+|_ ]{3,}")  # ----+----
TRUTHS = frozenset(("true", "false", "t", "f", "yes", "no", "y", "n"))
SHEET_ERROR = re.compile(r"#(?:DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!|ERROR!?|CALC!|SPILL!)")
ALIKE = {  # characters that are taken for others, or not seen, and what is meant
    **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", ""),
    "\uff0e": ".", "\uff0c": ",", "\u066b": ".", "\u066c": ",", "\uff0b": "+",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}  # fmt: skip
# 2020-01-02 · 3.4.2020 · 03/04/20 · 2-Jan-2020 · Jan 2, 2020, each with or without a time
LIKE_DATE = re.compile(
    r"(?:\d{4}[-/.](?:0[1-9]|1[0-2])|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}([-/.])\d{1,2}\1(?:\d{2}|\d{4})"
    r"|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{4}|[A-Za-z]{3,9} \d{1,2}, \d{4})"
    r"(?:[T ]\d{1,2}:\d{2}.*)?"
)


@dataclass(frozen=True, slots=True)
class OddCells:
    """Cells of a column that are not numbers."""

    row: int  # of the first
    shown: str
    kinds: tuple[str, ...]  # all of them, each once
    rows: int
    numbers: int  # other cells that have values
    at_end: bool  # whether only numbers come before

    @classmethod
    def of(cls, text: pl.Series, failed: pl.Series) -> OddCells:
        """Describe those cells of a column of text that `failed`."""
        row, rows = int(failed.arg_max() or 0), int(failed.sum())
        kinds = text.filter(failed).unique(maintain_order=True)
        at_end = rows <= FEW_MARKS and row + rows >= text.len() - 1
        numbers = text.count() - rows
        return cls(row, str(text[row])[:SHOWN], tuple(kinds), rows, numbers, at_end)

    def step(self, name: str, style: OptionStyle) -> str:
        """Return what to do about them, or an empty string."""
        shown = self.shown
        alike = [each for each in shown if each in ALIKE]
        bare = "".join(ALIKE.get(each, each) for each in shown)
        if alike and (number_in(bare) is not None or LIKE_NUMBER.fullmatch(bare)):
            signs = " and ".join(
                f"U+{ord(each):04X} {unicodedata.name(each)}" for each in dict.fromkeys(alike[:2])
            )
            return f"it has {signs}: write {bare.replace(' ', '')}"
        if SHEET_ERROR.fullmatch(shown):
            missing = style.columns("missing", [shown])
            return f"fix the formula, or take it as missing ({missing})"
        if shown.endswith("%") and LIKE_NUMBER.fullmatch(shown):
            return "write numbers like 1234.5, without the percent sign"
        if LIKE_DATE.fullmatch(shown) and number_in(shown) is None:
            return f"use it as a number ({date_option(style, name)})"
        if LIKE_NUMBER.fullmatch(shown):
            return "write numbers like 1234.5"
        if NEGATIVE.fullmatch(shown):
            return "write negative numbers like -1234.5"
        if FORTRAN.fullmatch(shown):
            return f"write exponents with E ({re.sub('[dD]', 'E', shown)})"
        if LIMIT.fullmatch(shown):
            return "write a number instead of a limit"
        if shown.startswith(("#", "//")):
            return "delete that line if it is a comment"
        if self.row == 0 and RULE.fullmatch(shown):
            return "delete that line if it only divides the names from the rows"
        if shown == name and self.numbers:
            return "delete that line, which repeats the names"
        if self.row == 0 and self.rows == 1 and self.numbers > 1:
            return "if row 1 holds units or the names, delete the line that is not the names"
        unit = WITH_UNIT.fullmatch(shown)
        if unit:
            found = {each[2] for kind in self.kinds if (each := WITH_UNIT.fullmatch(kind))}
            if len(found) > 1:
                return f"write all numbers in one unit, not in {' and '.join(sorted(found)[:2])}"
            return f"write {unit[1]}, and put the unit '{unit[2]}' into the column's name"
        if self.at_end and self.numbers > 1 and (" " in shown or not shown.isprintable()):
            return "delete the lines at the end that are not rows"
        if all(kind.lower() in TRUTHS for kind in self.kinds):
            return "write 1 and 0" if self.numbers else ""
        if len(self.kinds) <= FEW_MARKS and self.rows < self.numbers:
            between = " " if style is OptionStyle.COMMAND_LINE else ", "
            options = [style.columns("missing", self.kinds), style.flag("drop_missing")]
            return f"take it as missing ({between.join(options)})"
        return ""


def date_option(style: OptionStyle, name: str, unit: str = "days") -> str:
    """Return the option that uses a column of dates, ready to paste."""
    if style is OptionStyle.COMMAND_LINE:
        return style.columns("date", [f"{name}={unit}"])
    return f"date={{{name!r}: {unit!r}}}"
