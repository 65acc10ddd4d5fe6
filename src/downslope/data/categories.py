"""Categorical columns: each level but the first becomes a column of zeros and ones.

    city ∈ {Oslo, Paris, Rome}   →   city=Paris, city=Rome      (Oslo, the first, is the reference)

Levels come from a first pass over the data: sets of levels unite as summaries add, so shards may
be looked at anywhere, here by threads. They are sorted, as numbers if all of them are, and then
fixed.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from downslope.data.columns import Part, cleaned
from downslope.data.option_names import Spelling
from downslope.errors import DataError
from downslope.numerics.arrays import Vector

if TYPE_CHECKING:
    import polars as pl


MOST_LEVELS = 1000  # more are names of rows, not of kinds
SHOWN = 5


def sorted_levels(
    name: str, found: Iterable[str], source: str, spelling: Spelling = Spelling.COMMAND_LINE
) -> tuple[str, ...]:
    """The levels in their fixed order.

    Raises:
        DataError: too few to compare, or so many that the column names the rows.

    """
    levels = sorted(set(found), key=_as_number_or_text)
    if len(levels) < 2:
        has = f"only the level '{levels[0]}'" if levels else "no level"
        raise DataError(
            f"Column '{name}' of {source} has {has}: leave it out of {spelling.option('features')}."
        )
    _check_number(name, levels, source)
    if not all(map(_is_number, levels)):
        levels.sort()
    return tuple(levels)


def _check_number(name: str, levels: Collection[str], source: str) -> None:
    if len(levels) > MOST_LEVELS:
        raise DataError(
            f"Column '{name}' of {source} has more than {MOST_LEVELS:,} levels, as an identifier "
            "has: leave it out, or group the levels."
        )


def one_hot(column: pl.Series, name: str, levels: Sequence[str], place: Part) -> list[Vector]:
    """For each level but the first, (n,) ones where it holds; NaN where the value is missing.

    Raises:
        DataError: a level that is not among them.

    """
    import polars as pl

    text = _as_text(column)
    strange = text.is_not_null() & ~text.is_in(list(levels))
    if strange.any():
        row = int(strange.arg_max() or 0)
        raise DataError(
            f"Column '{name}' of {place.source} has the level '{str(text[row])[:40]}' in "
            f"{place.row(row)}, which is not among {_listed(levels)}: mend it, or find the "
            "levels anew from all of the data."
        )
    return [
        (text == level).cast(pl.Float64).to_numpy().astype(np.float64, copy=False)
        for level in levels[1:]
    ]


def given_levels(
    name: str, levels: Sequence[str], source: str, spelling: Spelling = Spelling.COMMAND_LINE
) -> tuple[str, ...]:
    """Levels as the caller has them: their order stands, the first is the reference.

    Raises:
        DataError: fewer than two, or one twice.

    """
    fixed = tuple(levels)
    if len(set(fixed)) != len(fixed):
        twice = next(level for level in fixed if fixed.count(level) > 1)
        raise DataError(f"Column '{name}' is given the level '{twice}' twice: name it once.")
    sorted_levels(name, fixed, source, spelling)
    return fixed


def _as_text(column: pl.Series) -> pl.Series:
    import polars as pl

    return cleaned(column.cast(pl.String))


def _listed(levels: Sequence[str]) -> str:
    more = f", … ({len(levels)} levels)" if len(levels) > SHOWN else ""
    return ", ".join(levels[:SHOWN]) + more


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _as_number_or_text(text: str) -> tuple[float, str]:
    return (float(text) if _is_number(text) else math.inf, text)
