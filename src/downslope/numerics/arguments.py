"""Validation of single arguments, and options as messages write them.

Arrays are validated in `arrays.py`. A value of the wrong type is refused like one out of range:
the message shows what was given.

Messages write options as a shell takes them where data are files, else as Python does:

COMMAND_LINE    --features a,'b c'        --drop-missing       fix the file
PYTHON          features=['a', 'b c']     drop_missing=True    fix the data
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
from numpy.typing import NDArray

from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import default_names


class OptionStyle(Enum):
    """Two ways to write an option; callers name options as Python does."""

    COMMAND_LINE = "command line"
    PYTHON = "Python"

    @property
    def holder(self) -> str:
        """Where the user corrects a value."""
        return "the file" if self is OptionStyle.COMMAND_LINE else "the data"

    def option(self, name: str) -> str:
        """Return an option without its value."""
        return _dashed(name) if self is OptionStyle.COMMAND_LINE else f"{name}=…"

    def flag(self, name: str) -> str:
        """Return an option that is switched on."""
        return _dashed(name) if self is OptionStyle.COMMAND_LINE else f"{name}=True"

    def off(self, name: str) -> str:
        """Return an option that is switched off."""
        return f"--no-{name}" if self is OptionStyle.COMMAND_LINE else f"{name}=False"

    def setting(self, name: str, value: object) -> str:
        """Return an option with its value."""
        if self is OptionStyle.COMMAND_LINE:
            return f"{_dashed(name)} {shlex.quote(str(value))}"
        return f"{name}={value!r}"

    def columns(self, name: str, columns: Sequence[str]) -> str:
        """Return an option with column names, ready to paste."""
        if self is OptionStyle.PYTHON:
            return f"{name}={list(columns)!r}"
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(columns)
        return f"{_dashed(name)} {shlex.quote(line.getvalue())}"

    def one_of(self, name: str, columns: Sequence[str], more: str = "") -> str:
        """Return an option with a choice of columns; `more` is the last choice."""
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
    """Check that `given` is a `kind`, which the code in `example` makes.

    Raises
    ------
    OptionError
        It is something else, such as the arrays that a `kind` is made of.

    """
    if not isinstance(given, kind):
        raise OptionError(
            f"{name} is a {type(given).__name__}: give a {kind.__name__}, as in {example}."
        )


def whole_number(name: str, given: Any, at_least: int = 0) -> int:
    """Return `given` as an int.

    Raises
    ------
    OptionError
        It is not a whole number, or is below `at_least`.

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
    """Return the number in a string, NaN and infinity included; None if there is none."""
    try:
        return float(text)
    except ValueError:
        return None


def number_or_nan(given: Any) -> float:
    """Return `given` as a float, or NaN, which lies in no range, if it is not a number."""
    return float(given) if isinstance(given, Real) else math.nan


def check_finite_number(name: str, given: object) -> None:
    """Check that `given` is a finite number.

    Raises
    ------
    OptionError
        It is something else.

    """
    if not math.isfinite(number_or_nan(given)):
        raise OptionError(f"{name}={given!r} cannot be used: give a finite number.")


def columns_or_labels(option: str, given: Any) -> tuple[tuple[str, ...], tuple[NDArray[Any], ...]]:
    """Return the names of columns whose values are labels, or else the labels in arrays.

    Raises
    ------
    OptionError
        It is neither.

    """
    if isinstance(given, str):
        return (given,), ()
    if isinstance(given, (list, tuple)) and given and all(isinstance(c, str) for c in given):
        return tuple(given), ()
    array = np.asarray(given)
    if array.ndim not in (1, 2) or array.size == 0:
        raise OptionError(
            f"{option} is neither a column's name nor an array of labels: give either."
        )
    return (), (array,) if array.ndim == 1 else tuple(array.T)


def flag(name: str, given: object) -> bool:
    """Return `given` as a bool.

    Raises
    ------
    OptionError
        It is something else: a string such as "no" would count as true.

    """
    if not isinstance(given, (bool, np.bool_)):
        raise OptionError(f"{name}={given!r} cannot be used: give True or False.")
    return bool(given)


def names_of(X: object, names: Sequence[str] | None = None) -> Sequence[str] | None:
    """Return the names given for the columns of X, or a frame's own if they are unique strings."""
    if names is not None:
        return [names] if isinstance(names, str) else names
    own = getattr(X, "column_names", getattr(X, "columns", None))
    if own is None:
        # Of a single column; the name of a Dask array is not one.
        own = [None if hasattr(X, "chunks") else getattr(X, "name", None)]
    if not all(isinstance(name, str) for name in own):
        return None
    return tuple(own) if len(set(own)) == len(own) else None


def check_aligned(X: object, y: object) -> None:
    """Check that rows of X and y that have labels match by position.

    Raises
    ------
    DataError
        They are pandas objects whose indexes differ.

    """
    mine: Any = getattr(X, "index", None)
    theirs = getattr(y, "index", None)
    if hasattr(mine, "equals") and hasattr(theirs, "equals") and not mine.equals(theirs):
        raise DataError(
            "X and y have different indexes: align them, or give y.to_numpy() to pair rows by "
            "position."
        )


def are_paths(data: object) -> bool:
    """Return whether data are a path or a list of paths, not the values themselves."""
    listed = data if isinstance(data, (list, tuple)) else [data]
    return bool(listed) and all(isinstance(each, (str, Path)) for each in listed)


def column_names(names: Sequence[str] | None, d: int) -> tuple[str, ...]:
    """Return the names (d,) given for the features, or default names.

    Raises
    ------
    DataError
        There are more or fewer names than features.

    """
    given = default_names(d) if names is None else tuple(names)
    if len(given) != d:
        raise DataError(f"{len(given)} names for {d} features: give one name for each.")
    return given


def named(features: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the chosen features, a single string counting as one name; None for all columns.

    Raises
    ------
    DataError
        The choice is empty.

    """
    if features is None:
        return None
    names = (features,) if isinstance(features, str) else tuple(features)
    if not names:
        raise DataError(
            f"features={features!r} is empty: name one or more columns, or leave features out to "
            "use all columns but the target."
        )
    return names


def nonnegative(name: str, given: object) -> float:
    """Return `given` as a float.

    Raises
    ------
    OptionError
        If it is not a finite number of 0 or more.

    """
    number = number_or_nan(given)
    if not 0 <= number < np.inf:
        raise OptionError(f"{name}={given!r} cannot be used: give a number of 0 or more.")
    return number
