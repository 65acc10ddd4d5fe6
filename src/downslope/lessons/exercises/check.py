"""`check`: is the learner's file right? In a process of its own, with a time limit.

Whatever the file does, the answer is a `Check`: a syntax error, an endless loop, a file that is
gone. What it prints is kept (the beginning of it), for prints are how one finds a mistake.
"""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from downslope.lessons.exercises.catalogue import Exercise
from downslope.lessons.exercises.checks.learner import CALL

SECONDS = 10.0  # for a file that is right takes far less than one
GRACE = 10.0  # on top of that to start in, until the process is ended from outside
LARGEST_FILE = 1_000_000  # bytes
MOST_PRINTED = 20_000  # bytes that are kept of what the file prints


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one file."""

    exercise: str
    state: str  # "passed", "gap" (not begun), "wrong", "error" (it cannot run) or "slow"
    title: str  # one line
    lines: tuple[str, ...] = ()  # what differs, and what it may be
    line: int | None = None  # of the file, where there is one to look at
    source: str | None = None  # the text of that line
    printed: str = ""  # what the file printed, the beginning of it

    @property
    def passed(self) -> bool:
        """Whether the exercise is solved."""
        return self.state == "passed"

    def to_dict(self) -> dict[str, object]:
        """Plain data for programs."""
        return {"passed": self.passed} | asdict(self)


def check(exercise: Exercise, path: Path, seconds: float = SECONDS) -> Check:
    """Hold the file at `path` against the exercise; `seconds` limits how long it may run.

    The code is run with the rights of whoever asks, as if they ran it themselves.
    """
    text, failure = _read(path)
    if failure is None:
        failure = _unready(text)
    if failure is None:
        failure = _run(exercise, path.resolve(), seconds)
    line = failure.get("line")
    rows = text.splitlines()
    source = rows[line - 1].rstrip() if line and line <= len(rows) else None
    return Check(exercise.id, source=source, **failure)


def _read(path: Path) -> tuple[str, dict[str, Any] | None]:
    """The text of the file, or why there is none."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return "", _error(f"{path.name} is over a megabyte: that is no exercise any more")
        return path.read_text("utf-8-sig"), None
    except FileNotFoundError:
        return "", _error(f"{path.name} is gone", "Save it again, or reset the exercise.")
    except UnicodeDecodeError:
        return "", _error(f"{path.name} is no text in UTF-8", "Save it as UTF-8.")
    except OSError as error:
        return "", _error(f"{path.name} cannot be read: {error.strerror}")


def _unready(text: str) -> dict[str, Any] | None:
    """What can be told without running it: Python cannot read it, or there is still a gap."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python says them again when the file runs
            tree = ast.parse(text)
    except SyntaxError as error:
        column = f", column {error.offset}" if error.offset else ""
        meant = next((line for words, line in _MEANT.items() if words in str(error.msg)), None)
        title = f"Python cannot read this{column}: {error.msg}"
        return _error(title, *([meant] if meant else []), line=error.lineno)
    except (ValueError, RecursionError, MemoryError) as error:
        return _error(f"Python cannot read this: {error}")
    gaps = sorted(line for node in ast.walk(tree) if (line := _gap(node)))
    if not gaps:
        return None
    many = f"{len(gaps)} gaps are" if len(gaps) > 1 else "The gap is"
    return {
        "state": "gap",
        "title": f"{many} still open",
        "lines": ("That is on purpose: replace ... with your code, and save.",),
        "line": gaps[0],
    }


_MEANT = {
    "invalid syntax": "Is an operator missing, such as * or @, or a bracket in the line before?",
    "indent": "Lines that belong together begin in the same column: four spaces each step.",
    "was never closed": "Each bracket that opens has to close.",
}


def _gap(node: ast.AST) -> int | None:
    """The line, where an `...` stands for a value or a statement that is to come."""
    if not isinstance(node, ast.Assign | ast.Return | ast.Expr):
        return None
    value = node.value
    return node.lineno if isinstance(value, ast.Constant) and value.value is Ellipsis else None


def _run(exercise: Exercise, path: Path, seconds: float) -> dict[str, Any]:
    """The verdict of the process that runs the file."""
    with tempfile.TemporaryDirectory(prefix="downslope-") as folder:
        result = Path(folder, "verdict.json")
        arguments = [exercise.id, str(path), str(result), str(seconds)]
        printed, in_time = _in_a_process(arguments, seconds + GRACE, path.parent)
        if result.exists():
            said: dict[str, Any] = json.loads(result.read_text("utf-8"))
            if said.pop("passed"):
                return _passed(exercise, printed)
            printed = _of_call(printed, -1)
            state = "error" if said["line"] else "wrong"
            return said | {"state": state, "lines": tuple(said["lines"]), "printed": printed}
        printed = _of_call(printed, -1)
        stuck = Path(f"{result}.stuck")
        where = stuck.read_text("utf-8") if stuck.exists() else ""
        if in_time and "Timeout" not in where:
            return _left_early() | {"printed": printed}
        return _too_slow(where, path, seconds) | {"printed": printed}


def _passed(exercise: Exercise, printed: str) -> dict[str, Any]:
    return {
        "state": "passed",
        "title": "Passed",
        "lines": (exercise.learned,),
        "printed": _of_call(printed, 0),
    }


def _of_call(printed: str, which: int) -> str:
    """What the file printed when it was loaded and in one of the calls: the first, or the last."""
    loading, *calls = printed.split(CALL)
    return loading + (calls[which] if calls else "")


def _in_a_process(arguments: list[str], seconds: float, folder: Path) -> tuple[str, bool]:
    """Run the check, and leave none of it running; what it printed, and whether it ended itself."""
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    process = subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-X",
            "utf8",
            "-m",
            "downslope.lessons.exercises.checks",
            *arguments,
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # so that all it started can be ended with it
    )
    kept = bytearray()
    assert process.stdout is not None
    reader = threading.Thread(target=_keep, args=(process.stdout, kept), daemon=True)
    reader.start()
    in_time = True
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        in_time = False
    finally:
        _end(process)
        reader.join(GRACE)
    return kept.decode("utf-8", "replace"), in_time


def _keep(stream: IO[bytes], kept: bytearray) -> None:
    """Read to the end, so that nobody waits to write; keep the beginning."""
    with stream:
        while chunk := stream.read1(65536):  # type: ignore[attr-defined]
            kept += chunk[: MOST_PRINTED - len(kept)]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            process.kill()
    process.wait()


def _left_early() -> dict[str, Any]:
    return _error(
        "Your code ended the program before the check was done",
        "Is there an exit in it, or did it run out of memory?",
    )


def _too_slow(where: str, path: Path, seconds: float) -> dict[str, Any]:
    """Stopped; the watchdog may have seen `where` it was."""
    own = re.search(rf'File "{re.escape(str(path))}", line (\d+)', where)
    return {
        "state": "slow",
        "title": f"Your code was still running after {seconds:g} seconds, and was stopped",
        "lines": ("Is there a loop that never ends?",),
        "line": int(own[1]) if own else None,
    }


def _error(title: str, *lines: str, line: int | None = None) -> dict[str, Any]:
    return {"state": "error", "title": title, "lines": lines, "line": line}
