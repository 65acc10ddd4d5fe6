"""The sum that every closed form begins with: Σ B Bᵀ over blocks B (q, m) of columns' values.

A block is multiplied in chunks of some rows of data, because sums of sums lose less than one long
sum does. NumPy multiplies B Bᵀ by dsyrk, which does half the work that dgemm does; yet for
few columns OpenBLAS's dgemm has a kernel that copies nothing, and takes half dsyrk's time. NumPy
takes dgemm where the factors differ in shape: there the last column's square is left to `vecdot`.
(Without AVX-512 that kernel is missing, and dgemm takes up to a third longer than dsyrk.)
"""

from __future__ import annotations

import numpy as np

from downslope.numerics.arrays import Matrix

CHUNK_ROWS = 512  # rows of a product of few columns
WIDE_CHUNK_ROWS = 1024  # of many: half as long costs dsyrk an eighth more
NARROW_COLUMNS = 34  # columns: for more, dsyrk is as fast or faster


class GramSum:
    """Σ B Bᵀ (q, q), block by block."""

    def __init__(self, q: int) -> None:
        self._total = np.zeros((q, q))
        self._product = np.empty((q, q))
        self._chunk = CHUNK_ROWS if q <= NARROW_COLUMNS else WIDE_CHUNK_ROWS
        self._blocks = self._longest = 0

    @np.errstate(over="ignore", invalid="ignore")  # whoever reads the sum sees it
    def add(self, block: Matrix) -> None:
        """Take in B (q, m), in either memory order: F order if rows of data lie in one piece."""
        q, m = block.shape
        whole = m - m % CHUNK_ROWS if q <= NARROW_COLUMNS else 0
        if whole:
            self._total += _narrow_product(_chunks(block[:, :whole]))
        for start in range(whole, m, self._chunk):
            rest = block[:, start : start + self._chunk]
            np.matmul(rest, rest.T, out=self._product)
            self._total += self._product
        self._blocks, self._longest = self._blocks + 1, max(self._longest, m)

    @property
    def depth(self) -> int:
        """Additions that an entry has gone through: its error is at most depth·u √(g_ii g_jj)."""
        chunks = self._longest // self._chunk + 1
        return min(self._longest, self._chunk) + chunks + self._blocks

    def matrix(self) -> Matrix:
        """The sum (q, q), not to be added to any more.

        It is the lower triangle on both sides, as dgemm may round the two apart.
        """
        if len(self._total) > NARROW_COLUMNS:
            return self._total  # dsyrk makes only one
        lower: Matrix = np.tril(self._total)
        return lower + np.tril(lower, -1).T


def _chunks(block: Matrix) -> Matrix:
    """(c, q, CHUNK_ROWS) views of (q, c · CHUNK_ROWS)."""
    q = len(block)
    if block.flags.c_contiguous or block.strides[1] == block.itemsize:
        return block.reshape(q, -1, CHUNK_ROWS).transpose(1, 0, 2)
    return block.T.reshape(-1, CHUNK_ROWS, q).transpose(0, 2, 1)


def _narrow_product(chunks: Matrix) -> Matrix:
    """The lower triangle of the sum of chunk · chunkᵀ over (c, q, m): what is above is unset."""
    c, q, _ = chunks.shape
    last = chunks[:, -1]
    products = np.empty((c, q, q))
    np.matmul(chunks, chunks[:, :-1].transpose(0, 2, 1), out=products[:, :, :-1])
    products[:, -1, -1] = np.vecdot(last, last)
    products[:, :-1, -1] = 0.0
    total: Matrix = np.add.reduce(products, axis=0)
    return total
