"""Summary of rows: the sums that least squares needs of n rows, in O(d²) memory.

With z = (x₁ … x_d, y) a row and o a fixed origin near the data,

    count, mean = average of (z − o), scatter = Σ (z − o − mean)(z − o − mean)ᵀ

Two summaries of disjoint rows add up to the summary of all the rows (Chan, Golub & LeVeque 1983),
so shards can be read anywhere, and a billion rows take as much memory as a hundred. All sums are
taken about one shared origin: raw sums of squares cancel when means are large compared with
spreads. With weights on the rows, every sum and average is a weighted one.

A summary also bounds its own rounding error, with u the unit roundoff:

    |scatter_ij − exact| ≤ 3 depth u √(size_i size_j),    size_j ≥ Σ (z_j − o_j)²

`size` only grows. Rows that are taken away again (`−`) leave their rounding behind: when n rows
of N stay, the bound on the scatter, relative to what stays, is about 2(N/n)² times what it was,
and more if the removed rows were farther from the origin.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError
from downslope.numerics.arrays import Matrix, Vector, feature_matrix, target_vector
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.gram import FEWEST_ADDITIONS, ExactGram, GramSum, about_means
from downslope.numerics.threads import each_task

BLOCK_ROWS = 4096  # a block of a few columns stays in the processor's cache
PRODUCT_ROWS = 32768  # of one product, with columns contiguous in memory
MANY = 64  # columns: from here on, rows that are contiguous are shifted faster row by row
NEAR_ROWS = 256  # from which a run's own origin is taken
TASK_ROWS = 8 * BLOCK_ROWS  # long enough to be worth a thread's while
LARGEST_SQUARES = 4.0  # times `size`, which may miss cross terms of origins that differ
WIDEST_RANK = 1000  # columns: for more, eigenvalues take many seconds
NARROW = 40  # columns: with fewer, steps are so short that threads would wait for each other


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """Counts, means, and co-moments of rows with q = d + 1 columns: features, then the target.

    A commutative monoid up to rounding: `Summary.empty` is the identity, `+` merges.
    """

    count: int  # rows, those of weight zero left out
    origin: Vector  # (q,)
    mean: Vector  # (q,) of z − origin
    scatter: Matrix  # (q, q) centered co-moments
    mass: float  # sum of the weights; the count if there are none
    size: Vector  # (q,) sums of squares about every origin that was used, never subtracted
    depth: float  # number of additions behind an entry of the scatter

    def __repr__(self) -> str:
        return f"Summary({self.count} rows, {self.d} features)"

    @classmethod
    def empty(cls, origin: ArrayLike) -> Self:
        """Return the summary of no rows, about an `origin` of shape (q,)."""
        o = np.array(origin, dtype=np.float64)
        q = len(o)
        return cls(0, o, np.zeros(q), np.zeros((q, q)), 0.0, np.zeros(q), 0.0)

    @classmethod
    def from_rows(cls, X: ArrayLike, y: ArrayLike, origin: ArrayLike | None = None) -> Self:
        """Summarize rows in memory.

        Parameters
        ----------
        X : array_like of shape (n, d)
            Features.
        y : array_like of shape (n,)
            Target.
        origin : array_like of shape (d + 1,), optional
            A point near the rows; by default it is chosen from the first rows. Shards that will be
            added should share one.

        Returns
        -------
        Summary
            The summary of the n rows.

        Raises
        ------
        DataError
            A value is not a finite number, or the shapes do not match.

        """
        features = feature_matrix(X)
        return cls.of_checked(features, target_vector(y, len(features)), origin)

    @classmethod
    def of_checked(cls, X: Matrix, y: Vector, origin: ArrayLike | None = None) -> Self:
        """Summarize rows that are known to be finite float64, as `from_rows` does.

        Several threads summarize runs of rows. The runs are merged in their order, so the bits do
        not depend on the number of threads.
        """
        if origin is None:
            origin = _typical_row(np.column_stack([X[:BLOCK_ROWS], y[:BLOCK_ROWS]]))
        total = cls.empty(origin)
        about = total.origin
        if X.shape[1] < NARROW:
            for i in range(0, len(y), TASK_ROWS):
                total = total + cls._of_run(X[i : i + TASK_ROWS], y[i : i + TASK_ROWS], about)
            return total
        for part in each_task(lambda i, j: cls._of_run(X[i:j], y[i:j], about), len(y), TASK_ROWS):
            total = total + part
        return total

    @classmethod
    def _of_run(cls, X: Matrix, y: Vector, origin: Vector) -> Self:
        """Summarize a run of rows, block by block, in a buffer that stays in the cache.

        Sums are taken about the run's own first rows, which are nearer than the shared origin when
        the data drift. A row of ones beside the columns makes the sums part of the same product.
        """
        d, n = X.shape[1], len(y)
        near = _typical_row(np.column_stack([X[:NEAR_ROWS], y[:NEAR_ROWS]]))
        columns = np.ones((d + 2, min(BLOCK_ROWS, n)))
        gram = GramSum(d + 2)
        for start in range(0, n, BLOCK_ROWS):
            rows = slice(start, start + BLOCK_ROWS)
            block = columns[:, : len(y[rows])]
            np.subtract(X[rows].T, near[:d, np.newaxis], out=block[:d])
            np.subtract(y[rows], near[d], out=block[d])
            gram.add(block)
        return cls.of_sums(near, gram.matrix(), gram.depth, n, origin)

    @classmethod
    def of_blocks(cls, blocks: Iterable[Matrix], origin: Vector, weighted: bool = False) -> Self:
        """Summarize blocks of rows (m, q), or (m, q + 1) with the rows' weights ≥ 0 last.

        This takes one thread, one pass, and the memory of a block. Values are not checked: a NaN
        or an infinity leaves a scatter that is not finite.
        """
        sums = RowSums(origin, weighted)
        for rows in blocks:
            sums.add(rows)
        return cls.of_sums(*sums.gram(), origin) if sums.count else cls.empty(origin)

    @classmethod
    @np.errstate(all="ignore")  # reported when it is fitted
    def of_sums(
        cls, near: Vector, gram: Matrix, additions: float, count: int, origin: Vector
    ) -> Self:
        """Return the summary whose sums are [z − near, 1]ᵀ[z − near, 1] (q + 1, q + 1)."""
        if count == 0:
            return cls.empty(origin)
        mass = float(gram[-1, -1])
        mean = gram[-1, :-1] / mass
        between = np.outer(mean, mean)
        between *= mass
        scatter = np.subtract(gram[:-1, :-1], between, out=between)
        moved = mean + (near - origin)
        size = gram.diagonal()[:-1] + mass * (np.square(near - origin) + np.square(moved))
        depth = additions + FEWEST_ADDITIONS
        return cls(count, origin, moved, scatter, mass, size, depth)

    @classmethod
    @np.errstate(over="ignore", invalid="ignore")  # reported when it is fitted
    def of_exact(cls, exact: ExactGram) -> Self:
        """Return the sums of an exact summary with ones before the target, each rounded once.

        They are the same bits for the same rows in any order.
        """
        d = len(exact.scale.origin) - 2
        place = np.r_[:d, d + 1]
        origin, back = exact.scale.origin[place], np.ldexp(1.0, exact.scale.exponents)
        if exact.n == 0:
            return cls.empty(origin)
        gram = exact.gram()
        means, centered = about_means(gram, d)
        units = back[place]
        scatter = np.tril(centered[0][np.ix_(place, place)] * units * units[:, np.newaxis])
        scatter += np.tril(scatter, -1).T
        squares = gram[0].diagonal()[place] * (1.0 + 4.0 * UNIT_ROUNDOFF)
        # What the slices lost is a rounding of a sum, too.
        size = (squares + exact.rounding() / (8.0 * UNIT_ROUNDOFF)) * np.square(units)
        mass = float(gram[0][d, d] * back[d] ** 2)
        mean = means[0][place] * units / back[d]
        return cls(exact.n, origin, mean, scatter, mass, size, FEWEST_ADDITIONS)

    def __add__(self, other: Self) -> Self:
        """Return the summary of both sets of rows.

        Raises
        ------
        DataError
            The numbers of columns differ.

        """
        if not isinstance(other, Summary):
            return NotImplemented
        self._check_like(other)
        if self.count == 0 or other.count == 0:
            full = self if other.count == 0 else other
            return full if full.count else self
        return self._combined(other, 1.0)

    def __sub__(self, other: Self) -> Self:
        """Return the summary of the rows that stay when those of `other`, a subset, are taken away.

        Raises
        ------
        DataError
            The numbers of columns differ, or the rows of `other` cannot be among these.

        """
        if not isinstance(other, Summary):
            return NotImplemented
        self._check_like(other)
        if other.count == 0:
            return self
        if other.count > self.count:
            raise DataError(
                f"{other.count} rows cannot be taken from {self.count}: give the summary "
                "that contains them first."
            )
        if other.count == self.count:
            self._check_same_rows(other)
            return type(self).empty(self.origin)
        if not other.mass < self.mass:
            raise DataError(
                "The rows to subtract weigh more than the whole summary: they cannot be part of it."
            )
        rest = self._combined(other, -1.0)
        why = rest.contradiction()
        if why:
            raise DataError(
                f"The rows to subtract spread more than the whole summary ({why}): they cannot "
                "be part of it. Subtract only rows that were added."
            )
        return rest

    @np.errstate(all="ignore")
    def contradiction(self) -> str:
        """Return why no rows can have these sums, whatever the rounding; empty if some can.

        A scatter has no negative eigenvalue, and of n rows at most n − 1 positive ones. With
        columns scaled by the roots of their sizes each entry is right to 3 depth u, so an
        eigenvalue to q times that; the Cholesky factorization that looks for a negative one rounds
        by q(q + 2) u itself.
        """
        scatter, size, q = self.scatter, self.size, len(self.origin)
        squares = scatter.diagonal() + self.mass * np.square(self.mean)
        if (self.count == 0) != (self.mass == 0.0) or self.mass < 0.0:
            return f"{self.count} rows have a weight of {self.mass:g}"
        # What overflowed in a sum is reported when it is fitted.
        if not (np.isfinite(scatter).all() and np.isfinite(size).all()):
            return ""
        if self.count and self.depth < FEWEST_ADDITIONS:
            return f"sums are said to take {self.depth:g} additions"
        if not (squares / LARGEST_SQUARES <= size).all() or scatter[size == 0.0].any():
            return "the squares of a column are larger than their sum"
        slack = 2.0 * q * (3.0 * self.depth + q + 2.0) * UNIT_ROUNDOFF
        unit = 1.0 / np.sqrt(np.where(size > 0.0, size, 1.0))
        scaled = scatter * unit * unit[:, np.newaxis]
        try:
            np.linalg.cholesky(scaled + slack * np.eye(q))
        except np.linalg.LinAlgError:
            return "a combination of columns has a negative spread"
        if self.count <= q <= WIDEST_RANK:
            rank = int(np.count_nonzero(np.linalg.eigvalsh(scaled) > slack))
            if rank > max(self.count - 1, 0):
                return f"{self.count} rows spread in {rank} directions"
        return ""

    def _check_same_rows(self, other: Self) -> None:
        """Raise `DataError` if sums over equally many rows differ by more than rounding."""
        additions = self.depth + other.depth
        roots = np.sqrt(np.maximum(self.size, other.size))
        slack = 3.0 * UNIT_ROUNDOFF * additions * np.outer(roots, roots)
        gap = other.mean - self.mean + (other.origin - self.origin)
        moved = np.abs(self.scatter - other.scatter) + self.mass * np.outer(gap, gap)
        lost = abs(self.mass - other.mass) > 3.0 * UNIT_ROUNDOFF * additions * self.mass
        if lost or (moved > slack).any():
            raise DataError(
                "The rows to subtract are as many as the summary has, but they are different "
                "rows: subtract only rows that were added."
            )

    def _check_like(self, other: Self) -> None:
        if len(self.origin) != len(other.origin):
            raise DataError(
                f"Summaries of {len(self.origin) - 1} and {len(other.origin) - 1} features cannot "
                "be added: summarize the same columns."
            )

    # A sum that is not finite is reported when it is fitted.
    @np.errstate(over="ignore", invalid="ignore")
    def _combined(self, other: Self, sign: float) -> Self:
        mass = self.mass + sign * other.mass
        gap = other.mean - self.mean + (other.origin - self.origin)
        mean = self.mean + gap * (sign * other.mass / mass)
        between = np.outer(gap, gap)
        between *= sign * (self.mass / mass) * other.mass
        scatter = self.scatter + other.scatter if sign > 0.0 else self.scatter - other.scatter
        scatter += between
        size = self.size + other.size
        moved = other.origin - self.origin
        if moved.any():
            size += 2.0 * other.mass * np.square(moved)
            # Cross terms of origins that differ may be missing from this sum.
            np.maximum(size, scatter.diagonal() + mass * np.square(mean), out=size)
        if sign < 0.0:
            # A mean of few rows inherits the rounding of many.
            size *= self.mass / mass
        count = self.count + int(sign) * other.count
        depth = max(self.depth, other.depth) + 4.0
        return type(self)(count, self.origin, mean, scatter, mass, size, depth)

    def of_columns(self, place: np.ndarray) -> Self:
        """Return the summary of some columns, given by their indices, the target's last."""
        return type(self)(
            self.count,
            self.origin[place],
            self.mean[place],
            self.scatter[np.ix_(place, place)],
            self.mass,
            self.size[place],
            self.depth,
        )

    @property
    def d(self) -> int:
        """Number of features."""
        return len(self.origin) - 1

    def equivalent_rows(self, intercept: bool = True) -> tuple[Matrix, Vector]:
        """Return d + 2 rows X_b, y that have the same ‖X_b w − y‖² as the data, at every w.

        One row, √n · (mean, 1), carries the means; the others are a square root F of the scatter
        (FᵀF = scatter), for which the intercept does not matter. F = √Λ Vᵀ is taken from
        eigenvalues, because a Cholesky factor does not exist when columns are collinear.

        Returns
        -------
        X_b : ndarray of shape (d + 2, p)
            Features, with the intercept's column last.
        y : ndarray of shape (d + 2,)
            Target.

        Raises
        ------
        DataError
            A sum of squares overflowed.

        """
        if not np.isfinite(self.scatter).all():
            raise DataError(
                "A column has values whose squares are out of range: rescale it by a power of ten."
            )
        root = np.sqrt(self.mass)
        mean_row = root * (self.origin + self.mean)
        rows = np.vstack([mean_row, _square_root(self.scatter)])
        X, y = rows[:, :-1], rows[:, -1]
        if not intercept:
            return np.ascontiguousarray(X), y.copy()
        ones = np.zeros((len(rows), 1))
        ones[0] = root
        return np.hstack([X, ones]), y.copy()


class RowSums:
    """Sums of rows that come in blocks, about the first of them, in one thread."""

    def __init__(self, origin: Vector, weighted: bool) -> None:
        self.origin, self.weighted, self.count = origin, weighted, 0
        self._near: Vector | None = None
        self._buffer, self._sums = np.empty((0, 0)), GramSum(len(origin) + 1)

    def add(self, rows: Matrix) -> None:
        """Add rows (m, q), or (m, q + 1) with their weights last."""
        q = len(self.origin)
        for start in range(0, len(rows), PRODUCT_ROWS):
            part = rows[start : start + PRODUCT_ROWS]
            if self._near is None:
                self._near = _typical_row(part[:NEAR_ROWS, :q])
            if len(part) > self._buffer.shape[1]:
                by_row = part.flags.c_contiguous and q >= MANY
                self._buffer = np.ones((q + 1, len(part)), order="F" if by_row else "C")
            block = self._buffer[:, : len(part)]
            np.subtract(part[:, :q].T, self._near[:, np.newaxis], out=block[:q])
            if self.weighted:
                block[q] = np.sqrt(part[:, q])
                block[:q] *= block[q]
            self._sums.add(block)
            self.count += int(np.count_nonzero(part[:, q])) if self.weighted else len(part)

    def gram(self) -> tuple[Vector, Matrix, float, int]:
        """Return the point rows were measured from, their products, the depth, and the rows."""
        assert self._near is not None
        return self._near, self._sums.matrix(), self._sums.depth, self.count

    def total(self) -> Summary:
        """Return the summary of the rows so far."""
        if not self.count:
            return Summary.empty(self.origin)
        return Summary.of_sums(*self.gram(), self.origin)


def _typical_row(rows: Matrix) -> Vector:
    """Return each column's value nearest its mean (q,); it makes a constant column exactly 0."""
    nearest = np.abs(rows - rows.mean(axis=0)).argmin(axis=0)
    typical: Vector = rows[nearest, np.arange(rows.shape[1])]
    return typical


def _square_root(scatter: Matrix) -> Matrix:
    """Return F with FᵀF = scatter, both (q, q), computed on columns scaled by powers of two."""
    diagonal = np.diag(scatter)
    exponents = np.frexp(np.where(diagonal > 0, diagonal, 1.0))[1] // 2
    scaled = np.ldexp(scatter, -(exponents + exponents[:, np.newaxis]))
    eigenvalues, vectors = np.linalg.eigh(scaled)
    roots = np.sqrt(np.maximum(eigenvalues, 0.0))
    factor: Matrix = np.ldexp(roots[:, np.newaxis] * vectors.T, exponents)
    return factor
