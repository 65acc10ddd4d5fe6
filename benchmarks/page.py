"""docs/benchmarks.md: what was measured, on what machine, with which versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.timing import Row

HEAD = """# Benchmarks

Every claim about speed, memory and accuracy, measured by one command: `make bench`. Times are
ratios of medians, both sides taken alternately in one run, so that they mean something on another
machine too; errors stand beside the times. **A target that was missed is shown as missed.**
"""
COLUMNS = ("| claim | measured | target | | beside it |", "|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Grid:
    """What was measured beside the claims: problems × solvers."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def markdown(self) -> list[str]:
        head = [f"| {' | '.join(self.columns)} |", f"|{'---|' * len(self.columns)}"]
        return [f"**{self.title}**", "", *head, *(f"| {' | '.join(line)} |" for line in self.lines)]


def page(groups: Mapping[str, tuple[str, Sequence[Row], Sequence[Grid]]], versions: str) -> str:
    """The whole page, from each group's title, claims and grids."""
    lines = [HEAD, _machine(versions), ""]
    for title, rows, grids in groups.values():
        lines += [
            "",
            f"## {title}",
            "",
            "| claim | measured | target | | beside it |",
            "|---|---|---|---|---|",
        ]
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
