"""Bounds of (XᵀX)⁻¹, of residual norms and of F that are nearly met, as in `test_bounds`."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import downslope as ds
from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.numerics.gram import FEW_SLICES
from downslope.solvers import SOLVERS, exact
from downslope.solvers.certificate import inverse_rounding
from downslope.solvers.cholesky import FirstPass, first_pass
from downslope.solvers.contract import Accuracy, Answer
from downslope.solvers.rows import Columns, Rows
from exact_rational import bareiss, exact_weights
from near_bounds import NEAR, TENTH, Case, check_near, climb

Number = Fraction | float


def answer_of(method: str, X: np.ndarray, y: np.ndarray) -> Answer:
    rows = Rows(X, y[:, np.newaxis], False, np.zeros(X.shape[1] + 1))
    design = MemoryDesign(rows, default_names(X.shape[1]))
    found = SOLVERS[method](design, Accuracy.FULL)
    assert isinstance(found, Answer)
    return found


def product(one: list[float], other: list[float]) -> Fraction:
    return sum((Fraction(a) * Fraction(b) for a, b in zip(one, other, strict=True)), Fraction(0))


def gram_of(X: np.ndarray) -> list[list[Fraction]]:
    columns = X.T.tolist()
    return [[product(one, other) for other in columns] for one in columns]


def spread_of(X: np.ndarray, c: list[Fraction]) -> Fraction:
    """cᵀ(XᵀX)⁻¹c."""
    rows = zip(gram_of(X), c, strict=True)
    whole = 2**400  # all entries are multiples of 2^-400: the elimination is of integers
    solved = bareiss([[int(v * whole) for v in (*row, e)] for row, e in rows])
    return sum((a * b for a, b in zip(c, solved, strict=True)), Fraction(0))


def left_over(X: np.ndarray, y: np.ndarray) -> Fraction:
    """The smallest sum of squared residuals."""
    weights = exact_weights(X, y, intercept=False)
    rows = zip(X.tolist(), y.tolist(), strict=True)
    off = (Fraction(t) - sum(w * Fraction(x) for w, x in zip(weights, row, strict=True))
           for row, t in rows)  # fmt: skip
    return sum((each * each for each in off), Fraction(0))


# --- (XᵀX)⁻¹ --------------------------------------------------------------------------------------


def test_the_worst_rounding_of_a_gram_matrix_comes_near_the_bound_of_its_inverse() -> None:
    """G is off by η in each entry, in the direction that moves (G⁻¹)₁₁ most."""
    eta = 1e-7

    def share(case: Case) -> float:
        columns = np.reshape(case, (4, 2))
        columns = columns / np.linalg.norm(columns, axis=0)
        gram = columns.T @ columns
        lower = np.linalg.inv(np.linalg.cholesky(gram))
        inverse = lower.T @ lower
        signs = np.sign(inverse[0])
        off = np.linalg.inv(gram - eta * np.outer(signs, signs))
        return float((off[0, 0] / inverse[0, 0] - 1.0) / inverse_rounding(lower, eta))

    check_near(climb(lambda rng: rng.uniform(0.5, 2.0, 8), share, 120), TENTH)


@pytest.mark.parametrize(("method", "p", "factor"), [
    ("rational", 1, TENTH), ("exact", 1, TENTH), ("rational", 2, NEAR), ("exact", 2, NEAR),
])  # fmt: skip
def test_the_last_digits_of_an_inverse_factor_come_near_their_bound(
    method: str, p: int, factor: float
) -> None:
    """Of one column it is 1/‖x‖, whose root and quotient are rounded: its square by twice that."""

    def share(case: Case) -> float:
        X = np.reshape(case, (-1, p))
        answer = answer_of(method, X, X[:, 0] + 1.0)
        assert answer.inverse_factor is not None
        worst = 0.0
        for j in range(p):
            row = answer.inverse_factor[j].tolist()
            truth = spread_of(X, [Fraction(int(i == j)) for i in range(p)])
            worst = max(worst, abs(float(product(row, row) / truth - 1)) / answer.inverse_error)
        return worst

    check_near(climb(lambda rng: rng.uniform(1.0, 2.0, 3 * p), share, 60), factor)


# --- ‖r‖ ------------------------------------------------------------------------------------------


def residual_share(answer: Answer, truth: Fraction) -> float:
    """Error / bound of a residual norm, whose square is the truth; 0 where it counts as none."""
    if answer.residual_norms[0] == 0.0:
        return 0.0
    found = Fraction(float(answer.residual_norms[0])) ** 2
    assert answer.residual_error is not None
    return abs(float(found / truth - 1)) / 2.0 / float(answer.residual_error[0])


@pytest.mark.parametrize("method", ["rational", "exact", "qr"])
def test_the_last_digits_of_residual_norms_come_near_their_bound(method: str) -> None:
    """Of residuals as long as the target, only the root and the last rounding are left."""

    def share(case: Case) -> float:
        x, y = np.reshape(case, (2, -1))
        X = x[:, np.newaxis]
        return residual_share(answer_of(method, X, y), left_over(X, y))

    check_near(climb(lambda rng: rng.standard_normal(10), share, 40), TENTH)


def second_pass(x: np.ndarray, t: np.ndarray) -> Answer:
    """The answer of Cholesky's second pass, its squares summed in sequence."""
    n = len(t)
    columns = Columns(
        n=n, d=1, intercept=False, origin=np.zeros(2), k=1, weighted=False, paired=False,
        column_scale=None,
    )  # fmt: skip
    Z = np.column_stack([x, t])
    first = first_pass(Z.T @ Z, columns, 1e-13)
    assert isinstance(first, FirstPass)
    residual = t - x * first.slopes[0, 0]
    squares = np.add.accumulate(residual * residual)[-1:]
    return first.corrected(np.array([[x @ residual]]), squares, n)


def test_long_sums_of_squares_that_round_one_way_come_near_the_depth() -> None:
    """Of residuals ±r, whose squares are the same number again and again."""
    n = 4096

    def share(case: Case) -> float:
        t = np.sqrt(case[0]) * np.where(np.arange(n) % 2, 1.0, -1.0)
        return residual_share(second_pass(np.ones(n), t), n * Fraction(float(t[0])) ** 2)

    check_near(climb(lambda rng: rng.uniform(1.0, 2.0, 1), share, 200), TENTH)


def test_residuals_that_are_rounded_come_near_the_bound_of_their_norm() -> None:
    """Where little of the target is left, each of a few residuals is rounded at its size."""

    def share(case: Case) -> float:
        x, off = np.reshape(case, (2, -1))
        t = 1.5 * x + 2.0**-40 * off
        return residual_share(second_pass(x, t), left_over(x[:, np.newaxis], t))

    check_near(climb(lambda rng: rng.uniform(1.0, 2.0, 4), share, 200), NEAR)


@pytest.mark.parametrize("share", [0.5, 2.0])
def test_residuals_from_one_pass_are_certain_to_a_millionth(share: float) -> None:
    """Of their square: what η (‖b‖ + ‖t‖)² may be off is at most that share of it."""
    columns = Columns(
        n=9, d=1, intercept=False, origin=np.zeros(2), k=1, weighted=False, paired=False,
        column_scale=None,
    )  # fmt: skip
    first = first_pass(np.array([[1.0, 0.6], [0.6, 1.0]]), columns, share * 1e-6 * 0.64 / 1.6**2)
    assert isinstance(first, FirstPass)
    assert first.answer.residuals_certain == (share < 1.0)


@pytest.mark.parametrize("share", [0.5, 2.0])
def test_residuals_from_60_bits_are_certain_to_a_millionth(
    share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    X, y = np.array([[0.6], [0.8]]), np.array([1.0, 2.0])
    rows = Rows(X, y[:, np.newaxis], False, np.zeros(2))
    design = MemoryDesign(rows, ("x",))
    answer = exact.solve_reproducibly(design, Accuracy.REPRODUCIBLE)
    assert isinstance(answer, Answer)
    assert answer.residual_error is not None
    assert exact.CERTAIN_RESIDUALS == 1e-6
    assert answer.residuals_certain
    assert exact.exact_gram(rows, FEW_SLICES)[0].slices == FEW_SLICES
    monkeypatch.setattr(exact, "CERTAIN_RESIDUALS", share * (answer.residual_error[0] - 2.0**-51))
    again = exact.solve_reproducibly(design, Accuracy.REPRODUCIBLE)
    assert isinstance(again, Answer)
    assert again.residuals_certain == (share > 1.0)


# --- F --------------------------------------------------------------------------------------------


def exact_statistic(X: np.ndarray, y: np.ndarray, L: list[list[int]]) -> Fraction:
    """F of L w = 0, in fractions."""
    X_b = np.column_stack([X, np.ones(len(y))])
    n, p = X_b.shape
    weights = exact_weights(X_b, y, intercept=False)
    apart = [sum(c * w for c, w in zip(row, weights, strict=True)) for row in L]
    both = {}
    for i, one in enumerate(L):
        for j, other in enumerate(L):
            plus, minus = (
                [Fraction(a + sign * b) for a, b in zip(one, other, strict=True)]
                for sign in (1, -1)
            )
            both[i, j] = (spread_of(X_b, plus) - spread_of(X_b, minus)) / 4
    if len(L) == 1:
        value = apart[0] ** 2 / both[0, 0]
    else:
        (u, v), determinant = apart, both[0, 0] * both[1, 1] - both[0, 1] ** 2
        value = (u * u * both[1, 1] - 2 * u * v * both[0, 1] + v * v * both[0, 0]) / determinant
    return value / len(L) * (n - p) / left_over(X_b, y)


@pytest.mark.parametrize(("offset", "accuracy", "L", "factor"), [
    (10**9, "full", [[10**9 + 2, 1]], NEAR),
    (10**9, "standard", [[10**9 + 2, 1]], 2 * NEAR),  # the bound of the weights leads
    (0, "full", [[0, 10**6], [1, 10**6]], 3 * NEAR),  # the practical constant of a QR leads
])  # fmt: skip
def test_hypotheses_about_a_line_near_the_data_come_near_their_bound(
    offset: int, accuracy: str, L: list[list[int]], factor: float
) -> None:
    """What is said of it is a small difference of large parts, which their rounding moves."""
    y = np.repeat([1.0, 2.0], 5)
    texts = [f"{slope}*x + {level}*intercept = 0" for slope, level in L]

    def share(case: Case) -> float:
        X = np.round(np.tile(case, 2) * 64.0)[:, np.newaxis] / 64.0 + offset
        found = ds.fit(X, y, accuracy=accuracy).test(texts)
        truth = exact_statistic(X, y, L)
        return abs(float(Fraction(found.statistic) - truth)) / found.bound

    check_near(climb(lambda rng: rng.standard_normal(5), share, 24), factor)
