"""Sums of the rows of each fold, read in one pass, and in a second one in about 100 bits.

Folds by place have equal sizes. Values of a column stay together: as many values as there are folds
make one fold each; of more, the largest is put into the smallest fold so far, and so on; of very
many, a hash of the value chooses the fold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from downslope.data.array_source import Arrays
from downslope.data.blocks import FrameSource, Schema, Source, Task
from downslope.data.row_labels import labels_as_text
from downslope.data_table import TableSummary
from downslope.errors import DataError, OptionError
from downslope.fitting.folds import FoldSums
from downslope.fitting.passes import check_width
from downslope.fitting.passes.exact_sums import ExactByKey, SumExactlyByKey
from downslope.fitting.passes.keyed import Key, Keyed, Keying, in_order
from downslope.fitting.passes.ladder_passes import keyed_pass
from downslope.fitting.passes.reader import Reader, ReadOptions, total
from downslope.fitting.passes.sample import check_small, covering_scale, near_means, sampled
from downslope.fitting.passes.task_blocks import by_column, by_labels, by_place
from downslope.formatting import counted
from downslope.numerics.arrays import check_squares
from downslope.numerics.gram import ExactGram
from downslope.summary import Summary

KEPT_BYTES = 2**24  # of the sums of values that are kept apart, to make folds of equal sizes
MOST_KEPT = 50  # such values for each fold


@dataclass(slots=True, eq=False)
class FoldPasses:
    """Passes over a source for the sums of its folds; within `with`, as `Reader` is.

    Parameters
    ----------
    source : Source
        What to read.
    read : ReadOptions
        The engine.
    folds : int
        How many.
    by : str or array of shape (n,), optional
        A column, or labels of the rows of arrays.

    """

    source: Source
    read: ReadOptions
    folds: int
    by: Any = None
    table: TableSummary = field(init=False)
    names: list[str] = field(default_factory=list, init=False)  # of folds that are values
    _members: list[list[Key]] = field(init=False)
    _keying: Keying = field(init=False)

    @property
    def schema(self) -> Schema:
        return self.source.schema

    def first(self) -> list[FoldSums]:
        """Read all rows, and return the sums of each fold.

        Raises
        ------
        DataError
            The rows cannot be used, or a fold has none.

        """
        schema = self.schema
        check_width(schema, self.read)
        sample = sampled(self.source)
        origin = near_means(sample, schema)
        self._keying = Keying()
        if self.by is not None:
            each = 8 * (len(origin) + 1) ** 2
            most = max(self.folds, min(MOST_KEPT * self.folds, KEPT_BYTES // each))
            self._keying = Keying(most, self.folds)
        with Reader(self._source(), self.read) as reader:
            self.table, found = keyed_pass(reader, schema, origin, self._keying, self._tasks())
        summary = self.table.summary
        check_small(summary.scatter.diagonal(), summary.count, sample, schema)
        check_squares(summary.size, (*schema.features, schema.target))
        self._members = self._assigned(found)
        self._check(found)
        parts = found.parts
        return [
            FoldSums(total((parts[key] for key in keys), Summary.empty(origin)))
            for keys in self._members
        ]

    def exactly(self, folds: Sequence[FoldSums]) -> list[FoldSums]:
        """Read all rows again, and return the sums of each fold also in about 100 bits."""
        scale = covering_scale(self.table)
        work = SumExactlyByKey(self.schema, scale, self._keying)
        with Reader(self._source(), self.read) as reader:
            whole = total(reader.read(work, self._tasks()), ExactByKey(Keyed({}, self._keying), 0))
        parts, empty = whole.keyed.parts, ExactGram.empty(scale)
        changed = {key for keys in self._members for key in keys} - set(parts)
        found = [
            total((parts[key] for key in keys if key in parts), empty) for keys in self._members
        ]
        counts = [fold.summary.count for fold in folds]
        if changed or [each.n for each in found] != counts:
            raise DataError(
                f"{self.schema.source} has changed since the first pass: stop all programs "
                "that write to it, and try again."
            )
        return [FoldSums(fold.summary, exact) for fold, exact in zip(folds, found, strict=True)]

    def _source(self) -> Source:
        if isinstance(self.by, str):
            if not isinstance(self.source, FrameSource):
                raise OptionError(
                    f"fold_by='{self.by}' is the name of a column: with arrays, give an array of "
                    "labels."
                )
            return labels_as_text(self.source, (self.by,))
        if self.by is not None and not isinstance(self.source, Arrays):
            raise OptionError("fold_by is an array of labels: with columns, give the name of one.")
        return self.source

    def _tasks(self) -> Callable[[list[Task]], list[Task]]:
        if self.by is None:
            return partial(by_place, folds=self.folds)
        if isinstance(self.by, str):
            return partial(by_column, column=self.by, what="folds")
        labels, n = np.asarray(self.by), self.schema.rows
        if labels.shape != (n,):
            raise DataError(
                f"fold_by has the shape {labels.shape}: give one label for each of the {n:,} rows."
            )
        return partial(by_labels, labels=labels, name="fold_by", what="folds")

    def _assigned(self, found: Keyed[Summary]) -> list[list[Key]]:
        """Return the keys of each fold."""
        keys = in_order(found.parts)
        if self.by is None or found.hashed or len(keys) <= self.folds:
            if self.by is not None and not found.hashed:
                self.names = [str(key) for key in keys]
            return [[key] for key in keys]
        counts = [found.parts[key].count for key in keys]
        members: list[list[Key]] = [[] for _ in range(self.folds)]
        sizes = np.zeros(self.folds)
        for place in np.argsort(counts, kind="stable")[::-1]:
            smallest = int(sizes.argmin())
            members[smallest].append(keys[place])
            sizes[smallest] += counts[place]
        return members

    def _check(self, found: Keyed[Summary]) -> None:
        table, style = self.table, self.schema.style
        n = table.summary.count
        if self.by is None:
            used = [key for key in found.parts if found.parts[key].count]
            if len(used) < self.folds:
                raise DataError(
                    f"{style.setting('folds', self.folds)} leaves {self.folds - len(used)} of them "
                    f"without rows, since {counted(n, 'row')} can be used: give at most "
                    f"{max(len(used), 2)}."
                )
            return
        called = f"'{self.by}'" if isinstance(self.by, str) else "fold_by"
        if len(self._members) < 2:
            raise DataError(
                f"{called} has the same value in every row, so there is one fold, and no others to "
                "predict it from: choose another column, or leave it out."
            )
        if table.rows_dropped and not isinstance(self.by, str):
            raise DataError(
                f"{counted(table.rows_dropped, 'row')} of the arrays cannot be used, so labels and "
                "rows no longer match: leave them out of the arrays and of fold_by."
            )
        for keys in self._members:
            if not any(found.parts[key].count for key in keys):
                raise DataError(
                    f"The rows where {called} is '{keys[0]}' have no weight, so they make no fold: "
                    "leave them out."
                )
