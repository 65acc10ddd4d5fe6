"""Dates that leave open what they mean: centuries of two digits, and text in no known format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data import csv_file, csv_pieces, row_order
from downslope.errors import DataError
from refusals import output, refusal

OPEN = "years of two digits, whose century is open"
NO_ORDER = "in the order of text it may not be in that of time"


def frame(times: list[str]) -> pl.DataFrame:
    n = len(times)
    x = np.random.default_rng(n).normal(size=n)
    return pl.DataFrame({"t": times, "x": x, "y": 2 * x + np.cos(np.arange(n))})


def saved(folder: Path, times: list[str], kind: str = "csv") -> str:
    file = folder / f"{len(times)}.{kind}"
    data = frame(times)
    data.write_csv(file) if kind == "csv" else data.write_parquet(file)
    return str(file)


def years(first: int, last: int, form: str = "%d.%m.%y") -> list[str]:
    """Return a day of each quarter, which no other format reads."""
    return [
        date(year, month, 15).strftime(form)
        for year in range(first, last + 1)
        for month in (1, 4, 7, 10)
    ]


def command(file: str, *more: str) -> tuple[str, ...]:
    return ("fit", file, "-t", "y", *more)


USES = {
    "days": ("--date", "t=days"),
    "a part": ("--date", "t=weekday"),
    "a format": ("--date", "t=year:%d.%m.%y"),
    "an order": ("--features", "x", "--hac", "2", "--order", "t"),
    "windows": ("--features", "x", "--window", "3000d", "--time", "t"),
}


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_years_of_two_digits_of_two_readings_are_refused(tmp_path, capsys, kind, use) -> None:
    said = refusal(capsys, *command(saved(tmp_path, years(1960, 1980), kind), *use))
    assert OPEN in said
    assert "'15.01.70' as 1970 and '15.01.69' as 2069 are 99 years apart" in said
    assert said.endswith("'15.01.69' may be 1969. Write years of four digits.")
    output(capsys, *command(saved(tmp_path, [f"{t[:6]}19{t[6:]}" for t in years(1960, 1980)]),
                            *(each.replace("%y", "%Y") for each in use)))  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "shown"), [(1995, 2012, 2012), (1970, 2020, 2020), (2019, 2069, 2069)]
)
def test_years_of_one_likely_reading_are_read_and_shown(tmp_path, capsys, first, last, shown):
    printed = output(capsys, *command(saved(tmp_path, years(first, last)), "--date", "t=year"))
    told = " ".join(printed.split())
    assert f"'t' is read as the year, '15.01.{shown % 100:02}' as {shown}." in told


def test_one_year_more_is_refused(tmp_path, capsys) -> None:
    said = refusal(capsys, *command(saved(tmp_path, years(1970, 2021)), "--date", "t=year"))
    assert "are 51 years apart" in said


def test_a_late_year_of_another_century_is_refused(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(csv_pieces, "PIECE", 2**14)
    monkeypatch.setattr(csv_file, "HEAD_BYTES", 2**12)
    monkeypatch.setattr(row_order, "FIRST_ROWS", 64)
    for use in USES.values():
        file = saved(tmp_path, ["15.04.99"] * 3000 + ["15.05.68"])
        said = refusal(capsys, *command(file, *use))
        assert OPEN in said
        assert "'15.05.68' as 2068" in said


def test_new_rows_tell_their_century(tmp_path, capsys) -> None:
    model = str(tmp_path / "m.json")
    old = saved(tmp_path, years(1990, 2005))
    output(capsys, *command(old, "--date", "t=year", "--save", model))
    out = ("-o", str(tmp_path / "o.csv"), "--date", "t=year")
    near = saved(tmp_path, years(2000, 2004))
    printed = output(capsys, "predict", model, near, *out)
    assert "'15.01.04' as 2004." in " ".join(printed.split())
    wide = saved(tmp_path, years(1960, 1980))
    assert OPEN in refusal(capsys, "predict", model, wide, *out)


UNORDERED = {
    "half days": ["01/01/2023 12:00 AM", "01/01/2024 11:00 PM", "02/01/2023 10:00 AM"],
    "names of days": ["Friday, 01 December 2023", "Monday, 02 October 2023"],
    "points in times": ["01-01-2023 00.00", "01-02-2022 00.00"],
    "names alone": ["a", "b", "c"],
    "lengths": ["2024-W1", "2024-W10", "2024-W9"],
    "half days of one kind": ["2024/01/31 01:30 AM", "2024/01/31 12:30 AM"],
    "year, day, month": ["2024-13-01", "2024-14-02", "2024-15-01"],
    "offsets": ["2024-10-27 02:10 GMT+1", "2024-10-27 02:20 GMT+2"],
    "two years of two digits": ["19-W01", "19-W02"],
}
ORDERED = {
    "quarters": ["2023-Q1", "2023-Q4", "2024-Q1"],
    "weeks": ["2023W05", "2023W52", "2024W01"],
    "days of weeks": ["2024-W05-3", "2024-W06-1"],
    "zones": ["2024-01-31 07:00 X", "2024-01-31 08:00 X"],
    "academic": ["2009-10", "2010-11", "2019-20"],
    "days of years": ["2023-364", "2024-001"],
}


def repeated(times: list[str]) -> list[str]:
    return [each for each in times for _ in range(12)]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("times", UNORDERED.values(), ids=UNORDERED)
def test_text_whose_order_may_not_be_that_of_time_is_refused(tmp_path, capsys, times, kind):
    file = saved(tmp_path, repeated(times), kind)
    said = refusal(capsys, *command(file, *USES["an order"]))
    assert "give numbers or dates, or the format, as in --date" in said or "not a date" in said


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("times", ORDERED.values(), ids=ORDERED)
def test_text_that_begins_with_its_year_is_an_order(tmp_path, capsys, times, kind) -> None:
    output(capsys, *command(saved(tmp_path, repeated(times), kind), *USES["an order"]))


def test_the_rule_holds_in_later_blocks(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(csv_pieces, "PIECE", 2**14)
    monkeypatch.setattr(csv_file, "HEAD_BYTES", 2**12)
    monkeypatch.setattr(row_order, "FIRST_ROWS", 64)
    file = saved(tmp_path, ["2024-Q1"] * 4000 + ["autumn 2023"])
    said = refusal(capsys, *command(file, *USES["an order"]))
    assert "'autumn 2023'" in said
    assert NO_ORDER in said


def test_the_format_makes_an_order_of_it(tmp_path, capsys) -> None:
    file = saved(tmp_path, repeated(["01/01/2023 11:00 AM", "01/01/2023 12:30 PM"]))
    form = "t=seconds:%m/%d/%Y %I:%M %p"
    output(capsys, *command(file, *USES["an order"], "--date", form))


def test_categories_and_absorbed_fits_have_the_same_rule() -> None:
    data = frame(repeated(UNORDERED["half days"])).with_columns(pl.col("t").cast(pl.Categorical))
    with pytest.raises(DataError, match=NO_ORDER):
        ds.fit(data, "y", ["x"], hac=2, order="t")
    firms = data.with_columns(f=pl.int_range(len(data)) % 3, g=pl.int_range(len(data)) % 4)
    with pytest.raises(DataError, match=NO_ORDER):
        ds.fit(firms, "y", ["x"], absorb=["f", "g"], hac=2, order="t")
