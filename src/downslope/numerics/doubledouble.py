"""Double-double arithmetic: a number as an unevaluated sum `high + low`, about 106 bits.

Error-free transformations give a float64 operation *and* its rounding error:

    two_sum(a, b)      = (s, e)   s + e = a + b exactly     (Knuth, TAOCP 2, 4.2.2)
    two_product(a, b)  = (p, e)   p + e = a · b exactly     (Dekker 1971, Veltkamp's split)

Sums, products, and quotients of pairs follow Joldes, Muller, and Popescu, "Tight and rigorous
error bounds for basic building blocks of double-word arithmetic" (ACM TOMS 44, 2017): a relative
error of at most 3u², 5u² and about 10u² with u = 2⁻⁵³. Everything is vectorized NumPy.

np.longdouble was rejected: 64 bits on x86, 53 elsewhere, and no BLAS.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

UNIT_ROUNDOFF = 2.0**-53
PAIR_ROUNDOFF = 2.0**-102  # covers every operation below: the largest, division, is under 16 u²

Real = Any  # float or float64 array of any shape: the formulas are the same
Pair = tuple[NDArray[np.float64], NDArray[np.float64]]  # (high, low), |low| ≤ ulp(high)/2

_SPLITTER = 2.0**27 + 1.0


def two_sum(a: Real, b: Real) -> tuple[Real, Real]:
    """Return the rounded sum and its error, whatever the magnitudes of a and b."""
    total = a + b
    b_part = total - a
    return total, (a - (total - b_part)) + (b - b_part)


def sum_into(a: NDArray[np.float64], b: Real) -> NDArray[np.float64]:
    """Add b to a in place and return the error, as `two_sum` with fewer temporaries."""
    summed = a + b
    b_part = summed - a
    rest: NDArray[np.float64] = summed - b_part
    np.subtract(a, rest, out=rest)
    np.subtract(b, b_part, out=b_part)
    rest += b_part
    a[...] = summed
    error: NDArray[np.float64] = rest
    return error


def fast_two_sum(a: Real, b: Real) -> tuple[Real, Real]:
    """Return the rounded sum and its error for |a| ≥ |b|, at half the cost of `two_sum`."""
    total = a + b
    return total, b - (total - a)


def split(a: Real) -> tuple[Real, Real]:
    """Split `a` into two parts of at most 26 bits each, so that their products are exact."""
    scaled = _SPLITTER * a
    high = scaled - (scaled - a)
    return high, a - high


def two_product(a: Real, b: Real) -> tuple[Real, Real]:
    """Return the rounded product and its error."""
    product = a * b
    a_high, a_low = split(a)
    b_high, b_low = split(b)
    error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, error


def pair(high: Real, low: Real | None = None) -> Pair:
    """Make a pair of two float64 arrays; the low part is zero if it is not given."""
    first = np.asarray(high, dtype=np.float64)
    return first, np.zeros_like(first) if low is None else np.asarray(low, dtype=np.float64)


def add(a: Pair, b: Pair) -> Pair:
    """Return a + b."""
    high, error = two_sum(a[0], b[0])
    low, low_error = two_sum(a[1], b[1])
    high, error = fast_two_sum(high, error + low)
    return fast_two_sum(high, error + low_error)


def subtract(a: Pair, b: Pair) -> Pair:
    """Return a − b."""
    return add(a, (-b[0], -b[1]))


def multiply(a: Pair, b: Pair) -> Pair:
    """Return a · b."""
    high, error = two_product(a[0], b[0])
    return fast_two_sum(high, error + (a[0] * b[1] + a[1] * b[0]))


def divide(a: Pair, b: Pair) -> Pair:
    """Return a / b by long division: three float64 quotients, each of the last remainder."""
    first = a[0] / b[0]
    rest = subtract(a, multiply(pair(first), b))
    second = rest[0] / b[0]
    rest = subtract(rest, multiply(pair(second), b))
    return add(fast_two_sum(first, second), pair(rest[0] / b[0]))


def square_root(a: Pair) -> Pair:
    """Return √a for a > 0: one Newton step from the float64 root."""
    root = np.sqrt(a[0])
    rest = subtract(a, two_product(root, root))
    return fast_two_sum(root, rest[0] / (2.0 * root))


def scale(a: Pair, power_of_two: Real) -> Pair:
    """Return a times a power of two, without rounding."""
    return a[0] * power_of_two, a[1] * power_of_two


def take(a: Pair, index: Any) -> Pair:
    """Index both parts."""
    return a[0][index], a[1][index]


def total(a: Pair, axis: int = 0) -> Pair:
    """Sum along an axis, by halving: the error grows with log₂ of the length."""
    high, low = np.moveaxis(a[0], axis, 0), np.moveaxis(a[1], axis, 0)
    if not len(high):
        return pair(np.zeros(high.shape[1:]))
    while len(high) > 1:
        half = len(high) // 2
        summed, error = two_sum(high[:half], high[half : 2 * half])
        lows = low[:half] + low[half : 2 * half] + error
        if len(high) % 2:
            summed = np.concatenate([summed, high[-1:]])
            lows = np.concatenate([lows, low[-1:]])
        high, low = summed, lows
    return fast_two_sum(high[0], low[0])


_LN2: Pair = (np.array(0.6931471805599453), np.array(2.3190468138462996e-17))
_TERMS = 14  # of the series at |x| ≤ ln 2 / 32: the next is below 2⁻¹²⁰
_HALVINGS = 4


def exponential(a: Pair) -> Pair:
    """Return eᵃ for −600 ≤ a ≤ 700, with a relative error below 2⁻⁹⁵.

    With k = round(a / ln 2) and r = (a − k ln 2) / 16, it is 2ᵏ · (1 + s)¹⁶ where s = eʳ − 1 comes
    from the series. Squaring s + 1 as s ← 2s + s² keeps the low bits of a small s.
    """
    k = np.rint(a[0] / _LN2[0])
    shift = add(two_product(k, _LN2[0]), two_product(k, _LN2[1]))
    r = scale(subtract(a, shift), 2.0**-_HALVINGS)
    one = pair(np.ones_like(a[0]))
    series = one
    for term in range(_TERMS, 1, -1):  # Horner: 1 + r/2 (1 + r/3 (1 + …))
        series = add(one, divide(multiply(series, r), pair(np.full_like(a[0], term))))
    s = multiply(series, r)
    for _ in range(_HALVINGS):
        s = add(scale(s, 2.0), multiply(s, s))
    return scale(add(one, s), np.exp2(k))
