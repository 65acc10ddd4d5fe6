"""Spreadsheets (Excel, OpenDocument) as CSV text, so that they are read as every CSV file is.

The same rules then apply to titles above the names, to columns of row numbers, repeated names, rows
of totals, and thousands in text.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from downslope.data.files import Watch, first_line
from downslope.errors import DataError, MissingExtraError
from downslope.findings import Finding
from downslope.formatting import counted
from downslope.numerics.arrays import LARGEST_EXACT_INTEGER

if TYPE_CHECKING:
    import polars as pl

CHUNK = 2**20
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
MARKS = {
    "hidden_rows": re.compile(rb'<row [^>]*hidden="(?:1|true)"'),
    "error_cells": re.compile(rb'<c [^>]*t="e"'),
}
MIDNIGHT = " 00:00:00"
LONGEST_INTEGER = 20  # characters


def sheet_as_csv(file: Path) -> bytes:
    """Return the only sheet that is not empty as CSV text in UTF-8, without blank rows.

    Raises
    ------
    DataError
        The file cannot be read, or it does not have one sheet with rows.
    MissingExtraError
        The package that reads spreadsheets is not installed.

    """
    return _as_csv(Watch.begin(file))


@lru_cache(maxsize=1)
def _as_csv(watch: Watch) -> bytes:
    file = Path(watch.file)
    try:
        import fastexcel
    except ImportError as error:
        raise MissingExtraError(
            f"{file} needs a package that is not installed: pip install 'downslope[excel]'."
        ) from error
    try:
        reader = fastexcel.read_excel(file)
        sheets = {name: _cells(reader, name) for name in reader.sheet_names}
    except Exception as error:  # of a library in Rust
        raise DataError(
            f"{file} cannot be read as a spreadsheet ({first_line(error)}): save it as CSV."
        ) from error
    filled = {name: cells for name, cells in sheets.items() if cells.height > 1}
    if len(filled) != 1:
        named = "no sheet with rows" if not filled else f"the sheets {', '.join(filled)}"
        raise DataError(f"{file} has {named}: save the sheet that you want as CSV.")
    (cells,) = filled.values()
    return cells.write_csv(include_header=False).encode()


def _cells(reader: Any, name: str) -> pl.DataFrame:
    """Return the cells of a sheet as text, with every digit of their numbers."""
    import polars as pl

    text, numbers = (
        reader.load_sheet(name, header_row=None, skip_rows=0, dtypes=kind).to_polars()
        for kind in ("string", "float")
    )
    columns = []
    for column, exact in zip(text, numbers, strict=True):
        # As text, a number has nine decimals and no exponent.
        same = column.cast(pl.Float64, strict=False) == exact
        large = exact.abs() > float(LARGEST_EXACT_INTEGER)
        fractions = bool(column.str.contains(".", literal=True).any())
        long = (large & fractions) | (column.str.len_chars() > LONGEST_INTEGER)
        cut = exact.is_not_null() & (~same | long)
        whole = pl.when(cut).then(exact.cast(pl.String)).otherwise(column)
        cells = pl.select(whole.alias(column.name)).to_series()
        moments = cells.filter(cells.str.contains(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"))
        if moments.str.ends_with(MIDNIGHT).all():  # dates without a time
            cells = cells.str.strip_suffix(MIDNIGHT)
        columns.append(cells)
    frame = pl.DataFrame(columns)
    return frame.filter(pl.any_horizontal(pl.all().is_not_null())) if columns else frame


def sheet_notes(file: Path) -> list[Finding]:
    """Report what is not seen in the text of an Excel file: hidden rows and errors in cells."""
    counts = dict.fromkeys(MARKS, 0)
    try:
        with zipfile.ZipFile(file) as packed:
            for name in filter(SHEET_PART.fullmatch, packed.namelist()):
                with packed.open(name) as part:
                    for xml in _whole_rows(part):
                        for code, mark in MARKS.items():
                            counts[code] += len(mark.findall(xml))
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return []  # another format, whose rows all count
    notes = []
    if counts["hidden_rows"]:
        hidden = counted(counts["hidden_rows"], "row")
        notes.append(
            Finding(
                "hidden_rows",
                (),
                f"{hidden} of {file} {'are' if counts['hidden_rows'] > 1 else 'is'} hidden, and "
                "counted as the others.",
                "If hidden rows should not count, delete them.",
            )
        )
    if counts["error_cells"]:
        cells = counted(counts["error_cells"], "cell")
        notes.append(
            Finding(
                "error_cells",
                (),
                f"{cells} of {file} {'have' if counts['error_cells'] > 1 else 'has'} an error such "
                "as #DIV/0! instead of a value.",
                "Fix the formulas, or such cells are missing values.",
            )
        )
    return notes


def _whole_rows(part: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML of a sheet in pieces that do not cut a row's tag or a cell's."""
    rest = b""
    while read := part.read(CHUNK):
        whole, tag, rest = (rest + read).rpartition(b"<")
        rest = tag + rest
        yield whole
    yield rest
