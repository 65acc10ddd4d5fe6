"""A run as it happens: a table that grows at round epochs, and a bar when it takes long."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from downslope.report import plain_table
from downslope.wording import number
from downslope.workbench.training import milestones

if TYPE_CHECKING:
    from downslope.descent import Step

PATIENCE = 1.0  # seconds before the bar appears
MOST_WEIGHTS = 5  # that fit beside the loss in 80 columns


class LiveTable:
    """Show steps to a console; a context manager that prints the table when the run is over.

    On a terminal a run of over a second shows the table and a progress bar while it goes on;
    elsewhere nothing is printed until the end.
    """

    def __init__(
        self, out: Console, names: tuple[str, ...], epochs: int, kept: Sequence[int] = ()
    ) -> None:
        """Take the `names` of the weights, the number of `epochs` to come, and epochs to show."""
        self._out, self._epochs, self._names = out, epochs, names[:MOST_WEIGHTS]
        self._hidden = len(names) - len(self._names)
        self._milestones = set(kept or milestones(epochs))
        self._rows: list[Step] = []
        self._last: Step | None = None
        self._started = time.monotonic()
        self._live: Live | None = None
        self._progress = Progress(
            TextColumn("epoch"), BarColumn(30), MofNCompleteColumn(), TimeRemainingColumn(),
            console=out,
        )  # fmt: skip
        self._task = self._progress.add_task("epoch", total=epochs)

    def __enter__(self) -> Self:
        return self

    def show(self, step: Step) -> None:
        """Take in one step."""
        self._last = step
        if step.epoch in self._milestones:
            self._rows.append(step)
        if step.epoch % 64 == 0 and self._out.is_terminal:
            self._refresh(step.epoch)

    def _refresh(self, epoch: int) -> None:
        if self._live is None:
            if time.monotonic() - self._started < PATIENCE:
                return
            self._live = Live(console=self._out, transient=True, refresh_per_second=8)
            self._live.start()
        self._progress.update(self._task, completed=epoch)
        self._live.update(Group(self._table(), self._progress))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()
        if self._last is not None and (not self._rows or self._rows[-1] is not self._last):
            self._rows.append(self._last)
        if self._rows and kind in (None, KeyboardInterrupt):
            self._out.print(self._table())

    def _table(self) -> Table:
        table = plain_table()
        table.add_column("epoch", justify="right")
        table.add_column("loss", justify="right")
        for name in self._names:
            short = name if len(name) <= 12 else f"{name[:11]}…"
            table.add_column(Text(short), justify="right")  # as Text: a [name] is no markup
        if self._hidden:
            table.add_column(f"+{self._hidden} more")
        for step in self._rows:
            weights = [number(w) for w in step.weights[: len(self._names)]]
            table.add_row(f"{step.epoch:,}", number(step.loss), *weights)
        return table
