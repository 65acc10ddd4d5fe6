"""Dates that order rows are read by one rule, from any file and for any use of them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data import csv_file, csv_pieces, dates, row_order
from refusals import output, refusal

WINDOW = ("--window", "3d", "--time", "t")
ORDER = ("--hac", "2", "--order", "t")
SHAPE = "%m/%d/%Y"


def rows(first: date, days: int, form: str) -> pl.DataFrame:
    """Return three rows a day, whose dates are written in a format."""
    n = 3 * days
    times = [(first + timedelta(days=k // 3)).strftime(form) for k in range(n)]
    x = np.random.default_rng(n).normal(size=n)
    return pl.DataFrame({"t": times, "x": x, "y": 2 * x + np.cos(np.arange(n))})


def saved(data: pl.DataFrame, folder: Path, kind: str) -> str:
    file = folder / f"days.{kind}"
    data.write_csv(file) if kind == "csv" else data.write_parquet(file)
    return str(file)


def command(*given: str) -> tuple[str, ...]:
    return ("fit", *given, "-t", "y", "--features", "x")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("use", [WINDOW, ORDER])
@pytest.mark.parametrize("form", [SHAPE, "%m/%d/%y", "%d-%m-%Y"])
def test_days_that_may_be_months_are_refused_until_the_user_decides(
    tmp_path, capsys, kind: str, use: tuple[str, ...], form: str
) -> None:
    data = rows(date(2024, 2, 1), 12 if form != "%d-%m-%Y" else 1, form)
    file = saved(data, tmp_path, kind)
    said = refusal(capsys, *command(file, *use))
    assert "which could be either of two dates" in said
    assert f"--date t=seconds:{form}" in said  # which works:
    for unit in ("seconds", "days"):
        output(capsys, *command(file, *use, "--date", f"t={unit}:{form}"))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_windows_of_written_days_are_those_of_true_dates(tmp_path, kind: str) -> None:
    written = rows(date(2024, 2, 1), 12, SHAPE)
    true = written.with_columns(pl.col("t").str.to_date(SHAPE))
    wanted = ds.fit(true, "y", ["x"], window="3d", time="t")
    file = saved(written, tmp_path, kind)
    found = ds.fit(file, "y", ["x"], window="3d", time="t", date={"t": f"days:{SHAPE}"})
    assert list(found.n) == list(wanted.n)
    assert set(found.n) == {3, 6, 9}
    assert np.array_equal(found.coef, wanted.coef)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("use", [WINDOW, ORDER])
def test_a_day_after_the_twelfth_decides(tmp_path, capsys, kind: str, use) -> None:
    file = saved(rows(date(2024, 12, 25), 20, SHAPE), tmp_path, kind)
    output(capsys, *command(file, *use))  # 01/01/2025 follows 12/31/2024


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_rows_out_of_order_are_told_by_their_dates(tmp_path, capsys, kind: str) -> None:
    data = rows(date(2024, 1, 28), 20, SHAPE)
    file = saved(pl.concat([data[30:], data[:30]]), tmp_path, kind)
    said = refusal(capsys, *command(file, *ORDER))
    assert "row 31 has 01/28/2024, less than the row before" in said


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_numbers_that_may_be_days_name_the_option_that_reads_them(
    tmp_path, capsys, kind: str
) -> None:
    data = rows(date(2024, 1, 20), 20, "%Y%m%d").with_columns(pl.col("t").cast(pl.Int64))
    file = saved(data, tmp_path, kind)
    said = refusal(capsys, *command(file, *WINDOW))
    assert "or read them as dates with --date t=days" in said
    assert "to 20240131" in output(capsys, *command(file, *WINDOW, "--date", "t=days"))
    found = ds.fit(file, "y", ["x"], window="3d", time="t", date={"t": "days"})
    assert list(found.n) == [3, 6] + [9] * 18


LONG = "%Y-%m-%d %H:%M:%S"
GERMAN = "%d.%m.%Y %H:%M:%S"
OTHERS = "which is not a date in the format of the others"


def minutes(first: int, count: int, form: str = LONG) -> pl.DataFrame:
    """Return a row each minute since 2020, whose times are written in a format."""
    start = datetime(2020, 1, 1)
    times = [(start + timedelta(minutes=first + k)).strftime(form) for k in range(count)]
    x = np.random.default_rng(count).normal(size=count)
    return pl.DataFrame({"t": times, "x": x, "y": 2 * x + np.cos(np.arange(count))})


def files(folder: Path, *frames: pl.DataFrame) -> list[str]:
    """Return the CSV files of these frames, in order."""
    names = [str(folder / f"{place}.csv") for place in range(len(frames))]
    for name, frame in zip(names, frames, strict=True):
        frame.write_csv(name)
    return names


@pytest.mark.parametrize("use", [WINDOW, ORDER])
@pytest.mark.parametrize(
    "forms",
    [(LONG, GERMAN), (GERMAN, LONG), ("%Y-%m-%d", LONG), (LONG, "%Y-%m-%d")],
    ids=["years first", "days first", "dates first", "times first"],
)
def test_files_of_two_formats_are_refused(tmp_path, capsys, use, forms: tuple[str, str]) -> None:
    first, second = files(tmp_path, minutes(0, 40, forms[0]), minutes(3000, 40, forms[1]))
    said = refusal(capsys, *command(first, second, *use))
    assert OTHERS in said
    assert "such as '20" in said or "such as '0" in said


@pytest.mark.parametrize("odd", ["31.12.1999 00:00:00", "2021-06-01"])
@pytest.mark.parametrize("use", [WINDOW, ORDER])
def test_a_late_date_of_another_format_is_refused(tmp_path, capsys, use, odd: str) -> None:
    data = minutes(0, 5000)
    (file,) = files(tmp_path, pl.concat([data, data[:1].with_columns(t=pl.lit(odd))]))
    said = refusal(capsys, *command(file, *use))
    assert f"'{odd}', {OTHERS}, such as '2020-01-01 00:00:00'" in said


def test_a_date_of_another_format_is_told_by_its_row(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(row_order, "FIRST_ROWS", 64)
    data = minutes(0, 9000).with_columns(
        x=pl.when(pl.int_range(9000) % 10 == 3).then(None).otherwise(pl.col("x"))
    )
    bad = pl.when(pl.int_range(9000) == 8000).then(pl.lit("1.1.2021")).otherwise(pl.col("t"))
    (file,) = files(tmp_path, data.with_columns(t=bad))
    monkeypatch.setattr(csv_pieces, "PIECE", 2**16)
    monkeypatch.setattr(csv_file, "HEAD_BYTES", 2**14)
    said = refusal(capsys, *command(file, *ORDER, "--drop-missing"))
    assert f"'1.1.2021' in row 8001, which is not a date such as {LONG}" in said


@pytest.mark.parametrize("use", [WINDOW, ORDER])
@pytest.mark.parametrize("date_option", [(), ("--date", "t=days")])
def test_a_file_without_rows_decides_nothing(tmp_path, capsys, use, date_option) -> None:
    sorted_days = rows(date(2024, 1, 28), 10, "%d/%m/%Y")
    none, some, turned = files(tmp_path, sorted_days[:0], sorted_days, sorted_days[::-1])
    output(capsys, *command(none, some, *use, *date_option))
    said = refusal(capsys, *command(none, turned, *use, *date_option))
    assert "not in the order of 't': row 4" in said


def test_a_file_without_rows_shows_no_format_of_a_feature(tmp_path, capsys) -> None:
    data = rows(date(2024, 1, 28), 10, "%d/%m/%Y")
    none, some = files(tmp_path, data[:0], data)
    both = output(capsys, "fit", none, some, "-t", "y", "--date", "t=days", "--json")
    alone = output(capsys, "fit", some, "-t", "y", "--date", "t=days", "--json")
    assert json.loads(both)["weights"] == json.loads(alone)["weights"]


@pytest.mark.parametrize("use", [("--window", "3h", "--time", "t"), ORDER])
def test_short_and_long_files_are_read_alike(tmp_path, capsys, monkeypatch, use) -> None:
    monkeypatch.setattr(csv_file, "HEAD_BYTES", 2**14)
    long, short = files(tmp_path, minutes(0, 1000), minutes(1000, 50))
    output(capsys, *command(long, short, *use))
    said = refusal(capsys, *command(short, long, *use))
    assert "not in the order of 't'" in said


TYPES = {
    "moments": (pl.Date, pl.Datetime("ms"), pl.Datetime("us"), pl.Datetime("ns")),
    "numbers": (pl.Int32, pl.UInt64, pl.Float32, pl.Float64, pl.Decimal(20, 3)),
}


@pytest.mark.parametrize("kind", TYPES)
def test_parts_of_several_types_of_one_kind_are_compared(tmp_path, kind: str) -> None:
    data = rows(date(2024, 1, 1), 10, "%Y-%m-%d").with_columns(pl.col("t").str.to_date())
    if kind == "numbers":
        data = data.with_columns(pl.col("t").cast(pl.Int32))
    for one in TYPES[kind]:
        for other in TYPES[kind]:
            data[:15].with_columns(pl.col("t").cast(one)).write_parquet(tmp_path / "1.parquet")
            data[15:].with_columns(pl.col("t").cast(other)).write_parquet(tmp_path / "2.parquet")
            ds.fit([tmp_path / "1.parquet", tmp_path / "2.parquet"], "y", ["x"], hac=2, order="t")
            with pytest.raises(ds.DataError, match="not in the order of 't'"):
                ds.fit(
                    [tmp_path / "2.parquet", tmp_path / "1.parquet"], "y", ["x"], hac=2, order="t"
                )


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (pl.Int64, pl.Date, "holds int64 values in some parts of the data and date in others"),
        (pl.Date, pl.Int64, "holds date values in some parts of the data and int64 in others"),
        (pl.Date, pl.String, "holds date values in some parts of the data and string in others"),
        (pl.Datetime, pl.Datetime("us", "UTC"), "values in some parts of the data and datetime"),
        (pl.String, pl.Duration("us"), "holds string values in some parts"),
        (pl.Int64, pl.String, "has '2024-01-06' in row 1 of .*, which is not a number"),
    ],
)
def test_parts_of_types_of_two_kinds_are_refused(tmp_path, one, other, message: str) -> None:
    data = rows(date(2024, 1, 1), 10, "%Y-%m-%d").with_columns(pl.col("t").str.to_date())
    for place, (kind, part) in enumerate(((one, data[:15]), (other, data[15:]))):
        base = (
            pl.col("t") if kind in (pl.Date, pl.String, pl.Datetime) else pl.col("t").to_physical()
        )
        part.with_columns(base.cast(kind)).write_parquet(tmp_path / f"{place}.parquet")
    with pytest.raises(ds.DataError, match=message):
        ds.fit([tmp_path / "0.parquet", tmp_path / "1.parquet"], "y", ["x"], hac=2, order="t")


def test_large_whole_numbers_in_text_are_not_rounded(tmp_path) -> None:
    data = rows(date(2024, 1, 1), 4, "%Y").with_columns(
        t=pl.Series([str(2**53 + 1 - k) for k in range(12)])
    )
    data.write_parquet(tmp_path / "a.parquet")
    with pytest.raises(ds.DataError, match=f"row 2 has {2**53}, less than the row before"):
        ds.fit(tmp_path / "a.parquet", "y", ["x"], hac=1, order="t")


@pytest.mark.parametrize("labels", ["2009-10", "2019-20"])
def test_text_that_begins_with_years_is_in_the_order_of_time(tmp_path, labels: str) -> None:
    first = int(labels[:4])
    seasons = [f"{year}-{(year + 1) % 100:02}" for year in range(first, first + 12)]
    data = rows(date(2024, 1, 1), 4, "%Y").with_columns(t=pl.Series(seasons))
    assert ds.fit(data, "y", ["x"], hac=1, order="t").n == 12
    with pytest.raises(ds.DataError, match="not in the order of 't'"):
        ds.fit(data[::-1], "y", ["x"], hac=1, order="t")


def test_formats_are_tried_on_the_first_texts(monkeypatch) -> None:
    tried = []
    moments = dates._moments

    def counted(text: pl.Series, form: str) -> pl.Series:
        tried.append(len(text))
        return moments(text, form)

    monkeypatch.setattr(dates, "_moments", counted)
    data = minutes(0, 20_000, GERMAN)
    ds.fit(data, "y", ["x"], window="1d", time="t")
    assert sum(tried) < 30 * len(data)
