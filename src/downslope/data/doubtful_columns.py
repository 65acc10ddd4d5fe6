"""Doubts about columns: numbers that may not be measured values, as a fit assumes.

    index   0, 1, 2, …          the numbers of the rows
    date    20240131            dates: from 20240131 to 20240201 it is one day, not 70
    x       512, 1.234          thousands, where points group digits
    zip     02134               codes, whose leading zeros a number loses

Nothing is changed or left out: each doubt is a finding with the option or the step that helps.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from downslope.data.cells import date_option
from downslope.data.columns import as_series, names_in, unsupported
from downslope.data.dates import are_days, are_months
from downslope.data.head import Head
from downslope.findings import Finding
from downslope.numerics.arguments import OptionStyle

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
PADDED = re.compile(r"^0\d{2,}$")  # 02134, but not the month 02
CODE_NAME = re.compile(
    r"(?i)(?:^|[\W_])(?:zip|zip_?codes?|post(?:al)?_?codes?|plz|fips|naics|npi|ssn|isbn|ean|upc|gtin"
    r"|sku|phone)(?:$|[\W_])"
)
GROUPED, UNGROUPED = r"^[+-]?[1-9]\d{0,2}\.\d{3}$", r"^[+-]?\d{1,3}$"


def doubts(
    head: Head, columns: Sequence[str], known: Collection[str], style: OptionStyle
) -> list[Finding]:
    """Report columns that count the rows, and codes and dates written as whole numbers.

    Parameters
    ----------
    head : Head
        The first rows.
    columns : sequence of str
        Those that a fit uses.
    known : collection of str
        Columns of dates and categories, which are not used as they are.
    style : OptionStyle
        Of options, in the findings.

    """
    import polars as pl

    frame, padded, found = head.frame, dict(head.padded), []
    for name in columns:
        if name in known or name not in names_in(frame) or unsupported(frame[name]):
            continue
        column = as_series(frame[name]).drop_nulls()
        if column.dtype == pl.String:
            padded |= leading_zeros(column.to_frame(name))
        if name in padded:
            found.append(_codes(name, f"has numbers such as {padded[name]}, whose zeros", style))
            continue
        if column.dtype.is_numeric() and head.is_category_of_pandas(name):
            found.append(_codes(name, "is categorical with numbers as levels, which", style))
        if not column.dtype.is_integer() or column.n_unique() < FEW:
            continue
        column = column.cast(pl.Int64, strict=False)
        steps = column.diff().drop_nulls()
        if name.lower() in COUNTERS and column[0] in (0, 1) and (steps == 1).all():
            found.append(_counts_rows(name, int(column[0]), int(column[1])))
        elif CODE_NAME.search(name):
            found.append(_codes(name, f"has numbers such as {column[0]}, and its name", style))
        elif are_days(column) or are_months(column):
            found.append(_numbers_for_days(name, int(column[0]), style))
    return found


def _counts_rows(name: str, first: int, second: int) -> Finding:
    return Finding(
        "row_numbers",
        (name,),
        f"'{name}' counts the rows ({first}, {second}, …): it may be a row number, not a feature.",
        "If so, leave it out.",
    )


def leading_zeros(text: pl.DataFrame) -> dict[str, str]:
    """Return the columns of whole numbers in text of which one begins with a zero, and that one."""
    found = {}
    for column in text:
        values = column.str.strip_chars().drop_nulls()
        odd = values.filter(values.str.contains(PADDED.pattern))
        if len(odd) and values.str.contains(r"^\d*$").all():
            found[column.name] = str(odd[0])
    return found


def _codes(name: str, why: str, style: OptionStyle) -> Finding:
    return Finding(
        "codes_as_numbers",
        (name,),
        f"'{name}' {why} may mark codes: between codes, differences mean nothing.",
        f"If so: {style.columns('categorical', [name])}, or leave it out.",
    )


def _numbers_for_days(name: str, shown: int, style: OptionStyle) -> Finding:
    return Finding(
        "numbers_for_days",
        (name,),
        f"'{name}' holds whole numbers such as {shown}, which may be dates: as numbers, they "
        "jump from one month or year to the next.",
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
