"""Data files of every format behind one door: Parquet, Arrow, JSON Lines, Excel, and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from downslope.data.arrow_files import opened_as_stream
from downslope.data.blocks import FramePart, Head, Layout
from downslope.data.columns import check_alike
from downslope.data.csv_file import CsvFile
from downslope.data.dialect import AS_FOUND, Dialect
from downslope.data.files import Given, is_parquet
from downslope.data.parquet import ParquetFile
from downslope.errors import DataError


def open_files(asked: Given, as_printed: bool, dialect: Dialect) -> tuple[FramePart, ...]:
    """Open every file."""
    parts: list[FramePart] = []
    for file in asked.files:
        first = parts[0] if parts else None
        parts.append(open_file(file, first, as_printed=as_printed, dialect=dialect))
    return tuple(parts)


def open_file(
    file: Path,
    first: FramePart | None = None,
    *,
    as_printed: bool = False,
    dialect: Dialect = AS_FOUND,
) -> FramePart:
    """Open a file of any format; `first` is the first of several, whose schema it may share.

    Raises
    ------
    DataError
        The file cannot be opened, or has no printed decimals when they are asked for.
    OptionError
        An option is for text, and the file is not.

    """
    if is_parquet(file):
        like = first if isinstance(first, ParquetFile) else None
        opened: FramePart = ParquetFile.open(file, like)
    else:
        opened = opened_as_stream(file) or CsvFile.open(file, as_printed, dialect)
    if not isinstance(opened, CsvFile):
        dialect.check_is_text(str(file))
        if as_printed:
            raise DataError(f"{file} has no printed decimals: give a CSV file.")
    return opened


def other_heads(
    parts: Sequence[FramePart], first: Head, wanted: list[str], layout: Layout, *, every: bool
) -> list[Head]:
    """Return the first rows of the other files whose columns differ, after comparing them."""
    heads = []
    begin = (first.file, parts[0].names, first.frame)
    for part in parts[1:]:
        if isinstance(part, ParquetFile) and isinstance(parts[0], ParquetFile):
            if part.schema is parts[0].schema:
                continue
            head = part.no_rows()
        else:
            head = part.first_rows(part.names)
        common = [name for name in layout.features if name in part.names]
        option = layout.style.columns("features", common)
        cure = f", or choose some that all have ({option})" if every and common else ""
        this = (head.file, part.names, head.frame)
        check_alike(begin, this, wanted, every=every, cure=cure)
        heads.append(head)
    return heads


def is_empty(head: Head) -> bool:
    """Return whether a file has no rows."""
    return head.whole and len(head.frame) == 0
