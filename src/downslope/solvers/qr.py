"""QR solver: R from Householder QR, then passes in double-double until the bound is met.

    R        QR of the shifted design, block by block: R ← qr([R; block])
    r = t − Z b,  g = Zᵀr              both in double-double, b carried as a pair
    z = R⁻ᵀg,  b ← b + R⁻¹z            corrected seminormal equations

Every pass divides the error by about 1/(uκ) (Björck, "Stability analysis of the method of
seminormal equations", 1987; with the residual in twice the precision, Demmel, Hida, Riedy, and Li,
"Extra-precise iterative refinement for overdetermined least squares problems", 2009). It is the
rung for condition numbers that even a Gram matrix of 100 bits cannot square.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, Pair, add, pair, scale
from downslope.numerics.threads import one_blas_thread
from downslope.solvers.certificate import LARGEST_EPSILON, factor_rounding, refined
from downslope.solvers.contract import ROWS_NEEDED, Accuracy, Answer, Declined, Design, meets
from downslope.solvers.residuals import pair_pass_rounding, pair_residual_pass
from downslope.solvers.rows import Moments, Rows

MOST_PASSES = 10


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Solve in as many passes as the bound requires."""
    rows = design.rows
    if rows is None:
        return ROWS_NEEDED
    if rows.n < rows.p:
        return Declined(f"{rows.n} rows cannot determine {rows.p} weights")
    factor = Factor.of(rows)
    if factor is None:
        return Declined("the columns are dependent to float64 rounding (R has a zero pivot)")
    if not factor.epsilon < LARGEST_EPSILON:
        return Declined(
            f"a condition number of {factor.condition:.1e} leaves no correct digit in R"
        )
    beta = pair(np.zeros((rows.p, rows.k)))
    last = np.inf
    answer = None
    for passes in range(1, MOST_PASSES + 1):
        gradient, squares = pair_residual_pass(rows, scale(beta, factor.unit[:, np.newaxis]))
        step = factor.inverse.T @ (gradient[0] * factor.unit[:, np.newaxis])
        size = float(np.sqrt((step * step).sum(axis=0)).max())
        if answer is not None and size > 0.5 * last:
            break
        beta = add(beta, pair(factor.inverse @ step))
        answer = _answer(factor, beta, step, np.sqrt(squares), passes + 1)
        last = size
        if passes > 1 and meets(answer, accuracy, rows.n):
            break
    return answer if answer is not None else Declined("no pass over the rows converged")


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """R of the unit columns, with its inverse and condition."""

    rows: Rows
    moments: Moments
    unit: Vector  # (p,) powers of two: about 1 / ‖z_j‖
    inverse: Matrix  # (p, p) R⁻¹
    to_units: Matrix  # (p, p) T
    smallest: float  # σ_min(R)
    condition: float
    epsilon: float

    @classmethod
    def of(cls, rows: Rows) -> Factor | None:
        """Factor the rows; None where R has no inverse in float64."""
        triangle = block_triangle(rows)
        norms = np.sqrt((triangle * triangle).sum(axis=0))
        p = rows.p
        if not norms[:p].min() > 0.0:
            return None
        unit = np.ldexp(1.0, -np.frexp(norms[:p])[1])
        upper = triangle[:p, :p] * unit
        values = np.linalg.svd(upper, compute_uv=False)
        if not values[-1] > 0.0 or not upper.diagonal().all():
            return None
        condition = float(values[0] / values[-1])
        return cls(
            rows=rows,
            moments=Moments.of_gram(triangle.T @ triangle, rows.origin, p, rows.intercept),
            unit=unit,
            inverse=np.linalg.inv(upper),
            to_units=rows.columns.transform(unit),
            smallest=float(values[-1]),
            condition=condition,
            epsilon=factor_rounding(p, condition),
        )


def block_triangle(rows: Rows) -> Matrix:
    """Compute R (q, q) of [Z, t] by QR of one block after another: memory for one block."""
    q = rows.p + rows.k
    step = max(rows.block_rows, 2 * q)
    buffer = np.empty((min(step, rows.n), q))
    triangle = np.zeros((0, q))
    with one_blas_thread():
        for start in range(0, rows.n, step):
            block = rows.block(start, min(start + step, rows.n), buffer)
            triangle = np.asarray(np.linalg.qr(np.vstack([triangle, block]), mode="r"))
    return np.vstack([triangle, np.zeros((q - len(triangle), q))])


def _answer(factor: Factor, beta: Pair, step: Matrix, residuals: Vector, passes: int) -> Answer:
    rows = factor.rows
    lengths = factor.to_units @ factor.inverse
    target_norms = np.sqrt(factor.moments.squares[rows.p :])
    size = np.abs(beta[0]).sum(axis=0) + target_norms
    steps = np.sqrt((step * step).sum(axis=0))
    rounding = pair_pass_rounding(rows)
    error = refined(
        row_norms(lengths),
        factor.epsilon,
        factor.smallest,
        factor.epsilon * steps,
        rounding * size,
        rounding * residuals,
    )
    rss = residuals * residuals - steps * steps
    exact_fit = residuals <= rounding * size
    weights = rows.columns.to_user_pair(scale(beta, factor.unit[:, np.newaxis]))
    return Answer(
        weights=weights[0],
        low=weights[1],
        error=error + (rows.p + 2.0) * PAIR_ROUNDOFF * rows.columns.magnitude(weights[0]),
        residual_norms=np.where(exact_fit, 0.0, np.sqrt(np.maximum(rss, 0.0))),
        residual_error=np.divide(
            rounding * size, residuals, out=np.full_like(size, np.inf), where=residuals > 0.0
        )
        + 4.0 * UNIT_ROUNDOFF,  # two roots, a square, and a difference
        # ‖R⁻ᵀc‖ is off by ε/(1 − ε) of itself, its square by twice that.
        inverse_error=2.0 * factor.epsilon / (1.0 - factor.epsilon),
        inverse_factor=lengths,
        moments=factor.moments,
        rank=rows.p,
        amplification=float(row_norms(factor.inverse).max()),
        passes=passes,
        # Else these residuals mostly show the error that the step has just corrected.
        residuals_certain=bool(np.all(exact_fit | (rss > 0.5 * residuals * residuals))),
    )
