"""The smallest of the weights that fit equally well, from the columns that are independent.

When the other columns follow from the kept ones, X_b = B F with B (n, r) the kept columns and
F = [I, C] (r, p), every least-squares solution is some w₀ plus a combination of

    N = [−C; I]    (p, p − r)     X_b N = 0

and the smallest over all weights, the intercept among them, is w = w₀ − N (NᵀN)⁻¹ Nᵀ w₀, the
lesson's `pinv(X_b) @ y` without its cutoff: the rank comes from `rank.py`, so no unit changes it.
"""

from __future__ import annotations

import numpy as np

from downslope.errors import PrecisionError
from downslope.numerics import triangular
from downslope.numerics.arrays import Matrix
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, pair, scale, take
from downslope.solvers.contract import Accuracy, Answer, Declined
from downslope.solvers.exact import UnitSystem, exact_gram
from downslope.solvers.rank import DEPENDENT, RankReport, rank_report
from downslope.solvers.residuals import pair_residual_pass
from downslope.solvers.rows import Columns, Rows
from downslope.solvers.units import to_user_pair, transform

WIDEST_MINIMUM_NORM = 400  # columns: p³ operations on pairs take seconds beyond
WEIGHTED = 4.0  # √w is itself rounded, and moves every column that it multiplies
NO_BOUND = "The minimum-norm weights carry no bound: the rank itself is a decision."


def solve(rows: Rows, accuracy: Accuracy) -> Answer | Declined:
    """Minimum-norm weights; declines when the columns are independent."""
    system = UnitSystem.of(exact_gram(rows), rows)
    report = examine(system, rows)
    if report.rank == rows.p:
        return Declined("the columns are independent to the rounding of the data")
    return answer(system, rows, report)


def examine(system: UnitSystem, rows: Columns, threshold: float = DEPENDENT) -> RankReport:
    """The rank report of a problem from its exact summary; `threshold` in roundings."""
    p = rows.p
    raw = system.moments.column_norms() * system.unit
    roundoff = UNIT_ROUNDOFF if rows.X_low is None else 4.0 * PAIR_ROUNDOFF
    if rows.weighted:
        roundoff *= WEIGHTED
    square = slice(0, p), slice(0, p)
    first = rows.d if rows.intercept else None
    return rank_report(take(system.gram, square), raw, first, roundoff, threshold, rows.n)


def answer(system: UnitSystem, rows: Columns, report: RankReport) -> Answer:
    """The minimum-norm answer that a rank report leads to."""
    p, kept = rows.p, np.array(report.kept, dtype=int)
    half, size = pair(np.zeros((0, rows.k))), system.target_lengths
    shifted = np.zeros((p, rows.k)), np.zeros((p, rows.k))
    if len(kept):
        factor = triangular.cholesky(take(system.gram, np.ix_(kept, kept)))
        if factor is None:  # the pivoted factor exists, so this is rounding at 100 bits
            raise PrecisionError(
                "100 bits do not tell the independent columns apart: drop those that are nearly "
                "combinations of others."
            )
        half = triangular.solve_lower(factor, take(system.gram, (kept, slice(p, None))))
        beta = triangular.solve_upper(factor, half)
        shifted[0][kept], shifted[1][kept] = beta
        size = size + np.abs(beta[0]).sum(axis=0)
    user = scale(shifted, system.unit[:, np.newaxis] / system.target_unit)
    if isinstance(rows, Rows):
        # The kept columns may be barely independent: only the rows tell what the residuals are.
        residual_norms = np.sqrt(pair_residual_pass(rows, user)[1])
    else:
        residual_norms = system.residual_norms(half, size)[0]
    weights = smallest(to_user_pair(rows, user)[0], null_space(system, rows, report))
    return Answer(
        weights=weights,
        low=None,
        error=None,
        residual_norms=residual_norms,
        inverse_factor=None,
        moments=system.moments,
        rank=report.rank,
        passes=3,
        notes=(NO_BOUND,),
    )


def null_space(system: UnitSystem, rows: Columns, report: RankReport) -> Matrix:
    """N (p, p − r) in the user's units."""
    null = np.zeros((rows.p, len(report.dependent)))
    for column, dependence in enumerate(report.dependent):
        null[list(dependence.kept), column] = -dependence.weights
        null[dependence.column, column] = 1.0
    user: Matrix = transform(rows, system.unit) @ null
    return user


def smallest(weights: Matrix, null: Matrix) -> Matrix:
    """`weights` less their projection on the columns of `null`, taken twice for accuracy."""
    basis = np.linalg.qr(null / np.abs(null).max(axis=0))[0]
    for _ in range(2):
        weights = weights - basis @ (basis.T @ weights)
    return weights
