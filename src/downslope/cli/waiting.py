"""Something to look at while one waits: on a terminal, once it takes long, and gone at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console, RenderableType
from rich.live import Live

PAUSE = 0.125  # seconds between two pictures


class Waiting:
    """A picture that is drawn anew as often as it is shown; a context manager that cleans up.

    Results may go into a pipe or a file while people wait at the terminal: without a console
    that is one, standard error shows it.
    """

    def __init__(self, patience: float, out: Console | None = None) -> None:
        """Take the seconds before anything is shown."""
        self._out = out if out is not None and out.is_terminal else Console(stderr=True)
        self._due = time.monotonic() + patience
        self._live: Live | None = None

    def __enter__(self) -> Self:
        return self

    def show(self, draw: Callable[[], RenderableType]) -> None:
        """Show what `draw` returns in the place of what was shown before, if it is time to."""
        if not self._out.is_terminal or time.monotonic() < self._due:
            return
        if self._live is None:
            self._live = Live(console=self._out, transient=True, auto_refresh=False)
            self._live.start()
        self._live.update(draw(), refresh=True)
        self._due = time.monotonic() + PAUSE

    def stop(self) -> None:
        """Take away what is shown."""
        if self._live is not None:
            self._live.stop()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
