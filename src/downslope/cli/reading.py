"""What reading costs, told to people: how far a pass has come, and what is held in memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.text import Text

from downslope.cli.summaries import check_needs_no_rows
from downslope.cli.waiting import Waiting
from downslope.quantities import counted

if TYPE_CHECKING:
    from downslope.sources import Table
    from downslope.streaming import Reading
    from downslope.table_summary import TableSummary

PATIENCE = 0.5  # seconds before anything is shown


@contextmanager
def reading_shown() -> Iterator[Callable[[Reading], None]]:
    """What to tell how far a pass has come, for people who wait."""
    with Waiting(PATIENCE) as waiting:
        yield lambda reading: waiting.show(lambda: Text(reading_line(reading)))


def gathered(
    data: str,
    target: str | None,
    features: list[str] | None,
    drop_missing: bool,
    kinds: list[str],
) -> Table | TableSummary:
    """The data for a verb that needs no rows; the pass over large ones is shown."""
    from downslope import workbench

    check_needs_no_rows(data, {"--drop-missing": drop_missing, "--categorical": bool(kinds)})
    with reading_shown() as progress:
        return workbench.gather(data, target, features, drop_missing, kinds, progress)


def announce_holding(data: str | Sequence[str], why: str) -> None:
    """Say that files which would be read in passes are about to be held whole, and for what."""
    from downslope.workbench import is_large

    if is_large(data):
        named = data if isinstance(data, str) else ", ".join(data)
        print(f"{why} needs all rows at once: {named} is read into memory.", file=sys.stderr)


def reading_line(reading: Reading) -> str:
    """Pass 1: 3,000,000 of 50,000,000 rows (6 %), 20 million a second, 2 s left."""
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
