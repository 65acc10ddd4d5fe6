"""The footer of a Parquet file: its columns' names, how many rows, and how many in a row group.

polars tells the columns but not the row groups, whose size decides how many rows to read at once,
and no columns at all where two have one name. The footer ends the file: metadata in Thrift's
compact protocol, their length in four bytes, PAR1. Read here, of FileMetaData: `schema` (field 2;
of a SchemaElement `name`, 4, and `num_children`, 5), `num_rows` (field 3) and `num_rows` of the
first of `row_groups` (field 4; field 3 of RowGroup). Source: parquet-format, parquet.thrift;
Thrift, compact protocol.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from downslope.errors import DataError

MAGIC = b"PAR1"
STOP, TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 11, 12
SCHEMA, ROWS, GROUPS = 2, 3, 4
NAME, CHILDREN = 4, 5
ROWS_OF_GROUP = 3


@dataclass(frozen=True, slots=True)
class Footer:
    """What the end of a Parquet file tells of its columns and rows."""

    rows: int
    group_rows: int  # at most: of the first row group, which is as large as any, or of the file
    names: tuple[str, ...] = ()  # of the columns, a nested one's without those inside it


def read_footer(file: Path, groups_beyond: int = 0) -> Footer:
    """The names and the row counts of a Parquet file.

    Args:
        file: ends with the footer.
        groups_beyond: row groups are looked at in files of more rows than that.

    Raises:
        DataError: it is gone, no Parquet file, or damaged.

    """
    try:
        with file.open("rb") as stream:
            if stream.read(4) != MAGIC:
                raise DataError(
                    f"{file} is no Parquet file, despite its name: give a Parquet or CSV file."
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
        raise DataError(f"{file} cannot be opened ({error.strerror}).") from error
    except (ValueError, IndexError, struct.error) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(damaged(file, str(error))) from error


def damaged(file: Path, why: str) -> str:
    """What to say of a Parquet file that cannot be read."""
    return (
        f"{file} is a damaged Parquet file, perhaps cut short ({why}): copy it or write it again."
    )


def _footer(metadata: bytes, groups_beyond: int) -> Footer:
    reader = _Compact(metadata)
    rows = -1
    names: tuple[str, ...] = ()
    for field, kind in reader.fields():
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
            reader.skip(kind)
    raise ValueError("no row groups in the footer")


def _names(reader: _Compact) -> tuple[str, ...]:
    """The names at the top of the tree, which is written depth first, its root before all."""
    count, _ = reader.list_header()
    elements = [_element(reader) for _ in range(count)]
    names, inside = [], 0  # elements still to come that stand inside the last of the names
    for name, children in elements[1:]:
        if inside:
            inside -= 1
        else:
            names.append(name)
        inside += children
    return tuple(names)


def _element(reader: _Compact) -> tuple[str, int]:
    """A name, and how many elements stand inside it."""
    name, children = "", 0
    for field, kind in reader.fields():
        if field == NAME:
            name = reader.text()
        elif field == CHILDREN:
            children = reader.integer()
        else:
            reader.skip(kind)
    return name, children


def _group_rows(reader: _Compact) -> int:
    for field, kind in reader.fields():
        if field == ROWS_OF_GROUP:
            return reader.integer()
        reader.skip(kind)
    raise ValueError("a row group without a row count")


class _Compact:
    """A reader of Thrift's compact protocol: just enough to find a field and skip the others."""

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
        """A zigzag integer."""
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def text(self) -> str:
        """Text in UTF-8."""
        length = self.varint()
        self.at += length
        return self.data[self.at - length : self.at].decode(errors="replace")

    def fields(self) -> Iterator[tuple[int, int]]:
        """The number and the type of each field of a struct; the caller reads or skips each."""
        field = 0
        while (head := self.byte()) != STOP:
            field = field + (head >> 4) if head >> 4 else self.integer()
            yield field, head & 0x0F

    def list_header(self) -> tuple[int, int]:
        """How many elements, and of which type."""
        head = self.byte()
        return (head >> 4 if head >> 4 < 15 else self.varint()), head & 0x0F

    def skip(self, kind: int, *, element: bool = False) -> None:
        if kind in (TRUE, FALSE):
            self.at += element  # a field's truth is in its type; an element's is a byte
        elif kind == BYTE:
            self.at += 1
        elif kind == DOUBLE:
            self.at += 8
        elif kind == BINARY:
            length = self.varint()
            self.at += length
        elif kind in (LIST, SET):
            count, inner = self.list_header()
            for _ in range(count):
                self.skip(inner, element=True)
        elif kind == STRUCT:
            for _, inner in self.fields():
                self.skip(inner)
        elif kind == MAP:
            raise ValueError("a map in the footer")  # the format has none
        else:
            self.varint()
