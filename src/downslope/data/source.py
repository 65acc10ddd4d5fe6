"""Data too large to hold: a schema first, then small tasks, each read block by block.

A `Source` knows its columns, and its rows where a footer tells them, before anything is read. Its
tasks are small, picklable descriptions ("rows 0 to 65,536 of part-3.parquet") that any worker can
carry out; their order is fixed, and so are the blocks of each, which is what makes the answer the
same, to the bit, for one worker or a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from downslope.numerics.arrays import Matrix

_BLOCK_VALUES = 2**19  # of float64: a block stays in the processor's last cache
_FEWEST = 1024  # rows: fewer make adding a product's d² values as long as the product
_MOST = 32768  # with fewer, threads wait for Python's lock more often than they work


def block_rows(width: int) -> int:
    """Rows of a block of so many columns: a power of two that depends on the width alone."""
    rows = _BLOCK_VALUES // max(width, 1)
    return max(_FEWEST, min(_MOST, 1 << max(rows.bit_length() - 1, 0)))


@dataclass(frozen=True, slots=True)
class Schema:
    """What is known before a row is read."""

    features: tuple[str, ...]  # (d,) the columns of a block, in order
    target: str  # the column after them
    weights: str | None = None  # the last column, if rows have weights
    source: str = ""  # what the user called it
    rows: int | None = None  # of all tasks; None when only reading will tell
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first

    @property
    def width(self) -> int:
        """Columns of a block: d features, the target, and the weights if there are any."""
        return len(self.features) + 1 + (self.weights is not None)


class Task(Protocol):
    """A part of a source that one worker reads by itself. Picklable and small."""

    @property
    def where(self) -> str:
        """For messages: "part-3.parquet, rows 1 to 65,536"."""

    @property
    def rows(self) -> int | None:
        """How many rows it has, if that is known before reading."""

    def blocks(self) -> Iterator[Matrix]:
        """Its rows as float64 blocks (m, width), complete cases only, in any memory order.

        A block is valid until the next is asked for, which may be written over it.

        Raises:
            DataError: a value that cannot be used, a file that has changed or is damaged.
        """

    @property
    def dropped(self) -> int:
        """Incomplete rows left out so far by `blocks`."""


class Source(Protocol):
    """Tables, files and streams alike."""

    @property
    def schema(self) -> Schema:
        """The columns, and the rows where they are known."""

    def tasks(self) -> list[Task]:
        """The parts, in the one order in which their summaries are merged."""

    def sample(self, rows: int = 2048) -> Matrix:
        """Some rows (m, width), from all over it where that is cheap, to choose an origin from."""
