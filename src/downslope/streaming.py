"""Regression over a source that is read in passes, by one worker or a thousand.

    sample ──► one origin ──► pass 1: every task's summary ──► merged in task order ──► weights
                                    pass 2, only where one cannot prove them

The origin is chosen once, from a sample, and shipped with every task, so that summaries add
without moving. Where κ² leaves too few digits in float64, `summary_ladder` asks for one more
pass: for the residuals, or for products in about 100 bits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Protocol, TypeVar

import numpy as np

from downslope.arrays import Matrix, Vector
from downslope.engines import check, fold
from downslope.errors import DataError
from downslope.exact import ExactGram, Frame
from downslope.parallel import thread_count
from downslope.rows import Rows, choose_origin
from downslope.solution import Solution
from downslope.sources.stream import Schema, Source, Task
from downslope.summary import BLOCK_ROWS, Summary
from downslope.summary_ladder import solve_summary
from downslope.table_summary import TableSummary

WIDEST = 5000  # features: beyond, moment matrices of 8 d² bytes crowd out everything else
FIT_MARGIN = 4.0  # powers of two that values may lie beyond the sample's, in one exact pass
FILE_MARGIN = 10.0  # likewise where later data are to add to these


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a pass has come."""

    pass_number: int
    rows: int
    total: int | None  # None when only reading will tell
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Until the end of the pass, at this rate."""
        if self.total is None or self.rows == 0:
            return None
        return max(self.total - self.rows, 0) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class Run:
    """Where the tasks are carried out, and who is told."""

    engine: str = "threads"
    scheduler: str | None = None
    workers: int | None = None
    progress: Callable[[Reading], None] | None = None


class _HasRows(Protocol):
    @property
    def rows(self) -> int: ...


Part = TypeVar("Part", bound=_HasRows)


def summarize(
    source: Source, run: Run | None = None, *, exact: bool = False, like: TableSummary | None = None
) -> TableSummary:
    """Read a source once and keep its summary.

    Args:
        source: what to read.
        run: the engine.
        exact: keep the summary in about 100 bits, too.
        like: take origin and scale from this one, so that exact summaries add.

    Raises:
        DataError: what was read cannot be used.
        OptionError, EngineError, MissingExtraError: the engine cannot be had, or has failed.

    """
    run = run or Run()
    check(run.engine, run.scheduler, run.workers)
    schema = source.schema
    _check_width(schema, run)
    if like is not None:
        origin = like.summary.origin
        frame = None if like.exact is None or not exact else like.exact.frame
    else:
        sample = source.sample()
        origin = _origin(sample, schema)
        frame = _sampled_frame(sample, schema, origin, FILE_MARGIN) if exact else None
    table = _first_pass(source, schema, origin, frame, run)
    if exact and table.exact is None and table.summary.count and not _read_once(source):
        found = _Passes(source, table, True, run).exact()
        return replace(table, exact=found, passes=2)
    return table


def fit(
    source: Source,
    run: Run | None = None,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    max_passes: int | None = None,
) -> tuple[TableSummary, Solution]:
    """The weights of a source's rows, and their summary.

    Args:
        source: what to read.
        run: the engine.
        method: "auto", or "cholesky" or "exact" alone.
        accuracy: "standard" or "full", as for `solve`.
        intercept: fit one.
        max_passes: over the data; two are enough, and one often is.

    Raises:
        DataError: what was read cannot be used.
        OptionError, EngineError, MissingExtraError: an option, or the engine.

    """
    run = run or Run()
    check(run.engine, run.scheduler, run.workers)
    schema = source.schema
    _check_width(schema, run)
    sample = source.sample()
    origin, frame = _origin(sample, schema), None
    if (accuracy == "full" or method == "exact") and intercept and len(schema.features) < 200:
        frame = _sampled_frame(sample, schema, origin, FIT_MARGIN)
    table = _first_pass(source, schema, origin, frame, run)
    more = None if _read_once(source) else _Passes(source, table, intercept, run)
    solution = solve_table_summary(
        table, more, method=method, accuracy=accuracy, intercept=intercept, max_passes=max_passes
    )
    return table, solution


def solve_table_summary(
    table: TableSummary,
    more: _Passes | None = None,
    *,
    method: str = "auto",
    accuracy: str = "standard",
    intercept: bool = True,
    max_passes: int | None = None,
) -> Solution:
    """The weights from a summary; `more` reads the rows again where they are still there."""
    return solve_summary(
        table.summary,
        exact_gram=table.exact if intercept else None,
        more=more,
        method=method,
        accuracy=accuracy,
        intercept=intercept,
        names=table.feature_names,
        max_passes=max_passes,
    )


# --- one origin and one scale, from a sample ----------------------------------------------------


def _origin(sample: Matrix, schema: Schema) -> Vector:
    """(q,) a point near the means; a constant column's own value."""
    q = len(schema.features) + 1
    sample = sample[np.isfinite(sample).all(axis=1)]
    if len(sample) == 0:
        return np.zeros(q)
    return choose_origin(sample[:, : q - 1], sample[:, q - 1 : q], intercept=True)


def _sampled_frame(sample: Matrix, schema: Schema, origin: Vector, margin: float) -> Frame:
    """A frame that the sample fits with powers of two to spare; ones stand before the target."""
    q = len(schema.features) + 1
    rows, heaviest = sample[:, :q] - origin, 1.0
    if schema.weights is not None and len(sample):
        heaviest = float(np.sqrt(np.maximum(sample[:, q], 0.0).max()))
    largest = np.abs(rows).max(axis=0, initial=0.0) * heaviest * 2.0**margin
    ones = heaviest * (2.0**margin if schema.weights is not None else 1.0)
    return Frame.covering(np.insert(origin, q - 1, 0.0), np.insert(largest, q - 1, ones))


def _covering_frame(summary: Summary, intercept: bool, weighted: bool) -> Frame:
    """A frame that fits every row summarised: no value is beyond its column's sum of squares."""
    d = summary.d
    if not intercept:
        far = summary.mass * np.square(summary.origin + summary.mean)
        return Frame.covering(np.zeros(d + 1), 1.5 * np.sqrt(summary.size + far))
    ones = np.sqrt(summary.mass) if weighted else 1.0
    largest = np.insert(1.5 * np.sqrt(summary.size), d, ones)
    return Frame.covering(np.insert(summary.origin, d, 0.0), largest)


# --- passes ---------------------------------------------------------------------------------


def _first_pass(
    source: Source, schema: Schema, origin: Vector, frame: Frame | None, run: Run
) -> TableSummary:
    work = _Summarize(schema, origin, frame)
    empty = _Summarized(
        Summary.empty(origin), None if frame is None else ExactGram.empty(frame), 0, 0
    )
    whole = reduce(_Summarized.__add__, _read(source, work, run, 1), empty)
    return TableSummary(
        feature_names=schema.features,
        target=schema.target,
        summary=whole.summary,
        weights=schema.weights,
        source=schema.source,
        rows_dropped=whole.dropped,
        exact=whole.exact,
    )


@dataclass(slots=True, eq=False)
class _Passes:
    """The passes after the first: `More` for the ladder."""

    source: Source
    table: TableSummary
    intercept: bool
    run: Run
    made: int = field(default=1)

    def exact(self) -> ExactGram:
        summary, schema = self.table.summary, self.source.schema
        frame = _covering_frame(summary, self.intercept, schema.weights is not None)
        work = _SumExactly(schema, frame, self.intercept)
        empty = _ExactPart(ExactGram.empty(frame))
        whole = reduce(_ExactPart.__add__, self._again(work), empty)
        self._check_rows(whole.exact.n)
        return whole.exact

    def residuals(self, origin: Vector, slopes: Matrix) -> tuple[Matrix, Vector, float]:
        work = _Residuals(self.source.schema, origin, slopes, self.intercept)
        empty = _Gradient(np.zeros(slopes.shape), np.zeros(slopes.shape[1]), 8.0, 0)
        whole = reduce(_Gradient.__add__, self._again(work), empty)
        self._check_rows(whole.rows)
        return whole.gradient, whole.squares, whole.depth

    def _again(self, work: Callable[[Task], Part]) -> Iterator[Part]:
        self.made += 1
        return _read(self.source, work, self.run, self.made)

    def _check_rows(self, rows: int) -> None:
        if rows != self.table.summary.count:
            raise DataError(
                f"{self.source.schema.source} had {self.table.summary.count} rows in the first "
                f"pass and {rows} in pass {self.made}: let nothing write to it, and try again."
            )


def _read(source: Source, work: Callable[[Task], Part], run: Run, number: int) -> Iterator[Part]:
    """One pass: the parts in task order, and progress told."""
    began, rows = time.monotonic(), 0
    for part in fold(source.tasks(), work, run.engine, run.scheduler, run.workers):
        rows += part.rows
        if run.progress is not None:
            seconds = time.monotonic() - began
            run.progress(Reading(number, rows, source.schema.rows, seconds))
        yield part


def _read_once(source: Source) -> bool:
    """Whether the rows are gone once read: a stream from another program."""
    return bool(getattr(source, "read_once", False))


# --- what a worker does with a task ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Summarized:
    summary: Summary
    exact: ExactGram | None
    dropped: int
    rows: int  # read, incomplete ones too

    def __add__(self, other: _Summarized) -> _Summarized:
        both = self.exact is not None and other.exact is not None
        return _Summarized(
            self.summary + other.summary,
            self.exact + other.exact if both else None,  # type: ignore[operator]
            self.dropped + other.dropped,
            self.rows + other.rows,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Summarize:
    """A task's summary, and in 100 bits if there is a frame that its values fit."""

    schema: Schema
    origin: Vector
    frame: Frame | None

    def __call__(self, task: Task) -> _Summarized:
        exact = _Exactly(self.frame, self.schema, intercept=True)
        weighted = self.schema.weights is not None
        rows = 0

        def blocks() -> Iterator[Matrix]:
            nonlocal rows
            for block in _usable(task, self.schema):
                rows += len(block)
                exact.add(block)
                yield block

        with np.errstate(over="ignore", invalid="ignore"):
            summary = Summary.of_blocks(blocks(), self.origin, weighted)
        if not np.isfinite(summary.scatter.diagonal()).all():
            _refuse_infinite(task, self.schema)
        return _Summarized(summary, exact.gram, task.dropped, rows + task.dropped)


class _Exactly:
    """An exact summary that grows by blocks, or none once a value lay outside its frame."""

    def __init__(self, frame: Frame | None, schema: Schema, *, intercept: bool) -> None:
        self.gram = None if frame is None else ExactGram.empty(frame)
        self.d, self.weighted = len(schema.features), schema.weights is not None
        self.intercept = intercept

    def add(self, block: Matrix) -> None:
        if self.gram is None:
            return
        frame, d = self.gram.frame, self.d
        origin = np.delete(frame.origin, d) if self.intercept else frame.origin
        weights = roots = None
        if self.weighted:
            block = block[block[:, d + 1] > 0.0]
            weights = block[:, d + 1]
            roots = np.sqrt(weights)
        rows = Rows(block[:, :d], block[:, d : d + 1], self.intercept, origin, weights, roots)
        edges = range(0, len(block), BLOCK_ROWS)
        pairs = (rows.pair_block(i, min(i + BLOCK_ROWS, len(block))) for i in edges)
        try:
            self.gram = self.gram + ExactGram.of_blocks(frame, pairs)
        except DataError:
            self.gram = None


@dataclass(frozen=True, slots=True, eq=False)
class _ExactPart:
    exact: ExactGram

    @property
    def rows(self) -> int:
        return self.exact.n

    def __add__(self, other: _ExactPart) -> _ExactPart:
        return _ExactPart(self.exact + other.exact)


@dataclass(frozen=True, slots=True, eq=False)
class _SumExactly:
    """A task's summary in about 100 bits."""

    schema: Schema
    frame: Frame
    intercept: bool

    def __call__(self, task: Task) -> _ExactPart:
        exact = _Exactly(self.frame, self.schema, intercept=self.intercept)
        for block in _usable(task, self.schema):
            exact.add(block)
            if exact.gram is None:
                raise DataError(
                    f"{task.where}: a value is larger than any of the first pass: let nothing "
                    "write to the data, and try again."
                )
        assert exact.gram is not None
        return _ExactPart(exact.gram)


@dataclass(frozen=True, slots=True, eq=False)
class _Gradient:
    gradient: Matrix  # (p, 1) Zᵀr
    squares: Vector  # (1,) ‖r‖²
    depth: float  # additions that an entry went through
    rows: int

    def __add__(self, other: _Gradient) -> _Gradient:
        return _Gradient(
            self.gradient + other.gradient,
            self.squares + other.squares,
            max(self.depth, other.depth) + 1.0,
            self.rows + other.rows,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Residuals:
    """A task's gradient at given weights of the shifted columns."""

    schema: Schema
    origin: Vector
    slopes: Matrix
    intercept: bool

    def __call__(self, task: Task) -> _Gradient:
        d, p = len(self.schema.features), len(self.slopes)
        gradient, squares = np.zeros((p, 1)), np.zeros(1)
        rows, parts, longest = 0, 0, 0
        for block in _pieces(_usable(task, self.schema)):
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
        return _Gradient(gradient, squares, longest + parts + 8.0, rows)


def _pieces(blocks: Iterable[Matrix]) -> Iterator[Matrix]:
    for block in blocks:
        for start in range(0, len(block), BLOCK_ROWS):
            yield block[start : start + BLOCK_ROWS]


def _usable(task: Task, schema: Schema) -> Iterator[Matrix]:
    """The task's blocks, of the width and with the weights they have to have."""
    for block in task.blocks():
        if block.ndim != 2 or block.shape[1] != schema.width:
            raise DataError(
                f"{task.where} has blocks of shape {block.shape} and {schema.width} columns are "
                "expected: the data have changed since they were opened."
            )
        if schema.weights is not None and len(block) and not block[:, -1].min() >= 0.0:
            raise DataError(
                f"{task.where}: column '{schema.weights}' has {block[:, -1].min():g}, and weights "
                "count rows: give zero or more."
            )
        yield block


def _refuse_infinite(task: Task, schema: Schema) -> None:
    """Raise if the task has a value that is not finite; else its squares leave float64."""
    names = (*schema.features, schema.target, schema.weights or "")
    for block in task.blocks():
        bad = ~np.isfinite(block)
        if bad.any():
            column = int(np.argwhere(bad)[0][1])
            raise DataError(
                f"{task.where}: column '{names[column]}' has a value that is missing or infinite: "
                "drop those rows or fill them in."
            )


def _check_width(schema: Schema, run: Run) -> None:
    """Refuse what would not fit before anything is read."""
    d = len(schema.features)
    if d <= WIDEST:
        return
    each = 8 * (d + 2) ** 2 / 2**30
    copies = 3 * (run.workers or thread_count()) + 6
    raise DataError(
        f"{schema.source or 'The data'} has {d} features, and {WIDEST} are the most that are "
        f"summarised: one moment matrix takes {each:.1f} GB and a run about {copies} of them, "
        f"{each * copies:.0f} GB. Choose columns with features=…, or load the data as a SciPy "
        "sparse array and call solve(X, y, method='lsmr')."
    )
