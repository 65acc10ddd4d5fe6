"""Leave-one-out errors: each row predicted from the others, in one pass more and not in n fits."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from refusals import output, refusal, strict_json, write

N = 14


def table() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    X = rng.normal(size=(N, 2)) + 1e5
    w = rng.integers(1, 4, N)
    return pd.DataFrame(
        {"a": X[:, 0], "b": X[:, 1], "y": X @ [1.0, 2.0] + rng.normal(size=N), "w": w}
    )


def brute(data: pd.DataFrame, **options) -> float:
    """Leave out each row in turn; of frequencies, one of the equal rows."""
    total = 0.0
    for i in range(len(data)):
        rest = data.drop(index=i)
        if options.get("weights_kind") == "frequency" and data["w"][i] > 1:
            rest = data.assign(w=data["w"] - (data.index == i))
        fit = ds.fit(rest, "y", ["a", "b"], **options)
        error = data["y"][i] - fit.predict(data.iloc[[i]])[0]
        total += error**2 * (data["w"][i] if "weights" in options else 1.0)
    return total


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"intercept": False},
        {"weights": "w"},
        {"weights": "w", "weights_kind": "frequency"},
    ],
)
@pytest.mark.parametrize("passes", [{}, {"workers": 2}])
def test_press_is_that_of_n_fits(options: dict, passes: dict) -> None:
    data = table()
    fit = ds.fit(data, "y", ["a", "b"], residuals=True, **options, **passes)
    expected = brute(data, **options)
    assert fit.residuals.press == pytest.approx(expected, rel=1e-6)
    assert fit.residuals.predicted_r2 == pytest.approx(1 - expected / fit.solution.tss, rel=1e-9)
    assert fit.residuals.predicted_r2 < fit.r2


def test_a_row_that_alone_determines_a_weight_has_no_prediction() -> None:
    data = table().assign(a=lambda each: (each.index == 3) * 1.0)
    found = ds.fit(data, "y", ["a", "b"], residuals=True).residuals
    assert math.isnan(found.press)
    assert found.determining_rows == 1
    assert "not determined without a row of leverage 1" in found.left_out


def test_the_command(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.csv", table().to_csv(index=False))
    fit = ("fit", "a.csv", "-t", "y", "--features", "a,b", "--press")
    assert "predicted from the others: PRESS" in output(capsys, *fit)
    assert "PRESS" in output(capsys, *fit, "--format", "markdown")
    told = strict_json(output(capsys, *fit, "--json"))["leave_one_out"]
    assert told["press"] == pytest.approx(brute(table()), rel=1e-6)
    assert "no place for --press" in refusal(capsys, *fit, "--format", "csv")
    assert "--press applies to least squares only" in refusal(capsys, *fit, "--model", "ridge")
    assert "--press is for a single fit" in refusal(capsys, *fit, "--by", "w")
