"""The gradient of a model in double-double arithmetic, with a bound on its error."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from downslope.models.huber import Huber
from downslope.models.model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Vector
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF, Pair
from downslope.solvers.scaled_model import Scaled, row_factor

EXPONENTIAL = 512  # error of the exponential and of a sum over a block, in `PAIR_ROUNDOFF`


def precise_gradient(problem: Scaled, v: Vector) -> tuple[Vector, Vector]:
    """Return the gradient at `v` from double-double arithmetic, and a bound on its error."""
    groups, p, d = problem.groups, problem.p, problem.model.d
    weights = v.reshape(groups, p)
    largest = np.abs(weights).max(axis=0)
    total, sizes = dd.pair(np.zeros((groups, p))), np.zeros((groups, p))
    pulls_of = PULLS[problem.model.name]
    for block, high, low in problem.blocks():
        lows = np.zeros_like(high)
        lows[:, :d] = low
        length = np.abs(high)
        by_score = block.steepest_pull(block.predict(v)).reshape(len(high), -1)
        steepness = np.maximum(by_score.max(axis=1), 1.0)
        pulls = pulls_of(block, [_score((high, lows), each) for each in weights])
        for k, pull in enumerate(pulls):
            product = dd.multiply((pull[0][:, np.newaxis], pull[1][:, np.newaxis]), (high, lows))
            row = dd.add(dd.take(total, k), dd.total(product))
            total[0][k], total[1][k] = row
            # A pull is as wrong as its score times its steepness, and as its own arithmetic.
            sizes[k] += (steepness * (length @ largest) + np.abs(pull[0]) + 1) @ length
    scale = row_factor(problem)
    penalty = dd.multiply(dd.pair(np.tile(problem.pull, (groups, 1))), dd.pair(weights))
    both = dd.add(dd.multiply(scale, total), penalty)
    both = dd.add(both, dd.pair(np.tile(problem.tilt, (groups, 1))))
    if groups > 1:
        mean = dd.divide(dd.total(dd.pair(weights)), dd.pair(float(groups)))
        both = dd.add(both, (np.tile(mean[0], (groups, 1)), np.tile(mean[1], (groups, 1))))
    gradient = (both[0] + both[1]).ravel()
    rounding = float(scale[0]) * sizes.ravel() + np.abs(penalty[0]).ravel()
    rounding = rounding + np.abs(np.tile(problem.tilt, groups))
    return gradient, (p + EXPONENTIAL) * PAIR_ROUNDOFF * rounding + UNIT_ROUNDOFF * np.abs(gradient)


def _score(Z: Pair, weights: Vector) -> Pair:
    total = dd.pair(np.zeros(len(Z[0])))
    for j, weight in enumerate(weights):
        term = dd.multiply((Z[0][:, j], Z[1][:, j]), dd.pair(np.full(len(Z[0]), weight)))
        total = dd.add(total, term)
    return total


def _residual_pulls(block: ScoreModel, scores: list[Pair]) -> list[Pair]:
    return [dd.subtract(scores[0], dd.pair(block.y))]


def _huber_pulls(block: ScoreModel, scores: list[Pair]) -> list[Pair]:
    assert isinstance(block, Huber)
    high, low = dd.subtract(scores[0], dd.pair(block.y))
    outside = np.abs(high) > block.delta
    return [(np.clip(high, -block.delta, block.delta), np.where(outside, 0.0, low))]


def _logistic_pulls(block: ScoreModel, scores: list[Pair]) -> list[Pair]:
    high, low = scores[0]
    sign = np.where(high > 0, -1.0, 1.0)
    small = dd.exponential((np.maximum(sign * high, -600.0), sign * low))  # e^−|s|
    one = dd.pair(np.ones_like(high))
    upper = tuple(np.where(high > 0, a, b) for a, b in zip(one, small, strict=True))
    p = dd.divide((upper[0], upper[1]), dd.add(one, small))
    return [dd.subtract(p, dd.pair(block.y))]


def _poisson_pulls(block: ScoreModel, scores: list[Pair]) -> list[Pair]:
    high, low = scores[0]
    return [dd.subtract(dd.exponential((np.clip(high, -600.0, 700.0), low)), dd.pair(block.y))]


def _softmax_pulls(block: ScoreModel, scores: list[Pair]) -> list[Pair]:
    top = np.max([high for high, _ in scores], axis=0)
    powers = []
    for high, low in scores:
        shifted = dd.subtract((high, low), dd.pair(top))
        powers.append(dd.exponential((np.maximum(shifted[0], -600.0), shifted[1])))
    total = powers[0]
    for power in powers[1:]:
        total = dd.add(total, power)
    return [
        dd.subtract(dd.divide(power, total), dd.pair(block.y[:, k]))
        for k, power in enumerate(powers)
    ]


PULLS: dict[str, Callable[[ScoreModel, list[Pair]], list[Pair]]] = {
    "least-squares": _residual_pulls,
    "ridge": _residual_pulls,
    "huber": _huber_pulls,
    "logistic": _logistic_pulls,
    "softmax": _softmax_pulls,
    "poisson": _poisson_pulls,
}
