"""Blocks that stay in memory from one pass to the next, where there is room for all of them.

LSMR reads the data twice an iteration, and decoding takes far longer than the products. The blocks
are those that reading again would give, so the bits are the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from downslope.arrays import Matrix
from downslope.sources.stream import Schema, Task

SHARE_OF_MEMORY = 0.35  # of what is free


@dataclass(slots=True, eq=False)
class Held:
    """A task that is read once."""

    task: Task
    kept: list[Matrix] = field(default_factory=list)
    whole: bool = False

    @property
    def where(self) -> str:
        """For messages."""
        return self.task.where

    @property
    def rows(self) -> int | None:
        """The task's."""
        return self.task.rows

    @property
    def dropped(self) -> int:
        """The task's."""
        return self.task.dropped

    def blocks(self) -> Iterator[Matrix]:
        """The task's; kept when they have all been read."""
        if self.whole:
            yield from self.kept
            return
        self.kept = []
        for block in self.task.blocks():
            self.kept.append(block.copy(order="K"))
            yield block
        self.whole = True


def fits(schema: Schema) -> bool:
    """Whether all rows are known to fit, as float64."""
    if schema.rows is None:
        return False
    return 8 * schema.rows * schema.width <= SHARE_OF_MEMORY * _free_memory()


def _free_memory() -> float:
    """Bytes that are free; none where the system does not say."""
    try:
        return float(os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, ValueError, OSError):
        return 0.0
