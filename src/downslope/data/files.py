"""Files to frames: CSV (plain or gzip) and Parquet, read by polars.

Everything that can be wrong with a file is found here and said in one line: what, where, and what
to do. What the columns mean is decided in `columns`.

A file should stay as it is while it is read: what to say when it does not.

The head of a file: enough of it to know its columns before any row is counted on.
"""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from downslope.data.csv_text import GZIP, broken_line, csv_header, first_bytes, no_rows
from downslope.data.parquet_footer import MAGIC, damaged, read_footer
from downslope.errors import DataError, nearest

if TYPE_CHECKING:
    import polars as pl


CSV_SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
PARQUET_SUFFIXES = (".parquet", ".pq")
NOTES = (".txt", ".txt.gz")  # beside Parquet files, they may well be no data
LISTED = 5  # names of files in a message
LOOKED_AT = 10_000  # files inside folders of a folder, for one that a user may have meant


def data_files(paths: Sequence[str], nearby: Iterable[str] = ()) -> list[Path]:
    """The files meant by paths, globs and folders, in a fixed order.

    A folder means its Parquet files, or its CSV files; those in folders inside it only a pattern
    such as "folder/**/*.parquet" means.

    `nearby` are names, other than files, that a user may have meant.

    Raises:
        DataError: a path that does not exist or a folder or glob without data files.

    """
    files: list[Path] = []
    known = list(nearby)
    for given in paths:
        try:
            files += _meant_by(given, known)
        except (OSError, RuntimeError) as error:
            raise DataError(f"'{given[:80]}' cannot be opened ({first_line(error)}).") from error
    check_once(files)
    return files


def check_once(files: Iterable[Path]) -> None:
    """Refuse a file that is given twice, by whatever name.

    Raises:
        DataError: its rows would count twice.

    """
    seen: set[Path] = set()
    for file in files:
        resolved = file.resolve()
        if resolved in seen:
            raise DataError(f"{file} is given twice: its rows would count twice.")
        seen.add(resolved)


def _meant_by(given: str, known: list[str]) -> list[Path]:
    if not given.strip():
        raise DataError("The name of the file is empty: give a CSV or Parquet file.")
    path = Path(given).expanduser()
    if path.is_dir():
        return _in_folder(path)
    if path.is_file():
        return [path]
    if any(sign in given for sign in "*?["):
        return _matching(given)
    raise DataError(_no_such_file(given, path, known))


def read_frame(files: Sequence[Path], as_printed: bool = False) -> tuple[pl.DataFrame, list[int]]:
    """All rows of the files, one below the other, and how many each had.

    With `as_printed` every value of a CSV stays the text that it is.

    Raises:
        DataError: a file that cannot be read, or columns that differ between files.

    """
    import polars as pl

    frames: list[pl.DataFrame] = []
    for file in files:
        frame = _printed(file) if as_printed else _typed(file)
        if frames:
            check_alike(files[0], frames[0], file, frame)
        frames.append(frame)
    heights = [frame.height for frame in frames]
    if not any(heights) and not is_parquet(files[0]):
        raise DataError(no_rows(files[0]))
    frames = [frame for frame in frames if frame.height] or frames[:1]  # no rows, no types
    if len(frames) == 1:
        return frames[0], heights
    try:
        return pl.concat(frames, how="vertical_relaxed"), heights
    except pl.exceptions.PolarsError as error:
        raise DataError(
            f"The files' columns have different types ({first_line(error)})."
        ) from error


def _typed(file: Path) -> pl.DataFrame:
    return read_parquet(file) if is_parquet(file) else read_csv(file)


def _printed(file: Path) -> pl.DataFrame:
    if is_parquet(file):
        raise DataError(f"{file} is Parquet, which keeps no printed decimals: give a CSV.")
    return read_csv(file, as_printed=True)


def is_parquet(file: Path) -> bool:
    """Whether the file is Parquet, by its first four bytes or else its name."""
    return first_bytes(file, 4) == MAGIC or file.name.lower().endswith(PARQUET_SUFFIXES)


def read_parquet(file: Path) -> pl.DataFrame:
    """The rows of a Parquet file.

    Raises:
        DataError: the file is not Parquet, is cut short, cannot be opened, or repeats a name.

    """
    import polars as pl

    check_distinct(file, read_footer(file).names)
    try:
        frame = pl.read_parquet(file, glob=False)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise DataError(damaged(file, first_line(error))) from error
    return _named(file, frame, frame.columns)


def read_csv(file: Path, as_printed: bool = False) -> pl.DataFrame:
    """The rows of a CSV file; the separator is the one its header uses.

    Raises:
        DataError: empty, binary, without rows, duplicate names, a broken quote, a ragged row.

    """
    import polars as pl

    header = csv_header(file)
    width = len(header.names)
    try:
        frame = pl.read_csv(
            file,
            separator=header.separator,
            skip_lines=header.blank_lines,
            infer_schema=not as_printed,
            infer_schema_length=None,
            try_parse_dates=True,
            glob=False,
        )
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        where = broken_line(file, header.separator, width)
        raise DataError(where or unreadable_csv(file, error)) from error
    if frame.width != width:
        raise DataError(
            f"{file} has {frame.width} columns of data but its header names {width}: "
            "mend the header."
        )
    return _named(file, trim_blank_end(frame), header.names)


def _named(file: Path, frame: pl.DataFrame, given: Sequence[str]) -> pl.DataFrame:
    import polars as pl

    names = column_names(file, given, frame)
    columns = [frame.to_series(j).alias(name) for j, name in enumerate(names) if name is not None]
    return pl.DataFrame(columns)


def column_names(file: Path, given: Sequence[str], frame: pl.DataFrame) -> list[str | None]:
    """Names of one line each; a column without one is called by its place.

    A column without name and values is only a separator too many: it has None.

    Raises:
        DataError: two columns of one name.

    """
    names = [" ".join(name.split()) for name in given]
    named = [
        name or (f"column_{j + 1}" if _has_values(frame, j) else None)
        for j, name in enumerate(names)
    ]
    check_distinct(file, [name for name in named if name])
    return named


def check_distinct(source: Path | str, names: Sequence[str]) -> None:
    """No two columns have one name.

    Raises:
        DataError: two have.

    """
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise DataError(f"{source} has more than one column named '{repeated[0]}': rename one.")


def _has_values(frame: pl.DataFrame, column: int) -> bool:
    return frame.to_series(column).null_count() < max(frame.height, 1)


def trim_blank_end(frame: pl.DataFrame) -> pl.DataFrame:
    """Without the rows of nothing at all that many programs write at the end."""
    import polars as pl

    if frame.is_empty() or any(value is not None for value in frame.row(-1)):
        return frame
    filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series().arg_true()
    return frame.head(int(filled[-1]) + 1 if len(filled) else 0)


def unreadable_csv(file: Path, error: Exception) -> str:
    """What to say of a CSV file when no line of it is to blame."""
    if first_bytes(file, 2) == GZIP:
        return (
            f"{file} is damaged or cut short ({first_line(error)}): copy it or download it again."
        )
    return f"{file} is not a readable CSV file ({first_line(error)})."


def _in_folder(folder: Path) -> list[Path]:
    """The Parquet or the CSV files in a folder, without those of folders inside it."""
    inside = sorted(f for f in folder.iterdir() if f.is_file() and not f.name.startswith("."))
    tables = [f for f in inside if f.name.lower().endswith(PARQUET_SUFFIXES)]
    texts = [f for f in inside if f.name.lower().endswith(CSV_SUFFIXES)]
    rival = next((f for f in texts if not f.name.lower().endswith(NOTES)), None)
    if tables and rival:
        raise DataError(
            f"The folder {folder} holds {tables[0].name} and {rival.name}, which may be the same "
            f"rows twice: give one kind, such as '{folder}/*{tables[0].suffix}'."
        )
    return tables or texts or _none_in(folder)


def _none_in(folder: Path) -> NoReturn:
    for deeper in islice(folder.rglob("[!.]*"), LOOKED_AT):
        name = deeper.name.lower()
        suffix = next((s for s in CSV_SUFFIXES + PARQUET_SUFFIXES if name.endswith(s)), None)
        if suffix is not None and deeper.is_file():
            raise DataError(
                f"The folder {folder} holds data only in folders inside it ({deeper}), which are "
                f"not read: give the pattern '{folder}/**/*{deeper.name[-len(suffix) :]}'."
            )
    raise DataError(f"The folder {folder} holds no .parquet or .csv files: give one that does.")


def _matching(pattern: str) -> list[Path]:
    expanded = str(Path(pattern).expanduser())
    # Not Path.glob: it raises for patterns such as "**.csv" that a shell takes.
    found = map(Path, glob.glob(expanded, recursive=True))  # noqa: PTH207
    files = sorted(file for file in found if file.is_file())
    if not files:
        raise DataError(f"No file matches '{pattern}': check the pattern and the folder.")
    return files


def _no_such_file(given: str, path: Path, data_sets: list[str]) -> str:
    if "://" in given:
        return f"{given} is an address, not a file: download it first."
    if path.exists():
        return f"{path} is not an ordinary file: save the data to a file first."
    folder = path.parent
    if not folder.is_dir():
        return f"No such file: {path}: there is no folder {folder}."
    suffixes = CSV_SUFFIXES + PARQUET_SUFFIXES
    files = sorted(f.name for f in folder.iterdir() if f.name.lower().endswith(suffixes))
    # By their stems: every .csv resembles every other by its ending.
    stems = {name.partition(".")[0]: name for name in [*files, *data_sets]}
    near = nearest(path.name.partition(".")[0], stems)
    if near:
        return f"No such file: {path}: did you mean '{stems[near]}'?"
    listed = ", ".join(files[:LISTED]) + (", …" if len(files) > LISTED else "")
    here = f"the folder has {listed}" if files else "the folder has no CSV or Parquet file"
    return f"No such file: {path}: {here}; data sets are {', '.join(data_sets)}."


def check_alike(first: Path, wanted: pl.DataFrame, file: Path, found: pl.DataFrame) -> None:
    """The same columns, in the same order, of the same kind."""
    if found.schema == wanted.schema:
        return
    missing = [name for name in wanted.columns if name not in found.columns]
    extra = [name for name in found.columns if name not in wanted.columns]
    if missing or extra:
        what = f"lacks the column '{missing[0]}' of" if missing else f"has '{extra[0]}', unlike"
        raise DataError(f"{file} {what} {first}: all files need the same columns.")
    if wanted.columns != found.columns:
        j = next(j for j, name in enumerate(found.columns) if name != wanted.columns[j])
        raise DataError(
            f"{file} has '{found.columns[j]}' where {first} has '{wanted.columns[j]}': "
            "write the columns of all files in the same order."
        )
    for name in wanted.columns:
        kinds = {_kind(wanted[name]), _kind(found[name])} - {"nothing"}
        # Numbers in one file and text in another may only be a mark of a missing value.
        if len(kinds) > 1 and kinds != {"numbers", "text"}:
            raise DataError(
                f"Column '{name}' holds {_kind(found[name])} in {file} but {_kind(wanted[name])} "
                f"in {first}: mend one of them."
            )


def _kind(column: pl.Series) -> str:
    import polars as pl

    untyped = column.dtype in (pl.Null, pl.String) or len(column) > 0
    if untyped and column.null_count() == len(column):
        return "nothing"
    if column.dtype.is_numeric() or column.dtype == pl.Boolean:
        return "numbers"
    if column.dtype.is_temporal():
        return "dates or times"
    return "text" if column.dtype == pl.String else str(column.dtype).lower()


def first_line(error: BaseException) -> str:
    """Of an error's message, what fits into a line of ours."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:160]


@dataclass(frozen=True, slots=True)
class Watch:
    """A file as it was found: on another machine only its size can be compared."""

    file: str
    size: int
    modified: int | None = None  # nanoseconds

    @classmethod
    def begin(cls, file: Path) -> Watch:
        """Look at the file.

        Raises:
            DataError: it is not there.

        """
        try:
            found = file.stat()
        except OSError as error:
            raise DataError(f"{file} cannot be opened ({error.strerror}).") from error
        return cls(str(file), found.st_size, found.st_mtime_ns)

    def again(self, row: int, known: int | None = None) -> Watch:
        """The file as it is now, after `row` rows; it has to have the size it had.

        With `known`, the time at which it was modified also has to be that.

        Raises:
            DataError: it is gone, or has changed.

        """
        try:
            now = Watch.begin(Path(self.file))
        except DataError as error:
            raise DataError(
                f"{self.file} went away while it was read (at row {row + 1}): put it back and "
                "read all of it again."
            ) from error
        if now.size != self.size or (known is not None and now.modified != known):
            sizes = f"it had {self.size:,} bytes and now has {now.size:,}"
            raise DataError(
                f"{self.file} changed while it was read (at row {row + 1}; {sizes}): read it again "
                "once nothing writes to it."
            )
        return now


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The first rows of a file, perhaps none, with the names and types of its columns."""

    file: Path
    frame: pl.DataFrame
    whole: bool  # whether the file has no other rows
