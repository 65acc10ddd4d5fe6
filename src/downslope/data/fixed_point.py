"""Decimals of Arrow, which are integers with a fixed point: 12.34 is 1234 with a scale of 2.

Both 1234 and 10² are floats, and the quotient of two floats is rounded once, so the result is the
float nearest to the decimal. A cast in Arrow or in polars takes two to four times as long.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from downslope.numerics.arrays import LARGEST_EXACT_INTEGER, Vector

LARGEST_SCALE = 22  # of which the power of ten is a float


def nearest_floats(column: Any) -> Vector | None:
    """Return decimals of 128 bits (n,) as floats, with NaN for null.

    None if the column holds something else, or an integer that float64 would round.
    """
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if not (isinstance(column, pa.Array) and pa.types.is_decimal128(column.type) and len(column)):
        return None
    scale, start = column.type.scale, column.offset
    words = np.frombuffer(column.buffers()[1], np.dtype("<i8")).reshape(-1, 2)
    low, high = words[start : start + len(column)].T
    missing = None
    if column.null_count:
        missing = column.is_null().to_numpy(zero_copy_only=False)
        low, high = np.where(missing, 0, low), np.where(missing, 0, high)
    fits = 0 <= scale <= LARGEST_SCALE and bool((high == low >> 63).all())
    if not fits or max(int(low.max()), -int(low.min())) > LARGEST_EXACT_INTEGER:
        return None
    values: Vector = low / 10.0**scale
    if missing is not None:
        values[missing] = np.nan
    return values
