"""Arrays as they are given: cells that are no numbers, sizes at the ends of float64."""

from __future__ import annotations

import datetime
from fractions import Fraction

import numpy as np
import pytest
from scipy import sparse

import downslope as ds
from downslope.numerics import arrays
from downslope.numerics.arguments import OptionStyle, nonnegative
from downslope.numerics.arrays import root_mean_squares
from downslope.solvers.nonnegative import solve_nonnegative


@pytest.mark.parametrize(
    "cell", ["1.5", b"1.5", np.str_("1.5"), datetime.date(2020, 1, 2), [1.0], {"a": 1}], ids=repr
)
def test_a_cell_that_is_no_number_is_named_with_its_place(cell: object) -> None:
    X = np.empty((4, 2), dtype=object)
    X[:] = 1.0
    X[2, 1] = cell
    with pytest.raises(ds.DataError, match=r"in row 3, column 2, which is not a number"):
        ds.LeastSquares(X, np.arange(4.0))


@pytest.mark.parametrize("size", [1e-200, 1e-3, 1.0, 1e200])
def test_sizes_of_columns_neither_overflow_nor_underflow(size: float) -> None:
    columns = size * np.array([[3.0, 0.0, -1.0], [4.0, 0.0, 1.0]])
    np.testing.assert_allclose(
        root_mean_squares(columns, 2) / size, [np.sqrt(12.5), 0.0, 1.0], rtol=1e-15
    )


@pytest.mark.parametrize("as_sparse", [False, True])
def test_the_first_value_that_is_not_finite_is_named_and_the_others_counted(
    as_sparse: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrays, "_FINITE_ROWS", 2)
    table = np.ones((9, 2))
    arrays.check_finite(table, ("a", "b"))
    table[4, 1] = np.inf
    given = sparse.csr_array(table) if as_sparse else table
    with pytest.raises(ds.DataError, match=r"^Column 'b' has inf in row 5: drop"):
        arrays.check_finite(given, ("a", "b"))
    table[[5, 8], 0] = np.nan
    given = sparse.csr_array(table) if as_sparse else table
    with pytest.raises(ds.DataError, match=r"^Column 'b' has inf in row 5 \(and 2 more\): drop"):
        arrays.check_finite(given, ("a", "b"))


def test_a_weight_of_two_is_two_rows_where_no_slope_may_be_negative() -> None:
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(20, 3)), rng.normal(size=(20, 2))
    weights = 1.0 + np.arange(20) % 3
    again = np.repeat(np.arange(20), weights.astype(int))
    names = ("a", "b", "c")
    for intercept in (True, False):
        slopes, constant = solve_nonnegative(
            X, Y, intercept=intercept, weights=weights, names=names
        )
        others = solve_nonnegative(
            X[again], Y[again], intercept=intercept, weights=None, names=names
        )
        np.testing.assert_allclose(slopes, others[0], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(constant, others[1], rtol=1e-9, atol=1e-12)
        assert (slopes >= 0.0).all()
        assert constant.any() == intercept


@pytest.mark.parametrize(
    ("columns", "more", "python", "shell"),
    [
        (["a"], "", "x='a'", "--x a"),
        (["a", "b c"], "", "x='a' or 'b c'", "--x a or 'b c'"),
        (["a", "b", "c"], "", "x='a', 'b' or 'c'", "--x a, b or c"),
        (["a"], "another", "x='a' or another", "--x a or another"),
    ],
)
def test_a_choice_of_columns_is_ready_to_paste(
    columns: list[str], more: str, python: str, shell: str
) -> None:
    assert OptionStyle.PYTHON.one_of("x", columns, more) == python
    others = [style for style in OptionStyle if style is not OptionStyle.PYTHON]
    assert [style.one_of("x", columns, more) for style in others] == [shell] * len(others)


@pytest.mark.parametrize("weights", [1, 9, 100])
def test_a_fit_is_exact_within_four_roundings_for_the_root_of_its_weights(weights: int) -> None:
    least = 4.0 * weights**0.5 * 2.0**-53 * 7.0
    assert arrays.is_rounding(0.0, 0.0, weights)
    assert arrays.is_rounding(least * (1.0 - 1e-9), 7.0, weights)
    assert not arrays.is_rounding(least * (1.0 + 1e-9), 7.0, weights)


@pytest.mark.parametrize("weight", [1.0 + 2.0**-40, 1.0 - 2.0**-30, 0.7, 1.5, 1e-300, 1e300])
def test_logarithms_are_kept_to_their_last_bits(weight: float) -> None:
    found = arrays.sum_of_logs(np.array([weight, 0.0]))
    assert abs(found - Fraction(float(np.log(weight)))) <= Fraction(1, 2**56)


def test_only_features_are_kept_in_float32() -> None:
    single = np.ones(3, dtype=np.float32)
    assert arrays.table(single[:, np.newaxis]).dtype == np.float32
    assert arrays.target_vector(single, 3).dtype == np.float64
    assert arrays.row_weights(single, 3).dtype == np.float64


@pytest.mark.parametrize("weight", [1e-300, 1e300])
def test_logarithms_of_many_weights_add_up(weight: float) -> None:
    one = arrays.sum_of_logs(np.array([weight]))
    assert arrays.sum_of_logs(np.full(20_000, weight)) == 20_000 * one


def test_a_number_that_is_not_negative_may_be_0_and_a_place_in_one_column_is_its_row() -> None:
    assert nonnegative("alpha", 0.0) == 0.0
    for wrong in (np.inf, -1e-300, np.nan):
        with pytest.raises(ds.OptionError, match="alpha"):
            nonnegative("alpha", wrong)
    with pytest.raises(ds.DataError, match=r"y has a missing value \(None\) in row 2: drop"):
        arrays.target_vector(np.array([1.0, None], dtype=object), 2)
