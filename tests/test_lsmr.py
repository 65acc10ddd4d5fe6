"""The operator of LSMR against the matrix that it stands for, and what its answer tells."""

from __future__ import annotations

import numpy as np
import pytest

from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.solvers import SOLVERS
from downslope.solvers.contract import Accuracy, Answer
from downslope.solvers.lsmr import LEAST_SPREAD, CenteredDesign, ColumnSums, _MemoryProducts
from downslope.solvers.rows import Rows, choose_origin

RNG = np.random.default_rng(0)
TALL = RNG.normal(size=(9, 2)) * [100.0, 0.01] + [500.0, 3.0], RNG.normal(size=(9, 2)) + 40.0
SQUARE = TALL[0][:3], TALL[1][:3]  # with an intercept
WIDE = RNG.normal(size=(3, 4)) + 2.0, RNG.normal(size=(3, 2)) + 40.0


def operator_of(
    X: np.ndarray, Y: np.ndarray, *, intercept: bool, weights: np.ndarray | None = None
) -> tuple[CenteredDesign, np.ndarray]:
    """The operator, and the matrix that it stands for."""
    n, d = X.shape
    w = np.ones(n) if weights is None else weights
    roots, both = np.sqrt(w), np.column_stack([X, Y - 7.0])
    rows = Rows(X, Y, intercept, np.zeros(d + Y.shape[1]), weights, np.sqrt(w))
    origin = np.append(np.zeros(d), np.full(Y.shape[1], 7.0))
    sums = ColumnSums(n, float(w.sum()), origin, w @ both, w @ both**2)
    made = CenteredDesign(_MemoryProducts(rows, roots), sums, roots, d=d, intercept=intercept)
    whole = X.astype(float)
    if n < d + intercept:  # from as many rows as weights the columns are centered
        matrix = np.column_stack([whole, np.ones(n)]) if intercept else whole
    else:
        matrix = whole - np.average(whole, axis=0, weights=w) if intercept else whole
    matrix = matrix * roots[:, np.newaxis]
    if n >= d + intercept:
        matrix = matrix / np.linalg.norm(matrix, axis=0)
    return made, matrix


@pytest.mark.parametrize("data", [TALL, SQUARE, WIDE], ids=["tall", "square", "wide"])
@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
def test_the_operator_and_its_transpose_are_the_matrix(
    data: tuple[np.ndarray, np.ndarray], intercept: bool, weighted: bool
) -> None:
    weights = RNG.uniform(0.5, 2.0, len(data[0])) if weighted else None
    made, matrix = operator_of(*data, intercept=intercept, weights=weights)
    assert made.width == matrix.shape[1]
    products = np.column_stack([made.times(unit) for unit in np.eye(made.width)])
    np.testing.assert_allclose(products, matrix, rtol=1e-9, atol=1e-9)
    back = np.column_stack([made.transposed(unit) for unit in np.eye(len(matrix))])
    np.testing.assert_allclose(back, matrix.T, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("data", [TALL, WIDE], ids=["tall", "wide"])
@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
def test_the_answer_is_that_of_the_pseudoinverse(
    data: tuple[np.ndarray, np.ndarray], intercept: bool, weighted: bool
) -> None:
    X, Y = data
    n, d = X.shape
    w = RNG.uniform(0.5, 2.0, n) if weighted else np.ones(n)
    made, _ = operator_of(X, Y, intercept=intercept, weights=w if weighted else None)
    found, converged = made.solve(Y - 7.0, 1e-15, 200)
    X_b = np.column_stack([X, np.ones(n)]) if intercept else X
    roots = np.sqrt(w)[:, np.newaxis]
    best = np.linalg.pinv(roots * X_b) @ (roots * Y)
    np.testing.assert_allclose(found.weights, best, rtol=1e-7, atol=1e-9)
    norms = np.linalg.norm(roots * (Y - X_b @ best), axis=0)
    np.testing.assert_allclose(found.residual_norms, norms, rtol=1e-7, atol=1e-9)
    assert converged
    assert found.rank == min(n, d + intercept)
    assert found.error is None
    assert found.inverse_factor is None
    both = np.column_stack([X_b, Y])
    np.testing.assert_allclose(
        found.moments.column_norms(), np.linalg.norm(roots * X_b, axis=0), rtol=1e-9
    )
    if intercept:
        middle = np.average(both, axis=0, weights=w)
        spreads = np.linalg.norm(roots * (both - middle), axis=0)
        np.testing.assert_allclose(
            np.sqrt(np.delete(found.moments.squares, d)), np.delete(spreads, d), rtol=1e-7
        )


def test_iterations_that_are_too_few_do_not_converge() -> None:
    made, _ = operator_of(*TALL, intercept=True)
    found, converged = made.solve(TALL[1] - 7.0, 1e-15, 1)
    assert not converged
    assert found.passes == 2
    more, settled = made.solve(TALL[1] - 7.0, 1e-15, 100)
    assert settled
    assert 4 <= more.passes <= 16
    # One target that is settled from the start changes nothing of what the other needs.
    exact = np.column_stack([np.full(9, 33.0), TALL[1][:, 0] - 7.0])
    sums = operator_of(TALL[0], exact + 7.0, intercept=True)[0]
    for order in ([0, 1], [1, 0]):
        some = exact[:, order]
        again = operator_of(TALL[0], some + 7.0, intercept=True)[0].solve(some, 1e-15, 1)[1]
        assert not again
    assert sums.solve(exact, 1e-15, 100)[1]


@pytest.mark.parametrize(("share", "constant"), [(0.75, True), (1.5, False)])
def test_a_column_is_constant_below_a_share_of_its_squares(share: float, constant: bool) -> None:
    n, level = 4.0, 8.0
    spread = share * LEAST_SPREAD
    assert LEAST_SPREAD == 1e-12
    squares = n * level**2 / (1.0 - spread)
    sums = ColumnSums(4, n, np.zeros(2), np.array([n * level, 1.0]), np.array([squares, 1.0]))
    made = CenteredDesign(None, sums, np.ones(4), d=1, intercept=True)  # type: ignore[arg-type]
    expected = squares if constant else squares * spread
    assert made.unit[0] == pytest.approx(expected**-0.5, rel=0.01)


def test_scaled_columns_have_weights_in_the_users_units() -> None:
    X, Y = TALL
    scale = np.array([4.0, 0.5, 1.0])
    rows = Rows(X, Y, True, choose_origin(X, Y, True), column_scale=scale)
    answer = SOLVERS["lsmr"](MemoryDesign(rows, default_names(2)), Accuracy.STANDARD)
    assert isinstance(answer, Answer)
    best = np.linalg.lstsq(np.column_stack([X, np.ones(9)]), Y)[0]
    np.testing.assert_allclose(answer.weights, best * scale[:, np.newaxis], rtol=1e-7)
