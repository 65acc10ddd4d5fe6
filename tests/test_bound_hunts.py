"""Hunts that climb: random data, then the worst of them moved a little, again and again.

Each kind of data makes another term of a certificate lead. Nothing found exceeds a bound, and what
comes nearest is within the factor that is told beside it.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.numerics.gram import FEW_SLICES, SLICES, ExactGram, Scale
from downslope.solvers import SOLVERS
from downslope.solvers.contract import Accuracy, Declined
from downslope.solvers.rows import Rows, choose_origin
from exact_rational import exact_weights
from near_bounds import NEAR, TENTH, Case, check_near, climb, shares


def nearest(method: str, X: np.ndarray, y: np.ndarray, intercept: bool = False) -> float:
    """The largest error / bound of a weight; 0 without a bound."""
    Y = y[:, np.newaxis]
    rows = Rows(X, Y, intercept, choose_origin(X, Y, intercept))
    found = SOLVERS[method](MemoryDesign(rows, default_names(X.shape[1])), Accuracy.STANDARD)
    if isinstance(found, Declined) or found.error is None:
        return 0.0
    return float(np.nanmax(shares(found, exact_weights(X, y, intercept=intercept))))


def hunt(method: str, p: int, n: int, condition: float, *, orthogonal: bool = False) -> float:
    """Climb among columns of which the last is near the first."""

    def share(case: Case) -> float:
        X, y = np.split(np.reshape(case, (n, p + 1)), [p], axis=1)
        if p > 1:
            X[:, -1] = X[:, 0] + X[:, -1] / condition
        for _ in range(3 * orthogonal):
            y = y - X @ np.linalg.lstsq(X, y)[0]
        return nearest(method, X, y[:, 0])

    return climb(lambda rng: rng.standard_normal(n * (p + 1)), share, 100)


@pytest.mark.parametrize(("p", "condition"), [(1, 1.0), (2, 1.0), (2, 1e3), (2, 1e6), (2, 1e10)])
def test_refined_weights_come_near_the_rounding_of_a_pass_or_of_the_factor(
    p: int, condition: float
) -> None:
    """Of few digits that are lost the pass's, of many the practical constant of QR."""
    check_near(hunt("qr", p, 2 * p + 1, condition), NEAR)


@pytest.mark.parametrize("p", [1, 2])
def test_weights_near_zero_come_within_200_of_the_rounding_of_a_gradient(p: int) -> None:
    """The target is orthogonal to the columns: only the sum over the rows is rounded, in pairs.

    Its bound allows for 17 levels of blocks of 2¹⁷ rows, of which few rows have two or three.
    """
    check_near(hunt("qr", p, 2 * p + 1, 1e4, orthogonal=True), 400.0)


@pytest.mark.parametrize(("p", "condition"), [(1, 1.0), (2, 1.0), (2, 1e3)])
def test_singular_values_come_near_the_step_that_they_measure(p: int, condition: float) -> None:
    check_near(hunt("svd", p, 2 * p + 1, condition), NEAR)


@pytest.mark.parametrize(("method", "factor"), [("exact", 600.0), ("rational", TENTH)])
def test_exact_weights_come_near_the_rounding_of_their_low_parts(
    method: str, factor: float
) -> None:
    """Of few rows in 100 bits, most of what is set aside for slices and pairs is not needed."""
    check_near(hunt(method, 1, 3, 1.0), factor)


def test_an_intercept_far_from_zero_comes_near_the_rounding_of_its_terms() -> None:
    """The last term of Cholesky's bound: of T β + m, each product and sum is rounded."""

    def share(case: Case) -> float:
        X, y = np.array([[-1.0], [1.0], [-1.0], [1.0]]), 1e9 * case[0] + 1e-3 * case[1:]
        return nearest("cholesky", X, y, intercept=True)

    check_near(climb(lambda rng: rng.uniform(1.0, 2.0, 5), share, 60), TENTH)


@pytest.mark.parametrize("slices", [FEW_SLICES, SLICES])
def test_the_rests_of_slices_come_near_the_rounding_of_a_row(slices: int) -> None:
    """Of a value, each slice is as large as it can be, and so is what they leave."""
    ends = sum(Fraction(1, 2 ** (21 * k)) - Fraction(1, 2 ** (21 * k + 20)) for k in range(1, 5))

    def share(case: Case) -> float:
        value = Fraction(1, 4) + ends * Fraction(float(case[0]))
        high = float(value)
        low = float(value - Fraction(high))
        exact = Fraction(high) + Fraction(low)
        rows = np.full((1, 8), high), np.full((1, 8), low)
        gram = ExactGram.of_blocks(Scale(np.zeros(1), np.zeros(1, dtype=int)), [rows], slices)
        told = gram.gram()
        found = Fraction(float(told[0][0, 0])) + Fraction(float(told[1][0, 0]))
        return abs(float(found - 8 * exact**2)) / gram.rounding()

    check_near(climb(lambda rng: np.array([rng.choice([1.0, rng.uniform()])]), share, 100), TENTH)
