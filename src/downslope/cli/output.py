"""Printing: one console, the colors of a status, and JSON for programs.

What libraries print of themselves, beside the one line that is ours.

polars decodes in Rust: a damaged page makes its threads print a panic with a backtrace straight to
the descriptor of standard error, beside the exception that we catch and put into one line. While
a command runs, that descriptor leads to a file, and Python's own standard error to the terminal.
Dask logs in Python, and with tracebacks, every connection that breaks when Ctrl-C ends its workers.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

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


STANDARD_ERROR = 2


@contextmanager
def native_messages_aside() -> Iterator[None]:
    """Keep native messages off the terminal, and show them only when an error gets through."""
    ours = sys.stderr
    if not _writes_to_descriptor(ours):
        yield
        return
    terminal = os.dup(STANDARD_ERROR)
    with (
        tempfile.TemporaryFile() as aside,
        os.fdopen(terminal, "w", encoding=ours.encoding, errors=ours.errors, buffering=1) as to,
    ):
        ours.flush()
        os.dup2(aside.fileno(), STANDARD_ERROR)
        sys.stderr = to
        try:
            yield
        except Exception:
            aside.seek(0)
            to.write(aside.read().decode(errors="replace"))
            raise
        finally:
            sys.stderr = ours
            to.flush()
            os.dup2(terminal, STANDARD_ERROR)


def _writes_to_descriptor(stream: TextIO | None) -> bool:
    try:
        if stream is None or stream.fileno() != STANDARD_ERROR:
            return False
        os.fstat(STANDARD_ERROR)
        return True
    except (OSError, ValueError, AttributeError):  # captured, closed, or no file at all
        return False


@contextmanager
def loggers_silent() -> Iterator[None]:
    """Let no library log anything: errors come to us as exceptions."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
