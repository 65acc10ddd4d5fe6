"""Form of a CSV file (separator, quotes, encoding), and messages about lines that break it.

polars parses the rows, but its errors name neither the line nor the fix, so this module finds them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from downslope.data.compression import FAILURES, is_packed
from downslope.data.encoding import UTF8, opened_as_utf8
from downslope.data.files import first_line
from downslope.errors import DataError
from downslope.formatting import counted

LONGEST_RECORD = 2**26  # bytes: a longer one has a quote that is not closed
MILLION = 2**20
WORD = re.compile(r'"[^"]*"|\S+')  # a field where blanks separate


@dataclass(frozen=True, slots=True)
class CsvForm:
    """Form of a CSV file: how its fields are written."""

    separator: str  # a tab where blanks separate
    header_lines: int  # up to the first row
    width: int  # fields of a row
    encoding: str
    blanks: bool  # whether runs of blanks separate
    quotes: bool  # whether quotes enclose fields

    @property
    def header(self) -> bytes:
        """A header for polars, which names the fields `c0 … cw` by their positions."""
        return (self.separator.join(f"c{j}" for j in range(self.width)) + "\n").encode()

    def broken_line(self, file: Path) -> str | None:
        """Return the message for the first line that is not a row of this form, or None."""
        try:
            return self._broken_record(file) or self._odd_quote(file)
        except (*FAILURES, UnicodeError):
            return None
        except DataError as error:
            return str(error)

    def _broken_record(self, file: Path) -> str | None:
        lines = islice(self._lines(file), self.header_lines, None)
        if self.blanks:
            return self._too_many_words(file, lines)
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE
        reader = csv.reader(lines, delimiter=self.separator, strict=True, quoting=quoting)
        line = self.header_lines + 1
        try:
            for record in reader:
                if len(record) > self.width:
                    return self._too_long(file, line, len(record))
                if any("\ufffd" in each for each in record):
                    return not_utf8(file, line)
                line = self.header_lines + reader.line_num + 1
        except csv.Error as error:
            if "field limit" in str(error):
                return None  # a field of over 128 kB, which polars reads
            return lone_cr(file, line) if "new-line" in str(error) else unclosed(file, line)
        return None

    def _too_many_words(self, file: Path, lines: Iterable[str]) -> str | None:
        for line, text in enumerate(lines, start=self.header_lines + 1):
            words = len(WORD.findall(text))
            if words > self.width:
                return self._too_long(file, line, words)
        return None

    def _too_long(self, file: Path, line: int, fields: int) -> str:
        return (
            f"{file} line {line} has {fields} fields but the header names "
            f"{counted(self.width, 'column')}: "
            "fix that line (a field that contains the separator needs quotes)."
        )

    def _odd_quote(self, file: Path) -> str | None:
        if self.quotes:
            for line, text in enumerate(self._lines(file), start=1):
                if text.count('"') % 2:
                    return unclosed(file, line)
        return None

    def _lines(self, file: Path) -> Iterator[str]:
        """Yield the lines of a file; raise `DataError` for one that is too long to be held."""
        line = 1
        with opened_as_utf8(file, self.encoding) as stream:
            while text := stream.readline(LONGEST_RECORD):
                if len(text) >= LONGEST_RECORD:
                    raise DataError(too_long(file, line))
                yield text.decode(UTF8, "replace")
                line += 1


def no_rows(file: Path | str) -> str:
    """Return the message for a CSV file that ends with its header, if no other file has rows."""
    return f"{file} has a header but no rows: at least two are needed."


def unclosed(file: Path, line: int) -> str:
    """Return the message for a quote that is not closed."""
    return f"{file} line {line} has a quote that is not closed: fix that line."


def lone_cr(file: Path, line: int) -> str:
    """Return the message for a CR that is not part of a line end."""
    return f"{file} line {line} has a CR without LF: save the file with LF or CRLF line ends."


def too_long(file: Path, line: int) -> str:
    """Return the message for a line that is too long to be a row."""
    size = LONGEST_RECORD // MILLION
    return f"{file} line {line} has over {size} MB without a line end: end each row with one."


def not_utf8(file: Path, line: int) -> str:
    """Return the message for bytes that are not UTF-8 after lines that are."""
    return (
        f"{file} line {line} is not UTF-8 text: save the file in UTF-8, or name its encoding "
        "(--encoding latin-1)."
    )


def unreadable_csv(file: Path, error: Exception) -> str:
    """Return the message for a CSV file that cannot be read, if no line explains it."""
    if is_packed(file):
        return (
            f"{file} is damaged or cut short ({first_line(error)}): copy it or download it again."
        )
    return f"{file} is not a readable CSV file ({first_line(error)}): save it as CSV again."
