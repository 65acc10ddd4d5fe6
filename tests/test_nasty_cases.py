"""Fifteen cases on which common libraries fail, each with what must happen instead.

Numbers in parentheses are the issues where the failure was reported.
"""

from fractions import Fraction

import numpy as np
import pytest
from scipy import sparse

from downslope.errors import DataError
from downslope.fitting.ladder import solve
from downslope.fitting.solution import Outcome
from exact_rational import exact_weights
from nist import Problem


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def nearest(X, y, **options):
    return [float(w) for w in exact_weights(X, y, **options)]


@pytest.mark.parametrize("factor", [1e-7, 1e-16])
def test_1_a_tiny_column_changes_nothing_but_its_own_weight(rng, factor):
    X = rng.standard_normal((200, 2))
    y = X @ [1.0, 1.0] + 0.01 * rng.standard_normal(200)
    plain = solve(X, y)
    scaled = solve(X * [1.0, factor], y)
    units = np.array([1.0, factor, 1.0])
    assert np.all(abs(scaled.weights * units - plain.weights) <= scaled.bound * units + plain.bound)
    np.testing.assert_allclose(scaled.std_error * units, plain.std_error, rtol=1e-7)
    assert scaled.rank == 3


@pytest.mark.parametrize("ticks", [1.0, 1e9])  # seconds, nanoseconds (numpy 5702, statsmodels 9258)
def test_2_timestamps(rng, ticks):
    t = (1.7e9 + 60.0 * np.arange(200.0)) * ticks
    y = 1e-3 * (t / ticks - 1.7e9) + 5.0 + 0.01 * rng.standard_normal(200)
    answer = solve(t, y, accuracy="full")
    assert answer.weights.tolist() == nearest(t[:, np.newaxis], y)
    assert min(solve(t, y).digits) > 6.0


def test_3_a_large_offset(rng):
    x = 1e12 + rng.standard_normal(100)
    y = rng.standard_normal(100)
    answer = solve(x, y, accuracy="full")
    assert answer.weights.tolist() == nearest(x[:, np.newaxis], y)


def test_4_filip_is_solved_and_says_what_its_data_warrant():
    problem = Problem.load("Filip")
    answer = solve(*problem.float64(), accuracy="full")
    assert answer.rank == 11
    assert answer.weights.tolist() == [float(v) for v in problem.values("exact_float64_matrix")]
    assert min(answer.digits_warranted) == pytest.approx(7.6, abs=0.3)
    assert [f.code for f in answer.findings] == ["nearly_dependent_columns"]


def test_5_a_poor_fit_is_solved_all_the_same():
    problem = Problem.load("Wampler5")
    answer = solve(*problem.float64(), accuracy="full")
    assert 1.0 - answer.rss / answer.tss == pytest.approx(0.00224, rel=0.01)
    assert answer.weights.tolist() == [1.0] * 6


def test_6_a_shifted_duplicate_is_named(rng):  # scikit-learn 9073
    X = rng.random((300, 3))
    X = np.column_stack([X, X[:, 2] + 2.0])
    y = rng.random(300)
    answer = solve(X, y, names=["a", "b", "c", "d"])
    assert (answer.rank, answer.outcome) == (4, Outcome.MINIMUM_NORM)
    (finding,) = answer.findings
    assert finding.code == "dependent_columns"
    assert "'d' = 'c' + 2" in finding.evidence or "'c' = 'd' − 2" in finding.evidence
    design = np.column_stack([X, np.ones(300)])
    np.testing.assert_allclose(answer.weights, np.linalg.pinv(design) @ y, rtol=1e-9)


def test_7_one_hot_columns_beside_an_intercept(rng):
    X = np.eye(4)[rng.integers(0, 4, 200)]
    answer = solve(X, rng.random(200), names=["north", "east", "south", "west"])
    (finding,) = answer.findings
    assert set(finding.columns) == {"north", "east", "south", "west"}
    assert finding.evidence.count("−") == 3
    assert " + 1, " in finding.evidence


@pytest.mark.parametrize("noise", [1e-13, 1e-15])
def test_8_a_nearly_equal_column_keeps_its_rank_and_warns(rng, noise):
    X = rng.random((200, 3))
    X = np.column_stack([X, X[:, 0] + noise * rng.standard_normal(200)])
    y = rng.random(200)
    answer = solve(X, y, accuracy="full")
    assert answer.rank == 5
    (finding,) = answer.findings
    assert finding.code == "nearly_dependent_columns"
    assert set(finding.columns) == {"x1", "x4"}
    assert answer.weights.tolist() == nearest(X, y)


def test_9_moving_averages_of_one_series(rng):  # scipy 18615
    series = rng.normal(10.0, 1.0, 1000)
    columns = [_moving_average(series, mass) for mass in range(100)]
    y = rng.normal(10.0, 1.0, 1000)
    answer = solve(np.column_stack(columns), y, intercept=False)
    assert 25 <= answer.rank <= 35
    assert 0.0 <= 1.0 - answer.rss / np.sum((y - y.mean()) ** 2) <= 0.1
    assert len(answer.findings) == 100 - answer.rank


@pytest.mark.parametrize("scale", [2.0**664, 2.0**-664])  # 1e±200, without rounding
@pytest.mark.parametrize("accuracy", ["standard", "full"])
def test_10_extreme_scales(rng, scale, accuracy):
    X = rng.standard_normal((50, 2))
    y = X @ [1.0, 2.0] + 0.1 * rng.standard_normal(50)
    plain, scaled = solve(X, y, accuracy=accuracy), solve(X * scale, y * scale, accuracy=accuracy)
    assert np.all(abs(scaled.coef - plain.coef) <= scaled.bound[:2] + plain.bound[:2])
    error = abs(scaled.intercept / scale - plain.intercept)
    assert error <= scaled.bound[2] / scale + plain.bound[2]
    np.testing.assert_allclose(scaled.std_error[:2], plain.std_error[:2], rtol=1e-7)
    np.testing.assert_allclose(scaled.condition_number, plain.condition_number, rtol=1e-7)
    np.testing.assert_allclose(scaled.digits_warranted, plain.digits_warranted, atol=0.01)
    double = np.column_stack([X, 2.0 * X[:, 0]]) * scale
    assert solve(double, y * scale).rank == 3


@pytest.mark.parametrize(("value", "shown"), [(np.nan, "missing"), (np.inf, "inf")])
@pytest.mark.parametrize(
    ("n", "method"),
    [(10, "auto"), (30_000, "auto"), *((10, m) for m in ("exact", "qr", "svd", "lsmr"))],
)
def test_11_what_is_not_finite_is_named(rng, value, shown, n, method):
    X = rng.random((n, 2))
    X[n - 3, 1] = value
    with pytest.raises(DataError, match=rf"Column 'b' has .*{shown}.* in row {n - 2}"):
        solve(X, rng.random(n), names=["a", "b"], method=method)
    y = rng.random(n)
    y[4] = value
    with pytest.raises(DataError, match=rf"Column 'y' has .*{shown}.* in row 5"):
        solve(rng.random((n, 2)), y, method=method)


def test_12_float32_is_solved_in_float64(rng):  # scikit-learn 23376, 33032
    X = (rng.random((50_000, 4)) * [1.0, 10.0, 100.0, 1000.0]).astype(np.float32)
    y = X.astype(np.float64) @ [1.0, 2.0, 3.0, 4.0]
    np.testing.assert_allclose(solve(X, y).coef, [1.0, 2.0, 3.0, 4.0], rtol=1e-11)
    assert solve(X, y).weights.tolist() == solve(X.astype(np.float64), y).weights.tolist()


@pytest.mark.parametrize("intercept", [True, False])
def test_13_sparse_and_dense_agree_on_a_square_system(rng, intercept):  # scikit-learn 30131
    X = rng.standard_normal((60, 60))
    y = rng.standard_normal(60)
    dense, thin = (solve(table, y, intercept=intercept) for table in (X, sparse.csr_array(X)))
    assert dense.weights.tolist() == thin.weights.tolist()
    assert dense.outcome is (Outcome.MINIMUM_NORM if intercept else Outcome.UNIQUE)


def test_14_zero_weights_are_dropped_rows(rng):  # scikit-learn 26164
    X, y, weights = rng.random((200, 3)), rng.random(200), rng.random(200)
    weights[::7] = 0.0
    used = weights > 0.0
    whole = solve(X, y, weights=weights)
    part = solve(X[used], y[used], weights=weights[used])
    assert whole.weights.tolist() == part.weights.tolist()
    assert whole.std_error.tolist() == part.std_error.tolist()
    assert whole.n == part.n == used.sum()


def test_15_a_constant_target_has_slopes_of_exactly_zero(rng):  # scipy 25339
    hours = np.array([*range(1778328000, 1778875200, 3600), *range(1779087600, 1780920000, 3600)])
    for X in (hours.astype(float), rng.random((500, 3))):
        for accuracy in ("standard", "full"):
            answer = solve(X, np.full(len(X), 66094598367756.0), accuracy=accuracy)
            assert not answer.coef.any()
            assert answer.intercept == 66094598367756.0


def _moving_average(series, mass):
    keep = 1.0 - 1.0 / (1.0 + mass)
    total = count = 0.0
    averages = []
    for value in series:
        total, count = total * keep + value, count * keep + 1.0
        averages.append(total / count)
    return averages


def test_the_reference_solver_is_right():
    X = np.array([[1.0], [2.0], [4.0]])
    assert exact_weights(X, [3.0, 5.0, 9.0]) == [Fraction(2), Fraction(1)]
