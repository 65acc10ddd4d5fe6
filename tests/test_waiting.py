"""What people see while a run or a pass goes on: at a terminal, after a while, and then gone."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from rich.text import Text

import downslope as ds
from downslope.cli import run
from downslope.cli.live import PAUSE, LiveTable, Waiting
from downslope.cli.options import reading_line
from downslope.data.blocks import FrameTask
from downslope.fitting.passes.reader import Reading

needs_a_terminal = pytest.mark.skipif(
    sys.platform == "win32", reason="pseudo-terminals are of Unix"
)


def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=80)


def written(out: Console) -> str:
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_nothing_is_shown_before_it_takes_long() -> None:
    out = terminal()
    with Waiting(60, out) as waiting:
        waiting.show(lambda: pytest.fail("drawn"))
    assert written(out) == ""


def test_what_is_shown_is_gone_at_the_end() -> None:
    out = terminal()
    with Waiting(0, out) as waiting:
        waiting.show(lambda: Text("half of it"))
        assert "half of it" in written(out)
    assert written(out).endswith("\x1b[2K")  # the line is cleared


def test_pictures_are_drawn_no_more_often_than_eyes_can_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, drawn = [0.0], []
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    with Waiting(0, terminal()) as waiting:
        for _ in range(100):
            waiting.show(lambda: drawn.append(1) or Text(""))
            clock[0] += PAUSE / 10
    assert len(drawn) == 10


def test_a_pipe_gets_the_table_alone(capsys: pytest.CaptureFixture[str]) -> None:
    out = Console(file=io.StringIO(), width=80)
    with LiveTable(out, ("x", "intercept"), 4) as live:
        problem = ds.LeastSquares(np.arange(3.0), np.arange(3.0))
        for step in ds.descend(problem, 0.1):
            live.show(step)
            if step.epoch == 4:
                break
    rows = [line.split()[0] for line in written(out).splitlines() if line[:8].strip()[:1].isdigit()]
    assert rows == ["0", "1", "2", "4"]
    assert capsys.readouterr() == ("", "")


@needs_a_terminal
def test_a_run_into_a_pipe_is_shown_to_who_waits_at_the_terminal() -> None:
    shown, printed = seen_and_piped(
        "from downslope.cli import live, run\n"
        "live.PATIENCE = 0\n"
        "run(['train', 'hubble', '--epochs', '20000'])\n"
    )
    assert re.search(r"epoch .*/20000", shown)
    assert "\x1b" not in printed
    assert re.search(r"^ *20,000 ", printed, re.MULTILINE)


PASSES = ["fit", "train", "diagnose", "sweep", "summarize"]  # that read large data in passes


@needs_a_terminal
@pytest.mark.parametrize("command", PASSES)
def test_the_pass_over_large_data_is_shown(command: str, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_text("x,y\n" + "".join(f"{i},{i * i % 7}\n" for i in range(50)))
    options = ["-o", str(tmp_path / "x.dss")] if command == "summarize" else []
    shown, printed = seen_and_piped(
        "from downslope.cli import options, run\n"
        "from downslope.data import open\n"
        "options.PATIENCE, open.LARGE, open.FEW = 0, 10, 10\n"
        f"run({[command, str(file), '-t', 'y', '--json', *options]!r})\n"
    )
    assert "Pass 1: 50 rows, " in shown
    assert shown.endswith("\x1b[2K")  # and is gone at the end
    assert json.loads(printed)


@pytest.mark.parametrize("command", ["train", "diagnose", "sweep"])
def test_large_data_are_read_once(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "large.csv"
    file.write_text("x,y\n" + "".join(f"{i},{i * i % 7}\n" for i in range(50)))
    read: list[str] = []
    blocks = FrameTask.blocks

    def noted(task: FrameTask) -> Iterator[np.ndarray]:
        read.append(task.where)
        return blocks(task)

    monkeypatch.setattr(FrameTask, "blocks", noted)
    monkeypatch.setattr("downslope.data.open.LARGE", 10)
    assert run([command, str(file), "-t", "y"]) == 0
    assert read == [str(file)]


def seen_and_piped(code: str) -> tuple[str, str]:
    """What Python code shows at a terminal of its standard error, and what it writes to a pipe."""
    import pty

    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=slave, text=True,
        env=environment,
    ) as command:  # fmt: skip
        os.close(slave)
        shown = everything(master)
        assert command.stdout is not None
        printed = command.stdout.read()
    assert command.returncode == 0
    return shown, printed


def everything(terminal: int) -> str:
    """What is written to a terminal until nobody holds its other end any more."""
    pieces = []
    with os.fdopen(terminal, "rb", buffering=0) as screen, suppress(OSError):
        while piece := screen.read(1 << 16):
            pieces.append(piece)
    return b"".join(pieces).decode()


@pytest.mark.parametrize(
    ("reading", "line"),
    [
        (Reading(1, 3_000_000, 50_000_000, 0.15),
         "Pass 1: 3,000,000 of 50,000,000 rows (6%), 20 million a second, 2 s left"),
        (Reading(2, 500_000, None, 0.5), "Pass 2: 500,000 rows, 1 million a second"),
        (Reading(1, 1, None, 1e-6), "Pass 1: 1 row, 1 million a second"),
        (Reading(1, 1000, 7_300_000, 1.0),
         "Pass 1: 1,000 of 7,300,000 rows (0%), 0.001 million a second, 2 h 1 min left"),
        (Reading(1, 1_000_000, 91_000_000, 1.0),
         "Pass 1: 1,000,000 of 91,000,000 rows (1%), 1 million a second, 1 min 30 s left"),
        (Reading(1, 0, 10, 0.0), "Pass 1: 0 of 10 rows (0%), 0 million a second"),
    ],
)  # fmt: skip
def test_how_far_a_pass_has_come(reading: Reading, line: str) -> None:
    assert reading_line(reading) == line
