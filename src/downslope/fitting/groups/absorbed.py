"""Fits with an intercept for each level of a column, without a column for each (absorbed levels).

Least squares with a column of zeros and ones for each level has the same slopes, residuals, and
errors as least squares on what is left of the columns about the means of the levels (Frisch and
Waugh 1933, Lovell 1963). With one column of levels the sums for it are those of its groups:

    XᵀX = Σ_g X_gᵀX_g about the means of g,    freedom = n − d − G

Two columns have no such sums. What is left of each column is then found by iteration (LSMR on the
columns of zeros and ones), from rows in memory; G + H − (connected parts) intercepts are taken out.
The means that are left are measured and reported, and no certificate is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.array_source import of_arrays
from downslope.data.blocks import FrameSource, Schema, Source
from downslope.data.columns import Place, too_few
from downslope.data.new_rows import joined
from downslope.data.row_labels import Labels, Position, labels_as_text, rows_with
from downslope.data.row_order import Order, ends_in_order
from downslope.data_table import TableSummary
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.error_kinds import CR1, RobustErrors
from downslope.fitting.fit_result import Fit
from downslope.fitting.groups.group_pass import read_groups
from downslope.fitting.passes import check_width, solve_table_summary
from downslope.fitting.passes.cluster_sums import Clusters
from downslope.fitting.passes.reader import Reader, ReadOptions
from downslope.fitting.sandwich import by_clusters, coordinates_of, with_robust_errors
from downslope.fitting.specification import Specification
from downslope.fitting.table_fit import fit_of
from downslope.formatting import counted
from downslope.missing_codes import findings_of_rows
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.threads import free_memory
from downslope.summary import Summary

WITHOUT_LEVERAGE = ("HC0", "HC1", "CR1", "HAC")  # errors that need no leverage of a row
TOLERANCE = 1e-14  # of the iteration
MOST_STEPS = 10_000
LARGEST_LEFT = 1e-8  # of means after the iteration, relative to the spread: beyond, refuse
NOTHING = 1e-20  # of the squares of a column: less is the rounding of its means
SHARE_OF_MEMORY = 0.25  # of free memory, for rows


def fit_absorbed(
    source: Source,
    absorb: tuple[str, ...],
    errors: RobustErrors | None,
    spec: Specification,
    level: float,
    read: ReadOptions,
) -> Fit:
    """Fit with the levels of one column, or of two, absorbed.

    Raises
    ------
    DataError
        The data cannot be used, a feature does not vary within the levels, or the iteration does
        not converge.
    OptionError
        More than two columns are named, or the kind of errors needs leverages.

    """
    schema = source.schema
    style = schema.style
    if len(absorb) > 2:
        raise OptionError(f"{style.option('absorb')} takes one column, or two: combine the others.")
    if errors is not None and errors.kind not in WITHOUT_LEVERAGE:
        raise OptionError(
            f"{errors.kind} needs leverages, which absorbed levels have a share in: choose HC1, "
            f"CR1, or lags, or leave {style.option('absorb')} out."
        )
    if not isinstance(source, FrameSource):
        raise DataError(
            f"absorb='{absorb[0]}' is the name of a column, and arrays have none: give a frame."
        )
    check_width(schema, read)
    if len(absorb) == 1 and (errors is None or (errors.kind, errors.columns) == (CR1, absorb)):
        return _from_sums(source, absorb, errors, spec, level, read)
    rows = _rows(source, absorb, errors, read)
    found = findings_of_rows(
        rows.columns[:-1].T, rows.columns[-1], (*schema.features, schema.target), None, style,
        intercept=None, notes=schema.notes,
    )  # fmt: skip
    schema = replace(schema, notes=(*schema.notes, *found))
    left, levels, off = _demeaned(rows, absorb)
    sums = Summary.of_blocks([left.T], np.zeros(len(left)))
    squares = np.square(rows.columns - rows.columns.mean(axis=1, keepdims=True)).sum(axis=1)
    _check_varies(np.square(left).sum(axis=1), squares, schema.features, absorb)
    fitted = _fit(schema, sums, levels, absorb, spec, level, dropped=rows.dropped, off=off)
    if errors is None:
        return fitted
    X, y = left[:-1].T, left[-1]
    labels = tuple(rows.values[name][rows.labels[name]] for name in errors.columns)
    asked = replace(errors, labels=labels, order=None)
    robust = with_robust_errors(fitted, of_arrays(X, y, None, schema.features), asked, read)
    return _with_note(robust, fitted.asked.errors_note)


def _from_sums(
    source: Source,
    absorb: tuple[str, ...],
    errors: RobustErrors | None,
    spec: Specification,
    level: float,
    read: ReadOptions,
) -> Fit:
    """Fit from the sums of the groups, with errors by the same groups if asked."""
    found = read_groups(source, absorb, (), read)
    stack, schema, levels = found.stack, found.schema, len(found.stack)
    within, whole = stack.within(), stack.total()
    left, squares = within.scatter.diagonal(), whole.scatter.diagonal()
    _check_varies(left, squares, schema.features, absorb)
    logs = float(stack.log_weights.sum())
    fitted = _fit(
        schema, within, levels, absorb, spec, level, dropped=found.dropped, log_weights=logs
    )
    if errors is None:
        return fitted
    products = stack.products()
    d, solution = len(schema.features), fitted.solution
    scores = products[:d, d].T - np.einsum("ijg,j->gi", products[:d, :d], solution.coef)
    at = coordinates_of(solution, fitted.table, copies=False)
    sums = np.column_stack([scores @ at.slopes, np.zeros(levels)])
    leverage = np.einsum("ijg,ij->g", products[:d, :d], at.slopes @ at.slopes.T)
    labels = np.array(found.labels)
    way = Clusters(labels, sums, stack.count, leverage, None)

    def look(chosen: Sequence[np.ndarray]) -> list[Clusters]:
        there = np.isin(labels.astype(np.str_), chosen[0])
        cubes = np.zeros((int(there.sum()), d + 1, d + 1))
        within_group = np.moveaxis(products[:d, :d, there], 2, 0)
        cubes[:, :d, :d] = at.slopes.T @ within_group @ at.slopes
        return [Clusters(labels[there], sums[there], stack.count[there], leverage[there], cubes)]

    robust = by_clusters(fitted, errors, [way], at, look, passes=0)
    return _with_note(robust, fitted.asked.errors_note)


def _fit(
    schema: Schema,
    sums: Summary,
    levels: int,
    absorb: tuple[str, ...],
    spec: Specification,
    level: float,
    *,
    dropped: int,
    off: float | None = None,
    log_weights: float = 0.0,
) -> Fit:
    """Fit what is left of the columns after the intercepts of the levels are taken out."""
    named = " and ".join(f"'{name}'" for name in absorb)
    d = len(schema.features)
    if sums.count - levels - d < 1:
        raise DataError(
            f"{sums.count:,} rows leave nothing for errors after {levels:,} intercepts of {named} "
            f"and {counted(d, 'slope')}: use larger groups, or fewer columns."
        )
    table = TableSummary(
        schema.features, schema.target, sums, schema.weights, schema.source,
        levels=schema.levels, findings=schema.notes, log_weights=log_weights, rows_dropped=dropped,
    )  # fmt: skip
    solution = replace(solve_table_summary(table, intercept=False), absorbed=levels)
    if off is not None:
        table = replace(table, findings=(*table.findings, _iterated(named, off)))
        solution = replace(solution, bound=None)
    fitted = fit_of(table, solution, spec, level, schema.style)
    return _with_note(
        fitted, f"{counted(levels, 'intercept')} of {named} absorbed; R² and F are within them."
    )


def _check_varies(
    left: Vector, squares: Vector, features: tuple[str, ...], absorb: tuple[str, ...]
) -> None:
    """Raise `DataError` if nothing but rounding is left of the squares of a feature."""
    named = " and ".join(f"'{name}'" for name in absorb)
    for j, name in enumerate(features):
        if not left[j] > NOTHING * squares[j]:
            raise DataError(
                f"'{name}' does not vary within {named}, whose intercepts take its effect: leave "
                "it out of the features."
            )


def _with_note(fit: Fit, note: str) -> Fit:
    known = " ".join(filter(None, (fit.asked.errors_note, note)))
    return replace(fit, asked=replace(fit.asked, errors_note=known))


# --- rows ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Rows in memory."""

    columns: Matrix  # (q, n) features, then the target
    labels: dict[str, NDArray[np.int64]]  # (n,) places of the labels of each column
    values: dict[str, np.ndarray]  # of the labels of each column, sorted
    dropped: int  # incomplete rows left out


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """Rows of a task, and a frame of other columns."""

    block: Matrix
    kept: Any
    rows: int
    dropped: int


@dataclass(frozen=True, slots=True)
class _Keep:
    """Work of a pass: the rows of a task."""

    beside: tuple[str, ...]

    def __call__(self, task: Any) -> _Kept:
        parts = list(rows_with(task, self.beside))
        blocks, dropped = [block for block, _, _ in parts], sum(at.left_out for _, _, at in parts)
        if not blocks:
            return _Kept(np.empty((0, 0)), None, 0, dropped)
        block = np.concatenate(blocks)
        return _Kept(block, joined([kept for _, kept, _ in parts]), len(block), dropped)


def _rows(
    source: FrameSource, absorb: tuple[str, ...], errors: RobustErrors | None, read: ReadOptions
) -> _Rows:
    schema = source.schema
    if schema.weights is not None:
        raise OptionError(
            f"{schema.style.option('weights')} has no place beside two absorbed columns or robust "
            "errors that are not by the absorbed one: leave it out."
        )
    clusters = () if errors is None else errors.columns
    order = () if errors is None or errors.order is None else (errors.order,)
    beside = tuple(dict.fromkeys((*absorb, *clusters, *order)))
    q = len(schema.features) + 1
    _check_memory(schema.rows, q)
    with Reader(labels_as_text(source, (*absorb, *clusters)), read) as reader:
        read_parts = list(reader.read(_Keep(beside)))
    dropped = sum(part.dropped for part in read_parts)
    parts = [part for part in read_parts if part.rows]
    n = sum(part.rows for part in parts)
    if n < 2:
        raise DataError(too_few(schema.source, n, dropped))
    columns = np.hstack([part.block[:, :q].T for part in parts])
    kept = joined([part.kept for part in parts])
    at = Position(Place(schema.source, style=schema.style))
    for name in order:
        assert kept is not None
        given = source.layout.dialect.date_of(name)
        ends_in_order(
            kept[name], at, Order.of([kept[name]], name, given, schema.source, schema.style)
        )
    labels, values = {}, {}
    for name in (*absorb, *clusters):
        found, labels[name] = Labels.of(kept, (name,), at)
        (values[name],) = found.values
    return _Rows(columns, labels, values, dropped)


def _check_memory(n: int | None, q: int) -> None:
    """Raise `DataError` if the rows do not fit in memory."""
    needed, free = 24.0 * (n or 0) * (q + 2), free_memory()
    if free is not None and needed > SHARE_OF_MEMORY * free:
        raise DataError(
            f"{n:,} rows need {needed / 2**30:.1f} GB, and {free / 2**30:.1f} GB are free: absorb "
            "one column, with errors by the same column, which takes one pass in little memory."
        )


def _demeaned(rows: _Rows, absorb: tuple[str, ...]) -> tuple[Matrix, int, float | None]:
    """Return what is left of the columns, the intercepts taken out, and the largest mean left."""
    codes = [rows.labels[name] for name in absorb]
    sizes = [np.bincount(each).astype(np.float64) for each in codes]
    left = np.array([_about_means(_about_means(x, codes[0], sizes[0]), codes[0], sizes[0])
                     for x in rows.columns])  # fmt: skip
    levels = len(sizes[0])
    if len(absorb) == 1:
        return left, levels, None
    from scipy.sparse import csr_array, hstack
    from scipy.sparse.csgraph import connected_components
    from scipy.sparse.linalg import lsmr

    n, row = len(codes[0]), np.arange(len(codes[0]))
    dummies = [csr_array((1.0 / np.sqrt(size)[code], (row, code)), shape=(n, len(size)))
               for code, size in zip(codes, sizes, strict=True)]  # fmt: skip
    both = hstack(dummies).tocsr()
    linked = csr_array((np.ones(n), tuple(codes)), shape=(levels, len(sizes[1])))
    bipartite = hstack([csr_array((levels, levels)), linked])
    lower = csr_array((len(sizes[1]), levels + len(sizes[1])))
    from scipy.sparse import vstack

    parts = connected_components(vstack([bipartite, lower]), directed=False)[0]
    off = 0.0
    for j, x in enumerate(left):
        norm = float(np.sqrt(x @ x))
        for _ in range(2):  # the second takes away what the rounding of the first left
            found = lsmr(both, x, atol=TOLERANCE, btol=TOLERANCE, conlim=0, maxiter=MOST_STEPS)[0]
            x = x - both @ found
        left[j] = x
        spread = np.sqrt(x @ x / n)
        if not spread > NOTHING**0.5 * norm / np.sqrt(n):
            continue  # nothing is left, which is reported where it is fitted
        for code, size in zip(codes, sizes, strict=True):
            means = np.abs(np.bincount(code, x) / size)
            off = max(off, float(means.max() / spread))
    if not off <= LARGEST_LEFT:
        named = " and ".join(f"'{name}'" for name in absorb)
        raise DataError(
            f"The levels of {named} could not be taken out: after {MOST_STEPS:,} steps, means of "
            f"{off:.1g} of the spread are left. Absorb one, and make the other categorical."
        )
    return left, levels + len(sizes[1]) - int(parts), off


def _about_means(x: Vector, codes: NDArray[np.int64], sizes: Vector) -> Vector:
    found: Vector = x - (np.bincount(codes, x) / sizes)[codes]
    return found


def _iterated(named: str, off: float) -> Finding:
    return Finding(
        "absorbed_by_iteration",
        (),
        f"The levels of {named} were taken out by iteration, after which means of at most "
        f"{off:.1g} of the spread are left. So no digits are certified.",
    )
