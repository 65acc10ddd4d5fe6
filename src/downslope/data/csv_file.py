"""CSV reader: one task for each file, plain or compressed, read in pieces of whole records.

A piece ends at a line end with an even number of quotes before it, so that a quoted line end is
never taken for the end of a record. polars parses each piece into float64. A piece with anything
else ("NA", an extra space, text) is parsed again as text, under the same rules as all text.

polars' own stream of a file (`scan_csv`, `collect_batches`) was rejected: it parses with about a
fifth less work, but takes 350 MB of memory for a file of 960 MB where pieces take 220. A compressed
file is never decompressed as a whole either. `python -m benchmarks.reading` measures it again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from downslope.data.blocks import FrameTask, Head, Layout
from downslope.data.columns import Place, column_names, names_in
from downslope.data.compression import FAILURES, compression_of, unpacked, unpacked_size
from downslope.data.csv_text import (
    HEAD_BYTES,
    broken_line,
    csv_header,
    unclosed,
    unreadable_csv,
)
from downslope.data.files import Watch, first_bytes
from downslope.errors import DataError
from downslope.numerics.arrays import LARGEST_EXACT_INTEGER

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.blocks import Frames


PIECE = 2**23  # bytes: polars takes some time to begin each
PROBE = 2**14  # bytes at the end of a piece in which a line should end
LONGEST_RECORD = 2**26  # bytes: a longer one has a quote that is not closed
AHEAD = 3  # pieces parsed while one is used


@dataclass(frozen=True, slots=True)
class Format:
    """Format of a CSV file: its separator, header and fields `c0 … cw`, by position."""

    separator: str
    header_lines: int
    width: int
    texts: frozenset[int] = frozenset()  # positions of text
    truths: frozenset[int] = frozenset()  # positions of true and false

    @property
    def header(self) -> bytes:
        return (self.separator.join(f"c{j}" for j in range(self.width)) + "\n").encode()


@dataclass(slots=True)
class CsvTask(FrameTask):
    """Task that reads all rows of one file."""

    watch: Watch
    format: Format
    places: tuple[tuple[str, int], ...]  # a column's name, and its position in a row
    known: pl.DataFrame | None = None  # all rows, if opening the file has read them

    def frames(self, columns: Sequence[str], rows: int | None = None) -> Frames:
        """Yield the rows, or at least the first `rows`, without blank rows at the end.

        Raises
        ------
        DataError
            A record is broken, or the file is gone, has changed or is damaged.

        """
        before = self.watch.again(0)
        seen = 0
        blank: list[pl.DataFrame] = []  # blank rows, kept until others follow
        size = PIECE if rows is None else PIECE // 64
        known = None if self.known is None else [self.known[list(columns)]]
        for frame in known or self._parsed(columns, size):
            body = trim_blank_end(frame)
            if body.height:
                yield from blank
                blank = []
                yield body
            if body.height < frame.height:
                blank.append(frame.slice(body.height))
            seen += frame.height
            if rows is not None and seen >= rows:
                return
        self.watch.again(seen, before.modified)
        if blank and not self._ends_blank(sum(frame.height for frame in blank)):
            yield from blank

    def _parsed(self, columns: Sequence[str], size: int) -> Iterator[pl.DataFrame]:
        """Yield the parsed pieces in order; threads read and parse ahead."""
        pieces = self._pieces(size)
        waiting: list[Future[pl.DataFrame]] = []
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

    def _pieces(self, size: int) -> Iterator[bytes]:
        """Yield whole records, about `size` bytes at a time."""
        file = Path(self.watch.file)
        try:
            if compression_of(first_bytes(file, 6)):
                yield from self._unpacked_pieces(file, size)
            else:
                yield from self._plain_pieces(file, size)
        except FAILURES as error:
            self.watch.again(0)
            raise DataError(unreadable_csv(file, error)) from error

    def _plain_pieces(self, file: Path, size: int) -> Iterator[bytes]:
        """Find the end of a piece before reading it, so that bytes are copied only once."""
        with file.open("rb") as stream:
            for _ in range(self.format.header_lines):
                stream.readline()
            at, probe, wanted = stream.tell(), min(PROBE, size), size
            while True:
                tail = os.pread(stream.fileno(), probe, at + wanted - probe)
                ends = len(tail) < probe  # whether the file ends here
                length = wanted if ends else wanted - probe + tail.rfind(b"\n") + 1
                piece = os.pread(stream.fileno(), length, at)
                if ends and not piece:
                    return
                cut = len(piece) if ends else _record_end(b"", piece)
                if cut:
                    yield piece if cut == len(piece) else piece[:cut]
                    at, wanted = at + cut, size
                elif wanted > LONGEST_RECORD:
                    raise DataError(self._broken() or unclosed(file, 1))
                else:
                    wanted *= 2

    def _unpacked_pieces(self, file: Path, size: int) -> Iterator[bytes]:
        rest = b""
        with unpacked(file) as stream:
            for _ in range(self.format.header_lines):
                stream.readline()
            while read := stream.read(size):
                cut = _record_end(rest, read)
                if cut:
                    yield b"".join([rest, memoryview(read)[:cut]])
                    rest = read[cut:]
                else:
                    rest += read
                if len(rest) > LONGEST_RECORD:
                    raise DataError(self._broken() or unclosed(file, 1))
        if rest:
            yield rest

    def _parse(self, piece: bytes, columns: Sequence[str]) -> pl.DataFrame:
        import polars as pl

        fields, form = dict(self.places), self.format
        types = {
            f"c{j}": pl.Boolean
            if j in form.truths
            else pl.String
            if j in form.texts
            else pl.Float64
            for j in range(form.width)
        }
        names = [f"c{fields[name]}" for name in columns]
        try:
            frame = _read(piece, form.separator, types, names)
            if _exact(frame):
                return frame.rename(dict(zip(names, columns, strict=True)))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            pass  # a value in this piece is not a number, so it is read again as text
        try:
            # polars takes the width from the header: a first record may be blank or short.
            text = _read(
                form.header + piece,
                form.separator,
                dict.fromkeys(types, pl.String),
                names,
                has_header=True,
            )
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            self.watch.again(0)
            raise DataError(
                self._broken() or unreadable_csv(Path(self.watch.file), error)
            ) from error
        return pl.DataFrame(
            [_typed(text[name], types[name]).alias(column)
             for name, column in zip(names, columns, strict=True)]
        )  # fmt: skip

    def _broken(self) -> str | None:
        return broken_line(Path(self.watch.file), self.format.separator, self.format.width)

    def _ends_blank(self, rows: int) -> bool:
        """Return whether the last rows are blank in the other columns, too."""
        import polars as pl

        every = {f"c{j}": pl.String for j in range(self.format.width)}
        last: list[pl.DataFrame] = []
        for piece in self._pieces(PIECE):
            whole = self.format.header + piece
            last.append(_read(whole, self.format.separator, every, list(every), has_header=True))
            while sum(frame.height for frame in last[1:]) >= rows:
                last.pop(0)
        tail = pl.concat(last).tail(rows)
        return all(column.null_count() == len(column) for column in tail)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """CSV file whose header and first rows have been read."""

    head: Head
    format: Format
    places: tuple[tuple[str, int], ...]
    watch: Watch
    rows: None = None

    @classmethod
    def open(cls, file: Path, as_printed: bool = False) -> CsvFile:
        """Read the header and the first megabyte; with `as_printed`, all values stay text.

        Raises
        ------
        DataError
            The file is not a CSV file, or its start is broken.

        """
        import polars as pl

        watch, header = Watch.begin(file), csv_header(file)
        plain = Format(header.separator, header.lines, len(header.names))
        layout = Layout(str(file), (), "")
        task = CsvTask(layout, Place(str(file)), str(file), None, watch, plain, ())
        pieces = task._pieces(HEAD_BYTES)
        piece = plain.header + next(pieces, b"")
        more = next(pieces, None)
        try:
            frame = pl.read_csv(
                piece,
                separator=header.separator,
                infer_schema=not as_printed,
                infer_schema_length=None,
                try_parse_dates=True,
            )
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise DataError(task._broken() or unreadable_csv(file, error)) from error
        if more is None:
            frame = trim_blank_end(frame)
        names = column_names(file, header.names, frame)
        kept = [(name, j) for j, name in enumerate(names) if name is not None]
        texts = frozenset(j for _, j in kept if frame.to_series(j).dtype == pl.String)
        truths = frozenset(j for _, j in kept if frame.to_series(j).dtype == pl.Boolean)
        frame = frame.select(pl.nth(j).alias(name) for name, j in kept)
        written = Format(header.separator, header.lines, len(header.names), texts, truths)
        return cls(Head(file, frame, whole=more is None), written, tuple(kept), watch)

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return names_in(self.head.frame)

    def first_rows(self, columns: Sequence[str]) -> Head:
        """Return the rows of the first megabyte."""
        return self.head

    @property
    def likely_rows(self) -> float:
        """Number of rows, estimated from the first megabyte if the file is longer."""
        if self.head.whole:
            return len(self.head.frame)
        size = unpacked_size(Path(self.watch.file), self.watch.size)
        return len(self.head.frame) * size / HEAD_BYTES

    def frame(self) -> pl.DataFrame:
        """Return all rows, with the types of the first megabyte, or as text if a value differs.

        Raises
        ------
        DataError
            A record is broken, or the file is gone, has changed or is damaged.

        """
        import polars as pl

        if self.head.whole:
            first: pl.DataFrame = self.head.frame
            return first
        (task,) = self.tasks(Layout(self.watch.file, (), ""), named=False)
        names = [name for name, _ in self.places]
        rows: pl.DataFrame = pl.concat(task.frames(names), how="vertical_relaxed")
        return rows

    def tasks(self, layout: Layout, *, named: bool) -> list[CsvTask]:
        fields = dict(self.places)
        levels = {fields[name] for name, _ in layout.levels}
        written = Format(
            self.format.separator,
            self.format.header_lines,
            self.format.width,
            self.format.texts | levels,
            self.format.truths - levels,
        )
        file = self.watch.file
        place = Place(layout.source, file if named else None, 0, self.head.whole and not named)
        known = self.head.frame if self.head.whole and not levels else None
        return [CsvTask(layout, place, file, None, self.watch, written, self.places, known)]


def trim_blank_end(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame without blank rows at the end, which many programs write."""
    import polars as pl

    if frame.is_empty() or any(value is not None for value in frame.row(-1)):
        return frame
    filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series().arg_true()
    return frame.head(int(filled[-1]) + 1 if len(filled) else 0)


def _record_end(rest: bytes, read: bytes) -> int:
    """Return the end in `read` of the last whole record of `rest` + `read`; 0 if there is none."""
    cut = read.rfind(b"\n") + 1
    if b'"' not in read and b'"' not in rest:
        return cut  # much faster than counting quotes
    quotes = rest.count(b'"') + read.count(b'"', 0, cut)
    while cut and quotes % 2:
        start = read.rfind(b"\n", 0, cut - 1) + 1
        quotes -= read.count(b'"', start, cut)
        cut = start
    return cut


def _read(
    piece: bytes,
    separator: str,
    types: Mapping[str, type[pl.DataType]],
    names: list[str],
    has_header: bool = False,
) -> pl.DataFrame:
    import polars as pl

    places = [list(types).index(name) for name in names]
    return pl.read_csv(
        piece, has_header=has_header, separator=separator, schema=types, columns=places
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
