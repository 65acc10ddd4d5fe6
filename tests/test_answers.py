"""What each solver's answer holds, by definition; and the textbook's solvers, by theirs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import sparse

import downslope as ds
from downslope.fitting.ladder import solve
from downslope.fitting.memory_design import MemoryDesign
from downslope.fitting.solution import is_doubtful
from downslope.numerics.arrays import default_names
from downslope.solvers import SOLVERS, textbook
from downslope.solvers.contract import Accuracy, Answer, Declined
from downslope.solvers.nonnegative import solve_nonnegative
from downslope.solvers.rows import Rows, choose_origin
from downslope.solvers.textbook import Setup

DIRECT = {"cholesky": 1, "exact": 2, "qr": 3, "rational": 1, "svd": 2}  # name → passes


def design_of(
    X: np.ndarray, Y: np.ndarray, *, intercept: bool, weights: np.ndarray | None = None
) -> MemoryDesign:
    roots = None if weights is None else np.sqrt(weights)
    rows = Rows(X, Y, intercept, choose_origin(X, Y, intercept), weights, roots)
    return MemoryDesign(rows, default_names(X.shape[1]))


def answered(name: str, design: MemoryDesign) -> Answer:
    answer = SOLVERS[name](design, Accuracy.STANDARD)
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize("name", DIRECT)
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("intercept", [False, True])
def test_an_answer_by_its_definition(name: str, intercept: bool, weighted: bool) -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(30, 3)) * [1.0, 20.0, 0.1] + [0.0, 50.0, -1.0]
    Y = rng.normal(size=(30, 2)) + 4.0
    weights = rng.uniform(0.2, 3.0, 30) if weighted else None
    answer = answered(name, design_of(X, Y, intercept=intercept, weights=weights))
    roots = np.ones((30, 1)) if weights is None else np.sqrt(weights)[:, np.newaxis]
    whole = (np.column_stack([X, np.ones(30)]) if intercept else X) * roots
    expected, squares = np.linalg.lstsq(whole, Y * roots)[:2]
    np.testing.assert_allclose(answer.weights, expected, rtol=1e-9)
    np.testing.assert_allclose(answer.residual_norms, np.sqrt(squares), rtol=1e-9)
    assert answer.inverse_factor is not None
    inverse = answer.inverse_factor @ answer.inverse_factor.T
    np.testing.assert_allclose(inverse, np.linalg.inv(whole.T @ whole), rtol=1e-8)
    assert (answer.rank, answer.passes) == (whole.shape[1], DIRECT[name])
    assert answer.residuals_certain
    np.testing.assert_allclose(
        answer.moments.column_norms(), np.linalg.norm(whole, axis=0), rtol=1e-12
    )
    mean = np.average(Y, axis=0, weights=weights) if intercept else 0.0
    np.testing.assert_allclose(
        answer.moments.total_norms(), np.linalg.norm((Y - mean) * roots, axis=0), rtol=1e-12
    )
    assert answer.error is not None
    assert np.all(np.abs(answer.weights - expected) <= answer.error + 1e-9 * np.abs(expected))


@pytest.mark.parametrize("name", ["cholesky", "exact", "qr", "rational"])
@pytest.mark.parametrize("angle", [1.0, 0.01])
def test_the_amplification_is_one_over_the_smallest_distance(name: str, angle: float) -> None:
    # Columns of length one, the first two at this angle, so that each is its sine away from the
    # other, and one at right angles to them.
    X = np.zeros((4, 3))
    X[0, 0] = X[2, 2] = 1.0
    X[:2, 1] = math.cos(angle), math.sin(angle)
    answer = answered(name, design_of(X, np.ones((4, 1)), intercept=False))
    # QR scales columns by powers of two alone, to lengths from a half on.
    factor = 2.0 if name == "qr" else 1.0
    assert answer.amplification == pytest.approx(factor / math.sin(angle), rel=1e-9)


@pytest.mark.parametrize("name", ["exact", "qr", "svd", "rational"])
@pytest.mark.parametrize("k", [1, 3])
def test_as_many_rows_as_weights_are_met(name: str, k: int) -> None:
    rng = np.random.default_rng(10)
    X, Y = rng.normal(size=(3, 2)), rng.normal(size=(3, k))
    answer = answered(name, design_of(X, Y, intercept=True))
    whole = np.column_stack([X, np.ones(3)])
    np.testing.assert_allclose(answer.weights, np.linalg.solve(whole, Y), rtol=1e-9)
    assert np.all(answer.residual_norms <= 1e-14)
    assert answer.rank == 3


def test_full_accuracy_asks_whether_residuals_are_more_than_their_rounding() -> None:
    X = np.arange(12.0).reshape(6, 2) ** 2
    design = design_of(X, (X @ [1.0, 2.0])[:, np.newaxis], intercept=False)
    for accuracy, certain in ((Accuracy.STANDARD, True), (Accuracy.FULL, False)):
        answer = SOLVERS["exact"](design, accuracy)
        assert isinstance(answer, Answer)
        assert answer.residual_norms.tolist() == [0.0]
        assert answer.residuals_certain is certain


@pytest.mark.parametrize(
    ("gap", "far", "doubtful"),
    [(1e-3, 0.0, False), (1e-3, 1e6, False), (1e-3, 1e9, True), (1e-12, 0.0, True)],
)
def test_columns_that_differ_by_few_of_their_roundings_are_doubtful(
    gap: float, far: float, doubtful: bool
) -> None:
    rng = np.random.default_rng(8)
    X = rng.normal(size=(40, 2))
    X[:, 1] = X[:, 0] + gap * X[:, 1]
    design = design_of(X + far, rng.normal(size=(40, 1)), intercept=True)
    answer = answered("qr", design)
    assert is_doubtful(answer, design.columns) is doubtful


@pytest.mark.parametrize("name", ["cholesky", "exact", "qr"])
def test_a_fit_within_its_rounding_leaves_nothing(name: str) -> None:
    rng = np.random.default_rng(2)
    X = rng.integers(-8, 9, (40, 2)).astype(float)
    Y = (X @ [3.0, -2.0])[:, np.newaxis]
    answer = SOLVERS[name](design_of(X, Y, intercept=False), Accuracy.STANDARD)
    assert isinstance(answer, Answer)
    assert answer.residual_norms.tolist() == [0.0]
    answer = SOLVERS[name](design_of(X, 0.0 * Y, intercept=False), Accuracy.FULL)
    assert isinstance(answer, Answer)
    assert (answer.weights == 0.0).all()
    assert answer.residuals_certain


@pytest.mark.parametrize("name", SOLVERS)
def test_a_column_scaled_by_a_power_of_two_scales_its_weight_exactly(name: str) -> None:
    rng = np.random.default_rng(3)
    X, Y = rng.normal(size=(20, 3)), rng.normal(size=(20, 1))
    plain = SOLVERS[name](design_of(X, Y, intercept=False), Accuracy.FULL)
    scaled = SOLVERS[name](design_of(X * [1.0, 2.0**40, 1.0], Y, intercept=False), Accuracy.FULL)
    if isinstance(plain, Declined) or isinstance(scaled, Declined):
        assert (type(plain), type(scaled)) == (Declined, Declined)
        return
    np.testing.assert_allclose(scaled.weights[:, 0] * [1.0, 2.0**40, 1.0], plain.weights[:, 0],
                               rtol=1e-12)  # fmt: skip


def test_lsmr_leaves_a_constant_column_alone() -> None:
    rng = np.random.default_rng(4)
    X = np.column_stack([rng.normal(size=50), np.full(50, 3.0), rng.normal(size=50) * 1e-5 + 1.0])
    y = X[:, 0] * 2.0 + 1e4 * (X[:, 2] - 1.0) + rng.normal(size=50)
    answer = answered("lsmr", design_of(X, y[:, np.newaxis], intercept=True))
    expected = np.linalg.lstsq(np.column_stack([X[:, [0, 2]], np.ones(50)]), y)[0]
    np.testing.assert_allclose(answer.weights[[0, 2], 0], expected[:2], rtol=1e-6)
    assert np.isfinite(answer.weights).all()
    assert answer.passes % 2 == 0
    assert 4 <= answer.passes <= 40
    assert answer.rank == 4


@pytest.mark.parametrize("intercept", [False, True])
def test_lsmr_with_weights_and_several_targets(intercept: bool) -> None:
    rng = np.random.default_rng(5)
    X, Y = rng.normal(size=(60, 3)) + 2.0, rng.normal(size=(60, 2)) - 5.0
    weights = rng.uniform(0.1, 4.0, 60)
    for rows in (X, sparse.csr_array(X)):
        answer = answered("lsmr", design_of(rows, Y, intercept=intercept, weights=weights))
        expected = answered("qr", design_of(X, Y, intercept=intercept, weights=weights))
        np.testing.assert_allclose(answer.weights, expected.weights, rtol=1e-9)
        np.testing.assert_allclose(answer.residual_norms, expected.residual_norms, rtol=1e-9)
        for norms in ("column_norms", "target_norms", "total_norms", "centered_norms"):
            np.testing.assert_allclose(
                getattr(answer.moments, norms)(), getattr(expected.moments, norms)(), rtol=1e-10
            )


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("intercept", [False, True])
def test_non_negative_weights_meet_the_conditions_of_an_optimum(
    intercept: bool, weighted: bool
) -> None:
    rng = np.random.default_rng(6)
    X = rng.normal(size=(50, 5)) * [1.0, 1e6, 1e-6, 1.0, 1.0] + 3.0
    Y = np.column_stack([X @ [1.0, -1e-6, 1e6, -2.0, 0.5], -X[:, 0]]) + rng.normal(size=(50, 2))
    weights = rng.uniform(0.2, 3.0, 50) if weighted else None
    slopes, constants = solve_nonnegative(
        X, Y, intercept=intercept, weights=weights, names=default_names(5)
    )
    assert slopes.shape == (2, 5)
    assert np.all(slopes >= 0.0)
    w = np.ones(50) if weights is None else weights
    residuals = (Y - X @ slopes.T - constants) * w[:, np.newaxis]
    if intercept:
        assert np.abs(residuals.sum(axis=0)).max() < 1e-6
    else:
        assert constants.tolist() == [0.0, 0.0]
    pull = residuals.T @ X / np.linalg.norm(X, axis=0)
    assert np.all(pull <= 1e-7)  # no slope of zero wants to grow
    assert np.abs(pull[slopes > 0.0]).max(initial=0.0) < 1e-7  # and the others are settled
    assert (slopes[0] > 0.0).any()


# --- The textbook's ------------------------------------------------------------------------------


@pytest.fixture
def problem() -> ds.LeastSquares:
    rng = np.random.default_rng(7)
    X = rng.normal(size=(40, 2))
    return ds.LeastSquares(X, X @ [1.0, -2.0] + 3.0 + 0.1 * rng.normal(size=40))


def setup(**changed: float) -> Setup:
    plain = {
        "lr": 0.3, "batch_lr": 0.05, "batch_size": 8, "epochs": 7, "batch_epochs": 4,
        "iterations": 50, "gradient_share": 1e-12, "backward_error": 1e-14,
    }  # fmt: skip
    return Setup(**(plain | changed))  # type: ignore[arg-type]


def test_direct_solvers_of_the_textbook(problem: ds.LeastSquares) -> None:
    X_b, y = problem.X_b, problem.y
    best = np.linalg.lstsq(X_b, y)[0]
    for attempt in (textbook.normal_equations(X_b, y), textbook.qr(X_b, y), textbook.pinv(X_b, y),
                    textbook.normal_equations(sparse.csr_array(X_b), y)):  # fmt: skip
        np.testing.assert_allclose(attempt.weights, best, rtol=1e-10)
        assert (attempt.passes, attempt.reason, attempt.grew) == (1, "", False)
    twice = X_b[:, [0, 0, 2]]
    assert "not positive definite" in textbook.normal_equations(-0.0 * X_b, y).reason
    assert textbook.normal_equations(0.0 * X_b, y).weights is None
    zero = np.column_stack([X_b[:, 0], np.zeros(40)])
    assert "columns depend on each other" in textbook.qr(zero, y).reason
    np.testing.assert_allclose(textbook.pinv(twice, y).weights, np.linalg.pinv(twice) @ y)
    wide = X_b[:2]
    assert textbook.qr(wide, y[:2]).weights is None
    assert textbook.qr(X_b[:3], y[:3]).weights is not None
    assert "2 rows leave R without a row for each of 3" in textbook.qr(wide, y[:2]).reason


def test_iterations_of_the_textbook_count_their_passes(problem: ds.LeastSquares) -> None:
    X_b, y = problem.X_b, problem.y
    best = np.linalg.lstsq(X_b, y)[0]
    attempt = textbook.lsmr(X_b, y, 1e-14, 50)
    np.testing.assert_allclose(attempt.weights, best, rtol=1e-9)
    assert attempt.passes in (6, 8)  # three weights: three iterations, or one more
    assert textbook.lsmr(X_b, y, 1e-14, 1).passes == 2
    assert textbook.lsmr(X_b, 0.0 * y, 1e-14, 9).passes == 2
    assert textbook.lsmr_limit(3, 50) == textbook.lsmr_limit(50, 3) == 130


def test_the_loop_stops_at_its_epochs_or_when_the_gradient_is_small(
    problem: ds.LeastSquares,
) -> None:
    path = ds.trajectory(problem, 0.3, epochs=200)
    attempt = textbook.gradient_descent(problem, setup())
    np.testing.assert_allclose(attempt.weights, path.weights[7], rtol=1e-9)
    assert (attempt.passes, attempt.grew) == (7, False)
    sizes = [np.linalg.norm(problem.gradient(w)) for w in path.weights]
    early = int(np.argmax(np.array(sizes) <= 0.1 * sizes[0]))
    assert 0 < early < 7
    assert textbook.gradient_descent(problem, setup(gradient_share=0.1)).passes == early
    assert textbook.gradient_descent(problem, setup(gradient_share=1.0)).passes == 1
    too_fast = textbook.gradient_descent(problem, setup(lr=3.0))
    assert too_fast.grew
    assert too_fast.passes == 7
    with np.errstate(over="ignore"):
        endless = textbook.gradient_descent(problem, setup(lr=1e60, epochs=100))
    assert endless.grew
    assert endless.passes < 50


def test_batches_stop_at_their_epochs(problem: ds.LeastSquares) -> None:
    attempt = textbook.sgd(problem, setup())
    assert (attempt.passes, attempt.grew) == (4, False)
    best = np.linalg.lstsq(problem.X_b, problem.y)[0]
    assert attempt.weights is not None
    assert 0.0 < np.linalg.norm(attempt.weights - best) < 0.5 * np.linalg.norm(best)
    with np.errstate(over="ignore"):
        wild = textbook.sgd(problem, setup(batch_lr=1e20, batch_epochs=50))
    assert wild.grew
    assert wild.passes < 50


def test_every_solver_of_the_textbook_runs_on_a_problem(problem: ds.LeastSquares) -> None:
    best = np.linalg.lstsq(problem.X_b, problem.y)[0]
    many = setup(epochs=500, batch_epochs=60)
    names = [solver.name for solver in textbook.TEXTBOOK_SOLVERS]
    assert names == ["normal-equations", "qr", "pinv", "lsmr", "gradient-descent", "sgd"]
    for solver in textbook.TEXTBOOK_SOLVERS:
        weights = solver.run(problem, many).weights
        assert weights is not None
        near = 0.1 if solver.name == "sgd" else 1e-6
        np.testing.assert_allclose(weights, best, rtol=near)
        assert solver.loops == (solver.name in ("lsmr", "gradient-descent", "sgd"))


# --- Choosing --------------------------------------------------------------------------------


def test_wide_data_and_their_limits() -> None:
    rng = np.random.default_rng(9)
    X, y = rng.normal(size=(4, 9)), rng.normal(size=4)
    for intercept in (False, True):
        answer = solve(X, y, intercept=intercept)
        whole = np.column_stack([X, np.ones(4)]) if intercept else X
        np.testing.assert_allclose(answer.weights, np.linalg.pinv(whole) @ y, rtol=1e-9)
        assert (answer.rank, answer.passes) == (4, 3)
        assert answer.residual_norm < 1e-12
