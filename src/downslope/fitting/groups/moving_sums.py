"""Sums over windows of rows, without taking any row away.

    T₀ = z,   T_{k+1}[i] = T_k[i] + T_k[i + 2^k]          sums of 2^k rows from i on
    a window of m rows is the sum of one T_k for each binary digit of m

The usual way adds the row that enters and takes away the one that leaves; what it subtracts leaves
its rounding behind, and the error grows with the number of rows that have passed. Here each window
is a sum of its own rows alone, about 2 log₂ m additions deep, so there is no drift to bound. Rows
of long windows are first summed in runs of 16, from each row to the end of its run and from the
beginning: a window is the end of a run, whole runs, and the beginning of one.

Columns are measured from the mean of the rows of a few neighboring windows. Windows that only grow
(`expanding`) are sums from the first row on, each block added to what came before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downslope.fitting.groups.summary_stack import SummaryStack, pairs
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.gram import FEWEST_ADDITIONS

BLOCK = 8192  # windows of a block, whose sums stay in the processor's cache
FEWEST_TOGETHER = 16  # windows that share an origin
RUN, FEWEST_RUNS = 16, 4  # rows that are summed one after another, and runs in a window
LENGTHS_TOGETHER = 2  # windows that share one, in lengths of a window: more cost digits of trends


class Scratch:
    """Arrays that blocks of windows use in turn, since new memory would cost more than the sums."""

    def __init__(self) -> None:
        self._kept: dict[str, Vector] = {}

    def __call__(self, name: str, *shape: int) -> np.ndarray:
        """Return an array of this shape, whose values are those of the block before."""
        size = math.prod(shape)
        if name not in self._kept or len(self._kept[name]) < size:
            self._kept[name] = np.empty(size)
        return self._kept[name][:size].reshape(shape)


@dataclass(frozen=True, slots=True)
class WindowBlock:
    """Windows that are summed together; each run of `together` windows has one origin."""

    part: slice
    together: int


def blocks_of_windows(start: NDArray[np.int64], stop: NDArray[np.int64]) -> list[WindowBlock]:
    """Cut windows, whose first rows and ends (k,) do not decrease, into blocks."""
    lengths, found, first = stop - start, [], 0
    while first < len(start):
        longest = int(lengths[first : first + BLOCK].max())
        together = RUN * -(-max(FEWEST_TOGETHER, LENGTHS_TOGETHER * longest) // RUN)
        left = len(start) - first
        together = min(together, left)
        last = first + together * min(max(1, BLOCK // together), left // together)
        found.append(WindowBlock(slice(first, last), together))
        first = last
    return found


@np.errstate(over="ignore", invalid="ignore")  # what overflows has a status of its own
def rolling(
    columns: Matrix,
    start: NDArray[np.int64],
    stop: NDArray[np.int64],
    block: WindowBlock,
    scratch: Scratch | None = None,
) -> SummaryStack:
    """Return the summaries of a block of windows.

    Parameters
    ----------
    columns : ndarray of shape (q, n)
        The features and the target, each contiguous in memory.
    start, stop : ndarray of shape (k,)
        Row k is in window i if start[i] ≤ k < stop[i].
    block : WindowBlock
        Some of the windows.
    scratch : Scratch, optional
        Memory that blocks use in turn.

    Returns
    -------
    SummaryStack

    """
    begin, end, together = start[block.part], stop[block.part], block.together
    windows, lengths = len(begin), end - begin
    by_row = (np.diff(begin) == 1).all() and (lengths == lengths[0]).all()
    if by_row and windows % together == 0:
        scratch = scratch or Scratch()
        return _of_one_length(columns, int(begin[0]), int(lengths[0]), windows, together, scratch)
    return _of_any_length(columns, begin, end, together)


def _of_one_length(
    columns: Matrix, first: int, length: int, windows: int, together: int, scratch: Scratch
) -> SummaryStack:
    """Sum windows of one length, each of which begins a row after the one before it."""
    q, heads = len(columns), windows // together
    run = RUN if length >= FEWEST_RUNS * RUN else 1
    width, starts = together + length - 1, -(-together // run)
    runs = starts + length // run + 1
    rows = columns[:, first : first + (heads - 1) * together + width]
    values = np.lib.stride_tricks.sliding_window_view(rows, width, axis=1)[:, ::together]
    near = _near(values)
    away = scratch("away", q, heads, runs * run)
    np.subtract(values, near[..., np.newaxis], out=away[..., :width])
    away[..., width:] = 0.0
    i, j = pairs(q)
    z = scratch("z", q + len(i), run, heads, runs)
    z[:q] = away.reshape(q, heads, runs, run).transpose(0, 3, 1, 2)
    for place, (one, other) in enumerate(zip(i, j, strict=True)):
        np.multiply(z[one], z[other], out=z[q + place])
    if run == 1:
        found, depth = _sums(z[:, 0], length, together), 2.0 * length.bit_length()
    else:
        found = _sums_of_runs(z, length, starts, scratch)[..., :together]
        depth = run + 2.0 * (length // run).bit_length() + 2.0
    sums, lengths = found.reshape(len(z), windows), np.full(windows, length, dtype=np.int64)
    return _stacked(np.repeat(near, together, axis=1), sums[:q], sums[q:], lengths, depth)


def _sums(values: np.ndarray, length: int, count: int) -> np.ndarray:
    """Return the sums of `length` values from each of the first `count` places of the last axis."""
    found, taken, bit = np.zeros((*values.shape[:-1], count)), 0, 1
    while True:
        if length & bit:
            found += values[..., taken : taken + count]
            taken += bit
        bit *= 2
        if bit > length:
            return found
        half = bit // 2
        values = values[..., :-half] + values[..., half:]


def _sums_of_runs(z: np.ndarray, length: int, starts: int, scratch: Scratch) -> np.ndarray:
    """Return the sums of `length` values from each place of the first runs, (S, heads, places).

    A window is the end of a run, whole runs, and the beginning of another.

    Parameters
    ----------
    z : ndarray of shape (S, run, heads, runs)
        The values, each run along the second axis; they are overwritten.
    length : int
        Number of values of a window, of several runs.
    starts : int
        Number of runs in which windows begin.
    scratch : Scratch
        Memory for sums of runs.

    """
    size, run, heads, _ = z.shape
    ends, begins = scratch("ends", *z.shape), z
    ends[:, -1] = z[:, -1]
    for k in range(run - 2, -1, -1):
        np.add(ends[:, k + 1], z[:, k], out=ends[:, k])
    for k in range(1, run):
        begins[:, k] += begins[:, k - 1]
    whole, fewest = ends[:, 0], (length - 1) // run - 1
    inner = _sums(whole[..., 1:], fewest, starts)
    found = np.empty((size, heads, starts, run))
    for k in range(run):
        more, rest = divmod(k + length - 1, run)
        if more - 1 > fewest:  # from here on, windows end in the next run
            inner += whole[..., more - 1 : more - 1 + starts]
            fewest += 1
        np.add(inner, begins[:, rest, :, more : more + starts], out=found[..., k])
        found[..., k] += ends[:, k, :, :starts]
    return found.reshape(size, heads, starts * run)


def _near(values: np.ndarray) -> Matrix:
    """Return the means along the last axis; of values that are all the same, that value."""
    near: Matrix = values.mean(axis=-1)
    return np.where(values.max(axis=-1) == values.min(axis=-1), values[..., 0], near)


def _stacked(
    origin: Matrix, sums: Matrix, products: Matrix, lengths: NDArray[np.int64], depth: float
) -> SummaryStack:
    """Return the summaries of windows from their sums and products about the origin."""
    i, j = pairs(len(origin))
    mean = sums / lengths
    size = products[i == j]
    for place, (one, other) in enumerate(zip(i, j, strict=True)):
        products[place] -= lengths * mean[one] * mean[other]
    windows = len(lengths)
    return SummaryStack(
        lengths, lengths.astype(np.float64), origin, mean, products, size,
        np.full(windows, depth + FEWEST_ADDITIONS), np.zeros(windows),
    )  # fmt: skip


def _of_any_length(
    columns: Matrix, start: NDArray[np.int64], stop: NDArray[np.int64], together: int
) -> SummaryStack:
    q, windows = len(columns), len(start)
    heads = np.arange(0, windows, together)
    base = start[heads]
    width = int((stop[np.minimum(heads + together, windows) - 1] - base).max())
    rows = np.minimum(base[:, np.newaxis] + np.arange(width), columns.shape[1] - 1)
    of_head = np.arange(windows) // together
    places, lengths = of_head * width + start - base[of_head], stop - start
    z = np.empty((q, *rows.shape))
    origin = np.empty((q, windows))
    for j in range(q):
        values = columns[j][rows]
        near = _near(values)
        np.subtract(values, near[:, np.newaxis], out=z[j])
        origin[j] = near[of_head]
    sums = np.stack([_sums_from(each, places, lengths) for each in z])
    products = np.stack(
        [_sums_from(z[i] * z[j], places, lengths) for i, j in zip(*pairs(q), strict=True)]
    )
    return _stacked(origin, sums, products, lengths, 2.0 * int(lengths.max()).bit_length())


def _sums_from(values: Matrix, places: NDArray[np.int64], lengths: NDArray[np.int64]) -> Vector:
    """Return the sums of `lengths` (k,) values from `places` (k,) on, in rows laid end to end."""
    bit, most, last = 1, int(lengths.max()), values.size - 1
    total, at = np.zeros(len(places)), places.copy()
    flat = values.reshape(-1)
    while True:
        has = np.flatnonzero(lengths & bit)
        total[has] += flat[np.minimum(at[has], last)]
        at[has] += bit
        bit *= 2
        if bit > most:
            return total
        half = bit // 2
        longer = flat.copy()
        longer[:-half] += flat[half:]
        flat = longer


def expanding(columns: Matrix, first: int) -> Iterator[tuple[slice, SummaryStack]]:
    """Yield blocks of windows from row 0 on, which end after row `first`, `first` + 1, ….

    Parameters
    ----------
    columns : ndarray of shape (q, n)
        The features and the target.
    first : int
        Number of rows of the first window.

    Yields
    ------
    part : slice
        Places of the windows.
    stack : SummaryStack

    """
    q, n = columns.shape
    before = SummaryStack.empty(q, 1)
    if first > 1:
        before = SummaryStack.of_rows(columns[:, : first - 1], np.zeros(first - 1, np.int64), 1)
    i, j = pairs(q)
    start = first - 1
    while start < n:
        # Measured from the mean of the rows before, which every window has (they are half of it or
        # more, once there are 16): about a mean of rows to come, far larger ones would cost all
        # digits of those before.
        rows = min(BLOCK, max(start, FEWEST_TOGETHER), n - start)
        part = columns[:, start : start + rows]
        near = (before.origin + before.mean)[:, 0] if start else part[:, 0]
        z = part - near[:, np.newaxis]
        count = np.arange(1, rows + 1)
        mean = np.cumsum(z, axis=1) / count
        with np.errstate(over="ignore", invalid="ignore"):  # what overflows has a status of its own
            products = np.cumsum(z[i] * z[j], axis=1)
            scatter = products - count * mean[i] * mean[j]
        more = SummaryStack(
            count, count.astype(np.float64), np.repeat(near[:, np.newaxis], rows, axis=1), mean,
            scatter, products[i == j], count + FEWEST_ADDITIONS, np.zeros(rows),
        )  # fmt: skip
        whole = before.take(np.zeros(rows, dtype=np.int64))
        whole.add(more, np.arange(rows))
        place = start - (first - 1)
        yield slice(place, place + rows), whole
        before, start = whole.take(slice(rows - 1, None)), start + rows
