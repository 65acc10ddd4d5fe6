"""Fits and summaries of the sums that a database makes, one snapshot for all its statements.

    frame ─► sums in float64 ─► weights proven? ─► else sums without rounding, if the engine can

The ladder of solvers is that of a source read in passes, with a statement for each pass. Sums
without rounding are made of whole numbers by an engine elsewhere. One in this process hands its
rows over in less time than several products for each pair of columns would take, and they are
summed here as those of a file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np

from downslope.data.sql.database import Selection, opened, source_of
from downslope.data.sql.integer_sums import (
    ExactSums,
    exact_origin,
    exact_sums,
    is_narrow,
    needs_one_product,
)
from downslope.data.sql.query import Query, columns_of
from downslope.data.sql.sql_dialects import DOUBLE, EXACT
from downslope.data.sql.sums import Frame, changed, float_sums, frame_of, table_of
from downslope.data_table import TableSummary
from downslope.errors import DataError
from downslope.fitting.passes import FILE_SLICES, of_another_scale, solve_table_summary
from downslope.fitting.passes.exact_sums import ExactSums as ExactBlocks
from downslope.fitting.solution import Solution
from downslope.numerics.arrays import Matrix, Vector, sum_of_logs
from downslope.numerics.gram import SLICES, ExactGram, Scale
from downslope.numerics.threads import one_blas_thread, thread_count
from downslope.solvers.contract import Accuracy
from downslope.summary import Summary

SUMMARY_MARGIN = FILE_SLICES[Accuracy.FULL][1]
BLOCKS_AHEAD = 2  # of each thread
Result = TypeVar("Result")


@contextmanager
def framed(data: Any, asked: Selection, *, shard: bool) -> Iterator[tuple[Query, Frame]]:
    """Open a database, find the columns, and read their frame.

    Raises
    ------
    DataError, OptionError, EngineError, MissingExtraError
        See `summarize_database`.

    """
    style = asked.style
    options = style.option("table"), style.option("sql")
    with opened(data) as database:
        source, called = source_of(asked.table, asked.sql, options, database.dialect)
        if asked.grade is not None:
            database.dialect.check_grade(asked.grade, style)
        query = columns_of(
            database, source, called, asked.target, asked.features, asked.weights,
            asked.categorical, drop_missing=asked.drop_missing, keep_levels=asked.keep_levels,
            style=style, by=asked.by,
        )  # fmt: skip
        yield frame_of(query, shard=shard)


def summarize_database(
    data: Any, asked: Selection, like: TableSummary | None = None, *, shard: bool = False
) -> TableSummary:
    """Return the summary of a table or query in a database.

    Parameters
    ----------
    data : str or connection
        The address of a database, or a connection of a driver in `drivers`.
    asked : Selection
        What to sum; the grade "exact" also keeps the products in about 100 bits.
    like : TableSummary, optional
        Take origin and scale from this summary.
    shard : bool
        Allow fewer than two rows, since others will be added.

    Returns
    -------
    TableSummary

    Raises
    ------
    DataError, OptionError, EngineError, MissingExtraError
        The database cannot be opened, or the columns cannot be used; see `fit`.

    """
    with framed(data, asked, shard=shard) as (query, frame):
        sums = Statements(query, frame, intercept=True, margin=SUMMARY_MARGIN)
        return sums.table(asked.grade or DOUBLE, like)


def fit_database(
    data: Any, asked: Selection, *, method: str, accuracy: str, intercept: bool
) -> tuple[TableSummary, Solution]:
    """Fit the rows of a table or query by their sums, as `passes.fit` does those of a source.

    Sums without rounding that were asked for are solved without, for the bits of the weights.
    """
    if asked.grade == EXACT and (method, accuracy) == ("auto", "standard"):
        accuracy = "full"
    exactly = accuracy != "standard" or method == "exact"
    with framed(data, asked, shard=False) as (query, frame):
        grade = asked.grade or (EXACT if exactly else DOUBLE)
        sums = Statements(query, frame, intercept=intercept)
        more = asked.grade in (None, EXACT)
        table = sums.table(grade)
        solution = solve_table_summary(
            table, sums if more else None, method=method, accuracy=accuracy, intercept=intercept
        )
        return table, solution


class Statements:
    """`FurtherPasses` for the ladder: the statement that sums without rounding, asked once."""

    def __init__(self, query: Query, frame: Frame, *, intercept: bool, margin: int = 0) -> None:
        self.query, self.frame, self.intercept, self.margin = query, frame, intercept, margin
        self._sums: ExactSums | None = None

    def table(self, grade: str, like: TableSummary | None = None) -> TableSummary:
        """Return the first summary, which may have the origin and scale of another."""
        query, frame = self.query, self.frame
        if grade != EXACT:
            return float_sums(query, frame, grade, like)
        scale, notes = self._scale(intercept=True), query.notes
        if like is not None and like.exact is not None:
            shared = like.exact.scale
            fits = not frame.rows or shared.holds(frame.low, frame.high, self._heaviest())
            scale = shared if fits else scale
            notes = notes if fits else (*notes, of_another_scale(SLICES))
        if self._rows_come():
            sums = row_sums(query, frame, scale, intercept=True)
            table = table_of(query, frame, Summary.empty(np.delete(scale.origin, -2)), sums.logs)
            table = table.summed_exactly(sums.gram) if sums.gram.n else table
        else:
            table = self._exact_sums().table(scale)
        return replace(table, findings=notes)

    def exact(self, slices: int = SLICES) -> ExactGram:
        """Return the products; without an intercept about zero, and with no column of ones."""
        if not self._rows_come():
            return self._exact_sums().products(intercept=self.intercept)
        scale = self._scale(intercept=self.intercept)
        return row_sums(self.query, self.frame, scale, intercept=self.intercept, slices=slices).gram

    def residuals(self, origin: Vector, slopes: Matrix) -> None:
        """Return nothing: a database sums residuals no better than products."""

    def _rows_come(self) -> bool:
        query, frame, dialect = self.query, self.frame, self.query.database.dialect
        if not frame.rows or not dialect.in_process:
            return False
        return not dialect.whole or not needs_one_product(query, frame)

    def _heaviest(self) -> float:
        return 1.0 if self.query.weights is None else self.frame.heaviest

    def _scale(self, *, intercept: bool) -> Scale:
        low, high, heaviest = self.frame.low, self.frame.high, self._heaviest()
        middle = Scale.of_ranges(
            low, high, intercept=intercept, heaviest=heaviest, margin=self.margin
        )
        if not intercept or self.query.weights is not None:
            return middle
        # From these origins distances are exact, which takes half of the work.
        origin = np.insert(exact_origin(self.frame), len(low) - 1, 0.0)
        low, high = (np.insert(each, len(low) - 1, 1.0) for each in (low, high))
        covering = Scale.covering(origin, np.maximum(high - origin, origin - low))
        return Scale(origin, covering.exponents - 1 + self.margin)

    def _exact_sums(self) -> ExactSums:
        if self._sums is None:
            self._sums = exact_sums(self.query, self.frame)
        return self._sums


@dataclass(frozen=True, slots=True, eq=False)
class RowSums:
    """Sums of some rows, and the ranges (q,) of their columns, a weight last."""

    gram: ExactGram
    logs: Fraction  # Σ log w
    rows: int
    low: Vector
    high: Vector

    def __add__(self, other: RowSums) -> RowSums:
        low, high = np.minimum(self.low, other.low), np.maximum(self.high, other.high)
        rows = self.rows + other.rows
        return RowSums(self.gram + other.gram, self.logs + other.logs, rows, low, high)


def row_sums(
    query: Query, frame: Frame, scale: Scale, *, intercept: bool, slices: int = SLICES
) -> RowSums:
    """Return the sums of the rows that an engine in this process hands over.

    Raises
    ------
    DataError
        The rows are not those of the frame.

    """
    schema, d = query.schema(frame.rows), len(query.features)
    origin = np.delete(scale.origin, d) if intercept else scale.origin
    inside = (frame.low <= origin) & (origin <= frame.high)
    exact = (origin == 0.0) | (inside & is_narrow(frame.low, frame.high))
    weighted = query.weights is not None
    plain = bool(exact.all()) and not weighted
    high = np.append(frame.high, [frame.heaviest] * weighted)

    def sums_of(block: Matrix) -> RowSums:
        """Sum some rows (m, q)."""
        least, most = block.min(axis=0), block.max(axis=0)
        if not ((least[: d + 1] >= frame.low).all() and (most <= high).all()):  # or NaN
            raise DataError(changed(query, "a value is outside of its range"))
        if plain:
            columns = np.ones((d + 1 + intercept, len(block)))
            np.subtract(block.T[:d], origin[:d, np.newaxis], out=columns[:d])
            np.subtract(block.T[d], origin[d], out=columns[-1])
            gram, logs = ExactGram.of_blocks(scale, [(columns, None)], slices), Fraction(0)
        else:
            sums = ExactBlocks(scale, schema, intercept=intercept, slices=slices)
            sums.add(block)
            gram, logs = sums.total(), sum_of_logs(block[:, d + 1]) if weighted else Fraction(0)
        return RowSums(gram, logs, len(block), least, most)

    empty = ExactGram.empty(scale, slices)
    total = RowSums(empty, Fraction(0), 0, np.full(len(high), np.inf), np.full(len(high), -np.inf))
    with (
        one_blas_thread(),
        ThreadPoolExecutor(thread_count()) as pool,
        closing(query.blocks()) as blocks,
    ):
        for part in _in_turn(pool, sums_of, blocks):
            total += part
    if total.rows != frame.rows:
        raise DataError(changed(query, f"it had {frame.rows} rows, and then {total.rows}"))
    if not (np.array_equal(total.low[: d + 1], frame.low) and np.array_equal(total.high, high)):
        raise DataError(changed(query, "a column has another range"))
    return total


def _in_turn(
    pool: ThreadPoolExecutor, work: Callable[[Matrix], Result], blocks: Iterable[Matrix]
) -> Iterator[Result]:
    """Yield the work on each block, of which only a few are in memory at a time."""
    under_way: deque[Future[Result]] = deque()
    for block in blocks:
        under_way.append(pool.submit(work, block))
        if len(under_way) > BLOCKS_AHEAD * thread_count():
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
