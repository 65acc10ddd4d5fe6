"""Minimum-norm solver: the smallest of the weights that fit equally well, and the rank.

When the other columns follow from the kept ones, X_b = B F with B (n, r) the kept columns and
F = [I, C] (r, p), every least-squares solution is some w₀ plus a combination of

    N = [−C; I]    (p, p − r)     X_b N = 0

and the smallest over all weights, the intercept among them, is w = w₀ − N (NᵀN)⁻¹ Nᵀ w₀, the
lesson's `pinv(X_b) @ y` without its cutoff: the rank comes from `rank.py`, so no unit changes it.

A weight whose row of N is zero is the same in all of them. With V = T R⁻¹ of the kept columns it
has the standard error s‖V_j‖, and the bound of the exact solver, to which is added what the choice
of the kept columns may change, since rounding leaves neither the rows nor the distances quite zero.
A dependent column at the distance δ in place of x_k, of which it has c_k, moves the weight by

    |N_j| |b_k / c_k| + ‖V_j‖ ‖V_k / c_k‖ δ ‖r‖        to first order, and twice that is added
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from downslope.errors import DataError, PrecisionError
from downslope.findings import Finding
from downslope.numerics import triangular
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, Pair, pair, scale, take
from downslope.solvers.certificate import LARGEST_SPREAD
from downslope.solvers.cholesky import first_pass
from downslope.solvers.contract import Accuracy, Answer, Declined, Design
from downslope.solvers.exact import UnitSystem
from downslope.solvers.rank import (
    DEPENDENT_ROUNDINGS,
    LEAST_EXPLAINED,
    NEARLY_DEPENDENT_ROUNDINGS,
    RankReport,
    rank_report,
)
from downslope.solvers.residuals import pair_distance, pair_residual_pass
from downslope.solvers.rows import Columns, Rows

WIDEST_MINIMUM_NORM = 400  # columns: p³ operations on pairs take seconds beyond
ROOT_ROUNDINGS = 4.0  # √w is itself rounded, and moves every column that it multiplies
NO_BOUND = "Weights that the data do not determine carry no bound: the rank itself is a decision."


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Find the minimum-norm weights; decline when the columns are independent."""
    return _from_exact(
        design,
        DEPENDENT_ROUNDINGS,
        Declined("the columns are independent to the rounding of the data"),
    )


def solve_nearly_dependent(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Find minimum-norm weights without a bound: nearly dependent columns count as dependent.

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
    system = UnitSystem.of(*found)
    columns = system.columns
    # Values given as pairs come from a few operations on pairs, each of which rounds.
    roundoff = 4.0 * PAIR_ROUNDOFF if columns.paired else UNIT_ROUNDOFF
    if columns.weighted:
        roundoff *= ROOT_ROUNDINGS
    norms = system.moments.column_norms() * system.unit
    most = (NEARLY_DEPENDENT_ROUNDINGS * UNIT_ROUNDOFF) ** 2
    certain = threshold == DEPENDENT_ROUNDINGS
    measured, rows = None, None
    if design.rows is not None:
        rows = replace(design.rows, origin=columns.origin)
        measured = partial(pair_distance, rows, system.unit)
    square = slice(0, columns.p), slice(0, columns.p)
    report = rank_report(
        take(system.gram, square),
        norms,
        columns,
        system.unit,
        roundoff,
        threshold,
        min(system.eta, most),
        measured,
        least_explained=LEAST_EXPLAINED if certain else 0.0,
    )
    if report.rank == columns.p:
        return independent
    return _answer(rows, system, columns, report, certain=certain)


def _from_float(design: Design) -> Answer | Declined:
    """Find the minimum norm as far as a Gram matrix in float64 tells the columns apart."""
    gram, eta = design.gram()
    columns = design.columns
    system = UnitSystem.of_float(gram, columns, eta)
    lengths = np.sqrt(np.maximum(system.gram[0].diagonal()[: columns.p], 0.0))
    rounding = float(np.sqrt(3.0 * columns.p * eta))
    square = slice(0, columns.p), slice(0, columns.p)
    rank_of = partial(rank_report, take(system.gram, square), lengths, columns, system.unit)
    report = rank_of(rounding, 1.0, least_explained=0.0)
    if report.rank == columns.p and not isinstance(first_pass(gram, columns, eta), Declined):
        return Declined("the columns are independent as far as float64 can tell")
    while report.rank == columns.p:  # Cholesky has declined: some column must be left out
        rounding *= 4.0
        if not rounding <= 1.0:  # it declined for the size of the values
            raise DataError(
                "A column has values whose squares are out of range: rescale it by a power of ten."
            )
        report = rank_of(rounding, 1.0, least_explained=0.0)
    digits_needed = Finding(
        code="more_digits_needed",
        columns=(),
        evidence=(
            "Columns are dependent as far as a summary in float64 can tell: to within "
            f"{rounding:.1g} of their size."
        ),
        fix=(
            "Give max_passes (--max-passes) one more pass over the data, or summarize them with "
            "accuracy='full' (--accuracy full)."
        ),
    )
    answer = _answer(None, system, columns, report, certain=False)
    return replace(answer, findings=(digits_needed,))


def _answer(
    rows: Rows | None, system: UnitSystem, columns: Columns, report: RankReport, *, certain: bool
) -> Answer:
    """Return the smallest weights; where the rank is `certain`, with what they leave determined."""
    p, k, kept = columns.p, columns.k, np.array(report.kept, dtype=int)
    half, size = pair(np.empty((0, k))), system.target_lengths
    shifted = np.zeros((p, k)), np.zeros((p, k))
    inverse = pair(np.zeros((0, 0)))
    if len(kept):
        factor = triangular.cholesky(take(system.gram, np.ix_(kept, kept)))
        if factor is None:  # the pivoted factor exists, so this is rounding at 100 bits
            raise PrecisionError(
                "100 bits are not enough to tell the independent columns apart: drop those that "
                "are nearly "
                "combinations of others."
            )
        half = triangular.solve_lower(factor, take(system.gram, (kept, slice(p, None))))
        beta = triangular.solve_upper(factor, half)
        shifted[0][kept], shifted[1][kept] = beta
        size = size + np.abs(beta[0]).sum(axis=0)
        inverse = triangular.inverse(factor)
    user = scale(shifted, system.unit[:, np.newaxis] / system.target_unit)
    unknown = None
    if rows is None:
        residual_norms = system.residual_norms(half, size)[0]
        if system.eta > UNIT_ROUNDOFF:  # of sums in float64, after which no fit is known as exact
            unknown = np.sqrt(2.0 * system.eta) * size / system.target_unit
    else:
        # The kept columns may be barely independent: only the rows tell what the residuals are.
        residual_norms = np.sqrt(pair_residual_pass(rows, user)[1])
    null = np.zeros((p, len(report.dependent)))
    for column, dependence in enumerate(report.dependent):
        null[list(dependence.kept), column] = -dependence.weights
        null[dependence.column, column] = 1.0
    to_user = columns.transform(system.unit)
    # Of the next product: p terms and their sums.
    lost = p * UNIT_ROUNDOFF * (np.abs(to_user) @ np.abs(null))
    null = to_user @ null
    weights = columns.to_user_pair(user)[0]
    lengths = error = traded = None
    if certain and len(kept):
        lengths, error, traded = _determined(
            system, columns, report, inverse, null, lost, beta[0], residual_norms, size
        )
        error += (p + 2.0) * PAIR_ROUNDOFF * columns.magnitude(weights)
        null[np.isfinite(lengths)] = 0.0
        if np.isnan(lengths).all():
            lengths = error = None
    return Answer(
        weights=smallest(weights, null),
        low=None,
        error=error,
        lengths=lengths,
        traded=traded,
        residual_norms=residual_norms,
        residual_rounding=unknown,
        inverse_factor=None,
        moments=system.moments,
        rank=report.rank,
        passes=3,
        report=report,
        notes=(NO_BOUND,),
    )


def _determined(
    system: UnitSystem,
    columns: Columns,
    report: RankReport,
    inverse: Pair,
    null: Matrix,
    lost: Matrix,
    beta: Matrix,
    residual_norms: Vector,
    size: Vector,
) -> tuple[Vector, Matrix, np.ndarray]:
    """Return ‖V_j‖ (p,), a bound on the error (p, k), and which weights trade (p, p − r).

    Both are NaN for undetermined weights. Weights trade that are part of the same dependence.
    `lost` bounds the rounding of `null`, N (p, p − r) in the user's units.
    """
    kept = np.array(report.kept, dtype=int)
    spread = system.eta * float(np.abs(inverse[0] @ inverse[0].T).sum())
    factor = np.zeros((columns.p, len(kept))), np.zeros((columns.p, len(kept)))
    factor[0][kept], factor[1][kept] = inverse
    user = columns.transform_pair(system.unit, factor)[0]
    lengths, own = row_norms(user), row_norms(inverse[0])
    reach = np.abs(user @ inverse[0].T).sum(axis=1) / max(1.0 - spread, 1.0 - LARGEST_SPREAD)
    error = np.multiply.outer(reach, system.eta * size)
    traded = null != 0.0
    for column, each in enumerate(report.dependent):
        slack = max(DEPENDENT_ROUNDINGS * each.noise, each.distance)
        tolerance = np.where(np.isin(np.arange(columns.p), kept), slack * lengths, 0.0)
        traded[:, column] = np.abs(null[:, column]) > tolerance
        terms = np.abs(each.weights) > slack * own
        if terms.any():
            part = 1.0 / np.abs(each.weights[terms])
            taken = (np.abs(beta[terms]) * part[:, np.newaxis]).max(axis=0)
            error += 2.0 * np.multiply.outer(np.abs(null[:, column]) + lost[:, column], taken)
            left = each.distance * float((own[terms] * part).max())
            error += 2.0 * left * np.multiply.outer(lengths, residual_norms * system.target_unit)
    lengths = np.where(traded.any(axis=1) | (spread >= LARGEST_SPREAD), np.nan, lengths)
    return lengths, error / system.target_unit + 0.0 * lengths[:, np.newaxis], traded


def smallest(weights: Matrix, null: Matrix) -> Matrix:
    """Subtract from `weights` their projection on the columns of `null`, twice for accuracy."""
    sizes = np.abs(null).max(axis=0)
    basis = np.linalg.qr(null / np.where(sizes > 0.0, sizes, 1.0))[0]
    for _ in range(2):
        weights = weights - basis @ (basis.T @ weights)
    return weights
