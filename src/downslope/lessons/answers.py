"""Answers to questions: reading of numbers, and options to choose from.

The quiz and the experiments share these rules. An option is chosen by its letter, key, or text. A
number can be written as 0.025, 1/40, 2.5e-2, −3, or 25%, and with its unit.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from downslope.errors import OptionError
from downslope.lessons.formulas import evaluate

LETTERS = string.ascii_lowercase  # of options as they are shown
LARGEST = 1e15  # largest number that is accepted; all right answers are far smaller
_FRACTION = re.compile(r"([^/]+)/([^/]+)")


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose, with the reply to it."""

    text: str
    feedback: str
    correct: bool | str = False  # or a formula over the facts of the run
    key: str = ""  # name in records; options of the quiz have letters instead
    pinned: bool = False  # always the last option

    def is_right(self, values: Mapping[str, Any]) -> bool:
        """Return whether this option is right, given the values of names in formulas."""
        if isinstance(self.correct, str):
            return bool(evaluate(self.correct, values))
        return self.correct


def is_near(number: float, right: float, share: float, slack: float) -> bool:
    """Return whether a number is within a share of the right one, plus some slack."""
    return abs(number - right) <= share * abs(right) + slack


def folded(text: str) -> str:
    """Return the text with case and whitespace normalized."""
    return " ".join(text.split()).casefold()


def quoted(said: object, length: int = 40) -> str:
    """Return the beginning of an answer, safe to show on one line."""
    try:
        text = str(said)
    except ValueError:  # Python does not print whole numbers with thousands of digits
        text = "a number without end"
    start = " ".join(text[:200].split())[:length]
    return "".join(each if each.isprintable() else "?" for each in start)


def read_number(said: str | float, unit: str = "") -> float:
    """Return the number in an answer.

    Raises
    ------
    OptionError
        It is not a number, is not finite, or is too large.
    """
    number = _number(said, unit) if isinstance(said, str) else _float(said)
    if number is None:
        comma = "; write a decimal point, not a comma" if "," in str(said) else ""
        raise OptionError(
            f"'{quoted(said)}' is not a number: type one such as 0.025, 1/40, or 2.5e-2{comma}."
        )
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise OptionError(
            f"'{quoted(said)}' cannot be the answer: give a finite number, at most "
            f"{LARGEST:.0e} in size."
        )
    return number


def _number(said: str, unit: str) -> float | None:
    text = said.strip().replace("−", "-")
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)].rstrip()
    is_percent = text.endswith("%") and unit != "%"
    number = _plain_number(text[:-1] if is_percent else text)
    return number / 100 if is_percent and number is not None else number


def _plain_number(text: str) -> float | None:
    parts = _FRACTION.fullmatch(text)
    if parts is None:
        return _float(text)
    above, below = _float(parts[1]), _float(parts[2])
    if above is None or below is None:
        return None
    return above / below if below else math.inf


def _float(given: str | float) -> float | None:
    try:
        return float(given)
    except ValueError:
        return None
    except OverflowError:  # a whole number that overflows float64
        return math.inf
