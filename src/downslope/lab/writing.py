"""Values as they stand in code and on a command line: read back, they are the same to the bit."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Iterable, Sequence


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
