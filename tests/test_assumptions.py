"""Residuals of a fit: the findings, each against a refit, and the page of four plots."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import downslope as ds
from downslope import plots
from downslope.fitting.passes import residuals as in_passes
from refusals import refusal

RNG = np.random.default_rng(3)
N = 600


def noise(n: int, correlation: float = 0.0) -> np.ndarray:
    e = RNG.normal(size=n)
    for i in range(1, n):
        e[i] += correlation * e[i - 1]
    return e


X = pd.DataFrame({"x": RNG.uniform(0, 10, N), "z": RNG.normal(0, 1, N)})
LEVEL = X.assign(y=2 * X["x"] + X["z"] + noise(N))
CURVED = X.assign(y=2 * X["x"] + 0.3 * (X["x"] - 5) ** 2 + noise(N))
UNEVEN = X.assign(y=2 * X["x"] + X["z"] + noise(N) * (0.1 + 0.04 * X["x"] ** 2))
ORDERED = pd.DataFrame({"x": np.cumsum(RNG.normal(size=N))})
ORDERED["y"] = ORDERED["x"] + noise(N, 0.7)
MOVED = LEVEL.copy()
MOVED.loc[16, ["z", "y"]] = [9.0, -60.0]


def found(data: pd.DataFrame, **options: object) -> dict[str, str]:
    fit = ds.fit(data, "y", residuals=True, **options)
    again = ds.fit(data, "y", residuals=True, workers=2, **options)
    said = {each.code: str(each) for each in fit.findings}
    assert said == {each.code: str(each) for each in again.findings}
    return said


def calm(data: pd.DataFrame, **options: object) -> str:
    (said,) = ds.fit(data, "y", residuals=True, **options).residuals.calm
    return said


def test_data_as_the_model_assumes_have_no_finding() -> None:
    assert found(LEVEL) == {}
    said, fit = calm(LEVEL), ds.fit(LEVEL, "y")
    assert said in " ".join(repr(ds.fit(LEVEL, "y", residuals=True)).split())
    rss = fit.solution.residual_norm**2
    gains = {
        name: 1 - ds.fit(f"y ~ x + z + I({name}**2)", LEVEL).solution.residual_norm ** 2 / rss
        for name in ("x", "z")
    }
    name = max(gains, key=gains.__getitem__)
    assert f"curvature (the square of '{name}' takes {100 * gains[name]:.2g}% off" in said
    left = (LEVEL["y"] - fit.predict(LEVEL[["x", "z"]])).to_numpy()
    assert f"correlation {(left[1:] @ left[:-1]) / (left @ left):.2g});" in said
    inverse = np.linalg.inv(np.column_stack([LEVEL[["x", "z"]], np.ones(N)]).T
                            @ np.column_stack([LEVEL[["x", "z"]], np.ones(N)]))  # fmt: skip
    rows = np.column_stack([LEVEL[["x", "z"]], np.ones(N)])
    leverage = np.einsum("ij,jk,ik->i", rows, inverse, rows)
    moved = np.abs(rows @ inverse * (left / (1 - leverage))[:, None]) / fit.std_error
    assert f"none moves a weight by more than {moved.max():.2g} standard errors" in said


@pytest.mark.parametrize(
    ("data", "code", "in_order"),
    [
        (CURVED, "curvature", "curvature ("),
        (UNEVEN, "uneven_noise", "noise"),
        (ORDERED, "order_dependence", "neighboring rows"),
        (MOVED, "influential_row", "single rows"),
    ],
)
def test_what_is_found_is_not_in_order(data: pd.DataFrame, code: str, in_order: str) -> None:
    assert code in found(data)
    assert in_order not in calm(data)
    assert in_order in calm(LEVEL)


def test_noise_is_said_to_change_where_hc3_is_unknown() -> None:
    alone = UNEVEN.assign(row=1.0 * (UNEVEN.index == 7))
    said = found(alone)["uneven_noise"]
    assert "HC3 errors are unknown of some weights, because a row has leverage 1" in said


def test_curvature_says_how_far_the_loss_falls() -> None:
    said = found(CURVED)
    before = ds.fit(CURVED, "y")
    after = ds.fit("y ~ x + z + I(x**2)", CURVED)
    share = 1 - (after.solution.residual_norm / before.solution.residual_norm) ** 2
    assert f"along 'x': with its square, the loss falls by {100 * share:.3g}%" in said["curvature"]
    assert f"= {after.inference.t[2] ** 2:.4g}," in said["curvature"]
    assert "Add I(x**2) to a formula" in said["curvature"]
    fit = ds.fit("y ~ x + z + I(x**2)", CURVED, residuals=True)
    assert [each.code for each in fit.findings] == []


def test_uneven_noise_says_what_hc3_changes() -> None:
    said = found(UNEVEN)
    ratios = ds.fit(UNEVEN, "y", robust="HC3").std_error / ds.fit(UNEVEN, "y").std_error
    far = ratios[np.abs(np.log(ratios)).argmax()]
    assert f"is {far:.3g} times the classical one. Use robust='HC3'." in said["uneven_noise"]
    assert "uneven_noise" not in found(UNEVEN, robust="HC3")


@pytest.mark.parametrize("unit", [1e-6, 1e6])
def test_uneven_noise_is_the_same_in_any_unit_of_the_target(unit: float) -> None:
    in_units = UNEVEN.assign(y=UNEVEN["y"] * unit)
    assert found(in_units)["uneven_noise"] == found(UNEVEN)["uneven_noise"]


def test_noise_that_grows_to_both_sides_of_many_rows_is_uneven() -> None:
    x = np.linspace(-1.0, 1.0, 50_000)
    data = pd.DataFrame({"x": x, "y": x + np.abs(x) * RNG.normal(size=len(x))})
    assert "uneven_noise" in {f.code for f in ds.fit(data, "y", residuals=True).findings}


def test_order_says_what_lags_change() -> None:
    said = found(ORDERED)["order_dependence"]
    lags = int(said.split("With ")[1].split(" lags")[0])
    ratios = ds.fit(ORDERED, "y", hac=lags).std_error / ds.fit(ORDERED, "y").std_error
    far = ratios[np.abs(np.log(ratios)).argmax()]
    assert f"{far:.3g} times the classical one" in said
    assert f"use hac={lags}" in said
    assert "order_dependence" not in found(ORDERED, hac=lags)


def test_lags_are_read_only_where_the_order_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise RuntimeError("lags")

    monkeypatch.setattr("downslope.fitting.assumptions.HACWork.__call__", read)
    assert found(LEVEL) == {}
    with pytest.raises(RuntimeError, match="lags"):
        found(ORDERED)


def test_a_row_that_moves_a_weight_is_named_with_the_weight_without_it() -> None:
    said = found(MOVED)["influential_row"]
    rest = ds.fit(MOVED.drop(index=16), "y")
    assert said.startswith("Row 17 (counting the rows used) moves the weight of 'z' by ")
    assert f"without it, the weight is {rest.coef[1]:.4g} instead of" in said


def test_many_rows_are_counted_in_bins(monkeypatch: pytest.MonkeyPatch) -> None:
    few = ds.fit(CURVED, "y", residuals=True).residuals
    monkeypatch.setattr(in_passes, "MOST_POINTS", 100)
    many = ds.fit(CURVED, "y", residuals=True).residuals
    assert few.points.shape == (N, 3)
    assert many.points is None
    assert many.counts.planes.sum(axis=(1, 2)).tolist() == [N, N, N]
    assert many.counts.quantiles.sum() == N
    across = np.histogram(few.points[:, 0], many.edges[0])[0]
    assert np.array_equal(many.counts.planes[0].sum(axis=1), across)
    for residuals in (few, many):
        figure = plots.residual_page(residuals)
        figure.draw_without_rendering()
        titles = [ax.get_title(loc="left") for ax in figure.axes]
        assert titles == ["Residuals", "Normal quantiles", "Scale", "Leverage"]
        (mean,) = [line for line in figure.axes[0].lines if line.get_label() == "mean"]
        middle = np.asarray(mean.get_ydata())
        assert middle[0] > 0 > middle[len(middle) // 2]
        assert middle[-1] > 0


def test_the_command_draws_and_reports(tmp_path: Path, monkeypatch, capsys) -> None:
    from downslope.cli import run

    monkeypatch.chdir(tmp_path)
    CURVED.to_csv("d.csv", index=False)
    assert run(["fit", "d.csv", "-t", "y", "--plot", "p.svg"]) == 0
    out = capsys.readouterr().out
    assert "Drawn: p.svg" in out
    assert "(--formula)" in out
    assert "standardized residual" in Path("p.svg").read_text()
    for more, said in [
        (["--plot", "p.gif"], "ends in .png, .svg, or .pdf"),
        (["--plot", "p.png", "--model", "ridge"], "--plot applies to least squares only"),
        (
            ["--plot", "p.png", "--features", "x", "--degree", "2"],
            "press has no place for --degree",
        ),
        (["--plot", "d.csv"], "ends in .png"),
    ]:
        assert said in refusal(capsys, "fit", "d.csv", "-t", "y", *more)


def test_fits_without_residuals_are_refused() -> None:
    exact = X.assign(y=X["x"] - X["z"])
    with pytest.raises(ds.DataError, match="leaves no residuals to look at"):
        ds.fit(exact, "y", residuals=True)
    with pytest.raises(ds.DataError, match="columns are dependent"):
        ds.fit(LEVEL.assign(again=LEVEL["x"]), "y", residuals=True)
    weighted = LEVEL.assign(w=1.0 + (np.arange(N) % 3))
    fit = ds.fit(weighted, "y", weights="w", residuals=True)
    standard = fit.residuals.points[:, 1]
    assert 0.8 < standard.std() < 1.2
    with pytest.raises(ds.DataError, match="sampling weights"):
        ds.fit(weighted, "y", weights="w", weights_kind="sampling", residuals=True)


@pytest.mark.parametrize("weighted", [False, True])
def test_partial_residuals_are_those_of_two_other_fits(weighted: bool) -> None:
    data = CURVED.assign(z=CURVED["z"] + 0.3 * CURVED["x"], w=1.0 + (np.arange(N) % 3))
    how = {"weights": "w"} if weighted else {}
    fit = ds.fit(data, "y", ["x", "z"], residuals="x", **how)
    # The assumptions are looked at as without the name of a column.
    whole = ds.fit(data, "y", ["x", "z"], residuals=True, **how)
    assert fit.findings == whole.findings
    assert "curvature" in [each.code for each in fit.findings]
    assert fit.residuals.calm == whole.residuals.calm
    beyond, left, x, part = fit.residuals.points.T
    for target, found in (("x", beyond), ("y", left)):
        other = ds.fit(data, target, ["z"], **how)
        expected = data[target] - other.predict(data[["z"]])
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)
    residual = data["y"] - fit.predict(data[["x", "z"]])
    mean = np.average(data["x"], weights=data["w"] if weighted else None)
    np.testing.assert_allclose(part, residual + fit.coef[0] * (x - mean), atol=1e-9)
    assert np.array_equal(x, data["x"])


def test_partial_plots_of_rows_and_of_bins(monkeypatch: pytest.MonkeyPatch) -> None:
    few = ds.fit(CURVED, "y", residuals="x").residuals
    monkeypatch.setattr("downslope.fitting.partial_residuals.MOST_POINTS", 100)
    many = ds.fit(CURVED, "y", residuals="x", workers=2).residuals
    assert many.points is None
    assert many.counts.sum(axis=(1, 2)).tolist() == [N, N]
    across = np.histogram(few.points[:, 2], many.edges[2])[0]
    assert np.array_equal(many.counts[1].sum(axis=1), across)
    for residuals in (few, many):
        figure = plots.partial_page(residuals)
        figure.draw_without_rendering()
        for ax in figure.axes:
            (line,) = [each for each in ax.lines if each.get_label() == "weight"]
            (x0, x1), (y0, y1) = line.get_xdata(), line.get_ydata()
            assert (y1 - y0) / (x1 - x0) == pytest.approx(residuals.weight)
        (mean,) = [line for line in figure.axes[1].lines if line.get_label() == "mean"]
        at, height = mean.get_xdata(), mean.get_ydata()
        away = height - residuals.weight * (at - residuals.middle)
        assert min(away[0], away[-1]) > 0 > away[len(away) // 2]


def test_the_command_draws_partial_plots_and_refuses_others(tmp_path, monkeypatch, capsys) -> None:
    from downslope.cli import run

    monkeypatch.chdir(tmp_path)
    LEVEL.to_csv("d.csv", index=False)
    command = ["fit", "d.csv", "-t", "y"]
    assert run([*command, "--plot", "p.svg", "--partial", "x"]) == 0
    assert "Drawn: p.svg" in capsys.readouterr().out
    assert "beyond the others" in Path("p.svg").read_text()
    assert run([*command, "--plot", "p.svg", "--partial", "x", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["in_order"][0].startswith("Looked at in the residuals, and in order: curvature (")
    # What has no residuals to look at has partial plots, and says so.
    exact = ds.fit(X.assign(y=X["x"] - X["z"]), "y", residuals="x")
    assert [each.code for each in exact.findings] == ["assumptions_not_checked"]
    assert exact.residuals.calm == ()
    for more, said in [
        (["--plot", "q.svg", "--partial", "xx"], "no slope 'xx' for partial plots: did you mean"),
        (["--partial", "x"], "is for --plot"),
        (["--plot", "q.svg", "--partial", "x", "--press"], "not for --press"),
        (["--plot", "q.svg", "--partial", "intercept"], "no slope 'intercept'"),
    ]:
        assert said in refusal(capsys, *command, *more)
    assert not Path("q.svg").exists()
    with pytest.raises(ds.OptionError, match="residuals=1 cannot be used: give True or False"):
        ds.fit(LEVEL, "y", residuals=1)
    with pytest.raises(ds.DataError, match="columns are dependent"):
        ds.fit(LEVEL.assign(again=LEVEL["x"]), "y", residuals="z")


def test_cooks_lines_are_told_apart_where_a_row_has_leverage_one() -> None:
    """The lines meet at leverage 1, so their labels stand where they leave the view."""
    rows = np.r_[np.linspace(0.0, 10.0, 24), 60.0]
    data = pd.DataFrame({"x": rows, "y": rows + np.cos(np.arange(25.0))})
    figure = plots.residual_page(ds.fit(data, "y", residuals=True).residuals)
    ax = figure.axes[3]
    (one,), (two,) = (
        [each.xy for each in ax.texts if each.get_text() == label and each.xy[1] > 0]
        for label in ("0.5", "1")
    )
    assert two[0] - one[0] > 0.05


def test_the_mean_of_residuals_is_that_of_each_group() -> None:
    data = pd.DataFrame({"kind": list("abcabcabc") * 5, "y": np.cos(np.arange(45.0))})
    figure = plots.residual_page(ds.fit(data, "y", categorical=["kind"], residuals=True).residuals)
    (mean,) = [line for line in figure.axes[0].lines if line.get_label() == "mean"]
    assert len(mean.get_xdata()) == 3
    assert np.allclose(mean.get_ydata(), 0.0, atol=1e-9)


@pytest.mark.parametrize("how", [{}, {"workers": 2}])
def test_a_row_that_no_residual_can_judge_is_named(how) -> None:
    """A level with one row: its leverage is 1, and the level's weight is that row's."""
    rng = np.random.default_rng(3)
    data = pd.DataFrame({"x": rng.normal(size=40), "kind": ["castle", *list("abc") * 13]})
    data["y"] = data["x"] + rng.normal(size=40)
    fit = ds.fit(data, "y", ["x", "kind"], categorical=["kind"], residuals=True, **how)
    (found,) = [each for each in fit.findings if each.code == "full_leverage"]
    assert found.columns == ("kind=castle",)
    assert found.evidence.startswith("Row 1 (counting the rows used) has leverage 1: ")
    assert "single rows" not in " ".join(fit.residuals.calm)
    other = ds.fit(data, "y", ["x", "kind"], categorical=["kind"], residuals=True, robust="HC3")
    assert sum(each.code == "full_leverage" for each in other.findings) == 1


def curved(gain: float, n: int) -> pd.DataFrame:
    """Rows whose loss falls by this share with the square of x, exactly."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=n)
    powers = np.linalg.qr(np.vander(x, 3, increasing=True))[0]
    e = rng.normal(size=n)
    e -= powers @ (powers.T @ e)
    curve = np.sqrt(gain) * powers[:, 2] + np.sqrt(1 - gain) * e / np.linalg.norm(e)
    return pd.DataFrame({"x": x, "y": 3.0 * x + curve})


@pytest.mark.parametrize(
    ("gain", "n", "is_found"),
    [
        (0.0099, 5000, False),
        (0.0101, 5000, True),
        *((f / (f + 57), 60, p < 1e-3) for p in (1.1e-3, 0.9e-3) for f in [stats.f.isf(p, 1, 57)]),
    ],
)
def test_a_curve_counts_that_is_certain_and_takes_a_hundredth(
    gain: float, n: int, is_found: bool
) -> None:
    codes = [each.code for each in ds.fit(curved(gain, n), "y", residuals=True).findings]
    assert ("curvature" in codes) == is_found


@pytest.mark.parametrize(("share", "is_found"), [(0.07, False), (0.15, True)])
def test_neighbors_count_whose_correlation_is_a_tenth(share: float, is_found: bool) -> None:
    e = np.random.default_rng(6).normal(size=20_001)
    data = pd.DataFrame({"x": np.arange(20_000) % 7.0, "y": e[1:] + share * e[:-1]})
    codes = [each.code for each in ds.fit(data, "y", residuals=True).findings]
    assert ("order_dependence" in codes) == is_found


def test_three_columns_and_three_rows_are_named() -> None:
    rng = np.random.default_rng(7)
    data = pd.DataFrame(rng.normal(size=(400, 4)), columns=list("abcd"))
    data["y"] = np.square(data).sum(axis=1) + rng.normal(size=400)
    codes = [each.code for each in ds.fit(data, "y", residuals=True).findings]
    assert codes.count("curvature") == 3
    data["y"] = rng.normal(size=400)
    data.loc[:3, list("abcd")] = 12.0 * np.eye(4)
    data.loc[:3, "y"] = 60.0
    codes = [each.code for each in ds.fit(data, "y", residuals=True).findings]
    assert codes.count("influential_row") == 3


def test_the_square_of_a_column_of_two_values_is_in_the_model() -> None:
    rng = np.random.default_rng(8)
    data = pd.DataFrame({"x": rng.integers(0, 2, 200) * 3.0})
    data["y"] = data["x"] + 1e-3 * rng.normal(size=200)
    assert ds.fit(data, "y", residuals=True).findings == ()
