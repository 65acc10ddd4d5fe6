"""Page docs/benchmarks.md: the measurements, the machine, and the versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.timing import Row

HEAD = """# Benchmarks

`make bench` measures every claim about speed, memory, and accuracy. Times are ratios of medians.
Both sides are measured in the same run, in turns, so that a ratio means something on another
machine too. Errors are listed with the times. **Targets that were missed are shown as missed.**
"""
COLUMNS = ("| claim | measured | target | | details |", "|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Grid:
    """Table of further measurements: problems × solvers."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def markdown(self) -> list[str]:
        head = [f"| {' | '.join(self.columns)} |", f"|{'---|' * len(self.columns)}"]
        return [f"**{self.title}**", "", *head, *(f"| {' | '.join(line)} |" for line in self.lines)]


def page(groups: Mapping[str, tuple[str, Sequence[Row], Sequence[Grid]]], versions: str) -> str:
    """Return the page from each group's title, claims, and grids."""
    lines = [HEAD, _machine(versions), ""]
    for title, rows, grids in groups.values():
        lines += ["", f"## {title}", "", *COLUMNS]
        lines += [_claim(row) for row in rows]
        for grid in grids:
            lines += ["", *grid.markdown()]
    return "\n".join(lines) + "\n"


def _claim(row: Row) -> str:
    sign = "≥" if row.at_least else "≤"
    verdict = "met" if row.met else "**missed**"
    return f"| {row.what} | {row.value:.3g} | {sign} {row.target:g} | {verdict} | {row.note} |"


def _machine(versions: str) -> str:
    cores = os.cpu_count()
    return (
        f"Measured on {date.today():%d %B %Y}: {cores} cores ({platform.machine()}), "
        f"{platform.system()}, Python {platform.python_version()}, {versions}."
    )
