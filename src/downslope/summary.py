"""The summary: all that least squares needs to know of n rows, in O(d²) memory.

With z = (x₁ … x_d, y) a row and o a fixed origin near the data,

    count, mean = average of (z − o), scatter = Σ (z − o − mean)(z − o − mean)ᵀ

Two summaries of disjoint rows add up to the summary of all the rows (Chan, Golub & LeVeque 1983),
so shards may be read anywhere and a billion rows cost what a hundred do. Everything is taken
about one shared origin: raw sums of squares cancel when means are large against spreads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from downslope.arrays import Matrix, Vector, feature_matrix, target_vector
from downslope.errors import DataError
from downslope.parallel import each_task

BLOCK_ROWS = 4096  # a block of a few columns stays in the processor's cache
TASK_ROWS = 4 * BLOCK_ROWS  # long enough to be worth a thread's while


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """A commutative monoid up to rounding: `Summary.empty` is the identity, `+` merges.

    Shapes: q = d + 1 columns, the features and then the target.
    """

    count: int
    origin: Vector  # (q,)
    mean: Vector  # (q,) of z − origin
    scatter: Matrix  # (q, q) centred co-moments

    @classmethod
    def empty(cls, origin: ArrayLike) -> Self:
        """No rows yet, about an `origin` of shape (q,)."""
        o = np.array(origin, dtype=np.float64)
        return cls(0, o, np.zeros(len(o)), np.zeros((len(o), len(o))))

    @classmethod
    def from_rows(cls, X: ArrayLike, y: ArrayLike, origin: ArrayLike | None = None) -> Self:
        """Summarise `X` of shape (n, d) and `y` of shape (n,).

        Without an `origin` one is taken from the first rows; shards that will be added had
        better share one.

        Raises:
            DataError: not finite numbers, or shapes that do not fit.

        """
        features = feature_matrix(X)
        return cls.of_checked(features, target_vector(y, len(features)), origin)

    @classmethod
    def of_checked(cls, X: Matrix, y: Vector, origin: ArrayLike | None = None) -> Self:
        """`from_rows` of rows that are known to be finite float64.

        Runs of rows are summarised by several threads and merged in their order, so the bits do
        not depend on the number of threads.
        """
        if origin is None:
            origin = _typical_row(np.column_stack([X[:BLOCK_ROWS], y[:BLOCK_ROWS]]))
        total = cls.empty(origin)
        about = total.origin
        for part in each_task(lambda i, j: cls._of_run(X[i:j], y[i:j], about), len(y), TASK_ROWS):
            total = total + part
        return total

    @classmethod
    def _of_run(cls, X: Matrix, y: Vector, origin: Vector) -> Self:
        """One task's rows, block by block, in a buffer that stays in the cache.

        Sums are taken about the run's own first rows, which are nearer than the shared origin when
        data drift; a row of ones beside the columns makes them part of the same product.
        """
        d, n = X.shape[1], len(y)
        near = _typical_row(np.column_stack([X[:BLOCK_ROWS], y[:BLOCK_ROWS]]))
        columns = np.ones((d + 2, min(BLOCK_ROWS, n)))
        gram = np.zeros((d + 2, d + 2))
        for start in range(0, n, BLOCK_ROWS):
            rows = slice(start, start + BLOCK_ROWS)
            block = columns[:, : len(y[rows])]
            np.subtract(X[rows].T, near[:d, np.newaxis], out=block[:d])
            np.subtract(y[rows], near[d], out=block[d])
            gram += block @ block.T
        mean = gram[-1, :-1] / n
        scatter = gram[:-1, :-1] - n * np.outer(mean, mean)
        return cls(n, origin, mean + (near - origin), scatter)

    def __add__(self, other: Self) -> Self:
        """The summary of both sets of rows.

        Raises:
            DataError: they have different numbers of columns.

        """
        if len(self.origin) != len(other.origin):
            raise DataError(
                f"Summaries of {len(self.origin) - 1} and {len(other.origin) - 1} features cannot "
                "be added: summarise the same columns."
            )
        count = self.count + other.count
        if self.count == 0 or other.count == 0:
            full = self if other.count == 0 else other
            return full if full.count else self
        gap = other.mean - self.mean + (other.origin - self.origin)
        mean = self.mean + gap * (other.count / count)
        between = (self.count / count) * other.count
        scatter = self.scatter + other.scatter + between * np.outer(gap, gap)
        return type(self)(count, self.origin, mean, scatter)

    @property
    def d(self) -> int:
        """The number of features."""
        return len(self.origin) - 1

    def equivalent_rows(self, intercept: bool = True) -> tuple[Matrix, Vector]:
        """D + 2 rows X_b, y with the same ‖X_b w − y‖² as the data's, at every w.

        One row, √n · (mean, 1), carries the means; the others are a square root F of the scatter
        (FᵀF = scatter), for which the intercept does not matter. The square root is symmetric,
        by eigenvalues, because a Cholesky factor does not exist when columns are collinear.

        Returns:
            X_b of shape (d + 2, p), the intercept's column last, and y of shape (d + 2,).

        """
        root = np.sqrt(float(self.count))
        mean_row = root * (self.origin + self.mean)
        rows = np.vstack([mean_row, _square_root(self.scatter)])
        X, y = rows[:, :-1], rows[:, -1]
        if not intercept:
            return np.ascontiguousarray(X), y.copy()
        ones = np.zeros((len(rows), 1))
        ones[0] = root
        return np.hstack([X, ones]), y.copy()


def _typical_row(rows: Matrix) -> Vector:
    """(q,) for each column the value nearest its mean: a constant column is then exactly 0 off."""
    nearest = np.abs(rows - rows.mean(axis=0)).argmin(axis=0)
    typical: Vector = rows[nearest, np.arange(rows.shape[1])]
    return typical


def _square_root(scatter: Matrix) -> Matrix:
    """F with FᵀF = scatter, both (q, q), by way of columns of one scale (powers of two)."""
    diagonal = np.diag(scatter)
    exponents = np.frexp(np.where(diagonal > 0, diagonal, 1.0))[1] // 2
    scaled = np.ldexp(scatter, -(exponents + exponents[:, np.newaxis]))
    eigenvalues, vectors = np.linalg.eigh(scaled)
    roots = np.sqrt(np.maximum(eigenvalues, 0.0))
    factor: Matrix = np.ldexp(roots[:, np.newaxis] * vectors.T, exponents)
    return factor
