"""Sums by a database at the ends of what it can add, and the numbers that drivers give types."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import psycopg
import pymysql
import pytest

import downslope as ds
from downslope.data.sql.drivers import OF_MYSQL, OF_POSTGRESQL
from sql_tables import fill

STEPS = np.arange(-3.0, 4.0)


@pytest.mark.parametrize("small", [1e-20, 1e-160, 1e-200, 1e-300])
def test_a_group_of_values_too_small_beside_others_is_refused(small: float) -> None:
    rows: dict[str, Any] = {
        "x": np.append(1e140 * STEPS, small * STEPS),
        "y": np.append(STEPS**2, STEPS + 1.5),
        "g": np.repeat([0, 1], len(STEPS)),
    }
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        with pytest.raises(ds.DataError, match="'x' of t has values too different in size"):
            ds.fit(connection, "y", ["x"], table="t", by="g", grade="exact")


@pytest.mark.parametrize("exponent", [-60, -100])
def test_a_small_group_of_few_digits_is_fitted(exponent: int) -> None:
    x = np.append(STEPS, 2.0**exponent * STEPS)
    rows: dict[str, Any] = {"x": x, "y": x**2 + x, "g": np.repeat([0, 1], len(STEPS))}
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        found = ds.fit(connection, "y", ["x"], table="t", by="g", grade="exact")
    np.testing.assert_allclose(found.weights[:, 0], [1.0, 1.0], rtol=1e-12)


@pytest.mark.parametrize("value", [1025, -1500])
def test_a_value_that_grew_beyond_its_range_is_noticed(
    value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from downslope.fitting import database_sums

    frame = database_sums.frame_of

    def then_write(query: Any, **options: Any) -> Any:
        found = frame(query, **options)
        connection.execute(f"UPDATE t SET x = {value} WHERE x = 1000")
        return found

    monkeypatch.setattr(database_sums, "frame_of", then_write)
    with duckdb.connect() as connection:
        x = np.array([-1000, -3, 70, 1000])
        fill(connection, "duckdb", "t", {"x": x, "y": x % 7})
        with pytest.raises(ds.DataError, match="a value is outside of its range"):
            ds.fit(connection, "y", ["x"], table="t", grade="exact")


@pytest.mark.parametrize(("columns", "more"), [(12, ""), (13, " or any of its 13 columns")])
def test_up_to_twelve_columns_are_named(columns: int, more: str) -> None:
    names = [f"x{j}" for j in range(columns)]
    frame = pd.DataFrame(np.ones((3, columns)), columns=names)
    said = f"predict: target='x0', {', '.join(map(repr, names[1:11]))}"
    with pytest.raises(ds.DataError) as of_frame:
        ds.fit(frame)
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", {name: frame[name].to_numpy() for name in names})
        with pytest.raises(ds.DataError) as of_table:
            ds.fit(connection, table="t")
    for told in (str(of_frame.value), str(of_table.value)):
        assert said in told
        assert told.endswith(f"'x11'{more}.")


def test_types_have_the_numbers_of_their_drivers() -> None:
    types = psycopg.postgres.types
    named = {
        "bool": "BOOLEAN", "int2": "SMALLINT", "int4": "INTEGER", "int8": "BIGINT",
        "float4": "REAL", "float8": "DOUBLE PRECISION", "numeric": "NUMERIC",
    }  # fmt: skip
    assert {types[name].oid: kind for name, kind in named.items()} == OF_POSTGRESQL
    known = pymysql.constants.FIELD_TYPE
    kinds = {
        "DECIMAL": "DECIMAL", "NEWDECIMAL": "DECIMAL", "TINY": "TINYINT", "SHORT": "SMALLINT",
        "YEAR": "SMALLINT", "LONG": "INT", "INT24": "INT", "LONGLONG": "BIGINT",
        "FLOAT": "FLOAT", "DOUBLE": "DOUBLE", "TIMESTAMP": "TIMESTAMP", "DATE": "DATE",
        "DATETIME": "DATETIME", "BIT": "BIT",
    }  # fmt: skip
    assert {getattr(known, name): kind for name, kind in kinds.items()} == OF_MYSQL
