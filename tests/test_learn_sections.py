"""`downslope learn` on sections: they are printed, read one by one, and their pictures saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from downslope.cli import run
from downslope.lessons.exercises.workbook import exercises
from downslope.lessons.sections import section, sections
from refusals import told


@pytest.fixture(autouse=True)
def home(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner who has just arrived: an empty folder, and no progress."""
    monkeypatch.setenv("DOWNSLOPE_DATA", str(here / "data"))
    return here


def test_a_section_is_printed_with_its_questions_and_its_prompt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["learn", "mse"]) == 0  # not the name of an exercise
    said = told(capsys)
    assert said.index("One outlier against a cloud") < said.index("The MSE answers one question")
    assert "Answer in your own words In one paragraph: what does MSE measure" in said
    assert "downslope open --section mse" in said
    assert "Next: downslope learn gradient --read" in said
    assert not Path("downslope-exercises").exists()
    assert run(["learn", "gradient", "--read"]) == 0  # an exercise has this name, too
    said = told(capsys)
    assert "The gradient answers the question" in said
    assert "downslope learn half-mse --once" in said


def test_the_lesson_is_read_section_by_section(capsys: pytest.CaptureFixture[str]) -> None:
    run(["learn"])
    assert f"downslope learn {exercises()[0].section} --read" in told(capsys)
    for each in sections():
        assert run(["learn", "--read", "--json"]) == 0
        read = json.loads(capsys.readouterr().out)
        assert read["id"] == each.id
        assert [asked["id"] for asked in read["experiments"]] == list(each.experiments)
        assert [asked["id"] for asked in read["prompts"]] == list(each.prompts)
    assert run(["learn", "--read"]) == 0
    assert "You have read every section" in told(capsys)
    assert run(["learn", "--read", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] is None


def test_the_picture_of_a_section_is_saved(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", "why", "--plot", "why.png"]) == 0
    assert section("why").picture.shows in capsys.readouterr().out
    assert (home / "why.png").read_bytes().startswith(b"\x89PNG")
    assert run(["learn", "--plot", "here.svg", "--json"]) == 0
    saved = json.loads(capsys.readouterr().out)
    assert (saved["section"], saved["file"]) == (sections()[0].id, "here.svg")
    assert sorted(each.name for each in home.iterdir() if each.is_file()) == [
        "here.svg", "why.png",
    ]  # fmt: skip


@pytest.mark.parametrize(("given", "why"), [
    (["wy", "--plot", "a.png"], "did you mean 'why'"),
    (["why", "--plot", "a.txt"], ".png"),
    (["why", "--plot", "none/a.png"], "none"),
    (["why", "--plot", "a.png", "--hint"], "cannot be combined"),
])  # fmt: skip
def test_a_picture_that_cannot_be_saved(
    given: list[str],
    why: str,
    home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["learn", *given]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1
    assert not (home / "a.png").exists()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WHY", section("why").title),
        ("half-mse", section("gradient").title),  # an exercise, of this section
        ("gradient", section("gradient").title),  # both
    ],
)
def test_a_section_is_printed_by_its_name_or_that_of_its_exercise(
    capsys: pytest.CaptureFixture[str], name: str, title: str
) -> None:
    assert run(["learn", name, "--read"]) == 0
    assert title in told(capsys)


def test_a_section_named_in_capitals_is_read_without_a_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["learn", "WHY"]) == 0
    assert section("why").title in told(capsys)
