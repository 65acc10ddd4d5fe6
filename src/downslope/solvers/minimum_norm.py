"""Minimum-norm solver: the smallest of the weights that fit equally well, and the rank.

When the other columns follow from the kept ones, X_b = B F with B (n, r) the kept columns and
F = [I, C] (r, p), every least-squares solution is some w₀ plus a combination of

    N = [−C; I]    (p, p − r)     X_b N = 0

and the smallest over all weights, the intercept among them, is w = w₀ − N (NᵀN)⁻¹ Nᵀ w₀, the
lesson's `pinv(X_b) @ y` without its cutoff: the rank comes from `rank.py`, so no unit changes it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from downslope.errors import DataError, PrecisionError
from downslope.findings import Finding
from downslope.numerics import triangular
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, pair, scale, take
from downslope.solvers.cholesky import first_pass
from downslope.solvers.contract import Accuracy, Answer, Declined, Design
from downslope.solvers.exact import UnitSystem
from downslope.solvers.rank import (
    DEPENDENT_ROUNDINGS,
    NEARLY_DEPENDENT_ROUNDINGS,
    RankReport,
    rank_report,
)
from downslope.solvers.residuals import pair_residual_pass
from downslope.solvers.rows import Columns

WIDEST_MINIMUM_NORM = 400  # columns: p³ operations on pairs take seconds beyond
ROOT_ROUNDINGS = 4.0  # √w is itself rounded, and moves every column that it multiplies
NO_BOUND = "The minimum-norm weights carry no bound: the rank itself is a decision."


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Find the minimum-norm weights; decline when the columns are independent."""
    return _from_exact(
        design,
        DEPENDENT_ROUNDINGS,
        Declined("the columns are independent to the rounding of the data"),
    )


def solve_nearly_dependent(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Find them where no bound can be computed: nearly dependent columns count as dependent.

    Where there is only a summary in float64, its rounding decides.
    """
    if isinstance(design.exact_gram(), Declined):
        return _from_float(design)
    return _from_exact(
        design,
        NEARLY_DEPENDENT_ROUNDINGS,
        Declined("no column is near enough to the others to be left out"),
    )


def _from_exact(design: Design, threshold: float, independent: Declined) -> Answer | Declined:
    found = design.exact_gram()
    if isinstance(found, Declined):
        return found
    summary, columns = found
    system = UnitSystem.of(summary, columns)
    roundoff = 4.0 * PAIR_ROUNDOFF if columns.paired else UNIT_ROUNDOFF
    if columns.weighted:
        roundoff *= ROOT_ROUNDINGS
    norms = system.moments.column_norms() * system.unit
    report = _report(system, norms, columns, roundoff, threshold)
    return independent if report.rank == columns.p else _answer(design, system, columns, report)


def _from_float(design: Design) -> Answer | Declined:
    """Find the minimum norm as far as a Gram matrix in float64 tells the columns apart."""
    gram, eta = design.gram()
    columns = design.columns
    system = UnitSystem.of_float(gram, columns, eta)
    lengths = np.sqrt(np.maximum(system.gram[0].diagonal()[: columns.p], 0.0))
    rounding = float(np.sqrt(3.0 * columns.p * eta))
    report = _report(system, lengths, columns, rounding, 1.0)
    if report.rank == columns.p and not isinstance(first_pass(gram, columns, eta), Declined):
        return Declined("the columns are independent as far as float64 can tell")
    while report.rank == columns.p:  # Cholesky has declined: some column must be left out
        rounding *= 4.0
        if not rounding <= 1.0:  # it declined for the size of the values
            raise DataError(
                "A column has values whose squares are out of range: multiply it by a power of ten."
            )
        report = _report(system, lengths, columns, rounding, 1.0)
    digits_needed = Finding(
        code="more_digits_needed",
        columns=(),
        evidence=(
            "Columns are dependent as far as a summary in float64 can tell, which is "
            f"{rounding:.1g} of their size."
        ),
        fix="Allow a second pass over the data, or summarize them with --exact.",
    )
    return replace(_answer(design, system, columns, report), findings=(digits_needed,))


def _report(
    system: UnitSystem, norms: Vector, columns: Columns, roundoff: float, threshold: float
) -> RankReport:
    square = slice(0, columns.p), slice(0, columns.p)
    return rank_report(take(system.gram, square), norms, columns, system.unit, roundoff, threshold)


def _answer(design: Design, system: UnitSystem, columns: Columns, report: RankReport) -> Answer:
    p, k, kept = columns.p, columns.k, np.array(report.kept, dtype=int)
    half, size = pair(np.zeros((0, k))), system.target_lengths
    shifted = np.zeros((p, k)), np.zeros((p, k))
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
    if design.rows is None:
        residual_norms = system.residual_norms(half, size)[0]
    else:
        # The kept columns may be barely independent: only the rows tell what the residuals are.
        residual_norms = np.sqrt(pair_residual_pass(design.rows, user)[1])
    null = np.zeros((p, len(report.dependent)))
    for column, dependence in enumerate(report.dependent):
        null[list(dependence.kept), column] = -dependence.weights
        null[dependence.column, column] = 1.0
    null = columns.transform(system.unit) @ null
    return Answer(
        weights=smallest(columns.to_user_pair(user)[0], null),
        low=None,
        error=None,
        residual_norms=residual_norms,
        inverse_factor=None,
        moments=system.moments,
        rank=report.rank,
        passes=3,
        report=report,
        notes=(NO_BOUND,),
    )


def smallest(weights: Matrix, null: Matrix) -> Matrix:
    """Subtract from `weights` their projection on the columns of `null`, twice for accuracy."""
    basis = np.linalg.qr(null / np.abs(null).max(axis=0))[0]
    for _ in range(2):
        weights = weights - basis @ (basis.T @ weights)
    return weights
