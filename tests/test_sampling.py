"""Samples of the tests: no case is left out for good, and a run can be repeated."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sampling import DAY, drawn


@pytest.mark.parametrize(("cases", "count"), [(65, 12), (11, 6), (8, 4), (13, 3), (2, 1), (5, 5)])
def test_every_case_is_drawn_within_as_many_days_as_samples_fit(cases: int, count: int) -> None:
    days = -(-cases // count)
    for first in (DAY, DAY + 1):
        samples = [drawn(range(cases), count, "some", first + k) for k in range(days)]
        assert all(each == sorted(set(each)) and len(each) == count for each in samples)
        assert set().union(*samples) == set(range(cases))


def test_few_cases_are_all_drawn_and_none_are_none() -> None:
    assert drawn("ab", 3) == ["a", "b"]
    assert drawn("", 3) == []


def test_other_names_draw_others() -> None:
    samples = {tuple(drawn(range(100), 10, name, day)) for name in "ab" for day in (1, 2)}
    assert len(samples) == 4


def test_a_day_draws_the_same_again_in_another_process() -> None:
    code = "from sampling import drawn, DAY; print(DAY, drawn(range(100), 10))"
    for day in (7, 8):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=Path(__file__).parent, text=True, check=True,
            capture_output=True, env=os.environ | {"DOWNSLOPE_DAY": str(day)},
        )  # fmt: skip
        assert done.stdout == f"{day} {drawn(range(100), 10, day=day)}\n"
