"""Source of data of any size: a schema, then tasks, each read block by block.

A `Source` knows its columns, and the number of its rows if a footer has it, before anything is
read. Its tasks are small, picklable descriptions ("rows 0 to 65,536 of part-3.parquet") that any
worker can run. Their order and the blocks of each are fixed, so the answer is the same, to the
bit, for one worker or a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from downslope.findings import Finding
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix

_BLOCK_VALUES = 2**19  # of float64: a block stays in the processor's last-level cache
_FEWEST = 1024  # rows: with fewer, adding a product's d² values takes as long as the product
_MOST = 32768  # rows: with fewer, threads wait for Python's lock more often than they work


def block_rows(width: int) -> int:
    """Return the rows of a block of `width` columns: a power of two that depends on it alone."""
    rows = _BLOCK_VALUES // max(width, 1)
    return max(_FEWEST, min(_MOST, 1 << max(rows.bit_length() - 1, 0)))


SLICE_BYTES = 2**25  # of a task's rows as float64
LONGEST, SHORTEST = 2**18, 2**13  # rows of a task


def slice_rows(width: int) -> int:
    """Return the usual rows of a task: a power of two, and a multiple of a block's rows."""
    rows = max(SHORTEST, min(LONGEST, SLICE_BYTES // (8 * width)))
    return 1 << (rows.bit_length() - 1)


@dataclass(frozen=True, slots=True)
class Schema:
    """Columns and sizes of a source, known before a row is read."""

    features: tuple[str, ...]  # (d,) the columns of a block, in order
    target: str  # the column after them
    weights: str | None = None  # the last column, if rows have weights
    source: str = ""  # the user's name for the data
    rows: int | None = None  # of all tasks; None if unknown before reading
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of categorical columns, reference first
    notes: tuple[Finding, ...] = ()  # how the data were read
    style: OptionStyle = OptionStyle.PYTHON  # of options, in messages

    @property
    def width(self) -> int:
        """Number of columns of a block: d features, the target, and the weights if given."""
        return len(self.features) + 1 + (self.weights is not None)


class Task(Protocol):
    """Part of a source that one worker reads on its own: picklable and small."""

    @property
    def where(self) -> str:
        """Name in messages: "part-3.parquet, rows 1 to 65,536"."""

    @property
    def rows(self) -> int | None:
        """Number of rows, or None if unknown before reading."""

    def blocks(self) -> Iterator[Matrix]:
        """Yield the complete rows as float64 blocks (m, width), in any memory order.

        A block is valid until the next one is requested, which may overwrite it.

        Raises
        ------
        DataError
            A value cannot be used, or a file has changed or is damaged.

        """

    @property
    def dropped(self) -> int:
        """Number of incomplete rows that `blocks` has left out so far."""


class Source(Protocol):
    """Tables, files and streams: a schema and tasks."""

    @property
    def schema(self) -> Schema:
        """The columns, and the number of rows if it is known."""

    def tasks(self) -> list[Task]:
        """Return the tasks, in the fixed order in which their summaries are merged."""

    def sample(self, rows: int = 2048) -> Matrix:
        """Return rows (m, width) from which to choose an origin, spread out where that is cheap."""
