"""The skill for assistants: its format is valid, its commands run, and its fields are there."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from downslope.cli import run
from downslope.lessons.open_in_ai import skill
from downslope.tutor.install import SKILL_FOLDERS

ROOT = Path(__file__).parents[1]
FILE = ROOT / "skills" / "downslope" / "SKILL.md"
TEXT = FILE.read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()
]
LOSSES = [1.5 * 1.2**k for k in range(30)]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path / "data"))
    lines = [f"Epoch {k + 1}/30 - loss: {loss:.4f}" for k, loss in enumerate(LOSSES)]
    (tmp_path / "train.log").write_text("\n".join(lines))
    return tmp_path


def test_the_file_is_the_one_that_the_package_has() -> None:
    assert skill() == TEXT, "run: make lesson"


def test_the_front_matter_is_that_of_the_open_format() -> None:
    _, front, body = TEXT.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert fields["name"] == FILE.parent.name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fields["name"])
    assert len(fields["name"]) <= 64
    assert 0 < len(fields["description"]) <= 1024
    assert "Use it when" in fields["description"], "what it does, and when to use it"
    assert len(fields["compatibility"]) <= 500
    assert ": " not in fields["description"], "YAML would take it for another field"
    assert len(body.splitlines()) < 500


def printed(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(shlex.split(line)[1:]) == 0, line
    told = capsys.readouterr()
    assert not told.err
    return told.out


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_skill(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(line, capsys)
    assert out
    if "--json" in line:
        json.loads(out)


def test_it_teaches_each_of_the_measurements() -> None:
    for command in ("diagnose hubble --lr", "diagnose --history", "fit hubble", "demo", "quiz"):
        assert any(command in line for line in COMMANDS)


def tables() -> dict[str, list[str]]:
    """Fields that the tables after a command name."""
    found = {}
    for part in TEXT.split("## ")[1:]:
        command = re.search(r"```sh\n(downslope (?:diagnose|fit) .*)\n", part)
        if command and (fields := re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)):
            found[command[1]] = fields
    return found


@pytest.mark.parametrize(("line", "fields"), tables().items())
def test_the_fields_are_in_the_json(
    line: str, fields: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    result = json.loads(printed(line, capsys))
    assert len(fields) >= 4
    assert set(fields) <= set(result)
    if line.startswith("downslope fit"):
        (named,) = re.findall(r"for each `name`: (.*?) \|", TEXT)
        wanted = {*re.findall(r"`(\w+)`", named), "name", "determined"}
        assert wanted <= set(result["coefficients"][0])
    else:
        assert result["advice"][0]["options"]
        assert {"evidence", "fix"} <= set(result["findings"][0])


def test_a_log_without_a_rate_gives_no_limit(capsys: pytest.CaptureFixture[str]) -> None:
    without = json.loads(printed("downslope diagnose --history train.log --json", capsys))
    with_rate = json.loads(
        printed("downslope diagnose --history train.log --lr 0.01 --json", capsys)
    )
    assert without["lr_limit"] is None
    assert with_rate["lr_limit"] < 0.01
    assert with_rate["log"]["entries"] == len(LOSSES)


def test_the_installed_skill_is_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tutor", "--install", "skill"]) == 0
    told = capsys.readouterr()
    assert told.out == TEXT
    for folder in SKILL_FOLDERS:
        assert f"{folder}/SKILL.md" in told.err
    assert told.err.count("\n") == 1


def test_it_needs_no_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert run(["tutor", "--install", "skill"]) == 0
    assert capsys.readouterr().out == TEXT
    assert run(["tutor", "--install", "skil"]) == 2
    assert "did you mean 'skill'" in capsys.readouterr().err
