"""Checks of an exercise, on a source that is written to a file first."""

from __future__ import annotations

from pathlib import Path

from downslope.lessons.exercises.check import Check, check
from downslope.lessons.exercises.checks import run_check
from downslope.lessons.exercises.checks.mistakes import NotYetError
from downslope.lessons.exercises.workbook import exercise


def judge(name: str, source: str, folder: Path) -> NotYetError | None:
    """What the check of that exercise says of a source; None when it passes."""
    file = folder / "exercise.py"
    file.write_text(source, encoding="utf-8")
    try:
        run_check(name, file)
    except NotYetError as found:
        return found
    return None


def checked(name: str, source: str, folder: Path, seconds: float = 10.0) -> Check:
    """The verdict on a source, from a process of its own."""
    file = folder / exercise(name).filename
    file.write_text(source, encoding="utf-8")
    return check(exercise(name), file, seconds)
