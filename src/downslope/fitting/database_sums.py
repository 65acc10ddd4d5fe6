"""Fits and summaries of the sums that a database makes, one snapshot for all its statements.

    frame ─► sums in float64 ─► weights proven? ─► else sums without rounding, if the engine can

The ladder of solvers is that of a source read in passes, with a statement for each pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from downslope.data.sql.database import Selection, opened, source_of
from downslope.data.sql.integer_sums import ExactSums, exact_sums
from downslope.data.sql.query import Query, columns_of
from downslope.data.sql.sql_dialects import DOUBLE, EXACT
from downslope.data.sql.sums import Frame, float_sums, frame_of
from downslope.data_table import TableSummary
from downslope.fitting.passes import solve_table_summary
from downslope.fitting.solution import Solution
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.gram import SLICES, ExactGram


@contextmanager
def framed(
    data: Any, asked: Selection, *, shard: bool, needed_by: str = ""
) -> Iterator[tuple[Query, Frame]]:
    """Open a database, find the columns, and read their frame; an option may need `exact` sums.

    Raises
    ------
    DataError, OptionError, EngineError, MissingExtraError
        See `summarize_database`.

    """
    style = asked.style
    options = style.option("table"), style.option("sql")
    with opened(data) as database:
        source, called = source_of(asked.table, asked.sql, options, database.dialect)
        if asked.grade is not None or needed_by:
            database.dialect.check_grade(asked.grade or EXACT, style, needed_by)
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
        return _summary(query, frame, asked.grade or DOUBLE, like)


def fit_database(
    data: Any, asked: Selection, *, method: str, accuracy: str, intercept: bool
) -> tuple[TableSummary, Solution]:
    """Fit the rows of a table or query by their sums, as `passes.fit` does those of a source."""
    exactly = accuracy != "standard" or method == "exact"
    needed_by = ""
    if exactly and asked.grade is None:
        option = ("accuracy", accuracy) if accuracy != "standard" else ("method", method)
        needed_by = asked.style.setting(*option)
    with framed(data, asked, shard=False, needed_by=needed_by) as (query, frame):
        grade = asked.grade or (EXACT if exactly else DOUBLE)
        more = None
        if EXACT in query.database.dialect.grades and asked.grade in (None, EXACT):
            more = Statements(query, frame, intercept=intercept)
        table = _summary(query, frame, grade, None) if more is None else more.table(grade)
        solution = solve_table_summary(
            table, more, method=method, accuracy=accuracy, intercept=intercept
        )
        return table, solution


def _summary(query: Query, frame: Frame, grade: str, like: TableSummary | None) -> TableSummary:
    if grade == EXACT:
        return exact_sums(query, frame).table(like)
    return float_sums(query, frame, grade, like)


class Statements:
    """`FurtherPasses` for the ladder: the statement that sums without rounding, asked once."""

    def __init__(self, query: Query, frame: Frame, *, intercept: bool) -> None:
        self.query, self.frame, self.intercept = query, frame, intercept
        self._sums: ExactSums | None = None

    def table(self, grade: str) -> TableSummary:
        """Return the first summary."""
        if grade != EXACT:
            return float_sums(self.query, self.frame, grade)
        return self._exact_sums().table()

    def exact(self, slices: int = SLICES) -> ExactGram:
        """Return the products; without an intercept about zero, and with no column of ones."""
        return self._exact_sums().products(intercept=self.intercept)

    def residuals(self, origin: Vector, slopes: Matrix) -> None:
        """Return nothing: a database sums residuals no better than products."""

    def _exact_sums(self) -> ExactSums:
        if self._sums is None:
            self._sums = exact_sums(self.query, self.frame)
        return self._sums
