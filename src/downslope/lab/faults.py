"""Errors as a page is told them: one line, and the place where it is known.

A row is counted below the header; a line is one of the file, for what cannot even be split.
"""

from __future__ import annotations

import re

PLACE = re.compile(r"\b(row|line) (\d+)\b")
COLUMN = re.compile(r"[Cc]olumn '([^']+)'")


def fault(message: str) -> dict[str, object]:
    """The answer to a question that cannot be answered."""
    place, column = PLACE.search(message), COLUMN.search(message)
    found: dict[str, object] = {"error": " ".join(message.split())}
    if place:
        found[place[1]] = int(place[2])
    if column:
        found["column"] = column[1]
    return found
