"""Rows that sum up others, as exports end with: a fit would count them as data.

city     price   sold
Oslo        10      3
Bergen      20      4
Total       30      7       by its name, or as the sum of the rows above
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from downslope.data.columns import Place
from downslope.findings import Finding
from downslope.formatting import counted
from downslope.numerics.arrays import Matrix, Vector

if TYPE_CHECKING:
    import polars as pl

FEW_ROWS, SOME_ROWS = 5, 8
ROUNDED = 1e-4  # relative: totals of numbers that were rounded afterwards
LONGEST_GROUP = 1000  # rows with a subtotal
TOTAL = (
    r"(?i)^\W*(?:(?:grand|sub|sous|zwischen|gesamt)?[\s-]*(?:totale?s?|totaal|sum(?:me|a)?|somme)"
    r"|gesamt|insgesamt|averages?|mean|mittelwert|durchschnitt|moyenne|promedio)\W*$"
)


def named_totals(file: Path, frame: pl.DataFrame, tail: pl.DataFrame | None) -> list[Finding]:
    """Report rows that a column of text calls a total or a mean of other rows.

    `frame` are the first rows of a file, and `tail` its last ones if there are others between.
    """
    import polars as pl

    for part in (frame, tail):
        for column in () if part is None else part:
            if column.dtype != pl.String:
                continue
            at = column.str.contains(TOTAL).fill_null(value=False).arg_true()
            if not 0 < len(at) <= len(column) / 2:
                continue
            row, more = int(at[0]), len(at) - 1
            place = Place(str(file)).row(row) if part is frame else "a row at the end"
            others = f" and {counted(more, 'other row')}" if more else ""
            return [
                Finding(
                    "total_row",
                    (),
                    f"{place[0].upper()}{place[1:]} of {file} ('{column[row].strip()}' in "
                    f"'{column.name}'){others} may sum up other rows.",
                    "If so, delete such rows: a fit counts them as data.",
                )
            ]
    return []


def total_levels(name: str, levels: Iterable[str]) -> list[Finding]:
    """Report a level of a categorical column whose rows may sum up others."""
    return [
        Finding(
            "total_row",
            (name,),
            f"'{name}' has the level '{level}', whose rows may sum up other rows.",
            "If so, delete such rows: a fit counts them as data.",
        )
        for level in levels
        if re.match(TOTAL, level)
    ][:1]


def row_of_sums(
    rows: int, last: Vector, others: Vector, steady: NDArray[np.bool_], place: str = "last"
) -> list[Finding]:
    """Report a last or first row that sums up all others, or some and averages the rest.

    Parameters
    ----------
    rows : int
        All rows, the last one included.
    last : array of shape (q,)
        That row.
    others : array of shape (q,)
        Sums of the other rows.
    steady : array of shape (q,)
        Whether a column has the same value in all other rows.
    place : str
        last, or first.

    """
    if rows < FEW_ROWS:
        return []
    with np.errstate(all="ignore"):
        sums = _equal(others, last) & (last != 0.0)
        means = _equal(others / (rows - 1), last) & ~sums
    number = rows if place == "last" else 1
    if sums.all():
        return [
            _said(f"The {place} row (row {number:,}) is the sum of the others in every column.")
        ]
    alike = int(sums.sum() + (means & ~steady).sum())
    some = sums.any() and alike > 1 and rows >= SOME_ROWS
    if some and (sums | means | (last == 0.0)).all():
        return [
            _said(
                f"The {place} row (row {number:,}) is the sum of the others in "
                f"{counted(int(sums.sum()), 'column')}, and their mean or zero in the rest."
            )
        ]
    return []


def rows_of_sums(X: Matrix, y: Vector) -> list[Finding]:
    """Report rows of X (n, d) and y (n,) that sum up others: the last, the first, or subtotals."""
    n = len(y)
    if n < FEW_ROWS:
        return []
    rows = np.column_stack([X, y])
    above = rows[:-1]
    with np.errstate(all="ignore"):
        for place, row, others in (("last", rows[-1], above), ("first", rows[0], rows[1:])):
            steady = np.ptp(others, axis=0) == 0.0
            if found := row_of_sums(n, row, others.sum(axis=0), steady, place):
                return found
        twice = bool((_equal(above.sum(axis=0) / 2.0, rows[-1]) & (rows[-1] != 0.0)).all())
        ends = _subtotals(above if twice else rows)
    if len(ends) < 2:
        return []
    shown = ", ".join(f"{end + 1:,}" for end in ends[:3]) + (", …" if len(ends) > 3 else "")
    total = f", and row {n:,} the sum of all of them" if twice else ""
    return [_said(f"Rows {shown} are sums of the rows above each{total}.")]


def _subtotals(rows: Matrix) -> list[int]:
    """Return the places of rows that sum up those since the one before; none unless all do."""
    ends: list[int] = []
    end = len(rows) - 1
    while end >= 2:
        sums = rows[max(end - LONGEST_GROUP, 0) : end][::-1].cumsum(axis=0)
        matches = (_equal(sums, rows[end]) & (rows[end] != 0.0)).all(axis=1)
        matches[0] = False
        if not matches.any():
            return []
        ends.append(end)
        end -= int(matches.argmax()) + 2
    return ends[::-1] if end == -1 else []


def _equal(sums: Matrix, row: Vector) -> NDArray[np.bool_]:
    return np.asarray(np.abs(sums - row) <= ROUNDED * np.abs(row))


def _said(evidence: str) -> Finding:
    return Finding(
        "total_row",
        (),
        evidence,
        "If it is a total, delete it: a fit counts it as data."
        if evidence.startswith("The")
        else "If so, delete them: a fit counts them as data.",
    )
