"""The short form of `make soak`: damaged files and odd questions, from seeds."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from soak import checksums, inputs, servers
from soak.readers import MOST_SECONDS, OPTIONS, READING, SEVERAL, drawn, trial, tried

from sampling import LONG

FILES = 400 if LONG else 200
LEAST_MB, MOST_MB = 30, 700  # of a server: after ten minutes of `make soak` 440 (lab), 325 (tutor)
DAMAGED = Path(__file__).parent / "data" / "damaged"
FOUND_BEFORE = {  # what was mended: panics of a decoder on the terminal
    "page-beyond-the-end.parquet": "diagnose {} --target y",
    "column-beyond-the-end.parquet": "fit {} --target y",
}

tried_once = cache(trial)  # several tests look at the first trials


@pytest.mark.parametrize("first", range(0, FILES, 100))
def test_damaged_files_get_an_answer_or_one_clear_line(first: int) -> None:
    for seed in range(first, first + 100):
        found = tried_once(seed)
        too_slow = found.complaint.endswith(" s")  # a busy machine is no fault of the file
        assert not found.complaint or too_slow, (seed, found.command, found.complaint, found.err)
        assert found.seconds < 20 * MOST_SECONDS, seed


@pytest.mark.parametrize("first", range(0, 60 if LONG else 20, 20))
def test_a_damaged_payload_with_a_checksum_is_refused_or_harmless(first: int) -> None:
    found = [each for seed in range(first, first + 20) for each in checksums.trial(seed)]
    wrong = [each for each in found if each.complaint and not each.complaint.endswith(" s")]
    assert wrong == []
    assert sum(each.status == 2 for each in found) > len(found) / 2


def test_what_was_found_is_kept() -> None:
    assert {file.name for file in DAMAGED.iterdir()} == set(FOUND_BEFORE)


@pytest.mark.parametrize("name", FOUND_BEFORE)
def test_what_was_found_stays_mended(name: str, tmp_path: Path) -> None:
    shutil.copy(DAMAGED / name, tmp_path)
    found = tried(FOUND_BEFORE[name].format(name).split(), tmp_path)
    assert (found.status, found.complaint) == (2, "")
    assert "damaged Parquet file" in found.err


def test_the_generator_makes_what_each_command_answers_and_what_it_refuses() -> None:
    statuses = Counter((found.command[0], found.status) for found in map(tried_once, range(160)))
    for verb in OPTIONS:
        assert min(statuses[verb, 0], statuses[verb, 2]) >= 2, (verb, statuses)
    assert tuple(drawn(3)) == tried_once(3).command


def test_the_generator_draws_every_option_and_several_files() -> None:
    commands = [drawn(seed) for seed in range(500)]
    words = {(command[0], word) for command in commands for word in command}
    for verb, options in OPTIONS.items():
        for option in options:
            assert (verb, option.split()[0]) in words, (verb, option)
    texts = {" ".join(command) for command in commands}
    for option in READING:
        assert any(option in text for text in texts), option
    for kind in inputs.OTHER:
        assert any(f"part-0.{kind}" in command for command in commands), kind
    for verb in SEVERAL:
        assert (verb, "part-2.csv") in words
        assert (verb, "part-1.parquet") in words
    assert ("fit", "part-1.dss") in words


@pytest.mark.slow
def test_the_lab_bears_odd_questions() -> None:
    watch = servers.lab(6)
    assert watch.asked > 20
    assert not [fault for fault in watch.faults if not fault.endswith(" s")]
    assert LEAST_MB < watch.end_mb < MOST_MB


@pytest.mark.slow
def test_the_tutor_bears_odd_calls() -> None:
    watch = servers.tutor(6)
    assert watch.asked > 10
    assert not [fault for fault in watch.faults if not fault.endswith(" s")]
    assert LEAST_MB < watch.end_mb < MOST_MB
