"""Work of a pass on one task (a summary, exact products, a gradient), and the ladder's passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from downslope.data.blocks import Schema, Task
from downslope.data.columns import too_few
from downslope.data.total_rows import row_of_sums
from downslope.data_table import TableSummary
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.fitting.passes.exact_sums import ExactPart, ExactSums, SumExactly
from downslope.fitting.passes.keyed import Keyed, KeyedBlock, Keying, summaries_by_key
from downslope.fitting.passes.reader import Reader, total
from downslope.fitting.passes.sample import covering_scale
from downslope.fitting.passes.task_blocks import keyed_blocks, refuse_infinite, usable
from downslope.missing_codes import NO_EXTREMES, Codes, Extremes, without
from downslope.missing_codes import findings as code_findings
from downslope.numerics.arrays import (
    Matrix,
    Vector,
    check_heaviest,
    check_squares,
    sum_of_logs,
)
from downslope.numerics.gram import SLICES, ExactGram, Scale
from downslope.summary import BLOCK_ROWS, Summary


@dataclass(frozen=True, slots=True, eq=False)
class Summarized:
    """Result of a first pass over some tasks."""

    summary: Summary
    exact: ExactGram | None
    dropped: int
    rows: int  # read, incomplete ones too
    heaviest: float = 0.0  # of the rows' weights
    extremes: Extremes = NO_EXTREMES
    log_weights: Fraction = Fraction(0)  # Σ log w of the weights above 0
    whole_weights: bool = True
    last: Vector | None = None  # (q,) the last row
    keyed: Keyed[Summary] | None = None  # of the rows of each key

    def __add__(self, other: Summarized) -> Summarized:
        both = self.exact is not None and other.exact is not None
        return Summarized(
            self.summary + other.summary,
            self.exact + other.exact if both else None,  # type: ignore[operator]
            self.dropped + other.dropped,
            self.rows + other.rows,
            max(self.heaviest, other.heaviest),
            self.extremes + other.extremes,
            self.log_weights + other.log_weights,
            self.whole_weights and other.whole_weights,
            self.last if other.last is None else other.last,
            other.keyed if self.keyed is None else self.keyed + other.keyed,  # type: ignore[operator]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Summarize:
    """Work of a first pass: a task's summary, also an exact one if its values fit the scale.

    With a `keying`, tasks yield keys with their blocks, and the summary is that of each key.
    """

    schema: Schema
    origin: Vector
    scale: Scale | None
    keying: Keying | None = None
    slices: int = SLICES

    def __call__(self, task: Task) -> Summarized:
        exact = ExactSums(self.scale, self.schema, intercept=True, slices=self.slices)
        weighted = self.schema.weights is not None
        rows, heaviest, q = 0, 0.0, len(self.schema.features) + 1
        logs, whole = Fraction(0), True
        names = (*self.schema.features, self.schema.target)
        extremes, last = Extremes.none(self.schema.notes, names), None

        def blocks() -> Iterator[KeyedBlock]:
            nonlocal rows, heaviest, extremes, logs, whole, last
            for each in keyed_blocks(task, self.schema, keyed=self.keying is not None):
                block = each.rows
                rows += len(block)
                last = block[-1, :q].copy() if len(block) else last
                if weighted:
                    weights = block[:, -1]
                    heaviest = max(heaviest, float(weights.max(initial=0.0)))
                    logs += sum_of_logs(weights)
                    whole = whole and bool((weights == np.floor(weights)).all())
                exact.add(block)
                extremes = extremes + extremes.seen(block[:, :q])
                yield each

        with np.errstate(over="ignore", invalid="ignore"):
            keyed = None
            if self.keying is None:
                plain = (each.rows for each in blocks())
                summary = Summary.of_blocks(plain, self.origin, weighted)
            else:
                keyed = summaries_by_key(blocks(), self.origin, weighted, self.keying)
                summary = total(keyed.parts.values(), Summary.empty(self.origin))
        if not np.isfinite(summary.scatter.diagonal()).all():
            refuse_infinite(task, self.schema)
        return Summarized(
            summary, exact.gram, task.dropped, rows + task.dropped, heaviest, extremes, logs, whole,
            last, keyed,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Gradient:
    """Products of rows with their residuals."""

    gradient: Matrix  # (p, 1) Zᵀr
    squares: Vector  # (1,) ‖r‖²
    depth: float  # number of additions behind an entry
    rows: int

    def __add__(self, other: Gradient) -> Gradient:
        return Gradient(
            self.gradient + other.gradient,
            self.squares + other.squares,
            max(self.depth, other.depth) + 1.0,
            self.rows + other.rows,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """Work of a residual pass: a task's gradient at given weights of the shifted columns."""

    schema: Schema
    origin: Vector
    slopes: Matrix
    intercept: bool

    def __call__(self, task: Task) -> Gradient:
        d, p = len(self.schema.features), len(self.slopes)
        gradient, squares = np.zeros((p, 1)), np.zeros(1)
        rows, parts, longest = 0, 0, 0
        for block in _pieces(usable(task, self.schema)):
            z = np.ones((len(block), p))
            np.subtract(block[:, :d], self.origin[:d], out=z[:, :d])
            residual = block[:, d : d + 1] - self.origin[d] - z @ self.slopes
            if self.schema.weights is not None:
                roots = np.sqrt(block[:, d + 1 :])
                z, residual = z * roots, residual * roots
                rows += int(np.count_nonzero(roots))
            else:
                rows += len(block)
            gradient += z.T @ residual
            squares += (residual * residual).sum(axis=0)
            parts, longest = parts + 1, max(longest, len(block))
        return Gradient(gradient, squares, longest + parts + 8.0, rows)


def _pieces(blocks: Iterable[Matrix]) -> Iterator[Matrix]:
    for block in blocks:
        for start in range(0, len(block), BLOCK_ROWS):
            yield block[start : start + BLOCK_ROWS]


def first_pass(
    reader: Reader,
    origin: Vector,
    scale: Scale | None,
    *,
    slices: int = SLICES,
    all_rows: bool = False,
    intercept: bool = True,
    another: bool = True,
) -> TableSummary:
    """Summarize the rows; with `all_rows` no others will be added, so there must be enough.

    If columns hold codes for missing values, `another` pass tells what the slopes become without
    them.

    Raises
    ------
    DataError
        There are too few rows, or no usable weight.

    """
    schema = reader.source.schema
    empty = Summarized(
        Summary.empty(origin), None if scale is None else ExactGram.empty(scale, slices), 0, 0
    )
    whole = total(reader.read(Summarize(schema, origin, scale, slices=slices)), empty)
    if all_rows:
        check_rows(schema, whole.rows - whole.dropped, whole.dropped, whole.heaviest)
    return _described(reader, schema, whole, another=another, intercept=intercept)


def keyed_pass(
    reader: Reader,
    schema: Schema,
    origin: Vector,
    keying: Keying,
    keyed: Callable[[list[Task]], list[Task]],
) -> tuple[TableSummary, Keyed[Summary]]:
    """Summarize all rows, and those of each key, in one pass; `keyed` gives the tasks their keys.

    Raises
    ------
    DataError
        There are too few rows, or no usable weight.

    """
    empty = Summarized(Summary.empty(origin), None, 0, 0)
    whole = total(reader.read(Summarize(schema, origin, None, keying), keyed), empty)
    check_rows(schema, whole.rows - whole.dropped, whole.dropped, whole.heaviest)
    table = _described(reader, schema, whole, another=False, intercept=True)
    return table, whole.keyed or Keyed({}, keying)


def _described(
    reader: Reader, schema: Schema, whole: Summarized, *, another: bool, intercept: bool
) -> TableSummary:
    """Return the summary with its names, and with findings about the columns and rows."""
    table = replace(_named(schema, whole), findings=(*schema.notes, *_totals(whole)))
    codes = whole.extremes.suspects()
    if not codes:
        return table
    rest = None
    if another:
        origin = whole.summary.origin
        empty = Summarized(Summary.empty(origin), None, 0, 0)
        rest = total(reader.read(SumWithout(schema, origin, codes)), empty).summary
    names, style = (*schema.features, schema.target), schema.style
    found = code_findings(whole.extremes, names, whole.summary, rest, style, intercept=intercept)
    return replace(table, findings=(*table.findings, *found))


def _totals(whole: Summarized) -> list[Finding]:
    """Report a last row that sums up the others; the sums are those of a summary."""
    summary, last = whole.summary, whole.last
    if last is None or summary.mass != summary.count:  # weighted
        return []
    sums = (summary.origin + summary.mean) * summary.count - last
    steady = np.zeros(len(last), dtype=bool)
    return row_of_sums(summary.count, last, sums, steady)


@dataclass(frozen=True, slots=True, eq=False)
class SumWithout:
    """Work of a pass that leaves out rows with codes for missing values."""

    schema: Schema
    origin: Vector
    codes: dict[int, Codes]

    def __call__(self, task: Task) -> Summarized:
        rows = 0

        def blocks() -> Iterator[Matrix]:
            nonlocal rows
            for block in usable(task, self.schema):
                rows += len(block)
                yield without(block, self.codes)

        with np.errstate(over="ignore", invalid="ignore"):
            weighted = self.schema.weights is not None
            summary = Summary.of_blocks(blocks(), self.origin, weighted)
        return Summarized(summary, None, 0, rows)


def check_like(schema: Schema, like: TableSummary) -> None:
    """Check that a summary of these columns can be added to `like`.

    Raises
    ------
    DataError
        `like` has other columns.

    """
    none = Summary.empty(np.zeros(len(schema.features) + 1))
    like.check_like(_named(schema, Summarized(none, None, 0, 0)))


def _named(schema: Schema, whole: Summarized) -> TableSummary:
    """Add the names of the columns to a summary."""
    return TableSummary(
        feature_names=schema.features,
        target=schema.target,
        summary=whole.summary,
        weights=schema.weights,
        source=schema.source,
        rows_dropped=whole.dropped,
        exact=whole.exact,
        levels=schema.levels,
        findings=schema.notes,
        log_weights=whole.log_weights,
        whole_weights=whole.whole_weights,
        ranges=whole.extremes.ranges(),
        heaviest=1.0 if schema.weights is None else whole.heaviest,
    )


def check_rows(schema: Schema, rows: int, dropped: int, heaviest: float) -> None:
    """Check all rows just as a table in memory is checked.

    Raises
    ------
    DataError
        There are too few rows, or no usable weight.

    """
    if rows < 2:
        raise DataError(too_few(schema.source, rows, dropped))
    if schema.weights is not None:
        check_heaviest(heaviest)


@dataclass(slots=True, eq=False)
class Passes:
    """`FurtherPasses` for the ladder: the passes after the first."""

    reader: Reader
    table: TableSummary
    intercept: bool
    margin: int = 0  # powers of two by which later values may exceed these rows'
    products: ExactGram | None = None  # once they have been read

    @property
    def schema(self) -> Schema:
        return self.reader.source.schema

    def exact(self, slices: int = SLICES) -> ExactGram:
        summary, schema = self.table.summary, self.schema
        check_squares(summary.size, (*schema.features, schema.target))
        scale = covering_scale(self.table, intercept=self.intercept, margin=self.margin)
        work = SumExactly(schema, scale, self.intercept, slices)
        empty = ExactPart(ExactGram.empty(scale, slices))
        whole = total(self.reader.read(work), empty)
        self._check_rows(whole.exact.n)
        self.products = whole.exact
        return whole.exact

    def residuals(self, origin: Vector, slopes: Matrix) -> tuple[Matrix, Vector, float]:
        work = Residuals(self.schema, origin, slopes, self.intercept)
        empty = Gradient(np.zeros(slopes.shape), np.zeros(slopes.shape[1]), 8.0, 0)
        whole = total(self.reader.read(work), empty)
        self._check_rows(whole.rows)
        return whole.gradient, whole.squares, whole.depth

    def _check_rows(self, rows: int) -> None:
        if rows != self.table.summary.count:
            raise DataError(
                f"{self.schema.source} had {self.table.summary.count} rows in the first pass and "
                f"{rows} in pass {self.reader.passes}: stop all programs that write to it, and try "
                "again."
            )
