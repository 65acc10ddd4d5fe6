"""From a solver's units (shifted, scaled columns) to the user's.

    w = T β + [0, …, 0, m_y]ᵀ,    T = | diag(s_1 … s_d)        0   |
                                      | −m_1 s_1 … −m_d s_d   s_p  |

β are the weights of columns measured from the origin m and multiplied by s; the last row exists
only with an intercept. (XᵀX)⁻¹ = V Vᵀ with V = T L⁻ᵀ when L Lᵀ is the Gram matrix in the solver's
units.
"""

from __future__ import annotations

import numpy as np

from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import Pair, add, multiply, pair, scale, total
from downslope.solvers.rows import Columns


def transform(rows: Columns, unit: Vector) -> Matrix:
    """T (p, p) in float64."""
    matrix = np.diag(unit)
    if rows.intercept:
        d = rows.d
        matrix[d, :d] = -rows.origin[:d] * unit[:d]
    return matrix if rows.column_scale is None else matrix * rows.column_scale[:, np.newaxis]


def to_user(rows: Columns, to_units: Matrix, beta: Matrix) -> Matrix:
    """(p, k) weights in the user's units; `to_units` is T."""
    weights: Matrix = to_units @ beta
    if rows.intercept:
        weights[-1] += rows.origin[rows.d :]
    return weights


def to_user_pair(rows: Columns, shifted: Pair) -> Pair:
    """(p, k) weights in the user's units from those of the shifted columns, as pairs."""
    weights = shifted[0].copy(), shifted[1].copy()
    if rows.intercept:
        offset = add(_last_row(rows, shifted), pair(rows.origin[rows.d :]))
        weights[0][-1], weights[1][-1] = offset
    return _rescaled(rows, weights)


def transform_pair(rows: Columns, unit: Vector, matrix: Pair) -> Pair:
    """T M (p, p) in double-double; `unit` are powers of two."""
    scaled = matrix[0] * unit[:, np.newaxis], matrix[1] * unit[:, np.newaxis]
    if rows.intercept:
        scaled[0][-1], scaled[1][-1] = _last_row(rows, scaled)
    return _rescaled(rows, scaled)


def _rescaled(rows: Columns, values: Pair) -> Pair:
    return values if rows.column_scale is None else scale(values, rows.column_scale[:, np.newaxis])


def _last_row(rows: Columns, shifted: Pair) -> Pair:
    """Last − Σ_k m_k · row_k: what moving the origin back to zero does to the intercept."""
    d = rows.d
    shift = np.broadcast_to(-rows.origin[:d, np.newaxis], shifted[0][:d].shape)
    moved = total(multiply(pair(shift), (shifted[0][:d], shifted[1][:d])))
    return add((shifted[0][d], shifted[1][d]), moved)


def magnitude(rows: Columns, weights: Matrix) -> Matrix:
    """(p, k) the size of the terms that a weight in the user's units is a sum of."""
    size = np.abs(weights)
    if rows.intercept:
        d = rows.d
        size[d] += np.abs(rows.user_origin) @ size[:d] + np.abs(rows.origin[d:])
    return size
