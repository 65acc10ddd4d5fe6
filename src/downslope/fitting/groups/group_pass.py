"""One pass that summarizes the rows of each group, whatever their order.

    task ──► labels and sums of its groups ──► added, in the order of the tasks, to those of before

Within a block the sums of a group are taken about its mean there; sums of two blocks are added by
the pairwise update formulas, so no digit is lost to the distance between groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downslope.data.array_source import Arrays
from downslope.data.blocks import FrameSource, Schema, Source
from downslope.data.columns import Place, too_few
from downslope.data.row_labels import (
    LabelIndex,
    Labels,
    Position,
    alike_labels,
    labeled,
    labels_as_text,
    rows_with,
)
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.fitting.groups.summary_stack import SummaryStack, check_fits
from downslope.fitting.passes.reader import Reader, ReadOptions
from downslope.fitting.passes.task_blocks import refuse_infinite
from downslope.formatting import counted
from downslope.missing_codes import NO_EXTREMES, Extremes
from downslope.missing_codes import findings as code_findings
from downslope.numerics.arrays import Matrix, check_heaviest

FIRST_ROOM = 1024  # groups; the room doubles when it is full
BLOCK_ROWS = 2**18  # of arrays in memory
NAMED = 3  # groups without rows in a sentence
LONGEST_NAME = 40  # characters of each
MOST_LABELS = 2**31  # of one column, in the number that stands for labels of several


@dataclass(frozen=True, slots=True, eq=False)
class GroupPart:
    """Sums of the groups of some rows."""

    labels: Labels
    stack: SummaryStack
    rows: int
    extremes: Extremes = NO_EXTREMES
    dropped: int = 0  # incomplete rows left out


@dataclass(frozen=True, slots=True, eq=False)
class GroupWork:
    """Work of a pass: the sums of each group in a task."""

    schema: Schema
    by: tuple[str, ...]

    def __call__(self, task: Any) -> GroupPart:
        whole = GroupTotals.of(len(self.schema.features) + 1, self.by)
        names = (*self.schema.features, self.schema.target)
        rows, dropped, q = 0, 0, len(names)
        extremes = Extremes.none(self.schema.notes, names)
        for block, kept, at in rows_with(task, self.by):
            rows, dropped = rows + len(block), dropped + at.left_out
            if len(block):
                extremes = extremes + extremes.seen(block[:, :q])
                whole.add(self.of_block(block, *Labels.of(kept, self.by, at)))
            if at.others is not None:
                whole.add(self._without_rows(at))
        part = replace(whole.part(rows), extremes=extremes, dropped=dropped)
        if not np.isfinite(part.stack.scatter).all():
            refuse_infinite(task, self.schema)
        return part

    def _without_rows(self, at: Position) -> GroupPart:
        """Return the groups of rows that are left out, without those rows."""
        labels, _ = Labels.of(at.others.filter(labeled(at.others.select(self.by))), self.by, at)
        groups = len(labels.places[0])
        return GroupPart(labels, SummaryStack.empty(len(self.schema.features) + 1, groups), 0)

    def of_block(self, block: Matrix, labels: Labels, codes: np.ndarray) -> GroupPart:
        """Return the sums of a block (m, width) whose rows belong to `labels[codes]`."""
        d = len(self.schema.features)
        columns = np.ascontiguousarray(block[:, : d + 1].T)
        weights = block[:, d + 1] if self.schema.weights is not None else None
        stack = SummaryStack.of_rows(columns, codes, len(labels.places[0]), weights)
        return GroupPart(labels, stack, len(block))


@dataclass(slots=True, eq=False)
class GroupTotals:
    """Sums of all groups seen so far."""

    q: int
    by: tuple[str, ...]
    values: list[LabelIndex]  # of each column
    combined: list[LabelIndex]  # of the labels of all columns up to one after the first
    first: GroupPart | None = None  # before there are others
    stack: SummaryStack | None = None

    @classmethod
    def of(cls, q: int, by: tuple[str, ...]) -> GroupTotals:
        """Return the sums of no groups."""
        return cls(q, by, [LabelIndex() for _ in by], [LabelIndex() for _ in by[1:]])

    def __len__(self) -> int:
        return len((self.combined or self.values)[-1])

    def add(self, part: GroupPart) -> None:
        """Add the groups of a part, in the order of the parts."""
        at = self._places_of(part.labels)
        if self.stack is None:
            check_fits(len(self), self.q, _named(self.by))
            in_place = np.array_equal(at, np.arange(len(at)))
            self.stack = part.stack if in_place else part.stack.take(np.argsort(at))
            self.first = part
            return
        self.first = None
        if len(self) > len(self.stack):
            room = max(2 * len(self.stack), len(self), FIRST_ROOM)
            check_fits(room, self.q, _named(self.by))
            self.stack = self.stack.grown(room)
        self.stack.add(part.stack, at)

    def _places_of(self, labels: Labels) -> np.ndarray:
        """Return the place of each group, those that are new last."""
        columns = zip(self.values, labels.values, strict=True)
        known = [index.places_of(each) for index, each in columns]
        found = known[0][labels.places[0]]
        for index, ids, places in zip(self.combined, known[1:], labels.places[1:], strict=True):
            found = index.places_of(found * MOST_LABELS + ids[places])
        return found

    def labels(self) -> list[np.ndarray]:
        """Return the labels of the groups by each column, in the order of their places."""
        values = [index.labels() for index in self.values]
        if not self.combined:
            return values
        ids: list[np.ndarray] = []
        found = np.arange(len(self))
        for index in reversed(self.combined):
            found, last = np.divmod(index.labels()[found], MOST_LABELS)
            ids.insert(0, last)
        return [each[at] for each, at in zip(values, [found, *ids], strict=True)]

    def sums(self) -> SummaryStack:
        """Return the sums, in the order of the groups' places."""
        if self.stack is None:
            return SummaryStack.empty(self.q, 0)
        return self.stack.take(slice(0, len(self)))

    def part(self, rows: int) -> GroupPart:
        """Return the sums as a part of others."""
        if self.first is not None:
            return GroupPart(self.first.labels, self.first.stack, rows)
        kinds = [np.unique(each, return_inverse=True) for each in self.labels()]
        labels = Labels([each for each, _ in kinds], [place for _, place in kinds])
        return GroupPart(labels, self.sums(), rows)


@dataclass(frozen=True, slots=True, eq=False)
class ReadGroups:
    """Groups of a source."""

    labels: list[Any]  # (G,) sorted; tuples of several columns
    stack: SummaryStack
    schema: Schema  # with notes on what was noticed
    dropped: int  # incomplete rows left out
    places: NDArray[np.intp] | None = None  # (G,) of the groups, before they were sorted


def read_groups(
    source: Source, by: tuple[str, ...], labels: Sequence[np.ndarray], read: ReadOptions
) -> ReadGroups:
    """Read a source once: the labels in their order, the sums of each group, and what was noticed.

    Parameters
    ----------
    source : Source
        What to read.
    by : tuple of str
        Columns whose equal values make a group.
    labels : sequence of ndarray of shape (n,)
        Of arrays: the labels themselves, of each way; else empty.
    read : ReadOptions
        The engine.

    Returns
    -------
    ReadGroups
        The schema has notes on codes for missing values, on labels that are written alike, and on
        groups that have no row left.

    Raises
    ------
    DataError
        The rows cannot be used, a label is missing, or the groups do not fit in memory.

    """
    schema = source.schema
    work = GroupWork(schema, by)
    whole = GroupTotals.of(len(schema.features) + 1, by)
    rows, dropped, extremes = 0, 0, NO_EXTREMES
    if labels:
        parts: Iterable[GroupPart] = _parts_of_arrays(source, labels, work)
    elif isinstance(source, FrameSource):
        source = labels_as_text(source, by)
        parts = _read(source, work, read)
    else:
        raise DataError(
            f"by='{by[0]}' is the name of a column: with arrays, give an array of labels."
        )
    for part in parts:
        rows, dropped = rows + part.rows, dropped + part.dropped
        extremes = extremes + part.extremes
        whole.add(part)
    if rows < 2:
        raise DataError(too_few(schema.source, rows, dropped))
    names, style = (*schema.features, schema.target), schema.style
    notes = [*schema.notes, *code_findings(extremes, names, None, None, style, intercept=None)]
    return sorted_groups(
        replace(schema, notes=tuple(notes)), by, whole.labels(), whole.sums(), dropped
    )


def sorted_groups(
    schema: Schema, by: tuple[str, ...], every: list[np.ndarray], stack: SummaryStack, dropped: int
) -> ReadGroups:
    """Return groups in the order of their labels, of which `every` has a column each."""
    if schema.weights is not None:
        check_heaviest(float(stack.mass.max(initial=0.0)))
    kept = np.flatnonzero(stack.count)
    columns = [_whole_numbers(each[kept]) for each in every]
    order = np.lexsort(columns[::-1])
    columns = [each[order] for each in columns]
    notes = [*schema.notes]
    for name, each in zip(by, columns, strict=True):
        notes += alike_labels(np.unique(each), name)
    if len(kept) < len(stack):
        lost = np.flatnonzero(stack.count == 0)
        notes.append(_groups_without_rows(_tuples([each[lost] for each in every]), by))
    found = replace(schema, notes=tuple(notes))
    return ReadGroups(_tuples(columns), stack.take(kept[order]), found, dropped, kept[order])


def _tuples(columns: Sequence[np.ndarray]) -> list[Any]:
    """Return the labels of groups, as tuples if they are of several columns."""
    known = [each.tolist() for each in columns]
    return known[0] if len(known) == 1 else list(zip(*known, strict=True))


def _groups_without_rows(labels: list[Any], by: tuple[str, ...]) -> Finding:
    """Report groups all of whose rows are incomplete, or have no weight."""
    some = ["/".join(map(str, each)) if len(by) > 1 else str(each) for each in labels[:NAMED]]
    more = f", and {len(labels) - NAMED:,} more" if len(labels) > NAMED else ""
    return Finding(
        "groups_without_rows",
        by,
        f"{counted(len(labels), 'group')} by {_named(by)} left out, as all of the rows are "
        f"incomplete or have no weight: {', '.join(each[:LONGEST_NAME] for each in some)}{more}.",
    )


def _read(source: FrameSource, work: GroupWork, read: ReadOptions) -> Iterator[GroupPart]:
    with Reader(source, read) as reader:
        yield from reader.read(work)


def _parts_of_arrays(source: Source, labels: Any, work: GroupWork) -> Iterator[GroupPart]:
    if not isinstance(source, Arrays):
        raise DataError("by is an array of labels: with columns, give the name of one.")
    table = source.table()
    n = len(table.y)
    given = [np.asarray(each) for each in labels]
    for each in given:
        if len(each) != n:
            raise DataError(
                f"by has {counted(len(each), 'label')}, but there are {counted(n, 'complete row')}"
                ": give one for each."
            )
    place = Place("the arrays")
    for start in range(0, n, BLOCK_ROWS):
        part = slice(start, start + BLOCK_ROWS)
        X: Any = table.X[part]
        X = X.toarray() if hasattr(X, "toarray") else X
        columns = [X, table.y[part]] if table.weights is None else [
            X, table.y[part], np.asarray(table.weights)[part]]  # fmt: skip
        kept = {name: each[part] for name, each in zip(work.by, given, strict=True)}
        found = Labels.of(kept, work.by, Position(place.after(start)))
        block = np.column_stack(columns)
        seen = NO_EXTREMES.seen(block[:, : len(work.schema.features) + 1])
        yield replace(work.of_block(block, *found), extremes=seen)


def _whole_numbers(labels: np.ndarray) -> np.ndarray:
    """Return text such as "12" as whole numbers, if all labels of a column are such."""
    if labels.dtype.kind != "U":
        return labels
    try:
        numbers = labels.astype(np.int64)
    except (ValueError, OverflowError):
        return labels
    return numbers if np.array_equal(numbers.astype(labels.dtype), labels) else labels


def _named(by: Sequence[str]) -> str:
    return " and ".join(f"'{name}'" for name in by)
