"""Printing: one console, the colors of a status, and JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from downslope.formatting import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


WIDEST_PROSE = 80  # columns: longer lines are hard to read
STATUS_STYLE = {"converged": "bold green", "converging": "bold yellow", "diverging": "bold red",
                "failed": "bold red", "skipped": "dim"}  # fmt: skip


def console() -> Console:
    """Where people read: 80 columns when the output is not a terminal, and never fewer.

    A narrower terminal wraps the lines itself; a table squeezed into it would cut numbers.
    """
    probe = Console()
    if not probe.is_terminal:
        return Console(width=80, highlight=False)
    return probe if probe.width >= 80 else Console(width=80)


def page(*, to_stderr: bool = False, quiet: bool = False) -> Console:
    """For prose: as wide as the terminal, and no wider than is good to read."""
    probe = Console(stderr=to_stderr)
    width = min(WIDEST_PROSE, probe.width) if probe.is_terminal else WIDEST_PROSE
    return Console(width=width, highlight=False, stderr=to_stderr, quiet=quiet)


def dropped_lines(rows: int) -> list[Text]:
    """A line for incomplete rows, if any were left out."""
    if not rows:
        return []
    return [Text(f"{counted(rows, 'incomplete row')} {'was' if rows == 1 else 'were'} left out.")]


def print_json(result: object) -> None:
    """One JSON object, and nothing else."""
    print(json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False))


def check_picture(file: str | None, data: str | None = None) -> None:
    """Refuse a file that cannot be drawn to, or holds the data, before the work begins."""
    if file is not None:
        from downslope.errors import OptionError
        from downslope.plots.style import picture_file

        picture_file(file)
        if data is not None and Path(file).resolve() == Path(data).resolve():
            raise OptionError(f"--plot '{file}' is the file of the data: draw to another one.")


def draw(picture: Axes | Figure, file: str, *, quietly: bool) -> None:
    """Save a figure, and say so unless a program is reading."""
    from downslope.plots.style import save

    save(picture, file)
    if not quietly:
        print(f"Drawn: {file}")
