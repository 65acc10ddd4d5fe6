"""From frames as they come to blocks as they are agreed: the same rows in the same blocks, always.

A reader hands over frames of any height. Block i of a file is its rows i·B … (i + 1)·B, whatever
the frames, the row groups or the tasks were, less its incomplete rows if the user said so. Every
rule about what a column may hold is the one that a table in memory passes (`columns`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from downslope.arrays import Matrix, Vector, negative_weight
from downslope.errors import DataError
from downslope.sources.columns import Part, check_numeric, complete, feature_names, numbers
from downslope.sources.levels import one_hot
from downslope.sources.spelling import Spelling
from downslope.sources.stream import Schema, block_rows

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns to read and what a block makes of them. Small: every task carries it."""

    source: str
    features: tuple[str, ...]  # as the data name them
    target: str
    weights: str | None = None
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drop_missing: bool = False
    spelling: Spelling = Spelling.COMMAND_LINE  # of options, in messages

    @property
    def columns(self) -> tuple[str, ...]:
        """To be read, in this order."""
        return (*self.features, self.target, *([self.weights] if self.weights else ()))

    @property
    def names(self) -> tuple[str, ...]:
        """(width,) for each column of a block the column that it comes from."""
        known = dict(self.levels)
        return tuple(name for name in self.columns for _ in known.get(name, ("", ""))[1:])

    @property
    def width(self) -> int:
        """Columns of a block."""
        return len(self.names)

    def schema(self, rows: int | None) -> Schema:
        """What a reader of the blocks has to know."""
        known = dict(self.levels)
        features: list[str] = []
        for name, shown in zip(self.features, feature_names(self.features), strict=True):
            features += (
                [f"{name}={level}" for level in known[name][1:]] if name in known else [shown]
            )
        return Schema(tuple(features), self.target, self.weights, self.source, rows, self.levels)

    def lenient(self) -> Layout:
        """The same, leaving incomplete rows out."""
        return replace(self, drop_missing=True)

    def numeric(self, frame: pl.DataFrame, place: Part) -> list[Vector]:
        """(width,) columns of float64, a missing value being NaN.

        Raises:
            DataError: a column that holds no numbers, or a level that nobody knows.

        """
        known = dict(self.levels)
        plain = [name for name in self.columns if name not in known]
        part = replace(place, whole=False)  # that a column is empty shows when it is opened
        check_numeric(frame, part, plain, self.features, known)
        found: list[Vector] = []
        for name in self.columns:
            if name in known:
                found += one_hot(frame[name], name, known[name], place)
            else:
                found.append(numbers(frame[name], place))
        return found


def blocks_of(
    frames: Iterable[pl.DataFrame], layout: Layout, place: Part
) -> Iterator[tuple[Matrix, int]]:
    """Blocks of complete rows, each with the number of rows left out of it.

    `place` is where the first row stands; it has to be a multiple of the block's rows. All blocks
    are written to one piece of memory, one after another: asking the system for new pages would
    take longer than filling them.
    """
    size = block_rows(layout.width)
    # column by column, as readers hand them over: nothing has to be turned round
    block, filled, seen = np.empty((layout.width, size)).T, 0, 0
    for frame in frames:
        columns = layout.numeric(frame, place.after(seen))
        start = 0
        while start < frame.height:
            rows = min(size - filled, frame.height - start)
            for j, column in enumerate(columns):
                block[filled : filled + rows, j] = column[start : start + rows]
            filled, start = filled + rows, start + rows
            if filled == size:
                yield usable_rows(block, layout, place.after(seen + start - size))
                filled = 0
        seen += frame.height
    if filled:
        yield usable_rows(block[:filled], layout, place.after(seen - filled))


def usable_rows(block: Matrix, layout: Layout, place: Part) -> tuple[Matrix, int]:
    """The block's complete rows, and how many others there were.

    A sum over the block is finite if all of its values are.

    Raises:
        DataError: an incomplete row that may not be left out, or a weight below zero.

    """
    left_out = 0
    with np.errstate(all="ignore"):
        well = bool(np.isfinite(block.sum()))
    if not well:
        usable = complete(block, layout.names, place, layout.drop_missing)
        left_out = len(block) - int(usable.sum())
        positions = np.flatnonzero(usable)
        block = block[usable] if left_out else block
    if layout.weights and len(block) and block[:, -1].min() < 0.0:
        at = int(block[:, -1].argmin())
        row = at if well else int(positions[at])
        raise DataError(negative_weight(place.row(row), float(block[at, -1])))
    return block, left_out
