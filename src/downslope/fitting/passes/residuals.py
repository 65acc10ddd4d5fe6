"""Residuals of rows in passes: what a plot shows of them, and what contradicts the assumptions.

curvature    what adding the square z of a column would take off the loss, exactly as a refit:
             (zᵀWr)² / (zᵀWz − ‖UᵀWz‖²)
spread       sums for the regression of r² on ŷ and ŷ² (White 1980, Koenker 1981)
order        products of neighboring residuals
rows         those that move a weight by most of its standard error (DFBETAS)
left out     Σ w (r/(1 − h))², the squared errors of each row predicted from the others (PRESS)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.fitting.passes.scores import Coordinates, HACPart, HCPart, HCWork
from downslope.numerics.arrays import Matrix, Vector

MOST_POINTS = 4000  # rows that are drawn one by one; of more, counts in bins
MOST_KEPT = 3  # rows that move a weight most, which are named
BINS = 60  # along each side of a plot
QUANTILE_BINS = 4000
FULL = 1e-9  # of 1 − leverage: with less left, the other rows do not determine the fit


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """A row that moves a weight: by how many standard errors, and where."""

    size: float  # |change|/standard error of the weight
    row: int  # counted from 0 among the rows used
    weight: int  # place of the weight
    change: float  # of the weight when the row is left out


@dataclass(frozen=True, slots=True, eq=False)
class ResidualPart:
    """Sums over rows, their ends, and the rows themselves while they are few."""

    rows: int
    # zᵀWr (d,), UᵀWz (d, k + 1), zᵀWz (d,), moments (9,), r² (1,), and of the rows left out one by
    # one (2,) the sum of squares, and how many cannot be predicted
    sums: tuple[np.ndarray, ...]
    hc3: HCPart
    neighbors: HACPart
    moved: tuple[Moved, ...]
    low: Vector  # (3,) of fitted, standardized residual, and leverage
    high: Vector  # (3,)
    points: Matrix | None  # (rows, 3)

    def __add__(self, other: ResidualPart) -> ResidualPart:
        later = [Moved(m.size, self.rows + m.row, m.weight, m.change) for m in other.moved]
        rows, points = self.rows + other.rows, None
        if self.points is not None and other.points is not None and rows <= MOST_POINTS:
            points = np.vstack([self.points, other.points])
        return ResidualPart(
            rows,
            tuple(one + two for one, two in zip(self.sums, other.sums, strict=True)),
            self.hc3 + other.hc3,
            self.neighbors + other.neighbors,
            largest([*self.moved, *later]),
            np.minimum(self.low, other.low),
            np.maximum(self.high, other.high),
            points,
        )


def largest(moved: list[Moved]) -> tuple[Moved, ...]:
    """Return the rows that move a weight most, the first of equal ones first."""
    return tuple(sorted(moved, key=lambda each: (-each.size, each.row))[:MOST_KEPT])


@dataclass(frozen=True, slots=True, eq=False)
class ResidualWork:
    """Work of the pass that looks at residuals."""

    at: Coordinates
    s: float  # residual standard deviation
    errors: Vector  # (p,) classical standard errors
    scale: Vector  # (d,) of the columns
    fitted: tuple[float, float]  # middle and spread of the fitted values

    def empty(self) -> ResidualPart:
        d, k = len(self.at.coef), self.at.slopes.shape[1] + 1
        none = (np.zeros(d), np.zeros((d, k)), np.zeros(d), np.zeros(9), np.zeros(1),
                np.zeros(2))  # fmt: skip
        ends = np.full(3, np.inf)
        return ResidualPart(
            0, none, HCWork(self.at, "HC3").empty(),
            HACPart(np.zeros((1, 1)), np.empty((0, 1)), np.empty((0, 1)), 0, None, 1),
            (), ends, -ends, np.empty((0, 3)),
        )  # fmt: skip

    def __call__(self, task: Any) -> ResidualPart:
        whole = self.empty()
        for block in task.blocks():
            if len(block):
                whole = whole + self.of_block(block)
        return whole

    def points_of(self, block: Matrix) -> tuple[Matrix, Vector, Vector, Matrix]:
        """Return fitted, standardized residual, and leverage (m, 3), residuals, weights, and u."""
        u, residuals, w = self.at.rows(block)
        leverage = np.minimum(w * np.square(u).sum(axis=1), 1.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            standard = np.sqrt(w) * residuals / (self.s * np.sqrt(1.0 - leverage))
        standard = np.where(np.isfinite(standard) & (leverage < 1.0 - FULL), standard, 0.0)
        fitted = block[:, len(self.at.coef)] - residuals
        return np.column_stack([fitted, standard, leverage]), residuals, w, u

    def of_block(self, block: Matrix) -> ResidualPart:
        """Return the sums of one block."""
        at, d = self.at, len(self.at.coef)
        points, residuals, w, u = self.points_of(block)
        z = np.square((block[:, :d] - at.center) / self.scale)
        weighted = z * w[:, np.newaxis]
        f = (points[:, 0] - self.fitted[0]) / self.fitted[1]
        # A weighted residual has one variance.
        r2 = w * np.square(residuals) / self.s**2
        moments = np.array(
            [len(f), *(np.sum(f**power) for power in (1, 2, 3, 4)),
             r2.sum(), r2 @ r2, r2 @ f, r2 @ f**2]
        )  # fmt: skip
        roots = (np.sqrt(w) * residuals)[:, np.newaxis]
        squares = float((roots * roots).sum())
        pairs = float((roots[1:] * roots[:-1]).sum())
        neighbors = HACPart(
            np.array([[squares + pairs]]), roots[:1], roots[-1:], len(roots), None, 1
        )
        return ResidualPart(
            len(block),
            (weighted.T @ residuals, weighted.T @ u, (weighted * z).sum(axis=0), moments,
             np.array([squares]), self._left_out(residuals, w, points[:, 2])),
            HCWork(at, "HC3").of_block(block),
            neighbors,
            self._moved(u, residuals, w, points[:, 2]),
            points.min(axis=0),
            points.max(axis=0),
            points if len(points) <= MOST_POINTS else None,
        )  # fmt: skip

    def _left_out(self, residuals: Vector, w: Vector, leverage: Vector) -> Vector:
        """Return the squared errors of rows predicted from the others, and the rows without one."""
        if self.at.copies:  # of w equal rows one is left out
            leverage = leverage / np.maximum(w, 1.0)
        known = leverage < 1.0 - FULL
        errors = residuals[known] / (1.0 - leverage[known])
        return np.array([w[known] @ np.square(errors), np.count_nonzero(~known)])

    def _moved(
        self, u: Matrix, residuals: Vector, w: Vector, leverage: Vector
    ) -> tuple[Moved, ...]:
        with np.errstate(divide="ignore", invalid="ignore"):
            noise = np.where(leverage < 1.0 - FULL, w * residuals / (1.0 - leverage), 0.0)
            change = -(u @ self.at.moved.T) * noise[:, np.newaxis]
            sizes = np.abs(change) / self.errors
        sizes = np.nan_to_num(sizes, nan=0.0, posinf=0.0)
        place = sizes.argmax(axis=1)
        most = sizes[np.arange(len(sizes)), place]
        chosen = np.argsort(-most, kind="stable")[:MOST_KEPT]
        return tuple(
            Moved(float(most[i]), int(i), int(place[i]), float(change[i, place[i]])) for i in chosen
        )


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Counts of rows in bins: for each plot (3, BINS, BINS), and fine ones of the residuals."""

    rows: int
    planes: np.ndarray
    quantiles: np.ndarray

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.rows + other.rows, self.planes + other.planes, self.quantiles + other.quantiles
        )


@dataclass(frozen=True, slots=True, eq=False)
class CountWork:
    """Work of a second pass that counts the rows in bins between the ends that the first found."""

    work: ResidualWork
    low: Vector
    high: Vector

    @property
    def edges(self) -> tuple[Vector, ...]:
        """Edges of the bins of fitted, standardized residual, leverage, and √|residual|."""
        root = np.sqrt(max(-self.low[1], self.high[1], 0.0))
        ends = [*zip(self.low, self.high, strict=True), (0.0, root)]
        return tuple(np.linspace(low, high if high > low else low + 1.0, BINS + 1)
                     for low, high in ends)  # fmt: skip

    def empty(self) -> Counts:
        return Counts(0, np.zeros((3, BINS, BINS), np.int64), np.zeros(QUANTILE_BINS, np.int64))

    def __call__(self, task: Any) -> Counts:
        whole, edges = self.empty(), self.edges
        for block in task.blocks():
            points = self.work.points_of(block)[0]
            values = (*points.T, np.sqrt(np.abs(points[:, 1])))
            planes = binned(values, edges, ((0, 1), (0, 3), (2, 1)))
            width = (self.high[1] - self.low[1]) or 1.0
            fine = ((points[:, 1] - self.low[1]) / width * QUANTILE_BINS).astype(np.int64)
            found = np.bincount(np.clip(fine, 0, QUANTILE_BINS - 1), minlength=QUANTILE_BINS)
            whole = whole + Counts(len(block), planes, found)
        return whole


def binned(
    values: Iterable[Vector], edges: Iterable[Vector], pairs: Sequence[tuple[int, int]]
) -> np.ndarray:
    """Return the counts of rows in bins of these pairs of columns, (pairs, BINS, BINS)."""
    places = [
        np.clip(np.searchsorted(ends, column, side="right") - 1, 0, BINS - 1)
        for ends, column in zip(edges, values, strict=True)
    ]
    return np.stack([
        np.bincount(places[x] * BINS + places[y], minlength=BINS**2).reshape(BINS, BINS)
        for x, y in pairs
    ])  # fmt: skip
