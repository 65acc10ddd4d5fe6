"""Certified fits of other models: right to the last digit, and refused where nothing is best."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from mpmath import mp, mpf
from soak.model_fits import MODELS, digits, errors_of, existence

import downslope as ds
from downslope.cli import run
from downslope.fitting.model_fit import fit_model
from downslope.fitting.model_fit_result import ModelFit
from downslope.models.catalog import model_on
from downslope.models.score_model import ScoreModel
from downslope.numerics import doubledouble as dd
from downslope.solvers.active_set import feature_sign_search, minimize_sparse
from downslope.solvers.existence import no_optimum
from downslope.solvers.newton import minimize
from downslope.solvers.row_data import rows_in_memory
from sampling import sampled
from test_models import CONVEX, random_model


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", CONVEX)
def test_weights_are_right_to_twelve_digits_and_within_their_bounds(name: str, seed: int) -> None:
    model = random_model(name, seed, n=36)
    assert isinstance(model, ScoreModel)
    found = minimize(model)
    assert found.proven
    errors, sizes = errors_of(model, found.weights)
    assert (errors <= found.bound * (1 + 1e-9)).all()
    assert (errors <= 1e-12 * sizes).all()
    assert (found.bound <= 1e-11 * sizes).all()


@pytest.mark.parametrize("name", MODELS)
def test_a_sample_of_the_long_test_of_digits(name: str) -> None:
    assert [
        complaint for seed in sampled(range(5), 3, name) for complaint in digits(name, seed)
    ] == []


@pytest.mark.parametrize(
    ("name", "seed"), [("softmax", 28), ("softmax", 118), ("poisson", 99), ("poisson", 150)]
)
def test_nearly_dependent_columns_and_nearly_sure_predictions_are_proven(
    name: str, seed: int
) -> None:
    # Columns far from 0 without an intercept, or probabilities near 1: an error of every row's
    # curvature by the same share costs no digits along the flattest axis.
    assert digits(name, seed) == []


@pytest.mark.parametrize("name", ["logistic", "softmax", "poisson"])
def test_a_sample_of_the_long_test_of_existence(name: str) -> None:
    # Those of even numbers are without an optimum.
    seeds = sampled(range(0, 24, 2), 2, name) + sampled(range(1, 24, 2), 2, name)
    assert [complaint for seed in seeds for complaint in existence(name, seed)] == []


@pytest.mark.parametrize("name", ["logistic", "poisson", "huber", "ridge"])
def test_offsets_of_columns_cost_no_digits(name: str) -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=(60, 2))
    far = x * [1e-3, 1e3] + [1e6, -3e7]  # rounded here: what comes next is exact for these numbers
    s = x @ [1.0, -0.7] + 0.2
    y = {
        "logistic": rng.uniform(size=60) < 1 / (1 + np.exp(-s)),
        "poisson": rng.poisson(np.exp(s)),
    }.get(name, s + rng.normal(size=60))
    model = model_on(name, far, y, {"alpha": 1e-4 if name == "ridge" else None})
    assert isinstance(model, ScoreModel)
    found = minimize(model)
    errors, sizes = errors_of(model, found.weights)
    assert (errors <= found.bound * (1 + 1e-9)).all()
    assert (errors <= 1e-12 * sizes).all()


@pytest.mark.parametrize("name", CONVEX)
def test_gradients_in_float64_and_in_double_double_agree_within_their_bounds(name: str) -> None:
    model = random_model(name, 7, n=5000)  # several blocks
    assert isinstance(model, ScoreModel)
    data = rows_in_memory(model)
    v = 0.3 * np.random.default_rng(0).normal(size=data.problem.shape)
    sums = data.sums(v)
    precise, rounding = data.precise(v)
    off = np.abs(sums.gradient - precise)
    assert (off <= sums.rounding + rounding).all()
    assert (rounding <= 1e-4 * sums.rounding + 2e-16 * np.abs(precise)).all()
    # The bound in float64 is a bound, and not a guess a thousand times too large.
    assert sums.rounding.max() <= 1e-11 * np.abs(sums.gradient).max() + 1e-12


def test_a_large_fit_is_certified_without_double_double() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(220_000, 10))
    y = rng.uniform(size=len(X)) < 1 / (1 + np.exp(-X @ np.linspace(-1, 1, 10)))
    model = ds.Logistic(X, y)
    fast, full = minimize(model), minimize(model, full=True)
    assert not fast.precise
    assert full.precise
    assert fast.proven
    assert full.proven
    assert (np.abs(fast.weights - full.weights) <= fast.bound + full.bound).all()
    assert (fast.bound <= 1e-9 * np.abs(fast.weights)).all()
    assert (full.bound <= 1e-15 * np.abs(full.weights)).all()


def test_the_exponential_in_double_double() -> None:
    rng = np.random.default_rng(0)
    high = np.concatenate([rng.uniform(-600, 700, 300), rng.uniform(-1, 1, 300), [0.0, 1e-9]])
    low = high * rng.uniform(-1, 1, len(high)) * 2.0**-54
    a, b = dd.exponential((high, low))
    with mp.workdps(60):
        for h, rest, x, y in zip(high, low, a, b, strict=True):
            exact = mp.exp(mpf(float(h)) + mpf(float(rest)))
            assert abs((mpf(float(x)) + mpf(float(y))) / exact - 1) < mpf(2) ** -95


# --- the lasso and the elastic net -----------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "d", "rho"), [(60, 4, 0.2), (200, 20, 0.9), (40, 60, 0.3), (100, 1, 0.0)]
)
@pytest.mark.parametrize("l1_ratio", [1.0, 0.5, 0.0])
def test_sparse_weights_meet_the_optimality_conditions(
    n: int, d: int, rho: float, l1_ratio: float
) -> None:
    rng = np.random.default_rng(n + d)
    X = rng.normal(size=(n, d)) * math.sqrt(1 - rho) + rng.normal(size=(n, 1)) * math.sqrt(rho) + 3
    truth = np.where(rng.uniform(size=d) < 0.4, rng.normal(size=d), 0.0)
    y = X @ truth + rng.normal(size=n)
    alpha = 0.2
    model = ds.ElasticNet(X, y, alpha, l1_ratio) if l1_ratio < 1 else ds.Lasso(X, y, alpha)
    found = minimize_sparse(model)
    assert found.proven
    slopes = found.weights[:d]
    with mp.workdps(40):  # at 40 digits: the gradient is −penalty · sign, or below the penalty
        rows = [[mpf(float(v)) for v in row] for row in X]
        w = [mpf(float(v)) for v in found.weights]
        residuals = [
            mp.fdot(row, w[:d]) + w[d] - mpf(float(t)) for row, t in zip(rows, y, strict=True)
        ]
        for j in range(d):
            g = 2 * mp.fdot([row[j] for row in rows], residuals) / n + alpha * (1 - l1_ratio) * w[j]
            if found.zero[j]:
                assert slopes[j] == 0
                assert abs(g) < alpha * l1_ratio
            else:
                assert abs(float(g) + alpha * l1_ratio * np.sign(slopes[j])) < 1e-12
    assert found.gap <= 1e-12 * y.var()
    assert (found.bound[:d][~found.zero] <= 1e-12 * np.abs(slopes[~found.zero])).all()
    others = [model.loss(found.weights + 1e-4 * rng.normal(size=d + 1)) for _ in range(50)]
    assert min(others) > found.loss


def test_a_penalty_above_the_largest_gradient_leaves_only_the_intercept() -> None:
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(30, 3)), rng.normal(size=30) + 7
    most = np.abs(2 * (X - X.mean(axis=0)).T @ (y - y.mean())).max() / 30
    above, below = (minimize_sparse(ds.Lasso(X, y, most * share)) for share in (1.001, 0.999))
    assert above.zero.all()
    assert above.proven
    assert above.weights[-1] == pytest.approx(y.mean(), rel=1e-15)
    assert below.zero.sum() == 2


def test_a_repeated_column_has_no_proof_in_the_lasso_and_one_in_the_elastic_net() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(50, 1)), rng.normal(size=50)
    y = y + 2 * x[:, 0]
    lasso = fit_model(ds.Lasso(np.hstack([x, x]), y, 0.1))
    assert [finding.code for finding in lasso.findings] == ["not_unique"]
    assert np.isnan(lasso.bound).all()
    shared = fit_model(ds.ElasticNet(np.hstack([x, x]), y, 0.1, 0.5))
    assert np.isfinite(shared.bound).all()
    assert shared.coef[0] == pytest.approx(shared.coef[1], rel=1e-12)


def test_the_search_passes_through_zeros() -> None:
    rng = np.random.default_rng(0)
    for seed in range(200):
        rng = np.random.default_rng(seed)
        A = rng.normal(size=(6, 6)) @ np.diag(10 ** rng.uniform(-2, 0, 6))
        H, b, penalty = A.T @ A, 3 * rng.normal(size=6), rng.uniform(0.1, 1, 6)
        v, steps = feature_sign_search(H, b, penalty)
        gradient = H @ v - b
        assert (np.abs(gradient[v == 0]) <= penalty[v == 0] * (1 + 1e-8)).all()
        settled = gradient[v != 0] + penalty[v != 0] * np.sign(v[v != 0])
        np.testing.assert_allclose(settled, 0, atol=1e-7)
        assert steps < 100


# --- what has no best weights ----------------------------------------------------------------


@pytest.mark.parametrize("seed", [*sampled(range(0, 40, 2), 6), *sampled(range(1, 40, 2), 6)])
def test_separable_classes_are_found_and_no_others(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(12, 60)), int(rng.integers(1, 4))
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-2, 2, d) + rng.normal(size=d)
    s = (X - X.mean(axis=0)) / X.std(axis=0) @ rng.normal(size=d) + 0.2
    separable = seed % 2 == 0
    y = s > np.median(s) if separable else rng.uniform(size=n) < 1 / (1 + np.exp(-s))
    if y.all() or not y.any():
        pytest.skip("one class")
    model = ds.Logistic(X, y)
    proven, finding = minimize(model).proven, no_optimum(model)
    assert proven == (finding is None)  # the two proofs never contradict each other
    if separable:
        assert finding is not None
        with pytest.raises(ds.DataError, match="separates the classes"):
            fit_model(model)
        assert np.isfinite(fit_model(ds.Logistic(X, y, alpha=0.01)).bound).all()


@pytest.mark.parametrize(
    ("x", "y", "says"),
    [
        ([1, 2, 3, 4], ["a", "a", "b", "b"], "x of 3 or more is b, and every row with less is a"),
        ([1, 2, 3, 4], ["b", "b", "a", "a"], "x of 3 or more is a, and every row with less is b"),
        ([1, 2, 2, 4], ["a", "a", "b", "b"], "x above 2 is b, and every row with less is a"),
        ([0, 0, 0, 1], ["a", "b", "a", "b"], r"every row with x above 0 is b\. The loss"),
        ([0, 1, 1, 1], ["a", "b", "a", "b"], r"every row with x below 1 is a\. The loss"),
    ],
)
def test_the_separating_column_is_named_with_its_cut(x: list, y: list, says: str) -> None:
    with pytest.raises(ds.DataError, match=says):
        fit_model(ds.Logistic(np.array(x, float), y, names=["x"]))


def test_counts_without_a_finite_weight() -> None:
    rng = np.random.default_rng(0)
    group = rng.integers(0, 2, 50)
    y = rng.poisson(3.0, 50) * (group == 0)
    X = np.column_stack([rng.normal(size=50), group])
    with pytest.raises(ds.DataError, match="rows that 'closed' sets apart have count 0"):
        fit_model(ds.Poisson(X, y, names=["x", "closed"]))
    y[np.argmax(group)] = 1
    assert np.isfinite(fit_model(ds.Poisson(X, y)).bound).all()
    with pytest.raises(ds.DataError, match="count 0"):
        fit_model(ds.Poisson(X[:, :1], np.zeros(50)))


def test_three_separable_classes() -> None:
    x = np.linspace(-1, 1, 30)
    cut = np.digitize(x, [-0.4, 0.4])
    with pytest.raises(ds.DataError, match="separates the classes"):
        fit_model(ds.Softmax(x, cut))
    cut[[3, 12, 25]] = 1, 2, 0
    assert np.isfinite(fit_model(ds.Softmax(x, cut)).bound).all()


def test_columns_that_determine_no_weight() -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 2)), rng.integers(0, 2, 40)
    with pytest.raises(ds.DataError, match="x1, x3 depend on each other"):
        fit_model(ds.Logistic(np.column_stack([X, 2 * X[:, 0]]), y))
    with pytest.raises(ds.DataError, match="'x3' is constant"):
        fit_model(ds.Logistic(np.column_stack([X, np.full(40, 0.1)]), y))
    with pytest.raises(ds.OptionError, match="network has no single best fit"):
        fit_model(ds.Network(X, y))
    with pytest.raises(ds.OptionError, match=r"delta=2\.0 is not an option of ridge"):
        model_on("ridge", X, y, {"delta": 2.0})
    with pytest.raises(ds.OptionError, match="did you mean 'logistic'"):
        model_on("logistics", X, y, {})


@pytest.mark.parametrize(
    ("given", "labels", "says"),
    [
        ("logistic", "aaabbb", "Give a penalty, such as --alpha 0.01"),
        ("logistic", "abcabc", "use Softmax (--model softmax)"),
        ("logistic", "aaaaaa", "has only the class 'a': give rows of two classes or more"),
        ("softmax --drop-missing", "dddddc", "y has only one class, d: give rows of two"),
        ("huber --delta 1e-9", "012453", "Give a larger --delta"),
        ("network", "012453", "--model network has many minima"),
        ("elastic-net --l1-ratio 2", "012453", "--l1-ratio 2.0 cannot be used"),
    ],
)
def test_a_refusal_names_options_as_they_are_typed_and_classes_as_they_are_written(
    given: str, labels: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = ["1", "2", "3", "4", "5", "" if "missing" in given else "6"]
    rows = zip(values, labels, strict=True)
    path = tmp_path / "d.csv"
    path.write_text("x,y\n" + "\n".join(map(",".join, rows)) + "\n")
    # Two rows within delta are a fit, with a finding.
    code = run(["fit", str(path), "-t", "y", "--model", *given.split()])
    assert code == (0 if "huber" in given else 2)
    printed = " ".join("".join(capsys.readouterr()).split())
    assert says in printed
    assert "A penalty moves" not in printed


# --- what theory says ------------------------------------------------------------------------


def logistic_example() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(400, 3))
    y = rng.uniform(size=400) < 1 / (1 + np.exp(-(X @ [1, -0.5, 0.2] + 0.3)))
    return X, y


def test_standard_errors_and_likelihoods_of_the_textbook() -> None:
    X, y = logistic_example()
    fit = fit_model(ds.Logistic(X, y))
    X_b = np.column_stack([X, np.ones(len(X))])
    p = 1 / (1 + np.exp(-X_b @ fit.weights))
    information = X_b.T @ (X_b * (p * (1 - p))[:, None])
    np.testing.assert_allclose(fit.std_error, np.sqrt(np.diag(np.linalg.inv(information))))
    likelihood = np.log(np.where(y, p, 1 - p)).sum()
    assert fit.log_likelihood == pytest.approx(likelihood, rel=1e-12)
    share = y.mean()
    null = len(y) * (share * math.log(share) + (1 - share) * math.log(1 - share))
    assert fit.pseudo_r2 == pytest.approx(1 - likelihood / null, rel=1e-12)
    assert fit.aic == pytest.approx(8 - 2 * likelihood, rel=1e-12)
    assert fit.deviance == pytest.approx(-2 * likelihood, rel=1e-12)
    half = 1.959963984540054 * fit.std_error
    np.testing.assert_allclose(fit.ci_high - fit.weights, half, rtol=1e-9)


# Spector and Mazzeo (1980), from statsmodels: GPA, TUCE, PSI, and whether the grade was an A.
SPECTOR = """
2.66 20 0 0, 2.89 22 0 0, 3.28 24 0 0, 2.92 12 0 0, 4 21 0 1, 2.86 17 0 0, 2.76 17 0 0, 2.87 21 0 0,
3.03 25 0 0, 3.92 29 0 1, 2.63 20 0 0, 3.32 23 0 0, 3.57 23 0 0, 3.26 25 0 1, 3.53 26 0 0,
2.74 19 0 0, 2.75 25 0 0, 2.83 19 0 0, 3.12 23 1 0, 3.16 25 1 1, 2.06 22 1 0, 3.62 28 1 1,
2.89 14 1 0, 3.51 26 1 0, 3.54 24 1 1, 2.83 27 1 1, 3.39 17 1 1, 2.67 24 1 0, 3.65 21 1 1,
4 23 1 1, 3.1 21 1 0, 2.39 19 1 1
"""


def test_statsmodels_own_example_of_a_logistic_regression() -> None:
    """statsmodels 0.15: Logit(...).fit(method="newton", tol=1e-14) on spector."""
    rows = np.array([[float(each) for each in row.split()] for row in SPECTOR.split(",")])
    fit = fit_model(ds.Logistic(rows[:, :3], rows[:, 3]))
    weights = [2.8261125948893238, 0.09515766131790937, 2.378687655093355, -13.021346858115702]
    errors = [1.2629410756290882, 0.14155420567369417, 1.0645642544971334, 4.931324213602752]
    np.testing.assert_allclose(fit.weights, weights, rtol=1e-14)
    np.testing.assert_allclose(fit.std_error, errors, rtol=1e-12)
    found = (fit.log_likelihood, fit.null_log_likelihood, fit.aic, fit.pseudo_r2)
    expected = (-12.889634222131418, -20.591729696634204, 33.77926844426284, 0.37403829537261857)
    np.testing.assert_allclose(found, expected, rtol=1e-11)


def test_two_classes_by_softmax_are_logistic_regression() -> None:
    X, y = logistic_example()
    one, two = fit_model(ds.Logistic(X, y)), fit_model(ds.Softmax(X, y))
    np.testing.assert_allclose(two.weights[1] - two.weights[0], one.weights, rtol=1e-13)
    assert two.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-12)
    assert two.aic == pytest.approx(one.aic, rel=1e-12)
    np.testing.assert_allclose(two.std_error[1] * 2, one.std_error, rtol=1e-9)
    np.testing.assert_allclose(two.mean(X)[:, 1], one.mean(X), rtol=1e-12)
    np.testing.assert_array_equal(two.predict(X), one.predict(X))


def test_errors_of_huber_cover_the_truth() -> None:
    rng = np.random.default_rng(0)
    covered = []
    for _ in range(150):
        x = rng.normal(size=80)
        fit = fit_model(ds.Huber(x, 2 * x + rng.standard_t(2, 80)))
        covered.append(fit.ci_low[0] < 2 < fit.ci_high[0])
    assert 0.90 < np.mean(covered) < 0.99


@pytest.mark.parametrize("delta", [0.1, 1e-3, 1e-6])
def test_few_rows_within_delta_give_no_errors(delta: float) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(30, 2))
    y = x.sum(axis=1) + rng.normal(size=30)
    fit = fit_model(ds.Huber(x, y, delta=delta))
    inside = np.abs(y - x @ fit.coef - fit.intercept) < delta
    assert inside.sum() < 15
    assert np.isfinite(fit.bound).all()
    assert np.isnan(fit.std_error).all()
    assert [found.code for found in fit.findings] == ["few_rows_inside"]
    assert f"About {inside.sum()} of 30 residuals" in str(fit.findings[0])


@pytest.mark.parametrize("delta", [1e-12, 1e-100, 1e-300])
def test_a_delta_that_no_residual_is_within_is_not_blamed_on_columns(delta: float) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(30, 2))
    model = ds.Huber(x, x.sum(axis=1) + rng.normal(size=30), delta=delta)
    with pytest.raises(ds.DataError, match=r"Only about 0 of 30 .* give a larger delta"):
        fit_model(model)
    with pytest.raises(ds.DataError, match="give a larger delta"):
        ds.diagnose(model)


def test_counts_of_zero_need_no_penalty_but_other_rows() -> None:
    x = np.arange(8.0)
    for alpha in (0.0, 0.1):
        with pytest.raises(ds.DataError, match="no finite weights") as refused:
            fit_model(ds.Poisson(x, np.zeros(8), alpha=alpha))
    assert "All counts are 0" in str(refused.value)
    assert "alpha" not in str(refused.value)


@pytest.mark.parametrize("seed", [21, 167, 187])
def test_weights_of_all_classes_add_up_to_zero(seed: int) -> None:
    assert digits("softmax", seed) == []


def test_reports_and_fields() -> None:
    X, y = logistic_example()
    fit = fit_model(ds.Logistic(X, y, names=["a", "b", "c"]), target="bought", source="shop.csv")
    text = repr(fit)
    assert text.startswith("bought  (shop.csv: 400 rows; logistic regression)")
    assert max(map(len, text.splitlines())) <= 79
    assert "odds ratio" in text
    assert "At least 15 digits of every weight are certified." in text
    fields = fit.to_dict()
    rows = fields["coefficients"]
    assert isinstance(rows, list)
    assert [row["name"] for row in rows] == ["a", "b", "c", "intercept"]
    assert rows[0]["odds_ratio"] == pytest.approx(math.exp(rows[0]["estimate"]))
    assert fields["classes"] == [False, True]
    lasso = fit_model(ds.Lasso(X, X[:, 0] + 0.1 * y, 1.0, names=["a", "b", "c"]))
    assert "Proven to be exactly 0: b, c." in repr(lasso)
    assert lasso.to_dict()["proven_zero"] == ["b", "c"]
    assert isinstance(fit, ModelFit)
    with pytest.raises(ds.DataError, match="2 columns but the fit has 3"):
        fit.predict(X[:, :2])


def test_a_frame_gives_its_columns_by_name() -> None:
    X, y = logistic_example()
    frame = pl.DataFrame({name: X[:, j] for j, name in enumerate("abc")} | {"t": y.astype(int)})
    fit = ds.fit(frame, "t", model="logistic")
    assert isinstance(fit, ModelFit)
    by_place = fit.mean(X)
    for rows in (frame, frame.select("c", "a", "b"), frame.to_pandas()):
        np.testing.assert_allclose(fit.mean(rows), by_place, rtol=1e-12)
        np.testing.assert_array_equal(fit.predict(rows), fit.predict(X))
    with pytest.raises(ds.DataError, match="X has no column 'b'"):
        fit.predict(frame.drop("b"))
    with pytest.raises(ds.DataError, match="read the file first"):
        fit.predict("new.csv")
    named = frame.with_columns(city=pl.Series(["x", "y"] * (len(X) // 2)))
    fit = ds.fit(named, "t", model="logistic", categorical=["city"])
    with pytest.raises(ds.DataError, match="'city=y', which is 1 where 'city' is 'y'"):
        fit.predict(named)


# --- `fit` on data of every type -------------------------------------------------------------


def shop(folder: Path) -> Path:
    """A file of 200 customers: a text class, a count, and a categorical column."""
    rng = np.random.default_rng(1)
    lines = ["price,age,member,bought,visits"]
    for _ in range(200):
        price, age, member = rng.uniform(5, 60), rng.integers(18, 80), rng.choice(["yes", "no"])
        s = 1 - 0.06 * price + 0.02 * age + 0.8 * (member == "yes")
        bought = "yes" if rng.uniform() < 1 / (1 + math.exp(-s)) else "no"
        lines.append(f"{price:.2f},{age},{member},{bought},{rng.poisson(math.exp(0.3 * s))}")
    file = folder / "shop.csv"
    file.write_text("\n".join(lines) + "\n")
    return file


def test_files_frames_and_arrays_have_the_same_fit(tmp_path: Path) -> None:
    import pandas as pd
    import polars as pl

    file = shop(tmp_path)
    frame = pl.read_csv(file)
    parquet = tmp_path / "shop.parquet"
    frame.write_parquet(parquet)
    chosen = ["price", "age"]
    arrays = ds.fit(
        frame.select(chosen).to_numpy(), frame["bought"].to_list(), chosen, model="logistic"
    )
    assert isinstance(arrays, ModelFit)
    for data in (file, parquet, frame, pd.read_csv(file)):
        fit = ds.fit(data, "bought", chosen, model="logistic")
        assert isinstance(fit, ModelFit)
        np.testing.assert_array_equal(fit.weights, arrays.weights)
        assert fit.to_dict()["classes"] == ["no", "yes"]
        assert fit.names == ("price", "age", "intercept")
    coded = frame.with_columns(pl.col("bought").eq("yes").cast(pl.Int8))
    numeric = ds.fit(coded, "bought", chosen, model="logistic")
    np.testing.assert_array_equal(numeric.weights, arrays.weights)


def test_categories_and_missing_rows_of_a_file(tmp_path: Path) -> None:
    file = shop(tmp_path)
    file.write_text(file.read_text() + "7.5,,no,yes,1\n")
    fit = ds.fit(
        file, "bought", ["price", "age", "member"], model="logistic",
        categorical=["member"], drop_missing=True,
    )  # fmt: skip
    assert fit.names == ("price", "age", "member=yes", "intercept")
    assert "1 incomplete row left out" in repr(fit)
    assert [finding.code for finding in fit.findings] == ["reference_level"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(shop(tmp_path))

    def printed(*options: str) -> tuple[int, str, str]:
        code = run(["fit", file, *options])
        out, err = capsys.readouterr()
        return code, out, err

    code, out, _ = printed(
        "-t", "visits", "--features", "price,age", "--model", "poisson", "--json"
    )
    assert code == 0
    assert json.loads(out)["coefficients"][0]["rate_ratio"] > 0
    code, out, _ = printed("-t", "bought", "--features", "price,age", "--model", "logistic")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "A positive weight raises the probability of bought = yes." in " ".join(out.split())
    code, out, _ = printed("-t", "visits", "--features", "price,age", "--model", "elastic-net")
    assert code == 0
    assert "The loss is the mse + alpha · (l1_ratio · ‖slopes‖₁ +" in " ".join(out.split())
    refused = {
        ("--alpha", "2"): "--alpha 2.0 does not apply to least squares",
        ("--model", "ridg"): "did you mean 'ridge'?",
        ("--model", "huber", "--delta", "0"): "--delta 0",
        ("--model", "lasso", "--alpha", "-1"): "--alpha -1",
        ("--model", "ridge", "--degree", "2"): "--degree applies to least squares only",
        ("--model", "ridge", "--collinearity"): "--collinearity applies to least squares only",
        ("--model", "logistic"): "classes, but logistic regression takes two",
        ("--model", "ridge", "--delta", "1"): "not an option of ridge",
        ("--model", "ridge", "--alpha", "1e300"): "give a number up to 1e+100",
        ("--model", "network"): "no certificate: train it instead",
    }
    for options, says in refused.items():
        code, out, err = printed("-t", "visits", "--features", "price,age", *options)
        assert (code, out) == (2, "")
        assert says in err
        assert err.count("\n") == 1
    code, _, err = printed("-t", "bought", "--features", "price,age", "--model", "poisson")
    assert code == 2
    assert "'bought'" in err


@pytest.mark.parametrize("scale", [1.0, 1e3, 1e5])
def test_the_interval_of_a_ratio_tells_its_ends_from_one_and_each_other(scale: float) -> None:
    X, y = logistic_example()
    fit = fit_model(ds.Logistic(X * scale, y, names=["a", "b", "c"]), target="bought")
    of_ratio = fit.headings.index("odds ratio")
    for line, ends in zip(fit.cells, np.c_[fit.ci_low, fit.ci_high], strict=True):
        low, high = map(float, line[of_ratio + 1].split(" … "))
        assert low < float(line[of_ratio]) < high
        assert [np.sign(low - 1), np.sign(high - 1)] == np.sign(ends).tolist()


@pytest.mark.parametrize("engine", [None, "threads"])
@pytest.mark.parametrize("intercept", [True, False])
def test_a_share_of_squares_is_about_the_mean_only_with_an_intercept(
    intercept: bool, engine: str | None
) -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=50)
    y = 3.0 * x + 1000.0 + rng.normal(size=50)
    data = pl.DataFrame({"x": x, "y": y})
    fit = ds.fit(data, "y", model="huber", intercept=intercept, engine=engine)
    assert isinstance(fit, ModelFit)
    residuals = y - fit.predict(data)
    total = np.square(y - y.mean() if intercept else y).sum()
    assert fit.r2 == pytest.approx(1.0 - residuals @ residuals / total, rel=1e-9)
