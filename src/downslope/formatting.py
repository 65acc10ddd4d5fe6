"""Formatting of results: numbers, plain text, HTML tables, and plain data for JSON.

All reports format numbers in the same way. HTML tables have no style of their own and take the
notebook's. In plain data, arrays are lists, NumPy numbers are Python numbers, and numbers that are
not finite are None, because JSON does not have them.
"""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape


def number(value: float) -> str:
    """Format a number with four significant digits."""
    if math.isnan(value):
        return "unknown"
    return f"{value:.4g}" if math.isfinite(value) else ("−∞" if value < 0 else "∞")


def number_beside(value: float, other: float) -> str:
    """Format a number with four significant digits, or with as many as tell it from another."""
    if not math.isfinite(value) or value == other:
        return number(value)
    texts = ((f"{value:.{k}g}", f"{other:.{k}g}") for k in range(4, 18))
    return next(shown for shown, beside in texts if shown != beside)


def percent(share: float) -> str:
    """Format a share, with two digits of it or of its distance from 100%: 0.52%, 99.99960%."""
    if 0 < abs(share) < 0.01:
        return f"{100 * share:.2g}%"
    gap = 100 * abs(1 - share)
    if not math.isfinite(gap):
        return f"{number(share)}%"
    digits = 1 if gap == 0 else max(0, min(8, 1 - math.floor(math.log10(gap))))
    return f"{100 * share:.{digits}f}%"


def counted(count: int, what: str) -> str:
    """Count things: 1 row; 12,345 rows; 2 passes."""
    ending = "" if count == 1 else "es" if what.endswith("s") else "s"
    return f"{count:,} {what}{ending}"


def epochs(count: float) -> str:
    """Count epochs: 1 epoch; 1,480 epochs; about 3e+12 epochs; never; unknown."""
    if not math.isfinite(count):
        return "unknown" if math.isnan(count) else "never"
    shown = f"{int(count):,}" if count < 1e9 else f"about {count:.0e}"
    return f"{shown} epoch{'' if count == 1 else 's'}"


def digits(error: float) -> str:
    """Convert a relative error to correct digits: "no digit", "1 digit", "9 digits"."""
    count = 16 if error <= 0 else max(0, min(16, math.floor(-math.log10(error))))
    return f"{count or 'no'} digit{'' if count < 2 else 's'}"


def seconds(value: float) -> str:
    """Format a time: 3.2 ms."""
    for unit, scale in (("µs", 1e-6), ("ms", 1e-3)):
        if value < 999.5 * scale:
            return f"{value / scale:.3g} {unit}"
    return f"{value:.3g} s" if value < 1e5 else "days"


def size(value: float) -> str:
    """Format a number of bytes: 1.2 GB."""
    for unit, scale in (("byte" if value == 1 else "bytes", 1.0), ("kB", 1e3), ("MB", 1e6)):
        if value < 999.5 * scale:
            return f"{value / scale:.3g} {unit}"
    return f"{value / 1e9:,.3g} GB"


def significant(value: float, digits: int = 7) -> str:
    """Format a number with `digits` significant digits; an em dash if it is not finite."""
    if not math.isfinite(value):
        return "—"
    return f"{value:.{digits}g}"


def digits_apart(values: Iterable[float], least: int = 3, most: int = 9) -> int:
    """Return how many significant digits show the values that differ as different numbers."""
    different = {value for value in values if math.isfinite(value)}
    for digits in range(least, most):
        if len({significant(value, digits) for value in different}) == len(different):
            return digits
    return most


def fixed(value: float) -> str:
    """Format a t value, which is infinite if its error is 0."""
    if math.isinf(value):
        return number(value)
    if 1e4 <= abs(value) < 1e6:
        return f"{value:.0f}"
    return f"{value:.2f}" if math.isfinite(value) and abs(value) < 1e6 else significant(value, 3)


def probability(value: float) -> str:
    """Format a p value."""
    if not math.isfinite(value):
        return "—"
    return f"{value:.4f}" if value >= 1e-4 else "<0.0001"


WIDTH = 78  # columns, which fit on every terminal


def aligned(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Align cells in columns, the first column to the left, the others to the right."""
    lines = [list(headings), *map(list, rows)]
    widths = [max(map(columns_of, column)) for column in zip(*lines, strict=True)]
    gap = "  " if sum(widths) + 2 * len(widths) <= WIDTH else " "
    return "\n".join(
        gap.join(
            " " * (width - columns_of(cell)) + cell
            if place
            else cell + " " * (width - columns_of(cell))
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each Chinese character."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def wrapped(text: str, indent: int = 0, width: int = WIDTH) -> str:
    """Break text into lines of at most `width` columns, indented from the second line on."""
    return textwrap.fill(
        text,
        width,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """Return an HTML table; the first cell of each row is its name."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        f"<tr><th>{escape(name)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for name, *cells in rows
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def paragraphs(sentences: Iterable[str]) -> str:
    """Return each sentence as an HTML paragraph."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def plain_dict(fields: Mapping[str, object]) -> dict[str, object]:
    """Convert the fields of a result to what JSON can hold."""
    return {name: plain(value) for name, value in fields.items()}


def plain(value: object) -> object:
    """Convert a value to dict, list, str, bool, int, finite float, or None."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    import numpy as np

    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    return value
