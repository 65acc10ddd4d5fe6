"""Sources: the same rows in the same blocks however they are stored, and faults in one line."""

import gzip
import os
import pickle
import threading
import time
from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downslope.data import blocks as sizes
from downslope.data import levels, parquet
from downslope.data.array_source import of_arrays
from downslope.data.blocks import Layout, block_rows
from downslope.data.open import open_source, read
from downslope.data.parquet import ParquetFile, spans
from downslope.errors import DataError

N = 20_000


@pytest.fixture(autouse=True)
def _several_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("downslope.data.blocks._MOST", 8192)


@pytest.fixture(scope="module")
def frame():
    rng = np.random.default_rng(0)
    return pl.DataFrame(
        {
            "a": rng.normal(size=N),
            "b": rng.integers(-9, 9, N),
            "c": rng.random(N) < 0.5,
            "d": rng.normal(size=N).astype(np.float32),
            "y": rng.normal(size=N),
        }
    )


def blocks(source, *, travel=False):
    """All blocks; with `travel`, of tasks that were pickled and unpickled."""
    tasks = source.tasks()
    if travel:
        tasks = [pickle.loads(pickle.dumps(task)) for task in tasks]
    return [block.copy() for task in tasks for block in task.blocks()]


def rows(source, **options):
    return np.vstack([np.empty((0, source.schema.width)), *blocks(source, **options)])


def refusal(*given, **options):
    """The one line that refuses, on opening or on reading."""
    with pytest.raises(DataError) as caught:
        rows(open_source(*given, **options))
    told = str(caught.value)
    assert "\n" not in told
    return told


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def small_slices(monkeypatch, rows_of_slice=512):
    monkeypatch.setattr(sizes, "LONGEST", rows_of_slice)
    monkeypatch.setattr(sizes, "SHORTEST", rows_of_slice)


# --- the same rows, whatever they are stored in ---------------------------------------------------


class Capsule:
    """Only the PyCapsule stream of a table."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def stored(kind, frame):
    if kind == "parquet":
        frame.write_parquet("d.parquet", row_group_size=3001)
        return "d.parquet"
    if kind == "csv":
        frame.write_csv("d.csv")
        return "d.csv"
    if kind == "gzip":
        write_to = frame.write_csv().encode()
        with open("d.csv.gz", "wb") as file:  # noqa: PTH123
            file.write(gzip.compress(write_to))
        return "d.csv.gz"
    if kind == "lazy":
        return frame.lazy()
    if kind == "polars":
        return frame
    pytest.importorskip("pyarrow")
    if kind == "pandas":
        pytest.importorskip("pandas")
        return frame.to_pandas()
    table = frame.to_arrow()
    if kind == "arrow":
        return table
    return Capsule(table) if kind == "capsule" else table.to_reader(max_chunksize=999)


KINDS = ["parquet", "csv", "gzip", "polars", "lazy", "pandas", "arrow", "capsule", "reader"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_same_rows_in_the_same_blocks(here, frame, kind):
    source = open_source(stored(kind, frame), "y")
    assert source.schema.features == ("a", "b", "c", "d")
    assert source.schema.rows in (N, None)
    sample = source.sample(100)
    assert 0 < len(sample) <= 100
    found = blocks(source, travel=kind not in ("capsule", "reader"))
    size = block_rows(5)
    assert [len(block) for block in found] == [size, size, N - 2 * size]
    assert all(block.dtype == np.float64 for block in found)
    wanted = frame.with_columns(pl.col("c").cast(pl.Float64)).select(pl.all().cast(pl.Float64))
    if kind in ("csv", "gzip"):  # float32 is printed in decimals that are not quite its value
        table = read("d.csv" if kind == "csv" else "d.csv.gz", "y")
        wanted = pl.DataFrame(np.column_stack([table.X, table.y]))
    np.testing.assert_array_equal(np.vstack(found), wanted.to_numpy())
    assert len(np.setdiff1d(sample[:, 0], wanted.to_numpy()[:, 0])) == 0


def test_a_dask_frame_gives_its_partitions(frame):
    dask = pytest.importorskip("dask.dataframe")
    pandas = pytest.importorskip("pandas")
    column = frame["a"].to_list()
    column[N // 2 + 5] = None
    # text in a Dask frame would need pyarrow: numbers do not
    data = pandas.DataFrame({"a": column, "b": frame["b"].to_list(), "y": frame["y"].to_list()})
    source = open_source(dask.from_pandas(data, npartitions=4), "y", drop_missing=True)
    assert len(source.tasks()) == 4
    wanted = data.dropna().to_numpy()
    np.testing.assert_array_equal(rows(source), wanted)
    assert len(source.sample(50)) > 0
    with pytest.raises(DataError, match="missing value in row 6 of partition 3"):
        rows(open_source(dask.from_pandas(data, npartitions=4), "y"))


@pytest.mark.parametrize("size", [1, 30, 5000, 10**6])
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_sample_is_as_long_as_asked_and_comes_from_all_files(here, frame, size, suffix):
    for i in range(3):
        part = frame.select("a", "y")[i * 3000 : (i + 1) * 3000]
        part.write_csv(f"{i}.csv") if suffix == "csv" else part.write_parquet(f"{i}.parquet")
    sample = open_source(f"*.{suffix}", "y").sample(size)
    assert len(sample) == min(size, 9000)
    if size >= 3:
        place = {value: i for i, value in enumerate(frame["a"])}
        assert {place[value] // 3000 for value in sample[:, 0]} == {0, 1, 2}


@pytest.mark.parametrize("sparse", [False, True])
def test_arrays_give_their_rows(sparse, monkeypatch):
    small_slices(monkeypatch, 8192)
    scipy = pytest.importorskip("scipy.sparse")
    rng = np.random.default_rng(1)
    X = rng.normal(size=(N, 3)) * (rng.random((N, 3)) < 0.2)
    y, weights = rng.normal(size=N), rng.random(N)
    source = of_arrays(scipy.csr_array(X) if sparse else X, y, weights, names=["a", "b", "c"])
    assert source.schema.features == ("a", "b", "c")
    assert (source.schema.weights, source.schema.rows) == ("weights", N)
    assert len(source.tasks()) == 3
    wanted = np.column_stack([X, y, weights])
    np.testing.assert_array_equal(rows(source, travel=True), wanted)
    step = -(-N // 50)
    np.testing.assert_array_equal(source.sample(50), wanted[::step])


def test_arrays_that_cannot_be_used_say_why():
    X = np.ones((5, 2))
    y = np.arange(5.0)
    with pytest.raises(DataError, match="X has 5 rows but y has 4"):
        of_arrays(X, y[:4])
    with pytest.raises(DataError, match="2 columns and 1 names"):
        of_arrays(X, y, names=["a"])
    with pytest.raises(DataError, match="weight of row 2 is -1"):
        of_arrays(X, y, weights=[1, -1, 1, 1, 1])
    X[3, 1] = np.nan
    with pytest.raises(DataError, match="'x2' of the arrays has a missing value in row 4"):
        rows(of_arrays(X, y))
    assert len(rows(of_arrays(X, y, drop_missing=True))) == 4
    with pytest.raises(DataError, match="ndarray have no column names"):
        open_source(X, "y")


def test_a_list_a_glob_and_a_folder_are_the_same(here, frame):
    os.mkdir("d")  # noqa: PTH102
    for i in range(3):
        frame[i * 7000 : (i + 1) * 7000].write_parquet(f"d/{i}.parquet")
    wanted = frame.select(pl.all().cast(pl.Float64)).to_numpy()
    for data in ("d", "d/*.parquet", [f"d/{i}.parquet" for i in range(3)]):
        np.testing.assert_array_equal(rows(open_source(data, "y")), wanted)
    assert open_source("hubble").schema.target == read("hubble").target


def test_columns_are_chosen_by_name_and_weights_come_last(here, frame):
    frame.rename({"a": "intercept"}).write_parquet("d.parquet")
    source = open_source("d.parquet", "d", features=["y", "intercept"], weights="c")
    schema = source.schema
    assert (schema.features, schema.target) == (("y", "intercept (column)"), "d")
    assert (schema.weights, schema.width) == ("c", 4)
    wanted = frame.select(pl.col("y", "a", "d", "c").cast(pl.Float64)).to_numpy()
    np.testing.assert_array_equal(rows(source), wanted)


# --- blocks are fixed -----------------------------------------------------------------------------


@pytest.mark.parametrize("group", [100, 3001, 8192, N])
def test_blocks_do_not_depend_on_row_groups(here, frame, group, monkeypatch):
    small_slices(monkeypatch, 8192)
    gaps = frame.with_columns(pl.when(pl.col("b") == 3).then(None).otherwise("a").alias("a"))
    gaps.write_parquet("d.parquet", row_group_size=group)
    source = open_source("d.parquet", "y", drop_missing=True)
    lengths = [8192, 8192, N - 16384] if group <= 8192 else [N]  # a long group is one task
    assert [task.rows for task in source.tasks()] == lengths
    complete = gaps.select(pl.all().cast(pl.Float64)).to_numpy()
    wanted = [complete[i : i + 8192] for i in range(0, N, 8192)]
    wanted = [block[np.isfinite(block).all(axis=1)] for block in wanted]
    found = blocks(source)
    assert [len(block) for block in found] == [len(block) for block in wanted]
    np.testing.assert_array_equal(np.vstack(found), np.vstack(wanted))
    tasks = source.tasks()
    list(tasks[-1].blocks())
    list(tasks[-1].blocks())  # a second pass counts anew
    left = sum(map(len, wanted)) if group > 8192 else len(wanted[2])
    assert tasks[-1].dropped == lengths[-1] - left


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 5000), st.integers(0, 3), st.integers(2, 1500))
def test_pieces_of_any_size_make_the_same_blocks(tmp_path_factory, size, quoted, height):
    """Pieces end between records, also where quotes hold line ends."""
    file = tmp_path_factory.mktemp("csv") / "d.csv"
    text = ['"a\nb"', "plain", '"say ""x,\n"""', '"\n\n"'][quoted]
    lines = [f"{i},{text},{i * i}" for i in range(height)]
    file.write_text("\n".join(["x,t,y", *lines]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("downslope.data.csv_pieces.PIECE", size)
        found = rows(open_source(file, "y", features=["x"]))
    i = np.arange(height, dtype=float)
    np.testing.assert_array_equal(found, np.column_stack([i, i * i]))


@pytest.mark.parametrize("width", [1, 2, 11, 100, 501, 5000])
def test_slices_are_whole_blocks_and_fit_in_memory(width):
    step = sizes.slice_rows(width)
    assert step % block_rows(width) == 0
    assert step == sizes.SHORTEST or step * width * 8 <= sizes.SLICE_BYTES


@given(
    st.lists(st.sampled_from([0, 1, 7, 100, 2**13 - 1, 2**13, 10**5, 10**6]), max_size=30),
    st.sampled_from([2**13, 2**18]),
)
def test_spans_cover_the_row_groups_once_and_in_order(groups, usual):
    found, block = list(spans(groups, usual, 2**13)), 2**13
    ends = np.cumsum([0, *groups])
    starts = [int(ends[span.first]) + span.skip for span in found]
    assert starts == [0, *np.cumsum([span.rows for span in found])][:-1]
    assert sum(span.rows for span in found) == sum(groups)
    for span, start in zip(found, starts, strict=True):
        assert ends[span.first] <= start < start + span.rows <= ends[span.beyond]
        assert span.rows >= usual or span is found[-1]
        # Only groups shorter than a block are divided, and only where a block ends.
        if start + span.rows != ends[span.beyond]:
            assert groups[span.beyond - 1] < block
            assert span.rows == usual


def test_another_writer_is_read_too(here, frame):
    pq = pytest.importorskip("pyarrow.parquet")
    nested = frame.to_arrow().append_column("list", [[[1, 2]] * N])
    for version in ("1.0", "2.6"):
        pq.write_table(nested, "d.parquet", row_group_size=6000, version=version)
        found = ParquetFile.open(here / "d.parquet")
        assert (found.rows, found.names) == (N, [*frame.columns, "list"])
        assert len(rows(open_source("d.parquet", "y", features=["a"]))) == N
        assert "type list(int64), not numbers" in refusal("d.parquet", "y")


def test_a_task_is_small_however_long_its_file(here, frame):
    frame.write_parquet("d.parquet")
    frame.write_csv("d.csv")
    for name in ("d.parquet", "d.csv"):
        (task,) = open_source(name, "y").tasks()
        assert len(pickle.dumps(task)) < 2000


def test_shards_of_no_row_and_of_one_row(here, frame):
    names = []
    for i, height in enumerate((0, 1, 5, 0, 1)):
        names.append(f"{i}.parquet")
        frame[10 * i : 10 * i + height].write_parquet(names[-1])
    source = open_source(names, "y")
    assert source.schema.rows == 7
    assert len(rows(source)) == 7
    assert sum(task.rows for task in source.tasks()) == 7
    told = refusal([names[0], names[3]], "y")
    assert told.endswith("has 0 rows of data: at least 2 are needed.")
    assert "has 1 row of data" in refusal(names[1], "y")


# --- the rules are those of data in memory --------------------------------------------------------

CSV = {
    "text": "x,z,y\n1,2,3\n2,six,4\n3,4,5\n",
    "dates": "x,z,y\n1,2020-01-01,3\n2,2020-01-02,4\n",
    "missing": "x,y\n1,2\n,3\nNA,3\n3,4\n",
    "nan": "x,y\n1,2\nnan,3\n3,4\n",
    "inf": "x,y\n1,2\n2,-inf\n3,4\n",
    "beyond float64": "x,y\n1e400,2\n1,4\n2,7\n",
    "empty column": "x,n,y\n1,,3\n2,,4\n",
    "beyond 2^53": "x,y\n1,2\n9007199254740993,3\n",
    "below −2^53": "x,y\n1,2\n-9007199254740994,3\n",
    "long row": "x,y\n1,2\n2,3,4\n3,4\n",
    "open quote": 'x,t,y\n1,"a,2\n2,b,3\n3,c,4\n',
    "stray quote": 'x,y\n1,2\n2,3"4\n3,4\n',
    "comma and point": "x;y\n1,5;2\n2.5;4\n",
    "comma or thousands": "x\ty\n1,500\t2\n2,500\t4\n",
    "Latin-1": "x,ort,y\n1,a,2\n2,gr\xfc,3\n".encode("latin-1"),
    "same name": "x,x,y\n1,2,3\n2,3,4\n",
    "header only": "x,y\n",
    "no target": "x,z\n1,2\n2,3\n",
    "blank row": "x,y\n1,2\n\n2,3\n",
    "short row": "x,z,y\n1,2,3\n2,3\n4,5,6\n",
    "cut gzip": gzip.compress(b"x,y\n" + b"".join(b"%d,%d\n" % (i, i) for i in range(9999)))[:9000],
}


@pytest.mark.parametrize("name", CSV)
def test_a_stream_refuses_what_a_table_refuses_in_the_same_words(here, name):
    write(here, "d.csv", CSV[name])
    with pytest.raises(DataError) as caught:
        read("d.csv", "y")
    assert refusal("d.csv", "y") == str(caught.value)


FINE = {
    "marks": "x,y\n1,2\nNA,3\n-,3\n?,3\n3,4\n",
    "blanks": " x , y \n 1 , 2 \n2,4.1\n",
    "truths": "t,x,y\ntrue,1,2\nfalse,NA,3\ntrue,3,4\n",
    "blank end": "x,z,y\n1,2,3\n2,3,4\n,,\n,,\n\n",
    "a separator too many": "x,y,\n1,2,\n2,4,\n",
    "large floats": "x,y\n1e20,2\n123456789012345678.5,3\n",
    "quotes": '"x","y"\n"1","2"\n"3",4\n',
    "CRLF": "x,y\r\n1,2\r\n2,4.1\r\n",
    "mark": "\ufeffx,y\n1,2\n2,4.1\n",
    "blank lines first": "\n\nx,y\n1,2\n2,4.1\n",
}


@pytest.mark.parametrize("size", [1, 2**23])
@pytest.mark.parametrize("name", FINE)
def test_a_stream_takes_what_a_table_takes(here, name, size, monkeypatch):
    monkeypatch.setattr(
        "downslope.data.csv_pieces.PIECE", size
    )  # a piece for each line, and one for all
    write(here, "d.csv", FINE[name])
    table = read("d.csv", "y", drop_missing=True)
    source = open_source("d.csv", "y", drop_missing=True)
    (task,) = source.tasks()
    found = np.vstack([block.copy() for block in task.blocks()])
    np.testing.assert_array_equal(found, np.column_stack([table.X, table.y]))
    assert task.dropped == table.rows_dropped
    assert source.schema.features == table.feature_names


def test_a_blank_end_of_the_chosen_columns_alone_is_a_gap(here):
    write(here, "d.csv", "x,note,y\n1,a,2\n2,b,3\n,c,\n")
    assert "has a missing value in row 3" in refusal("d.csv", "y", features=["x"])


PARQUET = {
    "text": (["a", "b", "c"], "is text (row 1: 'a')"),
    "dates": ([date(2020, 1, i) for i in (1, 2, 3)], "holds dates or times (row 1: 2020-01-01)"),
    "lists": ([[1.0], [2.0], [3.0]], "holds values of type list(float64), not numbers"),
    "NaN": ([1.0, float("nan"), 2.0], "has a missing value in row 2"),
    "null": ([1, 2, None], "has a missing value in row 3"),
    "infinity": ([1.0, 2.0, float("inf")], "has the value inf in row 3"),
    "large": ([2**53 + 1, 2, 3], "beyond 2^53, in row 1"),
    "empty": (pl.Series([None] * 3, dtype=pl.Float64), "is empty"),
}


@pytest.mark.parametrize("name", PARQUET)
def test_a_parquet_stream_refuses_in_the_words_of_a_table(here, name):
    values, words = PARQUET[name]
    pl.DataFrame({"x": values, "y": [1.0, 2, 4]}).write_parquet("d.parquet")
    told = refusal("d.parquet", "y")
    assert words in told
    with pytest.raises(DataError) as caught:
        read("d.parquet", "y")
    assert told == str(caught.value)


def test_decimals_are_numbers(here):
    x = [Decimal("1.5"), Decimal("2.25")]
    pl.DataFrame({"x": x, "y": [2.0, 4]}).write_parquet("d.parquet")
    assert rows(open_source("d.parquet", "y"))[:, 0].tolist() == [1.5, 2.25]


def test_a_fault_far_down_is_told_with_file_and_row(here, monkeypatch):
    small_slices(monkeypatch)
    x = np.arange(5000.0)
    pl.DataFrame({"x": x, "y": x}).write_parquet("a.parquet")
    x[4321] = np.nan
    bad = pl.DataFrame({"x": x, "y": x})
    bad.write_parquet("b.parquet")
    told = refusal(["a.parquet", "b.parquet"], "y")
    assert "'x' of a.parquet, b.parquet has a missing value in row 4322 of b.parquet" in told
    source = open_source(["a.parquet", "b.parquet"], "y", drop_missing=True)
    tasks = source.tasks()
    assert sum(len(block) for task in tasks for block in task.blocks()) == 9999
    assert sum(task.dropped for task in tasks) == 1

    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 700)
    monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 700)
    lines = [f"{i},{i}" for i in range(5000)]
    write(here, "a.csv", "\n".join(["x,y", *lines]))
    for value, words in (
        ("2020-01-01", "'x' of a.csv, b.csv is text (row 4001 of b.csv: '2020-01-01')"),
        ("six", "is text (row 4001 of b.csv: 'six')"),
        ("", "has a missing value in row 4001 of b.csv"),
        ("9007199254740993", "the integer 9007199254740993, beyond 2^53, in row 4001 of b.csv"),
        ("1,2", "b.csv line 4002 has 3 fields but the header names 2 columns"),
        ('"1', "b.csv line 4002 has a quote that is not closed"),
    ):
        lines[4000] = f"{value},7"
        write(here, "b.csv", "\n".join(["x,y", *lines]))
        assert words in refusal(["a.csv", "b.csv"], "y")


def test_a_weight_below_zero_is_told_with_its_row(here):
    values = {"x": [1.0, None, 3, 5], "y": [1.0, 2, 4, 5], "w": [1.0, 1, -2, 1]}
    pl.DataFrame(values).write_parquet("d.parquet")
    told = refusal("d.parquet", "y", weights="w", drop_missing=True)
    assert told.startswith("The weight of row 3 is -2")


def test_columns_that_differ_between_files_are_told_before_any_row_is_read(here, monkeypatch):
    good = pl.DataFrame({"x": [1.0, 2], "y": [3.0, 4]})
    good.write_parquet("a.parquet")

    def never(*_):
        raise AssertionError("a row was read")

    monkeypatch.setattr(parquet.ParquetTask, "blocks", never)
    for other, words in (
        (good.drop("x"), "b.parquet lacks the column 'x' of a.parquet"),
        (good.with_columns(w=1), "b.parquet has 'w', unlike a.parquet"),
        (good.with_columns(x=pl.Series([date(2020, 1, 1)] * 2)), "holds dates or times in b.parqu"),
        (good.with_columns(x=pl.Series([[1.0]] * 2)), "holds list(float64) in b.parquet but numb"),
    ):
        other.write_parquet("b.parquet")
        with pytest.raises(DataError) as caught:
            open_source(["a.parquet", "b.parquet"], "y")
        assert words in str(caught.value)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_only_the_columns_that_are_asked_for_need_to_agree(here, suffix):
    """As in folders of several years: others may differ in name, type, number and order."""
    good = pl.DataFrame({"x": [1.0, 2], "z": [5.0, 7], "y": [3.0, 4]})
    wanted = np.array([[1.0, 3], [2, 4], [1, 3], [2, 4]])
    for name, other in (
        ("order", good.select("y", "z", "x")),
        ("renamed", good.rename({"z": "Z"})),
        ("type", good.with_columns(z=pl.Series([date(2020, 1, 1)] * 2))),
        ("more", good.with_columns(w=1)),
        ("integers", good.cast(pl.Int32)),
    ):
        os.mkdir(name)  # noqa: PTH102
        for place, part in enumerate((good, other)):
            file = f"{name}/{place}.{suffix}"
            part.write_csv(file) if suffix == "csv" else part.write_parquet(file)
        np.testing.assert_array_equal(rows(open_source(name, "y", features=["x"])), wanted)
    for name in ("order", "integers"):
        assert len(rows(open_source(name, "y"))) == 4
    told = refusal("more", "y")
    assert told.endswith("need the same columns, or choose some that all have (--features x,z).")
    assert refusal("renamed", "y").endswith("or choose some that all have (--features x).")
    assert "lacks the column 'z'" in refusal("renamed", "y", features=["z"])


def test_choices_that_cannot_be_made(here, frame):
    frame.write_parquet("d.parquet")
    assert "has no column 'Y': did you mean 'y'?" in refusal("d.parquet", "Y")
    assert "'y' is both the target and a feature" in refusal("d.parquet", "y", features=["y"])
    assert "Say which column of d.parquet to predict" in refusal("d.parquet")
    assert "not a feature: the features are a" in refusal(
        "d.parquet", "y", features=["a"], categorical=["b"]
    )


def same_name():
    pa = pytest.importorskip("pyarrow")
    return pa.table([[1.0, 2, 3], [1.0, 3, 2], [2.0, 3, 5]], names=["x", "x", "y"])


@pytest.mark.parametrize("beside", [[], ["a.parquet"]])
def test_a_parquet_file_with_two_columns_of_one_name_says_so(here, beside):
    pq = pytest.importorskip("pyarrow.parquet")
    pl.DataFrame({"x": [1.0, 2], "y": [3.0, 4]}).write_parquet("a.parquet")
    pq.write_table(same_name(), "d.parquet")
    told = "d.parquet has more than one column named 'x': rename one."
    assert refusal([*beside, "d.parquet"], "y") == told
    with pytest.raises(DataError, match=told):
        read([*beside, "d.parquet"], "y")


@pytest.mark.parametrize("kind", ["pandas", "dask", "arrow", "batch", "reader", "capsule"])
def test_a_frame_with_two_columns_of_one_name_says_so(kind):
    table = same_name()
    if kind in ("pandas", "dask"):
        data = pytest.importorskip("pandas").DataFrame(np.ones((3, 3)), columns=["x", "x", "y"])
    if kind == "dask":
        data = pytest.importorskip("dask.dataframe").from_pandas(data, npartitions=2)
    elif kind != "pandas":
        data = {
            "arrow": lambda: table,
            "batch": lambda: table.to_batches()[0],
            "reader": table.to_reader,
            "capsule": lambda: Capsule(table),
        }[kind]()
    assert refusal(data, "y").endswith(" has more than one column named 'x': rename one.")


def test_a_lone_name_is_one_name_and_no_name_is_no_choice(here):
    write(here, "d.csv", "size,city,y\n1,Rome,1\n2,Oslo,2\n4,Rome,3\n")
    for data in ("d.csv", pl.read_csv("d.csv")):
        source = open_source(data, "y", features="size")
        assert source.schema.features == ("size",)
        assert open_source(data, "y", categorical="city").schema.features == ("size", "city=Rome")
        assert "'town' is categorical but not a feature" in refusal(data, "y", categorical="town")
        assert "features=[] is empty: name one or more" in refusal(data, "y", features=[])
    assert read("d.csv", "y", features="size").feature_names == ("size",)
    with pytest.raises(DataError, match=r"features=\(\) is empty"):
        read("hubble", features=())


IN_PYTHON = {
    "target": ({}, "Say which column of the data to predict: target='x y', 'city' or 'y'."),
    "text": (
        {"target": "y"},
        "treat it as categorical (categorical=['city']), or leave it out: features=['x y']",
    ),
    "missing": (
        {"target": "y", "features": "x y"},
        "fix the data, or leave such rows out with drop_missing=True.",
    ),
    "missing in the target": (
        {"target": "x y", "features": "y"},
        "fix the data, or leave such rows out with drop_missing=True.",
    ),
    "both": ({"target": "y", "features": ["y"]}, "leave it out of features=…."),
    "weights": (
        {"target": "y", "features": "x y", "weights": "y"},
        "choose a different column for weights=….",
    ),
    "level": (
        {"target": "y", "features": "city", "categorical": "city"},
        "has only the level 'a': leave it out of features=….",
    ),
}


@pytest.mark.parametrize("kind", ["polars", "pandas", "lazy", "dask", "reader"])
@pytest.mark.parametrize("name", IN_PYTHON)
def test_data_of_python_are_refused_in_the_words_of_python(name, kind):
    frame = pl.DataFrame({"x y": [1.0, None, 3, 5], "city": list("aaaa"), "y": [1.0, 2, 4, 5]})
    options, words = IN_PYTHON[name]
    if kind == "dask":
        dask = pytest.importorskip("dask.dataframe")
        data = dask.from_pandas(stored("pandas", frame), npartitions=1)
    else:
        data = stored(kind, frame)
    told = refusal(data, **options)
    assert told.endswith(words)
    assert "--" not in told


def test_arrays_are_refused_in_the_words_of_python():
    with pytest.raises(DataError, match=r"fix the data, or .* with drop_missing=True\.$"):
        rows(of_arrays([[1.0, np.nan], [1, 2], [3, 4]], [1.0, 2, 3]))


# --- files that do not hold still -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["d.parquet", "d.csv"])
def test_a_file_that_changes_between_opening_and_reading_says_so(here, frame, name):
    file = here / name
    (frame.write_parquet if name.endswith("parquet") else frame.write_csv)(file)
    source = open_source(name, "y")
    whole = file.read_bytes()
    for content in (whole[: len(whole) // 2], whole + b"1,2,3\n"):
        file.write_bytes(content)
        with pytest.raises(
            DataError, match=rf"{name} changed while it was read \(at row 1; it had"
        ):
            rows(source)
    file.unlink()
    with pytest.raises(DataError, match=f"{name} disappeared while it was read"):
        rows(source)


@pytest.mark.parametrize("fault", ["grows", "rewritten", "vanishes"])
@pytest.mark.parametrize("name", ["d.parquet", "d.csv"])
def test_a_file_that_changes_in_the_middle_says_so(here, frame, name, fault, monkeypatch):
    small_slices(monkeypatch, 8192)
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 4096)
    file = here / name
    (frame.write_parquet if name.endswith("parquet") else frame.write_csv)(file)
    reading = (block for task in open_source(name, "y").tasks() for block in task.blocks())
    next(reading)
    if fault == "vanishes":
        file.unlink()
    elif fault == "grows":
        with file.open("ab") as stream:
            stream.write(b"1,2,true,3,4\n" * 50)
    elif name.endswith("parquet"):
        file.write_bytes(file.read_bytes()[:-60] + bytes(60))
    else:
        file.write_bytes(file.read_bytes())
        os.utime(file, ns=(1, 1))
    words = {"vanishes": "disappeared", "grows": "changed while"}.get(fault, "(changed|damaged)")
    with pytest.raises(DataError, match=rf"{name} .*{words}.*row"):
        list(reading)


def test_a_damaged_parquet_file_says_so(here, frame):
    frame.write_parquet("d.parquet")
    whole = (here / "d.parquet").read_bytes()
    for content in (whole[: len(whole) // 2], whole[:-9], whole[:-8] + b"\xff\xff\xff\x7fPAR1"):
        write(here, "d.parquet", content)
        assert "d.parquet is a damaged Parquet file, perhaps cut" in refusal("d.parquet", "y")
    write(here, "d.parquet", whole[:20] + b"\xff" * 40 + whole[60:])
    told = refusal("d.parquet", "y")
    assert "d.parquet is a damaged Parquet file" in told
    write(here, "d.parquet", "x,y\n1,2\n2,3\n")
    assert "is not a Parquet file, despite its name" in refusal("d.parquet", "y")


def test_reading_may_stop_early(here, frame, monkeypatch):
    """As when Ctrl-C ends a run: no thread stays behind."""
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 4096)
    frame.write_csv("d.csv")
    before = threading.active_count()
    (task,) = open_source("d.csv", "y").tasks()
    reading = task.blocks()
    next(reading)
    reading.close()
    assert threading.active_count() == before


def test_an_error_that_is_kept_keeps_no_thread(here, frame, monkeypatch):
    """Half-read frames, if left to the collector of garbage, end threads at a time of its own."""
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 4096)
    monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 4096)
    values = frame["a"].to_list()
    values[9000] = None
    frame.with_columns(a=pl.Series(values)).write_csv("d.csv")
    before = set(threading.enumerate())
    source = open_source("d.csv", "y")
    with pytest.raises(DataError) as kept:
        rows(source)
    assert "row 9001" in str(kept.value)
    assert set(threading.enumerate()) <= before


def test_an_arrow_stream_that_runs_once_is_not_answered_wrongly_twice(frame):
    pytest.importorskip("pyarrow")
    once = open_source(frame.to_arrow().to_reader(max_chunksize=999), "y")
    assert len(rows(once)) == N
    with pytest.raises(
        DataError, match="gave 20,000 rows at first and 0 now: it can be read only once"
    ):
        rows(once)
    again = open_source(Capsule(frame.to_arrow()), "y")
    np.testing.assert_array_equal(rows(again), rows(again))


# --- categorical columns --------------------------------------------------------------------------

CITIES = ["Oslo", "Paris", "Rome"]
cities = st.lists(st.sampled_from(CITIES), min_size=2, max_size=40).filter(
    lambda c: len(set(c)) > 1
)


@settings(max_examples=30, deadline=None)
@given(cities, st.integers(0, 40), st.sampled_from(["csv", "parquet"]))
def test_levels_do_not_depend_on_how_the_rows_are_split(tmp_path_factory, column, cut, suffix):
    folder = tmp_path_factory.mktemp("cities")
    y = np.arange(len(column), dtype=float)
    frame = pl.DataFrame({"x": y * y, "city": column, "y": y})
    parts = [part for part in (frame[:cut], frame[cut:]) if len(part)]
    for i, part in enumerate(parts):
        file = folder / f"{i}.{suffix}"
        part.write_csv(file) if suffix == "csv" else part.write_parquet(file)
    source = open_source(folder, "y", categorical=["city"])
    levels = tuple(sorted(set(column)))
    assert source.schema.levels == (("city", levels),)
    assert source.schema.features == ("x", *(f"city={level}" for level in levels[1:]))
    assert source.schema.width == len(levels) + 1
    ones = [[float(each == level) for level in levels[1:]] for each in column]
    np.testing.assert_array_equal(rows(source), np.column_stack([y * y, ones, y]))


def test_levels_that_are_numbers_ascend(here):
    write(here, "d.csv", "k,y\n10,1\n9,2\n100,3\n9,5\n")
    source = open_source("d.csv", "y", categorical=["k"])
    assert source.schema.levels == (("k", ("9", "10", "100")),)


def test_levels_can_be_given_back(here):
    write(here, "a.csv", "city,y\nRome,1\nOslo,2\nParis,3\n")
    write(here, "b.csv", "city,y\nOslo,4\nOslo,5\n")
    frozen = dict(open_source("a.csv", "y", categorical=["city"]).schema.levels)
    later = open_source("b.csv", "y", categorical=frozen)
    assert later.schema.features == ("city=Paris", "city=Rome")
    np.testing.assert_array_equal(rows(later), [[0, 0, 4], [0, 0, 5]])
    chosen = open_source("b.csv", "y", categorical={"city": ["Rome", "Oslo"]})
    np.testing.assert_array_equal(rows(chosen), [[1, 4], [1, 5]])


def test_a_level_that_nobody_knows_is_told_with_file_and_row(here):
    write(here, "a.csv", "city,y\nRome,1\nOslo,2\n")
    write(here, "b.csv", "city,y\nOslo,4\nBonn,5\n")
    told = refusal(["a.csv", "b.csv"], "y", categorical={"city": ["Oslo", "Rome"]})
    assert told.startswith("In row 2 of b.csv, column 'city' ")
    assert "has the level 'Bonn', which is not among Oslo, Rome: correct it" in told


def test_a_missing_level_makes_a_row_incomplete(here):
    write(here, "d.csv", "city,y\nRome,1\nOslo,2\nNA,3\nRome,4\n")
    told = refusal("d.csv", "y", categorical=["city"])
    assert "Column 'city' of d.csv has a missing value in row 3" in told
    kept = rows(open_source("d.csv", "y", categorical=["city"], drop_missing=True))
    np.testing.assert_array_equal(kept, [[1, 1], [0, 2], [1, 4]])


def test_levels_are_looked_for_by_threads_that_stop_when_the_loop_does(here, monkeypatch):
    monkeypatch.setenv("DOWNSLOPE_THREADS", "2")
    small_slices(monkeypatch)
    values = {"city": ["Rome", "Oslo"] * 5000, "y": np.arange(10_000.0)}
    pl.DataFrame(values).write_parquet("d.parquet", row_group_size=500)
    seen, read_frames = [], parquet.ParquetTask.frames

    def look(task, columns, rows=None):
        if list(columns) != ["city"]:  # the first rows, on opening
            yield from read_frames(task, columns, rows)
            return
        seen.append((threading.current_thread().name, task.place.before))
        if task.place.before == 1024:
            raise KeyboardInterrupt
        time.sleep(0.01)
        yield from read_frames(task, columns)

    monkeypatch.setattr(parquet.ParquetTask, "frames", look)
    with pytest.raises(KeyboardInterrupt):
        open_source("d.parquet", "y", categorical="city")
    assert all(name.startswith("downslope") for name, _ in seen)
    begun = {name for name, _ in seen}
    for thread in threading.enumerate():
        if thread.name in begun:
            thread.join(1.0)
            assert not thread.is_alive()
    assert len(seen) < 10


def test_an_identifier_is_no_kind_and_not_gathered(here, monkeypatch):
    small_slices(monkeypatch)
    values = {"one": ["a"] * 20_000, "id": map(str, range(20_000)), "y": np.arange(20_000.0)}
    pl.DataFrame({k: list(v) for k, v in values.items()}).write_parquet("d.parquet")
    gathered = []
    distinct = levels._distinct
    monkeypatch.setattr(levels, "_distinct", lambda *c: gathered.append(c) or distinct(*c))
    told = refusal("d.parquet", "y", categorical=["one", "id"])
    assert told.startswith("Column 'id' of d.parquet has more than 1,000 levels")
    assert len(gathered) < 40


def test_kinds_of_no_use_are_refused(here):
    write(here, "d.csv", "one,many,y\n" + "".join(f"a,{i},{i}\n" for i in range(1500)))
    assert "'one' of d.csv has only the level 'a': leave it out" in refusal(
        "d.csv", "y", categorical=["one"], features=["one"]
    )
    assert "'many' of d.csv has more than 1,000 levels" in refusal(
        "d.csv", "y", categorical=["many"], features=["many"]
    )
    assert "level 'a' of column 'one' is given twice" in refusal(
        "d.csv", "y", categorical={"one": ["a", "a"]}, features=["one"]
    )


def test_a_layout_names_the_column_behind_each_of_a_block():
    layout = Layout("d", ("x", "city"), "y", "w", (("city", ("a", "b", "c")),))
    assert layout.names == ("x", "city", "city", "y", "w")
    assert layout.schema(None).width == layout.width == 5
