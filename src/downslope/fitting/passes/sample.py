"""What a sample of the rows tells: an origin and a scale for all tasks, and which columns vary."""

from __future__ import annotations

import numpy as np

from downslope.data.source import Schema, Source
from downslope.numerics.arrays import Matrix, Vector, check_squares
from downslope.numerics.exact_gram import Scale
from downslope.solvers.rows import choose_origin
from downslope.summary import Summary

SAMPLE_VALUES = 2**17  # of a sample of many columns: it is taken before any worker has work
MOST_SAMPLED, FEWEST_SAMPLED = 2048, 256  # rows
LOST = 2.0**-1021  # of a row's square: below, float64's smallest number is more than its rounding
TINY = 2.0**-400  # of a value: times the root of the smallest weight, its square is lost


def sampled(source: Source) -> Matrix:
    """Rows (m, width) to choose an origin and a scale from."""
    rows = SAMPLE_VALUES // source.schema.width
    return source.sample(max(FEWEST_SAMPLED, min(MOST_SAMPLED, rows)))


def near_means(sample: Matrix, schema: Schema) -> Vector:
    """(q,) a point near the means; a constant column's own value."""
    q = len(schema.features) + 1
    sample = sample[np.isfinite(sample).all(axis=1)]
    if len(sample) == 0:
        return np.zeros(q)
    return choose_origin(sample[:, : q - 1], sample[:, q - 1 : q], intercept=True)


def check_small(
    squares: Vector, count: int, sample: Matrix, schema: Schema, about: Vector | None = None
) -> None:
    """Refuse columns of values so small that their squares vanish, or lose digits.

    A sum of squares that is exactly 0 may also be a constant column's: the sample tells.

    Args:
        squares: (q,) sums of squares of `count` rows.
        count: of rows.
        sample: (m, width) some of the rows.
        schema: of the rows.
        about: (q,) what the values were measured from; without it, their own means.

    Raises:
        DataError: the first such column.

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


def sampled_scale(sample: Matrix, schema: Schema, origin: Vector, margin: float) -> Scale:
    """A scale that the sample fits with powers of two to spare; ones stand before the target."""
    q = len(schema.features) + 1
    rows, heaviest = sample[:, :q] - origin, 1.0
    if schema.weights is not None and len(sample):
        heaviest = float(np.sqrt(np.maximum(sample[:, q], 0.0).max()))
    largest = np.abs(rows).max(axis=0, initial=0.0) * heaviest * 2.0**margin
    ones = heaviest * (2.0**margin if schema.weights is not None else 1.0)
    return Scale.covering(np.insert(origin, q - 1, 0.0), np.insert(largest, q - 1, ones))


def covering_scale(summary: Summary, intercept: bool, weighted: bool) -> Scale:
    """A scale that fits every row summarised: no value is beyond its column's sum of squares."""
    d = summary.d
    if not intercept:
        far = summary.mass * np.square(summary.origin + summary.mean)
        return Scale.covering(np.zeros(d + 1), 1.5 * np.sqrt(summary.size + far))
    ones = np.sqrt(summary.mass) if weighted else 1.0
    largest = np.insert(1.5 * np.sqrt(summary.size), d, ones)
    return Scale.covering(np.insert(summary.origin, d, 0.0), largest)
