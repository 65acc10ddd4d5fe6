"""A summary from two statements: the frame of the columns, then sums of products about it.

With o_j the mean of column j, which the frame gives, the second statement returns

    n,   Σ w,   Σ w (z_j − o_j),   Σ w (z_i − o_i)(z_j − o_j)

and a sum in float64 counts for n additions, as nobody knows the engine's order of adding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from downslope.data.columns import too_few
from downslope.data.sql.query import Query
from downslope.data.sql.sql_dialects import (
    COMPENSATED,
    COMPENSATED_ADDITIONS,
    DECIMAL,
    WHOLE,
)
from downslope.data_table import TableSummary
from downslope.errors import DataError
from downslope.formatting import counted
from downslope.numerics.arrays import Matrix, Vector, check_heaviest, check_squares, negative_weight
from downslope.summary import Summary

LARGEST_EXACT_INTEGER = 2**53
MOST_DIGITS = 38  # of a decimal of 128 bits
TINY, HUGE = 2.0**-400, 2.0**480  # of a column: outside of them squares underflow or overflow


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Count and ranges of the rows, read before they are summed."""

    rows: int
    dropped: int
    low: Vector  # (q,)
    high: Vector  # (q,)
    mean: Vector  # (q,) to a few digits
    heaviest: float = 0.0  # of the weights
    whole_weights: bool = True


def frame_of(query: Query, *, shard: bool) -> tuple[Query, Frame]:
    """Read the frame; return the query without its incomplete rows if those are left out.

    Raises
    ------
    DataError
        A column holds no numbers, float64 would round its integers, or there are too few rows.

    """
    frame = _frame(query, 0)
    if isinstance(frame, str):
        if not query.drop_missing:
            flag = query.style.flag("drop_missing")
            raise DataError(f"{frame}: fill them in, or leave such rows out with {flag}.")
        counts = query.database.rows(
            f"SELECT COUNT(*), SUM(CASE WHEN {query.complete} THEN 0 ELSE 1 END) "
            f"FROM {query.source}"
        )[0]
        query = query.without_incomplete()
        dropped = int(counts[1] or 0)
        found = _frame(query, dropped)
        if isinstance(found, str):
            raise DataError(changed(query, "values are missing that were there"))
        frame = found
    if frame.rows < 2 and not shard:
        raise DataError(too_few(query.called, frame.rows, frame.dropped))
    if query.weights is not None and not shard:
        check_heaviest(frame.heaviest)
    with np.errstate(over="ignore"):
        spread = frame.high - frame.low
    size = np.maximum(np.abs(frame.low), np.abs(frame.high))
    lost = ((spread > 0.0) & (spread < TINY)) | (size > HUGE)
    check_squares(np.where(lost, np.nan, 0.0), query.names)
    return query, frame


def _frame(query: Query, dropped: int) -> Frame | str:
    """Return the frame, or what is missing in a column."""
    dialect, weight = query.database.dialect, query.weight()
    columns = [*query.expressions, *([weight] if weight else [])]
    origins = [*query.origins, *([query.weights] if query.weights else [])]
    wanted = ["COUNT(*)"]
    for each in columns:
        # PostgreSQL's average takes squares, which overflow.
        wanted += [f"COUNT({each})", f"MIN({each})", f"MAX({each})", f"SUM({each})"]
    checked = [name for name in dict.fromkeys(origins) if name not in dict(query.levels)]
    for name in checked:
        wanted += _own_checks(query, name)
    if weight:
        floor = f"CAST({weight} AS INTEGER)" if dialect.name == "sqlite" else f"FLOOR({weight})"
        wanted.append(f"MIN(CASE WHEN {weight} = {floor} THEN 1 ELSE 0 END)")
    found = iter(query.database.rows(f"SELECT {', '.join(wanted)} FROM {query.rows_of()}")[0])
    rows = int(next(found))
    ranges = [[next(found) for _ in range(4)] for _ in columns]
    for name in checked:
        _check_own(query, name, [next(found) for _ in _own_checks(query, name)])
    whole = bool(next(found)) if weight and rows else True
    if rows == 0:
        none = np.zeros(len(query.expressions))
        return Frame(0, dropped, none, none, none)
    for name, (present, low, high, _) in zip(origins, ranges, strict=True):
        if present == 0:
            raise DataError(f"Column '{name}' of {query.called} is empty: fill it.")
        if present < rows:
            lacking = counted(rows - int(present), "missing value")
            return f"Column '{name}' of {query.called} has {lacking}"
        if not (math.isfinite(low) and math.isfinite(high)):
            return f"Column '{name}' of {query.called} has values that are NaN or infinite"
    q = len(query.expressions)
    low, high, total = (np.array([float(row[k]) for row in ranges]) for k in (1, 2, 3))
    mean = np.where(np.isfinite(total), np.clip(total / rows, low, high), low)
    heaviest = 0.0
    if weight:
        if low[q] < 0.0:
            raise DataError(negative_weight(f"a row of {query.called}", low[q]))
        heaviest = float(high[q])
    return Frame(rows, dropped, low[:q], high[:q], mean[:q], heaviest, whole)


def _own_checks(query: Query, name: str) -> list[str]:
    """Write what tells whether float64 holds a column of whole numbers or decimals."""
    dialect, kind = query.database.dialect, query.kinds[name].upper()
    column = dialect.quoted(name)
    if dialect.name == "sqlite":
        odd = f"typeof({column}) NOT IN ('integer', 'real', 'null')"
        whole = f"CASE WHEN typeof({column}) = 'integer' THEN {column} END"
        return [f"SUM(CASE WHEN {odd} THEN 1 ELSE 0 END)", f"MIN({whole})", f"MAX({whole})"]
    if WHOLE.fullmatch(kind):
        return [f"MIN({column})", f"MAX({column})"]
    if DECIMAL.match(kind):
        scale = f"MAX(SCALE({column}))" if dialect.name == "postgresql" else "0"
        if dialect.name == "mysql":
            scale = kind.partition(",")[2].strip(" )")
        return [f"MIN({column})", f"MAX({column})", scale]
    return []


def _check_own(query: Query, name: str, found: list[Any]) -> None:
    """Raise `DataError` if float64 would not hold a column's values."""
    if not found or found[0] is None:
        return
    if query.database.dialect.name == "sqlite":
        odd, low, high = found
        if odd:
            raise DataError(
                f"Column '{name}' of {query.called} has {counted(int(odd), 'value')} that "
                f"{'is' if odd == 1 else 'are'} text or blobs, not numbers: convert "
                f"{'it' if odd == 1 else 'them'} in a query ({query.style.option('sql')}), or "
                f"treat the column as categorical ({query.style.columns('categorical', [name])})."
            )
        scale = 0
    else:
        low, high, scale = (*found, 0)[:3]
        # Through Arrow, decimals come as text.
        low, high = (Decimal(each) if isinstance(each, str) else each for each in (low, high))
    if not all(isinstance(each, int | Decimal) and math.isfinite(each) for each in (low, high)):
        return
    largest = max(abs(int(low)), abs(int(high)))
    digits = len(str(largest)) + int(scale or 0)
    if digits > MOST_DIGITS and not isinstance(low, int):
        raise DataError(
            f"Column '{name}' of {query.called} holds decimals of {digits} digits, beyond the "
            f"{MOST_DIGITS} of 128 bits: round it in a query ({query.style.option('sql')})."
        )
    if largest > LARGEST_EXACT_INTEGER:
        raise DataError(
            f"Column '{name}' of {query.called} holds the integer {largest}, beyond 2^53, which "
            "float64 would round: subtract an offset first."
        )


def changed(query: Query, what: str) -> str:
    """Return the message for rows that are not those of the statement before."""
    return (
        f"{query.called} changed between two statements ({what}): read it in a transaction of "
        "its own, or from a table in which nothing is drawn at random."
    )


def summed(query: Query, wanted: Sequence[str], inner: str) -> tuple[int, list[Any]]:
    """Return the number of rows and the wanted aggregates of a subquery."""
    ((rows, values),) = summed_by(query, wanted, inner, ()).values()
    return rows, values


def summed_by(
    query: Query, wanted: Sequence[str], inner: str, keys: Sequence[str], before: str = ""
) -> dict[tuple[Any, ...], tuple[int, list[Any]]]:
    """Return the number of rows and the wanted aggregates of each group of a subquery.

    They take several statements if an engine returns too few columns in one.
    """
    most = query.database.dialect.most_results - 1 - len(keys)
    grouped = f" GROUP BY {', '.join(keys)}" if keys else ""
    found: dict[tuple[Any, ...], tuple[int, list[Any]]] = {}
    for start in range(0, len(wanted), most):
        part = ", ".join([*keys, "COUNT(*)", *wanted[start : start + most]])
        rows = query.database.rows(f"{before}SELECT {part} FROM {inner}{grouped}")
        if start and len(rows) != len(found):
            raise DataError(changed(query, f"it had {len(found)} groups, and then {len(rows)}"))
        for row in rows:
            key, count, values = key_of(row[: len(keys)]), int(row[len(keys)]), row[len(keys) + 1 :]
            known = found.setdefault(key, (count, []))
            if known[0] != count or len(known[1]) != start:
                raise DataError(changed(query, f"it had {known[0]} rows, and then {count}"))
            known[1].extend(values)
    return found


def key_of(values: Sequence[Any]) -> tuple[Any, ...]:
    """Return the key of a group, which is equal to itself also where it is NaN."""
    return tuple(math.nan if each != each else each for each in values)


def float_sums(
    query: Query, frame: Frame, grade: str, like: TableSummary | None = None
) -> TableSummary:
    """Return the summary of a query's rows, summed in float64."""
    dialect, weight, q = query.database.dialect, query.weight(), len(query.expressions)
    near = np.where(frame.low == frame.high, frame.low, frame.mean)
    if frame.rows == 0:
        origin = near if like is None else like.summary.origin
        return table_of(query, frame, Summary.empty(origin))
    about = [dialect.number(value) for value in near]
    shifted = [
        f"{e} - {o} AS z{j}" for j, (e, o) in enumerate(zip(query.expressions, about, strict=True))
    ]
    if weight:
        shifted.append(f"{weight} AS w")
    inner = f"(SELECT {', '.join(shifted)} FROM {query.rows_of()}{dialect.fence}) AS z"
    pairs, logs = pairs_of(q), 0.0
    rows, values = summed(query, aggregates(query, grade, about), inner)
    if rows != frame.rows:
        raise DataError(changed(query, f"it had {frame.rows} rows, and then {rows}"))
    count, mass = rows, float(rows)
    if weight:
        *values, total, positive, logs = values
        count, mass, logs = int(positive), float(total), math.nan if logs is None else float(logs)
    gram = np.zeros((q + 1, q + 1))
    gram[-1, -1] = mass
    gram[-1, :-1] = gram[:-1, -1] = values[:q]
    for (i, j), value in zip(pairs, values[q : q + len(pairs)], strict=True):
        gram[i, j] = gram[j, i] = value
    near = np.array(values[q + len(pairs) :], dtype=np.float64)  # as the engine read it
    depth = additions(grade, rows)
    origin = near if like is None else like.summary.origin
    summary = Summary.of_sums(near, gram, depth, count, origin)
    return table_of(query, frame, summary, logs)


def pairs_of(q: int) -> list[tuple[int, int]]:
    """Return the pairs i ≥ j of q columns, row by row, in the order of the sums."""
    return [(i, j) for i in range(q) for j in range(i + 1)]


def additions(grade: str, rows: Any) -> Any:
    """Return the number of additions behind a sum of this many rows."""
    return rows * 0.0 + COMPENSATED_ADDITIONS if grade == COMPENSATED else rows * 1.0


def aggregates(query: Query, grade: str, origin: Sequence[str]) -> list[str]:
    """Write the sums of z0, z1, … and their products, the origin, and the sums of weights w."""
    dialect, weight, q = query.database.dialect, query.weight(), len(query.expressions)
    add = dialect.compensated_sum if grade == COMPENSATED else dialect.plain_sum
    times = "w * " if weight else ""
    wanted = [f"{add}({times}z{j})" for j in range(q)]
    wanted += [f"{add}({times}z{i} * z{j})" for i, j in pairs_of(q)]
    wanted += origin
    if weight:
        # SQLite may have no logarithm.
        log = "NULL" if dialect.name == "sqlite" else "SUM(CASE WHEN w > 0 THEN LN(w) ELSE 0 END)"
        wanted += [f"{add}(w)", "SUM(CASE WHEN w > 0 THEN 1 ELSE 0 END)", log]
    return wanted


def table_of(
    query: Query, frame: Frame, summary: Summary, log_weights: float | Fraction = 0.0
) -> TableSummary:
    """Return a summary with the names of its columns."""
    ranges: Matrix | None = np.array([frame.low, frame.high]) if frame.rows else None
    return TableSummary(
        feature_names=query.features,
        target=query.target,
        summary=summary,
        weights=query.weights,
        source=query.called,
        rows_dropped=frame.dropped,
        levels=query.levels,
        findings=query.notes,
        log_weights=log_weights,
        whole_weights=frame.whole_weights,
        ranges=ranges,
    )
