"""Other files with tables, read as streams: Feather and Arrow IPC, and JSON Lines.

Formats are recognized by their first bytes, or by their names. Unsupported formats are named in the
error.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from downslope.data.columns import Frame
from downslope.data.compression import compression_of
from downslope.data.files import JSON_SUFFIXES, Watch, database_of, first_bytes
from downslope.data.frames import Batches, LazyRows, WholeStream, any_failure
from downslope.errors import DataError

IPC_FILE, IPC_STREAM = b"ARROW1", b"\xff\xff\xff\xff"
END_OF_STREAM = IPC_STREAM + bytes(4)
SHOWN = 40  # characters of a line in a message
LONGEST_LINE = 2**26  # bytes
CHUNK = 2**20
UNREAD_MARKS = {
    b"FEA1": "a Feather file of version 1",
    b"<stata_dta>": "a Stata file",
    b"$FL2": "an SPSS file",
    b"\x89HDF": "an HDF5 file",
    b"\x93NUMPY": "a NumPy array",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
    b"@relation": "an ARFF file",
    b"@RELATION": "an ARFF file",
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

    """
    watch, start, name = Watch.begin(file), first_bytes(file, 64), file.name.lower()
    if engine := database_of(start):
        raise DataError(
            f"{file} is a database: give its address, and one of its tables: "
            f"{engine}:///{file} --table NAME (in Python: table='NAME')."
        )
    unread = [what for mark, what in UNREAD_MARKS.items() if start.startswith(mark)]
    unread += [what for suffix, what in UNREAD_SUFFIXES.items() if name.endswith(suffix)]
    if unread:
        raise DataError(f"{file} is {unread[0]}, which cannot be read: save it as CSV or Parquet.")
    stream: IpcFile | JsonLines
    if start.startswith((IPC_FILE, IPC_STREAM)):
        stream = IpcFile(file)
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
    if start.startswith(BOM_UTF8):
        raise DataError(
            f"{file} begins with a byte-order mark, which JSON does not allow: save it in UTF-8 "
            "without one."
        )
    if start.lstrip().startswith(b"["):
        raise DataError(
            f"{file} is one JSON array: write an object on each line (JSON Lines), or a CSV."
        )
    _check_keys(file)
    return JsonLines(pl.scan_ndjson(file, infer_schema_length=None), file)


def _check_keys(file: Path) -> None:
    """Raise `DataError` for the first object that has a key twice, of which readers take one.

    After the first megabyte, only lines with more keys than any line there are looked at.
    """
    most = before = 0  # keys of a line; lines
    rest = b""
    with file.open("rb") as stream:
        while read := stream.read(CHUNK):
            whole, end, rest = (rest + read).rpartition(b"\n")
            lines = whole.count(b"\n") + len(end)
            if not before:
                mark = b'":' if b'":' in whole else b'" :'
            if not before or whole.count(mark) > most * lines:
                most = max(most, _most_keys(file, whole.split(b"\n"), before))
            before += lines
            if len(rest) > LONGEST_LINE:
                return
    _most_keys(file, [rest], before)


def _most_keys(file: Path, lines: Iterable[bytes], before: int) -> int:
    """Return the number of keys of the line with the most; the lines are those after `before`."""
    keys: list[str] = []
    twice: list[str] = []

    def seen(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        keys.extend(names)
        twice.extend(name for name in set(names) if names.count(name) > 1)

    most = 0
    for number, line in enumerate(lines, before + 1):
        keys.clear()
        try:
            json.loads(line, object_pairs_hook=seen)
        except (ValueError, RecursionError):
            continue  # which is reported where the line is read
        if twice:
            raise DataError(f"{file} line {number} has the key '{twice[0]}' twice: keep one.")
        most = max(most, len(keys))
    return most
