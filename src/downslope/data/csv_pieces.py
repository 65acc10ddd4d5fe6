"""Pieces of a CSV file: one task for each file, read in pieces of whole records.

A piece ends at a line end with an even number of quotes before it, so that a quoted line end is
never taken for the end of a record. polars parses each piece into float64. A piece with anything
else ("NA", an extra space, text) is parsed again as text, under the same rules as all text.

polars' own stream of a file (`scan_csv`, `collect_batches`) was rejected: it parses with about a
fifth less work, but takes 350 MB of memory for a file of 960 MB where pieces take 220. A compressed
file is never decompressed as a whole either. `python -m benchmarks.reading` measures it again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from downslope.data.blocks import FrameTask
from downslope.data.compression import FAILURES, is_packed
from downslope.data.csv_form import LONGEST_RECORD, CsvForm, too_long, unclosed, unreadable_csv
from downslope.data.decimal_marks import PLAIN, DecimalMarks, as_parsed
from downslope.data.encoding import UTF8, Bytes, opened_as_utf8
from downslope.data.files import Watch
from downslope.errors import DataError
from downslope.numerics.arrays import LARGEST_EXACT_INTEGER

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.blocks import Frames


PIECE = 2**23  # bytes: polars takes some time to begin each
PROBE = 2**14  # bytes at the end of a piece in which a line should end
TAIL = 2**15  # bytes at the end of a file in which rows of totals are looked for
WORD = re.compile(rb'"[^"]*"|\S+')
AHEAD = 3  # pieces parsed while one is used
MOST_VALUES = 2**23  # of a piece: lines that are short or blank have more columns than bytes
BLANK_ROWS = 2**16  # in a frame without values
DECIMAL_COMMAS = DecimalMarks(",")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of the columns by position and marks in their numbers, from the first rows."""

    texts: frozenset[int] = frozenset()  # read as text
    words: frozenset[int] = frozenset()  # text that is not numbers
    truths: frozenset[int] = frozenset()  # true and false
    readings: tuple[DecimalMarks, ...] = (PLAIN,)  # that fit the first rows, and give one number

    @property
    def marks(self) -> DecimalMarks:
        return self.readings[0]

    def as_levels(self, levels: set[int]) -> Kinds:
        """Return the kinds with the columns at some positions as text."""
        return replace(
            self,
            texts=self.texts | levels,
            words=self.words | levels,
            truths=self.truths - levels,
        )


@dataclass(slots=True)
class CsvTask(FrameTask):
    """Task that reads all rows of one file."""

    watch: Watch
    form: CsvForm
    kinds: Kinds
    places: tuple[tuple[str, int], ...]  # a column's name, and its position in a row
    known: pl.DataFrame | None = None  # all rows, if opening the file has read them

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """Yield the rows, or at least the first `rows`, without blank rows at the end.

        Raises
        ------
        DataError
            A record is broken, or the file is gone, has changed, or is damaged.

        """
        before = self.watch.again(0)
        seen = blank = 0  # rows; the blank ones are kept until others follow
        readings = self.kinds.readings
        size = PIECE if rows is None else PIECE // 64
        known = None if self.known is None else [(self.known[list(columns)], 0)]
        for frame, lines in known or self._parsed(columns, size):
            body = trim_blank_end(frame)
            if body.height:
                yield from _blank_rows(body, blank)
                blank = 0
                body, readings = self._plainly(body, readings, seen)
                yield body
            blank += frame.height - body.height + lines
            seen += frame.height + lines
            if rows is not None and seen >= rows:
                return
        self.watch.again(seen, before.modified)
        if blank and not self._ends_blank(blank):
            yield from _blank_rows(frame, blank)

    def _plainly(
        self, frame: pl.DataFrame, readings: tuple[DecimalMarks, ...], seen: int
    ) -> tuple[pl.DataFrame, tuple[DecimalMarks, ...]]:
        """Return the frame after `seen` rows with its numbers as float64 is parsed.

        Of the `readings` that fit the rows before, it may leave fewer.
        """
        import polars as pl

        if readings == (PLAIN,) or self.known is not None:
            return frame, readings
        kinds, fields = self.kinds, dict(self.places)
        texts = {
            name: frame[name]
            for name in frame.columns
            if frame[name].dtype == pl.String and fields[name] not in kinds.words | kinds.truths
        }
        columns, readings = as_parsed(texts, readings, self.place.after(seen))
        return frame.with_columns(columns), readings

    def _parsed(self, columns: Sequence[str], size: int) -> Iterator[tuple[pl.DataFrame, int]]:
        """Yield the parsed pieces in order, each with the number of blank lines after it.

        Threads read and parse ahead.
        """
        pieces = self.pieces(size)
        waiting: list[Future[tuple[pl.DataFrame, int]]] = []
        with ThreadPoolExecutor(AHEAD + 1) as pool:
            coming = pool.submit(next, pieces, None)
            try:
                while (piece := coming.result()) is not None:
                    coming = pool.submit(next, pieces, None)
                    waiting.append(pool.submit(self._parse, piece, columns))
                    if len(waiting) > AHEAD:
                        yield waiting.pop(0).result()
                while waiting:
                    yield waiting.pop(0).result()
            finally:
                for future in waiting:
                    future.cancel()

    def pieces(self, size: int) -> Iterator[bytes]:
        """Yield whole records, at most about `size` bytes and `MOST_VALUES` at a time."""
        for piece in self._read_pieces(size):
            yield from self._parts(piece)

    def _parts(self, piece: bytes) -> Iterator[bytes]:
        few = piece.count(b"\n") * self.form.width <= MOST_VALUES
        half = 0 if few else _record_end(b"", piece[: len(piece) // 2], self.form.quotes)
        if half:
            yield from self._parts(piece[:half])
            yield from self._parts(piece[half:])
        else:
            yield piece

    def _read_pieces(self, size: int) -> Iterator[bytes]:
        file = Path(self.watch.file)
        try:
            if self.form.encoding == UTF8 and not is_packed(file):
                yield from self._plain_pieces(file, size)
                return
            with opened_as_utf8(file, self.form.encoding) as stream:
                yield from self._unpacked_pieces(stream, size)
        except (*FAILURES, UnicodeError) as error:
            self.watch.again(0)
            raise DataError(unreadable_csv(file, error)) from error

    def _plain_pieces(self, file: Path, size: int) -> Iterator[bytes]:
        """Find the end of a piece before reading it, so that bytes are copied only once."""
        with file.open("rb") as stream:
            for _ in range(self.form.header_lines):
                stream.readline()
            at, probe, wanted = stream.tell(), min(PROBE, size), size
            while True:
                tail = os.pread(stream.fileno(), probe, at + wanted - probe)
                ends = len(tail) < probe  # whether the file ends here
                length = wanted if ends else wanted - probe + tail.rfind(b"\n") + 1
                piece = os.pread(stream.fileno(), length, at)
                if ends and not piece:
                    return
                cut = len(piece) if ends else _record_end(b"", piece, self.form.quotes)
                if cut:
                    yield piece if cut == len(piece) else piece[:cut]
                    at, wanted = at + cut, size
                elif wanted > LONGEST_RECORD:
                    raise DataError(self.broken() or self._endless())
                else:
                    wanted *= 2

    def _unpacked_pieces(self, stream: Bytes, size: int) -> Iterator[bytes]:
        rest = b""
        for _ in range(self.form.header_lines):
            stream.readline()
        while read := stream.read(size):
            cut = _record_end(rest, read, self.form.quotes)
            if cut:
                yield b"".join([rest, memoryview(read)[:cut]])
                rest = read[cut:]
            else:
                rest += read
            if len(rest) > LONGEST_RECORD:
                raise DataError(self.broken() or self._endless())
        if rest:
            yield rest

    def _endless(self) -> str:
        """Return the message for a record without an end."""
        file, line = Path(self.watch.file), self.form.header_lines + 1
        return unclosed(file, line) if self.form.quotes else too_long(file, line)

    def _parse(self, piece: bytes, columns: Sequence[str]) -> tuple[pl.DataFrame, int]:
        """Return the rows of a piece, and the number of blank lines at its end."""
        import polars as pl

        piece, lines = without_blank_end(tabbed(piece) if self.form.blanks else piece)
        fields, kinds = dict(self.places), self.kinds
        # To polars a point is a decimal mark beside commas, too.
        commas = kinds.marks == DECIMAL_COMMAS and b"." not in piece and self.form.separator != ","
        texts = kinds.words if commas else kinds.texts
        # Without a point, a number has only one reading, or is not one to polars.
        plain = kinds.marks == PLAIN and (len(kinds.readings) == 1 or b"." not in piece)
        numeric = pl.Float64 if commas or plain else pl.String
        types = {
            f"c{j}": pl.Boolean if j in kinds.truths else pl.String if j in texts else numeric
            for j in range(self.form.width)
        }
        names = [f"c{fields[name]}" for name in columns]
        if not piece:
            return pl.DataFrame(schema=dict.fromkeys(columns, pl.String)), lines
        try:
            frame = _read(piece, self.form, types, names, commas=commas)
            if _exact(frame):
                return frame.rename(dict(zip(names, columns, strict=True))), lines
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            pass  # a value in this piece is not a number, so it is read again as text
        try:
            # polars takes the width from the header: a first record may be blank or short.
            headed = self.form.header + piece
            text = _read(headed, self.form, dict.fromkeys(types, pl.String), names, True)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            self.watch.again(0)
            raise DataError(
                self.broken() or unreadable_csv(Path(self.watch.file), error)
            ) from error
        typed = [_typed(text[name], types[name]).alias(column)
                 for name, column in zip(names, columns, strict=True)]  # fmt: skip
        return pl.DataFrame(typed), lines

    def tail(self) -> pl.DataFrame:
        """Return some of the last rows as text, or none if the file must be unpacked first."""
        import polars as pl

        file, every = Path(self.watch.file), {f"c{j}": pl.String for j in range(self.form.width)}
        piece = b""
        if self.form.encoding == UTF8 and not is_packed(file):
            with file.open("rb") as stream:
                stream.seek(max(self.watch.size - TAIL, 0))
                piece = stream.read().partition(b"\n")[2]
        piece = tabbed(piece) if self.form.blanks else piece
        try:
            return _read(self.form.header + piece, self.form, every, list(every), True)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            return pl.DataFrame(schema=every)  # the piece began inside quotes

    def broken(self) -> str | None:
        return self.form.broken_line(Path(self.watch.file))

    def _ends_blank(self, rows: int) -> bool:
        """Return whether the last rows are blank in the other columns, too."""
        import polars as pl

        every = {f"c{j}": pl.String for j in range(self.form.width)}
        blank = 0
        for piece in self.pieces(PIECE):
            body, lines = without_blank_end(tabbed(piece) if self.form.blanks else piece)
            try:
                frame = _read(self.form.header + body, self.form, every, list(every), True)
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
                file = Path(self.watch.file)
                raise DataError(self.broken() or unreadable_csv(file, error)) from error
            filled = trim_blank_end(frame).height
            blank = (0 if filled else blank) + frame.height - filled + lines
        return blank >= rows


def _blank_rows(like: pl.DataFrame, rows: int) -> Iterator[pl.DataFrame]:
    """Yield rows without values, with the columns of another frame."""
    while rows:
        frame = like.clear(min(rows, BLANK_ROWS))
        rows -= frame.height
        yield frame


def without_blank_end(piece: bytes) -> tuple[bytes, int]:
    """Return a piece without the blank lines at its end, and their number."""
    if len(piece) > 2 and not piece.endswith((b"\n\n", b"\n\r\n")):
        return piece, 0  # without a copy
    body = piece.rstrip(b"\r\n")
    ends = piece.count(b"\n", len(body))
    return body, max(ends - 1, 0) if body else ends


def trim_blank_end(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame without blank rows at the end, which many programs write."""
    import polars as pl

    if frame.is_empty() or any(value is not None for value in frame.row(-1)):
        return frame
    filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series().arg_true()
    return frame.head(int(filled[-1]) + 1 if len(filled) else 0)


def _record_end(rest: bytes, read: bytes, quotes: bool) -> int:
    """Return the end in `read` of the last whole record of `rest` + `read`; 0 if there is none."""
    cut = read.rfind(b"\n") + 1
    if not quotes or (b'"' not in read and b'"' not in rest):
        return cut  # much faster than counting quotes
    count = rest.count(b'"') + read.count(b'"', 0, cut)
    while cut and count % 2:
        start = read.rfind(b"\n", 0, cut - 1) + 1
        count -= read.count(b'"', start, cut)
        cut = start
    return cut


def tabbed(piece: bytes) -> bytes:
    """Return lines with tabs in place of the blanks between their fields."""
    lines = piece.split(b"\n")
    if b'"' in piece:
        return b"\n".join(b"\t".join(WORD.findall(line)) for line in lines)
    return b"\n".join(b"\t".join(line.split()) for line in lines)


def _read(
    piece: bytes,
    form: CsvForm,
    types: Mapping[str, type[pl.DataType]],
    names: list[str],
    has_header: bool = False,
    commas: bool = False,
) -> pl.DataFrame:
    import polars as pl

    at = {name: j for j, name in enumerate(types)}
    places = [at[name] for name in names]
    return pl.read_csv(
        piece,
        has_header=has_header,
        separator=form.separator,
        quote_char='"' if form.quotes else None,
        schema=types,
        columns=places,
        decimal_comma=commas,
    )


def _exact(frame: pl.DataFrame) -> bool:
    """Return whether all values are small enough that float64 cannot have rounded an integer."""
    import polars as pl

    values = pl.col(pl.Float64)
    extremes = values.max().name.prefix("max"), -values.min().name.prefix("min")
    has_numbers = frame.height and pl.Float64 in frame.dtypes
    largest = frame.select(extremes).row(0) if has_numbers else ()
    return all(value is None or value < LARGEST_EXACT_INTEGER for value in largest)


def _typed(text: pl.Series, dtype: type[pl.DataType]) -> pl.Series:
    """Return text as booleans if the column is Boolean and all of it is true or false."""
    import polars as pl

    if dtype == pl.Boolean:
        truths = text.str.to_lowercase()
        if truths.drop_nulls().is_in(["true", "false"]).all():
            return truths == "true"
    return text
