"""How far a pass over the data has come: rows, rows a second, time left; only on a terminal."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

if TYPE_CHECKING:
    from downslope.streaming import Reading

PATIENCE = 0.5  # seconds before anything is shown


class ReadingBar:
    """Show readings on standard error while they go on; a context manager that cleans up."""

    def __init__(self, out: Console | None = None) -> None:
        self._out = out or Console(stderr=True)
        self._live: Live | None = None
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def show(self, reading: Reading) -> None:
        """Take in how far it has come."""
        if not self._out.is_terminal:
            return
        if self._live is None:
            if time.monotonic() - self._started < PATIENCE:
                return
            self._live = Live(console=self._out, transient=True, refresh_per_second=8)
            self._live.start()
        self._live.update(Text(reading_line(reading)))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()


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
