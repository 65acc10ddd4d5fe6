"""Files to frames: CSV (plain or gzip) and Parquet, read by polars.

Everything that can be wrong with a file is found here and said in one line: what, where, and what
to do. What the columns mean is decided in `columns`.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from downslope.errors import DataError, did_you_mean

if TYPE_CHECKING:
    import polars as pl

CSV_SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
PARQUET_SUFFIXES = (".parquet", ".pq")
SEPARATORS = ",;\t|"
HEAD_BYTES = 65_536  # enough of a file to see its header and whether it is text


def data_files(paths: Sequence[str], nearby: Iterable[str] = ()) -> list[Path]:
    """The files meant by paths, globs and folders, in a fixed order.

    `nearby` are names, other than files, that a user may have meant.

    Raises:
        DataError: a path that does not exist or a folder or glob without data files.

    """
    files: list[Path] = []
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            files += _in_folder(path)
        elif path.is_file():
            files.append(path)
        elif any(sign in given for sign in "*?["):
            files += _matching(given)
        else:
            raise DataError(_no_such_file(path, nearby))
    return files


def read_frame(files: Sequence[Path]) -> pl.DataFrame:
    """All rows of the files, one below the other; they must have the same columns.

    Raises:
        DataError: a file that cannot be read, or columns that differ between files.

    """
    import polars as pl

    frames: list[pl.DataFrame] = []
    for file in files:
        frame = read_parquet(file) if is_parquet(file) else read_csv(file)
        if frames and frame.columns != frames[0].columns:
            raise DataError(_columns_differ(files[0], frames[0].columns, file, frame.columns))
        frames.append(frame)
    if len(frames) == 1:
        return frames[0]
    try:
        return pl.concat(frames, how="vertical_relaxed")
    except pl.exceptions.PolarsError as error:
        raise DataError(
            f"The files' columns have different types ({_first_line(error)})."
        ) from error


def is_parquet(file: Path) -> bool:
    """Whether the file is Parquet, by its name or its first four bytes."""
    if file.name.lower().endswith(PARQUET_SUFFIXES):
        return True
    if file.name.lower().endswith(CSV_SUFFIXES):
        return False
    with file.open("rb") as stream:
        return stream.read(4) == b"PAR1"


def read_parquet(file: Path) -> pl.DataFrame:
    """The rows of a Parquet file.

    Raises:
        DataError: the file is not Parquet, is cut short, or cannot be opened.

    """
    import polars as pl

    try:
        return pl.read_parquet(file, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(f"{file} is not a readable Parquet file ({_first_line(error)}).") from error


def read_csv(file: Path) -> pl.DataFrame:
    """The rows of a CSV file; the separator is the one its header uses.

    Raises:
        DataError: empty, binary, without rows, duplicate names, a broken quote, a ragged row.

    """
    import polars as pl

    names, separator = _header(file)
    try:
        frame = pl.read_csv(
            file,
            separator=separator,
            infer_schema_length=None,
            try_parse_dates=True,
            glob=False,
        )
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        raise DataError(_unreadable_csv(file, separator, len(names), error)) from error
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def _header(file: Path) -> tuple[list[str], str]:
    """The column names, stripped, and the separator."""
    head = _head(file)
    if not head.strip():
        raise DataError(f"{file} is empty: a header line and at least two rows are needed.")
    if b"\0" in head:
        raise DataError(f"{file} is not a text file: give a CSV or a Parquet file.")
    try:
        text = head.decode("utf-8-sig", errors="strict" if len(head) < HEAD_BYTES else "ignore")
    except UnicodeDecodeError as error:
        raise DataError(f"{file} is not UTF-8 text: save it as CSV in UTF-8.") from error
    first = text.splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    names = [name.strip() for name in next(csv.reader([first], delimiter=separator))]
    if len(text.splitlines()) < 2:
        raise DataError(f"{file} has a header but no rows: at least two are needed.")
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise DataError(f"{file} has more than one column named '{repeated[0]}': rename one.")
    if all(_is_number(name) for name in names):
        raise DataError(
            f"{file} starts with numbers ({first[:40]}): its first line must name the columns."
        )
    return names, separator


def _head(file: Path) -> bytes:
    try:
        if file.suffix.lower() == ".gz":
            with gzip.open(file) as zipped:
                return zipped.read(HEAD_BYTES)
        with file.open("rb") as plain:
            return plain.read(HEAD_BYTES)
    except (OSError, EOFError) as error:
        raise DataError(f"{file} cannot be read ({_first_line(error)}).") from error


def _unreadable_csv(file: Path, separator: str, width: int, error: Exception) -> str:
    """Find the row that polars stumbled over, so that the message can name it."""
    opener = gzip.open if file.suffix.lower() == ".gz" else open
    with opener(file, "rt", encoding="utf-8", errors="replace", newline="") as stream:
        reader = csv.reader(stream, delimiter=separator)
        try:
            for record in reader:
                if len(record) > width:
                    return (
                        f"{file} line {reader.line_num} has {len(record)} fields but the header "
                        f"names {width} columns: mend that line."
                    )
                if any("\n" in field for field in record):
                    opening = reader.line_num - sum(field.count("\n") for field in record)
                    return (
                        f"{file} line {opening} opens a quote that is not closed: mend that line."
                    )
        except (csv.Error, OSError):
            pass
    return f"{file} is not a readable CSV file ({_first_line(error)})."


def _in_folder(folder: Path) -> list[Path]:
    inside = sorted(folder.iterdir())
    for suffixes in (PARQUET_SUFFIXES, CSV_SUFFIXES):
        files = [f for f in inside if f.is_file() and f.name.lower().endswith(suffixes)]
        if files:
            return files
    raise DataError(f"{folder} holds no .parquet or .csv files: give a folder that does.")


def _matching(pattern: str) -> list[Path]:
    absolute = Path(pattern).expanduser()
    anchor = Path(absolute.anchor) if absolute.is_absolute() else Path()
    files = sorted(f for f in anchor.glob(str(absolute.relative_to(anchor))) if f.is_file())
    if not files:
        raise DataError(f"No file matches '{pattern}': check the pattern and the folder.")
    return files


def _no_such_file(path: Path, nearby: Iterable[str]) -> str:
    folder = path.parent
    there = [f.name for f in folder.iterdir()] if folder.is_dir() else []
    known = sorted(name for name in there if name.lower().endswith(CSV_SUFFIXES + PARQUET_SUFFIXES))
    return f"No such file: {path}: {did_you_mean(path.name, [*known, *nearby])}"


def _columns_differ(first: Path, wanted: list[str], file: Path, found: list[str]) -> str:
    missing = [name for name in wanted if name not in found]
    extra = [name for name in found if name not in wanted]
    what = (
        f"lacks '{missing[0]}'" if missing else f"adds '{extra[0]}'" if extra else "reorders them"
    )
    return f"{file} {what} compared with {first}: all files need the same columns."


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:160]
