"""Parquet reader: tasks that read runs of row groups with pyarrow, page by page.

Without `pre_buffer` and with a small buffer, `iter_batches` holds a few pages of each column. So
memory depends neither on the length of the row groups nor on the size of a page's values after
decompression, and only the columns that are needed are read. Checksums of pages are verified where
a file has them.

A long row group is a task of its own: a page is decompressed as a whole, so cutting a group in two
would decompress some pages twice. Groups shorter than a block are joined instead, and cut where a
block ends, so that blocks do not depend on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from downslope.data.blocks import Frames, FrameTask, Layout, block_rows, slice_rows
from downslope.data.columns import Place, check_distinct, column_names
from downslope.data.files import MAGIC, Watch, first_bytes, first_line
from downslope.data.head import Head
from downslope.errors import DataError

HEAD_ROWS = 64  # of the file, to find a value that cannot be used
FEW_VALUES = 2**16  # up to this many, all rows are looked at when the file is opened
BUFFER = 2**20  # bytes read at once of each column
LONG_SPAN = 2**21  # rows: several threads decode the columns of a longer one
BATCH_VALUES, SHORTEST_BATCH = 2**19, 2**10  # values and rows that are decoded at once


def damaged(file: Path, why: str) -> str:
    """Return the message for a Parquet file that cannot be read."""
    return (
        f"{file} is a damaged Parquet file, perhaps cut short ({why}): copy it or write it again."
    )


@contextmanager
def _opened(file: Path | str, metadata: Any = None) -> Iterator[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # By its path, pyarrow would first look for a file system, which takes longer than to open it.
    with (
        pa.OSFile(str(file)) as source,
        pq.ParquetFile(
            source,
            metadata=metadata,
            pre_buffer=False,
            buffer_size=BUFFER,
            page_checksum_verification=True,
        ) as opened,
    ):
        yield opened


def _failures() -> tuple[type[BaseException], ...]:
    """Return what pyarrow raises for a file that it cannot read."""
    import pyarrow as pa

    return pa.ArrowException, OSError, ValueError, MemoryError


@dataclass(frozen=True, slots=True)
class Span:
    """Rows of consecutive row groups."""

    first: int  # row group
    beyond: int  # row group after the last
    skip: int  # rows at the start of the first group that belong to the span before
    rows: int


def spans(groups: Sequence[int], usual: int, block: int) -> Iterator[Span]:
    """Divide row groups of these lengths into spans of at least `usual` rows.

    A span ends with a row group, unless the group is shorter than a `block`.
    """
    first = skip = rows = 0
    for group, height in enumerate(groups):
        rows += height
        if rows < usual:
            continue
        rest = 0 if height >= block else rows - usual
        yield Span(first, group + 1, skip, rows - rest)
        first, skip, rows = (group, height - rest, rest) if rest else (group + 1, 0, 0)
    if rows:
        yield Span(first, len(groups), skip, rows)


@dataclass(frozen=True, slots=True, eq=False)
class Footer:
    """Metadata of a file, which stay in this process: a worker of a cluster reads them again."""

    metadata: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Footer, ()


@dataclass(slots=True)
class ParquetTask(FrameTask):
    """Task that reads a span of row groups of one file."""

    rows: int
    watch: Watch
    span: Span
    fields: tuple[tuple[str, str], ...]  # a column's name, and its name in the file
    footer: Footer

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """Yield the rows, or the first `rows` of them, as batches of Arrow.

        Raises
        ------
        DataError
            The file is gone, has changed, or is damaged.

        """
        start, count = self.place.before, self.rows if rows is None else min(rows, self.rows)
        before, seen = self.watch.again(start), 0
        try:
            for batch in self._batches(columns, count):
                seen += len(batch)
                yield batch
        except _failures() as error:
            if isinstance(error, DataError):
                raise
            self.watch.again(start, before.modified)
            raise DataError(self._damaged(first_line(error))) from error
        self.watch.again(start, before.modified)
        if seen != count:
            raise DataError(self._damaged(f"{seen:,} of {count:,} rows"))

    def _batches(self, columns: Sequence[str], count: int) -> Iterator[Any]:
        import pyarrow as pa

        fields = dict(self.fields)
        names, wanted = list(columns), [fields[name] for name in columns]
        skip, at_once = self.span.skip, max(SHORTEST_BATCH, BATCH_VALUES // (len(wanted) or 1))
        threads = self.span.rows >= LONG_SPAN
        with _opened(self.watch.file, self.footer.metadata) as opened:
            groups = range(self.span.first, self.span.beyond)
            size = min(at_once, skip + count)
            for batch in opened.iter_batches(size, groups, wanted, use_threads=threads):
                if skip >= len(batch):
                    skip -= len(batch)
                    continue
                part = batch.slice(skip, count)
                skip, count = 0, count - len(part)
                if part.schema.names != names:
                    part = pa.RecordBatch.from_arrays([part[name] for name in wanted], names=names)
                yield part
                if not count:
                    return

    def _damaged(self, why: str) -> str:
        file = self.watch.file
        return damaged(Path(file), f"{why}; {self.where.removeprefix(f'{file}, ')}")


@dataclass(frozen=True, slots=True, eq=False)
class ParquetFile:
    """Parquet file whose footer has been read."""

    watch: Watch
    footer: Footer
    schema: Any  # of Arrow, with the columns' names
    fields: tuple[tuple[str, str], ...]  # a column's name, and its name in the file

    @classmethod
    def open(cls, file: Path, like: ParquetFile | None = None) -> ParquetFile:
        """Read the footer; a schema that is the same as in the file `like` is shared.

        Raises
        ------
        DataError
            The file is not a Parquet file, is damaged, or repeats a column name.

        """
        import pyarrow as pa

        watch = Watch.begin(file)
        try:
            with _opened(file) as opened:
                metadata = opened.metadata
                if like is not None and metadata.schema.equals(like.footer.metadata.schema):
                    _check_rows(file, metadata)
                    return replace(like, watch=watch, footer=Footer(metadata))
                schema = opened.schema_arrow
        except _failures() as error:
            if isinstance(error, DataError):
                raise
            raise DataError(_no_footer(file, error)) from error
        _check_rows(file, metadata)
        check_distinct(file, schema.names)
        names = column_names(file, schema.names, pa.Table.from_batches([], schema))
        fields = [(name, raw) for name, raw in zip(names, schema.names, strict=True) if name]
        kept = [schema.field(raw).with_name(name) for name, raw in fields]
        return cls(watch, Footer(metadata), pa.schema(kept, schema.metadata), tuple(fields))

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return list(self.schema.names)

    @property
    def rows(self) -> int:
        return int(self.footer.metadata.num_rows)

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the first rows of the given columns, or all rows if they are few."""
        import pyarrow as pa

        few = self.rows * len(columns) <= FEW_VALUES
        layout = Layout(self.watch.file, (), "")
        found = []
        for task in self._tasks(layout, len(columns), named=False)[: None if few else 1]:
            found += list(task.frames(columns, None if few else HEAD_ROWS))
        schema = pa.schema([self.schema.field(name) for name in columns], self.schema.metadata)
        batches = [pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in found]
        return Head(Path(self.watch.file), pa.Table.from_batches(batches, schema), whole=few)

    def no_rows(self) -> Head:
        """Return all columns without rows."""
        import pyarrow as pa

        none = pa.Table.from_batches([], self.schema)
        return Head(Path(self.watch.file), none, whole=not self.rows)

    def tasks(self, layout: Layout, *, named: bool) -> list[ParquetTask]:
        return self._tasks(layout, layout.width, named=named)

    def _tasks(self, layout: Layout, width: int, *, named: bool) -> list[ParquetTask]:
        metadata, file = self.footer.metadata, self.watch.file
        tasks, start = [], 0
        for span in spans(_group_rows(metadata), slice_rows(width), block_rows(width)):
            whole = span.rows == self.rows and not named
            place = Place(layout.source, file if named else None, start, whole)
            where = f"{file}, rows {start + 1:,} to {start + span.rows:,}"
            start += span.rows
            tasks.append(
                ParquetTask(
                    layout,
                    place,
                    where,
                    span.rows,
                    self.watch,
                    span,
                    self.fields,
                    self.footer,
                )
            )
        return tasks


def _no_footer(file: Path, error: BaseException) -> str:
    """Return the message for a file whose footer cannot be read."""
    start = first_bytes(file, 4)
    if start == MAGIC and isinstance(error, NotImplementedError):
        return f"{file} cannot be read ({first_line(error)}): write that column as float64."
    if start == MAGIC:
        return damaged(file, first_line(error))
    what = "an encrypted Parquet file" if start == b"PARE" else "not a Parquet file"
    return f"{file} is {what}, despite its name: give a Parquet or CSV file."


def _group_rows(metadata: Any) -> list[int]:
    """Return the rows of each row group."""
    return [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]


def _check_rows(file: Path, metadata: Any) -> None:
    groups = _group_rows(metadata)
    if any(rows < 0 for rows in groups) or sum(groups) != metadata.num_rows:
        raise DataError(
            damaged(file, f"{metadata.num_rows:,} rows, and {sum(groups):,} in its row groups")
        )
