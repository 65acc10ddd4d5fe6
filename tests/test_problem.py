"""The bowl: loss, gradient and Hessian, from rows and from a summary."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, random_problem
from downslope.models.least_squares import loss_factor

STEP = 1e-5  # of central differences: their error is about STEP² + u/STEP
SEEDS = range(8)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_is_the_slope_of_the_loss(seed: int, intercept: bool, loss: str) -> None:
    problem = random_problem(seed, loss, intercept)
    w = np.random.default_rng(seed).normal(size=len(problem.weight_names))
    numeric = [
        (problem.loss(w + STEP * e) - problem.loss(w - STEP * e)) / (2 * STEP)
        for e in np.eye(len(w))
    ]
    scale = problem.loss(w) / STEP * np.finfo(float).eps
    np.testing.assert_allclose(problem.gradient(w), numeric, rtol=1e-6, atol=10 * scale)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("seed", SEEDS)
def test_hessian_is_the_slope_of_the_gradient(seed: int, loss: str) -> None:
    problem = random_problem(seed, loss)
    p = len(problem.weight_names)
    w = np.random.default_rng(seed).normal(size=p)
    columns = [problem.gradient(w + e) - problem.gradient(w) for e in np.eye(p)]
    H = problem.hessian()
    np.testing.assert_allclose(H, np.array(columns).T, rtol=1e-9, atol=1e-9 * np.abs(H).max())


def test_the_losses_are_what_their_names_say() -> None:
    problem = random_problem(0)
    w = np.ones(len(problem.weight_names))
    residuals = problem.predict(w) - problem.y
    n = len(residuals)
    expected = {
        "mse": (residuals**2).mean(),
        "half-mse": (residuals**2).mean() / 2,
        "sse": (residuals**2).sum(),
        "half-sse": (residuals**2).sum() / 2,
    }
    for loss, value in expected.items():
        assert random_problem(0, loss).loss(w) == pytest.approx(value, rel=1e-14)
        assert loss_factor(loss, n) == pytest.approx(value / (residuals**2).sum(), rel=1e-14)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_summary_has_the_bowl_of_its_rows(seed: int, intercept: bool, loss: str) -> None:
    rows = random_problem(seed, loss, intercept)
    X = rows.X_b[:, : rows.d]
    summary = ds.Summary.from_rows(X, rows.y)
    bowl = ds.LeastSquares.from_summary(summary, intercept=intercept, loss=loss)
    assert not bowl.has_rows
    assert bowl.n == rows.n
    w = np.random.default_rng(seed).normal(size=len(rows.weight_names))
    assert bowl.loss(w) == pytest.approx(rows.loss(w), rel=1e-12)
    np.testing.assert_allclose(bowl.gradient(w), rows.gradient(w), rtol=1e-10, atol=1e-11)
    np.testing.assert_allclose(bowl.hessian(), rows.hessian(), rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("from_summary", [True, False])
def test_standardised_columns(intercept: bool, from_summary: bool) -> None:
    rows = random_problem(3, intercept=intercept)
    X = rows.X_b[:, : rows.d] * 7 + 100
    problem = ds.LeastSquares(X, rows.y, intercept=intercept)
    if from_summary:
        summary = ds.Summary.from_rows(X, rows.y)
        problem = ds.LeastSquares.from_summary(summary, intercept=intercept)
    standard = problem.standardized()
    H = standard.hessian() / 2
    np.testing.assert_allclose(np.diag(H), 1.0, rtol=1e-11)
    if intercept:
        np.testing.assert_allclose(H[-1, :-1], 0.0, atol=1e-11)
    start = np.arange(1.0, len(problem.weight_names) + 1)
    v = standard.starting_weights(start)
    np.testing.assert_allclose(standard.in_user_units(v), start, rtol=1e-12)
    assert standard.loss(v) == pytest.approx(problem.loss(start), rel=1e-10)
    assert standard.standardized() is standard


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("loss", LOSSES)
def test_the_condensed_problem_is_the_same_bowl(intercept: bool, loss: str) -> None:
    for seed in range(5):
        problem = random_problem(seed, loss, intercept)
        few = problem.condensed()
        assert (len(few.y), few.n, few.has_rows) == (problem.d + 2, problem.n, False)
        w = np.random.default_rng(seed).normal(size=problem.X_b.shape[1])
        assert few.loss(w) == pytest.approx(problem.loss(w), rel=1e-12)
        np.testing.assert_allclose(few.gradient(w), problem.gradient(w), rtol=1e-10)
        np.testing.assert_allclose(few.hessian(), problem.hessian(), rtol=1e-11, atol=1e-11)
        one, other = few.standardized(), problem.standardized()
        assert one.loss(w) == pytest.approx(other.loss(w), rel=1e-11)
        assert ds.diagnose(few).lr_limit == pytest.approx(ds.diagnose(problem).lr_limit, rel=1e-12)
        assert few.condensed() is few


def test_the_condensed_problem_keeps_digits_that_squares_lose() -> None:
    x = np.linspace(0, 1, 200)
    X = np.vander(x, 12)[:, :11]
    problem = ds.LeastSquares(X, np.sin(9 * x))
    sizes = [np.linalg.svd(each.X_b, compute_uv=False) for each in (problem, problem.condensed())]
    assert sizes[0][0] / sizes[0][-1] > 1e8
    np.testing.assert_allclose(sizes[1], sizes[0], rtol=1e-5)


def test_fewer_rows_than_columns_condense_too() -> None:
    problem = ds.LeastSquares(np.arange(8.0).reshape(2, 4) ** 2, [1.0, 2.0])
    w = np.arange(5.0)
    assert problem.condensed().loss(w) == pytest.approx(problem.loss(w), rel=1e-12)


def test_a_constant_column_standardises_to_zeros() -> None:
    X = np.column_stack([np.arange(5.0), np.full(5, 0.1)])
    standard = ds.LeastSquares(X, np.arange(5.0)).standardized()
    assert (standard.X_b[:, 1] == 0).all()
    assert standard.to_user is not None
    assert np.isfinite(standard.to_user).all()


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[1.0, 2.0]], [1.0, 2.0], "X has 1 rows but y has 2"),
        ([[1.0], [np.nan]], [1.0, 2.0], "Column 'x' has a missing value (NaN) in row 2"),
        ([[1.0], [2.0]], [1.0, np.inf], "has inf in row 2"),
        ([[]], [], "X is empty"),
        ([["a"], ["b"]], [1, 2], "X holds text"),
        ([[1j], [2]], [1, 2], "complex"),
        ([[2**53 + 1], [1]], [1, 2], "beyond 2^53"),
        (np.zeros((2, 2, 2)), [1, 2], "3 dimensions"),
        (np.array(["2020-01-01", "2020-01-02"], dtype="M8[D]"), [1, 2], "dates"),
        ([[1, 2], [3]], [1, 2], "ragged"),
    ],
)
def test_data_that_cannot_be_used(X: object, y: object, message: str) -> None:
    with pytest.raises(
        ds.DataError, match=message.replace("(", r"\(").replace(")", r"\)").replace("^", r"\^")
    ):
        ds.LeastSquares(X, y)  # type: ignore[arg-type]


def test_options_that_cannot_be_used(lesson: ds.LeastSquares) -> None:
    with pytest.raises(ds.OptionError, match="did you mean 'half-mse'"):
        ds.LeastSquares([1, 2], [1, 2], loss="halfmse")
    with pytest.raises(ds.OptionError, match=r"give 2 finite numbers \(x, intercept\)"):
        lesson.starting_weights([1.0])
    with pytest.raises(ds.DataError, match="2 names for 1 features"):
        ds.LeastSquares([1, 2], [1, 2], names=["a", "b"])
    with pytest.raises(ds.DataError, match="no rows"):
        ds.LeastSquares.from_summary(ds.Summary.empty([0.0, 0.0]))


def test_masked_values_and_no_values_are_refused() -> None:
    masked = np.ma.masked_array([1.0, 2.0, 3.0], mask=[False, True, False])
    with pytest.raises(ds.DataError, match="masked"):
        ds.LeastSquares(masked, [1.0, 2.0, 3.0])
    with pytest.raises(ds.DataError, match="y is None"):
        ds.LeastSquares([1.0, 2.0], None)  # type: ignore[arg-type]
