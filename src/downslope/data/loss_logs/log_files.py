"""Files of a log: the files that a path names, and their text line by line.

A path is a file (plain or gzip), a folder of them, or `-` for standard input. Lines are cleaned of
terminal codes (colors, backspaces) and of the full-width signs of East Asian text.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO, cast

from downslope.data.compression import GZIP
from downslope.data.encoding import not_text
from downslope.errors import DataError

HEAD_BYTES = 262_144  # enough to recognize a format
LARGEST_WHOLE = 200_000_000  # bytes of a file that must be read at once, such as a JSON document
MOST_FILES = 1_000
MOST_LOOKED_AT = 100_000  # files and folders in a folder
LOG_SUFFIXES = frozenset(
    {".csv", ".tsv", ".txt", ".log", ".json", ".jsonl", ".ndjson", ".out", ".err", ".md", ".gz"}
    | {".tfevents", ".ipynb"}
)
COMPRESSED = {b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"(\xb5/\xfd": "Zstandard"}

_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_GROUPING_BLANK = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_BACKSPACES = re.compile("\b+")
_FULL_WIDTH = {
    **{0xFF01 + i: chr(0x21 + i) for i in range(94)},
    0x3000: " ",
    0x2212: "-",
    0xFE55: ":",
    0x2236: ":",
    0xFF0C: ", ",
    0x3001: ", ",
    0x00A0: " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file of a log: `name` is the user's name for it, and `path` its location."""

    name: str
    path: Path
    head: bytes  # its beginning, unpacked
    head_lines: tuple[str, ...] = ()  # of text, cleaned; the last may be cut
    kept: BinaryIO | None = None  # the bytes of a stream, which comes only once

    def close(self) -> None:
        """Close the copy, if one was made."""
        if self.kept is not None:
            self.kept.close()

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        if self.kept is not None:
            return os.fstat(self.kept.fileno()).st_size
        return self.path.stat().st_size

    @property
    def is_whole(self) -> bool:
        """Whether the first bytes are the whole file."""
        return len(self.head) < HEAD_BYTES

    def binary(self) -> BinaryIO:
        """Open the decompressed bytes."""
        try:
            stream = self.path.open("rb") if self.kept is None else _reopened(self.kept)
        except OSError as error:
            raise DataError(f"{self.name} cannot be opened ({error.strerror}).") from error
        start = stream.read(2)
        stream.seek(0)
        if start != GZIP:
            return stream
        unpacked = gzip.GzipFile(fileobj=stream)
        unpacked.myfileobj = cast("io.FileIO", stream)  # closed with it
        return cast("BinaryIO", unpacked)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number, cleaned; overwritten text is a line of its own."""
        try:
            with io.TextIOWrapper(self.binary(), "utf-8-sig", "replace", newline=None) as text:
                yield from _clean(text)
        except (OSError, EOFError, zlib.error) as error:
            raise DataError(damaged(self.name, error)) from error

    def whole(self) -> str:
        """Return all of the text.

        Raises
        ------
        DataError
            A file too large to be held at once, or cut short.
        """
        try:
            with self.binary() as stream:
                raw = stream.read(LARGEST_WHOLE + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise DataError(damaged(self.name, error)) from error
        if len(raw) > LARGEST_WHOLE:
            raise DataError(f"{self.name} is larger than 200 MB: give every tenth line of it.")
        return raw.decode("utf-8-sig", errors="replace")


def damaged(name: str, error: Exception) -> str:
    """Return the message for a compressed file that cannot be unpacked."""
    return f"{name} is damaged or cut short ({error}): copy it or download it again."


def _clean(text: IO[str]) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(text, start=1):
        line = raw.rstrip("\n")
        if not line.isascii():
            line = _GROUPING_BLANK.sub("", line).translate(_FULL_WIDTH)
        if "\x1b" in line:
            line = _CODES.sub("", line)
        if "\b" in line:
            for part in _BACKSPACES.split(line):
                yield number, part
        else:
            yield number, line


def open_log(given: str) -> LogFile:
    """Return the file at a path.

    Raises
    ------
    DataError
        No such file, a device, or text in UTF-16.
    """
    if given == "-":
        return _from_stream(sys.stdin.buffer, "standard input")
    path = Path(given).expanduser()
    try:
        if not path.exists():
            raise DataError(f"No such file: {path}: give a log with one loss on each line.")
        if path.is_fifo():
            with path.open("rb") as stream:
                return _from_stream(stream, str(path))
        if not path.is_file():
            raise DataError(
                f"{path} is not an ordinary file: give a log with one loss on each line."
            )
        return _with_head(LogFile(str(path), path, b""))
    except OSError as error:
        raise DataError(f"{path} cannot be opened ({error.strerror}).") from error


def _from_stream(stream: BinaryIO, name: str) -> LogFile:
    """Copy a stream to a temporary file, because a log is read more than once."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the LogFile)
    shutil.copyfileobj(stream, kept)
    kept.flush()
    return _with_head(LogFile(name, Path("-"), b"", kept=cast("BinaryIO", kept)))


def _reopened(kept: BinaryIO) -> BinaryIO:
    stream = os.fdopen(os.dup(kept.fileno()), "rb")
    stream.seek(0)
    return stream


def _with_head(bare: LogFile) -> LogFile:
    try:
        with bare.binary() as unpacked:
            head = unpacked.read(HEAD_BYTES)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(damaged(bare.name, error)) from error
    for magic, program in COMPRESSED.items():
        if head.startswith(magic):
            raise DataError(f"{bare.name} is compressed ({program}): unpack it first.")
    return replace(bare, head=head)


def with_head_lines(log: LogFile) -> LogFile:
    """Return a text file with its first lines.

    Raises
    ------
    DataError
        A file that is not text in UTF-8.
    """
    trouble = not_text(log.path, log.head[:65_536])
    if trouble:
        raise DataError(trouble.replace(str(log.path), log.name, 1))
    if b"\n" not in log.head and b"\r" not in log.head and log.size > LARGEST_WHOLE:
        raise DataError(f"{log.name} is one line of over 200 MB: give one loss on each line.")
    text = io.StringIO(log.head.decode("utf-8-sig", errors="replace"), newline=None)
    return replace(log, head_lines=tuple(line for _, line in _clean(text)))


def files_of(given: str) -> list[Path]:
    """Return the files of a folder and its subfolders that may be logs, in order.

    Raises
    ------
    DataError
        A folder without logs.
    """
    folder = Path(given).expanduser()
    try:
        inside = list(islice(folder.rglob("*"), MOST_LOOKED_AT + 1))
        if len(inside) > MOST_LOOKED_AT:
            raise DataError(f"{folder} holds over 100,000 files: give the folder of one run.")
        found = sorted(path for path in inside if path.is_file())
    except OSError as error:
        raise DataError(f"{folder} cannot be opened ({error.strerror}).") from error
    for is_kind in _KINDS:
        of_kind = [path for path in found if is_kind(path)]
        if of_kind:
            found = of_kind
            break
    else:
        found = [path for path in found if path.parent == folder and _is_log(path)]
    if not found:
        raise DataError(f"{folder} contains no logs: give a log with one loss on each line.")
    if len(found) > MOST_FILES:
        raise DataError(f"{folder} holds {len(found):,} logs: give the folder of one run.")
    return found


def _is_log(path: Path) -> bool:
    return path.suffix.lower() in LOG_SUFFIXES


# What a framework leaves in its folder of results; the first that is there counts.
_KINDS: tuple[Callable[[Path], bool], ...] = (
    lambda path: path.name == "metrics.csv",
    lambda path: path.name == "trainer_state.json",
    lambda path: "tfevents" in path.name,
    lambda path: path.name in ("learn_error.tsv", "test_error.tsv"),
    lambda path: path.parent.name == "metrics" and not path.suffix,
)
