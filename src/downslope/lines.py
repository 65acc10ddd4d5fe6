"""Plain text for results that print themselves: tables in columns, sentences in lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 78  # columns: no terminal breaks a line of these


def aligned(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lines of columns as wide as their widest cell, the first to the left, others to the right."""
    lines = [list(headings), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    gap = "  " if sum(widths) + 2 * len(widths) <= WIDTH else " "
    return "\n".join(
        gap.join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def wrapped(text: str, indent: int = 0, width: int = WIDTH) -> str:
    """Text in lines of at most so many columns, `indent` spaces before all but the first."""
    return textwrap.fill(
        text,
        width,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
