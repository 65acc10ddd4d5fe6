"""Sums of float64 without rounding, which no order of the values changes.

    x = s₁ + s₂ + …        each s a whole multiple, of at most 27 bits, of one unit for all values

so that float64 adds up each slice exactly, and whole numbers of any length add up the slices. A
square is split in two without rounding first (Dekker 1971).
"""

from __future__ import annotations

import math

import numpy as np

from downslope.numerics.arrays import Vector
from downslope.numerics.doubledouble import split

UNIT_BITS = 1126  # sums are whole multiples of 2^-1126, and those of squares of 2^-2252
SLICE_BITS = 26
LARGE, SMALL = 2.0**450, 2.0**-450  # beyond these, squares could overflow or lose digits
SHIFT = 600  # powers of two by which such values are moved


def exact_sum(x: Vector) -> int:
    """Return the sum of at most 2^24 finite values (n,), in units of 2^-1126."""
    large = np.abs(x) >= LARGE
    if large.any():
        return exact_sum(x[~large]) + (exact_sum(np.ldexp(x[large], -SHIFT)) << SHIFT)
    total = 0
    while (largest := max(x.max(initial=0.0), -x.min(initial=0.0))) > 0.0:
        bits = math.frexp(largest)[1] - SLICE_BITS
        rounder = math.ldexp(1.5, bits + 52)
        part = (x + rounder) - rounder
        total += int(math.ldexp(float(part.sum()), -bits)) << (bits + UNIT_BITS)
        x = x - part
    return total


def exact_sum_of_squares(x: Vector) -> int:
    """Return the sum of squares of at most 2^24 finite values (n,), in units of 2^-2252."""
    sizes = np.abs(x)
    for chosen, shift in ((sizes >= LARGE, -SHIFT), ((sizes <= SMALL) & (x != 0.0), SHIFT)):
        if chosen.any():
            moved = exact_sum_of_squares(np.ldexp(x[chosen], shift))
            rest = exact_sum_of_squares(x[~chosen])
            return rest + (moved << -2 * shift if shift < 0 else moved >> 2 * shift)
    square, (high, low) = x * x, split(x)
    lost = ((high * high - square) + 2.0 * high * low) + low * low
    return (exact_sum(square) + exact_sum(lost)) << UNIT_BITS
