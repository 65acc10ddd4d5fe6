"""`downslope tutor --install`: what to add to an AI's program, printed and nothing else."""

from __future__ import annotations

import base64
import json
import shlex
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from downslope.cli import run
from downslope.tutor import install as install_module
from downslope.tutor.install import HOSTS, host

NAMES = tuple(HOSTS)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the real home."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.chdir(folder)
    return folder


def entry_of(settings: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = settings[host(name).key]["downslope"]
    return found


def check_entry(entry: dict[str, Any]) -> None:
    """It starts a program by its whole path."""
    assert Path(entry["command"]).is_absolute()
    assert entry["args"][-1] == "tutor"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed(name: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tutor", "--install", name]) == 0
    printed = capsys.readouterr().out
    assert str(HOSTS[name].file()) in printed
    settings = json.loads(printed[printed.index("\n{") : printed.rindex("}") + 1])
    check_entry(entry_of(settings, name))
    assert list(home.iterdir()) == []  # only told


def test_the_commands_say_the_same_as_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    entry = install_module.starting()
    run(["tutor", "--install", "claude-code"])
    line = next(each for each in capsys.readouterr().out.splitlines() if "mcp add" in each)
    words = shlex.split(line)
    assert words[words.index("--") + 1 :] == [entry["command"], *entry["args"]]
    run(["tutor", "--install", "vscode"])
    line = next(each for each in capsys.readouterr().out.splitlines() if "--add-mcp" in each)
    assert json.loads(shlex.split(line)[-1]) == {"name": "downslope", **entry}
    run(["tutor", "--install", "cursor"])
    line = next(each for each in capsys.readouterr().out.splitlines() if "cursor://" in each)
    asked = parse_qs(urlsplit(line.strip()).query)
    assert asked["name"] == ["downslope"]
    assert json.loads(base64.b64decode(asked["config"][0])) == entry


def test_without_the_script_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert install_module.starting() == {
        "command": sys.executable,
        "args": ["-m", "downslope", "tutor"],
    }
