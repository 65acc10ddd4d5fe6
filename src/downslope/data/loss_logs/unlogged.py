"""Cells that say NaN where a series was not logged: the rows of a table belong to its series.

    step,train/loss,val/loss
    1,0.93,NaN                  a row of the training loss
    1,NaN,1.02                  a row of the validation loss
    2,NaN,NaN                   a loss that is NaN

A NaN counts as a loss only where no other series of the table explains it.
"""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from downslope.data.loss_logs.records import Column, Records

MOST_CELLS = 50_000_000
SPARSE = 1 / 3  # of the rows: a series with fewer gaps is one that was NaN now and then

Mask = NDArray[np.bool_]


def drop_unlogged(records: Records) -> None:
    """Drop the NaN of rows in which a series was not logged."""
    total = len(records)
    if total * len(records.columns) > MOST_CELLS:
        return
    finite = {key: np.zeros(total, dtype=bool) for key in records.columns}
    for key, column in records.columns.items():
        values = np.frombuffer(column.values, dtype=np.float64)
        finite[key][column.where(total)] = np.isfinite(values)
    for key, column in records.columns.items():
        values = np.frombuffer(column.values, dtype=np.float64)
        missing = np.isnan(values)
        if not missing.any() or missing.all():
            continue
        at = np.arange(total, dtype=np.uint32)[column.where(total)]
        others = [mask for other, mask in finite.items() if other != key and other[0] == key[0]]
        drop = missing & _explained(at, missing, finite[key], others)
        if drop.any():
            kept = ~drop
            records.columns[key] = Column(
                array("d", values[kept].tobytes()), array("I", at[kept].astype(np.uint32).tobytes())
            )


def _explained(at: NDArray[np.integer], missing: Mask, own: Mask, others: list[Mask]) -> Mask:
    """Return which values stand in rows of other series."""
    explained = np.zeros(len(at), dtype=bool)
    if not others:
        return explained
    # Series that are never logged together: each row belongs to one of them.
    for other in others:
        if not (own & other).any():
            explained |= other[at]
    # A series logged now and then: numbers come again after many gaps, and no gap is longer.
    logged = np.flatnonzero(~missing)
    if len(logged) > 1 and missing[: logged[-1]].mean() >= SPARSE:
        longest = int(np.diff(logged).max())
        beside = np.any([other[at] for other in others], axis=0)
        place = np.arange(len(at))
        before_last = place < logged[-1]
        explained |= beside & (before_last | (place - logged[-1] < longest))
    return explained
