"""Sums by a database at the ends of what it can add, and the numbers that drivers give types."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import psycopg
import pymysql
import pytest

import downslope as ds
from downslope.data.sql import sums
from downslope.data.sql.database import Database
from downslope.data.sql.drivers import OF_MYSQL, OF_POSTGRESQL
from downslope.data.sql.integer_sums import is_narrow
from downslope.data.sql.sql_dialects import DIALECTS
from downslope.numerics.arguments import OptionStyle
from sql_tables import fill

STEPS = np.arange(-3.0, 4.0)


@pytest.mark.parametrize("by", ["g", ["g", "h"]])
def test_a_statement_asks_for_no_more_columns_than_an_engine_returns(
    by: str | list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: dict[str, Any] = {
        "x": [1.0, 2.0, 3.0, 5.0] * 2, "y": [1.0, 3.0, 2.0, 4.0, 1.0, 4.0, 2.0, 7.0],
        "g": [0] * 4 + [1] * 4, "h": [0] * 4 + [2] * 4,
    }  # fmt: skip
    asked, ask = [], Database.rows

    def rows_of(self: Database, statement: str) -> Any:
        found = ask(self, statement)
        asked.append(len(found[0]) if " GROUP BY " in statement else 0)
        return found

    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        whole = ds.fit(connection, "y", ["x"], table="t", by=by, grade="double").weights
        monkeypatch.setattr(Database, "rows", rows_of)
        few = replace(DIALECTS["duckdb"], most_results=5)
        monkeypatch.setitem(DIALECTS, "duckdb", few)
        again = ds.fit(connection, "y", ["x"], table="t", by=by, grade="double").weights
    assert max(asked) == 5
    np.testing.assert_array_equal(again, whole)


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


@pytest.mark.parametrize(
    ("low", "high", "narrow"),
    [(1.0, 2.0, True), (1.0, 2.5, False), (-2.0, -1.0, True), (-2.5, -1.0, False),
     (0.0, 0.0, False), (-1.0, 1.0, False)],
)  # fmt: skip
def test_ranges_in_which_differences_are_exact(low: float, high: float, narrow: bool) -> None:
    assert bool(is_narrow(np.array([low]), np.array([high]))[0]) is narrow


@pytest.mark.parametrize(
    ("weight", "good"),
    [(2.0**20 - 1.0, True), (2.0**20, False), (2.0**-20, True), (2.0**-21, False)],
)
def test_which_weights_have_few_enough_digits(weight: float, good: bool) -> None:
    rows: dict[str, Any] = {
        "x": [1.0, 2.0, 3.0, 5.0] * 2,
        "y": [1.0, 3.0, 2.0, 4.0] * 2,
        "w": [1.0, 2.0, weight, 1.0] * 2,
        "g": [0] * 4 + [1] * 4,
    }
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        how: Any = {"table": "t", "weights": "w", "by": "g", "grade": "exact"}
        if good:
            slope = np.polyfit(rows["x"][:4], rows["y"][:4], 1, w=np.sqrt(rows["w"][:4]))[0]
            assert ds.fit(connection, "y", ["x"], **how).weights[0, 0] == pytest.approx(slope)
        else:
            with pytest.raises(ds.OptionError, match="more digits than sums without rounding"):
                ds.fit(connection, "y", ["x"], **how)


QUERY: Any = SimpleNamespace(
    database=SimpleNamespace(dialect=DIALECTS["duckdb"]), called="t", style=OptionStyle.PYTHON,
    weights=None, names=["x", "y"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("largest", "scale", "told"),
    [
        (Decimal(12), 36, None),
        (Decimal(12), 37, "decimals of 39 digits, beyond the 38"),
        (2**53, 0, None),
        (2**53 + 1, 0, r"beyond 2\^53"),
    ],
)
def test_which_columns_float64_holds(largest: Any, scale: int, told: str | None) -> None:
    if told is None:
        sums._check_own(QUERY, "x", [-largest, largest, scale])
    else:
        with pytest.raises(ds.DataError, match=told):
            sums._check_own(QUERY, "x", [-largest, 1 - largest, scale])


@pytest.mark.parametrize(
    ("low", "high", "good"),
    [
        (0.0, 0.0, True),
        (0.0, 2.0**-399, True),
        (0.0, 2.0**-401, False),
        (-(2.0**479), 0.0, True),
        (-(2.0**481), 0.0, False),
    ],
)
def test_ranges_whose_squares_are_numbers(
    low: float, high: float, good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lows, highs = np.array([low, 0.0]), np.array([high, 1.0])
    for rows, shard, enough in ((2, False, True), (1, False, False), (1, True, True)):
        frame = sums.Frame(rows, 0, lows, highs, (lows + highs) / 2.0)
        monkeypatch.setattr(sums, "_frame", lambda *_, frame=frame: frame)
        if good and enough:
            assert sums.frame_of(QUERY, shard=shard) == (QUERY, frame)
        else:
            with pytest.raises(ds.DataError):
                sums.frame_of(QUERY, shard=shard)
