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

BLOCK_ROWS = 4096  # a block of a few columns stays in the processor's cache


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

        Without an `origin` the mean of the first block is taken; shards to be added need one
        origin between them.

        Raises:
            DataError: not finite numbers, or shapes that do not fit.

        """
        features = feature_matrix(X)
        rows = np.column_stack([features, target_vector(y, len(features))])
        if origin is None:
            origin = rows[:BLOCK_ROWS].mean(axis=0)
        total = cls.empty(origin)
        for start in range(0, len(rows), BLOCK_ROWS):
            total = total + cls._of_block(rows[start : start + BLOCK_ROWS], total.origin)
        return total

    @classmethod
    def _of_block(cls, rows: Matrix, origin: Vector) -> Self:
        shifted = rows - origin
        mean = shifted.mean(axis=0)
        shifted -= mean
        return cls(len(rows), origin, mean, shifted.T @ shifted)

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


def _square_root(scatter: Matrix) -> Matrix:
    """F with FᵀF = scatter, both (q, q), by way of columns of one scale (powers of two)."""
    diagonal = np.diag(scatter)
    exponents = np.frexp(np.where(diagonal > 0, diagonal, 1.0))[1] // 2
    scaled = np.ldexp(scatter, -(exponents + exponents[:, np.newaxis]))
    eigenvalues, vectors = np.linalg.eigh(scaled)
    roots = np.sqrt(np.maximum(eigenvalues, 0.0))
    factor: Matrix = np.ldexp(roots[:, np.newaxis] * vectors.T, exponents)
    return factor
