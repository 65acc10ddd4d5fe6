"""`downslope learn` in a terminal of 80 × 24: keys, saves, and leaving in every way."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from downslope.lessons.exercises.workbook import exercise, exercises
from downslope.lessons.progress import Progress
from downslope.lessons.sections import section, sections
from downslope.lessons.walk import Stop, Walk, stops
from sampling import sampled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

PATIENCE = 60.0  # seconds until a screen counts as never coming: a machine may be busy
FOLDER = "downslope-exercises"
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]")


ORDER = [each.id for each in sections()]
FIRST_EXERCISE = Stop("exercise", "init", "five-steps")


class Terminal:
    """A learner's terminal: keys go in, and what came out since the last key is looked at."""

    def __init__(self, home: Path, *arguments: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.set_blocking(self.master, False)
        self.before = termios.tcgetattr(self.slave)
        environment = os.environ | {"TERM": "xterm-256color", "NO_COLOR": "1"}
        for name in ("COLUMNS", "LINES"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "downslope", "learn", *arguments],
            cwd=home, stdin=self.slave, stdout=self.slave, stderr=self.slave,
            env=environment, preexec_fn=_own_terminal,
        )  # fmt: skip
        self.seen = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    def press(self, keys: str) -> Self:
        """Send keys, and look only at what comes after them."""
        self._read()
        self.seen = ""
        os.write(self.master, keys.encode())
        return self

    def shows(self, *texts: str) -> Self:
        """Wait until all of that is on the screen."""
        until = time.monotonic() + PATIENCE
        while not all(text in self.plain() for text in texts):
            assert time.monotonic() < until, f"{texts} did not come:\n{self.plain()}"
            assert self._read() or self.process.poll() is None, f"it ended:\n{self.plain()}"
            time.sleep(0.02)
        assert "`" not in self.seen, f"raw Markdown:\n{self.plain()}"
        return self

    def plain(self) -> str:
        """What came, without colours, and with every gap one blank."""
        return " ".join(CODES.sub("", self.seen).split())

    def leaves(self) -> int:
        """Its exit status, once it has ended by itself."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self._read()
            assert time.monotonic() < until, f"it does not end:\n{self.plain()}"
            time.sleep(0.02)
        self._read()
        return self.process.returncode

    def is_as_before(self) -> bool:
        """Whether the terminal shows what is typed, as it did."""
        import termios

        return termios.tcgetattr(self.slave)[:4] == self.before[:4]

    def _read(self) -> bool:
        with contextlib.suppress(BlockingIOError, OSError):
            if data := os.read(self.master, 65536):
                self.seen += data.decode("utf-8", "replace")
                return True
        return False


def _own_terminal() -> None:
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C arrives


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path / "data"))
    return here


def file_of(home: Path, name: str) -> Path:
    return home / FOLDER / exercise(name).filename


def walk() -> Walk:
    return Walk(Progress.load())


def leave_by(key: str, screen: Terminal, stop: Stop) -> None:
    """Press a key once that stop is shown; where a line is asked for, with Enter."""
    asks = stop.kind == "prediction"
    screen.shows(stop.title, "Your prediction:" if asks else "q quit")
    screen.press(f"{key}\r" if asks else key)


def test_from_the_first_screen_to_the_first_passed_exercise(home: Path) -> None:
    with Terminal(home) as screen:
        screen.shows(
            "Welcome", "fail on purpose", f"{len(exercises())} exercises are now in {FOLDER}"
        )
        screen.press("\r").shows("Read · Before you start")
        for stop in stops()[: stops().index(FIRST_EXERCISE)]:  # passed by, one after the other
            leave_by("n", screen, stop)
        screen.shows("Exercise 1 · Initialize", "2 gaps are still open", "on purpose")
        screen.press("h").shows("Hint 1 of 3").press("h").shows("Hint 2 of 3")
        screen.press("s").shows("opens once yours has passed")
        file_of(home, "init").write_text(exercise("init").solution)
        screen.shows("✓ Passed", f"1 of {len(exercises())} exercises")
        screen.press("s").shows("One solution", "rng.standard_normal(2)")
        screen.press("\r").shows("Exercise 2 · Predict", "The gap is still open")
        screen.press("q").shows("picks up where you left off")
        assert screen.leaves() == 0
        assert screen.is_as_before()
    with Terminal(home) as screen:  # and the next day
        screen.shows("Exercise 2 · Predict", f"1 of {len(exercises())} exercises").press("q")
        assert screen.leaves() == 0


def test_a_section_is_read_page_by_page(home: Path) -> None:
    with Terminal(home) as screen:
        screen.shows("Welcome").press("\r").shows("Read · Before you start", "page 1 of")
        pages = int(re.findall(r"page 1 of (\d+)", screen.plain())[-1])
        assert pages > 1
        for page in range(2, pages + 1):
            screen.press(" ").shows(f"page {page} of {pages}")
        screen.press("b").shows(f"page {pages - 1} of {pages}")
        screen.press("\x1b[C").shows(f"page {pages} of {pages}", "go on")  # the right arrow
        screen.press("\r")
        leave_by("q", screen, stops()[1])
        assert screen.leaves() == 0
    assert walk().is_done(Stop("section", ORDER[0], ORDER[0]))
    assert not walk().is_done(Stop("section", ORDER[1], ORDER[1]))


def test_a_section_can_be_named_and_ends_with_its_prompt(home: Path) -> None:
    done = walk()
    done.progress.record("prediction", "outlier", status="skipped")
    with Terminal(home, "mse") as screen:
        screen.shows("Welcome").press("\r").shows("Read · What the loss measures", "skip text")
        pages = int(re.findall(r"page 1 of (\d+)", screen.plain())[-1])
        for page in range(2, pages + 1):
            screen.press(" ").shows(f"page {page} of {pages}")
        screen.shows("Answer in your own words", "downslope open --section mse", "go on")
        screen.press("q")
        assert screen.leaves() == 0


def test_predict_run_explain(home: Path) -> None:
    first, second, third = section("learning-rate").experiments[:3]
    with Terminal(home) as screen:
        screen.shows("Welcome").press("\r").shows("q quit").press("l")
        screen.shows("Section:").press("5\r")  # the experiments first: the text has their outcomes
        screen.shows("Predict · A rate ten times smaller", "Your prediction:")
        screen.press("a lot\r").shows("is not a number")
        screen.press("1,1\r").shows("with a decimal point and no comma")
        screen.press("3\r").shows("You said 3", "See it yourself: downslope demo --lr 0.001")
        screen.press("\r").shows("will it be NaN?", "Your prediction:")
        screen.press("z\r").shows("one of the letters a to d")
        screen.press("c\r").shows("Right.", "enter go on")
        screen.press("\r").shows("How fast does it explode?", "Your prediction:")
        screen.press("\r").shows("Press Enter again to skip it").press("\r").shows(
            "Skipped. The right answer is"
        )
        screen.press("\r").shows("Your prediction:").press("q\r")
        assert screen.leaves() == 0
        assert screen.is_as_before()
    known = Progress.load().all("prediction")
    assert [known[name]["status"] for name in (first, second, third)] == [
        "wrong", "right", "skipped",
    ]  # fmt: skip
    assert known[first]["predicted"] == 3
    assert known[third]["predicted"] is None
    assert len(known) == 3


def test_an_experiment_from_within_an_exercise(home: Path) -> None:
    with Terminal(home, "diverging") as screen:
        screen.shows("Welcome").press("\r").shows("Spot a diverging run", "p predict", "b back")
        screen.press("p").shows("A rate ten times smaller", "Your prediction:")
        screen.press("1.1\r").shows("back to the exercise").press("\r")
        screen.shows("Exercise 6 · Spot a diverging run").press("q")
        assert screen.leaves() == 0
    assert list(Progress.load().all("prediction")) == ["crawl"]


def test_mistakes_are_told_on_every_save_whichever_way_the_editor_saves(home: Path) -> None:
    right = exercise("predict").solution
    with Terminal(home, "predict") as screen:
        screen.shows("Welcome").press("\r").shows("The gap is still open")
        file = file_of(home, "predict")
        screen.press("t")
        file.write_text(right.replace("X_b @ w", "X_b * w"))
        screen.shows("wrong shape", "(100,)", "(100, 2)")
        file.write_text(right.replace("X_b @ w", "X_b @ w)"))
        screen.shows("cannot read this", "unmatched ')'", "return X_b @ w)")
        screen.seen = ""
        file.unlink()
        screen.shows("02-predict.py is gone")
        screen.seen = ""
        other = file.with_suffix(".swp")
        other.write_text(right)
        other.replace(file)
        screen.shows("✓ Passed").press("q")
        assert screen.leaves() == 0
    assert walk().progress.get("exercise", "predict")["attempts"] == 4  # type: ignore[index]


def test_reset_asks_and_keeps_a_backup(home: Path) -> None:
    with Terminal(home, "loss") as screen:
        screen.shows("Welcome").press("\r").shows("The gap is still open")
        file = file_of(home, "loss")
        file.write_text("# mine\n")
        screen.shows("mse is missing")
        screen.press("r").shows("(y/n)").press("n\r").shows("mse is missing")
        assert file.read_text() == "# mine\n"
        screen.press("r").shows("(y/n)").press("y\r").shows("back in its original state", "backups")
        assert file.read_text() == exercise("loss").template
        time.sleep(1.0)  # several looks at the file: a reset is no save, and the note stays
        screen.press("t").shows("back in its original state", "The gap is still open")
        screen.press("q")
        assert screen.leaves() == 0
    (backup,) = (home / FOLDER / "backups").iterdir()
    assert backup.read_text() == "# mine\n"


def test_ctrl_c_leaves_the_terminal_as_it_was(home: Path) -> None:
    with Terminal(home) as screen:
        screen.shows("Welcome").press("\x03").shows("Stopped.")
        assert screen.leaves() == 130
        assert screen.is_as_before()


def test_ctrl_c_while_a_check_runs_stops_the_check_too(home: Path, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with Terminal(home, "predict") as screen:
        screen.shows("Welcome").press("\r").shows("The gap is still open")
        file_of(home, "predict").write_text(
            f"import os, pathlib\npathlib.Path({str(note)!r}).write_text(str(os.getpid()) + '.')\n"
            "while True:\n    pass\n"
        )
        screen.shows("Checking 02-predict.py")
        while not (note.exists() and note.read_text().endswith(".")):
            time.sleep(0.02)
        screen.press("\x03").shows("Stopped.")
        assert screen.leaves() == 130
        assert screen.is_as_before()
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()[:-1]), 0)


def test_a_terminal_that_is_closed_ends_it(home: Path) -> None:
    screen = Terminal(home)
    try:
        screen.shows("Welcome")
        os.close(screen.slave)
        os.close(screen.master)
        assert screen.process.wait(PATIENCE) is not None
    finally:
        if screen.process.poll() is None:
            screen.process.kill()
            screen.process.wait()


def test_ctrl_z_and_back(home: Path) -> None:
    with Terminal(home) as screen:
        screen.shows("Welcome")
        screen.process.send_signal(signal.SIGSTOP)
        screen.process.send_signal(signal.SIGCONT)
        screen.press("\r").shows("Read · Before you start", "q quit").press("q")
        assert screen.leaves() == 0


def test_a_window_that_changes_its_size_is_drawn_anew(home: Path) -> None:
    import fcntl
    import struct
    import termios

    with Terminal(home) as screen:
        screen.shows("Welcome").press("\r").shows("page 1 of")
        few = int(re.findall(r"page 1 of (\d+)", screen.plain())[-1])
        screen.seen = ""
        fcntl.ioctl(screen.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 80, 0, 0))
        screen.shows("Read ·")
        more = re.findall(r"page 1 of (\d+)", screen.plain())
        assert not more or int(more[-1]) < few
        screen.press("q")
        assert screen.leaves() == 0


def test_no_screen_is_wider_or_longer_than_the_terminal(home: Path) -> None:
    """Every exercise, as it is met first: its heading is not scrolled away."""
    from downslope.lessons.exercises.workbook import exercises

    first, *others = exercises()  # the first one welcomes
    for each in (first, *sampled(others, 2)):
        with Terminal(home, each.id) as screen:
            screen.shows(*(["Welcome"] if each.number == 1 else []))
            if each.number == 1:
                screen.press("\r")
            screen.shows("still open", "q quit")
            drawn = CODES.sub("\f", screen.seen.rpartition("\x1b[2J")[2])
            lines = drawn.replace("\f", "").replace("\r", "").split("\n")
            assert len(lines) <= 24, each.id
            assert max(map(len, lines)) <= 80, each.id
            screen.press("q")
            assert screen.leaves() == 0


def test_the_end_of_the_way_with_something_left_on_it(home: Path) -> None:
    done = walk()
    for stop in stops()[:-1]:
        done.progress.record(stop.kind, stop.id, passed=True)
    with Terminal(home) as screen:
        screen.shows("Welcome").press("\r").shows("Read · Any model that you meet").press("n")
        screen.shows("The end · this was the last section").press("q")
        assert screen.leaves() == 0


TOTAL = len(exercises())


def test_the_end_of_the_way(home: Path) -> None:
    done = walk()
    for stop in stops():
        done.progress.record(stop.kind, stop.id, passed=True)
    with Terminal(home) as screen:
        screen.shows("Welcome").press("\r")
        screen.shows("Done · you have trained a model", f"{TOTAL} of {TOTAL}", "downslope quiz")
        screen.press("l").shows("Section:").press("3\r").shows("Read · The five steps").press("q")
        assert screen.leaves() == 0
