"""Which columns are combinations of the others, to the rounding of the data.

A Cholesky factorisation with pivoting of the Gram matrix in double-double takes the columns in
the order of what is left of them. Column j is dependent when its distance to the span of the
columns taken before is no more than rounding the data once would make it:

    dist_j ≤ 8 · ν_j,    ν_j = (u/√3) · √(‖x_j‖² + Σ_k w_k² ‖x_k‖²)

with raw norms and the weights w_k of its combination. u/√3 is the root mean square of one
rounding. True dependences measure 0.3 to 1.6 ν; Filip, which every cutoff on singular values of
raw columns gets wrong, 9e6 ν. Between 8 ν and 1e4 ν the columns count as independent, and the
report warns. The intercept comes first and is always kept.

A cutoff on singular values (np.linalg.matrix_rank) was rejected: it changes with the units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downslope.arrays import Matrix, Vector
from downslope.doubledouble import UNIT_ROUNDOFF, Pair, pair, take
from downslope.triangular import eliminate, solve_upper

DEPENDENT = 8.0  # roundings ν
NEARLY_DEPENDENT_ROUNDINGS = 1e4  # ν


@dataclass(frozen=True, slots=True, eq=False)
class Dependence:
    """Column `column` is the sum of `weights` times the columns `kept`, or nearly."""

    column: int
    kept: tuple[int, ...]
    weights: Vector  # in the units of the Gram matrix given
    ratio: float  # distance / ν


@dataclass(frozen=True, slots=True, eq=False)
class RankReport:
    """The columns that span the design, and how the others follow from them."""

    kept: tuple[int, ...]
    dependent: tuple[Dependence, ...]
    nearest: Dependence | None  # the kept column that is closest to the span of the others

    @property
    def rank(self) -> int:
        """Independent columns."""
        return len(self.kept)


def rank_report(
    gram: Pair,
    raw_norms: Vector,
    first: int | None,
    roundoff: float = UNIT_ROUNDOFF,
    threshold: float = DEPENDENT,
    rows: int | None = None,
) -> RankReport:
    """The rank of p columns from their Gram matrix (p, p) in double-double.

    Args:
        gram: of columns measured from any origin.
        raw_norms: (p,) norms of the columns as given, in the units of `gram`.
        first: the intercept's column, kept before any other.
        roundoff: relative rounding of the inputs.
        threshold: distance, in roundings ν, up to which a column counts as dependent.
        rows: how many there are, which the rank cannot exceed.

    """
    p = len(raw_norms)
    high, low = gram[0].copy(), gram[1].copy()
    sizes = np.where(gram[0].diagonal() > 0.0, gram[0].diagonal(), 1.0)
    factor = pair(np.zeros((p, p)))
    kept: list[int] = []
    remaining = list(range(p))
    nearest: Dependence | None = None
    while remaining and len(kept) < (p if rows is None else rows):
        j = first if first in remaining else max(remaining, key=lambda t: high[t, t] / sizes[t])
        found = _distance(factor, high, kept, j, raw_norms, roundoff)
        if j != first and found.ratio <= threshold:
            break
        if j != first and (nearest is None or found.ratio < nearest.ratio):
            nearest = found
        remaining.remove(j)
        rest = np.array(remaining, dtype=int)
        eliminate(high, low, factor, len(kept), j, np.append(rest, j), rest)
        kept.append(j)
    dependent = tuple(
        _distance(factor, high, kept, t, raw_norms, roundoff) for t in sorted(remaining)
    )
    return RankReport(tuple(kept), dependent, nearest)


def _distance(
    factor: Pair, high: Matrix, kept: list[int], j: int, raw_norms: Vector, roundoff: float
) -> Dependence:
    """How far column j is from the kept columns, in units of its own rounding."""
    weights = np.zeros(0)
    if kept:
        triangle = take(factor, np.ix_(range(len(kept)), kept))
        column = factor[0][: len(kept), [j]], factor[1][: len(kept), [j]]
        weights = solve_upper(triangle, column)[0][:, 0]
    noise = np.hypot(raw_norms[j], np.linalg.norm(weights * raw_norms[kept]))
    noise *= roundoff / np.sqrt(3.0)
    distance = np.sqrt(max(high[j, j], 0.0))
    return Dependence(j, tuple(kept), weights, float(distance / noise) if noise > 0.0 else 0.0)
