"""Bounds that are nearly met: for each term, data for which it leads and the error comes near it.

A bound that is never violated may still be a hundred times too large, and a constant of it could
shrink tenfold with no test that notices. Here every term of every certificate is met to a factor
of `NEAR` by an error that the rounding it allows for can cause, or does cause.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.numerics.doubledouble import pair
from downslope.solvers import SOLVERS, qr
from downslope.solvers.certificate import (
    after_pass,
    factor_rounding,
    gram_rounding,
    one_pass,
    refined,
)
from downslope.solvers.cholesky import FirstPass, first_pass
from downslope.solvers.contract import Accuracy, Answer
from downslope.solvers.residuals import pair_residual_pass
from downslope.solvers.rows import Columns, Rows, choose_origin
from exact_rational import exact_weights
from near_bounds import NEAR, TENTH, UNIT_ROUNDOFF, check_near, shares

ETA = 1e-3  # so large that the rounding of these few products does not matter

COLUMNS = np.array([[1.0, 0.6, 0.1], [0.6, 1.0, -0.3], [0.1, -0.3, 1.0]])  # G of unit columns
INVERSE = np.linalg.inv(COLUMNS)
FACTOR = np.linalg.inv(np.linalg.cholesky(COLUMNS)).T  # V with W = V Vᵀ
LENGTHS = np.sqrt(INVERSE.diagonal())
BETA = np.array([[2.0], [-0.5], [1.5]])
NONE = np.zeros((3, 1))


def near(error: np.ndarray, bound: np.ndarray, factor: float = NEAR) -> None:
    """Check that errors lie below their bounds, and some error near its bound."""
    share = np.abs(error) / bound
    assert np.all(share <= 1.0 + 1e-9)
    assert share.max() * factor >= 1.0, share


# --- The terms of the formulas, each with the rounding that it allows for -----------------------


def worst_for(j: int) -> np.ndarray:
    """The signs (3, 1) of a right side that moves weight j as far as it can."""
    return np.sign(INVERSE[j])[:, np.newaxis]


@pytest.mark.parametrize("j", range(3))
def test_what_the_small_system_leaves_over_moves_a_weight_by_its_reach(j: int) -> None:
    left_over = 0.01 * worst_for(j)
    error = INVERSE @ left_over
    bound = one_pass(np.abs(INVERSE), 0.0, 0.0, NONE, left_over, np.zeros(1))
    near(error[j], bound[j], 1.0 + 1e-9)


@pytest.mark.parametrize("j", range(3))
def test_rounding_of_the_gram_matrix_moves_a_weight_by_the_sum_of_the_weights(j: int) -> None:
    gram_off = ETA * worst_for(j) @ np.sign(BETA).T
    truth = np.linalg.solve(COLUMNS + gram_off, COLUMNS @ BETA)
    spread = ETA * np.abs(INVERSE).sum()
    bound = one_pass(np.abs(INVERSE), ETA, spread, BETA, NONE, np.zeros(1))
    near((BETA - truth)[j], bound[j], 1.1)


@pytest.mark.parametrize("j", range(3))
def test_rounding_of_the_right_side_moves_a_weight_by_the_targets_length(j: int) -> None:
    right_off = 7.0 * ETA * worst_for(j)  # the target's length is 7
    bound = one_pass(np.abs(INVERSE), ETA, 0.0, NONE, NONE, np.full(1, 7.0))
    near((INVERSE @ right_off)[j], bound[j], 1.0 + 1e-9)


@pytest.mark.parametrize("formula", ["one pass", "after a pass"])
def test_the_series_of_the_inverse_grows_by_one_minus_the_spread(formula: str) -> None:
    # (I − η 11ᵀ)⁻¹ 1 = 1 / (1 − pη): every term of the Neumann series has the same sign.
    eta, p = 0.08, 3
    ones = np.ones((p, 1))
    error = np.linalg.solve(np.eye(p) - eta * np.ones((p, p)), ones)
    if formula == "one pass":
        bound = one_pass(np.eye(p), eta, p * eta, np.zeros((p, 1)), ones, np.zeros(1))
    else:
        lengths, rounding = np.ones(p), np.ones(1)
        bound = after_pass(
            np.eye(p), lengths, eta, p * eta, np.zeros((p, 1)), 0 * rounding, rounding
        )
    near(error, bound, 1.0 + 1e-9)


@pytest.mark.parametrize("j", range(3))
def test_a_correction_is_off_by_the_rounding_of_the_inverse(j: int) -> None:
    # The exact inverse is that of G + E, so d = W g stands where (G + E)⁻¹ g was meant.
    gram_off = ETA * worst_for(j) @ np.sign(BETA).T
    truth = np.linalg.solve(COLUMNS + gram_off, COLUMNS @ BETA)
    spread = ETA * np.abs(INVERSE).sum()
    none = np.zeros(1)
    bound = after_pass(np.abs(INVERSE), LENGTHS, ETA, spread, BETA, none, none)
    near((BETA - truth)[j], bound[j], 1.1)


@pytest.mark.parametrize("j", range(3))
def test_rounding_of_the_residuals_is_amplified_by_the_length_of_a_row(j: int) -> None:
    # Residuals off by δ in the direction of Z V v: the weights are off by W Zᵀ Z V v δ = V v δ.
    delta = 0.01
    v = FACTOR[j] / LENGTHS[j]
    error = FACTOR @ v * delta
    none, some = np.zeros(1), np.full(1, delta)
    near(error[j], after_pass(np.abs(INVERSE), LENGTHS, 0.0, 0.0, NONE, some, none)[j, 0], 1.001)
    near(error[j], refined(LENGTHS, 0.0, 1.0, none, some, none)[j, 0], 1.001)


@pytest.mark.parametrize("j", range(3))
def test_rounding_of_the_gradient_is_amplified_by_the_inverse(j: int) -> None:
    gamma, none = 0.01, np.zeros(1)
    error = INVERSE @ (gamma * worst_for(j))
    bound = after_pass(np.abs(INVERSE), LENGTHS, 0.0, 0.0, NONE, none, np.full(1, gamma))
    near(error[j], bound[j], 1.0 + 1e-9)


@pytest.mark.parametrize("p", [1, 2, 4, 9])
def test_rounding_of_a_refined_gradient_grows_with_the_smallest_singular_value(p: int) -> None:
    # G has one small eigenvalue σ² along 1/√p, so V has the column 1 / (σ√p); γ = 1 everywhere
    # is √p along it, and a weight moves by √p/σ² · 1/√p.
    sigma, gamma = 0.01, 1e-5
    ones = np.full(p, 1.0 / np.sqrt(p))
    inverse = np.eye(p) + (1.0 / sigma**2 - 1.0) * np.outer(ones, ones)
    error = inverse @ np.full(p, gamma)
    none = np.zeros(1)
    bound = refined(np.sqrt(inverse.diagonal()), 0.0, sigma, none, none, np.full(1, gamma))
    near(error, bound[:, 0], np.sqrt(p) * 1.01)


@pytest.mark.parametrize("epsilon", [0.01, 0.4])
def test_a_factor_off_by_epsilon_leaves_that_share_of_a_step(epsilon: float) -> None:
    # R was computed where R/√(1 − ε) was meant, along one direction: the step ‖z‖ h is off by
    # the share ε of what it should have been, and what was meant is up to 1/(1 − ε) times as long.
    z, h, none = 3.0, 2.0, np.zeros(1)
    computed, meant = h * z, h * z / (1.0 - epsilon)
    bound = refined(np.full(1, h), epsilon, 1.0, np.full(1, epsilon * z), none, none)
    near(np.array([meant - computed]), bound, 1.001)
    # A residual's rounding δ enters the step and the bound of what is left: (1 + ε) δ.
    delta = np.full(1, 0.1)
    bound = refined(np.full(1, h), epsilon, 1.0, none, delta, none)
    near(np.array([h * (1.0 + epsilon) * 0.1 / (1.0 - epsilon)]), bound, 1.001)


# --- Rounding that does occur ---------------------------------------------------------------------


def design_of(X: np.ndarray, y: np.ndarray, intercept: bool = False) -> MemoryDesign:
    Y = y[:, np.newaxis]
    return MemoryDesign(
        Rows(X, Y, intercept, choose_origin(X, Y, intercept)), default_names(X.shape[1])
    )


def in_sequence(terms: np.ndarray) -> float:
    """Sum one after the other, the order of summation that loses most."""
    return float(np.add.accumulate(terms)[-1])


def from_gram(gram: np.ndarray, n: int, depth: float) -> FirstPass:
    p = len(gram) - 1
    columns = Columns(
        n=n, d=p, intercept=False, origin=np.zeros(p + 1), k=1, weighted=False, paired=False,
        column_scale=None,
    )  # fmt: skip
    found = first_pass(gram, columns, gram_rounding(depth, p))
    assert isinstance(found, FirstPass)
    return found


# Added 4096 times, the first of these loses a quarter of a rounding at every addition, in the mean,
# and the second gains one.
LOSES, GAINS = 1.9768141592653592, 1.972314159265359


def test_long_sums_that_round_one_way_come_near_the_depth() -> None:
    n, x = 4096, np.sqrt(LOSES)
    t = GAINS / x
    X, T = np.full(n, x), np.full(n, t)
    products = in_sequence(X * X), in_sequence(X * T), in_sequence(T * T)
    gram = np.array([[products[0], products[1]], [products[1], products[2]]])
    answer = from_gram(gram, n, n).answer
    check_near(shares(answer, [Fraction(t) / Fraction(x)])[0], TENTH)


@pytest.mark.parametrize(("n", "p"), [(1, 1), (2, 1), (3, 2)])
def test_the_small_system_alone_comes_near_the_terms_of_p(n: int, p: int) -> None:
    rng, worst = np.random.default_rng(n), 0.0
    for _ in range(60):
        Z = rng.uniform(1.0, 2.0, (n, p + 1))
        gram = np.add.accumulate(Z[:, :, np.newaxis] * Z[:, np.newaxis])[-1]
        exact = exact_weights(Z[:, :p], Z[:, p], intercept=False)
        worst = max(worst, shares(from_gram(gram, n, n).answer, exact).max())
    check_near(worst)


@pytest.mark.parametrize("p", [1, 2, 5, 40])
def test_the_rounding_of_a_gram_matrix_covers_each_step_that_rounds(p: int) -> None:
    # Higham, theorem 10.3: the factor, p + 1; section 14.2: its inverse, p on either side;
    # W = L⁻ᵀL⁻¹, p more; shift, scale and root of a weight, twice each, and the division, 7.
    steps = 1000.0 + (p + 1) + 2 * p + p + 7
    assert steps <= gram_rounding(1000.0, p) / UNIT_ROUNDOFF <= 1000.0 + 3.0 * (steps - 1000.0)


@pytest.mark.parametrize(("p", "condition"), [(1, 1.0), (4, 1e3), (9, 1e6)])
def test_the_rounding_of_a_factor_is_the_one_documented(p: int, condition: float) -> None:
    assert factor_rounding(p, condition) == pytest.approx(
        20.0 * p**1.5 * condition * UNIT_ROUNDOFF, rel=1e-14
    )


def test_long_gradients_that_round_one_way_come_near_the_depth() -> None:
    # The residuals rise by a number that loses at every addition, then fall by one that gains.
    n = 4096
    rises, falls = (1.99 // 2.0**-40 * 2.0**-40 + 2.0**-42 * (1.0 + sign / 256) for sign in (-1, 1))
    T = np.where(np.arange(n) < n // 2, rises, -falls)
    first = from_gram(np.array([[n, 0.0], [0.0, in_sequence(T * T)]]), n, n)
    answer = first.corrected(np.array([[in_sequence(T)]]), np.array([in_sequence(T * T)]), n)
    truth = (Fraction(rises) - Fraction(falls)) / 2
    check_near(shares(answer, [truth])[0], TENTH)


def test_residuals_that_round_one_way_come_near_their_bound() -> None:
    rng, worst = np.random.default_rng(0), 0.0
    n = 64
    for _ in range(100):
        x, b = rng.uniform(1.0, 2.0, 2)
        X, T = np.full(n, x), np.full(n, x * b)
        T[0] *= 1.0 + 1e-9
        Z = np.column_stack([X, T])
        first = from_gram(Z.T @ Z, n, n)
        residuals = T - X * first.slopes[0, 0]
        gradient, squares = np.array([[X @ residuals]]), np.array([residuals @ residuals])
        exact = exact_weights(X[:, np.newaxis], T, intercept=False)
        worst = max(worst, shares(first.corrected(gradient, squares, n), exact)[0])
    check_near(worst)


def test_an_origin_far_from_zero_comes_near_the_rounding_of_the_intercept() -> None:
    rng, worst = np.random.default_rng(2), 0.0
    X = np.array([[-1.0], [1.0], [-1.0], [1.0]])
    for _ in range(30):
        y = 1e9 * rng.uniform(1.0, 2.0) + 1e-3 * rng.standard_normal(4)
        answer = SOLVERS["cholesky"](design_of(X, y, intercept=True), Accuracy.STANDARD)
        assert isinstance(answer, Answer)
        worst = max(worst, shares(answer, exact_weights(X, y))[1])
    check_near(worst, TENTH)


@pytest.mark.parametrize(("p", "factor"), [(1, TENTH), (2, NEAR), (3, 2.0 * NEAR)])
def test_a_factor_from_qr_comes_near_its_rounding(p: int, factor: float) -> None:
    """The practical constant 20, for one step from weights of zero."""
    rng, worst = np.random.default_rng(p), 0.0
    for _ in range(60):
        X = rng.standard_normal((10, p))
        if p > 1:
            X[:, -1] = X[:, 0] + 10.0 ** -rng.uniform(0.0, 8.0) * X[:, -1]
        y = X @ rng.standard_normal(p)
        rows = Rows(X, y[:, np.newaxis], False, np.zeros(p + 1))
        found = qr.Factor.of(rows)
        assert found is not None
        gradient = pair_residual_pass(rows, pair(np.zeros((p, 1))))[0][0]
        step = found.inverse.T @ (gradient * found.unit[:, np.newaxis])
        weights = (found.inverse @ step) * found.unit[:, np.newaxis]
        lengths = np.sqrt(np.square(found.inverse).sum(axis=1)) * found.unit
        size, none = found.epsilon * np.sqrt((step * step).sum(axis=0)), np.zeros(1)
        bound = refined(lengths, found.epsilon, found.smallest, size, none, none)[:, 0]
        exact = exact_weights(X, y, intercept=False)
        off = [
            abs(float(Fraction(w) - truth)) for w, truth in zip(weights[:, 0], exact, strict=True)
        ]
        worst = max(worst, (np.array(off) / bound).max())
    check_near(worst, factor)


@pytest.mark.parametrize(("p", "factor"), [(1, TENTH), (2, NEAR)])
def test_the_step_that_svd_measures_comes_near_its_error(p: int, factor: float) -> None:
    rng, worst = np.random.default_rng(p), 0.0
    for _ in range(60):
        X = rng.uniform(1.0, 2.0, (6, p))
        y = X @ rng.uniform(1.0, 2.0, p)
        answer = SOLVERS["svd"](design_of(X, y), Accuracy.STANDARD)
        assert isinstance(answer, Answer)
        worst = max(worst, shares(answer, exact_weights(X, y, intercept=False)).max())
    check_near(worst, factor)


@pytest.mark.parametrize("method", ["exact", "rational"])
def test_the_last_rounding_comes_near_the_bound_of_correct_weights(method: str) -> None:
    rng, worst = np.random.default_rng(3), 0.0
    for _ in range(30):
        X, y = rng.uniform(1.0, 2.0, (5, 2)), rng.uniform(1.0, 2.0, 5)
        answer = SOLVERS[method](design_of(X, y), Accuracy.FULL)
        assert isinstance(answer, Answer)
        bound = answer.bound()
        assert bound is not None
        exact = exact_weights(X, y, intercept=False)
        for weight, truth, room in zip(answer.weights[:, 0], exact, bound[:, 0], strict=True):
            worst = max(worst, abs(float(Fraction(weight) - truth)) / room)
    check_near(worst, 2.0)
