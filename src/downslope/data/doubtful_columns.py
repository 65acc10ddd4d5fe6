"""Doubts about columns: numbers that may not be measured values, as a fit assumes.

    index   0, 1, 2, …          the numbers of the rows
    date    20240131            dates: from 20240131 to 20240201 it is one day, not 70
    x       512, 1.234          thousands, where points group digits
    city    Oslo, Total         a row that is the sum of the others

Nothing is changed or left out: each doubt is a finding with the option or the step that helps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from downslope.data.cells import date_option
from downslope.data.columns import Frame, Place, as_series, names_in, unsupported
from downslope.data.dates import are_days
from downslope.findings import Finding
from downslope.formatting import counted
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix, Vector

if TYPE_CHECKING:
    import polars as pl

COUNTERS = frozenset(
    (
        "index",
        "level_0",
        "id",
        "row",
        "rowid",
        "row_id",
        "row_number",
        "rownum",
        "obs",
        "observation",
    )
)
FEW = 3  # values that show nothing
FEW_ROWS = 5
ROUNDED = 1e-9  # relative: sums of decimals
GROUPED, UNGROUPED = r"^[+-]?[1-9]\d{0,2}\.\d{3}$", r"^[+-]?\d{1,3}$"
TOTAL = (
    r"(?i)^\W*(?:(?:grand|sub|sous|zwischen|gesamt)?[\s-]*(?:totale?s?|totaal|sum(?:me|a)?|somme)"
    r"|gesamt|insgesamt|averages?|mean|mittelwert|durchschnitt|moyenne|promedio)\W*$"
)


def doubts(
    frame: Frame, columns: Sequence[str], known: Collection[str], style: OptionStyle
) -> list[Finding]:
    """Report columns that count the rows, and dates written as whole numbers.

    Parameters
    ----------
    frame : Frame
        The first rows.
    columns : sequence of str
        Those that a fit uses.
    known : collection of str
        Columns of dates and categories, which are not used as they are.
    style : OptionStyle
        Of options, in the findings.

    """
    import polars as pl

    found = []
    for name in columns:
        if name in known or name not in names_in(frame) or unsupported(frame[name]):
            continue
        column = as_series(frame[name]).drop_nulls()
        if not column.dtype.is_integer() or column.n_unique() < FEW:
            continue
        column = column.cast(pl.Int64, strict=False)
        steps = column.diff().drop_nulls()
        if name.lower() in COUNTERS and column[0] in (0, 1) and (steps == 1).all():
            found.append(_counts_rows(name, int(column[0]), int(column[1])))
        elif are_days(column):
            found.append(_numbers_for_days(name, int(column[0]), style))
    return found


def _counts_rows(name: str, first: int, second: int) -> Finding:
    return Finding(
        "row_numbers",
        (name,),
        f"'{name}' counts the rows ({first}, {second}, …): it may be a row number, not a feature.",
        "If so, leave it out.",
    )


def _numbers_for_days(name: str, shown: int, style: OptionStyle) -> Finding:
    return Finding(
        "numbers_for_days",
        (name,),
        f"'{name}' holds whole numbers such as {shown}, which may be dates: as numbers, they "
        "jump from one month to the next.",
        f"If so: {date_option(style, name)}.",
    )


def nameless(name: str, style: OptionStyle) -> Finding:
    """Report a first column without a name, where pandas and R write an index."""
    return Finding(
        "nameless_column",
        (name,),
        f"'{name}' has no name in the file and comes first, where pandas and R write row numbers.",
        f"If it is not a feature, choose the others: {style.option('features')}.",
    )


def may_be_grouped(frame: pl.DataFrame) -> list[str]:
    """Return the columns of floats if points may mark thousands in all of them, by their values.

    All numbers of a file are written in one way.
    """
    import polars as pl

    floats = frame.select(pl.col(pl.Float64))
    for column in floats:
        parts = column.drop_nulls().abs()
        broken = parts.filter(parts != parts.floor())
        thousandths = broken * 1000
        if ((thousandths.round() != thousandths.round(6)) | (broken < 1) | (broken >= 1000)).any():
            return []
    return floats.columns


def grouped(text: pl.DataFrame, style: OptionStyle) -> list[Finding]:
    """Report columns of text with thousands such as 1.234 beside numbers such as 512."""
    found = []
    for column in text:
        values = column.str.strip_chars().drop_nulls()
        whole = values.filter(values.str.contains(UNGROUPED))
        parts = values.filter(values.str.contains(GROUPED))
        if len(whole) + len(parts) != len(values):
            return []
        if not len(whole) or len(parts) < FEW:
            continue
        found.append(
            Finding(
                "grouped_digits",
                (column.name,),
                f"'{column.name}' has {parts[0]} and {whole[0]}, but no number with one or two "
                "decimals and none above 1000: the points may mark thousands.",
                f"If so, {style.setting('thousands', '.')} reads them as such.",
            )
        )
    return found


def total_rows(file: Path, frame: pl.DataFrame) -> list[Finding]:
    """Report rows that a column of text calls a total or a mean of other rows."""
    import polars as pl

    for column in frame:
        if column.dtype != pl.String:
            continue
        at = column.str.contains(TOTAL).fill_null(value=False).arg_true()
        if not 0 < len(at) <= len(column) / 2:
            continue
        row, more = int(at[0]), len(at) - 1
        place = Place(str(file)).row(row)
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


def last_row_of_sums(X: Matrix, y: Vector) -> list[Finding]:
    """Report a last row that sums up the rows above in every column of X (n, d) and y (n,)."""
    if len(y) < FEW_ROWS:
        return []
    with np.errstate(over="ignore", invalid="ignore"):
        if y[-1] == 0.0 or not _is_sum(y[:-1].sum(), y[-1]):
            return []
        if not X[-1].any() or not _is_sum(X[:-1].sum(axis=0), X[-1]):
            return []
    return [
        Finding(
            "total_row",
            (),
            f"The last row (row {len(y):,}) is the sum of the others in every column.",
            "If it is a total, delete it: a fit counts it as data.",
        )
    ]


def _is_sum(sums: Vector | float, last: Vector | float) -> bool:
    return bool((np.abs(sums - last) <= ROUNDED * np.abs(last)).all())
