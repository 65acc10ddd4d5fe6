"""The one place where the verbs open data: rows in memory, a stream, or a summary's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from glob import glob
from pathlib import Path

import numpy as np

from downslope.arrays import Matrix
from downslope.errors import DataError
from downslope.sources import Table, read
from downslope.sources.stream import Schema, Source, Task
from downslope.streaming import Run, summarize
from downslope.summary_file import is_summary, load_summary
from downslope.table_summary import TableSummary

LARGE = 256 * 2**20  # bytes of files: beyond, they are read in passes and never held
TASK_ROWS = 2**18
SHOWN = 3  # names of files in a title


def open_source(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
) -> Source:
    """Data as a source that is read in passes."""
    return TableSource(read(data, target, features, weights, drop_missing), weights)


def gather(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    drop_missing: bool = False,
    run: Run | None = None,
) -> Table | TableSummary:
    """What the verbs that need no rows can work with: a table, or a summary where data are large.

    Raises:
        DataError: what was given cannot be read or used.

    """
    if are_summaries(data):
        return load_summaries(data, target, features)
    if run is not None or is_large(data):
        return summarize(open_source(data, target, features, None, drop_missing), run)
    return read(data, target, features, drop_missing=drop_missing)


def are_summaries(data: str | Sequence[str]) -> bool:
    """Whether the data are files of summaries.

    Raises:
        DataError: some are and some are not.

    """
    paths = _paths(data)
    kinds = {is_summary(path) for path in paths}
    if len(kinds) > 1:
        raise DataError(
            "Summaries (.dss) and other files cannot be mixed: run 'downslope summarize' on the "
            "others first."
        )
    return kinds == {True}


def load_summaries(
    data: str | Sequence[str], target: str | None = None, features: Sequence[str] | None = None
) -> TableSummary:
    """The sum of all the files' summaries, in the order given.

    Raises:
        DataError: a file cannot be used, or has other columns than the first.

    """
    files = [file for path in _paths(data) for file in (_matching(path) or [path])]
    for place, file in enumerate(files):
        if file in files[:place]:
            raise DataError(f"{file} is given twice: its rows would count twice.")
    whole = reduce(TableSummary.__add__, map(load_summary, files))
    shown = ", ".join(files[:SHOWN]) + f" and {len(files) - SHOWN} more" * (len(files) > SHOWN)
    return replace(whole, source=shown).choose(target or whole.target, features)


def is_large(data: str | Sequence[str]) -> bool:
    """Whether the files are too large to be held as a matter of course."""
    total = 0
    for path in _paths(data):
        for file in _matching(path):
            given = Path(file)
            files = given.rglob("*") if given.is_dir() else [given]
            total += sum(each.stat().st_size for each in files if each.is_file())
    return total > LARGE


def _matching(path: str) -> list[str]:
    return sorted(glob(path))  # noqa: PTH207 (a pattern may begin at the root)


def _paths(data: str | Sequence[str]) -> list[str]:
    return [data] if isinstance(data, str) else list(data)


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table in memory as a source."""

    table: Table
    weights: str | None = None

    @property
    def schema(self) -> Schema:
        """The columns and the rows."""
        table = self.table
        return Schema(table.feature_names, table.target, self.weights, table.source, len(table.y))

    def tasks(self) -> list[Task]:
        """Runs of rows."""
        rows = self._rows()
        edges = range(0, len(rows), TASK_ROWS)
        return [RowsTask(rows[i : i + TASK_ROWS], i, self.table.source) for i in edges]

    def sample(self, rows: int = 2048) -> Matrix:
        """Evenly spaced rows."""
        whole = self._rows()
        sample: Matrix = whole[:: max(1, len(whole) // rows)]
        return sample

    def _rows(self) -> Matrix:
        table = self.table
        columns = [table.X, table.y]
        return np.column_stack(columns if table.weights is None else [*columns, table.weights])


@dataclass(slots=True)
class RowsTask:
    """A run of rows in memory."""

    values: Matrix  # (m, width)
    first: int = 0  # the number of rows before
    source: str = "the data"
    dropped: int = field(default=0, init=False)

    @property
    def where(self) -> str:
        """The rows by their numbers."""
        return f"{self.source}, rows {self.first + 1} to {self.first + len(self.values)}"

    @property
    def rows(self) -> int | None:
        """How many."""
        return len(self.values)

    def blocks(self) -> Iterator[Matrix]:
        """All in one."""
        yield self.values
