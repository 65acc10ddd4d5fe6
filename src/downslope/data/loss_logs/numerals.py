"""Numerals of logs: decimal points and commas, grouped thousands, Fortran exponents, and NaN.

`0,9` has a decimal comma; `3,600` is 3600 in one country and 3.6 in another. All numbers of a log
are written in one way, so the others decide: `Numerals.of` looks at a sample of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from downslope.errors import DataError

NUMBER = (
    r"[-+]?(?:1\.#(?:QNAN|SNAN|IND|INF)\w*"
    r"|\d[\d.,'’_\u00a0\u202f]*(?<=\d)\.?"
    r"(?:[eEdDfF][-+]?\d+|\s?[x×*·]\s?10\s?(?:\^|\*\*)\s?\{?[-+]?\d+\}?|\*\^[-+]?\d+)?"
    r"|\.\d+(?:[eE][-+]?\d+)?"
    r"|(?i:nan(?:\(ind\))?|inf(?:inity)?)(?![^\W\d_]))"
)
_GROUPS = re.compile(r"['’_\u00a0\u202f](?=\d)")
_GROUPED = re.compile(r"(?!0)(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3})(?:\.\d*)?")  # 1,234.5
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?")  # 1.234,5
_PARTS = re.compile(r"([-+]?)([\d.,]*)(.*)", re.DOTALL)
_SCALAR = re.compile(
    r"(?:\b(?:np|numpy|jnp|jax|torch|tf|mx|cupy|cp)\.)?"
    r"\b(?:b?float\d*|u?int\d+|longdouble|half|[tT]ensor|[aA]rray|EagerTensor|Variable|Parameter|"
    r"DeviceArray|Decimal|scalar|mpf)\("
    rf"\s*['\"\[]*\s*({NUMBER})\s*['\"\]]*\s*(?:,[^()\[\]]*(?:[(\[][^()]*[)\]][^()\[\]]*)*)?\)"
)
_DEFAULT = re.compile(r"defaultdict\(<class '\w+'>,\s*")
_EAGER = re.compile(rf"<tf\.(?:Tensor|Variable)[^>]*?numpy=({NUMBER})[^>]*>")
_UNREADABLE = frozenset({"", "na", "n/a", "none", "null", "-", "--", "no log", "nil", "\\n", "?"})


class NumeralError(ValueError):
    """Text that is not one number, such as `1.2.3`."""


class AmbiguousNumberError(NumeralError):
    """Text that could be one number or two, such as `3,600`."""

    def __init__(self, written: str) -> None:
        whole, _, rest = written.partition(",")
        grouped, decimal = (whole + rest).replace(",", ""), f"{whole}.{rest.replace(',', '')}"
        super().__init__(f"'{written}' is {grouped} or {decimal}")


@dataclass(frozen=True, slots=True)
class Numerals:
    """Number format of a log.

    Attributes
    ----------
    comma : str
        What a comma does: "decimal", "thousands", or "unknown".
    point : str
        What a point does: "decimal", or "thousands" beside decimal commas, as in 1.234,5.
    """

    comma: str = "unknown"
    point: str = "decimal"

    @classmethod
    def of(cls, written: Iterable[str]) -> Numerals:
        """Return the format of a sample of numbers."""
        decimal = thousands = points = False
        for each in written:
            _, body, _ = _parts(each)
            if "," not in body:
                whole, _, rest = body.partition(".")
                points = points or bool(
                    rest and "." not in rest and (len(rest) != 3 or whole == "0")
                )
            elif "." in body or body.count(",") > 1:
                thousands = thousands or bool(_GROUPED.fullmatch(body))
                decimal = decimal or bool(_GROUPED_BY_POINTS.fullmatch(body))
            else:
                decimal = decimal or not _GROUPED.fullmatch(body) or body.startswith("0")
        if decimal and not thousands:
            return cls("decimal", "decimal" if points else "thousands")
        return cls("thousands" if thousands or points else "unknown")

    def value(self, written: str) -> float:
        """Return the value of a numeral.

        Raises
        ------
        AmbiguousNumberError
            A comma that groups thousands or marks decimals, where nothing else tells which.
        NumeralError
            Text that is not a number.
        """
        if self.point == "decimal":
            try:
                return float(written)
            except ValueError:
                pass
        sign, body, rest = _parts(written)
        if (rest.startswith("#") and body == "1.") or rest.lower().startswith("nan("):
            return math.inf if "INF" in rest else math.nan
        exponent = re.sub(r"[DdFf]|\*\^|\s?[x×*·]\s?10\s?(?:\^|\*\*)\s?\{?", "e", rest).strip("}")
        if "," in body:
            body = self._with_point(written, body)
        elif self.point == "thousands" and _GROUPED_BY_POINTS.fullmatch(body):
            body = body.replace(".", "")
        try:
            return float(sign + body + exponent if body else written)
        except ValueError:
            raise NumeralError(f"'{written[:40]}' is not a number") from None

    def value_in(self, name: str, line: int, written: str) -> float | None:
        """Return the number in a line of a log, or None for text that is not a number.

        Raises
        ------
        DataError
            The text could be one number or two.
        """
        try:
            return self.value(written)
        except AmbiguousNumberError as error:
            raise DataError(
                f"{name} line {line}: {error}. Write it without grouped thousands and with a "
                "decimal point."
            ) from error
        except NumeralError:
            return None

    def place(self, written: str) -> float | None:
        """Return an epoch or a step, whose commas group thousands if they can; None if unclear."""
        sign, body, rest = _parts(written)
        whole = body.replace(",", "") if _GROUPED.fullmatch(body) else body
        try:
            return self.value(sign + whole + rest)
        except NumeralError:
            return None

    def _with_point(self, written: str, body: str) -> str:
        """Return digits with the commas of this log's format converted."""
        grouped = _GROUPED.fullmatch(body) is not None
        if self.comma == "unknown":
            sure = body.count(",") > 1 or "." in body or not grouped or body.startswith("0")
            if not sure:
                raise AmbiguousNumberError(written)
            return Numerals("thousands" if grouped else "decimal")._with_point(written, body)
        if self.comma == "thousands" and grouped:
            return body.replace(",", "")
        if self.comma == "decimal" and body.count(",") == 1:
            whole, decimals = body.split(",")
            if "." not in body or _GROUPED_BY_POINTS.fullmatch(body):
                return f"{whole.replace('.', '')}.{decimals}"
        first = body.split(",")[0]
        if "." not in first:  # "0.5,0.6" is a list; "1,5" is not known to be one
            raise AmbiguousNumberError(written)
        return first


def _parts(written: str) -> tuple[str, str, str]:
    """Return the sign, the digits with their points and commas, and the rest."""
    found = _PARTS.match(_GROUPS.sub("", written.strip()))
    return (found[1], found[2], found[3]) if found else ("", "", written)


def without_wrappers(text: str) -> str:
    """Return text with `tensor(0.5, grad_fn=…)`, `np.float64(0.5)`, and the like unwrapped."""
    if "(" not in text:
        return text
    if "defaultdict(" in text:
        text = _DEFAULT.sub("(", text)
    return _EAGER.sub(r"\1", _SCALAR.sub(r"\1", text))


def is_missing(cell: str) -> bool:
    """Return whether a cell is empty, or has a word for a missing value."""
    return cell.strip().casefold() in _UNREADABLE


def is_list(written: str) -> bool:
    """Return whether text is several numbers, such as "0.5,0.6"."""
    _, body, _ = _parts(written)
    return "." in body.partition(",")[0] and "," in body and not _GROUPED_BY_POINTS.fullmatch(body)


def is_number(cell: str) -> bool:
    """Return whether a cell is one number, in any of the known formats."""
    if is_list(cell):
        return False
    for way in (Numerals("thousands"), Numerals("decimal")):
        try:
            way.value(cell)
        except ValueError:
            continue
        return any(letter.isdigit() for letter in cell) or not is_missing(cell)
    return False
