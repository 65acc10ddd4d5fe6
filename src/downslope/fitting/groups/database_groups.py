"""A regression for each group of a database's rows, from sums that the database makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from downslope.data.blocks import Schema
from downslope.data.columns import too_few
from downslope.data.row_labels import labels_of
from downslope.data.sql.database import Selection
from downslope.data.sql.group_sums import (
    Key,
    exact_sums_of_groups,
    float_sums_by,
    group_count,
    groups_of,
)
from downslope.data.sql.integer_sums import IntegerSums
from downslope.data.sql.query import Query
from downslope.data.sql.sql_dialects import DOUBLE, EXACT
from downslope.errors import DataError, OptionError, PrecisionError
from downslope.fitting.database_sums import framed
from downslope.fitting.fit_result import Fit
from downslope.fitting.groups.group_fits import GroupFits, label_text
from downslope.fitting.groups.group_pass import sorted_groups
from downslope.fitting.groups.row_division import RowDivision
from downslope.fitting.groups.stack_solver import StackSolution, Status, solve_stack
from downslope.fitting.groups.summary_stack import SummaryStack, check_fits
from downslope.fitting.passes import solve_table_summary
from downslope.fitting.solution import Solution
from downslope.fitting.specification import Specification
from downslope.fitting.table_fit import fit_of
from downslope.formatting import counted
from downslope.numerics.arrays import Vector
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.numerics.gram import SLICES, ExactGram

SINGLE = ("FLOAT", "FLOAT4", "REAL")  # types of 32 bits, in some engine


def fit_database_groups(
    data: Any, asked: Selection, by: Any, spec: Specification, level: float, *, intercept: bool
) -> GroupFits:
    """Fit each group of the rows of a table or query by its sums.

    With the grade "exact", each has the bits of a fit of its rows with ``accuracy="full"``.

    Raises
    ------
    DataError, OptionError, EngineError, MissingExtraError
        The database cannot be opened, or the columns cannot be used; see `fit`.

    """
    roles = {"the target": asked.target, "a feature": asked.features, "the weights": asked.weights}
    division = RowDivision.of(by, None, None, None, roles, asked.style)
    if division.labels:
        raise OptionError("by takes names of columns where a database has the rows: name one.")
    asked, exactly = replace(asked, by=division.by), asked.grade == EXACT
    by = asked.by
    with framed(data, asked, shard=False) as (query, frame):
        check_fits(group_count(query), len(query.expressions), " and ".join(map(repr, by)))
        groups = groups_of(query)
        labels = _labels(query, groups)
        rows = sum(groups[key] for key in labels)
        dropped = frame.dropped + sum(groups.values()) - rows
        if rows < 2:
            raise DataError(too_few(query.called, rows, dropped))
        every = sorted(set(labels.values()))
        places = {label: place for place, label in enumerate(every)}
        # A key that is a mark such as NA has sums, but no label.
        full = {key: count for key, count in groups.items() if count and None not in key}
        at = [places[labels[key]] if key in labels else -1 for key in full]
        sums: dict[int, IntegerSums] = {}
        if exactly:
            sums = _joined(exact_sums_of_groups(query, frame, full), at)
            stack = _stack_of_exact(sums, query, len(every))
        else:
            stack = _stack(query, asked.grade or DOUBLE, full, np.array(at), len(every))
    schema = query.schema(rows)
    columns = [np.array(each, dtype=np.str_) for each in zip(*every, strict=True)]
    found = sorted_groups(schema, by, columns, stack, dropped)
    solution, solved = solve_stack(found.stack, intercept=intercept), {}
    order = () if found.places is None else found.places
    for place, before in enumerate(order if exactly else ()):
        label = label_text(by, found.labels[place])
        fit = _fit(sums[int(before)], found.schema, label, spec, level, intercept=intercept)
        if fit is not None:
            solved[place] = fit
            _write(solution, place, fit)
    return GroupFits(
        found.schema, solution, intercept, spec, level, None, found.dropped, by, found.labels,
        found.stack, solved,
    )  # fmt: skip


def _labels(query: Query, groups: Mapping[Key, int]) -> dict[Key, tuple[str, ...]]:
    """Return the label of each key, without those that lack one."""
    columns = [
        labels_of(each, query.keep_levels, single=query.kinds[name].upper() in SINGLE).to_list()
        for name, each in zip(query.by, zip(*groups, strict=True), strict=True)
    ]
    found = {}
    for key, label in zip(groups, zip(*columns, strict=True), strict=True):
        if None not in label:
            found[key] = label
        elif not query.drop_missing:
            at, style, keep = label.index(None), query.style, ""
            if isinstance(key[at], str) and key[at].strip():
                mark = style.columns("keep_levels", [key[at].strip()])
                keep = f", or keep '{key[at]}' as a label with {mark}"
            raise DataError(
                f"Column '{query.by[at]}' of {query.called}, which names the groups, has "
                f"{counted(groups[key], 'missing value')}: fill them in, leave such rows out with "
                f"{style.flag('drop_missing')}{keep}."
            )
    return found


def _stack(
    query: Query, grade: str, groups: Mapping[Key, int], at: np.ndarray, count: int
) -> SummaryStack:
    """Return the summaries of groups, of which those with the same label are added."""
    sums = float_sums_by(query, grade, groups)
    parts = SummaryStack.of_sums(
        sums.origin.T, sums.sums.T, sums.products.T, sums.count, sums.mass, sums.depth,
        sums.log_weights,
    )  # fmt: skip
    stack, left = SummaryStack.empty(len(sums.origin.T), count), np.flatnonzero(at >= 0)
    while len(left):
        labels, first = np.unique(at[left], return_index=True)
        stack.add(parts.take(left[first]), labels)
        left = np.delete(left, first)
    return stack


def _joined(sums: Mapping[Key, IntegerSums], at: Sequence[int]) -> dict[int, IntegerSums]:
    """Return sums by the places of their labels; those with the same label are added."""
    found: dict[int, IntegerSums] = {}
    for place, each in zip(at, sums.values(), strict=True):
        if place >= 0:
            found[place] = found[place].plus(each) if place in found else each
    return found


def _stack_of_exact(sums: Mapping[int, IntegerSums], query: Query, count: int) -> SummaryStack:
    q = len(query.expressions)
    stack = SummaryStack.empty(q, count)
    for place, each in sums.items():
        if each.count:
            one = each.table(about=each.frame.mean)
            stack.put(place, one.summary, float(one.log_weights))
    return stack


@dataclass(frozen=True, slots=True)
class _OfGroup:
    """`FurtherPasses` for the ladder: the sums of a group without rounding."""

    sums: IntegerSums
    intercept: bool

    def exact(self, slices: int = SLICES) -> ExactGram:
        return self.sums.products(intercept=self.intercept)

    def residuals(self, origin: Vector, slopes: Any) -> None:
        """Return nothing: a database sums residuals no better than products."""


def _fit(
    sums: IntegerSums, schema: Schema, label: str, spec: Specification, level: float, *,
    intercept: bool,
) -> Fit | None:  # fmt: skip
    """Return the fit of a group; None if its weights are not determined."""
    if sums.count < len(schema.features) + intercept:
        return None
    table = replace(
        sums.table(), source=f"{schema.source}, {label}", findings=schema.notes, rows_dropped=0
    )
    try:
        solution = solve_table_summary(
            table, _OfGroup(sums, intercept), accuracy="full", intercept=intercept
        )
    except (DataError, PrecisionError):  # which the status of the group tells
        return None
    if solution.rank < len(solution.weights):
        return None
    return fit_of(table, solution, spec, level, schema.style)


def _write(solution: StackSolution, place: int, fit: Fit) -> None:
    """Write a fit into the arrays of all."""
    found, none = fit.solution, np.full(len(fit.weights), np.nan)
    spare = found.degrees_of_freedom > 0
    # Of a constant target nothing is left, whatever is rounded.
    lost = found.residuals_lost or (found.exact and found.tss > 0.0)
    errors = none if fit.std_error is None or lost or not spare else np.asarray(fit.std_error)
    status = Status.FITTED if spare else Status.NO_ROWS_TO_SPARE
    if spare and lost:
        status = Status.RESIDUALS_LOST
    solution.status[place] = status
    solution.dependent[place] = -1
    solution.weights[place], solution.std_error[place] = found.weights, errors
    solution.bound[place] = none if found.bound is None else found.bound
    solution.rss[place] = found.rss if spare else 0.0
    solution.rss_bound[place], solution.tss[place] = _rss_bound(found), found.tss
    deviation = found.residual_std
    solution.residual_std[place] = np.nan if deviation is None else deviation


def _rss_bound(found: Solution) -> float:
    """Return a bound on the error of the rss, and on a third of that of the tss.

    A norm r that is right to e r gives r² right to (2 + e) e r² ≤ 3 e r², for the solver takes as 0
    any r² that may be off by half of itself. Such an r² is below 3η s², where s = ‖β‖₁ + ‖t‖ for
    columns of length one whose sums are right to η. Each slope is right to a rounding, hence
    η s W_jj ≤ u |β_j|, and β_j² ≤ W_jj ‖t‖²: so η s |β_j| ≤ u ‖t‖², and η s ‖t‖ ≤ √2 u ‖t‖². Their
    sum gives r² < 3 (p + 2) u ‖t‖², where ‖t‖² is the tss.

    Rounding r and its square costs 3u of it, and √tss and its square as much: 4u of the tss is more
    than either, since the rss is at most the tss.
    """
    rounding = 4.0 * UNIT_ROUNDOFF * found.tss + found.residual_rounding**2
    if found.rss > 0.0:  # else the relative error is infinite
        return 3.0 * found.residual_error * found.rss + rounding
    return 3.0 * (len(found.weights) + 2) * UNIT_ROUNDOFF * found.tss + rounding
