"""`make bench`: every claim, measured here and now; a target that is missed is shown as missed."""

from __future__ import annotations

import platform
import sys

from rich.console import Console
from rich.table import Table

from benchmarks import advice, core, diagnosis, lab, scale, solvers

GROUPS = {
    "core": core,
    "diagnosis": diagnosis,
    "solvers": solvers,
    "advice": advice,
    "scale": scale,
    "lab": lab,
}


def main() -> None:
    wanted = sys.argv[1:] or list(GROUPS)
    table = Table("claim", "measured", "target", "", title="Ratios of medians, each from one run")
    for name in wanted:
        for row in GROUPS[name].rows():
            sign = "≥" if row.at_least else "≤"
            met = "met" if row.met else "[bold red]missed[/]"
            table.add_row(row.what, f"{row.value:.3g}", f"{sign} {row.target:g}", met)
        table.add_section()
    Console().print(table)
    print(f"Python {platform.python_version()}, {solvers.versions()}, {platform.machine()}")


if __name__ == "__main__":
    main()
