"""Arrays as they are given: cells that are no numbers, sizes at the ends of float64."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

import downslope as ds
from downslope.numerics.arrays import root_mean_squares


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
