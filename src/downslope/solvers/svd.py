"""SVD solver: `pinv(X_b) @ y`, the minimum norm over all weights, in the user's units.

    Z D = U S Vᵀ          shifted columns scaled to length one: no cutoff sees the raw scales
    β = D V S⁺ Uᵀ t       singular values below 8 max(n, p) u · noise · (largest) count as zero

with noise = max_j ‖x_j‖/‖z_j‖, at least 1: a shifted column keeps the rounding of the raw one.

Scaling and shifting do not change the fitted values, but they change which weights are smallest.
So where the rank is below p the weights are projected, in the user's units, on the row space of
X_b. For n ≥ p and full rank the answer is unique and its bound comes from one more pass.
"""

from __future__ import annotations

import numpy as np

from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.solvers.certificate import LARGEST_EPSILON, factor_rounding, refined
from downslope.solvers.contract import ROWS_NEEDED, Accuracy, Answer, Declined, Design
from downslope.solvers.minimum_norm import NO_BOUND, WIDEST_MINIMUM_NORM, smallest
from downslope.solvers.residuals import residual_pass
from downslope.solvers.rows import Moments, Rows


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Solve by a singular value decomposition of all rows at once."""
    rows = design.rows
    if rows is None:
        return ROWS_NEEDED
    n, p = rows.n, rows.p
    block = rows.block(0, n, np.empty((n, p + rows.k)))
    shifted, targets = block[:, :p], block[:, p:]
    lengths = np.sqrt((shifted * shifted).sum(axis=0))
    unit = np.ldexp(1.0, -np.frexp(lengths)[1])
    left, values, right = np.linalg.svd(shifted * unit, full_matrices=False)
    moments = Moments.of_gram(block.T @ block, rows.origin, p, rows.intercept)
    cutoff = 8.0 * max(n, p) * UNIT_ROUNDOFF * _shift_noise(moments, lengths)
    rank = int(np.sum(values > cutoff * values.max(initial=0.0)))
    null = right[rank:]
    if len(null) and n >= p and p <= WIDEST_MINIMUM_NORM:
        return Declined(
            f"the rank is {rank} of {p}, and the smallest weights need the exact dependencies"
        )
    left, values, right = left[:, :rank], values[:rank], right[:rank]
    beta = right.T @ ((left.T @ targets) / values[:, np.newaxis])
    to_units = rows.columns.transform(unit)
    weights = rows.columns.to_user(to_units, beta)
    gradient, squares = residual_pass(rows, beta * unit[:, np.newaxis])
    inverse_factor = to_units @ (right.T / values) if rank == p else None
    error = None
    if rank == p:
        step = (right @ (gradient * unit[:, np.newaxis])) / values[:, np.newaxis]
        error = _bound(rows, to_units @ (right.T / values), values, beta, step, squares, moments)
        if error is not None:
            error = error + (p + 2.0) * UNIT_ROUNDOFF * rows.columns.magnitude(weights)
    elif n >= p:
        weights = smallest(weights, to_units @ null.T)
    else:
        weights = on_row_space(rows, unit, right, weights)
    return Answer(
        weights=weights,
        low=None,
        error=error,
        residual_norms=np.sqrt(squares),
        inverse_factor=inverse_factor,
        moments=moments,
        rank=rank,
        passes=2,
        notes=(NO_BOUND,) if rank < p else (),
    )


def _shift_noise(moments: Moments, lengths: Vector) -> float:
    """Bound how much larger the rounding of a raw column is than that of the shifted one."""
    shifted = np.where(lengths > 0.0, lengths, 1.0)
    ratio = np.where(lengths > 0.0, moments.column_norms() / shifted, 1.0)
    return float(max(ratio.max(), 1.0))


def _bound(
    rows: Rows,
    factor: Matrix,
    values: Vector,
    beta: Matrix,
    step: Matrix,
    squares: Vector,
    moments: Moments,
) -> Matrix | None:
    epsilon = factor_rounding(rows.p, float(values[0] / values[-1]))
    if not epsilon < LARGEST_EPSILON:
        return None
    size = np.abs(beta).sum(axis=0) + np.sqrt(moments.squares[rows.p :])
    rounding = (rows.p + 4.0) * UNIT_ROUNDOFF * size
    return refined(
        row_norms(factor),
        epsilon,
        float(values[-1]),
        np.sqrt((step * step).sum(axis=0)),
        rounding,
        rows.depth * UNIT_ROUNDOFF * (np.sqrt(squares) + rounding),
    )


def on_row_space(rows: Rows, unit: Vector, right: Matrix, weights: Matrix) -> Matrix:
    """Project the weights on the row space of X_b, which is T⁻ᵀ (row space of Z D)."""
    d = rows.d
    basis = right.T / unit[:, np.newaxis]
    if rows.intercept:
        basis[:d] += np.multiply.outer(rows.origin[:d], basis[d])
    if basis.shape[1] == 0:
        return np.zeros_like(weights)
    if rows.column_scale is not None:
        basis /= rows.column_scale[:, np.newaxis]
    sizes = np.abs(basis).max(axis=0)
    basis = np.linalg.qr(basis / sizes)[0]
    for _ in range(2):
        weights = basis @ (basis.T @ weights)
    return weights
