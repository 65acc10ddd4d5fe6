"""Files that are read as one: each is compared with the first.

Only the columns that are asked for need to agree, by name: files of several years often differ in
others, and in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from downslope.data.arrow_files import opened_as_stream
from downslope.data.blocks import FramePart, Layout
from downslope.data.columns import Column, Frame, as_series, unsupported
from downslope.data.csv_file import CsvFile
from downslope.data.dialect import AS_FOUND, Dialect
from downslope.data.files import is_parquet
from downslope.data.head import Head
from downslope.data.parquet import ParquetFile
from downslope.errors import DataError


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

    """
    if is_parquet(file):
        like = first if isinstance(first, ParquetFile) else None
        opened: FramePart = ParquetFile.open(file, like)
    else:
        opened = opened_as_stream(file) or CsvFile.open(file, as_printed, dialect)
    if as_printed and not isinstance(opened, CsvFile):
        raise DataError(
            f"--exact-decimals needs the text of a CSV file, but {file} has none: give a CSV file."
        )
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


def first_rows_with(parts: Sequence[FramePart], name: str) -> Iterator[Frame]:
    """Yield the first rows of a column in each part that has it."""
    for part in parts:
        if name in part.names:
            yield part.first_rows([name]).frame


def written_alike(parts: tuple[FramePart, ...], columns: Sequence[str]) -> tuple[FramePart, ...]:
    """Return the parts with columns of dates as text, if it is text in some of the CSV files.

    So it is in files that are long, or of which a date does not begin with its year.
    """
    import polars as pl

    files = [part for part in parts if isinstance(part, CsvFile) and len(part.head.frame)]
    text = []
    for name in columns:
        kinds = {
            file.head.frame[name].dtype if file.head.whole else pl.String
            for file in files
            if name in file.names
        }
        if len(kinds) > 1 and any(kind in (pl.Date, pl.Datetime) for kind in kinds):
            text.append(name)
    if not text:
        return parts
    return tuple(
        part.keeping(text, padded_only=False) if isinstance(part, CsvFile) else part
        for part in parts
    )


def check_alike(
    first: tuple[Path, Sequence[str], Frame],
    other: tuple[Path, Sequence[str], Frame],
    asked: Sequence[str],
    *,
    every: bool,
    cure: str = "",
) -> None:
    """Raise `DataError` unless two files have the columns `asked` for, with values of one kind.

    Each file is given with the names of all of its columns and a frame of those asked for. Where
    `every` column is meant, because no feature was named, the other file must not have more.
    """
    (before, names, wanted), (file, others, found) = first, other
    missing = [name for name in asked if name not in others]
    extra = [name for name in others if name not in names] if every else []
    if missing or extra:
        what = f"lacks the column '{missing[0]}' of" if missing else f"has '{extra[0]}', unlike"
        raise DataError(f"{file} {what} {before}: all files need the same columns{cure}.")
    for name in asked:
        kinds = {_kind(wanted[name]), _kind(found[name])} - {"nothing"}
        # Numbers in one file and text in another may only be a mark of a missing value.
        if len(kinds) > 1 and kinds != {"numbers", "text"}:
            raise DataError(
                f"Column '{name}' holds {_kind(found[name])} in {file} but {_kind(wanted[name])} "
                f"in {before}: correct one of them."
            )


def _kind(column: Column) -> str:
    if unsupported(column):
        return str(column.type)
    import polars as pl

    column = as_series(column)
    untyped = column.dtype in (pl.Null, pl.String) or len(column) > 0
    if untyped and column.null_count() == len(column):
        return "nothing"
    if column.dtype.is_numeric() or column.dtype == pl.Boolean:
        return "numbers"
    if column.dtype.is_temporal():
        return "dates or times"
    return "text" if column.dtype == pl.String else str(column.dtype).lower()
