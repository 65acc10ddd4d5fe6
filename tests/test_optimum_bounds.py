"""Bounds of weights found by Newton's method, by hand: each term meets what it bounds."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.models.score_model import ScoreModel
from downslope.numerics.doubledouble import pair
from downslope.solvers.active_set import (
    _Support,
    feature_sign_search,
    minimize_path,
    minimize_sparse,
)
from downslope.solvers.newton import (
    _newton_direction,
    _optimum,
    _proof,
    data_in_memory,
    minimize,
    start_of_sample,
)
from downslope.solvers.quadratic import Gradients, Quadratic
from downslope.solvers.row_data import Sums
from downslope.solvers.row_sums import Measure, MeasurePrecisely
from downslope.solvers.scaled_model import Piece
from near_bounds import PAIR_ROUNDOFF, TENTH, check_near


def sums(
    hessian: Any,
    gradient: Any,
    rounding: Any = 0.0,
    hessian_rounding: float = 0.0,
    curvature_rounding: float = 0.0,
) -> Sums:
    gradient = np.asarray(gradient, dtype=float)
    return Sums(
        loss=0.0,
        gradient=gradient,
        hessian=np.asarray(hessian, dtype=float),
        rounding=np.broadcast_to(np.asarray(rounding, dtype=float), gradient.shape),
        hessian_rounding=hessian_rounding,
        curvature_rounding=curvature_rounding,
        closest=np.inf,
    )


def optimum(at: Any, found: Sums) -> Any:
    """What Newton's method makes of sums of a quadratic, in the user's units."""
    p = len(found.gradient)
    problem = SimpleNamespace(
        groups=1, p=p, largest=np.ones(p), to_user=np.eye(p), user_weights=lambda v: v,
        model=SimpleNamespace(concordance=0.0),
    )  # fmt: skip
    data: Any = SimpleNamespace(problem=problem, wants_precise=False)
    return _optimum(data, np.asarray(at, dtype=float), found, 1)


# Of a Gram matrix of columns of length one, the worst rounding falls on its flattest direction.
HESSIANS = [np.eye(1), np.diag([4.0, 0.25]), np.array([[1.0, -0.9], [-0.9, 1.0]])]


@pytest.mark.parametrize("hessian", HESSIANS, ids=len)
def test_the_rounding_of_the_gradient_meets_its_bound(hessian: np.ndarray) -> None:
    wrong = np.zeros(len(hessian))
    wrong[0] = 1e-3
    found = optimum(np.ones(len(hessian)), sums(hessian, wrong, wrong))
    error = np.abs(np.linalg.solve(hessian, wrong))  # were the gradient that is summed zero
    check_near(float((error / found.bound).max()), 1.01)


@pytest.mark.parametrize("hessian", HESSIANS, ids=len)
@pytest.mark.parametrize("lost", [1e-12, 1e-6, 1e-4])
def test_the_rounding_of_the_hessian_meets_its_bound(hessian: np.ndarray, lost: float) -> None:
    sizes = np.sqrt(np.diag(hessian))
    exact = hessian - lost * np.outer(sizes, sizes)  # the entries are off by as much as they may be
    gradient = exact @ np.ones(len(hessian))
    found = optimum(np.ones(len(hessian)), sums(hessian, gradient, 0.0, lost))
    error = np.abs(found.weights)  # the minimum of the exact quadratic is at 0
    check_near(float((error / found.bound).max()), TENTH)


@pytest.mark.parametrize("hessian", HESSIANS, ids=len)
@pytest.mark.parametrize("lost", [1e-12, 1e-6, 1e-3])
def test_the_rounding_of_the_curvatures_meets_its_bound(hessian: np.ndarray, lost: float) -> None:
    gradient = (1.0 - lost) * hessian @ np.ones(len(hessian))  # all rows' are off by the same share
    found = optimum(np.ones(len(hessian)), sums(hessian, gradient, 0.0, 0.0, lost))
    check_near(float((np.abs(found.weights) / found.bound).max()), TENTH)


def one_column(name: str, share: float) -> ScoreModel:
    """A column of ones, so that the curvature of all rows changes alike."""
    y = np.arange(1000) < 1000 * share
    ones = np.ones((1000, 1))
    if name == "poisson":
        return ds.Poisson(ones, y.astype(float), intercept=False)
    return ds.Logistic(ones, y, intercept=False)


def share_of_bound(model: ScoreModel, best: np.ndarray, off: np.ndarray) -> float:
    """Error / bound after a step of Newton's from weights that are off; NaN without a proof."""
    data, _ = data_in_memory(model)
    start = (best + off).copy()
    if model.has_intercept:
        start[-1] += data.problem.origin @ start[:-1]
    start[: model.d] *= data.problem.unit
    found = _optimum(data, start, data.sums(start), 1)
    return float((np.abs(found.weights - best) / found.bound).max())


@pytest.mark.parametrize(("name", "share"), [("poisson", 0.4), ("logistic", 0.05)])
@pytest.mark.parametrize("off", [1e-3, -1e-2, 0.1])
def test_a_curvature_that_changes_on_the_way_meets_its_bound(
    name: str, share: float, off: float
) -> None:
    model = one_column(name, share)
    best = minimize(model).weights
    check_near(share_of_bound(model, best, np.array([off])), TENTH)


@pytest.mark.parametrize("name", ["poisson", "logistic"])
def test_a_hunt_that_climbs_violates_no_bound_of_newtons_method(name: str) -> None:
    """The worst start found so far is moved a little, again and again."""
    rng = np.random.default_rng(len(name))
    x = rng.exponential(size=(60, 2)) ** 2  # few rows far out
    rates = np.exp(0.3 * x[:, 0] - 1.0)
    made = rng.poisson(rates) if name == "poisson" else rng.uniform(size=60) < rates / (1 + rates)
    model: ScoreModel = {"poisson": ds.Poisson, "logistic": ds.Logistic}[name](x, made)
    best = minimize(model).weights
    off, worst = 0.01 * rng.normal(size=3), 0.0
    for _ in range(150):
        near = off * np.exp(0.3 * rng.normal()) + 0.3 * np.abs(off).max() * rng.normal(size=3)
        share = share_of_bound(model, best, near)
        assert not share > 1.0
        if share > worst:
            off, worst = near, share
    check_near(worst)


def support(hessian: Any, rounding: float, gradient: Any, wrong: Any) -> np.ndarray:
    """Bounds (p,) on what a last step leaves of slopes that are not 0."""
    p = len(hessian)
    own = _Support([0], np.arange(p), np.asarray(hessian, dtype=float), rounding)
    row = np.zeros((1, p))
    around = Gradients(row + gradient, row + wrong, np.zeros((1, p + 1)), np.zeros(1))
    left = float(own.left(around)[0])
    bounds: np.ndarray = left * np.sqrt(np.square(own.root).sum(axis=0))
    return bounds


@pytest.mark.parametrize("hessian", HESSIANS, ids=len)
def test_the_rounding_of_a_sparse_gradient_meets_its_bound(hessian: np.ndarray) -> None:
    wrong = np.zeros(len(hessian))
    wrong[0] = 1e-3
    error = np.abs(np.linalg.solve(hessian, wrong))
    check_near(float((error / support(hessian, 0.0, 0.0, wrong)).max()), 1.01)


@pytest.mark.parametrize("hessian", HESSIANS, ids=len)
@pytest.mark.parametrize("lost", [1e-12, 1e-6, 1e-4])
def test_the_rounding_of_a_sparse_hessian_meets_its_bound(hessian: np.ndarray, lost: float) -> None:
    sizes = np.sqrt(np.diag(hessian))
    gradient = (hessian - lost * np.outer(sizes, sizes)) @ np.ones(len(hessian))
    error = np.abs(1.0 - np.linalg.solve(hessian, gradient))
    check_near(float((error / support(hessian, lost, gradient, 0.0)).max()), TENTH)


def test_a_weight_without_any_error_but_the_last_is_off_by_that() -> None:
    for weight in (1.5, -1.5):
        found = optimum([weight], sums([[1.0]], [0.0]))
        assert found.bound == pytest.approx(PAIR_ROUNDOFF * 1.5, rel=1e-6, abs=0.0)


def test_what_the_last_rounding_removes_is_part_of_the_bound() -> None:
    for step in (1e-20, -1e-20):
        found = optimum([1.0], sums([[1.0]], [-step]))
        assert found.weights == [1.0]
        assert found.bound == pytest.approx(1e-20, rel=1e-9, abs=0.0)


@pytest.mark.parametrize("share", [0.25, 2.0])
def test_columns_within_8_roundings_of_each_other_have_no_inverse(share: float) -> None:
    apart = share * 8 * 2 * 2.0**-53
    found = optimum([0.0, 0.0], sums([[1.0, 1.0 - apart], [1.0 - apart, 1.0]], [1.0, 1.0]))
    assert np.isfinite(found.inverse_factor).all() == (share > 1.0)


def test_the_loss_is_that_of_the_minimum() -> None:
    """Of 2 (w − 3)² = 2 w² − 12 w + 18, seen from w = 4: 2 there, and 0 at the minimum."""
    found = optimum([4.0], replace(sums([[4.0]], [4.0]), loss=2.0))
    assert (found.weights.tolist(), found.loss, found.decrement) == ([3.0], 0.0, 2.0)
    flat = optimum([4.0, 4.0], replace(sums(np.ones((2, 2)), [4.0, 4.0]), loss=2.0))
    assert flat.loss == 2.0


def test_the_gradient_is_told_by_columns_of_one_length() -> None:
    assert optimum([0.0, 0.0], sums(np.diag([4.0, 9.0]), [2.0, -9.0])).gradient == 3.0


def test_a_column_without_curvature_has_a_direction() -> None:
    direction, _ = _newton_direction(sums(np.diag([4.0, 0.0]), [2.0, 0.0]))
    np.testing.assert_allclose(direction, [-0.5, 0.0])


def test_a_hessian_is_damped_by_columns_of_one_length() -> None:
    steep = np.array([1e8, 1e-4])
    direction, _ = _newton_direction(sums(np.diag(steep), [3.0, 5.0]), 0.1)
    np.testing.assert_allclose(direction, [-3.0, -5.0] / (1.1 * steep))


def test_columns_of_zeros_without_a_penalty_leave_the_weights_undetermined() -> None:
    found = minimize_sparse(ds.Lasso(np.zeros((5, 2)), np.arange(5.0), alpha=0.0, intercept=False))
    assert found.weights.tolist() == [0.0, 0.0]
    assert np.isnan(found.bound).all()
    assert not found.zero.any()


def test_sums_without_an_inverse_prove_nothing() -> None:
    found = optimum([0.0, 0.0], replace(sums(np.ones((2, 2)), [1.0, 1.0]), hessian_rounding=1e-9))
    assert not found.proven


def test_a_search_ends_at_its_own_rounding() -> None:
    """Slopes of 1e8 are never nearer to their equation than its terms are rounded."""
    _, steps = feature_sign_search(np.array([[1.0]]), np.array([-1e8 / 3]), np.array([0.3]))
    assert steps == 1


def test_the_loss_of_a_sparse_fit_is_the_models() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 3)) * [1.0, 100.0, 0.01]
    model = ds.ElasticNet(X, X @ [1.0, 0.0, 50.0] + rng.normal(size=40), alpha=0.1)
    found = minimize_sparse(model)
    assert found.loss == pytest.approx(model.loss(found.weights), rel=1e-12)


@pytest.mark.parametrize("intercept", [True, False])
def test_newtons_method_begins_where_a_sample_is_best(intercept: bool) -> None:
    """In the columns of all rows, with an inverse of the sample's Hessian."""
    rng = np.random.default_rng(6)
    X = rng.normal(size=(300, 2)) * [50.0, 0.2] + [400.0, intercept * 3.0]
    y = rng.uniform(size=300) < 1 / (1 + np.exp(-(X - [400.0, 0.0]) @ [0.02, 1.0]))
    whole = ds.Logistic(X, y, intercept=intercept)
    problem = data_in_memory(whole)[0].problem
    near, guess = start_of_sample(problem, Piece(X[::2], whole.y[::2], None))
    sample = minimize(ds.Logistic(X[::2], y[::2], intercept=intercept))
    weights = problem.user_weights((near.ravel(), np.zeros(near.size)))[0]
    np.testing.assert_allclose(weights, sample.weights, rtol=0.05, atol=0.02)
    assert guess is not None
    back = problem.to_user @ guess
    inverse = sample.inverse_factor @ sample.inverse_factor.T
    np.testing.assert_allclose(back @ back.T, inverse, rtol=0.1, atol=0.01 * inverse.max())
    few = Piece(X[: near.size], whole.y[: near.size], None)
    assert start_of_sample(problem, few)[1] is None


@pytest.mark.parametrize(("rows", "sampled"), [(8 * 4096 - 1, False), (8 * 4096, True)])
def test_a_sample_is_worth_it_from_one_row_in_8(rows: int, sampled: bool) -> None:
    x = np.linspace(-1.0, 1.0, rows)
    data, is_found = data_in_memory(ds.Logistic(x[:, np.newaxis], np.arange(rows) % 3 == 0))
    assert is_found
    assert (data.guess is not None) == sampled


@pytest.mark.parametrize("name", ["logistic", "poisson"])
@pytest.mark.parametrize("weighted", [True, False])
def test_the_rounding_of_a_precise_gradient_counts_each_row_by_its_size(
    name: str, weighted: bool
) -> None:
    rng = np.random.default_rng(8)
    X = rng.normal(size=(40, 2)) - 0.5
    y = (rng.uniform(size=40) < 0.5).astype(float)
    made = ds.Logistic if name == "logistic" else ds.Poisson
    model: ScoreModel = made(X, y, intercept=False)
    weights = rng.uniform(0.5, 2.0, 40) if weighted else None
    problem = data_in_memory(model, weights)[0].problem
    v = np.array([0.7, -1.2])
    pieces = [Piece(X[:25], model.y[:25], None if weights is None else weights[:25]),
              Piece(X[25:], model.y[25:], None if weights is None else weights[25:])]  # fmt: skip
    found = MeasurePrecisely(problem, v)(pieces)
    Z, w = X / problem.unit, np.ones(40) if weights is None else weights
    score = Z @ v
    mean = 1 / (1 + np.exp(-score)) if name == "logistic" else np.exp(score)
    np.testing.assert_allclose(found.gradient[0][0], (w * (mean - y)) @ Z, rtol=1e-12)
    least = (w * np.abs(mean - y)) @ np.abs(Z)  # the pulls' own rounding alone
    assert (found.sizes[0] >= least + w @ np.abs(Z)).all()
    assert (found.sizes[0] <= 30 * (least + w @ np.abs(Z))).all()
    assert found.rows == 40
    measured = Measure(problem, v, False, 0.0, True)(pieces)
    assert measured.rows == 40
    np.testing.assert_allclose(measured.gradient[0], found.gradient[0][0], rtol=1e-9)


@pytest.mark.parametrize("near", [0.8, 1.2])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_zero_is_proven_where_its_gradient_is_below_the_penalty_by_more_than_its_error(
    near: float, sign: float
) -> None:
    """The error of the other slope moves it, and so does the rounding of the products."""
    X, y = np.array([[1.0, 0.5], [0.0, 1.0]]), sign * np.array([8.0, 1.0])
    model = ds.Lasso(X, y, alpha=1.0, intercept=False)
    found = replace(Quadratic.of_rows(model), eta=1e-6)
    unit = found.problem.unit
    H = found.hessian() * np.outer(unit, unit)
    b = np.abs(found.scale * found.gram[0][:2, 2] * unit)
    factor = model.penalties[0]

    def at(beyond: float) -> Any:
        """The optimum for the penalty that the gradient is below by so much."""
        share = H[0, 1] / H[0, 0]
        penalty = (b[1] - share * b[0] + beyond) / (1.0 - share)
        return minimize_path(model, found, [penalty / factor])[0]

    clear = at(1e-3)
    assert clear.zero.tolist() == [False, True]
    v = np.array([[clear.weights[0] * unit[0], 0.0]])
    rounding = found.gradients(pair(v), 0 * v, 0 * v).rounding[0, 1] * unit[1]
    moved = 1.01 * H[0, 1] * clear.bound[0]
    assert min(rounding, moved) > 0.25 * (rounding + moved)
    assert at(near * (rounding + moved)).proven == (near > 1.0)


@pytest.mark.parametrize("lost", [1e-3, 0.02, 0.04])
def test_roundings_of_gradient_and_hessian_add_up(lost: float) -> None:
    """The gradient may be as large as its rounding, and the curvature less than what is summed."""
    H = np.array([[4.0]])
    error = 1e-3 / (4.0 * (1.0 - lost))
    found = optimum(np.zeros(1), sums(H, [0.0], 1e-3, lost))
    check_near(float(error / found.bound[0]), 1.2)
    check_near(float(error / support(H, lost, 0.0, 1e-3)[0]), 1.2)


@pytest.mark.parametrize("lost", [0.0, 0.02, 0.04])
def test_a_step_is_proven_only_within_half_of_what_curvature_allows(lost: float) -> None:
    """Where the curvature may be less, steps are longer, and reach further along the rows."""
    least = 1.0 - 2.0 * lost  # the share of the Hessian that is left, twice the rounding off
    for share, proven in ((0.999, True), (1.001, False)):
        gradient = [share * 0.5 * least * 4.0]
        problem: Any = SimpleNamespace(
            groups=1, p=1, largest=np.ones(1), model=SimpleNamespace(concordance=1.0)
        )
        found = _proof(problem, sums([[4.0]], gradient, 0.0, lost))
        assert np.isfinite(found.left) == proven


def test_a_doubtful_hessian_takes_its_share_of_the_gradient() -> None:
    lost, spread = 2 * 0.04, (1 - 2 * 0.04) ** -0.5
    left = 1.1 * lost * 2.0 * spread**2  # of a step of length 2 in the norm of the Hessian
    assert support([[4.0]], 0.04, 4.0, 0.0)[0] == pytest.approx(left / 2.0, rel=1e-12)
