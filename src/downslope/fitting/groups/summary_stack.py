"""`SummaryStack`: the summaries of many groups of rows, side by side in arrays.

Entry g of each array belongs to group g, so that one NumPy operation does the same to all groups:

    count_g, mean_g = average of (z − o_g), scatter_g = Σ (z − o_g − mean_g)(z − o_g − mean_g)ᵀ

It is the summary of `summary.py` once for each group, with the same bound on its rounding. Only the
origin differs: each group has its own, near its first rows, because one origin for all groups
would lose the digits by which their means are larger than their spreads.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from downslope.errors import DataError
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.gram import FEWEST_ADDITIONS
from downslope.numerics.threads import free_memory
from downslope.solvers.rows import choose_origin
from downslope.summary import Summary

SHARE_OF_MEMORY = 0.25  # of free memory, for the sums of all groups
LONGEST_SUM = 512  # rows of a group that are added one after another
PRODUCTS_OF_A_CALL = 30_000  # of a row's columns, for which a matrix product is worth its call
PAIRWISE = 128.0  # additions of a run that NumPy does not sum in pairs
GROUPS_TOGETHER = 8192  # whose sums stay in the processor's cache while others are added
NEAR_ROWS = 256  # from which the origin of a long group is taken


@cache
def pairs(q: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs i ≥ j of q columns, in the order in which products are kept."""
    rows, columns = np.tril_indices(q)
    for each in (rows, columns):
        each.setflags(write=False)
    return rows, columns


@dataclass(frozen=True, slots=True, eq=False)
class SummaryStack:
    """Summaries of G groups with q = d + 1 columns: features, then the target."""

    count: NDArray[np.int64]  # (G,) rows, those of weight zero left out
    mass: Vector  # (G,) sums of the weights
    origin: Matrix  # (q, G)
    mean: Matrix  # (q, G) of z − origin
    scatter: Matrix  # (q(q + 1)/2, G) centered co-moments, in the order of `pairs`
    size: Matrix  # (q, G) sums of squares about every origin that was used
    depth: Vector  # (G,) number of additions behind an entry of the scatter
    log_weights: Vector  # (G,) Σ log w of the weights above 0

    def __len__(self) -> int:
        return len(self.count)

    @property
    def q(self) -> int:
        """Number of columns, the target's included."""
        return len(self.origin)

    @classmethod
    def empty(cls, q: int, groups: int) -> Self:
        """Return the summaries of groups without rows."""
        wide = [np.zeros((rows, groups)) for rows in (q, q, q * (q + 1) // 2, q)]
        origin, mean, scatter, size = wide
        count = np.zeros(groups, dtype=np.int64)
        narrow = [np.zeros(groups) for _ in range(3)]
        return cls(count, narrow[0], origin, mean, scatter, size, narrow[1], narrow[2])

    @classmethod
    @np.errstate(over="ignore", invalid="ignore", divide="ignore")  # told where it is fitted
    def of_sums(
        cls, origin: Matrix, sums: Matrix, products: Matrix, count: NDArray[np.int64],
        mass: Vector, depth: Vector, log_weights: Vector,
    ) -> Self:  # fmt: skip
        """Return the summaries of groups whose sums about an `origin` (q, G) are known.

        `products` has the order of `pairs`; groups without weight have no mean.
        """
        i, j = pairs(len(origin))
        mean = np.where(mass > 0.0, sums / np.where(mass > 0.0, mass, 1.0), 0.0)
        scatter = products - mass * mean[i] * mean[j]
        size = products[i == j] + mass * np.square(mean)
        return cls(count, mass, origin, mean, scatter, size, depth + FEWEST_ADDITIONS, log_weights)

    @classmethod
    @np.errstate(over="ignore", invalid="ignore")  # told where it is fitted
    def of_rows(
        cls, columns: Matrix, codes: NDArray[np.int64], groups: int, weights: Vector | None = None
    ) -> Self:
        """Summarize rows, given as `columns` (q, m), whose groups are `codes` (m,).

        Parameters
        ----------
        columns : ndarray of shape (q, m)
            The features and the target, each contiguous in memory.
        codes : ndarray of shape (m,)
            Places of the rows' groups, from 0.
        groups : int
            Number of groups.
        weights : ndarray of shape (m,), optional
            Weights of the rows; those of weight 0 are left out.

        Returns
        -------
        SummaryStack

        """
        if weights is not None and not weights.all():
            used = weights > 0.0
            columns, codes, weights = columns[:, used], codes[used], weights[used]
        rows = np.bincount(codes, minlength=groups)
        longest = min(LONGEST_SUM, max(PRODUCTS_OF_A_CALL // len(columns) ** 2, 8))
        long = rows > longest
        if not long.any():
            return cls._of_short(columns, codes, weights, rows)
        found = cls.empty(len(columns), groups)
        found._take_long(columns, codes, weights, np.flatnonzero(long), rows)
        few = np.flatnonzero(~long)
        if len(few):
            place = np.cumsum(~long) - 1
            short = ~long[codes]
            some = None if weights is None else weights[short]
            found._put(cls._of_short(columns[:, short], place[codes[short]], some, rows[few]), few)
        return found

    def _take_long(
        self,
        columns: Matrix,
        codes: NDArray[np.int64],
        weights: Vector | None,
        groups: NDArray[np.intp],
        rows: NDArray[np.int64],
    ) -> None:
        """Sum groups of many rows one by one, each as a product of matrices."""
        kept = [columns] if weights is None else [columns, weights[np.newaxis]]
        values = kept[0] if weights is None else np.vstack(kept)
        order = np.argsort(codes, kind="stable")
        ends = np.cumsum(rows)
        for g in groups:
            part = values[:, order[ends[g] - rows[g] : ends[g]]].T
            near = part[:NEAR_ROWS]
            origin = choose_origin(near[:, : self.q - 1], near[:, self.q - 1 : self.q], True)
            self._set(g, Summary.of_blocks([part], origin, weights is not None))
        if weights is not None:
            logs = np.bincount(codes, np.log(weights), minlength=len(self))
            self.log_weights[groups] = logs[groups]

    def put(self, g: int, one: Summary, log_weights: float) -> None:
        """Write the summary of one group (in place)."""
        self._set(g, one)
        self.log_weights[g] = log_weights

    def _set(self, g: int, one: Summary) -> None:
        self.count[g], self.mass[g], self.depth[g] = one.count, one.mass, one.depth
        self.origin[:, g], self.mean[:, g], self.size[:, g] = one.origin, one.mean, one.size
        self.scatter[:, g] = one.scatter[pairs(self.q)]

    @classmethod
    def _of_short(
        cls,
        columns: Matrix,
        codes: NDArray[np.int64],
        weights: Vector | None,
        rows: NDArray[np.int64],
    ) -> Self:
        """Sum groups of few rows together, one product of columns after another."""
        groups, q = len(rows), len(columns)

        def summed(values: Vector) -> Vector:
            return np.bincount(codes, values, minlength=groups).astype(np.float64, copy=False)

        def weighed(values: Vector) -> Vector:
            return values if weights is None else values * weights

        first = np.zeros(groups, dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        mass = rows.astype(np.float64) if weights is None else summed(weights)
        per_mass = 1.0 / np.where(rows > 0, mass, 1.0)
        origin, mean, size = (np.zeros((q, groups)) for _ in range(3))
        scatter, z = np.empty((q * (q + 1) // 2, groups)), np.empty_like(columns)
        for j in range(q):
            # A column that does not vary is exactly 0 about its first value.
            near = columns[j].take(first)
            away = columns[j] - near.take(codes)
            np.add(near, summed(weighed(away)) * per_mass, out=origin[j])
            np.subtract(columns[j], origin[j].take(codes), out=z[j])
            np.multiply(summed(weighed(z[j])), per_mass, out=mean[j])
        for place, (i, j) in enumerate(zip(*pairs(q), strict=True)):
            products = summed(weighed(z[i] * z[j]))
            if i == j:
                size[i] = products
            np.subtract(products, mass * mean[i] * mean[j], out=scatter[place])
        depth = np.where(rows > 0, rows + FEWEST_ADDITIONS, 0.0)
        logs = np.zeros(groups) if weights is None else summed(np.log(weights))
        return cls(rows, mass, origin, mean, scatter, size, depth, logs)

    # A sum that is not finite is reported where it is fitted.
    @np.errstate(over="ignore", invalid="ignore")
    def add(self, other: SummaryStack, at: NDArray[np.intp]) -> None:
        """Add the groups of `other`, without repeats, to the groups `at` (in place)."""
        for start in range(0, len(at), GROUPS_TOGETHER):
            part = slice(start, start + GROUPS_TOGETHER)
            self._add(other.take(part), at[part])

    def _add(self, other: SummaryStack, at: NDArray[np.intp]) -> None:
        new = self.count.take(at) == 0
        if new.any():
            self._put(other.take(np.flatnonzero(new)), at[new])
        known = np.flatnonzero(~new & (other.count > 0))
        if len(known) < len(at):
            other, at = other.take(known), at[known]
        before, mass = self.mass.take(at), other.mass
        both = before + mass
        share = before / both * mass
        gaps = np.empty_like(other.mean)
        for j in range(self.q):
            moved = other.origin[j] - self.origin[j].take(at)
            mean = self.mean[j].take(at)
            gaps[j] = other.mean[j] - mean + moved
            mean += gaps[j] * (mass / both)
            self.mean[j][at] = mean
            self.size[j][at] += other.size[j] + 2.0 * mass * np.square(moved)
        for place, (i, j) in enumerate(zip(*pairs(self.q), strict=True)):
            scatter = self.scatter[place].take(at)
            scatter += other.scatter[place]
            scatter += share * gaps[i] * gaps[j]
            self.scatter[place][at] = scatter
            if i == j:
                # Cross terms of origins that differ may be missing from this sum.
                least = scatter + both * np.square(self.mean[i].take(at))
                self.size[i][at] = np.maximum(self.size[i].take(at), least)
        self.count[at] += other.count
        self.mass[at] = both
        self.log_weights[at] += other.log_weights
        self.depth[at] = np.maximum(self.depth.take(at), other.depth) + 4.0

    def take(self, at: Any) -> SummaryStack:
        """Return some of the groups, in this order."""
        return SummaryStack(
            self.count[at], self.mass[at], self.origin[:, at], self.mean[:, at],
            self.scatter[:, at], self.size[:, at], self.depth[at], self.log_weights[at],
        )  # fmt: skip

    def _put(self, other: SummaryStack, at: NDArray[np.intp]) -> None:
        self.count[at], self.mass[at], self.depth[at] = other.count, other.mass, other.depth
        self.origin[:, at], self.mean[:, at], self.size[:, at] = (
            other.origin,
            other.mean,
            other.size,
        )
        self.scatter[:, at], self.log_weights[at] = other.scatter, other.log_weights

    def grown(self, groups: int) -> SummaryStack:
        """Return the same groups, with room for more."""
        larger = SummaryStack.empty(self.q, groups)
        larger._put(self, np.arange(len(self)))
        return larger

    def summary(self, g: int) -> Summary:
        """Return the summary of one group."""
        q = self.q
        scatter = np.zeros((q, q))
        i, j = pairs(q)
        scatter[i, j] = scatter[j, i] = self.scatter[:, g]
        return Summary(
            int(self.count[g]), self.origin[:, g].copy(), self.mean[:, g].copy(), scatter,
            float(self.mass[g]), self.size[:, g].copy(), float(self.depth[g]),
        )  # fmt: skip

    def total(self) -> Summary:
        """Return the summary of all groups together, added in pairs."""
        whole = self
        while len(whole) > 1:
            half = (len(whole) + 1) // 2
            first, rest = whole.take(slice(0, half)).grown(half), whole.take(slice(half, None))
            first.add(rest, np.arange(len(rest)))
            whole = first
        return whole.summary(0)

    def products(self) -> np.ndarray:
        """Return the centered co-moments of each group, (q, q, G)."""
        q = self.q
        found = np.empty((q, q, len(self)))
        for place, (i, j) in enumerate(zip(*pairs(q), strict=True)):
            found[i, j] = found[j, i] = self.scatter[place]
        return found

    def within(self) -> Summary:
        """Return the sums about the means of the groups: of rows with each group's mean at 0."""
        zeros, depth = np.zeros(self.q), float(self.depth.max(initial=0.0))
        depth += 2.0 * len(self).bit_length() + PAIRWISE
        return Summary(
            int(self.count.sum()), zeros, zeros, self.products().sum(axis=2),
            float(self.mass.sum()), self.size.sum(axis=1), depth,
        )  # fmt: skip


def check_fits(groups: int, q: int, what: str) -> None:
    """Raise `DataError` if the sums of this many groups do not fit in memory."""
    needed = 8.0 * groups * (q * (q + 1) // 2 + 3 * q + 4)
    free = free_memory()
    if free is not None and needed > SHARE_OF_MEMORY * free:
        raise DataError(
            f"{groups:,} groups or more by {what} need {needed / 2**30:.1f} GB for their sums, and "
            f"{free / 2**30:.1f} GB are free: choose larger groups, or fewer columns with features."
        )
