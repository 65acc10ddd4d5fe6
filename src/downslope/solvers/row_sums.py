"""Sums over rows at given weights: what a Newton step and its proof need; they add.

    gradient   Σ weight · pull · z          with a bound on the rounding of each entry
    Hessian    Σ weight · curvature · z zᵀ

A pass that only looks for a better start leaves the Hessian out, which takes half of the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from downslope.models.score_model import CHUNK_ROWS, ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, Pair
from downslope.solvers.scaled_model import Piece, Rows, Scaled

CHUNK = 512  # rows of one product, whose additions are behind an entry
PRECISE_BLOCK = 2048
# Of a term of a gradient in pairs, in `PAIR_ROUNDOFF` (16 u²): the exponential, 4 for its series
# and 0.6 for each unit of the score; 2 for the division, the target and the products; and 2 for the
# 11 levels of the sum over a block. Twice that, as a softmax subtracts the largest score.
TERM_ROUNDINGS = 16


@dataclass(frozen=True, slots=True, eq=False)
class RowSums:
    """Sums of some rows; size = K p weights."""

    rows: int
    loss: float
    gradient: Pair  # (size,) high and low parts
    hessian: Matrix | None  # (size, size)
    squares: Vector  # (p,) Σ weight · z²; 0 without a Hessian
    sizes: Matrix  # (3, K) Σ weight · pull², · prediction², and · residual² of each class
    closest: float  # smallest distance of a residual from a kink
    longest: int  # rows of the longest block
    merges: int  # behind an entry
    pulled: Matrix | None = None  # (p, p) Σ weight · pull² z zᵀ, for models whose errors need it
    target: Vector | None = None  # sums of the target, in a first pass: see `Measure`

    def __add__(self, other: RowSums) -> RowSums:
        high, lost = dd.two_sum(self.gradient[0], other.gradient[0])
        return RowSums(
            self.rows + other.rows,
            self.loss + other.loss,
            (high, self.gradient[1] + other.gradient[1] + lost),
            _sum(self.hessian, other.hessian),
            self.squares + other.squares,
            self.sizes + other.sizes,
            min(self.closest, other.closest),
            max(self.longest, other.longest),
            max(self.merges, other.merges) + 1,
            _sum(self.pulled, other.pulled),
            _sum(self.target, other.target),
        )

    @property
    def additions(self) -> float:
        """Number of additions behind an entry of a block's gradient, and 6 of its own roundings."""
        return min(self.longest, CHUNK) + self.longest / CHUNK + 6

    @property
    def depth(self) -> float:
        """Number of additions behind an entry of the Hessian, and its other roundings.

        26: two shifts, the weights, and 16 of the prediction, as in `row_data`, twice at most.
        """
        return min(self.longest, CHUNK_ROWS) + self.longest / CHUNK_ROWS + self.merges + 26

    @property
    def residuals(self) -> float:
        """Σ weight · residual²."""
        return float(self.sizes[2].sum())


def _sum(one: Matrix | None, other: Matrix | None) -> Matrix | None:
    return other if one is None else one if other is None else one + other


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """Work of a pass: the sums of some rows at weights `v`.

    With `first`, it also sums y, y², and `ScoreModel.constants`; y is measured from `middle`.
    """

    problem: Scaled
    v: Vector
    first: bool
    middle: float
    curved: bool  # whether to sum the Hessian

    @np.errstate(all="ignore")
    def __call__(self, pieces: Iterable[Piece]) -> RowSums:
        size, p, groups = self.v.size, self.problem.p, self.problem.groups
        zeros, hessian = np.zeros(size), np.zeros((size, size)) if self.curved else None
        sizes = np.zeros((3, groups))
        none = RowSums(0, 0.0, (zeros, zeros), hessian, np.zeros(p), sizes, np.inf, 0, 0)
        return sum(map(self._of, self.problem.rows(pieces)), none)

    def _of(self, rows: Rows) -> RowSums:
        block, Z, weights = rows
        prediction = block.predict(self.v)
        residuals = prediction - block.y
        pulls = block.pulls(residuals)
        losses = block.losses(residuals, self.v)
        heavy = pulls if weights is None else (pulls.T * weights).T
        return RowSums(
            len(Z),
            float(losses.sum() if weights is None else weights @ losses),
            (_products(Z, heavy), np.zeros(self.v.size)),
            block.curvature_sum(prediction, weights) if self.curved else None,
            _weighed_squares(Z.T, weights) if self.curved else np.zeros(len(Z.T)),
            np.array([_weighed_squares(_by_class(each), weights)
                      for each in (pulls, prediction, residuals)]),
            block.kink_distance(residuals),
            len(Z),
            0,
            self._pulled(block, pulls, weights),
            self._target(block, weights) if self.first else None,
        )  # fmt: skip

    def _pulled(self, block: ScoreModel, pulls: Vector, weights: Vector | None) -> Matrix | None:
        if not block.noise_is_free or not self.curved:
            return None
        Z = block.X_b * (pulls if weights is None else np.sqrt(weights) * pulls)[:, np.newaxis]
        return Z.T @ Z

    def _target(self, block: ScoreModel, weights: Vector | None) -> Vector:
        w = np.ones(len(block.y)) if weights is None else weights
        seen = block.y.reshape(len(w), -1) - self.middle
        beside = block.constants(block.y)
        constants = np.array([w @ each for each in beside])
        return np.concatenate([w @ seen, w @ np.square(seen), constants])


def _by_class(values: Vector) -> Matrix:
    """Return values of the rows, (m,) or (m, K), as (K, m)."""
    return values.T.reshape(-1, len(values))


def _weighed_squares(columns: Matrix, weights: Vector | None) -> Vector:
    """Return Σ weight · value² of each of the columns (k, m)."""
    squares: Vector = np.vecdot(columns, columns if weights is None else columns * weights)
    return squares


def _products(Z: Matrix, pulls: Vector) -> Vector:
    """Return Σ pull · z (K p,), summed in chunks of rows."""
    columns, whole = Z.T, len(Z) - len(Z) % CHUNK
    found = []
    for pull in _by_class(pulls):
        rest: Vector = columns[:, whole:] @ pull[whole:]
        if whole:
            chunks = columns[:, :whole].reshape(len(columns), -1, CHUNK)
            rest = rest + np.vecdot(chunks, pull[:whole].reshape(-1, CHUNK)).sum(axis=1)
        found.append(rest)
    return np.concatenate(found)


# --- in double-double -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class PreciseSums:
    """Sum of pull · z in double-double, and the scale of its rounding."""

    rows: int
    gradient: Pair  # (K, p)
    sizes: Matrix  # (K, p)
    merges: int = 0  # behind an entry

    def __add__(self, other: PreciseSums) -> PreciseSums:
        return PreciseSums(
            self.rows + other.rows,
            dd.add(self.gradient, other.gradient),
            self.sizes + other.sizes,
            max(self.merges, other.merges) + 1,
        )


@dataclass(frozen=True, slots=True, eq=False)
class MeasurePrecisely:
    """Work of a pass: the gradient of some rows at weights `v`, in double-double."""

    problem: Scaled
    v: Vector

    @np.errstate(all="ignore")
    def __call__(self, pieces: Iterable[Piece]) -> PreciseSums:
        shape = (self.problem.groups, self.problem.p)
        found = PreciseSums(0, dd.pair(np.zeros(shape)), np.zeros(shape))
        for X, y, weights in pieces:
            for first in range(0, len(X), PRECISE_BLOCK):
                part = slice(first, first + PRECISE_BLOCK)
                piece = Piece(X[part], y[part], None if weights is None else weights[part])
                for rows in self.problem.rows([piece], PRECISE_BLOCK):
                    found = found + self._of(rows, self.problem.low_parts(piece.X))
        return found

    def _of(self, rows: Rows, low: Matrix) -> PreciseSums:
        block, high, weights = rows
        high, lows = np.ascontiguousarray(high), np.zeros_like(high, order="C")
        lows[:, : low.shape[1]] = low
        each = self.v.reshape(self.problem.groups, self.problem.p)
        length, largest = np.abs(high), np.abs(each).max(axis=0)
        curved = block.curvatures(block.predict(self.v)).reshape(len(high), -1).max(axis=1)
        steepness = np.maximum(curved + block.extra_steepness, 1.0)
        totals, sizes = [], np.zeros(each.shape)
        pulls = block.precise_pulls([_score((high, lows), v) for v in each])
        for k, pull in enumerate(pulls):
            column = (pull[0][:, np.newaxis], pull[1][:, np.newaxis])
            if weights is not None:
                column = dd.multiply(column, dd.pair(weights[:, np.newaxis]))
            totals.append(dd.total(dd.multiply(column, (high, lows))))
            # A pull is as wrong as its score times its steepness, and as its own arithmetic.
            wrong = steepness * (length @ largest) + np.abs(pull[0]) + 1
            sizes[k] = (wrong if weights is None else weights * wrong) @ length
        gradient = (np.array([t[0] for t in totals]), np.array([t[1] for t in totals]))
        return PreciseSums(len(high), gradient, sizes)


def _score(Z: Pair, weights: Vector) -> Pair:
    total = dd.pair(np.zeros(len(Z[0])))
    for j, weight in enumerate(weights):
        term = dd.multiply((Z[0][:, j], Z[1][:, j]), dd.pair(np.full(len(Z[0]), weight)))
        total = dd.add(total, term)
    return total


def precise_gradient(problem: Scaled, v: Vector, sums: PreciseSums) -> tuple[Vector, Vector]:
    """Return the gradient at `v` from sums in double-double, and a bound on its error."""
    groups, p = problem.groups, problem.p
    weights, scale = v.reshape(groups, p), problem.row_factor()
    penalty = dd.multiply(dd.pair(np.tile(problem.pull, (groups, 1))), dd.pair(weights))
    both = dd.add(dd.multiply(scale, sums.gradient), penalty)
    sizes = float(scale[0]) * sums.sizes + np.abs(penalty[0])
    if groups > 1:  # a penalty that holds the sum over the classes at 0
        mean = dd.divide(dd.total(dd.pair(weights)), dd.pair(float(groups)))
        both = dd.add(both, (np.tile(mean[0], (groups, 1)), np.tile(mean[1], (groups, 1))))
        sizes += np.abs(weights).mean(axis=0)
    gradient = both[0].ravel()
    # A score takes p products and sums, a softmax a sum over the classes.
    roundings = p + TERM_ROUNDINGS + groups + sums.merges
    return gradient, roundings * PAIR_ROUNDOFF * sizes.ravel() + UNIT_ROUNDOFF * np.abs(gradient)
