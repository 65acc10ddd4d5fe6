"""Check of a learner's file, in a process of its own and with a time limit.

The result is always a `Check`, whether the file has a syntax error, never ends, or is missing. The
beginning of what the file prints is kept, because learners print in order to find mistakes.
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

from downslope.lessons.exercises.checks.learner import CALL
from downslope.lessons.exercises.workbook import Exercise

SECONDS = 10.0  # a correct file takes far less than one
GRACE = 10.0  # seconds on top of that for starting, before the process is ended from outside
LARGEST_FILE = 1_000_000  # bytes
MOST_PRINTED = 20_000  # bytes of output that are kept


@dataclass(frozen=True, slots=True)
class Check:
    """Result of checking one file."""

    exercise: str
    state: str  # "passed", "gap" (not begun), "wrong", "error" (it cannot run) or "slow"
    title: str  # one line
    lines: tuple[str, ...] = ()  # what differs, and the likely cause
    line: int | None = None  # number of the line to look at
    source: str | None = None  # the text of that line
    printed: str = ""  # the beginning of what the file printed

    @property
    def passed(self) -> bool:
        """Whether the exercise is solved."""
        return self.state == "passed"

    def to_dict(self) -> dict[str, object]:
        """Return the result as plain data."""
        return {"passed": self.passed} | asdict(self)


def check(exercise: Exercise, path: Path, seconds: float = SECONDS) -> Check:
    """Check the file at `path`; it may run for at most `seconds`.

    The code runs with the rights of the caller, as if they ran it themselves.
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
    """Return the text of the file, or the reason why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return "", _error(f"{path.name} is over a megabyte: an exercise is much shorter")
        return path.read_text("utf-8-sig"), None
    except FileNotFoundError:
        return "", _error(f"{path.name} is gone", "Save it again, or reset the exercise.")
    except UnicodeDecodeError:
        return "", _error(f"{path.name} is not a text file in UTF-8", "Save it as UTF-8.")
    except OSError as error:
        return "", _error(f"{path.name} cannot be read: {error.strerror}")


def _unready(text: str) -> dict[str, Any] | None:
    """Return a syntax error or an open gap: what is known before the file runs."""
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
        "lines": ("This is on purpose: replace ... with your code, and save.",),
        "line": gaps[0],
    }


_MEANT = {
    "invalid syntax": "Is an operator missing, such as * or @, or a bracket in the line before?",
    "indent": "Lines that belong together begin in the same column. Indent by four spaces.",
    "was never closed": "Each bracket that opens must be closed.",
}


def _gap(node: ast.AST) -> int | None:
    """Return the line number of a gap: an `...` in place of a value or a statement."""
    if not isinstance(node, ast.Assign | ast.Return | ast.Expr):
        return None
    value = node.value
    return node.lineno if isinstance(value, ast.Constant) and value.value is Ellipsis else None


def _run(exercise: Exercise, path: Path, seconds: float) -> dict[str, Any]:
    """Run the file in a process of its own and return the fields of the result."""
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
    """Return what the file printed while loading and in one call, such as the first or last."""
    loading, *calls = printed.split(CALL)
    return loading + (calls[which] if calls else "")


def _in_a_process(arguments: list[str], seconds: float, folder: Path) -> tuple[str, bool]:
    """Run the check and end all its processes; return its output and whether it ended in time."""
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
    """Read to the end, so that the writer never waits, and keep the beginning."""
    with stream:
        while chunk := stream.read1(65536):  # type: ignore[attr-defined]
            kept += chunk[: MOST_PRINTED - len(kept)]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and everything that it started."""
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
        "Does it call exit(), or did it run out of memory?",
    )


def _too_slow(where: str, path: Path, seconds: float) -> dict[str, Any]:
    """Return the result of a file that was stopped; `where` is the watchdog's traceback."""
    own = re.search(rf'File "{re.escape(str(path))}", line (\d+)', where)
    return {
        "state": "slow",
        "title": f"Your code was still running after {seconds:g} seconds, and was stopped",
        "lines": ("Is there a loop that never ends?",),
        "line": int(own[1]) if own else None,
    }


def _error(title: str, *lines: str, line: int | None = None) -> dict[str, Any]:
    return {"state": "error", "title": title, "lines": lines, "line": line}
