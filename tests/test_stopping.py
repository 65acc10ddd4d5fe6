"""Ctrl-C ends everything at once: one line is said, and no worker and no half of a file is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import numpy as np
import polars as pl
import psutil
import pytest

from clusters import CLUSTERS
from downslope.cli import run as command_line
from sampling import sampled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")

AT_ONCE = 60.0  # seconds: far less than the runs below would take, and room for a busy machine
FOLDED = """
import os, signal, sys, threading, time
import numpy as np
from stream_tasks import Rows, fold, total

if __name__ == "__main__":
    tasks = [Rows(np.zeros((7_000, 2)), i, seconds=0.1) for i in range(40)]
    for place, part in enumerate(fold(tasks, total, sys.argv[1], workers=2)):
        print("part", flush=True)
"""
COMMAND = """
import sys
from downslope.cli import live, main, options

if __name__ == "__main__":
    if "dask" in sys.argv:
        from downslope.data.engines import dask
        dask.PATIENCE = dask.SILENCE = 600.0  # a worker of a busy machine is not said to be silent
    options.PATIENCE = 0
    live.Waiting.show = lambda self, draw: print("part", flush=True)
    main(sys.argv[1:])
"""


MARK = "DOWNSLOPE_STARTED_BY_A_TEST"  # set for a command and inherited by all its processes
_marks: dict[int, str] = {}


def started(script: Path, *arguments: str) -> subprocess.Popen[str]:
    """A Python whose processes can be found, whatever sessions they are in."""
    here = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
    mark = str(uuid4())
    running = subprocess.Popen(
        [sys.executable, str(script), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | {"PYTHONPATH": here, "RAY_USAGE_STATS_ENABLED": "0", MARK: mark},
    )  # fmt: skip
    _marks[running.pid] = mark
    return running


def stopped(running: subprocess.Popen[str]) -> tuple[int, str, str, float]:
    """Exit status, output, errors and seconds of what is sent Ctrl-C."""
    began = time.monotonic()
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=180)
    return running.returncode, out, err, time.monotonic() - began


def assert_none_left(command: int) -> None:
    # A process that was killed takes a moment to be gone, and a worker of Ray that was about to
    # start ends when it finds its node gone.
    patience = time.monotonic() + 180
    while processes_of(command) and time.monotonic() < patience:
        time.sleep(0.1)
    assert processes_of(command) == []


def processes_of(command: int) -> list[str]:
    """The processes of the command that was started with this number."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            alive = process.status() != psutil.STATUS_ZOMBIE
            if alive and process.environ().get(MARK) == _marks[command]:
                found.append(" ".join(process.cmdline()))
    return found


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 1000 tasks, minutes of work: one file under as many names."""
    folder = tmp_path_factory.mktemp("large")
    first = folder / "part-0.parquet"
    columns = np.random.default_rng(0).normal(size=(20, 200_000)).astype(np.float32)
    pl.DataFrame({f"x{j}": column for j, column in enumerate(columns)}).write_parquet(first)
    for place in range(1, 1000):
        os.link(first, folder / f"part-{place}.parquet")
    return folder


# Starting a cluster takes far longer than stopping it: which one is started here is sampled.
@pytest.mark.parametrize("engine", ["threads", *sampled(CLUSTERS, 1, "a loop in Python")])
def test_a_loop_in_python_is_stopped(engine: str, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(FOLDED)
    running = started(script, engine)
    assert running.stdout is not None
    assert running.stdout.readline() == "part\n"
    _, out, err, _ = stopped(running)
    assert "KeyboardInterrupt" in err
    assert out.count("part") < 39
    assert_none_left(running.pid)


@pytest.mark.parametrize("engine", ["threads", *sampled(CLUSTERS, 1, "in the midst")])
def test_a_command_in_the_midst_of_its_run(engine: str, large: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(COMMAND)
    running = started(script, "fit", str(large), "-t", "x0", "--engine", engine)
    assert running.stdout is not None
    for _ in range(10):
        assert running.stdout.readline() == "part\n"
    time.sleep(0.1)  # in the midst of a task, not between two
    status, out, err, seconds = stopped(running)
    assert (status, err) == (130, "Stopped.\n")
    assert set(out.split()) <= {"part"}
    assert seconds < AT_ONCE
    assert_none_left(running.pid)


def test_a_summary_that_was_not_finished_is_not_there(large: Path, tmp_path: Path) -> None:
    script, folder = tmp_path / "script.py", tmp_path / "kept"
    script.write_text(COMMAND)
    folder.mkdir()
    running = started(script, "summarize", str(large), "-t", "x0", "-o", str(folder / "x.dss"))
    assert running.stdout is not None
    assert running.stdout.readline() == "part\n"
    status, _, err, seconds = stopped(running)
    assert (status, err) == (130, "Stopped.\n")
    assert seconds < AT_ONCE
    assert list(folder.iterdir()) == []


def test_a_summary_that_was_being_written_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(handle: int) -> None:
        assert len(list(tmp_path.iterdir())) == 1  # beside its place
        raise KeyboardInterrupt

    monkeypatch.setattr("downslope.data.atomic.os.fsync", interrupted)
    assert command_line(["summarize", "hubble", "-o", str(tmp_path / "x.dss")]) == 130
    assert capsys.readouterr().err == "Stopped.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", sampled(CLUSTERS, 1, "starts"))
def test_a_command_while_its_cluster_starts(engine: str, tmp_path: Path) -> None:
    file, script = tmp_path / "d.csv", tmp_path / "script.py"
    file.write_text("x,y\n1,2\n2,4.1\n3,6\n")
    script.write_text(COMMAND)
    running = started(script, "fit", str(file), "-t", "y", "--engine", engine)
    patience = time.monotonic() + 180
    while len(processes_of(running.pid)) < 2 and time.monotonic() < patience:
        time.sleep(0.05)
    status, out, err, _ = stopped(running)
    assert (status, out, err) == (130, "", "Stopped.\n")
    assert_none_left(running.pid)
