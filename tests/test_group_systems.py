"""Many small systems at once, each as the solver of one system has it, to the last bound."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from downslope.fitting.groups.stack_solver import Status, _gram, solve_stack
from downslope.fitting.groups.summary_stack import SummaryStack
from downslope.solvers.cholesky import FirstPass, first_pass
from downslope.solvers.rows import Columns
from exact_rational import exact_weights
from near_bounds import check_near

GROUPS, ROWS = 7, 12


def rows(seed: int, d: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Groups of a few rows, whose columns lie far from zero and from each other."""
    rng = np.random.default_rng(seed)
    codes = np.repeat(np.arange(GROUPS), ROWS)
    X = rng.normal(size=(len(codes), d)) * 10.0 ** rng.integers(-2, 3, d)
    X += 10.0 ** rng.integers(-1, 4, (GROUPS, d))[codes]
    y = X @ rng.normal(size=d) + rng.normal(size=len(codes))
    return X, y, codes


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
@pytest.mark.parametrize("d", [1, 3])
def test_each_system_is_solved_as_one_alone(d: int, weighted: bool, intercept: bool) -> None:
    X, y, codes = rows(d, d)
    weights = 0.5 + np.arange(len(y)) % 3 if weighted else None
    columns = np.ascontiguousarray(np.column_stack([X, y]).T)
    stack = SummaryStack.of_rows(columns, codes, GROUPS, weights)
    found = solve_stack(stack, intercept=intercept)
    gram, center, eta = _gram(stack, intercept)
    p = d + intercept
    for g in range(GROUPS):
        made = Columns(
            n=ROWS, d=d, intercept=intercept, origin=center[:, g] if intercept else np.zeros(d + 1)
        )
        first = first_pass(gram[:, :, g], made, float(eta[g]))
        assert isinstance(first, FirstPass)
        alone, at = first.answer, codes == g
        bound = alone.bound()
        assert bound is not None
        np.testing.assert_allclose(found.weights[g], alone.weights[:, 0], rtol=1e-6)
        np.testing.assert_allclose(found.bound[g], bound[:, 0], rtol=0.02)
        heavy = np.ones(ROWS) if weights is None else weights[at]
        Z = np.column_stack([X[at], np.ones(ROWS)])[:, :p]
        residuals = y[at] - Z @ found.weights[g]
        assert found.rss[g] == pytest.approx(heavy @ residuals**2, rel=1e-5)
        middle = np.average(y[at], weights=heavy) if intercept else 0.0
        assert found.tss[g] == pytest.approx(heavy @ (y[at] - middle) ** 2, rel=1e-9)
        assert found.r2[g] == pytest.approx(1.0 - found.rss[g] / found.tss[g])
        sigma = np.sqrt(found.rss[g] / (ROWS - p))
        assert found.residual_std[g] == pytest.approx(sigma, rel=1e-12)
        inverse = np.linalg.inv(Z.T @ (Z * heavy[:, np.newaxis]))
        np.testing.assert_allclose(
            found.std_error[g], sigma * np.sqrt(inverse.diagonal()), rtol=1e-5
        )
        assert found.dependent[g] == -1


def test_bounds_of_groups_are_nearly_met() -> None:
    """Groups of one row and one column, where the last roundings are all that there is."""
    rng = np.random.default_rng(2)
    x, y = rng.uniform(1.0, 2.0, (2, 400))
    stack = SummaryStack.of_rows(np.array([x, y]), np.arange(400), 400)
    found = solve_stack(stack, intercept=False)
    worst = 0.0
    for g in range(400):
        (truth,) = exact_weights(x[g : g + 1, np.newaxis], y[g : g + 1], intercept=False)
        off = abs(float(type(truth)(float(found.weights[g, 0])) - truth))
        worst = max(worst, off / found.bound[g, 0])
    check_near(worst)


@pytest.mark.parametrize(
    ("X", "status", "place"),
    [
        ([[1.0, 2.0]] * 4, Status.COLLINEAR, 0),
        ([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0], [5.0, 5.0]], Status.COLLINEAR, 1),
        ([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [5.0, 10.0]], Status.COLLINEAR, 1),
        ([[1.0, 2.0], [2.0, 1.0]], Status.TOO_FEW_ROWS, -1),
        ([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0]], Status.NO_ROWS_TO_SPARE, -1),
        ([[1e200, 2.0], [2e200, 1.0], [3e200, 5.0], [7e200, 1.0]], Status.OUT_OF_RANGE, -1),
        ([[1e-200, 2.0], [2e-200, 1.0], [3e-200, 5.0], [7e-200, 1.0]], Status.OUT_OF_RANGE, -1),
        ([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [7.0, 1.0]], Status.FITTED, -1),
    ],
)  # fmt: skip
def test_what_cannot_be_solved_has_its_status(X: list, status: Status, place: int) -> None:
    some = np.array(X)
    y = np.array([1.0, 3.0, 2.0, 7.0])[: len(some)]
    columns = np.ascontiguousarray(np.column_stack([some, y]).T)
    with np.errstate(all="ignore"):
        stack = SummaryStack.of_rows(columns, np.zeros(len(some), dtype=np.int64), 1)
        found = solve_stack(stack, intercept=True)
    assert (Status(found.status[0]), int(found.dependent[0])) == (status, place)
    none = status >= Status.COLLINEAR
    assert np.isnan(found.weights[0]).all() == none
    assert np.isnan(found.std_error[0]).all() == (status != Status.FITTED)


@pytest.mark.parametrize(
    ("noise", "status"),
    [(0.0, Status.RESIDUALS_LOST), (1e-9, Status.RESIDUALS_LOST), (0.1, Status.FITTED)],
)
def test_residuals_below_the_rounding_of_sums_are_lost(noise: float, status: Status) -> None:
    rng = np.random.default_rng(3)
    x = rng.integers(1, 100, 40).astype(float)
    y = 3.0 * x + 2.0 + noise * rng.normal(size=40)
    stack = SummaryStack.of_rows(np.array([x, y]), np.zeros(40, dtype=np.int64), 1)
    found = solve_stack(stack, intercept=True)
    np.testing.assert_allclose(found.weights[0], [3.0, 2.0], rtol=1e-8 + noise / 2)
    assert Status(found.status[0]) == status
    assert np.isnan(found.std_error).all() == (status == Status.RESIDUALS_LOST)


def test_p_values_come_from_these_errors() -> None:
    X, y, codes = rows(9, 1)
    stack = SummaryStack.of_rows(np.ascontiguousarray(np.column_stack([X, y]).T), codes, GROUPS)
    found = solve_stack(stack, intercept=True)
    for g in range(GROUPS):
        at = codes == g
        told = stats.linregress(X[at, 0], y[at])
        assert found.std_error[g, 0] == pytest.approx(told.stderr, rel=1e-6)
        assert found.std_error[g, 1] == pytest.approx(told.intercept_stderr, rel=1e-6)
