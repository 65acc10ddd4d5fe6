"""Errors as a page is told them: one line, and the row and column where they are known."""

from __future__ import annotations

import re

ROW = re.compile(r"\b(?:row|line) ([\d,]+)\b")
COLUMN = re.compile(r"[Cc]olumn '([^']+)'")


def fault(message: str) -> dict[str, object]:
    """The answer to a question that cannot be answered."""
    row, column = ROW.search(message), COLUMN.search(message)
    found: dict[str, object] = {"error": " ".join(message.split())}
    if row:
        found["row"] = int(row[1].replace(",", ""))
    if column:
        found["column"] = column[1]
    return found
