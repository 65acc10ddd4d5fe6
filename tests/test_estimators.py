"""The scikit-learn door: its contract, its answers where they are right, and ours where not."""

from __future__ import annotations

import pickle
import subprocess
import sys
import warnings
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pytest
from scipy import sparse
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LinearRegression as Theirs
from sklearn.linear_model import RANSACRegressor
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from sklearn.utils.estimator_checks import check_estimator

import downslope as ds
from downslope.estimators.gradient_descent_regressor import GradientDescentRegressor
from downslope.estimators.linear import CoefficientWarning, LinearRegression
from nist import NAMES, Problem, correct_digits
from regressions import table
from sampling import sampled

EPSILON = np.finfo(np.float64).eps


def tolerance(X):
    """scikit-learn's error: κ of the centred columns, and a margin for n and d."""
    return 100 * EPSILON * np.linalg.cond(X - X.mean(axis=0))


CHECKED = [
    LinearRegression(),
    LinearRegression(fit_intercept=False),
    LinearRegression(positive=True),
    LinearRegression(accuracy="full"),
    GradientDescentRegressor(),
    GradientDescentRegressor(batch_size=8, random_state=0),
    GradientDescentRegressor(rule="nesterov", standardize=False, fit_intercept=False),
]


@pytest.mark.parametrize("estimator", sampled(CHECKED, 3, "checks"), ids=repr)
@pytest.mark.filterwarnings("ignore")
def test_scikit_learns_checks_pass(estimator) -> None:
    results = check_estimator(estimator, on_skip=None)
    assert {result["status"] for result in results} <= {"passed", "skipped"}
    skipped = {result["check_name"] for result in results if result["status"] == "skipped"}
    assert skipped <= {"check_array_api_input"}  # needs SCIPY_ARRAY_API in the environment


# --- LinearRegression beside scikit-learn's -----------------------------------------------------


@pytest.mark.parametrize("fit_intercept", [True, False])
@pytest.mark.parametrize("k", [None, 1, 3])
@pytest.mark.parametrize("weighted", [False, True])
def test_attributes_are_scikit_learns(fit_intercept: bool, k: int | None, weighted: bool) -> None:
    X, y = table(k=k)
    weights = np.random.default_rng(1).uniform(0.5, 2.0, len(X)) if weighted else None
    ours = LinearRegression(fit_intercept=fit_intercept).fit(X, y, weights)
    theirs = Theirs(fit_intercept=fit_intercept).fit(X, y, weights)
    close = {"rtol": 0, "atol": 10 * tolerance(X)}
    for name in ("coef_", "intercept_", "singular_"):
        assert np.shape(getattr(ours, name)) == np.shape(getattr(theirs, name))
    assert isinstance(ours.intercept_, float) == (k is None or not fit_intercept)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, **close)
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, **close)
    np.testing.assert_allclose(ours.singular_, theirs.singular_, rtol=tolerance(X))
    np.testing.assert_allclose(ours.predict(X), theirs.predict(X), **close)
    assert ours.predict(X).shape == y.shape
    assert ours.rank_ == theirs.rank_
    assert ours.score(X, y, weights) == pytest.approx(theirs.score(X, y, weights))


@pytest.mark.parametrize("fit_intercept", [True, False])
@pytest.mark.parametrize("shape", [(8, 20), (5, 5), (1, 3), (2, 2)])
@pytest.mark.parametrize("weighted", [False, True])
def test_the_smallest_slopes_where_many_fit(fit_intercept, shape, weighted) -> None:
    """scikit-learn's minimum norm is that of the centred problem."""
    X, y = table(*shape)
    weights = np.arange(1.0, len(y) + 1) if weighted else None
    ours = LinearRegression(fit_intercept=fit_intercept).fit(X, y, weights)
    theirs = Theirs(fit_intercept=fit_intercept).fit(X, y, weights)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, rtol=1e-9, atol=1e-12)
    assert ours.rank_ == theirs.rank_
    assert ours.singular_.shape == theirs.singular_.shape


@pytest.mark.parametrize("container", [sparse.csr_array, sparse.csc_array, sparse.coo_array])
@pytest.mark.parametrize("fit_intercept", [True, False])
def test_sparse_is_dense(container, fit_intercept: bool) -> None:
    X, y = table(k=2)
    X[X < 0.5] = 0.0
    dense = LinearRegression(fit_intercept=fit_intercept).fit(X, y)
    thin = LinearRegression(fit_intercept=fit_intercept).fit(container(X), y)
    np.testing.assert_allclose(thin.coef_, dense.coef_, rtol=1e-9)
    np.testing.assert_allclose(thin.intercept_, dense.intercept_, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(thin.predict(container(X)), dense.predict(X), rtol=1e-12)


def test_wide_sparse_rows_have_the_smallest_slopes_too() -> None:
    """Too wide to be decomposed: by products with X alone."""
    rng = np.random.default_rng(0)
    X = sparse.random_array((30, 1500), density=0.05, rng=rng, format="csr")
    y = rng.normal(size=30) + 5.0
    ours, theirs = LinearRegression().fit(X, y), Theirs().fit(X.toarray(), y)
    assert ours.method_ == "lsmr"
    np.testing.assert_allclose(ours.coef_, theirs.coef_, atol=1e-9)
    assert ours.intercept_ == pytest.approx(theirs.intercept_, rel=1e-9)
    with pytest.raises(AttributeError, match="no singular values"):
        ours.singular_  # noqa: B018


@pytest.mark.parametrize("fit_intercept", [True, False])
def test_non_negative_slopes(fit_intercept: bool) -> None:
    X, y = table(k=2)
    weights = np.arange(1.0, len(y) + 1)
    ours = LinearRegression(fit_intercept=fit_intercept, positive=True).fit(X, y, weights)
    theirs = Theirs(fit_intercept=fit_intercept, positive=True).fit(X, y, weights)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, atol=10 * tolerance(X))
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, atol=10 * tolerance(X))
    assert (ours.coef_ == 0.0).any() == fit_intercept  # without one, no slope is at its limit
    assert ours.bound_ is None
    with pytest.raises(AttributeError, match="positive=True"):
        ours.condition_number_  # noqa: B018
    assert not hasattr(LinearRegression().fit(X, y).set_params(positive=True).fit(X, y), "rank_")


# --- where scikit-learn's is wrong --------------------------------------------------------------


def test_a_column_in_small_units_is_not_lost() -> None:
    X, y = table()
    reference = LinearRegression().fit(X, y)
    X[:, 1] *= 2.0**-24  # about 1e-7, and exact
    ours, theirs = LinearRegression().fit(X, y), Theirs().fit(X, y)
    np.testing.assert_allclose(ours.coef_[1] * 2.0**-24, reference.coef_[1], rtol=1e-12)
    np.testing.assert_allclose(ours.predict(X), reference.predict(X * [1, 2**24, 1, 1]), rtol=1e-12)
    assert ours.rank_ == 4
    assert theirs.rank_ == 3  # the column does not count
    assert ours.score(X, y) > theirs.score(X, y) + 1e-3


def fitted(estimator, problem: Problem):
    estimator.fit(*problem.float64())
    slopes = list(estimator.coef_)
    return [*slopes, estimator.intercept_] if problem.intercept else slopes


@pytest.mark.parametrize("name", NAMES)
def test_nist_problems(name: str) -> None:
    """Against the exact solutions for the float64 matrices."""
    problem = Problem.load(name)
    exact = problem.values("exact_float64_matrix")
    ours = LinearRegression(fit_intercept=problem.intercept)
    values = fitted(ours, problem)
    for value, truth, bound in zip(values, exact, ours.bound_, strict=True):
        assert abs(Fraction(value) - truth) <= Fraction(bound)
    ours.set_params(accuracy="full")
    assert fitted(ours, problem) == [float(truth) for truth in exact]


@pytest.mark.parametrize("name", ["Pontius", "Filip", "Wampler1", "Wampler2", "Wampler3"])
def test_scikit_learn_has_no_digit_where_we_have_all(name: str) -> None:
    problem = Problem.load(name)
    exact = problem.values("exact_float64_matrix")
    assert correct_digits(fitted(Theirs(), problem), exact) < 1.0
    assert correct_digits(fitted(LinearRegression(), problem), exact) > 6.0


def test_float32_is_computed_in_float64() -> None:
    X, y = table(n=500)
    X, y = X.astype(np.float32), y.astype(np.float32)
    ours, wide = LinearRegression().fit(X, y), LinearRegression().fit(X.astype(float), y)
    assert ours.coef_.dtype == np.float64
    np.testing.assert_allclose(ours.coef_, wide.coef_, rtol=1e-12)
    assert ours.predict(X).dtype == np.float64


# --- what scikit-learn's does not have ----------------------------------------------------------


def test_bounds_standard_errors_and_conditioning() -> None:
    X, y = table(k=3)
    ours = LinearRegression().fit(X, y)
    for target, solution in enumerate(ours.solutions_):
        alone = ds.solve(X, y[:, target])
        np.testing.assert_allclose(ours.coef_[target], alone.coef, rtol=1e-13)
        np.testing.assert_allclose(ours.bound_[target], alone.bound, rtol=0.1)
        np.testing.assert_allclose(ours.std_error_[target], alone.std_error)
        assert ds.infer(solution).t.shape == (5,)
    assert ours.condition_number_ == pytest.approx(ds.solve(X, y[:, 0]).condition_number)
    one = LinearRegression().fit(X, y[:, 0])
    assert one.bound_.shape == one.std_error_.shape == (5,)
    assert one.method_ == "cholesky"
    assert one.findings_ == ()


def test_all_targets_cost_one_factorisation_and_give_what_each_gives() -> None:
    X, y = table(k=3)
    together = LinearRegression().fit(X, y)
    for target in range(3):
        alone = LinearRegression().fit(X, y[:, target])
        np.testing.assert_allclose(together.coef_[target], alone.coef_, rtol=1e-13)
        assert together.intercept_[target] == pytest.approx(alone.intercept_, rel=1e-13)


def test_columns_that_repeat_others_are_named() -> None:
    X, y = table()
    frame = pd.DataFrame({"north": X[:, 0], "east": X[:, 1], "both": X[:, 0] + X[:, 1]})
    with pytest.warns(CoefficientWarning, match="only their combined effect"):
        ours = LinearRegression().fit(frame, y)
    theirs = Theirs().fit(frame, y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-9)
    assert ours.rank_ == theirs.rank_ == 2
    assert ours.findings_[0].code == "dependent_columns"
    assert set(ours.findings_[0].columns) == {"north", "east", "both"}
    # Only the intercept is the same in every solution.
    alone = LinearRegression().fit(frame[["north", "east"]], y)
    assert ours.bound_ is not None
    assert ours.std_error_ is not None
    assert np.isnan(ours.bound_[:3]).all()
    assert np.isnan(ours.std_error_[:3]).all()
    assert abs(ours.intercept_ - alone.intercept_) <= ours.bound_[3] + alone.bound_[2]
    assert ours.std_error_[3] == pytest.approx(alone.std_error_[2], rel=1e-9)
    assert ours.condition_number_ == np.inf


def test_a_constant_column_needs_no_warning() -> None:
    """It gets no weight, as in scikit-learn, and a finding."""
    X, y = table()
    X[:, 2] = 7.0
    ours = LinearRegression().fit(X, y)
    assert ours.coef_[2] == pytest.approx(0.0, abs=1e-12)
    assert ours.findings_[0].code == "constant_column"


# --- sample weights -----------------------------------------------------------------------------


@pytest.mark.parametrize("positive", [False, True])
def test_weights_count_rows(positive: bool) -> None:
    X, y = table()
    weights = np.random.default_rng(2).integers(0, 4, len(y))
    weighted = LinearRegression(positive=positive).fit(X, y, sample_weight=weights)
    repeated = LinearRegression(positive=positive).fit(X.repeat(weights, 0), y.repeat(weights))
    np.testing.assert_allclose(weighted.coef_, repeated.coef_, rtol=1e-11)
    assert weighted.intercept_ == pytest.approx(repeated.intercept_, rel=1e-11)


def test_weight_zero_leaves_the_row_out_whatever_it_holds() -> None:
    X, y = table()
    X[-1], y[-1] = 1e12, -1e12
    weights = np.append(np.ones(len(y) - 1), 0.0)
    weighted, without = (
        LinearRegression().fit(X, y, sample_weight=weights),
        LinearRegression().fit(X[:-1], y[:-1]),
    )
    np.testing.assert_allclose(weighted.coef_, without.coef_, rtol=1e-13)


def test_a_negative_weight_is_named() -> None:
    X, y = table()
    weights = np.ones(len(y))
    weights[4] = -2.0
    with pytest.raises(ds.DataError, match="weight of row 5 is -2"):
        LinearRegression().fit(X, y, sample_weight=weights)


# --- in company ---------------------------------------------------------------------------------


@pytest.mark.parametrize("library", [pd, pl])
def test_frames_in_and_out(library) -> None:
    X, y = table()
    names = ["a", "b", "c", "d"]
    frame = library.DataFrame(dict(zip(names, X.T, strict=True)))
    target = library.Series(values=y) if library is pl else library.Series(y)
    output = "pandas" if library is pd else "polars"
    for last in (LinearRegression(), GradientDescentRegressor()):
        model = make_pipeline(StandardScaler(), last).set_output(transform=output)
        model.fit(frame, target)
        assert list(last.feature_names_in_) == names
        assert last.n_features_in_ == 4
        np.testing.assert_allclose(
            model.predict(frame), Theirs().fit(X, y).predict(X), atol=0.1 * y.std()
        )


def test_they_survive_pickling_and_cloning() -> None:
    X, y = table()
    for model in (LinearRegression(accuracy="full"), GradientDescentRegressor(rule="momentum")):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(X, y)
        again = pickle.loads(pickle.dumps(model))
        np.testing.assert_array_equal(again.predict(X), model.predict(X))
        copy = clone(model)
        assert copy.get_params() == model.get_params()
        assert not hasattr(copy, "coef_")
    assert print_of(again.diagnosis_) == print_of(model.diagnosis_)


def print_of(diagnosis: ds.Diagnosis) -> str:
    return str(diagnosis).split("Or take the closed form")[0]


def test_pipelines_searches_and_other_estimators() -> None:
    X, y = table(n=90, d=2)
    search = GridSearchCV(
        make_pipeline(PolynomialFeatures(include_bias=False), LinearRegression()),
        {
            "polynomialfeatures__degree": [1, 2, 3],
            "linearregression__method": ["auto", "qr"],
        },
        cv=3,
    ).fit(X, y)
    assert search.best_score_ > 0.3
    mixed = make_pipeline(
        make_column_transformer((StandardScaler(), [0]), remainder="passthrough"),
        GradientDescentRegressor(),
    )
    assert cross_val_score(mixed, X, y, cv=3).min() > 0.3
    ransac = RANSACRegressor(LinearRegression(), random_state=0).fit(X, y)
    assert isinstance(ransac.estimator_, LinearRegression)


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "model", [LinearRegression(), LinearRegression(positive=True), GradientDescentRegressor()]
)
def test_what_is_not_finite_is_named(model) -> None:
    X, y = table()
    frame = pd.DataFrame(X, columns=["age", "height", "mass", "pulse"])
    holed = frame.copy()
    holed.loc[6, "mass"] = np.nan
    with pytest.raises(ds.DataError, match=r"'mass' has a missing value \(NaN\) in row 7"):
        model.fit(holed, y)
    with pytest.raises(ds.DataError, match="'x2' has inf in row 3"):
        model.fit(np.where(np.arange(240).reshape(60, 4) == 9, np.inf, X), y)
    with pytest.raises(ds.DataError, match="'y' has -inf in row 5"):
        model.fit(X, np.where(np.arange(60) == 4, -np.inf, y))
    model.fit(frame, y)
    with pytest.raises(ds.DataError, match=r"'mass' has a missing value \(NaN\) in row 7"):
        model.predict(holed)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (LinearRegression(method="choleski"), "did you mean 'cholesky'"),
        (LinearRegression(accuracy="perfect"), "choose from: standard, reproducible, full"),
        (GradientDescentRegressor(lr=-1.0), "give a positive number"),
        (GradientDescentRegressor(lr="fast"), "give a positive number"),
        (GradientDescentRegressor(rule="momentun"), "did you mean 'momentum'"),
        (GradientDescentRegressor(loss="mae"), "loss='mae'"),
        (GradientDescentRegressor(epochs=-1), "epochs=-1"),
        (GradientDescentRegressor(batch_size=0), "batch_size=0"),
        (GradientDescentRegressor(start=[1.0]), "give 5 finite numbers"),
    ],
    ids=repr,
)
def test_options_that_cannot_be_used(model, words: str) -> None:
    with pytest.raises(ds.OptionError, match=words):
        model.fit(*table())


def test_without_scikit_learn_one_line_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['sklearn'] = None\n"
        "import downslope\n"
        "try:\n    import downslope.estimators\n"
        "except downslope.MissingExtraError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == (
        "downslope.estimators needs scikit-learn: pip install 'downslope[sklearn]'\n"
    )
