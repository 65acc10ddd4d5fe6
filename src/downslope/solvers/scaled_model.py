"""`Scaled`: a model on centered columns z = (x − origin) / unit, without its rows.

Units are powers of two, so they cause no rounding, and the offset of a column costs no digits.
Rows come from memory or from a pass over files, in pieces; a `Scaled` is small, and is sent to the
workers that read them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import Pair

CONSTANT = 1e-13  # of the largest value: a column that spreads less is constant
BLOCK = 8192  # rows worked on together: they stay in the processor's cache


class Piece(NamedTuple):
    """Some rows as they were read."""

    X: Matrix  # (m, d)
    y: Vector  # (m,) or (m, K) as the model's residuals need it
    weights: Vector | None  # (m,)


class Rows(NamedTuple):
    """Some rows in the columns of the problem."""

    model: ScoreModel  # with these rows, and without penalty
    Z: Matrix  # (m, p), column by column
    weights: Vector | None


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """A problem in centered columns, with exact units."""

    model: ScoreModel  # without rows
    origin: Vector  # (d,)
    unit: Vector  # (d,) powers of two
    largest: Vector  # (p,) |z_j| of any row at most
    mass: float  # sum of the rows' weights; their number if there are none

    @classmethod
    def of(
        cls, model: ScoreModel, mean: Vector, spread: Vector, low: Vector, high: Vector, mass: float
    ) -> Scaled:
        """Return the problem for columns (d,) of these means, spreads, and ends of their ranges."""
        origin = mean if model.has_intercept else np.zeros(model.d)
        # Of a constant column only the rounding of its mean is left, which must not be scaled up.
        varies = spread > CONSTANT * np.maximum(np.abs(low), np.abs(high))
        size = np.where(varies, spread, 1.0)
        unit = np.exp2(np.rint(np.log2(size)))
        largest = np.ones(model.d + model.has_intercept)
        largest[: model.d] = np.maximum(np.abs(low - origin), np.abs(high - origin)) / unit
        return cls(model.without_rows(), origin, unit, largest, mass)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.model.weights_shape

    @property
    def p(self) -> int:
        return self.shape[-1]

    @property
    def groups(self) -> int:
        """Number of classes of a softmax; else 1."""
        return self.shape[0] if len(self.shape) == 2 else 1

    @property
    def pull(self) -> Vector:
        """Factors (p,) of the penalty's gradient, on each weight."""
        pull = np.zeros(self.p)
        pull[: self.model.d] = 2 * self.model.alpha / self.unit**2
        return pull

    @property
    def to_user(self) -> Matrix:
        """Matrix (p, p) from weights of these columns to the user's."""
        d = self.model.d
        matrix: Matrix = np.eye(self.p)
        matrix[:d, :d] = np.diag(1 / self.unit)
        if self.model.has_intercept:
            matrix[d, :d] = -self.origin / self.unit
        return matrix

    def row_factor(self) -> Pair:
        """Return the factor of a row in gradient and Hessian."""
        over, under = self.model.scale_terms(self.mass)
        return dd.divide(dd.pair(over), dd.pair(under))

    def rows(self, pieces: Iterable[Piece], block: int = BLOCK) -> Iterator[Rows]:
        """Yield the pieces in blocks of rows, in memory that each block overwrites."""
        d, bare = self.model.d, copy.copy(self.model)
        bare.alpha = 0.0
        columns = np.empty((self.p, 0))
        for X, y, weights in pieces:
            for first in range(0, len(X), block):
                part = slice(first, first + block)
                m = len(X[part])
                if m > columns.shape[1]:
                    columns = np.ones((self.p, m))
                Z = columns[:, :m]
                np.subtract(X[part].T, self.origin[:, np.newaxis], out=Z[:d])
                Z[:d] *= (1 / self.unit)[:, np.newaxis]
                made = bare.with_rows(Z.T, y[part], m, None)
                yield Rows(made, Z.T, None if weights is None else weights[part])

    def low_parts(self, X: Matrix) -> Matrix:
        """Return what rounding removed from z (m, d)."""
        low: Matrix = dd.two_sum(X, -self.origin)[1] / self.unit
        return low

    def user_weights(self, v: Pair) -> Pair:
        """Return weights (K p,) in the user's units, rounded, and what rounding removed."""
        p, d = self.p, self.model.d
        high, low = v[0].reshape(-1, p).copy(), v[1].reshape(-1, p).copy()
        high[:, :d] /= self.unit
        low[:, :d] /= self.unit
        if self.model.has_intercept and d:
            moved = dd.multiply(
                (high[:, :d], low[:, :d]), dd.pair(np.tile(self.origin, (len(high), 1)))
            )
            total = dd.subtract((high[:, d], low[:, d]), dd.total(moved, axis=1))
            high[:, d], low[:, d] = total
        return high.ravel(), low.ravel()
