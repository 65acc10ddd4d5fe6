"""Dates that order rows are read by one rule, from any file and for any use of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import downslope as ds
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


def command(file: str, *more: str) -> tuple[str, ...]:
    return ("fit", file, "-t", "y", "--features", "x", *more)


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
