"""Robust errors in passes: HC, clusters of one and two ways, and HAC; facts, and what is refused.

Figures of statsmodels 0.15 (`OLS.fit` and `WLS.fit` with `cov_type`, `cov_cluster`) are for mpg on
wt and hp of `MTCARS`; its rows are numbered i = 0, 1, …
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting.passes.cluster_sums import Clusters, check_fits
from downslope.fitting.passes.reader import total
from downslope.fitting.passes.scores import Coordinates, HACWork
from fitted_tables import MTCARS
from refusals import output, refusal
from sampling import sampled

I = np.arange(len(MTCARS))  # noqa: E741
CARS = MTCARS.assign(five=I // 5, four=I % 4, day=I, name=[f"group {i // 5}" for i in I])
FACTS = [  # options, standard errors of wt, hp, and the intercept
    ({"robust": "HC0"}, [0.6199275052899399, 0.006646057908183817, 1.9389139564176276]),
    ({"robust": "HC1"}, [0.6512037548099903, 0.0069813612520221325, 2.036735001913042]),
    ({"robust": "HC2"}, [0.6877654817358977, 0.007825029397516167, 2.0776099435147093]),
    ({"robust": "HC3"}, [0.7685190503578885, 0.009385137908649185, 2.229805403436322]),
    ({"cluster": "cyl"}, [0.6998808916296582, 0.00522482306617531, 3.061229424612553]),
    ({"cluster": "five"}, [0.34100386331453425, 0.008493468527767122, 1.3179688730268695]),
    ({"cluster": "name"}, [0.34100386331453425, 0.008493468527767122, 1.3179688730268695]),
    (
        {"cluster": ["five", "four"]},
        [0.7392480261344037, 0.008153454051035652, 2.3753451162813928],
    ),
    (
        {"cluster": "five", "robust": "CR3"},
        [0.4286686096413862, 0.010836842067647687, 1.4745617201506196],
    ),
    ({"hac": 4}, [0.5067998929728119, 0.006510651704917878, 1.4451641952818735]),
    ({"hac": 4, "order": "day"}, [0.5067998929728119, 0.006510651704917878, 1.4451641952818735]),
    (
        {"cluster": "five", "weights": "cyl"},
        [0.3567655117686332, 0.008215660091005057, 1.2762710576823209],
    ),
    (
        {"hac": 2, "weights": "cyl"},
        [0.5511390361398449, 0.0063260681334411425, 1.8240538408591105],
    ),
]


@pytest.mark.parametrize(("options", "errors"), FACTS)
def test_errors_equal_those_of_statsmodels_in_memory_and_in_passes(options, errors) -> None:
    for how in ({}, {"workers": 2}):
        fit = ds.fit(CARS, "mpg", ["wt", "hp"], **options, **how)
        assert np.abs(fit.std_error / errors - 1).max() < 1e-12
    assert fit.covariance[0, 0] == pytest.approx(errors[0] ** 2, rel=1e-12)


def test_clusters_decide_the_degrees_of_freedom() -> None:
    fit = ds.fit(CARS, "mpg", ["wt", "hp"], cluster="five")
    # Of statsmodels with use_t=True: pvalues, conf_int, f_test
    assert fit.inference.p[0] == pytest.approx(2.770725577408315e-05, rel=1e-10)
    ends = fit.inference.ci_low[0], fit.inference.ci_high[0]
    assert ends == pytest.approx((-4.71223713683524, -3.0434243479741276), rel=1e-10)
    test = fit.test("wt = 0, hp = 0")
    assert (test.statistic, test.df) == (pytest.approx(292.1680753985241, rel=1e-10), (2, 6))
    assert test.p == pytest.approx(1.0499185611385562e-06, rel=1e-9)
    assert "by 'five' (7 clusters); t has 6 degrees of freedom" in fit.quality
    assert fit.to_dict()["t_degrees_of_freedom"] == 6
    assert ds.fit(CARS, "mpg", ["wt", "hp"], cluster=["five", "four"]).inference.t_freedom == 3


def test_cr3_is_the_jackknife_of_clusters() -> None:
    fit = ds.fit(CARS, "mpg", ["wt", "hp"], cluster="five", robust="CR3")
    covariance = np.zeros((3, 3))
    for group in CARS["five"].unique():
        rest = ds.fit(CARS[CARS["five"] != group], "mpg", ["wt", "hp"])
        covariance += np.outer(rest.weights - fit.weights, rest.weights - fit.weights)
    assert np.abs(fit.covariance / covariance - 1).max() < 1e-8


def test_frequencies_count_as_copies() -> None:
    copies = CARS.loc[CARS.index.repeat(CARS["cyl"])]
    for options in ({"robust": "HC3"}, {"cluster": "five"}):
        asked = {"weights": "cyl", "weights_kind": "frequency", "workers": 1}
        fit = ds.fit(CARS, "mpg", ["wt", "hp"], **options, **asked)
        repeated = ds.fit(copies, "mpg", ["wt", "hp"], **options)
        assert np.abs(fit.std_error / repeated.std_error - 1).max() < 1e-10


def test_the_bits_do_not_depend_on_the_workers(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    n = 30_000
    data = pd.DataFrame({"x": rng.normal(1e3, 1, n), "firm": rng.integers(0, 900, n)})
    data["y"] = data["x"] + rng.normal(0, 1, n)
    data.to_parquet(tmp_path / "a.parquet", row_group_size=4000)
    for options in ({"robust": "HC3"}, {"cluster": "firm"}, {"hac": 5},
                    {"cluster": "firm", "robust": "CR3"}):  # fmt: skip
        one, two = (
            ds.fit(tmp_path / "a.parquet", "y", ["x"], workers=workers, **options)
            for workers in (1, 2)
        )
        assert one.covariance.tobytes() == two.covariance.tobytes()
        held = ds.fit(data, "y", ["x"], **options)
        assert np.abs(one.std_error / held.std_error - 1).max() < 1e-10


def test_lags_cross_the_ends_of_parts() -> None:
    rng = np.random.default_rng(5)
    block = rng.normal(size=(50, 3))
    at = Coordinates(np.zeros(2), np.eye(2), 0.0, np.ones(2), 0.0, False)
    work = HACWork(at, 7)
    whole = work.of_block(block)
    for cuts in ([0, 3, 4, 4, 11, 50], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50], [0, 25, 50]):
        parts = [work.of_block(block[i:j]) for i, j in pairwise(cuts)]
        assert np.allclose(total(parts, work.empty()).products, whole.products, rtol=1e-12)
    u, residuals, _ = at.rows(block)
    scores = u * residuals[:, None]
    lags = np.abs(np.subtract.outer(range(50), range(50)))
    kernel = np.maximum(1 - lags / 8, 0)
    assert np.allclose(whole.products, scores.T @ kernel @ scores, rtol=1e-12)


def test_a_formula_takes_clusters_from_other_columns(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    CARS.to_csv("cars.csv", index=False)
    command = ("fit", "cars.csv", "--formula", "mpg ~ wt + hp", "--json")
    found = json.loads(output(capsys, *command, "--cluster", "name"))
    errors = [each["std_error"] for each in found["coefficients"]]
    assert np.allclose(errors, FACTS[6][1], rtol=1e-10)
    assert found["std_errors"] == "CR1"
    found = json.loads(output(capsys, *command, "--hac", "4", "--order", "day"))
    assert np.allclose([each["std_error"] for each in found["coefficients"]], FACTS[9][1])
    # Without features, neither clusters nor the order become columns of the model.
    fit = ds.fit(CARS[["mpg", "wt", "five"]], "mpg", cluster="five")
    assert fit.names == ("wt", "intercept")
    fit.save("m.json")
    assert ds.load_fit("m.json").test("wt = 0").p == fit.test("wt = 0").p
    said = refusal(capsys, "fit", "cars.csv", "-t", "mpg", "--features", "wt", "--cluster", "fiv")
    assert said == "cars.csv has no column 'fiv': did you mean 'five'?"
    for more in (["--robust", "CR1"], ["--hac", "1", "--robust", "HC1"], ["--order", "day"],
                 ["--cluster", "five", "--degree", "2"], ["--cluster", "five", "--robust", "HC3"],
                 ["--cluster", "five", "--hac", "3"], ["--hac", "1.5"], ["--hac", "99"],
                 ["--cluster", "five,four,cyl"], ["--hac", "1", "--order", "cyl"]):  # fmt: skip
        refusal(capsys, "fit", "cars.csv", "-t", "mpg", "--features", "wt", *more)


def test_arrays_take_arrays_of_labels() -> None:
    X, y = CARS[["wt", "hp"]].to_numpy(), CARS["mpg"].to_numpy()
    for labels in (CARS["five"].to_numpy(), CARS["name"].tolist()):
        if isinstance(labels, list):
            labels = np.array(labels)
        fit = ds.fit(X, y, cluster=labels)
        assert np.abs(fit.std_error / FACTS[5][1] - 1).max() < 1e-12
    both = ds.fit(X, y, cluster=CARS[["five", "four"]].to_numpy())
    assert np.abs(both.std_error / FACTS[7][1] - 1).max() < 1e-12


MISSING = CARS.assign(five=np.where(I == 6, np.nan, I // 5), day=np.where(I == 3, np.nan, I))


@pytest.mark.parametrize(
    ("data", "options", "said"),
    [
        (MISSING, {"cluster": "five"}, "'five' of the data, .* has a missing value in row 7:"),
        (MISSING, {"hac": 2, "order": "day"}, "'day' of the data, .* missing value in row 4:"),
        (CARS, {"hac": 2, "order": "hp"}, "not in the order of 'hp': row 3 has 93"),
        (CARS.assign(five=1), {"cluster": "five"}, "has 1 cluster, but"),
        (CARS.assign(hp=CARS["wt"]), {"cluster": "five"}, "columns are dependent"),
        (CARS, {"cluster": I}, "is an array of labels: with columns"),
        (CARS, {"cluster": "five", "max_passes": 1}, "leaves no pass for robust errors"),
        (CARS, {"cluster": "five", "method": "lsmr"}, "lsmr computes no factor"),
    ],
)
def test_what_cannot_be_used_is_refused(data, options, said) -> None:
    for how in ({}, {"workers": 2}):
        with pytest.raises(ds.InputError, match=said):
            ds.fit(data, "mpg", ["wt", "hp"], **options, **how)


def test_doubtful_clusters_are_said() -> None:
    few = ds.fit(CARS.assign(half=I > 15), "mpg", ["wt"], cluster="half")
    assert "has only 2 clusters" in str(few.findings)
    single = ds.fit(CARS, "mpg", ["wt"], cluster="day")
    assert "32 clusters of the 32 of 'day' have a single row" in str(single.findings)
    alone = CARS.assign(alone=1.0 * (CARS["five"] == 3))
    for how in ({}, {"workers": 2}):
        fit = ds.fit(alone, "mpg", ["wt", "alone"], cluster="five", robust="CR3", **how)
        assert np.isnan(fit.std_error).tolist() == [False, True, False]
        assert "'alone' depend on a single cluster, such as '3'" in str(fit.findings)
        row = CARS.assign(one=1.0 * (I == 8))
        fit = ds.fit(row, "mpg", ["wt", "one"], robust="HC3", **how)
        assert np.isnan(fit.std_error).tolist() == [False, True, False]
        assert "Row 9 (counting the rows used) has leverage 1" in str(fit.findings)


@pytest.mark.parametrize("unit", [1e-12, 1.0, 1e12])
def test_an_indefinite_covariance_is_said(unit: float) -> None:
    # Two ways that nearly repeat each other, with opposite noise in their rows
    for seed in range(40):
        rng = np.random.default_rng(seed)
        n = 24
        data = pd.DataFrame({"x": rng.normal(size=n), "a": np.repeat(range(6), 4)})
        data["b"] = np.tile(range(4), 6)
        data["y"] = unit * rng.normal(size=n)
        fit = ds.fit(data, "y", ["x"], cluster=["a", "b"])
        if any(each.code == "not_definite" for each in fit.findings):
            assert fit.inference.factor is None
            return
    pytest.fail("no covariance was indefinite")


def test_sums_that_do_not_fit_are_refused_with_the_figure(monkeypatch) -> None:
    monkeypatch.setattr("downslope.fitting.passes.cluster_sums.free_memory", lambda: 2**20)
    with pytest.raises(ds.DataError, match=r"CR3 of 5,000 clusters .* choose CR1"):
        check_fits(5000, 8, cubes=True)
    labels, codes = np.arange(5000), np.arange(5000)
    u = np.ones((5000, 8))
    with pytest.raises(ds.DataError, match="GB are free"):
        Clusters.of(labels, codes, u, u[:, 0], u[:, 0], cubes=True)


@pytest.mark.parametrize("robust", ["CR1", "CR3"])
def test_few_clusters_test_few_hypotheses_together(robust: str) -> None:
    r = np.random.default_rng(8)
    data = pd.DataFrame(r.normal(size=(60, 4)), columns=list("abcy")).assign(g=np.arange(60) % 3)
    fit = ds.fit(data, "y", ["a", "b", "c"], cluster="g", robust=robust)
    assert fit.test("a = 0, b = 0").statistic < 1e6
    with pytest.raises(ds.DataError, match="only 2 at a time, not 3"):
        fit.test("a = 0, b = 0, c = 0")


def test_weights_are_tested_beside_one_of_unknown_error() -> None:
    r = np.random.default_rng(9)
    data = pd.DataFrame(r.normal(size=(40, 2)), columns=list("xy")).assign(flag=0.0)
    data.loc[3, "flag"] = 1.0
    fit = ds.fit(data, "y", ["x", "flag"], robust="HC3")
    alone = ds.fit(data.drop(index=3), "y", ["x"], robust="HC3")
    assert fit.test("x = 0").statistic == pytest.approx(alone.test("x = 0").statistic)
    with pytest.raises(ds.DataError, match="error of 'flag' is not known"):
        fit.test("x = 0, flag = 0")


def towns() -> pd.DataFrame:
    rng = np.random.default_rng(10)
    n = 240
    data = pd.DataFrame({"x": rng.normal(size=n), "town": np.arange(n) % 6, "g": np.arange(n) // 8})
    data["name"] = data["town"].map(dict(enumerate("abcdef")))
    data["one"] = 1.0 * (data["town"] == 2)
    data["x_of_one"] = data["x"] * data["one"]
    for power in range(1, 6):
        data[f"size{power}"] = (data["town"] / 5.0) ** power
    data["nearly_all"] = np.where(np.arange(n) < 228, 0, np.arange(n))
    data["y"] = data["x"] + rng.normal(size=n)
    return data


TOWNS = towns()


def share_found(data: pd.DataFrame, formula: str, cluster: str) -> np.ndarray:
    """The mean of CR1 over the standard error, of independent noise, from the hat matrix."""
    return np.sqrt(np.maximum(variance_found(data, formula, [cluster]), 0.0))


def variance_found(data: pd.DataFrame, formula: str, cluster: list[str]) -> np.ndarray:
    """The same of the variance, by the labels of all these columns together."""
    known = data.assign(intercept=1.0)
    for name in data["name"].unique():
        known[f"name={name}"] = 1.0 * (data["name"] == name)
    X = known[list(ds.fit(formula, data).names)].to_numpy()
    n, p = X.shape
    inverse = np.linalg.inv(X.T @ X)
    left = np.eye(n) - X @ inverse @ X.T
    groups = data.groupby(cluster).ngroup().to_numpy()
    meat = sum(
        X[groups == g].T @ left[np.ix_(groups == g, groups == g)] @ X[groups == g]
        for g in np.unique(groups)
    )
    count = len(np.unique(groups))
    factor = count / (count - 1) * (n - 1) / (n - p)
    return factor * np.diag(inverse @ meat @ inverse) / np.diag(inverse)


@pytest.mark.parametrize(
    ("formula", "cluster", "unknown", "small"),
    [
        # Indicators of the clusters, and columns that are constant in them and as many
        ("y ~ x + name", "town", "name=b name=c name=d name=e name=f intercept", ""),
        ("y ~ x + size1 + size2 + size3 + size4 + size5", "town",
         "size1 size2 size3 size4 size5 intercept", ""),
        # One cluster that is treated, one that has nearly all rows, and one that has none of this
        ("y ~ x + one", "town", "", "one"),
        ("y ~ x", "nearly_all", "", "x intercept"),
        ("y ~ x + one + x_of_one", "town", "", "one x_of_one"),
        ("y ~ x + size1", "town", "", ""),
    ],
)  # fmt: skip
def test_errors_that_the_clusters_hide_are_said(formula, cluster, unknown, small) -> None:
    found = share_found(TOWNS, formula, cluster)
    for how in ({}, {"workers": 2}):
        fit = ds.fit(formula, TOWNS, cluster=cluster, **how)
        lost = [name for name, each in zip(fit.names, fit.std_error, strict=True) if each != each]
        assert lost == unknown.split()
        said = [each for each in fit.findings if each.code == "clusters_decide_weights"]
        assert [name for each in said for name in each.columns] == (unknown + small).split()
        share = dict(zip(fit.names, found, strict=True))
        for name in (unknown + small).split():
            assert share[name] < 0.71
        for each in said:
            name = each.evidence.split("the error of '")[1].split("'")[0]
            at_most = float(each.evidence.split("at most ")[1].split(" of")[0])
            if name not in lost:
                assert share[name] * 0.99 < at_most < share[name] + 0.1
        if lost:
            with pytest.raises(ds.DataError, match=r"standard error of .* is not known"):
                fit.test(f"{lost[0]} = 0")
            assert fit.test("x = 0").p < 1e-3


@pytest.mark.parametrize("formula", ["y ~ x", "y ~ x + one", "y ~ x + name", "y ~ x + size1"])
@pytest.mark.parametrize("ways", [["town", "g"], ["nearly_all", "g"], ["g", "nearly_all"]])
def test_errors_that_two_ways_hide_are_those_of_their_sum(formula, ways) -> None:
    """The bound holds for V₁ + V₂ − V₁₂, from the hat matrix, and what is far too small is said."""
    one, two, both = (
        variance_found(TOWNS, formula, each) for each in (*map(list, zip(ways)), ways)
    )
    for how in ({}, {"workers": 2}):
        fit = ds.fit(formula, TOWNS, cluster=ways, **how)
        said = [each for each in fit.findings if each.code == "clusters_decide_weights"]
        named = {name for each in said for name in each.columns}
        for name, share in zip(fit.names, one + two - both, strict=True):
            assert (name in named) or share > 0.35
            assert (name not in named) or share < 0.5
        for each in said:
            name = each.evidence.split("the error of '")[1].split("'")[0]
            at_most = float(each.evidence.split("at most ")[-1].split(" of")[0])
            assert max((one + two - both)[fit.names.index(name)], 0.0) < (at_most * 1.01) ** 2


def test_hidden_errors_are_said_for_two_ways_levels_and_arrays() -> None:
    said = ds.fit("y ~ x + name", TOWNS, cluster=["town", "g"]).findings
    (each,) = [each for each in said if each.code == "clusters_decide_weights"]
    assert "single clusters of 'town'" in each.evidence
    # A share of one way is not that of the error: the other adds to it, and both together take off.
    assert "is found by 'town' and at most 1.1 by 'g', less at least 0.93 by both" in each.evidence
    X, y = TOWNS[["x", "one"]].to_numpy(), TOWNS["y"].to_numpy()
    fit = ds.fit(X, y, cluster=TOWNS["town"].to_numpy())
    assert "such as '2'" in str(fit.findings)
    for absorb in ("name", ["name", "g"]):
        fit = ds.fit(TOWNS, "y", ["x", "x_of_one"], absorb=absorb, cluster="name")
        (each,) = [each for each in fit.findings if each.code == "clusters_decide_weights"]
        assert each.columns == ("x_of_one",)
        assert "such as 'c'" in each.evidence
    fit = ds.fit(TOWNS, "y", ["x", "one"], cluster="town", workers=1, max_passes=2)
    assert "were not looked at again" in str(fit.findings)
    assert fit.solution.passes == 2
    assert ds.fit(TOWNS, "y", ["x", "one"], cluster="town", workers=1).solution.passes == 3
    few = ds.fit("y ~ x + one + x_of_one + size1 + size2", TOWNS, cluster="town", robust="CR3")
    assert "6 clusters, so the covariance of the 6 weights has a rank of at most 5" in str(
        few.findings
    )


def test_lags_that_hide_errors_are_said() -> None:
    alone = TOWNS.assign(row=1.0 * (TOWNS.index == 200))
    for how in ({}, {"workers": 2}):
        fit = ds.fit(alone, "y", ["x", "row"], hac=2, **how)
        (each,) = [each for each in fit.findings if each.code == "full_leverage"]
        assert each.evidence.startswith("Row 201 (counting the rows used) has leverage 1")
        assert each.columns == ("row",)
    several = alone.assign(last=1.0 * (alone.index == 239), first=1.0 * (alone.index == 0))
    for options in ({"hac": 2}, {"robust": "HC3"}):
        for how in ({}, {"workers": 2}):
            fit = ds.fit(several, "y", ["x", "row", "last", "first"], **options, **how)
            (each,) = [each for each in fit.findings if each.code == "full_leverage"]
            assert each.evidence.startswith("Rows 1, 201, 240 (counting the rows used) have")
            assert each.columns == ("row", "last", "first")
    # The mean over all orders of the rows, by the scores of one order: they add up to 0.
    for lags, share in ((40, ""), (80, "0.84"), (239, "0.58")):
        said = ds.fit(TOWNS, "y", ["x"], hac=lags).findings
        assert [each.code for each in said] == ["many_lags"] * bool(share)
        if share:
            n = len(TOWNS)
            kernel = np.maximum(1 - np.abs(np.subtract.outer(range(n), range(n))) / (lags + 1), 0)
            demeaned = np.eye(n) - 1 / n
            mean = np.trace(demeaned @ kernel @ demeaned) / n
            assert f"found as {np.sqrt(mean):.2g} of" in said[0].evidence
            assert share in said[0].evidence


GAPS = TOWNS.assign(
    town=[None if i == 6 else f"t{i % 6}" for i in range(len(TOWNS))],
    g=np.where(np.arange(len(TOWNS)) == 9, np.nan, TOWNS["g"]),
    day=np.where(np.arange(len(TOWNS)) == 20, np.nan, np.arange(len(TOWNS))),
)
GAPS.loc[30, "x"] = np.nan


@pytest.mark.parametrize(
    ("options", "needed"),
    [
        ({"cluster": "town"}, ["town"]),
        ({"cluster": ["town", "g"]}, ["town", "g"]),
        ({"cluster": "g", "robust": "CR3"}, ["g"]),
        ({"hac": 2, "order": "day"}, ["day"]),
        ({"absorb": "town"}, ["town"]),
        ({"absorb": "town", "cluster": "town"}, ["town"]),
        ({"absorb": "town", "cluster": "g"}, ["town", "g"]),
    ],
)
def test_rows_without_a_label_are_left_out_if_asked(options, needed, tmp_path: Path) -> None:
    whole = GAPS.dropna(subset=["x", *needed])
    expected = ds.fit(whole, "y", ["x"], **options)
    GAPS.to_csv(tmp_path / "gaps.csv", index=False)
    GAPS.to_csv(tmp_path / "marks.csv", index=False, na_rep="NA")
    GAPS.to_parquet(tmp_path / "gaps.parquet")
    for data in (GAPS, *sorted(tmp_path.iterdir())):
        for how in ({}, {"workers": 2}):
            fit = ds.fit(data, "y", ["x"], drop_missing=True, **options, **how)
            assert (fit.n, fit.table.rows_dropped) == (len(whole), len(GAPS) - len(whole))
            assert np.abs(fit.std_error / expected.std_error - 1).max() < 1e-10
            assert fit.inference.t_freedom == expected.inference.t_freedom
            assert f"{len(GAPS) - len(whole)} incomplete rows left out" in fit.title
            with pytest.raises(ds.DataError, match=r"missing value in row|row 31"):
                ds.fit(data, "y", ["x"], **options, **how)


def test_a_formula_leaves_out_rows_without_a_label() -> None:
    for how in ({}, {"workers": 2}):
        fit = ds.fit("y ~ x + name", GAPS, cluster="town", drop_missing=True, **how)
        other = ds.fit("y ~ x + name", GAPS.dropna(subset=["x", "town"]), cluster="town")
        assert fit.n == other.n == len(GAPS) - 2
        assert np.abs(fit.weights / other.weights - 1).max() < 1e-10


def test_marks_of_missing_labels_are_no_cluster(tmp_path: Path) -> None:
    marked = TOWNS.assign(town=np.where(np.arange(len(TOWNS)) < 40, "NA", TOWNS["name"]))
    file = tmp_path / "marked.csv"
    marked.to_csv(file, index=False)
    for data in (marked, file):
        with pytest.raises(ds.DataError, match=r"missing value in row [12]: .*keep.levels"):
            ds.fit(data, "y", ["x"], cluster="town")
        fit = ds.fit(data, "y", ["x"], cluster="town", drop_missing=True)
        assert (fit.n, fit.inference.t_freedom) == (len(TOWNS) - 40, 5)
        for more in ({}, {"drop_missing": True}):
            fit = ds.fit(data, "y", ["x"], cluster="town", keep_levels=["NA"], **more)
            assert (fit.n, fit.inference.t_freedom) == (len(TOWNS), 6)
    X, y = marked[["x"]].to_numpy(), marked["y"].to_numpy()
    fit = ds.fit(X, y, cluster=marked["town"].to_numpy())  # labels of an array are as they are
    assert fit.inference.t_freedom == 6


MARKS = ["NaN", "nan", "NAN", "-nan", "<NA>", "NULL", "None", ""]


@pytest.mark.parametrize("mark", sampled(MARKS, 3, "marks"))
def test_a_missing_label_is_missing_however_it_is_written(mark: str, tmp_path: Path) -> None:
    """Parquet has null where CSV has a mark, and both say the same of a column of any role."""
    gaps = TOWNS.assign(town=TOWNS["name"].where(np.arange(len(TOWNS)) % 9 > 0))
    file = tmp_path / "marked.csv"
    gaps.to_csv(file, index=False, na_rep=mark)
    same = gaps.dropna(subset=["town"])
    for options in ({"cluster": "town"}, {"cluster": ["name", "town"]}, {"absorb": "town"},
                    {"categorical": ["town"]}):  # fmt: skip
        features = ["x", "town"] if "categorical" in options else ["x"]
        fit = ds.fit(file, "y", features, drop_missing=True, **options)
        other = ds.fit(same, "y", features, **options)
        assert fit.n == other.n < len(gaps)
        np.testing.assert_allclose(fit.std_error, other.std_error, rtol=1e-9)
        with pytest.raises(ds.DataError, match="missing value in row 1"):
            ds.fit(file, "y", features, **options)
    groups = ds.fit(file, "y", ["x"], by="town", drop_missing=True)
    assert len(groups) == same["town"].nunique()
    if mark:
        kept = ds.fit(file, "y", ["x"], cluster="town", keep_levels=[mark])
        assert (kept.n, kept.inference.t_freedom) == (len(gaps), same["town"].nunique())


@pytest.mark.parametrize("times", [[*map(str, range(40))], [f"2020-01-{i:02}" for i in range(40)]])
def test_a_missing_time_is_named_as_missing(times: list[str], tmp_path: Path) -> None:
    marked = CARS[["wt", "mpg"]].assign(t=times[: len(CARS)])
    marked.loc[marked.index[5], "t"] = "nan"
    file = tmp_path / "times.csv"
    marked.to_csv(file, index=False)
    with pytest.raises(ds.DataError, match="orders the rows, has a missing value in row 6"):
        ds.fit(file, "mpg", ["wt"], hac=2, order="t")
    assert ds.fit(file, "mpg", ["wt"], hac=2, order="t", drop_missing=True).n == len(CARS) - 1


def test_copies_of_a_row_of_its_own_have_no_full_leverage() -> None:
    """A row of weight 2 as a frequency says what the row twice says, and has errors like it."""
    alone = TOWNS.assign(own=1.0 * (TOWNS.index == 5), w=1 + (TOWNS.index == 5))
    twice = pd.concat([alone, alone[alone.index == 5]])
    for how in ({}, {"workers": 2}):
        for kind in ("HC1", "HC3"):
            one = ds.fit(alone, "y", ["x", "own"], weights="w", weights_kind="frequency",
                         robust=kind, **how)  # fmt: skip
            other = ds.fit(twice, "y", ["x", "own"], robust=kind, **how)
            np.testing.assert_allclose(one.std_error, other.std_error, rtol=1e-9)
            for fit in (one, other):
                assert "full_leverage" not in [each.code for each in fit.findings]


def test_rows_of_full_leverage_are_told_alike() -> None:
    several = TOWNS.assign(row=1.0 * (TOWNS.index == 200), first=1.0 * (TOWNS.index == 0))
    for options in ({"robust": "HC3"}, {"residuals": True}, {"hac": 2}):
        for how in ({}, {"workers": 2}):
            for names, what in ((["row"], "this row"), (["row", "first"], "these rows")):
                fit = ds.fit(several, "y", ["x", *names], **options, **how)
                (each,) = [each for each in fit.findings if each.code == "full_leverage"]
                assert each.columns == tuple(names)
                assert each.fix.startswith(f"Fit without {what} to see what changes")
