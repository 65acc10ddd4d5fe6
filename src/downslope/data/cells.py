"""Advice on cells that look like numbers to a person but are not.

10 %   $10   12 kg   #DIV/0!   03.04.2020   −3 with U+2212, which looks like a minus
"""

from __future__ import annotations

import re
import unicodedata

from downslope.numerics.arguments import OptionStyle, number_in

# 1,5 · 1,234.50 · 1 000 · 1'000 · $10 · 12 % · −3: numbers to a person, not to a parser
LIKE_NUMBER = re.compile(r"[$€£¥]?\s*[-+−]?\s*[$€£¥]?\d[\d.,'’_\s]*\s*[%$€£¥]?")
WITH_UNIT = re.compile(r"([-+−]?[\d.,]*\d)\s*([^\W\d_°%][^\d\s]*|°[CFK]?)")  # 12 kg · 3°C
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
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}([-/.])\d{1,2}\1(?:\d{2}|\d{4})"
    r"|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{4}|[A-Za-z]{3,9} \d{1,2}, \d{4})"
    r"(?:[T ]\d{1,2}:\d{2}.*)?"
)


def step_for(shown: str, name: str, style: OptionStyle, *, alone: bool) -> str:
    """Return what to do about a value that is not a number; `alone` if only row 1 has one."""
    odd = [each for each in shown if each in ALIKE]
    bare = "".join(ALIKE.get(each, each) for each in shown)
    if odd and (number_in(bare) is not None or LIKE_NUMBER.fullmatch(bare)):
        signs = " and ".join(
            f"U+{ord(each):04X} {unicodedata.name(each)}" for each in dict.fromkeys(odd[:2])
        )
        return f"it has {signs}: write {bare.replace(' ', '')}"
    if SHEET_ERROR.fullmatch(shown):
        missing = style.columns("missing", [shown])
        return f"fix the formula, or take it as missing ({missing})"
    if shown.endswith("%") and LIKE_NUMBER.fullmatch(shown):
        return "write numbers like 1234.5, without the percent sign"
    if LIKE_NUMBER.fullmatch(shown):
        return "write numbers like 1234.5"
    if LIKE_DATE.fullmatch(shown):
        return f"use it as a number ({date_option(style, name)})"
    if shown.startswith(("#", "//")):
        return "delete that line if it is a comment"
    if alone:
        return "if row 1 holds units or the names, delete the line that is not the names"
    unit = WITH_UNIT.fullmatch(shown)
    if unit:
        return f"write {unit[1]}, and put the unit '{unit[2]}' into the column's name"
    return ""


def date_option(style: OptionStyle, name: str, unit: str = "days") -> str:
    """Return the option that uses a column of dates, ready to paste."""
    if style is OptionStyle.COMMAND_LINE:
        return style.columns("date", [f"{name}={unit}"])
    return f"date={{{name!r}: {unit!r}}}"
