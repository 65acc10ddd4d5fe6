"""Cholesky solver for many small systems at once, with a bound on the error of each weight.

These are the formulas of `solvers/cholesky.py` and `solvers/certificate.py` for one pass, written
for arrays whose last axis counts the systems: p is small and there may be millions of systems, so
every step is one NumPy operation over all of them.

    L Lᵀ = D G D,   W = (D G D)⁻¹,   β = W c,   β ← β + W(c − G β)
    |b − b*| ≤ W̄1 · [max |s| + η(‖b‖₁ + ‖t‖)] / (1 − η 1ᵀW̄ 1)
    |rss − rss*| ≤ η(‖b‖₁ + ‖b − b*‖₁ + ‖t‖)²

The last is how far rounding of at most η in each entry moves q(b) = ‖t − Zb‖² at b and at b*; the
rss is the least q. The error of the target's sum of squares about its mean is at most 3η‖t‖².
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.fitting.groups.summary_stack import SummaryStack, pairs
from downslope.numerics.arrays import Matrix, Vector, is_rounding
from downslope.numerics.doubledouble import UNIT_ROUNDOFF, two_sum
from downslope.solvers.certificate import LARGEST_SPREAD
from downslope.solvers.cholesky import LARGEST_NORM, SMALLEST_NORM
from downslope.solvers.contract import SHARE_OF_STD_ERROR, TEN_DIGITS

BLOCK = 4096  # systems at a time, whose arrays stay in the processor's cache
MANY_ROUNDINGS = 10.0  # of a residual norm that is then mostly its rounding
CERTAIN = 1e-6  # relative error of a residual sum of squares that is small enough
ROUGHEST_R2 = 0.005  # error of R² that leaves two decimals


class Status(IntEnum):
    """Outcome for one group or window."""

    FITTED = 0
    RESIDUALS_LOST = 1
    NOT_PROVEN = 2
    NO_ROWS_TO_SPARE = 3
    COLLINEAR = 4
    TOO_FEW_ROWS = 5
    OUT_OF_RANGE = 6

    @property
    def word(self) -> str:
        """The status as tables and JSON write it."""
        return self.name.lower()

    @property
    def sentence(self) -> str:
        """What the status means."""
        return _SENTENCES[self]


_SENTENCES = {
    Status.FITTED: "with every weight certified",
    Status.RESIDUALS_LOST: "with residuals below the rounding of sums, and so no standard errors",
    Status.NOT_PROVEN: "with bounds that prove neither ten digits nor a millionth of the error",
    Status.NO_ROWS_TO_SPARE: "with as many rows as weights, and so no standard errors",
    Status.COLLINEAR: "without weights, as columns are constant, or dependent as far as one pass "
    "in float64 can tell",
    Status.TOO_FEW_ROWS: "without weights, as there are fewer rows than weights",
    Status.OUT_OF_RANGE: "without weights, as squares of values leave the range of float64",
}


@dataclass(frozen=True, slots=True, eq=False)
class StackSolution:
    """Weights of G systems, the intercept last; NaN where a system has none."""

    status: NDArray[np.int8]  # (G,) of `Status`
    weights: Matrix  # (G, p)
    std_error: Matrix  # (G, p) NaN where there is no noise, or no row to spare
    bound: Matrix  # (G, p)
    rss: Vector  # (G,)
    rss_bound: Vector  # (G,) on the error of the rss, and a third of that of the tss
    tss: Vector  # (G,) about the mean if there is an intercept
    residual_std: Vector  # (G,)
    dependent: NDArray[np.int16]  # (G,) place of a weight that is not determined; −1 if all are

    @classmethod
    def empty(cls, groups: int, p: int) -> StackSolution:
        """Return room for this many systems, whose memory the threads that solve them fill."""
        weights, std_error, bound = (np.empty((groups, p)) for _ in range(3))
        rss, rss_bound, tss, residual_std = (np.empty(groups) for _ in range(4))
        status = np.zeros(groups, dtype=np.int8)
        dependent = np.full(groups, -1, dtype=np.int16)
        sums = rss, rss_bound, tss, residual_std
        return cls(status, weights, std_error, bound, *sums, dependent)

    def put(self, other: StackSolution, at: NDArray[np.intp]) -> None:
        """Write other solutions to the places `at` (in place)."""
        for each in fields(self):
            getattr(self, each.name)[at] = getattr(other, each.name)

    def mark_collinear(self, at: NDArray[np.intp], place: NDArray[np.intp]) -> None:
        """Take the weights from systems `at`, whose columns at this `place` do not vary."""
        lost = (self.weights, self.bound, self.std_error, self.rss, self.rss_bound)
        for values in (*lost, self.residual_std):
            values[at] = np.nan
        self.status[at], self.dependent[at] = Status.COLLINEAR, place

    @property
    def r2(self) -> Vector:
        """Share of the sum of squares explained, shape (G,); NaN without two certain decimals."""
        with np.errstate(all="ignore"):
            found: Vector = np.where(
                self.r2_bound <= ROUGHEST_R2, 1.0 - self.rss / self.tss, np.nan
            )
        return found

    @property
    def r2_bound(self) -> Vector:
        """Bound on the error of R², shape (G,); NaN where nothing of it is certain."""
        with np.errstate(all="ignore"):
            least = self.tss - 3.0 * self.rss_bound
            found: Vector = np.where(least > 0.0, 4.0 * self.rss_bound / least, np.nan)
        return found + UNIT_ROUNDOFF


def solve_stack(stack: SummaryStack, *, intercept: bool) -> StackSolution:
    """Solve the systems of all groups, block by block."""
    groups = len(stack)
    found = StackSolution.empty(groups, stack.q - 1 + intercept)
    for start in range(0, groups, BLOCK):
        part = slice(start, start + BLOCK)
        solve_block(stack.take(part), found, part, intercept=intercept)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class SolvedBlock:
    """Systems of a block as they were solved, for predictions of further rows."""

    center: Matrix  # (d, g) the point that the columns are measured from
    unit: Matrix  # (p, g) what makes them of length one
    inverse: np.ndarray  # (p, p, g) W of these unit columns


@np.errstate(all="ignore")  # what overflows has a status of its own
def solve_block(
    stack: SummaryStack, found: StackSolution, part: slice, *, intercept: bool
) -> SolvedBlock:
    """Solve some systems and write them to a `part` of what was found."""
    d, p = stack.q - 1, stack.q - 1 + intercept
    gram, center, eta = _gram(stack, intercept)
    norms = np.sqrt(np.maximum(_diagonal(gram), 0.0))
    unit = 1.0 / norms[:p]
    scaled = gram[:p, :p] * unit
    scaled *= unit[:, np.newaxis]
    inverse, pivots = _inverse(scaled)
    reach = np.abs(inverse).sum(axis=1)
    spread = eta * reach.sum(axis=0)
    beta, left_over, rss, size = _weights(scaled, gram[:p, p] * unit, norms[p], inverse)
    change = (np.abs(left_over).max(axis=0) + eta * size) / (1.0 - spread)
    weights, error, variances = _in_units(center, unit, inverse, reach, beta, change, intercept)
    bound = error + UNIT_ROUNDOFF * np.abs(weights)

    spare = stack.count - p
    rss[spare == 0] = 0.0  # as many independent rows as weights: what is left is rounding
    residual = np.sqrt(rss)
    sigma = residual / np.sqrt(np.maximum(spare, 1))
    std_error = sigma * np.sqrt(np.maximum(variances, 0.0))
    lost = np.sqrt(eta) * (size + reach.sum(axis=0) * change)
    rss_bound = np.square(lost)
    certain = rss_bound <= CERTAIN * rss
    known = np.where(certain & (spare > 0), std_error, 0.0)
    good = _meets(weights, bound, known)
    raw: Any = _raw_norm(gram, center, d, p, intercept)
    if not good.all():
        columns = np.stack([_raw_norm(gram, center, j, j, intercept) for j in range(p)])
        good |= error <= UNIT_ROUNDOFF * raw / columns
    status = np.where(good.all(axis=0), Status.FITTED, Status.NOT_PROVEN)
    status[(status == Status.FITTED) & ~certain] = Status.RESIDUALS_LOST
    status[spare == 0] = Status.NO_ROWS_TO_SPARE
    small = norms[:p] < SMALLEST_NORM
    alone = ~small.any(axis=0) & (pivots > 0.0).all(axis=0) & (spread < LARGEST_SPREAD)
    status[~alone] = Status.COLLINEAR
    lonely = norms[p] < SMALLEST_NORM
    if lonely.any():
        lonely &= (gram[:p, p] != 0.0).any(axis=0)
    out = ~(norms.max(axis=0) < LARGEST_NORM) | lonely | _underflow(gram, norms, p)
    status[out] = Status.OUT_OF_RANGE
    status[stack.count < p] = Status.TOO_FEW_ROWS
    collinear = np.flatnonzero(status == Status.COLLINEAR)
    if len(collinear):
        # Of the columns, that which is nearest to those before it; if one is zero, that one.
        apart = np.nan_to_num(pivots[:, collinear], nan=0.0)
        nearest = np.where(small[:, collinear], -1.0, apart).argmin(axis=0)
        found.dependent[part][collinear] = nearest

    largest: Any = np.maximum(lost, residual)
    exact = (spare > 0) & np.asarray(is_rounding(largest, raw, p))
    none = status >= Status.COLLINEAR
    noiseless = none | (spare <= 0) | (~exact & (residual < MANY_ROUNDINGS * lost))
    found.status[part] = status
    found.weights[part] = _without(weights, none).T
    found.bound[part] = _without(bound, none).T
    found.std_error[part] = _without(std_error, noiseless).T
    found.rss[part], found.rss_bound[part] = _without(rss, none), _without(rss_bound, none)
    total = np.square(norms[p])
    if intercept:
        total = np.maximum(total - np.square(gram[d, p]) / stack.mass, 0.0)
    found.tss[part] = total
    found.residual_std[part] = _without(sigma, noiseless)
    return SolvedBlock(center[:d], unit, inverse)


def _without(values: Matrix, lost: np.ndarray) -> Matrix:
    """Return the values (…, g), with NaN for systems that have none."""
    return np.where(lost, np.nan, values) if lost.any() else values


def _underflow(gram: np.ndarray, norms: Matrix, p: int) -> np.ndarray:
    """Return whether a column is not zero, though its squares are below the range of float64.

    Such a column has products with others; those of a zero column are zero, or rounding.
    """
    found = np.zeros(gram.shape[2], dtype=bool)
    for j in np.flatnonzero((norms[:p] < SMALLEST_NORM).any(axis=1)):
        products = np.abs(np.delete(gram[j], j, axis=0))
        most = 2.0 * SMALLEST_NORM * np.delete(norms, j, axis=0)
        tiny = ((products > 0.0) & (products <= most)).any(axis=0)
        found |= (norms[j] < SMALLEST_NORM) & tiny
    return found


def _diagonal(matrix: np.ndarray) -> Matrix:
    """Return the diagonals (p, g) of matrices (p, p, g)."""
    return np.stack([matrix[j, j] for j in range(len(matrix))])


def _in_units(
    center: Matrix,
    unit: Matrix,
    inverse: np.ndarray,
    reach: Matrix,
    beta: Matrix,
    change: Vector,
    intercept: bool,
) -> tuple[Matrix, Matrix, Matrix]:
    """Return the weights in the user's units, their errors, and (XᵀX)⁻¹_jj, each (p, g)."""
    p = len(unit)
    weights, reach = beta * unit, reach * unit
    moved, variances = np.abs(weights), _diagonal(inverse) * np.square(unit)
    if intercept:
        d = p - 1
        shift = center[:d] * unit[:d]
        last = inverse[d] * unit[d] - np.einsum("jg,jkg->kg", shift, inverse[:d])
        reach[d] = np.abs(last).sum(axis=0)
        variances[d] = last[d] * unit[d] - (last[:d] * shift).sum(axis=0)
        moved[d] += (np.abs(center[:d]) * moved[:d]).sum(axis=0) + np.abs(center[d])
        weights[d] += center[d] - (center[:d] * weights[:d]).sum(axis=0)
    return weights, reach * change + (p + 2.0) * UNIT_ROUNDOFF * moved, variances


def _gram(stack: SummaryStack, intercept: bool) -> tuple[np.ndarray, Matrix, Vector]:
    """Return [Z, t]ᵀ[Z, t] (p + 1, p + 1, g), its origin (q, g), and η (g,)."""
    d, q, mass = stack.q - 1, stack.q, stack.mass
    p, groups = d + intercept, len(mass)
    place = [*range(d), p]
    gram, at = np.empty((p + 1, p + 1, groups)), np.array(place)
    if intercept:
        # The rounding of the origin is known exactly, and is the mean of the shifted column.
        center, off = two_sum(stack.origin, stack.mean)
    else:
        center, off = np.zeros((q, groups)), stack.origin + stack.mean
    sums = mass * off
    if intercept:
        gram[d, d], gram[d, at], gram[at, d] = mass, sums, sums
    for scatter, one, other in zip(stack.scatter, *pairs(q), strict=True):
        entry = gram[at[one], at[other]]
        np.multiply(sums[one], off[other], out=entry)
        entry += scatter
        gram[at[other], at[one]] = entry
    size = stack.size + mass * np.square(off)
    squares = np.stack([gram[each, each] for each in place])
    worst = np.where(size > 0.0, size / np.maximum(squares, 0.0), 1.0).max(axis=0)
    depth = 3.0 * stack.depth * np.maximum(worst, 1.0)
    return gram, center, (depth + 8.0 * p + 8.0) * UNIT_ROUNDOFF


def _inverse(scaled: np.ndarray) -> tuple[np.ndarray, Matrix]:
    """Return W (p, p, g), the inverse by Cholesky, and the pivots (p, g)."""
    p = len(scaled)
    lower, factor = scaled.copy(), np.zeros_like(scaled)  # L, and L⁻¹
    pivots, product = np.empty((p, scaled.shape[2])), np.empty_like(scaled[0])
    for j in range(p):
        for k in range(j):
            lower[j:, j] -= np.multiply(lower[j:, k], lower[j, k], out=product[j:])
        pivots[j] = lower[j, j]
        factor[j, j] = 1.0 / np.sqrt(pivots[j])
        lower[j + 1 :, j] *= factor[j, j]
    for i in range(1, p):
        for k in range(i):
            factor[i, : k + 1] -= np.multiply(lower[i, k], factor[k, : k + 1], out=product[: k + 1])
        factor[i, :i] *= factor[i, i]
    inverse = np.empty_like(lower)
    for i in range(p):
        part = np.einsum("kg,kjg->jg", factor[i:, i], factor[i:, : i + 1])
        inverse[i, : i + 1] = inverse[: i + 1, i] = part
    return inverse, pivots


def _weights(
    scaled: np.ndarray, right: Matrix, target_norm: Vector, inverse: np.ndarray
) -> tuple[Matrix, Matrix, Vector, Vector]:
    """Return β (p, g), what is left of the equations, the rss, and ‖β‖₁ + ‖t‖."""

    def times(matrix: np.ndarray, vectors: Matrix) -> Matrix:
        found: Matrix = np.einsum("ijg,jg->ig", matrix, vectors)
        return found

    beta = times(inverse, right)
    beta += times(inverse, right - times(scaled, beta))
    left_over = right - times(scaled, beta)
    explained = (beta * (right + left_over)).sum(axis=0)
    rss = np.maximum(np.square(target_norm) - explained, 0.0)
    return beta, left_over, rss, np.abs(beta).sum(axis=0) + target_norm


def _raw_norm(gram: np.ndarray, center: Matrix, column: int, place: int, intercept: bool) -> Vector:
    """Return the norms (g,) of a column or the target, as the user gave it."""
    squares = gram[place, place]
    d = len(center) - 1
    if intercept and not column == place == d:  # the ones are not shifted
        sums, shift = gram[d, place], center[column]
        squares = squares + shift * (2.0 * sums + shift * gram[d, d])
    found: Vector = np.sqrt(np.maximum(squares, 0.0))
    return found


def _meets(weights: Matrix, bound: Matrix, std_error: Matrix) -> np.ndarray:
    """Return whether each bound (p, g) meets standard accuracy, apart from rounding of the data."""
    good = bound <= TEN_DIGITS * np.abs(weights)
    good |= bound <= SHARE_OF_STD_ERROR * std_error
    return np.asarray(good)
