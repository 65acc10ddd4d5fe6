"""Rows and columns of a regression as the solvers read them, and raw sums over the columns.

With an intercept every column is measured from an origin near its mean,

    z_i = √w_i · [x_i − m_x, 1],     t_i = √w_i · (y_i − m_y),

which changes the intercept alone (slopes do not depend on the origin) and removes the largest
source of ill-conditioning: a timestamp of 1.7e9 seconds becomes a number of ordinary size. Weights
β of columns measured from m and multiplied by s are converted to the user's units by

    w = T β + [0, …, 0, m_y]ᵀ,    T = | diag(s_1 … s_d)        0   |
                                      | −m_1 s_1 … −m_d s_d   s_p  |

whose last row exists only with an intercept. (XᵀX)⁻¹ = V Vᵀ with V = T L⁻ᵀ when L Lᵀ is the Gram
matrix in the solver's units.

`Rows` gives blocks in two precisions: float64 for the fast solvers; pairs (high, low) in which the
shift and the weights are carried without error (two_sum) or to 2⁻¹⁰² (√w), for the exact ones.
float32 and sparse input is widened one block at a time and never copied whole.

`Moments` are raw sums, from which the norms in reports and bounds are derived on demand: of the
design as the user gave it, of y, and of both about their means,

    squares_j = Σ z_ij²,   sums_j = Σ z_ij        of columns measured from `origin`

times powers of two `scale`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import (
    Pair,
    add,
    multiply,
    pair,
    scale,
    square_root,
    sum_into,
    total,
)
from downslope.numerics.gram import FEWEST_ADDITIONS
from downslope.numerics.threads import each_task


@dataclass(frozen=True, eq=False)  # without slots: the norms are computed once
class Moments:
    """Raw sums of d features and k targets; p = d + 1 with an intercept, else d; q = p + k."""

    squares: Vector  # (q,)
    sums: Vector  # (q,) with an intercept; else unused
    origin: Vector  # (d + k,) zeros without an intercept
    p: int
    intercept: bool
    scale: Vector | None = None  # (q,) the columns were multiplied by these; None: by one

    @classmethod
    def of_gram(cls, gram: Matrix, origin: Vector, p: int, intercept: bool) -> Moments:
        """Take the sums from [Z, t]ᵀ[Z, t] (q, q); the intercept's column of ones is p − 1."""
        return cls(gram.diagonal(), gram[p - 1], origin, p, intercept)

    def column_norms(self) -> Vector:
        """Return ‖column‖ (p,) of the design as given, the intercept's column last."""
        return self._raw_norms[: self.p]

    def target_norms(self) -> Vector:
        """Return ‖y‖ (k,) as given."""
        return self._raw_norms[self.p :]

    def total_norms(self) -> Vector:
        """Return √tss (k,): ‖y − ȳ‖ with an intercept, ‖y‖ without."""
        return self._centered_norms()[self.p :]

    def centered_norms(self) -> Vector:
        """Return ‖column − its mean‖ (d,) of the features; without an intercept ‖column‖."""
        return self._centered_norms()[: self.p - self.intercept]

    def largest_offset(self) -> float:
        """Return a cheap upper bound on max ‖column‖ / ‖column − origin‖ of the features."""
        if not self.intercept:
            return 1.0
        d = self.p - 1
        away = np.abs(self.origin[:d])
        if self.scale is not None:
            away = away * self.scale[:d]
        return 1.0 + math.sqrt(self.sums[d] * float((away * away / self.squares[:d]).max()))

    def rescaled(self, scale: Vector) -> Moments:
        """Return the sums of shifted columns that had been multiplied by `scale` (q,)."""
        sums = self.sums
        if self.intercept:
            sums = sums / scale[self.p - 1]
            sums[self.p - 1] /= scale[self.p - 1]
        return replace(self, sums=sums, scale=scale if self.scale is None else self.scale * scale)

    def before_scaling(self, scale: Vector) -> Moments:
        """Return the sums in units from before all, origin included, was multiplied by `scale`."""
        units = np.delete(scale, self.p - 1) if self.intercept else scale
        return replace(
            self,
            origin=self.origin / units,
            scale=scale if self.scale is None else self.scale * scale,
        )

    def of_target(self, target: int) -> Moments:
        """Return the sums of the same columns and one target (k = 1)."""
        d, p = len(self.origin) - (len(self.squares) - self.p), self.p
        kept = [*range(p), p + target]
        return Moments(
            squares=self.squares[kept],
            sums=self.sums[kept],
            origin=self.origin[[*range(d), d + target]],
            p=p,
            intercept=self.intercept,
            scale=None if self.scale is None else self.scale[kept],
        )

    def _centered_norms(self) -> Vector:
        squares = self.squares
        if self.intercept:
            squares = squares - self.sums**2 / self.sums[self.p - 1]
        return self._in_user_units(squares)

    @cached_property
    def _raw_norms(self) -> Vector:
        if not self.intercept:
            return self._in_user_units(self.squares)
        d = self.p - 1
        shift = np.insert(self.origin, d, 0.0)
        if self.scale is not None:
            shift = shift * self.scale
        return self._in_user_units(self.squares + shift * (2.0 * self.sums + shift * self.sums[d]))

    @np.errstate(all="ignore")  # a norm that overflows float64 is infinite
    def _in_user_units(self, squares: Vector) -> Vector:
        norms: Vector = np.sqrt(np.maximum(squares, 0.0))
        return norms if self.scale is None else norms / self.scale


SAMPLE_ROWS = 2048  # rows for choosing the origin; any point near the means will do
_BLOCK_VALUES = 2**18  # per float64 block: few Python steps, and it stays in cache


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns of a design, and the conversion from the solver's units (shifted, scaled).

    d features and k targets; p = d + 1 weights with an intercept, else d.
    """

    n: int  # rows
    d: int
    intercept: bool
    origin: Vector  # (d + k,) of features and targets; zeros without an intercept
    k: int = 1
    weighted: bool = False  # rows were multiplied by the roots of weights
    paired: bool = False  # values have low parts, which float64 would round off
    column_scale: Vector | None = None  # (p,) powers of two the features were multiplied by

    @property
    def p(self) -> int:
        return self.d + int(self.intercept)

    @property
    def user_origin(self) -> Vector:
        """Origin of the features in the user's units, shape (d,)."""
        origin = self.origin[: self.d]
        return origin if self.column_scale is None else origin / self.column_scale[: self.d]

    def transform(self, unit: Vector) -> Matrix:
        """Return T (p, p) in float64."""
        matrix = np.diag(unit)
        if self.intercept:
            d = self.d
            matrix[d, :d] = -self.origin[:d] * unit[:d]
        return matrix if self.column_scale is None else matrix * self.column_scale[:, np.newaxis]

    def transform_pair(self, unit: Vector, matrix: Pair) -> Pair:
        """Return T M (p, p) in double-double; `unit` are powers of two."""
        scaled = matrix[0] * unit[:, np.newaxis], matrix[1] * unit[:, np.newaxis]
        if self.intercept:
            scaled[0][-1], scaled[1][-1] = self._moved_last_row(scaled)
        return self._rescaled(scaled)

    def to_user(self, to_units: Matrix, beta: Matrix) -> Matrix:
        """Return weights (p, k) in the user's units; `to_units` is T."""
        weights: Matrix = to_units @ beta
        if self.intercept:
            weights[-1] += self.origin[self.d :]
        return weights

    def to_user_pair(self, shifted: Pair) -> Pair:
        """Convert the weights (p, k) of the shifted columns to the user's units, as pairs."""
        weights = shifted[0].copy(), shifted[1].copy()
        if self.intercept:
            offset = add(self._moved_last_row(shifted), pair(self.origin[self.d :]))
            weights[0][-1], weights[1][-1] = offset
        return self._rescaled(weights)

    def magnitude(self, weights: Matrix) -> Matrix:
        """Return the size (p, k) of the terms that sum to a weight in the user's units.

        Each is a product, summed with up to p others: p + 2 roundings of this size.
        """
        size = np.abs(weights)
        if self.intercept:
            d = self.d
            size[d] += np.abs(self.user_origin) @ size[:d] + np.abs(self.origin[d:])
        return size

    def _moved_last_row(self, shifted: Pair) -> Pair:
        """Return last − Σ_k m_k · row_k: the intercept once the origin is back at zero."""
        d = self.d
        shift = np.broadcast_to(-self.origin[:d, np.newaxis], shifted[0][:d].shape)
        moved = total(multiply(pair(shift), (shifted[0][:d], shifted[1][:d])))
        return add((shifted[0][d], shifted[1][d]), moved)

    def _rescaled(self, values: Pair) -> Pair:
        if self.column_scale is None:
            return values
        return scale(values, self.column_scale[:, np.newaxis])


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows in memory: d features, k targets; p = d + 1 with an intercept, else d; q = p + k."""

    X: Any  # (n, d) float64 or float32, or a SciPy CSR array
    Y: Matrix  # (n, k)
    intercept: bool
    origin: Vector  # (d + k,) m_x then m_y; zeros without an intercept
    weights: Vector | None = None  # (n,), each > 0
    roots: Vector | None = None  # (n,) √weights
    X_low: Matrix | None = None  # (n, d) what rounding to float64 removed from X, if known
    Y_low: Matrix | None = None  # (n, k)
    ranges: Matrix | None = None  # (2, d + k) see `value_ranges`, once it is known
    column_scale: Vector | None = None  # (p,) powers of two X was multiplied by, with a last one

    @property
    def columns(self) -> Columns:
        """The columns, without the rows."""
        return Columns(
            n=self.n,
            d=self.d,
            intercept=self.intercept,
            origin=self.origin,
            k=self.k,
            weighted=self.weights is not None,
            paired=self.X_low is not None,
            column_scale=self.column_scale,
        )

    @property
    def n(self) -> int:
        return len(self.Y)

    @property
    def d(self) -> int:
        width: int = self.X.shape[1]
        return width

    @property
    def p(self) -> int:
        return self.d + int(self.intercept)

    @property
    def k(self) -> int:
        targets: int = self.Y.shape[1]
        return targets

    @property
    def sparse(self) -> bool:
        return not isinstance(self.X, np.ndarray)

    @property
    def block_rows(self) -> int:
        """Rows per block: a power of two that depends on the width alone."""
        rows = _BLOCK_VALUES // (self.p + self.k)
        return max(1024, min(8192, 1 << max(rows.bit_length() - 1, 0)))

    @property
    def task_rows(self) -> int:
        """Rows per task of a thread: whole blocks, at most about sixty tasks."""
        block = self.block_rows
        return block * max(4, -(-self.n // (64 * block)))

    @property
    def depth(self) -> float:
        """Number of additions in a sum over the rows: its error is at most depth·u."""
        block = self.block_rows
        return min(self.n, block) + self.n / block + FEWEST_ADDITIONS

    def dense(self, start: int, stop: int) -> Matrix:
        """Return rows start … stop of X, sparse ones filled in."""
        part = self.X[start:stop]
        dense: Matrix = part.toarray() if self.sparse else part
        return dense

    def block(self, start: int, stop: int, out: Matrix) -> Matrix:
        """Write [z, t] for rows start … stop to the top of `out` (≥ stop − start, q)."""
        d, p = self.d, self.p
        block = out[: stop - start]
        np.subtract(self.dense(start, stop), self.origin[:d], out=block[:, :d])
        if self.X_low is not None:
            block[:, :d] += self.X_low[start:stop]
        if self.intercept:
            block[:, d] = 1.0
        np.subtract(self.Y[start:stop], self.origin[d:], out=block[:, p:])
        if self.Y_low is not None:
            block[:, p:] += self.Y_low[start:stop]
        if self.roots is not None:
            block *= self.roots[start:stop, np.newaxis]
        return block

    def pair_block(self, start: int, stop: int) -> Pair:
        """Return [z, t]ᵀ (q, stop − start) for rows start … stop, exact except for √w (2⁻¹⁰²)."""
        d, p, q = self.d, self.p, self.p + self.k
        high, low = np.empty((q, stop - start)), np.zeros((q, stop - start))
        high[:d] = self.dense(start, stop).T
        high[p:] = self.Y[start:stop].T
        if self.intercept:
            low[:d] = sum_into(high[:d], -self.origin[:d, np.newaxis])
            low[p:] = sum_into(high[p:], -self.origin[d:, np.newaxis])
            high[d] = 1.0
        if self.X_low is not None:
            low[:d] += self.X_low[start:stop].T
        if self.Y_low is not None:
            low[p:] += self.Y_low[start:stop].T
        if self.weights is not None:
            return multiply((high, low), square_root(pair(self.weights[start:stop])))
        return high, low


def choose_origin(X: Any, Y: Matrix, intercept: bool) -> Vector:
    """Choose a point near the means of X and Y from evenly spaced rows; 0 without an intercept.

    A column that does not vary gets its own value, so that it becomes exactly zero.
    """
    n, d = X.shape
    if not intercept:
        return np.zeros(d + Y.shape[1])
    step = -(-n // SAMPLE_ROWS)
    sample = X[::step]
    if not isinstance(X, np.ndarray):
        sample = sample.toarray()
    targets = Y[::step]
    means = np.empty(d + Y.shape[1])
    for values, mean in ((sample, means[:d]), (targets, means[d:])):
        np.add.reduce(values, axis=0, dtype=np.float64, out=mean)
        mean /= len(values)
        same = values[0] == values[-1]
        if same.any():
            constant = (values[:, same] == values[0, same]).all(axis=0)
            mean[same] = np.where(constant, values[0, same], mean[same])
    return means


def in_one_order(rows: Rows) -> Rows:
    """Sort the rows by their values, so that sums over them do not depend on the order given."""
    order = np.argsort(rows.Y[:, 0], kind="stable")
    first = rows.Y[order, 0]
    if (first[1:] == first[:-1]).any():
        order = np.arange(rows.n)
        for key in _sort_keys(rows):
            order = order[np.argsort(key[order], kind="stable")]
    X, Y = rows.X[order], rows.Y[order]
    return replace(
        rows,
        X=X,
        Y=Y,
        origin=choose_origin(X, Y, rows.intercept),
        weights=None if rows.weights is None else rows.weights[order],
        roots=None if rows.roots is None else rows.roots[order],
        X_low=None if rows.X_low is None else rows.X_low[order],
        Y_low=None if rows.Y_low is None else rows.Y_low[order],
    )


def _sort_keys(rows: Rows) -> Iterator[Vector]:
    """Yield all values of the rows, column by column."""
    for low in (rows.X_low, rows.Y_low):
        if low is not None:
            yield from low.T
    if rows.weights is not None:
        yield rows.weights
    X = rows.X.tocsc() if rows.sparse else rows.X
    for j in range(rows.d):
        yield X[:, [j]].toarray()[:, 0] if rows.sparse else X[:, j]
    yield from rows.Y.T


def value_ranges(rows: Rows) -> Matrix:
    """Return the lowest and the highest value of each feature and target, (2, d + k)."""
    if rows.ranges is not None:
        return rows.ranges

    def task(start: int, stop: int) -> Matrix:
        parts = [rows.dense(start, stop), rows.Y[start:stop]]
        low, high = (
            np.concatenate([extreme(part, axis=0) for part in parts])
            for extreme in (np.min, np.max)
        )
        return np.array([low, -high])

    low, high = np.min(list(each_task(task, rows.n, rows.task_rows)), axis=0)
    return np.array([low, -high])


def largest_values(rows: Rows) -> Vector:
    """Return the largest |value| (q,) of each shifted, weighted column."""
    block_rows, d, p, q = rows.block_rows, rows.d, rows.p, rows.p + rows.k
    if rows.roots is None and rows.X_low is None and rows.Y_low is None:
        # The extremes of z are those of x: nothing needs to be shifted.
        low, high = value_ranges(rows) - rows.origin
        np.maximum(high, -low, out=high)
        return np.concatenate([high[:d], np.ones(p - d), high[d:]])

    def task(start: int, stop: int) -> Vector:
        buffer, largest = np.empty((min(block_rows, rows.n), q)), np.zeros(q)
        for first in range(start, stop, block_rows):
            block = rows.block(first, min(first + block_rows, stop), buffer)
            np.maximum(largest, np.maximum(block.max(axis=0), -block.min(axis=0)), out=largest)
        return largest

    parts = list(each_task(task, rows.n, rows.task_rows))
    largest: Vector = np.max(parts, axis=0)
    return largest
