"""A fit for each group from a database: the engine sums by group, and the bits are the rows'."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import downslope as ds
import postgres
from downslope.data.row_labels import labels_of
from downslope.data.sql.group_sums import groups_of
from downslope.data.sql.sql_dialects import SQLITE_COMPENSATES
from downslope.numerics.arguments import OptionStyle
from refusals import output, refusal, strict_json
from sql_tables import fill

N = 400
RNG = np.random.default_rng(11)
STORE = RNG.integers(0, 6, N)
# Means that lie far from each other: about one origin for all, the digits would be lost.
ROWS: dict[str, Any] = {
    "x": 1e9 * STORE + RNG.normal(size=N),
    "z": RNG.lognormal(sigma=2.0, size=N),
    "w": RNG.integers(0, 3, N),
    "store": STORE,
    "city": np.array(["Oslo", "oslo", " Oslo", "O'Hara", 'a "b"'])[RNG.integers(0, 5, N)],
}
ROWS["y"] = ROWS["x"] - 1e9 * STORE + RNG.normal(size=N)
TABLE = pa.table(ROWS)
GRADES = {
    "duckdb": ("double", "compensated", "exact"),
    "postgresql": ("double", "exact"),
    "sqlite": ("double",),
}
EACH = [(engine, grade) for engine, grades in GRADES.items() for grade in grades]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with postgres.server() as found:
        yield found


@pytest.fixture
def connect(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Return a connection to an engine, in which tables can be made."""

    def to(engine: str) -> Any:
        if engine == "postgresql":
            connection = psycopg.connect(request.getfixturevalue("address"))
            connection.execute("DROP TABLE IF EXISTS t")
            return connection
        return duckdb.connect() if engine == "duckdb" else sqlite3.connect(":memory:")

    return to


OPTIONS: list[dict[str, Any]] = [
    {"by": "store"},
    {"by": ["city", "store"], "weights": "w"},
    {"by": "city", "intercept": False},
]


@pytest.mark.parametrize(("engine", "grade"), EACH)
@pytest.mark.parametrize("options", OPTIONS)
def test_groups_are_those_of_the_rows(
    engine: str, grade: str, options: dict[str, Any], connect: Callable[[str], Any]
) -> None:
    with connect(engine) as connection:
        fill(connection, engine, "t", ROWS)
        found = ds.fit(connection, "y", ["x", "z"], table="t", grade=grade, **options)
    local = ds.fit(TABLE, "y", ["x", "z"], **options)
    assert found.labels == local.labels
    assert found.statuses == local.statuses == {"fitted": len(local)}
    np.testing.assert_array_equal(found.n, local.n)
    assert (np.abs(found.weights - local.weights) <= found.bound + local.bound).all()
    np.testing.assert_allclose(found.std_error, local.std_error, rtol=1e-6)
    np.testing.assert_allclose(found.r2, local.r2, rtol=1e-6)
    if engine != "sqlite" or "weights" not in options:  # which has no logarithm
        one = found.labels[0]
        assert found[one].log_likelihood == pytest.approx(local[one].log_likelihood, rel=1e-9)


@pytest.mark.parametrize("engine", ["duckdb", "postgresql"])
@pytest.mark.parametrize("weights", [None, "w"])
def test_exact_groups_have_the_bits_of_their_rows(
    engine: str, weights: str | None, connect: Callable[[str], Any]
) -> None:
    with connect(engine) as connection:
        fill(connection, engine, "t", ROWS)
        found = ds.fit(
            connection, "y", ["x", "z"], table="t", by="store", grade="exact", weights=weights
        )
    for place, label in enumerate(found):
        rows = TABLE.filter(pc.equal(TABLE["store"], label))
        alone = ds.fit(rows, "y", ["x", "z"], accuracy="full", weights=weights)
        assert found.weights[place].tobytes() == alone.weights.tobytes()
        assert found.std_error[place].tobytes() == np.asarray(alone.std_error).tobytes()
        assert found[label].weights.tobytes() == alone.weights.tobytes()
        assert f"store = {label}" in repr(found[label])


LACKING: dict[str, Any] = {
    "x": [1.0, 2.0, 4.0, 8.0, None, 3.0, 5.0, 6.0, 9.0],
    "y": [1.0, 3.0, 2.0, 5.0, 4.0, 1.0, 7.0, 2.0, 2.0],
    "g": ["a", "a", "a", "b", "c", "b", "b", None, "NA"],
}


@pytest.mark.parametrize(("engine", "grade"), EACH)
def test_labels_and_values_that_are_missing(
    engine: str, grade: str, connect: Callable[[str], Any]
) -> None:
    options: dict[str, Any] = {"table": "t", "by": "g", "grade": grade}
    with connect(engine) as connection:
        fill(connection, engine, "t", LACKING)
        with pytest.raises(ds.DataError, match="'x' of t has 1 missing value: fill"):
            ds.fit(connection, "y", ["x"], **options)
        whole = {"sql": "SELECT * FROM t WHERE x IS NOT NULL"}
        with pytest.raises(ds.DataError, match="'g' of the query, which names the groups, has 1 m"):
            ds.fit(connection, "y", ["x"], **(options | whole | {"table": None}))
        found = ds.fit(connection, "y", ["x"], **options, drop_missing=True)
        kept = ds.fit(connection, "y", ["x"], **options, drop_missing=True, keep_levels="NA")
    local = ds.fit(pa.table(LACKING), "y", ["x"], by="g", drop_missing=True)
    assert found.labels == local.labels == ["a", "b"]
    assert found.rows_dropped == local.rows_dropped == 3
    np.testing.assert_allclose(found.weights, local.weights, rtol=1e-12)
    assert [each.code for each in found.schema.notes] == [each.code for each in local.schema.notes]
    assert kept.labels == ["NA", "a", "b"]
    assert kept.statuses["too_few_rows"] == 1


def test_labels_of_any_type_and_of_other_collations() -> None:
    """Dates, truths, and numbers are labels as they are in a frame; SQLite's NOCASE joins none."""
    day = [date(2024, 1, 1 + i % 3) for i in range(30)]
    rows = pa.table({
        "x": np.arange(30.0) % 7, "y": np.arange(30.0) % 5, "day": day,
        "yes": [i % 2 == 0 for i in range(30)], "f": [float(i % 3) for i in range(30)],
        "half": [(i % 3) / 2 for i in range(30)],
    })  # fmt: skip
    with duckdb.connect() as connection:
        connection.register("t", rows)
        for by in ("day", "yes", "f", "half", ["half", "yes"]):
            found = ds.fit(connection, "y", ["x"], table="t", by=by)
            local = ds.fit(rows, "y", ["x"], by=by)
            assert found.labels == local.labels
            np.testing.assert_allclose(found.weights, local.weights, rtol=1e-12)
        assert found[0.5, True].n == local[0.5, True].n
        default = ds.fit(connection, "y", sql="SELECT x, y, yes FROM t", by="yes")
        assert default.names == ("x", "intercept")
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (x REAL, y REAL, g COLLATE NOCASE)")
    for i in range(40):
        label = ("a", "A", 1, "1")[i % 4]
        connection.execute("INSERT INTO t VALUES (?, ?, ?)", (i % 7, i % 11, label))
    found = ds.fit(connection, "y", ["x"], table="t", by="g")
    connection.close()
    assert found.labels == ["1", "A", "a"]
    assert found.n.tolist() == [20, 10, 10]  # a number is the label that its text is
    of_one = [(i % 7, i % 11) for i in range(40) if i % 4 > 1]
    alone = ds.fit(np.array(of_one)[:, :1], np.array(of_one)[:, 1])
    np.testing.assert_allclose(found["1"].weights, alone.weights, rtol=1e-10)


@pytest.mark.parametrize("grade", ["double", "exact"])
def test_groups_without_weights_of_their_own(grade: str) -> None:
    rows: dict[str, Any] = {
        "g": ["few", "flat", "flat", "flat", "spare", "spare", "ok", "ok", "ok", "ok"],
        "x": [1.0, 0.1, 0.1, 0.1, 1.0, 2.0, 1.0, 2.0, 4.0, 3.0],
        "y": [1.0, 3.0, 2.0, 5.0, 4.0, 1.0, 7.0, 2.0, 2.0, 2.5],
    }
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        found = ds.fit(connection, "y", ["x"], table="t", by="g", grade=grade)
    local = ds.fit(pa.table(rows), "y", ["x"], by="g")
    assert found.statuses == local.statuses
    np.testing.assert_array_equal(found.status, local.status)
    np.testing.assert_array_equal(np.isnan(found.weights), np.isnan(local.weights))
    np.testing.assert_array_equal(np.isnan(found.std_error), np.isnan(local.std_error))


EXACT_FITS: dict[str, Any] = {
    "g": np.repeat(["line", "rounded", "two rows", "level"], [8, 8, 2, 2]),
    "x": np.r_[0.0:8.0, 0.1 * np.arange(8), 0.3, 0.4, 0.3, 0.4],
    "y": np.r_[1.0:17.0:2.0, 0.3 * np.arange(8) + 0.1, 1.7**0.5, 2.7**0.5, 0.1, 0.1],
}


def _fit_by_g(rows: dict[str, Any], features: list[str], grade: str | None) -> ds.GroupFits:
    """Fit groups of rows in memory, or of a table of DuckDB with this grade."""
    if grade is None:
        return ds.fit(pa.table(rows), "y", features, by="g")
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        return ds.fit(connection, "y", features, table="t", by="g", grade=grade)


@pytest.mark.parametrize("grade", [None, *GRADES["duckdb"]])
def test_groups_that_fit_exactly_have_an_r2_of_one(grade: str | None) -> None:
    found = _fit_by_g(EXACT_FITS, ["x"], grade)
    r2, bound = (dict(zip(found, each, strict=True)) for each in (found.r2, found.r2_bound))
    assert np.isnan(r2.pop("level"))  # no square to explain
    assert r2 == pytest.approx(dict.fromkeys(r2, 1.0), abs=1e-15)
    assert max(bound[label] for label in r2) < 1e-12


@pytest.mark.parametrize("grade", [None, *GRADES["duckdb"]])
def test_groups_with_no_rows_to_spare_leave_nothing(grade: str | None) -> None:
    rng, groups = np.random.default_rng(0), 40
    x, y = rng.normal(size=(2, 3 * groups)) + 10.0 ** rng.integers(0, 9, groups).repeat(3)
    rows = {"g": np.arange(groups).repeat(3), "x": x, "z": rng.normal(size=len(x)), "y": y}
    found = _fit_by_g(rows, ["x", "z"], grade)
    assert found.statuses == {"no_rows_to_spare": groups}
    assert (found.solution.rss == 0.0).all()
    assert (found.r2 == 1.0).all()


def test_groups_of_very_different_sizes_keep_their_digits() -> None:
    """Values of one group are as small as the last digits of another's: exact, or refused."""
    small, x, y = 2.0**-40, RNG.normal(size=50), RNG.normal(size=50)

    def fit(size: float) -> ds.GroupFits:
        rows = {"g": np.repeat([0, 1], 50), "x": np.r_[small * x, size * x],
                "y": np.r_[small * y, size * y]}  # fmt: skip
        with duckdb.connect() as connection:
            fill(connection, "duckdb", "t", rows)
            return ds.fit(connection, "y", ["x"], table="t", by="g", grade="exact")

    alone = ds.fit(small * x[:, np.newaxis], small * y, accuracy="full")
    assert fit(2.0**10).weights[0].tobytes() == alone.weights.tobytes()
    with pytest.raises(ds.DataError, match="values too different in size"):
        fit(2.0**60)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"by": "nothing"}, "t has no column 'nothing'"),
    ({"by": "x"}, "'x' is both a feature and in by=…"),
    ({"by": ["g", "g"]}, "names 'g' twice"),
    ({"by": np.zeros(3)}, "by takes names of columns where a database has the rows"),
    ({"by": "g", "accuracy": "full"}, "accuracy='full'"),
    ({"by": "g", "robust": "HC1"}, "many fits"),
    ({"window": 5}, "window=… needs rows, but only sums leave a database"),
    ({"absorb": "g"}, "absorb=… needs rows"),
    ({"by": "g", "grade": "best"}, "grade='best' is not known"),
]


@pytest.mark.parametrize(("options", "told"), REFUSED)
def test_what_is_refused(options: dict[str, Any], told: str) -> None:
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", LACKING)
        with pytest.raises(ds.DownslopeError) as refused:
            ds.fit(connection, "y", ["x"], table="t", drop_missing=True, **options)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_grade_that_groups_lack_is_refused_before_the_rows_are_read() -> None:
    asked: list[str] = []
    with sqlite3.connect(":memory:") as connection:
        fill(connection, "sqlite", "t", LACKING)
        connection.set_trace_callback(asked.append)
        with pytest.raises(ds.OptionError) as refused:
            ds.fit(connection, "y", ["x"], table="t", by="g", grade="exact", drop_missing=True)
    best = "compensated" if sqlite3.sqlite_version_info >= SQLITE_COMPENSATES else "double"
    assert str(refused.value) == (
        f"SQLite cannot add groups with grade='exact': the best it has is grade='{best}'."
    )
    assert not [statement for statement in asked if "SELECT" in statement]


@pytest.mark.parametrize(
    ("engine", "value", "kind"),
    [("duckdb", "[1]", "list"), ("duckdb", "{'a': 1}", "dict"), ("duckdb", "'a'::BLOB", "bytes"),
     ("postgresql", "ARRAY[1]", "list"), ("sqlite", "X'61'", "bytes")],
)  # fmt: skip
def test_what_is_no_label(
    engine: str, value: str, kind: str, connect: Callable[[str], Any]
) -> None:
    sql = f"SELECT {value} AS g, 1.5 AS x, 1.0 AS y UNION ALL SELECT {value}, 2.5, 2.0"
    with connect(engine) as connection:
        with pytest.raises(
            ds.DataError, match=f"'g' of the query.*holds values of the type {kind}"
        ):
            ds.fit(connection, "y", sql=sql, by="g")
        if engine == "postgresql":
            with pytest.raises(ds.DataError, match="equality operator for type json"):
                ds.fit(connection, "y", sql=sql.replace(value, "'{}'::json"), by="g")


def test_groups_drawn_at_random_are_told() -> None:
    sql = "SELECT random() AS x, random() AS y, floor(3 * random())::INT AS g FROM range(1000)"
    with duckdb.connect() as connection:
        for grade in ("double", "exact"):
            with pytest.raises(ds.DataError, match="changed between two statements"):
                ds.fit(connection, "y", ["x"], sql=sql, by="g", grade=grade)


def test_the_command_line(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "t.db"
    fill(duckdb.connect(str(file)), "duckdb", "t", ROWS).close()
    given = ("fit", f"duckdb:///{file}", "-t", "y", "--features", "x,z", "--table", "t")
    found = strict_json(output(capsys, *given, "--by", "store", "--json"))
    assert found["by"] == ["store"]
    assert found["n"] == N
    table = tmp_path / "fits.csv"
    output(capsys, *given, "--by", "store", "--grade", "exact", "-o", str(table))
    assert len(table.read_text().splitlines()) == 7
    told = refusal(capsys, *given, "--by", "store", "--accuracy", "full")
    assert "--accuracy full" in told


# Of DuckDB, for the file: the type of the key, its values, and the engines that have such a type.
KEYS: list[tuple[str, list[str], dict[str, str]]] = [
    ("DECIMAL(10,4)", ["0.1000", "1.5000", "2.0000", "-0.0500", "0"],
     {"postgresql": "NUMERIC(10,4)"}),
    ("DECIMAL(38,0)", ["10000000000000000000000", "3"], {"postgresql": "NUMERIC"}),
    ("DOUBLE", ["1e22", "0.1", "2", "-0.0", "1e-7", "123456.75", "1e18"],
     {"postgresql": "DOUBLE PRECISION", "sqlite": "REAL"}),
    ("FLOAT", ["0.1", "3", "1e-7", "1e12", "16777216", "0.3"], {"postgresql": "REAL"}),
    ("BIGINT", ["3", "-1", "9007199254740993"], {"postgresql": "BIGINT", "sqlite": "INTEGER"}),
    ("BOOLEAN", ["true", "false"], {"postgresql": "BOOLEAN"}),
    ("VARCHAR", ["1.50", "a", "1e22"], {"postgresql": "TEXT", "sqlite": "TEXT"}),
    ("DATE", ["2024-02-29", "1999-01-01"], {"postgresql": "DATE"}),
    ("TIME", ["10:00:00.5", "10:00:00.25", "10:00:00"], {"postgresql": "TIME"}),
    ("TIMESTAMP", ["2024-01-01 10:00:00.5", "2024-01-01 10:00:00", "2024-01-01 00:00:00.000001"],
     {"postgresql": "TIMESTAMP"}),
    ("TIMESTAMP_NS", ["2024-01-01 10:00:00.123456789", "2024-01-01 10:00:00.123456700",
     "2024-01-01 10:00:00", "2024-01-01 00:00:00.5"], {}),
    ("TIMESTAMPTZ", ["2024-01-01 10:00:00.5+02", "2024-06-01 10:00:00+00"],
     {"postgresql": "TIMESTAMPTZ"}),
]  # fmt: skip


@pytest.mark.parametrize("engine", ["duckdb", "postgresql", "sqlite"])
@pytest.mark.parametrize(("kind", "values", "others"), KEYS, ids=[kind for kind, *_ in KEYS])
def test_labels_are_those_of_a_file(
    kind: str, values: list[str], others: dict[str, str], engine: str,
    connect: Callable[[str], Any], tmp_path: Path,
) -> None:  # fmt: skip
    theirs = kind if engine == "duckdb" else others.get(engine)
    if theirs is None:
        return
    x = "(SELECT 1.5e0 AS x UNION ALL SELECT 2e0 UNION ALL SELECT 4e0) AS r"

    def rows(of: str) -> str:
        keys = " UNION ALL ".join(f"SELECT CAST('{each}' AS {of}) AS g" for each in values)
        return f"SELECT g, x, x * x AS y FROM ({keys}) AS k, {x}"

    file = tmp_path / "t.parquet"
    with duckdb.connect() as local:
        local.execute("SET TimeZone = 'Asia/Tokyo'")
        local.execute(f"COPY ({rows(kind)}) TO '{file}'")
    with connect(engine) as connection:
        if engine == "duckdb":
            connection.execute("SET TimeZone = 'America/New_York'")
        found = ds.fit(connection, "y", ["x"], sql=rows(theirs), by="g")
    assert list(found) == list(ds.fit(str(file), "y", ["x"], by="g"))
    assert len(found) == len(values)


def test_numbers_that_are_equal_have_one_label(connect: Callable[[str], Any]) -> None:
    """PostgreSQL keeps 1.5 and 1.50 as they are written, in one group."""
    with connect("postgresql") as connection:
        for first, second in (("1.5", "1.50"), ("1.50", "1.5")):
            values = enumerate([first, second, "0.25"] * 3)
            each = [f"SELECT CAST('{k}' AS NUMERIC) AS g, 1.0 * {j} AS x" for j, k in values]
            keys = " UNION ALL ".join(each)
            sql = f"SELECT g, x, x * x AS y FROM ({keys}) AS k"
            assert list(ds.fit(connection, "y", ["x"], sql=sql, by="g")) == ["0.25", "1.5"]


def test_values_of_several_types_have_the_labels_of_each() -> None:
    last = datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))  # in UTC there is none
    assert labels_of([last], ()).to_list() == ["9999-12-31 23:59:59.999999-01:00"]
    given = [Decimal("1.50"), Decimal("-0.00"), Decimal("1E+3"), Decimal("NaN"), float("inf"),
             Decimal("Infinity"), 2**70, True, np.float32(0.1), None, "NA", " a"]  # fmt: skip
    assert labels_of(given, ()).to_list() == [
        "1.5", "0", "1000", None, "inf", "inf", str(2**70), "true", "0.1", None, None, " a",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [b"a", bytearray(b"a"), memoryview(b"a"), [1], {"a": 1}])
def test_no_driver_makes_labels_of_bytes(value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drivers make of a column of bytes what they like: psycopg2 makes memoryview."""
    query = SimpleNamespace(
        keys=lambda: ["g"], filtered=False, source="t", by=("g",), called="t",
        style=OptionStyle.PYTHON, database=SimpleNamespace(rows=lambda _: [(value, 3)]),
    )  # fmt: skip
    with pytest.raises(ds.DataError, match="names the groups, holds values of the type"):
        groups_of(query)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["duckdb", "postgresql"])
def test_exact_groups_have_no_errors_of_rounding(
    connect: Callable[[str], Any], engine: str
) -> None:
    x = np.tile(np.arange(8.0), 3)
    group = np.repeat(["whole", "decimals", "constant"], 8)
    y = np.where(group == "whole", 3 * x + 1, np.where(group == "decimals", 0.3 * x + 0.1, 5.0))
    with connect(engine) as connection:
        fill(connection, engine, "t", {"x": x, "y": y, "g": group})
        found = ds.fit(connection, "y", ["x"], table="t", by="g", grade="exact")
    status = dict(zip(found.labels, found.status, strict=True))
    assert status == {
        "constant": "fitted", "decimals": "residuals_lost", "whole": "residuals_lost"
    }  # fmt: skip
    lost = found.status == "residuals_lost"
    assert np.isnan(found.std_error[lost]).all()
    assert (found.std_error[~lost] == 0).all()
    np.testing.assert_allclose(found.weights[:, 0], [0.0, 0.3, 3.0], atol=1e-15)


def test_an_exact_fit_is_not_told_to_take_more_passes() -> None:
    x = np.arange(8.0)
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", {"x": x, "y": 0.3 * x + 0.1})
        fit = ds.fit(connection, "y", ["x"], table="t", grade="exact", accuracy="full")
    assert "The fit is exact" in str(fit)
    assert fit.findings == ()
