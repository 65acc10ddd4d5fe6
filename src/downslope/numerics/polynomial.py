"""Powers of one feature, and decimal numbers as printed, to twice the precision of float64.

    x, x², …, x^K      each power formed in double-double: high + low, about 100 bits

Rounding the powers to float64 spoils polynomial regression before any solver starts: on NIST's
Filip (degree 10) it leaves 7.6 correct digits of fourteen. Decimals such as 0.1 lose their last
bits in the same way; read as text they keep them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from downslope.errors import DataError
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.doubledouble import Pair, multiply, pair


def powers(x: Vector, degree: int, x_low: Vector | None = None) -> Pair:
    """Return high and low parts (n, degree) of x¹ … x^degree.

    Raises
    ------
    OptionError
        The degree is not a whole number, or is below 1.
    DataError
        A power overflows float64.

    """
    whole_number("degree", degree, at_least=1)
    current = base = pair(x, x_low)
    high, low = np.empty((len(x), degree)), np.empty((len(x), degree))
    high[:, 0], low[:, 0] = base
    with np.errstate(over="ignore", invalid="ignore"):
        for column in range(1, degree):
            current = multiply(current, base)
            high[:, column], low[:, column] = current
    if not np.isfinite(high).all():
        row = int(np.argwhere(~np.isfinite(high))[0][0])
        raise DataError(
            f"{x[row]:g} in row {row + 1} to the power {degree} overflows float64: divide the "
            "column by a constant, or lower the degree."
        )
    return high, low


def power_names(name: str, degree: int) -> tuple[str, ...]:
    """Return the names of the powers: ``x, x^2, …``."""
    return (name, *(f"{name}^{power}" for power in range(2, degree + 1)))


def from_decimals(columns: Sequence[Sequence[str]], names: Sequence[str]) -> Pair:
    """Return high and low parts (n, d) of d columns of decimals as they are printed.

    Raises
    ------
    DataError
        A text is not a decimal number (row and column named).

    """
    shape = len(columns[0]) if columns else 0, len(columns)
    high: Matrix = np.empty(shape)
    low: Matrix = np.empty(shape)
    for j, column in enumerate(columns):
        for i, text in enumerate(column):
            exact = _fraction(text, names[j], i)
            high[i, j] = float(exact)
            low[i, j] = float(exact - Fraction(high[i, j]))
    return high, low


def _fraction(text: str, name: str, row: int) -> Fraction:
    try:
        value = Fraction(text.strip())
        float(value)
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        raise DataError(
            f"Column '{name}' has {text!r} in row {row + 1}, which is not a decimal number within "
            "float64's range: correct it, or drop that row."
        ) from error
    return value
