"""Columns beside those of a model: labels of the clusters that rows belong to, and their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from downslope.data.blocks import FrameSource
from downslope.data.columns import Place
from downslope.data.new_rows import new_rows
from downslope.errors import DataError
from downslope.numerics.arrays import Matrix


@dataclass(frozen=True, slots=True)
class Position:
    """Position of the rows of a frame, for messages."""

    place: Place  # of the first row
    left_out: int = 0  # rows of the frame, among which the others cannot be counted

    def row(self, index: int) -> str:
        """Return the number of a row."""
        return self.place.row(index) if not self.left_out else f"a row after {self.place.row(0)}"


def blocks_with(task: Any, columns: Sequence[str]) -> Iterator[tuple[Matrix, Any, Position]]:
    """Yield blocks of complete rows, a frame of other columns beside each, and their position."""
    for each in getattr(task, "tasks", (task,)):  # a joined task has several
        before = 0
        for part in new_rows(each, columns):
            yield part.X, part.kept, Position(each.place.after(before), part.dropped)
            before += len(part.X) + part.dropped


def read_as_text(source: FrameSource, columns: Sequence[str]) -> FrameSource:
    """Return the source with these columns read as text where a reader has a choice."""
    layout = source.layout
    read_already = {*layout.features, layout.target, layout.weights}
    more = tuple((name, ("", "")) for name in columns if name not in read_already)
    return replace(source, layout=replace(layout, levels=(*layout.levels, *more)))


def coded(
    given: Any, name: str, at: Position, what: str = "clusters"
) -> tuple[np.ndarray, np.ndarray]:
    """Return the labels of a column, sorted, and the code (m,) of each row.

    The column names `what`, in a message.

    Raises
    ------
    DataError
        A label is missing.

    """
    import polars as pl

    column = given if isinstance(given, pl.Series) else pl.Series(given)
    missing = column.is_null()
    if column.dtype.is_float():
        missing = missing | column.is_nan().fill_null(value=True)
    elif column.dtype == pl.String:
        missing = missing | (column.str.strip_chars() == "").fill_null(value=True)
    if missing.any():
        raise DataError(
            f"Column '{name}' of {at.place.source}, which names the {what}, has a missing value "
            f"in {at.row(int(missing.arg_max() or 0))}: fill it in, or take such rows out."
        )
    if column.dtype.is_integer():
        values = column.cast(pl.Int64).to_numpy()
        low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
        if high - low < 4 * len(values):
            places = values - low
            there = np.flatnonzero(np.bincount(places))
            codes = np.zeros(high - low + 1, dtype=np.int64)
            codes[there] = np.arange(len(there))
            return there + low, codes[places]
        return np.unique(values, return_inverse=True)
    text = column.cast(pl.String)
    distinct = text.unique().sort()
    physical = text.cast(pl.Enum(distinct)).to_physical().to_numpy()
    return np.array(distinct.to_list(), dtype=np.str_), physical.astype(np.int64)


def ends_in_order(column: Any, name: str, at: Position) -> tuple[Any, Any] | None:
    """Return the first and the last value of a column that must not decrease.

    Raises
    ------
    DataError
        A value is missing, or less than the one before it.

    """
    if len(column) == 0:
        return None
    if column.null_count() or (column.dtype.is_float() and column.is_nan().any()):
        missing = column.is_null()
        if column.dtype.is_float():
            missing = missing | column.is_nan().fill_null(value=True)
        raise DataError(
            f"Column '{name}' of {at.place.source}, which orders the rows, has a missing value in "
            f"{at.row(int(missing.arg_max() or 0))}: fill it in, or take such rows out."
        )
    falls = (column.shift(-1) < column).fill_null(value=False)
    if falls.any():
        row = int(falls.arg_max() or 0) + 1
        raise DataError(_not_in_order(name, at.row(row), column[row]))
    return column[0], column[-1]


def check_order(
    before: tuple[Any, Any] | None, after: tuple[Any, Any] | None, name: str, where: str
) -> None:
    """Raise `DataError` if a block begins with less than the one before it ended with."""
    if before is not None and after is not None and after[0] < before[1]:
        raise DataError(_not_in_order(name, where, after[0]))


def _not_in_order(name: str, where: str, value: Any) -> str:
    return (
        f"The rows are not in the order of '{name}': {where} has {str(value)[:40]}, less than the "
        "row before. Sort the data by it."
    )
