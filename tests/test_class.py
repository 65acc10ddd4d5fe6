"""`downslope class`: many exports in one table."""

from __future__ import annotations

import csv
import io
import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from downslope.lessons.progress import Progress
from downslope.lessons.pupils import NO_PROOF, read_class
from downslope.lessons.quiz.items import items_of
from downslope.lessons.quiz.session import record_of
from pupils import START, content, learner, shown


@pytest.fixture(autouse=True)
def teacher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The teacher's own data folder."""
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path / "teacher"))
    return tmp_path / "teacher" / "progress.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    return made


def test_a_class_is_one_table_by_name(folder: Path, tmp_path: Path) -> None:
    learner(tmp_path, "ada", right=2).export(folder / "ada.json")
    learner(tmp_path, "bob", right=1).export(folder / "Bob.json")
    found = read_class(folder)
    assert [each.who for each in found.pupils] == ["ada", "Bob"]
    ada, bob = found.pupils
    assert (ada.sections, ada.predictions, ada.predictions_right) == (1, 1, 1)
    assert (ada.exercises, ada.attempts, ada.hints) == (1, 2, 0)
    assert (ada.right, bob.right) == (2, 1)
    assert ada.is_checked
    assert ada.notes == ()
    (why,) = [each for each in found.topics if each.topic == "why"]
    assert (why.right, why.total) == (3, 2 * len(items_of("why")))
    assert items_of("why")[1].id in why.weak
    assert not found.left_out


def test_the_teachers_own_record_is_not_touched(
    folder: Path, tmp_path: Path, teacher: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Progress.load().record("quiz", "see-saw", state="right")
    before = teacher.read_bytes()
    learner(tmp_path, "ada", right=2).export(folder / "ada.json")
    out, _ = shown(capsys, str(folder), "--json")
    (ada,) = json.loads(out)["pupils"]
    assert ada["quiz"]["right"] == 2, "not the teacher's answer as well"
    assert teacher.read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["ada.json"]


def test_json_and_csv_say_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learner(tmp_path, "ada", right=2).export(folder / "ada.json")
    (folder / "old.json").write_text(content(at="no time"))
    told = json.loads(shown(capsys, str(folder), "--json")[0])
    printed, notes = shown(capsys, str(folder), "-o", "-")
    file = tmp_path / "class.csv"
    shown(capsys, str(folder), "-o", str(file))
    assert file.read_text() == printed
    for row, each in zip(csv.DictReader(io.StringIO(printed)), told["pupils"], strict=True):
        assert row["pupil"] == each["who"]
        assert int(row["exercises_passed"]) == each["exercises"]["passed"]
        assert int(row["quiz_right"]) == each["quiz"]["right"]
        by_topic = {topic["topic"]: topic["right"] for topic in each["quiz"]["topics"]}
        assert by_topic == {name: int(row[f"quiz_{name}"]) for name in by_topic}
        assert row["minutes"] == ("" if each["minutes"] is None else str(each["minutes"]))
        assert row["checksum"] == each["checksum"]
    assert NO_PROOF in notes
    assert told["proves_authorship"] is False


def test_the_terminal_fits_80_columns_and_says_what_it_cannot_prove(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learner(tmp_path, "ada", right=2).export(folder / f"{'Ada Countess of Lovelace ' * 3}.json")
    out, _ = shown(capsys, str(folder))
    assert max(map(len, out.splitlines())) <= 80
    assert NO_PROOF in " ".join(out.split())
    assert items_of("why")[2].id in out
    assert "100%" not in out


def test_time_is_the_sum_of_short_gaps(folder: Path) -> None:
    minutes = [0, 5, 15, 60, 70]  # the gap of 45 is a pause
    stamps = [(START + timedelta(minutes=each)).isoformat() for each in minutes]
    section = {f"s{k}": {"at": at} for k, at in enumerate(stamps)}
    section |= {"wrong": {"at": "yesterday"}, "nowhere": {"at": "2026-03-02T08:00:00"}}
    (folder / "ada.json").write_text(content(section=section))
    (ada,) = read_class(folder).pupils
    assert ada.minutes == 5 + 10 + 10
    assert (ada.first, ada.last) == (START, START + timedelta(minutes=70))


def test_a_clock_that_is_ahead(folder: Path) -> None:
    (folder / "ada.json").write_text(content(at="2999-01-01T00:00:00+00:00"))
    (ada,) = read_class(folder).pupils
    assert (ada.minutes, ada.last) == (None, None)
    assert "clock" in ada.notes[0]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00"])
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_a_clock_that_is_behind(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any, at: str, zone: str
) -> None:
    (folder / "ada.json").write_text(content(at=at))
    if hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
    try:
        out, _ = shown(capsys, str(folder))
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()
    assert "ada.json: a time before 2020: the clock was wrong." in out
    (ada,) = read_class(folder).pupils
    assert (ada.sections, ada.minutes, ada.last) == (1, None, None)


def test_records_of_another_version_are_named_and_not_counted(folder: Path) -> None:
    at = START.isoformat()
    (folder / "ada.json").write_text(
        content(quiz={"gone": {"state": "right", "at": at}}, section={"why": {"at": at}})
    )
    (ada,) = read_class(folder).pupils
    assert (ada.right, ada.sections) == (0, 1)
    assert ada.notes == ("1 record is not in this version of the lesson, so not counted",)


@pytest.mark.parametrize(
    "facts", [{"state": 7}, {"state": "right", "times": "x"}, {"first_try": 1}]
)
def test_facts_of_wrong_types_are_not_believed(folder: Path, facts: dict[str, Any]) -> None:
    at = {"at": START.isoformat()}
    name = items_of("why")[0].id
    (folder / "ada.json").write_text(
        content(
            quiz={name: facts | at},
            exercise={"init": {"passed": "yes", "attempts": -1, "hints": True} | at},
            prediction={"intercept-200": {"status": ["right"]} | at},
        )
    )
    (ada,) = read_class(folder).pupils
    assert (ada.exercises, ada.attempts, ada.hints, ada.predictions) == (0, 0, 0, 0)
    assert ada.first_try == 0


def test_two_exports_of_the_same_records(folder: Path, tmp_path: Path) -> None:
    ada = learner(tmp_path, "ada", right=2)
    ada.export(folder / "ada.json")
    ada.record("section", "demo")
    ada.export(folder / "bob.json")
    learner(tmp_path, "eve", right=2).export(folder / "eve.json")
    by_name = {each.who: each.notes for each in read_class(folder).pupils}
    assert "at the same instants as in bob.json" in by_name["ada"][0]
    assert "at the same instants as in ada.json" in by_name["bob"][0]
    assert by_name["eve"] == ()


def test_the_labs_own_records_count(folder: Path, tmp_path: Path) -> None:
    """The lab keeps `correct` and `open` in place of a state."""
    at = {"at": "2026-03-02T08:00:00.000Z"}
    names = [each.id for each in items_of("why")]
    quiz = {
        names[0]: {"correct": True, "open": False, "attempts": 1, "hints": [], "replies": []},
        names[1]: {"correct": True, "open": False, "attempts": 2, "hints": [], "replies": []},
        names[2]: {"correct": False, "open": False, "attempts": 3, "hints": [], "replies": []},
        names[3]: {"correct": False, "open": True, "attempts": 1, "hints": ["?"], "replies": []},
    }
    (folder / "ada.json").write_text(
        content(
            quiz={name: facts | at for name, facts in quiz.items()},
            section={"why": {"read": True} | at},
            prediction={"intercept-200": {"status": "wrong", "why": "…"} | at},
        )
    )
    (ada,) = read_class(folder).pupils
    assert (ada.right, ada.first_try, ada.sections, ada.predictions) == (2, 1, 1, 1)
    (why,) = [each for each in ada.quiz if each.topic == "why"]
    assert why.weak == (names[1], names[2])
    mine = Progress.load(tmp_path / "mine.json")
    mine.import_(folder / "ada.json")
    assert [record_of(mine, each).state for each in items_of("why")] == [
        "right", "right", "told", "open",
    ]  # fmt: skip


def test_questions_are_named_with_the_number_of_pupils(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for who in ("ada", "bob"):
        learner(tmp_path, who, right=1).export(folder / f"{who}.json")
    learner(tmp_path, "eve", right=2).export(folder / "eve.json")
    second, third = (each.id for each in items_of("why")[1:3])
    assert read_class(folder).hard == {second: 2, third: 1}
    out = " ".join(shown(capsys, str(folder))[0].split())
    assert f"{second} (2), {third} (1)" in out
    assert "is how many of 3 pupils" in out
    assert json.loads(shown(capsys, str(folder), "--json")[0])["hard"][second] == 2
