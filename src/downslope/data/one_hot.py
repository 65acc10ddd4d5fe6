"""One-hot columns of a categorical column: an indicator for every level but the first.

city ∈ {Oslo, Paris, Rome}   →   city=Paris, city=Rome      (Oslo, the first, is the reference)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from downslope.data.columns import Column, Place, as_series, cleaned
from downslope.errors import DataError
from downslope.numerics.arguments import number_in
from downslope.numerics.arrays import Vector

if TYPE_CHECKING:
    import polars as pl


TRUTHS = ("true", "false")
SHOWN = 5  # levels named in a message


def one_hot(column: Column, name: str, levels: Sequence[str], place: Place) -> list[Vector]:
    """Return, for every level but the first, an indicator of shape (n,), NaN where missing.

    Raises
    ------
    DataError
        The column has a level that is not among `levels`.

    """
    import polars as pl

    text = as_text(column, levels, name)
    known = {_meaning(level): level for level in levels}
    if not text.is_in(list(levels)).all():
        text = text.replace({
            each: known[_meaning(each)]
            for each in text.drop_nulls().unique()
            if each not in levels and _meaning(each) in known
        })  # fmt: skip
    strange = text.is_not_null() & ~text.is_in(list(levels))
    if strange.any():
        row = int(strange.arg_max() or 0)
        raise DataError(
            f"In {place.row(row)}, column '{name}' of {place.source} has the level "
            f"'{str(text[row])[:40]}', which is not among {_listed(levels)}: correct it, or find "
            "the levels again from all of the data."
        )
    return [(text == level).cast(pl.Float64).to_numpy() for level in levels[1:]]


def _meaning(level: str) -> float | str:
    """Return a level as a number or in small letters: files write 1.0 or 1, True or true."""
    number = number_in(level)
    return number if number is not None else level.lower() if level.lower() in TRUTHS else level


def as_text(column: Column, levels: Sequence[str], name: str) -> pl.Series:
    """Return a column as text; a mark of a missing value that is not a level becomes null.

    Raises
    ------
    DataError
        Its values have no text, as lists, durations, and bytes that are not UTF-8.

    """
    import polars as pl

    values = as_series(column)
    try:
        text = values.cast(pl.String)
    except pl.exceptions.PolarsError:
        raise DataError(
            f"Column '{name}' holds {values.dtype} values, which cannot be levels: convert them to "
            "text, or leave it out."
        ) from None
    return cleaned(text, levels)


def _listed(levels: Sequence[str]) -> str:
    more = f", … ({len(levels)} levels)" if len(levels) > SHOWN else ""
    return ", ".join(levels[:SHOWN]) + more
