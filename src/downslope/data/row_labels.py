"""Columns beside those of a model: labels of the groups and the clusters that rows belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.blocks import FrameSource, Layout
from downslope.data.columns import MISSING_MARKS, Place, is_missing
from downslope.data.levels import alike
from downslope.data.new_rows import joined, new_rows
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.numerics.arrays import Matrix

if TYPE_CHECKING:
    import polars as pl

LARGEST_WHOLE = 2.0**63  # a label that is such a float stays as it is written


@dataclass(frozen=True, slots=True)
class Position:
    """Position of the rows of a frame, for messages."""

    place: Place  # of the complete rows
    others: Any = None  # a frame of the columns beside those that are not

    @property
    def left_out(self) -> int:
        """Number of rows that are not complete."""
        return 0 if self.others is None else len(self.others)

    def row(self, index: int) -> str:
        """Return the number of a complete row."""
        return self.place.row(index)


def labels_as_text(source: FrameSource, columns: Sequence[str]) -> FrameSource:
    """Return the source with these columns read as text where a reader has a choice."""
    layout = source.layout
    read_already = {*layout.features, layout.target, layout.weights}
    more = tuple((name, ("", "")) for name in columns if name not in read_already)
    return replace(source, layout=replace(layout, levels=(*layout.levels, *more)))


def needing(source: FrameSource, columns: Sequence[str], labels: Sequence[str]) -> FrameSource:
    """Return the source without the rows that lack a value in these columns, or a label in some.

    Labels are read as text, as they are later, so that every pass leaves out the same rows.
    """
    marked = labels_as_text(source, labels)
    return replace(marked, layout=replace(marked.layout, needed=tuple(columns)))


def blocks_with(
    task: Any, columns: Sequence[str], first: int | None = None
) -> Iterator[tuple[Matrix, Any, Position]]:
    """Yield blocks of complete rows, a frame of other columns beside each, and their position.

    They are of all rows, or of at least the `first`.
    """
    for each in getattr(task, "tasks", (task,)):  # a joined task has several
        before = 0
        for part in new_rows(each, columns, first, reuse=True):
            kept = without_marks(part.kept, each.layout)
            place = replace(each.place.after(before), rows=part.rows)
            yield part.X, kept, Position(place, part.others)
            before += len(part.X) + part.dropped


def rows_with(task: Any, columns: Sequence[str]) -> Iterator[tuple[Matrix, Any, Position]]:
    """Yield all complete rows of a task, or of each of the tasks it joins, as `blocks_with`."""
    for each in getattr(task, "tasks", (task,)):
        parts = list(new_rows(each, columns))
        if not parts:
            continue
        kept, rows, before = joined([part.kept for part in parts]), [], 0
        for part in parts:
            some = np.arange(len(part.X)) if part.rows is None else part.rows
            rows.append(before + some)
            before += len(part.X) + part.dropped
        others = joined([part.others for part in parts])
        kept = without_marks(kept, each.layout)
        others = None if others is None else without_marks(others, each.layout)
        left = None if others is None else np.concatenate(rows)
        at = Position(replace(each.place, rows=left), others)
        yield np.concatenate([part.X for part in parts]), kept, at


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
    if isinstance(given, np.ndarray) and np.can_cast(given.dtype, np.int64) and given.dtype != bool:
        return coded_numbers(given.astype(np.int64, copy=False))
    import polars as pl

    column = given if isinstance(given, pl.Series) else _series(given)
    missing = _is_missing(column)
    if missing.any():
        out, style = "take such rows out", at.place.style
        if isinstance(given, pl.Series):
            out = f"leave such rows out with {style.flag('drop_missing')}"
            if given.dtype == pl.String:
                keep = style.columns("keep_levels", ["NA"])
                out += f"; if a mark such as NA is a label, give {keep}"
        raise DataError(
            f"Column '{name}' of {at.place.source}, which names the {what}, has a missing value "
            f"in {at.row(int(missing.arg_max() or 0))}: fill it in, or {out}."
        )
    if column.dtype.is_integer():
        numbers = column.cast(pl.Int64, strict=False)
        if not numbers.null_count():
            return coded_numbers(numbers.to_numpy())
    try:
        text = _text(column)
    except pl.exceptions.PolarsError:
        raise DataError(
            f"Column '{name}' of {at.place.source}, which names the {what}, holds "
            f"{str(column.dtype).lower():.40} values, not labels: name a column of text, numbers, "
            "or dates."
        ) from None
    distinct = text.unique().sort()
    physical = text.cast(pl.Enum(distinct)).to_physical().to_numpy()
    return np.array(distinct.to_list(), dtype=np.str_), physical.astype(np.int64)


def labeled(frame: pl.DataFrame) -> pl.Series:
    """Return whether each row of a frame of labels has them all."""
    import polars as pl

    found = pl.repeat(value=True, n=len(frame), dtype=pl.Boolean, eager=True)
    for column in frame:
        found &= ~_is_missing(column)
    return found


def _is_missing(column: pl.Series) -> pl.Series:
    # Marks in columns are null by now; in an array of labels all but "" are labels.
    return is_missing(column, MISSING_MARKS[1:])


def without_marks(kept: Any, layout: Layout) -> Any:
    """Return a frame of labels with null for marks such as NA, unless they are kept as levels."""
    import polars as pl

    text = [column for column in kept if column.dtype == pl.String]
    if not text:
        return kept
    return kept.with_columns(
        pl.when(is_missing(column, layout.dialect.keep_levels)).then(None).otherwise(column)
        .alias(column.name)
        for column in text
    )  # fmt: skip


def coded_numbers(values: NDArray[np.int64]) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct numbers, sorted, and the code (m,) of each row."""
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if high - low < 4 * len(values):
        places = values - low
        there = np.flatnonzero(np.bincount(places))
        codes = np.zeros(high - low + 1, dtype=np.int64)
        codes[there] = np.arange(len(there))
        return there + low, codes[places]
    return np.unique(values, return_inverse=True)


def _series(labels: Any) -> pl.Series:
    """Return labels in an array, perhaps of several types, as a column."""
    import polars as pl

    values = np.asarray(labels)
    return pl.Series(values) if values.dtype.kind not in "OcV" else _texts(values.tolist())


def labels_of(values: Sequence[Any], keep: Sequence[str], *, single: bool = False) -> pl.Series:
    """Return values of any types, such as a database gives, as labels; null where one is missing.

    Text that is a mark such as NA is missing, unless it is kept. `single` tells that floating-point
    numbers were of 32 bits.
    """
    import polars as pl

    text = _texts(values, single=single)
    marks = pl.Series([isinstance(each, str) for each in values], dtype=pl.Boolean)
    lost = marks & is_missing(text, keep)
    return pl.select(pl.when(lost).then(None).otherwise(text)).to_series()


def _texts(values: Sequence[Any], *, single: bool = False) -> pl.Series:
    """Return values of several types as a column of them would be written."""
    import polars as pl

    found: list[str | None] = [None] * len(values)
    places: dict[type, list[int]] = {}
    for place, value in enumerate(values):
        if value is not None and value == value:
            places.setdefault(type(value), []).append(place)
    for kind, chosen in places.items():
        texts = _texts_of(kind, [values[place] for place in chosen], single=single)
        for place, text in zip(chosen, texts, strict=True):
            found[place] = text
    return pl.Series(found, dtype=pl.String)


def _texts_of(kind: type, values: list[Any], *, single: bool) -> list[str]:
    """Return values of one type as text, by the rules of `_text`."""
    import polars as pl

    if issubclass(kind, Decimal):  # in full, whatever its size
        finite = [format(each if each else abs(each), "f") for each in values]
        text = pl.Series(finite, dtype=pl.String).str.replace("Infinity", "inf", literal=True)
        return _without_zeros(text).to_list()
    if issubclass(kind, (bool, np.bool_, float, np.float32)):
        numbers = np.array(values)
        narrow = single and numbers.dtype == np.float64
        return _text(pl.Series(numbers.astype(np.float32) if narrow else numbers)).to_list()
    if issubclass(kind, datetime):
        aware = [each.tzinfo is not None for each in values]
        with suppress(OverflowError):  # of the ends of the calendar
            if all(aware):
                values = [each.astimezone(UTC) for each in values]
            if all(aware) or not any(aware):
                return _text(pl.Series(values)).to_list()
    if issubclass(kind, time) and not any(each.tzinfo for each in values):
        return _text(pl.Series(values, dtype=pl.Time)).to_list()
    return [str(each) for each in values]


def _text(column: pl.Series) -> pl.Series:
    """Return labels as text that does not depend on the type of a number or a time.

    So 1, 1.0, and 1.00 are "1", and −0.0 is "0"; text stays as it is.
    """
    import polars as pl

    if column.dtype == pl.Time:  # a cast leaves out the fraction
        return _without_zeros(column.dt.to_string("%H:%M:%S%.f"))
    text = column.cast(pl.String)
    if column.dtype.is_float():
        whole = column.cast(pl.Int64, strict=False)
        same = (whole.cast(column.dtype) == column) & (column.abs() < LARGEST_WHOLE)
        return pl.select(pl.when(same).then(whole.cast(pl.String)).otherwise(text)).to_series()
    if column.dtype.is_decimal() or isinstance(column.dtype, pl.Datetime):
        return _without_zeros(text)
    return text


def _without_zeros(text: pl.Series) -> pl.Series:
    """Return numbers or times without zeros at the end of their fractions."""
    return text.str.replace(r"(\.\d*?)0+(\D|$)", "${1}${2}").str.replace(r"\.(\D|$)", "$1")


def alike_labels(labels: np.ndarray, name: str) -> Iterator[Finding]:
    """Yield a finding on the first two of these labels that differ only in how they are written."""
    if labels.dtype.kind != "U":
        return
    import polars as pl

    text = pl.Series(labels.tolist(), dtype=pl.String)
    words = text.str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\s+", " ")
    numbers = text.str.strip_chars().cast(pl.Float64, strict=False).drop_nulls()
    if words.str.strip_chars().n_unique() < len(text) or numbers.n_unique() < len(numbers):
        yield from alike(name, labels.tolist())


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

    def places_of(self, labels: np.ndarray) -> NDArray[np.int64]:
        """Return the place of each of these distinct labels; new ones come last.

        A number is the same label as its text.
        """
        if not len(labels):
            return np.empty(0, dtype=np.int64)
        if self._known is None:
            self._known = labels[:0]
        if self._known.dtype.kind != labels.dtype.kind:
            labels, known = labels.astype(np.str_), self._known.astype(np.str_)
            order = np.argsort(known)
            self._known, self._places = known[order], self._places[order]
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
