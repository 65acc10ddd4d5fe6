"""Absorbed levels: the slopes and errors of a fit with a column for each level.

The facts are those of fits with the levels as categorical columns, which other tests hold equal to
statsmodels; their robust errors too.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting.groups import absorbed
from refusals import output, refusal, strict_json, write

N = 300
MODEL = ["x", "z"]


def table(offset: float = 0.0) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    firm, year = rng.integers(0, 20, N), rng.integers(0, 6, N)
    x = rng.normal(size=N) + offset * firm
    z = rng.normal(size=N)
    y = x + 2 * z + 3 * firm - year + rng.normal(size=N)
    town = np.array(["u", "v", "w"])[rng.integers(0, 3, N)]
    return pd.DataFrame({"firm": firm, "year": year, "town": town, "x": x, "z": z, "y": y})


def dummies(data: pd.DataFrame, levels: list[str], **options) -> ds.Fit:
    return ds.fit(data, "y", [*MODEL, *levels], categorical=levels, **options)


@pytest.mark.parametrize("levels", [["firm"], ["firm", "year"]])
@pytest.mark.parametrize(
    "errors",
    [
        {},
        {"robust": "HC0"},
        {"robust": "HC1"},
        {"cluster": "firm"},
        {"cluster": "year"},
        {"cluster": ["firm", "year"]},
        {"hac": 3},
    ],
)
def test_slopes_and_errors_are_those_with_a_column_for_each_level(levels, errors) -> None:
    data = table()
    fit, other = ds.fit(data, "y", MODEL, absorb=levels, **errors), dummies(data, levels, **errors)
    np.testing.assert_allclose(fit.coef, other.coef[:2], rtol=1e-10)
    np.testing.assert_allclose(fit.std_error, other.std_error[:2], rtol=1e-8)
    np.testing.assert_allclose(fit.inference.p, other.inference.p[:2], rtol=1e-6)
    scales = fit.inference.residual_std, other.inference.residual_std
    assert scales[0] == pytest.approx(scales[1], rel=1e-10)
    assert fit.aic == pytest.approx(other.aic, rel=1e-10)
    if fit.inference.factor is None or other.inference.factor is None:
        assert "cluster" in errors  # of two ways, whose covariance may not be definite
        return
    test, same = (each.test("x = 1, z = 2") for each in (fit, other))
    assert test.statistic == pytest.approx(same.statistic, rel=1e-6)
    assert test.df == same.df


@pytest.mark.parametrize("offset", [0.0, 1e9])
def test_the_certificate_of_one_column_holds(offset: float) -> None:
    data = table(offset)
    fit = ds.fit(data, "y", MODEL, absorb="firm")
    rest = data[[*MODEL, "y"]] - data.groupby("firm")[[*MODEL, "y"]].transform("mean")
    truth = ds.fit(rest, "y", MODEL, intercept=False, accuracy="full").coef
    assert (np.abs(fit.coef - truth) <= fit.bound + 1e-6 * (offset > 0)).all()
    assert fit.solution.digits.min() > 5
    assert fit.bound is not None


def test_files_in_passes_and_weights(tmp_path) -> None:
    data = table().assign(w=np.arange(N) % 3 + 1.0)
    data.to_parquet(tmp_path / "a.parquet")
    fits = [ds.fit(each, "y", MODEL, absorb="firm", cluster="firm", **how)
            for each in (data, tmp_path / "a.parquet") for how in ({}, {"workers": 2})]  # fmt: skip
    for fit in fits[1:]:
        np.testing.assert_allclose(fit.std_error, fits[0].std_error, rtol=1e-10)
    fit = ds.fit(data, "y", MODEL, absorb="firm", weights="w")
    other = dummies(data, ["firm"], weights="w")
    np.testing.assert_allclose(fit.coef, other.coef[:2], rtol=1e-10)
    np.testing.assert_allclose(fit.std_error, other.std_error[:2], rtol=1e-10)
    assert fit.log_likelihood == pytest.approx(other.log_likelihood, rel=1e-10)


def test_two_columns_claim_no_digits_and_count_connected_levels() -> None:
    data = table()
    data = pd.concat([data, data.assign(firm=data["firm"] + 50, year=data["year"] + 50)])
    fit = ds.fit(data, "y", MODEL, absorb=["firm", "year"])
    assert fit.bound is None
    assert [each.code for each in fit.findings] == ["absorbed_by_iteration"]
    assert fit.solution.absorbed == 2 * (20 + 6 - 1)  # two parts that share no level
    assert fit.solution.degrees_of_freedom == 2 * N - 50 - 2


def test_levels_that_hardly_overlap_are_taken_out_too() -> None:
    rng = np.random.default_rng(0)
    n = 240
    firm = np.arange(n) // 3
    year = np.minimum((np.arange(n) + 1) // 3, 79)  # a chain: each level meets the next one
    data = pd.DataFrame({"firm": firm, "year": year, "x": rng.normal(size=n)})
    data["y"] = data["x"] + firm * 0.1 + year**0.5 + rng.normal(size=n)
    fit = ds.fit(data, "y", ["x"], absorb=["firm", "year"])
    D = np.column_stack([data["x"], pd.get_dummies(firm), pd.get_dummies(year)]).astype(float)
    truth = np.linalg.lstsq(D, data["y"], rcond=None)[0][0]
    assert fit.coef[0] == pytest.approx(truth, rel=1e-8)


def test_an_iteration_that_does_not_converge_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(absorbed, "MOST_STEPS", 1)
    with pytest.raises(ds.DataError, match="could not be taken out: after 1 steps"):
        ds.fit(table(), "y", MODEL, absorb=["firm", "year"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"absorb": "x"}, "'x' is both a feature and in absorb"),
        ({"absorb": "y"}, "'y' is both the target and in absorb"),
        ({"absorb": "plant"}, "no column 'plant'"),
        ({"absorb": ["firm", "firm"]}, "names 'firm' twice"),
        ({"absorb": ["firm", "year", "town"]}, "takes one column, or two"),
        ({"absorb": np.arange(N)}, "takes names of columns"),
        ({"absorb": 3}, "absorb is neither"),
        ({"absorb": "firm", "robust": "HC3"}, "HC3 needs leverages"),
        ({"absorb": "firm", "cluster": "firm", "robust": "CR3"}, "CR3 needs leverages"),
        ({"absorb": "firm", "by": "year"}, "which by=… has no place for"),
        ({"absorb": "firm", "window": 5}, "which window=… has no place for"),
        ({"absorb": "firm", "intercept": False}, "which intercept=False has no place for"),
        ({"absorb": "firm", "residuals": True}, "which residuals=True has no place for"),
        ({"absorb": ["firm", "year"], "weights": "w"}, "weights=… has no place beside"),
        ({"absorb": "firm", "features": ["x", "size"]}, "'size' does not vary within 'firm'"),
        (
            {"absorb": ["firm", "year"], "features": ["x", "size"]},
            "'size' does not vary within 'firm' and 'year'",
        ),
    ],
)
def test_what_cannot_be_absorbed_is_refused(options: dict, message: str) -> None:
    data = table().assign(w=1.0, size=lambda each: each["firm"] ** 0.5)
    with pytest.raises(ds.DownslopeError, match=message):
        ds.fit(data, "y", **({"features": MODEL} | options))


def test_rows_must_be_left_for_errors() -> None:
    with pytest.raises(ds.DataError, match="4 rows leave nothing for errors after 2 intercepts"):
        ds.fit(table().head(4).assign(pair=[0, 0, 1, 1]), "y", MODEL, absorb="pair")


def test_a_missing_level_names_its_row() -> None:
    data = table()
    data["town"] = data["town"].where(data.index != 7)
    for absorb in ("town", ["town", "firm"]):
        with pytest.raises(ds.DataError, match=r"'town' .* has a missing value in row 8"):
            ds.fit(data, "y", MODEL, absorb=absorb)


def test_what_needs_the_weights_of_the_levels_is_refused(tmp_path) -> None:
    fit = ds.fit(table(), "y", MODEL, absorb="firm")
    with pytest.raises(ds.DataError, match="so it cannot predict"):
        fit.predict(table())
    with pytest.raises(ds.DataError, match="so it is not saved"):
        fit.save(tmp_path / "m.json")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ds.DataError, match="no sums of squares of its terms"):
        ds.anova(fit)


def test_the_command(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.csv", table().to_csv(index=False))
    fit = ("fit", "a.csv", "-t", "y", "--features", "x,z", "--absorb")
    shown = output(capsys, *fit, "firm", "--cluster", "firm")
    assert "20 intercepts of 'firm' absorbed; R² and F are within them." in " ".join(shown.split())
    told = strict_json(output(capsys, *fit, "firm,year", "--json"))
    assert told["coefficients"][0]["digits"] is None
    assert told["degrees_of_freedom"] == N - 25 - 2
    assert "cannot predict" in refusal(capsys, *fit, "firm", "--save", "m.json")
    assert "--absorb takes out an intercept" in refusal(capsys, *fit, "firm", "--by", "year")
