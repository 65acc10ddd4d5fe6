"""The lesson's solvers: each answer against NumPy's, each pass counted, each way to fail."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import sparse

import downslope as ds
from downslope.descent import descend, in_batches
from downslope.fitting.compare import prepare
from downslope.solvers.textbook import (
    TEXTBOOK_SOLVERS,
    Setup,
    gradient_descent,
    lsmr,
    lsmr_limit,
    normal_equations,
    pinv,
    qr,
    sgd,
)

RNG = np.random.default_rng(0)
X = np.column_stack([RNG.normal(size=(12, 2)), np.ones(12)])
y = X @ [2.0, -1.0, 0.5] + 0.1 * RNG.normal(size=12)
BEST = np.linalg.lstsq(X, y)[0]
DIRECT = {"normal-equations": normal_equations, "qr": qr, "pinv": pinv}


def setup(**given: Any) -> Setup:
    return Setup(**{"lr": 0.3, "batch_lr": 0.05, "batch_size": 4, "epochs": 400,
                    "batch_epochs": 5, "iterations": 100, "gradient_share": 1e-12,
                    "backward_error": 1e-15, **given})  # fmt: skip


def problem() -> ds.LeastSquares:
    return ds.LeastSquares(X[:, :2], y)


@pytest.mark.parametrize("name", DIRECT)
def test_direct_solvers_take_one_pass(name: str) -> None:
    found = DIRECT[name](X, y)
    np.testing.assert_allclose(found.weights, BEST, rtol=1e-12)
    assert (found.passes, found.reason, found.grew) == (1, "", False)


@pytest.mark.parametrize("made", [np.asarray, sparse.csr_array])
def test_normal_equations_and_lsmr_take_sparse_rows_too(made: Any) -> None:
    np.testing.assert_allclose(normal_equations(made(X), y).weights, BEST, rtol=1e-12)
    found = lsmr(made(X), y, 1e-15, 100)
    np.testing.assert_allclose(found.weights, BEST, rtol=1e-10)
    assert found.passes % 2 == 0
    assert 2 * 3 <= found.passes <= 2 * 8  # two for each of about p iterations


def test_lsmr_stops_where_it_is_told_to() -> None:
    assert lsmr(X, y, 1e-15, 2).passes == 4
    assert lsmr(X, y, 1.0, 100).passes == 2
    assert lsmr(X, np.zeros(12), 1e-15, 100).passes == 2  # it still reads the rows
    assert [lsmr_limit(n, p) for n, p in ((30, 4), (4, 30))] == [140, 140]


@pytest.mark.parametrize("rows", [2, 3])
def test_fewer_rows_than_weights_leave_no_triangle(rows: int) -> None:
    found = qr(X[:rows], y[:rows])
    if rows == 3:
        np.testing.assert_allclose(X[:rows] @ found.weights, y[:rows], rtol=1e-9)
        return
    assert found.weights is None
    assert found.reason == "2 rows leave R without a row for each of 3 weights"
    assert found.passes == 1
    np.testing.assert_allclose(pinv(X[:rows], y[:rows]).weights, np.linalg.pinv(X[:2]) @ y[:2])


def test_dependent_columns_stop_what_divides_by_a_pivot() -> None:
    twice = np.column_stack([X[:, 0], np.zeros(12), X[:, 2]])
    for solve, says in ((normal_equations, "not positive definite"), (qr, "zero on its diagonal")):
        found = solve(twice, y)
        assert found.weights is None
        assert says in found.reason
        assert (found.passes, found.grew) == (1, False)
    least = np.linalg.lstsq(twice, y)[0]
    np.testing.assert_allclose(pinv(twice, y).weights, least, atol=1e-12)


def test_gradient_descent_is_the_loop_until_its_gradient_has_shrunk() -> None:
    steps = descend(problem(), 0.3)
    first = np.linalg.norm(next(steps).gradient)
    for share in (0.5, 1e-3, 1e-12):
        enough = next(s for s in descend(problem(), 0.3)
                      if np.linalg.norm(s.gradient) <= share * first)  # fmt: skip
        found = gradient_descent(problem(), setup(gradient_share=share))
        np.testing.assert_array_equal(found.weights, enough.weights)
        assert (found.passes, found.grew) == (enough.epoch, False)
    np.testing.assert_allclose(found.weights, BEST, rtol=1e-9)
    assert gradient_descent(problem(), setup(gradient_share=1.0)).passes == 1


@pytest.mark.parametrize("epochs", [1, 7])
def test_gradient_descent_stops_at_the_last_epoch(epochs: int) -> None:
    found = gradient_descent(problem(), setup(epochs=epochs, gradient_share=0.0))
    expected = next(s for s in descend(problem(), 0.3) if s.epoch == epochs)
    np.testing.assert_array_equal(found.weights, expected.weights)
    assert found.passes == epochs


@np.errstate(all="ignore")
def test_a_rate_above_the_limit_makes_the_loss_grow() -> None:
    some = gradient_descent(problem(), setup(lr=3.0, epochs=20))
    assert some.grew
    assert some.passes == 20
    endless = gradient_descent(problem(), setup(lr=3.0, epochs=100_000))
    assert endless.grew
    assert endless.passes < 2000  # it stops where the loss overflows
    batches = sgd(problem(), setup(batch_lr=5.0, batch_epochs=100_000))
    assert batches.grew
    assert batches.passes < 2000


def test_batches_are_the_loop_until_the_last_epoch() -> None:
    found = sgd(problem(), setup())
    expected = next(s for s in in_batches(problem(), 0.05, 4) if s.epoch == 5)
    np.testing.assert_array_equal(found.weights, expected.weights)
    assert (found.passes, found.grew) == (5, False)
    assert sgd(problem(), setup(batch_epochs=0)).passes == 1
    start = sgd(problem(), setup(batch_epochs=0))
    assert start.weights is not None
    assert not start.weights.any()
    assert not start.grew  # the loss it began with is not more


def test_every_solver_of_the_table_solves_the_problem_it_is_given() -> None:
    assert [(each.name, each.loops) for each in TEXTBOOK_SOLVERS] == [
        ("normal-equations", False), ("qr", False), ("pinv", False), ("lsmr", True),
        ("gradient-descent", True), ("sgd", True),
    ]  # fmt: skip
    for each in TEXTBOOK_SOLVERS:
        found = each.run(problem(), setup(batch_epochs=200, batch_lr=0.02))
        assert math.isclose(np.linalg.norm(found.weights - BEST), 0.0, abs_tol=0.1)
        assert (np.abs(found.weights - BEST).max() <= 1e-9) == (each.name != "sgd")


def test_a_loss_that_stays_as_it_began_has_not_grown() -> None:
    found = gradient_descent(ds.LeastSquares(X[:, :2], np.zeros(12)), setup())
    assert (found.passes, found.grew) == (1, False)
    assert not sgd(ds.LeastSquares(X[:, :2], np.zeros(12)), setup()).grew


@pytest.mark.parametrize(("n", "batch"), [(20, 20), (33, 32), (3299, 32), (3300, 33), (6400, 64)])
def test_a_batch_is_a_hundredth_of_the_rows_and_32_at_least(n: int, batch: int) -> None:
    x = np.arange(n) % 7.0
    problem = ds.LeastSquares(x, x % 3)
    spectrum = ds.Spectrum.of(problem)
    found = prepare(problem, spectrum, 1e6, 50, 1e-12, 60 * problem.X_b.size)
    assert found.batch_size == batch
    # An epoch in random order costs 30 in order, and no gradient shrinks below 1e-15 of the first.
    assert (found.epochs, found.batch_epochs) == (50, 2)
    assert found.gradient_share == found.backward_error == 1e-15
    assert prepare(problem, spectrum, 10.0, 50, 1e-6).gradient_share == pytest.approx(1e-8)
