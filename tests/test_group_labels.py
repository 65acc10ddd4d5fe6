"""Labels of groups: one for each value, whatever its type, and rows that have none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest

import downslope as ds
from grouped_tables import SHOPS
from refusals import output, refusal


def test_groups_by_several_columns_and_their_labels() -> None:
    data = SHOPS.assign(year=[2, 10] * 5)
    fits = ds.fit(data, "y", ["size"], by=["city", "year"])
    assert list(fits) == [("Bern", 2), ("Oslo", 10), ("Rome", 2), ("Rome", 10)]
    assert fits["Rome", 2].n == 4
    assert fits["Rome", "2"].n == 4
    assert ("Rome", 3) not in fits
    assert fits.n.sum() == len(data)
    swapped = ds.fit(data, "y", ["size"], by=["year", "city"])
    assert swapped[2, "Rome"].coef == fits["Rome", 2].coef


def test_labels_of_dates_truths_and_text_of_digits(tmp_path) -> None:
    days = pd.to_datetime(["2024-01-01", "2024-01-02"] * 5)
    fits = ds.fit(SHOPS.assign(day=days.date), "y", ["size"], by="day")
    assert fits[days[0].date()].n == fits["2024-01-01"].n == 5
    fits = ds.fit(SHOPS.assign(big=SHOPS["size"] > 3), "y", ["size"], by="big")
    assert fits[True].n + fits[False].n == 10
    SHOPS.assign(code=["007", "7"] * 5, number=["10", "9"] * 5).to_csv(
        tmp_path / "a.csv", index=False
    )
    csv = tmp_path / "a.csv"
    assert list(ds.fit(csv, "y", ["size"], by="code")) == ["007", "7"]
    fits = ds.fit(csv, "y", ["size"], by="number")
    assert list(fits) == [9, 10]
    assert fits["10"].n == fits[10].n == 5


def test_files_of_other_groups_keep_their_labels(tmp_path) -> None:
    files = []
    for city, rows in (("z", 10), ("a", 9), ("m", 5)):
        files.append(str(tmp_path / f"{city}.parquet"))
        SHOPS.assign(city=city, year=rows % 2, w=1.0)[:rows].to_parquet(files[-1])
    fits = ds.fit(files, "y", ["size"], by="city")
    assert dict(zip(fits, fits.n, strict=True)) == {"a": 9, "m": 5, "z": 10}
    both = ds.fit(files, "y", ["size"], by=["year", "city"], weights="w")
    assert dict(zip(both, both.n, strict=True)) == {(0, "z"): 10, (1, "a"): 9, (1, "m"): 5}
    alone = ds.fit(files[0], "y", ["size"])
    np.testing.assert_allclose(both[0, "z"].weights, alone.weights, rtol=1e-13)


NUMBERS = {
    "whole": pl.Series([1, 2, 2]),
    "floats": pl.Series([1.0, 2.0, 2.0]),
    "text": pl.Series(["1", "2", "2"]),
    "unsigned": pl.Series([1, 2, 2], dtype=pl.UInt64),
    "decimals": pl.Series([1, 2, 2]).cast(pl.Decimal(9, 2)),
}


@pytest.mark.parametrize("first", NUMBERS)
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_number_is_one_label_whatever_its_type(tmp_path, first: str, kind: str) -> None:
    rows = pl.DataFrame({"x": [1.0, 2.0, 4.0], "y": [1.0, 3.0, 2.0]})
    order = [first, *(each for each in NUMBERS if each != first)]
    files = [tmp_path / f"{place}.parquet" for place in range(len(order))]
    for file, each in zip(files, order, strict=True):
        rows.with_columns(k=NUMBERS[each]).write_parquet(file)
    if kind == "csv":
        files[1] = tmp_path / "1.csv"
        rows.with_columns(k=NUMBERS["whole"]).write_csv(files[1])
    fits = ds.fit([str(file) for file in files], "y", ["x"], by="k")
    assert list(fits) == [1, 2]
    assert list(fits.n) == [5, 10]
    assert not fits.schema.notes


def test_numbers_and_text_in_several_files(tmp_path) -> None:
    for place, city in enumerate((1, "1", "a", 2.5, 1.0)):
        SHOPS.assign(city=city, z=[0.0, -0.0] * 5).to_parquet(tmp_path / f"{place}.parquet")
    fits = ds.fit(str(tmp_path), "y", ["size"], by=["city", "z"])
    assert list(fits) == [("1", 0), ("2.5", 0), ("a", 0)]
    assert list(fits.n) == [30, 10, 10]
    assert fits[1, 0].n == fits[1.0, "0"].n == fits[np.float64(1), -0.0].n == 30


def test_labels_that_are_written_alike_are_reported(tmp_path) -> None:
    for place, city in enumerate(("1", "1.0")):
        SHOPS.assign(city=city).to_csv(tmp_path / f"{place}.csv", index=False)
    fits = ds.fit(str(tmp_path), "y", ["size"], by="city")
    assert list(fits) == ["1", "1.0"]
    assert fits[1.0].n == 10
    assert [each.code for each in fits.schema.notes] == ["alike_levels"]
    words = ds.fit(SHOPS.assign(city=["Rome", "rome "] * 5), "y", ["size"], by="city")
    assert "'Rome' and 'rome '" in repr(words).replace("\n  ", " ")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (np.array([2**64 - 1, 1] * 5, dtype=np.uint64), ["1", str(2**64 - 1)]),
        (np.array([1, "a"] * 5, dtype=object), ["1", "a"]),
        (np.array([1, "1"] * 5, dtype=object), [1]),
        (np.array([1.0, "b", True, 2.5, None][:4] * 2 + ["b"] * 2, dtype=object),
         ["1", "2.5", "b", "true"]),
    ],
)  # fmt: skip
def test_labels_of_unusual_types(labels: np.ndarray, expected: list) -> None:
    assert list(ds.fit(SHOPS[["size"]], SHOPS["y"], by=labels)) == expected


@pytest.mark.parametrize(
    "values", [[[1], [2]], [b"a", b"\xff"], [pd.Timedelta(1), pd.Timedelta(2)]]
)
@pytest.mark.parametrize("option", ["by", "cluster"])
def test_what_cannot_be_a_label(values: list, option: str) -> None:
    data = pl.from_pandas(SHOPS).with_columns(k=pl.Series(values * 5))
    with pytest.raises(
        ds.DataError, match=r"'k' of the data, .* values, not labels: name a column"
    ):
        ds.fit(data, "y", ["size"], **{option: "k"})


def test_times_are_labels_of_one_form(tmp_path) -> None:
    days = pl.Series([pd.Timestamp("2024-01-01"), pd.Timestamp("2024-01-02 03:04:05.5")] * 5)
    for unit in ("ns", "us"):
        data = pl.from_pandas(SHOPS).with_columns(k=days.cast(pl.Datetime(unit)))
        data.write_parquet(tmp_path / f"{unit}.parquet")
    fits = ds.fit(str(tmp_path), "y", ["size"], by="k")
    assert list(fits) == ["2024-01-01 00:00:00", "2024-01-02 03:04:05.5"]
    assert fits[pd.Timestamp("2024-01-01")].n == 10


def test_labels_of_arrays_must_fit_and_names_need_columns() -> None:
    X, y = SHOPS[["size"]].to_numpy(), SHOPS["y"].to_numpy()
    with pytest.raises(ds.DataError, match="by has 9 labels, but there are 10 complete rows"):
        ds.fit(X, y, by=np.arange(9))
    with pytest.raises(ds.DataError, match="'city' is the name of a column"):
        ds.fit(X, y, by="city")


@pytest.mark.parametrize("empty", [None, np.nan, " "])
def test_a_missing_label_is_named(empty) -> None:
    data = SHOPS.copy()
    data.loc[4, "city"] = empty
    with pytest.raises(ds.DataError, match=r"'city' .* names the groups, .* in row 5"):
        ds.fit(data, "y", by="city")


@pytest.mark.parametrize("empty", [None, np.nan, " "])
def test_rows_without_a_label_are_left_out_and_counted(empty, tmp_path, capsys) -> None:
    data = SHOPS.assign(k=SHOPS["city"], j="a")
    data.loc[[1, 3], "size"] = np.nan
    data.loc[[3, 6], "k"] = empty
    kept = data.drop(index=[1, 3, 6])
    fits = ds.fit(data, "y", ["size"], by="k", drop_missing=True)
    assert fits.to_dict()["rows_dropped"] == 3
    alone = ds.fit(kept, "y", ["size"], by="k")
    assert fits.n.tolist() == alone.n.tolist()
    assert fits.coef.tobytes() == alone.coef.tobytes()
    both = ds.fit(data, "y", ["size"], by=["j", "k"], drop_missing=True)
    assert both.to_dict()["rows_dropped"] == 3
    for absorb in ("k", ["j", "k"]):
        within = ds.fit(data, "y", ["size"], absorb=absorb, drop_missing=True)
        assert within.to_dict()["rows_dropped"] == 3
        assert within.coef == pytest.approx(ds.fit(kept, "y", ["size"], absorb=absorb).coef)
    data.to_csv(tmp_path / "a.csv", index=False)
    some = ["fit", str(tmp_path / "a.csv"), "-t", "y", "--features", "size", "--by", "k"]
    data.drop(index=[1, 3]).to_csv(tmp_path / "b.csv", index=False)
    without = [some[0], str(tmp_path / "b.csv"), *some[2:]]
    assert "leave such rows out with --drop-missing" in refusal(capsys, *without)
    assert "3 incomplete rows left out" in output(capsys, *some, "--drop-missing")


@pytest.mark.parametrize("option", ["by", "cluster"])
def test_a_row_without_a_label_is_left_out_with_the_incomplete_ones(option: str) -> None:
    data = SHOPS.assign(k=SHOPS["city"])
    data.loc[[1, 3], "size"] = np.nan
    data.loc[[3, 6], "k"] = None
    with pytest.raises(ds.DataError, match="row 2"):
        ds.fit(data, "y", ["size"], **{option: "k"})
    with pytest.raises(ds.DataError, match="missing value in row 6:"):
        ds.fit(data.assign(size=SHOPS["size"]).drop(index=3), "y", ["size"], **{option: "k"})
    found = ds.fit(data, "y", ["size"], drop_missing=True, **{option: "k"})
    expected = ds.fit(data.drop(index=[1, 3, 6]), "y", ["size"], **{option: "k"})
    if option == "by":
        assert {k: v.n for k, v in found.items()} == {k: v.n for k, v in expected.items()}
    else:
        assert (found.n, found.table.rows_dropped) == (expected.n, 3)
        assert np.array_equal(found.std_error, expected.std_error)
