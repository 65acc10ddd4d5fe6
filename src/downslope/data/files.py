"""Data files: paths of a name, a folder, or a pattern; checks for changes while a file is read.

A file must not change while it is read; a `Watch` compares it with its first state.
"""

from __future__ import annotations

import glob
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NoReturn

from downslope import datasets
from downslope.data.spool import INPUT, fetched, is_fetched, shown, spooled_input
from downslope.data_table import TableSummary
from downslope.errors import DataError, OptionError, nearest
from downslope.numerics.arguments import OptionStyle, are_paths, named

TEXTS, PACKED = (".csv", ".tsv", ".txt"), ("", ".gz", ".bz2", ".xz", ".zst")
CSV_SUFFIXES = tuple(text + packed for text in TEXTS for packed in PACKED)
PARQUET_SUFFIXES = (".parquet", ".pq")
IPC_SUFFIXES = (".feather", ".arrow", ".ipc", ".arrows")
# Where the mark of an engine's database files begins, and the mark.
DATABASES = {"sqlite": (0, b"SQLite format 3\0"), "duckdb": (8, b"DUCK")}
JSON_SUFFIXES = tuple(text + packed for text in (".jsonl", ".ndjson", ".json") for packed in PACKED)
SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
# In a folder the files of one of these kinds are read, and others are not.
KINDS = (PARQUET_SUFFIXES, CSV_SUFFIXES, IPC_SUFFIXES, JSON_SUFFIXES, SHEET_SUFFIXES)
SUMMARY_SUFFIX = ".dss"
Paths = str | Path | Sequence[str | Path]
NOTES = tuple(".txt" + packed for packed in PACKED)  # beside Parquet files, these may not be data
LISTED = 5  # names of files in a message
SHOWN = 3  # names of data in a message
COLUMNS_LISTED = 12  # in a message
LOOKED_AT = 10_000  # files in subfolders, to find one that a user may have meant


@dataclass(frozen=True, slots=True)
class Given:
    """Files, the user's name for them, and the choice of target and features."""

    files: tuple[Path, ...]  # none for data in memory
    source: str  # for messages
    target: str | None
    features: tuple[str, ...] | None
    base: Path | None = None  # folder below which the names of folders may give columns
    remote: bool = False  # whether some were copied from addresses

    @property
    def fetched(self) -> tuple[Path, ...]:
        """Files to remove once they have been read: downloads from addresses."""
        return tuple(filter(is_fetched, self.files)) if self.remote else ()

    def target_among(self, columns: Sequence[str]) -> str:
        """Return the target.

        Raises
        ------
        DataError
            The user names no target, and the data are not a data set with its own.

        """
        if self.target is None:
            many = len(columns) > COLUMNS_LISTED
            more = f"any of its {len(columns)} columns" if many else ""
            choice = self.style.one_of("target", columns[:COLUMNS_LISTED], more)
            raise DataError(f"Say which column of {self.source} to predict: {choice}.")
        return self.target

    @property
    def style(self) -> OptionStyle:
        return OptionStyle.COMMAND_LINE if self.files else OptionStyle.PYTHON


def given(data: Paths, target: str | None = None, features: Sequence[str] | None = None) -> Given:
    """Find the files that `data` names; a data set has its own target and features.

    Raises
    ------
    DataError
        Nothing has that name, a data set is given with other data, or no feature is chosen.

    """
    paths = path_list(data)
    called = [_called(path) if path == INPUT or "://" in path else path for path in paths]
    source = ", ".join(called[:SHOWN]) + (f" and {len(paths) - SHOWN} more" * (len(paths) > SHOWN))
    known, base = _data_set(paths), None
    if known is None:
        files = data_files(paths, nearby=datasets.DATA_SETS)
        base = _base(paths) if any("=" in part for file in files for part in file.parts) else None
    else:
        files = [known.path]
        target = target or known.target
        if features is None and target == known.target:
            features = known.features
    remote = any("://" in path for path in paths)
    return Given(tuple(files), source, target, named(features), base, remote)


def _called(path: str) -> str:
    return "standard input" if path == INPUT else shown(path)


def _base(paths: Sequence[str]) -> Path | None:
    """Return the folder that all paths have in common, without the part of a pattern that varies.

    The names of the folders below it may give columns, as in year=2024/a.parquet.
    """
    bases = []
    for given in paths:
        path = Path(given).expanduser()
        if any(sign in given for sign in "*?[") and not path.exists():
            fixed = takewhile(lambda part: not any(sign in part for sign in "*?["), path.parts)
            path = Path(*fixed)
        bases.append(path if path.is_dir() else path.parent)
    try:
        return Path(os.path.commonpath(bases))
    except ValueError:  # relative and absolute paths
        return None


def _data_set(paths: Sequence[str]) -> datasets.DataSet | None:
    asked = [datasets.find(path) for path in paths if path in datasets.DATA_SETS]
    found = [known for known in asked if known is not None]
    if found and len(paths) > 1:
        raise DataError(f"'{found[0].name}' is a built-in data set: give it without other data.")
    return found[0] if found else None


def data_files(paths: Sequence[str], nearby: Iterable[str] = ()) -> list[Path]:
    """Return the files of paths, patterns, and folders, in a fixed order.

    A folder means its Parquet files, or else its CSV files. Files in its subfolders need a pattern
    such as "folder/**/*.parquet". `nearby` are names other than files that a user may have meant.

    Raises
    ------
    DataError
        A path does not exist, or a folder or pattern has no data files.

    """
    files: list[Path] = []
    known = list(nearby)
    for given in paths:
        try:
            files += _meant_by(given, known)
        except (OSError, RuntimeError) as error:
            raise DataError(
                f"'{given[:80]}' cannot be opened ({first_line(error)}): check the path."
            ) from error
    check_once(files)
    return files


def check_once(files: Iterable[Path]) -> None:
    """Raise `DataError` if a file is given twice, perhaps by different names."""
    seen: set[Path] = set()
    folders: dict[Path, Path] = {}
    for file in files:
        if file.parent not in folders:
            folders[file.parent] = file.parent.resolve()
        resolved = file.resolve() if file.is_symlink() else folders[file.parent] / file.name
        if resolved in seen:
            raise DataError(f"{file} is given twice: its rows would be counted twice.")
        seen.add(resolved)


def _meant_by(given: str, known: list[str]) -> list[Path]:
    if not given.strip():
        raise DataError("The name of the file is empty: give a CSV or Parquet file.")
    if given == INPUT:
        return [spooled_input()]
    if "://" in given:
        return [fetched(given)]
    path = Path(given).expanduser()
    if path.is_dir():
        return _in_folder(path)
    if path.is_file():
        return [path]
    if any(sign in given for sign in "*?["):
        return _matching(given)
    raise DataError(_no_such_file(given, path, known))


def is_parquet(file: Path) -> bool:
    """Return whether the file is Parquet, by its first four bytes or else by its name."""
    return file.name.lower().endswith(PARQUET_SUFFIXES) or first_bytes(file, 4) == MAGIC


def is_spreadsheet(file: Path) -> bool:
    """Return whether the file is a spreadsheet, by its name and its first bytes.

    Many programs call a text file .xls, for Excel opens that, too.
    """
    return file.name.lower().endswith(SHEET_SUFFIXES) and first_bytes(file, 4) in PACKED_SHEETS


def _in_folder(folder: Path) -> list[Path]:
    """Return the files in a folder that are Parquet, or else those that are CSV.

    Subfolders are read if they are partitions, such as year=2024.
    """
    inside = sorted(folder.iterdir())
    if any("=" in each.name and each.is_dir() for each in inside):
        inside = sorted(folder.rglob("*"))
    # Programs keep files that are not data in folders such as _temporary.
    inside = [
        file
        for file in inside
        if not file.name.startswith(".")
        and not any(part.startswith((".", "_")) for part in file.relative_to(folder).parent.parts)
        and file.is_file()
    ]
    found = [[f for f in inside if f.name.lower().endswith(kind)] for kind in KINDS]
    some = [files for files in found if files]
    # Beside Parquet files, those of text may be notes.
    rivals = [f for files in some[1:] for f in files if not f.name.lower().endswith(NOTES)]
    if some and rivals:
        first = some[0][0]
        raise DataError(
            f"The folder {folder} holds {first.name} and {rivals[0].name}, which may be the same "
            f"rows twice: choose one format, such as '{folder}/*{first.suffix}'."
        )
    return some[0] if some else _none_in(folder)


def _none_in(folder: Path) -> NoReturn:
    for deeper in islice(folder.rglob("[!.]*"), LOOKED_AT):
        name = deeper.name.lower()
        suffix = next((s for kind in KINDS for s in kind if name.endswith(s)), None)
        if suffix is not None and deeper.is_file():
            raise DataError(
                f"The folder {folder} holds data only in subfolders ({deeper}), which are "
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
    if path.exists():
        return f"{path} is not an ordinary file: save the data to a file first."
    folder = path.parent
    if not folder.is_dir():
        return f"No such file: {path}. There is no folder {folder}: check the path."
    suffixes = tuple(suffix for kind in KINDS for suffix in kind)
    files = sorted(f.name for f in folder.iterdir() if f.name.lower().endswith(suffixes))
    # Compared by stems, since all names with the same ending are similar.
    stems = {name.partition(".")[0]: name for name in [*files, *data_sets]}
    near = nearest(path.name.partition(".")[0], stems)
    if near:
        return f"No such file: {path}. Did you mean '{stems[near]}'?"
    listed = ", ".join(files[:LISTED]) + (", …" if len(files) > LISTED else "")
    here = f"The folder has {listed}" if files else "The folder has no CSV or Parquet file"
    return f"No such file: {path}. {here}; data sets are {', '.join(data_sets)}."


def check_local(data: Paths) -> None:
    """Raise `DataError` for an address: only the command line and Python open those."""
    for path in (path for path in path_list(data) if "://" in path):
        raise DataError(f"{shown(path)} is an address, not a file: download it first.")


def path_list(data: Paths) -> list[str]:
    """Return the paths as a list of strings."""
    return [str(data)] if isinstance(data, (str, Path)) else list(map(str, data))


def are_summaries(data: Paths) -> bool:
    """Return whether the data are files of summaries.

    Raises
    ------
    DataError
        Some are summaries and some are not.

    """
    found = {path.endswith(SUMMARY_SUFFIX) for path in path_list(data)}
    if len(found) > 1:
        raise DataError(
            "Summaries (.dss) and other files cannot be mixed: run 'downslope summarize' on the "
            "others first."
        )
    return found == {True}


def database_of(start: bytes) -> str | None:
    """Return the engine whose database files begin with these bytes, if any."""
    return next(
        (name for name, (at, mark) in DATABASES.items() if start[at:].startswith(mark)), None
    )


def first_bytes(file: Path, count: int) -> bytes:
    """Return the first bytes of a file; raise `DataError` if it cannot be opened."""
    try:
        with file.open("rb") as stream:
            return stream.read(count)
    except OSError as error:
        raise DataError(cannot_open(file, error)) from error


def cannot_open(file: Path | str, error: OSError) -> str:
    """Return the message for a file that the system cannot open."""
    return f"{file} cannot be opened ({error.strerror}): check the path and its permissions."


def first_line(error: BaseException | str) -> str:
    """Return the first line of an error or its message, shortened to fit into our messages."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:160]


@dataclass(frozen=True, slots=True)
class Watch:
    """State of a file when it was opened; on another machine only its size can be compared."""

    file: str
    size: int
    modified: int | None = None  # nanoseconds
    number: int | None = None  # of the inode: another one has been put in its place
    machine: str = ""

    @classmethod
    def begin(cls, file: Path | str) -> Watch:
        """Record the state of a file; raise `DataError` if it does not exist."""
        try:
            found = os.stat(file)  # noqa: PTH116 (a `Path` would take longer than the call)
        except OSError as error:
            raise DataError(cannot_open(file, error)) from error
        return cls(str(file), found.st_size, found.st_mtime_ns, found.st_ino, platform.node())

    def again(self, row: int, known: int | None = None) -> Watch:
        """Return the state of the file now, after `row` rows.

        Raises
        ------
        DataError
            The file is gone or was replaced, or it was not last modified at `known`, if that is
            given.

        """
        try:
            now = Watch.begin(self.file)
        except DataError as error:
            raise DataError(
                f"{self.file} disappeared while it was read (at row {row + 1}): put it back and "
                "read all of it again."
            ) from error
        if now.size != self.size or known not in (None, now.modified) or not self._is_same(now):
            what = (
                "it was written again"
                if now.size == self.size
                else f"it had {self.size:,} bytes and now has {now.size:,}"
            )
            raise DataError(
                f"{self.file} changed while it was read (at row {row + 1}; {what}): read it again "
                "once nothing writes to it."
            )
        return now

    def _is_same(self, now: Watch) -> bool:
        return self.machine != now.machine or self == now


MAGIC = b"PAR1"
PACKED_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls


def check_needs_no_rows(
    data: Any, needs: Sequence[str], way_out: str = "leave it out, or "
) -> None:
    """Raise `OptionError` for the first option of `needs` if the data are summaries without rows.

    `way_out` is the first part of the advice.
    """
    named = are_paths(data)
    if needs and (isinstance(data, TableSummary) or (named and are_summaries(data))):
        shown = f" ({', '.join(path_list(data))})" if named else ""
        raise OptionError(
            f"{needs[0]} needs rows, but summaries{shown} have none: {way_out}give the data that "
            "they were made from."
        )
