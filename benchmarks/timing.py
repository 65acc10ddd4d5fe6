"""Timing as ratios: both sides of a ratio run alternately in one process, medians are compared."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured claim: `value` has to be at most, or at least, `target`."""

    what: str
    value: float
    target: float
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int = 15) -> float:
    """How many times as long `one` takes as `other`."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for work, kept in zip((one, other), times, strict=True):
            clock = time.perf_counter()
            work()
            kept.append(time.perf_counter() - clock)
    # The first round warms caches and imports.
    return statistics.median(times[0][1:]) / statistics.median(times[1][1:])


def process(*arguments: str) -> Callable[[], object]:
    """A fresh Python running `arguments`."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)
