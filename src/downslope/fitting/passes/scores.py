"""Scores of rows in passes: what each row pulls on the weights, summed for robust covariances.

With V Vᵀ = (XᵀX)⁻¹ and x̄ the (weighted) means, each row has the coordinates

    u_i = [V_sᵀ(x_i − x̄), 1/√Σw]      w_i ‖u_i‖² is its leverage,   M u_i w_i its pull

in which XᵀX is the identity, so sums over rows lose nothing to its condition. The covariance is
M K Mᵀ, with the score s_i = w_i r_i u_i and

    HC0 … HC3    K = Σ ω_i u_i u_iᵀ                                  flat memory
    CR1, CR3     of the sums of clusters                              `cluster_sums.py`
    HAC          K = Σ_l (1 − l/(L + 1)) (Σ_t s_t s_{t−l}ᵀ + …)       2 L rows of each part

Parts are merged in the order of the tasks, so the result has the same bits for any number of
workers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from downslope.data.row_labels import blocks_with
from downslope.data.row_order import Ends, Order, check_order, ends_in_order
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF

FULL_ROUNDINGS = 100.0  # of a leverage: nearer to 1, nothing but rounding is left to divide by
NEARLY_FULL = 0.5  # leverage from which a row is looked at more closely
PULLED = 1e-9  # of the largest pull on a weight: less is rounding
MOST_ROWS = 5  # places that are kept for a message


@dataclass(frozen=True, slots=True, eq=False)
class Coordinates:
    """What turns a block into scores; small, for every task to copy."""

    center: Vector  # (d,)
    slopes: Matrix  # (d, k) V of the slopes
    share: float  # 1/Σw with an intercept, else 0
    coef: Vector  # (d,)
    intercept: float
    weighted: bool
    copies: bool = False  # whether a row of weight w stands for w equal rows

    @property
    def moved(self) -> Matrix:
        """M (p, k + 1): the pull of a row on the weights is M u w."""
        root = math.sqrt(self.share)
        slopes = np.column_stack([self.slopes, np.zeros(len(self.slopes))])
        if not self.share:
            return slopes
        return np.vstack([slopes, np.append(-self.center @ self.slopes, root)])

    def rows(self, block: Matrix, u: Matrix | None = None) -> tuple[Matrix, Vector, Vector]:
        """Return u (m, k + 1), in the memory given if any, residuals (m,), and weights (m,)."""
        d = len(self.coef)
        if u is None:  # columns are contiguous, as in a block, so that no product copies or strides
            u = np.empty((self.slopes.shape[1] + 1, len(block))).T
        X = block[:, :d].T
        np.matmul((X - self.center[:, np.newaxis]).T, self.slopes, out=u[:, :-1])
        u[:, -1] = math.sqrt(self.share)
        residuals = block[:, d] - self.coef @ X - self.intercept
        return u, residuals, block[:, d + 1] if self.weighted else np.ones(len(block))

    def leverages(self, block: Matrix, u: Matrix, w: Vector) -> tuple[Vector, np.ndarray]:
        """Return the leverage of each row (m,), and whether it is 1 to its rounding."""
        leverage, d = np.minimum(w * np.einsum("ij,ij->i", u, u), 1.0), len(self.coef)
        full = np.zeros(len(u), dtype=bool)
        near = np.flatnonzero(leverage > NEARLY_FULL)  # the rounding of others does not matter
        away = np.abs(block[near, :d] - self.center) @ np.abs(self.slopes)
        sizes = (away * np.abs(u[near, :-1])).sum(axis=1)
        rounding = w[near] * (self.share + sizes) * FULL_ROUNDINGS * UNIT_ROUNDOFF * (d + 2)
        full[near] = 1.0 - leverage[near] <= rounding
        if not self.copies:
            return leverage, full
        return leverage / np.maximum(w, 1.0), full & (w <= 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class FullRows:
    """Rows of leverage 1, which the fit meets whatever their targets."""

    rows: int  # that were looked at
    count: int
    places: tuple[int, ...]  # of the first
    pull: Vector  # (p,) the largest, relative to what a row of leverage 1 can pull

    @property
    def moved(self) -> np.ndarray:
        """Whether they move each weight (p,) by more than rounding."""
        return self.pull > PULLED

    def __add__(self, other: FullRows) -> FullRows:
        later = tuple(self.rows + place for place in other.places)
        return FullRows(
            self.rows + other.rows,
            self.count + other.count,
            (*self.places, *later)[:MOST_ROWS],
            np.maximum(self.pull, other.pull),
        )

    @classmethod
    def none(cls, at: Coordinates) -> FullRows:
        """Return those of no rows."""
        return cls(0, 0, (), np.zeros(len(at.moved)))

    @classmethod
    def of(cls, at: Coordinates, full: np.ndarray, u: Matrix, w: Vector) -> FullRows:
        """Return those of a block."""
        moved, places = at.moved, np.flatnonzero(full)
        pull = np.abs((u[places] * np.sqrt(w[places])[:, np.newaxis]) @ moved.T) / row_norms(moved)
        first = tuple(int(place) for place in places[:MOST_ROWS])
        return cls(len(u), len(places), first, pull.max(axis=0, initial=0.0))


@dataclass(frozen=True, slots=True, eq=False)
class HCPart:
    """Sums of rows for HC0 … HC3, and the rows of leverage 1."""

    products: Matrix  # (k + 1, k + 1)
    full: FullRows

    @property
    def rows(self) -> int:
        return self.full.rows

    def __add__(self, other: HCPart) -> HCPart:
        return HCPart(self.products + other.products, self.full + other.full)


@dataclass(frozen=True, slots=True, eq=False)
class HCWork:
    """Work of a pass for HC0 … HC3 (without HC1's factor, which the sums take last)."""

    at: Coordinates
    kind: str

    def empty(self) -> HCPart:
        k = self.at.slopes.shape[1] + 1
        return HCPart(np.zeros((k, k)), FullRows.none(self.at))

    def __call__(self, task: Any) -> HCPart:
        whole = self.empty()
        for block in task.blocks():
            whole = whole + self.of_block(block)
        return whole

    def of_block(self, block: Matrix) -> HCPart:
        """Return the sums of one block."""
        at = self.at
        u, residuals, w = at.rows(block)
        leverage, full = at.leverages(block, u, w)
        noise = w * residuals
        if at.copies:
            noise = noise / np.sqrt(np.maximum(w, 1.0))
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.kind == "HC2":
                noise = noise / np.sqrt(1.0 - leverage)
            elif self.kind == "HC3":
                noise = noise / (1.0 - leverage)
        if full.any():
            noise = np.where(full, 0.0, noise)
        scores = u * noise[:, np.newaxis]
        return HCPart(scores.T @ scores, FullRows.of(at, full, u, w))


@dataclass(frozen=True, slots=True, eq=False)
class HACPart:
    """Sums of consecutive rows with their neighbors, and the rows at both ends."""

    products: Matrix  # (k + 1, k + 1), symmetric
    head: Matrix  # (≤ L, k + 1) first scores
    tail: Matrix  # (≤ L, k + 1) last scores
    rows: int
    ends: Ends | None = None  # of the column that orders the rows
    lags: int = 0
    full: FullRows | None = None  # if rows of leverage 1 are looked for

    def __add__(self, other: HACPart) -> HACPart:
        if not (self.rows and other.rows):
            return self if self.rows else other
        products, lags = self.products + other.products, self.lags
        for lag in range(1, lags + 1):
            # Row j of the head of what follows is `lag` rows after row lag − j from the end.
            late = np.arange(min(lag, len(other.head)))
            back = lag - late
            near = back <= len(self.tail)
            pairs = other.head[late[near]].T @ self.tail[len(self.tail) - back[near]]
            products = products + (1 - lag / (lags + 1)) * (pairs + pairs.T)
        ends = None
        if self.ends is not None and other.ends is not None:
            ends = replace(self.ends, last=other.ends.last)
        return HACPart(
            products,
            np.vstack([self.head, other.head])[:lags],
            np.vstack([self.tail, other.tail])[-lags:] if lags else self.tail,
            self.rows + other.rows,
            ends,
            lags,
            None if self.full is None or other.full is None else self.full + other.full,
        )


@dataclass(frozen=True, slots=True, eq=False)
class HACWork:
    """Work of a pass for errors that allow for correlated neighbors (Newey and West 1987)."""

    at: Coordinates
    lags: int
    order: Order | None = None  # of a column that must not decrease

    def empty(self) -> HACPart:
        k = self.at.slopes.shape[1] + 1
        none = np.empty((0, k))
        return HACPart(np.zeros((k, k)), none, none, 0, None, self.lags, FullRows.none(self.at))

    def __call__(self, task: Any) -> HACPart:
        whole = self.empty()
        if self.order is None:
            for block in task.blocks():
                whole = whole + self.of_block(block)
            return whole
        name = self.order.name
        for block, kept, at in blocks_with(task, (name,)):
            ends = ends_in_order(kept[name], at, self.order)
            check_order(whole.ends, ends, name, at.row(0))
            whole = whole + self.of_block(block, ends)
        return whole

    def of_block(self, block: Matrix, ends: Ends | None = None) -> HACPart:
        """Return the sums of a block."""
        if len(block) == 0:
            return self.empty()
        u, residuals, w = self.at.rows(block)
        scores = u * (w * residuals)[:, np.newaxis]
        products = scores.T @ scores
        for lag in range(1, min(self.lags, len(scores) - 1) + 1):
            pairs = scores[lag:].T @ scores[:-lag]
            products = products + (1 - lag / (self.lags + 1)) * (pairs + pairs.T)
        head, tail = scores[: self.lags], scores[max(len(scores) - self.lags, 0) :]
        full = FullRows.of(self.at, self.at.leverages(block, u, w)[1], u, w)
        return HACPart(products, head, tail, len(block), ends, self.lags, full)


def listed_places(places: Sequence[int], count: int) -> str:
    """Return rows, counted from 1, for a message."""
    shown = ", ".join(f"{place + 1:,}" for place in places)
    more = f" and {count - len(places):,} more" if count > len(places) else ""
    return f"{'Row' if count == 1 else 'Rows'} {shown}{more}"
