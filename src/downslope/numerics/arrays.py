"""Validation of user arrays: features (n, d), target (n,), row weights (n,), default names.

Every array inside the package is float64 (float32 tables stay as they are, widened block by
block), finite and of known shape; these functions ensure it. Errors name the row (counted from 1)
and the column.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from numbers import Real
from typing import Any, NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from downslope.errors import DataError
from downslope.numerics.doubledouble import UNIT_ROUNDOFF

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

LARGEST_EXACT_INTEGER = 2**53
_FINITE_ROWS = 4096  # rows searched together for values that are not finite


def feature_matrix(X: ArrayLike, names: Sequence[str] | None = None) -> Matrix:
    """Return `X` as a finite float64 matrix of shape (n, d); a vector becomes one column.

    Raises
    ------
    DataError
        It is not numeric, not one- or two-dimensional, or not finite (row and column named).

    """
    if hasattr(X, "tocsr"):
        raise DataError("X is sparse, but this needs every value: give X.toarray().")
    matrix: Matrix = np.asarray(table(X), dtype=np.float64)
    check_finite(matrix, names or default_names(matrix.shape[1]))
    return matrix


def table(X: Any) -> Any:
    """Return `X` as a table of shape (n, d): float64, unchanged float32, or a SciPy CSR array.

    Values are not checked: that would cost as much as a fit. `check_finite` checks them once a
    sum over them has turned out not to be finite.

    Raises
    ------
    DataError
        It is not numeric, not one- or two-dimensional, or empty.

    """
    matrix = X
    if type(X) is not np.ndarray or X.dtype != np.float64:
        matrix = _sparse_table(X) if hasattr(X, "tocsr") else _as_float(X, "X", keep_float32=True)
    if matrix.ndim == 1:
        matrix = matrix[:, np.newaxis]
    if matrix.ndim != 2:
        raise DataError(f"X has {matrix.ndim} dimensions: give a table of shape (rows, columns).")
    if 0 in matrix.shape:
        rows, columns = matrix.shape
        raise DataError(f"X is empty ({rows} rows × {columns} columns): give at least one of each.")
    return matrix


def target_vector(y: ArrayLike, rows: int) -> Vector:
    """Return `y` as a finite float64 vector of shape (rows,); a single column is flattened.

    Raises
    ------
    DataError
        It is not numeric, not one value per row, or not finite (row named).

    """
    column = target_column(y, rows)
    check_finite(column, ["y"])
    return column[:, 0]


def target_column(y: ArrayLike, rows: int) -> Matrix:
    """Return `y` as a float64 column of shape (rows, 1); values are not checked.

    Raises
    ------
    DataError
        It is not numeric, or not one value per row.

    """
    vector: NDArray[np.float64] = _as_float(y, "y")
    if vector.ndim == 2 and vector.shape[1] == 1:
        vector = vector[:, 0]
    if vector.ndim != 1:
        raise DataError(f"y has shape {vector.shape}: give one value for each of the {rows} rows.")
    if len(vector) != rows:
        raise DataError(f"X has {rows} rows but y has {len(vector)}: give one target for each row.")
    return vector[:, np.newaxis]


def row_weights(weights: ArrayLike, rows: int) -> Vector:
    """Return `weights` as a float64 vector of shape (rows,), finite, ≥ 0 and not all zero.

    One number is the weight of every row, which changes no coefficient.

    Raises
    ------
    DataError
        They are not one per row, not finite, negative (row named), all zero, or the largest is
        outside 2^±200.

    """
    given: Any = weights
    vector: Vector = _as_float(
        np.full(rows, float(given)) if isinstance(given, Real) else given, "weights"
    )
    if vector.shape != (rows,):
        raise DataError(
            f"weights have shape {vector.shape}: give one weight for each of the {rows} rows."
        )
    check_finite(vector[:, np.newaxis], ["weights"])
    smallest = int(np.argmin(vector))
    if vector[smallest] < 0.0:
        raise DataError(negative_weight(f"row {smallest + 1}", float(vector[smallest])))
    check_heaviest(float(vector.max()))
    return vector


def check_heaviest(largest: float) -> None:
    """Check the largest of the row weights.

    Raises
    ------
    DataError
        All are zero, or so large or small that their sums would overflow or underflow.

    """
    if largest == 0.0:
        raise DataError("All weights are zero, which leaves no row: give at least one above zero.")
    if not 2.0**-200 < largest < 2.0**200:
        raise DataError(
            f"The largest weight is {largest:g}: sums of such weights would overflow or underflow. "
            "Divide all weights by the same number, which changes no coefficient."
        )


def negative_weight(row: str, weight: float) -> str:
    """Return the message for a weight below zero."""
    return f"The weight of {row} is {weight:g}: give zero or more (zero leaves the row out)."


def default_names(d: int) -> tuple[str, ...]:
    """Return names for unnamed features: ``x`` alone, or ``x1 … xd``."""
    return ("x",) if d == 1 else tuple(f"x{j}" for j in range(1, d + 1))


def target_names(k: int) -> tuple[str, ...]:
    """Return names for unnamed targets: ``y`` alone, or ``y1 … yk``."""
    return ("y",) if k == 1 else tuple(f"y{j}" for j in range(1, k + 1))


def row_norms(matrix: Matrix) -> Vector:
    """Return ‖row‖ for each row, safe from overflow at 1e200 and from underflow at 1e-200."""
    scale = np.abs(matrix).max(axis=1, initial=0.0)
    scale[scale == 0.0] = 1.0
    scaled = matrix / scale[:, np.newaxis]
    norms: Vector = scale * np.sqrt((scaled * scaled).sum(axis=1))
    return norms


def is_rounding(residual_norm: float, target_norm: float, weights: int) -> bool:
    """Return whether residuals are no more than float64's rounding, so that a fit is exact.

    A target computed from p weights is rounded about p times, each time by half of u on average;
    twice the root of p leaves a margin.

    Parameters
    ----------
    residual_norm : float
        ‖y − X b‖.
    target_norm : float
        ‖y‖, not about its mean.
    weights : int
        Number p of weights.

    """
    return residual_norm <= 4.0 * math.sqrt(weights) * UNIT_ROUNDOFF * target_norm


def check_finite(table: Any, names: Sequence[str]) -> None:
    """Check that no value of an (n, d) table is missing or infinite.

    Raises
    ------
    DataError
        Some are: the message names the first such row and column, and how many there are.

    """
    # One sum is enough to see that all is well; the search runs only when it is not.
    with np.errstate(all="ignore"):
        if np.isfinite(table.sum()):
            return
    wrong, first = 0, None
    for start in range(0, table.shape[0], _FINITE_ROWS):
        block = table[start : start + _FINITE_ROWS]
        bad = ~np.isfinite(block if isinstance(block, np.ndarray) else block.toarray())
        count = int(np.count_nonzero(bad))
        if count and first is None:
            row, column = (int(place) for place in np.argwhere(bad)[0])
            first = start + row, column
        wrong += count
    if first is None:
        return
    row, column = first
    raise DataError(
        f"Column '{names[column]}' has {_shown(float(table[row, column]))} in row {row + 1}"
        f"{_and_more(wrong)}: drop those rows or fill them in."
    )


def check_squares(squares: Vector, names: Sequence[str]) -> None:
    """Check that the columns' sums of squares (q,) are finite.

    Raises
    ------
    DataError
        Some are not: the message names the first such column.

    """
    bad = ~np.isfinite(squares)
    if bad.any():
        raise DataError(
            f"Column '{names[int(np.argmax(bad))]}' has values whose squares are out of "
            "range: rescale the column by a power of ten."
        )


def _sparse_table(X: Any) -> Any:
    if X.dtype.kind not in "fiub":
        raise DataError(f"X holds values of type {X.dtype}: give real numbers.")
    if X.ndim != 2:
        raise DataError(f"X has {X.ndim} dimensions: give a table of shape (rows, columns).")
    rows = X.tocsr()
    try:
        rows.check_format(full_check=True)
    except (ValueError, IndexError) as error:
        raise DataError(f"X is a damaged sparse array ({error}): build it again.") from error
    return rows.astype(np.float64, copy=False)


def _as_float(values: ArrayLike, name: str, *, keep_float32: bool = False) -> Any:
    mask = getattr(values, "mask", None)  # not np.ma, which takes long to import
    if mask is not None and not callable(mask) and np.any(mask):
        raise DataError(f"{name} has masked values: drop those rows or fill them in.")
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise DataError(f"{name} is ragged: give every row the same number of values.") from error
    if array.ndim == 0:
        raise DataError(f"{name} is {values!r}: give an array of numbers.")
    if array.dtype == np.float64 or (keep_float32 and array.dtype == np.float32):
        return array
    if array.dtype.kind == "c":
        raise DataError(f"{name} holds complex numbers: pass the real part, or two real columns.")
    if array.dtype.kind in "US":
        raise DataError(f"{name} holds text ({str(array.flat[0])!r}): convert it to numbers.")
    if array.dtype.kind in "mM":
        raise DataError(f"{name} holds dates or times: convert them to numbers, such as seconds.")
    if array.dtype.kind in "iu" and array.size:
        _check_exact_integers(array, name)
    if array.dtype.kind == "O":
        _check_objects(array, name)
    try:
        return np.asarray(array, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(
            f"{name} has values that are not numbers ({error}): convert them."
        ) from error


def _check_objects(array: NDArray[Any], name: str) -> None:
    for place, value in np.ndenumerate(array):
        if isinstance(value, int) and abs(value) > LARGEST_EXACT_INTEGER:
            _refuse_integer(value, name)
        if isinstance(value, (complex, np.complexfloating)):
            raise DataError(f"{name} holds complex numbers: pass the real part.")
        column = f", column {place[1] + 1}" if len(place) > 1 else ""
        if value is None or type(value).__name__ == "NAType":  # pandas', which may be missing too
            raise DataError(
                f"{name} has a missing value ({value}) in row {place[0] + 1}{column}: drop those "
                "rows or fill them in."
            )
        if isinstance(value, (str, bytes)) or not hasattr(value, "__float__"):
            raise DataError(
                f"{name} has {value!r} in row {place[0] + 1}{column}, which is not a number: "
                "convert that column, or leave it out."
            )


def _check_exact_integers(array: NDArray[np.integer], name: str) -> None:
    if array.dtype.itemsize < 8:
        return
    largest = max(abs(int(array.max())), abs(int(array.min())))
    if largest > LARGEST_EXACT_INTEGER:
        _refuse_integer(largest, name)


def _refuse_integer(value: int, name: str) -> NoReturn:
    raise DataError(
        f"{name} holds the integer {value}, beyond 2^53, which float64 would round: "
        "subtract an offset, or convert to float yourself if rounding is fine."
    )


def _shown(value: float) -> str:
    return "a missing value (NaN)" if np.isnan(value) else f"{value:g}"


def _and_more(wrong: int) -> str:
    return f" (and {wrong - 1} more)" if wrong > 1 else ""


def root_mean_squares(columns: Matrix, n: int) -> Vector:
    """Return √(Σ x²/n) of each column, shape (d,), safe from overflow and underflow."""
    largest = np.abs(columns).max(axis=0)
    safe = np.where(largest > 0, largest, 1.0)
    root: Vector = safe * np.sqrt(np.square(columns / safe).sum(axis=0) / n)
    return root


def largest_curvature(X_b: Matrix) -> float:
    """Return λ_max(X_bᵀ X_b), the square of the largest singular value."""
    return float(np.linalg.norm(X_b.T @ X_b, 2)) if len(X_b) else 0.0


LOG_BITS = 20, 36  # of a logarithm after the point, in each of two parts


def sum_of_logs(weights: Vector) -> Fraction:
    """Return Σ log w of the weights (n,) above 0, to 2⁻⁵⁶ each: the same in any order."""
    logs = np.log(weights[weights > 0.0])
    coarse, fine = LOG_BITS
    first = np.rint(np.ldexp(logs, coarse))
    rest = np.rint(np.ldexp(logs - np.ldexp(first, -coarse), coarse + fine))
    sums = [int(each.astype(np.int64).sum()) for each in (first, rest)]
    return Fraction((sums[0] << fine) + sums[1], 1 << (coarse + fine))
