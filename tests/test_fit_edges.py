"""What a fit says of its weights, against the formula that it stands for."""

from __future__ import annotations

import csv
import io
import re
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


@pytest.mark.parametrize("method", ["auto", "qr", "svd"])
def test_a_weight_beyond_float64_is_refused(method: str) -> None:
    X, y = table(8)
    with pytest.raises(ds.DataError, match="weight of 'x2' is too large for float64: divide"):
        ds.fit(X * [1.0, 2.0**-600], y * 2.0**550, method=method)


@pytest.mark.parametrize("d", [1, 2])
def test_columns_of_zeros_alone_have_weights_of_zero(d: int) -> None:
    X, y = np.zeros((4, d)), np.array([1.0, 2.0, 4.0, 2.0])
    for accuracy in ("standard", "reproducible", "full"):
        fit = ds.fit(ds.summarize(X, y, accuracy=accuracy), intercept=False)
        assert fit.weights.tolist() == [0.0] * d
        assert fit.solution.residual_norm == 5.0
        assert not fit.solution.exact


@pytest.mark.parametrize("accuracy", ["standard", "reproducible", "full"])
@pytest.mark.parametrize("constant", [0.0, 0.1, 2.0, 1e6 + 0.1])
def test_a_constant_column_takes_no_other_from_a_summary(constant: float, accuracy: str) -> None:
    X, y = table(12, 3)
    X[:, 0] = constant
    one, other = (ds.summarize(X[part], y[part], accuracy=accuracy)
                  for part in (slice(5), slice(5, 12)))  # fmt: skip
    for intercept in (True, False) if not constant else (True,):
        fit, rows = (ds.fit(*data, intercept=intercept) for data in ((one + other,), (X, y)))
        assert fit.solution.rank == rows.solution.rank == 2 + intercept
        np.testing.assert_allclose(fit.solution.residual_norm, rows.solution.residual_norm)
        assert not fit.solution.exact


def test_rows_without_one_to_spare_have_no_t() -> None:
    """Their residuals are rounding, and so are errors made of them."""
    for seed in range(8):
        X, y = table(3, seed=seed)
        for robust, lags in (("HC0", None), ("HC1", None), (None, 1)):
            assert np.isnan(ds.fit(X, y, robust=robust, hac=lags).inference.t).all()


@pytest.mark.parametrize(
    ("n", "lags", "said"),
    [
        (4, 0, ""),  # White's errors have no lags to leave out
        (4, 1, "1 lag is many for 4 rows.*such as hac=0"),
        (9, 1, "1 lag is many for 9 rows.*such as hac=0"),
        (9, 2, "2 lags are many for 9 rows.*such as hac=1"),
        (20, 8, "8 lags are many for 20 rows.*such as hac=2"),
    ],
)
def test_lags_that_are_many_are_told_with_fewer(n: int, lags: int, said: str) -> None:
    X, y = table(n, 1)
    found = [str(f) for f in ds.fit(X, y, hac=lags).findings if f.code == "many_lags"]
    assert len(found) == bool(said)
    assert not said or re.search(said, found[0])


@pytest.mark.parametrize("seed", range(4))
def test_sums_that_keep_no_digit_of_the_residuals_say_so(seed: int) -> None:
    """Rows a million times as large leave their rounding behind when they are taken away."""
    X, y = table(10, 2, seed)
    X[:, 0] = 0.1
    large = ds.summarize(X * [1.0, 1e7] + [0.3, 0.0], y * 1e7)
    fit = ds.fit(ds.summarize(X, y) + large - large)
    assert fit.solution.residuals_lost
    assert not fit.solution.exact
