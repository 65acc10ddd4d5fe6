"""A regression for each group: equal to a fit of each alone, in any order, from any source."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import downslope as ds
from downslope.fitting.groups import summary_stack
from downslope.fitting.groups.stack_solver import Status, solve_stack
from downslope.fitting.groups.summary_stack import SummaryStack, check_fits
from exact_fits import check_exactly, exact_fits, sorted_runs
from exact_rational import exact_weights
from refusals import output, refusal, strict_json, write
from sampling import LONG

SHOPS = pd.DataFrame(
    {
        "city": ["Rome", "Oslo", "Rome", "Oslo", "Rome", "Oslo", "Rome", "Oslo", "Bern", "Rome"],
        "size": [1.0, 2, 3, 4, 5, 6, 7, 9, 3, 4],
        "y": [2.1, 1.0, 4.2, 1.9, 5.7, 3.4, 8.1, 4.1, 5.0, 5.2],
    }
)


def table(groups: int, rows: int, *, offset: float = 0.0, seed: int = 0) -> pd.DataFrame:
    """Return rows of groups whose means are far apart."""
    rng = np.random.default_rng(seed)
    g = rng.integers(0, groups, rows)
    base = rng.uniform(-1.0, 1.0, size=(groups, 3))
    X = offset * base[g] + rng.normal(size=(rows, 3))
    y = X @ [1.0, -2.0, 0.5] + rng.normal(size=rows)
    return pd.DataFrame({"g": g, "a": X[:, 0], "b": X[:, 1], "c": X[:, 2], "y": y})


@pytest.mark.parametrize("offset", [0.0, 1e4, 1e9])
@pytest.mark.parametrize("intercept", [True, False])
def test_each_group_equals_its_own_fit_within_the_bound(offset: float, intercept: bool) -> None:
    data = table(10_000 if LONG else 60, 600_000 if LONG else 3600, offset=offset)
    fits = ds.fit(data, "y", by="g", intercept=intercept)
    if not intercept and offset == 1e9:  # so nearly dependent that one pass cannot tell
        assert set(fits.status) == {"collinear"}
        return
    order, runs = sorted_runs(data["g"].to_numpy())
    columns = data[["a", "b", "c", "y"]].to_numpy()[order].T
    check_exactly(fits, range(len(fits)), exact_fits(columns, runs, intercept=intercept))
    certain = fits.status == "fitted"
    assert certain.all() == (intercept or offset == 0.0)
    assert fits.r2_bound.max() < (1e-11 if certain.all() else 1e-2)


def test_r2_without_two_certain_decimals_is_not_told() -> None:
    # The target is the difference of columns that are nearly the same.
    rng = np.random.default_rng(0)
    x, small, noise = rng.normal(size=(3, 40)) * [[1.0], [3e-6], [1e-6]]
    fits = ds.fit(
        np.column_stack([x, x + small]), small + noise, by=np.ones(40, dtype=int), intercept=False
    )
    assert list(fits.status) == ["not_proven"]
    assert fits.r2_bound[0] > 0.005
    assert np.isnan(fits.r2[0])
    assert strict_json(json.dumps(fits.to_dict()))["fits"][0]["r2"] is None
    larger = ds.fit(
        np.column_stack([x, x + 100 * small]), small + noise, by=np.ones(40, dtype=int),
        intercept=False,
    )  # fmt: skip
    assert larger.r2_bound[0] < 0.005
    assert abs(larger.r2[0] - larger[1].r2) < larger.r2_bound[0]


def test_bounds_hold_against_rational_arithmetic() -> None:
    data = table(6, 60, offset=1e6, seed=3)
    fits = ds.fit(data, "y", by="g")
    for g, part in data.groupby("g"):
        exact = exact_weights(part[["a", "b", "c"]], part["y"])
        place = list(fits).index(g)
        for weight, bound, truth in zip(fits.weights[place], fits.bound[place], exact, strict=True):
            assert abs(float(truth - Fraction(float(weight)))) <= bound


def test_a_group_asked_for_equals_its_row_of_the_arrays() -> None:
    fits = ds.fit(table(30, 900, offset=1e5), "y", by="g")
    for g, (label, fit) in enumerate(fits.items()):
        assert fit.n == fits[label].n == fits.n[g]
        np.testing.assert_allclose(fit.weights, fits.weights[g], rtol=0, atol=2 * fit.bound.max())
        np.testing.assert_allclose(fit.std_error, fits.std_error[g], rtol=1e-8)
        np.testing.assert_allclose(fit.bound, fits.bound[g], rtol=0.05)
        assert f"g = {label}" in fit.title


def test_the_order_of_rows_and_the_blocks_do_not_matter() -> None:
    data = table(50, 3000, offset=1e6)
    mixed = data.sample(frac=1.0, random_state=1)
    one, other = (ds.fit(each, "y", by="g") for each in (data, mixed))
    assert (np.abs(one.weights - other.weights) <= one.bound + other.bound).all()
    halves = [SummaryStack.of_rows(
        np.ascontiguousarray(part[["a", "b", "c", "y"]].to_numpy().T), part["g"].to_numpy(), 50)
        for part in (data[:500], data[500:])]  # fmt: skip
    there = np.flatnonzero(halves[1].count)
    halves[0].add(halves[1].take(there), there)
    found = solve_stack(halves[0], intercept=True)
    assert (np.abs(found.weights - one.weights) <= found.bound + one.bound).all()


def test_long_groups_are_summed_as_products(monkeypatch) -> None:
    data = table(4, 5000, offset=1e6)
    data.loc[4990:, "g"] = 9
    long = ds.fit(data, "y", by="g")
    monkeypatch.setattr(summary_stack, "LONGEST_SUM", 10**9)
    monkeypatch.setattr(summary_stack, "PRODUCTS_OF_A_CALL", 10**9)
    short = ds.fit(data, "y", by="g")
    assert (np.abs(long.weights - short.weights) <= long.bound + short.bound).all()
    assert list(long.n) == list(short.n)
    assert long.bound[0].max() < short.bound[0].max()


@pytest.mark.parametrize("workers", [1, 3])
def test_files_of_any_kind_give_the_same_bits(tmp_path, workers: int) -> None:
    data = table(500, 30_000, offset=1e4)
    frame = pa.Table.from_pandas(data, preserve_index=False)
    for place, start in enumerate(range(0, len(data), 10_000)):
        pq.write_table(frame.slice(start, 10_000), tmp_path / f"{place}.parquet")
    one = ds.fit(str(tmp_path), "y", by="g", workers=1)
    other = ds.fit(str(tmp_path), "y", by="g", workers=workers)
    np.testing.assert_array_equal(one.weights, other.weights)
    np.testing.assert_array_equal(one.bound, other.bound)
    memory = ds.fit(data, "y", by="g")
    assert list(memory) == list(one)
    assert (np.abs(memory.weights - one.weights) <= memory.bound + one.bound).all()


def test_weights_on_the_rows() -> None:
    data = table(8, 400, offset=1e3)
    data["w"] = np.random.default_rng(5).integers(0, 4, len(data)) / 2
    fits = ds.fit(data, "y", ["a", "b", "c"], by="g", weights="w")
    for g, part in data.groupby("g"):
        alone = ds.fit(part, "y", ["a", "b", "c"], weights="w")
        place = list(fits).index(g)
        assert (np.abs(fits.weights[place] - alone.weights) <= fits.bound[place] * 2).all()
        np.testing.assert_allclose(fits.std_error[place], alone.std_error, rtol=1e-8)
        assert fits[g].log_likelihood == pytest.approx(alone.log_likelihood, rel=1e-9)


def test_a_status_for_each_group() -> None:
    rng = np.random.default_rng(0)
    data = {
        "good": rng.normal(size=(20, 2)), "constant": np.column_stack([np.full(9, 0.1),
        rng.normal(size=9)]), "twice": np.repeat(rng.normal(size=(9, 1)), 2, axis=1),
        "three": rng.normal(size=(3, 2)), "two": rng.normal(size=(2, 2)),
        "line": rng.normal(size=(9, 2)),
    }  # fmt: skip
    g = np.concatenate([[name] * len(X) for name, X in data.items()])
    X = np.concatenate(list(data.values()))
    y = 3.0 + X @ [1.0, 2.0] + np.where(g == "line", 0.0, rng.normal(size=len(X)))
    fits = ds.fit(X, y, ["u", "v"], by=g)
    found = dict(zip(fits, fits.status, strict=True))
    assert found == {
        "good": "fitted", "constant": "collinear", "twice": "collinear", "two": "too_few_rows",
        "three": "no_rows_to_spare", "line": "residuals_lost",
    }  # fmt: skip
    assert fits.statuses["collinear"] == 2
    dependent = dict(zip(fits, fits.dependent, strict=True))
    assert (dependent["constant"], dependent["twice"], dependent["good"]) == ("u", "v", "")
    unknown = fits.solution.status >= Status.COLLINEAR
    assert np.isnan(fits.weights[unknown]).all()
    assert np.isfinite(fits.weights[~unknown]).all()
    assert np.isnan(fits.std_error[fits.status == "no_rows_to_spare"]).all()
    assert fits["constant"].solution.rank == 2
    assert "constant ('u'), twice ('v')" in repr(fits)
    assert max(map(len, repr(fits).splitlines())) <= 80


def test_values_out_of_range_have_a_status() -> None:
    X = np.array([1.0, 2, 3, 5, 1e200, 2e200, 3e200, 5e200])
    fits = ds.fit(X[:, None], np.arange(8.0) ** 2, by=np.repeat([1, 2], 4))
    assert list(fits.status) == ["fitted", "out_of_range"]


@pytest.mark.parametrize("intercept", [True, False])
def test_squares_that_underflow_are_out_of_range(intercept: bool) -> None:
    X = SHOPS[["size"]].to_numpy()
    both = np.vstack([X, X * 1e-170, X * 0.0])
    by = np.repeat([1, 2, 3], 10)
    fits = ds.fit(both, np.tile(SHOPS["y"], 3), by=by, intercept=intercept)
    assert list(fits.status) == ["fitted", "out_of_range", "collinear"]


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


def test_a_mapping_has_get_and_no_other_groups() -> None:
    fits = ds.fit(SHOPS, "y", by="city")
    assert fits.get("Rom") is None
    assert [fit.n for fit in fits.values()] == [1, 4, 5]
    with pytest.raises(ds.DataError, match="no group 'Rom' of 'city': did you mean 'Rome'"):
        fits["Rom"]


def test_a_formula_and_categories() -> None:
    data = SHOPS.assign(kind=["u", "v", "v", "u", "u"] * 2)
    fits = ds.fit("y ~ size + C(kind)", data, by="city")
    alone = ds.fit("y ~ size + C(kind)", data[data["city"] == "Rome"])
    np.testing.assert_allclose(fits["Rome"].weights, alone.weights, rtol=1e-9)
    same = ds.fit(data, "y", by="city", categorical=["kind"])
    np.testing.assert_allclose(same["Rome"].weights, alone.weights, rtol=1e-9)


def test_tables_of_all_groups(tmp_path) -> None:
    fits = ds.fit(SHOPS, "y", by="city")
    frame = fits.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame["city"]) == ["Bern", "Oslo", "Rome"]
    assert frame["size"][2] == fits["Rome"].coef[0]
    assert isinstance(ds.fit(pl.from_pandas(SHOPS), "y", by="city").to_frame(), pl.DataFrame)
    for name in ("a.parquet", "a.csv"):
        fits.write(tmp_path / name)
        read = pl.read_parquet if name.endswith("parquet") else pl.read_csv
        assert read(tmp_path / name)["size_std_error"][1] == fits.std_error[1, 0]
    assert "| Rome | 5 |" in fits.to_markdown()
    clash = ds.fit(SHOPS.rename(columns={"city": "rows"}), "y", by="rows").to_frame()
    assert list(clash["rows_of_fit"]) == [1, 4, 5]


def test_the_pooled_fit_and_the_chow_test() -> None:
    data = table(12, 700, offset=10.0)
    fits = ds.fit(data, "y", by="g")
    pooled = ds.fit(data, "y", ["a", "b", "c"])
    np.testing.assert_allclose(fits.pooled.weights, pooled.weights, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(fits.pooled.std_error, pooled.std_error, rtol=1e-9)

    def rss(part: pd.DataFrame) -> float:
        X = np.column_stack([part[["a", "b", "c"]], np.ones(len(part))])
        return float(np.linalg.lstsq(X, part["y"], rcond=None)[1][0])

    apart = sum(rss(part) for _, part in data.groupby("g"))
    expected = (rss(data) - apart) / 44 / (apart / (700 - 48))
    test = fits.chow()
    assert test.df == (44, 652)
    assert test.statistic == pytest.approx(expected, rel=1e-8)
    from scipy.stats import f

    assert test.p == pytest.approx(f.sf(expected, 44, 652), rel=1e-8)
    data.loc[data["g"] == 3, "y"] += 5 * data["a"]
    assert ds.fit(data, "y", by="g").chow().p < 1e-9


def test_the_chow_test_leaves_out_groups_without_weights() -> None:
    with_few = pd.concat([SHOPS, SHOPS.assign(city="Wien", size=3.0)])
    test, without = (ds.fit(each, "y", by="city").chow() for each in (with_few, SHOPS))
    assert (test.groups, test.left_out, without.left_out) == (2, 2, 1)
    assert test.statistic == pytest.approx(without.statistic)
    with pytest.raises(ds.DataError, match="needs two groups with weights"):
        ds.fit(SHOPS[SHOPS["city"] != "Oslo"], "y", by="city").chow()


def test_the_chow_test_needs_noise() -> None:
    data = table(4, 200)
    data["y"] = 1e6 * data["a"] + 1e6 * data["b"]  # the residuals are rounding
    with pytest.raises(ds.DataError, match=r"two groups with weights|below the rounding"):
        ds.fit(data, "y", by="g").chow()
    with pytest.raises(ds.DataError, match="0 groups of 4 have them"):
        ds.fit(data, "y", by="g").shrunk()


def by_hand(data: pd.DataFrame, groups: list) -> tuple[np.ndarray, np.ndarray]:
    """Swamy's estimates with one variance, by inverses of every group's own matrices."""
    own, inverses, rss, spare, grams = [], [], 0.0, 0, {}
    for label in groups:
        part = data[data["g"] == label]
        X = np.column_stack([part[["a", "b", "c"]], np.ones(len(part))])
        grams[label] = X, part["y"].to_numpy()
        if len(part) <= 4:
            continue
        b = np.linalg.solve(X.T @ X, X.T @ part["y"])
        own.append(b)
        inverses.append(np.linalg.inv(X.T @ X))
        rss, spare = rss + float(np.sum((part["y"] - X @ b) ** 2)), spare + len(part) - 4
    s2 = rss / spare
    T = np.cov(np.array(own).T) - s2 * np.mean(inverses, axis=0)
    P = [np.linalg.inv(s2 * V + T) for V in inverses]
    mean = np.linalg.solve(sum(P), sum(p @ b for p, b in zip(P, own, strict=True)))
    shrunk = []
    for label in groups:
        X, y = grams[label]
        cov = np.linalg.inv(X @ T @ X.T + s2 * np.eye(len(y)))
        shrunk.append(mean + T @ X.T @ cov @ (y - X @ mean))
    return mean, np.array(shrunk)


def test_partial_pooling_equals_formulas_by_hand() -> None:
    rng = np.random.default_rng(2)
    data = table(40, 900, seed=2)
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]] * data["a"]
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]] * data["b"]
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]] * data["c"]
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]]
    few = table(1, 2, seed=9).assign(g=99)
    data = pd.concat([data, few], ignore_index=True)
    fits = ds.fit(data, "y", by="g")
    found = fits.shrunk()
    mean, shrunk = by_hand(data, list(fits))
    np.testing.assert_allclose(found.mean, mean, rtol=1e-8)
    np.testing.assert_allclose(found.weights, shrunk, rtol=1e-8)
    assert np.isnan(fits.weights[-1]).all()  # two rows have no weights of their own
    assert found.std_error[-1].min() > found.std_error[:-1].max() / 3
    assert np.isfinite(found.weights).all()


def test_partial_pooling_needs_groups_with_errors() -> None:
    with pytest.raises(ds.DataError, match="more than 2 are needed"):
        ds.fit(SHOPS, "y", by="city").shrunk()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "size", "features": ["size"]}, "'size' is both a feature and in by"),
        ({"by": "y"}, "'y' is both the target and in by"),
        ({"by": "w", "weights": "w"}, "'w' is both the weights and in by"),
        ({"by": "town"}, "no column 'town'"),
        ({"by": ["city", "city"]}, "by=… names 'city' twice"),
        ({"by": 3}, "by is neither a column's name nor an array of labels"),
        ({"by": []}, "by is neither a column's name nor an array of labels"),
        ({"by": np.arange(10)}, "by is an array of labels: with columns, give the name of one"),
        ({"by": "city", "robust": "HC1"}, "many fits from one pass, in which robust"),
        ({"by": "city", "accuracy": "full"}, "in which accuracy='full' has no place"),
    ],
)
def test_what_cannot_make_groups_is_refused(options: dict, message: str) -> None:
    with pytest.raises(ds.DownslopeError, match=message):
        ds.fit(SHOPS.assign(w=1.0), "y", **({"features": ["size"]} | options))


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


def test_a_missing_value_in_a_group() -> None:
    data = SHOPS.copy()
    data.loc[2, "size"] = np.nan
    with pytest.raises(ds.DataError, match="row 3"):
        ds.fit(data, "y", by="city")
    assert ds.fit(data, "y", by="city", drop_missing=True)["Rome"].n == 4


def test_rows_left_out_and_groups_without_rows_are_reported(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = SHOPS.copy()
    data.loc[[0, 8], "size"] = np.nan  # Bern has one row
    fits = ds.fit(data, "y", by="city", drop_missing=True)
    assert "8 rows, 2 incomplete rows left out, 2 groups" in fits.title
    assert fits.to_dict()["rows_dropped"] == 2
    note = fits.schema.notes[-1]
    assert note.code == "groups_without_rows"
    assert note.evidence.startswith("1 group by 'city' left out")
    assert note.evidence.endswith("no weight: Bern.")
    data.to_csv("a.csv", index=False)
    shown = output(capsys, "fit", "a.csv", "-t", "y", "--by", "city", "--drop-missing")
    assert "2 incomplete rows left out" in shown
    assert "no weight: Bern." in shown.replace("\n  ", " ")
    alone = ds.fit(SHOPS.assign(w=SHOPS["city"] != "Bern"), "y", ["size"], by="city", weights="w")
    assert alone.schema.notes[-1].code == "groups_without_rows"
    within = ds.fit(data, "y", absorb="city", drop_missing=True)
    assert within.to_dict()["rows_dropped"] == 2
    both = ds.fit(data.assign(k=["u", "v"] * 5), "y", ["size"], absorb=["city", "k"],
                  drop_missing=True)  # fmt: skip
    assert both.to_dict()["rows_dropped"] == 2


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


def test_absorbed_levels_and_their_clusters_take_one_pass() -> None:
    fit = ds.fit(SHOPS, "y", ["size"], absorb="city", cluster="city")
    assert fit.solution.passes == 1


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


def test_codes_for_missing_values_are_reported() -> None:
    data = table(5, 500)
    data["a"] = data["a"].round(1)
    data.loc[::50, "a"] = -999.0
    codes = [each.code for each in ds.fit(data, "y", ["a", "b", "c"]).findings]
    assert "missing_code" in codes[0]
    options = ({"by": "g"}, {"window": 50}, {"absorb": "g"}, {"absorb": "g", "robust": "HC1"})
    for each in options:
        fits = ds.fit(data, "y", ["a", "b", "c"], **each)
        assert "-999" in repr(fits), each
    X, y = data[["a", "b", "c"]].to_numpy(), data["y"].to_numpy()
    assert "-999" in repr(ds.fit(X, y, by=data["g"].to_numpy()))


def test_groups_beyond_memory_are_refused_with_the_figure(monkeypatch) -> None:
    monkeypatch.setattr(summary_stack, "free_memory", lambda: 2.0**30)
    check_fits(1_000_000, 4, "'g'")
    with pytest.raises(ds.DataError, match=r"50,000,000 groups or more by 'g' need 9\.7 GB"):
        check_fits(50_000_000, 4, "'g'")
    monkeypatch.setattr(summary_stack, "free_memory", lambda: 1000.0)
    with pytest.raises(ds.DataError, match="are free: choose larger groups"):
        ds.fit(table(5000, 6000), "y", by="g")


def test_the_command(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "shops.csv", SHOPS.to_csv(index=False))
    shown = output(capsys, "fit", "shops.csv", "-t", "y", "--by", "city")
    assert "Rome" in shown
    assert "fewer rows than weights: Bern." in shown
    told = strict_json(output(capsys, "fit", "shops.csv", "-t", "y", "--by", "city", "--json"))
    assert [each["group"]["city"] for each in told["fits"]] == ["Bern", "Oslo", "Rome"]
    assert told["fits"][0]["coefficients"][0]["estimate"] is None
    assert told["statuses"] == {"fitted": 2, "too_few_rows": 1}
    output(capsys, "fit", "shops.csv", "-t", "y", "--by", "city", "-o", "out.parquet")
    assert pl.read_parquet("out.parquet")["rows"].to_list() == [1, 4, 5]
    table = output(capsys, "fit", "shops.csv", "-t", "y", "--by", "city", "--format", "csv")
    assert table.splitlines()[0] == "city,rows,size,intercept,status"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("-o", "out.csv"), "--output 'out.csv' is for the fits of groups"),
        (("--by", "city", "-o", "out.txt"), "must end in .csv, .tsv, or .parquet"),
        (("--by", "city", "-o", "no/out.csv"), "in a folder that does not exist"),
        (("--by", "city", "-o", "shops.csv"), "is a data file"),
        (("--by", "city", "--save", "m.json"), "--save is for a single fit"),
        (("--by", "city", "--plot", "m.png"), "--plot is for a single fit"),
        (("--by", "city", "--test", "size = 0"), "--test is for a single fit"),
        (("--by", "city", "--collinearity"), "--collinearity is for a single fit"),
        (("--by", "city", "--degree", "2"), "in which --degree has no place"),
        (("--by", "town"), "no column 'town'"),
        (("--by", ""), "contains no column name"),
        (("--by", "city", "--features", "city,size"), "'city' is both a feature and in --by"),
    ],
)
def test_what_the_command_refuses(tmp_path, capsys, monkeypatch, options, message) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "shops.csv", SHOPS.to_csv(index=False))
    assert message in refusal(capsys, "fit", "shops.csv", "-t", "y", *options)
    assert [each.name for each in tmp_path.iterdir()] == ["shops.csv"]
