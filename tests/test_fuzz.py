"""The short form of `make soak`: damaged files and odd questions, from seeds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from soak import servers
from soak.readers import MOST_SECONDS, trial

FILES = 600
FOUND_BEFORE = [550, 3740]  # seeds of what was mended: panics of a decoder on the terminal


@pytest.mark.parametrize("first", range(0, FILES, 100))
def test_damaged_files_get_an_answer_or_one_clear_line(first: int) -> None:
    for seed in range(first, first + 100):
        found = trial(seed)
        too_slow = found.complaint.endswith(" s")  # a busy machine is no fault of the file
        assert not found.complaint or too_slow, (seed, found.command, found.complaint, found.err)
        assert found.seconds < 20 * MOST_SECONDS, seed


@pytest.mark.parametrize("seed", FOUND_BEFORE)
def test_what_was_found_stays_mended(seed: int) -> None:
    assert not trial(seed).complaint


def test_the_generator_makes_files_that_are_read_and_files_that_are_refused() -> None:
    statuses = [trial(seed).status for seed in range(60)]
    assert min(statuses.count(0), statuses.count(2)) >= 6
    assert trial(3).command == trial(3).command


@pytest.mark.slow
def test_the_lab_bears_odd_questions() -> None:
    watch = servers.lab(6)
    assert watch.asked > 20
    assert not [fault for fault in watch.faults if not fault.endswith(" s")]


@pytest.mark.slow
def test_the_tutor_bears_odd_calls() -> None:
    watch = servers.tutor(6)
    assert watch.asked > 10
    assert not [fault for fault in watch.faults if not fault.endswith(" s")]
