"""`downslope learn`: one check at a time, files that stay the learner's, and where they are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import downslope as ds
from downslope.cli import run
from downslope.cli.learn_exercise import PATIENCE, Watch
from downslope.lessons.exercises.workbook import Workbook, exercise, exercises
from downslope.lessons.experiments import experiments
from downslope.lessons.progress import Progress
from downslope.lessons.sections import sections
from downslope.lessons.walk import Stop, Walk, stops
from refusals import told

FOLDER = "downslope-exercises"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner who has just arrived: an empty folder, and no progress."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path / "data"))
    return here


def solve(name: str, folder: str = FOLDER) -> None:
    each = exercise(name)
    Path(folder, each.filename).write_text(each.solution, encoding="utf-8")


# -- one check at a time ------------------------------------------------------------------


def test_the_first_time_the_exercises_are_put_there_and_fail_on_purpose(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["learn"]) == 1  # no terminal here: as with --once
    said = told(capsys)
    assert f"{len(exercises())} exercises were put into {FOLDER}" in said
    assert "Exercise 1 · Initialize" in said
    assert "on purpose" in said
    assert "downslope learn init --hint" in said
    assert {file.name for file in (home / FOLDER).iterdir()} == {e.filename for e in exercises()}


def test_a_solved_exercise_passes_and_the_next_one_waits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["learn", "--once"])
    solve("init")
    capsys.readouterr()
    assert run(["learn", "--once"]) == 0
    said = told(capsys)
    assert "✓ Passed" in said
    assert f"1 of {len(exercises())} exercises" in said
    assert "Next: predict" in said
    assert run(["learn", "--once"]) == 1
    assert "Exercise 2 · Predict" in told(capsys)


def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    run(["learn", "--once"])
    file = Path(FOLDER, exercise("gradient").filename)
    file.write_text(exercise("gradient").solution.replace("(2 / n)", "(1 / n)"))
    capsys.readouterr()
    assert run(["learn", "gradient", "--once"]) == 1
    assert "The gradient is exactly 1/2 of ours" in told(capsys)


def test_the_learners_work_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    run(["learn", "--once"])
    mine = Path(FOLDER, exercise("init").filename)
    mine.write_text("# mine\n")
    Path(FOLDER, exercise("loss").filename).unlink()
    capsys.readouterr()
    run(["learn", "--once"])
    assert mine.read_text() == "# mine\n"
    assert Path(FOLDER, exercise("loss").filename).read_text() == exercise("loss").template
    assert "1 exercise that was missing was put into" in told(capsys)


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["exercise"], said["state"], said["passed"]) == ("init", "gap", False)
    solve("init")
    assert run(["learn", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["exercise"], said["passed"], said["next"]) == ("init", True, "predict")


def test_when_all_are_passed_there_is_nothing_to_check(capsys: pytest.CaptureFixture[str]) -> None:
    run(["learn", "--once"])
    walk = Walk(Progress.load())
    for each in exercises():
        walk.note_check(each.id, passed=True)
    capsys.readouterr()
    assert run(["learn", "--once"]) == 0
    assert "All exercises passed" in told(capsys)
    assert run(["learn", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passed"] is True
    for option in ("--hint", "--reset"):
        assert run(["learn", option]) == 2
        assert f"{option} needs a name" in capsys.readouterr().err


# -- hints, list, solution, reset ---------------------------------------------------------


def test_hints_come_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2, 3, 3):
        assert run(["learn", "gradient", "--hint", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["hint"] == number
        assert said["text"] == exercise("gradient").hints[number - 1]
    assert run(["learn", "--hint"]) == 0
    assert "Hint 1 of 3" in told(capsys)  # those of the first exercise, which had none yet


def test_the_list_shows_what_is_passed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["learn", "--once"])
    solve("init")
    run(["learn", "--once"])
    capsys.readouterr()
    assert run(["learn", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("✓") for line in lines) == 1
    assert next(line for line in lines if line.startswith("▸")).split()[1] == "02-predict"
    assert all(len(line) <= 80 for line in lines)
    assert run(["learn", "--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["exercises"]
    assert [each["id"] for each in listed] == [each.id for each in exercises()]
    assert not any("solution" in each for each in listed)


def test_the_solution_opens_after_passing(capsys: pytest.CaptureFixture[str]) -> None:
    run(["learn", "--once"])
    capsys.readouterr()
    assert run(["learn", "--solution", "init"]) == 2
    refused = capsys.readouterr()
    assert refused.out == ""
    assert "opens once yours has passed" in refused.err
    solve("init")
    run(["learn", "--once"])
    capsys.readouterr()
    assert run(["learn", "--solution", "init"]) == 0
    assert "np.column_stack([x, np.ones(len(x))])" in capsys.readouterr().out


def test_reset_keeps_a_backup(capsys: pytest.CaptureFixture[str]) -> None:
    run(["learn", "--once"])
    mine = Path(FOLDER, exercise("loss").filename)
    for text in ("# first try\n", "# second try\n"):  # within the same second, too
        mine.write_text(text)
        assert run(["learn", "--reset", "loss"]) == 0
        assert mine.read_text() == exercise("loss").template
    backups = sorted(Path(FOLDER, "backups").iterdir())
    assert sorted(file.read_text() for file in backups) == ["# first try\n", "# second try\n"]
    assert "Your file is kept as" in told(capsys)
    assert run(["learn", "--reset", "loss", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["backup"] is None  # nothing was changed
    assert len(list(Path(FOLDER, "backups").iterdir())) == 2


def test_reset_does_not_forget_that_it_was_passed() -> None:
    run(["learn", "--once"])
    solve("init")
    run(["learn", "--once"])
    run(["learn", "--reset", "init"])
    assert Walk(Progress.load()).has_passed("init")
    assert run(["learn", "init", "--once"]) == 1
    assert Walk(Progress.load()).has_passed("init")


# -- bad input ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gradent"], "did you mean 'gradient'"),
        (["--reset", "updte"], "did you mean 'update'"),
        (["--solution", "99"], "choose from: init"),
        (["--solution", "01"], "The solution of 'init' opens once"),
        (["--solution", "downslope-exercises/04-gradient.py"], "The solution of 'gradient' opens"),
        (["--solution"], "--solution needs a name here: 'downslope learn init --solution'"),
        (["--hint", "--list"], "--hint and --list cannot be combined"),
        (["mss"], "name='mss' is not known: did you mean 'mse'?"),
        (["mss", "--read"], "name='mss' is not known: did you mean 'mse'?"),
        (["mse", "--hint"], "--hint is for exercises, and this section has none"),
        (["watch-it-learn", "--once"], "--once is for exercises, such as 'loop'"),
        (["mse", "--read", "--reset"], "--reset and --read cannot be combined"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["learn", *arguments]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert not Path(FOLDER).exists()


def test_a_folder_that_is_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes").write_text("mine")
    assert run(["learn", "--dir", "notes"]) == 2
    assert "choose another folder with --dir" in capsys.readouterr().err
    assert Path("notes").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_is_read_only(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.chmod(0o500)
    try:
        assert run(["learn"]) == 2
    finally:
        home.chmod(0o700)
    said = capsys.readouterr().err
    assert "permission denied" in said
    assert "--dir" in said


def test_a_folder_that_cannot_be_written_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert run(["learn"]) == 2
    said = capsys.readouterr().err
    assert f"cannot be written to {FOLDER} (permission denied)" in said


def test_a_reset_that_cannot_be_written_keeps_what_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workbook = Workbook.open(Path(FOLDER))
    mine = workbook.path(exercise("loss"))
    mine.write_text("# mine\n")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("downslope.lessons.exercises.workbook.write_whole", refuse)
    with pytest.raises(ds.DataError, match="no space left"):
        workbook.reset(exercise("loss"))
    assert mine.read_text() == "# mine\n"


def test_progress_that_cannot_be_kept_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path / "a-file" / "data"))
    assert run(["learn", "--once"]) == 1
    assert capsys.readouterr().err.count("cannot be kept") == 1


# -- which folder -------------------------------------------------------------------------


def test_within_the_folder_it_is_the_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["learn", "--once"])
    monkeypatch.chdir(home / FOLDER)
    solve("init", ".")
    assert run(["learn", "--once"]) == 0
    assert not Path(FOLDER).exists()


def test_elsewhere_it_goes_on_with_the_folder_used_last(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["learn", "--once", "--dir", "mine"])
    solve("init", "mine")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    capsys.readouterr()
    assert run(["learn", "--once"]) == 0
    assert f"Going on with your exercises in {home / 'mine'}" in capsys.readouterr().err
    assert not Path(FOLDER).exists()


# -- the way through the lesson -----------------------------------------------------------


def test_the_way_holds_everything_once_and_predictions_come_first() -> None:
    way = stops()
    assert len(set(way)) == len(way)
    assert [stop.id for stop in way if stop.kind == "section"] == [each.id for each in sections()]
    assert [stop.id for stop in way if stop.kind == "exercise"] == [e.id for e in exercises()]
    assert [s.id for s in way if s.kind == "prediction"] == [e.id for e in experiments()]
    seen: set[str] = set()
    for stop in way:
        assert (stop.section in seen) == (stop.kind == "exercise")
        seen |= {stop.section} if stop.kind == "section" else set()
        assert stop.title


def test_the_walk_resumes_where_it_was_left() -> None:
    walk = Walk(Progress.load())
    assert walk.where() == stops()[0]
    sixth = stops()[5]
    walk.go(sixth)
    again = Walk(Progress.load())
    assert again.where() == sixth
    again.note_check(sixth.id, passed=True)
    assert again.where() == stops()[6]


def test_what_was_jumped_over_comes_at_the_end() -> None:
    walk = Walk(Progress.load())
    for stop in stops()[3:]:
        if stop.kind == "exercise":
            walk.note_check(stop.id, passed=True)
        else:
            walk.progress.record(stop.kind, stop.id, status="skipped")
    walk.go(stops()[-1])
    assert walk.where() == stops()[0]
    assert walk.after(stops()[-1]) is None
    assert walk.before(stops()[0]) == stops()[0]


def test_nothing_is_left_when_all_is_done() -> None:
    walk = Walk(Progress.load())
    for stop in stops():
        walk.progress.record(stop.kind, stop.id, passed=True)
    assert walk.where() is None
    assert walk.exercise_here() is None
    assert walk.passed() == len(exercises())


def test_a_bonus_does_not_stand_in_the_way() -> None:
    walk = Walk(Progress.load())
    for each in exercises():
        if each.number < exercise("half-mse").number:
            walk.note_check(each.id, passed=True)
    assert exercise("half-mse").bonus
    assert walk.exercise_here() == "standardise"
    walk.go(Stop("exercise", "half-mse", "gradient"))
    assert walk.exercise_here() == "half-mse"  # whoever is there is there


def test_the_header_fits_whatever_the_section_is_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from downslope.cli import learn_view
    from downslope.cli.output import page

    for each in sections():
        page().print(learn_view.header(Walk(Progress.load()), each.id))
        (line,) = capsys.readouterr().out.split("\n")[:1]
        assert line.rstrip().endswith(f" 0 of {len(exercises())} exercises")
        assert len(line) <= 80


# -- watching a file ----------------------------------------------------------------------


def looks(watch: Watch, count: int) -> list[bool]:
    return [watch.is_saved() for _ in range(count)]


def test_a_save_is_seen_once_and_only_when_it_has_settled(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("1")
    watch = Watch(file)
    assert not any(looks(watch, 3))
    file.write_text("12")
    assert looks(watch, 1) == [False]  # it may still be written to
    file.write_text("123")
    assert looks(watch, 4) == [False, True, False, False]


def test_a_save_by_rename_is_seen(tmp_path: Path) -> None:
    """As editors do that write a new file and put it in the old one's place."""
    file = tmp_path / "a.py"
    file.write_text("old")
    watch = Watch(file)
    other = tmp_path / ".a.py.swp"
    other.write_text("new")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))  # same time, same size
    other.replace(file)
    assert any(looks(watch, 2))


def test_a_file_that_is_away_for_a_moment_is_not_gone(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("old")
    watch = Watch(file)
    file.unlink()
    assert not any(looks(watch, PATIENCE - 1))
    file.write_text("new one")
    assert looks(watch, 2).count(True) == 1


def test_a_file_that_is_gone_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("old")
    watch = Watch(file)
    file.unlink()
    assert looks(watch, PATIENCE + 3).count(True) == 1
    file.write_text("back")
    assert looks(watch, 3).count(True) == 1
