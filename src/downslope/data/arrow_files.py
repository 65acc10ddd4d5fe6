"""Other files with tables, read as streams: Feather and Arrow IPC, JSON Lines, Excel.

Formats are recognized by their first bytes, or by their names. Unsupported formats are named in the
error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from downslope.data.columns import Frame
from downslope.data.compression import compression_of
from downslope.data.files import JSON_SUFFIXES, SHEET_SUFFIXES, Watch, first_bytes, first_line
from downslope.data.frames import Batches, LazyRows, WholeStream, any_failure
from downslope.errors import DataError, MissingExtraError

IPC_FILE, IPC_STREAM = b"ARROW1", b"\xff\xff\xff\xff"
END_OF_STREAM = IPC_STREAM + bytes(4)
SHOWN = 40  # characters of a line in a message
LONGEST_LINE = 2**26  # bytes
UNREAD_MARKS = {
    b"FEA1": "a Feather file of version 1",
    b"<stata_dta>": "a Stata file",
    b"$FL2": "an SPSS file",
    b"\x89HDF": "an HDF5 file",
    b"\x93NUMPY": "a NumPy array",
    b"SQLite format 3": "a SQLite database",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
}
UNREAD_SUFFIXES = {
    ".dta": "a Stata file",
    ".sav": "an SPSS file",
    ".sas7bdat": "a SAS file",
    ".rds": "an R data file",
    ".rdata": "an R data file",
    ".pkl": "a Python pickle",
}


@dataclass(frozen=True, slots=True)
class IpcFile(Batches):
    """Feather or Arrow IPC file."""

    file: Path

    def batches(self) -> tuple[Frame, Iterator[Frame]]:
        import pyarrow as pa

        stream = pa.OSFile(str(self.file))
        if first_bytes(self.file, 6) == IPC_FILE:
            opened = pa.ipc.open_file(stream)
            batches: Iterator[Frame] = (
                opened.get_batch(i) for i in range(opened.num_record_batches)
            )
        else:
            opened = pa.ipc.open_stream(stream)
            batches = _to_its_end(opened, stream)
        return pa.Table.from_batches([], opened.schema), batches


@dataclass(frozen=True, slots=True)
class JsonLines(LazyRows):
    """File with a JSON object on each line."""

    file: Path

    def batches(self) -> tuple[Frame, Iterator[Frame]]:
        try:
            none, batches = super(JsonLines, self).batches()
        except any_failure():
            self._check_lines()
            raise
        return none, self._checked(batches)

    def _checked(self, batches: Iterator[Frame]) -> Iterator[Frame]:
        try:
            yield from batches
        except any_failure():
            self._check_lines()
            raise

    def _check_lines(self) -> None:
        """Raise `ValueError` for the first line that is not a JSON object."""
        with self.file.open("rb") as stream:
            for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), 1):
                _check_object(number, line)


def _check_object(number: int, line: bytes) -> None:
    constants: list[str] = []
    try:
        found = json.loads(line, parse_constant=constants.append) if line.strip() else {}
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        shown = line.decode("utf-8", "replace").strip()[:SHOWN]
        raise ValueError(f"line {number} is not one JSON object: {shown}")
    if constants:
        raise ValueError(f"line {number} has {constants[0]}, but JSON has only null")


def _to_its_end(reader: Any, stream: Any) -> Iterator[Any]:
    """Yield the batches of a stream, and check that the file ends where the stream does.

    A reader takes the end of the file as the end of the stream, so a file that was cut between two
    batches would seem complete.
    """
    yield from reader
    size = stream.size()
    if stream.tell() != size or stream.read_at(8, size - 8) != END_OF_STREAM:
        raise EOFError("the end-of-stream mark is missing from the end of the file")


def opened_as_stream(file: Path) -> WholeStream | None:
    """Open a file of one of these formats; return None for others, such as CSV.

    Raises
    ------
    DataError
        The format is known but not supported.
    MissingExtraError
        The file is an Excel file, and the package that reads it is not installed.

    """
    watch, start, name = Watch.begin(file), first_bytes(file, 64), file.name.lower()
    unread = [what for mark, what in UNREAD_MARKS.items() if start.startswith(mark)]
    unread += [what for suffix, what in UNREAD_SUFFIXES.items() if name.endswith(suffix)]
    if unread:
        raise DataError(f"{file} is {unread[0]}, which cannot be read: save it as CSV or Parquet.")
    stream: Any
    if start.startswith((IPC_FILE, IPC_STREAM)):
        stream = IpcFile(file)
    elif name.endswith(SHEET_SUFFIXES):
        stream = _sheet(file)
    elif name.endswith(JSON_SUFFIXES) or start.lstrip().startswith(b"{"):
        stream = _json_lines(file, start)
    else:
        return None
    return WholeStream(stream, str(file), watch)


def _json_lines(file: Path, start: bytes) -> JsonLines:
    import polars as pl

    compression = compression_of(start)
    if compression:
        raise DataError(f"{file} is JSON compressed by {compression}: decompress it first.")
    if start.lstrip().startswith(b"["):
        raise DataError(
            f"{file} is one JSON array: write an object on each line (JSON Lines), or a CSV."
        )
    return JsonLines(pl.scan_ndjson(file, infer_schema_length=None), file)


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
        raise DataError(f"{file} has {named}: save the sheet that you want as CSV.")
    return next(iter(filled.values()))
