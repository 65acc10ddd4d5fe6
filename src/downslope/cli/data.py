"""Data of a command: a table or a summary, read with progress and memory notices on screen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Unpack

from downslope.cli.options import reading_options
from downslope.formatting import counted

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions
    from downslope.data.engines import WorkersSilent
    from downslope.data.open import MemoryNotice
    from downslope.fitting.passes.reader import Reading
    from downslope.table import Table, TableSummary

PATIENCE = 0.5  # seconds before anything is shown


@contextmanager
def reading_shown() -> Iterator[Callable[[Reading | MemoryNotice | WorkersSilent], None]]:
    """Show the progress of a pass, and notices."""
    began, waiting = time.monotonic(), None

    def progress(step: Reading | MemoryNotice | WorkersSilent) -> None:
        from downslope.fitting.passes.reader import Reading

        nonlocal waiting
        if not isinstance(step, Reading):
            print(step, file=sys.stderr)
            return
        if time.monotonic() - began < PATIENCE:
            return
        from rich.text import Text

        # Imported here, since it takes long to load and few runs get here.
        from downslope.cli.live import Waiting

        if waiting is None:
            waiting = until_end.enter_context(Waiting(0.0))
        waiting.show(lambda: Text(reading_line(step)))

    with ExitStack() as until_end:
        yield progress


def gathered(
    data: str,
    target: str | None,
    features: list[str] | None,
    drop_missing: bool,
    categorical: list[str],
    rows_for: str | None = None,
    **reading: Unpack[ReadingOptions],
) -> Table | TableSummary:
    """Read the data of a command; `rows_for` names what needs the rows, if anything does."""
    from downslope.data.files import check_needs_no_rows
    from downslope.fitting.summarize import gather

    if rows_for is None:
        of_rows = {"--drop-missing": drop_missing, "--categorical": bool(categorical)}
        asked = [option for option, given in of_rows.items() if given]
        check_needs_no_rows(data, asked + reading_options(reading))
    with reading_shown() as progress:
        return gather(
            data,
            target,
            features,
            drop_missing,
            categorical,
            rows_for=rows_for,
            progress=progress,
            **reading,
        )


def reading_line(reading: Reading) -> str:
    """Return `Pass 1: 3,000,000 of 50,000,000 rows (6%), 20 million a second, 2 s left`."""
    if reading.total:
        share = f"{reading.rows / reading.total:.0%}"
        line = f"{reading.rows:,} of {counted(reading.total, 'row')} ({share})"
    else:
        line = counted(reading.rows, "row")
    line = f"Pass {reading.pass_number}: {line}"
    line += f", {reading.rate / 1e6:.3g} million a second"
    left = reading.seconds_left
    return line if left is None else f"{line}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
