"""Databases: the engine sums, and the weights have the bits of a fit of the rows."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute
import pytest

import downslope as ds
import postgres
from downslope.data.sql import drivers, integer_sums
from downslope.data.sql.pasted_moments import read_moments
from downslope.data.sql.sql_dialects import DIALECTS
from exact_rational import exact_weights as rational_weights
from refusals import output, refusal, strict_json
from sql_tables import fill

N = 1000
RNG = np.random.default_rng(5)
CITIES = np.array(["Oslo", "Paris", "O'Hara", 'a "b"'])[RNG.integers(0, 4, N)]
COLUMNS: dict[str, Any] = {
    "when": 1.7e9 + RNG.normal(size=N),
    "select": RNG.integers(-(10**9), 10**9, N),
    'odd "name; --': RNG.lognormal(sigma=2.0, size=N),
    "w": RNG.integers(0, 5, N),
    "city": CITIES,
}
COLUMNS["y"] = 3.0 * (COLUMNS["when"] - 1.7e9) + 1e-9 * COLUMNS["select"] + RNG.normal(size=N)
NUMBERS = ["when", "select", 'odd "name; --']
EXACT = ("duckdb", "postgresql", "sqlite")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with postgres.server() as found:
        with psycopg.connect(found) as connection:
            fill(connection, "postgresql", "orders", COLUMNS)
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sql")
    fill(duckdb.connect(str(made / "orders.db")), "duckdb", "orders", COLUMNS).close()
    fill(sqlite3.connect(made / "orders.sqlite"), "sqlite", "orders", COLUMNS).close()
    return made


@pytest.fixture(params=["duckdb", "postgresql", "sqlite"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def connect(folder: Path, request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Return a connection to an engine with the orders."""

    def to(engine: str) -> Any:
        if engine == "postgresql":
            return psycopg.connect(request.getfixturevalue("address"))
        if engine == "sqlite":
            return sqlite3.connect(folder / "orders.sqlite")
        return duckdb.connect(str(folder / "orders.db"), read_only=True)

    return to


@pytest.fixture
def by_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have DuckDB make its sums without rounding itself, as engines elsewhere do."""
    of_server = dataclasses.replace(DIALECTS["duckdb"], in_process=False)
    monkeypatch.setitem(DIALECTS, "duckdb", of_server)


def same_bits(one: ds.Fit, other: ds.Fit) -> None:
    """Check weights and standard errors bit by bit."""
    assert one.names == other.names
    assert [w.hex() for w in one.solution.weights] == [w.hex() for w in other.solution.weights]
    assert [s.hex() for s in one.std_error] == [s.hex() for s in other.std_error]
    assert one.n == other.n
    assert one.table.rows_dropped == other.table.rows_dropped


CASES: list[dict[str, Any]] = [
    {"features": NUMBERS},
    {"features": ["select"]},  # whole numbers take fewer slices
    {"features": NUMBERS, "intercept": False},
    {"features": ["when", "select"], "weights": "w"},
    {"features": ["select"], "weights": "w", "weights_kind": "frequency"},
    {"features": ["when", "city"], "categorical": ["city"]},
]


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("options", CASES)
def test_exact_sums_have_the_bits_of_the_rows(
    name: str, options: dict[str, Any], connect: Callable[[str], Any]
) -> None:
    with connect(name) as connection:
        pushed = ds.fit(connection, "y", table="orders", grade="exact", accuracy="full", **options)
    local = ds.fit(pa.table(COLUMNS), "y", accuracy="full", engine="threads", **options)
    same_bits(pushed, local)


@pytest.mark.parametrize("grade", [None, "double", "exact"])
def test_steps_of_one_rounding_are_no_constant(grade: str | None) -> None:
    rng = np.random.default_rng(8)
    x, y = 1e15 + rng.integers(0, 8, 100) / 8.0, rng.normal(size=100)
    connection = duckdb.connect()
    connection.register("rows_of_it", pa.table({"x": x, "y": y}))
    fit = ds.fit(connection, "y", ["x"], table="rows_of_it", grade=grade)
    exact = [float(value) for value in rational_weights(x[:, np.newaxis], y)]
    assert fit.weights.tolist() == pytest.approx(exact, rel=1e-14)
    assert all(each.code != "constant_column" for each in fit.findings)


@pytest.mark.usefixtures("by_statement")
def test_a_column_has_no_more_slices_than_its_values_have_digits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = RNG.integers(-(2**20), 2**20, N)
    rows = {
        "small": steps, "coarse": steps * 2.0**-20, "fine": steps * (2.0**-20 + 2.0**-50),
        "any": RNG.normal(size=N), "away": 2.0 + RNG.random(N), "y": RNG.normal(size=N),
    }  # fmt: skip
    found, of_slices = [], integer_sums._summed
    monkeypatch.setattr(
        integer_sums, "_summed", lambda *given: found.append(given[3]) or of_slices(*given)
    )
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        pushed = ds.fit(connection, "y", table="t", grade="exact", accuracy="full")
    assert found == [(1, 1, 2, 3, 2, 3)]
    same_bits(pushed, ds.fit(pa.table(rows), "y", accuracy="full", engine="threads"))


def test_order_and_threads_change_no_bit(connect: Callable[[str], Any]) -> None:
    found: dict[str, set[bytes]] = {"duckdb": set(), "postgresql": set()}
    grams = []

    def add(engine: str, summary: ds.TableSummary) -> None:
        assert summary.exact is not None
        parts = (summary.exact.high, summary.exact.low, summary.summary.scatter)
        found[engine].add(b"".join(part.tobytes() for part in parts))
        grams.append(summary.exact.gram())

    with connect("postgresql") as server:
        for threads, order in ((1, "y"), (4, '"when"'), (2, "w + y")):
            with duckdb.connect(config={"threads": threads}) as connection:
                columns = pa.table(COLUMNS)
                connection.execute(f"CREATE TABLE t AS SELECT * FROM columns ORDER BY {order}")
                add("duckdb", ds.summarize(connection, "y", NUMBERS, table="t", accuracy="full"))
                assert columns.num_rows == N
            query = f"SELECT * FROM orders ORDER BY {order}"
            add("postgresql", ds.summarize(server, "y", NUMBERS, sql=query, grade="exact"))
    assert [len(each) for each in found.values()] == [1, 1]
    # The engines cut values in other places, and agree in 100 bits.
    for high, low in grams:
        np.testing.assert_allclose(
            (high - grams[0][0]) + (low - grams[0][1]), 0.0, atol=N * 2.0**-101
        )


def exact_weights() -> np.ndarray:
    """Return the weights of the orders, correctly rounded."""
    fit = ds.fit(pa.table(COLUMNS), "y", NUMBERS, accuracy="full")
    return fit.solution.weights


@pytest.mark.parametrize("grade", ["double", "compensated"])
def test_bounds_of_sums_in_float64_hold(
    engine: str, grade: str, connect: Callable[[str], Any]
) -> None:
    with connect(engine) as connection:
        if engine != "duckdb" and grade == "compensated":
            if engine == "sqlite" and sqlite3.sqlite_version_info >= (3, 43):
                pytest.skip("this SQLite compensates")
            with pytest.raises(ds.OptionError, match="the best it has is grade='"):
                ds.fit(connection, "y", NUMBERS, table="orders", grade=grade)
            return
        fit = ds.fit(connection, "y", NUMBERS, table="orders", grade=grade)
    error = np.abs(fit.solution.weights - exact_weights())
    assert (error <= fit.bound).all()
    # An offset of 1.7e9 costs no digits: the bound is that of centered sums.
    assert fit.bound[0] < 1e-7 * abs(fit.coef[0])


def test_compensated_sums_prove_more(connect: Callable[[str], Any]) -> None:
    with connect("duckdb") as connection:
        some = {"table": "orders", "features": ["when", "select"]}
        bounds = [
            ds.fit(connection, "y", grade=grade, **some).bound.max()
            for grade in ("double", "compensated")
        ]
    assert bounds[1] < bounds[0] / 20.0


def test_more_is_asked_for_only_if_it_is_needed(connect: Callable[[str], Any]) -> None:
    """Columns that nearly depend on each other take a second statement, as files a second pass."""
    rows = dict(COLUMNS) | {"near": COLUMNS["when"] + 1e-3 * RNG.normal(size=N)}
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        easy = ds.fit(connection, "y", ["select"], table="t")
        hard = ds.fit(connection, "y", ["when", "near"], table="t")
    assert easy.solution.passes == 1
    assert hard.solution.passes == 2
    local = ds.fit(pa.table(rows), "y", ["when", "near"], accuracy="full")
    assert np.abs(hard.solution.weights - local.solution.weights).max() <= hard.bound.max()


def test_missing_values_are_as_in_a_file(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    x = [1.0, None, 3.0, 4.0, float("inf"), 6.0, 7.5]
    y = [1.0, 2.0, 3.5, None, 5.0, 6.0, 7.0]
    if engine == "postgresql":
        connection: Any = psycopg.connect(request.getfixturevalue("address"))
    else:
        connection = duckdb.connect() if engine == "duckdb" else sqlite3.connect(":memory:")
    with connection:
        fill(connection, engine, "lacking", {"x": x, "y": y})
        with pytest.raises(ds.DataError, match=r"'x' of lacking has 1 missing value.*drop_missing"):
            ds.fit(connection, "y", table="lacking")
        fit = ds.fit(connection, "y", table="lacking", drop_missing=True)
        only = "SELECT * FROM lacking WHERE x IS NOT NULL AND y IS NOT NULL"
        with pytest.raises(ds.DataError, match="'x' of the query has values that are NaN or inf"):
            ds.fit(connection, "y", sql=only)
    local = ds.fit(pa.table({"x": x, "y": y}), "y", drop_missing=True)
    assert fit.table.rows_dropped == local.table.rows_dropped == 3
    np.testing.assert_allclose(fit.solution.weights, local.solution.weights, rtol=1e-12)


def test_exact_summaries_add_to_those_of_files(tmp_path: Path) -> None:
    """Half of the rows come from a file and half from a database: bit for bit, all of them."""
    table = pa.table(COLUMNS).select([*NUMBERS, "y"])
    half = table.slice(0, N // 2), table.slice(N // 2)
    first = ds.summarize(half[0], "y", accuracy="full")
    with duckdb.connect() as connection:
        rest = half[1]
        connection.execute("CREATE TABLE t AS SELECT * FROM rest")
        assert rest.num_rows == N - N // 2
        second = ds.summarize(connection, "y", table="t", accuracy="full", like=first)
    both = first + second
    assert both.exact is not None
    assert both.contradiction() == ""
    ds.save_summary(both, tmp_path / "both.dss")
    fit = ds.fit(tmp_path / "both.dss", accuracy="full")
    same_bits(fit, ds.fit(table, "y", accuracy="full", engine="threads"))
    gone = both - second
    assert gone.exact is not None
    assert first.exact is not None
    np.testing.assert_array_equal(gone.exact.high, first.exact.high)
    np.testing.assert_array_equal(gone.exact.low, first.exact.low)


def test_rows_that_come_in_many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drivers, "ROWS", 2048)
    rng = np.random.default_rng(4)
    x, far = rng.normal(size=(2, 20_001))
    rows = pa.table({"x": x, "far": far + 1e9, "y": x - 2.0 * far + rng.normal(size=20_001)})
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT * FROM rows")
        for intercept in (True, False):
            fit = ds.fit(connection, "y", table="t", accuracy="full", intercept=intercept)
            local = ds.fit(rows, "y", accuracy="full", intercept=intercept, engine="threads")
            same_bits(fit, local)


@pytest.mark.parametrize("options", [{"accuracy": "full"}, {"method": "exact"}, {"weights": "w"}])
def test_rows_come_once_for_a_fit_through_zero(options: dict[str, Any], folder: Path) -> None:
    """Sums about the origin of the summary, and about zero, are made of one reading."""
    asked: list[str] = []
    given: dict[str, Any] = {"features": ["when", "select"], "accuracy": "full"} | options
    with sqlite3.connect(folder / "orders.sqlite") as connection:
        connection.set_trace_callback(asked.append)
        fit = ds.fit(connection, "y", table="orders", intercept=False, **given)
    local = ds.fit(pa.table(COLUMNS), "y", intercept=False, **given)
    same_bits(fit, local)
    assert len([statement for statement in asked if "AS x0" in statement]) == 1


def test_levels_of_another_summary_are_kept() -> None:
    """`like` has a level that these rows lack; both add, and have the bits of all rows."""
    rows = pa.table(COLUMNS).select(["city", "select", "y"])
    kept = rows.filter(pa.compute.not_equal(rows["city"], "Paris"))
    assert kept.num_rows < N
    first = ds.summarize(rows, "y", categorical=["city"], accuracy="full")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT * FROM kept")
        second = ds.summarize(
            connection, "y", table="t", categorical=["city"], accuracy="full", like=first
        )
    assert second.levels == first.levels
    twice = ds.fit(first + second, accuracy="full")
    both = pa.concat_tables([rows, kept])
    same_bits(twice, ds.fit(both, "y", categorical=["city"], accuracy="full", engine="threads"))


def test_products_are_those_of_the_rows() -> None:
    """Each sum of the summary, against fractions."""
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", COLUMNS)
        table = ds.summarize(connection, "y", NUMBERS, table="t", accuracy="full")
    assert table.exact is not None
    high, low = table.exact.gram()
    scale = table.exact.scale
    for a, b in ((0, 0), (0, 1), (2, 2), (2, 4)):
        names = [*NUMBERS, "", "y"]
        columns = [
            [Fraction(1) if not names[j] else Fraction(float(v)) - Fraction(float(scale.origin[j]))
             for v in COLUMNS.get(names[j], np.ones(N))]
            for j in (a, b)
        ]  # fmt: skip
        true = sum((u * v for u, v in zip(*columns, strict=True)), Fraction(0))
        true *= Fraction(2) ** -int(scale.exponents[a] + scale.exponents[b])
        found = Fraction(float(high[a, b])) + Fraction(float(low[a, b]))
        assert (
            abs(found - true) <= Fraction(table.exact.rounding()) + abs(true) * Fraction(2) ** -99
        )


@pytest.mark.parametrize("weights", [[0.5, 1.25, 0.0, 3.0, 2.0], [0.1, 0.2, 0.3, 0.4, 0.5]])
@pytest.mark.parametrize("here", [True, False])
def test_weights_are_exact_or_refused(
    weights: list[float], here: bool, request: pytest.FixtureRequest
) -> None:
    """Rows that come take any weights; statements only those of few digits."""
    if not here:
        request.getfixturevalue("by_statement")
    rows = {"x": [1.0, 2.0, 4.0, 8.0, 9.0], "w": weights, "y": [1.0, 3.0, 2.0, 5.0, 4.0]}
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", rows)
        if weights[0] == 0.1 and not here:
            with pytest.raises(ds.OptionError, match=r"more digits.*grade='compensated'"):
                ds.fit(connection, "y", table="t", weights="w", grade="exact")
            return
        fit = ds.fit(connection, "y", table="t", weights="w", grade="exact", accuracy="full")
    local = ds.fit(pa.table(rows), "y", weights="w", accuracy="full")
    same_bits(fit, local)
    assert fit.solution.log_weights == pytest.approx(local.solution.log_weights, abs=1e-11)


@pytest.mark.parametrize("here", [True, False])
def test_summaries_share_a_scale_or_say_that_they_do_not(
    here: bool, request: pytest.FixtureRequest
) -> None:
    """Rows added later may reach beyond the first; if too far, float64 alone is left."""
    if not here:
        request.getfixturevalue("by_statement")
    x, y = np.random.default_rng(3).normal(size=(2, 50))
    near, far = ({"x": k * x, "y": k * y} for k in (100.0, 1e9))
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", {"x": x, "y": y})
        first = ds.summarize(connection, "y", table="t", accuracy="full")
        of_file = ds.summarize(pa.table(near), "y", accuracy="full", like=first)
        assert (first + of_file).exact is not None
        fill(connection, "duckdb", "far", far)
        other = ds.summarize(connection, "y", table="far", accuracy="full", like=first)
    assert [each.code for each in other.findings] == ["scale_not_shared"]
    assert (first + other).exact is None


def test_decimals_and_booleans_are_their_nearest_floats() -> None:
    statement = """CREATE TABLE t AS SELECT (i * 37 % 101)::DECIMAL(5, 2) / 7 AS narrow,
        ((i * 7919 % 997) / 3)::DECIMAL(38, 30) AS wide, i % 3 = 0 AS yes,
        (i * i % 31)::UTINYINT AS small, sqrt(i)::FLOAT AS y FROM range(200) r(i)"""
    with duckdb.connect() as connection:
        connection.execute(statement)
        fit = ds.fit(connection, "y", table="t", accuracy="full")
        local = ds.fit(connection.sql("SELECT * FROM t"), "y", accuracy="full", engine="threads")
    same_bits(fit, local)


def test_levels_are_those_of_the_rows(engine: str, connect: Callable[[str], Any]) -> None:
    rows = {
        "kind": [" b", "a", "NA", "b", "10", "9", "a ", "b"],
        "y": [1.0, 2.0, 3.0, 4.0, 5.0, 6.5, 7.0, 8.0],
        "x": [1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 1.0, 1.0],
    }
    options: dict[str, Any] = {"categorical": ["kind"], "drop_missing": True}
    connection = sqlite3.connect(":memory:") if engine == "sqlite" else connect(engine)
    with connection:
        if engine == "duckdb":
            connection = duckdb.connect()
        connection.execute("BEGIN") if engine == "sqlite" else None
        connection.execute("CREATE TEMP TABLE kinds (kind TEXT, y FLOAT, x FLOAT)")
        for row in zip(*rows.values(), strict=True):
            connection.execute(f"INSERT INTO kinds VALUES ('{row[0]}', {row[1]}, {row[2]})")
        fit = ds.fit(connection, "y", table="kinds", **options)
        kept = ds.fit(connection, "y", table="kinds", keep_levels="NA", categorical=["kind"])
    local = ds.fit(pa.table(rows), "y", **options)
    assert fit.table.levels == local.table.levels
    assert fit.table.rows_dropped == 1
    np.testing.assert_allclose(fit.solution.weights, local.solution.weights, rtol=1e-9)
    assert [f.code for f in fit.findings] == [f.code for f in local.findings]
    assert dict(kept.table.levels)["kind"] == ("10", "9", "NA", "a", "b")


def test_a_server_takes_the_statement_to_paste(
    connect: Callable[[str], Any], tmp_path: Path, capsys: Any
) -> None:
    """Of the dialect that is printed by default; see `test_sql_moments`."""
    asked = ("--table", "orders", "-t", "y", "--features", "when,select", "--weights", "w")
    printed = output(capsys, "sql", *asked, "--print")
    with connect("postgresql") as connection:
        cursor = connection.execute(printed)
        names, (row,) = [each.name for each in cursor.description], cursor.fetchall()
    (tmp_path / "printed.json").write_text(json.dumps(dict(zip(names, row, strict=True))))
    fit = ds.fit(read_moments(tmp_path / "printed.json"))
    local = ds.fit(pa.table(COLUMNS), "y", ["when", "select"], weights="w", accuracy="full")
    assert (np.abs(fit.weights - local.weights) <= fit.bound).all()


def test_a_path_of_penalties_from_the_sums(connect: Callable[[str], Any]) -> None:
    with connect("duckdb") as connection:
        summary = ds.summarize(connection, "y", ["when", "select"], table="orders", accuracy="full")
        ridge = ds.fit(connection, "y", ["when"], table="orders", model="ridge", alpha=2.0)
    path = ds.path(summary, penalty="ridge", alphas=[1.0, 10.0], folds=None)
    local = ds.path(
        pa.table(COLUMNS), "y", ["when", "select"], penalty="ridge", alphas=[1.0, 10.0], folds=None
    )
    np.testing.assert_allclose(path.coef, local.coef, rtol=1e-10)
    of_rows = ds.fit(pa.table(COLUMNS), "y", ["when"], model="ridge", alpha=2.0)
    np.testing.assert_allclose(ridge.coef, of_rows.coef, rtol=1e-8)


def test_a_path_of_a_connection_says_what_to_give() -> None:
    with pytest.raises(ds.DataError, match=r"A database gives no rows here: .* summarize\("):
        ds.path(sqlite3.connect(":memory:"), "y")


@pytest.mark.parametrize("grade", ["double", "compensated", "exact"])
def test_a_path_from_the_command_line(grade: str, folder: Path, capsys: Any) -> None:
    given = ("path", f"duckdb:///{folder / 'orders.db'}", "-t", "y", "--table", "orders")
    some = ("--features", "when,select", "--penalty", "ridge", "--alphas", "1,10", "--weights", "w")
    found = output(capsys, *given, *some, "--folds", "none", "--grade", grade, "--json")
    local = ds.path(
        pa.table(COLUMNS), "y", ["when", "select"], penalty="ridge", alphas=[1.0, 10.0],
        folds=None, weights="w",
    )  # fmt: skip
    np.testing.assert_allclose(strict_json(found)["coef"], local.coef, rtol=1e-8)
    for more, told in (
        ((), "--folds needs rows, but only sums leave a database: give --folds none"),
        (("--folds", "none", "--nested"), "--nested needs rows, but only sums leave a database"),
        (("--folds", "none", "--fold-by", "city"), "--fold-by needs rows"),
    ):
        assert told in refusal(capsys, *given, *more)
    told = refusal(capsys, "path", "hubble", "--folds", "none", "--grade", grade)
    assert "--grade is for a database" in told


def test_views_schemas_and_queries(connect: Callable[[str], Any]) -> None:
    with connect("postgresql") as connection:
        connection.execute('CREATE VIEW "a.view" AS SELECT y, "when" FROM orders')
        by_view = ds.fit(connection, "y", table='public."a.view"')
        by_query = ds.fit(connection, "y", sql='SELECT y, "when" FROM orders; -- all (of them')
        by_table = ds.fit(connection, "y", ["when"], table="public.orders")
        connection.rollback()
    same_bits(by_view, by_query)
    same_bits(by_view, by_table)


def test_the_snapshot_keeps_what_others_write_out(connect: Callable[[str], Any]) -> None:
    """Rows that come between two statements are not seen, or the change is told."""
    from downslope.data.sql import sums

    frame = sums.frame_of

    def then_write(query: Any, **options: Any) -> Any:
        found = frame(query, **options)
        with connect("postgresql") as other:
            other.execute('INSERT INTO orders (y, "when") VALUES (1e6, 1.7e9)')
        return found

    with pytest.MonkeyPatch.context() as patch, connect("postgresql") as connection:
        patch.setattr("downslope.fitting.database_sums.frame_of", then_write)
        try:
            fit = ds.fit(connection, "y", ["when"], table="orders", drop_missing=True)
            assert fit.n == N
            connection.execute("SELECT 1")  # begins a transaction of the user's, read committed
            with pytest.raises(ds.DataError, match="changed between two statements"):
                ds.fit(connection, "y", ["when"], table="orders", drop_missing=True)
        finally:
            connection.rollback()
            connection.execute("DELETE FROM orders WHERE y = 1e6")
            connection.commit()


@pytest.mark.parametrize("grade", ["double", "exact"])
def test_rows_drawn_at_random_are_told(grade: str) -> None:
    with duckdb.connect() as connection:
        sql = "SELECT random() AS x, random() AS y FROM range(1000) WHERE random() < 0.5"
        with pytest.raises(ds.DataError, match="changed between two statements"):
            ds.fit(connection, "y", sql=sql, grade=grade)


def test_rows_that_come_are_let_go_when_they_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drivers, "ROWS", 100)
    with sqlite3.connect(":memory:") as connection:
        fill(connection, "sqlite", "t", COLUMNS)
        sql = "SELECT random() / 1e9 AS x, y FROM t"
        with pytest.raises(ds.DataError, match="changed between two statements") as refused:
            ds.fit(connection, "y", sql=sql, grade="exact")
        connection.execute("DROP TABLE t")  # which waits for no one
        assert refused.value.__traceback__ is not None


def test_a_transaction_of_the_user_stays(engine: str, connect: Callable[[str], Any]) -> None:
    connection = duckdb.connect() if engine == "duckdb" else connect(engine)
    if engine == "sqlite":
        connection = sqlite3.connect(":memory:")
    connection.execute("BEGIN") if engine != "postgresql" else None
    connection.execute("CREATE TABLE mine (x FLOAT, y FLOAT)")
    connection.execute("INSERT INTO mine VALUES (1, 2), (3, 5), (4, 4)")
    fit = ds.fit(connection, "y", table="mine")
    assert fit.n == 3
    with pytest.raises(ds.DataError):
        ds.fit(connection, "z", table="mine")
    if engine == "postgresql":  # an error of the engine, too
        with pytest.raises(ds.DataError, match="nothing_such"):
            ds.fit(connection, "y", sql="SELECT nothing_such FROM mine")
    if engine == "postgresql":  # nothing of ours is left in it
        with pytest.raises(psycopg.errors.InvalidSavepointSpecification), connection.transaction():
            connection.execute("RELEASE SAVEPOINT downslope")
    assert connection.execute("SELECT count(*) FROM mine").fetchone() == (3,)
    connection.rollback()
    with pytest.raises(Exception, match="mine"):
        connection.execute("SELECT count(*) FROM mine")
    connection.close()


def test_nothing_is_left_begun(engine: str, connect: Callable[[str], Any]) -> None:
    connection = connect(engine)
    for options in ({"table": "orders"}, {"sql": "SELECT nonsense"}, {"table": "nothing"}):
        with pytest.raises(ds.DataError):
            ds.fit(connection, "y", ["city"], **options)
    if engine == "sqlite":
        assert not connection.in_transaction
    elif engine == "postgresql":
        assert connection.info.transaction_status.name == "IDLE"
    else:
        ids = {connection.execute("SELECT txid_current()").fetchone() for _ in range(2)}
        assert len(ids) == 2
    connection.close()


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "needs table=… or sql=…, and neither is given"),
    ({"table": "t", "sql": "SELECT 1"}, "both are given"),
    ({"sql": "SELECT nope FROM t"}, "refused the statement.*nope"),
    ({"sql": "SELECT x, y FROM t; DROP TABLE t"}, "must be one SELECT"),
    ({"sql": "SELECT x, y FROM t) AS q; DROP TABLE t; --"}, "must be one SELECT"),
    ({"sql": "SELECT ';', x, y FROM t) AS q --"}, "must be one SELECT"),
    ({"sql": "SELECT (x, y FROM t"}, "a parenthesis is not closed"),
    ({"sql": " ; "}, "it is empty"),
    ({"table": "t; DROP TABLE t"}, "refused the statement"),
    ({"table": 't" AS q; DROP TABLE t; --'}, "refused the statement"),
    ({"table": ""}, "is not a table"),
    ({"table": "nothing"}, "refused the statement.*nothing"),
    ({"table": "t", "features": ["z"]}, "t has no column 'z'"),
    ({"table": "t", "features": ['x" + 1 --']}, "has no column"),
    ({"table": "t", "grade": "best"}, "grade='best' is not known"),
    ({"table": "t", "robust": "HC1"}, "robust=… needs rows, but only sums leave a database"),
    ({"table": "t", "engine": "threads"}, "engine=… needs rows"),
    ({"table": "t", "degree": 2}, "degree=… needs rows"),
    ({"table": "t", "missing": -999}, "missing=… needs rows"),
    ({"table": "t", "model": "logistic"}, "model='logistic' needs rows"),
    ({"table": "t", "categorical": ["z"]}, "no column 'z'"),
    ({"table": "none"}, "none has 0 rows of data: at least 2 are needed"),
    ({"table": "one"}, "one has 1 row of data"),
    ({"table": "days"}, "'day' of days has the type date, which is not a number"),
    ({"table": "large"}, "the integer 9007199254740993, beyond 2\\^53"),
    ({"table": "t", "weights": "negative", "sql": None}, "has no column 'negative'"),
    ({"table": "weighed", "weights": "w"}, "The weight of a row of weighed is -1"),
    ({"table": "weighed", "weights": "v"}, "All weights are zero"),
    ({"table": "tiny"}, "'x' has values whose squares are out of range"),
    ({"table": "huge"}, "'x' has values whose squares are out of range"),
    ({"table": "huge", "grade": "exact"}, "'x' has values whose squares are out of range"),
    ({"table": "empty"}, "'x' of empty is empty"),
    ({"table": "nans"}, "'x' of nans has values that are NaN or infinite"),
    ({"table": "names", "features": ["b"], "categorical": {"b": ["u", "v"]}}, "has the level 'w'"),
]


@pytest.fixture(scope="module")
def odd() -> Iterator[Any]:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t AS SELECT i * 1.0 AS x, i * i * 1.0 AS y FROM range(9) r(i)")
    connection.execute("CREATE TABLE none (x DOUBLE, y DOUBLE)")
    connection.execute("CREATE TABLE one AS SELECT 1.0 AS x, 2.0 AS y")
    connection.execute("CREATE TABLE days AS SELECT *, DATE '2026-01-01' AS day FROM t")
    connection.execute("CREATE TABLE large AS SELECT 9007199254740993 - x::BIGINT AS x, y FROM t")
    connection.execute("CREATE TABLE weighed AS SELECT *, x - 1 AS w, 0.0 AS v FROM t")
    connection.execute("CREATE TABLE tiny AS SELECT x * 1e-200 AS x, y FROM t")
    connection.execute("CREATE TABLE huge AS SELECT x * 1e200 AS x, y FROM t")
    connection.execute(
        "CREATE TABLE nans AS SELECT x / CASE x WHEN 3 THEN 'nan'::DOUBLE ELSE 1 END AS x, y FROM t"
    )
    connection.execute(
        "CREATE TABLE names AS SELECT ['u', 'v', 'w'][1 + x::INT % 3] AS b, y FROM t"
    )
    connection.execute("CREATE TABLE empty AS SELECT NULL::DOUBLE AS x, y FROM t")
    yield connection
    connection.close()


@pytest.mark.parametrize(("options", "says"), REFUSED)
def test_input_that_cannot_be_used(options: dict[str, Any], says: str, odd: Any) -> None:
    with pytest.raises(ds.DownslopeError, match=says) as refused:
        ds.fit(odd, "y", **options)
    assert "\n" not in str(refused.value)
    assert odd.execute("SELECT count(*) FROM t").fetchone() == (9,)


def test_values_too_different_in_size_are_not_rounded() -> None:
    """Below 2⁻¹²⁰ of the range no slice reaches; the others are added without loss."""
    x = [2.0**-130 * 1.2345678901234567, 1.0, 0.5, 0.25, 0.75]
    y = [1.0, 2.0, 1.5, 0.1, 0.7]
    with duckdb.connect() as connection:
        fill(connection, "duckdb", "t", {"x": x, "y": y})
        fit = ds.fit(connection, "y", table="t", accuracy="full")
        same_bits(fit, ds.fit(pa.table({"x": x, "y": y}), "y", accuracy="full"))
        fill(connection, "duckdb", "u", {"x": [2.0**-79 / 3.0, 1.0, 0.5, 0.25, 0.75], "y": y})
        rows = [2.0**-79 / 3.0, 1.0, 0.5, 0.25, 0.75]
        fit = ds.fit(connection, "y", table="u", accuracy="full")
        same_bits(fit, ds.fit(pa.table({"x": rows, "y": y}), "y", accuracy="full"))


def test_text_among_the_numbers_of_sqlite() -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE t (x, y)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(1, 2), ("many", 3), (4, 5.5)])
        with pytest.raises(ds.DataError, match="'x' of t has 1 value that is text or blobs"):
            ds.fit(connection, "y", table="t")
        connection.execute("UPDATE t SET x = 9007199254740993 WHERE x = 'many'")
        with pytest.raises(ds.DataError, match="beyond 2\\^53"):
            ds.fit(connection, "y", table="t")


def test_decimals_beyond_128_bits(connect: Callable[[str], Any]) -> None:
    with connect("postgresql") as connection:
        connection.execute("CREATE TEMP TABLE d (x NUMERIC, y FLOAT)")
        connection.execute(f"INSERT INTO d VALUES (1.5, 2), (2.5, 3), (1.{'1' * 40}, 4)")
        with pytest.raises(ds.DataError, match="decimals of 41 digits, beyond the 38"):
            ds.fit(connection, "y", table="d")


def test_values_whose_squares_a_server_cannot_hold(connect: Callable[[str], Any]) -> None:
    with connect("postgresql") as connection:
        connection.execute("CREATE TEMP TABLE h (x FLOAT, y FLOAT)")
        connection.execute("INSERT INTO h VALUES (1e200, 2), (2e200, 3), (4e200, 4)")
        with pytest.raises(ds.DataError, match="'x' has values whose squares are out of range"):
            ds.fit(connection, "y", table="h")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(ds.EngineError, match="cannot be reached") as refused:
        ds.fit("postgresql://me:sesame@127.0.0.1:1/db", "y", table="t")
    assert "sesame" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_connection_that_drops_and_a_time_out(connect: Callable[[str], Any]) -> None:
    with connect("postgresql") as connection:
        connection.execute("SET statement_timeout = 50")
        connection.commit()
        with pytest.raises(ds.DownslopeError, match="statement timeout") as refused:
            ds.fit(connection, "y", sql="SELECT 1.0 AS x, pg_sleep(60)::text::float AS y")
        assert "\n" not in str(refused.value)
        pid = connection.info.backend_pid
        with connect("postgresql") as other:
            other.execute(f"SELECT pg_terminate_backend({pid})")
        with pytest.raises(ds.EngineError, match=r"lost.*connect again") as refused:
            ds.fit(connection, "y", table="orders")
        assert "\n" not in str(refused.value)


def test_a_closed_connection(engine: str, connect: Callable[[str], Any]) -> None:
    connection = connect(engine)
    connection.close()
    with pytest.raises(ds.DownslopeError) as refused:
        ds.fit(connection, "y", table="orders")
    assert "\n" not in str(refused.value)


def as_dict(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip([each[0] for each in cursor.description], row, strict=True))


@pytest.mark.parametrize("rows", [sqlite3.Row, as_dict, lambda _, row: row[::-1], lambda *_: 7])
@pytest.mark.parametrize("text", [str, bytes])
def test_whatever_rows_and_text_a_connection_of_sqlite_makes(rows: Any, text: Any) -> None:
    connection = sqlite3.connect(":memory:")
    fill(connection, "sqlite", "orders", COLUMNS)
    options: dict[str, Any] = {"table": "orders", "categorical": ["city"]}
    plain = ds.fit(connection, "y", [*NUMBERS, "city"], **options)
    connection.row_factory, connection.text_factory = rows, text
    same_bits(ds.fit(connection, "y", [*NUMBERS, "city"], **options), plain)
    assert (connection.row_factory, connection.text_factory) == (rows, text)
    connection.close()


def test_a_file_that_is_no_database_of_the_engine(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    (tmp_path / "empty.db").touch()
    duckdb.connect(tmp_path / "d.db").close()
    for address, told in {
        "duckdb:///{}/a.csv": "is not a database of DuckDB: check it, or leave out 'duckdb:///'",
        "sqlite:///{}/a.csv": "is not a database of SQLite: check it, or leave out 'sqlite:///'",
        "duckdb:///{}/empty.db": "is not a database of DuckDB",
        "sqlite:///{}/d.db": "is a database of DuckDB, not of SQLite: write duckdb:///",
        "duckdb:///{}": "is a folder: give the address of the database file in it.",
        "sqlite:///{}": "is a folder: give the address of the database file in it.",
    }.items():
        given = ("fit", address.format(tmp_path), "-t", "y", "--table", "t")
        assert told in refusal(capsys, *given)


def test_the_command_line(folder: Path, tmp_path: Path, capsys: Any) -> None:
    """Every command that needs only sums takes a database, and says the same as of the rows."""
    given = (f"duckdb:///{folder / 'orders.db'}", "--table", "orders", "-t", "y")
    some = (*given, "--features", "when,select")
    fit = strict_json(output(capsys, "fit", *some, "--accuracy", "full", "--json"))
    local = ds.fit(pa.table(COLUMNS), "y", ["when", "select"], accuracy="full")
    assert [row["estimate"] for row in fit["coefficients"]] == list(local.solution.weights)
    swept = strict_json(output(capsys, "sweep", *some, "--json"))
    told = strict_json(output(capsys, "diagnose", *some, "--json"))
    limit = local.table.problem().hessian() if hasattr(local.table, "problem") else None
    assert swept["lr_limit"] == pytest.approx(told["lr_limit"], rel=1e-9)
    assert limit is not None
    assert told["lr_limit"] == pytest.approx(2.0 / np.linalg.eigvalsh(limit).max(), rel=1e-6)
    file = str(tmp_path / "orders.dss")
    output(capsys, "summarize", *some, "--grade", "exact", "-o", file)
    again = strict_json(output(capsys, "fit", file, "--accuracy", "full", "--json"))
    # The file leaves room for rows to come, of which the bounds are a little wider.
    for kept, found in zip(again["coefficients"], fit["coefficients"], strict=True):
        wider = kept.pop("bound"), kept.pop("digits")
        assert wider == pytest.approx((found.pop("bound"), found.pop("digits")), rel=1e-6)
        assert kept == found
    query = ("--sql", 'SELECT "when", y FROM orders WHERE "when" > 1.7e9')
    where = strict_json(output(capsys, "fit", given[0], "-t", "y", *query, "--json"))
    assert where["n"] == int((COLUMNS["when"] > 1.7e9).sum())


GROUP = "SELECT 1 AS x, 2 AS y, 3 AS g UNION ALL SELECT 2, 3, 3"
IN_GROUPS = ("fit", "sqlite://", "-t", "y", "--sql", GROUP)
REFUSED_COMMANDS = {
    ("fit", "hubble", "--table", "t"): "--table is for a database: give its address",
    ("sweep", "hubble", "--sql", "SELECT 1"): "--sql is for a database",
    ("fit", "duckdb:///nix.db", "-t", "y", "--table", "t"): "No such file: nix.db",
    ("fit", "duckdb://nix.db", "-t", "y", "--table", "t"): "write three slashes before its name",
    ("fit", "duckdb://", "-t", "y"): "A database needs --table or --sql, and neither is given",
    ("train", "duckdb://", "-t", "y", "--table", "t", "--batch-size", "9"): "--batch-size needs",
    (
        "sweep",
        "duckdb://",
        "-t",
        "y",
        "--table",
        "t",
        "--model",
        "ridge",
    ): "--model ridge needs",
    (*IN_GROUPS, "--by", "g", "--grade", "exact"): "SQLite cannot add groups with --grade exact",
    ("fit", "duckdb://", "--sql", "SELECT 1 AS x, 2 AS y"): "Say which column of the query to",
}


@pytest.mark.parametrize("command", REFUSED_COMMANDS)
def test_commands_that_cannot_be_carried_out(command: tuple[str, ...], capsys: Any) -> None:
    assert REFUSED_COMMANDS[command] in refusal(capsys, *command)
