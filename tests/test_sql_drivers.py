"""Drivers of databases: ADBC, MariaDB, and connections that nothing is known of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import adbc_driver_duckdb.dbapi
import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import numpy as np
import psycopg
import pyarrow as pa
import pytest

import downslope as ds
import mariadb
import postgres
from downslope.data.sql.pasted_moments import read_moments
from refusals import output

N = 300
RNG = np.random.default_rng(3)
STORE = RNG.integers(0, 4, N)
CITIES = np.array(["Oslo", "oslo", "Oslo ", "O'Hara", "a\\'b", "Ås", "10"])
ROWS: dict[str, Any] = {
    "x": 1e8 * STORE + RNG.normal(size=N),
    'se`l"ect': RNG.integers(-(10**6), 10**6, N),
    "w": RNG.integers(0, 4, N),
    "store": STORE,
    "city": CITIES[RNG.integers(0, len(CITIES), N)],
    "y": RNG.normal(size=N) + STORE,
}
TABLE = pa.table(ROWS)
NAMES = ["x", 'se`l"ect']


def connected(name: str, request: pytest.FixtureRequest) -> Any:
    """Return an ADBC connection, whose transaction has begun as that driver has it."""
    if name == "postgresql":
        return adbc_driver_postgresql.dbapi.connect(request.getfixturevalue("address"))
    return {"sqlite": adbc_driver_sqlite, "duckdb": adbc_driver_duckdb}[name].dbapi.connect()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with postgres.server() as found:
        yield found


@pytest.fixture(scope="module")
def to_mariadb() -> Iterator[Any]:
    with mariadb.server() as connect:
        with connect() as connection, connection.cursor() as cursor:
            names = ["`" + name.replace("`", "``") + "`" for name in ROWS]
            kinds = ["DOUBLE", "BIGINT", "INT", "INT", "VARCHAR(20)", "DOUBLE"]
            columns = ", ".join(map(" ".join, zip(names, kinds, strict=True)))
            cursor.execute(f"CREATE TABLE orders ({columns}) CHARACTER SET utf8mb4")
            plain = zip(*(each.tolist() for each in ROWS.values()), strict=True)
            cursor.executemany(f"INSERT INTO orders VALUES ({', '.join(['%s'] * 6)})", list(plain))
            connection.commit()
        yield connect


def check_fits(connection: Any, grades: tuple[str, ...]) -> None:
    """Compare every grade, levels, and groups with the rows."""
    for more in ({}, {"weights": "w"}, {"intercept": False}):
        options: dict[str, Any] = {"features": NAMES, **more}
        local = ds.fit(TABLE, "y", accuracy="full", **options)
        for grade in grades:
            accuracy = "full" if grade == "exact" else "standard"
            found = ds.fit(
                connection, "y", table="orders", grade=grade, accuracy=accuracy, **options
            )
            assert (np.abs(found.weights - local.weights) <= found.bound).all()
            if grade == "exact":
                assert found.weights.tobytes() == local.weights.tobytes()
                assert list(found.std_error) == list(local.std_error)
    found = ds.fit(connection, "y", ["x", "city"], table="orders", categorical=["city"])
    local = ds.fit(TABLE, "y", ["x", "city"], categorical=["city"])
    assert found.table.levels == local.table.levels
    np.testing.assert_allclose(found.weights, local.weights, rtol=1e-8)
    for by in ("store", "city", ["city", "store"]):
        several = ds.fit(TABLE, "y", ["x"], by=by)
        for grade in grades:
            groups = ds.fit(connection, "y", ["x"], table="orders", by=by, grade=grade)
            assert groups.labels == several.labels
            gap = np.abs(groups.weights - several.weights)
            assert not (gap > groups.bound + several.bound).any()


GRADES = {
    "sqlite": ("double",),
    "duckdb": ("double", "compensated", "exact"),
    "postgresql": ("double", "exact"),
}


@pytest.mark.parametrize("name", GRADES)
def test_adbc_gives_what_the_rows_give(name: str, request: pytest.FixtureRequest) -> None:
    with connected(name, request) as connection:
        with connection.cursor() as cursor:
            cursor.adbc_ingest("orders", TABLE, mode="create")
        check_fits(connection, GRADES[name])
        with connection.cursor() as cursor:  # what the user has begun stays
            cursor.execute("INSERT INTO orders SELECT * FROM orders")
        assert ds.fit(connection, "y", NAMES, table="orders").n == 2 * N
        for given in ({"table": "nothing"}, {"sql": "SELECT nope FROM orders"}):
            with pytest.raises(ds.DataError) as refused:
                ds.fit(connection, "y", **given)
            assert "\n" not in str(refused.value)
        connection.rollback()
        with pytest.raises(ds.DataError, match="orders"):
            ds.fit(connection, "y", NAMES, table="orders")
        connection.rollback()


def test_a_closed_adbc_connection() -> None:
    connection = adbc_driver_sqlite.dbapi.connect()
    connection.close()
    with pytest.raises(ds.DataError, match=r"cannot be used .*connect again") as refused:
        ds.fit(connection, "y", table="t")
    assert "\n" not in str(refused.value)


class Connection:
    """A connection of a driver that nothing is known of."""

    def cursor(self) -> None:
        raise AssertionError

    commit = rollback = close = cursor


def test_a_driver_that_is_not_known_is_one_line() -> None:
    for call in (ds.fit, ds.summarize):
        with pytest.raises(
            ds.DataError, match="only those to DuckDB, SQLite, PostgreSQL, Mar"
        ) as told:
            call(Connection(), "y", table="t")
        assert "give the rows as an Arrow table" in str(told.value)
        assert "\n" not in str(told.value)


def test_an_asynchronous_connection_is_one_line() -> None:
    class Later(Connection):
        async def commit(self) -> None: ...  # type: ignore[override]

    with pytest.raises(ds.DataError, match="that is asynchronous cannot be asked for sums: give"):
        ds.fit(Later(), "y", table="t")


def test_a_connection_of_a_pool_is_that_of_its_driver() -> None:
    class Pooled(Connection):
        driver_connection = sqlite3.connect(":memory:")

    Pooled.driver_connection.execute(
        "CREATE TABLE t AS SELECT 1.0 AS x, 2.0 AS y UNION SELECT 3, 5"
    )
    assert ds.fit(Pooled(), "y", table="t").n == 2
    Pooled.driver_connection.close()


def test_mariadb_gives_what_the_rows_give(to_mariadb: Any) -> None:
    from pymysql.cursors import DictCursor

    with to_mariadb(cursorclass=DictCursor) as connection:
        check_fits(connection, ("double", "exact"))
        assert connection.server_status & 1 == 0  # no transaction is left
        with pytest.raises(ds.OptionError, match="the best it has is grade='exact'"):
            ds.fit(connection, "y", NAMES, table="orders", grade="compensated")


def test_mariadb_refuses_in_one_line(to_mariadb: Any) -> None:
    with to_mariadb() as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bad (x DOUBLE, y DOUBLE, wide DECIMAL(60, 30), b BIGINT, t TEXT)"
        )
        cursor.execute("INSERT INTO bad VALUES (1, 2, 1e25, 9007199254740993, 'a'), "
                       "(2, 3, 4, 5, '1'), (NULL, 1, 1, 1, ''), (4, 4, 3, 1, 'b')")  # fmt: skip
        connection.commit()
        for given, told in (
            ({"features": ["x"]}, "'x' of bad has 1 missing value"),
            ({"features": ["wide"]}, "decimals of 56 digits, beyond the 38"),
            ({"features": ["b"]}, "the integer 9007199254740993, beyond 2.53"),
            ({"features": ["t"]}, "'t' of bad has the type varchar, which is not a number"),
            ({"table": "nothing"}, r"refused the statement \(Table 'tests\.nothing' doesn't exist"),
        ):
            with pytest.raises(ds.DataError, match=told) as refused:
                ds.fit(connection, "y", **({"table": "bad"} | given))
            assert "\n" not in str(refused.value)
        cursor.execute("INSERT INTO bad VALUES (5, 5, 5, 5, '')")  # begins a transaction
        assert ds.fit(connection, "y", ["x"], table="bad", drop_missing=True).n == 4
        connection.rollback()
        assert ds.fit(connection, "y", ["x"], table="bad", drop_missing=True).n == 3
        with to_mariadb() as other, other.cursor() as killer:
            killer.execute(f"KILL {connection.thread_id()}")
        for _ in range(2):
            with pytest.raises(ds.EngineError, match=r"was lost .*connect again"):
                ds.fit(connection, "y", ["x"], table="bad")


def test_mariadb_takes_the_statement_to_paste(to_mariadb: Any, tmp_path: Any, capsys: Any) -> None:
    from pymysql.cursors import DictCursor

    asked = ("--dialect", "mysql", "--table", "orders", "-t", "y", "--features", "x,w")
    printed = output(capsys, "sql", *asked, "--print")
    with to_mariadb(cursorclass=DictCursor) as connection, connection.cursor() as cursor:
        cursor.execute(printed.strip().removesuffix(";"))
        (tmp_path / "printed.json").write_text(json.dumps(cursor.fetchall()))
    fit = ds.fit(read_moments(tmp_path / "printed.json"))
    local = ds.fit(TABLE, "y", ["x", "w"], accuracy="full")
    assert (np.abs(fit.weights - local.weights) <= fit.bound).all()


def test_psycopg_in_autocommit_and_not_leaves_nothing_begun(address: str) -> None:
    for autocommit in (True, False):
        with psycopg.connect(address, autocommit=autocommit) as connection:
            ds.fit(connection, "y", sql="SELECT i AS x, i * i AS y FROM generate_series(1, 9) i")
            assert connection.info.transaction_status.name == "IDLE"
