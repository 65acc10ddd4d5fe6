"""Sums that a database makes: each grade against the plain sums of products of the columns.

    python -m benchmarks databases
    SQL_LARGE=2e7 python -m benchmarks databases    a large table of 10 features: 2 GB of memory

The plain sums have no origin, and their digits are lost where columns lie far from zero; they are
the least work that a summary takes. PostgreSQL is measured if DOWNSLOPE_POSTGRESQL has an address.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.timing import Row, ratio

FEATURES = 5
ROWS = 1_000_000
OF_SERVER = 100_000  # rows
LARGE, FEATURES_OF_LARGE = int(float(os.environ.get("SQL_LARGE", "2e6"))), 10
# Of the time of plain sums.
TARGETS = {"double": 2.0, "compensated": 4.0, "exact": 5.0}
ROUNDS = 3


def rows() -> Iterator[Row]:
    """Yield the claims."""
    import duckdb

    with duckdb.connect(config={"threads": 2}) as connection:
        made = ", ".join(f"1e6 + random() * {j + 1} AS x{j}" for j in range(FEATURES))
        connection.execute("SELECT setseed(0.5)")
        connection.execute(f"CREATE TABLE t AS SELECT {made}, random() AS y FROM range({ROWS})")
        whole = ", ".join(f"CAST(x{j} * 1000 AS BIGINT) AS x{j}" for j in range(FEATURES))
        connection.execute(
            f"CREATE TABLE whole AS SELECT {whole}, CAST(y * 1000 AS BIGINT) AS y FROM t"
        )
        for grade, target in TARGETS.items():
            yield _row("DuckDB", connection, "t", grade, target, ROWS)
        yield _row("DuckDB, whole numbers", connection, "whole", "exact", TARGETS["exact"], ROWS)
        drawn = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())"
        near = ", ".join(
            f"{drawn} AS {name}" for name in [*(f"x{j}" for j in range(FEATURES)), "y"]
        )
        connection.execute(f"CREATE TABLE near AS SELECT {near} FROM range({ROWS})")
        yield _row("DuckDB, near zero", connection, "near", "exact", TARGETS["exact"], ROWS)
        made = ", ".join(f"1e6 + random() * {j + 1} AS x{j}" for j in range(FEATURES_OF_LARGE))
        connection.execute(
            f"CREATE TABLE large AS SELECT {made}, random() AS y FROM range({LARGE})"
        )
        yield _row(
            "DuckDB", connection, "large", "exact", TARGETS["exact"], LARGE, FEATURES_OF_LARGE
        )
    address = os.environ.get("DOWNSLOPE_POSTGRESQL")
    if address:
        import psycopg

        with psycopg.connect(address) as server:
            made = ", ".join(f"1e6 + random() * {j + 1} AS x{j}" for j in range(FEATURES))
            server.execute(
                f"CREATE TEMP TABLE t AS SELECT {made.replace('1e6', '1e6::float8')}, random() "
                f"AS y FROM generate_series(1, {OF_SERVER})"
            )
            for grade in ("double", "exact"):
                yield _row("PostgreSQL", server, "t", grade, TARGETS[grade], OF_SERVER)


def _row(
    what: str, connection: Any, table: str, grade: str, target: float, count: int,
    features: int = FEATURES,
) -> Row:  # fmt: skip
    import downslope as ds

    def sums() -> object:
        return ds.summarize(connection, "y", table=table, grade=grade)

    value = ratio(sums, _plain(connection, table, features), ROUNDS)
    shape = f"{count:,} × {features}"
    return Row(f"{what}: `{grade}` / plain sums, {shape}", value, target)


def _plain(connection: Any, table: str, features: int = FEATURES) -> Callable[[], object]:
    names = [f"x{j}" for j in range(features)] + ["y"]
    sums = [f"SUM({a})" for a in names]
    sums += [
        f"SUM(CAST({a} AS FLOAT8) * {b})" if table == "whole" else f"SUM({a} * {b})"
        for i, a in enumerate(names)
        for b in names[i:]
    ]
    statement = f"SELECT COUNT(*), {', '.join(sums)} FROM {table}"
    return lambda: connection.execute(statement).fetchall()
