"""Values below the first rows of a file, from which it was known how the values are written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.errors import DataError

FIRST = 400  # rows, of which the opening of a file sees less


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 512)
    monkeypatch.setattr("downslope.data.csv_file.HEAD_BYTES", 1024)


def late(first: str, *rows: str, header: str = "x;y") -> str:
    """Write rows that are like `first`, with {i} as 1 to 7, and then the others."""
    many = [first.format(i=i % 7 + 1) for i in range(FIRST)]
    Path("d.csv").write_text("\n".join([header, *many, *rows]) + "\n", encoding="utf-8")
    return "d.csv"


def values(name: str = "x", **options: object) -> list[float]:
    """Return the values of a column below the first rows."""
    table = ds.read("d.csv", "y", [name], drop_missing=True, **options)  # type: ignore[arg-type]
    column = table.X[:, 0] if "categorical" not in options else table.X
    return list(column[FIRST:])


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("1.234", r"'1.234' in row 401, which is 1.234 \(--decimal .\) or 1234 \(--thousands .\)"),
        ("12.345.678", None),
        ("1,234", r"'1,234' in row 401, which is 1234 \(--thousands ,\) or 1.234 \(--decimal ,\)"),
        ("-0,125", None),
    ],
)
def test_integers_do_not_tell_the_marks_of_numbers_below(shown: str, told: str | None) -> None:
    late("{i};{i}", f"{shown};3", f"{shown};4")
    if told is None:
        expected = float(shown.replace(".", "").replace(",", "."))
        assert values() == [expected, expected]
        return
    for options in ({}, {"engine": "threads"}):
        with pytest.raises(DataError, match=told):
            ds.fit("d.csv", "y", **options)
    chosen = {"thousands": shown[1]}
    assert values(**chosen) == [1234.0, 1234.0]
    assert values(decimal=shown[1]) == [1.234, 1.234]


def test_the_first_number_that_tells_decides_for_those_below() -> None:
    late("{i};{i}", "2,5;3", "1.234;4", "1.234,25;5")
    assert values() == [2.5, 1234.0, 1234.25]
    late("{i};{i}", "2.5;3", *["7;1"] * 300, "1.234;4")
    assert values()[::301] == [2.5, 1.234]
    late("{i};{i}", "2.5;3", "2,5;4")
    with pytest.raises(DataError, match="has '2,5' in row 402, which does not fit decimal points"):
        ds.fit("d.csv", "y")


def test_a_column_that_is_empty_at_first_has_the_marks_of_the_others() -> None:
    late(";{i},5", "1.234;3,25", "7;4")
    assert values() == []  # of the first rows, none is complete
    np.testing.assert_array_equal(
        ds.read("d.csv", "y", ["x"], drop_missing=True).X[:, 0], [1234, 7]
    )
    late(";{i},5", "03.04.2020;3,25", "05.04.2020;4")
    days = ds.read("d.csv", "y", drop_missing=True, date={"x": "days:%d.%m.%Y"}).X[:, 0]
    np.testing.assert_array_equal(days, [18355, 18357])


@pytest.mark.parametrize(
    ("first", "later", "told"),
    [
        ("0{i}/0{i}/2020", "03/04/2020", "'03/04/2020', which could be either of two dates: give"),
        ("0{i}.01.2020", "04.03.20", "'04.03.20' in row 401, which is not a date such as %d.%m.%Y"),
        ("0{i}.01.20", "04.03.2020", "'04.03.2020' in row 401, which is not a date such as"),
        ("2{i}/01/2020", "01/25/2020", "'01/25/2020' in row 401, which is not a date"),
    ],
)
def test_dates_below_that_are_written_otherwise(first: str, later: str, told: str) -> None:
    late(first + ";{i}", f"{later};1")
    with pytest.raises(DataError, match=told):
        ds.fit("d.csv", "y", date={"x": "days"})


def test_parts_of_a_date_are_those_of_its_own_time_zone() -> None:
    hours = [0, 5, 13]
    moments = [f"2024-01-01T{hour:02}:30:00+02:00" for hour in hours]
    Path("d.csv").write_text("\n".join(["t,y", *(f"{m},{i}" for i, m in enumerate(moments))]))
    zoned = pl.DataFrame({"t": moments, "y": [0.0, 1, 2]}).with_columns(
        pl.col("t").str.to_datetime("%Y-%m-%dT%H:%M:%S%z").dt.convert_time_zone("Africa/Cairo")
    )
    for data in ("d.csv", zoned):
        found = [ds.read(data, "y", date={"t": unit}).X[:, 0] for unit in ("hour", "days")]
        np.testing.assert_array_equal(found[0], hours)
        np.testing.assert_allclose(found[1], [19723 + (hour - 1.5) / 24 for hour in hours])


@pytest.mark.parametrize(
    ("one", "other"), [("1", "1.0"), ("1", "01"), ("oslo", "Oslo"), ("a b", "a  b"), ("5", "５")]
)
def test_levels_that_differ_only_in_how_they_are_written_are_named(one: str, other: str) -> None:
    late(f"{one};{{i}}", "z;3", f"{other};4", f"{other};9")
    found = ds.fit("d.csv", "y", categorical=["x"]).findings
    alike = [each for each in found if each.code == "alike_levels"]
    assert len(alike) == 1
    assert alike[0].columns == ("x",)
    assert f"'{one}'" in alike[0].evidence
    assert f"'{other}'" in alike[0].evidence


def test_levels_of_their_own_are_not_named() -> None:
    late("n{i};{i}", "m1;3", "1;4", "10;5", "0.1;6")
    assert "alike_levels" not in [f.code for f in ds.fit("d.csv", "y", categorical=["x"]).findings]
