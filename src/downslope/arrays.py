"""What counts as features, as a target and as names: checked once, at the border.

Every array inside the package is float64, finite and of known shape; these functions are where
that becomes true. Errors name the row (counted from 1) and the column.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from downslope.errors import DataError

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

LARGEST_EXACT_INTEGER = 2**53


def feature_matrix(X: ArrayLike, names: Sequence[str] | None = None) -> Matrix:
    """`X` as a finite float64 matrix of shape (n, d); a vector becomes one column.

    Raises:
        DataError: not numeric, not one- or two-dimensional, or not finite (row and column named).

    """
    matrix = _as_float(X, "X")
    if matrix.ndim == 1:
        matrix = matrix[:, np.newaxis]
    if matrix.ndim != 2:
        raise DataError(f"X has {matrix.ndim} dimensions: give a table of shape (rows, columns).")
    if 0 in matrix.shape:
        rows, columns = matrix.shape
        raise DataError(f"X is empty ({rows} rows × {columns} columns): give at least one of each.")
    _check_finite(matrix, names or default_names(matrix.shape[1]))
    return matrix


def target_vector(y: ArrayLike, rows: int) -> Vector:
    """`y` as a finite float64 vector of shape (rows,); a single column is flattened.

    Raises:
        DataError: not numeric, not one value a row, or not finite (row named).

    """
    vector = _as_float(y, "y")
    if vector.ndim == 2 and vector.shape[1] == 1:
        vector = vector[:, 0]
    if vector.ndim != 1:
        raise DataError(f"y has shape {vector.shape}: give one value for each of the {rows} rows.")
    if len(vector) != rows:
        raise DataError(f"X has {rows} rows but y has {len(vector)}: give one target for each row.")
    _check_finite(vector[:, np.newaxis], ["y"])
    return vector


def default_names(d: int) -> tuple[str, ...]:
    """Names for unnamed features: ``x`` alone, or ``x1 … xd``."""
    return ("x",) if d == 1 else tuple(f"x{j}" for j in range(1, d + 1))


def _as_float(values: ArrayLike, name: str) -> Matrix:
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise DataError(f"{name} is ragged: every row needs the same number of values.") from error
    if array.dtype.kind == "c":
        raise DataError(f"{name} holds complex numbers: pass the real part, or two real columns.")
    if array.dtype.kind in "mM":
        raise DataError(f"{name} holds dates or times: turn them into numbers, such as seconds.")
    if array.dtype.kind in "iu" and array.size:
        _check_exact_integers(array, name)
    try:
        return np.asarray(array, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise DataError(f"{name} holds values that are not numbers ({error}).") from error


def _check_exact_integers(array: NDArray[np.integer], name: str) -> None:
    if array.dtype.itemsize < 8:
        return
    largest = max(abs(int(array.max())), abs(int(array.min())))
    if largest > LARGEST_EXACT_INTEGER:
        raise DataError(
            f"{name} holds the integer {largest}, beyond 2^53, which float64 would round: "
            "subtract an offset, or convert to float yourself if rounding is fine."
        )


def _check_finite(matrix: Matrix, names: Sequence[str]) -> None:
    # One sum is enough to see that all is well; the search runs only when it is not.
    with np.errstate(all="ignore"):
        if np.isfinite(matrix.sum()):
            return
    wrong = np.argwhere(~np.isfinite(matrix))
    if len(wrong) == 0:
        return
    row, column = wrong[0]
    raise DataError(
        f"Column '{names[column]}' has {_shown(matrix[row, column])} in row {row + 1}"
        f"{_and_more(len(wrong))}: drop those rows or fill them in."
    )


def _shown(value: float) -> str:
    return "a missing value (NaN)" if np.isnan(value) else f"{value:g}"


def _and_more(wrong: int) -> str:
    return f" (and {wrong - 1} more)" if wrong > 1 else ""
