"""Sample of the rows before the first pass: an origin and a scale for all tasks.

It also shows which columns vary: a sum of squares that underflows may be that of a constant.
"""

from __future__ import annotations

import numpy as np

from downslope.data.blocks import Schema, Source
from downslope.data_table import TableSummary
from downslope.numerics.arrays import Matrix, Vector, check_squares
from downslope.numerics.gram import Scale
from downslope.solvers.rows import choose_origin

SAMPLE_VALUES = 2**17  # in a sample of many columns, for which all workers wait
MOST_SAMPLED, FEWEST_SAMPLED = 2048, 256  # rows
LOST = 2.0**-1021  # a row's square below this loses digits to underflow
TINY = 2.0**-400  # a value below this, times the root of the smallest weight, has a lost square


def sampled(source: Source) -> Matrix:
    """Sample rows (m, width) for choosing an origin and a scale."""
    rows = SAMPLE_VALUES // source.schema.width
    return source.sample(max(FEWEST_SAMPLED, min(MOST_SAMPLED, rows)))


def near_means(sample: Matrix, schema: Schema) -> Vector:
    """Return a point (q,) near the means; for a constant column its value."""
    q = len(schema.features) + 1
    sample = sample[np.isfinite(sample).all(axis=1)]
    if len(sample) == 0:
        return np.zeros(q)
    return choose_origin(sample[:, : q - 1], sample[:, q - 1 : q], intercept=True)


def check_small(
    squares: Vector, count: int, sample: Matrix, schema: Schema, about: Vector | None = None
) -> None:
    """Check that no column has values so small that their squares underflow.

    A sum of squares that is exactly 0 may also be that of a constant column: the sample decides.

    Parameters
    ----------
    squares : ndarray of shape (q,)
        Sums of squares over `count` rows.
    count : int
        Number of rows.
    sample : ndarray of shape (m, width)
        Some of the rows.
    schema : Schema
        Of the rows.
    about : ndarray of shape (q,), optional
        The origin of the values; their means by default.

    Raises
    ------
    DataError
        A column has such values; the message names the first one.

    """
    q = len(schema.features) + 1
    if schema.weights is not None:
        sample = sample[sample[:, q] > 0.0]
    with np.errstate(over="ignore"):
        apart = np.abs(sample[:, :q] - (sample[:1, :q] if about is None else about))
    widest = apart.max(axis=0, initial=0.0)
    varies = (widest > 0.0) & (widest < TINY)
    lost = (np.abs(squares) < LOST * count) & ((squares != 0.0) | varies)
    check_squares(np.where(lost, np.nan, 0.0), (*schema.features, schema.target))


def covering_scale(table: TableSummary, *, intercept: bool = True, margin: int = 0) -> Scale:
    """Return the scale of the rows in a summary, whatever their order; `margin` is for others."""
    q = table.summary.d + 1
    low, high = np.zeros((2, q)) if table.ranges is None else table.ranges
    return Scale.of_ranges(low, high, intercept=intercept, heaviest=table.heaviest, margin=margin)
