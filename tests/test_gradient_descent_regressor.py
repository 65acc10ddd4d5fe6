"""`GradientDescentRegressor`: its rate, its history, its reports, batches, and runs that go on."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

import downslope as ds
from downslope.diagnosis.advice import advised_batch_rate
from downslope.estimators.gradient_descent_regressor import GradientDescentRegressor
from downslope.estimators.linear import LinearRegression
from regressions import table


@pytest.mark.parametrize("rule", ["gd", "momentum", "nesterov"])
@pytest.mark.parametrize("loss", ["mse", "half-mse", "sse", "half-sse"])
def test_the_advised_rate_arrives(rule: str, loss: str) -> None:
    X, y = table()
    X *= [1.0, 100.0, 1e-3, 1.0]
    ours = GradientDescentRegressor(rule=rule, loss=loss, epochs=400).fit(X, y)
    best = LinearRegression().fit(X, y)
    errors = np.append(ours.coef_ - best.coef_, ours.intercept_ - best.intercept_)
    assert ours.diagnosis_.status == "converged"
    assert (np.abs(errors) <= np.maximum(5e-4 * np.abs(best.coef_).max(), best.std_error_)).all()
    assert 0 < ours.lr_ < ours.lr_limit_


def test_the_history_is_that_of_the_loop() -> None:
    X, y = table()
    ours = GradientDescentRegressor(0.02, standardize=False, epochs=30)
    with pytest.warns(ConvergenceWarning):
        ours.fit(X, y)
    steps = zip(range(31), ds.descend(ds.LeastSquares(X, y), 0.02), strict=False)
    losses, weights = zip(*[(step.loss, step.weights) for _, step in steps], strict=True)
    np.testing.assert_array_equal(ours.history_, losses)
    np.testing.assert_array_equal([*ours.coef_, ours.intercept_], weights[-1])
    assert ours.n_iter_ == 30
    assert ours.lr_ == 0.02


def test_divergence_is_explained() -> None:
    X, y = table()
    model = GradientDescentRegressor(5.0, standardize=False)
    with pytest.warns(ConvergenceWarning, match="above the limit for these data") as caught:
        model.fit(X, y)
    message = str(caught[0].message)
    assert message.startswith("Gradient descent diverged. lr=5 is above the limit")
    assert "epochs=" in message
    assert f"lr={model.diagnosis_.advice[0].lr:g}" in message
    with warnings.catch_warnings():  # and the advice is right
        warnings.simplefilter("error")
        advice = model.diagnosis_.advice[0]
        model.set_params(lr=advice.lr, epochs=advice.epochs, standardize=advice.standardize)
        model.fit(X, y)


def test_a_run_that_overflows_stops_and_predicts_in_silence() -> None:
    X, y = table()
    model = GradientDescentRegressor(1e6, standardize=False, epochs=10_000)
    with pytest.warns(ConvergenceWarning, match="diverged"):
        model.fit(X, y)
    assert model.n_iter_ < 100
    assert len(model.history_) == model.n_iter_ + 1
    assert model.history_[-1] == np.inf
    assert not np.isfinite(model.predict(1e200 * X)).any()


def test_too_few_epochs_are_explained() -> None:
    X, y = table()
    with pytest.warns(ConvergenceWarning, match="has not converged.* rate: lr=.*epochs=") as w:
        GradientDescentRegressor(0.01, epochs=5).fit(X, y)
    assert len(w) == 1


def test_batches() -> None:
    X, y = table(n=203)
    first = GradientDescentRegressor(batch_size=20, random_state=0).fit(X, y)
    again = GradientDescentRegressor(batch_size=20, random_state=0).fit(X, y)
    other = GradientDescentRegressor(batch_size=20, random_state=1).fit(X, y)
    np.testing.assert_array_equal(first.coef_, again.coef_)
    assert (first.coef_ != other.coef_).any()
    assert first.history_[-1] <= 1.01 * first.diagnosis_.min_loss


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("batch_size", [1, 7, 32, 1000])
@pytest.mark.parametrize("rule", ["gd", "momentum", "nesterov"])
def test_the_batch_rate_does_not_diverge_however_uneven_the_rows(seed, batch_size, rule) -> None:
    rng = np.random.default_rng(seed)
    X = rng.standard_t(2, size=(100, 3)) * [1.0, 10.0, 0.1]
    problem = ds.LeastSquares(X, X.sum(axis=1) + rng.normal(size=100))
    rate = advised_batch_rate(problem, batch_size, rule)
    steps = ds.descend(problem, rate, rule=rule, batch_size=batch_size)
    losses = [step.loss for _, step in zip(range(60), steps, strict=False)]
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("loss", ["mse", "half-mse", "sse", "half-sse"])
@pytest.mark.parametrize(("n", "batch_size"), [(2001, 1000), (2000, 1000), (1999, 1000), (50, 100)])
def test_full_and_leftover_batches_bear_the_rate_in_every_loss(loss, n, batch_size) -> None:
    rng = np.random.default_rng(n)
    X = rng.normal(size=(n, 3)) + 1.0
    problem = ds.LeastSquares(X, X.sum(axis=1) + rng.normal(size=n), loss=loss)
    rate = advised_batch_rate(problem, batch_size)
    steps = ds.descend(problem, rate, batch_size=batch_size)
    losses = [step.loss for _, step in zip(range(30), steps, strict=False)]
    assert losses[-1] < losses[0]


def test_batches_that_diverge_where_the_whole_would_not() -> None:
    X, y = table(n=100)
    X[0] *= 30.0
    limit = GradientDescentRegressor(standardize=False, epochs=0, lr=1e-6)
    with pytest.warns(ConvergenceWarning):
        limit.fit(X, y)
    model = GradientDescentRegressor(
        0.5 * limit.lr_limit_, standardize=False, batch_size=1, random_state=0
    )
    with pytest.warns(ConvergenceWarning, match="too high for batches of 1 row"):
        model.fit(X, y)


@pytest.mark.parametrize("loss", ["mse", "half-mse", "sse", "half-sse"])
def test_the_rate_of_batches_is_chosen_for_them_and_judged_by_what_was_seen(loss) -> None:
    X, y = table(n=203)
    model = GradientDescentRegressor(batch_size=20, loss=loss, random_state=0).fit(X, y)
    problem = ds.LeastSquares(X, y, loss=loss).standardized()
    assert model.lr_ == advised_batch_rate(problem, 20)


def test_batches_that_have_not_arrived() -> None:
    X, y = table()
    with pytest.warns(ConvergenceWarning, match="in batches of 10 the loss is"):
        GradientDescentRegressor(1e-4, batch_size=10, epochs=2, random_state=0).fit(X, y)


def test_partial_fit_goes_on() -> None:
    """Ten epochs are ten calls, for plain gradient descent."""
    X, y = table()
    whole = GradientDescentRegressor(0.1, epochs=10)
    with pytest.warns(ConvergenceWarning):
        whole.fit(X, y)
    parts = GradientDescentRegressor(0.1)
    for _ in range(10):
        parts.partial_fit(X, y)
    np.testing.assert_allclose(parts.coef_, whole.coef_, rtol=1e-12)
    np.testing.assert_allclose(parts.history_, whole.history_, rtol=1e-12)
    assert parts.n_iter_ == 10


def test_partial_fit_over_chunks_learns() -> None:
    X, y = table(n=2000)
    model = GradientDescentRegressor()
    for start in [*range(0, 2000, 200)] * 3:
        model.partial_fit(X[start : start + 200], y[start : start + 200])
    best = LinearRegression().fit(X, y)
    assert model.score(X, y) > best.score(X, y) - 0.01
    with pytest.warns(ConvergenceWarning, match="diverged"):
        model.set_params(lr=10.0).partial_fit(X, y)


def test_warm_start_and_start() -> None:
    X, y = table()
    best = LinearRegression().fit(X, y)
    weights = np.append(best.coef_, best.intercept_)
    told = GradientDescentRegressor(start=weights, epochs=0).fit(X, y)
    np.testing.assert_allclose(told.coef_, best.coef_, rtol=1e-12)
    model = GradientDescentRegressor(0.1, epochs=20, warm_start=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        first = model.fit(X, y).history_
        second = model.fit(X, y).history_
    assert second[0] == pytest.approx(first[-1])
    with pytest.warns(ConvergenceWarning, match="diverged"):
        model.set_params(lr=1e6, epochs=1000).fit(X, y)
    model.set_params(lr="auto").fit(X, y)  # starts anew from what overflowed
    assert model.diagnosis_.status == "converged"


def test_columns_must_be_the_same_when_going_on() -> None:
    X, y = table()
    model = GradientDescentRegressor().partial_fit(X, y)
    with pytest.raises(ValueError, match="expecting 4 features"):
        model.partial_fit(X[:, :2], y)
