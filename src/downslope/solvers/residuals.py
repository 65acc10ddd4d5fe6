"""Residual passes over the rows: the gradient Zᵀr and the squares of the residuals.

    r = t − Z b        Zᵀr (p, k)   and   ‖r‖² (k,)

In float64, or with b, r, and Zᵀr in double-double, where float64 would give only rounding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import (
    Pair,
    add,
    multiply,
    pair,
    scale,
    subtract,
    take,
    total,
)
from downslope.numerics.threads import PerThread, each_task
from downslope.solvers.rows import Rows

PASS_ROUNDING = 2.0**-100  # error of a dot product of pairs, relative to Σ |terms|
PAIR_BLOCK_VALUES = 2**17  # per block of pairs: few steps of Python, temporaries of 1 MB


def residual_pass(rows: Rows, slopes: Matrix) -> tuple[Matrix, Vector]:
    """Compute Zᵀr (p, k) and ‖r‖² (k,), with b (p, k) in the shifted units."""
    p, q, block_rows = rows.p, rows.p + rows.k, rows.block_rows
    buffer = PerThread(lambda: np.empty((min(block_rows, rows.n), q)))

    def task(start: int, stop: int) -> tuple[Matrix, Vector]:
        gradient, squares = np.zeros((p, rows.k)), np.zeros(rows.k)
        for first in range(start, stop, block_rows):
            block = rows.block(first, min(first + block_rows, stop), buffer())
            residual = block[:, p:] - block[:, :p] @ slopes
            gradient += block[:, :p].T @ residual
            squares += (residual * residual).sum(axis=0)
        return gradient, squares

    if rows.n <= block_rows:
        return task(0, rows.n)
    gradient, squares = np.zeros((p, rows.k)), np.zeros(rows.k)
    for part, square in each_task(task, rows.n, rows.task_rows):
        gradient += part
        squares += square
    return gradient, squares


def pair_residual_pass(rows: Rows, slopes: Pair) -> tuple[Pair, Vector]:
    """Compute Zᵀr and ‖r‖² with b, r, and Zᵀr as pairs; ‖r‖² is float64."""
    p, k = rows.p, rows.k

    def block(start: int, stop: int) -> tuple[Pair, Vector]:
        high, low = rows.pair_block(start, stop)
        columns = high[:p], low[:p]
        gradient = pair(np.zeros((p, k)))
        squares = np.zeros(k)
        for target in range(k):
            weights = slopes[0][:, target, np.newaxis], slopes[1][:, target, np.newaxis]
            fitted = total(multiply(columns, weights))
            residual = subtract((high[p + target], low[p + target]), fitted)
            gradient[0][:, target], gradient[1][:, target] = total(
                multiply(columns, residual), axis=1
            )
            squares[target] = residual[0] @ residual[0]
        return gradient, squares

    gradient, squares = pair(np.zeros((p, k))), np.zeros(k)
    for part, square in each_task(block, rows.n, max(64, PAIR_BLOCK_VALUES // (p + k))):
        gradient = add(gradient, part)
        squares += square
    return gradient, squares


def pair_distance(
    rows: Rows, unit: Vector, column: int, others: Sequence[int], weights: Pair
) -> float:
    """Compute ‖z_j − Σ w_k z_k‖ in pairs, the columns multiplied by powers of two `unit` (p,)."""
    factor = unit[[*others, column], np.newaxis]

    def block(start: int, stop: int) -> float:
        part = scale(take(rows.pair_block(start, stop), [*others, column]), factor)
        fitted = multiply(take(part, slice(-1)), take(weights, (slice(None), np.newaxis)))
        left = subtract(take(part, -1), total(fitted))[0]
        return float(left @ left)

    step = max(64, PAIR_BLOCK_VALUES // (rows.p + rows.k))
    return math.sqrt(sum(each_task(block, rows.n, step)))


def pair_pass_rounding(rows: Rows) -> float:
    """Return the rounding of a sum over the rows in pairs, relative to the sum of |terms|."""
    return PASS_ROUNDING * (rows.n / PAIR_BLOCK_VALUES + 1.0)
