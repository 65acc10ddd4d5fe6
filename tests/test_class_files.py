"""Exports of pupils: what is damage, and what is said of files that are none."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from typing import Any

import pytest

from downslope.errors import DataError
from downslope.lessons.progress import Progress
from downslope.lessons.progress_file import (
    LARGEST_FILE,
    DamagedError,
    NewerError,
    read_checked,
    sealed,
)
from downslope.lessons.pupils import read_class
from downslope.lessons.walk import Walk
from pupils import START, content, learner, shown


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for exports, beside the teacher's own data."""
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path / "teacher"))
    made = tmp_path / "exports"
    made.mkdir()
    return made


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
    # One cut for each kind of place: a reader cannot tell one letter or digit from another.
    plain = re.sub(rb"\d", b"0", re.sub(rb"[A-Za-z]", b"a", whole))
    places = {plain[end - 3 : end + 2]: end for end in range(known, len(whole) - 1)}
    assert len(places) > 60
    for end in places.values():
        (tmp_path / "ada.json").write_bytes(whole[:end])
        with pytest.raises(DamagedError, match="its end is missing") as refusal:
            read_checked(tmp_path / "ada.json")
        assert refusal.value.is_ours


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
