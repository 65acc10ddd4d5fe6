"""Progress on a terminal: a status line while waiting, and the live table of a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from downslope.cli.output import plain_table
from downslope.diagnosis.training_report import milestones
from downslope.formatting import number

if TYPE_CHECKING:
    from downslope.descent import Step


PAUSE = 0.125  # seconds between two updates


class Waiting:
    """Display of progress, updated in place; a context manager that removes it at the end.

    It is shown on standard error if results go to a pipe or a file.
    """

    def __init__(self, patience: float, out: Console | None = None) -> None:
        """Wait for `patience` seconds before anything is shown."""
        self._out = out if out is not None and out.is_terminal else Console(stderr=True)
        self._due = time.monotonic() + patience
        self._live: Live | None = None

    def __enter__(self) -> Self:
        return self

    def show(self, draw: Callable[[], RenderableType]) -> None:
        """Show what `draw` returns in place of the last display, if enough time has passed."""
        if not self._out.is_terminal or time.monotonic() < self._due:
            return
        if self._live is None:
            self._live = Live(console=self._out, transient=True, auto_refresh=False)
            self._live.start()
        self._live.update(draw(), refresh=True)
        self._due = time.monotonic() + PAUSE

    def stop(self) -> None:
        """Remove the display."""
        if self._live is not None:
            self._live.stop()

    def __exit__(self, *_: object) -> None:
        self.stop()


PATIENCE = 1.0  # seconds before the bar appears
MOST_WEIGHTS = 5  # which fit beside the loss in 80 columns


class LiveTable:
    """Table of the steps of a run; a context manager that prints it when the run is over.

    On a terminal, a run of more than a second shows the table and a progress bar while it is
    running. A pipe or a file gets only the table, at the end.
    """

    def __init__(
        self, out: Console, names: tuple[str, ...], epochs: int, kept: Sequence[int] = ()
    ) -> None:
        """Prepare columns for the weights `names`; of `epochs` epochs, show those in `kept`."""
        self._out, self._names = out, names[:MOST_WEIGHTS]
        self._hidden = len(names) - len(self._names)
        self._milestones = set(kept or milestones(epochs))
        self._rows: list[Step] = []
        self._last: Step | None = None
        self._waiting = Waiting(PATIENCE, out)
        self._progress = Progress(
            TextColumn("epoch"), BarColumn(30), MofNCompleteColumn(), TimeRemainingColumn(),
            console=out,
        )  # fmt: skip
        self._task = self._progress.add_task("epoch", total=epochs)

    def __enter__(self) -> Self:
        return self

    def show(self, step: Step) -> None:
        """Add a step and update the display."""
        self._last = step
        if step.epoch in self._milestones:
            self._rows.append(step)
        self._waiting.show(self._so_far)

    def _so_far(self) -> Group:
        assert self._last is not None
        self._progress.update(self._task, completed=self._last.epoch)
        return Group(self._table(), self._progress)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._waiting.stop()
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
            table.add_column(Text(short), justify="right")  # as Text: [name] is not markup
        if self._hidden:
            table.add_column(f"+{self._hidden} more")
        for step in self._rows:
            weights = [number(w) for w in step.weights.ravel()[: len(self._names)]]
            table.add_row(f"{step.epoch:,}", number(step.loss), *weights)
        return table
