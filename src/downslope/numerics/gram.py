"""Gram matrices Σ B Bᵀ over blocks B (q, m) of column values: in float64, and exact in ~100 bits.

`GramSum`, in float64, multiplies a block in chunks of rows, because sums of sums lose less than
one long sum does. NumPy multiplies B Bᵀ by dsyrk, which does half the work of dgemm; yet for few
columns OpenBLAS's dgemm has a kernel that copies nothing, and takes half dsyrk's time. NumPy takes
dgemm where the factors differ in shape: there the last column's square is left to `vecdot`.
(Without AVX-512 that kernel is missing, and dgemm takes up to a third longer than dsyrk.)

`ExactGram` is a mergeable summary, to which blocks are added without any rounding. Every column,
measured from a shared origin and multiplied by a shared power of two so that it lies in
(−1/4, 1/4), is cut into slices of 21 bits,

    z = s₁ + … + s₅ + rest,   s_k a multiple of 2^(1 − 21k),  |s_(k+1)| ≤ 2^(−21k),  |rest| ≤ 2⁻¹⁰⁵

(Ozaki, Ogita, Oishi, and Rump, "Error-free transformations of matrix multiplication", Numerical
Algorithms 59, 2012). A product of two slices has at most 40 bits, so a float64 matrix product
over 4096 rows is exact, whatever BLAS does and in whatever order: the fastest routine there is
computes without error. The products are kept as two float64 parts on a fixed grid,

    high: a multiple of 2²⁶ units       low: the rest, 0 ≤ low < 2²⁶ units

so that adding blocks is exact as well, up to 2³⁸ rows. Hence `+` is associative, commutative, and
undone by `−`, bit for bit: any number of workers, in any order, gives the same summary. Only the
rests and the four products of 2⁻¹⁰⁵ are lost, under 2⁻¹⁰² a row in these units.

Double-double accumulation was rejected: it costs more and depends on the order.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np

from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, Pair, add, pair, sum_into
from downslope.numerics.triangular import cholesky

SLICES = 5
SLICE_BITS = 21
BLOCK_ROWS = 2048  # exact up to 4096: 2 · (SLICE_BITS − 1) + 12 = 52 bits; half is faster
ROW_ROUNDING = 2.0**-102
_GRID = 1.5 * 2.0**52
_OUTSIDE = (
    "A value lies outside the scale chosen for this summary (or is not finite): choose the scale "
    "from all of the data."
)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Origin and scale that all summaries of one problem share, chosen once from the data.

    A value v of column j enters as (v − origin_j) · 2^(−exponent_j).
    """

    origin: Vector  # (q,) zero for the intercept's column of ones, or for all without one
    exponents: np.ndarray  # (q,) int, |v − origin| < 2^(exponent − 2)

    @classmethod
    def covering(cls, origin: Vector, largest: Vector) -> Scale:
        """Return the scale that fits columns with max |v − origin| = `largest` (q,)."""
        exponents = np.frexp(largest)[1] + 2  # one bit to spare for rounding
        return cls(origin, np.where(largest > 0.0, exponents, 0))

    def factors(self) -> Vector:
        """Return the powers of two (q,) that the shifted columns are multiplied by."""
        powers: Vector = np.ldexp(1.0, -self.exponents)
        return powers

    def same_as(self, other: Scale) -> bool:
        """Return whether summaries of the two scales may be added."""
        return np.array_equal(self.origin, other.origin) and np.array_equal(
            self.exponents, other.exponents
        )


@dataclass(frozen=True, slots=True, eq=False)
class ExactGram:
    """Products of the slices of q columns, summed over n rows."""

    scale: Scale
    n: int
    high: Matrix  # (q, 9q) blocks s_i s_jᵀ for i ≤ j, i + j ≤ 6, in the order of `_layout`
    low: Matrix  # (q, 9q) each in [0, 2²⁶) units

    @classmethod
    def empty(cls, scale: Scale) -> ExactGram:
        """Return the summary of no rows: adding it changes nothing."""
        q = len(scale.origin)
        width = q * len(_layout())
        return cls(scale, 0, np.zeros((q, width)), np.zeros((q, width)))

    @classmethod
    def of_blocks(cls, scale: Scale, blocks: object) -> ExactGram:
        """Sum blocks (high (q, c), low (q, c) or None) measured from the origin.

        Raises
        ------
        DataError
            A value lies outside the scale, which was chosen from other data.

        """
        summary = cls.empty(scale)
        n = 0
        for high, low in blocks:  # type: ignore[attr-defined]
            for start in range(0, high.shape[1], BLOCK_ROWS):
                part = slice(start, start + BLOCK_ROWS)
                _accumulate(summary, high[:, part], None if low is None else low[:, part])
            n += high.shape[1]
        return cls(scale, n, *_carried(summary.high, summary.low))

    @classmethod
    def of_products(cls, scale: Scale, n: int, products: list[list[Fraction]]) -> ExactGram:
        """Return the summary of n rows whose products (q, q), measured from the origin, are known.

        They are rounded to the finest grid, and put where one slice is multiplied by itself.

        Raises
        ------
        DataError
            A product lies outside the scale, which was chosen from other data.

        """
        q = len(scale.origin)
        width = q * len(_layout())
        high, low = np.zeros((q, width)), np.zeros((q, width))
        places = [_layout().index((i, i)) for i in range(SLICES) if (i, i) in _layout()]
        units = [Fraction(_unit(i, i)) for i in range(len(places))]
        for a in range(q):
            for b in range(q):
                power = Fraction(2) ** -int(scale.exponents[a] + scale.exponents[b])
                rest = round(products[a][b] * power / units[-1])
                if abs(rest) * units[-1] > Fraction(n, 4):
                    raise DataError(_OUTSIDE)
                for place, unit in zip(places, units, strict=True):
                    count, rest = divmod(rest, int(unit / units[-1]))
                    coarse, fine = divmod(count, 2**26)
                    high[a, place * q + b] = float(coarse * 2**26 * unit)
                    low[a, place * q + b] = float(fine * unit)
        return cls(scale, n, high, low)

    def __add__(self, other: ExactGram) -> ExactGram:
        return self._combined(other, 1)

    def __sub__(self, other: ExactGram) -> ExactGram:
        return self._combined(other, -1)

    def _combined(self, other: ExactGram, sign: int) -> ExactGram:
        if not self.scale.same_as(other.scale):
            raise OptionError(
                "These summaries have different origins or scales: make both with the same scale."
            )
        return ExactGram(
            self.scale,
            self.n + sign * other.n,
            *_carried(self.high + sign * other.high, self.low + sign * other.low),
        )

    def gram(self) -> Pair:
        """Return the Gram matrix (q, q) of the scaled columns, as pairs."""
        q = len(self.scale.origin)
        result = pair(np.zeros((q, q)))
        # Smallest products first.
        for place, (i, j) in sorted(enumerate(_layout()), key=lambda entry: -sum(entry[1])):
            columns = slice(place * q, (place + 1) * q)
            product = add(pair(self.high[:, columns]), pair(self.low[:, columns]))
            if i != j:
                product = add(product, (product[0].T, product[1].T))
            result = add(result, product)
        return result

    @np.errstate(all="ignore")  # what overflows is out of range
    def contradiction(self) -> str:
        """Return why no rows can have these products; empty if some can.

        They lie on their grids, and the Gram matrix, with columns of length one, has no eigenvalue
        below its rounding.
        """
        q = len(self.scale.origin)
        units = _carry_units(q)
        on_grid = (np.remainder(self.high, units) == 0.0).all() and not (
            np.remainder(self.low, units * 2.0**-26).any()
            or (self.low < 0.0).any()
            or (self.low >= units).any()
        )
        if not on_grid:
            return "a product of slices is not on its grid"
        high, low = self.gram()
        squares = high.diagonal()
        if not ((squares >= 0.0) & (squares <= self.n / 4.0)).all() or high[squares == 0.0].any():
            return "the squares of a column are out of range"
        unit = np.ldexp(1.0, -np.frexp(np.where(squares > 0.0, squares, 1.0))[1] // 2)
        both = unit * unit[:, np.newaxis]
        slack = 2.0 * q * (self.rounding() * unit.max() ** 2 + (4.0 * q + 8.0) * PAIR_ROUNDOFF)
        shifted = add((high * both, low * both), pair(slack * np.eye(q)))
        return "" if cholesky(shifted) else "a combination of columns has a negative square"

    def rounding(self) -> float:
        """Return a bound on the error of each entry of `gram()`, the pairs' own 2⁻¹⁰² aside."""
        return self.n * ROW_ROUNDING


@cache
def _layout() -> tuple[tuple[int, int], ...]:
    """Return the products kept: slices (i, j) counted from 0, i ≤ j, i + j < SLICES."""
    return tuple((i, j) for i in range(SLICES) for j in range(i, SLICES - i))


def _unit(i: int, j: int) -> float:
    """Return the grid on which the products of slices i and j lie."""
    return 2.0 ** (2 - SLICE_BITS * (i + j + 2))


@cache
def _carry(q: int) -> Vector:
    """Return constants that, added and subtracted, round a block's products (9q,) to 2²⁶ units."""
    return _GRID * _carry_units(q)


def _carried(high: Matrix, low: Matrix) -> tuple[Matrix, Matrix]:
    """Carry so that 0 ≤ low < 2²⁶ units: one representation for one value."""
    grid = _carry_units(len(high))
    carry = np.floor(low / grid) * grid
    return high + carry, low - carry


@cache
def _carry_units(q: int) -> Vector:
    """Return 2²⁶ units of each product (9q,)."""
    return np.repeat([2.0**26 * _unit(i, j) for i, j in _layout()], q)


def _accumulate(summary: ExactGram, high: Matrix, low: Matrix | None) -> None:
    """Add the exact products of one block's slices, in place."""
    slices = _sliced(summary.scale, high, low)
    q = len(high)
    carry, first = _carry(q), 0
    for i in range(SLICES):
        last = SLICES - i
        if last <= i:
            break
        width = q * (last - i)
        product = slices[i * q : (i + 1) * q] @ slices[i * q : last * q].T
        grid = carry[first : first + width]
        coarse = product + grid
        coarse -= grid
        product -= coarse
        summary.high[:, first : first + width] += coarse
        summary.low[:, first : first + width] += product
        first += width


def _sliced(scale: Scale, high: Matrix, low: Matrix | None) -> Matrix:
    """Return the slices (SLICES · q, c) of a block, one below the other."""
    q, c = high.shape
    factors = scale.factors()[:, np.newaxis]
    rest = high * factors
    if c and not max(rest.max(), -rest.min()) <= 0.5:
        raise DataError(_OUTSIDE)
    tail = None if low is None else low * factors
    slices = np.empty((SLICES * q, c))
    for k in range(SLICES):
        if k == 2 and tail is not None:
            error = sum_into(rest, tail)
        if k == 4 and tail is not None:
            rest += error
        part = slices[k * q : (k + 1) * q]
        grid = _GRID * 2.0 ** (1 - SLICE_BITS * (k + 1))
        np.add(rest, grid, out=part)
        part -= grid
        if k < SLICES - 1:
            rest -= part
    return slices


FEWEST_ADDITIONS = 8.0  # that the shift, the weights and the scaling of a row count for
CHUNK_ROWS = 512  # rows of a product of few columns
WIDE_CHUNK_ROWS = 1024  # of many: half as long costs dsyrk an eighth more
NARROW_COLUMNS = 34  # columns: for more, dsyrk is as fast or faster


class GramSum:
    """Σ B Bᵀ (q, q) in float64, block by block."""

    def __init__(self, q: int) -> None:
        self._total = np.zeros((q, q))
        self._product = np.empty((q, q))
        self._chunk = CHUNK_ROWS if q <= NARROW_COLUMNS else WIDE_CHUNK_ROWS
        self._blocks = self._longest = 0

    @np.errstate(over="ignore", invalid="ignore")  # the sum shows it
    def add(self, block: Matrix) -> None:
        """Add B (q, m), in either memory order: F order if rows of data are contiguous."""
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
        """Number of additions behind an entry: its error is at most depth·u √(g_ii g_jj)."""
        chunks = self._longest // self._chunk + 1
        return min(self._longest, self._chunk) + chunks + self._blocks

    def matrix(self) -> Matrix:
        """Return the sum (q, q), which must not be added to afterwards.

        The lower triangle stands on both sides, as dgemm may round the two differently.
        """
        if len(self._total) > NARROW_COLUMNS:
            return self._total  # dsyrk makes only one
        lower: Matrix = np.tril(self._total)
        return lower + np.tril(lower, -1).T


def _chunks(block: Matrix) -> Matrix:
    """Return views (c, q, CHUNK_ROWS) of a block (q, c · CHUNK_ROWS)."""
    q = len(block)
    if block.flags.c_contiguous or block.strides[1] == block.itemsize:
        return block.reshape(q, -1, CHUNK_ROWS).transpose(1, 0, 2)
    return block.T.reshape(-1, CHUNK_ROWS, q).transpose(0, 2, 1)


def _narrow_product(chunks: Matrix) -> Matrix:
    """Sum chunk · chunkᵀ over chunks (c, q, m); entries above the diagonal are unset."""
    c, q, _ = chunks.shape
    last = chunks[:, -1]
    products = np.empty((c, q, q))
    np.matmul(chunks, chunks[:, :-1].transpose(0, 2, 1), out=products[:, :, :-1])
    products[:, -1, -1] = np.vecdot(last, last)
    products[:, :-1, -1] = 0.0
    total: Matrix = np.add.reduce(products, axis=0)
    return total
