"""Every question that a page may ask, and who answers it: for the server and the notebook alike.

Errors as a page is told them: one line, and the place where it is known.

A row is counted below the header; a line is one of the file, for what cannot even be split.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from downslope import __version__
from downslope.errors import OptionError, did_you_mean
from downslope.lab import limits
from downslope.lab.requests import Fields
from downslope.lab.shelf import Shelf

# The module that is loaded for a question, and its function.
TOLD = {
    "start": ("answers", "start"),
    "lesson": ("teaching", "lesson"),
    "quiz": ("teaching", "quiz"),
}
ANSWERED = {
    "data": ("runs", "data"),
    "run": ("runs", "run"),
    "sweep": ("runs", "sweep"),
    "experiment": ("teaching", "experiment"),
    "quiz/pose": ("teaching", "pose"),
    "quiz/grade": ("teaching", "grade"),
    "quiz/hint": ("teaching", "hint"),
    "prompt": ("teaching", "prompt"),
    "open": ("teaching", "open_in"),
}
TIMED = {"compare": ("runs", "compare")}  # by themselves, one at a time


def answer(shelf: Shelf, where: str, fields: Fields) -> dict[str, Any]:
    """The answer to the question asked at `where`, as plain data.

    Raises:
        DownslopeError: it cannot be answered.

    """
    known = TOLD | ANSWERED | TIMED
    if where not in known:
        raise OptionError(f"There is no question '{where[:80]}': {did_you_mean(where[:80], known)}")
    module, name = known[where]
    work = getattr(import_module(f"downslope.lab.{module}"), name)
    found: dict[str, Any] = work(shelf, fields)
    return found


def start(shelf: Shelf, fields: Fields) -> dict[str, Any]:
    """What the page opens with."""
    from downslope.datasets import DATA_SETS

    given = shelf.given
    return {
        "data": {"kind": "lesson"} if given is None else {"kind": "file"},
        "file": None if given is None else given.to_dict(),
        "version": __version__,
        "limits": limits.to_dict(),
        "data_sets": [{"name": each.name, "about": each.about} for each in DATA_SETS.values()],
    }


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
