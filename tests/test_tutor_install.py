"""`downslope tutor --install`: the user's own files, merged into and never lost."""

from __future__ import annotations

import base64
import json
import os
import shlex
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from downslope.cli import run
from downslope.errors import DataError
from downslope.tutor import install as install_module
from downslope.tutor.install import HOSTS, host, install, snippet

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
    assert "--write" in printed
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


@pytest.mark.parametrize("name", NAMES)
def test_a_first_entry(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = HOSTS[name].file()
    assert run(["tutor", "--install", name, "--write"]) == 0
    assert str(file.resolve()) in capsys.readouterr().out
    settings = json.loads(file.read_text())
    assert settings == json.loads(snippet(host(name)))
    check_entry(entry_of(settings, name))
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("name", NAMES)
def test_all_else_is_kept_and_a_backup_too(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file, key = HOSTS[name].file(), HOSTS[name].key
    file.parent.mkdir(parents=True, exist_ok=True)
    before = json.dumps(
        {"theme": "dunkel – ☾", key: {"other": {"command": "x", "n": 1e3}}}, indent=4
    )
    file.write_text(before, encoding="utf-8")
    assert run(["tutor", "--install", name, "--write"]) == 0
    after = json.loads(file.read_text(encoding="utf-8"))
    check_entry(after[key].pop("downslope"))
    assert after == json.loads(before)
    assert '\n    "theme": "dunkel – ☾"' in file.read_text(encoding="utf-8")  # its own indent
    backup = file.with_name(file.name + ".bak")
    assert backup.read_text(encoding="utf-8") == before
    assert str(backup.resolve()) in capsys.readouterr().out


def test_a_second_time_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    file = HOSTS["cursor"].file()
    run(["tutor", "--install", "cursor", "--write"])
    first, changed = file.read_bytes(), file.stat().st_mtime_ns
    capsys.readouterr()
    assert run(["tutor", "--install", "cursor", "--write"]) == 0
    assert "already" in capsys.readouterr().out
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (first, changed)
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_an_older_entry_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "mcp.json"
    old = {"command": "/old/downslope", "args": ["tutor"], "env": {"DOWNSLOPE_DATA": "/mine"}}
    file.write_text(json.dumps({"mcpServers": {"downslope": old}}))
    done = install(host("cursor"), file)
    assert done.change == "updated"
    found = entry_of(json.loads(file.read_text()), "cursor")
    check_entry(found)
    assert found["env"] == {"DOWNSLOPE_DATA": "/mine"}  # the user's own
    file.write_text("{}")
    assert install(host("cursor"), file).backup == file.with_name("mcp.json.bak1")
    assert json.loads(file.with_name("mcp.json.bak").read_text())["mcpServers"]["downslope"] == old


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{ // a comment\n}", "not plain JSON"),
        (b'{"a": 1,}', "not plain JSON"),
        (b'{"mcpServers": {', "not plain JSON"),
        (b"\xff\xfe{\x00}\x00", "not plain JSON"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "'a' stands in it twice"),
        (b"[1, 2]", "no JSON object"),
        (b'"text"', "no JSON object"),
        (b'{"mcpServers": []}', "'mcpServers' is no object"),
        (b'{"mcpServers": null}', "'mcpServers' is no object"),
        (b"[" * 100_000, "not plain JSON"),
        (b" " * (16 * 2**20) + b"{}", "16 MB"),
    ],
)
def test_what_cannot_be_read_is_left_alone(
    content: bytes, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = HOSTS["cursor"].file()
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    assert run(["tutor", "--install", "cursor", "--write"]) == 2
    line = capsys.readouterr().err
    assert why in line
    assert "left alone" in line
    assert line.count("\n") == 1
    assert file.read_bytes() == content
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xef\xbb\xbf{}"])
def test_an_empty_file_is_begun(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "mcp.json"
    file.write_bytes(content)
    install(host("cursor"), file)
    assert "downslope" in json.loads(file.read_text())["mcpServers"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such links and modes")
def test_links_and_secrets_stay_what_they_are(tmp_path: Path) -> None:
    """A file that only its owner may read stays so, its backup too; a link stays a link."""
    real, link = tmp_path / "real.json", tmp_path / "mcp.json"
    real.write_text('{"token": "secret"}')
    real.chmod(0o600)
    link.symlink_to(real)
    done = install(host("cursor"), link)
    assert link.is_symlink()
    assert "downslope" in json.loads(real.read_text())["mcpServers"]
    assert real.stat().st_mode & 0o777 == 0o600
    assert done.backup is not None
    assert done.backup.stat().st_mode & 0o777 == 0o600


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mcp.json"
    file.write_text('{"a": 1}')

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left on device"):
        install(host("cursor"), file)
    assert file.read_text() == '{"a": 1}'
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".json"] == ["mcp.json"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DataError, match="cannot be written"):
        install(host("cursor"), blocked / "mcp.json")


def test_without_the_script_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert install_module.starting() == {
        "command": sys.executable,
        "args": ["-m", "downslope", "tutor"],
    }
