"""The first pass over a source, and those that the ladder may ask for after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.arrays import Matrix, Vector, check_heaviest
from downslope.errors import DataError
from downslope.exact import ExactGram, Frame
from downslope.sources.columns import check_enough
from downslope.sources.stream import Schema
from downslope.streaming.frames import covering_frame
from downslope.streaming.reading import Reader, total
from downslope.streaming.work import (
    ExactPart,
    Gradient,
    Residuals,
    SumExactly,
    Summarize,
    Summarized,
)
from downslope.summary import Summary
from downslope.table_summary import TableSummary


def first_pass(
    reader: Reader, origin: Vector, frame: Frame | None, *, all_rows: bool = False
) -> TableSummary:
    """The summary of the rows; `all_rows` if none are to be added, so that these have to do.

    Raises:
        DataError: too few rows, or no weight of use.

    """
    schema = reader.source.schema
    empty = Summarized(
        Summary.empty(origin), None if frame is None else ExactGram.empty(frame), 0, 0
    )
    whole = total(reader.read(Summarize(schema, origin, frame)), empty)
    if all_rows:
        check_rows(schema, whole.rows - whole.dropped, whole.dropped, whole.heaviest)
    return _named(schema, whole)


def check_like(schema: Schema, like: TableSummary) -> None:
    """See to it that a summary of these columns will add to `like`.

    Raises:
        DataError: it has other columns.

    """
    none = Summary.empty(np.zeros(len(schema.features) + 1))
    like.check_like(_named(schema, Summarized(none, None, 0, 0)))


def _named(schema: Schema, whole: Summarized) -> TableSummary:
    """The summary with the names of its columns."""
    return TableSummary(
        feature_names=schema.features,
        target=schema.target,
        summary=whole.summary,
        weights=schema.weights,
        source=schema.source,
        rows_dropped=whole.dropped,
        exact=whole.exact,
        levels=schema.levels,
    )


def check_rows(schema: Schema, rows: int, dropped: int, heaviest: float) -> None:
    """Refuse what a table in memory would be refused for once all of it has been seen.

    Raises:
        DataError: too few rows, or no weight of use.

    """
    check_enough(schema.source, rows, dropped)
    if schema.weights is not None:
        check_heaviest(heaviest)


@dataclass(slots=True, eq=False)
class Passes:
    """The passes after the first: `More` for the ladder."""

    reader: Reader
    table: TableSummary
    intercept: bool

    @property
    def schema(self) -> Schema:
        """Of the source."""
        return self.reader.source.schema

    def exact(self) -> ExactGram:
        """See `More`."""
        summary, schema = self.table.summary, self.schema
        frame = covering_frame(summary, self.intercept, schema.weights is not None)
        work = SumExactly(schema, frame, self.intercept)
        empty = ExactPart(ExactGram.empty(frame))
        whole = total(self.reader.read(work), empty)
        self._check_rows(whole.exact.n)
        return whole.exact

    def residuals(self, origin: Vector, slopes: Matrix) -> tuple[Matrix, Vector, float]:
        """See `More`."""
        work = Residuals(self.schema, origin, slopes, self.intercept)
        empty = Gradient(np.zeros(slopes.shape), np.zeros(slopes.shape[1]), 8.0, 0)
        whole = total(self.reader.read(work), empty)
        self._check_rows(whole.rows)
        return whole.gradient, whole.squares, whole.depth

    def _check_rows(self, rows: int) -> None:
        if rows != self.table.summary.count:
            raise DataError(
                f"{self.schema.source} had {self.table.summary.count} rows in the first pass and "
                f"{rows} in pass {self.reader.passes}: let nothing write to it, and try again."
            )
