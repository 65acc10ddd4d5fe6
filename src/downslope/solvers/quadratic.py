"""`Quadratic`: least squares with a penalty, by the products of its columns alone.

    loss     = scale · ½ ‖Z v − t‖² + ½ vᵀ P v                     P of a squared penalty
    gradient = scale · (ZᵀZ v − Zᵀt) + P v

The products come from a summary of any number of rows, or are summed in about 100 bits from rows
in memory. Entries are known to η √(g_ii g_jj), and all that is computed from them is computed in
double-double, so that η alone limits what is proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from downslope.models.least_squares import LeastSquares
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector, check_squares
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, Pair
from downslope.numerics.gram import ExactGram, about_means
from downslope.solvers.certificate import gram_rounding
from downslope.solvers.exact import exact_gram
from downslope.solvers.row_data import Sums
from downslope.solvers.rows import Rows, choose_origin
from downslope.solvers.scaled_model import Scaled
from downslope.summary import Summary

MOST_EXACT = 5e9  # products; as many take about ten seconds in 100 bits


class Gradients(NamedTuple):
    """Gradients at K weights, and what they come from."""

    gradient: Matrix  # (K, p)
    rounding: Matrix  # (K, p) bound on the error of each entry
    products: Matrix  # (K, p + 1) of the columns with the residuals r = Z v − t
    squares: Vector  # (K,) ‖r‖²


@dataclass(frozen=True, slots=True, eq=False)
class Quadratic:
    """Products of the columns [Z, 1, t] of a problem; without an intercept, of [Z, t]."""

    problem: Scaled
    gram: Pair  # (p + 1, p + 1) of columns in the problem's units
    middle: float  # t is y minus this
    eta: float
    wants_precise: bool = False

    @classmethod
    def of_rows(cls, model: LeastSquares, weights: Vector | None = None) -> Quadratic:
        """Sum the products of rows in memory, in about 100 bits unless that takes long."""
        d = model.d
        X, y = model.X_b[:, :d], model.y
        if weights is not None:
            kept = weights > 0
            X, y, weights = X[kept], y[kept], weights[kept]
        origin = choose_origin(X, y[:, np.newaxis], model.has_intercept)
        if float(len(y)) * (d + 1) ** 2 > MOST_EXACT:
            blocks = np.column_stack([X, y] if weights is None else [X, y, weights])
            summary = Summary.of_blocks([blocks], origin, weights is not None)
            return cls.of_summary(model, summary)
        roots = None if weights is None else np.sqrt(weights)
        rows = Rows(X, y[:, np.newaxis], model.has_intercept, origin, weights, roots)
        mass = float(len(y) if weights is None else weights.sum())
        return cls.of_exact(model, exact_gram(rows)[0], mass)

    @classmethod
    def of_summary(
        cls, model: LeastSquares, summary: Summary, like: Quadratic | None = None
    ) -> Quadratic:
        """Take the products from a summary in float64, in the columns of `like` if it is given."""
        d, mass, place = model.d, summary.mass, np.r_[: model.d, -1]
        mean = dd.two_sum(summary.origin, summary.mean)
        origin = mean[0] if model.has_intercept else np.zeros(d + 1)
        off = mean[1] if model.has_intercept else mean[0]
        if like is not None and model.has_intercept:
            origin = like.origin
            off = (summary.origin - origin) + summary.mean
        p = d + model.has_intercept
        gram = np.empty((p + 1, p + 1))
        if model.has_intercept:
            gram[d, d] = mass
            gram[d, place] = gram[place, d] = mass * off
        gram[np.ix_(place, place)] = summary.scatter + mass * np.outer(off, off)
        norms = gram.diagonal()[place]
        size = summary.size + mass * np.square(off)
        worst = float(np.max(size[norms > 0] / norms[norms > 0], initial=1.0))
        # The bound of a summary: see its `contradiction`.
        eta = gram_rounding(3.0 * summary.depth * worst, p)
        return cls._of(model, dd.pair(gram), origin, mass, eta, like)

    @classmethod
    def of_exact(
        cls,
        model: LeastSquares,
        exact: ExactGram,
        mass: float,
        like: Quadratic | None = None,
        constant: Sequence[int] = (),
    ) -> Quadratic:
        """Take the products from a summary in about 100 bits, with ones before the target.

        They are those of the columns of `like` if it is given. Of columns that are known to be
        `constant`, no rounding is left about their means.
        """
        d, q = model.d, len(exact.scale.origin)
        with np.errstate(over="ignore", invalid="ignore"):
            back = np.ldexp(1.0, exact.scale.exponents)
            gram = dd.scale(exact.gram(), back * back[:, np.newaxis])
        ones = ("intercept",) * (q == d + 2)
        check_squares(gram[0].diagonal(), (*model.feature_names, *ones, "the target"))
        # About the means an entry is a sum of four, each wrong by as much; twice, for the products.
        wrong = 8 * (exact.rounding() * back**2 + 4 * PAIR_ROUNDOFF * gram[0].diagonal())
        origin = exact.scale.origin
        if q == d + 1:  # without ones, about 0
            diagonal = gram[0].diagonal()
            eta = float(np.max(wrong[diagonal > 0] / diagonal[diagonal > 0], initial=0.0))
            eta += gram_rounding(0.0, q) * 2.0**-49
            return cls._of(model, gram, origin, mass, eta, like)
        means, centered = about_means(gram, d)
        # The mean, rounded to float64, is the new origin; what rounding removed stays, as a pair:
        # of a column far from zero it is many times its spread in one float64.
        near, rest = dd.two_sum(origin, means[0])
        rest = dd.two_sum(rest, means[1])
        high = near.copy() if model.has_intercept else np.zeros(q)
        place = np.r_[:d, q - 1]
        if like is not None:
            high[place] = like.origin
        off = dd.add(dd.two_sum(near, -high), rest)
        off[0][d], off[1][d] = 1.0, 0.0
        between = dd.multiply((off[0][:, np.newaxis], off[1][:, np.newaxis]), off)
        for part in centered:
            part[:, [d, *constant]] = part[[d, *constant]] = 0.0
        diagonal = centered[0].diagonal()
        known = diagonal > 0
        eta = float(np.max(wrong[known] / diagonal[known], initial=0.0))
        whole = dd.add(centered, dd.multiply(between, dd.take(gram, (d, d))))
        if not model.has_intercept:
            kept = np.delete(np.arange(q), d)
            whole = dd.take(whole, np.ix_(kept, kept))
        return cls._of(model, whole, high[place], mass, eta + 64 * q * PAIR_ROUNDOFF, like)

    @classmethod
    def _of(
        cls,
        model: LeastSquares,
        gram: Pair,
        origin: Vector,
        mass: float,
        eta: float,
        like: Quadratic | None,
    ) -> Quadratic:
        """Return the problem for products about an origin (d + 1,) in the user's units."""
        d, p = model.d, model.d + model.has_intercept
        spread = np.sqrt(np.maximum(gram[0].diagonal()[:d], 0.0) / mass)
        unit = np.exp2(np.rint(np.log2(np.where(spread > 0, spread, 1.0))))
        if like is not None:
            unit = like.problem.unit
        problem = Scaled(_bare(model), origin[:d], unit, np.ones(p), mass)
        units = np.ones(p + 1)
        units[:d] = 1 / unit
        scaled = dd.scale(gram, units * units[:, np.newaxis])
        return cls(problem, scaled, float(origin[-1]), eta)

    @property
    def origin(self) -> Vector:
        """Point (d + 1,) that columns are measured from, in the user's units."""
        return np.append(self.problem.origin, self.middle)

    @property
    def spreads(self) -> Vector:
        """Standard deviations (d,) of the columns, in the user's units."""
        squares = np.maximum(self.centered().diagonal()[:-1], 0.0)
        spreads: Vector = np.sqrt(squares / self.problem.mass) * self.problem.unit
        return spreads

    def centered(self) -> Matrix:
        """Return the products (d + 1, d + 1) of the columns and the target about their means.

        The origin can be off by the rounding of a mean, which is not small where values of a column
        differ in their last digits alone. Without an intercept they are about 0.
        """
        gram, d = self.gram[0], self.problem.model.d
        if not self.problem.model.has_intercept:
            return gram
        place = np.r_[:d, d + 1]
        sums = gram[d, place]
        centered: Matrix = gram[np.ix_(place, place)] - np.outer(sums, sums) / gram[d, d]
        return centered

    def begin(self) -> tuple[Vector, Sums]:
        """Return zeros, except for the intercept, and the sums there."""
        v = self.middles()
        return v, self.sums(v)

    @property
    def scale(self) -> float:
        """Factor of the products in gradient and Hessian."""
        return float(self.problem.row_factor()[0])

    def hessian(self) -> Matrix:
        """Return the Hessian (p, p) without penalty."""
        p = self.problem.p
        return self.scale * self.gram[0][:p, :p]

    def middles(self) -> Vector:
        """Return the point that gradients start from: weights (p,) of 0 beside the intercept."""
        v = np.zeros(self.problem.p)
        if self.problem.model.has_intercept:
            v[-1] = self.middle
        return v

    def gradients(self, v: Pair, pull: Matrix, tilt: Matrix) -> Gradients:
        """Return gradients at weights from `middles`, with linear terms for penalties.

        For several weights they are summed in float64 if the products have no more digits.

        Parameters
        ----------
        v : pair of ndarrays of shape (K, p)
            Weights.
        pull, tilt : ndarrays of shape (K, p)
            To each gradient, pull · v + tilt is added.

        """
        p, factor, scale = self.problem.p, self.problem.row_factor(), self.scale
        moved = tuple(np.column_stack([part, np.full(len(part), end)])
                      for part, end in zip(v, (-1.0, 0.0), strict=True))  # fmt: skip
        roundoff = self._roundoff(len(pull))
        if roundoff > UNIT_ROUNDOFF:
            products = dd.pair(moved[0] @ self.gram[0])
        else:
            each = [
                dd.total(dd.multiply(self.gram, (high, low)), axis=1)
                for high, low in zip(*moved, strict=True)
            ]
            products = _stacked(each)
        squares = dd.total(dd.multiply(products, (moved[0], moved[1])), axis=1)
        inner = dd.multiply(factor, dd.take(products, (slice(None), slice(0, p))))
        inner = dd.add(dd.add(inner, dd.multiply(dd.pair(pull), v)), dd.pair(tilt))
        lengths = np.sqrt(np.maximum(self.gram[0].diagonal(), 0.0))
        most = scale * (np.abs(moved[0]) @ lengths)[:, np.newaxis] * lengths[:p]
        terms = most + np.abs(pull * v[0]) + np.abs(tilt)
        wrong = (self.eta + roundoff) * most + 16 * PAIR_ROUNDOFF * terms
        rounding = 1.01 * wrong + UNIT_ROUNDOFF * np.abs(inner[0])
        return Gradients(inner[0], rounding, products[0], squares[0])

    def _roundoff(self, several: int) -> float:
        """Return the rounding of products with weights, or with several in float64.

        In pairs p + 1 products and sums, each at most half of `PAIR_ROUNDOFF`.
        """
        p = self.problem.p
        if several > 1 and self.eta > 4 * p * UNIT_ROUNDOFF:
            return (p + 4) * UNIT_ROUNDOFF
        return 2 * p * PAIR_ROUNDOFF

    def _at(self, v: Vector, pull: Vector) -> Gradients:
        high, low = dd.two_sum(v, -self.middles())
        some = high[np.newaxis], low[np.newaxis]
        return self.gradients(some, pull[np.newaxis], np.zeros((1, len(v))))

    def residuals(self, v: Vector) -> float:
        """Return ‖r‖² for the residuals r = Z v − t."""
        return float(self._at(v, np.zeros(len(v))).squares[0])

    def residual_squares(self, weights: Matrix) -> tuple[Vector, Vector]:
        """Return ‖r‖² (K,) at weights (K, p) from `middles`, and a bound on the error of each."""
        nothing, lengths = np.zeros_like(weights), np.sqrt(np.abs(self.gram[0].diagonal()))
        found = self.gradients(dd.pair(weights), nothing, nothing)
        size = np.abs(np.column_stack([weights, np.ones(len(weights))])) @ lengths
        return found.squares, (self.eta + 4 * self._roundoff(len(weights))) * size * size

    def sums(self, v: Vector) -> Sums:
        """Return loss, gradient, and Hessian at `v`."""
        pull = self.problem.pull
        found = self._at(v, pull)
        return Sums(
            self.scale * float(found.squares[0]) / 2 + float(pull @ v**2) / 2,
            found.gradient[0],
            self.hessian() + np.diag(pull),
            found.rounding[0],
            self.eta + 8 * UNIT_ROUNDOFF,
            0.0,
            np.inf,
        )

    def precise(self, v: Vector) -> tuple[Vector, Vector]:
        """Return the gradient and a bound on its error."""
        sums = self.sums(v)
        return sums.gradient, sums.rounding

    def squares(self) -> float:
        """Return the sum of squares of the target, about its mean where there is an intercept."""
        return float(self.centered()[-1, -1])

    def at(self, weights: Vector) -> Vector:
        """Return weights (p,) in the user's units as weights of these columns."""
        v, d = weights.copy(), self.problem.model.d
        v[:d] *= self.problem.unit
        if self.problem.model.has_intercept:
            v[d] += self.problem.origin @ weights[:d]
        return v


def _bare(model: LeastSquares) -> LeastSquares:
    """Return a smooth model of the same columns, to which penalties are added as `alpha`."""
    bare = LeastSquares.__new__(LeastSquares)
    bare.__dict__ |= model.without_rows().__dict__
    return bare


def _stacked(pairs: list[Pair]) -> Pair:
    return np.array([high for high, _ in pairs]), np.array([low for _, low in pairs])
