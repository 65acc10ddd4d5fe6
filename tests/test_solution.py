"""What a solution says of its digits, its condition and its columns, against definitions."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

import downslope as ds
from downslope.fitting.collinearity import collinearity
from downslope.fitting.inference import infer
from downslope.fitting.influence import digits_of_polynomial, influence
from downslope.fitting.solution import digits_of
from downslope.solvers.rows import Moments

U = 2.0**-53


def table(seed: int = 1, n: int = 40) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 3)) * [1.0, 5.0, 0.2] + [2.0, -30.0, 0.0]
    return X, X @ [1.0, -0.5, 3.0] + 7.0 + rng.normal(size=n)


def test_digits_are_those_of_the_relative_error() -> None:
    errors = np.array([1e-3, 1e-3, 0.0, 5.0, 1e-30, 1e-3])
    weights = np.array([1.0, -1e2, 3.0, 1.0, 1.0, 0.0])
    digits = digits_of(errors, weights)
    np.testing.assert_allclose(digits, [3.0, 5.0, -np.log10(U), 0.0, -np.log10(U), 0.0])


@pytest.mark.parametrize("intercept", [True, False])
def test_sums_of_squares_and_the_condition_number(intercept: bool) -> None:
    X, y = table()
    solution = ds.solve(X, y, intercept=intercept)
    whole = np.column_stack([X, np.ones(40)]) if intercept else X
    residuals = y - whole @ solution.weights
    assert solution.rss == pytest.approx(residuals @ residuals, rel=1e-9)
    centered = y - y.mean() if intercept else y
    assert solution.tss == pytest.approx(centered @ centered, rel=1e-12)
    assert solution.degrees_of_freedom == 40 - whole.shape[1]
    assert solution.residual_std == pytest.approx(
        math.sqrt(residuals @ residuals / solution.degrees_of_freedom), rel=1e-9
    )
    unit = whole / np.linalg.norm(whole, axis=0)
    assert solution.condition_number == pytest.approx(np.linalg.cond(unit), rel=1e-8)
    assert solution.names == (("x1", "x2", "x3", "intercept") if intercept else ("x1", "x2", "x3"))
    assert repr(solution).endswith(f"(40 rows, rank {whole.shape[1]}, cholesky)")


@pytest.mark.parametrize("intercept", [True, False])
def test_digits_warranted_are_those_that_random_rounding_leaves(intercept: bool) -> None:
    """The formula is of the first order: a rounding 1e5 times as large costs five digits."""
    X, y = table(2)
    solution = ds.solve(X, y, intercept=intercept)
    rng = np.random.default_rng(3)
    size = 1e5 * U
    moved = []
    for _ in range(300):
        # Rounding is uniform between −u and u of each input, the column of ones included.
        near = X * (1.0 + size * rng.uniform(-1.0, 1.0, X.shape))
        ones = 1.0 + size * rng.uniform(-1.0, 1.0, (40, 1))
        whole = np.column_stack([near, ones]) if intercept else near
        target = y * (1.0 + size * rng.uniform(-1.0, 1.0, 40))
        moved.append(np.linalg.lstsq(whole, target)[0] - solution.weights)
    spread = np.sqrt(np.mean(np.square(moved), axis=0))
    expected = -np.log10(spread / np.abs(solution.weights))
    # A root mean square of columns replaces their single values: a factor of two at most.
    rough = replace(solution, input_rounding=size)
    np.testing.assert_allclose(rough.digits_warranted, expected, atol=0.1)
    allowed = np.minimum(expected + 5.0, -np.log10(U))
    np.testing.assert_allclose(solution.digits_warranted, allowed, atol=0.1)


@pytest.mark.parametrize("share", [0.0, 3.0])
def test_digits_of_a_polynomial_are_those_that_random_rounding_of_x_leaves(share: float) -> None:
    rng = np.random.default_rng(4)
    x = rng.uniform(1.0, 2.0, 60)
    y = 1.0 - 2.0 * x + 3.0 * x**2 + 0.1 * rng.normal(size=60)
    weights = np.exp(share * rng.normal(size=60))
    roots = np.sqrt(weights)
    solution = ds.solve(x[:, np.newaxis] ** [1, 2], y, weights=weights)
    size, moved = 1e5 * U, []
    for _ in range(300):
        near = x * (1.0 + size * rng.uniform(-1.0, 1.0, 60))
        whole = np.column_stack([near, near**2, np.ones(60)])
        target = y * (1.0 + size * rng.uniform(-1.0, 1.0, 60))
        found = np.linalg.lstsq(whole * roots[:, np.newaxis], target * roots)[0]
        moved.append(found - solution.weights)
    spread = np.sqrt(np.mean(np.square(moved), axis=0))
    expected = -np.log10(spread / np.abs(solution.weights)) + 5.0
    np.testing.assert_allclose(digits_of_polynomial(solution, x, y, weights), expected, atol=0.1)


@pytest.mark.parametrize("intercept", [True, False])
def test_belsleys_diagnostics_by_their_definition(intercept: bool) -> None:
    X, y = table()
    X[:, 2] = X[:, 0] + 0.01 * X[:, 2]
    solution = ds.solve(X, y, intercept=intercept)
    found = collinearity(solution.inverse_factor, solution.moments)
    assert found is not None
    whole = np.column_stack([X, np.ones(40)]) if intercept else X
    _, sigma, Vt = np.linalg.svd(whole / np.linalg.norm(whole, axis=0), full_matrices=False)
    np.testing.assert_allclose(found.condition_indices, sigma[0] / sigma, rtol=1e-6)
    shares = (Vt.T / sigma) ** 2
    shares /= shares.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found.variance_proportions, shares.T, atol=1e-6)
    np.testing.assert_allclose(found.variance_proportions.sum(axis=0), 1.0, rtol=1e-12)
    for j in range(3):
        others = np.delete(whole, j, axis=1)
        left = X[:, j] - others @ np.linalg.lstsq(others, X[:, j])[0]
        centered = X[:, j] - X[:, j].mean() if intercept else X[:, j]
        assert found.vif[j] == pytest.approx((centered @ centered) / (left @ left), rel=1e-6)
    assert collinearity(None, solution.moments) is None


@pytest.mark.parametrize(("times", "said"), [(80.0, False), (125.0, True)])
def test_columns_that_cost_two_digits_are_named_with_their_relation(
    times: float, said: bool
) -> None:
    # x3 = 2·x1 − x2 + e, whose distance to the others is 1/times of its spread.
    n = 64
    H = np.array([[1.0]])
    for _ in range(6):
        H = np.block([[H, H], [H, -H]])
    x1, x2, e = H[1], H[2], H[3]
    x3 = 2.0 * x1 - x2 + math.sqrt(5.0) / times * e
    solution = ds.solve(np.column_stack([x1, x2, x3]) + 5.0, H[4], names=["a", "b", "c"])
    found = [f for f in solution.findings if f.code == "nearly_dependent_columns"]
    assert len(found) == said
    if said:
        assert set(found[0].columns) == {"a", "b", "c"}
        assert "'c' ≈ 2·'a' − 'b' + a constant" in found[0].evidence
        assert "costs 2.1 digits" in found[0].evidence
    assert n == solution.n


# --- Inference -------------------------------------------------------------------------------


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("level", [0.5, 0.99])
def test_inference_by_its_formulas(intercept: bool, level: float) -> None:
    X, y = table(5, 12)
    solution = ds.solve(X, y, intercept=intercept)
    known = infer(solution, level=level)
    whole = np.column_stack([X, np.ones(12)]) if intercept else X
    p = whole.shape[1]
    b = np.linalg.lstsq(whole, y)[0]
    rss = float(np.sum((y - whole @ b) ** 2))
    about = y - y.mean() if intercept else y
    tss = float(about @ about)
    freedom = 12 - p
    error = np.sqrt(rss / freedom * np.linalg.inv(whole.T @ whole).diagonal())
    half = stats.t.ppf(0.5 + level / 2.0, freedom) * error
    np.testing.assert_allclose(known.std_error, error, rtol=1e-8)
    np.testing.assert_allclose(known.t, b / error, rtol=1e-8)
    np.testing.assert_allclose(known.p, 2.0 * stats.t.sf(np.abs(b / error), freedom), rtol=1e-7)
    np.testing.assert_allclose(known.ci_low, b - half, rtol=1e-7)
    np.testing.assert_allclose(known.ci_high, b + half, rtol=1e-7)
    r2 = 1.0 - rss / tss
    spare = 12 - intercept
    assert known.r2 == pytest.approx(r2, rel=1e-9)
    assert known.adjusted_r2 == pytest.approx(1.0 - (1.0 - r2) * spare / freedom, rel=1e-9)
    f = (tss - rss) / 3.0 / (rss / freedom)
    assert known.f == pytest.approx(f, rel=1e-8)
    assert known.f_p == pytest.approx(stats.f.sf(f, 3, freedom), rel=1e-7)
    assert known.degrees_of_freedom == freedom
    assert known.residual_std == pytest.approx(math.sqrt(rss / freedom), rel=1e-9)


def test_what_cannot_be_inferred_is_not_a_number() -> None:
    full = infer(ds.solve([[1.0], [2.0]], [1.0, 3.0]))
    assert np.isnan([full.residual_std, full.adjusted_r2, full.f, full.f_p]).all()
    assert np.isnan(full.p).all()
    assert full.r2 == pytest.approx(1.0)
    alone = infer(ds.solve(np.zeros((5, 1)), [1.0, 2.0, 3.0, 4.0, 6.0]))
    assert math.isnan(alone.f)
    constant = infer(ds.solve([[1.0], [2.0], [4.0]], [2.0, 2.0, 2.0]))
    assert math.isnan(constant.r2)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0.5, 2.25, "0.5 … 2.25"),
        (1000.0, 1001.0, "1000 … 1001"),
        (123456.0, 123457.0, "123456 … 123457"),
        (-1.23456789, 4.56789, "-1.235 … 4.568"),
        (2.0, 2.0, "2 … 2"),
        (0.123456789123, 0.12345679, "0.12345679 … 0.12345679"),
        (math.nan, 1.0, "—"),
    ],
)
def test_an_interval_shows_its_width(low: float, high: float, shown: str) -> None:
    known = infer(ds.solve([[1.0], [2.0], [4.0]], [1.0, 2.0, 3.5]))
    ends = {"ci_low": np.array([low, low]), "ci_high": np.array([high, high])}
    assert replace(known, **ends).cells[0][-1] == shown


def test_a_leverage_is_never_above_one() -> None:
    clipped = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(8, 3)) * 10.0 ** rng.uniform(-3.0, 3.0, 3)
        X[1:, 0] = X[1, 0]  # the first row alone tells the first slope
        y = rng.normal(size=8)
        leverage = influence(ds.solve(X, y), X, y).leverage
        assert leverage[0] == pytest.approx(1.0, abs=1e-9)
        assert leverage.max() <= 1.0
        assert leverage.sum() == pytest.approx(4.0, abs=1e-9)
        clipped += leverage[0] == 1.0
    assert clipped > 10  # rounding alone would have gone above


@pytest.mark.parametrize("moved", [0.005, 0.02])
def test_rows_of_other_data_are_told_by_a_hundredth_of_a_standard_error(moved: float) -> None:
    X, y = table(6)
    solution = ds.solve(X, y)
    assert solution.std_error is not None
    other = y + moved * solution.std_error[0] * X[:, 0]
    if moved < 0.01:
        assert influence(solution, X, other).leverage.sum() == pytest.approx(4.0)
    else:
        with pytest.raises(ds.DataError, match="not those of the solution"):
            influence(solution, X, other)


def test_a_fit_computes_the_norms_of_its_columns_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The raw norms once, and the centered ones for R² and for the sum of squares in JSON."""
    made: list[Moments] = []
    convert = Moments._in_user_units

    def counted(self: Moments, squares: np.ndarray) -> np.ndarray:
        made.append(self)
        return convert(self, squares)

    monkeypatch.setattr(Moments, "_in_user_units", counted)
    fit = ds.fit(*table())
    fit.to_dict()
    assert len(made) <= 3


@pytest.mark.parametrize("weights", [np.ones(12), np.repeat([1.0, 100.0], 6)])
def test_powers_of_one_column_are_rounded_together(weights: np.ndarray) -> None:
    x = np.arange(12.0) + 20.0
    y = x**2 + np.random.default_rng(0).normal(size=12)
    plain, weighted = (ds.fit(x, y, degree=3, weights=w) for w in (None, weights))
    assert plain.digits_warranted == digits_of_polynomial(plain.solution, x, y).min()
    assert weighted.digits_warranted == pytest.approx(plain.digits_warranted, abs=0.5)
    assert (weighted.digits_warranted == plain.digits_warranted) == (weights == 1).all()
