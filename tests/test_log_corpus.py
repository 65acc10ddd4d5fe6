"""The corpus of real logs is whole: its manifest, its files and its two splits."""

import json
import re
import struct
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "data" / "logs"
CORPUS = json.loads((FOLDER / "corpus.json").read_text())
RUNS = CORPUS["runs"]
STATUSES = {
    *("converged", "converging", "diverging", "failed", "not_learning"),
    *("overfitting", "rising", "unstable"),
}


def test_the_manifest_lists_every_log_once():
    listed = Counter(run["file"] for run in RUNS)
    there = {p.relative_to(FOLDER).as_posix() for p in FOLDER.glob("*/*")}
    assert set(listed) == there
    assert max(listed.values()) == 1


def test_the_corpus_is_large_enough_to_score_on():
    assert len(RUNS) >= 150
    assert len({run["framework"] for run in RUNS}) >= 6
    for split in ("tune", "test"):
        classes = Counter(run["healthy"] for run in RUNS if run["split"] == split)
        assert min(classes[True], classes[False]) >= 25


def test_some_faults_and_frameworks_are_in_the_test_split_alone():
    tuned = [run for run in RUNS if run["split"] == "tune"]
    assert {run["fault"] for run in RUNS} - {run["fault"] for run in tuned}
    assert {run["framework"] for run in RUNS} - {run["framework"] for run in tuned}


@pytest.mark.parametrize("field", ["status", "also_status"])
def test_statuses_are_those_of_the_contract(field):
    said = {word for run in RUNS for word in ([run[field]] if field == "status" else run[field])}
    assert said <= STATUSES


def test_healthy_runs_have_no_broken_status():
    for run in RUNS:
        assert not run["healthy"] or run["status"] in ("converged", "converging"), run["file"]


def test_no_log_names_a_machine_or_a_day():
    named = re.compile(rb"/tmp/|/work/|/root/|/home/|20[2-3]\d-[01]\d-[0-3]\d")
    for path in FOLDER.rglob("*"):
        if path.is_file():
            assert not named.search(path.read_bytes()), path.name


def test_event_files_carry_the_fixed_time_and_whole_records():
    for path in FOLDER.rglob("*.tfevents"):
        events, at, times = path.read_bytes(), 0, []
        while at < len(events):
            (size,) = struct.unpack_from("<Q", events, at)
            times.append(struct.unpack_from("<xd", events, at + 12)[0])
            at += size + 16  # beside its data: its size, and a checksum of each
        assert at == len(events), path.name
        assert all(1_700_000_000 <= time < 1_700_001_000 for time in times), path.name
