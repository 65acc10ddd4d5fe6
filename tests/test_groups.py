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
from grouped_tables import SHOPS, table
from refusals import output, refusal, strict_json, write
from sampling import LONG


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


def test_a_mapping_has_get_and_no_other_groups() -> None:
    fits = ds.fit(SHOPS, "y", by="city")
    assert fits.get("Rom") is None
    assert [fit.n for fit in fits.values()] == [1, 4, 5]
    with pytest.raises(ds.DataError, match="no group 'Rom' of 'city': did you mean 'Rome'"):
        fits["Rom"]


def test_similar_labels_are_looked_for_among_a_thousand() -> None:
    labels = np.array([f"{place:04}" for place in range(999)] + ["west", "yeast"])
    fits = ds.fit(np.arange(1001.0), np.arange(1001.0), by=labels)
    with pytest.raises(ds.DataError, match="did you mean 'west'"):
        fits["vest"]
    with pytest.raises(ds.DataError, match=r"(?!.*did you mean).*no group 'yeas'"):
        fits["yeas"]


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


def test_absorbed_levels_and_their_clusters_take_one_pass() -> None:
    fit = ds.fit(SHOPS, "y", ["size"], absorb="city", cluster="city")
    assert fit.solution.passes == 1


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
