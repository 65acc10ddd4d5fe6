"""Categorical columns: their levels, and one-hot columns for all levels but the first.

    city ∈ {Oslo, Paris, Rome}   →   city=Paris, city=Rome      (Oslo, the first, is the reference)

Levels come from a first pass over the data. Sets of levels unite as summaries add, so shards can be
read anywhere, here by threads. The levels are sorted, as numbers if all of them are numbers, and
then fixed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from downslope.data.columns import MISSING_MARKS, Column, Frame, Place, as_series, cleaned
from downslope.errors import DataError
from downslope.numerics.arguments import OptionStyle, number_in
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import thread_count

if TYPE_CHECKING:
    import polars as pl


MOST_LEVELS = 1000  # a column with more is an identifier of rows, not a category
SHOWN = 5  # levels named in a message


def find_levels(
    reads: Sequence[Callable[[], Iterable[Frame]]], names: Sequence[str], source: str
) -> dict[str, set[str]]:
    """Return the levels of each column in the frames of all `reads`, one for each task.

    Marks of missing values, such as NA, are among them, since they may be levels.

    Raises
    ------
    DataError
        A column has too many levels. Raised at once, since the values of an identifier might fill
        the memory.

    """
    found: dict[str, set[str]] = {name: set() for name in names}
    stop = Event()

    def look(read: Callable[[], Iterable[Frame]]) -> dict[str, set[str]]:
        seen: dict[str, set[str]] = {name: set() for name in names}
        for frame in read():
            for name in names:
                seen[name] |= _distinct(frame[name])
            if stop.is_set() or any(len(levels) > MOST_LEVELS for levels in seen.values()):
                break
        return seen

    pool = ThreadPoolExecutor(thread_count(), thread_name_prefix="downslope-levels")
    try:
        for seen in pool.map(look, reads):
            for name in names:
                found[name] |= seen[name]
                _check_number(name, found[name], source)
    finally:
        # Also at Ctrl-C: threads cannot be killed.
        stop.set()
        pool.shutdown(cancel_futures=True)
    return found


def _distinct(column: Column) -> set[str]:
    text = _as_text(column, MISSING_MARKS[1:])
    return {level for level in text.unique().to_list() if level is not None}


def sorted_levels(
    name: str,
    found: Iterable[str],
    source: str,
    style: OptionStyle = OptionStyle.COMMAND_LINE,
    order: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the levels in a fixed order: first those of `order`, the order given in the data.

    Raises
    ------
    DataError
        There are fewer than two levels, or so many that the column is an identifier.

    """
    levels = sorted(set(found), key=lambda level: (_size(level), level))
    if len(levels) < 2:
        has = f"only the level '{levels[0]}'" if levels else "no level"
        raise DataError(
            f"Column '{name}' of {source} has {has}: leave it out of {style.option('features')}."
        )
    _check_number(name, levels, source)
    if any(math.isinf(_size(level)) for level in levels):
        levels.sort()
    place = {level: i for i, level in enumerate(order)}
    levels.sort(key=lambda level: place.get(level, len(place)))
    return tuple(levels)


def _check_number(name: str, levels: Collection[str], source: str) -> None:
    if len(levels) > MOST_LEVELS:
        raise DataError(
            f"Column '{name}' of {source} has more than {MOST_LEVELS:,} levels, as an identifier "
            "would: leave it out, or group the levels."
        )


def is_label(column: Column) -> bool:
    """Return whether a column holds classes that are not numbers: text, categories, or booleans."""
    import polars as pl

    series = as_series(column)
    if series.dtype != pl.String:
        return not (series.dtype.is_numeric() or series.dtype == pl.Null)
    text = cleaned(series).drop_nulls()
    return len(text) > 0 and text.cast(pl.Float64, strict=False).null_count() > 0


def one_hot(column: Column, name: str, levels: Sequence[str], place: Place) -> list[Vector]:
    """Return, for every level but the first, an indicator of shape (n,), NaN where missing.

    Raises
    ------
    DataError
        The column has a level that is not among `levels`.

    """
    import polars as pl

    text = _as_text(column, levels)
    strange = text.is_not_null() & ~text.is_in(list(levels))
    if strange.any():
        row = int(strange.arg_max() or 0)
        raise DataError(
            f"Column '{name}' of {place.source} has the level '{str(text[row])[:40]}' in "
            f"{place.row(row)}, which is not among {_listed(levels)}: correct it, or find the "
            "levels again from all of the data."
        )
    return [
        (text == level).cast(pl.Float64).to_numpy().astype(np.float64, copy=False)
        for level in levels[1:]
    ]


def given_levels(
    name: str, levels: Sequence[str], source: str, style: OptionStyle = OptionStyle.COMMAND_LINE
) -> tuple[str, ...]:
    """Return the caller's levels after validation; their order stays, the first is the reference.

    Raises
    ------
    DataError
        There are fewer than two levels, or one is repeated.

    """
    fixed = tuple(levels)
    if len(set(fixed)) != len(fixed):
        twice = next(level for level in fixed if fixed.count(level) > 1)
        raise DataError(f"The level '{twice}' of column '{name}' is given twice: name it once.")
    sorted_levels(name, fixed, source, style)
    return fixed


def _as_text(column: Column, levels: Sequence[str]) -> pl.Series:
    import polars as pl

    return cleaned(as_series(column).cast(pl.String), levels)


def _listed(levels: Sequence[str]) -> str:
    more = f", … ({len(levels)} levels)" if len(levels) > SHOWN else ""
    return ", ".join(levels[:SHOWN]) + more


def _size(text: str) -> float:
    """Return a level as a number, or infinity for text, which sorts after all numbers."""
    value = number_in(text)
    return math.inf if value is None or not math.isfinite(value) else value
