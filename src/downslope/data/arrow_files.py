"""Other files with tables, read as streams: Feather and Arrow IPC, JSON Lines, Excel.

Formats are recognized by their first bytes, or by their names. Those that are not read are named
in the refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from downslope.data.compression import compression_of
from downslope.data.files import JSON_SUFFIXES, SHEET_SUFFIXES, Watch, first_bytes, first_line
from downslope.data.frames import LazyRows, WholeStream
from downslope.errors import DataError, MissingExtraError

IPC_FILE, IPC_STREAM = b"ARROW1", b"\xff\xff\xff\xff"
UNREAD_MARKS = {
    b"FEA1": "a Feather file of version 1",
    b"<stata_dta>": "a Stata file",
    b"$FL2": "an SPSS file",
    b"\x89HDF": "an HDF5 file",
    b"\x93NUMPY": "an array of NumPy",
    b"SQLite format 3": "a SQLite database",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
}
UNREAD_SUFFIXES = {
    ".dta": "a Stata file",
    ".sav": "an SPSS file",
    ".sas7bdat": "a SAS file",
    ".rds": "a file of R",
    ".rdata": "a file of R",
    ".pkl": "a pickle of Python",
}


@dataclass(frozen=True, slots=True)
class IpcFile:
    """Feather or Arrow IPC file as an Arrow stream."""

    file: str

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        import pyarrow as pa

        stream = pa.OSFile(self.file)
        if first_bytes(Path(self.file), 6) != IPC_FILE:
            return pa.ipc.open_stream(stream).__arrow_c_stream__(requested_schema)
        opened = pa.ipc.open_file(stream)
        batches = (opened.get_batch(i) for i in range(opened.num_record_batches))
        reader = pa.RecordBatchReader.from_batches(opened.schema, batches)
        return reader.__arrow_c_stream__(requested_schema)


def opened_as_stream(file: Path) -> WholeStream | None:
    """Open a file of one of these formats; return None for others, such as CSV.

    Raises
    ------
    DataError
        The format is known and not read.
    MissingExtraError
        It is Excel's, and the package that reads it is not installed.

    """
    watch, start, name = Watch.begin(file), first_bytes(file, 64), file.name.lower()
    unread = [what for mark, what in UNREAD_MARKS.items() if start.startswith(mark)]
    unread += [what for suffix, what in UNREAD_SUFFIXES.items() if name.endswith(suffix)]
    if unread:
        raise DataError(f"{file} is {unread[0]}, which is not read: save it as CSV or Parquet.")
    stream: Any
    if start.startswith((IPC_FILE, IPC_STREAM)):
        stream = IpcFile(str(file))
    elif name.endswith(SHEET_SUFFIXES):
        stream = _sheet(file)
    elif name.endswith(JSON_SUFFIXES) or start.lstrip().startswith(b"{"):
        stream = _json_lines(file, start)
    else:
        return None
    return WholeStream(stream, str(file), watch)


def _json_lines(file: Path, start: bytes) -> LazyRows:
    import polars as pl

    compression = compression_of(start)
    if compression:
        raise DataError(f"{file} is JSON compressed by {compression}: decompress it first.")
    if start.lstrip().startswith(b"["):
        raise DataError(
            f"{file} is one JSON array: write an object on each line (JSON Lines), or a CSV."
        )
    return LazyRows(pl.scan_ndjson(file, infer_schema_length=None))


def _sheet(file: Path) -> Any:
    """Return the only sheet that is not empty, as a frame."""
    import polars as pl

    try:
        import fastexcel  # noqa: F401  (which polars uses)
    except ImportError as error:
        raise MissingExtraError(
            f"{file} needs a package that is not installed: pip install 'downslope[excel]'."
        ) from error
    try:
        sheets = pl.read_excel(file, sheet_id=0, raise_if_empty=False)
    except Exception as error:  # of a library in Rust
        raise DataError(
            f"{file} cannot be read as a spreadsheet ({first_line(error)}): save it as CSV."
        ) from error
    filled = {name: sheet for name, sheet in sheets.items() if not sheet.is_empty()}
    if len(filled) != 1:
        named = "no sheet with rows" if not filled else f"the sheets {', '.join(filled)}"
        raise DataError(f"{file} has {named}: save the one that you mean as CSV.")
    return next(iter(filled.values()))
