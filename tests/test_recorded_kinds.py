"""Values of each type, dates of each format, totals of each size.

A column of every type that Arrow, a database or a text may hold is read, or refused with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
from scipy import sparse

import downslope as ds
from records import Case, check, or_refused, scanned

CASES: dict[str, Case] = {}


def content(data: Any, **options: Any) -> Any:
    """Return all that is read of the column x beside y = 0, 1, 4, …"""
    table = ds.read(data, "y", **options)
    found = [", ".join(table.feature_names), table.X.tolist(), [*map(str, table.findings)]]
    return [*found, *([table.rows_dropped] if table.rows_dropped else [])]


# --- Types ----------------------------------------------------------------------------------------

DAYS = [date(2026, 1, 31), date(2026, 2, 28), date(1969, 7, 20), date(2026, 12, 1)]
MOMENTS = [datetime(2026, 1, 31, 6, 30), datetime(1969, 7, 20, 20, 17, 40, 123456),
           datetime(2026, 6, 1), datetime(2026, 10, 25, 2, 30)]  # fmt: skip
TYPES: dict[str, pa.Array] = {
    **{str(kind): pa.array([3, 0, 100, 7], kind) for kind in (
        pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint64(), pa.float32(),
        pa.float64())},
    "float16": pa.array(np.array([3.0, 0.5, 100.0, 7.0], np.float16)),
    "whole numbers beyond 2**53": pa.array([2**53, 2**53 + 1, 5, 7]),
    "unsigned beyond 2**63": pa.array([2**63, 2**64 - 1, 5, 7], pa.uint64()),
    "whole numbers with null": pa.array([3, None, 100, 7]),
    "floats with null and NaN": pa.array([3.5, None, float("nan"), 7.0]),
    "infinite": pa.array([3.5, float("inf"), 1.0, 7.0]),
    "truths": pa.array([True, False, False, True]),
    "truths with null": pa.array([True, None, False, True]),
    "text": pa.array(["3", "4.5", " 7 ", "1e2"]),
    "text with a word": pa.array(["3", "4.5", "seven", "1e2"]),
    "large text": pa.array(["3", "4.5", "7", "NA"], pa.large_string()),
    "view of text": pa.array(["3", "4.5", "7", "8"], pa.string_view()),
    "dictionary": pa.array(["b", "a", "b", "c"]).dictionary_encode(),
    "dictionary of numbers": pa.array([5, 3, 5, 9]).dictionary_encode(),
    "decimals": pa.array([Decimal("1.10"), Decimal("2.25"), None, Decimal("-3.05")]),
    "decimals, scale 0": pa.array([Decimal(3), Decimal(4), Decimal(5), Decimal(6)],
                                  pa.decimal128(10, 0)),
    "decimals, negative scale": pa.array([Decimal(300), Decimal(400), Decimal(500), Decimal(0)],
                                         pa.decimal128(5, -2)),
    "decimals, full scale": pa.array([Decimal("0.125"), Decimal("0.5"), Decimal(0), Decimal("0.1")],
                                     pa.decimal128(3, 3)),
    "decimals of 256 bits": pa.array([Decimal(3), Decimal(4), Decimal(5), Decimal(6)],
                                     pa.decimal256(50, 2)),
    "days": pa.array(DAYS), "days in ms": pa.array(DAYS, pa.date64()),
    **{f"moments in {unit}": pa.array(MOMENTS, pa.timestamp("us")).cast(pa.timestamp(unit),
                                                                       safe=False)
       for unit in ("s", "ms", "us", "ns")},
    "moments of a zone": pa.array([m.replace(tzinfo=UTC) for m in MOMENTS],
                                  pa.timestamp("us", "Europe/Berlin")),
    "times": pa.array([time(6, 30), time(0), time(23, 59), time(12)]),
    "durations": pa.array([timedelta(days=1), timedelta(hours=5), timedelta(0), timedelta(1)]),
    "null": pa.nulls(4), "lists": pa.array([[1], [2], [3], [4]]),
    "structures": pa.array([{"a": 1}] * 4), "bytes": pa.array([b"1", b"2", b"3", b"4"]),
    "fixed list": pa.array([[1.0]] * 4, pa.list_(pa.float64(), 1)),
    "map": pa.array([[("a", 1)]] * 4, pa.map_(pa.string(), pa.int64())),
    "run ends": pa.RunEndEncodedArray.from_arrays(pa.array([2, 4]), pa.array([1.0, 2.0])),
    "interval": pa.array([pa.MonthDayNano([1, 2, 3])] * 4),
    "in a list": pa.array([[Decimal(1)]] * 4, pa.list_(pa.decimal256(50, 2))),
}  # fmt: skip


NOT_OF_POLARS = ("decimals of 256 bits", "decimals, negative scale", "run ends", "interval",
                 "in a list")  # fmt: skip


def typed(name: str) -> dict[str, Any]:
    """Read a column as a table, as dates and levels, and every other as each file and frame."""
    table = pa.table({"x": TYPES[name], "y": [0, 1, 4, 9]})
    told = {"table": or_refused(lambda: content(table))}
    place = [*TYPES].index(name)
    other_options: dict[str, dict[str, Any]] = {
        "hour": {"date": {"x": "hour"}}, "exact": {"exact_decimals": True},
        "years": {"date": {"x": "years"}}, "missing": {"missing": [3], "drop_missing": True},
    }  # fmt: skip
    for how, options in {
        "dropped": {"drop_missing": True}, "days": {"date": {"x": "days"}},
        "levels": {"categorical": ["x"]}, **dict([[*other_options.items()][place % 4]]),
    }.items():  # fmt: skip
        told[how] = or_refused(lambda options=options: content(table, **options))
    other: dict[str, Callable[[], Any]] = {
        "polars": lambda: pl.DataFrame(pl.from_arrow(table)),
        "pandas": lambda: table.to_pandas(),
        "pandas of Arrow": lambda: table.to_pandas(types_mapper=pd.ArrowDtype),
        "parquet": lambda: (pq.write_table(table, "d.parquet"), "d.parquet")[1],
        "feather": lambda: (feather.write_feather(table, "d.feather"), "d.feather")[1],
        "batches": lambda: pa.RecordBatchReader.from_batches(table.schema, table.to_batches(2)),
    }
    for at, (how, make) in enumerate(other.items()):
        if at % 2 == place % 2 or (how == "polars" and name in NOT_OF_POLARS):
            continue
        try:
            made = make()
        except Exception as error:  # what cannot be made is of no interest here
            told[how] = f"not made: {type(error).__name__}"
            continue
        told[how] = or_refused(lambda made=made: content(made))
    return {key: value for key, value in told.items() if key == "table" or value != told["table"]}


CASES |= {f"type {name}": partial(typed, name) for name in TYPES}
DUCKDB = {
    "HUGEINT": "170141183460469231731687303715884105727", "BIGINT": "9007199254740993",
    "UBIGINT": "18446744073709551615", "TINYINT": "-7", "DECIMAL(4,1)": "12.5",
    "DECIMAL(18,6)": "0.1", "DECIMAL(38,10)": "1234567890123456789.25", "REAL": "0.1",
    "DOUBLE": "0.1", "DOUBLE ": "1e300", "BOOLEAN": "true", "VARCHAR": "'3.5'", "VARCHAR ": "'a'",
    "DATE": "'2026-01-31'", "TIMESTAMP": "'2026-01-31 06:00'", "INTERVAL": "INTERVAL 1 DAY",
    "BLOB": "'3'", "DOUBLE  ": "'nan'", "DOUBLE   ": "'inf'", "INTEGER[]": "[1]",
    "DECIMAL(38,0)": "9007199254740993", "DECIMAL(30,29)": "1.5",
}  # fmt: skip


def in_a_database(kind: str) -> dict[str, Any]:
    told = {}
    for grade, nothing in (("exact", "NULL"), ("double", "0"), ("compensated", "NULL")):
        connection = duckdb.connect()
        try:
            connection.execute(f"CREATE TABLE t (x {kind}, y DOUBLE)")
            connection.execute(f"INSERT INTO t VALUES ({DUCKDB[kind]}, 1)")
            for y in (2, 4, 8):
                value = y if nothing == "0" else nothing
                connection.execute(f"INSERT INTO t VALUES (CAST({value} AS {kind}), {y})")
        except duckdb.Error as error:
            told[f"{grade} {nothing}"] = type(error).__name__
            continue
        told[f"{grade} {nothing}"] = or_refused(
            lambda c=connection, grade=grade, drop=nothing == "NULL": _of_sums(
                ds.summarize(c, "y", table="t", grade=grade, drop_missing=drop)
            )
        )
    return told


def _of_sums(table: ds.TableSummary) -> list[Any]:
    found = table.summary
    return [found.count, table.rows_dropped, found.origin + found.mean, np.ravel(found.scatter)]


QUERIES = [
    "SELECT * FROM t", "select x, y from t where x > 1;", "SELECT * FROM t; DROP TABLE t", "",
    "DELETE FROM t", "SELECT (x + (1)) AS x, y FROM t", "SELECT (x, y FROM t", "SELECT x) FROM t",
    "WITH a AS (SELECT * FROM t) SELECT * FROM a", "SELECT x AS y, y FROM t", "SELECT x FROM t",
    "SELECT x, y FROM t -- all", "SELECT x, ';' AS k, y FROM t", "SELECT * FROM none", "VALUES (1)",
    "SELECT x + 0 AS x, y FROM t ORDER BY y LIMIT 3", "SELECT x, y FROM t UNION ALL SELECT 9, 9",
    "SELECT ')' AS k, x, y FROM t", "SELECT x /* ( */, y FROM t", "INSERT INTO t VALUES (1, 2)",
]  # fmt: skip


def queried() -> dict[str, Any]:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t AS SELECT i AS x, i * i AS y FROM range(6) r(i)")
    return {
        sql: or_refused(lambda sql=sql: _of_sums(ds.summarize(connection, "y", ["x"], sql=sql)))
        for sql in QUERIES
    }


CASES |= {f"in a database: {kind}": partial(in_a_database, kind) for kind in DUCKDB}
CASES["queries"] = queried


# --- Dates, totals, doubtful numbers --------------------------------------------------------------

DATES = {
    "ISO": ["2026-01-31", "2026-02-28"], "slashes": ["2026/01/31", "2026/02/28"],
    "points": ["31.01.2026", "28.02.2026"],
    "British": ["31/01/2026", "28/02/2026"], "American": ["01/31/2026", "02/28/2026"],
    "either": ["01/02/2026", "03/04/2026"],
    "short months": ["31-Jan-2026", "28-Feb-2026"],
    "long months": ["31 January 2026", "1 May 2026"],
    "American months": ["January 31, 2026", "May 1, 2026"], "whole": ["20260131", "20260228"],
    "whole, no days": ["20260132", "20260228"],
    "months": ["2026-01", "2026-02"],
    "months in words": ["Jan 2026", "Feb 2026"],
    "seconds": ["2026-01-31 06:05:07", "2026-02-28 23:59:59"],
    "finer": ["2026-01-31 06:05:07.1234567", "2026-02-28 23:59:59.125"],
    "T and Z": ["2026-01-31T06:05:07Z", "2026-02-28T23:59:59Z"],
    "zones": ["2026-01-31T06:05:07+02:00", "2026-02-28T23:59:59-05:30"],
    "no date": ["2026-02-30", "2026-02-28"], "missing": ["NA", "2026-02-28"],
    "leap": ["2024-02-29", "2023-02-29"],
    "day 0": ["20260100", "20260228"],
    "year 1899": ["18991231", "20260228"],
    "month 13": ["20261301", "20260228"],
}  # fmt: skip


def dated(name: str) -> dict[str, Any]:
    rows = [*DATES[name], *DATES[name][::-1]]
    Path("d.csv").write_text(
        "d,y\n" + "".join(f'"{day}",{i * i}\n' for i, day in enumerate(rows)), "utf-8"
    )
    told = {"alone": or_refused(lambda: content("d.csv"))}
    units = ("seconds", "years", "quarter", "month", "weekday", "hour", "weeks", "days:%d.%m.%Y",
             "days:%m/%d/%Y", "hours:%Y-%m-%d %H:%M")  # fmt: skip
    place = [*DATES].index(name)
    for unit in ("days", units[place % 7], units[7 + place % 3]):
        told[unit] = or_refused(lambda u=unit: content("d.csv", date={"d": u}, drop_missing=True))
    return told


def numbers_for_days() -> dict[str, Any]:
    """Columns that may be days or months, at the edges of what a day is."""
    columns = {
        "months": [202500 + i for i in range(1, 13)],
        "months to 13": [202502 + i for i in range(12)],
        "months from 0": [202500 + i for i in range(12)],
        "eleven": [202501 + i for i in range(11)] * 2,
        "days": [20260101 + 30 * (i % 2) + 100 * i for i in range(12)],
        "days to 32": [20260121 + i for i in range(12)], "1899": [18991220 + i for i in range(12)],
        "2101": [21001231 + 70 * i for i in range(12)], "counts": [*range(12)],
        "counts from 1": [*range(1, 13)], "counts from 2": [*range(2, 14)],
        "counts by 2": [*range(0, 24, 2)], "one gap": [*range(11), 12],
        "days of 12 values": [20260101] * 12,
    }  # fmt: skip
    told = {}
    for name, values in columns.items():
        for head in ("id", "x"):
            rows = "".join(f"{value},{i % 5 + i * i}\n" for i, value in enumerate(values))
            Path("d.csv").write_text(f"{head},y\n{rows}")
            told[f"{name} {head}"] = or_refused(lambda: content("d.csv")[2])
    return told


def totals() -> dict[str, Any]:
    """Where a last, first or every k-th row that sums up others is noticed."""
    source = np.random.default_rng(3)
    whole = np.round(source.uniform(1.0, 9.0, (40, 3)), 2)

    def said(rows: np.ndarray) -> str:
        table = ds.read(pd.DataFrame(rows, columns=["a", "b", "y"]), "y")
        return " | ".join(str(each) for each in table.findings if each.code == "total_row")

    def last(n: float, make: Callable[[np.ndarray], np.ndarray]) -> str:
        rows = whole[: int(n)]
        return said(np.vstack([rows, make(rows)])).replace(f"{int(n) + 1:,}", "n")

    def mixed(rows: np.ndarray) -> np.ndarray:
        return np.array([rows[:, 0].sum(), rows[:, 1].mean(), rows[:, 2].sum()])

    makers: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "sum": lambda rows: rows.sum(axis=0), "mean": lambda rows: rows.mean(axis=0),
        "mixed": mixed,
        "one mean": lambda rows: np.array([rows[:, 0].mean(), 1.0, 2.0]),
        "with zero": lambda rows: np.array([rows[:, 0].sum(), 0.0, rows[:, 2].sum()]),
        "one sum": lambda rows: np.array([rows[:, 0].sum(), 0.0, 0.0]),
        "one sum and means": lambda rows: np.append(rows[:, :1].sum(axis=0), rows.mean(axis=0)[1:]),
    }  # fmt: skip
    told: dict[str, Any] = {
        name: scanned(np.arange(2, 16), partial(last, make=make)) for name, make in makers.items()
    }
    told["rounded"] = scanned(
        np.geomspace(1.1e-6, 1e-2, 12),
        lambda x: said(np.vstack([whole, whole.sum(axis=0) * (1 + x)])),
    )
    told["first"] = said(np.vstack([whole.sum(axis=0), whole]))
    for size in (2, 3, 5):
        parts = [
            np.vstack([part, part.sum(axis=0)])
            for part in (whole[i : i + size] for i in range(0, 4 * size, size))
        ]
        told[f"parts of {size}"] = said(np.vstack(parts))
        every = np.vstack(parts)
        told[f"parts of {size} and all"] = said(np.vstack([every, every.sum(axis=0) / 2.0]))
    told["constant"] = said(np.vstack([np.ones((9, 3)), np.ones(3)]))
    for word in (
        "Total",
        "subtotal",
        "Grand total",
        "Summe",
        "mean",
        "Mean of x",
        "totally",
        "SUM:",
    ):
        for place in (0, 7):
            kinds = [word if i == place else f"k{i % 2}" for i in range(8)]
            rows = "".join(f"{kind},{i},{i * i}\n" for i, kind in enumerate(kinds))
            Path("d.csv").write_text(f"k,x,y\n{rows}")
            found = ds.read("d.csv", "y", ["x"]).findings
            levels = ds.read("d.csv", "y", categorical=["k"]).findings
            told[f"{word} at {place}"] = [
                f"{each.code} {each.evidence}" for each in (*found, *levels)
            ]
    return told


CASES |= {f"dates {name}": partial(dated, name) for name in DATES}
CASES |= {"numbers for days": numbers_for_days, "totals": totals}


PARTITIONS: dict[str, list[str]] = {
    "numbers": ["year=2024", "year=2025"], "decimals": ["share=0.5", "share=1"],
    "codes": ["plz=02134", "plz=10001"], "words": ["kind=oak", "kind=fir"],
    "two": ["year=2024/kind=oak", "year=2025/kind=fir"], "words and numbers": ["k=1", "k=a"],
    "quoted": ["kind=big%20oak", "kind=f%2Fr"], "missing": ["k=1", "k=__HIVE_DEFAULT_PARTITION__"],
    "no value": ["k=", "k=1"], "two equal signs": ["k=a=b", "k=c"], "one without": ["k=1", "other"],
    "other keys": ["k=1", "m=2"], "own column": ["x=7", "x=8"], "target": ["y=1", "y=2"],
    "hidden": ["k=1", "k=2/_temporary"], "no key": ["=1", "=2"], "negative": ["k=-1", "k=2"],
    "large": ["k=9007199254740993", "k=2"], "exponent": ["k=1e3", "k=2"],
}  # fmt: skip


def partitioned(name: str) -> dict[str, Any]:
    """Read files in folders that are named after a value of all their rows."""
    told: dict[str, Any] = {}
    for form in ("csv", "parquet"):
        for place, folder in enumerate(PARTITIONS[name]):
            inside = Path(form, folder)
            inside.mkdir(parents=True, exist_ok=True)
            rows = pd.DataFrame({"x": [1.0 + place, 2.0, 4.0], "y": [2.0, 3.0, 7.0 - place]})
            if form == "csv":
                rows.to_csv(inside / "a.csv", index=False)
            else:
                rows.to_parquet(inside / "a.parquet")
        column = PARTITIONS[name][0].partition("=")[0]
        ways: dict[str, dict[str, Any]] = {
            "": {}, "levels": {"categorical": [column]}, "alone": {"features": [column]},
            "without": {"features": ["x"]}, "dropped": {"drop_missing": True},
        }  # fmt: skip
        for how in ("", "levels", ("alone", "without", "dropped")[[*PARTITIONS].index(name) % 3]):
            told[f"{form} {how}"] = or_refused(lambda o=ways[how], f=form: content(f, **o))
            if how != "levels":
                continue
            told[f"{form} {how} in passes"] = or_refused(
                lambda o=ways[how], f=form: _of_sums(ds.summarize(f, "y", engine="threads", **o))
            )
    return {
        key: value
        for key, value in told.items()
        if key.startswith("csv") or value != told[key.replace("parquet", "csv")]
    }


def of_arrays() -> dict[str, Any]:
    """Arrays of each kind, with values that are missing or infinite."""
    source = np.random.default_rng(8)
    X, y = np.round(source.normal(size=(12, 2)), 2), np.round(source.normal(size=12), 2)
    holed, endless = X.copy(), X.copy()
    holed[3, 1], endless[5, 0] = np.nan, np.inf
    given: dict[str, tuple[Any, Any]] = {
        "plain": (X, y), "lists": (X.tolist(), y.tolist()), "one column": (X[:, 0], y),
        "holes": (holed, y), "infinite": (endless, y), "whole": ((10 * X).astype(int), y),
        "truths": (X > 0.0, y), "text": (X.astype(str), y), "objects": (X.astype(object), y),
        "complex": (X + 1j, y), "single": (X.astype(np.float32), y), "F order": (X.copy("F"), y),
        "sparse": (sparse.csr_array(X), y), "sparse columns": (sparse.csc_matrix(X), y),
        "sparse holes": (sparse.csr_array(holed), y), "no rows": (X[:0], y[:0]),
        "one": (X[:1], y[:1]),
        "short": (X, y[:5]), "matrix": (X, y[:, None]), "two targets": (X, X), "cube": (X[None], y),
        "hole in y": (X, np.where(np.arange(12) == 4, np.nan, y)), "no columns": (X[:, :0], y),
        "pandas": (pd.DataFrame(X, columns=["a", "b"]), pd.Series(y, name="t")),
        "polars": (pl.DataFrame(X, schema=["a", "b"]), pl.Series("t", y)),
    }  # fmt: skip
    told: dict[str, Any] = {}
    for name, (rows, target) in given.items():
        for how, options in {
            "": {}, "dropped": {"drop_missing": True}, "weights": {"weights": np.arange(12.0)},
            "passes": {"engine": "threads"},
        }.items():  # fmt: skip

            def fitted(rows: Any = rows, target: Any = target, options: Any = options) -> Any:
                fit = ds.fit(rows, target, **options)
                return [", ".join(fit.names), [*map(float, fit.weights)], fit.n]

            told[f"{name} {how}"] = or_refused(fitted)
    return {
        k: v for k, v in told.items() if k.endswith(" ") or v != told[k.rpartition(" ")[0] + " "]
    }


CASES |= {f"partitions, {name}": partial(partitioned, name) for name in PARTITIONS}
CASES["arrays"] = of_arrays


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("kinds", name, CASES[name])
