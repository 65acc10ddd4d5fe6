"""How much of a table is looked at and named, and what stands just beyond."""

from __future__ import annotations

import ast
import hashlib
import json
import math
import sqlite3
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data import levels as levels_of
from downslope.data.arrow_files import _check_object
from downslope.data.blocks import FrameSource
from downslope.data.cells import OddCells
from downslope.data.csv_file import rows_as_printed
from downslope.data.csv_header import _opening
from downslope.data.expressions import _check, _shown, _tree
from downslope.data.files import _no_such_file, data_files, database_of, given
from downslope.data.formula_text import parsed
from downslope.data.levels import sorted_levels
from downslope.data.one_hot import _listed
from downslope.data.open import FEW, is_large
from downslope.data.sql import database, drivers
from downslope.data.sql.pasted_moments import statement
from downslope.data.sql.sql_dialects import DIALECTS
from downslope.data.summary_file import (
    _FIXED,
    MAGIC,
    _check_header,
    _exponents,
    _ranges,
    load_summaries,
    save_summary,
)
from downslope.data.transforms import LEARNED
from downslope.numerics.arguments import OptionStyle

PYTHON = OptionStyle.PYTHON


def names(count: int) -> list[str]:
    return [f"c{i}" for i in range(count)]


# --- messages -----------------------------------------------------------------------------------


def test_how_many_files_a_title_names(here: Path) -> None:
    files = [f"{name}.csv" for name in "abcd"]
    for file in files:
        Path(file).write_text("x,y\n1,2\n2,3\n")
    assert given(files[:3]).source == "a.csv, b.csv, c.csv"
    assert given(files).source == "a.csv, b.csv, c.csv and 1 more"


def test_how_many_summaries_a_title_names(here: Path) -> None:
    Path("d.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    files = [f"{name}.dss" for name in "abcd"]
    for file in files:
        save_summary(ds.summarize("d.csv", "y"), file)
    assert load_summaries(files[:3]).source == "a.dss, b.dss, c.dss"
    assert load_summaries(files).source == "a.dss, b.dss, c.dss and 1 more"


@pytest.mark.parametrize(("count", "more"), [(5, False), (6, True)])
def test_how_many_files_of_a_folder_are_named(count: int, more: bool, here: Path) -> None:
    for k in range(count):
        Path(f"file{k}.csv").touch()
    told = _no_such_file("zzz.parquet", Path("zzz.parquet"), ["abalone"])
    assert "file0.csv, file1.csv, file2.csv, file3.csv, file4.csv" in told
    assert (", …" in told) is more


@pytest.mark.parametrize(("before", "found"), [(9_999, True), (10_000, False)])
def test_how_many_files_of_subfolders_are_looked_at(
    before: int, found: bool, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SimpleNamespace(name="a.png")
    data = SimpleNamespace(name="a.csv", is_file=lambda: True)
    monkeypatch.setattr(Path, "rglob", lambda _, __: chain(repeat(other, before), [data]))
    with pytest.raises(ds.DataError, match="only in subfolders" if found else "holds no .parquet"):
        data_files([str(here)])


def test_databases_are_known_by_their_first_bytes() -> None:
    assert database_of(b"SQLite format 3\0" + bytes(8)) == "sqlite"
    assert database_of(bytes(8) + b"DUCK" + bytes(8)) == "duckdb"
    assert database_of(b"DUCK" + bytes(20)) is None


def test_how_many_levels_are_named() -> None:
    assert _listed(list("abcde")) == "a, b, c, d, e"
    assert _listed(list("abcdef")) == "a, b, c, d, e, … (6 levels)"


def test_how_much_of_an_expression_is_shown() -> None:
    assert _shown(60 * "x") == f"'{60 * 'x'}'"
    assert _shown(61 * "x") == f"'{59 * 'x'}…'"


def test_how_much_of_a_line_is_shown() -> None:
    with pytest.raises(ValueError, match=f": {40 * 'x'}$"):
        _check_object(1, 60 * b"x")
    text = pl.Series([60 * "x", "1", "2"])
    assert OddCells.of(text, text.str.contains("x")).shown == 40 * "x"
    assert OddCells.of(text, text.str.contains("x")).row == 0


def test_how_much_of_a_header_is_shown(here: Path) -> None:
    header = ",".join(map(str, range(10, 40)))
    Path("d.csv").write_text(f"{header}\n{header}\n{header}\n")
    with pytest.raises(ds.DataError) as error:
        ds.read("d.csv", "y")
    assert f"({header[:40]})" in str(error.value)


# --- limits -------------------------------------------------------------------------------------


def test_how_long_an_expression_may_be() -> None:
    assert _tree("1".ljust(2000))
    with pytest.raises(ds.OptionError, match="2,001 characters: write one of at most 2,000"):
        _tree("1".ljust(2001))


def test_how_large_a_number_in_a_formula_may_be() -> None:
    for sign in (1, -1):
        _check(ast.Constant(sign * (2**1000 - 1)), "a number")
        with pytest.raises(ds.OptionError, match="whose number is too large"):
            _check(ast.Constant(sign * 2**1000), "a number")


def test_how_long_a_formula_may_be() -> None:
    with pytest.raises(ds.OptionError, match="needs a target and terms"):
        parsed("y ~".ljust(10_000), ["y", "a"])
    with pytest.raises(ds.OptionError, match="10,001 characters: at most 10,000"):
        parsed("y ~".ljust(10_001), ["y", "a"])


def test_how_many_terms_a_formula_may_have() -> None:
    def terms(count: int) -> str:
        return " + ".join(names(count))

    assert parsed(f"y ~ {terms(998)}", ["y", *names(1100)])  # beside y and an intercept
    with pytest.raises(ds.OptionError, match="a power of one term"):
        parsed("y ~ a**64", ["y", "a"])
    with pytest.raises(ds.OptionError, match="more than 1,000 terms"):
        parsed(f"y ~ {terms(999)}", ["y", *names(1100)])


def test_how_many_levels_a_column_may_have() -> None:
    some = [f"{k:04}x" for k in range(1001)]
    assert len(sorted_levels("k", some[:1000], "d.csv")) == 1000
    assert sorted_levels("k", some[:2], "d.csv") == ("0000x", "0001x")
    with pytest.raises(ds.DataError, match="more than 1,000 levels"):
        sorted_levels("k", some, "d.csv")


def test_levels_are_looked_for_until_they_are_too_many() -> None:
    frames = [pl.Series([f"{k}x" for k in range(1000)]), pl.Series(["last"])]
    dialect = SimpleNamespace(applied=lambda frame, place: frame)
    task: Any = SimpleNamespace(
        frames=lambda _: [{"k": frame} for frame in frames],
        layout=SimpleNamespace(dialect=dialect),
        place=None,
    )
    assert len(levels_of._levels_in(task, ["k"])["k"]) == 1001


def test_how_many_features_a_statement_to_paste_takes() -> None:
    assert statement(DIALECTS["duckdb"], "t", "t", "y", names(40), drop_missing=False)
    with pytest.raises(ds.DataError, match="at most 40 features, and 41"):
        statement(DIALECTS["duckdb"], "t", "t", "y", names(41), drop_missing=False)


@pytest.mark.parametrize(("name", "option"), [("poly", "degree"), ("bs", "df")])
def test_how_many_columns_a_transform_may_have(name: str, option: str) -> None:
    transform = LEARNED[name]
    for value, good in ((1, name == "poly"), (3, True), (40, True), (41, False), (0, False)):
        options = transform.named({option: value})
        if good:
            transform.check(options, name)
        else:
            with pytest.raises(ds.OptionError):
                transform.check(options, name)


@pytest.mark.parametrize(("count", "good"), [(0, False), (1, True), (40, True), (41, False)])
def test_how_many_knots_a_spline_may_have(count: int, good: bool) -> None:
    options = LEARNED["bs"].named({"knots": tuple(range(count))})
    if good:
        LEARNED["bs"].check(options, "bs")
    else:
        with pytest.raises(ds.OptionError, match="knots are a list of rising numbers"):
            LEARNED["bs"].check(options, "bs")


def test_options_of_transforms_are_those_of_r() -> None:
    assert LEARNED["poly"].named({}) == {"degree": 1, "raw": False}
    assert LEARNED["bs"].named({}) == {"df": None, "knots": None, "degree": 3}
    assert LEARNED["poly"].named({"1": 2, "2": True}) == {"degree": 2, "raw": True}
    assert LEARNED["poly"].named({"3": 5}) == {"degree": 1, "raw": False, "3": 5}


@pytest.mark.parametrize(("x", "good"), [((1, 2), False), ((1, 2, 3), True)])
def test_knots_are_inside_their_column(x: tuple[int, ...], good: bool, here: Path) -> None:
    rows = [f"{k},{k * k}" for k in (1, *x, 1.5, 2.5, 1.2, 2.2, 1.7, 2.7, *x)]
    Path("d.csv").write_text("\n".join(["x,y", *rows]))
    for knot in (1, max(x) if good else 2.7):
        with pytest.raises(ds.DataError, match="needs knots inside the range"):
            ds.fit("d.csv", formula=f"y ~ bs(x, knots=[{knot}])")


# --- first and last rows ------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "good"), [(700_000, True), (1_048_575, True), (1_048_576, False)])
def test_how_long_the_first_line_of_a_csv_may_be(size: int, good: bool, here: Path) -> None:
    Path("d.csv").write_bytes(size * b"a" + b"\n" + b"1\n" * 9)
    if good:
        assert len(_opening(Path("d.csv"), None)[0]) > size
    else:
        with pytest.raises(ds.DataError, match="longer than a megabyte"):
            _opening(Path("d.csv"), None)


@pytest.mark.parametrize(("after", "found"), [(20_000, True), (45_000, False)])
def test_how_far_from_the_end_a_total_is_looked_for(after: int, found: bool, here: Path) -> None:
    rows = [f"{400 * 'c'},{k % 13},{k * k % 17}\n" for k in range(3000)]  # beyond the head
    end = "".join(rows)[-after:].partition("\n")[2]
    Path("d.csv").write_text("city,x,y\n" + "".join(rows) + "Total,1,2\n" + end)
    codes = [each.code for each in ds.fit("d.csv", "y", ["x"]).findings]
    assert ("total_row" in codes) is found


class BeyondError(Exception):
    pass


@pytest.mark.parametrize(("values", "error"), [(2_000_000, BeyondError), (2_000_002, ds.DataError)])
def test_how_many_decimals_are_read_as_printed(values: int, error: type[Exception]) -> None:
    def applied(*_: object) -> None:
        raise BeyondError

    def frames(_: object) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(height=values // 2)

    layout = SimpleNamespace(
        features=("x",), target="y", width=2, read=(), source="d.csv",
        dialect=SimpleNamespace(applied=applied),
    )  # fmt: skip
    task = SimpleNamespace(frames=frames, place=SimpleNamespace(after=lambda _: None))
    source: Any = SimpleNamespace(layout=layout, frame_tasks=lambda: [task])
    with pytest.raises(error):
        rows_as_printed(source)


def test_how_large_data_are_read_into_memory() -> None:
    class Fake(FrameSource):
        size = 0.0

        @property
        def likely_bytes(self) -> float:
            return self.size

    source = object.__new__(Fake)
    for size, large, beyond_few in (
        (4 * 2**20, False, False), (4 * 2**20 + 1, False, True), (64 * 2**20, False, True),
        (64 * 2**20 + 1, True, True),
    ):  # fmt: skip
        Fake.size = size
        assert (is_large(source), is_large(source, FEW)) == (large, beyond_few)


# --- summaries ----------------------------------------------------------------------------------

HEADER: dict[str, Any] = {
    "features": ["x"], "target": "y", "weights": None, "count": 3, "rows_dropped": 0, "passes": 1,
    "mass": 3.0, "depth": 2.0, "levels": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "good"),
    [
        ({"count": 0, "mass": 0.0}, True),
        ({"count": -1}, False),
        ({"count": 2**63 - 1}, True),
        ({"count": 2**63}, False),
        ({"passes": 1}, True),
        ({"passes": 0}, False),
        ({"mass": 0.0}, False),
        ({"depth": 0}, True),
        ({"depth": -1.0}, False),
        ({"depth": math.inf}, False),
        ({"levels": [["c", ["a", "b"]]]}, True),
        ({"levels": [["c", ["a"]]]}, False),
        ({"features": ["y"]}, False),
    ],
)
def test_what_the_header_of_a_summary_may_hold(change: dict[str, Any], good: bool) -> None:
    if good:
        _check_header(HEADER | change)
    else:
        with pytest.raises(ValueError):  # noqa: PT011
            _check_header(HEADER | change)


def test_what_the_numbers_of_a_summary_may_be() -> None:
    assert _exponents(np.array([1100.0, -1100.0])).tolist() == [1100, -1100]
    for other in (1101.0, -1101.0):
        with pytest.raises(ValueError, match="power of two"):
            _exponents(np.array([other]))
    assert _ranges([[1.0, 2.0], [1.0, 3.0]], 2) is not None
    with pytest.raises(ValueError, match="ranges"):
        _ranges([[1.0, 2.0], [1.0, 1.0]], 2)


def test_how_much_is_told_of_a_damaged_header(here: Path) -> None:
    Path("d.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    save_summary(ds.summarize("d.csv", "y"), "d.dss")
    content = Path("d.dss").read_bytes()[:-32]
    start = len(MAGIC) + _FIXED.size
    version, length = _FIXED.unpack_from(content, len(MAGIC))
    header = json.loads(content[start : start + length]) | {"count": 200 * "9"}
    changed = json.dumps(header).encode()
    fixed = _FIXED.pack(version, len(changed))
    body = b"".join([MAGIC, fixed, changed, content[start + length :]])
    Path("d.dss").write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(ds.DataError) as error:
        load_summaries(["d.dss"])
    what = f"ValueError: count is '{200 * '9'}"[:80]
    assert what in str(error.value)
    assert f"{what}9" not in str(error.value)


def test_a_summary_without_a_header_has_another_checksum(here: Path) -> None:
    Path("d.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    save_summary(ds.summarize("d.csv", "y"), "d.dss")
    content = Path("d.dss").read_bytes()
    start = len(MAGIC) + _FIXED.size
    for size, what in (
        (start + 32, "its checksum does not match"),
        (start + 31, "it is cut short"),
    ):
        Path("d.dss").write_bytes(content[:size])
        with pytest.raises(ds.DataError, match=what):
            load_summaries(["d.dss"])


# --- databases ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [2006, 2013, 2055, 4031])
def test_errors_that_tell_of_a_lost_connection(code: int) -> None:
    assert drivers.has_gone(SimpleNamespace(), Exception(code))
    assert not drivers.has_gone(SimpleNamespace(), Exception(code + 1))


@pytest.mark.parametrize(("state", "has_begun"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 0)])
def test_states_of_a_transaction(state: int, has_begun: int) -> None:
    connection = SimpleNamespace(info=SimpleNamespace(transaction_status=state))
    assert drivers.in_transaction(connection, "postgresql") == has_begun


@pytest.mark.parametrize(
    ("version", "sums"), [((3, 42, 9), False), ((3, 43, 0), True), ((3, 44, 1), True)]
)
def test_sums_of_sqlite_are_compensated(
    version: tuple[int, ...], sums: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    connection = sqlite3.connect(":memory:")
    with database.opened(connection) as found:
        assert (found.dialect.compensated_sum == "SUM") is sums
    connection.close()


@pytest.mark.parametrize(("digits", "is_text"), [(15, False), (16, True)])
def test_which_decimals_of_duckdb_are_read_as_text(digits: int, is_text: bool) -> None:
    found = DIALECTS["duckdb"].as_float64("x", f"DECIMAL({digits}, 2)")
    assert found is not None
    assert ("VARCHAR" in found) is is_text
