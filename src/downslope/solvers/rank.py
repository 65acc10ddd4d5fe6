"""Rank of a design: columns that are combinations of others, to the rounding of the data.

A pivoted Cholesky factorization of the Gram matrix in double-double takes the columns in the
order of their remaining size. Column j is dependent when its distance to the span of the
columns taken before is at most what one rounding of the data could make it:

    dist_j ≤ 8 · ν_j,    ν_j = (u/√3) · √(‖x_j‖² + Σ_k w_k² ‖x_k‖²)

with raw norms and the weights w_k of its combination. u/√3 is the root mean square of one
rounding. True dependences measure 0.3 to 1.6 ν; Filip, which every cutoff on singular values of
raw columns gets wrong, 9e6 ν. Between 8 ν and 1e4 ν the columns count as independent, and the
report warns. The intercept comes first and is always kept. One and the same value is rounded alike
in every row, so a column is dependent only if the others explain most of how it varies, or if it
does not vary: the steps of 1e15 + x are data. The square of a distance also carries
the rounding η of the Gram matrix, (1 + Σ|w_k|)² η for columns of length one. What is below it is
measured from the rows, and counts as zero where there are none.

A cutoff on singular values (np.linalg.matrix_rank) was rejected: it changes with the units.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from downslope.numerics.arrays import Vector
from downslope.numerics.doubledouble import (
    PAIR_ROUNDOFF,
    UNIT_ROUNDOFF,
    Pair,
    divide,
    multiply,
    pair,
    take,
    total,
)
from downslope.numerics.triangular import eliminate
from downslope.solvers.rows import Columns

DEPENDENT_ROUNDINGS = 8.0  # ν
NEARLY_DEPENDENT_ROUNDINGS = 1e4  # ν
LEAST_EXPLAINED = 0.75  # of the square of a column's distance to the intercept


@dataclass(frozen=True, slots=True, eq=False)
class Dependence:
    """Column that equals the sum of `weights` times the columns `kept`, to their rounding."""

    column: int
    kept: tuple[int, ...]
    weights: Vector  # in the units of the Gram matrix given
    distance: float  # from the combination, in these units, or a bound on it
    noise: float  # ν: what one rounding of the data may make of the distance


Measured = Callable[[int, Sequence[int], Pair], float]


@dataclass(frozen=True, slots=True, eq=False)
class RankReport:
    """Columns that span the design, and the combinations of them that give the others."""

    kept: tuple[int, ...]
    dependent: tuple[Dependence, ...]
    unit: Vector  # (p,) user's column · unit = column of the Gram matrix given
    origin: Vector  # (d,) of the features, in the user's units

    @property
    def rank(self) -> int:
        """Number of independent columns."""
        return len(self.kept)


def rank_report(
    gram: Pair,
    raw_norms: Vector,
    columns: Columns,
    unit: Vector,
    roundoff: float = UNIT_ROUNDOFF,
    threshold: float = DEPENDENT_ROUNDINGS,
    gram_rounding: float = 0.0,
    measured: Measured | None = None,
    least_explained: float = LEAST_EXPLAINED,
) -> RankReport:
    """Find the rank of p columns from their Gram matrix (p, p) in double-double.

    Parameters
    ----------
    gram : pair of ndarrays of shape (p, p)
        Of columns measured from any origin.
    raw_norms : ndarray of shape (p,)
        Norms of the columns as given, in the units of `gram`.
    columns : Columns
        Their origin and their intercept, which is kept before any other.
    unit : ndarray of shape (p,)
        Factor of each column in `gram`.
    roundoff : float
        Relative rounding of the inputs.
    threshold : float
        Distance, in roundings ν, up to which a column counts as dependent.
    gram_rounding : float
        Bound η on the rounding of an entry of `gram`, if its columns are of about length one.
    measured : callable, optional
        Returns the distance of a column from a combination of others, from the rows.
    least_explained : float
        Share of a column's variation that others explain if it depends on them; 0 where the Gram
        matrix does not tell the variation.

    Returns
    -------
    RankReport
        The rank is at most the number of rows.

    """
    p, first = len(raw_norms), columns.d if columns.intercept else None
    span = _Span.of(gram)
    explained = np.full(p, np.inf)
    sizes = np.where(gram[0].diagonal() > 0.0, gram[0].diagonal(), 1.0)
    remaining = list(range(p))

    def dependence(j: int, weights: Pair) -> tuple[Dependence, bool]:
        """Return a column's dependence, and whether nothing tells its distance from zero."""
        found = span.dependence(j, weights, raw_norms, roundoff)
        least = float(np.sqrt(gram_rounding) * (1.0 + np.abs(found.weights).sum()))
        if found.distance > least:
            return found, False
        distance = least if measured is None else measured(j, span.kept, weights)
        return replace(found, distance=distance), measured is None

    # Roots of weights are rounded, and make even a constant vary.
    own = roundoff if columns.weighted else 4.0 * PAIR_ROUNDOFF
    same = np.square(threshold * own) * gram[0].diagonal()

    while remaining and len(span.kept) < columns.n:
        j = first if first in remaining else max(remaining, key=lambda t: span.left(t) / sizes[t])
        weights = span.weights(j)
        if j != first:
            found, is_zero = dependence(j, weights)
            if is_zero or found.distance <= min(threshold * found.noise, explained[j]):
                break
        remaining.remove(j)
        span.extend(j, weights, remaining)
        if j == first:
            alone = (1.0 - least_explained) * span.rest[0].diagonal()
            explained = np.sqrt(np.maximum(alone, same))
    kept = tuple(span.kept)
    dependent = (dependence(t, span.weights(t))[0] for t in remaining)
    if columns.column_scale is not None:
        unit = unit * columns.column_scale
    return RankReport(kept, tuple(dependent), unit, columns.user_origin)


@dataclass(frozen=True, slots=True, eq=False)
class _Span:
    """Columns kept so far: their triangle R with its inverse, and what is left of the others.

    R⁻¹ grows with R, since the weights of a column that joins are its new column up to a
    factor; back-substitution would begin again for every column.
    """

    kept: list[int]
    rest: Pair  # (p, p) the Gram matrix of what the kept columns do not explain
    factor: Pair  # (p, p) rows of R, its columns in the order of the Gram matrix
    inverse: Pair  # (p, p) R⁻¹ of the kept columns, in their order

    @classmethod
    def of(cls, gram: Pair) -> _Span:
        shape = gram[0].shape
        rest = gram[0].copy(), gram[1].copy()
        return cls([], rest, pair(np.zeros(shape)), pair(np.zeros(shape)))

    def left(self, j: int) -> float:
        """Return the square of column j's distance to the span."""
        return float(self.rest[0][j, j])

    def weights(self, j: int) -> Pair:
        """Return the weights (r,) of column j's projection: R⁻¹ times its part of R."""
        r = len(self.kept)
        if r == 0:
            return pair(np.zeros(0))
        inverse = take(self.inverse, (slice(r), slice(r)))
        return total(multiply(inverse, take(self.factor, (slice(r), j))), axis=1)

    def dependence(self, j: int, weights: Pair, raw_norms: Vector, roundoff: float) -> Dependence:
        """Return how near column j is to its projection, which has these `weights`."""
        kept = tuple(self.kept)
        size = np.hypot(raw_norms[j], np.linalg.norm(weights[0] * raw_norms[list(kept)]))
        distance = float(np.sqrt(max(self.left(j), 0.0)))
        return Dependence(j, kept, weights[0], distance, float(size * (roundoff / np.sqrt(3.0))))

    def extend(self, j: int, weights: Pair, remaining: list[int]) -> None:
        """Keep column j, which has these `weights`; the columns `remaining` are left."""
        r, others = len(self.kept), np.array(remaining, dtype=int)
        eliminate(*self.rest, self.factor, r, j, np.append(others, j), others)
        column = pair(np.append(-weights[0], 1.0), np.append(-weights[1], 0.0))
        column = divide(column, take(self.factor, (r, j)))
        self.inverse[0][: r + 1, r], self.inverse[1][: r + 1, r] = column
        self.kept.append(j)
