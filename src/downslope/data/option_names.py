"""Options in messages: as a shell takes them where data are files, else as Python does.

COMMAND_LINE    --features a,'b c'        --drop-missing       mend the file
PYTHON          features=['a', 'b c']     drop_missing=True    mend the data
"""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Sequence
from enum import Enum


class OptionStyle(Enum):
    """The two ways to write an option; callers name options as Python does."""

    COMMAND_LINE = "command line"
    PYTHON = "Python"

    @property
    def holder(self) -> str:
        """What holds the values that need a correction."""
        return "the file" if self is OptionStyle.COMMAND_LINE else "the data"

    def option(self, name: str) -> str:
        """Return an option without its value."""
        return _dashed(name) if self is OptionStyle.COMMAND_LINE else f"{name}=…"

    def flag(self, name: str) -> str:
        """Return an option that is on."""
        return _dashed(name) if self is OptionStyle.COMMAND_LINE else f"{name}=True"

    def setting(self, name: str, value: object) -> str:
        """Return an option with its value."""
        return (
            f"{_dashed(name)} {value}" if self is OptionStyle.COMMAND_LINE else f"{name}={value!r}"
        )

    def columns(self, name: str, columns: Sequence[str]) -> str:
        """Return an option with names of columns, ready to paste."""
        if self is OptionStyle.PYTHON:
            return f"{name}={list(columns)!r}"
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(columns)
        return f"{_dashed(name)} {shlex.quote(line.getvalue())}"

    def one_of(self, name: str, columns: Sequence[str], more: str = "") -> str:
        """Return an option with a choice of columns, `more` as the last choice."""
        if self is OptionStyle.PYTHON:
            return f"{name}={_either([*map(repr, columns)], more)}"
        return f"{_dashed(name)} {_either([*map(shlex.quote, columns)], more)}"


def _dashed(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _either(shown: list[str], more: str) -> str:
    if not more:
        *shown, more = shown
    return f"{', '.join(shown)} or {more}" if shown else more
