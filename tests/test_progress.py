"""Progress is kept: whole files, two terminals at once, damage, homes that cannot be written."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from downslope.data import atomic
from downslope.errors import DataError, OptionError
from downslope.lessons import progress_file
from downslope.lessons.progress import Progress, data_folder
from downslope.lessons.progress_file import FORMAT, LARGEST_FILE, VERSION


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "learner" / "progress.json"


def test_what_was_recorded_is_there_again(file: Path) -> None:
    Progress.load(file).record("quiz", "mse-units", correct=True, score=0.5)
    facts = Progress.load(file).get("quiz", "mse-units")
    assert facts is not None
    assert (facts["correct"], facts["score"]) == (True, 0.5)
    assert str(facts["at"]).endswith("+00:00")


def test_new_facts_join_the_old(file: Path) -> None:
    progress = Progress.load(file)
    progress.record("quiz", "a", correct=False, hints=2)
    progress.record("quiz", "a", correct=True)
    facts = Progress.load(file).all("quiz")["a"]
    assert (facts["correct"], facts["hints"]) == (True, 2)


def test_what_is_given_out_is_a_copy(file: Path) -> None:
    progress = Progress.load(file)
    progress.record("section", "why", read=True)
    progress.all("section")["why"]["read"] = False
    facts = progress.get("section", "why")
    assert facts is not None
    assert facts["read"]
    assert progress.get("section", "mse") is None
    assert progress.all("nothing") == {}


def test_the_folder_is_the_systems_or_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path))
    assert Progress.load().path == tmp_path / "progress.json"
    monkeypatch.delenv("DOWNSLOPE_DATA")
    assert data_folder().is_absolute()
    assert "downslope" in str(data_folder())


@pytest.mark.parametrize("facts", [float("nan"), float("inf"), object(), {1, 2}])
def test_facts_that_json_cannot_hold(file: Path, facts: object) -> None:
    progress = Progress.load(file)
    with pytest.raises(OptionError, match="quiz 'a' cannot be kept"):
        progress.record("quiz", "a", value=facts)
    assert Progress.load(file).get("quiz", "a") is None
    assert not progress.in_memory


@pytest.mark.parametrize("name", ["", "x" * 201, "a\nb"])
def test_names_that_are_none(file: Path, name: str) -> None:
    with pytest.raises(OptionError, match="cannot name a record"):
        Progress.load(file).record("quiz", name)
    with pytest.raises(OptionError, match="cannot name a record"):
        Progress.load(file).record(name, "a")


def test_reset_of_one_kind_and_of_all(file: Path) -> None:
    progress = Progress.load(file)
    for kind, id in (("quiz", "a"), ("quiz", "b"), ("section", "why"), ("exercise", "loop")):
        progress.record(kind, id)
    assert progress.reset("quiz") == 2
    assert Progress.load(file).all("quiz") == {}
    assert list(Progress.load(file).all("section")) == ["why"]
    assert Progress.load(file).reset() == 2
    assert Progress.load(file).all("section") == {}
    assert progress.reset("quiz") == 0


# Two terminals at once

ADD = """
import sys
from downslope.lessons.progress import Progress
progress = Progress.load(sys.argv[1])
for k in range(40):
    progress.record("quiz", f"{sys.argv[2]}-{k}", correct=True)
    progress.change("quiz", "shared", lambda known: {"count": known.get("count", 0) + 1})
assert not progress.take_notices()
"""


def test_two_processes_at_once_lose_nothing(file: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", ADD, str(file), who]) for who in "ab"]
    assert [each.wait() for each in both] == [0, 0]
    records = Progress.load(file).all("quiz")
    assert set(records) == {f"{who}-{k}" for who in "ab" for k in range(40)} | {"shared"}
    assert records["shared"]["count"] == 80


def test_threads_of_one_process_lose_nothing(file: Path) -> None:
    progress = Progress.load(file)

    def count() -> None:
        for _ in range(20):
            progress.change("quiz", "n", lambda known: {"n": int(str(known.get("n", 0))) + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert Progress.load(file).all("quiz")["n"]["n"] == 80


def test_a_terminal_sees_what_another_did(file: Path) -> None:
    here, there = Progress.load(file), Progress.load(file)
    there.record("exercise", "loss", passed=True)
    assert here.get("exercise", "loss") is None
    here.refresh()
    assert here.get("exercise", "loss") is not None


def test_a_lock_that_is_never_released(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress.load(file)
    progress.record("quiz", "a")
    monkeypatch.setattr(progress_file.alone.__wrapped__, "__defaults__", (0.05,))
    with progress_file.alone(file.with_suffix(".lock")):
        progress.record("quiz", "b")
    assert progress.in_memory
    assert progress.get("quiz", "a")
    assert progress.get("quiz", "b")
    assert len(progress.take_notices()) == 1
    assert list(Progress.load(file).all("quiz")) == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_home_without_locks_keeps_progress_at_once(
    file: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """As some network drives answer: no five seconds of waiting, and nothing lost."""
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(code, "No locks available")

    def wait(_: float) -> None:
        raise AssertionError("it waits")

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(time, "sleep", wait)
    progress = Progress.load(file)
    progress.record("quiz", "a", correct=True)
    progress.record("quiz", "b", correct=True)
    assert not progress.in_memory
    assert progress.take_notices() == ()
    assert set(Progress.load(file).all("quiz")) == {"a", "b"}


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_a_lock_that_fails_for_another_reason_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", fail)
    progress = Progress.load(file)
    progress.record("quiz", "a")
    assert progress.in_memory
    assert "Input/output error" in progress.take_notices()[0]


# Damage


def _content(**changes: object) -> str:
    return json.dumps({"format": FORMAT, "version": VERSION, "records": {}} | changes)


DAMAGE = {
    "empty": "",
    "cut short": _content()[:-4],
    "binary": "\x00\x01\x02",
    "a list": "[]",
    "NaN": _content()[:-2] + '"quiz": {"a": {"at": "", "x": NaN}}}}',
    "another format": _content(format="something else"),
    "no version": _content(version=None),
    "a boolean version": _content(version=True),
    "records of another shape": _content(records=[1]),
    "a kind of another shape": _content(records={"quiz": 1}),
    "facts of another shape": _content(records={"quiz": {"a": 1}}),
    "facts without a time": _content(records={"quiz": {"a": {}}}),
    "nested beyond reason": "[" * 100_000,
    "far too large": " " * (LARGEST_FILE + 1),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_kept_aside_and_begun_anew(file: Path, damage: str) -> None:
    file.parent.mkdir()
    file.write_text(damage)
    progress = Progress.load(file)
    (notice,) = progress.take_notices()
    assert progress.take_notices() == ()
    aside = list(file.parent.glob("progress.damaged-*.json"))
    assert [each.read_text() for each in aside] == [damage]
    assert str(aside[0]) in notice
    assert "\n" not in notice
    progress.record("quiz", "a", correct=True)
    again = Progress.load(file)
    assert again.take_notices() == ()
    assert again.get("quiz", "a")


def test_bytes_that_are_no_text(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x80")
    progress = Progress.load(file)
    assert "damaged" in progress.take_notices()[0]
    assert not progress.in_memory


def test_damage_while_we_run(file: Path) -> None:
    progress = Progress.load(file)
    progress.record("quiz", "a")
    file.write_text("{")
    progress.record("quiz", "b")
    assert "damaged" in progress.take_notices()[0]
    assert list(Progress.load(file).all("quiz")) == ["b"]


def test_a_file_of_a_newer_version_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    content = _content(version=VERSION + 1)
    file.write_text(content)
    progress = Progress.load(file)
    progress.record("quiz", "a")
    assert progress.get("quiz", "a")
    (notice,) = progress.take_notices()
    assert "newer Downslope" in notice
    assert file.read_text() == content


# Homes that cannot be written


def _goes_on_in_memory(progress: Progress) -> None:
    progress.record("quiz", "a", correct=True)
    progress.record("quiz", "b", correct=True)
    progress.refresh()
    assert progress.in_memory
    assert set(progress.all("quiz")) == {"a", "b"}
    assert progress.reset("section") == 0
    (notice,) = progress.take_notices()
    assert "cannot be kept" in notice
    assert "DOWNSLOPE_DATA" in notice


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    _goes_on_in_memory(Progress.load(tmp_path / "home" / "progress.json"))


def test_a_progress_file_that_is_a_folder(file: Path) -> None:
    file.mkdir(parents=True)
    _goes_on_in_memory(Progress.load(file))


READ_ONLY = """
import os, tempfile
from pathlib import Path
from downslope.lessons.progress import Progress
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "progress.json"
    Progress.load(file).record("quiz", "before")
    file.with_suffix(".lock").unlink()
    Path(folder).chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)  # nothing is read-only to the superuser
    progress = Progress.load(file)
    assert progress.get("quiz", "before"), progress.take_notices()
    progress.record("quiz", "a", correct=True)
    progress.record("quiz", "b", correct=True)
    assert set(progress.all("quiz")) == {"before", "a", "b"}
    print(*progress.take_notices(), sep="\\n")
    assert list(Progress.load(file).all("quiz")) == ["before"]
    os.seteuid(os.getuid())
    Path(folder).chmod(0o755)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_a_read_only_home() -> None:
    """What is there is read; what is new is kept in memory, and that is said once."""
    command = [sys.executable, "-c", READ_ONLY]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    assert "cannot be kept" in done.stdout
    assert "Permission denied" in done.stdout


def test_a_full_disk_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress.load(file)
    progress.record("quiz", "a")
    before = file.read_text()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(atomic.os, "fsync", full)
        progress.record("quiz", "b")
    assert "No space left" in progress.take_notices()[0]
    assert set(progress.all("quiz")) == {"a", "b"}
    assert file.read_text() == before
    assert {each.name for each in file.parent.iterdir()} == {"progress.json", "progress.lock"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path: Path, file: Path) -> None:
    real = tmp_path / "elsewhere.json"
    real.write_text(_content())
    file.parent.mkdir()
    file.symlink_to(real)
    Progress.load(file).record("quiz", "a")
    assert file.is_symlink()
    assert '"a"' in real.read_text()


# Export and import


def test_export_and_import(file: Path, tmp_path: Path) -> None:
    Progress.load(file).record("quiz", "a", correct=True)
    copy = tmp_path / "copy.json"
    assert Progress.load(file).export(copy) == 1
    other = Progress.load(tmp_path / "other.json")
    assert other.import_(copy) == 1
    assert other.all("quiz") == Progress.load(file).all("quiz")
    assert other.import_(copy) == 0


def test_a_merge_takes_the_later_facts_and_loses_none(file: Path, tmp_path: Path) -> None:
    here, there = Progress.load(file), Progress.load(tmp_path / "there.json")
    here.record("quiz", "both", correct=False, hints=1)
    here.record("quiz", "here")
    there.record("quiz", "both", correct=True, attempts=2)
    there.record("quiz", "there")
    there.export(tmp_path / "copy.json")
    assert here.import_(tmp_path / "copy.json") == 2
    facts = here.all("quiz")
    assert set(facts) == {"both", "here", "there"}
    assert (facts["both"]["correct"], facts["both"]["hints"]) == (True, 1)
    here.record("quiz", "both", correct=False)
    here.import_(tmp_path / "copy.json")
    assert here.all("quiz")["both"]["correct"] is False


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_bad_import_changes_nothing(file: Path, tmp_path: Path, damage: str) -> None:
    progress = Progress.load(file)
    progress.record("quiz", "a")
    before = file.read_bytes()
    (tmp_path / "bad.json").write_text(damage)
    is_ours = '"downslope-progress"' in damage
    what = "is damaged" if is_ours else "is not exported progress"
    with pytest.raises(DataError, match=what) as refusal:
        progress.import_(tmp_path / "bad.json")
    assert "\n" not in str(refusal.value)
    assert file.read_bytes() == before


def test_an_import_that_is_not_there_or_too_new(file: Path, tmp_path: Path) -> None:
    progress = Progress.load(file)
    with pytest.raises(DataError, match="cannot be read"):
        progress.import_(tmp_path / "none.json")
    with pytest.raises(DataError, match="cannot be read"):
        progress.import_(tmp_path)
    (tmp_path / "new.json").write_text(_content(version=9))
    with pytest.raises(DataError, match="update Downslope"):
        progress.import_(tmp_path / "new.json")


def test_an_export_that_cannot_be_written(file: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="make its folder first"):
        Progress.load(file).export(tmp_path / "no folder" / "copy.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(DataError, match=r"folder cannot be written .* give the name of a file in"):
        Progress.load(file).export(tmp_path / "folder")


def test_an_export_spares_what_is_no_progress(file: Path, tmp_path: Path) -> None:
    progress = Progress.load(file)
    progress.record("quiz", "a")
    data = tmp_path / "data.csv"
    data.write_text("x,y\n1,2\n")
    with pytest.raises(DataError, match="holds something other"):
        progress.export(data)
    assert data.read_text() == "x,y\n1,2\n"
    progress.export(tmp_path / "copy.json")
    assert progress.export(tmp_path / "copy.json") == 1


def test_any_text_can_be_a_fact(file: Path) -> None:
    progress = Progress.load(file)
    progress.record("quiz", "näme", said="ŷ − y \ud800 \0")
    again = Progress.load(file).get("quiz", "näme")
    assert again is not None
    assert again["said"] == "ŷ − y \ud800 \0"
