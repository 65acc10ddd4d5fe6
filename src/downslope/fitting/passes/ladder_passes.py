"""Work of a pass on one task (a summary, exact products, a gradient), and the ladder's passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from downslope.data.blocks import Schema, Task
from downslope.data.columns import too_few
from downslope.data.total_rows import row_of_sums
from downslope.data_table import TableSummary
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.fitting.passes.reader import Reader, total
from downslope.fitting.passes.sample import covering_scale
from downslope.missing_codes import NO_EXTREMES, Codes, Extremes, without
from downslope.missing_codes import findings as code_findings
from downslope.numerics.arrays import Matrix, Vector, check_heaviest, check_squares
from downslope.numerics.gram import ExactGram, Scale
from downslope.solvers.rows import Rows
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
    log_weights: float = 0.0  # Σ log w of the weights above 0
    whole_weights: bool = True
    last: Vector | None = None  # (q,) the last row

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
        )


@dataclass(frozen=True, slots=True, eq=False)
class Summarize:
    """Work of a first pass: a task's summary, also in 100 bits if its values fit the scale."""

    schema: Schema
    origin: Vector
    scale: Scale | None

    def __call__(self, task: Task) -> Summarized:
        exact = _Exactly(self.scale, self.schema, intercept=True)
        weighted = self.schema.weights is not None
        rows, heaviest, q = 0, 0.0, len(self.schema.features) + 1
        logs, whole = 0.0, True
        extremes, last = NO_EXTREMES, None

        def blocks() -> Iterator[Matrix]:
            nonlocal rows, heaviest, extremes, logs, whole, last
            for block in usable(task, self.schema):
                rows += len(block)
                last = block[-1, :q].copy() if len(block) else last
                if weighted:
                    weights = block[:, -1]
                    heaviest = max(heaviest, float(weights.max(initial=0.0)))
                    logs += float(
                        np.log(weights, where=weights > 0.0, out=np.zeros(len(weights))).sum()
                    )
                    whole = whole and bool((weights == np.floor(weights)).all())
                exact.add(block)
                extremes = extremes + extremes.seen(block[:, :q])
                yield block

        with np.errstate(over="ignore", invalid="ignore"):
            summary = Summary.of_blocks(blocks(), self.origin, weighted)
        if not np.isfinite(summary.scatter.diagonal()).all():
            refuse_infinite(task, self.schema)
        return Summarized(
            summary, exact.gram, task.dropped, rows + task.dropped, heaviest, extremes, logs, whole,
            last,
        )  # fmt: skip


class _Exactly:
    """Exact summary that grows by blocks; None once a value lay outside its scale."""

    def __init__(self, scale: Scale | None, schema: Schema, *, intercept: bool) -> None:
        self.gram = None if scale is None else ExactGram.empty(scale)
        self.d, self.weighted = len(schema.features), schema.weights is not None
        self.intercept = intercept

    def add(self, block: Matrix) -> None:
        if self.gram is None:
            return
        scale, d = self.gram.scale, self.d
        origin = np.delete(scale.origin, d) if self.intercept else scale.origin
        weights = roots = None
        if self.weighted:
            block = block[block[:, d + 1] > 0.0]
            weights = block[:, d + 1]
            roots = np.sqrt(weights)
        rows = Rows(block[:, :d], block[:, d : d + 1], self.intercept, origin, weights, roots)
        edges = range(0, len(block), BLOCK_ROWS)
        pairs = (rows.pair_block(i, min(i + BLOCK_ROWS, len(block))) for i in edges)
        try:
            self.gram = self.gram + ExactGram.of_blocks(scale, pairs)
        except DataError:
            self.gram = None


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

    def __call__(self, task: Task) -> ExactPart:
        exact = _Exactly(self.scale, self.schema, intercept=self.intercept)
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


def usable(task: Task, schema: Schema) -> Iterator[Matrix]:
    """Yield the task's blocks, after checking their width and their weights."""
    for block in task.blocks():
        if block.ndim != 2 or block.shape[1] != schema.width:
            raise DataError(
                f"{task.where} has blocks of shape {block.shape} but {schema.width} columns are "
                "expected: the data have changed. Open them again."
            )
        if schema.weights is not None and len(block) and not block[:, -1].min() >= 0.0:
            raise DataError(
                f"{task.where}: column '{schema.weights}' has the weight "
                f"{block[:, -1].min():g}, but weights cannot be negative: correct or leave out "
                "such rows."
            )
        yield block


def refuse_infinite(task: Task, schema: Schema) -> None:
    """Raise if the task has a value that is not finite, or squares that are out of range."""
    names = (*schema.features, schema.target, schema.weights or "")
    for block in task.blocks():
        bad = ~np.isfinite(block)
        if bad.any():
            column = int(np.argwhere(bad)[0][1])
            raise DataError(
                f"{task.where}: column '{names[column]}' has a value that is missing or infinite: "
                "drop those rows or fill them in."
            )


def first_pass(
    reader: Reader,
    origin: Vector,
    scale: Scale | None,
    *,
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
        Summary.empty(origin), None if scale is None else ExactGram.empty(scale), 0, 0
    )
    whole = total(reader.read(Summarize(schema, origin, scale)), empty)
    if all_rows:
        check_rows(schema, whole.rows - whole.dropped, whole.dropped, whole.heaviest)
    table = replace(_named(schema, whole), findings=(*schema.notes, *_totals(whole)))
    codes = whole.extremes.suspects()
    if not codes:
        return table
    rest = None
    if another:
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

    @property
    def schema(self) -> Schema:
        return self.reader.source.schema

    def exact(self) -> ExactGram:
        summary, schema = self.table.summary, self.schema
        check_squares(summary.size, (*schema.features, schema.target))
        scale = covering_scale(summary, self.intercept, schema.weights is not None)
        work = SumExactly(schema, scale, self.intercept)
        empty = ExactPart(ExactGram.empty(scale))
        whole = total(self.reader.read(work), empty)
        self._check_rows(whole.exact.n)
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
