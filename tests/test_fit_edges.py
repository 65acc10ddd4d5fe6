"""What a fit says of its weights, against the formula that it stands for."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from scipy import stats

import downslope as ds
from downslope.fitting.inference import infer
from downslope.fitting.model_routes import fit_model


def table(n: int = 30, d: int = 2, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d))
    return X, X.sum(axis=1) + rng.normal(size=n)


def test_p_values_of_a_model_have_two_sides() -> None:
    X, y = table(80)
    found = fit_model(ds.Logistic(X, y > 0))
    np.testing.assert_allclose(found.p, 2 * stats.norm.sf(np.abs(found.z)), rtol=1e-12)


@pytest.mark.parametrize("zeros", [8, 9])
def test_eight_zeros_are_named_and_more_are_hinted_at(zeros: int) -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(200, zeros + 1))
    found = fit_model(ds.Lasso(X, 5 * X[:, 0] + 0.1 * rng.normal(size=200), alpha=1.0))
    assert len(found.zero) == zeros
    (said,) = [each for each in found.certainty if each.startswith("Proven")]
    assert said == "Proven to be exactly 0: " + ", ".join(found.zero[:8]) + (
        ", …." if zeros > 8 else "."
    )


def test_one_degree_of_freedom_is_enough_for_each_share() -> None:
    X, y = table(4)
    found = infer(ds.solve(X, y))
    assert found.degrees_of_freedom == 1
    assert found.adjusted_r2 == pytest.approx(1 - (1 - found.r2) * 3)
    np.testing.assert_allclose(found.p, 2 * stats.t.sf(np.abs(found.t), 1), rtol=1e-9)
    assert found.f_p == pytest.approx(stats.f.sf(found.f, 2, 1), rel=1e-9)


def test_digits_of_t_are_those_of_the_error_and_of_the_estimate() -> None:
    X, y = table(40)
    solution = ds.solve(X * [1e6, 1e-6], y)
    found = infer(solution)
    relative = found.residual_error + found.inverse_error / 2
    moved = np.abs(solution.bound / solution.weights).max()
    told = found.digits["t"]
    assert told == pytest.approx(-np.log10(relative + moved), abs=0.35)
    assert found.digits["std_error"] >= told


def test_errors_are_written_with_fifteen_digits() -> None:
    X, y = table(50, 3)
    fit = ds.fit(X, y)
    rows = list(csv.DictReader(io.StringIO(fit.to_csv())))
    written = [float(row["std_error"]) for row in rows]
    np.testing.assert_allclose(written, fit.std_error, rtol=1e-14)
    assert np.abs(np.array(written) / fit.std_error - 1).max() < 5.1e-15
    digits = [len(row["std_error"].strip("0.").replace(".", "").lstrip("0")) for row in rows]
    assert max(digits) == 15
