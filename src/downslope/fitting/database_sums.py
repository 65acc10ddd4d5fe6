"""Fits and summaries of the sums that a database makes, one snapshot for all its statements.

    frame ─► sums in float64 ─► weights proven? ─► else sums without rounding, if the engine can

The ladder of solvers is that of a source read in passes, with a statement for each pass. Sums
without rounding are made of whole numbers by an engine elsewhere. One in this process hands its
rows over in less time than several products for each pair of columns would take, and they are
summed here as those of a file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

import numpy as np

from downslope.data.sql.database import Selection, opened, source_of
from downslope.data.sql.integer_sums import (
    IntegerSums,
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
from downslope.fitting.passes.exact_sums import ExactSums
from downslope.fitting.solution import Solution
from downslope.numerics.arrays import Matrix, Vector, sum_of_logs
from downslope.numerics.gram import SLICES, ExactGram, Scale
from downslope.numerics.threads import one_blas_thread, thread_count
from downslope.solvers.contract import Accuracy
from downslope.summary import Summary

SUMMARY_MARGIN = FILE_SLICES[Accuracy.FULL][1]
BLOCKS_AHEAD = 2  # of each thread
Result = TypeVar("Result")
EmptySums = Callable[[], ExactSums]


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
            database.dialect.check_grade(asked.grade, style, groups=bool(asked.by))
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
        sums = Statements(query, frame, intercept=intercept, margin=0)
        more = asked.grade in (None, EXACT)
        table = sums.table(grade)
        solution = solve_table_summary(
            table, sums if more else None, method=method, accuracy=accuracy, intercept=intercept
        )
        return table, solution


class Statements:
    """`FurtherPasses` for the ladder: what a statement sums without rounding is kept."""

    def __init__(self, query: Query, frame: Frame, *, intercept: bool, margin: int) -> None:
        self.query, self.frame, self.intercept, self.margin = query, frame, intercept, margin
        self._sums: IntegerSums | None = None  # of an engine
        self._gram: ExactGram | None = None  # for the fit, of rows that came

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
            wanted = [self._empty(scale, intercept=True)]
            if not self.intercept:  # the fit takes sums about zero, and the rows come once
                wanted.append(self._empty(self._scale(intercept=False), intercept=False))
            sums = row_sums(query, frame, wanted)
            first, self._gram = sums.grams[0], sums.grams[-1]
            table = table_of(query, frame, Summary.empty(np.delete(scale.origin, -2)), sums.logs)
            table = table.summed_exactly(first) if first.n else table
        else:
            table = self._integer_sums().table(scale)
        return replace(table, findings=notes)

    def exact(self, slices: int = SLICES) -> ExactGram:
        """Return the products; without an intercept about zero, and with no column of ones."""
        if not self._rows_come():
            return self._integer_sums().products(intercept=self.intercept)
        if self._gram is None or self._gram.slices < slices:
            about = self._empty(self._scale(intercept=self.intercept), self.intercept, slices)
            (self._gram,) = row_sums(self.query, self.frame, (about,)).grams
        return self._gram if self._gram.slices == slices else self._gram.few()

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

    def _integer_sums(self) -> IntegerSums:
        if self._sums is None:
            self._sums = exact_sums(self.query, self.frame)
        return self._sums

    def _empty(self, scale: Scale, intercept: bool, slices: int = SLICES) -> EmptySums:
        """Return what makes sums of no rows: in floats, if distances from the origin are exact."""
        query, low, high = self.query, self.frame.low, self.frame.high
        origin = np.delete(scale.origin, -2) if intercept else scale.origin
        inside = (low <= origin) & (origin <= high)
        exact = (origin == 0.0) | (inside & is_narrow(low, high))
        return partial(
            ExactSums, scale, query.schema(self.frame.rows), intercept=intercept, slices=slices,
            in_floats=query.weights is None and bool(exact.all()),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class RowSums:
    """Sums of some rows, and the ranges (q,) of their columns, a weight last."""

    grams: tuple[ExactGram, ...]
    logs: Fraction  # Σ log w
    rows: int
    low: Vector
    high: Vector

    def __add__(self, other: RowSums) -> RowSums:
        low, high = np.minimum(self.low, other.low), np.maximum(self.high, other.high)
        grams = tuple(a + b for a, b in zip(self.grams, other.grams, strict=True))
        return RowSums(grams, self.logs + other.logs, self.rows + other.rows, low, high)


@dataclass(frozen=True, slots=True, eq=False)
class SumRows:
    """Work on a block of the rows: the sums of each kind that is wanted."""

    query: Query
    frame: Frame
    empty: Sequence[EmptySums]

    @property
    def high(self) -> Vector:
        """Highest values (q,) in the frame, a weight last."""
        return np.append(self.frame.high, [self.frame.heaviest] * (self.query.weights is not None))

    def __call__(self, block: Matrix) -> RowSums:
        """Sum some rows (m, q)."""
        low, high, q = block.min(axis=0), block.max(axis=0), len(self.frame.low)
        if not ((low[:q] >= self.frame.low).all() and (high <= self.high).all()):  # or NaN
            raise DataError(changed(self.query, "a value is outside of its range"))
        sums = [each() for each in self.empty]
        for each in sums:
            each.add(block)
        logs = sum_of_logs(block[:, q]) if self.query.weights is not None else Fraction(0)
        return RowSums(tuple(each.total() for each in sums), logs, len(block), low, high)

    def check(self, total: RowSums | None) -> RowSums:
        """Return the sums of all blocks; raise `DataError` if they are not those of the frame."""
        rows, q = 0 if total is None else total.rows, len(self.frame.low)
        if total is None or rows != self.frame.rows:
            what = f"it had {self.frame.rows} rows, and then {rows}"
            raise DataError(changed(self.query, what))
        same = np.array_equal(total.low[:q], self.frame.low)
        if not (same and np.array_equal(total.high, self.high)):
            raise DataError(changed(self.query, "a column has another range"))
        return total


def row_sums(query: Query, frame: Frame, empty: Sequence[EmptySums]) -> RowSums:
    """Return sums, of each kind, of the rows that an engine in this process hands over once.

    Raises
    ------
    DataError
        The rows are not those of the frame.

    """
    work, total = SumRows(query, frame, empty), None
    with (
        one_blas_thread(),
        ThreadPoolExecutor(thread_count()) as pool,
        closing(query.blocks()) as blocks,
    ):
        for part in _in_turn(pool, work, blocks):
            total = part if total is None else total + part
    return work.check(total)


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
