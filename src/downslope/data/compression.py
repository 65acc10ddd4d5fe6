"""Compressed text files (gzip, bzip2, xz, zstd), recognized by their first bytes and streamed.

Spreadsheets are unpacked here, too. A compressed file is never decompressed as a whole, so one that
expands to gigabytes takes no more memory.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from downslope.data.files import first_bytes, is_spreadsheet
from downslope.data.spreadsheet import sheet_as_csv

GZIP = b"\x1f\x8b"
MAGICS = {
    GZIP: "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
UNFOLDS = 10  # times the bytes of a compressed text, usually
# What reading a damaged file raises; pyarrow's errors are OSErrors here.
FAILURES = (OSError, EOFError, zlib.error, lzma.LZMAError)
CHUNK = 2**18  # compressed bytes


def compression_of(head: bytes) -> str | None:
    """Return the compression that a file's first bytes name, or None."""
    return next((name for magic, name in MAGICS.items() if head.startswith(magic)), None)


def is_packed(file: Path) -> bool:
    """Return whether a file must be converted before it is read as text."""
    return is_spreadsheet(file) or compression_of(first_bytes(file, 6)) is not None


def unpacked(file: Path) -> IO[bytes]:
    """Open the text of a file for reading, decompressed or taken from a spreadsheet."""
    if is_spreadsheet(file):
        return io.BytesIO(sheet_as_csv(file))
    name = compression_of(first_bytes(file, 6))
    if name == "zstd":
        import pyarrow as pa

        stream: Any = pa.CompressedInputStream(pa.OSFile(str(file)), "zstd")
        return io.BufferedReader(stream)
    if name == "bzip2":
        return cast("IO[bytes]", io.BufferedReader(Streams(file, bz2.BZ2Decompressor)))
    if name == "xz":
        return cast("IO[bytes]", io.BufferedReader(Streams(file, lzma.LZMADecompressor)))
    opener: Any = {None: open, "gzip": gzip.open}[name]
    return cast("IO[bytes]", opener(file, "rb"))


class Streams(io.RawIOBase):
    """One or more compressed streams, one after another in a file.

    `bz2.open` and `lzma.open` stop at bytes that do not begin a stream, so a damaged second stream
    would be left out silently.
    """

    def __init__(self, file: Path, begin: Callable[[], Any]) -> None:
        self._file, self._begin = file.open("rb"), begin
        self._decompressor = begin()

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        while True:
            if self._decompressor.eof:
                rest = self._decompressor.unused_data.lstrip(b"\0")
                # Zeros may pad a stream.
                while not rest and (read := self._file.read(CHUNK)):
                    rest = read.lstrip(b"\0")
                if not rest:
                    return 0
                self._decompressor = self._begin()
            elif self._decompressor.needs_input:
                rest = self._file.read(CHUNK)
                if not rest:
                    raise EOFError("it ends in the middle of a compressed stream")
            else:
                rest = b""
            found = self._decompressor.decompress(rest, len(buffer))
            if found:
                buffer[: len(found)] = found
                return len(found)


def unpacked_size(file: Path, size: int) -> int:
    """Return the decompressed size of a file in bytes, an estimate except for gzip."""
    name = compression_of(first_bytes(file, 6))
    if name != "gzip":
        return size * UNFOLDS if name or is_spreadsheet(file) else size
    with file.open("rb") as stream:
        stream.seek(-4, os.SEEK_END)
        return max(size, int.from_bytes(stream.read(), "little"))
