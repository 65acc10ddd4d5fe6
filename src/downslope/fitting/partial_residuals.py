"""Partial residuals of one column: what its weight says beyond all other columns, row by row.

    added variable         e = x − its fit by the other columns         against   r + b e
    component + residual   x                                            against   r + b (x − x̄)

The line of the first plot has the slope b, the weight, and rows far out on it decide the weight
(Frisch, Waugh, and Lovell). A curve in the second says how the column should be transformed. No
other fit is made: with V Vᵀ = (XᵀX)⁻¹ and v its row for the column, e_i = v·u_i/‖v‖².
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.data.blocks import Source
from downslope.errors import OptionError, did_you_mean
from downslope.fitting.fit_result import Fit
from downslope.fitting.passes.reader import Reader, ReadOptions, total
from downslope.fitting.passes.residuals import BINS, MOST_POINTS, Counts, binned
from downslope.fitting.passes.scores import Coordinates
from downslope.fitting.sandwich import coordinates_of
from downslope.fitting.weighting import FREQUENCY
from downslope.numerics.arrays import Matrix, Vector

PLOTS = ((0, 1), (2, 3))  # columns of the points: e and r + b e, x and r + b (x − x̄)


@dataclass(frozen=True, slots=True, eq=False)
class PartialResiduals:
    """Partial residuals as plots show them: rows one by one, or counted in bins."""

    column: str
    target: str
    weight: float
    middle: float  # x̄
    n: int
    points: Matrix | None  # (n, 4)
    counts: np.ndarray | None  # (2, BINS, BINS)
    edges: tuple[Vector, ...]  # of the bins of the four
    calm: tuple[str, ...] = ()  # a sentence on what was looked at and contradicts nothing


def partial_residuals(fit: Fit, source: Source, read: ReadOptions, column: str) -> PartialResiduals:
    """Return the partial residuals of a column, from one more pass, or two where rows are many.

    Raises
    ------
    OptionError
        The fit has no slope of this name.
    DataError
        The columns depend on each other, so that a weight is not determined.

    """
    names = fit.solution.feature_names
    if column not in names:
        raise OptionError(
            f"The fit has no slope '{column}' for partial plots: {did_you_mean(column, names)}"
        )
    place = names.index(column)
    at = coordinates_of(fit.solution, fit.table, copies=fit.asked.weights_kind == FREQUENCY)
    work = PartialWork(at, place)
    counts = None
    with Reader(source, read) as reader:
        whole = total(reader.read(work), work.empty())
        if whole.points is None:
            count = PartialCounts(work, whole.edges)
            counts = total(reader.read(count), count.empty()).planes
    return PartialResiduals(
        column, fit.table.target, float(fit.coef[place]), float(at.center[place]), whole.rows,
        whole.points, counts, whole.edges,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class PartialPoints:
    """Points of both plots while they are few, and their ends."""

    rows: int
    low: Vector  # (4,)
    high: Vector
    points: Matrix | None  # (rows, 4)

    def __add__(self, other: PartialPoints) -> PartialPoints:
        rows, points = self.rows + other.rows, None
        if self.points is not None and other.points is not None and rows <= MOST_POINTS:
            points = np.vstack([self.points, other.points])
        low, high = np.minimum(self.low, other.low), np.maximum(self.high, other.high)
        return PartialPoints(rows, low, high, points)

    @property
    def edges(self) -> tuple[Vector, ...]:
        """Edges of the bins of each of the four."""
        ends = zip(self.low, self.high, strict=True)
        return tuple(np.linspace(low, high if high > low else low + 1.0, BINS + 1)
                     for low, high in ends)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class PartialWork:
    """Work of the pass that finds the points."""

    at: Coordinates
    place: int  # of the column

    def empty(self) -> PartialPoints:
        ends = np.full(4, np.inf)
        return PartialPoints(0, ends, -ends, np.empty((0, 4)))

    def __call__(self, task: Any) -> PartialPoints:
        whole = self.empty()
        for block in task.blocks():
            if len(block):
                points = self.points_of(block)
                kept = points if len(points) <= MOST_POINTS else None
                ends = points.min(axis=0), points.max(axis=0)
                whole = whole + PartialPoints(len(points), *ends, kept)
        return whole

    def points_of(self, block: Matrix) -> Matrix:
        """Return e, r + b e, x, and r + b (x − x̄), (m, 4)."""
        u, residuals, _ = self.at.rows(block)
        row, weight = self.at.moved[self.place], self.at.coef[self.place]
        beyond = u @ (row / (row @ row))
        x = block[:, self.place]
        away = x - self.at.center[self.place]
        return np.column_stack([beyond, residuals + weight * beyond, x, residuals + weight * away])


@dataclass(frozen=True, slots=True, eq=False)
class PartialCounts:
    """Work of a second pass, which counts the points in bins."""

    work: PartialWork
    edges: tuple[Vector, ...]

    def empty(self) -> Counts:
        return Counts(0, np.zeros((len(PLOTS), BINS, BINS), np.int64), np.zeros(0, np.int64))

    def __call__(self, task: Any) -> Counts:
        whole = self.empty()
        for block in task.blocks():
            planes = binned(self.work.points_of(block).T, self.edges, PLOTS)
            whole = whole + Counts(len(block), planes, whole.quantiles)
        return whole
