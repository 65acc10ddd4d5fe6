"""Collinearity: condition indices, variance proportions, VIF, and findings on dependent columns.

With every column of the design scaled to length one and its SVD U Σ Vᵀ (Belsley, Kuh, and Welsch,
"Regression Diagnostics", 1980, chapter 3; uncentered, the intercept's column included):

    condition index_k      η_k = σ_max / σ_k            above 30 the dependence is harmful
    variance proportion    π_kj ∝ v_jk² / σ_k²          the share of Var(b_j) that it causes
    VIF_j                  = (XᵀX)⁻¹_jj · ‖x_j − x̄_j‖²   variance against uncorrelated columns
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.findings import (
    Finding,
    combination,
    constant_column,
    dependent_columns,
    nearly_dependent_columns,
)
from downslope.formatting import plain_dict
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.solvers.rank import DEPENDENT_ROUNDINGS, Dependence, RankReport
from downslope.solvers.rows import Moments

WARN_AMPLIFICATION = 100.0  # VIF 1e4: standard errors × 100, two digits of the data lost


@dataclass(frozen=True, slots=True, eq=False)
class Collinearity:
    """Belsley's diagnostics of a design with p columns, the intercept's last."""

    condition_indices: Vector  # (p,) ascending; the last is the condition number
    variance_proportions: Matrix  # (p, p) row k: share of index k in each weight's variance
    vif: Vector  # (d,) of the features; of uncentered columns in a model without an intercept

    def to_dict(self) -> dict[str, object]:
        return plain_dict(
            {
                "condition_indices": self.condition_indices,
                "variance_proportions": self.variance_proportions,
                "vif": self.vif,
            }
        )


@np.errstate(all="ignore")  # where float64 overflows they are infinite or NaN
def collinearity(factor: Matrix | None, moments: Moments) -> Collinearity | None:
    """Compute the diagnostics from R⁻¹ (p, p); None if the rank is below p."""
    if factor is None:
        return None
    norms = moments.column_norms()
    if not np.isfinite(factor * norms[:, np.newaxis]).all():
        return None
    # The inverse of the scaled design's R: its singular values are 1/σ, its left vectors V.
    vectors, inverse_values, _ = np.linalg.svd(factor * norms[:, np.newaxis])
    inverse_values, vectors = inverse_values[::-1], vectors[:, ::-1]
    shares = (vectors * inverse_values) ** 2
    centered = moments.centered_norms()
    return Collinearity(
        condition_indices=inverse_values / inverse_values[0],
        variance_proportions=(shares / shares.sum(axis=1, keepdims=True)).T,
        vif=(row_norms(factor)[: len(centered)] * centered) ** 2,
    )


def near_dependence(
    inverse_factor: Matrix, moments: Moments, names: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Return a finding if a column is nearly a combination of the others, with its cost."""
    centered = moments.centered_norms()
    d = len(centered)
    scaled = inverse_factor[:d] * centered[:, np.newaxis]
    amplification = row_norms(scaled)
    worst = float(amplification.max())
    if worst < WARN_AMPLIFICATION or not np.isfinite(scaled).all():
        return ()
    direction = np.linalg.svd(scaled)[0][:, 0]
    weights = direction / centered
    lead = int(np.argmax(np.abs(direction)))
    terms = [
        (-weights[k] / weights[lead], names[k])
        for k in np.argsort(-np.abs(direction))
        if k != lead and abs(direction[k]) > 0.05 * abs(direction[lead])
    ]
    columns = (names[lead], *(name for _, name in terms))
    if not terms:
        relation = f"'{names[lead]}' is nearly constant"
    else:
        constant = " + a constant" if moments.intercept else ""
        relation = f"{combination(names[lead], terms, nearly=True)}{constant}"
    return (nearly_dependent_columns(relation, columns, worst),)


def rounded_columns(moments: Moments, names: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return a finding for each column that varies by no more than roundings of its values."""
    spread = moments.centered_norms()
    size = moments.column_norms()[: len(spread)] * (UNIT_ROUNDOFF / np.sqrt(3.0))
    return tuple(
        Finding(
            code="varies_by_rounding",
            columns=(names[j],),
            evidence=(
                f"'{names[j]}' varies by no more than {DEPENDENT_ROUNDINGS:.0f} roundings of its "
                "values: if float64 rounded them, its weight and the intercept mean nothing."
            ),
            fix="Leave it out, or subtract a constant before the values are rounded.",
        )
        for j in np.flatnonzero((spread > 0.0) & (spread <= DEPENDENT_ROUNDINGS * size))
    )


def rank_findings(
    report: RankReport, names: tuple[str, ...], *, intercept: bool
) -> tuple[Finding, ...]:
    """Return a finding per dependent column, with its combination in the user's units.

    `names` (p,) are those of the weights.
    """
    return tuple(
        _dependent(found, report, names, intercept=intercept) for found in report.dependent
    )


def _dependent(
    found: Dependence, report: RankReport, names: tuple[str, ...], *, intercept: bool
) -> Finding:
    unit, origin = report.unit, report.origin
    j, kept = found.column, np.array(found.kept, dtype=int)
    name = names[j]
    places = np.argsort(kept)
    kept, scaled = kept[places], found.weights[places]
    weights = scaled * unit[kept] / unit[j]
    features = kept < len(origin)
    sizes = np.abs(scaled)
    shown = features & (sizes > 1e-6 * max(1.0, sizes.max(initial=0.0)))
    constant = 0.0
    if intercept:
        # x_j − m_j = Σ w_k (x_k − m_k) + w_0
        constant = float(
            origin[j] + weights[~features].sum() - weights[features] @ origin[kept[features]]
        )
        size = abs(origin[j]) + np.abs(weights[features] * origin[kept[features]]).sum()
        if abs(constant) <= 64.0 * UNIT_ROUNDOFF * size:
            constant = 0.0
    if not shown.any():
        return constant_column(name, constant)
    terms = [(float(w), names[k]) for w, k in zip(weights[shown], kept[shown], strict=True)]
    columns = (name, *(other for _, other in terms))
    return dependent_columns(combination(name, terms, constant), columns)
