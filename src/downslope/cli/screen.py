"""One screen after another: draw it, and wait for a key, a saved file or a new window size."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console, Group, RenderableType

from downslope.cli.keyboard import Keyboard
from downslope.cli.output import page

POLL = 0.15  # seconds between two looks at the file and the window


class Screen:
    """The terminal that a learner sits at."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys = keys
        self.out = page()

    def draw(self, *parts: RenderableType) -> None:
        """Put this in the place of what is there."""
        self.out = page()
        self.out.clear()
        self.out.print(Group(*parts))

    def add(self, *parts: RenderableType) -> None:
        """Put this below what is there."""
        self.out.print(*parts, sep="\n")

    def key(
        self, draw: Callable[[], None] | None = None, saved: Callable[[], bool] | None = None
    ) -> str:
        """Draw, and wait for a key; "saved" when the file was, meanwhile."""
        draw = draw or (lambda: None)
        draw()
        size = Console().size
        while True:
            key = self.keys.read(POLL)
            if key is not None:
                return key
            if saved is not None and saved():
                return "saved"
            if Console().size != size:
                size = Console().size
                draw()

    def line(self, question: str) -> str:
        """A line of text; empty when nothing was typed."""
        with self.keys.paused():
            try:
                return input(question).strip()
            except EOFError:
                return ""
