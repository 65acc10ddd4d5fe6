"""Scores of rows in passes: what each row pulls on the weights, summed for robust covariances.

With V Vᵀ = (XᵀX)⁻¹ and x̄ the (weighted) means, each row has the coordinates

    u_i = [V_sᵀ(x_i − x̄), 1/√Σw]      w_i ‖u_i‖² is its leverage,   M u_i w_i its pull

in which XᵀX is the identity, so sums over rows lose nothing to its condition. The covariance is
M K Mᵀ, with the score s_i = w_i r_i u_i and

    HC0 … HC3    K = Σ ω_i u_i u_iᵀ                                  flat memory
    CR1          K = Σ_g (Σ_{i in g} s_i)(…)ᵀ                         p numbers a cluster
    CR3          the same with (I − A_g)⁻¹ before each sum,           p² numbers a cluster
                 A_g = Σ_{i in g} w_i u_i u_iᵀ
    HAC          K = Σ_l (1 − l/(L + 1)) (Σ_t s_t s_{t−l}ᵀ + …)       2 L rows of each part

Parts are merged in the order of the tasks, so the result has the same bits for any number of
workers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.row_labels import blocks_with, coded
from downslope.data.row_order import check_order, ends_in_order
from downslope.errors import DataError
from downslope.formatting import counted
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.threads import free_memory

FULL_ROUNDINGS = 100.0  # of a leverage: nearer to 1, nothing but rounding is left to divide by
NEARLY_FULL = 0.5  # leverage from which a row is looked at more closely
MOST_ROWS = 5  # places that are kept for a message
SHARE_OF_MEMORY = 0.25  # of free memory, for the sums of clusters
BETWEEN = "\x1f"  # two labels of a cluster of both ways


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

    def rows(self, block: Matrix) -> tuple[Matrix, Vector, Vector]:
        """Return u (m, k + 1), residuals (m,), and weights (m,)."""
        d = len(self.coef)
        # Columns are contiguous in blocks and in u, so that no product copies or strides.
        X = block[:, :d].T
        u = np.empty((self.slopes.shape[1] + 1, len(block)))
        np.matmul(self.slopes.T, X - self.center[:, np.newaxis], out=u[:-1])
        u[-1] = math.sqrt(self.share)
        residuals = block[:, d] - self.coef @ X - self.intercept
        return u.T, residuals, block[:, d + 1] if self.weighted else np.ones(len(block))

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
class Clusters:
    """Sums of the rows of each cluster of one way, in the order of their labels."""

    labels: np.ndarray  # (G,) integers or text, sorted
    sums: Matrix  # (G, k + 1) of scores
    sizes: NDArray[np.int_]  # (G,) rows of weight above 0
    leverage: Vector  # (G,) of their rows together, the trace of A_g
    products: np.ndarray | None  # (G, k + 1, k + 1) A_g, for CR3

    def __add__(self, other: Clusters) -> Clusters:
        labels, place = np.unique(np.concatenate([self.labels, other.labels]), return_inverse=True)
        mine, theirs = place[: len(self.labels)], place[len(self.labels) :]

        def joined(one: Any, two: Any) -> Any:
            found = np.zeros((len(labels), *one.shape[1:]), dtype=one.dtype)
            found[mine] += one
            found[theirs] += two
            return found

        both = self.products is not None and other.products is not None
        check_fits(len(labels), self.sums.shape[1], cubes=both)
        return Clusters(
            labels,
            joined(self.sums, other.sums),
            joined(self.sizes, other.sizes),
            joined(self.leverage, other.leverage),
            joined(self.products, other.products) if both else None,
        )

    @classmethod
    def of(cls, labels: np.ndarray, codes: np.ndarray, u: Matrix, noise: Vector, w: Vector,
           *, cubes: bool) -> Clusters:  # fmt: skip
        """Return the sums of a block whose rows belong to `labels[codes]`."""
        from scipy.sparse import csc_array

        count, (m, k) = len(labels), u.shape
        check_fits(count, k, cubes=cubes)

        def summed(factor: Vector, columns: Matrix) -> Matrix:
            # Adds whole rows: several times as fast as counting by columns, with the same bits.
            by_label = csc_array((factor, codes, np.arange(m + 1)), shape=(count, m))
            return np.asarray(by_label @ columns)

        sizes = np.bincount(codes[w > 0.0], minlength=count)
        leverage = summed(w, np.square(u)).sum(axis=1)
        products = None
        if cubes:
            products = np.empty((count, k, k))
            for i in range(k):
                products[:, i, : i + 1] = summed(w * u[:, i], u[:, : i + 1])
                products[:, : i + 1, i] = products[:, i, : i + 1]
        return cls(labels, summed(noise, u), sizes, leverage, products)


class NoRoomError(DataError):
    """The sums of clusters do not fit in memory."""


def check_fits(clusters: int, k: int, *, cubes: bool) -> None:
    """Raise `NoRoomError` if the sums of the clusters do not fit in memory."""
    needed = 8.0 * clusters * (k * k + k if cubes else k)
    free = free_memory() or math.inf
    if needed > SHARE_OF_MEMORY * free:
        what = "CR3" if cubes else "CR1"
        cure = "choose CR1, or fewer columns" if cubes else "choose larger clusters"
        raise NoRoomError(
            f"{what} of {clusters:,} clusters or more needs {needed / 2**30:.1f} GB for their "
            f"sums, and {free / 2**30:.1f} GB are free: {cure}."
        )


@dataclass(frozen=True, slots=True, eq=False)
class ClusterPart:
    """Sums of clusters of each way: one, or two and both together; None before any row."""

    ways: tuple[Clusters, ...] | None
    rows: int

    def __add__(self, other: ClusterPart) -> ClusterPart:
        rows = self.rows + other.rows
        if self.ways is None or other.ways is None:
            return ClusterPart(self.ways or other.ways, rows)
        pairs = zip(self.ways, other.ways, strict=True)
        return ClusterPart(tuple(one + two for one, two in pairs), rows)


@dataclass(frozen=True, slots=True, eq=False)
class ClusterWork:
    """Work of a pass for errors by clusters."""

    at: Coordinates
    columns: tuple[str, ...]
    cubes: bool  # whether A_g is summed
    chosen: tuple[np.ndarray, ...] | None = None  # labels of each way, as text; None for all

    def empty(self) -> ClusterPart:
        return ClusterPart(None, 0)

    def __call__(self, task: Any) -> ClusterPart:
        whole = self.empty()
        for block, kept, at in blocks_with(task, self.columns):
            codes = [coded(kept[name], name, at) for name in self.columns]
            whole = whole + self.of_block(block, codes)
        return whole

    def of_block(self, block: Matrix, ways: Sequence[tuple[np.ndarray, np.ndarray]]) -> ClusterPart:
        """Return the sums of a block; each way has labels, and their codes (m,)."""
        if len(block) == 0:
            return self.empty()
        u, residuals, w = self.at.rows(block)
        noise = w * residuals
        if self.chosen is not None:
            return ClusterPart(
                tuple(_of_chosen(way, chosen, u, noise, w)
                      for way, chosen in zip(ways, self.chosen, strict=True)),
                len(block),
            )  # fmt: skip
        every = list(ways)
        if len(ways) == 2:
            (one, first), (two, second) = ways
            pairs, codes = np.unique(first * len(two) + second, return_inverse=True)
            places = zip(*divmod(pairs, len(two)), strict=True)
            named = [f"{one[i]}{BETWEEN}{two[j]}" for i, j in places]
            every.append((np.array(named), codes))
        return ClusterPart(
            tuple(Clusters.of(labels, codes, u, noise, w, cubes=self.cubes)
                  for labels, codes in every),
            len(block),
        )  # fmt: skip


def _of_chosen(
    way: tuple[np.ndarray, np.ndarray], chosen: np.ndarray, u: Matrix, noise: Vector, w: Vector
) -> Clusters:
    """Return the sums, with A_g, of the rows of some clusters."""
    labels, codes = way
    known = np.isin(labels.astype(np.str_), chosen)
    rows = known[codes]
    places = (np.cumsum(known) - 1)[codes[rows]]
    return Clusters.of(labels[known], places, u[rows], noise[rows], w[rows], cubes=True)


@dataclass(frozen=True, slots=True, eq=False)
class HACPart:
    """Sums of consecutive rows with their neighbors, and the rows at both ends."""

    products: Matrix  # (k + 1, k + 1), symmetric
    head: Matrix  # (≤ L, k + 1) first scores
    tail: Matrix  # (≤ L, k + 1) last scores
    rows: int
    ends: tuple[Any, Any] | None = None  # first and last value of the column of the order
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
            ends = self.ends[0], other.ends[1]
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
    order: str | None = None  # a column that must not decrease

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
        for block, kept, at in blocks_with(task, (self.order,)):
            ends = ends_in_order(kept[self.order], self.order, at)
            check_order(whole.ends, ends, self.order, at.row(0))
            whole = whole + self.of_block(block, ends)
        return whole

    def of_block(self, block: Matrix, ends: tuple[Any, Any] | None = None) -> HACPart:
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


def said_of(counts: Sequence[int], columns: Sequence[str]) -> str:
    """Return "by 'firm' (40 clusters) and 'year' (10 clusters)"."""
    each = [
        f"'{name}' ({counted(count, 'cluster')})"
        for name, count in zip(columns, counts, strict=True)
    ]
    return "by " + " and ".join(each)
