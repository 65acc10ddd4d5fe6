"""Estimators of penalized and generalized models: scikit-learn's objectives, certified."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import sparse
from sklearn import linear_model
from sklearn.utils.estimator_checks import check_estimator

import downslope as ds
from downslope import estimators
from downslope.estimators import CoefficientWarning
from sampling import sampled

NAMES = ("Ridge", "Lasso", "ElasticNet", "LogisticRegression", "PoissonRegressor")
# scikit-learn's Ridge has no iterations either where it solves by Cholesky.
EXPECTED = {"Ridge": {"check_non_transformer_estimators_n_iter": "a closed form has none"}}


def table(name: str, n: int = 200) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, 4)) + 2
    s = X @ [1, -0.5, 0, 0.2] - 1
    y = {
        "LogisticRegression": rng.uniform(size=n) < 1 / (1 + np.exp(-s)),
        "PoissonRegressor": rng.poisson(np.exp(0.3 * s)),
    }.get(name, s + rng.normal(size=n))
    return X, y, rng.uniform(0, 2, n)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_scikit_learns_contract(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check_estimator(
            getattr(estimators, name)(), expected_failed_checks=EXPECTED.get(name), on_skip=None
        )


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("intercept", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_the_objective_is_scikit_learns(name: str, intercept: bool, weighted: bool) -> None:
    X, y, weights = table(name)
    strength = {"C": 0.3} if name == "LogisticRegression" else {"alpha": 0.1}
    how = {"fit_intercept": intercept, **strength}
    ours = getattr(estimators, name)(**how)
    theirs = getattr(linear_model, name)(tol=1e-11, max_iter=100_000, **how)
    for each in (ours, theirs):
        each.fit(X, y, weights if weighted else None)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, rtol=1e-5, atol=1e-6)
    assert ours.coef_.shape == theirs.coef_.shape
    assert np.shape(ours.intercept_) == np.shape(theirs.intercept_)
    assert ours.bound_ is not None
    assert ours.bound_.max() < 1e-14
    assert ours.score(X, y) == pytest.approx(theirs.score(X, y), rel=1e-5)
    np.testing.assert_allclose(ours.predict(X[:5]), theirs.predict(X[:5]), rtol=1e-4)


def test_three_classes_and_balanced_ones() -> None:
    X, s, weights = table("Ridge")
    y = np.digitize(s, [-1, 1])
    for how in ({}, {"class_weight": "balanced", "C": 0.1}):
        ours = estimators.LogisticRegression(**how).fit(X, y, weights)
        theirs = linear_model.LogisticRegression(tol=1e-11, max_iter=10_000, **how)
        theirs.fit(X, y, weights)
        np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-4, atol=1e-6)
        np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-5)
        assert ours.bound_.shape == (3, 5)


def test_without_a_penalty_there_are_standard_errors() -> None:
    X, y, _ = table("LogisticRegression")
    fit = ds.fit(X, y, model="logistic")
    ours = estimators.LogisticRegression(C=np.inf).fit(X, y)
    np.testing.assert_allclose(ours.std_error_[0], fit.std_error, rtol=1e-12)
    np.testing.assert_allclose(ours.coef_[0], fit.coef, rtol=1e-13)
    assert estimators.LogisticRegression().fit(X, y).std_error_ is None


def test_zeros_of_the_lasso_are_proven() -> None:
    X, y, _ = table("Lasso")
    ours = estimators.Lasso(alpha=0.3).fit(X, y)
    np.testing.assert_array_equal(ours.proven_zero_, ours.coef_ == 0)
    assert ours.proven_zero_.any()
    assert 0 <= ours.dual_gap_ < 1e-12


def test_what_has_no_proof_is_left_to_scikit_learn() -> None:
    from scipy.sparse import csr_array

    X, y, _ = table("Ridge")
    for ours in (estimators.Ridge(positive=True), estimators.Lasso(alpha=0.1, positive=True)):
        assert ours.fit(X, y).bound_ is None
        assert (ours.coef_ >= 0).all()
    assert estimators.Ridge().fit(csr_array(X), y).bound_ is None
    sparse = estimators.LogisticRegression(l1_ratio=1.0, solver="saga", max_iter=5000, C=0.05)
    assert sparse.fit(X, y > 0).bound_ is None


def test_data_without_unique_weights_warn() -> None:
    x = np.linspace(-1, 1, 20)[:, np.newaxis]
    with pytest.warns(CoefficientWarning, match="separates the classes"):
        separable = estimators.LogisticRegression(C=np.inf).fit(x, x[:, 0] > 0)
    assert separable.bound_ is None
    assert separable.score(x, x[:, 0] > 0) == 1
    rng = np.random.default_rng(0)
    with pytest.warns(CoefficientWarning, match="depend on each other"):
        twice = estimators.PoissonRegressor(alpha=0).fit(np.hstack([x, x]), rng.poisson(2, 20))
    assert twice.bound_ is None
    with pytest.warns(CoefficientWarning, match="undetermined"):
        estimators.Lasso(alpha=0.01).fit(np.hstack([x, x]), x[:, 0] + 0.1 * rng.normal(size=20))


CROSS_VALIDATED = (
    ("LassoCV", {}),
    ("ElasticNetCV", {"l1_ratio": [0.3, 0.9], "alphas": 20}),
    ("LassoCV", {"alphas": [0.1, 1.0, 0.1, 0.01]}),
    ("LassoCV", {"fit_intercept": False, "cv": 3, "eps": 1e-2}),
)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(("name", "how"), CROSS_VALIDATED)
def test_the_choice_is_scikit_learns(name: str, how: dict[str, object], weighted: bool) -> None:
    X, y, weights = table("Lasso", 120)
    ours = getattr(estimators, name)(**how)
    theirs = getattr(linear_model, name)(tol=1e-11, max_iter=100_000, **how)
    for each in (ours, theirs):
        each.fit(X, y, weights if weighted else None)
    assert ours.mse_path_.shape == theirs.mse_path_.shape
    np.testing.assert_allclose(ours.mse_path_, theirs.mse_path_, rtol=1e-7)
    np.testing.assert_allclose(ours.alphas_, theirs.alphas_, rtol=1e-8)
    assert ours.alpha_ == pytest.approx(theirs.alpha_, rel=1e-8)
    assert getattr(ours, "l1_ratio_", None) == getattr(theirs, "l1_ratio_", None)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-6, atol=1e-8)
    assert ours.intercept_ == pytest.approx(theirs.intercept_, rel=1e-7, abs=1e-12)
    assert ours.bound_.shape == (4 + ours.fit_intercept,)
    assert ours.bound_.max() < 1e-9


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(["RidgeCV", "LassoCV", "ElasticNetCV"], 1, "contract"))
def test_scikit_learns_contract_of_cross_validation(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check_estimator(getattr(estimators, name)(), on_skip=None)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("how", [{}, {"cv": 4}, {"fit_intercept": False, "alphas": [0.01, 3.0]}])
def test_ridge_has_the_choice_of_scikit_learn_and_a_bound(
    how: dict[str, object], weighted: bool
) -> None:
    X, y, weights = table("Ridge", 120)
    for target in (y, np.column_stack([y, X[:, 0] - y])):
        ours, theirs = estimators.RidgeCV(**how), linear_model.RidgeCV(**how)
        for each in (ours, theirs):
            each.fit(X, target, weights if weighted else None)
        assert ours.alpha_ == theirs.alpha_
        assert ours.best_score_ == theirs.best_score_
        np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(ours.intercept_, theirs.intercept_, rtol=1e-9, atol=1e-12)
        assert ours.bound_.shape == (*ours.coef_.shape[:-1], 4 + ours.fit_intercept)
        assert 0 < ours.bound_.max() < 1e-12


@pytest.mark.parametrize("fit_intercept", [True, False])
def test_sparse_rows_keep_the_exact_weights_of_scikit_learn(fit_intercept: bool) -> None:
    """Its `Ridge` iterates on sparse rows, and stops far earlier."""
    X, y, _ = table("Ridge", 30)
    rows = sparse.csr_matrix(X * (X > 2))
    ours = estimators.RidgeCV([1e-6, 1.0], fit_intercept=fit_intercept).fit(rows, y)
    theirs = linear_model.RidgeCV([1e-6, 1.0], fit_intercept=fit_intercept).fit(rows, y)
    np.testing.assert_array_equal(ours.coef_, theirs.coef_)
    assert ours.intercept_ == theirs.intercept_
    assert ours.bound_ is None


@pytest.mark.parametrize("name", ["LassoCV", "ElasticNetCV"])
def test_an_alpha_that_is_text_is_refused_as_there(name: str) -> None:
    X, y, _ = table("Lasso", 30)
    for module in (estimators, linear_model):
        with pytest.raises(TypeError, match=r"alphas\[2\] must be an instance of float, not str"):
            getattr(module, name)(alphas=(1, 1.0, "1")).fit(X, y)


def test_folds_that_overlap_are_left_to_scikit_learn() -> None:
    from sklearn.model_selection import ShuffleSplit

    X, y, _ = table("Lasso", 80)
    ours = estimators.LassoCV(cv=ShuffleSplit(3, random_state=0)).fit(X, y)
    theirs = linear_model.LassoCV(cv=ShuffleSplit(3, random_state=0)).fit(X, y)
    assert ours.bound_ is None
    assert ours.alpha_ == theirs.alpha_
