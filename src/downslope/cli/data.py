"""What reading costs, told to people: how far a pass has come, and what is held in memory.

Summaries (.dss) in the place of data: what needs rows is refused, not passed over in silence.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.text import Text

from downslope.cli.live import Waiting
from downslope.formatting import counted

if TYPE_CHECKING:
    from downslope.fitting.passes.reader import Reading
    from downslope.table import Table, TableSummary


def check_needs_no_rows(data: str | Sequence[str], options: Mapping[str, bool]) -> None:
    """Refuse the first of the options that is given where the data are summaries."""
    for option, given in options.items():
        if given:
            check_has_rows(data, option, "leave it out, or ")


def check_has_rows(data: str | Sequence[str], what: str, way_out: str = "") -> None:
    """Refuse summaries, for `what` needs rows; there may be another way out than to give them."""
    from downslope.errors import OptionError
    from downslope.fitting.fit import are_summaries

    if are_summaries(data):
        named = data if isinstance(data, str) else ", ".join(data)
        raise OptionError(
            f"{what} needs rows, and summaries ({named}) have none: {way_out}give the data that "
            "they were made of."
        )


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
    from downslope.fitting import fit

    check_needs_no_rows(data, {"--drop-missing": drop_missing, "--categorical": bool(kinds)})
    with reading_shown() as progress:
        return fit.gather(data, target, features, drop_missing, kinds, progress)


def announce_holding(data: str | Sequence[str], why: str) -> None:
    """Say that files which would be read in passes are about to be held whole, and for what."""
    from downslope.fitting.fit import is_large

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
