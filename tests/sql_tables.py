"""Tables for the tests of databases."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

TYPES = {"duckdb": "DOUBLE", "postgresql": "DOUBLE PRECISION", "sqlite": "REAL"}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def fill(connection: Any, engine: str, table: str, columns: dict[str, Any]) -> Any:
    """Make a table, with a row for each value; None is NULL."""
    kinds = []
    for name, values in columns.items():
        first = next(each for each in values if each is not None)
        whole = isinstance(first, (int, np.integer))
        kind = "TEXT" if isinstance(first, str) else "BIGINT" if whole else TYPES[engine]
        kinds.append(f"{quoted(name)} {kind}")
    plain = [[each.item() if hasattr(each, "item") else each for each in values]
             for values in columns.values()]  # fmt: skip
    connection.execute(f"CREATE TABLE {quoted(table)} ({', '.join(kinds)})")
    if engine == "duckdb":
        rows = pa.table(dict(zip(columns, plain, strict=True)))
        connection.register("rows_of_it", rows)
        connection.execute(f"INSERT INTO {quoted(table)} SELECT * FROM rows_of_it")
        connection.unregister("rows_of_it")
    elif engine == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {quoted(table)} FROM STDIN") as copy:
            for row in zip(*plain, strict=True):
                copy.write_row(row)
        connection.commit()
    else:
        places = ", ".join("?" * len(plain))
        connection.executemany(
            f"INSERT INTO {quoted(table)} VALUES ({places})", zip(*plain, strict=True)
        )
        connection.commit()
    return connection
