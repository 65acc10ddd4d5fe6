"""Where data come from: a `Table` in memory, or a `Source` of tasks for any size."""

from __future__ import annotations

from collections.abc import Sequence

from downslope.errors import DataError
from downslope.sources.columns import Origin, table_from_frame
from downslope.sources.files import read_frame
from downslope.sources.given import given
from downslope.sources.history import History, read_history
from downslope.sources.holding import held
from downslope.sources.opening import Categorical, kinds_of, of_arrays, open_source
from downslope.sources.stream import Schema, Source, Task
from downslope.sources.table import Table

__all__ = [
    "Categorical",
    "History",
    "Schema",
    "Source",
    "Table",
    "Task",
    "kinds_of",
    "of_arrays",
    "open_source",
    "read",
    "read_history",
]


def read(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
    exact_decimals: bool = False,
    categorical: Categorical = (),
) -> Table:
    """Read files, a folder, a glob, or a data set by its name ("hubble").

    A data set knows its target and its features; a file needs to be told its target. With
    `exact_decimals` the decimals of a CSV count as printed, not as float64 rounds them. Each level
    but the first of a `categorical` column becomes a column of zeros and ones.

    Raises:
        DataError: what was given cannot be read or used (one line: what, where, what to do).

    """
    if categorical:
        if exact_decimals:
            raise DataError("Decimals as printed are of numbers alone: leave out --categorical.")
        return held(open_source(data, target, features, weights, drop_missing, categorical))
    asked = given(data, target, features)
    frame, heights = read_frame(asked.files, as_printed=exact_decimals)
    origin = Origin(asked.source, tuple(map(str, asked.files)), tuple(heights))
    return table_from_frame(
        frame,
        origin,
        asked.target_among(frame.columns),
        asked.features,
        weights,
        drop_missing,
        exact_decimals,
    )
