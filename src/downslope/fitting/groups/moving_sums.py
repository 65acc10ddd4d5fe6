"""Sums over windows of rows, without taking any row away.

    T₀ = z,   T_{k+1}[i] = T_k[i] + T_k[i + 2^k]          sums of 2^k rows from i on
    a window of m rows is the sum of one T_k for each binary digit of m

The usual way adds the row that enters and takes away the one that leaves; what it subtracts leaves
its rounding behind, and the error grows with the number of rows that have passed. Here each window
is a sum of its own rows alone, about 2 log₂ m additions deep, so there is no drift to bound.

Columns are measured from the mean of the rows of a few neighboring windows. Windows that only grow
(`expanding`) are sums from the first row on, each block added to what came before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downslope.fitting.groups.summary_stack import SummaryStack, pairs
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.gram import FEWEST_ADDITIONS

BLOCK = 8192  # windows of a block, whose sums stay in the processor's cache
FEWEST_TOGETHER = 16  # windows that share an origin
LENGTHS_TOGETHER = 2  # windows that share one, in lengths of a window: more cost digits of trends


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
        together = max(FEWEST_TOGETHER, LENGTHS_TOGETHER * longest)
        last = min(first + together * max(1, BLOCK // together), len(start))
        found.append(WindowBlock(slice(first, last), together))
        first = last
    return found


def rolling(
    columns: Matrix, start: NDArray[np.int64], stop: NDArray[np.int64], block: WindowBlock
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

    Returns
    -------
    SummaryStack

    """
    return _summed(columns, start[block.part], stop[block.part], block.together)


def _summed(
    columns: Matrix, start: NDArray[np.int64], stop: NDArray[np.int64], together: int
) -> SummaryStack:
    q, windows = len(columns), len(start)
    heads = np.arange(0, windows, together)
    base = start[heads]
    width = int((stop[np.minimum(heads + together, windows) - 1] - base).max())
    rows = np.minimum(base[:, np.newaxis] + np.arange(width), columns.shape[1] - 1)
    of_head = np.arange(windows) // together
    begin, lengths = start - base[of_head], stop - start
    places = of_head * width + begin
    regular = together if windows % together == 0 and bool(
        (lengths == lengths[0]).all() and (begin == np.arange(windows) % together).all()
    ) else 0  # fmt: skip

    def summed(values: Matrix) -> Vector:
        return _sums(values, places, lengths, regular)

    z = np.empty((q, *rows.shape))
    origin = np.empty((q, windows))
    for j in range(q):
        values = columns[j][rows]
        near = values.mean(axis=1)
        near = np.where(values.max(axis=1) == values.min(axis=1), values[:, 0], near)
        np.subtract(values, near[:, np.newaxis], out=z[j])
        origin[j] = near[of_head]
    mean = np.stack([summed(z[j]) for j in range(q)]) / lengths
    scatter, size = np.empty((q * (q + 1) // 2, windows)), np.empty((q, windows))
    for place, (i, j) in enumerate(zip(*pairs(q), strict=True)):
        products = summed(z[i] * z[j])
        if i == j:
            size[i] = products
        np.subtract(products, lengths * mean[i] * mean[j], out=scatter[place])
    depth = np.full(windows, 2.0 * int(lengths.max()).bit_length() + FEWEST_ADDITIONS)
    mass = lengths.astype(np.float64)
    return SummaryStack(lengths, mass, origin, mean, scatter, size, depth, np.zeros(windows))


def _sums(
    values: Matrix, places: NDArray[np.int64], lengths: NDArray[np.int64], regular: int
) -> Vector:
    """Return the sums of `lengths` (k,) values from `places` (k,) on, in rows laid end to end.

    If the windows are regular, each row has that many, each one place after the one before it.
    """
    sums, bit = values, 1
    most, last = int(lengths.max()), values.size - 1
    if regular:
        found, taken = np.zeros((len(values), regular)), 0
        while True:
            if most & bit:
                found += sums[:, taken : taken + regular]
                taken += bit
            bit *= 2
            if bit > most:
                return found.reshape(-1)
            half = bit // 2
            sums = sums[:, :-half] + sums[:, half:]
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
    for start in range(first - 1, n, BLOCK):
        part = columns[:, start : start + BLOCK]
        rows = part.shape[1]
        near = part.mean(axis=1)
        near = np.where(part.max(axis=1) == part.min(axis=1), part[:, 0], near)
        z = part - near[:, np.newaxis]
        count = np.arange(1, rows + 1)
        mean = np.cumsum(z, axis=1) / count
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
        before = whole.take(slice(rows - 1, None))
