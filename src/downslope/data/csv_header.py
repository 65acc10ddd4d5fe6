"""Headers of CSV files: what lies above them, the separator, and the names of the columns.

    Land-Ocean: Global Means        a title            left out, with a note
    # made by probe                 a comment          left out, with a note
    sep=;                           for Excel          obeyed
    x;y                             the names
    1,5;2                           rows

The separator is the one that divides the most lines into the same number of fields; blanks count as
a separator if there is no other. The header is the first line with that number of fields. R writes
one name fewer than there are fields, because its rows begin with their names.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from downslope.data.columns import MISSING_MARKS
from downslope.data.csv_form import WORD, CsvForm, not_utf8, unclosed
from downslope.data.dialect import Dialect
from downslope.data.encoding import (
    BYTES,
    HEAD_BYTES,
    UTF8,
    encoding_of,
    head_of,
    not_any_text,
    shown,
)
from downslope.errors import DataError
from downslope.findings import Finding
from downslope.formatting import counted
from downslope.numerics.arguments import number_in

SEPARATORS = ",;\t|"
LOOKED_AT = 100  # records, to find the separator
SHOWN = 40  # characters of a line in a message
FOR_EXCEL = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
# 1.5 · 1,5 · −3 · 1.234,5 · 2e-3
LIKE_NUMBER = re.compile(r"[+\-−]?[\d.,'’ ]*\d[.,]?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a CSV file."""

    names: tuple[str, ...]  # as written; some may be empty
    form: CsvForm
    index: bool  # whether the first field of a row is its name, as R writes it
    notes: tuple[Finding, ...]


@dataclass(slots=True)
class Record:
    """Fields of a line that is not blank."""

    fields: list[str]
    first: int  # number of its first line, from 1
    last: int
    text: str = ""

    @property
    def is_numbers(self) -> bool:
        """Whether all fields are numbers or marks for a missing value, and one is a number."""
        numbers = [_is_number(each) for each in self.fields]
        rest = (each for each, known in zip(self.fields, numbers, strict=True) if not known)
        return any(numbers) and all(each.strip() in MISSING_MARKS for each in rest)

    @property
    def shown(self) -> str:
        return self.text.strip()[:SHOWN]


@dataclass(slots=True)
class Lines:
    """First lines of a file, without blank lines and comments above the table."""

    file: Path
    lines: list[str]
    start: int = 0  # lines that have been left out
    comments: list[int] = field(default_factory=list)  # their places in `lines`
    separator: str = ""  # that a line for Excel names

    def skip(self) -> None:
        """Leave out blank lines, a line for Excel, and comments."""
        while self.start < len(self.lines):
            line = self.lines[self.start].rstrip("\r")
            for_excel = None if self.separator else FOR_EXCEL.fullmatch(line)
            if for_excel:
                self.separator = for_excel[1]
            elif line.lstrip().startswith("#"):
                self.comments.append(self.start)
            elif line.strip():
                break
            self.start += 1

    def records(self, separator: str) -> tuple[list[Record], int | None]:
        """Split lines into fields and return the line of an unclosed quote, if there is one."""
        found: list[Record] = []
        try:
            for record in self._cut(csv.reader(self._ended(), delimiter=separator, strict=True)):
                found.append(record)
        except csv.Error as error:
            if "end of data" in str(error):
                return found, (found[-1].last if found else self.start) + 1
            found = []
            with suppress(csv.Error):  # a field of over 128 kB
                for record in self._cut(csv.reader(self._ended(), delimiter=separator)):
                    found.append(record)
        return found, None

    def _ended(self) -> Iterator[str]:
        for i in range(self.start, len(self.lines)):
            yield self.lines[i].rstrip("\r").replace("\r", " ") + "\n"

    def _cut(self, reader: Any) -> Iterator[Record]:
        before, count = 0, 0
        for fields in reader:
            if any(map(str.strip, fields)):
                first, last = self.start + before, self.start + reader.line_num
                yield Record(fields, first + 1, last, self.lines[first])
                count += 1
            before = reader.line_num
            if count == LOOKED_AT:
                return

    def words(self) -> Iterator[Record]:
        some = [i for i in range(self.start, len(self.lines)) if self.lines[i].strip()]
        for i in some[:LOOKED_AT]:
            words = [word.strip('"') for word in WORD.findall(self.lines[i])]
            yield Record(words, i + 1, i + 1, self.lines[i])


def csv_header(file: Path, dialect: Dialect) -> Header:
    """Read the column names and the separator of a CSV file.

    Raises
    ------
    DataError
        The file is empty, binary, or does not begin with column names.

    """
    text, encoding = _opening(file, dialect.encoding)
    lines = Lines(file, text.split("\n"))
    lines.skip()
    if lines.start == len(lines.lines) and not lines.comments:
        raise DataError(f"{file} is empty: a header line and at least two rows are needed.")
    separator, records = _cut(lines)
    if not records and lines.start < len(lines.lines):
        raise DataError(
            f"{file} line {lines.start + 1} has a field of over 128 kB, which is not a name: give "
            "a CSV with a header."
        )
    if not records:
        raise DataError(f"{file} holds comments only: a header line and rows are needed.")
    found = _Names(lines, records, _width(records))
    found.find(dialect)
    quotes = not _has_stray_quotes(text, separator)
    notes = (
        *_encoding_note(file, encoding, dialect),
        *([_separator_note(file, separator)] if lines.separator else []),
        *found.notes,
        *([_blanks_note(file)] if not separator else []),
        *([_quotes_note(file)] if not quotes else []),
    )
    form = CsvForm(
        separator or "\t",
        found.lines_above,
        len(found.names),
        encoding,
        blanks=not separator,
        quotes=quotes,
    )
    return Header(tuple(found.names), form, found.index, notes)


def _cut(lines: Lines) -> tuple[str, list[Record]]:
    """Return the separator and the records; an empty separator stands for blanks.

    Raises
    ------
    DataError
        A quote is not closed.

    """
    known = lines.separator or SEPARATORS
    cuts = {each: lines.records(each) for each in known}
    best = max(known, key=lambda each: _agreement(cuts[each][0]))
    share = _agreement(cuts[best][0])[0]
    broken = [line for each, (_, line) in cuts.items() if line and (each == best or not share)]
    if broken:
        raise DataError(unclosed(lines.file, broken[0]))
    words = [] if share or lines.separator else list(lines.words())
    agreeing = _agreement(words)[0] * len(words)
    # A title above the names, or R's header with one name fewer, may differ.
    if words and agreeing >= max(len(words) - 1, 2):
        return "", words
    return best, cuts[best][0]


def _agreement(records: Sequence[Record]) -> tuple[float, int]:
    """Return the share of records with the usual number of fields, if above 1, and that number."""
    width = _width(records)
    if width < 2:
        return 0.0, 1
    return sum(len(each.fields) == width for each in records) / len(records), width


def _width(records: Sequence[Record]) -> int:
    """Return the most common number of fields; in a tie, that of the earlier lines."""
    counts = Counter(len(each.fields) for each in records)
    return counts.most_common(1)[0][0] if counts else 1


@dataclass(slots=True)
class _Names:
    """Search for the names of the columns among the first records."""

    lines: Lines
    records: list[Record]
    width: int
    names: list[str] = field(default_factory=list)
    lines_above: int = 0  # up to the end of the header
    index: bool = False
    notes: list[Finding] = field(default_factory=list)

    def find(self, dialect: Dialect) -> None:
        file, records = self.lines.file, self.records
        first = next(i for i, each in enumerate(records) if self._may_be_first(i))
        commented = self._commented(records[first])
        if not dialect.header:
            self._without(records, first)
        elif commented is not None and first == 0:
            self.names, self.lines_above = commented, records[0].first - 1
        else:
            at, before, after = self._place(first)
            header = records[at]
            _check_names(file, header, dialect)
            self.names = [*before, *header.fields, *after]
            self.lines_above = header.last
            self.index = bool(before)
            _check_second(file, header, records[at + 1 :])
            self._note_left_out(records[:at])

    def _may_be_first(self, i: int) -> bool:
        """Return whether a record has the usual width, and is not a title padded with blanks."""
        records, fields = self.records, self.records[i].fields
        if len(fields) != self.width:
            return False
        following = records[i + 1] if i + 1 < len(records) else None
        if following is None or self.width < 2 or not fields[0].strip() or any(fields[1:]):
            return True
        names = len(following.fields) == self.width and sum(map(bool, following.fields)) > 1
        return following.is_numbers or not names

    def _place(self, first: int) -> tuple[int, list[str], list[str]]:
        """Return the index of the header, and names to add before and after its own.

        `first` is the index of the first record of the usual width. A shorter header was written by
        R, whose rows begin with their names, or belongs to rows that end with a separator;
        otherwise the rows are too long, which is reported when they are read.
        """
        records, width = self.records, self.width
        if first == 0:
            return 0, [], []
        before, rows = records[first - 1], records[first:]
        short = len(before.fields) == width - 1 and not before.is_numbers
        if short and _begins_rows(rows, narrow=width == 2):
            if all(not row.fields[-1].strip() for row in rows):
                return first - 1, [], [""]
            if len({row.fields[0] for row in rows}) == len(rows) and all(map(_is_named, rows)):
                return first - 1, [""], []
        return (first - 1 if records[first].is_numbers else first), [], []

    def _commented(self, following: Record) -> list[str] | None:
        """Return names in the last comment, as NumPy writes them, if no other line has them."""
        lines = self.lines
        if not lines.comments or not following.is_numbers:
            return None
        text = lines.lines[lines.comments[-1]].strip()
        bare = text.lstrip("#")
        for names in (next(csv.reader([bare], delimiter=d)) for d in SEPARATORS):
            if len(names) == len(following.fields) > 1:
                return self._first_as_written([name.strip() for name in names], text)
        words = [word.strip('"') for word in WORD.findall(bare)]
        return self._first_as_written(words, text) if len(words) == self.width else None

    def _first_as_written(self, names: list[str], text: str) -> list[str]:
        """Keep a name such as '#id' as it is; a blank after the sign marks a comment."""
        self.lines.comments.pop()
        return names if text[1:2].isspace() else [f"#{names[0]}", *names[1:]]

    def _without(self, records: list[Record], first: int) -> None:
        file, row, rows = self.lines.file, records[first], records[first + 1 :]
        if rows and not any(map(_is_number, row.fields)) and any(each.is_numbers for each in rows):
            raise DataError(
                f"{file} line {row.first} ({row.shown}) names the columns of the numbers below: "
                "leave out --no-header."
            )
        self.names = [f"column_{j + 1}" for j in range(self.width)]
        self.lines_above = row.first - 1
        self._note_left_out(records[:first])

    def _note_left_out(self, above: list[Record]) -> None:
        file, commented = self.lines.file, len(self.lines.comments)
        if commented:
            first = self.lines.lines[self.lines.comments[0]].strip()[:SHOWN]
            self.notes.append(
                Finding(
                    "comment_lines",
                    (),
                    f"{counted(commented, 'comment line')} at the top of {file} "
                    f"({first}) {'was' if commented == 1 else 'were'} skipped.",
                )
            )
        if above:
            lines = counted(len(above), "line")
            self.notes.append(
                Finding(
                    "title_lines",
                    (),
                    f"{lines} above the header of {file} ({above[0].shown}) "
                    f"{'was' if len(above) == 1 else 'were'} skipped.",
                )
            )


def _begins_rows(rows: Sequence[Record], *, narrow: bool) -> bool:
    """Return whether the first of the records is a row like the others, not their header."""
    first, others = rows[0], rows[1:] or rows
    if narrow and not _is_number(first.fields[1]):
        return False
    below = zip_longest(*(row.fields for row in others), fillvalue="")  # rows may be short
    return any(
        _is_number(each) and 2 * sum(map(_is_number, column)) >= len(others)
        for each, column in zip(first.fields, below, strict=False)
    )


def _is_named(row: Record) -> bool:
    """Return whether a row begins with a name, which R writes in quotes."""
    return row.text.lstrip().startswith('"') or not _is_number(row.fields[0])


def _is_number(text: str) -> bool:
    text = text.strip()
    return number_in(text) is not None or LIKE_NUMBER.fullmatch(text) is not None


def _check_names(file: Path, header: Record, dialect: Dialect) -> None:
    names = [name for name in header.fields if name.strip()]
    if names and all(number_in(name) is not None for name in names):
        raise DataError(
            f"{file} starts with numbers ({header.shown}): its first line must name the columns, "
            f"or give {dialect.style.off('header')} to number them."
        )


def _check_second(file: Path, header: Record, rows: Sequence[Record]) -> None:
    """Raise `DataError` for a line of units or names between the names and rows of numbers."""
    if len(rows) < 3 or not all(each.is_numbers for each in rows[1:]):
        return
    second = rows[0]
    if not any(map(_is_number, second.fields)) and all(each.strip() for each in second.fields):
        raise DataError(
            f"{file} line {second.first} ({second.shown}) has no numbers, unlike the lines below: "
            f"delete it if it holds units, or delete line {header.first} ({header.shown}) if that "
            "is a title."
        )


def _has_stray_quotes(text: str, separator: str) -> bool:
    """Return whether the text has quotes, and none of them at the start of a field."""
    if '"' not in text or not separator:
        return False
    return not re.search(rf'(?:^|{re.escape(separator)})[ \t]*"', text, re.MULTILINE)


def _separator_note(file: Path, separator: str) -> Finding:
    return Finding(
        "separator_line", (), f"The first line of {file} names the separator: {separator!r}."
    )


def _blanks_note(file: Path) -> Finding:
    return Finding("blank_separated", (), f"Blanks separate the columns of {file}.")


def _quotes_note(file: Path) -> Finding:
    return Finding(
        "plain_quotes",
        (),
        f"Quotes in {file} are ordinary characters, because no field begins with one.",
    )


def _encoding_note(file: Path, encoding: str, dialect: Dialect) -> list[Finding]:
    if encoding == UTF8 or dialect.encoding is not None:
        return []
    setting = dialect.style.setting("encoding", "cp1250")
    other = f" If letters look wrong, name another encoding: {setting}."
    return [
        Finding(
            "encoding",
            (),
            f"{file} is not in UTF-8 and was read as {shown(encoding)}.",
            other.strip() if encoding == BYTES else "",
        )
    ]


def _opening(file: Path, named: str | None) -> tuple[str, str]:
    """Return the start of a file as text, and its encoding."""
    head = head_of(file)
    encoding = named or encoding_of(head)
    message = not_any_text(file, head) if encoding in (UTF8, BYTES) else None
    if message:
        raise DataError(message)
    whole = len(head) < HEAD_BYTES
    try:
        # Incremental: the cut may fall into the middle of a character.
        decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == UTF8 else encoding)()
        text = decoder.decode(head, final=whole)
    except UnicodeError as error:
        reason = str(error)
        if isinstance(error, UnicodeDecodeError):
            reason = error.reason
        if encoding == UTF8 and isinstance(error, UnicodeDecodeError):
            raise DataError(not_utf8(file, head[: error.start].count(b"\n") + 1)) from error
        raise DataError(
            f"{file} cannot be decoded as {shown(encoding)} ({reason}): give its actual "
            "encoding, or save it as UTF-8."
        ) from error
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise DataError(f"{file} is not a text file: give a text file, such as a CSV.")
    if "\n" not in text and not whole:
        raise DataError(
            f"The first line of {file} is longer than a megabyte: give a CSV with a header."
        )
    if "\r" in text and "\n" not in text:
        raise DataError(f"{file} ends its lines with CR alone: save it with LF or CRLF line ends.")
    return (text if whole else text[: text.rfind("\n") + 1]), encoding
