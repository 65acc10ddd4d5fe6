"""Products that no rows can have are told apart from those that rounding explains."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from downslope.numerics.gram import ROW_ROUNDING, SLICES, ExactGram, Scale

QUARTER = Fraction(1, 4)  # the largest square of a row, in the units of a scale


def summary(n: int, *products: list[Fraction | int]) -> ExactGram:
    q = len(products)
    scale = Scale(np.zeros(q), np.zeros(q, dtype=int))
    made = [[Fraction(value) for value in row] for row in products]
    return ExactGram.of_products(scale, n, made)


POSSIBLE = {
    "rows as large as they can be": summary(3, [3 * QUARTER, 3 * QUARTER], [3 * QUARTER] * 2),
    "columns that depend": summary(8, [2, -1], [-1, Fraction(1, 2)]),
    "a column of zeros": summary(1, [0, 0], [0, QUARTER]),
    "columns of sizes far apart": summary(
        1, [Fraction(1, 2**60), Fraction(1, 2**31)], [Fraction(1, 2**31), QUARTER]
    ),
    "three columns that depend": summary(40, [1, 1, 2], [1, 1, 2], [2, 2, 4]),
    "no rows": summary(0, [0, 0], [0, 0]),
}  # fmt: skip


@pytest.mark.parametrize("kind", POSSIBLE)
def test_products_of_rows_are_possible(kind: str) -> None:
    assert POSSIBLE[kind].contradiction() == ""


@pytest.mark.parametrize(
    ("products", "n"),
    [
        (([-Fraction(1, 2**60), 0], [0, QUARTER]), 1),  # no square is negative
        (([0, Fraction(1, 2**60)], [Fraction(1, 2**60), QUARTER]), 1),  # nor of a column of zeros
        (([QUARTER + Fraction(1, 2**50), 0], [0, QUARTER]), 1),
        (([QUARTER, 0], [0, 9 * QUARTER]), 8),
    ],
)
def test_squares_lie_within_the_scale(products: tuple[list[Fraction], ...], n: int) -> None:
    found = replace(summary(100, *products), n=n)
    assert found.contradiction() == "the squares of a column are out of range"


@pytest.mark.parametrize("part", ["high", "low"])
@pytest.mark.parametrize("place", [(0, 0), (1, 1), (0, 2 * 3 + 1), (1, -1)])
def test_products_lie_on_their_grid(part: str, place: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    scale = Scale(np.zeros(2), np.zeros(2, dtype=int))
    whole = ExactGram.of_blocks(scale, [(rng.uniform(-0.25, 0.25, (2, 50)), None)])
    assert whole.contradiction() == ""
    # Each product is a multiple of 2²⁶ units and a rest of whole units below it.
    layout = [(i, j) for i in range(SLICES) for j in range(i, SLICES - i)]
    i, j = layout[place[1] // 2]
    unit = 2.0 ** (2 - 21 * (i + j + 2))
    beyond = {"high": [2.0**25], "low": [-(2.0**27), 2.0**26, 0.5]}[part]
    for units in beyond:
        wrong = getattr(whole, part).copy()
        wrong[place] = units * unit if units != 0.5 else wrong[place] + 0.5 * unit
        if part == "high":
            wrong[place] = getattr(whole, part)[place] + units * unit
        changed = replace(whole, **{part: wrong})
        assert changed.contradiction() == "a product of slices is not on its grid"


def off_by(n: int, q: int, wrong: Fraction) -> ExactGram:
    """Rows of ones, whose squares are smaller than their products by so much."""
    whole = n * QUARTER
    return summary(n, *([whole - (i == j) * wrong for j in range(q)] for i in range(q)))


# `of_products` rounds to 2⁻¹⁰³ at the finest, the bound of a row is 2⁻¹⁰².
@pytest.mark.parametrize("q", [2, 3, 6])
@pytest.mark.parametrize("n", [1, 1000, 2**30])
def test_a_negative_square_within_the_rounding_of_the_rows_is_none(n: int, q: int) -> None:
    allowed = Fraction(n * ROW_ROUNDING)
    assert off_by(n, q, allowed).contradiction() == ""
    beyond = "a combination of columns has a negative square"
    # Sums of pairs round too, in proportion to the squares.
    rounding = allowed + (4 * q + 8) * n * QUARTER * Fraction(1, 2**102)
    assert off_by(n, q, 16 * q * rounding).contradiction() == beyond


def test_a_small_column_is_judged_by_its_own_size() -> None:
    """The rounding of n rows is the same for all columns: of a small one it is more."""
    n, small = 4, Fraction(1, 2**30)
    allowed = Fraction(n * ROW_ROUNDING)
    square = n * QUARTER
    within = summary(n, [square, square * small], [square * small, square * small**2 - allowed])
    assert within.contradiction() == ""
    # 2⁻⁶⁰ of a square, and 2⁻¹⁰² of it may be rounding: half of it is not.
    beyond = summary(n, [square, square * small], [square * small, square * small**2 / 2])
    assert beyond.contradiction() == "a combination of columns has a negative square"
    # Nor is 2⁻⁹⁴, which beside the large column would be.
    small = Fraction(1, 2**40)
    least = summary(n, [square, square * small], [square * small, small**2 - Fraction(1, 2**94)])
    assert least.contradiction() == "a combination of columns has a negative square"


def test_many_rows_are_judged_by_the_size_of_their_columns() -> None:
    beyond = "a combination of columns has a negative square"
    assert off_by(2**12, 2, Fraction(1, 2**66)).contradiction() == beyond
    # A column of zeros beside them has no rounding, and allows no more.
    n, wrong = 2**30, Fraction(1, 2**50)
    whole = n * QUARTER
    rows = [[whole - wrong, whole, 0], [whole, whole - wrong, 0], [0, 0, 0]]
    assert summary(n, *rows).contradiction() == beyond
