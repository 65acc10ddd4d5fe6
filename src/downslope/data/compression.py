"""Compressed text files (gzip, bzip2, xz, zstd), recognized by their first bytes and streamed.

A file is never decompressed as a whole, so one that unfolds to gigabytes takes no more memory.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zlib
from pathlib import Path
from typing import IO, Any, cast

from downslope.data.files import first_bytes

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


def compression_of(head: bytes) -> str | None:
    """Return the compression that a file's first bytes name, or None."""
    return next((name for magic, name in MAGICS.items() if head.startswith(magic)), None)


def unpacked(file: Path) -> IO[bytes]:
    """Open a file for reading; decompress it if it is compressed."""
    name = compression_of(first_bytes(file, 6))
    if name == "zstd":
        import pyarrow as pa

        stream: Any = pa.CompressedInputStream(pa.OSFile(str(file)), "zstd")
        return io.BufferedReader(stream)
    opener: Any = {None: open, "gzip": gzip.open, "bzip2": bz2.open, "xz": lzma.open}[name]
    return cast("IO[bytes]", opener(file, "rb"))


def unpacked_size(file: Path, size: int) -> int:
    """Return the decompressed size of a file in bytes, an estimate except for gzip."""
    name = compression_of(first_bytes(file, 6))
    if name != "gzip":
        return size * UNFOLDS if name else size
    with file.open("rb") as stream:
        stream.seek(-4, os.SEEK_END)
        return max(size, int.from_bytes(stream.read(), "little"))
