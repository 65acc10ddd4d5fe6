"""Cholesky factors and triangular solves in double-double, for the p × p system of a regression.

    G = RᵀR            R upper triangular, R_jj > 0
    RᵀR b = c          forward, then backward substitution

Right-looking and vectorized over the trailing block: p steps of NumPy work, so a matrix of a few
hundred columns takes well under a second. Backward error as in float64 (Higham, "Accuracy and
Stability of Numerical Algorithms", 2nd ed., theorems 10.3 and 10.4) with u replaced by 2⁻¹⁰².
"""

from __future__ import annotations

import numpy as np

from downslope.numerics.doubledouble import (
    Pair,
    divide,
    multiply,
    pair,
    square_root,
    subtract,
    take,
)


def cholesky(gram: Pair) -> Pair | None:
    """Return R with RᵀR = `gram` (p, p), or None where a pivot is not positive."""
    high, low = gram[0].copy(), gram[1].copy()
    factor = pair(np.zeros_like(high))
    for j in range(len(high)):
        if not high[j, j] > 0.0:
            return None
        eliminate(high, low, factor, j, j, slice(j, None), slice(j + 1, None))
    return factor


def eliminate(
    high: np.ndarray,
    low: np.ndarray,
    factor: Pair,
    step: int,
    pivot: int,
    row: slice | np.ndarray,
    rest: slice | np.ndarray,
) -> None:
    """Take one step of Cholesky in place: row `step` of the factor, and the rank-one downdate.

    `row` are the columns the new row of R covers (`pivot` among them), `rest` those that remain.
    """
    root = square_root((high[pivot, pivot], low[pivot, pivot]))
    line = divide((high[pivot, row], low[pivot, row]), root)
    factor[0][step, row], factor[1][step, row] = line
    factor[0][step, pivot], factor[1][step, pivot] = root
    kept = take(factor, (step, rest))
    outer = multiply(
        (kept[0][:, np.newaxis], kept[1][:, np.newaxis]),
        (kept[0][np.newaxis], kept[1][np.newaxis]),
    )
    block = (rest, rest) if isinstance(rest, slice) else np.ix_(rest, rest)
    high[block], low[block] = subtract((high[block], low[block]), outer)


def solve_upper(factor: Pair, right: Pair) -> Pair:
    """Return R⁻¹ c for c of shape (p, k)."""
    high, low = right[0].copy(), right[1].copy()
    for j in range(len(high) - 1, -1, -1):
        _substitute(factor, high, low, j, slice(0, j), (slice(0, j), j))
    return high, low


def solve_lower(factor: Pair, right: Pair) -> Pair:
    """Return R⁻ᵀ c for c of shape (p, k), from the same upper triangular R."""
    high, low = right[0].copy(), right[1].copy()
    for j in range(len(high)):
        _substitute(factor, high, low, j, slice(j + 1, None), (j, slice(j + 1, None)))
    return high, low


def _substitute(
    factor: Pair,
    high: np.ndarray,
    low: np.ndarray,
    j: int,
    remaining: slice,
    entries: tuple[int | slice, int | slice],
) -> None:
    solved = divide((high[j], low[j]), (factor[0][j, j], factor[1][j, j]))
    high[j], low[j] = solved
    column = take(factor, entries)
    if len(column[0]) == 0:
        return
    change = multiply((column[0][:, np.newaxis], column[1][:, np.newaxis]), solved)
    high[remaining], low[remaining] = subtract((high[remaining], low[remaining]), change)


def inverse(factor: Pair) -> Pair:
    """Return R⁻¹ (p, p)."""
    return solve_upper(factor, pair(np.eye(len(factor[0]))))
