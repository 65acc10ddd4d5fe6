"""What libraries print and log stays off the terminal; our messages and real faults do not."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from downslope.cli.output import loggers_silent

CODE = """
import os, sys
from downslope.cli.output import native_messages_aside
with native_messages_aside():
    os.write(2, b"thread panicked\\n")
    print("from Python", file=sys.stderr)
    {last}
print("after", file=sys.stderr)
os.write(2, b"native after\\n")
"""


def stderr_of(last: str) -> str:
    command = [sys.executable, "-c", CODE.format(last=last)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def test_what_is_native_is_put_aside() -> None:
    assert stderr_of("pass") == "from Python\nafter\nnative after\n"


def test_an_error_that_gets_through_shows_it() -> None:
    shown = stderr_of("raise ValueError('a defect')")
    assert shown.startswith("from Python\nthread panicked\n")
    assert "a defect" in shown


def test_loggers_are_silent_while_a_command_runs(caplog: pytest.LogCaptureFixture) -> None:
    with loggers_silent():
        logging.getLogger("elsewhere").critical("a connection broke")
    assert caplog.messages == []
    logging.getLogger("elsewhere").critical("afterwards")
    assert caplog.messages == ["afterwards"]


@pytest.mark.parametrize("closed", ["sys.stderr = None", "sys.stderr.close()", "os.close(2)"])
def test_without_a_standard_error_nothing_breaks(closed: str) -> None:
    code = f"""
import os, sys
{closed}
from downslope.cli import run
sys.exit(run(["--version"]))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:9]) == (0, "downslope")
