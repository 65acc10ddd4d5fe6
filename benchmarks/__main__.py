"""Command of `make bench`: measure every claim; missed targets are shown as missed.

python -m benchmarks [GROUP …] [--page FILE]
"""

from __future__ import annotations

import argparse
import platform
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.page import Grid, page
from benchmarks.solvers import versions
from benchmarks.timing import Row

GROUPS = {
    "core": "The loop and the start-up time",
    "diagnosis": "Trajectory, sweep, and diagnosis",
    "solvers": "Closed forms and their peers",
    "accuracy": "Digits",
    "advice": "Which solver: the recommendation against measured times",
    "scale": "Data of any size",
    "paths": "Paths of penalties with cross-validation",
    "groups": "Many regressions from one pass",
    "after_fit": "Errors, accuracies, formulas, and predictions",
    "databases": "Sums that a database makes",
    "models": "Other models",
    "watch": "The watch of training loops",
    "lab": "The lab",
}


def main() -> None:
    """Measure the requested groups, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--page", type=Path, metavar="FILE", help="also write a Markdown page")
    asked = parser.parse_args()
    measured: dict[str, tuple[str, list[Row], list[Grid]]] = {}
    for name in asked.groups or GROUPS:
        group: Any = import_module(f"benchmarks.{name}")
        rows = list(group.rows())
        grids = getattr(group, "grids", [])
        grids = grids() if callable(grids) else grids
        measured[name] = (GROUPS[name], rows, grids)
        show(GROUPS[name], rows, grids)
        if asked.page:
            asked.page.write_text(page(measured, versions()))
    Console().print(f"Python {platform.python_version()}, {versions()}, {platform.machine()}")


def show(title: str, rows: list[Row], grids: list[Grid]) -> None:
    """Print a group's claims and grids."""
    table = Table("claim", "measured", "target", "", "seconds, errors", title=title)
    for row in rows:
        sign = "≥" if row.at_least else "≤"
        met = "met" if row.met else "[bold red]missed[/]"
        table.add_row(row.what, f"{row.value:.3g}", f"{sign} {row.target:g}", met, row.note)
    Console().print(table)
    for grid in grids:
        drawn = Table(*grid.columns, title=grid.title)
        for line in grid.lines:
            drawn.add_row(*line)
        Console().print(drawn)


if __name__ == "__main__":
    main()
