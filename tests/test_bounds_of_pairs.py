"""Bounds of double-double arithmetic that are nearly met, as in `test_bounds`."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics import triangular
from downslope.numerics.doubledouble import Pair, add, divide, multiply, pair, scale, square_root
from downslope.numerics.gram import FEW_SLICES, SLICES, ExactGram, Scale
from downslope.solvers import SOLVERS
from downslope.solvers.certificate import pair_rounding
from downslope.solvers.contract import Accuracy, Answer
from downslope.solvers.exact import UnitSystem, exact_gram
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


@pytest.mark.parametrize("slices", [SLICES, FEW_SLICES])
@pytest.mark.parametrize("weighted", [True, False])
def test_rests_of_columns_about_their_means_come_near_their_rounding(
    slices: int, weighted: bool
) -> None:
    """Most rows are on one side, so that little is left about the mean, and each loses the same."""
    n = 512
    signs = np.where(np.arange(n) < n - 8, 1.0, -1.0)
    both = np.column_stack([signs, np.roll(signs, 7)])
    roots = np.ones(n) if weighted else None
    rows = Rows(both[:, :1] * FULL_HIGH, both[:, 1:] * FULL_HIGH, True, np.zeros(2), roots, roots,
                X_low=both[:, :1] * FULL_LOW, Y_low=both[:, 1:] * FULL_LOW)  # fmt: skip
    system = UnitSystem.of(*exact_gram(rows, slices))
    units = Fraction(float(system.unit[0])), Fraction(float(system.target_unit[0]))
    columns = [
        [(int(sign) * FULL_SLICES - Fraction(float(middle))) * unit for sign in column]
        for column, middle, unit in zip(both.T, system.columns.origin, units, strict=True)
    ]
    worst = 0.0
    for one, i in zip(columns, (0, 2), strict=True):
        for other, j in zip(columns, (0, 2), strict=True):
            truth = sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
            found = Fraction(float(system.gram[0][i, j])) + Fraction(float(system.gram[1][i, j]))
            worst = max(worst, abs(float(found - truth)) / system.eta)
    check_near(worst, TENTH)


def test_a_fit_that_is_exact_but_for_the_worst_rounding_leaves_nothing() -> None:
    """Products off by η leave η (‖b‖ + ‖t‖)² of the residuals, of which twice counts as none."""
    X = np.array([[0.6], [0.8]])
    system = UnitSystem.of(*exact_gram(Rows(X, X, False, np.zeros(2))))
    eta = 1e-3
    off = eta * np.array([[1.0, -1.0], [-1.0, 1.0]])
    half = triangular.solve_lower(
        triangular.cholesky(pair(system.gram[0][:1, :1] + off[:1, :1])),
        pair(system.gram[0][:1, 1:] + off[:1, 1:]),
    )
    for share, none in ((1.0, True), (0.3, False)):
        moved = replace(system, gram=pair(system.gram[0] + off), eta=share * eta)
        norms, known = moved.residual_norms(half, np.full(1, 2.0))
        assert (norms[0] == 0.0) == none
        assert known != none
