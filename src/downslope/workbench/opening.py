"""The one place where the verbs open data: rows in memory, a stream, or a summary's file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from downslope.errors import DataError
from downslope.sources import Categorical, Table, open_source, read
from downslope.sources.files import check_once
from downslope.sources.given import given
from downslope.summary_file import is_summary, load_summary
from downslope.table_summary import TableSummary

if TYPE_CHECKING:
    from downslope.streaming import Reading

Paths = str | Path | Sequence[str | Path]
LARGE = 256 * 2**20  # bytes of files: beyond, they are read in passes and never held
SHOWN = 3  # names of files in a title


def gather(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    progress: Callable[[Reading], None] | None = None,
) -> Table | TableSummary:
    """What the verbs that need no rows can work with: a table, or a summary where data are large.

    Args:
        data: a path, several, a glob, a folder, a data set's name, or files of summaries.
        target: the column to predict.
        features: the columns to use, all others by default.
        drop_missing: leave out incomplete rows, and count them.
        categorical: columns of kinds, each level but the first a column of zeros and ones.
        progress: told how far the one pass over large data has come.

    Raises:
        DataError: what was given cannot be read or used.

    """
    if are_summaries(data):
        return load_summaries(data, target, features)
    if is_large(data):
        from downslope.streaming import Run, summarize  # its engines take long to load

        source = open_source(data, target, features, None, drop_missing, categorical)
        return summarize(source, Run(progress=progress))
    return read(data, target, features, drop_missing=drop_missing, categorical=categorical)


def are_paths(data: object) -> bool:
    """Whether the data are named, not given: a path, or a list of paths."""
    return isinstance(data, (str, Path)) or (
        isinstance(data, (list, tuple))
        and bool(data)
        and all(isinstance(each, (str, Path)) for each in data)
    )


def are_summaries(data: Paths) -> bool:
    """Whether the data are files of summaries.

    Raises:
        DataError: some are and some are not.

    """
    paths = _paths(data)
    kinds = {is_summary(path) for path in paths}
    if len(kinds) > 1:
        raise DataError(
            "Summaries (.dss) and other files cannot be mixed: run 'downslope summarize' on the "
            "others first."
        )
    return kinds == {True}


def load_summaries(
    data: Paths, target: str | None = None, features: Sequence[str] | None = None
) -> TableSummary:
    """The sum of all the files' summaries, in the order given.

    Raises:
        DataError: a file cannot be used, or has other columns than the first.

    """
    files = [file for path in _paths(data) for file in (_matching(path) or [path])]
    check_once(map(Path, files))
    whole = reduce(TableSummary.__add__, map(load_summary, files))
    shown = ", ".join(files[:SHOWN]) + f" and {len(files) - SHOWN} more" * (len(files) > SHOWN)
    return replace(whole, source=shown).choose(target or whole.target, features)


def is_large(data: Paths) -> bool:
    """Whether the files are too large to be held as a matter of course.

    Raises:
        DataError: there are none.

    """
    return sum(file.stat().st_size for file in given(_paths(data)).files) > LARGE


def _matching(path: str) -> list[str]:
    if Path(path).exists():
        return [path]  # though there be a [ in its name
    return sorted(glob(path, recursive=True))  # noqa: PTH207 (a pattern may begin at the root)


def _paths(data: Paths) -> list[str]:
    return [str(data)] if isinstance(data, (str, Path)) else list(map(str, data))
