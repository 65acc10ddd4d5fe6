"""Records of a log: what a reader finds on each line, in columns that grow.

A record is one logged line: the numbers that it names, and its epoch, step, or sample. Columns are
packed arrays of float64, so ten million records take a few hundred megabytes. From such a large
log, only losses, rates, and norms are kept, without line numbers.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from downslope.data.loss_logs.vocabulary import (
    NOT_A_LOSS,
    is_gradient_norm,
    is_learning_rate,
    rank_of,
    role_of,
)
from downslope.errors import DataError
from downslope.numerics.arrays import Vector

MOST_RECORDS = 50_000_000  # what a gigabyte holds
MOST_WITH_OTHERS = 1_000_000  # records beyond which only losses are kept
MOST_COLUMNS = 2_000
MOST_CELLS = 50_000_000  # of a table whose NaN are looked at
RECENT = 1_000  # records of a series, among which others stand beside it
SPARSE = 1 / 3  # of the rows: a series with fewer gaps is one that was NaN now and then

Mask = NDArray[np.bool_]
Key = tuple[str, str]  # run, name


@dataclass(slots=True)
class Column:
    """Values of one name and their records; all records while `records` is None."""

    values: array[float] = field(default_factory=lambda: array("d"))
    records: array[int] | None = None

    def append(self, record: int, value: float) -> None:
        """Add the value of a record."""
        if self.records is None and record != len(self.values):
            self.records = array("I", range(len(self.values)))
        self.values.append(value)
        if self.records is not None:
            self.records.append(record)

    @property
    def indices(self) -> Sequence[int]:
        """The records that have a value."""
        return range(len(self.values)) if self.records is None else self.records

    def where(self, count: int) -> NDArray[np.integer] | slice:
        """Return which of `count` records have a value."""
        if self.records is None:
            return slice(None) if len(self.values) == count else slice(len(self.values))
        return np.frombuffer(self.records, dtype=np.uint32)

    @property
    def numbers(self) -> Vector:
        """Values of the column, shape (T,), not copied."""
        return np.frombuffer(self.values, dtype=np.float64)

    def only(self, keep: Mask, records: NDArray[np.integer]) -> Column:
        """Return the values to be kept, with their records."""
        where = records[keep].astype(np.uint32)
        return Column(array("d", self.numbers[keep].tobytes()), array("I", where.tobytes()))


@dataclass(slots=True)
class Gap:
    """Cells of a series that were left empty, since its last value and before."""

    values: int = 0  # how many values came before
    cells: int = 0
    longest: int = 0  # of the gaps before


class Records:
    """The records of a log, as its reader finds them.

    Attributes
    ----------
    format : str
        Short name of the format.
    source : str
        What the user called the log.
    ranks : dict of str to int
        Ranks (see `vocabulary.rank_of`) that follow from the format, whatever the name is
        ("learn").
    roles : dict of str to str
        Roles that follow from the format, not from the name.
    broken : dict of str to str
        Names with a value that could not be read, and the error to raise if one of them is chosen.
    detailed : Records or None
        The same log step by step, where these records are the ends of its epochs.
    strict : bool
        Whether epochs or steps must ascend, as in a table; in printed lines they often do not.
    """

    def __init__(self, format: str, source: str, *, strict: bool = False) -> None:
        self.format, self.source, self.strict = format, source, strict
        self.count = 0
        self.lines = array("I")  # of the records, as long as they are not very many
        self.places: dict[str, array[float]] = {}
        self.columns: dict[Key, Column] = {}
        self.notes: list[str] = []
        self.ranks: dict[str, int] = {}
        self.roles: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.broken: dict[str, str] = {}
        self.detailed: Records | None = None
        self.gaps: dict[Key, Gap] = {}

    def __len__(self) -> int:
        return self.count

    def add(
        self,
        line: int,
        values: Iterable[tuple[str, float]],
        places: Iterable[tuple[str, float]] = (),
        run: str = "",
    ) -> None:
        """Add the record of one line."""
        record = self.next(line)
        for unit, place in places:
            column = self.places.get(unit)
            if column is None:
                column = self.places[unit] = array("d")
            column.extend([math.nan] * (record - len(column)))
            column.append(place)
        for name, value in values:
            found = self.columns.get((run, name))
            if found is None:
                found = self._new_column(run, name)
            found.append(record, value)

    def next(self, line: int) -> int:
        """Add a record for one line and return its index."""
        record = self.count
        self.count += 1
        if record < MOST_WITH_OTHERS:
            self.lines.append(line)
        elif record == MOST_WITH_OTHERS:
            self.lines = array("I")
            self._drop_others()
        elif record == MOST_RECORDS:
            raise DataError(
                f"{self.source} holds over {MOST_RECORDS:,} losses: give every tenth line of it."
            )
        return record

    def _new_column(self, run: str, name: str) -> Column:
        if len(self.columns) == MOST_COLUMNS:
            raise DataError(
                f"{self.source} names over {MOST_COLUMNS:,} series: give the log of one run."
            )
        return self.columns.setdefault((run, name), Column())

    def _drop_others(self) -> None:
        """Keep losses, rates, and norms alone, to hold a long log in memory."""
        others = [
            key
            for key in self.columns
            if self.rank(key[1]) == NOT_A_LOSS
            and not is_learning_rate(key[1])
            and not is_gradient_norm(key[1])
        ]
        if len(others) < len(self.columns):
            for key in others:
                del self.columns[key]

    def only(self, keep: Mask) -> Records:
        """Return the records to be kept. Shapes: `keep` is (records,)."""
        kept = Records(self.format, self.source, strict=self.strict)
        kept.count = int(keep.sum())
        if len(self.lines) == self.count:
            kept.lines.frombytes(np.frombuffer(self.lines, dtype=np.uint32)[keep].tobytes())
        for unit, places in self.place_columns().items():
            kept.places[unit] = array("d", places[keep].tobytes())
        renumbered = np.cumsum(keep, dtype=np.uint32) - 1
        every = np.arange(len(self), dtype=np.uint32)
        for key, column in self.columns.items():
            at = every[column.where(len(self))]
            if keep[at].any():
                kept.columns[key] = column.only(keep[at], renumbered[at])
        kept.notes, kept.broken = list(self.notes), dict(self.broken)
        kept.ranks, kept.roles, kept.kinds = self.ranks, self.roles, self.kinds
        return kept

    def drop_unlogged(self) -> None:
        """Drop the NaN of rows in which a series was not logged: rows belong to their series.

        step,train/loss,val/loss
        1,0.93,NaN                  a row of the training loss
        1,NaN,1.02                  a row of the validation loss
        2,NaN,NaN                   a loss that is NaN
        """
        total = len(self)
        if total * len(self.columns) > MOST_CELLS:
            return
        logged = {key: np.zeros(total, dtype=bool) for key in self.columns}
        for key, column in self.columns.items():
            logged[key][column.where(total)] = ~np.isnan(column.numbers)
        for key, column in self.columns.items():
            missing = np.isnan(column.numbers)
            others = [mask for other, mask in logged.items() if other != key and other[0] == key[0]]
            if others and missing.any() and not missing.all():
                at = np.arange(total, dtype=np.uint32)[column.where(total)]
                kept = ~(missing & _explained(at, missing, logged[key], others))
                self.columns[key] = column.only(kept, at)

    def skip(self, run: str, name: str) -> None:
        """Note that a row has nothing for a series."""
        column, gap = self.columns.get((run, name)), self.gaps.setdefault((run, name), Gap())
        values = len(column.values) if column else 0
        if gap.values != values:
            gap.values, gap.cells, gap.longest = values, 0, max(gap.longest, gap.cells)
        gap.cells += 1

    def close_gaps(self) -> None:
        """Read empty cells at the end of a series as NaN where the rows go on.

        Loggers leave a cell empty where they logged something else, but tables and JSON have no
        other sign for NaN: the cells count as NaN if no earlier gap was as long and the series that
        were logged in the same rows go on.
        """
        for (run, name), gap in self.gaps.items():
            own = self.columns.get((run, name))
            if own is None or len(own.values) != gap.values or gap.cells <= gap.longest:
                continue
            at, kind = own.indices, (self.rank(name), role_of(name))
            later = {key: c.indices for key, c in self.columns.items() if c.indices[-1] > at[-1]}
            recent = set(at[-RECENT:])
            goes_on = any(
                of == run and (self.rank(n), role_of(n)) != kind and not recent.isdisjoint(c)
                for (of, n), c in later.items()  # a loss of the same kind is that of another run
            )
            if goes_on or (not later and gap.cells > 1):
                own.append(at[-1] + 1, math.nan)
                self.notes.append(f"{name} is empty in its last {gap.cells:,} rows: read as NaN")

    def rank(self, name: str) -> int:
        """Return how far a series is from the loss that was minimized."""
        return self.ranks.get(name, rank_of(name))

    @property
    def runs(self) -> list[str]:
        """Names of the runs, in order."""
        return list(dict.fromkeys(run for run, _ in self.columns))

    def place_columns(self) -> dict[str, Vector]:
        """Return the epochs, steps, or samples of records, (records,), by unit; NaN for none."""
        found = {}
        for unit, column in self.places.items():
            column.extend([math.nan] * (self.count - len(column)))
            found[unit] = np.frombuffer(column, dtype=np.float64)
        return found


def _explained(at: NDArray[np.integer], missing: Mask, own: Mask, others: list[Mask]) -> Mask:
    """Return which values stand in rows of other series."""
    explained = np.zeros(len(at), dtype=bool)
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
        explained |= beside & (place - logged[-1] < longest)
    return explained
