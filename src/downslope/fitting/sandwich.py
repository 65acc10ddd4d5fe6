"""Robust covariances from one more pass over the rows: HC0 … HC3, by clusters, and HAC.

Var(w) = M K Mᵀ        K from `passes/scores.py`

HC1    K n/(n − p)
CR1    K G/(G − 1) (n − 1)/(n − p), and t has G − 1 degrees of freedom   (Liang and Zeger 1986)
CR3    K as it is, as in R's clubSandwich                                (Bell, McCaffrey 2002)
two    K of one way + K of the other − K of both, each with its factor;
t has the fewer clusters − 1            (Cameron, Gelbach, and Miller 2011)
HAC    K as it is                                                        (Newey and West 1987)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from downslope.data.array_source import Arrays
from downslope.data.blocks import FrameSource, Source
from downslope.data.columns import Place
from downslope.data.row_labels import Position, coded, labels_as_text
from downslope.data.row_order import Order, check_order
from downslope.data_table import Table, TableSummary, WideTable
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.cluster_leverage import Look, small_sample, understated
from downslope.fitting.error_kinds import CR3, RobustErrors
from downslope.fitting.fit_result import Fit
from downslope.fitting.inference import Inference, infer
from downslope.fitting.influence import full_leverage
from downslope.fitting.passes.cluster_sums import (
    BETWEEN,
    ClusterPart,
    Clusters,
    ClusterWork,
    said_of,
)
from downslope.fitting.passes.reader import Reader, ReadOptions, total
from downslope.fitting.passes.scores import PULLED, Coordinates, HACWork, HCWork
from downslope.fitting.solution import Outcome, Solution
from downslope.fitting.weighting import FREQUENCY
from downslope.formatting import counted
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector, row_norms

FEW_CLUSTERS = 3  # with fewer, errors by clusters say little
LEAST_BY_LAGS = 0.8  # of a variance, on average: less is reported
LEAST_LEFT = 1e-9  # of 1 − the largest leverage of a cluster


def with_robust_errors(
    fit: Fit,
    source: Source,
    asked: RobustErrors,
    read: ReadOptions,
    max_passes: int | None = None,
) -> Fit:
    """Return the fit with robust errors, from one more pass over its rows.

    Where clusters have a large share in the fit, CR1 takes a second look at their rows, if
    `max_passes` leaves one.

    Raises
    ------
    DataError
        The rows cannot be used, or there are too few clusters or rows.

    """
    solution, table = fit.solution, fit.table
    at = coordinates_of(solution, table, copies=fit.asked.weights_kind == FREQUENCY)
    style = source.schema.style
    if asked.lags >= max(solution.n, 1):
        raise OptionError(
            f"{style.setting('hac', asked.lags)} needs more rows than lags, and there are "
            f"{solution.n:,}: give fewer lags."
        )
    if asked.kind == "HAC":
        return _with_hac(fit, source, asked, read, at)
    if asked.columns:
        look_again = max_passes is None or solution.passes + 1 < max_passes
        return _with_clusters(fit, source, asked, read, at, look_again=look_again)
    work = HCWork(at, asked.kind)
    whole = _summed(source, work, read)
    factor = at.moved @ root_of(whole.products)
    n, freedom = solution.n, max(solution.degrees_of_freedom, 1)
    if asked.kind == "HC1":
        factor = factor * math.sqrt(n / freedom)
    errors = row_norms(factor)
    if asked.kind in ("HC2", "HC3"):
        lost = whole.full.moved
        errors[lost] = factor[lost] = np.nan
    found = full_leverage(solution.names, whole.full, asked.kind)
    return _with(fit, asked.kind, errors, factor, found)


def coordinates_of(
    solution: Solution, table: Table | TableSummary | WideTable, *, copies: bool
) -> Coordinates:
    """Return the coordinates of a solution's rows, in which XᵀX is the identity."""
    if solution.outcome is Outcome.UNDETERMINED or isinstance(table, WideTable):
        raise DataError(
            f"{solution.method} computes no factor, which robust errors need: use another method "
            "or fewer columns."
        )
    if solution.inverse_factor is None:
        raise DataError("The columns are dependent: leave one out to see each row's influence.")
    d, weighted = len(solution.coef), table.weights is not None
    if isinstance(table, TableSummary):
        center, mass = (table.summary.origin + table.summary.mean)[:d], table.summary.mass
    else:
        w = np.ones(len(table.y)) if table.weights is None else np.asarray(table.weights)
        center, mass = np.asarray(w @ table.X) / w.sum(), float(w.sum())
    if not solution.has_intercept:
        center = np.zeros(d)
    return Coordinates(
        center, solution.inverse_factor[:d], 1 / mass if solution.has_intercept else 0.0,
        solution.coef, solution.intercept, weighted, copies,
    )  # fmt: skip


def _summed(source: Source, work: Any, read: ReadOptions) -> Any:
    with Reader(source, read) as reader:
        return total(reader.read(work), work.empty())


def _with(
    fit: Fit,
    kind: str,
    errors: Vector,
    factor: Matrix | None,
    found: Sequence[Finding],
    freedom: int | None = None,
    note: str = "",
    passes: int = 1,
) -> Fit:
    solution = replace(fit.solution, passes=fit.solution.passes + passes)
    known: Inference = infer(solution, fit.inference.level, errors, kind, factor, freedom)
    table = replace(fit.table, findings=(*fit.table.findings, *found))
    asked = replace(fit.asked, errors_note=note)
    return replace(fit, solution=solution, inference=known, table=table, asked=asked)


def root_of(products: Matrix) -> Matrix:
    """Return E with E Eᵀ = K, which is positive semidefinite up to rounding."""
    values, vectors = np.linalg.eigh((products + products.T) / 2)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))


# --- clusters -----------------------------------------------------------------------------------


def _with_clusters(
    fit: Fit,
    source: Source,
    asked: RobustErrors,
    read: ReadOptions,
    at: Coordinates,
    *,
    look_again: bool,
) -> Fit:
    held = _labeled(source, asked) if asked.labels else None
    if held is None and not isinstance(source, FrameSource):
        raise DataError(
            f"cluster='{asked.columns[0]}' is the name of a column: with arrays, give an array of "
            "labels."
        )

    def summed(work: ClusterWork) -> Sequence[Clusters]:
        if held is not None:
            return work.of_block(*held).named()
        assert isinstance(source, FrameSource)
        whole: ClusterPart = _summed(labels_as_text(source, asked.columns), work, read)
        return whole.named()

    def look(chosen: Sequence[np.ndarray]) -> Sequence[Clusters]:
        return summed(ClusterWork(at, asked.columns, cubes=True, chosen=tuple(chosen)))

    ways = summed(ClusterWork(at, asked.columns, cubes=asked.kind == CR3))
    return by_clusters(fit, asked, ways, at, look if look_again else None)


def by_clusters(
    fit: Fit,
    asked: RobustErrors,
    sums: Sequence[Clusters],
    at: Coordinates,
    look: Look | None,
    passes: int = 1,
) -> Fit:
    """Return the fit with errors from the sums of clusters of one way, or of two and of both.

    `look` sums A_g of the clusters that have a large share in the fit, in as many more `passes` as
    the sums took; without it they are said not to have been looked at.

    Raises
    ------
    DataError
        There are too few clusters.

    """
    solution, ways = fit.solution, [_used(way) for way in sums]
    counts = [len(way.labels) for way in ways[: len(asked.columns)]]
    for name, count in zip(asked.columns, counts, strict=True):
        if count < 2:
            raise DataError(
                f"'{name}' has {counted(count, 'cluster')}, but errors by clusters need at least "
                "2: choose another column, or leave the clusters out."
            )
    found = _few(asked.columns, ways, counts, len(solution.weights))
    moved, freedom = at.moved, min(counts) - 1
    if asked.kind == CR3:
        scores, lost, finding = _corrected(ways[0], moved, solution)
        factor = moved @ root_of(scores.T @ scores)
        errors = row_norms(factor)
        errors[lost] = factor[lost] = np.nan
        found = (*found, *finding)
    else:
        signs = (1.0, 1.0, -1.0) if len(ways) == 3 else (1.0,)
        products = np.zeros((moved.shape[1],) * 2)
        for way, sign in zip(ways, signs, strict=True):
            products += sign * small_sample(way, solution) * (way.sums.T @ way.sums)
        factor = moved @ root_of(products)
        errors = row_norms(factor)
        finding, lost, looked = understated(asked, ways, at, solution, look)
        errors[lost] = factor[lost] = np.nan
        found, passes = (*found, *finding), passes * (1 + looked)
        values = np.linalg.eigvalsh(products)
        if values[0] < -1e-12 * max(values[-1], 0.0):
            with np.errstate(invalid="ignore"):
                errors = np.sqrt(np.einsum("ij,jk,ik->i", moved, products, moved))
            errors[lost] = np.nan
            return _with(fit, asked.kind, errors, None, (*found, _not_definite(asked.columns)),
                         freedom, _said(asked, counts, freedom), passes)  # fmt: skip
    return _with(
        fit, asked.kind, errors, factor, found, freedom, _said(asked, counts, freedom), passes
    )


def _said(asked: RobustErrors, counts: Sequence[int], freedom: int) -> str:
    return (
        f"{asked.kind} errors {said_of(counts, asked.columns)}; t has "
        f"{counted(freedom, 'degree')} of freedom."
    )


def _used(way: Clusters) -> Clusters:
    """Return the clusters with a row of weight above 0."""
    there = way.sizes > 0
    if there.all():
        return way
    products = None if way.products is None else way.products[there]
    return Clusters(
        way.labels[there], way.sums[there], way.sizes[there], way.leverage[there], products
    )


def _labeled(
    source: Source, asked: RobustErrors
) -> tuple[Matrix, list[tuple[np.ndarray, np.ndarray]]]:
    """Return the rows of arrays, and their labels."""
    if not isinstance(source, Arrays):
        raise DataError("cluster is an array of labels: with columns, give the name of one.")
    table = source.table()
    X = table.X.toarray() if hasattr(table.X, "toarray") else table.X
    columns = [X, table.y] if table.weights is None else [X, table.y, table.weights]
    block = np.column_stack(columns)
    for labels in asked.labels:
        if len(labels) != len(block):
            raise DataError(
                f"cluster has {counted(len(labels), 'label')}, but there are "
                f"{counted(len(block), 'complete row')}: give one for each."
            )
    ways = zip(asked.columns, asked.labels, strict=True)
    at = Position(Place("the arrays"))
    return block, [coded(labels, name, at) for name, labels in ways]


def _few(
    columns: Sequence[str], ways: Sequence[Clusters], counts: Sequence[int], weights: int
) -> tuple[Finding, ...]:
    """Return findings on clusters that are few, also for the weights, or that have a single row."""
    found = []
    for name, way, count in zip(columns, ways, counts, strict=False):
        single = int((way.sizes == 1).sum())
        if count < FEW_CLUSTERS:
            found.append(
                Finding(
                    "few_clusters",
                    (name,),
                    f"'{name}' has only {count} clusters, from which the noise between clusters "
                    "can hardly be estimated.",
                    "Trust neither errors nor p; use smaller clusters if their noise is "
                    "independent.",
                )
            )
        elif count <= weights:
            found.append(
                Finding(
                    "fewer_clusters_than_weights",
                    (name,),
                    f"'{name}' has {count} clusters, so the covariance of the {weights} weights "
                    f"has a rank of at most {count - 1}.",
                    f"Test at most {counted(count - 1, 'weight')} together; p values of so few "
                    "clusters are approximate.",
                )
            )
        if single:
            first = str(way.labels[int(np.argmax(way.sizes == 1))]).replace(BETWEEN, ", ")
            found.append(
                Finding(
                    "single_row_clusters",
                    (name,),
                    f"{counted(single, 'cluster')} of the {count:,} of '{name}' "
                    f"{'has' if single == 1 else 'have'} a single row, such as '{first}'.",
                    "This is allowed; check that the column names clusters and not rows.",
                )
            )
    return tuple(found)


def _not_definite(columns: Sequence[str]) -> Finding:
    return Finding(
        "not_definite",
        tuple(columns),
        f"The covariance by {' and '.join(repr(name) for name in columns)} is not positive "
        "definite, as sums of two ways can be, so only single standard errors are given.",
        "Use one way, or clusters that cross each other more often.",
    )


def _corrected(
    way: Clusters, moved: Matrix, solution: Solution
) -> tuple[Matrix, np.ndarray, tuple[Finding, ...]]:
    """Return (I − A_g)⁻¹ s_g of each cluster, and which weights a cluster of leverage 1 moves."""
    assert way.products is not None
    values, vectors = np.linalg.eigh(way.products)
    left = 1.0 - values
    full = left <= LEAST_LEFT
    along = np.einsum("gik,gi->gk", vectors, way.sums)
    scores = np.einsum("gik,gk->gi", vectors, np.where(full, 0.0, along / np.where(full, 1, left)))
    lost = np.zeros(len(moved), dtype=bool)
    if not full.any():
        return scores, lost, ()
    group, direction = np.nonzero(full)
    pulls = np.abs(vectors[group, :, direction] @ moved.T)
    lost = (pulls > PULLED * np.abs(moved).max(axis=1)).any(axis=0)
    names = tuple(name for name, each in zip(solution.names, lost, strict=True) if each)
    quoted = ", ".join(f"'{name}'" for name in names)
    return (
        scores,
        lost,
        (
            Finding(
                "full_leverage",
                names,
                f"The weights of {quoted} depend on a single cluster, such as "
                f"'{way.labels[group[0]]}', which the fit meets whatever its noise. Their CR3 "
                "standard errors are unknown.",
                "Leave out columns that only one cluster has, or use smaller clusters; CR1 errors "
                "would be too small.",
            ),
        ),
    )


# --- neighbors in time --------------------------------------------------------------------------


def _with_hac(
    fit: Fit, source: Source, asked: RobustErrors, read: ReadOptions, at: Coordinates
) -> Fit:
    order = None
    if asked.order is not None and isinstance(source, FrameSource):
        order = Order.in_source(source, asked.order)
    work = HACWork(at, asked.lags, order)
    with Reader(source, read) as reader:
        parts = list(reader.read(work))
    if asked.order is not None:
        ends = [part.ends for part in parts if part.ends is not None]
        for before, after in pairwise(ends):
            check_order(before, after, asked.order, f"{source.schema.source} further down")
    whole = total(parts, work.empty())
    factor = at.moved @ root_of(whole.products)
    ordered = f"in the order of '{asked.order}'" if asked.order else "in the order of the data"
    note = f"HAC errors with {counted(asked.lags, 'lag')}, rows {ordered}."
    found = _many_lags(asked.lags, fit.solution.n, source.schema.style)
    found = (*found, *full_leverage(fit.names, whole.full, "HAC"))
    return _with(fit, "HAC", row_norms(factor), factor, found, None, note)


def _many_lags(lags: int, n: int, style: OptionStyle) -> tuple[Finding, ...]:
    """Return a finding if so many lags find too little of the variance.

    Scores add up to 0, so that of noise without dependence the share 1 − b + b²/3 is found, with
    b = (L + 1)/n.
    """
    b = (lags + 1) / max(n, 1)
    share = 1 - b + b * b / 3
    if not lags or share >= LEAST_BY_LAGS:
        return ()
    fewer = min(max(round(n**0.25), 1), lags - 1)
    return (
        Finding(
            "many_lags",
            (),
            f"{counted(lags, 'lag')} {'is' if lags == 1 else 'are'} many for {n:,} rows: of noise "
            "that does not depend on rows before, HAC errors are on average found as "
            f"{math.sqrt(share):.2g} of what they are.",
            f"Use fewer lags, such as {style.setting('hac', fewer)}.",
        ),
    )
