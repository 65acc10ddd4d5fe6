"""Bounds of double-double arithmetic that are nearly met, as in `test_bounds`."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics import triangular
from downslope.numerics.doubledouble import Pair, add, divide, multiply, pair, scale, square_root
from downslope.numerics.gram import ExactGram, Scale
from downslope.solvers import SOLVERS
from downslope.solvers.certificate import (
    pair_rounding,
)
from downslope.solvers.contract import Accuracy, Answer
from downslope.solvers.residuals import pair_pass_rounding, pair_residual_pass
from downslope.solvers.rows import Rows
from near_bounds import NEAR, PAIR_ROUNDOFF, TENTH, UNIT_ROUNDOFF, check_near, shares


def exactly(a: Pair) -> list[Fraction]:
    return [
        Fraction(float(high)) + Fraction(float(low))
        for high, low in zip(a[0].ravel(), a[1].ravel(), strict=True)
    ]


def random_pairs(rng: np.random.Generator, shape: tuple[int, ...]) -> Pair:
    high = rng.uniform(1.0, 2.0, shape)
    return high, rng.uniform(-0.5, 0.5, shape) * np.spacing(high)


@pytest.mark.parametrize(
    ("operation", "exact", "factor"),
    [(add, Fraction.__add__, NEAR), (multiply, Fraction.__mul__, TENTH),
     (divide, Fraction.__truediv__, TENTH)],
)  # fmt: skip
def test_an_operation_on_pairs_comes_near_the_rounding_of_pairs(operation, exact, factor) -> None:
    rng = np.random.default_rng(4)
    a, b = random_pairs(rng, (1500,)), random_pairs(rng, (1500,))
    truth = map(exact, exactly(a), exactly(b))
    found = exactly(operation(a, b))
    worst = max(abs(float((f - t) / t)) for f, t in zip(found, truth, strict=True))
    check_near(worst / PAIR_ROUNDOFF, factor)


def test_a_root_of_a_pair_comes_near_the_rounding_of_pairs() -> None:
    a = random_pairs(np.random.default_rng(4), (1500,))
    found = exactly(square_root(a))
    worst = max(abs(float((f * f - t) / t)) / 2.0 for f, t in zip(found, exactly(a), strict=True))
    check_near(worst / PAIR_ROUNDOFF, TENTH)


def test_a_pass_in_pairs_comes_near_its_rounding() -> None:
    """No cancellation: t − x b is as long as its terms. The worst case found is perturbed."""
    rng, worst = np.random.default_rng(6), 0.0
    best = np.ones(3)
    for trial in range(1000):
        away = np.abs(rng.normal(0.0, 10.0 ** -rng.uniform(0.0, 6.0), 3))
        high = 1.0 + away if trial < 600 else best + rng.normal(0.0, 1e-3, 3)
        (x, b, t), (x_low, b_low, t_low) = high, rng.choice([-0.49, 0.49], 3) * np.spacing(1.0)
        one = np.ones((1, 1))
        rows = Rows(x * one, t * one, False, np.zeros(2), X_low=x_low * one, Y_low=t_low * one)
        weight = -b * one, -b_low * one
        gradient = exactly(pair_residual_pass(rows, weight)[0])[0]
        column = Fraction(x) + Fraction(x_low)
        truth = column * (Fraction(t) + Fraction(t_low) + column * (Fraction(b) + Fraction(b_low)))
        # δ of the residual and γ of its product, both at most the product itself.
        share = abs(float((gradient - truth) / truth)) / (2.0 * pair_pass_rounding(rows))
        if share > worst:
            worst, best = share, high
    check_near(worst)


def test_a_factor_in_pairs_and_its_inverse_come_near_their_rounding() -> None:
    rng = np.random.default_rng(5)
    worst_factor = worst_inverse = 0.0
    for _ in range(400):
        gram = add(pair(np.ones((1, 1))), scale(random_pairs(rng, (1, 1)), 2.0**-6))
        factor = triangular.cholesky(gram)
        assert factor is not None
        (root,), (one,), (truth,) = (
            exactly(each) for each in (factor, triangular.inverse(factor), gram)
        )
        worst_factor = max(worst_factor, abs(float((root * root - truth) / truth)))
        worst_inverse = max(worst_inverse, abs(float(one * one * truth - 1)))
    check_near(worst_factor / pair_rounding(1))
    check_near(worst_inverse / pair_rounding(1))


@pytest.mark.parametrize("p", [1, 3, 40])
def test_the_rounding_of_a_factor_in_pairs_covers_each_of_its_operations(p: int) -> None:
    # An entry takes p products and p differences at most, a root or a division, and one more.
    operations = 2 * p + 2
    assert operations <= pair_rounding(p) / PAIR_ROUNDOFF <= 2.0 * operations


def test_the_rounding_of_a_pass_in_pairs_covers_each_level_of_its_sum() -> None:
    # Joldes, Muller and Popescu: a product 5 u², a difference 3 u². A level of the sum adds two
    # roundings of low parts, each at most u² of the terms; a block has 2¹⁷ of these.
    one = np.ones((1, 1))
    rows = Rows(one, one, False, np.zeros(2))
    whole = (5.0 + 3.0 + 17.0 * 2.0) * UNIT_ROUNDOFF**2
    assert whole <= pair_pass_rounding(rows) <= 2.0 * whole
    many = Rows(np.broadcast_to(1.0, (2**20, 1)), np.broadcast_to(1.0, (2**20, 1)), False,
                np.zeros(2))  # fmt: skip
    assert pair_pass_rounding(many) == pytest.approx(9.0 * pair_pass_rounding(rows), rel=1e-4)


# All five slices of this value are as large as they can be.
FULL_SLICES = Fraction(1, 4) + sum(
    Fraction(1, 2 ** (21 * k)) - Fraction(1, 2 ** (21 * k + 20)) for k in range(1, 5)
)
FULL_HIGH = float(FULL_SLICES)
FULL_LOW = float(FULL_SLICES - Fraction(FULL_HIGH))


def test_slices_as_large_as_can_be_come_near_the_rounding_of_a_row() -> None:
    n = 64
    rows = np.full((1, n), FULL_HIGH), np.full((1, n), FULL_LOW)
    gram = ExactGram.of_blocks(Scale(np.zeros(1), np.zeros(1, dtype=int)), [rows])
    error = abs(exactly(gram.gram())[0] - n * FULL_SLICES**2)
    check_near(float(error) / gram.rounding(), 2.1)


def test_many_such_rows_come_near_the_bound_of_the_exact_solver() -> None:
    n = 2**14
    X, low = np.full((n, 1), FULL_HIGH), np.full((n, 1), FULL_LOW)
    rows = Rows(X, np.full((n, 1), 0.1875), False, np.zeros(2), X_low=low)
    answer = SOLVERS["exact"](MemoryDesign(rows, ("x",)), Accuracy.FULL)
    assert isinstance(answer, Answer)
    check_near(shares(answer, [Fraction(3, 16) / FULL_SLICES])[0], TENTH)
