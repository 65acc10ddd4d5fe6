"""Ranges of the fitted rows, outside of which a prediction extrapolates.

A feature has the range of its values. The pieces of a spline or a polynomial do not: between two
rows a piece may exceed all that the rows have. So their column is checked, from the pieces:

    bs(x, …)      a piece below 0 or above 1: x lies beyond the ends of the knots
    poly(x, …)    its first piece, which is linear in x
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.data.design import Design
from downslope.data_table import Table, TableSummary, WideTable
from downslope.findings import Finding
from downslope.formatting import counted, significant
from downslope.numerics.arrays import Matrix

MOST_SHOWN = 5  # ranges, in a message
ROUNDING = 1e-9  # of a piece of a spline


@dataclass(frozen=True, slots=True)
class Range:
    """Range of a column, and the features that tell whether a row lies outside."""

    name: str
    places: tuple[int, ...]  # of the features
    low: float  # of these features
    high: float
    ends: tuple[float, float]  # of the column

    def outside(self, X: Any) -> np.ndarray:
        """Return which rows (m, d) lie outside, shape (m,)."""
        if len(self.places) == 1:
            part = X[:, self.places[0]]
            return np.asarray((self.low > part) | (self.high < part))
        part = X[:, list(self.places)]
        return np.asarray(((self.low > part) | (self.high < part)).any(axis=1))


def ranges_of(
    names: Sequence[str], table: Table | TableSummary | WideTable, design: Design | None
) -> tuple[Range, ...]:
    """Return the ranges of the columns in the fit, if they are known."""
    known = _of_features(table)
    if known is None:
        return ()
    found = [
        Range(name, (j,), low, high, (low, high))
        for j, (name, low, high) in enumerate(zip(names, *known.tolist(), strict=True))
    ]
    return tuple(found) if design is None else tuple(_by_column(design, found))


def _of_features(table: Table | TableSummary | WideTable) -> Matrix | None:
    """Return the lowest and the highest value of each feature (2, d), if known."""
    if isinstance(table, TableSummary):
        return None if table.ranges is None else table.ranges[:, :-1]
    if not isinstance(table, Table):
        return None
    ends = [table.X.min(axis=0), table.X.max(axis=0)]
    return np.array([e.toarray()[0] if hasattr(e, "toarray") else e for e in ends])


def _by_column(design: Design, features: list[Range]) -> list[Range]:
    """Return the ranges with those of a column in place of those of its pieces."""
    found: list[Range] = []
    factors, states, at = design.factors, dict(design.states), 0
    alone = {each.parts[0][0] for each in design.products if len(each.parts) == 1}
    for each in design.products:
        mine = features[at : at + len(design.names_of(each))]
        at += len(mine)
        wide = {j for j, _ in each.parts if factors[j].width > 1 and not factors[j].levels}
        if not wide or not wide <= alone:
            found += mine
        elif len(each.parts) == 1:  # products with other factors are checked by these
            ((call, column),) = factors[each.parts[0][0]].of.calls[-1:]
            found.append(_of_pieces(call, column, mine, states.get(call)))
    return found


def _of_pieces(
    call: str, column: str, pieces: list[Range], state: tuple[float, ...] | None
) -> Range:
    if call.startswith("bs(") and state is not None:
        places = tuple(each.places[0] for each in pieces)
        return Range(column, places, -ROUNDING, 1 + ROUNDING, (state[0], state[-1]))
    first = pieces[0]
    if state is None:  # of plain powers
        return Range(column, first.places, first.low, first.high, first.ends)
    middle, half, *weights = state
    start, slope = np.reshape(weights, (-1, len(pieces)))[:2, 0]
    low, high = sorted(middle + half * (end - start) / slope for end in first.ends)
    return Range(column, first.places, first.low, first.high, (float(low), float(high)))


def rows_outside(ranges: Sequence[Range], X: Any) -> np.ndarray:
    """Return how many of the rows (m, d) lie outside of each range, shape (ranges,)."""
    if hasattr(X, "toarray"):
        X = X.toarray()
    return np.array([np.count_nonzero(each.outside(X)) for each in ranges], dtype=np.int64)


def extrapolated(ranges: Sequence[Range], outside: np.ndarray) -> tuple[Finding, ...]:
    """Return a finding on the ranges that some rows lie outside of."""
    beyond = [(each, int(count)) for each, count in zip(ranges, outside, strict=True) if count]
    if not beyond:
        return ()
    shown = ", ".join(
        f"'{each.name}' in {counted(count, 'row')} "
        f"({significant(each.ends[0], 6)} … {significant(each.ends[1], 6)})"
        for each, count in beyond[:MOST_SHOWN]
    )
    more = len(beyond) - MOST_SHOWN
    shown += f" and {more} more" if more > 0 else ""
    return (
        Finding(
            "extrapolation",
            tuple(each.name for each, _ in beyond),
            f"New rows lie outside the range of the fitted rows: {shown}.",
            "The data say nothing about the model there; intervals assume that it holds.",
        ),
    )
