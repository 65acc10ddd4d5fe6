"""Endpoints: the names after `/api/` and the functions that answer them, for server and notebook.

An error is answered by a one-line message and its place, if that is known: a row counts from 1
below the header; a line counts from 1 in the file, where a file cannot be split into columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import downslope as ds
from downslope.errors import OptionError, did_you_mean
from downslope.lab import lesson_requests, request_limits, run_requests
from downslope.lab.request_validation import Fields
from downslope.lab.store import Store
from downslope.lessons.glossary import GLOSSARY

Answer = Callable[[Store, Fields], dict[str, Any]]


def start(store: Store, fields: Fields) -> dict[str, Any]:
    """Return what a page needs to open: the data to show, the version, limits, and data sets."""
    return {
        "data": {"kind": "lesson" if store.own is None else "file"},
        "file": None if store.own is None else store.own.to_dict(),
        "version": ds.__version__,
        "limits": request_limits.to_dict(),
        "data_sets": [
            {"name": each.name, "about": each.about} for each in ds.datasets.DATA_SETS.values()
        ],
        "words": {term.name: term.meaning for term in GLOSSARY},
    }


GET: dict[str, Answer] = {
    "start": start,
    "random-start": run_requests.random_start,
    "lesson": lesson_requests.lesson,
    "quiz": lesson_requests.quiz,
}
POST: dict[str, Answer] = {
    "data": run_requests.data,
    "run": run_requests.run,
    "sweep": run_requests.sweep,
    "compare": run_requests.compare,
    "experiment": lesson_requests.experiment,
    "quiz/pose": lesson_requests.quiz_question,
    "quiz/grade": lesson_requests.quiz_grade,
    "quiz/hint": lesson_requests.quiz_hint,
    "prompt": lesson_requests.prompt,
    "open": lesson_requests.ai_link,
}


def answer(store: Store, name: str, fields: Fields) -> dict[str, Any]:
    """Answer the request `name` with plain data.

    Raises
    ------
    DownslopeError
        There is no such request, or it cannot be answered.

    """
    known = GET | POST
    if name not in known:
        raise OptionError(f"There is no request '{name[:80]}': {did_you_mean(name[:80], known)}")
    return known[name](store, fields)


PLACE = re.compile(r"\b(row|line) (\d+)\b")
COLUMN = re.compile(r"[Cc]olumn '([^']+)'")


def fault(message: str) -> dict[str, object]:
    """Build the answer for an error: its message on one line, with its row, line, and column."""
    place, column = PLACE.search(message), COLUMN.search(message)
    found: dict[str, object] = {"error": " ".join(message.split())}
    if place:
        found[place[1]] = int(place[2])
    if column:
        found["column"] = column[1]
    return found
