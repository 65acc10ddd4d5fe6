"""Parquet files as tasks: a footer each, then ranges of rows, only the columns that are needed.

A task reads one slice with polars. Measured (2 cores, 11 columns): a slice as large as a row group
decodes at the speed of a bare scan; polars' own stream of a whole file holds entire row groups
(318 MB where slices take 154). A slice within a larger row group costs about an eighth of that
group's decoding, however short it is; so slices grow with the row group, as far as memory allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from downslope.data.blocks import FrameTask, Head, Layout
from downslope.data.columns import check_distinct, column_names
from downslope.data.files import Watch, first_line
from downslope.data.parquet_footer import damaged, read_footer
from downslope.data.values import Place
from downslope.errors import DataError

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.blocks import Frames


HEAD_ROWS = 64  # of the file, to show a value that cannot be used
FEW_VALUES = 2**16  # up to these all rows are read at once
SLICE_BYTES, MOST_BYTES = 2**25, 2**27  # of a slice as float64: as a rule, and at most
LONGEST, SHORTEST = 2**18, 2**13  # rows of a slice as a rule: polars writes groups of 2^18
SLICES_OF_GROUP = 8
# polars holds all of a row group's compressed bytes to decode a slice of it: one slice at a time.
_ONE_AT_A_TIME = Lock()


def slice_rows(width: int, group_rows: int) -> int:
    """Rows of a task: a power of two, a multiple of every block."""
    usual = max(SHORTEST, min(LONGEST, SLICE_BYTES // (8 * width)))
    at_most = max(SHORTEST, MOST_BYTES // (8 * width))
    rows = min(max(usual, group_rows // SLICES_OF_GROUP), at_most)
    return 1 << (rows.bit_length() - 1)


@dataclass(slots=True)
class ParquetTask(FrameTask):
    """Rows of one file from its place on."""

    rows: int
    watch: Watch
    fields: tuple[tuple[str, str], ...]  # a column's name, and what the file calls it
    part_of_group: bool  # whether row groups are longer than it
    known: pl.DataFrame | None = None  # all rows, where opening the file has read them

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """The slice, or its first rows, a frame for each run of memory that it was decoded into.

        Raises:
            DataError: the file is gone, has changed, or is damaged.

        """
        import polars as pl

        start, count = self.place.before, self.rows if rows is None else min(rows, self.rows)
        file, fields = Path(self.watch.file), dict(self.fields)
        where = self.where.removeprefix(f"{file}, ")
        before = self.watch.again(start)
        if self.known is not None:
            yield self.known[list(columns)].head(count)
            return
        wanted = [pl.col(fields[name]).alias(name) for name in columns]
        try:
            lazy = pl.scan_parquet(file, glob=False, hive_partitioning=False)
            with _ONE_AT_A_TIME if self.part_of_group else nullcontext():
                frame = lazy.select(wanted).slice(start, count).collect()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            self.watch.again(start, before.modified)
            raise DataError(damaged(file, f"{first_line(error)}; {where}")) from error
        self.watch.again(start, before.modified)
        if frame.height != count:
            raise DataError(damaged(file, f"{frame.height} of {count} rows; {where}"))
        yield from _unbroken(frame)


def _unbroken(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The frame in pieces of one chunk each: NumPy would join the chunks of a column in a copy."""
    start = 0
    for chunk in frame.to_series(0).get_chunks():
        yield frame.slice(start, len(chunk))
        start += len(chunk)


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A Parquet file that has shown its footer."""

    head: Head
    fields: tuple[tuple[str, str], ...]
    rows: int
    group_rows: int
    watch: Watch
    kinds: pl.Schema  # of the file's columns, by the names it has for them
    no_rows: pl.DataFrame  # of the columns' names and types

    @classmethod
    def open(cls, file: Path, like: ParquetFile | None = None) -> ParquetFile:
        """Read the footer, and a few rows unless the file is to be one more `like` another.

        Raises:
            DataError: no Parquet file, a damaged one, or one that repeats a name.

        """
        import polars as pl

        watch, footer = Watch.begin(file), read_footer(file, LONGEST)
        check_distinct(file, footer.names)
        try:
            if like is None:
                lazy = pl.scan_parquet(file, glob=False, hive_partitioning=False)
                few = footer.rows * len(footer.names) <= FEW_VALUES
                frame = lazy.head(footer.rows if few else HEAD_ROWS).collect()
            else:
                kinds = pl.read_parquet_schema(file)
                if kinds == like.kinds:  # usually: nothing needs to be looked at anew
                    head = replace(like.head, file=file, frame=like.no_rows, whole=not footer.rows)
                    return replace(
                        like,
                        head=head,
                        rows=footer.rows,
                        group_rows=footer.group_rows,
                        watch=watch,
                    )
                frame = pl.DataFrame(schema=kinds)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise DataError(damaged(file, first_line(error))) from error
        names = column_names(file, frame.columns, frame)
        pairs = [(name, raw) for name, raw in zip(names, frame.columns, strict=True) if name]
        kinds = frame.schema
        frame = frame.select(pl.col(raw).alias(name) for name, raw in pairs)
        head = Head(file, frame, whole=frame.height == footer.rows)
        return cls(head, tuple(pairs), footer.rows, footer.group_rows, watch, kinds, frame.clear())

    def tasks(self, layout: Layout, *, named: bool) -> list[ParquetTask]:
        step = slice_rows(layout.width, self.group_rows)
        file, tasks = self.watch.file, []
        known = self.head.frame if self.head.whole and self.rows <= step else None
        for start in range(0, self.rows, step):
            count = min(step, self.rows - start)
            whole = count == self.rows and not named
            place = Place(layout.source, file if named else None, start, whole)
            where = f"{file}, rows {start + 1:,} to {start + count:,}"
            divided = self.group_rows > step
            tasks.append(
                ParquetTask(layout, place, where, count, self.watch, self.fields, divided, known)
            )
        return tasks
