"""The route of `fit` to windows: from window=… and time=… to the first and last row of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.blocks import FrameSource, Source
from downslope.data.cells import date_option
from downslope.data.columns import too_few
from downslope.data.new_rows import joined
from downslope.data.row_labels import rows_with
from downslope.data.row_order import Times, check_times, times_of
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.groups.moving_sums import (
    Scratch,
    WindowBlock,
    blocks_of_windows,
    expanding,
    rolling,
)
from downslope.fitting.groups.stack_solver import (
    BLOCK,
    SolvedBlock,
    StackSolution,
    Status,
    solve_block,
    solve_stack,
)
from downslope.fitting.groups.summary_stack import SummaryStack, pairs
from downslope.fitting.groups.window_fits import WindowFits
from downslope.fitting.passes.reader import Reader, ReadOptions
from downslope.fitting.specification import Specification
from downslope.missing_codes import findings_of_rows
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.threads import PerThread, each_task, free_memory, keep_freed_memory

EXPANDING = "expanding"
UNITS = {"s": 1e6, "min": 6e7, "h": 3.6e9, "d": 8.64e10, "w": 6.048e11}  # in microseconds
SPAN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|w)\s*")
LARGEST_RATIO = 1e3  # of a window's squares about a shared origin to those about its own mean
FEWEST_ROWS_AGAIN = 2**14  # in the windows of a run, for which sums of its own are worth the call
ROWS_TOGETHER = 2**18  # of windows, each about its own mean, that a thread gathers at once
SHARE_OF_MEMORY = 0.5  # of free memory, for the rows and the weights of all windows


@dataclass(frozen=True, slots=True)
class Window:
    """Windows that are asked for."""

    written: int | float | str
    rows: int = 0  # of each window
    span: float = 0.0  # of time, in the unit of the column, or in microseconds
    of_dates: bool | None = None  # whether the span is in microseconds; None without a span


def window_of(given: Any, time: Any, style: OptionStyle) -> Window:
    """Return the windows that these options ask for.

    Raises
    ------
    OptionError
        The window is not a number of rows, a span of time, or "expanding", or lacks its column.

    """
    option = style.option("window")
    if time is not None and not isinstance(time, str):
        raise OptionError(f"time={time!r:.40} is not the name of a column.")
    what = 'a number of rows such as 500, a span of time such as "30d", or "expanding"'
    if isinstance(given, str):
        if given == EXPANDING:
            return Window(EXPANDING)
        span = SPAN.fullmatch(given)
        number = _number(given)
        if span:
            if time is None:
                raise OptionError(
                    f"{style.setting('window', given)} is a span of time: name the column of "
                    f"times with {style.option('time')}."
                )
            length = float(span.group(1)) * UNITS[span.group(2)]
            if not length > 0.0:
                raise OptionError(f"{style.setting('window', given)} has no length: give {what}.")
            return Window(given, span=length, of_dates=True)
        if number is None:
            raise OptionError(
                f"{style.setting('window', given)} cannot be used: give {what}; units are s, min, "
                "h, d, and w."
            )
        given = number
    number = _number(given)
    if number is not None and number == int(number):
        given = int(number)  # as it was written
    if number is None or not number > 0.0:
        raise OptionError(f"{option} cannot be {given!r:.40}: give {what}.")
    if time is not None:
        return Window(int(number) if number == int(number) else number, span=number, of_dates=False)
    if number != int(number):
        raise OptionError(f"{option} cannot be {given!r:.40} rows: give a whole number.")
    return Window(int(number), rows=int(number))


def _number(given: Any) -> float | None:
    if isinstance(given, bool):
        return None
    try:
        number = float(given)
    except (TypeError, ValueError):
        return None
    return number if np.isfinite(number) else None


def fit_in_windows(
    source: Source,
    window: Window,
    time: str | None,
    spec: Specification,
    level: float,
    read: ReadOptions,
    *,
    intercept: bool,
    like: Any = None,
) -> WindowFits:
    """Fit each window of rows, after reading them in their order.

    Raises
    ------
    DataError
        The data cannot be used, times go back, or a window is longer than the data.

    """
    schema = source.schema
    p = len(schema.features) + intercept
    columns, times, dropped = _rows(source, time, p, read, window)
    n = columns.shape[1]
    noticed = findings_of_rows(
        columns[:-1].T, columns[-1], (*schema.features, schema.target), None, schema.style,
        intercept=None, notes=schema.notes,
    )  # fmt: skip
    if time is not None and times is not None and times.may_be_dates and window.span:
        noticed.append(_numbers_for_days(time, times, window, schema.style))
    schema = replace(schema, notes=(*schema.notes, *noticed))
    start, stop = _edges(window, n, p, times, schema.source, schema.style)
    found = StackSolution.empty(len(start), p)
    residuals = None
    if window.written == EXPANDING and times is None:
        residuals = np.full(len(start), np.nan)
        for part, stack in expanding(columns, p):
            for place, some in _cut(part, stack):
                solved = solve_block(some, found, place, intercept=intercept)
                _predict(columns, found, place, stop, solved, residuals, intercept)
    elif window.written == EXPANDING:
        for part, stack in expanding(columns, 1):
            kept = np.flatnonzero(np.isin(np.arange(part.start + 1, part.stop + 1), stop))
            first = int(np.searchsorted(stop, part.start + 1))
            for place, some in _cut(slice(first, first + len(kept)), stack.take(kept)):
                solve_block(some, found, place, intercept=intercept)
    else:
        rolls = _Rolls(columns, start, stop, found, intercept, PerThread(Scratch))
        blocks = blocks_of_windows(start, stop)
        keep_freed_memory()  # a fifth of the processor time, for arrays of each block

        def work(first: int, last: int) -> None:
            for block in blocks[first:last]:
                rolls.solve(block)

        for _ in each_task(work, len(blocks), 1):
            pass
    return WindowFits(
        schema, found, intercept, spec, level, like, dropped, window.written, start, stop, columns,
        time, None if times is None else times.shown, residuals,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Rolls:
    """Windows that roll over the rows, k of them, and what is found of them."""

    columns: Matrix  # (q, n)
    start: NDArray[np.int64]  # (k,)
    stop: NDArray[np.int64]  # (k,)
    found: StackSolution
    intercept: bool
    scratch: PerThread[Scratch]

    def solve(self, block: WindowBlock) -> None:
        """Solve the windows of a block, and again those that their neighbors cost all digits."""
        part = block.part
        stack = rolling(self.columns, self.start, self.stop, block, self.scratch())
        for place, some in _cut(part, stack):
            solve_block(some, self.found, place, intercept=self.intercept)
        lost = _lost(stack, self.found.status[part])
        if lost.any():
            self._solve_again(np.flatnonzero(lost) + part.start, len(stack))

    def _solve_again(self, at: NDArray[np.intp], before: int) -> None:
        """Solve windows `at` these places, which were lost among this many `before`.

        Each run of windows that follow each other is summed about origins of its own. A large row
        is in such a run only if its squares are not finite: those with one are lost again, alone.
        """
        start, stop = self.start, self.stop
        if self.intercept:
            # Most of such windows, if a column seldom varies, and known without their sums.
            steady = _steady(self.columns[:-1], start[at], stop[at])
            constant = steady.any(axis=0)
            self.found.mark_collinear(at[constant], steady.argmax(axis=0)[constant])
            at = at[~constant]
        if not len(at):
            return
        alone = []
        for run in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1):
            part = slice(run[0], run[-1] + 1)
            if len(run) == before or (stop[part] - start[part]).sum() < FEWEST_ROWS_AGAIN:
                alone.append(run)
                continue
            for block in blocks_of_windows(start[part], stop[part]):
                first, last = block.part.start + part.start, block.part.stop + part.start
                self.solve(replace(block, part=slice(first, last)))
        if alone:
            self._solve_alone(np.concatenate(alone))

    def _solve_alone(self, at: NDArray[np.intp]) -> None:
        """Solve windows `at` these places, each by sums about its own mean."""
        start, stop = self.start[at], self.stop[at]
        lengths = stop - start
        together = (np.cumsum(lengths) - lengths) // ROWS_TOGETHER
        for some in np.split(np.arange(len(at)), np.flatnonzero(np.diff(together)) + 1):
            rows = lengths[some]
            codes = np.repeat(np.arange(len(some)), rows)
            from_end = np.arange(len(codes)) - np.repeat(np.cumsum(rows), rows)
            gathered = self.columns[:, np.repeat(stop[some], rows) + from_end]
            stack = SummaryStack.of_rows(gathered, codes, len(some))
            self.found.put(solve_stack(stack, intercept=self.intercept), at[some])


@np.errstate(all="ignore")
def _lost(stack: SummaryStack, status: NDArray[np.int8]) -> np.ndarray:
    """Return whether a window has no proven weights as its neighbors, far larger, chose its origin.

    Of the window after a row of 1e8, sums of squares about the mean of both keep no digit; after
    one of 1e300, they are not finite.
    """
    failed = (status == Status.NOT_PROVEN) | (status == Status.COLLINEAR)
    failed |= (status == Status.RESIDUALS_LOST) | (status == Status.OUT_OF_RANGE)
    if failed.any():
        i, j = pairs(stack.q)
        scatter = stack.scatter[i == j]
        far = (stack.size > LARGEST_RATIO * scatter) | ~np.isfinite(scatter)
        failed &= far.any(axis=0)
    return np.asarray(failed)


def _steady(columns: Matrix, start: NDArray[np.int64], stop: NDArray[np.int64]) -> np.ndarray:
    """Return whether each column is constant in each of these windows (k,), shape (d, k)."""
    first = int(start[0])
    rows = columns[:, first : int(stop[-1])]
    changed = np.zeros(rows.shape, dtype=np.int64)
    np.multiply(rows[:, 1:] != rows[:, :-1], np.arange(1, rows.shape[1]), out=changed[:, 1:])
    last = np.maximum.accumulate(changed, axis=1)
    found: np.ndarray = last[:, stop - 1 - first] <= start - first
    return found


def _cut(part: slice, stack: SummaryStack) -> list[tuple[slice, SummaryStack]]:
    """Cut a block into those that the solver takes."""
    return [
        (slice(part.start + a, part.start + min(a + BLOCK, len(stack))),
         stack.take(slice(a, a + BLOCK)))
        for a in range(0, len(stack), BLOCK)
    ]  # fmt: skip


@np.errstate(invalid="ignore")  # of columns that do not vary, whose windows predict nothing
def _predict(
    columns: Matrix,
    found: StackSolution,
    place: slice,
    stop: NDArray[np.int64],
    solved: SolvedBlock,
    residuals: Vector,
    intercept: bool,
) -> None:
    """Write the recursive residual of the row after each window."""
    n, d = columns.shape[1], len(solved.center)
    row = np.minimum(stop[place], n - 1)
    X, weights = columns[:d, row], found.weights[place]
    error = columns[d, row] - (weights[:, :d].T * X).sum(axis=0)
    z = X - solved.center
    if intercept:
        error -= weights[:, d]
        z = np.vstack([z, np.ones(len(row))])
    z = z * solved.unit
    leverage = np.einsum("ig,ijg,jg->g", z, solved.inverse, z)
    usable = (stop[place] < n) & (found.status[place] < Status.COLLINEAR)
    residuals[place] = np.where(usable, error / np.sqrt(1.0 + leverage), np.nan)


def _edges(
    window: Window, n: int, p: int, times: Times | None, source: str, style: OptionStyle
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first row of each window, and the row after its last."""
    if times is None:
        length = p if window.written == EXPANDING else window.rows
        if length > n:
            needs = "expanding windows need" if window.written == EXPANDING else "it is"
            raise DataError(
                f"{style.setting('window', window.written)} is longer than the data: {needs} "
                f"{length:,} rows, and there are {n:,} in {source or 'the data'}. "
                "Give a shorter one."
            )
        stop = np.arange(length, n + 1)
        return (np.zeros_like(stop) if window.written == EXPANDING else stop - length), stop
    # Rows of one time enter together, so a window ends with the last row of each time.
    stop = np.append(np.flatnonzero(times.clock[1:] > times.clock[:-1]) + 1, n)
    if window.written == EXPANDING:
        return np.zeros_like(stop), stop
    whole = times.length
    if window.span > whole > 0.0:
        raise DataError(
            f"{style.setting('window', window.written)} is longer than the data, whose times span "
            f"{_shown_span(whole, window)}: give a shorter one, or "
            f"{style.setting('window', EXPANDING)}."
        )
    return times.starts(stop, window.span), stop


def _numbers_for_days(name: str, times: Times, window: Window, style: OptionStyle) -> Finding:
    span = style.setting("window", f"{window.written}d")
    return Finding(
        "numbers_for_days",
        (name,),
        f"'{name}' holds whole numbers such as {times.shown[0]}, which may be dates: a window of "
        f"{window.written} has {window.written} such numbers, not days, and fewer rows after the "
        "end of a month or year.",
        f"If so: {span} with {date_option(style, name)}.",
    )


def _shown_span(span: float, window: Window) -> str:
    if not window.of_dates:
        return f"{span:g}"
    unit = next((u for u in ("d", "h", "min") if span >= UNITS[u]), "s")
    return f"{span / UNITS[unit]:.4g}{unit}"


def _rows(
    source: Source, time: str | None, p: int, read: ReadOptions, window: Window
) -> tuple[Matrix, Times | None, int]:
    """Read all rows in order: columns (q, n), their times, and the number that is left out."""
    schema = source.schema
    q = len(schema.features) + 1
    if schema.rows is not None:
        _check_memory(schema.rows, q, p)
    if time is None:
        with Reader(source, read) as reader:
            parts = list(reader.read(_Keep(q)))
        columns, dropped = _joined(parts, q, schema.source)
        return columns, None, dropped
    if not isinstance(source, FrameSource):
        raise DataError(f"time='{time}' is the name of a column, and arrays have none.")
    with Reader(source, read) as reader:
        parts = list(reader.read(_Keep(q, time)))
    columns, dropped = _joined(parts, q, schema.source)
    kept = joined([part.kept for part in parts])
    date = source.layout.dialect.date_of(time)
    return (
        columns,
        times_of(kept, time, schema.source, schema.style, window.of_dates, date),
        dropped,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """Rows of a task."""

    columns: list[Matrix]  # of each block, (q, m)
    dropped: int  # incomplete rows left out
    kept: Any = None  # a frame of their times

    @property
    def rows(self) -> int:
        return sum(block.shape[1] for block in self.columns)


@dataclass(frozen=True, slots=True)
class _Keep:
    """Work of a pass: the rows of a task, by columns."""

    q: int
    time: str | None = None

    def __call__(self, task: Any) -> _Kept:
        if self.time is None:
            blocks = [np.array(block[:, : self.q].T, order="C") for block in task.blocks()]
            return _Kept(blocks, task.dropped)
        parts = list(rows_with(task, (self.time,)))
        blocks = [np.array(block[:, : self.q].T, order="C") for block, _, _ in parts]
        for _, kept, at in parts:
            check_times(kept[self.time], self.time, at)
        dropped = sum(at.left_out for _, _, at in parts)
        return _Kept(blocks, dropped, joined([kept for _, kept, _ in parts]))


def _joined(parts: list[_Kept], q: int, source: str) -> tuple[Matrix, int]:
    blocks = [block for part in parts for block in part.columns]
    columns = np.hstack([np.empty((q, 0)), *blocks])
    dropped = sum(part.dropped for part in parts)
    if columns.shape[1] < 2:
        raise DataError(too_few(source, columns.shape[1], dropped))
    return columns, dropped


def _check_memory(n: int, q: int, p: int) -> None:
    """Raise `DataError` if the rows and the weights of the windows do not fit in memory."""
    needed, free = 8.0 * n * (2 * q + 3 * p + 7), free_memory()
    if free is not None and needed > SHARE_OF_MEMORY * free:
        raise DataError(
            f"Windows over {n:,} rows need {needed / 2**30:.1f} GB for the rows and the weights, "
            f"and {free / 2**30:.1f} GB are free: use fewer rows or columns, or groups with by."
        )
