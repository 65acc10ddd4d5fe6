"""What can happen to an exercise's file: errors of syntax, crashes, endless loops, odd files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from downslope.lessons.exercises.check import check
from downslope.lessons.exercises.workbook import exercise
from exercise_checks import checked
from sampling import sampled


def test_a_syntax_error_shows_the_line(tmp_path: Path) -> None:
    source = exercise("predict").template.replace("return ...", "return X_b @ w)")
    found = checked("predict", source, tmp_path)
    assert found.state == "error"
    assert "unmatched ')'" in found.title
    assert found.line is not None
    assert found.source == source.splitlines()[found.line - 1]
    assert "X_b @ w)" in found.source


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("2 / n X_b", "Is an operator missing"),
        ("(2 / n", "Each bracket that opens"),
        ("if n:\n    2", "begin in the same column"),
    ],
)
def test_what_a_syntax_error_may_come_from(wrong: str, said: str, tmp_path: Path) -> None:
    found = checked("gradient", f"n = 1\n{wrong}\n".replace("if n:\n    2", "if n:\n2"), tmp_path)
    assert found.state == "error"
    assert said in found.lines[0]


def test_a_crash_shows_the_line_of_the_file(tmp_path: Path) -> None:
    source = exercise("gradient").solution.replace("X_b.T @", "X_b @")
    found = checked("gradient", source, tmp_path)
    assert found.state == "error"
    assert found.source is not None
    assert "X_b @ residuals" in found.source


def test_an_endless_loop_is_stopped_and_located(tmp_path: Path) -> None:
    source = exercise("predict").solution.replace("return X_b @ w", "while True:\n        pass")
    found = checked("predict", source, tmp_path, seconds=3.0)
    assert found.state == "slow"
    assert "still running after 3 seconds" in found.title
    assert found.source is not None
    assert found.source.strip() in ("while True:", "pass")


def test_endless_printing_neither_hangs_nor_fills_the_memory(tmp_path: Path) -> None:
    source = "def predict(X_b, w):\n    while True:\n        print('x' * 1000)\n"
    found = checked("predict", source, tmp_path, seconds=3.0)
    assert found.state == "slow"
    assert 0 < len(found.printed) <= 20_000


def test_an_endless_list_ends(tmp_path: Path) -> None:
    source = "import numpy as np\n\ndef predict(X_b, w):\n    return np.ones(2**34)\n"
    found = checked("predict", source, tmp_path)
    assert found.state == "error"
    assert "more memory" in found.title
    assert found.line == 4


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    """A process that the learner's code started ends with the check."""
    source = (
        "import subprocess, sys, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(child.pid))\n"
        "while True:\n    pass\n"
    )
    assert checked("predict", source, tmp_path, seconds=3.0).state == "slow"
    pid = int((tmp_path / "pid").read_text())
    for _ in range(100):
        if not _is_running(pid):
            break
        time.sleep(0.1)
    assert not _is_running(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_check_ends_even_when_the_one_who_asked_was_killed(tmp_path: Path) -> None:
    file = tmp_path / "02-predict.py"
    file.write_text(
        "import os, pathlib\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n"
        "while True:\n    pass\n"
    )
    code = (
        "from pathlib import Path\n"
        "from downslope.lessons.exercises.workbook import exercise\n"
        "from downslope.lessons.exercises.check import check\n"
        f"check(exercise('predict'), Path({str(file)!r}), 3.0)"
    )
    asking = subprocess.Popen([sys.executable, "-c", code])
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.05)
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    pid = int((tmp_path / "pid").read_text())
    for _ in range(200):
        if not _is_running(pid):
            break
        time.sleep(0.1)
    assert not _is_running(pid)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
    return state != "Z"  # ended, and not yet collected


ODD = [
    ("import sys\nsys.exit(0)\n", "Your code ended the program"),
    ("import os\nos._exit(0)\n", "before the check was done"),
    ("input('? ')\n", "Nobody can type"),
    ("1/0\n", "ZeroDivisionError"),
    ("def predict(X_b, w):\n    return predict(X_b, w)\n", "keeps calling itself"),
    ("def predict(X_b):\n    return X_b\n", "takes 1 positional argument"),
    ("predict = 3\n", "predict is missing"),
    ("def predict(X_b, w):\n    X_b += 1\n    return X_b @ w\n", "changes an array"),
    ("import no_such_module\n", "No module named 'no_such_module'"),
    ("raise KeyboardInterrupt\n", "before the check was done"),
    ("", "predict is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "said"), sampled(ODD, 6))
def test_whatever_a_file_does_the_answer_is_one_clear_title(
    source: str, said: str, tmp_path: Path
) -> None:
    found = checked("predict", source, tmp_path)
    assert found.state in ("error", "wrong")
    assert said in "\n".join([found.title, *found.lines])
    assert "\n" not in found.title


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    predict = exercise("predict")
    gone = check(predict, tmp_path / "02-predict.py")
    assert "02-predict.py is gone" in gone.title
    file = tmp_path / "02-predict.py"
    file.write_bytes(b"\xff\xfe\x00\x81")
    assert "not a text file in UTF-8" in check(predict, file).title
    file.write_text("x" * 1_000_001)
    assert "over a megabyte" in check(predict, file).title
    file.write_text("x = 1\0")
    assert "cannot read this" in check(predict, file).title
    folder = tmp_path / "a-folder.py"
    folder.mkdir()
    assert "cannot be read" in check(predict, folder).title


def test_an_editor_that_marks_its_files_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "02-predict.py"
    file.write_bytes(b"\xef\xbb\xbf" + exercise("predict").solution.replace("\n", "\r\n").encode())
    assert check(exercise("predict"), file).passed


def test_what_the_file_prints_is_kept(tmp_path: Path) -> None:
    found = checked("update", exercise("update").solution, tmp_path)
    assert found.printed.startswith("epoch   0 MSE=526.0077 w=[2.397 0.994]\n")
    assert found.printed.count("\n") == 5  # of the first call; the check makes others


def test_what_is_shown_of_a_wrong_file_is_what_the_wrong_call_printed(tmp_path: Path) -> None:
    source = exercise("predict").solution.replace(
        "return X_b @ w", "print('columns:', X_b.shape[1])\n    return X_b[:, 0] * w[0] + w[1]"
    )
    found = checked("predict", source, tmp_path)
    assert found.state == "wrong"
    assert found.printed == "columns: 4\n"


def test_neighbours_cannot_take_the_place_of_modules(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise ImportError('not this one')\n")
    assert checked("predict", exercise("predict").solution, tmp_path).passed


def test_a_verdict_is_plain_data(tmp_path: Path) -> None:
    plain = checked("loss", exercise("loss").solution, tmp_path).to_dict()
    assert plain["passed"] is True
    assert plain["exercise"] == "loss"
    assert "solution" not in exercise("loss").to_dict()
