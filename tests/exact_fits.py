"""Least squares of many runs of rows, each exact: rational numbers from sums of whole numbers.

    x_j = z_j / s_j,  z_j whole      sums over rows [a, b) = sums before b − sums before a

Whole numbers lose nothing when sums are taken away, so ten thousand fits take seconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

import numpy as np

import downslope as ds
from downslope.fitting.groups.stack_solver import CERTAIN, MANY_ROUNDINGS


@dataclass(frozen=True)
class ExactFit:
    """A fit of some rows, without any rounding but that of the square roots."""

    weights: list[Fraction]  # (p,) the intercept last
    rss: Fraction
    tss: Fraction  # about the mean if there is an intercept
    variances: list[Fraction]  # (p,) diagonal of (XᵀX)⁻¹
    spare: int

    @property
    def r2(self) -> Fraction:
        return 1 - self.rss / self.tss

    @property
    def std_error(self) -> list[float]:
        return [math.sqrt(self.rss / self.spare * each) for each in self.variances]


def exact_fits(
    columns: np.ndarray, edges: Iterable[tuple[int, int]], *, intercept: bool
) -> Iterator[ExactFit]:
    """Yield the fit of each run of rows [a, b); the last of the `columns` (q, n) is the target."""
    whole, scales = zip(*map(_whole, columns), strict=True)
    if intercept:
        whole = (*whole[:-1], [1] * len(whole[0]), whole[-1])
        scales = (*scales[:-1], 1, scales[-1])
    q, p = len(whole), len(whole) - 1
    sums = {
        (i, j): [0, *accumulate(a * b for a, b in zip(whole[i], whole[j], strict=True))]
        for i in range(q)
        for j in range(i + 1)
    }
    for a, b in edges:
        gram = [[0] * q for _ in range(q)]
        for (i, j), each in sums.items():
            gram[i][j] = gram[j][i] = each[b] - each[a]
        units = [[int(i == j) for j in range(p)] for i in range(p)]
        solved = _solved([gram[i] + units[i] for i in range(p)])
        last = scales[-1]
        weights = [solved[j][0] * scales[j] / last for j in range(p)]
        explained = sum((gram[j][p] * solved[j][0] for j in range(p)), Fraction(0))
        total = Fraction(gram[p][p])
        middle = Fraction(gram[p - 1][p] ** 2, b - a) if intercept else Fraction(0)
        yield ExactFit(
            weights,
            (total - explained) / last**2,
            (total - middle) / last**2,
            [solved[j][1 + j] * scales[j] ** 2 for j in range(p)],
            b - a - p,
        )


def check_exactly(
    fits: ds.GroupFits | ds.WindowFits, places: Sequence[int], exact: Iterable[ExactFit]
) -> None:
    """Check all numbers of these fits by their own bounds, and errors by that of the rss."""
    r2, r2_bound, rss, rss_bound = (
        fits.r2, fits.r2_bound, fits.solution.rss, fits.solution.rss_bound
    )  # fmt: skip
    for g, truth in zip(places, exact, strict=True):
        for found, bound, weight in zip(fits.weights[g], fits.bound[g], truth.weights, strict=True):
            assert abs(Fraction(found) - weight) <= Fraction(bound)
        if truth.spare:
            assert abs(Fraction(rss[g]) - truth.rss) <= Fraction(rss_bound[g])
            assert abs(Fraction(r2[g]) - truth.r2) <= Fraction(r2_bound[g])
            if np.isnan(fits.std_error[g]).any():
                assert rss[g] < MANY_ROUNDINGS**2 * rss_bound[g]
                continue
            slack = CERTAIN + 0.5 * rss_bound[g] / rss[g]
            for error, true in zip(fits.std_error[g], truth.std_error, strict=True):
                assert abs(error - true) <= slack * true


def sorted_runs(codes: np.ndarray) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Return an order in which the rows of each group follow each other, and its runs."""
    edges = np.append(0, np.cumsum(np.unique(codes, return_counts=True)[1]))
    return np.argsort(codes, kind="stable"), list(pairwise(edges.tolist()))


def _whole(column: np.ndarray) -> tuple[list[int], int]:
    """Return whole numbers and the power of two that they are divided by."""
    ratios = [value.as_integer_ratio() for value in column.tolist()]
    scale = max(below for _, below in ratios)
    return [above * (scale // below) for above, below in ratios], scale


def _solved(table: list[list[int]]) -> list[list[Fraction]]:
    """Solve for all columns to the right of a square one, by fraction-free elimination."""
    p, previous, wide = len(table), 1, len(table[0])
    for k in range(p):
        pivot = table[k][k]  # not zero: the columns are independent
        for i in range(k + 1, p):
            head = table[i][k]
            for j in range(k + 1, wide):
                table[i][j] = (table[i][j] * pivot - head * table[k][j]) // previous
            table[i][k] = 0
        previous = pivot
    # Of Cramer's rule: the numerators are whole for the last pivot as the denominator.
    found = [[0] * (wide - p) for _ in range(p)]
    for i in range(p - 1, -1, -1):
        for k in range(wide - p):
            rest = sum(table[i][j] * found[j][k] for j in range(i + 1, p))
            found[i][k] = (table[i][p + k] * previous - rest) // table[i][i]
    return [[Fraction(each, previous) for each in row] for row in found]
