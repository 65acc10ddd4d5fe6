"""`Scaled`: a model on centered columns in units that are powers of two, block by block."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from downslope.models.least_squares import LeastSquares
from downslope.models.model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import Pair

BLOCK = 2048  # rows whose products are summed in float64 before the sums are added up


class Scaled:
    """A problem in centered columns z = (x − origin) / unit, with exact units."""

    def __init__(self, model: ScoreModel, tilt: Vector | None = None) -> None:
        self.model, self.n, d = model, model.n, model.d
        features = model.X_b[:, :d]
        self.origin = features.mean(axis=0) if model.has_intercept else np.zeros(d)
        spread = np.abs(features - self.origin).mean(axis=0)
        self.unit = np.exp2(np.rint(np.log2(np.where(spread > 0, spread, 1.0))))
        self.p = model.X_b.shape[1]
        self.shape = model.weights_shape
        self.groups = self.shape[0] if len(self.shape) == 2 else 1  # classes of a softmax
        scale = np.ones(self.p)
        scale[:d] = self.unit
        self.pull = 2 * model.alpha / scale**2  # (p,) of the penalty, on each weight
        self.pull[d:] = 0.0
        self.tilt = np.zeros(self.p)  # gradient of a linear term, on each weight
        if tilt is not None:
            self.tilt[:d] = tilt / self.unit
        self.to_user = np.diag(1 / scale)
        if model.has_intercept:
            self.to_user[d, :d] = -self.origin / self.unit

    def blocks(self) -> Iterator[tuple[ScoreModel, Matrix, Matrix]]:
        """Yield each block as a model without penalty, and its columns in high and low parts."""
        d, model = self.model.d, self.model
        for first in range(0, self.n, BLOCK):
            rows = slice(first, min(first + BLOCK, self.n))
            high = model.X_b[rows].copy()
            high[:, :d], low = dd.two_sum(high[:, :d], -self.origin)
            high[:, :d] /= self.unit
            block = model.with_rows(high, model.y[rows], len(high), None)
            block.alpha = 0.0
            yield block, high, low / self.unit


def row_factor(problem: Scaled) -> Pair:
    """Return the factor of a row in gradient and Hessian."""
    model, one = problem.model, 1.0
    if isinstance(model, LeastSquares):
        one = 1.0 if model.loss_convention.startswith("half") else 2.0
        if model.loss_convention.endswith("sse"):
            return dd.pair(one)
    return dd.divide(dd.pair(one), dd.pair(float(problem.n)))
