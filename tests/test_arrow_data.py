"""Columnar data: Parquet by pyarrow, and all that speaks Arrow's stream."""

import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import adbc_driver_sqlite.dbapi as adbc
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
import pytest

import downslope as ds
from columnar import FRAME, N, X, refusal, rows
from downslope.cli import run
from downslope.data.columns import Place, numbers
from downslope.data.open import open_source
from downslope.errors import DataError


class Capsule:
    """Only the stream of a table, as DuckDB's relations have it."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def stored(table, kind):
    """Return a pandas frame or a table in one of the ways in which it may arrive."""
    arrow = pa.Table.from_pandas(table) if isinstance(table, pd.DataFrame) else table
    if kind == "pandas":
        return table if isinstance(table, pd.DataFrame) else table.to_pandas()
    if kind == "parquet":
        pq.write_table(arrow, "d.parquet")
        return "d.parquet"
    if kind == "feather":
        with pa.ipc.new_file("d.feather", arrow.schema) as out:
            out.write_table(arrow)
        return "d.feather"
    if kind == "reader":
        return arrow.to_reader()
    return Capsule(arrow) if kind == "capsule" else arrow


KINDS = ["pandas", "parquet", "feather", "table", "reader", "capsule"]


# --- pandas' index --------------------------------------------------------------------------------

INDEXES = {
    "filtered": FRAME[FRAME.x > -1],
    "named": FRAME.set_index(pd.Index(np.arange(N) ** 2, name="id")),
    "dates": FRAME.set_index(pd.date_range("2020-01-01", periods=N, name="day")),
    "two": FRAME.set_index([pd.Index(np.arange(N) % 3, name="a"), np.arange(N)]),
    "text": FRAME.set_index(pd.Index([f"r{i}" for i in range(N)])),
    "counted": FRAME,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", INDEXES)
def test_the_index_of_pandas_is_left_out_and_said(here, name, kind):
    frame = INDEXES[name]
    data = stored(frame, kind)
    source = open_source(data, "y")
    assert source.schema.features == ("x",)
    np.testing.assert_array_equal(rows(source), frame[["x", "y"]].to_numpy())
    notes = [note for note in source.schema.notes if note.code == "index_left_out"]
    assert len(notes) == (name != "counted")
    if notes:
        assert set(notes[0].columns) <= {"id", "day", "a", "__index_level_0__", "__index_level_1__"}


def test_a_fit_tells_of_the_index_and_takes_it_by_name(here, capsys):
    INDEXES["named"].to_parquet("d.parquet")
    assert run(["fit", "d.parquet", "-t", "y"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "'id' is the index that pandas or R wrote beside the columns, and is left out." in told
    for options in ({"features": ["x", "id"]}, {"keep_index": True}):
        for data in ("d.parquet", INDEXES["named"]):
            source = open_source(data, "y", **options)
            assert source.schema.features == ("x", "id")
            assert rows(source)[5, 1] == 25
            assert not source.schema.notes
    assert open_source("d.parquet", "id").schema.features == ("x", "y")


def test_an_index_is_no_feature_even_if_nothing_else_is_left(here):
    FRAME[["y"]].set_index(pd.Index(np.arange(N) ** 2)).to_parquet("d.parquet")
    assert "has no column besides the target 'y'" in refusal("d.parquet")


# --- categories -----------------------------------------------------------------------------------

SIZES = ["small", "medium", "large"]


def sized(categories, ordered=False):
    size = pd.Categorical(np.resize(SIZES, N), categories=categories, ordered=ordered)
    return FRAME.assign(size=size)


@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_categories_stays_as_given(here, kind, ordered):
    for order in (SIZES, SIZES[::-1], ["medium", "huge", "small", "large"]):
        data = stored(sized(order, ordered), kind)
        source = open_source(data, "y", categorical=["size"])
        levels = tuple(level for level in order if level != "huge")  # which no row has
        assert source.schema.levels == (("size", levels),)


def test_other_levels_are_sorted(here):
    frame = FRAME.assign(size=np.resize(SIZES, N))
    table = pa.Table.from_pandas(frame)
    coded = table.set_column(2, "size", table["size"].dictionary_encode())
    coded = coded.replace_schema_metadata()
    for data in (frame, table, coded, pl.from_arrow(table), stored(coded, "parquet")):
        source = open_source(data, "y", categorical="size")
        assert source.schema.levels == (("size", tuple(sorted(SIZES))),)
    enum = pl.from_arrow(table).with_columns(pl.col("size").cast(pl.Enum(SIZES)))
    assert open_source(enum, "y", categorical="size").schema.levels == (("size", tuple(SIZES)),)


def test_the_order_of_numbers_and_of_several_files(here):
    three = pd.Categorical(np.resize([3, 1, 2], N), categories=[3, 1, 2])
    source = open_source(FRAME.assign(k=three), "y", categorical="k")
    assert source.schema.levels == (("k", ("3", "1", "2")),)
    sized(SIZES).to_parquet("a.parquet")
    more = sized(SIZES).assign(size=pd.Categorical(["tiny"] * N))
    more.to_parquet("b.parquet")
    source = open_source(["a.parquet", "b.parquet"], "y", categorical="size")
    assert source.schema.levels == (("size", (*SIZES, "tiny")),)


@pytest.mark.parametrize("kind", KINDS)
def test_a_categorical_column_is_offered_as_one(here, kind):
    told = refusal(stored(sized(SIZES), kind))
    option = "--categorical size" if kind in ("parquet", "feather") else "categorical=['size']"
    assert "Column 'size' of" in told
    assert f"treat it as categorical ({option})" in told


# --- types ----------------------------------------------------------------------------------------

TWO = {"y": [1.0, 2.5, 3.5]}


def typed(values, kind):
    return pa.table({"x": pa.array(values, kind)} | TWO)


TAKEN = {
    "float16": (np.array([1.5, 2.5, -4], np.float16), pa.float16()),
    "float32": ([1.5, 2.5, -4], pa.float32()),
    "int8": ([1, 2, -4], pa.int8()),
    "uint64": ([1, 2**53, 4], pa.uint64()),
    "int64": ([1, -(2**53), 4], pa.int64()),
    "bool": ([True, False, True], pa.bool_()),
    "decimal": ([Decimal("1.25"), Decimal("-2.5"), Decimal("400.75")], pa.decimal128(9, 2)),
    "decimal32": ([Decimal("1.25"), Decimal("-2.5"), Decimal("400.75")], pa.decimal32(9, 2)),
    "text": (["1.5", " 2.5", "-4"], pa.string()),
    "large text": (["1.5", "2.5", "-4"], pa.large_string()),
    "text view": (["1.5", "2.5", "-4"], pa.string_view()),
    "dictionary of numbers": (pa.array([1.5, 2.5, 1.5]).dictionary_encode(), None),
    "dictionary of text": (pa.array(["1.5", "2.5", "1.5"]).dictionary_encode(), None),
}


@pytest.mark.parametrize("kind", ["parquet", "feather", "table", "reader", "capsule"])
@pytest.mark.parametrize("name", TAKEN)
def test_types_of_numbers_are_taken(here, name, kind):
    values, of_type = TAKEN[name]
    table = typed(values, of_type)
    if kind == "parquet" and name == "text view":
        pytest.skip("not written by pyarrow")
    listed = values.to_pylist() if isinstance(values, pa.Array) else values
    wanted = np.array([float(value) for value in listed])
    np.testing.assert_array_equal(rows(open_source(stored(table, kind), "y"))[:, 0], wanted)


REFUSED = {
    "decimal256": ([Decimal(1), Decimal(2), Decimal(3)], pa.decimal256(60, 2), "decimal256(60, 2)"),
    "hundreds": (
        [Decimal(100), Decimal(200), Decimal(300)],
        pa.decimal128(5, -2),
        "decimal128(5, ",
    ),
    "interval": ([(1, 2, 3)] * 3, pa.month_day_nano_interval(), "month_day_nano_interval"),
    "nested": ([[Decimal(1)]] * 3, pa.list_(pa.decimal256(60, 2)), "list<item: decimal256(60, 2)>"),
    "runs": (
        pa.compute.run_end_encode(pa.array([1.0, 1, 2])),
        None,
        "run_",
    ),
}


@pytest.mark.parametrize("kind", ["parquet", "feather", "table", "reader", "capsule"])
@pytest.mark.parametrize("name", REFUSED)
def test_a_type_that_is_not_supported_is_named_and_may_be_left_out(here, name, kind, capfd):
    values, of_type, words = REFUSED[name]
    table = typed(values, of_type).append_column("z", pa.array([1.0, 3, 2]))
    if kind == "parquet" and name in ("hundreds", "interval", "runs"):
        pytest.skip("not written by pyarrow")
    told = refusal(stored(table, kind))
    assert "Column 'x' of" in told
    assert f"holds values of type {'' if name == 'nested' else words}" in told
    assert "damaged" not in told
    assert told.endswith("z" if kind in ("parquet", "feather") else "features=['z']")
    assert rows(open_source(stored(table, kind), "y", features=["z"]))[:, 0].tolist() == [1, 3, 2]
    for options in ({"categorical": ["x"]}, {"date": {"x": "days"}}, {"missing": [-999]}):
        told = refusal(stored(table, kind), **options)
        assert "Column 'x' of" in told
        assert "which is not supported" in told
    assert "panicked" not in capfd.readouterr().err


@pytest.mark.parametrize("kind", ["parquet", "table"])
def test_integers_and_decimals_beyond_float64_are_told_with_their_row(here, kind):
    for values, of_type in (
        ([1, 2, 2**53 + 1], pa.int64()),
        ([1, None, 2**53 + 1], pa.int64()),
        ([1, 2, 2**63 + 1], pa.uint64()),
        ([Decimal(1), Decimal(2), Decimal(2**53 + 1)], pa.decimal128(20, 0)),
        ([Decimal(1), Decimal(2), Decimal(-(2**60))], pa.decimal128(20, 0)),
    ):
        told = refusal(stored(typed(values, of_type), kind))
        assert f"the integer {values[2]}, beyond 2^53, in row 3" in told


def test_decimals_are_checked_by_their_extremes_and_not_one_by_one(here, monkeypatch):
    def never(*_):
        raise AssertionError("looked at every value")

    values = [Decimal(i) / 100 for i in range(5000)]
    pq.write_table(pa.table({"x": pa.array(values, pa.decimal128(9, 2)), "y": X.repeat(13)[:5000]}),
                   "d.parquet")  # fmt: skip
    monkeypatch.setattr("downslope.data.columns._check_exact", never)
    assert rows(open_source("d.parquet", "y"))[4999, 0] == 49.99


@pytest.mark.parametrize("mixed", [[1, "a", 2.5], [1.5, None, "2"], [date(2020, 1, 1), 1, "x"]])
def test_a_pandas_column_of_mixed_values_is_text(mixed):
    frame = pd.DataFrame({"x": mixed, "z": [1.0, 2, 3], "y": [1.0, 2, 4]})
    assert rows(open_source(frame, "y", features=["z"])).shape == (3, 2)
    told = refusal(frame)
    assert "Column 'x' of the data " in told
    if mixed[1] is None:
        assert "missing value in row 2" in told
        found = rows(open_source(frame, "y", features="x", drop_missing=True))
        assert found[:, 0].tolist() == [1.5, 2]


def test_a_pandas_frame_of_other_kinds_of_columns():
    frame = pd.DataFrame(
        {
            0: pd.array([1, None, 3], dtype="Int64"),
            "b": pd.array([True, False, None], dtype="boolean"),
            "s": pd.arrays.SparseArray([0.0, 1, 0]),
            "y": [1.0, 2, 4],
        }
    )
    source = open_source(frame, "y", drop_missing=True)
    assert source.schema.features == ("0", "b", "s")
    assert rows(source).tolist() == [[1, 1, 0, 1]]


# --- streams --------------------------------------------------------------------------------------


def test_a_stream_that_breaks_off_says_so():
    table = pa.Table.from_pandas(FRAME)

    def batches():
        yield from table.to_batches(max_chunksize=100)[:2]
        raise RuntimeError("the connection is lost\nat line 3")

    reader = pa.RecordBatchReader.from_batches(table.schema, batches())
    told = refusal(reader)
    assert "The Arrow stream could not be read past row 200" in told
    assert "the connection is lost" in told


def test_a_relation_of_duckdb_is_read():
    duckdb = pytest.importorskip("duckdb")
    frame = FRAME.reset_index(drop=True)
    with duckdb.connect() as connection:
        relation = connection.from_df(frame).order("x")
        wanted = frame.sort_values("x").to_numpy()
        np.testing.assert_array_equal(rows(open_source(relation, "y")), wanted)
        np.testing.assert_allclose(ds.fit(relation, "y").coef, ds.fit(frame, "y").coef, rtol=1e-12)


@pytest.mark.parametrize("fetch", ["fetch_arrow", "fetch_record_batch", "fetch_arrow_table"])
def test_what_a_cursor_of_adbc_fetches_is_read(fetch, tmp_path):
    file = str(tmp_path / "d.sqlite")
    frame = FRAME.reset_index(drop=True)[["x", "y"]]
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE d (x REAL, y REAL)")
        made.executemany("INSERT INTO d VALUES (?, ?)", frame.astype(float).to_numpy().tolist())
    with adbc.connect(file) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM d")
        found = ds.fit(getattr(cursor, fetch)(), "y")
    np.testing.assert_allclose(found.coef, ds.fit(frame, "y").coef, rtol=1e-12)


# --- Parquet files --------------------------------------------------------------------------------


def test_a_file_that_claims_more_rows_than_it_has(here):
    pq.write_table(pa.table({"x": np.arange(1000.0), "y": X.repeat(3)[:1000]}), "d.parquet")
    whole = Path("d.parquet").read_bytes()
    length = int.from_bytes(whole[-8:-4], "little") + 8
    claimed, more = b"\xd0\x0f", b"\xd2\x0f"  # 1000 and 1001 in Thrift
    footer = whole[-length:]
    assert footer.count(claimed) >= 3
    Path("d.parquet").write_bytes(whole[:-length] + footer.replace(claimed, more))
    assert "d.parquet is a damaged Parquet file" in refusal("d.parquet")
    for place in range(footer.count(claimed)):  # only in one of the places
        parts = footer.split(claimed)
        changed = claimed.join(parts[: place + 1]) + more + claimed.join(parts[place + 1 :])
        Path("d.parquet").write_bytes(whole[:-length] + changed)
        try:
            assert len(rows(open_source("d.parquet", "y"))) == 1000
        except DataError as error:
            assert "d.parquet is a damaged Parquet file" in str(error)  # noqa: PT017


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip"])
def test_the_checksums_of_pages_are_verified(here, compression):
    table = pa.Table.from_pandas(FRAME)
    pq.write_table(table, "d.parquet", compression=compression, use_dictionary=False,
                   write_page_checksum=True)  # fmt: skip
    whole = Path("d.parquet").read_bytes()
    start = pq.ParquetFile("d.parquet").metadata.row_group(0).column(0).data_page_offset
    for place in range(start + 150, start + 950, 40):  # after the page's header
        damaged = bytearray(whole)
        damaged[place] ^= 1
        Path("d.parquet").write_bytes(damaged)
        assert "d.parquet is a damaged Parquet file" in refusal("d.parquet")


@pytest.mark.parametrize("fault", ["replaced", "rewritten"])
def test_a_file_of_the_same_size_between_two_passes_says_so(here, fault):
    FRAME.to_parquet("d.parquet")
    source = open_source("d.parquet", "y")
    rows(source)
    if fault == "replaced":
        state = Path("d.parquet").stat()
        shutil.copy("d.parquet", "other.parquet")
        os.utime("other.parquet", ns=(state.st_atime_ns, state.st_mtime_ns))
        Path("other.parquet").replace("d.parquet")
    else:
        os.utime("d.parquet", ns=(1, 1))
    told = r"d\.parquet changed while it was read \(at row 1; it was written again\)"
    with pytest.raises(DataError, match=told):
        rows(source)


MEMORY = """
import resource, sys
from downslope.cli import run
import downslope.fitting.passes, polars, pyarrow.parquet
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
status = run(sys.argv[1:])
print(status, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "command", ["fit FILE -t y", "diagnose FILE -t y", "summarize FILE -t y -o d.dss"]
)
def test_a_small_file_that_unfolds_to_much_takes_little_memory(here, command):
    """Of 1.2 million rows and 8 columns in one row group: 77 MB as float64, and less than 1 MB."""
    i = np.arange(1_200_000, dtype=np.int32)
    columns = {f"x{j}": (i >> (12 + j)) & 1 for j in range(7)}
    pq.write_table(pa.table(columns | {"y": (i >> 9) & 7}), "d.parquet", row_group_size=len(i))
    assert Path("d.parquet").stat().st_size < 2**20
    line = command.replace("FILE", "d.parquet").split()
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, *line], capture_output=True, text=True, check=False
    )
    status, before, after = map(int, done.stderr.split()[-3:])
    assert status == 0, done.stderr
    unit = 1 if sys.platform == "darwin" else 1024
    assert (after - before) * unit < 180 * 2**20


def test_decimals_become_the_nearest_floats() -> None:
    rng = np.random.default_rng(3)
    for scale, digits in ((0, 15), (2, 12), (5, 15), (22, 15), (25, 15), (3, 18)):
        whole = rng.integers(-(10**digits), 10**digits, 200)
        decimals = [
            None if i % 7 == 0 else Decimal(int(w)).scaleb(-scale) for i, w in enumerate(whole)
        ]
        if scale == 0:
            decimals = [each and Decimal(int(each) % 2**50) for each in decimals]
        column = pa.array(decimals, pa.decimal128(38, scale))
        expected = [np.nan if each is None else float(each) for each in decimals]
        pieces = pa.chunked_array([column[:90], column[90:91], column[91:]])
        for some, of in ((column, expected), (column[33:], expected[33:]), (pieces, expected)):
            found = numbers(some, "x", Place("d"))
            if scale <= 22 and digits <= 15:
                np.testing.assert_array_equal(found, of)
            else:  # polars divides, and may round twice
                np.testing.assert_allclose(found, of, rtol=4e-16)
    nulls = pa.array([None, Decimal("1.5")], pa.decimal128(9, 2))
    np.testing.assert_array_equal(numbers(nulls[:1], "x", Place("d")), [np.nan])
    assert len(numbers(nulls[:0], "x", Place("d"))) == 0


def test_pandas_is_not_imported_to_read_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    pl.DataFrame({"x": [1.0, 2.0, 4.0, 5.0], "y": [2, 4, 8, 11]}).write_parquet(path)
    code = (
        "import sys, downslope as ds\n"
        f"print(ds.fit({str(path)!r}, target='y').n, 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "4 False\n"


@pytest.mark.parametrize("kind", [pa.int8(), pa.uint64(), pa.float16(), pa.float32(), pa.float64()])
@pytest.mark.parametrize("values", [[], [3, 1, 2], [3, None, 2]])
def test_plain_numbers_are_what_arrow_makes_of_them(kind, values):
    column = pa.chunked_array(
        [pa.array([0, *values]).cast(kind).slice(1), pa.array([7]).cast(kind)]
    )
    found = numbers(column, "x", Place("a"))
    np.testing.assert_array_equal(found, column.to_numpy())
    assert found.dtype == column.to_numpy().dtype
