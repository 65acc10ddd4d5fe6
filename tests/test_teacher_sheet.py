"""The plan and the key for a teacher: complete, made from the content, and right."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from downslope.cli import run
from downslope.lessons.exercises.workbook import exercises, exercises_of
from downslope.lessons.prompts import prompts
from downslope.lessons.quiz.grade import grade
from downslope.lessons.quiz.items import items, items_of
from downslope.lessons.sections import section, sections
from downslope.lessons.teacher_sheet import LESSON, SEED, answer_key, lesson_plan, plan
from sampling import sampled

PAGE = (Path(__file__).parents[1] / "docs" / "teacher.md").read_text()
STALE = "run: make lesson"


def test_the_plan_has_every_section_and_its_times() -> None:
    planned = plan()
    assert [each.id for each in planned] == [each.id for each in sections()]
    assert [each.read for each in planned] == [each.minutes for each in sections()]
    assert sum(each.write for each in planned) == 8 * len(exercises())
    assert sum(each.quiz for each in planned) == len(items())
    assert sum(each.answer for each in planned) == 10 * len(prompts())


def test_lessons_hold_what_fits_into_them() -> None:
    planned = plan()
    assert planned[0].lesson == 1
    for before, after in pairwise(planned):
        assert after.lesson >= before.lesson
    for number in {each.lesson for each in planned}:
        begun = [each.minutes for each in planned if each.lesson == number]
        assert sum(begun) <= LESSON or len(begun) == 1
    long = next(each for each in planned if each.minutes > LESSON)
    following = planned[planned.index(long) + 1]
    assert following.lesson > long.lesson


def test_the_page_has_todays_plan_and_asks_everything_once() -> None:
    assert lesson_plan() in PAGE, STALE
    for item in items():
        assert PAGE.count(f"**Question {item.id}**") == 1
    for each in exercises():
        assert PAGE.count(f"**Exercise {each.filename}: ") == 1
        assert each.solution.strip() in PAGE, STALE
    for graded in prompts():
        assert PAGE.count(f"**In your own words: {graded.title}**") == 1
    assert "{{" not in PAGE


@pytest.mark.parametrize("name", sampled([each.id for each in sections()], 3))
def test_a_sections_key_on_the_page_is_todays(name: str) -> None:
    assert answer_key([name]) in PAGE, STALE


@pytest.mark.parametrize(
    ("topic", "seed"), [("why", 1), ("why", 7), ("before-you-start", 3), ("mse", 9)]
)
def test_the_key_is_what_the_quiz_accepts(topic: str, seed: int) -> None:
    parts = re.split(r"\*\*Question (\S+)\*\*", answer_key([topic], seed))
    assert parts[1::2] == [each.id for each in items_of(topic)]
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        (said,) = re.findall(
            r"^\*\*Answer:\*\* (.*)$", text.split("**In your own")[0], re.MULTILINE
        )
        letter = re.match(r"([a-h])\) ", said)
        answer = letter[1] if letter else said
        assert grade(name, seed, answer).correct, name
        if letter:
            assert f"- {said}" in text


def test_the_command_prints_one_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "--teacher", "--section", "why"]) == 0
    printed = capsys.readouterr().out
    assert answer_key(["why"], SEED) in printed
    assert lesson_plan(["why"]) in printed
    assert section("mse").title not in printed
    assert run(["open", "--teacher", "--section", "why", "--seed", "7", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["seed"] == 7
    assert answer_key(["why"], 7) in told["text"]
    assert told["plan"][0]["minutes"] == plan(["why"])[0].minutes
    assert [each.id for each in exercises_of("why")] == []


@pytest.mark.parametrize(("given", "why"), [
    (["--teacher", "--in", "claude"], "cannot be combined with --in"),
    (["--teacher", "--copy"], "cannot be combined with --copy"),
    (["--seed", "3"], "give --teacher"),
    (["--teacher", "--seed", "-1"], "--seed"),
    (["--teacher", "--seed", "x"], "--seed"),
    (["--teacher", "--section", "wy"], "did you mean 'why'"),
])  # fmt: skip
def test_what_cannot_be_printed(
    given: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", *given]) == 2
    told = capsys.readouterr()
    assert why in told.err
    assert told.err.count("\n") == 1
    assert not told.out
