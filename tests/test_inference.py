"""Standard errors and their kin, against definitions written out and figures of others."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

import downslope as ds
from downslope.cli import run
from downslope.data.open import read
from downslope.fitting import hypotheses
from downslope.fitting.inference import infer
from downslope.fitting.influence import influence, robust_errors


def data(seed: int = 0, n: int = 40, d: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * [1, 10, 0.1] + [0, 100, 3]
    y = X @ [1, -0.2, 4] + 5 + rng.normal(size=n) * (1 + np.abs(X[:, 0]))
    return X, y, rng.integers(1, 4, n).astype(float)


def dense(X: np.ndarray, intercept: bool) -> np.ndarray:
    return np.column_stack([X, np.ones(len(X))]) if intercept else X


def test_hubbles_constant_as_others_find_it() -> None:
    """Figures of statsmodels 0.15.0, OLS(...).fit(), on Hubble's table."""
    table = read("hubble")
    solution = ds.solve(table.X, table.y)
    known = infer(solution)
    np.testing.assert_allclose(known.estimate, [454.158441, -40.7836491], rtol=1e-8)
    np.testing.assert_allclose(known.std_error, [75.2371053, 83.4388699], rtol=1e-8)
    np.testing.assert_allclose(known.t, [6.03636249, -0.488784773], rtol=1e-7)
    np.testing.assert_allclose(known.p, [4.477491e-06, 0.629831224], rtol=1e-7)
    np.testing.assert_allclose(known.ci_low, [298.126234, -213.825274], rtol=1e-7)
    assert known.r2 == pytest.approx(0.623530521, rel=1e-8)
    assert known.adjusted_r2 == pytest.approx(0.606418272, rel=1e-8)
    assert known.f == pytest.approx(36.4376722, rel=1e-7)
    assert known.f_p == pytest.approx(4.477491e-06, rel=1e-6)
    hc3 = robust_errors(solution, table.X, table.y, "HC3")
    np.testing.assert_allclose(hc3, [82.2216317, 88.3787345], rtol=1e-7)
    cook = influence(solution, table.X, table.y).cooks_distance
    np.testing.assert_allclose(cook[:3], [0.0563918538, 0.145041681, 0.03593169], rtol=1e-7)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
def test_leverage_pull_and_robust_errors_by_their_definitions(
    intercept: bool, weighted: bool
) -> None:
    X, y, w = data()
    weights = w if weighted else None
    solution = ds.solve(X, y, intercept=intercept, weights=weights)
    A = dense(X, intercept) * (np.sqrt(w)[:, np.newaxis] if weighted else 1)
    b = y * np.sqrt(w) if weighted else y
    P = np.linalg.inv(A.T @ A) @ A.T
    h = np.diag(A @ P)
    r = b - A @ (P @ b)
    n, p = A.shape
    s2 = r @ r / (n - p)
    seen = influence(solution, X, y, weights)
    np.testing.assert_allclose(seen.leverage, h, rtol=1e-8)
    assert seen.leverage.sum() == pytest.approx(p, rel=1e-10)
    np.testing.assert_allclose(seen.cooks_distance, r**2 * h / (p * s2 * (1 - h) ** 2), rtol=1e-6)
    omegas = {
        "HC0": r**2,
        "HC1": r**2 * n / (n - p),
        "HC2": r**2 / (1 - h),
        "HC3": (r / (1 - h)) ** 2,
    }
    for kind, omega in omegas.items():
        expected = np.sqrt(np.diag(P @ np.diag(omega) @ P.T))
        np.testing.assert_allclose(
            robust_errors(solution, X, y, kind, weights), expected, rtol=1e-6
        )


def test_leverage_keeps_its_digits_far_from_zero() -> None:
    X, y, _ = data()
    near = influence(ds.solve(X, y), X, y).leverage
    far = influence(ds.solve(X + 2.0**20, y), X + 2.0**20, y).leverage
    np.testing.assert_allclose(far, near, rtol=1e-6)  # 2^20·u of a spread of 0.1 is 2e-9


def test_a_row_of_full_leverage_and_rows_of_weight_zero() -> None:
    X = np.array([[0.0], [0.0], [0.0], [1.0]])
    y = np.array([1.0, 2.0, 3.0, 9.0])
    seen = influence(ds.solve(X, y), X, y)
    assert seen.leverage[3] == pytest.approx(1.0, abs=1e-12)
    for kind in ("HC2", "HC3"):  # the slope depends on a row whose noise nothing shows
        slope, intercept = robust_errors(ds.solve(X, y), X, y, kind)
        assert np.isnan(slope)
        assert np.isfinite(intercept)
    w = np.array([1.0, 0.0, 1.0, 1.0])
    dropped = influence(ds.solve(X, y, weights=w), X, y, w)
    assert dropped.leverage[1] == 0
    assert dropped.cooks_distance[1] == 0


def test_intervals_widen_with_the_level() -> None:
    X, y, _ = data()
    solution = ds.solve(X, y)
    wide, narrow = infer(solution, 0.99), infer(solution, 0.5)
    assert (wide.ci_low < narrow.ci_low).all()
    assert (wide.ci_high > narrow.ci_high).all()
    for level in (0, 1, 1.5):
        with pytest.raises(ds.OptionError, match="give a share"):
            infer(solution, level)


def test_nothing_is_claimed_that_cannot_be_known() -> None:
    exact = infer(ds.solve([[1.0], [2.0]], [1.0, 3.0]))
    assert np.isnan(exact.std_error).all()
    assert np.isnan(exact.residual_std)
    dependent = infer(ds.solve([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [1.0, 2.0, 4.0]))
    assert np.isnan(dependent.std_error[:2]).all()
    alone = infer(ds.solve([[1.0], [2.0], [3.0]], [1.0, 2.0, 4.0]))
    assert dependent.std_error[2] == pytest.approx(alone.std_error[1], rel=1e-12)
    flat = infer(ds.solve([[1.0], [2.0], [4.0]], [5.0, 5.0, 5.0]))
    assert flat.estimate[0] == 0
    assert np.isnan(flat.r2)


def test_what_cannot_be_used() -> None:
    X, y, _ = data()
    solution = ds.solve(X, y)
    with pytest.raises(ds.DataError, match="give the data that were solved"):
        influence(solution, X[:-1], y[:-1])
    with pytest.raises(ds.OptionError, match="did you mean 'HC3'"):
        robust_errors(solution, X, y, "HC4")


def test_a_notebook_gets_a_table() -> None:
    X, y, _ = data()
    html = infer(ds.solve(X, y, names=["a", "<b>", "c"]))._repr_html_()
    assert "<th>&lt;b&gt;</th>" in html
    assert html.count("<tr>") == 5


def test_the_command_shows_which_columns_move_together(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["fit", "longley", "--collinearity"]) == 0
    printed = capsys.readouterr().out
    assert "VIF" in printed
    assert "1789" in printed  # gnp's, as the literature on Longley's data has it
    assert run(["fit", "longley", "--json"]) == 0
    together = json.loads(capsys.readouterr().out)["collinearity"]
    assert together["vif"][1] == pytest.approx(1788.51, rel=1e-5)
    assert together["condition_indices"][-1] == pytest.approx(43275.04, rel=1e-5)  # NIST, scaled


def test_robust_errors_and_weights_in_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fit", "hubble", "--robust", "hc3"]) == 2
    assert "did you mean 'HC3'" in capsys.readouterr().err
    assert run(["fit", "hubble", "--robust", "HC3", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["std_errors"] == "HC3"
    assert found["coefficients"][0]["std_error"] == pytest.approx(82.22163166, rel=1e-7)


def test_no_more_digits_are_shown_than_are_certified() -> None:
    """A bound of 0.1% on the residuals leaves two digits of R² and F."""
    rng = np.random.default_rng(5)
    X = rng.normal(size=(50, 2))
    known = ds.fit(X, X @ [1.0, 2.0] + rng.normal(size=50)).inference
    assert known.quality.startswith("R² 0.8181 (adjusted 0.8103), F(2, 47) = 105.7 (p <0.0001), ")
    vague = replace(known, residual_error=1e-3)
    assert vague.quality.startswith("R² 0.82 (adjusted 0.81), F(2, 47) = 1.1e+02 (p <0.0001), ")


def test_criteria_of_many_rows_keep_their_tenths() -> None:
    """Models differ by 2 or 3 in AIC, so five digits of a criterion of a million say nothing."""
    rng = np.random.default_rng(6)
    x = rng.normal(size=100_000)
    known = ds.fit(x[:, np.newaxis], x + rng.normal(size=100_000)).inference
    assert known.aic > 1e5
    assert f"AIC {known.aic:.1f} and BIC {known.bic:.1f} count" in known.criteria


def test_hypotheses_of_weights_have_the_estimates_of_the_weights() -> None:
    X, y, _ = data()
    fit = ds.fit(X, y)
    names = fit.inference.names
    asked = hypotheses.of_weights(names, [names[2], names[0]])
    found = hypotheses.tested(fit.solution, fit.inference, asked)
    np.testing.assert_allclose(found.estimate, fit.weights[[2, 0]], rtol=1e-15)
    np.testing.assert_allclose(found.std_error, fit.std_error[[2, 0]], rtol=1e-12)
