"""Output: the console, status colors, JSON, figures, and suppression of library messages.

Libraries print messages of their own. polars decodes in Rust: on a damaged page its threads print a
panic with a backtrace directly to the file descriptor of standard error, in addition to the
exception that becomes our one line. So while a command runs, that descriptor points to a file, and
Python's standard error to the terminal. Dask logs, with tracebacks, every connection that breaks
when Ctrl-C ends its workers.
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
    from rich.table import Table as RichTable

    from downslope.data_table import Table, TableSummary
    from downslope.findings import Finding


WIDEST_PROSE = 80  # columns: longer lines are hard to read
STATUS_STYLE = {"converged": "bold green", "converging": "bold yellow", "diverging": "bold red",
                "failed": "bold red", "rising": "bold red", "unstable": "bold red",
                "overfitting": "bold yellow", "not_learning": "bold red",
                "skipped": "dim"}  # fmt: skip


def console() -> Console:
    """Return a console of 80 columns or more; exactly 80 if the output is not a terminal.

    A narrower terminal wraps the lines: tables that fit into it would have cut numbers.
    """
    probe = Console()
    if not probe.is_terminal:
        return Console(width=80, highlight=False)
    return probe if probe.width >= 80 else Console(width=80)


def page(*, to_stderr: bool = False, quiet: bool = False) -> Console:
    """Return a console for prose: as wide as the terminal, but at most 80 columns."""
    probe = Console(stderr=to_stderr)
    width = min(WIDEST_PROSE, probe.width) if probe.is_terminal else WIDEST_PROSE
    return Console(width=width, highlight=False, stderr=to_stderr, quiet=quiet)


def dropped_lines(rows: int) -> list[Text]:
    """Return a line about incomplete rows, if any were left out."""
    if not rows:
        return []
    return [Text(f"{counted(rows, 'incomplete row')} {'was' if rows == 1 else 'were'} left out.")]


def lines_about(table: Table | TableSummary | None) -> list[Text]:
    """Return lines about rows that were left out, and about how the data were read."""
    if table is None:
        return []
    return [*dropped_lines(table.rows_dropped), *(Text(f"· {each}") for each in table.findings)]


def finding_lines(findings: tuple[Finding, ...]) -> list[Text]:
    """Return an empty line, then one line for each finding."""
    return [Text(), *[Text(f"· {finding}") for finding in findings]] if findings else []


def plain_table() -> RichTable:
    """Make a table without borders."""
    from rich.table import Table as RichTable

    return RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))


def apart(left: Text, right: Text) -> RichTable:
    """Return one row with text at each end; the left text is cut if it is too long."""
    from rich.table import Table as RichTable

    left.no_wrap, left.overflow = True, "ellipsis"
    row = RichTable.grid(expand=True, padding=(0, 1, 0, 0), pad_edge=False)
    row.add_column()
    row.add_column(justify="right", no_wrap=True)
    row.add_row(left, right)
    return row


def left_out(table: Table | TableSummary | None) -> dict[str, object]:
    """Return the fields about rows that were left out, and about how the data were read."""
    if table is None:
        return {"rows_dropped": 0, "findings": []}
    return {
        "rows_dropped": table.rows_dropped,
        "findings": [finding.to_dict() for finding in table.findings],
    }


def print_json(result: object) -> None:
    """Print a result as one JSON object."""
    print(json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False))


def check_format(form: str, beside: dict[str, bool]) -> None:
    """Check that --format is known, and that none of the options `beside` it prints otherwise."""
    from downslope.errors import OptionError, unknown
    from downslope.fitting.result_tables import FORMATS

    if form not in FORMATS:
        raise unknown("format", form, FORMATS)
    for option in (name for name, given in beside.items() if given and form != "text"):
        raise OptionError(f"--format {form} has no place for {option}: leave out one of the two.")


def check_picture(file: str | None, data: str | None = None) -> None:
    """Check, before the work begins, that the file can be written and is not the data file."""
    if file is not None:
        from downslope.errors import OptionError
        from downslope.plots.style import picture_file

        picture_file(file)
        if data is not None and Path(file).resolve() == Path(data).resolve():
            raise OptionError(
                f"--plot '{file}' would overwrite the data file: choose another name."
            )


def draw(picture: Axes | Figure, file: str, *, quietly: bool) -> None:
    """Save a figure and print its path, unless `quietly`."""
    from downslope.plots.style import save

    save(picture, file)
    if not quietly:
        print(f"Drawn: {file}")


STANDARD_ERROR = 2


@contextmanager
def native_messages_aside() -> Iterator[None]:
    """Keep native messages off the terminal and show them only if an error is not caught."""
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
    except (OSError, ValueError, AttributeError):  # captured, closed, or not a file
        return False


@contextmanager
def loggers_silent() -> Iterator[None]:
    """Disable logging: errors arrive as exceptions."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
