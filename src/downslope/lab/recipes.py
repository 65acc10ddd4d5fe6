"""Values as they stand in code and on a command line: read back, they are the same to the bit."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def python_list(values: Iterable[object]) -> str:
    """Names or numbers as a list in Python."""
    return f"[{', '.join(repr(each) for each in values)}]"


def number_option(name: str, values: Iterable[float]) -> str:
    """`--start=1.0,-2.0`: with the sign of equality, so that a minus is no option."""
    return f"--{name}=" + ",".join(repr(float(each)) for each in values)


def features_option(names: Sequence[str]) -> tuple[str, str]:
    """The option that names these columns, before the shell's quotes."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(names)
    return "--features", line.getvalue()


def command_line(words: Iterable[str]) -> str:
    """The words as a shell takes them."""
    return shlex.join(["downslope", *words])


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to open the same data elsewhere."""

    imports: tuple[str, ...]  # lines of Python
    lines: tuple[str, ...]  # lines that leave the table or the data in names that `problem` uses
    problem: str  # a Python expression, with {loss} where the convention goes
    command: tuple[str, ...]  # the words of a command line that say which data
    file: str | None = None  # a file that both expect to lie there, if there is one
