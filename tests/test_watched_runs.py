"""Seeded runs with known faults and healthy ones: the watch names the fault, and no other.

`python -m benchmarks watch` runs all of them.
"""

from __future__ import annotations

import pytest
import torch
from benchmarks.watch import BROKEN_AT_EDGE, judge
from benchmarks.watched_runs import runs
from tests.sampling import sampled

RUNS = {each.name: each for each in runs()}
QUICK = [name for name, each in RUNS.items() if each.framework == "NumPy"]
OTHERS = [name for name, each in RUNS.items() if each.framework != "NumPy"]


@pytest.mark.parametrize("name", [*sampled(QUICK, 12), *sampled(OTHERS, 5)])
def test_what_the_watch_says_of_a_seeded_run(name: str) -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        found = judge(RUNS[name])
    finally:
        torch.set_num_threads(threads)
    assert found.is_right or found.is_named, (found.status, found.cause, found.findings)
    if "edge of stability" in name:
        assert found.status not in BROKEN_AT_EDGE


def test_the_runs_are_many_and_of_every_kind() -> None:
    faulty = [each for each in RUNS.values() if not each.is_healthy]
    assert len(RUNS) == len(runs())
    assert len(faulty) >= 120
    assert len(RUNS) - len(faulty) >= 120
    assert {each.framework for each in RUNS.values()} == {"NumPy", "PyTorch", "JAX"}
