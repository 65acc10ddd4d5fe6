"""Sums of the rows of each cluster, in passes, for robust covariances: CR1 and CR3.

With the scores s_i = w_i r_i u_i of `scores.py`, the covariance is M K Mᵀ and

    CR1    K = Σ_g (Σ_{i in g} s_i)(…)ᵀ                        p numbers a cluster
    CR3    the same with (I − A_g)⁻¹ before each sum,          p² numbers a cluster
           A_g = Σ_{i in g} w_i u_i u_iᵀ

Clusters of two ways are summed by each and by both together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from downslope.data.row_labels import LabelIndex, blocks_with, coded, coded_numbers
from downslope.errors import DataError
from downslope.fitting.passes.scores import Coordinates
from downslope.formatting import counted
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.threads import free_memory

SHARE_OF_MEMORY = 0.25  # of free memory, for the sums of clusters
BETWEEN = "\x1f"  # two labels of a cluster of both ways
PIECE = 2**14  # rows
PAIR_BITS = 32  # of the place of a label, in a pair of them
LAST = (1 << PAIR_BITS) - 1

Way: TypeAlias = tuple[np.ndarray, np.ndarray]  # labels, and the code (m,) of each row


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Sums of the rows of each cluster of one way, in the order of their labels."""

    labels: np.ndarray  # (G,) integers or text, sorted
    sums: Matrix  # (G, k + 1) of scores
    sizes: NDArray[np.int_]  # (G,) rows of weight above 0
    leverage: Vector  # (G,) of their rows together, the trace of A_g
    products: np.ndarray | None  # (G, k + 1, k + 1) A_g, for CR3

    def __add__(self, other: Clusters) -> Clusters:
        same = np.array_equal(self.labels, other.labels)  # as of two long parts of the same data
        labels, mine, theirs = self.labels, slice(None), slice(None)
        if not same:
            every = np.concatenate([self.labels, other.labels])
            labels, place = np.unique(every, return_inverse=True)
            mine, theirs = place[: len(self.labels)], place[len(self.labels) :]

        def joined(one: Any, two: Any) -> Any:
            if same:
                return one + two
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
        leverage = np.bincount(codes, w * np.einsum("ij,ij->i", u, u), minlength=count)
        products = None
        if cubes:
            products = np.empty((count, k, k))
            for i in range(k):
                products[:, i, : i + 1] = summed(w * u[:, i], u[:, : i + 1])
                products[:, : i + 1, i] = products[:, i, : i + 1]
        return cls(labels, summed(noise, u), sizes, leverage, products)


class _Scores:
    """Scores of blocks, in memory that is used again: new pages take longer than filling them.

    They are made in pieces that stay in the processor's cache, row by row, as sums by label read
    them.
    """

    def __init__(self, at: Coordinates) -> None:
        self._at, self._memory = at, np.empty((0, at.slopes.shape[1] + 1))

    def of(self, block: Matrix) -> tuple[Matrix, Vector, Vector]:
        """Return u (m, k + 1), w r (m,), and w (m,), valid until the next block."""
        if len(self._memory) < len(block):
            self._memory = np.empty((len(block), self._memory.shape[1]))
        u, noise, w = self._memory[: len(block)], np.empty(len(block)), np.empty(len(block))
        for start in range(0, len(block), PIECE):
            of = slice(start, start + PIECE)
            _, residuals, w[of] = self._at.rows(block[of], u[of])
            noise[of] = w[of] * residuals
        return u, noise, w


class GrowingClusters:
    """Sums of the clusters of one way, block by block: merging sorted labels takes far longer."""

    def __init__(self, *, cubes: bool) -> None:
        self._index, self._cubes = LabelIndex(), cubes
        self._sums: Clusters | None = None  # in the order in which labels came

    def places_of(self, way: Way) -> NDArray[np.int64]:
        """Return the place (m,) of each row's label."""
        labels, codes = way
        return self._index.places_of(labels)[codes]

    def add(self, places: NDArray[np.int64], u: Matrix, noise: Vector, w: Vector) -> None:
        """Add rows of these places."""
        sums = Clusters.of(np.arange(len(self._index)), places, u, noise, w, cubes=self._cubes)
        if (before := self._sums) is not None:
            count = len(before.labels)
            sums.sums[:count] += before.sums
            sums.sizes[:count] += before.sizes
            sums.leverage[:count] += before.leverage
            if sums.products is not None and before.products is not None:
                sums.products[:count] += before.products
        self._sums = sums

    def labels(self) -> np.ndarray:
        """Return the labels in the order in which they came."""
        return self._index.labels()

    def total(self, labels: np.ndarray) -> Clusters:
        """Return the sums of all rows, under these labels of the places."""
        assert self._sums is not None
        order, sums = np.argsort(labels, kind="stable"), self._sums
        products = None if sums.products is None else sums.products[order]
        return Clusters(
            labels[order], sums.sums[order], sums.sizes[order], sums.leverage[order], products
        )


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
    by_place: bool = False  # whether a label of both is the places of two, as one number

    def __add__(self, other: ClusterPart) -> ClusterPart:
        rows = self.rows + other.rows
        if self.ways is None or other.ways is None:
            return replace(other if self.ways is None else self, rows=rows)
        mine, theirs = self.ways, other.ways
        sums = [one + two for one, two in zip(mine[:2], theirs[:2], strict=True)]
        if self.by_place:
            sums.append(_over(mine, sums) + _over(theirs, sums))
        else:
            sums += [one + two for one, two in zip(mine[2:], theirs[2:], strict=True)]
        return ClusterPart(tuple(sums), rows, self.by_place)

    def named(self) -> tuple[Clusters, ...]:
        """Return the sums of each way, those of both together with two labels in one."""
        assert self.ways is not None
        if not self.by_place:
            return self.ways
        one, two, both = self.ways
        return one, two, replace(both, labels=_pair_names(both.labels, one.labels, two.labels))


def _over(ways: Sequence[Clusters], merged: Sequence[Clusters]) -> Clusters:
    """Return the sums of both ways together, with the places of their labels among all."""
    one, two = (
        np.searchsorted(whole.labels, way.labels.astype(whole.labels.dtype))
        for way, whole in zip(ways, merged, strict=False)
    )
    pairs = ways[2].labels
    return replace(ways[2], labels=one[pairs >> PAIR_BITS] << PAIR_BITS | two[pairs & LAST])


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
        return self._summed(
            (block, [coded(kept[name], name, at) for name in self.columns])
            for block, kept, at in blocks_with(task, self.columns)
        )

    def of_block(self, block: Matrix, ways: Sequence[Way]) -> ClusterPart:
        """Return the sums of a block; each way has labels, and their codes (m,)."""
        return self._summed([(block, ways)])

    def _summed(self, blocks: Iterable[tuple[Matrix, Sequence[Way]]]) -> ClusterPart:
        cubes, rows = self.cubes or self.chosen is not None, 0
        sums = [GrowingClusters(cubes=cubes) for _ in self.chosen or self.columns]
        pairs = GrowingClusters(cubes=cubes)
        scores = _Scores(self.at)
        for block, ways in blocks:
            rows += len(block)
            if self.chosen is not None:
                if len(ways) == 2:
                    ways = [*ways, _both(ways, self.chosen)]
                for each, way, chosen in zip(sums, ways, self.chosen, strict=True):
                    known, of = _of_chosen(way, chosen)
                    each.add(each.places_of(known), *scores.of(block[of]))
                continue
            places = [each.places_of(way) for each, way in zip(sums, ways, strict=True)]
            found = scores.of(block)
            for each, place in zip(sums, places, strict=True):
                each.add(place, *found)
            if len(places) == 2:
                both = coded_numbers(places[0] << PAIR_BITS | places[1])
                pairs.add(pairs.places_of(both), *found)
        if not rows:
            return self.empty()
        totals = [each.total(each.labels()) for each in sums]
        by_place = len(sums) == 2 and self.chosen is None
        if by_place:
            ranks = [np.argsort(np.argsort(each.labels(), kind="stable")) for each in sums]
            found = pairs.labels()
            one, two = ranks[0][found >> PAIR_BITS], ranks[1][found & LAST]
            totals.append(pairs.total(one << PAIR_BITS | two))
        return ClusterPart(tuple(totals), rows, by_place)


def _pair_names(pairs: NDArray[np.int64], one: np.ndarray, two: np.ndarray) -> np.ndarray:
    first, second = one[pairs >> PAIR_BITS].astype(np.str_), two[pairs & LAST]
    return np.strings.add(np.strings.add(first, BETWEEN), second.astype(np.str_))


def _both(ways: Sequence[Way], chosen: Sequence[np.ndarray]) -> Way:
    """Return the pairs of labels of the rows that have two chosen ones; the others have none."""
    (one, first), (two, second) = ways
    known = [np.isin(labels.astype(np.str_), some)[codes]
             for (labels, codes), some in zip(ways, chosen, strict=False)]  # fmt: skip
    rows = known[0] & known[1]
    pairs, codes = coded_numbers(first[rows] << PAIR_BITS | second[rows])
    places = np.zeros(len(rows), dtype=np.int64)
    places[rows] = codes + 1
    return np.append("", _pair_names(pairs, one, two)), places


def _of_chosen(way: Way, chosen: np.ndarray) -> tuple[Way, np.ndarray]:
    """Return the labels that are chosen, with the codes of their rows, and which rows these are."""
    labels, codes = way
    known = np.isin(labels.astype(np.str_), chosen)
    rows = known[codes]
    return (labels[known], (np.cumsum(known) - 1)[codes[rows]]), rows


def said_of(counts: Sequence[int], columns: Sequence[str]) -> str:
    """Return "by 'firm' (40 clusters) and 'year' (10 clusters)"."""
    each = [
        f"'{name}' ({counted(count, 'cluster')})"
        for name, count in zip(columns, counts, strict=True)
    ]
    return "by " + " and ".join(each)
