"""Columns beside those of a model: labels of the clusters that rows belong to, and their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.blocks import FrameSource
from downslope.data.columns import Place, cleaned
from downslope.data.dates import MICRO, DateColumn
from downslope.data.new_rows import joined, new_rows
from downslope.errors import DataError
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.arrays import Matrix


@dataclass(frozen=True, slots=True)
class Position:
    """Position of the rows of a frame, for messages."""

    place: Place  # of the first row
    left_out: int = 0  # rows of the frame, among which the others cannot be counted

    def row(self, index: int) -> str:
        """Return the number of a row."""
        return self.place.row(index) if not self.left_out else f"a row after {self.place.row(0)}"


def labels_as_text(source: FrameSource, columns: Sequence[str]) -> FrameSource:
    """Return the source with these columns read as text where a reader has a choice."""
    layout = source.layout
    read_already = {*layout.features, layout.target, layout.weights}
    more = tuple((name, ("", "")) for name in columns if name not in read_already)
    return replace(source, layout=replace(layout, levels=(*layout.levels, *more)))


def blocks_with(task: Any, columns: Sequence[str]) -> Iterator[tuple[Matrix, Any, Position]]:
    """Yield blocks of complete rows, a frame of other columns beside each, and their position."""
    for each in getattr(task, "tasks", (task,)):  # a joined task has several
        before = 0
        for part in new_rows(each, columns):
            yield part.X, part.kept, Position(each.place.after(before), part.dropped)
            before += len(part.X) + part.dropped


def rows_with(task: Any, columns: Sequence[str]) -> Iterator[tuple[Matrix, Any, Position]]:
    """Yield all complete rows of a task, or of each of the tasks it joins, as `blocks_with`."""
    for each in getattr(task, "tasks", (task,)):
        parts = list(new_rows(each, columns))
        if not parts:
            continue
        kept = joined([part.kept for part in parts])
        dropped = sum(part.dropped for part in parts)
        yield np.concatenate([part.X for part in parts]), kept, Position(each.place, dropped)


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


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Labels of G groups by one column or several: values of each column, and their places."""

    values: list[np.ndarray]  # of each column, sorted: whole numbers or text
    places: list[NDArray[np.int64]]  # (G,) of each column

    @classmethod
    def of(cls, kept: Any, names: Sequence[str], at: Position) -> tuple[Labels, np.ndarray]:
        """Return the labels of rows by these columns, and the code (m,) of each row.

        Raises
        ------
        DataError
            A label is missing.

        """
        values, codes = coded(kept[names[0]], names[0], at, "groups")
        found = cls([values], [np.arange(len(values))])
        for name in names[1:]:
            more, others = coded(kept[name], name, at, "groups")
            both, codes = np.unique(codes * max(len(more), 1) + others, return_inverse=True)
            before, last = np.divmod(both, max(len(more), 1))
            places = [*(each[before] for each in found.places), last]
            found = cls([*found.values, more], places)
        return found, codes


class LabelIndex:
    """Places of labels, in the order in which they came."""

    def __init__(self) -> None:
        self._known: np.ndarray | None = None  # sorted
        self._places = np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._places)

    def places_of(self, labels: np.ndarray, name: str = "") -> NDArray[np.int64]:
        """Return the place of each of these distinct labels; new ones come last.

        Raises
        ------
        DataError
            Some labels of the column of this name are numbers, and others text.

        """
        if not len(labels):
            return np.empty(0, dtype=np.int64)
        if self._known is None:
            self._known = labels[:0]
        if self._known.dtype.kind != labels.dtype.kind:
            raise DataError(
                f"Column '{name}', which names the groups, holds numbers in some parts of the data "
                "and text in others: convert it to one type."
            )
        at = np.searchsorted(self._known, labels)
        there = np.zeros(len(labels), dtype=bool)
        inside = at < len(self._known)
        there[inside] = self._known[at[inside]] == labels[inside]
        found = np.empty(len(labels), dtype=np.int64)
        found[there] = self._places[at[there]]
        new = ~there
        if new.any():
            found[new] = np.arange(len(self), len(self) + int(new.sum()))
            every = np.concatenate([self._known, labels[new]])
            order = np.argsort(every, kind="stable")
            self._known = every[order]
            self._places = np.concatenate([self._places, found[new]])[order]
        return found

    def labels(self) -> np.ndarray:
        """Return the labels in the order of their places."""
        if self._known is None:
            return np.empty(0, dtype=np.int64)
        return self._known[np.argsort(self._places)]


def ends_in_order(column: Any, name: str, at: Position) -> tuple[Any, Any] | None:
    """Return the first and the last value of a column that must not decrease.

    Raises
    ------
    DataError
        A value is missing, or less than the one before it.

    """
    if len(column) == 0:
        return None
    _check_no_missing(column, name, at)
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


def times_of(
    kept: Any, name: str, source: str, style: OptionStyle, spans: bool | None
) -> tuple[np.ndarray, NDArray[np.float64]]:
    """Return the times (n,) of all rows as they are shown, and as numbers that do not decrease.

    Parameters
    ----------
    kept : polars.DataFrame
        The column of times beside all rows.
    name : str
        The column.
    source : str
        Name of the data, for messages.
    style : OptionStyle
        How messages write options.
    spans : bool, optional
        Whether windows are spans such as 30d, so that the column must hold dates, or numbers;
        None if either will do. Dates are returned in microseconds.

    Raises
    ------
    DataError
        A time is missing, cannot be read, or is before that of the row above.

    """
    import polars as pl

    column: pl.Series = kept[name]
    place = Place(source, style=style)
    if column.dtype == pl.String:
        numbers = cleaned(column).cast(pl.Float64, strict=False)
        if numbers.null_count() == column.null_count():
            column = numbers
    if column.dtype == pl.String:
        _check_no_missing(cleaned(column), name, Position(place))
        dates = DateColumn(name, "seconds").resolved(column, source, style)
        clock, is_date = dates.numbers(column, place).to_numpy() * MICRO, True
    else:
        is_date = column.dtype in (pl.Date, pl.Datetime)
        if not (is_date or column.dtype.is_numeric()):
            raise DataError(
                f"Column '{name}' of {source} holds {str(column.dtype).lower():.40} values, not "
                "times: name a column of dates or numbers."
            )
        _check_no_missing(column, name, Position(place))
        moments = column.dt.timestamp("us") if is_date else column
        clock = moments.cast(pl.Float64).to_numpy()
    if spans is not None and spans != is_date:
        what, cure = ("dates", 'a span such as "30d"') if is_date else ("numbers", "a number")
        raise DataError(
            f"Column '{name}' of {source} holds {what}: give {style.option('window')} as {cure}."
        )
    falls = np.flatnonzero(np.diff(clock) < 0.0)
    if len(falls):
        row = int(falls[0]) + 1
        raise DataError(_not_in_order(name, place.row(row), column[row]))
    return column.to_numpy(), np.round(clock) if is_date else clock


def _check_no_missing(column: Any, name: str, at: Position) -> None:
    missing = column.is_null()
    if column.dtype.is_float():
        missing = missing | column.is_nan().fill_null(value=True)
    if missing.any():
        raise DataError(
            f"Column '{name}' of {at.place.source}, which orders the rows, has a missing value in "
            f"{at.row(int(missing.arg_max() or 0))}: fill it in, or take such rows out."
        )
