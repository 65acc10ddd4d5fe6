"""Headers of CSV files, and messages about lines that cannot be parsed.

polars parses the rows, but its errors name neither the line nor the fix, so this module finds them.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from downslope.data.compression import FAILURES, compression_of, unpacked
from downslope.data.files import first_bytes, first_line
from downslope.errors import DataError
from downslope.formatting import counted
from downslope.numerics.arguments import number_in

SEPARATORS = ",;\t|"
HEAD_BYTES = 1_048_576  # of a file, enough to read its header and to see whether it is text
QUOTED = re.compile(r'"[^"]*"?')


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a CSV file."""

    names: tuple[str, ...]  # as written; some may be empty
    separator: str
    blank_lines: int  # above the header
    lines: int  # to the end of the header, including blank ones


def csv_header(file: Path) -> Header:
    """Read the column names and the separator of a CSV file.

    Raises
    ------
    DataError
        The file is empty, binary, not UTF-8, or does not begin with column names.

    """
    text = _opening(file)
    lines = text.split("\n")
    blank = next((i for i, line in enumerate(lines) if line.strip()), None)
    if blank is None:
        raise DataError(f"{file} is empty: a header line and at least two rows are needed.")
    body = "\n".join(lines[blank:])
    separator = max(SEPARATORS, key=QUOTED.sub("", body[:65_536]).split("\n")[0].count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    try:
        names = tuple(next(reader))
    except csv.Error as error:
        raise DataError(unclosed(file, blank + 1)) from error
    rows = [line for line in lines[blank + reader.line_num :] if line.strip()]
    _check_names(file, names, lines[blank].strip(), rows[0] if rows else "")
    return Header(names, separator, blank, blank + reader.line_num)


def no_rows(file: Path | str) -> str:
    """Return the message for a CSV file that ends with its header, if no other file has rows."""
    return f"{file} has a header but no rows: at least two are needed."


def broken_line(file: Path, separator: str, width: int) -> str | None:
    """Return the message for the first line that is not a row of `width` fields, or None."""
    try:
        with _open_text(file) as stream:
            return _broken_record(file, stream, separator, width)
    except FAILURES:
        return None


def not_text(file: Path, head: bytes) -> str | None:
    """Return the message for first bytes that are not UTF-8 text; None if they may be."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_every_other_zero(head):
        return f"{file} is text in UTF-16: save it in UTF-8."
    if head.startswith(b"PK\x03\x04"):
        return f"{file} is a zip archive or an Excel file: export it as CSV."
    if b"\0" in head:
        return f"{file} is not a text file: give a text file, such as a CSV."
    return None


def _opening(file: Path) -> str:
    """Return the start of a file as text."""
    head = _head(file)
    message = not_text(file, head)
    if message:
        raise DataError(message)
    try:
        # Incremental: the cut may fall into the middle of a character.
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        text = decoder.decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError as error:
        line = head[: error.start].count(b"\n") + 1
        raise DataError(f"{file} line {line} is not UTF-8 text: save the file in UTF-8.") from error
    if "\n" not in text and len(head) == HEAD_BYTES:
        raise DataError(f"{file} has a first line of over a megabyte: give a CSV with a header.")
    if "\r" in text and "\n" not in text:
        raise DataError(f"{file} ends its lines with CR alone: save it with LF or CRLF line ends.")
    return text


def _head(file: Path) -> bytes:
    start = first_bytes(file, HEAD_BYTES)
    if compression_of(start) is None:
        return start
    try:
        with unpacked(file) as stream:
            return stream.read(HEAD_BYTES)
    except FAILURES as error:
        raise DataError(
            f"{file} is damaged or cut short ({error}): copy it or download it again."
        ) from error


def _check_names(file: Path, names: tuple[str, ...], line: str, next_line: str) -> None:
    if any(names) and all(number_in(name) is not None for name in names if name):
        raise DataError(
            f"{file} starts with numbers ({line[:40]}): its first line must name the columns."
        )
    if len(names) > 1:
        return
    if line.startswith("#"):
        raise DataError(
            f"{file} starts with a comment ({line[:40]}): its first line must name the columns."
        )
    words = next_line.split()
    if len(words) > 1 and all(number_in(word) is not None for word in words):
        raise DataError(
            f"{file} separates its columns by spaces: use commas, semicolons or tabs instead."
        )


def _broken_record(file: Path, stream: IO[str], separator: str, width: int) -> str | None:
    line = 1
    reader = csv.reader(stream, delimiter=separator, strict=True)
    try:
        for record in reader:
            if len(record) > width:
                return (
                    f"{file} line {line} has {len(record)} fields but the header names "
                    f"{counted(width, 'column')}: "
                    "fix that line (a field that contains the separator needs quotes)."
                )
            if any("\ufffd" in field for field in record):
                return f"{file} line {line} is not UTF-8 text: save the file in UTF-8."
            line = reader.line_num + 1
    except csv.Error:
        return unclosed(file, line)
    return _odd_quote(file)


def _odd_quote(file: Path) -> str | None:
    with _open_text(file) as stream:
        for line, text in enumerate(stream, start=1):
            if text.count('"') % 2:
                return unclosed(file, line)
    return None


def unclosed(file: Path, line: int) -> str:
    """Return the message for a quote that is not closed."""
    return f"{file} line {line} has a quote that is not closed: fix that line."


def unreadable_csv(file: Path, error: Exception) -> str:
    """Return the message for a CSV file that cannot be read, if no line explains it."""
    if compression_of(first_bytes(file, 6)):
        return (
            f"{file} is damaged or cut short ({first_line(error)}): copy it or download it again."
        )
    return f"{file} is not a readable CSV file ({first_line(error)}): save it as CSV again."


def _open_text(file: Path) -> IO[str]:
    return io.TextIOWrapper(unpacked(file), encoding="utf-8", errors="replace", newline="")


def _is_every_other_zero(head: bytes) -> bool:
    """Return whether every other byte is zero, as in UTF-16 without a byte-order mark."""
    start = head[:1000]
    zeros = max(start[0::2].count(0), start[1::2].count(0))
    return len(start) >= 4 and zeros > 0.4 * len(start) and start.count(0) == zeros
