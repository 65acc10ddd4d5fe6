"""How a message writes an option: as a shell takes it where data are files, else as Python does.

    COMMAND_LINE    --features a,'b c'        --drop-missing       mend the file
    PYTHON          features=['a', 'b c']     drop_missing=True    mend the data

Whoever gives a frame or arrays has no command line in front of them.
"""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Sequence
from enum import Enum


class Spelling(Enum):
    """The two ways; options go by their names in Python."""

    COMMAND_LINE = "command line"
    PYTHON = "Python"

    @property
    def holder(self) -> str:
        """What is to be mended."""
        return "the file" if self is Spelling.COMMAND_LINE else "the data"

    def option(self, name: str) -> str:
        """An option whose value is not told."""
        return _dashed(name) if self is Spelling.COMMAND_LINE else f"{name}=…"

    def flag(self, name: str) -> str:
        """An option that is on."""
        return _dashed(name) if self is Spelling.COMMAND_LINE else f"{name}=True"

    def columns(self, name: str, columns: Sequence[str]) -> str:
        """An option with names of columns, ready to paste."""
        if self is Spelling.PYTHON:
            return f"{name}={list(columns)!r}"
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(columns)
        return f"{_dashed(name)} {shlex.quote(line.getvalue())}"

    def one_of(self, name: str, columns: Sequence[str], more: str = "") -> str:
        """An option with one of some columns, or `more`."""
        if self is Spelling.PYTHON:
            return f"{name}={_either([*map(repr, columns)], more)}"
        return f"{_dashed(name)} {_either([*map(shlex.quote, columns)], more)}"


def _dashed(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _either(shown: list[str], more: str) -> str:
    """a, b or c."""
    if not more:
        *shown, more = shown
    return f"{', '.join(shown)} or {more}" if shown else more
