"""What reading costs, told to people: how far a pass has come, and what is held in memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.text import Text

from downslope.cli.waiting import Waiting

if TYPE_CHECKING:
    from downslope.streaming import Reading

PATIENCE = 0.5  # seconds before anything is shown


@contextmanager
def reading_shown() -> Iterator[Callable[[Reading], None]]:
    """What to tell how far a pass has come, for people who wait."""
    with Waiting(PATIENCE) as waiting:
        yield lambda reading: waiting.show(lambda: Text(reading_line(reading)))


def announce_holding(data: str | Sequence[str], why: str) -> None:
    """Say that files which would be read in passes are about to be held whole, and for what."""
    from downslope.workbench import is_large

    if is_large(data):
        named = data if isinstance(data, str) else ", ".join(data)
        print(f"{why} needs all rows at once: {named} is read into memory.", file=sys.stderr)


def reading_line(reading: Reading) -> str:
    """Pass 1: 3,000,000 of 50,000,000 rows (6 %), 20 million a second, 2 s left."""
    line = f"Pass {reading.pass_number}: {reading.rows:,}"
    if reading.total:
        line += f" of {reading.total:,} rows ({reading.rows / reading.total:.0%})"
    else:
        line += " rows"
    line += f", {reading.rate / 1e6:.3g} million a second"
    left = reading.seconds_left
    return line if left is None else f"{line}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
