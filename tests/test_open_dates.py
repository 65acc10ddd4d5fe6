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
from downslope.findings import Finding
from downslope.missing_codes import Extremes
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


SENTINELS = {
    "9999-12-31": "2932896",
    "2999-12-31": "376199",
    "1900-01-01": "-25567",
    "1970-01-01": "0",
}


def trend(odd: str | None, kind: str, folder: Path) -> str:
    """Return a file of 120 days, of which one is odd."""
    days = [date.fromordinal(date(2023, 12, 20).toordinal() + k) for k in range(120)]
    texts = [str(day) for day in days]
    if odd:
        texts[40] = odd
    x = np.random.default_rng(1).normal(size=120)
    data = pl.DataFrame({"t": texts, "x": x, "y": 0.01 * np.arange(120) + 2 * x + np.sin(x)})
    file = folder / f"trend.{kind}"
    if kind == "csv":
        data.write_csv(file)
    else:
        data.with_columns(pl.col("t").str.to_date()).write_parquet(file)
    return str(file)


@pytest.mark.parametrize("more", [(), ("--accuracy", "full"), ("--window", "50")])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("odd", SENTINELS)
def test_dates_for_missing_values_are_found(tmp_path, capsys, odd, kind, more) -> None:
    file = trend(odd, kind, tmp_path)
    told = " ".join(output(capsys, *command(file, "--date", "t=days", *more)).split())
    assert f"'t' is {SENTINELS[odd]} ({odd}) in 1 of 120 rows, far from the others" in told
    remedy = f"--missing t={SENTINELS[odd]} --drop-missing"
    assert f"If so: {remedy}." in told
    told = output(capsys, *command(file, "--date", "t=days", *more, *remedy.split()))
    assert f"({odd})" not in told
    assert "far from" not in told


@pytest.mark.parametrize("unit", ["days", "hours", "seconds", "years", "year"])
def test_they_are_found_in_every_unit_with_a_remedy(tmp_path, capsys, unit) -> None:
    for odd in SENTINELS:
        file = trend(odd, "csv", tmp_path)
        told = " ".join(output(capsys, *command(file, "--date", f"t={unit}")).split())
        assert f"({odd}) in 1 of 120 rows" in told
        remedy = told.rpartition("If so: ")[2].removesuffix(".").split()
        again = output(capsys, *command(file, "--date", f"t={unit}", *remedy))
        assert f"({odd})" not in again
        assert "1 incomplete row" in " ".join(again.split())


@pytest.mark.parametrize("unit", ["days", "year", "month", "weekday"])
def test_ordinary_dates_are_not_codes(tmp_path, capsys, unit) -> None:
    file = trend(None, "csv", tmp_path)
    assert "missing" not in output(capsys, *command(file, "--date", f"t={unit}"))
    near = saved(tmp_path, [f"{year}-{year % 11 + 1:02}-01" for year in range(1900, 1960)])
    assert "missing" not in output(capsys, *command(near, "--date", f"t={unit}"))


def test_blocks_keep_which_columns_are_dates() -> None:
    notes, days = [Finding("date_as_number", ("t",), "")], np.arange(20_000.0, 20_060.0)
    none = Extremes.none(notes, ("t", "y"))
    blocks = [np.column_stack([part, part]) for part in (days[:30], [0.0], days[30:])]
    parts = [none.seen(block) for block in blocks]
    for whole in (parts[0] + parts[1] + parts[2], parts[1] + (parts[2] + parts[0])):
        assert whole.suspects() == {0: {0.0: 1}}
    assert Extremes.of(blocks, none).suspects() == {0: {0.0: 1}}


def test_zeros_of_numbers_are_not_dates(capsys, tmp_path) -> None:
    n = np.arange(60)
    data = pl.DataFrame({"t": np.where(n == 7, 0, 20_000 + n), "x": n % 7, "y": np.cos(n)})
    data.write_csv(tmp_path / "n.csv")
    assert "1970-01-01" not in output(capsys, *command(str(tmp_path / "n.csv")))


def test_windows_of_numbers_that_may_be_dates_are_told(tmp_path, capsys) -> None:
    days = [date.fromordinal(date(2024, 1, 20).toordinal() + k) for k in range(60)]
    file = saved(tmp_path, [f"{day:%Y%m%d}" for day in days])
    use = ("--features", "x", "--time", "t")
    told = " ".join(output(capsys, *command(file, *use, "--window", "30")).split())
    assert "'t' holds whole numbers such as 20240120, which may be dates" in told
    assert "If so: --window 30d with --date t=days." in told
    told = output(capsys, *command(file, *use, "--window", "30d", "--date", "t=days"))
    assert "may be dates" not in told
    file = saved(tmp_path, [str(20_240_000 + k) for k in range(60)])
    assert "may be dates" not in output(capsys, *command(file, *use, "--window", "30"))


@pytest.mark.parametrize(
    "given",
    [
        ("path", "--alphas", "1e-400"),
        ("path", "--alphas", "1,1e-400"),
        ("fit", "--alpha", "0.1e-5000", "--model", "ridge"),
        ("train", "--lr", "1E-400"),
        ("fit", "--missing", "x=1e-400"),
        ("fit", "--missing", "-3e-999"),
    ],
    ids=" ".join,
)
def test_numbers_too_small_for_a_float_are_refused(tmp_path, capsys, given) -> None:
    file = saved(tmp_path, years(2000, 2005, "%Y%m%d"))
    what, *options = given
    said = refusal(capsys, what, file, "-t", "y", "--features", "x", *options)
    assert f"{options[0]} " in said
    assert "is too small for float64, which would make it 0: give 0, or" in said


def test_zeros_are_numbers(tmp_path, capsys) -> None:
    file = saved(tmp_path, years(2000, 2005, "%Y%m%d"))
    for zero in ("0,1", "0e5,1", "-0.0,1"):
        output(capsys, "path", file, "-t", "y", "--features", "x", f"--alphas={zero}")


def test_a_bad_date_is_told_by_its_row_and_known_format(tmp_path, capsys) -> None:
    good = [f"2024-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)]
    bad = saved(tmp_path, [*good, "2024-02-30"])
    said = refusal(capsys, *command(bad, "--date", "t=days"))
    assert "'2024-02-30' in row 57, which is not a date in the format of the others" in said
    said = refusal(capsys, *command(bad, "--date", "t=days:%Y-%m-%d"))
    assert said.endswith(
        "'2024-02-30' in row 57, which is not a date such as %Y-%m-%d: correct it."
    )
    other = saved(tmp_path, [*good, "29.02.2024"])
    said = refusal(capsys, *command(other, "--date", "t=days:%Y-%m-%d"))
    assert "is not a date such as %Y-%m-%d, but one such as %d.%m.%Y: correct it." in said
    (tmp_path / "parts").mkdir()
    for place, times in enumerate((good, [*good, "2024-02-30"])):
        frame(times).write_csv(tmp_path / "parts" / f"{place}.csv")
    said = refusal(capsys, *command(str(tmp_path / "parts"), "--date", "t=days"))
    assert "row 57 of" in said
    assert "1.csv" in said


def test_a_format_that_no_date_is_in_is_told_so(tmp_path, capsys) -> None:
    days = saved(tmp_path, [f"2024-01-{day:02}" for day in range(1, 31)])
    said = refusal(capsys, *command(days, "--date", "t=days:%d.%m.%Y"))
    assert "no date in the format %d.%m.%Y in its first rows: give --date t=days:%Y-%m-%d." in said
    output(capsys, *command(days, "--date", "t=days:%Y-%m-%d"))
    weeks = saved(tmp_path, [f"2023-W{week}" for week in range(10, 50)])
    said = refusal(capsys, *command(weeks, "--date", "t=days:%G-W%V"))
    assert "correct them, or give their format, with a year, a month, and a day." in said
    exact = saved(tmp_path, [f"2023-W{week}-1" for week in range(10, 52)])
    output(capsys, *command(exact, "--date", "t=days:%G-W%V-%u"))
