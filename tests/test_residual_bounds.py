"""Bounds on the sums of squares of residuals, and on what is solved from the products alone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import downslope as ds
from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.numerics.doubledouble import pair
from downslope.solvers import SOLVERS, exact, lsmr, qr
from downslope.solvers.active_set import (
    _Found,
    _gaps,
    minimize_path,
    minimize_sparse,
    path_weights,
)
from downslope.solvers.cholesky import FirstPass, first_pass
from downslope.solvers.contract import Accuracy, Answer, Declined
from downslope.solvers.exact import UnitSystem, exact_gram
from downslope.solvers.quadratic import Quadratic
from downslope.solvers.residuals import PAIR_BLOCK_VALUES, pair_pass_rounding
from downslope.solvers.rows import Columns, Rows, choose_origin
from exact_rational import exact_weights
from near_bounds import TENTH, UNIT_ROUNDOFF, check_near


def design_of(X: np.ndarray, y: np.ndarray, intercept: bool = True) -> MemoryDesign:
    Y = y[:, np.newaxis]
    rows = Rows(X, Y, intercept, choose_origin(X, Y, intercept))
    return MemoryDesign(rows, default_names(X.shape[1]))


# --- What is left of the target -------------------------------------------------------------------


def residual_square(gram: np.ndarray) -> float:
    """‖t − Z b‖² of the Gram matrix of [Z, t]: what elimination leaves of its last entry."""
    p = len(gram) - 1
    return float(gram[p, p] - gram[:p, p] @ np.linalg.solve(gram[:p, :p], gram[:p, p]))


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_the_rounding_of_a_gram_matrix_moves_the_residuals_by_half_of_it(sign: float) -> None:
    eta, length = 1e-5, 3.0
    gram = np.array([[1.0, 0.5, 1.5], [0.5, 1.0, -1.0], [1.5, -1.0, length**2]])
    columns = Columns(
        n=10, d=2, intercept=False, origin=np.zeros(3), k=1, weighted=False, paired=False,
        column_scale=None,
    )  # fmt: skip
    found = first_pass(gram, columns, eta)
    assert isinstance(found, FirstPass)
    along = np.sign(np.append(found.beta[:, 0], -1.0)) * [1.0, 1.0, length]
    off = sign * eta * np.outer(along, along)
    norm, other = (np.sqrt(residual_square(each)) for each in (gram, gram + off))
    answer = found.answer
    assert answer.residual_norms[0] == pytest.approx(norm, rel=1e-12)
    assert answer.residual_error is not None
    share = abs(other**2 - norm**2) / 2.0 / norm**2 / answer.residual_error[0]
    assert share == pytest.approx(1.0, rel=1e-3)  # to first order
    size = np.abs(found.beta).sum() + length
    assert answer.residual_rounding == pytest.approx(np.sqrt(eta) * size)


def test_residuals_of_a_refined_answer_come_near_their_last_roundings() -> None:
    rng, worst = np.random.default_rng(0), 0.0
    for _ in range(60):
        X = rng.normal(size=(7, 1))
        y = rng.normal(size=7)
        answer = SOLVERS["qr"](design_of(X, y, intercept=False), Accuracy.STANDARD)
        assert isinstance(answer, Answer)
        (weight,) = exact_weights(X, y, intercept=False)
        rows = zip(X[:, 0].tolist(), y.tolist(), strict=True)
        square = sum((Fraction(t) - weight * Fraction(x)) ** 2 for x, t in rows)
        found = Fraction(float(answer.residual_norms[0])) ** 2
        assert answer.residual_error is not None
        worst = max(worst, abs(float(found / square - 1)) / 2.0 / answer.residual_error[0])
    check_near(worst, TENTH)


def test_the_error_of_the_residuals_is_the_rounding_of_a_pass_and_four_more() -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(30, 2)), rng.normal(size=30)
    design = design_of(X, y, intercept=False)
    answer = SOLVERS["qr"](design, Accuracy.STANDARD)
    assert isinstance(answer, Answer)
    assert answer.residual_error is not None
    size = np.abs(answer.weights[:, 0]) @ np.ones(2) * 64.0 + np.linalg.norm(y)
    rest = pair_pass_rounding(design.rows) * size / answer.residual_norms[0]
    more = answer.residual_error[0] / UNIT_ROUNDOFF
    assert 4.0 <= more <= 4.0 + rest / UNIT_ROUNDOFF + 1e-9


# --- What has no factor -----------------------------------------------------------------------


def test_a_factor_with_a_zero_on_its_diagonal_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose smallest singular value, of rounding alone, is not zero."""
    triangle = np.array([[1.0, 1 / 3, 0.7, 1.0], [0, 0, 0.3, 1.0], [0, 0, 0.2, 1.0], [0, 0, 0, 1]])
    assert np.linalg.svd(triangle[:3, :3], compute_uv=False)[-1] > 0.0
    monkeypatch.setattr(qr, "block_triangle", lambda rows: triangle)
    X = np.ones((4, 3))
    assert qr.Factor.of(Rows(X, X[:, :1], False, np.zeros(4))) is None


@pytest.mark.parametrize(("n", "p"), [(30, 3), (4, 9)])
def test_lsmr_takes_so_many_iterations_for_each_weight(
    n: int, p: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed: list[int] = []
    solve = lsmr.CenteredDesign.solve

    def noted(self, targets, tolerance, most_iterations):  # type: ignore[no-untyped-def]
        allowed.append(most_iterations)
        return solve(self, targets, tolerance, most_iterations)

    monkeypatch.setattr(lsmr.CenteredDesign, "solve", noted)
    rng = np.random.default_rng(0)
    answer = SOLVERS["lsmr"](design_of(rng.normal(size=(n, p)), rng.normal(size=n), False),
                             Accuracy.STANDARD)  # fmt: skip
    assert isinstance(answer, Answer)
    assert allowed == [20 * min(n, p) + 100]


# --- The system of exact products -------------------------------------------------------------


@pytest.mark.parametrize("intercept", [True, False])
def test_the_intercepts_column_is_eliminated_first(intercept: bool) -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(20, 3)) * [1e-6, 1.0, 1e6]
    design = design_of(X, 1e-9 * rng.normal(size=20), intercept)
    assert design.rows is not None
    summed = UnitSystem.of(*exact_gram(design.rows))
    gram, eta = design.gram()
    for system in (summed, UnitSystem.of_float(gram, design.columns, eta)):
        assert system.order.tolist() == ([3, 0, 1, 2] if intercept else [0, 1, 2])
        lengths = np.sqrt(system.gram[0].diagonal())
        assert (lengths >= 2**-0.5).all()
        assert (lengths <= 2**0.5).all()


# --- Slopes of a sparse model ---------------------------------------------------------------------


def test_columns_that_nearly_depend_keep_their_digits_through_each_round() -> None:
    """A Hessian of condition 1e11: each of Newton's steps gains but a few digits."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=40)
    X = np.column_stack([x, x + 3e-6 * rng.normal(size=40)])
    y = X @ [1.0, 2.0] + 1e-6 * rng.normal(size=40)
    alpha = 2.0**-60
    found = minimize_sparse(ds.Lasso(X, y, alpha=alpha, intercept=False))
    signs = np.sign(found.weights)
    columns = [[Fraction(v) for v in column] for column in X.T.tolist()]
    target = [Fraction(v) for v in y.tolist()]

    def product(one: list[Fraction], other: list[Fraction]) -> Fraction:
        return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))

    # 1/2n ‖y − Xw‖² + alpha ‖w‖₁, as the model tells its own loss.
    model = ds.Lasso(X, y, alpha=alpha, intercept=False)
    factor = Fraction(float(model.penalties[0])) / Fraction(model.scale)
    (a, b), (_, c) = ([product(one, other) for other in columns] for one in columns)
    u, v = (product(one, target) - factor * int(s) for one, s in zip(columns, signs, strict=True))
    truth = [(c * u - b * v) / (a * c - b * b), (a * v - b * u) / (a * c - b * b)]
    off = [abs(float(Fraction(float(w)) - e)) for w, e in zip(found.weights, truth, strict=True)]
    assert (off <= found.bound).all()
    assert (found.bound <= 1e-13 * np.abs(found.weights)).all()


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("l1_ratio", [0.0, 0.5, 1.0])
def test_a_gap_is_what_the_loss_can_still_fall(l1_ratio: float, sign: float) -> None:
    """Exactly so for a square; for a lasso it is no less, and nothing at the minimum."""
    rng = np.random.default_rng(4)
    X = rng.normal(size=(50, 2)) * [100.0, 0.03]
    y = sign * (X @ [0.1, 40.0] + rng.normal(size=50))
    alpha = 0.05
    model = ds.ElasticNet(X, y, alpha=alpha, l1_ratio=l1_ratio, intercept=False)
    quadratic = Quadratic.of_rows(model)
    (best,) = minimize_path(model, quadratic, [alpha])
    unit = quadratic.problem.unit
    penalty, squared = (np.full((1, 2), part) for part in model.penalties)
    pull, slopes = 2 * squared / unit**2, best.weights * [1.1, 0.7]
    around = quadratic.gradients(
        pair((slopes * unit)[np.newaxis]), pull, penalty * np.sign(slopes) / unit
    )
    found = _Found(penalty, squared, slopes[np.newaxis], [1])
    (gap,) = _gaps(quadratic, around, slopes[np.newaxis], found)
    falls = model.loss(slopes) - model.loss(best.weights)
    if l1_ratio:
        assert falls <= gap <= 30.0 * falls
        assert 0.0 <= best.gap < 1e-12 * falls
    else:
        assert gap == pytest.approx(falls, rel=1e-9)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("l1_ratio", [0.0, 0.5, 1.0])
def test_weights_without_a_proof_are_those_with_one(l1_ratio: float, intercept: bool) -> None:
    rng = np.random.default_rng(5)
    X = rng.normal(size=(40, 3)) * [100.0, 1.0, 0.01] + [300.0, -4.0, 0.5]
    y = X @ [0.02, 1.0, 70.0] + rng.normal(size=40) + 9.0
    model = ds.ElasticNet(X, y, alpha=0.1, l1_ratio=l1_ratio, intercept=intercept)
    quadratic, alphas = Quadratic.of_rows(model), np.array([1.0, 0.1, 0.001])
    proven = minimize_path(model, quadratic, alphas)
    found = path_weights(model, quadratic, alphas)
    assert found.shape == (3, 3 + intercept)
    for weights, best in zip(found, proven, strict=True):
        expected = quadratic.at(best.weights) - quadratic.middles()
        np.testing.assert_allclose(weights, expected, rtol=1e-9, atol=1e-11)


# --- What exact products cannot tell ----------------------------------------------------------


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize(("bits", "says"), [(40, ""), (50, "rounding may change its inverse")])
def test_columns_too_close_for_100_bits_are_declined_whatever_their_signs(
    bits: int, says: str, sign: float
) -> None:
    rng = np.random.default_rng(0)
    x = rng.integers(1, 2**20, 12).astype(float)
    X = np.column_stack(
        [x, sign * (x + np.ldexp(rng.integers(-8, 9, 12).astype(float), 20 - bits))]
    )
    answer = SOLVERS["exact"](design_of(X, x + rng.normal(size=12), False), Accuracy.STANDARD)
    if says:
        assert isinstance(answer, Declined)
        assert says in answer.reason
    else:
        assert isinstance(answer, Answer)


def test_an_intercept_beside_columns_that_add_up_is_determined_far_from_zero() -> None:
    rng = np.random.default_rng(1)
    X = rng.integers(0, 100, (30, 2)) + 1e7
    X = np.column_stack([X, X[:, 0] - X[:, 1]])
    solution = ds.solve(X, X @ [1.0, 2.0, 0.0] + rng.normal(size=30))
    assert solution.rank == 3
    assert np.isnan(solution.bound[:3]).all()
    assert np.isfinite(solution.bound[3])


@pytest.mark.parametrize("eta", [1e-3, 0.1, 0.2])
def test_the_worst_rounding_of_exact_products_meets_the_bound(eta: float) -> None:
    """G β = h, of which the data may mean (G − η) β′ = h + η ‖t‖: no rounding moves β further."""
    X, y = np.array([[0.6], [0.8]]), np.array([1.0, 2.0])
    design = design_of(X, y, intercept=False)
    assert design.rows is not None
    system = replace(UnitSystem.of(*exact_gram(design.rows)), eta=eta)
    answer = exact._solve_system(system, Accuracy.STANDARD)
    assert isinstance(answer, Answer)
    assert answer.error is not None
    gram, length = float(system.gram[0][0, 0]), float(system.gram[0][1, 1]) ** 0.5
    beta = answer.weights[0, 0] / system.unit[0] * system.target_unit[0]
    # A column about as long as one, so η stands for its square and its product alike.
    worst = (beta * gram + eta * length) / (gram - eta) - beta
    found = answer.error[0, 0] / system.unit[0] * system.target_unit[0]
    assert found == pytest.approx(worst, rel=1e-9)


def test_columns_within_a_quarter_of_their_rounding_are_declined() -> None:
    design = design_of(np.array([[0.6], [0.8]]), np.array([1.0, 2.0]), intercept=False)
    assert design.rows is not None
    system = UnitSystem.of(*exact_gram(design.rows))
    inverse = 1.0 / float(system.gram[0][0, 0])
    for share, told in ((0.249, Answer), (0.251, Declined)):
        some = replace(system, eta=share / inverse)
        assert isinstance(exact._solve_system(some, Accuracy.STANDARD), told)


def test_the_rounding_of_a_pass_in_pairs_grows_with_each_block() -> None:
    def rounding(blocks: int) -> float:
        column = np.broadcast_to(0.0, (blocks * PAIR_BLOCK_VALUES, 1))
        return pair_pass_rounding(Rows(column, column, False, np.zeros(2)))

    assert [rounding(blocks) / rounding(0) for blocks in (1, 3, 100)] == [2.0, 4.0, 101.0]
