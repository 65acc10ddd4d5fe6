"""Tables of as many rows, values, and columns as a rule just takes, or just does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import downslope as ds
from downslope.data.array_source import of_arrays
from downslope.data.columns import Place, _has_values, complete, numbers, unsupported
from downslope.data.dates import _moments, are_days, are_months, ordered_as_text
from downslope.data.design import Product
from downslope.data.encoding import encoding_of
from downslope.data.file_set import _kind, check_alike
from downslope.data.files import data_files
from downslope.data.formula import open_formula
from downslope.data.new_rows import joined
from downslope.data.parquet import ParquetFile, Span, _check_rows, spans
from downslope.data.row_labels import Position
from downslope.data.row_order import Ends, Times, _check_no_missing, _fall, check_order
from downslope.data.sql.drivers import has_gone
from downslope.data.summary_file import load_summaries, load_summary, save_summary

PLACE = Place("d.csv")
LARGEST = 2**53


@pytest.mark.parametrize("sign", [1, -1])
def test_whole_numbers_are_those_of_floats(sign: int) -> None:
    good, bad = sign * LARGEST, sign * (LARGEST + 1)
    for column in (
        pl.Series([str(bad), None]),
        pl.Series([bad, None]),
        pa.array([bad, None]),
        pa.array([bad, 1]),
        pa.chunked_array([[1], [bad]]),
    ):
        with pytest.raises(ds.DataError, match=rf"integer {bad}, beyond 2\^53, in row [12],"):
            numbers(column, "x", PLACE)
    for column in (pl.Series([str(good)]), pl.Series([good]), pa.array([good, None])):
        assert numbers(column, "x", PLACE)[0] == float(good)
    assert len(numbers(pl.Series([], dtype=pl.String), "x", PLACE)) == 0
    assert numbers(pl.Series([str(bad)]), "x", PLACE, exact=True)[0] == float(good)


@pytest.mark.parametrize(("gaps", "more"), [(1, ""), (2, " (at least 2 rows are incomplete)")])
def test_how_many_rows_are_incomplete(gaps: int, more: str) -> None:
    rows = np.ones((4, 1))
    rows[1 : 1 + gaps] = np.nan
    with pytest.raises(ds.DataError) as error:
        complete(rows, ["x"], PLACE, False)
    assert f"has a missing value in row 2{more}: " in str(error.value)


def test_which_columns_have_values() -> None:
    frame = pl.DataFrame({"a": [None, None], "b": [None, 1.0]})
    assert [_has_values(frame, j) for j in range(2)] == [False, True]
    assert _has_values(frame[:0], 0)


@pytest.mark.parametrize(
    ("precision", "scale", "good"), [(5, 0, True), (5, 5, True), (5, 6, False), (5, -1, False)]
)
def test_which_decimals_are_supported(precision: int, scale: int, good: bool) -> None:
    assert (unsupported(pa.array([], pa.decimal128(precision, scale))) == "") is good


@pytest.mark.parametrize("kind", [pa.decimal256(50, 2), pa.month_day_nano_interval()])
def test_kinds_within_others_are_looked_at(kind: pa.DataType) -> None:
    inside = (
        pa.list_(kind), pa.struct([("a", pa.int8()), ("b", kind)]), pa.dictionary(pa.int8(), kind),
        pa.fixed_shape_tensor(kind, [2]),
    )  # fmt: skip
    for outer in inside:
        assert unsupported(SimpleNamespace(type=outer)) == str(kind)
    assert unsupported(SimpleNamespace(type=pa.dictionary(pa.int8(), pa.string()))) == ""


def test_how_many_rows_arrays_must_have() -> None:
    assert of_arrays(np.ones((2, 1)), [1.0, 2.0]).table().X.shape == (2, 1)  # type: ignore[union-attr]
    with pytest.raises(ds.DataError, match="X has 1 row"):
        of_arrays(np.ones((1, 1)), [1.0])
    gap = np.array([[1.0], [np.nan], [2.0]])
    found: Any = of_arrays(gap, [1.0, 2.0, 3.0], drop_missing=True)
    assert found.table().X.tolist() == [[1.0], [2.0]]
    short: Any = of_arrays(gap[:2], [1.0, 2.0], drop_missing=True)
    with pytest.raises(ds.DataError, match="1 row"):
        short.table()


FRAME = pd.DataFrame(
    {"a": [1.0, 2.0, 4.0, 8.0], "b": [1.0, 3.0, 9.0, 2.0], "w": [0.0, 1.0, 2.0, 1.0],
     "g": list("uvuv"), "h": list("uuvv"), "y": [1.0, 2.0, 2.0, 4.0]}
)  # fmt: skip


def test_a_design_may_use_all_columns_in_one_factor() -> None:
    design = open_formula("y ~ I(a * b)", FRAME).layout.design
    assert type(design).of_dict(design.to_dict()) == design
    for place, good in ((0, True), (len(design.factors) - 1, True), (-1, False), (1, False)):
        changed = replace(design, products=(Product("t", ((place, False),)),))
        if good:
            changed.check()
        else:
            with pytest.raises(ValueError, match="no such factor"):
                changed.check()


def test_products_of_categories() -> None:
    assert open_formula("y ~ C(g) + a", FRAME).layout.design.interactions == ()
    assert open_formula("y ~ C(g):C(h)", FRAME).layout.design.interactions == (("g", "h"),)


def test_rows_without_weight_do_not_center() -> None:
    source = open_formula("y ~ center(a)", FRAME, "w")
    assert dict(source.layout.design.states)["center(a)"] == (14.0 / 3.0,)


def test_kinds_of_columns_without_rows() -> None:
    assert _kind(pl.Series([], dtype=pl.Float64)) == "numbers"
    assert _kind(pl.Series([], dtype=pl.String)) == "nothing"
    assert _kind(pl.Series([None, 1.0])) == "numbers"
    assert _kind(pl.Series([None, None], dtype=pl.Float64)) == "nothing"


def test_files_alike_have_one_kind_of_values() -> None:
    dates = pl.DataFrame({"k": pl.date_range(pl.date(2024, 1, 1), pl.date(2024, 1, 3), eager=True)})
    one, other = (Path("a.csv"), ["k"], dates), (Path("b.csv"), ["k"], dates)
    check_alike(one, other, ["k"], every=True)
    text = (Path("b.csv"), ["k"], pl.DataFrame({"k": ["x", "y"]}))
    with pytest.raises(ds.DataError, match=r"holds text in b\.csv but dates or times"):
        check_alike(one, text, ["k"], every=True)


def test_frames_of_one_type_are_joined() -> None:
    some, other = pl.DataFrame({"a": [1], "b": [1]}), pl.DataFrame({"a": [2], "b": ["x"]})
    assert joined([some, None, some]).shape == (2, 2)  # type: ignore[union-attr]
    with pytest.raises(ds.DataError, match="'b'"):
        joined([some, other])


def test_equal_times_are_in_order() -> None:
    assert _fall(pl.Series([1, 1, 2])) is None
    assert _fall(pl.Series([1, 2, 1])) == 2
    check_order(Ends(1, 2, "2"), Ends(2, 3, "2"), "t", "row 3")
    with pytest.raises(ds.DataError, match="less than the row before"):
        check_order(Ends(1, 3, "3"), Ends(2, 3, "2"), "t", "row 3")


@pytest.mark.parametrize("kind", [np.int64, np.float64])
@pytest.mark.parametrize(("span", "first"), [(2.0, 2), (3.0, 1), (4.0, 0)])
def test_a_window_ends_where_it_has_gone_through(kind: Any, span: float, first: int) -> None:
    clock = np.arange(4).astype(kind)
    found = Times(clock, clock).starts(np.array([4]), span)
    assert found.tolist() == [first]


def test_spans_of_row_groups() -> None:
    assert list(spans([4, 4], 4, 4)) == [Span(0, 1, 0, 4), Span(1, 2, 0, 4)]
    assert list(spans([4], 3, 4)) == [Span(0, 1, 0, 4)]
    assert list(spans([4], 3, 5)) == [Span(0, 1, 0, 3), Span(0, 1, 3, 1)]


def test_row_groups_may_be_empty() -> None:
    def metadata(*groups: int) -> Any:
        return SimpleNamespace(
            num_row_groups=len(groups), num_rows=3,
            row_group=lambda i: SimpleNamespace(num_rows=groups[i]),
        )  # fmt: skip

    _check_rows(Path("a.parquet"), metadata(0, 3))
    for groups in ((-1, 4), (1, 1)):
        with pytest.raises(ds.DataError):
            _check_rows(Path("a.parquet"), metadata(*groups))


@pytest.mark.parametrize(("rows", "whole"), [(65_536, True), (65_537, False)])
def test_how_many_rows_of_parquet_are_looked_at(rows: int, whole: bool, here: Path) -> None:
    pq.write_table(pa.table({"x": np.zeros(rows)}), "a.parquet")
    head = ParquetFile.open(Path("a.parquet")).first_rows(["x"])
    assert head.whole is whole
    assert len(head.frame) == (rows if whole else 64)


@pytest.mark.parametrize(("days", "are_doubted"), [(2, False), (3, True)])
def test_how_many_numbers_may_be_days(days: int, are_doubted: bool) -> None:
    frame = pd.DataFrame({"d": [20240101 + k % days for k in range(9)], "y": np.arange(9.0) ** 2})
    found = [each.code for each in ds.fit(frame, "y").findings]
    assert ("numbers_for_days" in found) is are_doubted


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (b"a\0b\0", "utf-16-le"),
        (b"a\0b", "utf-8"),
        ("abcde\u0416".encode("utf-16-le"), "utf-16-le"),
        ("abcd\u0416".encode("utf-16-le"), "utf-8"),  # zeros in four fifths, not in more
    ],
)
def test_zeros_tell_of_two_bytes_for_each_letter(text: bytes, encoding: str) -> None:
    assert encoding_of(text) == encoding


def test_rows_of_arrays_are_counted_whole() -> None:
    rows = np.ones((4, 1))
    rows[1:3] = np.nan
    arrays: Any = of_arrays(rows, np.arange(4.0))
    with pytest.raises(ds.DataError, match=r"in row 2 \(2 rows are incomplete\)"):
        arrays.table()


def test_text_that_no_encoding_of_bytes_has() -> None:
    assert encoding_of(b"caf\xe9,1\n") == "cp1252"
    assert encoding_of(b"caf\xe9\x81,1\n") == "utf-8"


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%Y-%m-%d %H:%M"])
def test_a_date_is_the_whole_text(form: str) -> None:
    text = "2024-01-02 10:30"[: 10 if form.endswith("d") else 16]
    found = _moments(pl.Series([text, f"{text} or later"]), form)
    assert found.is_null().to_list() == [False, True]


def test_missing_numbers_are_no_days() -> None:
    days = pl.Series([20240100 + k for k in range(1, 13)])
    months = pl.Series([202400 + k for k in range(1, 13)])
    gap = pl.Series([None], dtype=pl.Int64)
    assert are_days(days)
    assert not are_days(pl.concat([days, gap]))
    assert are_months(months)
    assert not are_months(pl.concat([months, gap]))


@pytest.mark.parametrize(
    ("texts", "ordered"),
    [
        (("2024-01-02", "2024-02-03"), True),
        (("2024-12-02", "2024-02-03"), True),
        (("2024-01-02", "2024-1-12"), False),
        (("01.02.2024", "03.02.2024"), False),
        (("2024-13-01", "2024-01-02"), False),
        (("2024-01-02 10:30 AM", "2024-01-02 11:30 AM"), False),
        (("2024-01-02 10:30:00 +01:00", "2024-01-02 10:30:00 +02:00"), False),
    ],
)
def test_texts_in_the_order_of_time(texts: tuple[str, ...], ordered: bool) -> None:
    assert ordered_as_text(pl.Series(texts)) is ordered
    assert not ordered_as_text(pl.Series(texts), "0000/00/00")


def test_patterns_reach_folders_of_folders(here: Path) -> None:
    Path("a/b").mkdir(parents=True)
    Path("a/b/d.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    assert data_files(["**/*.csv"]) == [Path("a/b/d.csv")]
    save_summary(ds.summarize("a/b/d.csv", "y"), "a/b/d.dss")
    assert load_summaries("**/*.dss").source == "a/b/d.dss"


@pytest.mark.parametrize("whole", [False, True])
def test_a_summary_keeps_whether_weights_are_whole(whole: bool, here: Path) -> None:
    Path("d.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    save_summary(replace(ds.summarize("d.csv", "y"), whole_weights=whole), "d.dss")
    assert load_summary("d.dss").whole_weights is whole


@pytest.mark.parametrize(
    ("state", "gone"),
    [({}, False), ({"open": True}, False), ({"open": False}, True), ({"closed": 1}, True),
     ({"closed": 0}, False), ({"closed": lambda: None}, False)],
)  # fmt: skip
def test_connections_that_tell_of_their_end(state: dict[str, Any], gone: bool) -> None:
    assert has_gone(SimpleNamespace(**state), Exception()) is gone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# only\n# comments", "holds comments only"),
        ("\n\n", "is empty"),
        ("x,y", "has a header but no rows"),
        ("x,y\nkg,m\n1,2\n2,3\n", "line 2 .kg,m. has no numbers, unlike the lines below"),
    ],
)
def test_csv_files_without_a_table(text: str, told: str, here: Path) -> None:
    Path("d.csv").write_text(text)
    with pytest.raises(ds.DataError, match=told):
        ds.read("d.csv", "y")


@pytest.mark.parametrize(
    "text",
    [
        "x y\n1 2\n3 4\n5 7\n",
        "my title\nk x y\n1 1 2\n1 3 4\n2 5 7\n",
        "Title,\nx,y\n1,2\n3,4\n5,7\n",
        "x,y\n1,2\n3,4\n5,7\n\n\n",
        "# note\nx,y\n1,2\n3,4\n5,7",
    ],
)
def test_where_a_table_begins(text: str, here: Path) -> None:
    Path("d.csv").write_text(text)
    found = ds.read("d.csv", "y", ["x"])
    assert (found.X[:, 0].tolist(), found.y.tolist()) == ([1, 3, 5], [2, 4, 7])


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_row_without_a_time_is_named(missing: float | None) -> None:
    at = Position(PLACE)
    _check_no_missing(pl.Series([1.0, 2.0]), "t", at)
    with pytest.raises(ds.DataError, match="has a missing value in row 2"):
        _check_no_missing(pl.Series([1.0, missing, missing]), "t", at)
    with pytest.raises(ds.DataError, match="has a missing value in row 3"):
        _check_no_missing(pl.Series([1, 2, None]), "t", at)
