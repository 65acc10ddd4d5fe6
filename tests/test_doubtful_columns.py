"""Numbers that may not be the values that a fit takes them for are named; others are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope import datasets

DOUBTS = {"row_numbers", "nameless_column", "numbers_for_days", "grouped_digits", "total_row"}
N = 12
X = np.array([3.25, 1.5, 4.75, 1.25, 5.5, 9.75, 2.25, 6.5, 5.25, 3.5, 5.75, 8.5])
Y = np.round(2 * X + 1 + 0.01 * np.arange(N), 2)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lines(name: str, values: object, separator: str = ",", end: str = "") -> str:
    """Write a column of text beside X and Y."""
    head = separator.join([name, "x", "y"])
    rows = [separator.join(map(str, row)) for row in zip(values, X, Y, strict=True)]  # type: ignore[call-overload]
    Path("d.csv").write_text("\n".join([head, *rows]) + "\n" + end)
    return "d.csv"


def doubts(data: object, **options: object) -> dict[str, str]:
    found = ds.fit(data, "y", **options).findings  # type: ignore[arg-type]
    return {each.code: str(each) for each in found if each.code in DOUBTS}


DAYS = [20240100 + day for day in range(20, 32)]
THOUSANDS = ["1.230", "512", "2.000", "734", "12.345", *["87"] * 7]
DOUBTFUL = {
    "reset_index": (("index", range(N)), "row_numbers", "'index' counts the rows (0, 1, …)"),
    "identifier": (("id", range(1, N + 1)), "row_numbers", "'id' counts the rows (1, 2, …)"),
    "index of two frames": (("", [*range(6)] * 2), "nameless_column", "no name in the file"),
    "index of numbers": (("", np.arange(N) / 2), "nameless_column", "no name in the file"),
    "days": (("date", DAYS), "numbers_for_days", "If so: --date date=days."),
}


@pytest.mark.parametrize(("column", "code", "told"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_doubtful_column_is_named_where_it_is_used(
    column: tuple[str, object], code: str, told: str
) -> None:
    found = doubts(lines(*column))
    assert found.keys() == {code}
    assert told in found[code]
    assert doubts("d.csv", features=["x"]) == {}
    assert doubts(lines(*column, separator="\t")).keys() == {code}


ORDINARY = {
    "trend": ("t", range(N)),
    "identifiers that are numbers": ("id", [17, 3, 99, 4, 21, 8, 5, 61, 7, 2, 1, 9]),
    "postcodes": ("p", [20240171 + 100 * i for i in range(N)]),
    "decimals of three places": ("k", ["1.235", "0.125", "2.5", "7", "12.345", *["87"] * 7]),
    "all with three places": ("k", [f"{1.234 + i:.3f}" for i in range(N)]),
    "no index of its own": ("a", [*range(6)] * 2),
}


@pytest.mark.parametrize("column", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_columns_are_not_named(column: tuple[str, object]) -> None:
    assert doubts(lines(*column)) == {}


def test_points_that_may_mark_thousands_are_named() -> None:
    for separator in (",", "\t", "|"):
        rows = [f"{k}{separator}{i * i}" for i, k in enumerate(THOUSANDS)]
        Path("d.csv").write_text("\n".join([f"k{separator}y", *rows]))
        found = doubts("d.csv")
        assert found.keys() == {"grouped_digits"}
        assert "'k' has 1.230 and 512" in found["grouped_digits"]
        assert "If so, --thousands . reads them as such." in found["grouped_digits"]
        grouped = ds.read("d.csv", "y", thousands=".")
        np.testing.assert_array_equal(grouped.X[:5, 0], [1230, 512, 2000, 734, 12345])
        assert doubts("d.csv", thousands=".") == doubts("d.csv", decimal=".") == {}
    assert doubts(lines("k", THOUSANDS)) == {}  # beside decimals such as 3.25


def test_the_options_that_are_advised_help() -> None:
    lines("date", DAYS)
    days = ds.read("d.csv", "y", ["date"], date={"date": "days"}).X[:, 0]
    np.testing.assert_array_equal(days, 19742 + np.arange(N))
    frame = pd.read_csv("d.csv")
    assert "date={'date': 'days'}" in doubts(frame)["numbers_for_days"]
    assert doubts(frame, date={"date": "days"}) == {}
    np.testing.assert_array_equal(
        ds.read(frame, "y", ["date"], date={"date": "days"}).X[:, 0], days
    )


@pytest.mark.parametrize(
    "word", ["Total", "Grand total", "SUM:", "Summe", "Gesamtsumme", "Sous-total"]
)
def test_a_row_that_is_called_a_total_is_named(word: str) -> None:
    end = f"{word},{X.sum()},{Y.sum():.2f}\n"
    found = doubts(lines("city", [f"c{i}" for i in range(N)], end=end), features=["x"])
    assert f"Row {N + 1} of d.csv ('{word}' in 'city') may sum up other rows." in found["total_row"]
    lines("city", [f"{word}burg", *[f"c{i}" for i in range(1, N)]])
    assert doubts("d.csv", features=["x"]) == {}


def test_a_last_row_of_sums_is_named_in_files_frames_and_arrays() -> None:
    lines("k", range(N), end=f",{X.sum()},{Y.sum():.2f}\n")
    assert "(row 13) is the sum of the others" in doubts("d.csv", features=["x"])["total_row"]
    frame = pd.read_csv("d.csv")
    assert doubts(frame, features=["x"]).keys() == {"total_row"}
    assert doubts(frame[:-1], features=["x"]) == {}
    found = ds.fit(frame[["x"]].to_numpy(), frame["y"].to_numpy()).findings
    assert "total_row" in [each.code for each in found]


def test_the_data_sets_have_no_doubtful_columns() -> None:
    for name in datasets.DATA_SETS:
        assert not DOUBTS & {each.code for each in ds.fit(name).findings}, name
