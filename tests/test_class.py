"""`downslope class`: many exports in one table; damaged and foreign ones in a sentence."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from downslope.cli import run
from downslope.errors import DataError
from downslope.lessons.progress import Progress
from downslope.lessons.progress_file import (
    LARGEST_FILE,
    DamagedError,
    NewerError,
    read_checked,
    sealed,
)
from downslope.lessons.pupils import NO_PROOF, read_class
from downslope.lessons.quiz.items import items_of
from downslope.lessons.quiz.questions import pose
from downslope.lessons.quiz.session import Question, record_of
from downslope.lessons.walk import Walk

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


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


# Exports


def test_an_export_holds_no_path_and_an_import_takes_none(tmp_path: Path) -> None:
    ada = learner(tmp_path, "ada", right=1)
    file = tmp_path / "ada.json"
    count = ada.export(file)
    assert str(tmp_path) not in file.read_text()
    assert ada.get("learn", "folder") is not None, "it still knows its own folder"
    assert count == sum(map(len, read_checked(file)[0].values()))
    old = content(learn={"folder": {"path": "/home/ada", "at": START.isoformat()}})
    (tmp_path / "old.json").write_text(old)
    bob = Progress.load(tmp_path / "bob.json")
    assert bob.import_(tmp_path / "old.json") == 0
    assert Walk(bob).folder() is None


@pytest.mark.parametrize("name", ["ada", "Ümläut ŷ", 'a "checksum" of mine', "a\\b"])
def test_any_change_of_a_letter_is_found(tmp_path: Path, name: str) -> None:
    progress = Progress.load(tmp_path / "progress.json")
    progress.record("answer", "mse", text=name, score=0.1)
    file = tmp_path / "export.json"
    progress.export(file)
    good = file.read_text()
    assert read_checked(file)[1]
    assert read_checked(file)[0]["answer"]["mse"]["text"] == name
    found = 0
    for place, letter in enumerate(good):
        if letter.isdigit():
            file.write_text(good[:place] + str((int(letter) + 1) % 10) + good[place + 1 :])
            with pytest.raises((DamagedError, NewerError)) as refusal:
                read_checked(file)
            found += "changed after the export" in str(refusal.value)
    assert found > 10


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace("\n", "").encode(),
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("utf-16"),
], ids=["crlf", "one line", "BOM", "UTF-16"])  # fmt: skip
def test_what_mail_and_editors_do_is_no_damage(tmp_path: Path, change: Any) -> None:
    learner(tmp_path, "ada", right=1).export(tmp_path / "ada.json")
    text = (tmp_path / "ada.json").read_text()
    (tmp_path / "sent.json").write_bytes(change(text))
    assert read_checked(tmp_path / "sent.json") == read_checked(tmp_path / "ada.json")


def test_a_file_without_a_checksum_is_read_and_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learner(tmp_path, "ada", right=1).export(folder / "ada.json")
    (folder / "old.json").write_text(content())
    out = " ".join(shown(capsys, str(folder))[0].split())
    told = "Without a checksum, as from an older version, so damage is not found: old.json."
    assert told in out
    # Such files can still be imported, as before.
    progress = Progress.load()
    assert progress.import_(folder / "old.json") == 1
    assert "has no checksum" in progress.take_notices()[0]
    assert progress.import_(folder / "ada.json") > 1
    assert progress.take_notices() == ()


# Files that are not exports

BAD = {
    "empty": (b" \n", "not exported progress (it is empty)"),
    "foreign": (b'{"cells": []}', "it is not marked as progress"),
    "binary": (bytes(range(256)), "it is not JSON"),
    "cut": (content().encode()[:-5], "damaged (its end is missing: it was cut off)"),
    "zeros": (content().encode()[:40] + bytes(60), "damaged (its end is missing: it was cut off)"),
    "zeros behind": (content().encode() + b"\n\0\0", "damaged (something follows its end: "),
    "text behind": (content().encode() + b" }", "damaged (something follows its end: "),
    "twice": (content().encode() * 2, "damaged (something follows its end: "),
    "a brace lost": (content().replace('"why": {', '"why": ').encode(), "no longer JSON"),
    "records cut out": (
        content().partition(', "records"')[0].encode() + b"}",
        "damaged (it has no records)",
    ),
    "deep": (b"[" * 100_000, "it is not JSON"),
    "huge": (b" " * (LARGEST_FILE + 1), "it has more than 16 MB"),
    "newer": (content().replace('"version": 1', '"version": 9').encode(), "update Downslope"),
    "changed": (content()[:-1].encode() + b', "checksum": "crc32:00000000"}', "does not match"),
    "added behind": (
        sealed({}).rstrip(b"}\n") + b', "records": {"section": {"why": {"at": "x"}}}}',
        "does not match",
    ),
    "escaped": (
        content()[:-1].encode() + rb', "check\u0073um": "crc32:00000000"}',
        "does not match",
    ),
    "half a letter": (
        content(**{"section\ud800": {}}).encode("utf-8")[:-1].replace(rb"\ud800", b"\xed\xa0\x80")
        + b', "checksum": "crc32:00000000"}',
        "does not match",
    ),
    "colored kind": (content(**{"\x1b[31mred\r\n": 1}).encode(), "'?[31mred' holds no records"),
    "colored key": (
        content(section={"\x1b]0;a\x07\u202e": {}}).encode(),
        "section '?]0;a??' has no facts",
    ),
    "strange": (content()[:-1].encode() + b', "checksum": [1]}', "does not match"),
}


@pytest.mark.parametrize(("given", "why"), BAD.values(), ids=BAD)
def test_one_bad_file_is_told_in_a_sentence_and_the_others_are_shown(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: bytes, why: str
) -> None:
    learner(tmp_path, "ada", right=1).export(folder / "ada.json")
    (folder / "bad.json").write_bytes(given)
    out, err = shown(capsys, str(folder))
    told = " ".join(out.split())
    assert "bad.json was left out: " in told
    assert why in told
    assert "ada " in out
    assert not err
    (folder / "ada.json").unlink()
    out, err = shown(capsys, str(folder), status=2)
    assert not out
    assert why in err
    assert err.count("\n") == 1


def test_a_folder_that_is_none_or_holds_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given, why in (
        (folder / "none", "does not exist"),
        (folder, "holds no exports"),
    ):
        _, err = shown(capsys, str(given), status=2)
        assert why in err
    (folder / "ada.json").write_text(content())
    with pytest.raises(DataError, match="is a file"):
        read_class(folder / "ada.json")


@pytest.mark.parametrize("name", ["class.txt", "class.json", "none/class.csv"])
def test_a_table_that_cannot_be_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "ada.json").write_text(content())
    _, err = shown(capsys, str(folder), "-o", str(tmp_path / name), status=2)
    assert "--output" in err
    _, err = shown(capsys, str(folder), "-o", "-", "--json", status=2)
    assert "name a file" in err


def test_an_export_that_is_cut_off_anywhere_is_told_to_be_damaged(tmp_path: Path) -> None:
    learner(tmp_path, "ada", right=1).export(tmp_path / "ada.json")
    whole = (tmp_path / "ada.json").read_bytes()
    known = whole.index(b'",') + 1  # behind the name of the format
    for end in range(known, len(whole) - 1):
        (tmp_path / "ada.json").write_bytes(whole[:end])
        with pytest.raises(DamagedError, match="its end is missing") as refusal:
            read_checked(tmp_path / "ada.json")
        assert refusal.value.is_ours


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


def test_the_folders_of_a_learning_platform(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for who in ("Ada_1", "Bob_2"):
        (folder / who).mkdir()
        (folder / who / "progress.JSON").write_text(content())
    (folder / "eve.json.txt").write_text(content())
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "._ada.json").write_bytes(b"\x00\x05")
    (folder / ".hidden.json").write_text("x")
    (folder / "class.csv").write_text("pupil\n")
    found = read_class(folder)
    assert [each.who for each in found.pupils] == ["Ada_1/progress", "Bob_2/progress", "eve"]
    assert found.others == ("class.csv",)
    assert not found.left_out
    assert "1 file of other kinds left out: class.csv" in " ".join(
        shown(capsys, str(folder))[0].split()
    )


@pytest.mark.skipif(os.name == "nt", reason="its names cannot be hostile")
def test_hostile_names_and_pipes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "\x1b[31mred\n.json").write_text(content())
    (folder / "=cmd|' .json").write_text(content())
    (folder / "[bold]b.json").write_text(content())
    os.mkfifo(folder / "waits.json")
    out, _ = shown(capsys, str(folder))
    assert "\x1b[31m" not in out
    assert "[bold]b" in out
    rows = list(csv.DictReader(io.StringIO(shown(capsys, str(folder), "-o", "-")[0])))
    assert len(rows) == 3
    assert not any(row["pupil"].startswith("=") for row in rows)
