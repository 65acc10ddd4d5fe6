"""Parquet reader: footers (column names, row counts) and tasks that read ranges of rows.

A task reads one slice with polars, and only the columns that are needed. Measured (2 cores, 11
columns): a slice as large as a row group decodes at the speed of a bare scan; polars' own stream
of a whole file holds entire row groups (318 MB where slices take 154). A slice within a larger row
group costs about an eighth of that group's decoding, however short it is. So slices grow with the
row group, as far as memory allows.

polars reports the columns but not the row groups, whose size decides how many rows to read at
once, and no columns at all if two have the same name. So the footer is read here. It ends the
file: metadata in Thrift's compact protocol, their length in four bytes, PAR1. Of FileMetaData it
reads `schema` (field 2; of a SchemaElement `name`, 4, and `num_children`, 5), `num_rows` (field 3)
and `num_rows` of the first of `row_groups` (field 4; field 3 of RowGroup). Source: parquet-format,
parquet.thrift; Thrift, compact protocol.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from downslope.data.blocks import FrameTask, Head, Layout
from downslope.data.columns import Place, check_distinct, column_names
from downslope.data.files import MAGIC, Watch, cannot_open, first_line
from downslope.errors import DataError

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.blocks import Frames


STOP, TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 11, 12
SCHEMA, ROWS, GROUPS = 2, 3, 4
NAME, CHILDREN = 4, 5
ROWS_OF_GROUP = 3


@dataclass(frozen=True, slots=True)
class Footer:
    """Column names and row counts of a Parquet file."""

    rows: int
    group_rows: int  # at most: of the first row group, which is as large as any, or of the file
    names: tuple[str, ...] = ()  # of the columns; of a nested one only the outer name


def read_footer(file: Path, groups_beyond: int = 0) -> Footer:
    """Read the column names and the row counts of a Parquet file.

    Parameters
    ----------
    file : Path
        The file.
    groups_beyond : int
        Number of rows up to which row groups do not matter and are not read.

    Returns
    -------
    Footer
        The names and the counts.

    Raises
    ------
    DataError
        The file is gone, not a Parquet file, or damaged.

    """
    try:
        with file.open("rb") as stream:
            if stream.read(4) != MAGIC:
                raise DataError(
                    f"{file} is not a Parquet file, despite its name: give a Parquet or CSV file."
                )
            stream.seek(0, 2)
            size = stream.tell()
            stream.seek(max(size - 8, 0))
            length, magic = struct.unpack("<I4s", stream.read(8))
            if magic != MAGIC or length > size - 12:
                raise ValueError("no footer")
            stream.seek(size - 8 - length)
            return _footer(stream.read(length), groups_beyond)
    except OSError as error:
        raise DataError(cannot_open(file, error)) from error
    except (ValueError, IndexError, struct.error) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(damaged(file, str(error))) from error


def damaged(file: Path, why: str) -> str:
    """Return the message for a Parquet file that cannot be read."""
    return (
        f"{file} is a damaged Parquet file, perhaps cut short ({why}): copy it or write it again."
    )


def _footer(metadata: bytes, groups_beyond: int) -> Footer:
    reader = _Compact(metadata)
    rows = -1
    names: tuple[str, ...] = ()
    for field, type_code in reader.fields():
        if field == SCHEMA:
            names = _names(reader)
        elif field == ROWS:
            rows = reader.integer()
            if 0 < rows <= groups_beyond:
                return Footer(rows, rows, names)
        elif field == GROUPS:
            count, _ = reader.list_header()
            return Footer(rows, _group_rows(reader) if count else 0, names)
        else:
            reader.skip(type_code)
    raise ValueError("no row groups in the footer")


def _names(reader: _Compact) -> tuple[str, ...]:
    """Return the names at the top level of the schema, a tree written depth first from its root."""
    count, _ = reader.list_header()
    elements = [_element(reader) for _ in range(count)]
    names, inside = [], 0  # number of coming elements that are nested in the last name
    for name, children in elements[1:]:
        if inside:
            inside -= 1
        else:
            names.append(name)
        inside += children
    return tuple(names)


def _element(reader: _Compact) -> tuple[str, int]:
    """Return a name, and the number of elements nested in it."""
    name, children = "", 0
    for field, type_code in reader.fields():
        if field == NAME:
            name = reader.text()
        elif field == CHILDREN:
            children = reader.integer()
        else:
            reader.skip(type_code)
    return name, children


def _group_rows(reader: _Compact) -> int:
    for field, type_code in reader.fields():
        if field == ROWS_OF_GROUP:
            return reader.integer()
        reader.skip(type_code)
    raise ValueError("a row group without a row count")


class _Compact:
    """Reader of Thrift's compact protocol: just enough to find a field and skip the others."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def integer(self) -> int:
        """Read a zigzag-encoded integer."""
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def text(self) -> str:
        length = self.varint()
        self.at += length
        return self.data[self.at - length : self.at].decode(errors="replace")

    def fields(self) -> Iterator[tuple[int, int]]:
        """Yield the number and the type of each field of a struct; the caller reads or skips it."""
        field = 0
        while (head := self.byte()) != STOP:
            field = field + (head >> 4) if head >> 4 else self.integer()
            yield field, head & 0x0F

    def list_header(self) -> tuple[int, int]:
        """Read the number of elements, and their type."""
        head = self.byte()
        return (head >> 4 if head >> 4 < 15 else self.varint()), head & 0x0F

    def skip(self, type_code: int, *, element: bool = False) -> None:
        if type_code in (TRUE, FALSE):
            self.at += element  # the value of a field is in its type; an element's is a byte
        elif type_code == BYTE:
            self.at += 1
        elif type_code == DOUBLE:
            self.at += 8
        elif type_code == BINARY:
            length = self.varint()
            self.at += length
        elif type_code in (LIST, SET):
            count, inner = self.list_header()
            for _ in range(count):
                self.skip(inner, element=True)
        elif type_code == STRUCT:
            for _, inner in self.fields():
                self.skip(inner)
        elif type_code == MAP:
            raise ValueError("a map in the footer")  # the format has none
        else:
            self.varint()


HEAD_ROWS = 64  # of the file, to find a value that cannot be used
FEW_VALUES = 2**16  # up to this many, all rows are read when the file is opened
SLICE_BYTES, MOST_BYTES = 2**25, 2**27  # of a slice as float64: usual, and at most
LONGEST, SHORTEST = 2**18, 2**13  # rows of a slice, usually: polars writes groups of 2^18
SLICES_OF_GROUP = 8
# One slice at a time: to decode a slice, polars reads all of its row group's compressed bytes.
_ONE_AT_A_TIME = Lock()


def slice_rows(width: int, group_rows: int) -> int:
    """Return the rows of a task: a power of two, and a multiple of a block's rows."""
    usual = max(SHORTEST, min(LONGEST, SLICE_BYTES // (8 * width)))
    at_most = max(SHORTEST, MOST_BYTES // (8 * width))
    rows = min(max(usual, group_rows // SLICES_OF_GROUP), at_most)
    return 1 << (rows.bit_length() - 1)


@dataclass(slots=True)
class ParquetTask(FrameTask):
    """Task that reads a range of rows of one file."""

    rows: int
    watch: Watch
    fields: tuple[tuple[str, str], ...]  # a column's name, and its name in the file
    part_of_group: bool  # whether row groups are longer than the range
    known: pl.DataFrame | None = None  # all rows, if opening the file has read them

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """Yield the rows, or the first `rows` of them, in frames of contiguous memory.

        Raises
        ------
        DataError
            The file is gone, has changed, or is damaged.

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
    """Yield the frame chunk by chunk, since NumPy would join the chunks of a column in a copy."""
    start = 0
    for chunk in frame.to_series(0).get_chunks():
        yield frame.slice(start, len(chunk))
        start += len(chunk)


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """Parquet file whose footer has been read."""

    head: Head
    fields: tuple[tuple[str, str], ...]
    rows: int
    group_rows: int
    watch: Watch
    types: pl.Schema  # of the file's columns, by their names in the file
    no_rows: pl.DataFrame  # with the columns' names and types

    @classmethod
    def open(cls, file: Path, like: ParquetFile | None = None) -> ParquetFile:
        """Read the footer, and a few rows unless the columns are the same as in the file `like`.

        Raises
        ------
        DataError
            The file is not a Parquet file, is damaged, or repeats a column name.

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
                types = pl.read_parquet_schema(file)
                if types == like.types:
                    head = replace(like.head, file=file, frame=like.no_rows, whole=not footer.rows)
                    return replace(
                        like,
                        head=head,
                        rows=footer.rows,
                        group_rows=footer.group_rows,
                        watch=watch,
                    )
                frame = pl.DataFrame(schema=types)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise DataError(damaged(file, first_line(error))) from error
        names = column_names(file, frame.columns, frame)
        pairs = [(name, raw) for name, raw in zip(names, frame.columns, strict=True) if name]
        types = frame.schema
        frame = frame.select(pl.col(raw).alias(name) for name, raw in pairs)
        head = Head(file, frame, whole=frame.height == footer.rows)
        return cls(head, tuple(pairs), footer.rows, footer.group_rows, watch, types, frame.clear())

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
