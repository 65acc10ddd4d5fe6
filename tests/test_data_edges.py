"""Columns, frames, and rows at the ends of what is read one way."""

from __future__ import annotations

import bz2
import gzip
import itertools
import lzma
import struct
from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import downslope as ds
from downslope.data.blocks import LONGEST, SHORTEST, SLICE_BYTES, block_rows, slice_rows
from downslope.data.compression import unpacked_size
from downslope.data.csv_pieces import without_blank_end
from downslope.data.encoding import encoding_of
from downslope.data.fixed_point import nearest_floats
from downslope.data.frames import of_pandas, parts_of
from downslope.data.loss_logs.event_files import _scalar
from downslope.data.parquet import _check_rows
from downslope.data.row_order import Times
from downslope.data.summary_file import _exponents
from downslope.data.transforms import Statistics


@pytest.mark.parametrize("scale", [0, 1, 22])
def test_decimals_are_the_nearest_floats(scale: int) -> None:
    given = [Decimal(7), None, Decimal(-3), Decimal(0)]
    column = pa.array(given, pa.decimal128(38, scale))
    found = nearest_floats(column)
    if scale == 22:  # 7e22 has more than 64 bits
        assert found is None
        return
    assert found is not None
    np.testing.assert_array_equal(found, [7.0, np.nan, -3.0, 0.0])
    sliced = nearest_floats(column[2:])
    assert sliced is not None
    assert sliced.tolist() == [-3.0, 0.0]
    assert nearest_floats(pa.array([2**53, -(2**53)]).cast(pa.decimal128(38, 0))) is not None
    assert nearest_floats(pa.array([2**53 + 1]).cast(pa.decimal128(38, 0))) is None


@pytest.mark.parametrize("columns", [["k", "a"], ["a"], ["a", "b"], ["k"]])
def test_an_index_of_a_frame_is_a_column_of_it(columns: list[str]) -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]}, index=pd.Index([7, 9], name="k"))
    table = of_pandas(frame, columns)
    assert table.column_names == columns
    given = {"k": [7, 9], "a": [1.0, 2.0], "b": [3.0, 4.0]}
    assert table.to_pydict() == {name: given[name] for name in columns}


def test_partitions_are_counted_from_one() -> None:
    data: Any = SimpleNamespace(columns=["a", "b"], npartitions=2, partitions=["first", "second"])
    parts: Any = parts_of(data, "the frame")
    assert [(each.name, each.frame) for each in parts] == [
        ("partition 1", "first"), ("partition 2", "second"),
    ]  # fmt: skip


def test_a_row_that_cannot_be_used_is_named_with_the_rows_around_it() -> None:
    frame = pd.DataFrame({"x": np.arange(40.0), "y": np.arange(40.0)})
    frame["x"] = frame["x"].astype(object)
    frame.loc[30, "x"] = "?"
    with pytest.raises(ds.DataError, match=r"row 31\b"):
        ds.fit(frame, "y")


def test_values_of_a_column_are_kept_where_they_are_asked_for() -> None:
    x = np.array([3.0, 1.0, 2.0])
    kept = Statistics.of(x, 2.0, 1.0, 0, 2, keep=True)
    assert kept.values is not None
    assert kept.values is not x
    assert kept.values.tolist() == [3.0, 1.0, 2.0]
    assert Statistics.of(x, 2.0, 1.0, 0, 2, keep=False).values is None
    both = kept + Statistics.of(np.array([9.0]), 2.0, 1.0, 0, 2, keep=True)
    assert (both.n, both.mean, both.low, both.high) == (4, 3.75, 1.0, 9.0)
    assert both.spread(1) == pytest.approx(np.std([3.0, 1.0, 2.0, 9.0], ddof=1), rel=1e-15)


def test_two_whole_rows_are_enough() -> None:
    X, y = np.array([[1.0], [np.nan], [3.0]]), np.array([1.0, 2.0, 5.0])
    found = ds.fit(X, y, drop_missing=True)
    assert found.coef.tolist() == pytest.approx([2.0])
    y[2] = np.nan
    with pytest.raises(
        ds.DataError, match=r"^The arrays have 1 row left .* at least 2 are needed\.$"
    ):
        ds.fit(X, y, drop_missing=True)


def test_times_last_from_the_first_to_the_last() -> None:
    shown = np.array(["a", "b"])
    assert Times(shown, np.array([2.0, 5.0])).length == 3.0
    assert Times(shown, np.array([2, 5]), 10).length == 0.3
    huge = np.array([-(2**62), 2**62])
    assert Times(shown, huge).length == 2.0**63


def test_a_tasks_rows_are_a_power_of_two_within_its_bytes() -> None:
    for width in (1, 16, 17, 100, 500, 10**5):
        rows = slice_rows(width)
        assert rows & (rows - 1) == 0
        assert SHORTEST <= rows <= LONGEST
        if SHORTEST < rows < LONGEST:
            assert rows * 8 * width <= SLICE_BYTES < 2 * rows * 8 * width


def test_a_block_has_the_most_rows_that_stay_in_the_cache() -> None:
    for width in range(1, 600):
        rows = block_rows(width)
        assert rows & (rows - 1) == 0
        assert 1024 <= rows <= 32768
        if 1024 < rows < 32768:
            assert rows * width <= 2**19 < 2 * rows * width


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_blank_lines_at_the_end_of_a_piece_are_counted(end: bytes) -> None:
    for lines in itertools.product([b"", b"a", b"1,2"], repeat=3):
        body, blank = without_blank_end(end.join([*lines, b""]))
        kept = body.rstrip(b"\r\n")
        assert kept.split(end) == ([*lines[: 3 - blank]] if blank < 3 else [b""])
    assert without_blank_end(b"") == (b"", 0)
    assert without_blank_end(end) == (b"", 1)


@pytest.mark.parametrize(("numbers", "kept"), [("0123", False), ("0122", True), ("0000", True)])
def test_an_index_numbers_each_row_once(
    numbers: str, kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"{number},{k},{k * k}\n" for k, number in enumerate(numbers))
    Path("d.csv").write_text(f"Unnamed: 0,x,y\n{rows}")
    assert len(ds.read("d.csv", "y").feature_names) == 1 + kept


@pytest.mark.parametrize(
    ("tensor", "number"),
    [
        (b"\x08\x01\x2a\x04" + struct.pack("<f", 1.5), 1.5),
        (b"\x08\x02\x32\x08" + struct.pack("<d", 1.5), 1.5),
        (b"\x08\x01\x22\x04" + struct.pack("<f", 1.5), 1.5),
        (b"\x08\x0e\x22\x02\xc0\x3f", 1.5),  # bfloat16
        (b"\x08\x0e\x22\x04\xc0\x3f\xc0\x3f", None),  # two of them
        (b"\x08\x01\x22\x02\xc0\x3f", None),  # half of a float32
        (b"\x08\x03\x38\x07", 7.0),
    ],
)
def test_a_tensor_of_one_number_is_that_number(tensor: bytes, number: float | None) -> None:
    assert _scalar(tensor) == number


def test_windows_are_the_same_for_times_as_text() -> None:
    days = pd.date_range("2024-02-20", periods=30, freq="7h")
    frame = pd.DataFrame({"t": days, "x": np.sqrt(np.arange(30.0)), "y": np.arange(30.0)})
    text = frame.assign(t=days.strftime("%Y-%m-%d %H:%M:%S"))
    one, other = (
        ds.fit(rows, "y", ["x"], window="2d", time="t").to_frame() for rows in (frame, text)
    )
    numbers = [name for name in one.columns if one[name].dtype == float]
    assert numbers
    np.testing.assert_array_equal(one[numbers], other[numbers])
    assert len(one) == len(other) == 30


@pytest.mark.parametrize(
    "values", [[[1], [2]], [timedelta(1), timedelta(2)], [{"a": 1}, {"a": 2}]], ids=str
)
def test_values_without_text_are_no_levels(values: list[object]) -> None:
    kinds = {dict: pa.map_(pa.string(), pa.int64())}
    column = pa.array(
        [list(each.items()) if isinstance(each, dict) else each for each in values],
        kinds.get(type(values[0])),
    )
    with pytest.raises(ds.DataError, match="values, which cannot be levels: convert"):
        ds.read(pa.table({"x": column, "y": [1.0, 2.0]}), "y", categorical=["x"])


@pytest.mark.parametrize(
    "column",
    [pl.Series([b"\xff", b"a"]), pl.Series([object(), object()], dtype=pl.Object)],
    ids=["bytes", "objects"],
)
@pytest.mark.parametrize("categorical", [["x"], {"x": ["a", "b"]}])
def test_bytes_and_objects_are_no_levels(column: pl.Series, categorical: Any) -> None:
    frame = pl.DataFrame({"x": column, "y": [1.0, 2.0]})
    with pytest.raises(
        ds.DataError, match=r"'x' holds \w+ values, which cannot be levels: convert"
    ):
        ds.fit(frame, "y", categorical=categorical)


@pytest.mark.parametrize(
    "times",
    [pl.Series([object()] * 4, dtype=pl.Object), pl.Series([[1], [2], [3], [4]]),
     pl.Series([{"a": 1}] * 4)],
    ids=["objects", "lists", "structs"],
)  # fmt: skip
def test_values_without_an_order_do_not_order_the_rows(times: pl.Series) -> None:
    frame = pl.DataFrame({"t": times, "x": [1.0, 2.0, 2.0, 4.0], "y": [1.0, 2.0, 3.0, 5.0]})
    with pytest.raises(
        ds.DataError, match=r"'t' of the data holds \w+.* values, which have no order"
    ):
        ds.fit(frame, "y", ["x"], hac=1, order="t")


@pytest.mark.parametrize("exponent", [0.5, 1101.0, -1101.0, 1e300, np.nan])
def test_a_scale_beyond_float64_is_damaged(exponent: float) -> None:
    with pytest.raises(ValueError, match="not a power of two within float64"):
        _exponents(np.array([0.0, exponent]))
    assert _exponents(np.array([1100.0, -1100.0])).tolist() == [1100, -1100]


@pytest.mark.parametrize("text", ["12", "1,2"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_the_shortest_text_tells_its_encoding(text: str, encoding: str) -> None:
    assert encoding_of(text.encode(encoding)) == encoding


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"x,y\n1,2\n", 1000),
        (bz2.compress(b"x,y\n1,2\n"), 10_000),
        (lzma.compress(b"x,y\n1,2\n"), 10_000),
        (gzip.compress(bytes(5000)), 5000),
        (gzip.compress(bytes(5)), 1000),
    ],
    ids=["plain", "bz2", "xz", "gzip", "a few bytes in gzip"],
)
def test_how_large_a_file_is_unpacked(content: bytes, size: int, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes(content)
    assert unpacked_size(tmp_path / "d.csv", 1000) == size


@pytest.mark.parametrize(
    ("groups", "total", "is_sound"),
    [((), 0, True), ((3, 0, 4), 7, True), ((0,), 0, True), ((3, 4), 8, False), ((8, -1), 7, False)],
)
def test_row_groups_have_the_rows_of_the_file(
    groups: tuple[int, ...], total: int, is_sound: bool
) -> None:
    metadata = SimpleNamespace(
        num_rows=total, num_row_groups=len(groups),
        row_group=lambda i: SimpleNamespace(num_rows=groups[i]),
    )  # fmt: skip
    with nullcontext() if is_sound else pytest.raises(ds.DataError, match="in its row groups"):
        _check_rows(Path("d.parquet"), metadata)


def test_a_packed_record_may_be_as_long_as_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("downslope.data.csv_pieces.LONGEST_RECORD", 2048)
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 1024)
    monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 512)
    start = "1,2\n2,1\n3,7\n4,5\n" * 64  # a piece
    for more, told in ((0, None), (1024, "line")):
        text = "x,y\n" + start + "7." + "0" * (2048 + more) + ",1\n2,2\n"
        (tmp_path / "d.csv.gz").write_bytes(gzip.compress(text.encode()))
        with nullcontext() if told is None else pytest.raises(ds.DataError, match=told):
            assert ds.fit(tmp_path / "d.csv.gz", "y", engine="threads").n > 100
