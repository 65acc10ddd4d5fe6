"""Sums in about 100 bits: of all rows of a task, or of those of each key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from downslope.data.blocks import Schema, Task
from downslope.errors import DataError
from downslope.fitting.passes.keyed import Keyed, KeyedSums, Keying
from downslope.fitting.passes.task_blocks import keyed_blocks, usable
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import Pair
from downslope.numerics.gram import SLICES, ExactGram, Scale
from downslope.solvers.rows import Rows
from downslope.summary import BLOCK_ROWS


class ExactSums:
    """Exact summary that grows by blocks; None once a value lay outside its scale.

    It takes less time `in_floats`: without weights, and if float64 holds every distance from the
    origin.
    """

    def __init__(
        self,
        scale: Scale | None,
        schema: Schema,
        *,
        intercept: bool,
        slices: int = SLICES,
        in_floats: bool = False,
    ) -> None:
        self.gram = None if scale is None else ExactGram.empty(scale, slices)
        self.d, self.weighted = len(schema.features), schema.weights is not None
        self.intercept, self.in_floats = intercept, in_floats

    def add(self, block: Matrix) -> None:
        if self.gram is None:
            return
        scale, d = self.gram.scale, self.d
        origin = np.delete(scale.origin, d) if self.intercept else scale.origin
        pairs = self._distances(block, origin) if self.in_floats else self._pairs(block, origin)
        try:
            self.gram = self.gram + ExactGram.of_blocks(scale, pairs, self.gram.slices)
        except DataError:
            self.gram = None

    def _distances(self, block: Matrix, origin: Vector) -> Iterator[tuple[Matrix, None]]:
        d = self.d
        columns = np.ones((d + 1 + self.intercept, len(block)))
        np.subtract(block.T[:d], origin[:d, np.newaxis], out=columns[:d])
        np.subtract(block.T[d], origin[d], out=columns[-1])
        yield columns, None

    def _pairs(self, block: Matrix, origin: Vector) -> Iterator[Pair]:
        d, weights, roots = self.d, None, None
        if self.weighted:
            block = block[block[:, d + 1] > 0.0]
            weights = block[:, d + 1]
            roots = np.sqrt(weights)
        rows = Rows(block[:, :d], block[:, d : d + 1], self.intercept, origin, weights, roots)
        edges = range(0, len(block), BLOCK_ROWS)
        return (rows.pair_block(i, min(i + BLOCK_ROWS, len(block))) for i in edges)

    def total(self) -> ExactGram:
        """Return the summary; the scale was chosen to fit all rows."""
        if self.gram is None:
            raise DataError(
                "The data have changed since the first pass (a value is too large): stop all "
                "programs that write to them, and try again."
            )
        return self.gram


@dataclass(frozen=True, slots=True, eq=False)
class ExactPart:
    """Rows summed in about 100 bits."""

    exact: ExactGram

    @property
    def rows(self) -> int:
        return self.exact.n

    def __add__(self, other: ExactPart) -> ExactPart:
        return ExactPart(self.exact + other.exact)


@dataclass(frozen=True, slots=True, eq=False)
class SumExactly:
    """Work of an exact pass: a task's summary in about 100 bits."""

    schema: Schema
    scale: Scale
    intercept: bool
    slices: int = SLICES

    def __call__(self, task: Task) -> ExactPart:
        exact = ExactSums(self.scale, self.schema, intercept=self.intercept, slices=self.slices)
        for block in usable(task, self.schema):
            exact.add(block)
            if exact.gram is None:
                raise DataError(
                    f"{task.where} has changed since the first pass (a value is too large): stop "
                    "all programs that write to the data, and try again."
                )
        assert exact.gram is not None
        return ExactPart(exact.gram)


@dataclass(frozen=True, slots=True, eq=False)
class ExactByKey:
    """Rows of each key, summed in about 100 bits."""

    keyed: Keyed[ExactGram]
    rows: int

    def __add__(self, other: ExactByKey) -> ExactByKey:
        return ExactByKey(self.keyed + other.keyed, self.rows + other.rows)


@dataclass(frozen=True, slots=True, eq=False)
class SumExactlyByKey:
    """Work of an exact pass over tasks that yield keys with their blocks."""

    schema: Schema
    scale: Scale
    keying: Keying

    def __call__(self, task: Task) -> ExactByKey:
        rows = 0
        sums = KeyedSums(lambda: ExactSums(self.scale, self.schema, intercept=True), self.keying)
        for block in keyed_blocks(task, self.schema, keyed=True):
            rows += len(block.rows)
            sums.add(block)
        return ExactByKey(sums.total(), rows)
