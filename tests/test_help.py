"""The help of every command: what it takes, an example, and no wider than a terminal."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from downslope.cli import COMMANDS, app, name_of, run

NAMES = [name_of(each) for each in COMMANDS]
MARKUP = re.compile(r"\[/?[a-z]*\]")


def help_of(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run([*name.split(), "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_fits_a_terminal_of_80_columns(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = help_of(name, capsys)
    assert max(map(len, text.splitlines())) <= 80
    assert text.lstrip().startswith(f"Usage: downslope {name}".rstrip())


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_help_ends_with_an_example(command: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    name = name_of(command)
    told = " ".join(help_of(name, capsys).split())
    assert told.endswith(" ".join(MARKUP.sub("", command.EXAMPLE).split()))
    assert f"downslope {name}" in command.EXAMPLE


def examples() -> list[str]:
    """What stands in bold in the examples: commands, and options of the command it belongs to."""
    lines = []
    texts = [*(each.EXAMPLE for each in COMMANDS), app.epilog]
    for name, text in zip([*NAMES, ""], texts, strict=True):
        for line in re.findall(r"\[bold\](.*?)\[/\]", text):
            lines.append(f"downslope {name} hubble {line}" if line.startswith("--") else line)
    return [line for line in lines if line.startswith("downslope ")]


@pytest.mark.parametrize("line", examples())
def test_the_options_of_an_example_are_there(line: str) -> None:
    _, name, *given = shlex.split(line)
    with app.make_context("downslope", [name, *given], resilient_parsing=True) as top:
        command = app.get_command(top, name)
    assert command is not None, line
    command.make_context(name, given)  # raises what a wrong option would


def test_help_lists_every_command_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    lines = help_of("", capsys).splitlines()
    for name in NAMES:
        assert any(re.match(rf"│ {name} +[A-Z]", line) for line in lines), name


def test_help_says_what_is_needed_and_what_is_taken_otherwise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = help_of("summarize", capsys)
    assert re.search(r"-o, --output FILE\.dss +File for the summary\.  \[required\]", text)
    assert re.search(r"--epochs N +Number of epochs\.  \[default: 200\]", help_of("train", capsys))


def test_a_list_of_files_an_option_that_repeats_and_one_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["fit"]) == 2
    assert "Missing argument 'DATA'" in capsys.readouterr().err
    assert run(["summarize", "hubble"]) == 2
    assert "Missing option '--output'" in capsys.readouterr().err


@pytest.mark.parametrize(("shell", "typed"), [("bash", "downslope di"), ("zsh", "downslope di")])
def test_shells_complete_commands(shell: str, typed: str) -> None:
    asked = {"_DOWNSLOPE_COMPLETE": f"{shell}_complete", "COMP_WORDS": typed, "COMP_CWORD": "1"}
    code = "import sys; sys.argv = ['downslope']; from downslope.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | asked, capture_output=True, text=True
    )
    assert "diagnose" in done.stdout
    assert "demo" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="its shells are not among these")
@pytest.mark.parametrize(
    ("shell", "place"),
    [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", ".config/fish/completions/downslope.fish")],
)
def test_completion_is_installed_once_and_keeps_what_is_there(
    shell: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# mine")
    for _ in range(2):
        assert run(["--install-completion"]) == 0
    mine, line = file.read_text().splitlines()
    assert mine == "# mine"
    assert f"_DOWNSLOPE_COMPLETE={shell}_source downslope" in line


def test_completion_for_another_shell_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    for option in ("--install-completion", "--show-completion"):
        assert run([option]) == 2
        assert "bash, zsh, fish, not in 'tcsh'" in capsys.readouterr().err
