"""Gram matrices Σ B Bᵀ over blocks B (q, m) of column values: in float64, and exact in ~100 bits.

`GramSum`, in float64, multiplies a block in chunks of rows, because sums of sums lose less than
one long sum does. NumPy multiplies B Bᵀ by dsyrk, which does half the work of dgemm; yet for few
columns OpenBLAS's dgemm has a kernel that copies nothing, and takes half dsyrk's time. NumPy takes
dgemm where the factors differ in shape: there the last column's square is left to `vecdot`.
(Without AVX-512 that kernel is missing, and dgemm takes up to a third longer than dsyrk.)

`ExactGram` is a mergeable summary, to which blocks are added without any rounding. Every column,
measured from a shared origin and multiplied by a shared power of two so that it lies in
[−1/2, 1/2], is cut into slices of 21 bits,

    z = s₁ + … + s₅ + rest,   s_k a multiple of 2^(1 − 21k),  |s_(k+1)| ≤ 2^(−21k),  |rest| ≤ 2⁻¹⁰⁵

or into three, with a rest of 2⁻⁶³: less than half of the products, and as independent of the order

(Ozaki, Ogita, Oishi, and Rump, "Error-free transformations of matrix multiplication", Numerical
Algorithms 59, 2012). A product of two slices has at most 40 bits, so a float64 matrix product
over 4096 rows is exact, whatever BLAS does and in whatever order: the fastest routine there is
computes without error. The products are kept as two float64 parts on a fixed grid,

    high: a multiple of 2²⁶ units       low: the rest, 0 ≤ low < 2²⁶ units

so that adding blocks is exact as well, up to 2³⁸ rows. Hence `+` is associative, commutative, and
undone by `−`, bit for bit: any number of workers, in any order, gives the same summary. Only the
rests and the products of the smallest slices are lost: four of 2⁻¹⁰⁵, under 2⁻¹⁰² a row in these
units; with three slices two of 2⁻⁶³, under 2⁻⁶¹. The first slices of five are the three slices, so
a summary of either kind can be added to the other, with what the three slices keep.

Double-double accumulation was rejected: it costs more and depends on the order.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np

from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import (
    PAIR_ROUNDOFF,
    UNIT_ROUNDOFF,
    Pair,
    add,
    divide,
    multiply,
    pair,
    subtract,
    sum_into,
    take,
)
from downslope.numerics.triangular import cholesky

SLICES, FEW_SLICES = 5, 3
SLICE_BITS = 21
BLOCK_ROWS = 2048  # exact up to 4096: 2 · (SLICE_BITS − 1) + 12 = 52 bits; half is faster
ROW_ROUNDING = 2.0**-102  # of five slices
LOST = {SLICES: ROW_ROUNDING, FEW_SLICES: 2.0**-61}  # a row, by the number of slices
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
    exponents: np.ndarray  # (q,) int, |v − origin| ≤ 2^(exponent − 1)

    @classmethod
    def of_ranges(
        cls,
        low: Vector,
        high: Vector,
        *,
        intercept: bool,
        k: int = 1,
        heaviest: float = 1.0,
        margin: int = 0,
    ) -> Scale:
        """Return the scale of rows whose d features and k targets have these extremes.

        It depends on the set of rows alone, not on their order. With an `intercept` the origin is
        the middle of each range, and the column of ones comes before the targets.

        Parameters
        ----------
        low, high : ndarray of shape (d + k,)
            Lowest and highest value of each column.
        intercept : bool
            Whether there is a column of ones.
        k : int
            Number of targets.
        heaviest : float
            Largest weight of a row.
        margin : int
            Powers of two by which values may exceed the ranges.

        """
        root, d = np.sqrt(heaviest), len(low) - k
        if intercept:
            # Half of each, as their sum may overflow; -0.0 is 0.0.
            origin = np.where(low == high, low, 0.5 * low + 0.5 * high) + 0.0
            origin = np.insert(origin, d, 0.0)
            low, high = np.insert(low, d, 1.0), np.insert(high, d, 1.0)
        else:
            origin = np.zeros(d + k)
        largest = np.maximum(high - origin, origin - low) * (root * (1.0 + 8.0 * UNIT_ROUNDOFF))
        # All rows are known, so that no bit needs to be spared for others.
        return cls(origin, cls.covering(origin, largest).exponents - 1 + margin)

    @classmethod
    def covering(cls, origin: Vector, largest: Vector) -> Scale:
        """Return the scale that fits columns with max |v − origin| = `largest` (q,)."""
        exponents = np.frexp(largest)[1] + 2  # one bit to spare for rounding
        return cls(origin, np.where(largest > 0.0, exponents, 0))

    def holds(self, low: Vector, high: Vector, heaviest: float = 1.0) -> bool:
        """Return whether rows with these extremes, one target, and an intercept lie within it."""
        origin = np.delete(self.origin, -2)
        largest = np.maximum(high - origin, origin - low) * np.sqrt(heaviest)
        largest = np.insert(largest, len(low) - 1, np.sqrt(heaviest)) * (1.0 + 8.0 * UNIT_ROUNDOFF)
        return bool((np.ldexp(largest, -self.exponents) <= 0.5).all())

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
    low: Matrix  # (q, 9q) each in [0, 2²⁶) units; with three slices both are (q, 4q)

    @classmethod
    def empty(cls, scale: Scale, slices: int = SLICES) -> ExactGram:
        """Return the summary of no rows: adding it changes nothing."""
        q = len(scale.origin)
        width = q * len(_layout(slices))
        return cls(scale, 0, np.zeros((q, width)), np.zeros((q, width)))

    @property
    def slices(self) -> int:
        """Number of slices that each value is cut into."""
        return _slices_of(self.high)

    @classmethod
    def of_blocks(cls, scale: Scale, blocks: object, slices: int = SLICES) -> ExactGram:
        """Sum blocks (high (q, c), low (q, c) or None) measured from the origin.

        Raises
        ------
        DataError
            A value lies outside the scale, which was chosen from other data.

        """
        summary = cls.empty(scale, slices)
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
        layout = _layout(SLICES)
        width = q * len(layout)
        high, low = np.zeros((q, width)), np.zeros((q, width))
        places = [layout.index((i, i)) for i in range(SLICES) if (i, i) in layout]
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
        if self.slices != other.slices:
            return self.few()._combined(other.few(), sign)
        return ExactGram(
            self.scale,
            self.n + sign * other.n,
            *_carried(self.high + sign * other.high, self.low + sign * other.low),
        )

    def few(self) -> ExactGram:
        """Return what three slices would have kept of the same rows."""
        if self.slices == FEW_SLICES:
            return self
        q, layout = len(self.high), _layout(SLICES)
        kept = [layout.index(each) for each in _layout(FEW_SLICES)]
        high, low = (
            part.reshape(q, -1, q)[:, kept].reshape(q, -1) for part in (self.high, self.low)
        )
        return ExactGram(self.scale, self.n, high, low)

    def gram(self) -> Pair:
        """Return the Gram matrix (q, q) of the scaled columns, as pairs."""
        q = len(self.scale.origin)
        result = pair(np.zeros((q, q)))
        # Smallest products first.
        for place, (i, j) in sorted(
            enumerate(_layout(self.slices)), key=lambda entry: -sum(entry[1])
        ):
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
        units = _carry_units(q, self.slices)
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
        unit = np.ldexp(1.0, -np.frexp(squares)[1] // 2)
        unit[squares == 0.0] = unit.min()  # a column of zeros has no rounding
        both = unit * unit[:, np.newaxis]
        slack = 2.0 * q * (self.rounding() * unit.max() ** 2 + (4.0 * q + 8.0) * PAIR_ROUNDOFF)
        shifted = add((high * both, low * both), pair(slack * np.eye(q)))
        return "" if cholesky(shifted) else "a combination of columns has a negative square"

    def rounding(self) -> float:
        """Return a bound on the error of each entry of `gram()`, the pairs' own 2⁻¹⁰² aside."""
        return self.n * LOST[self.slices]


@cache
def _layout(slices: int) -> tuple[tuple[int, int], ...]:
    """Return the products kept: slices (i, j) counted from 0, i ≤ j, i + j < slices."""
    return tuple((i, j) for i in range(slices) for j in range(i, slices - i))


def _slices_of(products: Matrix) -> int:
    few = products.shape[1] == len(products) * len(_layout(FEW_SLICES))
    return FEW_SLICES if few else SLICES


def _unit(i: int, j: int) -> float:
    """Return the grid on which the products of slices i and j lie."""
    return 2.0 ** (2 - SLICE_BITS * (i + j + 2))


@cache
def _carry(q: int, slices: int) -> Vector:
    """Return constants that, added and subtracted, round a block's products (9q,) to 2²⁶ units."""
    return _GRID * _carry_units(q, slices)


def _carried(high: Matrix, low: Matrix) -> tuple[Matrix, Matrix]:
    """Carry so that 0 ≤ low < 2²⁶ units: one representation for one value."""
    grid = _carry_units(len(high), _slices_of(high))
    carry = np.floor(low / grid) * grid
    return high + carry, low - carry


@cache
def _carry_units(q: int, slices: int) -> Vector:
    """Return 2²⁶ units of each product (9q,)."""
    return np.repeat([2.0**26 * _unit(i, j) for i, j in _layout(slices)], q)


def _accumulate(summary: ExactGram, high: Matrix, low: Matrix | None) -> None:
    """Add the exact products of one block's slices, in place."""
    count = summary.slices
    slices = _sliced(summary.scale, high, low, count)
    q = len(high)
    carry, first = _carry(q, count), 0
    for i in range(count):
        last = count - i
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


def _sliced(scale: Scale, high: Matrix, low: Matrix | None, count: int) -> Matrix:
    """Return the slices (count · q, c) of a block, one below the other."""
    q, c = high.shape
    factors = scale.factors()[:, np.newaxis]
    rest = high * factors
    if c and not max(rest.max(), -rest.min()) <= 0.5:
        raise DataError(_OUTSIDE)
    tail = None if low is None else low * factors
    slices = np.empty((count * q, c))
    for k in range(count):
        if k == 2 and tail is not None:
            error = sum_into(rest, tail)
        if k == 4 and tail is not None:
            rest += error
        part = slices[k * q : (k + 1) * q]
        grid = _GRID * 2.0 ** (1 - SLICE_BITS * (k + 1))
        np.add(rest, grid, out=part)
        part -= grid
        if k < count - 1:
            rest -= part
    return slices


def about_means(gram: Pair, ones: int) -> tuple[Pair, Pair]:
    """Return the means (q,) of columns with this Gram matrix, and the matrix (q, q) about them.

    `ones` is the place of the column of ones, whose row and column become zero.
    """
    sums = take(gram, (slice(None), slice(ones, ones + 1)))
    means = divide(sums, take(gram, (ones, ones)))
    centered = subtract(gram, multiply(means, (sums[0].T, sums[1].T)))
    return take(means, (slice(None), 0)), centered


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
