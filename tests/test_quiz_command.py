"""`downslope quiz` as it is played: from a pipe, at a terminal, twice at once, without a disk."""

from __future__ import annotations

import io
import json
import os
import re
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from downslope.cli import run
from downslope.lessons.progress import Progress
from downslope.lessons.quiz.grade import key
from downslope.lessons.quiz.items import item, items
from downslope.lessons.quiz.questions import pose, values_of
from downslope.lessons.quiz.session import KIND, Question, choose, record_of, review, scores
from downslope.lessons.sections import sections


@dataclass(frozen=True)
class Played:
    """What the quiz has printed."""

    stdout: str
    stderr: str


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data"


def play(home: Path, *arguments: str, typed: str = "", status: int = 0) -> Played:
    """Run the quiz here with these lines piped into it."""
    typed_in, out, err = io.StringIO(typed), io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOWNSLOPE_DATA", str(home))
        patch.setenv("COLUMNS", "80")
        for name, stream in {"stdin": typed_in, "stdout": out, "stderr": err}.items():
            patch.setattr(sys, name, stream)
        found = run(["quiz", *arguments])
    assert found == status, err.getvalue()
    return Played(out.getvalue(), err.getvalue())


def play_apart(home: Path, *arguments: str, typed: bytes) -> Played:
    """Run the quiz as a command of its own, with these bytes piped into it."""
    command = [sys.executable, "-m", "downslope", "quiz", *arguments]
    environment = os.environ | {"DOWNSLOPE_DATA": str(home), "COLUMNS": "80"}
    done = subprocess.run(command, input=typed, capture_output=True, env=environment, check=False)
    played = Played(done.stdout.decode(), done.stderr.decode())
    assert done.returncode == 0, played.stderr
    assert "Traceback" not in played.stderr
    return played


def progress_in(home: Path) -> Progress:
    return Progress.load(home / "progress.json")


def right(id: str, seed: int) -> str:
    """The right answer as one may type it."""
    values = values_of(item(id), seed)
    return key(values)[0] if values.item.is_choice else repr(float(values["answer"]))


def test_a_question_answered_rightly(home: Path) -> None:
    done = play(home, "--item", "largest-rate", "--seed", "7", typed=right("largest-rate", 7))
    assert "seed 7" in done.stdout
    assert "✓ Right" in done.stdout
    record = record_of(progress_in(home), item("largest-rate"))
    assert (record.state, record.attempts, record.times) == ("right", 1, 1)
    assert record.first_try


def test_hints_wrong_answers_and_the_key_at_the_third(home: Path) -> None:
    done = play(home, "--item", "largest-rate", "--seed", "7", typed="h\n1\nx\n2\n3\n")
    assert "Hint 1 of 2" in done.stdout
    assert "'x' is not a number" in done.stdout
    assert "The answer:" in done.stdout
    assert "Worth another look" in done.stdout
    record = record_of(progress_in(home), item("largest-rate"))
    assert (record.state, record.attempts, record.hints) == ("told", 3, 1)


def test_help_and_empty_lines_are_no_attempts(home: Path) -> None:
    done = play(home, "--item", "see-saw", "--seed", "1", typed="\n?\nh\nh\nh\nq\n")
    assert done.stdout.count("Type a letter from a to d") == 2
    assert "Those were all the hints" in done.stdout
    assert record_of(progress_in(home), item("see-saw")).attempts == 0


def test_the_end_of_the_input_ends_politely(home: Path) -> None:
    done = play(home)
    assert "Question 1 of 10" in done.stdout
    assert "goes on from here" in done.stdout


def test_quitting_resumes_at_the_same_question(home: Path) -> None:
    wrong = next(x for x in "abcd" if x != right("see-saw", 4))
    play(home, "--item", "see-saw", "--seed", "4", typed=f"{wrong}\nq\n")
    done = play(home, typed="q\n")
    assert pose("see-saw", 4).stem.splitlines()[2].strip() in done.stdout
    assert "Attempt 2 of 3" in done.stdout


def test_a_round_goes_on_where_the_last_one_ended(home: Path) -> None:
    first, second = (each.id for each in choose(progress_in(home), count=2))
    play(home, "--items", "2", "--seed", "3", typed=f"{right(first, 3)}\ns\n")
    (third,) = (each.id for each in choose(progress_in(home), count=1))
    done = play(home, "--items", "1", typed="q\n")
    assert third not in (first, second)
    assert record_of(progress_in(home), item(third)).state == "open"
    assert "Question 1 of 1" in done.stdout
    states = {each: record_of(progress_in(home), item(each)).state for each in (first, second)}
    assert states == {first: "right", second: "skipped"}


def test_the_whole_quiz_can_be_played(home: Path) -> None:
    asked = choose(progress_in(home), count=500)
    assert {each.id for each in asked} == {each.id for each in items()}
    typed = "\n".join(right(each.id, 5) for each in asked)
    done = play(home, "--items", "500", "--seed", "5", typed=typed)
    assert done.stdout.count("✓ Right") == len(items())
    assert f"{len(items())} of {len(items())}" in done.stdout
    assert "Every question is answered" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    again = play(home)
    assert "Question" not in again.stdout
    assert "Every question is answered" in again.stdout
    assert "Question 1 of 8" in play(home, "--topic", "mse").stdout


def test_what_was_right_stays_right_when_it_is_left_open_later(home: Path) -> None:
    play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
    for typed in ("q\n", "s\n", "h\nq\n"):
        play(home, "--item", "see-saw", "--seed", "2", typed=typed)
        assert record_of(progress_in(home), item("see-saw")).state == "right"


def test_the_list(home: Path) -> None:
    play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
    listed = play(home, "--list").stdout
    assert all(each.id in listed for each in items())
    assert f"1 of {len(items())} right" in listed
    assert "✓" in listed
    listed = play(home, "--list", "--topic", "mse").stdout
    assert "mse-by-hand" in listed
    assert "see-saw" not in listed


# JSON


def test_json_is_one_object_and_nothing_else(home: Path) -> None:
    typed = f"nonsense\n{right('see-saw', 4)}\n"
    done = play(home, "--item", "see-saw", "--seed", "4", "--json", typed=typed)
    assert done.stderr == ""
    (asked,) = json.loads(done.stdout)["asked"]
    assert asked["question"] == pose("see-saw", 4).to_dict()
    assert (asked["state"], asked["attempts"]) == ("right", 1)
    assert asked["graded"][0]["correct"]


def test_json_of_a_question_without_an_answer_holds_no_key(home: Path) -> None:
    done = play(home, "--item", "see-saw", "--seed", "4", "--json")
    assert values_of(item("see-saw"), 4).text(item("see-saw").why) not in done.stdout
    assert json.loads(done.stdout)["asked"][0]["graded"] == []


def test_json_of_list_export_import_reset(home: Path, tmp_path: Path) -> None:
    listed = json.loads(play(home, "--list", "--json").stdout)
    assert [each["item_id"] for each in listed["items"]] == [each.id for each in items()]
    assert sum(each["total"] for each in listed["topics"]) == len(items())
    file = str(tmp_path / "mine.json")
    assert json.loads(play(home, "--export", file, "--json").stdout)["exported"] == 0
    assert json.loads(play(home, "--import", file, "--json").stdout)["imported"] == 0
    assert json.loads(play(home, "--reset", "--json").stdout) == {"forgotten": 0}


# Progress


def test_export_to_standard_output(home: Path, tmp_path: Path) -> None:
    play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
    printed = play(home, "--export", "-").stdout
    copy = tmp_path / "copy.json"
    play(home, "--export", str(copy))
    assert json.loads(printed) == json.loads(copy.read_text())
    assert json.loads(printed)["records"]["quiz"]


def test_an_export_is_not_overwritten_unasked(home: Path, tmp_path: Path) -> None:
    play(home, "--item", "see-saw", typed="s\n")
    file = tmp_path / "ada.json"
    play(home, "--export", str(file))
    before = file.read_bytes()
    play(home, "--item", "largest-rate", typed="s\n")
    refused = play(home, "--export", str(file), status=2)
    assert f"{file} exists: give another name, or replace it with --overwrite." in refused.stderr
    assert file.read_bytes() == before
    play(home, "--export", str(file), "--overwrite")
    assert file.read_bytes() != before
    mine = tmp_path / "mine.csv"
    mine.write_text("x,y\n1,2\n")
    refused = play(home, "--export", str(mine), "--overwrite", status=2)
    assert "something other than progress" in refused.stderr
    assert mine.read_text() == "x,y\n1,2\n"
    assert "--export, which is missing" in play(home, "--overwrite", status=2).stderr


def test_export_import_and_reset(home: Path, tmp_path: Path) -> None:
    play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
    progress_in(home).record("exercise", "loop", passed=True)
    file = str(tmp_path / "mine.json")
    assert "2 records" in play(home, "--export", file).stdout
    assert "1 question." in play(home, "--reset").stdout
    assert progress_in(home).all(KIND) == {}
    assert progress_in(home).get("exercise", "loop"), "only the quiz is forgotten"
    assert "1 record new" in play(home, "--import", file).stdout
    assert record_of(progress_in(home), item("see-saw")).state == "right"


def test_a_bad_import_is_one_line(home: Path, tmp_path: Path) -> None:
    play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
    before = (home / "progress.json").read_bytes()
    (tmp_path / "bad.json").write_text("{")
    for file in ("bad.json", "none.json"):
        done = play(home, "--import", str(tmp_path / file), status=2)
        assert done.stderr.count("\n") == 1
    assert (home / "progress.json").read_bytes() == before


def test_a_damaged_progress_is_kept_aside_and_said_once(home: Path) -> None:
    home.mkdir()
    (home / "progress.json").write_text("{oh no")
    done = play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
    assert done.stderr.count("it is kept as") == 1
    assert done.stderr.count("\n") == 1
    assert [each.read_text() for each in home.glob("*damaged*")] == ["{oh no"]
    assert "damaged" not in play(home, "--list").stderr


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "file" / "data"
    done = play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
    assert "✓ Right" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "cannot be kept" in done.stderr


def test_two_terminals_at_once(home: Path) -> None:
    """Both answer whole topics; nothing of either is lost."""
    command = [sys.executable, "-m", "downslope", "quiz", "--seed", "5", "--items", "20"]
    environment = os.environ | {"DOWNSLOPE_DATA": str(home)}
    running = []
    for topic in ("mse", "gradient"):
        one = subprocess.Popen(
            [*command, "--topic", topic], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            env=environment, text=True,
        )  # fmt: skip
        running.append((one, topic))
    for one, topic in running:
        pool = [each for each in items() if each.topic == topic]
        one.communicate("\n".join(right(each.id, 5) for each in pool))
        assert one.returncode == 0
    done = {score.topic: score.right for score in scores(progress_in(home))}
    assert (done["mse"], done["gradient"]) == (8, 6)


def test_facts_of_another_kind_are_not_trusted(home: Path) -> None:
    """A file that is well-formed, and still says nonsense of an item."""
    nonsense: list[dict[str, Any]] = [
        {"state": "open", "seed": "x", "attempts": -5, "hints": None},
        {"state": ["right"], "times": True},
        {"state": "open", "seed": 10**30, "attempts": 2.5, "card": {"due": 3}},
    ]
    for facts in nonsense:
        progress_in(home).record(KIND, "see-saw", **facts)
        done = play(home, "--item", "see-saw", "--seed", "1", typed=right("see-saw", 1))
        assert "✓ Right" in done.stdout
        progress_in(home).reset()


# Spaced repetition


def test_a_review_asks_what_is_due(home: Path) -> None:
    pytest.importorskip("fsrs")
    progress = progress_in(home)
    question = Question.of(item("see-saw"), progress, 1)
    question.answer(right("see-saw", 1))
    Question.of(item("mse-by-hand"), progress, 1).skip()
    card = progress.all(KIND)["see-saw"]["card"]
    assert isinstance(card, dict)
    assert card["due"] > progress.all(KIND)["see-saw"]["at"], "not due at once"
    assert review(progress) == []
    assert re.search(r"Nothing is due for review. Next: \d\d \w+ at", play(home, "--review").stdout)
    progress.change(
        KIND, "see-saw", lambda known: known | {"card": card | {"due": card["last_review"]}}
    )
    assert review(progress) == [item("see-saw")]
    assert "Question 1 of 1" in play(home, "--review", typed="q\n").stdout


def test_the_better_it_went_the_later_it_comes_again(home: Path) -> None:
    pytest.importorskip("fsrs")
    progress = progress_in(home)
    for id, hints in (("see-saw", 0), ("largest-rate", 1), ("growth-factor", 0)):
        question = Question.of(item(id), progress, 1)
        for _ in range(hints):
            question.hint()
        while not question.is_done:
            question.answer("-77" if id == "growth-factor" else right(id, 1))
    due = {id: facts["card"]["due"] for id, facts in progress.all(KIND).items()}  # type: ignore[index]
    assert due["growth-factor"] < due["largest-rate"] < due["see-saw"]


CARDS = [
    5, None, {}, {"due": 3}, [], "x", {"card_id": 1, "state": 99},
    {"card_id": 1, "state": 2, "step": None, "stability": -1.0, "difficulty": 1e300,
     "due": "2020-01-01T00:00:00", "last_review": None},
    {"card_id": 1, "state": 2, "step": None, "stability": "much", "difficulty": None,
     "due": "2020-01-01T00:00:00+00:00", "last_review": "2019-01-01T00:00:00+00:00"},
]  # fmt: skip


@pytest.mark.parametrize("card", CARDS, ids=str)
def test_a_card_that_makes_no_sense_is_replaced(home: Path, card: object) -> None:
    pytest.importorskip("fsrs")
    progress = progress_in(home)
    progress.record(KIND, "see-saw", state="right", times=1, card=card)
    assert review(progress) == [item("see-saw")]
    Question.of(item("see-saw"), progress, 1).answer(right("see-saw", 1))
    assert review(progress) == []


def test_what_was_answered_without_the_library_is_due_at_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsrs")
    progress = progress_in(home)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "fsrs", None)
        Question.of(item("see-saw"), progress, 1).answer(right("see-saw", 1))
    assert "card" not in progress.all(KIND)["see-saw"]
    assert review(progress) == [item("see-saw")]


def test_without_the_library_a_review_says_what_is_missing(home: Path) -> None:
    code = (
        "import sys\nsys.modules['fsrs'] = None\nfrom downslope.cli import main\n"
        "main(['quiz', '--review'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env=os.environ | {"DOWNSLOPE_DATA": str(home)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        "downslope: Spaced repetition needs fsrs, which is not installed: "
        "pip install 'downslope[review]'\n"
    )


def test_what_is_asked_first(home: Path) -> None:
    progress = progress_in(home)
    order = [each.id for each in items()]
    Question.of(item(order[0]), progress, 1).answer(right(order[0], 1))
    Question.of(item(order[1]), progress, 1).skip()
    Question.of(item("see-saw"), progress, 1).shown()
    chosen = [each.id for each in choose(progress)]
    assert chosen[0] == "see-saw"
    assert chosen[-1] == order[1]
    assert order[0] not in chosen
    assert sorted([*chosen, order[0]]) == sorted(order)
    assert len(choose(progress, count=3)) == 3


def test_a_round_is_spread_over_the_lesson_from_easy_to_hard(home: Path) -> None:
    progress = progress_in(home)
    chosen = choose(progress, count=10)
    names = [each.id for each in sections()]
    places = sorted(names.index(each.topic) for each in chosen)
    assert len(set(places)) == 10
    gaps = [after - before for before, after in pairwise([0, *places, len(names)])]
    assert max(gaps) <= 6
    levels = [each.level for each in chosen]
    assert levels == sorted(levels)
    assert set(levels) == {1, 2, 3}
    for each in chosen:
        Question.of(each, progress, 1).skip()
    assert not {each.topic for each in choose(progress, count=10)} & {each.topic for each in chosen}


def test_a_round_keeps_to_the_sections_that_were_read(home: Path) -> None:
    progress = progress_in(home)
    for name in ("why", "noise"):
        progress.record("section", name)
    topics = [each.topic for each in choose(progress, count=6)]
    assert (topics.count("why"), topics.count("noise")) == (3, 3)


def test_a_question_that_was_shown_comes_again_as_it_was(home: Path) -> None:
    play(home, "--item", "see-saw", "--seed", "4")
    record = record_of(progress_in(home), item("see-saw"))
    assert (record.state, record.seed, record.attempts) == ("open", 4, 0)


def test_the_heading_fits_the_window(home: Path) -> None:
    done = play(home, "--item", "dependent-columns", "--seed", "515515", typed="q\n")
    (heading,) = [line for line in done.stdout.splitlines() if line.startswith("Question 1 of 1")]
    assert "… " in heading
    assert len(heading) <= 80


# Refusals

REFUSED = {
    "did you mean 'see-saw'": ["--item", "seesaw"],
    "did you mean 'mse'": ["--topic", "mes"],
    "has no topic": ["--review", "--topic", "zzz"],
    "a whole number, 1 or more": ["--items", "0"],
    "--seed 'x' cannot be used": ["--seed", "x"],
    "--seed 1e10 cannot": ["--seed", "1e10"],
    "--list and --reset cannot be combined": ["--list", "--reset"],
    "--item and --topic cannot be combined": ["--item", "see-saw", "--topic", "noise"],
    "--list and --items cannot be combined": ["--list", "--items", "3"],
    "cannot be written": ["--export", "/nowhere/at/all.json"],
    "No such option": ["--itme", "x"],
}


@pytest.mark.parametrize(("message", "arguments"), REFUSED.items(), ids=REFUSED)
def test_a_refusal_is_one_line(home: Path, message: str, arguments: list[str]) -> None:
    done = play(home, *arguments, status=2)
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_an_answer_of_100_kilobytes_and_one_of_no_text(home: Path) -> None:
    typed = b"1" * 102_400 + b"\n\xff\xfe\x00\nnan\nTrue\n" + right("largest-rate", 7).encode()
    done = play_apart(home, "--item", "largest-rate", "--seed", "7", typed=typed)
    assert "102,400 characters is too long" in done.stdout
    assert "'nan' cannot be the answer" in done.stdout
    assert "'True' is not a number" in done.stdout
    assert "✓ Right" in done.stdout
    assert len(done.stdout) < 5000
    assert record_of(progress_in(home), item("largest-rate")).attempts == 1


# At a terminal


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
class TestTerminal:
    """A person at a pseudo-terminal of 80 columns."""

    def start(self, home: Path, *arguments: str) -> None:
        import pty
        import termios

        self.near, far = pty.openpty()
        self.seen, self.raw = "", b""
        termios.tcsetwinsize(far, (24, 80))
        environment = os.environ | {"DOWNSLOPE_DATA": str(home), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "downslope", "quiz", *arguments],
            stdin=far, stdout=far, stderr=far, env=environment, start_new_session=True,
            preexec_fn=lambda: _own_terminal(far),
        )  # fmt: skip
        os.close(far)

    def until(self, text: str) -> str:
        """All that is shown up to this text; what comes after it is kept for the next look."""
        last = time.monotonic() + 60
        while text not in self.seen:
            assert time.monotonic() < last, self.seen
            if select.select([self.near], [], [], 0.5)[0]:
                try:
                    self.raw += os.read(self.near, 65536)
                except OSError:  # the other end is closed
                    break
                self.seen = self.raw.decode(errors="ignore")
        assert text in self.seen, self.seen
        before, _, self.seen = self.seen.partition(text)
        self.raw = self.seen.encode()
        return before

    def type(self, text: str) -> None:
        os.write(self.near, text.encode())

    def status(self) -> int:
        try:
            return self.process.wait(60)
        finally:
            os.close(self.near)

    def test_a_question(self, home: Path) -> None:
        self.start(home, "--item", "see-saw", "--seed", "4")
        assert "\x1b[" in self.until("quit) > ")
        self.type(right("see-saw", 4) + "\n")
        self.until("✓")
        self.until("to go")
        assert self.status() == 0

    def test_control_c_keeps_what_was_done(self, home: Path) -> None:
        self.start(home, "--item", "largest-rate", "--seed", "7")
        self.until("quit) > ")
        self.type("1\n")
        self.until("2 more tries")
        self.until("quit) > ")
        time.sleep(0.5)  # Python misses a signal between the prompt and the wait for a key
        self.type("\x03")
        assert "Traceback" not in self.until("goes on from here")
        self.until("Stopped.")
        assert self.status() == 130
        record = record_of(progress_in(home), item("largest-rate"))
        assert (record.state, record.attempts, record.seed) == ("open", 1, 7)

    def test_control_d_leaves(self, home: Path) -> None:
        self.start(home)
        self.until("quit) > ")
        self.type("\x04")
        self.until("goes on from here")
        assert self.status() == 0

    def test_a_reset_asks_first(self, home: Path) -> None:
        Question.of(item("see-saw"), progress_in(home), 1).skip()
        self.start(home, "--reset")
        self.until("(y/N)")
        self.type("\n")
        self.until("Nothing was deleted")
        assert self.status() == 0
        assert progress_in(home).all(KIND)
        self.start(home, "--reset")
        self.until("(y/N)")
        self.type("y\n")
        self.until("Deleted")
        assert self.status() == 0
        assert not progress_in(home).all(KIND)


def _own_terminal(terminal: int) -> None:
    """Make it the terminal of this session, so that Ctrl-C reaches the process."""
    import fcntl
    import signal
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # which is ignored where tests run unattended
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
