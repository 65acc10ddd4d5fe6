"""Pupils and their exports, for the tests of `downslope class`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from downslope.cli import run
from downslope.lessons.progress import Progress
from downslope.lessons.quiz.items import items_of
from downslope.lessons.quiz.questions import pose
from downslope.lessons.quiz.session import Question
from downslope.lessons.walk import Walk

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def learner(tmp_path: Path, name: str, right: int) -> Progress:
    """A learner who answers some questions of a topic correctly, and leaves one unanswered."""
    progress = Progress.load(tmp_path / name / "progress.json")
    progress.record("section", "why")
    progress.record("prediction", "intercept-200", status="right", predicted=1.6, observed=1.633)
    progress.record("prediction", "first-nudge", status="skipped", predicted=None, observed=1.0)
    walk = Walk(progress)
    walk.note_folder(tmp_path / name)
    walk.note_check("init", False)
    walk.note_check("init", True)
    for place, item in enumerate(items_of("why")[: right + 1]):
        question = Question(item, pose(item.id, 1), progress)
        if place < right:
            question.answer(correct(question))
        else:
            question.hint()
            question.skip()
    return progress


def correct(question: Question) -> str:
    for option in question.posed.options:
        if grade(question, option.letter):
            return option.letter
    raise AssertionError(question.item.id)


def grade(question: Question, said: str) -> bool:
    from downslope.lessons.quiz.grade import grade

    return grade(question.item.id, question.posed.seed, said, 1).correct


def content(at: str = "2026-03-02T08:00:00+00:00", **records: Any) -> str:
    records = records or {"section": {"why": {"at": at}}}
    return json.dumps({"format": "downslope-progress", "version": 1, "records": records})


def shown(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert run(["class", *arguments]) == status
    told = capsys.readouterr()
    return told.out, told.err
