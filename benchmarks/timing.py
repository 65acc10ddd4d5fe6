"""Ratios of times: both sides run alternately in one process, and their medians are divided."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Run = dict[str, Any]  # of one side in a process of its own: seconds, busy, peak, and its result


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


def module(name: str, *arguments: str) -> str:
    """Run a module in a process of its own, and return what it prints."""
    command = [sys.executable, "-m", name, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def side(name: str, path: Path) -> Run:
    """Return one run of a side of `scale_sides.py`."""
    run: Run = json.loads(module("benchmarks.scale_sides", name, str(path)).splitlines()[-1])
    return run | {"side": name}


def fastest_sides(sides: Mapping[str, Path], rounds: int = 3) -> dict[str, Run]:
    """Return the fastest run of each side, with its largest peak; the sides take turns."""
    found: dict[str, list[Run]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, path in sides.items():
            found[name].append(side(name, path))
    return {
        name: min(runs, key=lambda run: run["seconds"])
        | {"peak": max(run["peak"] for run in runs), "busy": min(run["busy"] for run in runs)}
        for name, runs in found.items()
    }


def fastest(work: Callable[[], Any], rounds: int = 3) -> tuple[float, Any]:
    """Return the seconds of the fastest run, and its result."""
    seconds, found = math.inf, None
    for _ in range(rounds):
        began = time.perf_counter()
        found = work()
        seconds = min(seconds, time.perf_counter() - began)
    return seconds, found
