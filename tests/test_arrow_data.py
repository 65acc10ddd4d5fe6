"""Columnar data: Parquet by pyarrow, partitioned folders, and all that speaks Arrow's stream."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
import pytest

import downslope as ds
from downslope.cli import run
from downslope.data.columns import Place, numbers
from downslope.data.open import open_source, read
from downslope.errors import DataError

RNG = np.random.default_rng(11)
N = 400
X = RNG.normal(size=N)
FRAME = pd.DataFrame({"x": X, "y": 2 * X + RNG.normal(size=N)})


def rows(source):
    return np.vstack([block.copy() for task in source.tasks() for block in task.blocks()])


def refusal(data, target="y", **options):
    with pytest.raises(DataError) as caught:
        rows(open_source(data, target, **options))
    told = str(caught.value)
    assert "\n" not in told
    return told


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


# --- partitioned folders --------------------------------------------------------------------------


def partitioned(frame, keys):
    for values, part in frame.group_by(keys, maintain_order=True):
        folder = Path("h", *(f"{key}={value}" for key, value in zip(keys, values, strict=True)))
        folder.mkdir(parents=True)
        part.drop(keys).write_parquet(folder / "part.parquet")


PLACES = pl.DataFrame(
    {
        "x": X,
        "year": np.resize([2023, 2024], N),
        "site": np.resize(["Oslo", "Rome", "New York"], N),
        "level": np.resize([0.5, 1.5], N),
        "y": FRAME["y"].to_numpy(),
    }
)


@pytest.mark.parametrize("keys", [["year"], ["site", "year"], ["level", "site"]])
def test_a_partitioned_folder_has_the_columns_of_its_folders(here, keys):
    partitioned(PLACES, keys)
    Path("h", f"{keys[0]}=2030").mkdir()  # a partition without files
    Path("h", "_temporary", f"{keys[0]}=1").mkdir(parents=True)
    PLACES.write_parquet(f"h/_temporary/{keys[0]}=1/lost.parquet")
    options = {"categorical": ["site"], "features": ["x", "year", "site", "level"]}
    wanted = rows(open_source(PLACES, "y", **options))
    wanted = wanted[np.lexsort(wanted.T)]
    expected = ds.fit(PLACES, "y", **options)
    files = sorted(str(path) for path in Path("h").rglob("part.parquet"))
    for data in ("h", "h/**/*.parquet", f"h/{keys[0]}=*", files, str(Path("h").absolute())):
        if data == f"h/{keys[0]}=*":
            data = f"h/{keys[0]}=*/**/*.parquet"
        source = open_source(data, "y", **options)
        shutil.rmtree("h/_temporary", ignore_errors=True)  # only a pattern would find it
        found = rows(source)
        np.testing.assert_array_equal(found[np.lexsort(found.T)], wanted)
        fitted = ds.fit(data, "y", engine="threads", **options)
        np.testing.assert_allclose(fitted.coef, expected.coef, rtol=1e-12)
    assert set(open_source("h", "y", categorical="site").schema.features) >= set(
        {"x", "year", "level"}
    )


def test_folders_above_the_data_give_no_column(here):
    Path("run=7/lr=0.1").mkdir(parents=True)
    FRAME.to_parquet("run=7/lr=0.1/a.parquet")
    FRAME.to_parquet("run=7/lr=0.1/b.parquet")
    folder = "run=7/lr=0.1"
    for data in (folder, f"{folder}/*.parquet", [f"{folder}/a.parquet", f"{folder}/b.parquet"]):
        assert open_source(data, "y").schema.features == ("x",)


def test_names_and_values_of_folders(here):
    """Escapes, missing values, integers of leading zeros, and a column that the file has, too."""
    for folder, k in (("city=S%C3%A3o Paulo/m=01", 1.0), ("city=Rome/m=12", 2.0)):
        Path("h", folder).mkdir(parents=True)
        pd.DataFrame({"x": [1.0, 2], "m": [k, k], "y": [k, 1]}).to_parquet(f"h/{folder}/a.parquet")
    source = open_source("h", "y", categorical="city")
    assert source.schema.features == ("x", "m", "city=São Paulo")
    assert rows(source)[:, 1].tolist() == [2, 2, 1, 1]
    Path("h/city=__HIVE_DEFAULT_PARTITION__/m=3").mkdir(parents=True)
    pd.DataFrame({"x": [1.0], "m": [1.0], "y": [1.0]}).to_parquet(
        "h/city=__HIVE_DEFAULT_PARTITION__/m=3/a.parquet"
    )
    assert "'city' of h has a missing value in row 1 of h/" in refusal("h", categorical="city")
    dropped = open_source("h", "y", categorical="city", drop_missing=True)
    assert len(rows(dropped)) == 4


def test_folders_of_csv_files_are_partitions_too(here):
    for year in (2023, 2024):
        Path(f"h/year={year}").mkdir(parents=True)
        Path(f"h/year={year}/a.csv").write_text("x,y\n1,2\n2,4.5\nNA,3\n")
    source = open_source("h", "y", drop_missing=True)
    assert source.schema.features == ("x", "year")
    assert rows(source).tolist() == [[1, 2023, 2], [2, 2023, 4.5], [1, 2024, 2], [2, 2024, 4.5]]
    assert read("h", "y", drop_missing=True).rows_dropped == 2


def test_files_outside_of_the_partitions_are_named(here):
    partitioned(PLACES, ["year"])
    PLACES.write_parquet("h/all.parquet")
    assert refusal("h", features="x").startswith("h/all.parquet is not in a folder 'year=…'")
    Path("h/all.parquet").unlink()
    Path("h/year=2025/site=Oslo").mkdir(parents=True)
    FRAME.to_parquet("h/year=2025/site=Oslo/a.parquet")
    assert "is not in a folder 'site=…', but other files are" in refusal("h", features="x")


def test_one_file_of_another_schema_is_named(here):
    Path("d").mkdir()
    for place in range(5):
        FRAME.to_parquet(f"d/{place}.parquet")
    FRAME.rename(columns={"x": "z"}).to_parquet("d/3.parquet")
    assert refusal("d").startswith("d/3.parquet lacks the column 'x' of d/0.parquet: all files")
    FRAME.assign(x=[[1.0]] * N).to_parquet("d/3.parquet")
    assert "holds list(float64) in d/3.parquet but numbers in d/0.parquet" in refusal("d")


def short_files(folder, count=60, rows=700):
    rng = np.random.default_rng(3)
    frames = []
    for i in range(count):
        x = rng.normal(size=(rows, 2)) + 1e6
        frame = pl.DataFrame(
            {"a": x[:, 0], "b": x[:, 1], "y": x @ [2.0, -1.0] + rng.normal(size=rows)}
        )
        frame.write_parquet(folder / f"part-{i:02}.parquet")
        frames.append(frame)
    return pl.concat(frames)


def test_short_files_are_read_as_one_task(here):
    """A summary of each file would take longer than to read it."""
    whole = short_files(here)
    source = open_source("part-*.parquet", "y")
    tasks = source.tasks()
    assert (len(tasks), len(source.frame_tasks())) == (1, 60)
    assert tasks[0].rows == whole.height
    blocks = np.vstack([block.copy() for block in tasks[0].blocks()])
    np.testing.assert_array_equal(blocks, whole.to_numpy())
    whole.write_parquet("whole.parquet")
    fits = [ds.fit("part-*.parquet", "y", engine="threads", workers=n) for n in (1, 4)]
    fits.append(ds.fit("whole.parquet", "y", engine="threads"))
    assert len({fit.coef.tobytes() for fit in fits}) == 1


def test_long_files_between_short_ones_keep_their_tasks(here, monkeypatch):
    for i, rows in enumerate([10, 50_000, 10, 10, 300_000, 10]):
        values = np.arange(rows * 2.0).reshape(rows, 2)
        pl.DataFrame(values, schema=["x", "y"]).write_parquet(here / f"p{i}.parquet")
    source = open_source("p*.parquet", "y")
    assert [task.rows for task in source.tasks()] == [10, 50_000, 20, 300_000, 10]
    monkeypatch.setattr("downslope.data.blocks.LONGEST", 2**15)
    (here / "many").mkdir()
    for i in range(40):
        values = np.arange(4000.0).reshape(2000, 2)
        pl.DataFrame(values, schema=["x", "y"]).write_parquet(here / "many" / f"p{i}.parquet")
    sizes = [task.rows for task in open_source("many", "y").tasks()]
    assert sum(sizes) == 80_000
    assert max(sizes) < 2**15 + 2000


@pytest.mark.parametrize("fault", ["missing", "text", "gone", "changed", "damaged"])
def test_a_fault_in_one_of_many_short_files_is_told_with_its_file(here, fault, capsys):
    whole = short_files(here)
    source = open_source("part-*.parquet", "y")
    file = here / "part-37.parquet"
    if fault in ("missing", "text"):
        odd = pl.lit(None, pl.Float64) if fault == "missing" else pl.lit("seven")
        frame = pl.read_parquet(file).with_row_index()
        frame = frame.with_columns(a=pl.when(pl.col("index") == 8).then(odd).otherwise("a"))
        frame.drop("index").write_parquet(file)
        told = "row 9 of part-37.parquet"
        if fault == "missing":
            dropped = ds.fit("part-*.parquet", "y", drop_missing=True, engine="threads")
            assert (dropped.n, dropped.table.rows_dropped) == (whole.height - 1, 1)
        source = open_source("part-*.parquet", "y") if fault == "missing" else None
    elif fault == "gone":
        file.unlink()
        told = "part-37.parquet disappeared while it was read (at row 1)"
    elif fault == "changed":
        pl.read_parquet(file).head(600).write_parquet(file)
        told = "part-37.parquet changed while it was read (at row 1"
    else:
        content = bytearray(file.read_bytes())
        content[4:400] = bytes(396)
        stat = file.stat()
        file.write_bytes(content)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        told = "part-37.parquet is a damaged Parquet file"
    with pytest.raises(DataError, match=re.escape(told)):
        rows(source or open_source("part-*.parquet", "y"))


def test_many_small_partitions_are_read_as_one_task(here):
    for year in range(2000, 2030):
        folder = here / "d" / f"year={year}"
        folder.mkdir(parents=True)
        rows = pl.DataFrame({"x": np.arange(50.0) * year % 7, "y": np.arange(50.0)})
        rows.write_parquet(folder / "a.parquet")
    source = open_source("d", "y")
    (task,) = source.tasks()
    years = np.concatenate([block[:, 1].copy() for block in task.blocks()])
    np.testing.assert_array_equal(years, np.repeat(np.arange(2000.0, 2030), 50))


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
