"""What a fit says of its weights, against the formula that it stands for."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from operator import mul

import numpy as np
import pytest
from scipy import stats

import downslope as ds
from downslope.fitting.inference import infer
from downslope.fitting.model_routes import fit_model
from exact_rational import exact_weights


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


@pytest.mark.parametrize("apart", [1.0, 1e-2])
def test_digits_of_t_are_those_of_the_error_and_of_the_estimate(apart: float) -> None:
    """Against t and the standard error in rational numbers: right, and hardly too few."""
    X, y = table(40)
    X[:, 1] = X[:, 0] + apart * X[:, 1]
    X *= [1e6, 1e-6]
    found = infer(ds.solve(X, y))
    exact = exact_weights(X, y)
    rows = [[*map(Fraction, row), Fraction(1)] for row in X.tolist()]
    off = [Fraction(v) - sum(map(mul, row, exact)) for v, row in zip(y.tolist(), rows, strict=True)]
    variance = sum(each * each for each in off) / (40 - 3)
    # An entry of the inverse of ZᵀZ: 1 over the sum of squares that the other columns leave.
    Z, worst = np.column_stack([X, np.ones(40)]), {"std_error": 0.0, "t": 0.0}
    for j in range(3):
        others = np.delete(Z, j, axis=1)
        along = exact_weights(others, Z[:, j], intercept=False)
        left = [row[j] - sum(map(mul, np.delete(row, j), along)) for row in rows]
        square = variance / sum(each * each for each in left)
        for name, truth in (("std_error", square), ("t", exact[j] ** 2 / square)):
            told = float(getattr(found, name)[j])
            wrong = abs(float((Fraction(told) ** 2 - truth) / truth)) / 2
            worst[name] = max(worst[name], wrong)
    for name, wrong in worst.items():
        assert -np.log10(wrong) - 3.5 <= found.digits[name] <= -np.log10(wrong)


def test_errors_are_written_with_fifteen_digits() -> None:
    X, y = table(50, 3)
    fit = ds.fit(X, y)
    rows = list(csv.DictReader(io.StringIO(fit.to_csv())))
    written = [float(row["std_error"]) for row in rows]
    np.testing.assert_allclose(written, fit.std_error, rtol=1e-14)
    assert np.abs(np.array(written) / fit.std_error - 1).max() < 5.1e-15
    digits = [len(row["std_error"].strip("0.").replace(".", "").lstrip("0")) for row in rows]
    assert max(digits) == 15
