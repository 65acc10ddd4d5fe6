"""Sums of each group of a table's rows: GROUP BY, about an origin of each group's own.

    keys, counts ─► frame of each group ─► sums about its means, in one statement with the frame

One origin for all groups would lose the digits by which their means are larger than their
spreads. Sums without rounding lose nothing about any origin, and take the common one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.sql.integer_sums import IntegerSums, exact_sums_by
from downslope.data.sql.query import Query
from downslope.data.sql.sums import (
    Frame,
    additions,
    aggregates,
    changed,
    key_of,
    pairs_of,
    summed_by,
)
from downslope.errors import DataError
from downslope.numerics.arrays import Matrix, Vector

NO_LABELS = (bytes, bytearray, memoryview, list, dict)  # what drivers make of such columns
Key = tuple[Any, ...]  # the values of the columns of groups


@dataclass(frozen=True, slots=True, eq=False)
class GroupSums:
    """Sums of G groups with q columns, in the order of their keys."""

    origin: Matrix  # (G, q)
    sums: Matrix  # (G, q) Σ w (z − o)
    products: Matrix  # (G, q(q + 1)/2) Σ w (z_i − o_i)(z_j − o_j), i ≥ j
    count: NDArray[np.int64]  # (G,) rows, those of weight zero left out
    mass: Vector  # (G,)
    depth: Vector  # (G,) additions behind a sum
    log_weights: Vector  # (G,) NaN where the engine has no logarithm


def group_count(query: Query) -> int:
    """Return the number of groups, before their sums are read."""
    keys = ", ".join(query.keys())
    inner = f"(SELECT 1 AS one FROM {query.source} GROUP BY {keys}) AS g"
    return int(query.database.rows(f"SELECT COUNT(*) FROM {inner}")[0][0])


def groups_of(query: Query) -> dict[Key, int]:
    """Return the groups, those without complete rows included, and their complete rows.

    Raises
    ------
    DataError
        The columns that name them hold no labels.

    """
    keys = query.keys()
    complete = (
        f"SUM(CASE WHEN {query.complete} THEN 1 ELSE 0 END)" if query.filtered else "COUNT(*)"
    )
    found = query.database.rows(
        f"SELECT {', '.join(keys)}, {complete} FROM {query.source} GROUP BY {', '.join(keys)}"
    )
    every = ((name, value) for row in found for name, value in zip(query.by, row, strict=False))
    for name, value in every:
        if isinstance(value, NO_LABELS):
            raise DataError(
                f"Column '{name}' of {query.called}, which names the groups, holds values of the "
                f"type {type(value).__name__}, not labels: name a column of text, numbers, or "
                f"dates, or convert it in a query ({query.style.option('sql')})."
            )
    return {key_of(row[:-1]): int(row[-1]) for row in found}


def float_sums_by(query: Query, grade: str, groups: Mapping[Key, int]) -> GroupSums:
    """Return the sums of groups in float64, each about the means of its own."""
    q, weight, fence = len(query.expressions), query.weight(), query.database.dialect.fence
    keys = [f"k{j}" for j in range(len(query.by))]
    picked = [f"{key} AS {name}" for key, name in zip(query.keys(), keys, strict=True)]
    picked += [f"{each} AS x{j}" for j, each in enumerate(query.expressions)]
    picked += [f"{weight} AS w"] if weight else []
    # The mean of a constant may be rounded, and the column would not be constant.
    framed = [
        f"CASE WHEN MIN(x{j}) = MAX(x{j}) THEN MIN(x{j}) ELSE AVG(x{j}) END AS o{j}"
        for j in range(q)
    ]
    shifted = [f"p.x{j} - f.o{j} AS z{j}, f.o{j} AS o{j}" for j in range(q)]
    shifted += ["p.w AS w"] if weight else []
    before = (
        f"WITH picked AS (SELECT {', '.join(picked)} FROM {query.rows_of(labeled=True)}), "
        f"frame AS (SELECT {', '.join([*keys, *framed])} FROM picked GROUP BY {', '.join(keys)}) "
    )
    same = " AND ".join(f"p.{key} = f.{key}" for key in keys)
    inner = (
        f"(SELECT {', '.join([*(f'p.{key} AS {key}' for key in keys), *shifted])} "
        f"FROM picked AS p JOIN frame AS f ON {same}{fence}) AS z"
    )
    wanted = aggregates(query, grade, [f"MIN(o{j})" for j in range(q)])
    found = summed_by(query, wanted, inner, keys, before)
    if {key: count for key, (count, _) in found.items()} != dict(groups):
        now = sum(count for count, _ in found.values())
        raise DataError(changed(query, f"it had {sum(groups.values())} rows, and then {now}"))
    rows = np.array(list(groups.values()), dtype=np.int64)
    logs = [None] * len(groups) if not weight else [found[key][1].pop() for key in groups]
    values = np.array([found[key][1] for key in groups], dtype=np.float64)
    m = len(pairs_of(q))
    sums, products, origin, rest = np.split(values, [q, q + m, 2 * q + m], axis=1)
    count, mass, logged = rows, rows.astype(float), np.zeros(len(rows))
    if weight:
        mass, count = rest[:, 0], rest[:, 1].astype(np.int64)
        logged = np.array(logs, dtype=np.float64)
    return GroupSums(origin, sums, products, count, mass, additions(grade, rows), logged)


def exact_sums_of_groups(
    query: Query, whole: Frame, groups: Mapping[Key, int]
) -> dict[Key, IntegerSums]:
    """Return the sums of groups without rounding."""
    weight, keys = query.weight(), ", ".join(query.keys())
    columns = [*query.expressions, *([weight] if weight else [])]
    ranges = ", ".join(f"MIN({each}), MAX({each}), AVG({each})" for each in columns)
    rows = query.database.rows(
        f"SELECT {keys}, COUNT(*), {ranges} FROM {query.rows_of(labeled=True)} GROUP BY {keys}"
    )
    frames, q = {}, len(query.expressions)
    for row in rows:
        (*key, count), values = row[: len(query.by) + 1], row[len(query.by) + 1 :]
        low, high, mean = np.array(values, dtype=np.float64).reshape(-1, 3).T
        mean = np.where(np.isfinite(mean), np.clip(mean, low, high), low)
        heaviest = float(high[q]) if weight else 0.0
        frames[key_of(key)] = Frame(int(count), 0, low[:q], high[:q], mean[:q], heaviest)
    if {key: frame.rows for key, frame in frames.items()} != dict(groups):
        raise DataError(changed(query, "its groups are others"))
    found = exact_sums_by(query, whole, frames)
    return {key: found[key] for key in groups}
