"""Opening of data: files, folders, patterns, data sets, data frames, and arrays.

open_source          files or a data frame as a source with validated columns, read by its tasks
open_data            the same, or arrays
load_table, read     all rows in memory, for results that one pass over blocks cannot give
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Unpack

import numpy as np
from numpy.typing import ArrayLike

from downslope.data.array_source import Arrays, of_arrays
from downslope.data.blocks import FramePart, FrameSource, Layout, Source, narrowed
from downslope.data.columns import (
    Place,
    check_choice,
    check_numeric,
    check_present,
    check_supported,
    chosen_columns,
    plain_name,
    too_few,
)
from downslope.data.csv_file import CsvFile, rows_as_printed
from downslope.data.csv_form import no_rows
from downslope.data.dialect import AS_FOUND, Dialect, ReadingOptions
from downslope.data.doubtful_columns import doubts
from downslope.data.file_set import first_rows_with, open_file, other_heads, written_alike
from downslope.data.files import Given, given
from downslope.data.frames import parts_of
from downslope.data.head import Head
from downslope.data.levels import (
    Categorical,
    check_categorical,
    is_label,
    known_levels,
    with_levels,
)
from downslope.data.partitions import InFolder, Values, partition_values, with_values
from downslope.data.row_labels import needing
from downslope.data.spool import discard
from downslope.data.total_rows import rows_of_sums
from downslope.data_table import Table
from downslope.errors import DataError
from downslope.findings import index_left_out
from downslope.missing_codes import findings_of_rows
from downslope.numerics.arguments import OptionStyle, are_paths, check_aligned, named, names_of
from downslope.numerics.arrays import Matrix

Roles = Callable[[list[str], Callable[[Sequence[str]], Any], str], tuple[str, list[str], list[str]]]

# Bytes of rows as float64:
LARGE = 64 * 2**20  # larger data are summarized instead of read into memory, where possible
FEW = 4 * 2**20  # a fit reads smaller data into memory: another pass would take longer


def open_source(
    data: Any,
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    *,
    exact_decimals: bool = False,
    shard: bool = False,
    classes: bool = False,
    called: str = "the data",
    style: OptionStyle | None = None,
    roles: Roles | None = None,
    beside: Sequence[str] = (),
    labels: Sequence[str] = (),
    **reading: Unpack[ReadingOptions],
) -> FrameSource:
    """Open files or a data frame: read and validate the columns, and leave the rows to the tasks.

    Parameters
    ----------
    data : path, list of paths, or data frame
        Files, a pattern, a folder, or a data set's name; a pandas, polars, or Dask DataFrame; a
        polars LazyFrame; any object with `__arrow_c_stream__`. For arrays see
        `array_source.of_arrays`.
    target, features, weights, drop_missing, exact_decimals
        See `read`.
    categorical : list of str, or mapping from str to levels
        Features to treat as categorical, whose levels a first pass finds; or such columns with
        known levels (`dict(schema.levels)`), the reference first.
    shard : bool
        Allow fewer than two rows, since others will be added.
    classes : bool
        Allow a target that is not numeric: its column then holds class indices; the names of the
        classes are in `layout.classes`.
    called : str
        Name of data in memory, for messages.
    style : OptionStyle, optional
        How messages write options; Python's for data in memory, else the command line's.
    roles : callable, optional
        Chooses target, features, and categorical columns from the names of all columns, their
        first rows, and the name of the data.
    beside : sequence of str
        Columns that must exist, and are features only if they are named as such. A row without a
        value in one of them is incomplete.
    labels : sequence of str
        Those of them that hold labels, which are read as text.
    **reading
        How the data are written: see `ReadingOptions`.

    Returns
    -------
    FrameSource
        The source, with its schema.

    Raises
    ------
    DataError
        Columns are missing, differ between files, or do not hold numbers.

    """
    if exact_decimals and categorical:
        raise DataError("--exact-decimals is for numeric columns only: leave out --categorical.")
    folders: list[Values] = []
    in_files = are_paths(data)
    style = style or (OptionStyle.COMMAND_LINE if in_files else OptionStyle.PYTHON)
    dialect = Dialect.of(style, reading) if reading else Dialect(style=style)
    if in_files:
        if categorical:
            given_levels = known_levels(categorical).items()
            categorical = {plain_name(name): known for name, known in given_levels}
        asked = given(data, *as_in_files(target, features))
        weights = weights and plain_name(weights)
        opened: list[FramePart] = []
        for file in asked.files:
            like = opened[0] if opened else None
            part = open_file(file, like, as_printed=exact_decimals, dialect=dialect)
            if reading and not isinstance(part, CsvFile):
                dialect.check_is_text(str(file))
            opened.append(part)
        parts = tuple(opened)
        if asked.base is not None:
            folders = partition_values(
                asked.files, asked.base, parts[0].names, as_text=exact_decimals
            )
    else:
        if exact_decimals:
            raise DataError(
                "exact_decimals needs the text of a CSV file, but data in memory have none: give a "
                "CSV file."
            )
        asked = Given((), called, target, named(features))
        if reading:
            dialect.check_is_text("a data frame")
        parts = parts_of(data, asked.source)
    names, own = parts[0].names, set(parts[0].names)
    names += [key for key, _ in folders[0]] if folders else []
    if roles is not None:

        def first_rows(columns: Sequence[str]) -> Any:
            head = parts[0].first_rows([name for name in columns if name in own])
            return with_values(head.frame, folders[0]) if folders else head.frame

        target, features, categorical = roles(names, first_rows, asked.source)
        asked = replace(asked, target=target, features=tuple(features))
    target = asked.target_among(names)
    chosen = chosen_columns(names, asked.source, target, asked.features, weights, style)
    check_present(names, asked.source, beside)
    if beside and asked.features is None:
        chosen = [name for name in chosen if name not in beside]
        check_choice(asked.source, target, chosen, weights, style)
    wanted = [*chosen, target, *([weights] if weights else [])]
    parts = written_alike(narrowed(parts, [*wanted, *beside]), beside)
    first = (InFolder(parts[0], folders[0]) if any(folders) else parts[0]).first_rows(wanted)
    heads, notes = [first], list(first.notes)
    index = () if asked.features or dialect.keep_index else first.index or first.index_of_pandas
    left_out = [name for name in index if name in chosen]
    if left_out and (first.index_of_pandas or len(left_out) < len(chosen)):
        chosen = [name for name in chosen if name not in left_out]
        check_choice(asked.source, target, chosen, weights, style)
        notes.append(index_left_out(left_out, style))
    levels = known_levels(categorical) if categorical else {}
    check_supported(first.frame, [*levels, *(date.name for date in dialect.dates)], asked.source)
    if dialect.dates or dialect.missing_in:
        dialect = dialect.resolved(
            first.frame, names, asked.source, partial(first_rows_with, parts[1:]), len(parts) == 1
        )
        notes += dialect.notes
    notes += doubts(first, chosen, [*levels, *(date.name for date in dialect.dates)], style)
    notes = [note for note in notes if not note.columns or {*note.columns} & {*wanted}]
    layout = Layout(
        asked.source, tuple(chosen), target, weights, (), drop_missing, style, exact_decimals,
        tuple(notes), (), dialect, converts=bool(reading) and dialect.converts,
    )  # fmt: skip
    if len(asked.files) > 1:
        shared = [name for name in layout.columns if name in own]
        heads += other_heads(parts, heads[0], shared, layout, every=asked.features is None)
        layout = replace(layout, notes=tuple(dict.fromkeys(
            [*notes, *(note for head in heads for note in head.notes)])))  # fmt: skip
    if asked.files and not shard and isinstance(parts[0], CsvFile) and all(map(_is_empty, heads)):
        raise DataError(no_rows(asked.files[0]))
    if levels:
        check_categorical(layout, levels)
    if classes and is_label(dialect.applied(first.frame, Place(layout.source))[target]):
        levels[target] = None
    if any(folders):
        parts = tuple(map(InFolder, parts, folders))
        heads = [replace(head, frame=with_values(head.frame, folders[0])) for head in heads]
    plain = [name for name in layout.columns if name not in levels]
    for head in heads:
        shown = str(head.file) if len(parts) > 1 else None
        place = Place(layout.source, shown, 0, head.whole and shown is None, style)
        frame = dialect.applied(head.frame, place) if layout.converts else head.frame
        check_numeric(frame, place, plain, layout.features, levels)
    source = FrameSource(parts, layout)
    rows = source.schema.rows
    if rows is not None and rows < 2 and not shard:
        raise DataError(too_few(layout.source, rows, 0))
    source = with_levels(source, levels, heads[0]) if levels else source
    for file in asked.fetched:
        weakref.finalize(source, discard, file)
    return needing(source, beside, labels) if drop_missing else source


def as_in_files(
    target: str | None, features: Sequence[str] | None
) -> tuple[str | None, list[str] | None]:
    """Return names as readers of files return them."""
    chosen = named(features)
    return target and plain_name(target), None if chosen is None else list(map(plain_name, chosen))


def open_data(
    data: Any,
    target: str | ArrayLike | None,
    features: Sequence[str] | None,
    weights: str | ArrayLike | None,
    drop_missing: bool,
    categorical: Categorical,
    *,
    exact_decimals: bool = False,
    shard: bool = False,
    classes: bool = False,
    beside: Sequence[str] = (),
    labels: Sequence[str] = (),
    **reading: Unpack[ReadingOptions],
) -> Source:
    """Open data with columns by name (see `open_source`), or arrays X and y.

    Raises
    ------
    DataError
        The data cannot be used.

    """
    if target is None or np.ndim(target) == 0 or are_paths(data):
        target, weights = column("target", target), column("weights", weights)
        return open_source(
            data, target, features, weights, drop_missing, categorical,
            exact_decimals=exact_decimals, shard=shard, classes=classes, beside=beside,
            labels=labels, **reading,
        )  # fmt: skip
    if categorical:
        raise DataError("Arrays hold numbers: leave categorical out, or give a data frame.")
    if exact_decimals:
        raise DataError(
            "exact_decimals needs the text of a CSV file, but arrays have none: give a CSV file."
        )
    if isinstance(weights, str):
        raise DataError(
            f"weights='{weights}' is the name of a column: with arrays, give an array of weights."
        )
    if beside:
        raise DataError(
            f"'{beside[0]}' is the name of a column, and arrays have none: give labels as an array."
        )
    check_aligned(data, target)
    dialect = Dialect.of(OptionStyle.PYTHON, reading) if reading else AS_FOUND
    return of_arrays(data, target, weights, names_of(data, features), drop_missing, dialect)


def column(what: str, given: str | ArrayLike | None) -> str | None:
    """Return the name of a column, or raise `DataError` if it is not a string."""
    if given is None or isinstance(given, str):
        return given
    raise DataError(f"{what} is a {type(given).__name__}: give the name of a column of the data.")


def _is_empty(head: Head) -> bool:
    return head.whole and len(head.frame) == 0


def is_large(source: Source, beyond: float | None = None) -> bool:
    """Return whether the rows of a source need too much memory to be read without a reason."""
    most = LARGE if beyond is None else beyond
    return not (isinstance(source, FrameSource) and source.likely_bytes <= most)


# --- rows in memory -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MemoryNotice:
    """Warning that large data will be read into memory, and why."""

    source: str
    why: str

    def __str__(self) -> str:
        return f"{self.why} needs all rows at once: {self.source} is read into memory."


def load_table(
    source: Source,
    why: str | None = None,
    notice: Callable[[MemoryNotice], None] | None = None,
    *,
    intercept: bool | None = True,
) -> Table:
    """Read all rows of a source into memory.

    Parameters
    ----------
    source : Source
        If it was opened with `exact_decimals`, the table also has the low parts that float64 loses
        of the printed decimals.
    why : str, optional
        What needs the rows in memory, for the notice.
    notice : callable, optional
        Receives a `MemoryNotice` first, if the source is large and `why` is given.
    intercept : bool, optional
        Whether the model has an intercept, for findings that name slopes; None if it is not linear
        in the columns.

    Returns
    -------
    Table
        The complete rows.

    Raises
    ------
    DataError
        The rows cannot be used, or fewer than two are complete.

    """
    if isinstance(source, Arrays):
        return with_codes(source.table(), OptionStyle.PYTHON, intercept)
    schema, d = source.schema, len(source.schema.features)
    if why is not None and notice is not None and is_large(source):
        notice(MemoryNotice(schema.source, why))
    low: Matrix | None = None
    if isinstance(source, FrameSource) and source.layout.as_printed:
        rows, low, dropped = rows_as_printed(source)
    else:
        rows, dropped = _rows(source)
    if len(rows) < 2:
        raise DataError(too_few(schema.source, len(rows), dropped))
    table = Table(
        X=np.ascontiguousarray(rows[:, :d]),
        y=rows[:, d].copy(),
        feature_names=schema.features,
        target=schema.target,
        source=schema.source,
        weights=None if schema.weights is None else rows[:, d + 1].copy(),
        X_low=None if low is None else low[:, :d],
        y_low=None if low is None else low[:, d],
        rows_dropped=dropped,
        findings=schema.notes,
        levels=schema.levels,
    )
    return with_codes(table, schema.style, intercept)


def with_codes(table: Table, style: OptionStyle, intercept: bool | None) -> Table:
    """Return the table with findings on codes for missing values, and on rows of sums."""
    X, y, notes = table.X, table.y, table.findings
    names = (*table.feature_names, table.target)
    found = findings_of_rows(X, y, names, table.weights, style, intercept=intercept, notes=notes)
    found += [] if any(each.code == "total_row" for each in notes) else rows_of_sums(X, y)
    return replace(table, findings=(*notes, *found)) if found else table


def _rows(source: Source) -> tuple[Matrix, int]:
    """Return all complete rows (n, width), and the number of the others."""
    blocks, dropped = [np.empty((0, source.schema.width))], 0
    for task in source.tasks():
        blocks += [block.copy() for block in task.blocks()]
        dropped += task.dropped
    return np.concatenate(blocks), dropped


def read(
    data: Any,
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
    exact_decimals: bool = False,
    categorical: Categorical = (),
    **reading: Unpack[ReadingOptions],
) -> Table:
    """Read files, a folder, a pattern, a data set by its name ("hubble"), or a data frame.

    Parameters
    ----------
    data : path, list of paths, or data frame
        See `open_source`.
    target : str, optional
        The column to predict; a data set has its own.
    features : list of str, optional
        Columns, or the name of one; all others by default.
    weights : str, optional
        Column of row weights.
    drop_missing : bool
        Leave incomplete rows out, and count them.
    exact_decimals : bool
        Take the decimals of a CSV as printed, not as float64 rounds them.
    categorical : list of str
        Columns to treat as categorical: each level but the first becomes a column of zeros and
        ones.
    **reading
        How the data are written: see `ReadingOptions`.

    Returns
    -------
    Table
        The complete rows, in memory.

    Raises
    ------
    DataError
        The data cannot be read or used.

    """
    return load_table(
        open_source(
            data,
            target,
            features,
            weights,
            drop_missing,
            categorical,
            exact_decimals=exact_decimals,
            **reading,
        )
    )
