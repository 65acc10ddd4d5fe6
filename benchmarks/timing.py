"""Ratios of times: both sides run alternately in one process, and their medians are divided."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured claim: `value` must be at most, or at least, `target`."""

    what: str
    value: float
    target: float
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target


LONG_ENOUGH = 0.02  # seconds; shorter work is repeated within a round


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int = 15) -> float:
    """Return the time of `one` divided by that of `other`."""
    sides = [(work, _repeats(work)) for work in (one, other)]
    times: list[list[float]] = [[], []]
    for _ in range(rounds):
        for (work, repeats), kept in zip(sides, times, strict=True):
            kept.append(_seconds(work, repeats) / repeats)
    return statistics.median(times[0]) / statistics.median(times[1])


def _repeats(work: Callable[[], object]) -> int:
    work()  # warms caches and imports
    return max(1, math.ceil(LONG_ENOUGH / _seconds(work, 1)))


def _seconds(work: Callable[[], object], repeats: int) -> float:
    clock = time.perf_counter()
    for _ in range(repeats):
        work()
    return time.perf_counter() - clock


def process(*arguments: str) -> Callable[[], object]:
    """Return a call that runs a new Python process, with modules already compiled."""
    command, usual = [sys.executable, *arguments], dict(os.environ)
    usual.pop("PYTHONDONTWRITEBYTECODE", None)
    return lambda: subprocess.run(command, check=True, capture_output=True, env=usual)
