"""Rows to predict: the columns of a fit in new data, without a target.

The columns are found by name, categorical ones become the indicators of the levels of the fit, and
the rows are read by tasks, as from any source.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Unpack

import numpy as np
from numpy.typing import NDArray

from downslope.data.blocks import (
    FramePart,
    FrameSource,
    FrameTask,
    JoinedTask,
    Layout,
    narrowed,
    usable_rows,
)
from downslope.data.columns import Place, check_numeric, check_present, plain_name
from downslope.data.csv_file import CsvFile
from downslope.data.dialect import Dialect, ReadingOptions
from downslope.data.file_set import first_rows_with, open_file, other_heads
from downslope.data.files import Given, given
from downslope.data.frames import as_polars, parts_of
from downslope.data.partitions import InFolder, Values, partition_values, with_values
from downslope.data.spool import discard
from downslope.data.sql.database import is_database
from downslope.errors import DataError, OptionError, nearest
from downslope.numerics.arguments import OptionStyle, are_paths
from downslope.numerics.arrays import Matrix

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, eq=False)
class NewRows:
    """Rows whose columns are ready for a fit: X (m, d), and the columns to keep beside them."""

    X: Matrix
    kept: pl.DataFrame | None
    dropped: int  # incomplete rows left out
    rows: NDArray[np.int64] | None = None  # places of the complete rows, if some are left out
    others: pl.DataFrame | None = None  # columns to keep of the rows left out


def open_rows(
    data: Any,
    columns: Sequence[str],
    levels: Sequence[tuple[str, tuple[str, ...]]] = (),
    *,
    keep: Sequence[str] = (),
    drop_missing: bool = False,
    called: str = "the data",
    printed: Literal["", "all", "padded"] = "",
    **reading: Unpack[ReadingOptions],
) -> FrameSource:
    """Open files or a data frame that have these columns, and perhaps others.

    Parameters
    ----------
    data : path, list of paths, or data frame
        See `open_source`.
    columns : sequence of str
        Columns to read, in this order.
    levels : sequence of (str, tuple of str)
        The categorical ones among them, with their levels.
    keep : sequence of str
        Columns that must exist and are kept as they are.
    drop_missing : bool
        Leave incomplete rows out.
    called : str
        Name of data in memory, for messages.
    printed : str
        Which columns to keep are text as it stands in files of text: all, or those with leading
        zeros, as in 02134.
    **reading
        How the data are written: see `ReadingOptions`.

    Returns
    -------
    FrameSource

    Raises
    ------
    DataError
        The data cannot be read, or lack a column.

    """
    in_files = are_paths(data)
    if in_files and is_database(data):
        raise DataError(
            "predict reads no database: save its rows to a file, such as Parquet, and give that."
        )
    style = OptionStyle.COMMAND_LINE if in_files else OptionStyle.PYTHON
    dialect = Dialect.of(style, reading)
    folders: list[Values] = []
    if in_files:
        asked = given(data)
        opened: list[FramePart] = []
        for file in asked.files:
            opened.append(open_file(file, opened[0] if opened else None, dialect=dialect))
        parts: tuple[FramePart, ...] = tuple(opened)
        if asked.base is not None:
            folders = partition_values(asked.files, asked.base, parts[0].names, as_text=False)
        columns, keep = [[plain_name(name) for name in names] for names in (columns, keep)]
        levels = [(plain_name(name), known) for name, known in levels]
    else:
        asked = Given((), called, None, None)
        parts = parts_of(data, called)
    if not isinstance(parts[0], CsvFile):
        dialect.check_is_text(asked.source)
    own = set(parts[0].names)
    names = parts[0].names + ([key for key, _ in folders[0]] if folders else [])
    _check_features(names, asked.source, columns)
    check_present(names, asked.source, keep)
    parts = narrowed(parts, [*columns, *keep])
    if printed:
        parts = tuple(
            part.keeping(keep, padded_only=printed == "padded")
            if isinstance(part, CsvFile)
            else part
            for part in parts
        )
    first = parts[0].first_rows([name for name in columns if name in own])
    heads, known = [first], dict(levels)
    if dialect.dates or dialect.missing_in:
        dialect = dialect.resolved(
            first.frame, names, asked.source, partial(first_rows_with, parts[1:]), len(parts) == 1
        )
    # The fit has told what its dates mean, but not in which century those of new rows are.
    centuries = (note for date, note in zip(dialect.dates, dialect.notes, strict=True) if date.ends)
    layout = Layout(
        asked.source, tuple(columns), "", None, tuple(known.items()), drop_missing, style,
        notes=(*first.notes, *centuries), dialect=dialect, converts=dialect.converts,
    )  # fmt: skip
    if len(asked.files) > 1:
        shared = [name for name in (*layout.columns, *keep) if name in own]
        heads += other_heads(parts, heads[0], shared, layout, every=False)
    if any(folders):
        parts = tuple(map(InFolder, parts, folders))
        heads = [replace(head, frame=with_values(head.frame, folders[0])) for head in heads]
    plain = [name for name in columns if name not in known]
    for head in heads:
        place = Place(layout.source, str(head.file) if len(parts) > 1 else None, 0, False, style)
        frame = dialect.applied(head.frame, place) if layout.converts else head.frame
        check_numeric(frame, place, plain, ())  # what the fit takes cannot be left out
    source = FrameSource(parts, layout)
    for file in asked.fetched:
        weakref.finalize(source, discard, file)
    return source


def _check_features(names: Sequence[str], source: str, columns: Sequence[str]) -> None:
    missing = next((name for name in columns if name not in names), None)
    if missing is None:
        return
    near = nearest(missing, names)
    fix = f"rename '{near}', if that is it" if near else "add it"
    raise DataError(f"{source} has no column '{missing}', which the fit needs: {fix}.")


def new_rows(
    task: FrameTask, keep: Sequence[str] = (), first: int | None = None, *, reuse: bool = False
) -> Iterator[NewRows]:
    """Yield the complete rows of a task, with the columns to `keep`, frame by frame.

    They are all, or those of at least the `first` rows. With `reuse`, X is written to the same
    memory each time, and valid until the next is requested: new pages would take longer than
    filling them.

    Raises
    ------
    DataError
        A value is missing and such rows are not left out, or a level is not known.

    """
    if isinstance(task, JoinedTask):  # each part names its own rows
        for part in task.tasks:
            yield from new_rows(part, keep, first, reuse=reuse)
        return
    layout, seen = task.layout, 0
    memory = np.empty(0)
    with closing(task.frames(list(dict.fromkeys((*layout.read, *keep))), first)) as frames:
        for frame in frames:
            place = task.place.after(seen)
            seen += len(frame)
            # Columns stay contiguous, as readers yield them.
            columns = layout.numeric(frame, place)
            size = len(columns) * len(frame)
            if not reuse or len(memory) < size:
                memory = np.empty(size)
            block = np.stack(columns, out=memory[:size].reshape(len(columns), len(frame))).T
            X, dropped = usable_rows(block, layout, place)
            kept = as_polars(frame, keep) if keep else None
            if kept is None or not dropped:
                yield NewRows(X, kept, dropped)
                continue
            usable: NDArray[np.bool_] = np.asarray(np.isfinite(block).all(axis=1))
            yield NewRows(
                X, kept.filter(usable), dropped, np.flatnonzero(usable), kept.filter(~usable)
            )


def joined(frames: Sequence[pl.DataFrame | None]) -> pl.DataFrame | None:
    """Return the frames concatenated; None if there are none.

    Raises
    ------
    DataError
        A column holds values of several types.

    """
    import polars as pl

    found = [frame for frame in frames if frame is not None]
    try:
        return pl.concat(found) if found else None
    except pl.exceptions.PolarsError:
        first = found[0]
        for name in first.columns:
            kinds = list(dict.fromkeys(str(frame[name].dtype).lower() for frame in found))
            if len(kinds) > 1:
                raise of_two_types(name, kinds[0], kinds[1]) from None
        raise


def of_two_types(name: str, one: str, other: str) -> DataError:
    """Return the error for a column that holds values of two types."""
    return DataError(
        f"Column '{name}' holds {one:.40} values in some parts of the data and {other:.40} in "
        "others: convert it to one type."
    )


def check_apart(source: FrameSource, output: str | Path) -> None:
    """Check that the output is not one of the files that are read.

    Raises
    ------
    OptionError
        It is.

    """
    files = {Path(file).resolve() for file in map(_file_of, source.parts) if file}
    if str(output) != "-" and Path(output).resolve() in files:
        raise OptionError(
            f"--output '{output}' would overwrite the data that are read: choose another name."
        )


def _file_of(part: Any) -> Path | None:
    watch = getattr(getattr(part, "part", part), "watch", None)
    return None if watch is None else Path(watch.file)
