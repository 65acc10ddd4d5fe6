"""Numbers that may not be the values that a fit takes them for are named; others are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope import datasets
from downslope.data.total_rows import rows_of_sums

DOUBTS = {
    "row_numbers",
    "nameless_column",
    "numbers_for_days",
    "grouped_digits",
    "codes_as_numbers",
    "total_row",
}
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
    "months": (("p", [201500 + i for i in range(1, N + 1)]), "numbers_for_days", "--date p=days."),
    "leading zeros": (("z", [f"0{2134 + i}" for i in range(N)]), "codes_as_numbers", "as 02134,"),
    "some with a zero": (("z", ["10001", *["00501"] * 11]), "codes_as_numbers", "as 00501,"),
    "zip codes by name": (("zip_code", range(10001, 10001 + N)), "codes_as_numbers", "categorical"),
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
    "numbers like months": ("p", [201500 + 3 * i for i in range(N)]),
    "months with a zero": ("m", [f"{i + 1:02}" for i in range(N)]),
    "decimals with zeros": ("k", [f"00{i}.5" for i in range(N)]),
    "zip in a word": ("zipper", range(10, 10 + 3 * N, 3)),
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


def test_codes_in_text_are_named_and_become_levels() -> None:
    zips = [f"0{2134 + i % 3}" for i in range(N)]
    frame = pd.DataFrame({"zip": zips, "x": X, "y": Y})
    frame.to_parquet("d.parquet")
    told = "'zip' has numbers such as 02134, whose zeros may mark codes"
    for data in (frame, "d.parquet", lines("zip", zips)):
        assert told in doubts(data)["codes_as_numbers"]
        assert doubts(data, categorical=["zip"]) == {}
    assert ds.read("d.csv", "y", categorical=["zip"]).feature_names[:2] == (
        "zip=02135",
        "zip=02136",
    )


def test_codes_in_folders_and_pandas_categories_are_named() -> None:
    for place, part in (("zip=02134", slice(0, 6)), ("zip=10001", slice(6, N))):
        Path("d", place).mkdir(parents=True)
        frame = pd.DataFrame({"x": X[part], "y": Y[part]})
        frame.to_parquet(Path("d", place, "a.parquet"))
    assert "such as 02134" in doubts("d")["codes_as_numbers"]
    assert ds.read("d", "y", categorical=["zip"]).levels == (("zip", ("02134", "10001")),)
    frame = pd.DataFrame({"g": pd.Categorical([1, 2, 3] * 4), "x": X, "y": Y})
    frame.to_parquet("d.parquet")
    for data in (frame, "d.parquet"):
        assert "'g' is categorical with numbers as levels" in doubts(data)["codes_as_numbers"]
        assert doubts(data, categorical=["g"]) == {}


def test_months_are_dates() -> None:
    months = [f"{2015 + i // 12}-{i % 12 + 1:02}" for i in range(N)]
    for written in (
        months,
        [m.replace("-", "") for m in months],
        [m[5:] + "/" + m[:4] for m in months],
    ):
        lines("m", written)
        days = ds.read("d.csv", "y", ["m"], date={"m": "days"}).X[:, 0]
        np.testing.assert_array_equal(np.diff(days), [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30])


def test_a_total_below_many_rows_or_among_levels_is_named() -> None:
    rows = [f"{'c' * 100}{i % 3},{i % 97},{i % 89}" for i in range(12_000)]
    text = "\n".join(["city,x,y", *rows])
    Path("d.csv").write_text(text + "\nTotal,1,2\n")
    told = doubts("d.csv", features=["x"])["total_row"]
    assert told.startswith("A row at the end of d.csv ('Total' in 'city') may sum up other rows.")
    Path("d.csv").write_text(text + "\nTotals,1,2\nc,3,4\n")
    assert "'Totals' in 'city'" in doubts("d.csv", features=["x"])["total_row"]
    Path("d.csv").write_text(text + "\nTotalville,1,2\n")
    assert doubts("d.csv", features=["x"]) == {}
    frame = pd.DataFrame({"city": ["a", "b", "Total", "a"] * 3, "x": X, "y": Y})
    assert "level 'Total'" in doubts(frame, categorical=["city"])["total_row"]


def test_a_last_row_of_sums_is_named_in_passes() -> None:
    r = np.random.default_rng(0)
    rows = r.uniform(1, 9, (3000, 2)).round(2)
    for engine in ("threads", None):
        summed = pd.DataFrame(np.vstack([rows, rows.sum(axis=0)]), columns=["x", "y"])
        assert "row 3,001" in doubts(summed, engine=engine)["total_row"]
        assert doubts(summed[:-1], engine=engine) == {}


def totals() -> dict[str, tuple[np.ndarray, str]]:
    r = np.random.default_rng(0)
    rows = r.uniform(1, 100, (20, 3)).round(2)
    groups = [np.vstack([part, part.sum(axis=0)]) for part in np.split(rows, 4)]
    total, mean = rows.sum(axis=0), rows.mean(axis=0)
    return {
        "prices averaged": (np.vstack([rows, [mean[0], *total[1:]]]), "(row 21) is the sum of"),
        "a year": (np.c_[np.full(21, 2020.0), np.vstack([rows, total])], "in 3 columns, and"),
        "nothing in one": (np.vstack([rows, [0, *total[1:]]]), "in 2 columns, and"),
        "above": (np.vstack([total, rows]), "The first row (row 1) is the sum of the others"),
        "rounded after": (
            np.vstack([rows, total + np.array([0.02, -0.03, 0.01])]),
            "in every column.",
        ),
        "subtotals": (np.vstack(groups), "Rows 6, 12, 18, … are sums of the rows above each."),
        "both": (np.vstack([*groups, total]), "each, and row 25 the sum of all of them."),
    }


@pytest.mark.parametrize(("rows", "told"), totals().values(), ids=totals())
def test_totals_without_a_name_are_named(rows: np.ndarray, told: str) -> None:
    found = ds.fit(rows[:, :-1], rows[:, -1]).findings
    assert told in str(next(each for each in found if each.code == "total_row"))


def test_rows_that_are_no_sums_are_not_named() -> None:
    for seed in range(300):
        r = np.random.default_rng(seed)
        shape = (int(r.integers(3, 30)), int(r.integers(2, 4)))
        few = r.integers(0, 4, shape), r.integers(1, 10, shape), r.poisson(2, shape)
        steps = np.cumsum(r.integers(0, 3, shape), axis=0)
        for rows in (*few, steps, r.normal(size=shape)):
            assert rows_of_sums(rows[:, :-1].astype(float), rows[:, -1].astype(float)) == []


def test_the_data_sets_have_no_doubtful_columns() -> None:
    for name in datasets.DATA_SETS:
        assert not DOUBTS & {each.code for each in ds.fit(name).findings}, name
