"""The lesson's case, one feature and an intercept: the normal equations in plain floats.

    G = | 1  r |     r = z·1 / (‖z‖ √n)        columns of length one
        | r  1 |
    G⁻¹ = | 1  −r | / (1 − r²)

The same formulas and the same bound as `cholesky.py` (and `certificate.py`), written out: on a
hundred rows a NumPy call costs more than the arithmetic in it. Anything but a clear success goes
back to the general solver, which says why.
"""

from __future__ import annotations

import math

import numpy as np

from downslope.arrays import Matrix
from downslope.certificate import LARGEST_SPREAD, gram_rounding
from downslope.doubledouble import UNIT_ROUNDOFF
from downslope.moments import Moments
from downslope.rows import Rows
from downslope.solvers.contract import SHARE_OF_STD_ERROR, TEN_DIGITS, Answer


def solve_gram(gram: Matrix, rows: Rows) -> Answer | None:
    """The line from [z, 1, t]ᵀ[z, 1, t] (3, 3) if its bound meets the standard target."""
    (zz, z1, zt), (_, mass, t1), (_, _, tt) = gram.tolist()
    if rows.column_scale is not None:  # the general solver undoes the scaling
        return None
    if not (
        1e-280 < zz < 1e280 and 1e-280 < mass < 1e280 and (1e-280 < tt < 1e280 or zt == t1 == 0.0)
    ):
        return None
    unit, unit_one = 1.0 / math.sqrt(zz), 1.0 / math.sqrt(mass)
    r = z1 * unit * unit_one
    left = 1.0 - r * r
    eta = gram_rounding(rows.depth, 2)
    if not left > 0.0 or not eta * (2.0 + 2.0 * abs(r)) / left < LARGEST_SPREAD:
        return None
    spread = eta * (2.0 + 2.0 * abs(r)) / left
    right, right_one = zt * unit, t1 * unit_one
    slope, one = (right - r * right_one) / left, (right_one - r * right) / left
    rest, rest_one = right - slope - r * one, right_one - r * slope - one
    slope, one = slope + (rest - r * rest_one) / left, one + (rest_one - r * rest) / left
    rest, rest_one = right - slope - r * one, right_one - r * slope - one

    origin, mean = rows.origin.tolist()
    moved = -origin * unit  # T = [[unit, 0], [moved, unit_one]]
    weights = unit * slope, mean + moved * slope + unit_one * one
    size = abs(slope) + abs(one) + math.sqrt(tt)
    over = (max(abs(rest), abs(rest_one)) + eta * size) / (left * (1.0 - spread))
    rounding = 4.0 * UNIT_ROUNDOFF
    error = (
        unit * (1.0 + abs(r)) * over + rounding * unit * abs(slope),
        (abs(moved - r * unit_one) + abs(unit_one - r * moved)) * over
        + rounding * (abs(moved * slope) + unit_one * abs(one) + abs(mean)),
    )
    root = math.sqrt(left)
    factor = (
        (unit, -r / root * unit),
        (moved, (unit_one - r * moved) / root),
    )
    rss = max(tt - slope * (right + rest) - one * (right_one + rest_one), 0.0)
    if eta * size * size > 1e-6 * rss or not _meets(weights, error, factor, rss, rows.n):
        return None
    return Answer(
        weights=np.array(weights)[:, np.newaxis],
        low=None,
        error=np.array(error)[:, np.newaxis],
        residual_norms=np.array([math.sqrt(rss)]),
        inverse_factor=np.array(factor),
        moments=Moments(gram.diagonal(), gram[1], rows.origin, 2, intercept=True),
        rank=2,
        amplification=1.0 / root,
        passes=1,
    )


def _meets(
    weights: tuple[float, float],
    error: tuple[float, float],
    factor: tuple[tuple[float, float], tuple[float, float]],
    rss: float,
    n: int,
) -> bool:
    """`contract.meets` at standard accuracy, for both weights."""
    deviation = SHARE_OF_STD_ERROR * math.sqrt(rss / (n - 2)) if n > 2 else 0.0
    return all(
        e + UNIT_ROUNDOFF * abs(w) <= max(TEN_DIGITS * abs(w), deviation * math.hypot(*row))
        for w, e, row in zip(weights, error, factor, strict=True)
    )
