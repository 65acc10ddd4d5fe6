"""Terminal of the learner: single keys, screens, Markdown, and pages that fit the window.

    with Keyboard() as keys:
        key = keys.read(0.25)        # "h", "enter", "left" …; None if no key was pressed

The settings of the terminal are restored when the block ends in any way, and while the program is
stopped (Ctrl-Z) or `paused` to read a whole line.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import indent
from typing import Any, ClassVar, Self

from markdown_it import MarkdownIt
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import CodeBlock, Markdown
from rich.segment import Segment
from rich.text import Text

from downslope.cli.output import page
from downslope.lessons.content_files import markdown_parser

NAMES = {
    "\r": "enter", "\n": "enter", " ": "enter", "\x1b[C": "right", "\x1b[D": "left",
    "\x1b[5~": "left", "\x1b[6~": "right", "\x7f": "left", "\x04": "q",
}  # fmt: skip


def is_interactive() -> bool:
    """Return whether input and output are both terminals."""
    return sys.stdin.isatty() and sys.stdout.isatty()


if sys.platform == "win32":
    import msvcrt

    class Keyboard:
        """Keys from the console."""

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def read(self, seconds: float) -> str | None:
            """Return the next key, or None if there is none within `seconds`."""
            until = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() >= until:
                    return None
                time.sleep(0.02)
            key = msvcrt.getwch()
            if key == "\x03":
                raise KeyboardInterrupt
            if key in ("\x00", "\xe0"):
                return {"K": "left", "M": "right"}.get(msvcrt.getwch(), "other")
            return NAMES.get(key, key.lower())

        @contextmanager
        def paused(self) -> Iterator[None]:
            """Allow whole lines to be read."""
            yield

else:
    import select
    import termios
    import tty

    KEY = re.compile(r"\x1b[\[O][\d;]*[A-Za-z~]|.", re.DOTALL)

    class Keyboard:
        """Keys from the terminal, delivered at once and not shown."""

        def __init__(self) -> None:
            self._handle = sys.stdin.fileno()
            self._before: list[Any] = []
            self._continued: Any = None
            self._pressed: list[str] = []

        def __enter__(self) -> Self:
            self._before = termios.tcgetattr(self._handle)
            tty.setcbreak(self._handle)
            # After Ctrl-Z and fg the terminal has the settings of the shell.
            self._continued = signal.signal(signal.SIGCONT, lambda *_: self._take())
            return self

        def __exit__(self, *_: object) -> None:
            signal.signal(signal.SIGCONT, self._continued)
            self._give_back()

        def read(self, seconds: float) -> str | None:
            """Return the next key, or None if there is none; "q" if the terminal was closed."""
            if not self._pressed:
                if not self._waiting(seconds):
                    return None
                try:
                    given = os.read(self._handle, 1024)
                    if given.endswith(b"\x1b") and self._waiting(0.02):  # rest of an arrow key
                        given += os.read(self._handle, 1024)
                except OSError:  # the terminal has been closed
                    return "q"
                self._pressed = KEY.findall(given.decode("utf-8", "replace")) or ["q"]
            key = self._pressed.pop(0)
            return NAMES.get(key, key.lower() if len(key) == 1 else "other")

        @contextmanager
        def paused(self) -> Iterator[None]:
            """Return the terminal to its normal mode for a while, so that a line can be read."""
            termios.tcflush(self._handle, termios.TCIFLUSH)  # repeats of a key are not an answer
            self._pressed.clear()
            self._give_back()
            try:
                yield
            finally:
                self._take()

        def _waiting(self, seconds: float) -> bool:
            return bool(select.select([self._handle], [], [], seconds)[0])

        def _take(self) -> None:
            tty.setcbreak(self._handle, termios.TCSANOW)

        def _give_back(self) -> None:
            termios.tcsetattr(self._handle, termios.TCSADRAIN, self._before)


POLL = 0.15  # seconds between two checks of the file and the window


class Screen:
    """Screen of the learner."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys = keys
        self.out = page()

    def draw(self, *parts: RenderableType) -> None:
        """Clear the screen and print these parts."""
        self.out = page()
        self.out.clear()
        self.out.print(Group(*parts))

    def add(self, *parts: RenderableType) -> None:
        """Print these parts below what is on the screen."""
        self.out.print(*parts, sep="\n")

    def key(
        self, draw: Callable[[], None] | None = None, saved: Callable[[], bool] | None = None
    ) -> str:
        """Draw and wait for a key; return "saved" if the file is saved first."""
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
        """Ask for a line of text, which is empty if nothing was typed."""
        with self.keys.paused():
            try:
                return input(question).strip()
            except EOFError:
                return ""


class _Listing(CodeBlock):
    """Code set off by indentation only, without a box and without cuts."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = indent(str(self.text).rstrip(), "    ")
        yield Text(code, "cyan", no_wrap=True, overflow="ignore")


class _Prose(Markdown):
    elements: ClassVar = Markdown.elements | {"fence": _Listing, "code_block": _Listing}


def prose(text: str) -> RenderableType:
    """Return Markdown with plain listings."""
    return _Prose(text.strip("\n"))


STYLES = {"strong_open": "bold", "em_open": "italic"}


def line(text: str, style: str = "") -> Text:
    """Return one line of Markdown, with its marks as styles."""
    return _styled(markdown_parser(), text, style)


def code_line(text: str, style: str = "") -> Text:
    """Return a line in which only `code` is styled, since a * may be Python, such as 2*x*y."""
    return _styled(MarkdownIt("zero").enable("backticks"), text, style)


def _styled(parser: MarkdownIt, text: str, style: str) -> Text:
    shown, styles = Text(style=style), [""]
    for token in parser.parseInline(text)[0].children or []:
        if token.type.endswith("_open"):
            styles.append(STYLES.get(token.type, ""))
        elif token.type.endswith("_close"):
            styles.pop()
        elif token.type == "code_inline":
            shown.append(token.content, "cyan")
        else:
            shown.append("\n" if token.type == "softbreak" else token.content, styles[-1])
    return shown


FRAME = 7  # lines of a screen around the page
FEWEST = 5  # lines of a page, even in a low window

Line = list[Segment]
Page = list[Line]


def pages(text: Markdown, out: Console) -> list[Page]:
    """Divide text into pages that fit the window.

    A page ends at an empty line if one is near, and never with a heading.
    """
    lines = out.render_lines(text, out.options.update(width=out.width - 2), pad=False)
    height = max(FEWEST, out.height - FRAME)
    found, rest = [], _trimmed(lines)
    while len(rest) > height:
        near = (at for at in range(height, height // 2, -1) if _is_empty(rest[at]))
        cut = next((at for at in near if not _is_heading(rest[:at])), height)
        found.append(_trimmed(rest[:cut]))
        rest = _trimmed(rest[cut:])
    return [*found, rest] if rest or not found else found


def _is_heading(lines: list[Line]) -> bool:
    """Return whether the last line stands alone: a heading, or a sentence before a picture."""
    ends = _trimmed(lines)
    return len(ends) > 1 and _is_empty(ends[-2])


def _trimmed(lines: list[Line]) -> list[Line]:
    """Remove the empty lines at both ends."""
    full = [i for i, line in enumerate(lines) if not _is_empty(line)]
    return lines[full[0] : full[-1] + 1] if full else []


def _is_empty(line: Line) -> bool:
    return not "".join(part.text for part in line).strip()
