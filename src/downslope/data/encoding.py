"""Encodings of text files: UTF-8, UTF-16, or UTF-32 by marks or zeros, otherwise Windows-1252.

Readers take UTF-8, so a file in another encoding is recoded as it is read. Text with one byte per
letter that is not UTF-8 is read as Windows-1252, which contains Latin-1: numbers are the same in
every such encoding, and only letters in names and levels may differ from what the writer meant.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from downslope.data.compression import FAILURES, is_packed, unpacked
from downslope.data.files import first_bytes
from downslope.errors import DataError, OptionError
from downslope.numerics.arguments import OptionStyle

HEAD_BYTES = 1_048_576  # of a file, enough to read its header and to see whether it is text
UTF8 = "utf-8"
BYTES = "cp1252"  # with a byte for each letter, where it is not UTF-8
MARKS = (  # those of UTF-32 first: that of UTF-16-LE begins one of them
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SHOWN = {"utf-16": "UTF-16", "utf-32": "UTF-32", BYTES: "Windows-1252 (Latin-1)"}
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\f\r")


class Bytes(Protocol):
    """Stream of the bytes of UTF-8 text."""

    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


class Recoded:
    """Stream that recodes text from a different encoding to UTF-8."""

    def __init__(self, text: IO[str]) -> None:
        self.text = text

    def read(self, size: int, /) -> bytes:
        return self.text.read(size).encode()

    def readline(self, size: int = -1, /) -> bytes:
        return self.text.readline(size).encode()


@contextmanager
def opened_as_utf8(file: Path, encoding: str) -> Iterator[Bytes]:
    """Open text in this encoding as a stream of UTF-8."""
    with unpacked(file) as stream:
        if encoding == UTF8:
            yield stream
            return
        text = io.TextIOWrapper(stream, encoding, newline="\n")
        try:
            yield Recoded(text)
        finally:
            text.detach()


def encoding_of(head: bytes) -> str:
    """Return the encoding of text that begins with these bytes."""
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None)
    if marked:
        return marked
    wide = _by_zeros(head[:1000])
    if wide:
        return wide
    try:
        codecs.getincrementaldecoder(UTF8)().decode(head)
    except UnicodeError:
        # A letter in UTF-8 beside a byte that is not: a damaged file, or two files in one.
        some = head.decode(UTF8, "ignore").encode(UTF8)
        is_bytes = some.isascii() and not CONTROLS & set(head)
        return BYTES if is_bytes and _decodes(head, BYTES) else UTF8
    return UTF8


def named_encoding(name: str, style: OptionStyle) -> str:
    """Return Python's name for an encoding.

    Raises
    ------
    OptionError
        There is no encoding of this name.

    """
    try:
        b"xxxx".decode(name, "replace")
        known = codecs.lookup(name).name
    except (LookupError, TypeError, ValueError) as error:
        raise OptionError(
            f"{style.setting('encoding', name)} is not known: give a name such as latin-1, "
            "cp1250, or utf-16."
        ) from error
    return "utf-8" if known in ("utf-8", "utf-8-sig", "ascii") else known


def head_of(file: Path) -> bytes:
    """Return the first bytes of a file, decompressed.

    Raises
    ------
    DataError
        The file cannot be opened, or is damaged.

    """
    if not is_packed(file):
        return first_bytes(file, HEAD_BYTES)
    try:
        with unpacked(file) as stream:
            return stream.read(HEAD_BYTES)
    except FAILURES as error:
        raise DataError(
            f"{file} is damaged or cut short ({error}): copy it or download it again."
        ) from error


def not_text(file: Path, head: bytes) -> str | None:
    """Return the error message if the first bytes cannot be UTF-8 text, else None."""
    encoding = encoding_of(head)
    if encoding.startswith(("utf-16", "utf-32")):
        return f"{file} is text in {shown(encoding)}: save it in UTF-8."
    return not_any_text(file, head)


def not_any_text(file: Path, head: bytes) -> str | None:
    """Return the error message for first bytes that are not text in any encoding."""
    if head.startswith(b"PK\x03\x04"):
        return f"{file} is a zip archive or an Excel file: export it as CSV."
    if head.startswith(b"PAR1"):
        return f"{file} is a compressed Parquet file: decompress it first."
    if head.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        return f"{file} is a web page, not a data file: download the data file itself."
    if head.lstrip().startswith(b"<?xml"):
        return f"{file} is XML, not a table: save it as CSV."
    if b"\0" in head:
        return f"{file} is not a text file: give a text file, such as a CSV."
    return None


def shown(encoding: str) -> str:
    """Return the name of an encoding as messages write it."""
    known = SHOWN.get(encoding) or SHOWN.get(encoding.removesuffix("-le").removesuffix("-be"))
    return known or encoding


def _by_zeros(start: bytes) -> str | None:
    """Return UTF-16 or UTF-32 if text without a mark is in one of them, else None."""
    if len(start) < 4 or 0 not in start:
        return None
    for name, width, letter in (
        ("utf-32-le", 4, 0),
        ("utf-32-be", 4, 3),
        ("utf-16-le", 2, 0),
        ("utf-16-be", 2, 1),
    ):
        whole = start[: len(start) // width * width]
        letters = whole[letter::width]
        zeros = whole.count(0)
        if not letters.count(0) and zeros > 0.8 * (len(whole) - len(letters)):
            return name
    return None


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeError:
        return False
    return True
