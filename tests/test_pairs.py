"""Double-double arithmetic, its triangular factors, powers and decimals, against fractions."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from downslope.errors import DataError, OptionError
from downslope.numerics import doubledouble, triangular
from downslope.numerics.doubledouble import (
    UNIT_ROUNDOFF,
    Pair,
    add,
    exponential,
    fast_two_sum,
    multiply,
    pair,
    scale,
    split,
    subtract,
    sum_into,
    take,
    total,
    two_product,
    two_sum,
)
from downslope.numerics.exact_sums import exact_sum, exact_sum_of_squares
from downslope.numerics.polynomial import from_decimals, power_names, powers
from near_bounds import PAIR_ROUNDOFF

VALUES = np.array([1.0, -3.0, 0.1, 1e10, -1e-10, 7.0 / 3.0, 1e300, -(2.0**-300), 2.0**53 + 2.0])


def exactly(a: Pair) -> np.ndarray:
    both = zip(np.ravel(a[0]), np.ravel(a[1]), strict=True)
    exact = [Fraction(float(high)) + Fraction(float(low)) for high, low in both]
    return np.array(exact, dtype=object).reshape(np.shape(a[0]))


def random_pairs(rng: np.random.Generator, *shape: int) -> Pair:
    high = rng.standard_normal(shape) * 10.0 ** rng.uniform(-3.0, 3.0, shape)
    return high, rng.uniform(-0.5, 0.5, shape) * np.spacing(np.abs(high))


def norm(fractions: np.ndarray) -> float:
    return max(abs(float(each)) for each in np.ravel(fractions))


def test_a_rounding_is_half_the_gap_above_one_and_that_of_pairs_16_of_its_squares() -> None:
    assert np.nextafter(1.0, 2.0) == 1.0 + 2.0 * UNIT_ROUNDOFF
    assert doubledouble.PAIR_ROUNDOFF == 16.0 * UNIT_ROUNDOFF**2


@pytest.mark.parametrize("a", VALUES)
@pytest.mark.parametrize("b", VALUES)
def test_a_sum_and_its_error_are_the_exact_sum(a: float, b: float) -> None:
    exact = Fraction(a) + Fraction(b)
    for found in (two_sum(a, b), (array := np.array([a]), sum_into(array, np.array([b])))):
        assert (
            Fraction(float(np.squeeze(found[0]))) + Fraction(float(np.squeeze(found[1]))) == exact
        )
    if abs(a) >= abs(b):
        high, low = fast_two_sum(a, b)
        assert Fraction(high) + Fraction(low) == exact


@pytest.mark.parametrize("a", VALUES[:6])
@pytest.mark.parametrize("b", VALUES[:6])
def test_a_product_and_its_error_are_the_exact_product(a: float, b: float) -> None:
    high, low = two_product(a, b)
    assert Fraction(float(high)) + Fraction(float(low)) == Fraction(a) * Fraction(b)
    top, rest = split(a)
    assert Fraction(float(top)) + Fraction(float(rest)) == Fraction(a)
    assert Fraction(float(top)) ** 2 == Fraction(float(top * top))


def test_a_difference_of_nearly_equal_pairs_keeps_its_digits() -> None:
    one = pair(np.array([1.0]), np.array([2.0**-60]))
    other = pair(np.array([1.0]), np.array([2.0**-61]))
    assert exactly(subtract(one, other))[0] == Fraction(1, 2**61)
    assert exactly(scale(one, -4.0))[0] == -4 - Fraction(1, 2**58)


@pytest.mark.parametrize("length", [1, 2, 3, 7, 64, 101])
@pytest.mark.parametrize("axis", [0, 1])
def test_a_total_along_either_axis_of_any_length(length: int, axis: int) -> None:
    a = random_pairs(np.random.default_rng(length), *((length, 2) if axis == 0 else (2, length)))
    exact, size = exactly(a).sum(axis=axis), np.abs(exactly(a)).sum(axis=axis)
    off = np.abs(exactly(total(a, axis=axis)) - exact)
    assert norm(off / size) <= 8 * PAIR_ROUNDOFF


def system(p: int) -> tuple[Pair, np.ndarray]:
    rng = np.random.default_rng(p)
    rows = rng.standard_normal((p + 3, p))
    gram = pair(np.zeros((p, p)))
    for row in rows:
        gram = add(gram, multiply(pair(row[:, np.newaxis]), pair(row[np.newaxis])))
    return gram, exactly(gram)


@pytest.mark.parametrize("p", [1, 2, 5])
def test_the_factor_and_its_inverse_in_pairs(p: int) -> None:
    gram, exact = system(p)
    kept = gram[0].copy()
    factor = triangular.cholesky(gram)
    assert factor is not None
    assert (gram[0] == kept).all()  # the argument is left as it was
    R = exactly(factor)
    assert not np.tril(factor[0], -1).any()
    assert norm(R.T @ R - exact) <= 40 * PAIR_ROUNDOFF * norm(exact)
    identity = np.array([[Fraction(int(i == j)) for j in range(p)] for i in range(p)], dtype=object)
    V = exactly(triangular.inverse(factor))
    assert norm(V @ R - identity) <= 1e4 * PAIR_ROUNDOFF
    right = random_pairs(np.random.default_rng(9), p, 2)
    for solve, matrix in ((triangular.solve_upper, R), (triangular.solve_lower, R.T)):
        off = matrix @ exactly(solve(factor, right)) - exactly(right)
        assert norm(off) <= 1e4 * PAIR_ROUNDOFF * norm(exactly(right))


def test_a_matrix_that_is_not_positive_has_no_factor() -> None:
    assert triangular.cholesky(pair(np.array([[1.0, 2.0], [2.0, 4.0]]))) is None
    assert triangular.cholesky(pair(np.array([[-1.0]]))) is None
    tiny = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [0.0, 2.0**-80]])
    factor = triangular.cholesky(tiny)
    assert factor is not None
    assert factor[0][1, 1] == pytest.approx(2.0**-40)
    assert take(factor, (0, 1))[0] == 1.0


@pytest.mark.parametrize("low", [0.0, 1e-17, -1e-17])
def test_exponentials_are_right_to_95_bits(low: float) -> None:
    x = np.linspace(-600.0, 700.0, 100)
    high, rest = exponential((x, np.full(100, low)))
    with decimal.localcontext(prec=60):
        for a, b, value in zip(high.tolist(), rest.tolist(), x.tolist(), strict=True):
            exact = (Decimal(value) + Decimal(low)).exp()
            assert abs(Decimal(a) + Decimal(b) - exact) <= exact / 2**95


def test_exact_sums_are_in_their_units() -> None:
    assert exact_sum(np.array([1.0, 2.0])) == 3 << 1126
    assert exact_sum_of_squares(np.array([1.0, 2.0])) == 5 << 2 * 1126


# --- Powers and decimals -------------------------------------------------------------------------


@pytest.mark.parametrize("degree", [1, 2, 7])
def test_powers_keep_a_hundred_bits(degree: int) -> None:
    x, low = np.array([0.1, -2.7, 3.0]), np.array([1e-18, 0.0, -1e-17])
    found = exactly(powers(x, degree, low))
    base = exactly((x, low))
    assert found.shape == (3, degree)
    for power in range(1, degree + 1):
        exact = base**power
        assert norm((found[:, power - 1] - exact) / exact) <= power * PAIR_ROUNDOFF
    assert (exactly(powers(x, degree))[:, 0] == exactly(pair(x))).all()


def test_a_power_that_overflows_names_its_row() -> None:
    assert np.isfinite(powers(np.array([1.0, 1e150]), 2)[0]).all()
    with pytest.raises(DataError, match=r"1e\+150 in row 2 to the power 3 overflows"):
        powers(np.array([1.0, 1e150, 1e160]), 3)
    with pytest.raises(OptionError, match="degree=0 cannot be used: give a whole number of 1"):
        powers(np.array([1.0]), 0)


def test_powers_are_named_from_the_second_on() -> None:
    assert power_names("x", 1) == ("x",)
    assert power_names("x", 3) == ("x", "x^2", "x^3")


def test_decimals_keep_what_float64_rounds_off() -> None:
    high, low = from_decimals([["0.1", " 3 "], ["1e-3", "-2.7"]], ["a", "b"])
    exact = exactly((high, low))
    assert high.tolist() == [[0.1, 1e-3], [3.0, -2.7]]
    for found, text in zip(exact.ravel(), ("0.1", "0.001", "3", "-2.7"), strict=True):
        assert abs(found - Fraction(text)) <= abs(Fraction(text)) * Fraction(1, 2**105)
    with pytest.raises(DataError, match=r"Column 'b' has 'x' in row 2"):
        from_decimals([["1", "2"], ["3", "x"]], ["a", "b"])
    assert from_decimals([], [])[0].shape == (0, 0)
