"""Drivers of databases: the packages whose connections are understood, and how each is asked.

| connection of | engine |
|---|---|
| duckdb | DuckDB |
| sqlite3 | SQLite |
| psycopg, psycopg2 | PostgreSQL |
| pymysql, MySQLdb, mariadb, mysql.connector | MariaDB, MySQL |
| any driver of ADBC (adbc_driver_manager) for one of these | as it says of itself |

A transaction is begun only where it is certain that none has begun, since what ends it could undo
what the user has written.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from inspect import iscoroutinefunction
from typing import Any

import numpy as np

from downslope.data.files import first_line
from downslope.data.sql.sql_dialects import DIALECTS
from downslope.errors import DataError
from downslope.numerics.arrays import Matrix

MODULES = {
    "duckdb": "duckdb", "_duckdb": "duckdb", "sqlite3": "sqlite", "psycopg": "postgresql",
    "psycopg2": "postgresql", "pymysql": "mysql", "MySQLdb": "mysql", "mariadb": "mysql",
    "mysql": "mysql",
}  # fmt: skip
ADBC = "adbc_driver_manager"
# Of a block: below 2^13 a call costs as much as its sums; beyond 2^17 threads wait for a block.
ROWS = 2**16
BEGUN = (2, 3)  # states of a transaction of PostgreSQL: begun, and failed
LOST = (2006, 2013, 2055, 4031)  # numbers that MySQL's drivers give a lost connection

# What a description says of a column, as the name of its type in SQL.
OF_MYSQL = {
    0: "DECIMAL", 1: "TINYINT", 2: "SMALLINT", 3: "INT", 4: "FLOAT", 5: "DOUBLE", 7: "TIMESTAMP",
    8: "BIGINT", 9: "INT", 10: "DATE", 12: "DATETIME", 13: "SMALLINT", 16: "BIT", 246: "DECIMAL",
}  # fmt: skip
OF_POSTGRESQL = {
    16: "BOOLEAN", 20: "BIGINT", 21: "SMALLINT", 23: "INTEGER", 700: "REAL",
    701: "DOUBLE PRECISION", 1700: "NUMERIC",
}  # fmt: skip
OF_ARROW = {
    "bool": "BOOLEAN", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT",
    "float": "REAL", "double": "DOUBLE PRECISION",
}  # fmt: skip


def engine_of(connection: Any) -> str:
    """Return the engine that a connection reaches.

    Raises
    ------
    DataError
        It is not known, or the connection is asynchronous.

    """
    if iscoroutinefunction(connection.commit):
        raise DataError(
            f"A connection of {type(connection).__module__} that is asynchronous cannot be asked "
            "for sums: give one that is not."
        )
    if _module(connection) == ADBC:
        try:
            said = str(connection.adbc_get_info().get("vendor_name", ""))
        except Exception as error:  # of any driver
            raise DataError(
                f"The connection cannot be used ({first_line(error)}): roll back what it has "
                "begun, or connect again."
            ) from error
        found, what = said.lower(), f"to {said or 'an engine without a name'}"
    else:
        found = MODULES.get(_module(connection), "")
        what = f"of {type(connection).__module__}"
    if found not in DIALECTS:
        known = ", ".join(dialect.shown for dialect in DIALECTS.values())
        raise DataError(
            f"A connection {what} cannot be asked for sums, only those to {known}: give the rows "
            "as an Arrow table, or run what 'downslope sql … --print' writes and give its result."
        )
    return found


def _module(connection: Any) -> str:
    """Return the package of a driver that is known; empty if none is."""
    names = [kind.__module__.partition(".")[0] for kind in type(connection).__mro__]
    return next((name for name in names if name == ADBC or name in MODULES), "")


def rows_of(connection: Any, engine: str, statement: str) -> list[tuple[Any, ...]]:
    """Run a statement; its rows are tuples, whatever rows the user's connection makes."""
    with _cursor(connection, engine) as cursor:
        cursor.execute(statement)
        return [_plain(row, engine) for row in cursor.fetchall()]


def blocks_of(connection: Any, engine: str, statement: str) -> Generator[Matrix]:
    """Run a statement of DuckDB or SQLite; yield its rows of numbers in blocks (m, q)."""
    if _module(connection) != ADBC and engine == "duckdb":
        rows = connection.sql(statement)  # an executed statement would hand over copies
        newer = hasattr(rows, "to_arrow_reader")
        yield from map(_block, (rows.to_arrow_reader if newer else rows.fetch_arrow_reader)(ROWS))
        return
    with _cursor(connection, engine) as cursor:
        cursor.execute(statement)
        if _module(connection) == ADBC:
            yield from map(_block, cursor.fetch_record_batch())
            return
        while found := cursor.fetchmany(ROWS):
            yield np.array(found, dtype=np.float64)


def _block(batch: Any) -> Matrix:
    block = np.empty((batch.num_columns, batch.num_rows))
    for row, column in zip(block, batch.columns, strict=True):
        row[:] = column.to_numpy(zero_copy_only=False)
    return block.T


def run(connection: Any, engine: str, statement: str) -> None:
    """Run a statement that returns no rows."""
    with _cursor(connection, engine) as cursor:
        cursor.execute(statement)


@contextmanager
def _cursor(connection: Any, engine: str) -> Iterator[Any]:
    module = _module(connection)
    if module in ("duckdb", "_duckdb"):  # whose cursors are other connections
        yield connection
        return
    plain: dict[str, Any] = {}  # whose rows are tuples
    if module == "psycopg":
        plain["row_factory"] = import_module("psycopg.rows").tuple_row
    elif module == "psycopg2":
        plain["cursor_factory"] = import_module("psycopg2.extensions").cursor
    elif module == "pymysql":
        plain["cursor"] = import_module("pymysql.cursors").Cursor
    made = connection.cursor(**plain)
    if engine == "sqlite" and module != ADBC:
        made.row_factory = None
    try:
        yield made
    finally:
        made.close()


def _plain(row: Any, engine: str) -> tuple[Any, ...]:
    values = row.values() if isinstance(row, dict) else row
    if engine != "mysql":
        return tuple(values)
    # Text is compared byte by byte, and so comes as bytes.
    return tuple(
        each.decode("utf-8", "backslashreplace") if isinstance(each, bytes) else each
        for each in values
    )


def described(connection: Any, engine: str, statement: str) -> list[tuple[str, str]]:
    """Return the names and the types of a statement's columns; of SQLite, which has none, ""."""
    with _cursor(connection, engine) as cursor:
        cursor.execute(statement)
        columns = cursor.description
        cursor.fetchall()
    return [(str(each[0]), _kind(each, engine)) for each in columns]


def _kind(column: Any, engine: str) -> str:
    shown = getattr(column, "type_display", None)  # of psycopg
    if shown or engine == "sqlite":
        return str(shown or "")
    code = column[1]
    if engine == "mysql":
        kind = OF_MYSQL.get(code, "VARCHAR")
        return f"{kind}({column[4]}, {column[5]})" if kind == "DECIMAL" else kind
    if isinstance(code, int):
        return OF_POSTGRESQL.get(code, "text")
    name = str(code)
    return "NUMERIC" if "type_name=numeric" in name else OF_ARROW.get(name, name)


def in_transaction(connection: Any, engine: str) -> bool:
    """Return whether a transaction has begun, or may have."""
    module = _module(connection)
    if module == ADBC:
        return not getattr(connection, "_autocommit", False)
    if engine == "sqlite":
        return bool(connection.in_transaction)
    if engine == "postgresql":
        return int(connection.info.transaction_status) in BEGUN
    if engine == "mysql":
        if module == "pymysql":
            return bool(connection.server_status & 1)
        with suppress(Exception):  # MySQL has no such variable
            return bool(rows_of(connection, engine, "SELECT @@in_transaction")[0][0])
        return bool(getattr(connection, "in_transaction", True))
    # Outside of a transaction each statement has one of its own.
    first, second = (rows_of(connection, engine, "SELECT txid_current()")[0][0] for _ in range(2))
    return bool(first == second)


def has_gone(connection: Any, error: Exception) -> bool:
    """Return whether an error of the driver tells that the connection is lost."""
    if bool(error.args) and error.args[0] in LOST:
        return True
    if getattr(connection, "open", True) is False:  # of pymysql
        return True
    closed = getattr(connection, "closed", False)
    return bool(closed) and not callable(closed)
