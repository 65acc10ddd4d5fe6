"""Arguments that callers give one at a time, checked once and refused in one wording.

Arrays have their own border, `arrays.py`. What is of the wrong kind is refused like what is out
of range: the message shows what was given.

Options in messages: as a shell takes them where data are files, else as Python does.

COMMAND_LINE    --features a,'b c'        --drop-missing       mend the file
PYTHON          features=['a', 'b c']     drop_missing=True    mend the data
"""

from __future__ import annotations

import csv
import io
import math
import operator
import shlex
from collections.abc import Sequence
from enum import Enum
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np

from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import default_names


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


def check_kind(name: str, given: object, kind: type, example: str) -> None:
    """See to it that `given` is a `kind`, which `example` makes.

    Raises:
        OptionError: something else, such as the arrays that a `kind` is made of.

    """
    if not isinstance(given, kind):
        raise OptionError(
            f"{name} is a {type(given).__name__}: give a {kind.__name__}, as in {example}."
        )


def whole_number(name: str, given: Any, at_least: int = 0) -> int:
    """`given` as an int.

    Raises:
        OptionError: no whole number, or below `at_least`.

    """
    try:
        number = operator.index(given)
    except TypeError:
        number = at_least - 1
    if number < at_least:
        raise OptionError(
            f"{name}={given!r} cannot be used: give a whole number of {at_least} or more."
        )
    return number


def number_in(text: str) -> float | None:
    """Return the number that a text is, NaN and infinity included; None if it is not one."""
    try:
        return float(text)
    except ValueError:
        return None


def number_or_nan(given: Any) -> float:
    """`given` as a float; where it is no number, as text is none, NaN: that lies in no range."""
    return float(given) if isinstance(given, Real) else math.nan


def check_finite_number(name: str, given: object) -> None:
    """See to it that `given` is a number, and neither NaN nor infinite.

    Raises:
        OptionError: something else.

    """
    if not math.isfinite(number_or_nan(given)):
        raise OptionError(f"{name}={given!r} cannot be used: give a finite number.")


def flag(name: str, given: object) -> bool:
    """`given` as a bool.

    Raises:
        OptionError: something else; text such as "no" would count as true.

    """
    if not isinstance(given, (bool, np.bool_)):
        raise OptionError(f"{name}={given!r} cannot be used: give True or False.")
    return bool(given)


def names_of(X: object, names: Sequence[str] | None = None) -> Sequence[str] | None:
    """The names given for the columns of X, or else a frame's own, if they are text and differ."""
    if names is not None:
        return [names] if isinstance(names, str) else names
    own = getattr(X, "column_names", getattr(X, "columns", None))
    if own is None:
        own = [getattr(X, "name", None)]  # of a single column
    if not all(isinstance(name, str) for name in own):
        return None
    return tuple(own) if len(set(own)) == len(own) else None


def check_aligned(X: object, y: object) -> None:
    """See to it that rows go together by position where both sides have labels for them.

    Raises:
        DataError: pandas objects whose indexes differ.

    """
    mine: Any = getattr(X, "index", None)
    theirs = getattr(y, "index", None)
    if hasattr(mine, "equals") and hasattr(theirs, "equals") and not mine.equals(theirs):
        raise DataError(
            "X and y have different indexes: align them, or give y.to_numpy() to pair rows by "
            "position."
        )


def are_paths(data: object) -> bool:
    """Return whether data are named, not given: by a path or a list of paths."""
    listed = data if isinstance(data, (list, tuple)) else [data]
    return bool(listed) and all(isinstance(each, (str, Path)) for each in listed)


def column_names(names: Sequence[str] | None, d: int) -> tuple[str, ...]:
    """(d,) the names given for the features, or those of unnamed ones.

    Raises:
        DataError: more or fewer names than features.

    """
    given = default_names(d) if names is None else tuple(names)
    if len(given) != d:
        raise DataError(f"{len(given)} names for {d} features: give one name for each.")
    return given


def named(features: Sequence[str] | None) -> tuple[str, ...] | None:
    """The names that were given, of which a lone text is one; None if there was no choice.

    Raises:
        DataError: a choice of no feature.

    """
    if features is None:
        return None
    names = (features,) if isinstance(features, str) else tuple(features)
    if not names:
        raise DataError(
            f"features={features!r} names no column: name one or more, or leave features out for "
            "all columns but the target."
        )
    return names
