"""Exact solver: normal equations in about 100 bits, from exact products and double-double.

    G = [1, Z, t]ᵀ[1, Z, t]   by `ExactGram`, in one pass: no rounding however many rows
    G = RᵀR                   Cholesky in double-double, the intercept's column first
    R b = R₁..p,t             and rss = the last pivot squared

Squaring the condition number does no harm while κ² stays well below 2⁹⁵: weights are correctly
rounded up to κ ≈ 1e9 and certified up to κ ≈ 1e13. Summaries merge in any order. Rows in memory
are read twice (`passes`): first for the largest value of every column, which fixes the scale of
its slices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from downslope.numerics import triangular
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import (
    PAIR_ROUNDOFF,
    UNIT_ROUNDOFF,
    Pair,
    add,
    fast_two_sum,
    multiply,
    pair,
    scale,
    subtract,
    take,
    total,
    two_sum,
)
from downslope.numerics.gram import (
    BLOCK_ROWS,
    FEW_SLICES,
    SLICES,
    ExactGram,
    Scale,
    about_means,
)
from downslope.numerics.threads import each_task
from downslope.solvers.certificate import (
    LARGEST_SPREAD,
    inverse_rounding,
    pair_rounding,
    stored_inverse_rounding,
)
from downslope.solvers.contract import Accuracy, Answer, Declined, Design
from downslope.solvers.rows import Columns, Moments, Rows, value_ranges

CERTAIN_RESIDUALS = 1e-6  # relative error of a residual norm from about 60 bits


def solve(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Solve from the exact summary alone."""
    found = design.exact_gram()
    if isinstance(found, Declined):
        return found
    return _solve_system(UnitSystem.of(*found), accuracy)


def solve_reproducibly(design: Design, accuracy: Accuracy) -> Answer | Declined:
    """Solve from about 60 bits, which cost less and depend on the order of rows as little."""
    found = design.exact_gram(FEW_SLICES)
    if isinstance(found, Declined):
        return found
    return _solve_system(UnitSystem.of(*found), accuracy)


def exact_gram(rows: Rows, slices: int = SLICES) -> tuple[ExactGram, Columns]:
    """Make the exact summary of the rows, after a first pass for the scale of every column.

    Returns
    -------
    ExactGram
        The same bits for the same rows in any order.
    Columns
        The columns as it measures them.

    """
    low, high = value_ranges(rows)
    heaviest = 1.0 if rows.weights is None else float(rows.weights.max())
    scale = Scale.of_ranges(low, high, k=rows.k, intercept=rows.intercept, heaviest=heaviest)
    origin = np.delete(scale.origin, rows.d) if rows.intercept else scale.origin
    rows = replace(rows, origin=origin)

    def task(start: int, stop: int) -> ExactGram:
        edges = range(start, stop, BLOCK_ROWS)
        blocks = (rows.pair_block(first, min(first + BLOCK_ROWS, stop)) for first in edges)
        return ExactGram.of_blocks(scale, blocks, slices)

    summary = ExactGram.empty(scale, slices)
    for part in each_task(task, rows.n, max(rows.task_rows, BLOCK_ROWS)):
        summary += part
    return summary, rows.columns


def _solve_system(system: UnitSystem, accuracy: Accuracy) -> Answer | Declined:
    columns, order = system.columns, system.order
    p = columns.p
    factor = triangular.cholesky(take(system.gram, np.ix_(order, order)))
    if factor is None:
        return Declined(
            f"the columns are dependent to about {system.bits} bits (a pivot is not positive)"
        )
    inverse_factor = triangular.inverse(factor)
    inverse = np.abs(inverse_factor[0] @ inverse_factor[0].T)
    spread = system.eta * float(inverse.sum())
    if not spread < LARGEST_SPREAD:
        return Declined(
            f"the columns are too close to dependent for a Gram matrix in {system.bits} bits "
            f"(rounding may change its inverse by {spread:.1g} of itself)"
        )
    half = triangular.solve_lower(factor, take(system.gram, (order, slice(p, None))))
    back = np.argsort(order)
    beta = take(triangular.solve_upper(factor, half), back)
    inverse_factor = take(inverse_factor, back)
    size = np.abs(beta[0]).sum(axis=0) + system.target_lengths
    residual_norms, certain = system.residual_norms(half, size)
    amplification = float(np.sqrt(np.abs(inverse.diagonal()).max()))
    lengths = residual_norms * system.target_unit
    lost = np.divide(
        system.eta * size * size, lengths * lengths,
        out=np.full_like(size, np.inf), where=lengths > 0.0,
    )  # fmt: skip
    weights = columns.to_user_pair(scale(beta, system.unit[:, np.newaxis] / system.target_unit))
    user_factor = columns.transform_pair(system.unit, inverse_factor)
    reach = np.abs(user_factor[0] @ inverse_factor[0][order].T).sum(axis=1)
    error = np.multiply.outer(reach, system.eta * size / system.target_unit) / (1.0 - spread)
    return Answer(
        weights=weights[0],
        low=weights[1],
        error=error + (p + 2.0) * PAIR_ROUNDOFF * columns.magnitude(weights[0]),
        residual_norms=residual_norms,
        residuals_certain=bool(np.all(lost < CERTAIN_RESIDUALS))
        if system.few
        else certain or accuracy is not Accuracy.FULL,
        residual_error=lost + 4.0 * UNIT_ROUNDOFF,
        inverse_error=inverse_rounding(inverse_factor[0], system.eta)
        + stored_inverse_rounding(p, amplification),
        inverse_factor=user_factor[0],
        moments=system.moments,
        rank=p,
        amplification=amplification,
        passes=2,
    )


@dataclass(frozen=True, slots=True, eq=False)
class UnitSystem:
    """Gram matrix in double-double with columns scaled by powers of two to about length one.

    The order of columns is that of `Rows`: features, the intercept's ones, targets.
    """

    gram: Pair  # (q, q)
    unit: Vector  # (p,) user's column · unit = this column
    target_unit: Vector  # (k,)
    order: np.ndarray  # (p,) the intercept's column first: eliminating it centers the others
    eta: float  # bound on the error of each entry of gram, of its factor and its inverse
    moments: Moments
    columns: Columns  # as the Gram matrix measures them
    few: bool = False  # whether it has about 60 bits, which do not tell an exact fit

    @classmethod
    def of(cls, summary: ExactGram, columns: Columns) -> UnitSystem:
        """Return the system of the summary of these columns."""
        p = columns.p
        gram = summary.gram()
        wrong = summary.rounding() + 0.0 * gram[0].diagonal()
        factors = summary.scale.factors()
        if columns.intercept:
            gram, wrong, columns = _from_means(gram, summary, columns)
        diagonal = gram[0].diagonal()
        exponents = np.round(0.5 * np.log2(np.where(diagonal > 0.0, diagonal, 1.0)))
        ratio = np.ldexp(1.0, -exponents.astype(int))
        unit = factors * ratio
        gram = scale(gram, ratio * ratio[:, np.newaxis])
        # Lengths lie in [2^-½, 2^½], so that a bound for unit columns doubles.
        eta = 2.0 * pair_rounding(p) + float((wrong * ratio**2).max())
        order = np.roll(np.arange(p), 1) if columns.intercept else np.arange(p)
        moments = Moments.of_gram(gram[0], columns.origin, p, columns.intercept).rescaled(unit)
        few = summary.slices == FEW_SLICES
        return cls(gram, unit[:p], unit[p:], order, eta, moments, columns, few)

    @classmethod
    def of_float(cls, gram: Matrix, columns: Columns, eta: float) -> UnitSystem:
        """Return the system of [Z, t]ᵀ[Z, t] (q, q) in float64, right to `eta` times the norms."""
        p = columns.p
        diagonal = gram.diagonal()
        exponents = np.round(0.5 * np.log2(np.where(diagonal > 0.0, diagonal, 1.0)))
        unit = np.ldexp(1.0, -exponents.astype(int))
        order = np.roll(np.arange(p), 1) if columns.intercept else np.arange(p)
        moments = Moments.of_gram(gram, columns.origin, p, columns.intercept)
        scaled = pair(gram * unit * unit[:, np.newaxis])
        return cls(scaled, unit[:p], unit[p:], order, 2.0 * eta, moments, columns)

    @property
    def bits(self) -> int:
        """Number of bits that its sums are right to, in round figures."""
        return 60 if self.few else 100

    @property
    def target_lengths(self) -> Vector:
        """Norms ‖t‖ in the system's units, shape (k,)."""
        p = len(self.unit)
        lengths: Vector = np.sqrt(self.gram[0].diagonal()[p:])
        return lengths

    def residual_norms(self, half: Pair, size: Vector) -> tuple[Vector, bool]:
        """Return √rss (k,) in the user's units, and whether it exceeds its own rounding.

        A residual sum of squares below its rounding is zero: the fit is exact to 100 bits.
        """
        p = len(self.unit)
        targets = np.arange(p, len(self.gram[0]))
        rss = subtract(take(self.gram, (targets, targets)), total(multiply(half, half)))[0]
        known = rss > 2.0 * self.eta * size * size
        norms: Vector = np.sqrt(np.where(known, rss, 0.0)) / self.target_unit
        return norms, bool(np.all(known | (self.target_lengths == 0.0)))


def _from_means(gram: Pair, summary: ExactGram, columns: Columns) -> tuple[Pair, Vector, Columns]:
    """Measure columns from their means, rounded to float64.

    Returns
    -------
    gram : pair of ndarrays of shape (q, q)
        What rounding removed from a mean is the mean of its column.
    wrong : ndarray of shape (q,)
        √(wrong_i wrong_j) bounds the error of an entry.
    columns : Columns
        With the new origin.

    """
    ones = columns.p - 1
    back = np.ldexp(1.0, summary.scale.exponents)
    means, centered = about_means(gram, ones)
    # A sum of a column loses the rest of its values alone, times ones of 1/4, but for weights.
    share = np.abs(means[0]) * (1.0 if columns.weighted else 2.0**-4)
    share[ones] = 0.0
    wrong = summary.rounding() * np.square(1.0 + share)
    # The mean is right to one rounding of a pair, its product with a sum to two.
    wrong += 2.0 * PAIR_ROUNDOFF * gram[0].diagonal()
    moved = scale(means, back / back[ones])
    origin, off = two_sum(summary.scale.origin, moved[0])
    origin, off = fast_two_sum(origin, off + moved[1])
    off = scale(pair(off), summary.scale.factors() * back[ones])
    off[0][ones] = 1.0
    between = multiply(
        multiply((off[0][:, np.newaxis], off[1][:, np.newaxis]), off), take(gram, (ones, ones))
    )
    return add(centered, between), wrong, replace(columns, origin=np.delete(origin, ones))
