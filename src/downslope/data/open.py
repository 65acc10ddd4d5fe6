"""`open_source`: whatever the user has, as a source whose columns are known and checked.

What the user means by DATA: files, a folder, a glob, or a data set by its name.

All rows of a source at once, for what one pass of blocks cannot tell: each row's influence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np

from downslope import datasets
from downslope.data.array_source import of_arrays
from downslope.data.blocks import Framed, FramePart, Layout
from downslope.data.categories import (
    MOST_LEVELS,
    _as_text,
    _check_number,
    given_levels,
    sorted_levels,
)
from downslope.data.columns import (
    Origin,
    Part,
    check_enough,
    check_numeric,
    chosen_columns,
    table_from_frame,
)
from downslope.data.csv_file import CsvFile
from downslope.data.csv_text import no_rows
from downslope.data.files import (
    check_alike,
    check_distinct,
    column_names,
    data_files,
    is_parquet,
    read_frame,
)
from downslope.data.option_names import Spelling
from downslope.data.parquet import HEAD_ROWS, ParquetFile
from downslope.data.source import Source
from downslope.errors import DataError
from downslope.numerics.arguments import named
from downslope.numerics.threads import thread_count
from downslope.table import Table

if TYPE_CHECKING:
    import polars as pl

    Heads = list[tuple[str, pl.DataFrame, bool]]
    from downslope.data.blocks import FrameTask


SHOWN = 3  # names of data in a message
LISTED = 12  # names of columns


@dataclass(frozen=True, slots=True)
class Given:
    """Files, what they are called together, and what is known about them."""

    files: tuple[Path, ...]  # none for data in memory
    source: str  # for messages
    target: str | None
    features: tuple[str, ...] | None

    def target_among(self, columns: Sequence[str]) -> str:
        """The target, which has to be told when no data set knows it.

        Raises:
            DataError: it was not.

        """
        if self.target is None:
            many = len(columns) > LISTED
            more = f"another of its {len(columns)} columns" if many else ""
            choice = self.spelling.one_of("target", columns[:LISTED], more)
            raise DataError(f"Say which column of {self.source} to predict: {choice}.")
        return self.target

    @property
    def spelling(self) -> Spelling:
        """How to write options in messages."""
        return Spelling.COMMAND_LINE if self.files else Spelling.PYTHON


def given(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
) -> Given:
    """The files that `data` names; a data set fills in its own target and features.

    Raises:
        DataError: nothing by that name, a data set among files, or no feature at all.

    """
    paths = [data] if isinstance(data, str) else list(data)
    source = ", ".join(paths[:SHOWN]) + (f" and {len(paths) - SHOWN} more" * (len(paths) > SHOWN))
    known = _data_set(paths)
    if known is None:
        files = data_files(paths, nearby=datasets.DATA_SETS)
    else:
        files = [known.path]
        target = target or known.target
        if features is None and target == known.target:
            features = known.features
    return Given(tuple(files), source, target, named(features))


def _data_set(paths: Sequence[str]) -> datasets.DataSet | None:
    found = [known for known in map(datasets.find, paths) if known is not None]
    if found and len(paths) > 1:
        raise DataError(f"'{found[0].name}' is a data set of its own: give it without other data.")
    return found[0] if found else None


__all__ = ["Categorical", "of_arrays", "open_source"]

Categorical = Sequence[str] | Mapping[str, Sequence[str] | None]


def open_source(
    data: Any,
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
    categorical: Categorical = (),
    *,
    shard: bool = False,
) -> Framed:
    """Look at the columns of `data`; rows are read by the tasks of the source.

    Args:
        data: a path, several, a glob, a folder (without the folders inside it) or a data set's
            name; a pandas, polars or Dask DataFrame; a polars LazyFrame; anything with
            `__arrow_c_stream__`. NumPy arrays and sparse ones come with their target: see
            `of_arrays`.
        target: the column to predict.
        features: columns, or the name of one; all others by default.
        weights: a column that weighs the rows.
        drop_missing: leave incomplete rows out, and count them.
        categorical: features that hold kinds, or the name of one, whose levels a first pass finds;
            or a mapping from such columns to levels that are known (`dict(schema.levels)`), the
            reference first.
        shard: others are to join these rows, so that one row will do, and none.

    Raises:
        DataError: columns that are not there, differ between files or hold no numbers.

    """
    if isinstance(data, (str, Path)) or _are_paths(data):
        listed = [data] if isinstance(data, (str, Path)) else data
        asked = given([str(path) for path in listed], target, features)
        heads, parts = _files(asked)
        if not shard and isinstance(parts[0], CsvFile) and all(_is_empty(each) for each in heads):
            raise DataError(no_rows(asked.files[0]))
    else:
        asked = Given((), "the data", target, named(features))
        heads, parts = _frames(data, asked.source)
    columns = heads[0][1].columns
    target = asked.target_among(columns)
    spelling = asked.spelling
    chosen = chosen_columns(columns, asked.source, target, asked.features, weights, spelling)
    layout = Layout(asked.source, tuple(chosen), target, weights, (), drop_missing, spelling)
    kinds = kinds_of(categorical)
    _check_kinds(layout, kinds)
    plain = [name for name in layout.columns if name not in kinds]
    seen: pl.DataFrame | None = None
    for file, head, whole in heads:
        if head is seen:
            continue  # files that are alike share it
        seen = head
        shown = file if len(heads) > 1 else None
        place = Part(layout.source, shown, 0, whole and shown is None, spelling)
        check_numeric(head, place, plain, layout.features, kinds)
    source = Framed(parts, layout)
    rows = source.schema.rows
    if rows is not None and not shard:
        check_enough(layout.source, rows, 0)
    return _with_levels(source, kinds) if kinds else source


def _files(asked: Given) -> tuple[Heads, tuple[FramePart, ...]]:
    """Every file's head, compared with the first's before any is read further."""
    heads: Heads = []
    parts: list[FramePart] = []
    for file in asked.files:
        opened: ParquetFile | CsvFile
        if is_parquet(file):
            first = parts[0] if parts else None
            opened = ParquetFile.open(file, first if isinstance(first, ParquetFile) else None)
        else:
            opened = CsvFile.open(file)
        head = opened.head
        if heads:
            check_alike(Path(heads[0][0]), heads[0][1], file, head.frame)
        heads.append((str(file), head.frame, head.whole))
        parts.append(opened)
    return heads, tuple(parts)


def _is_empty(head: tuple[str, pl.DataFrame, bool]) -> bool:
    _, rows, whole = head
    return whole and rows.is_empty()


def _frames(data: Any, source: str) -> tuple[Heads, tuple[FramePart, ...]]:
    import polars as pl

    from downslope.data import frames

    check_distinct(source, frames.labels(data))
    parts: tuple[FramePart, ...]
    if hasattr(data, "npartitions") and hasattr(data, "partitions"):
        head = frames.as_polars(data._meta)
        parts, whole = frames.partitions(data), False
    elif isinstance(data, pl.LazyFrame):
        lazy = frames.LazyRows(data)
        head, whole = lazy.head(), False
        parts = (lazy,)
    elif hasattr(data, "iloc") and hasattr(data, "columns"):
        head, whole = frames.as_polars(data.iloc[:HEAD_ROWS]), len(data) <= HEAD_ROWS
        parts = (frames.InMemory(data),)
    elif isinstance(data, pl.DataFrame) or (
        hasattr(data, "__arrow_c_stream__")
        and (hasattr(data, "num_rows") or not frames.can_stream())
    ):
        head, whole = pl.DataFrame(data), True
        parts = (frames.InMemory(head),)
    elif hasattr(data, "__arrow_c_stream__"):
        stream = frames.ArrowStream(data)
        head, whole = stream.head(), False
        parts = (stream,)
    else:
        raise DataError(
            f"Data of type {type(data).__name__} have no column names: give a file or a frame, or "
            "arrays with their target, as in fit(X, y)."
        )
    column_names(Path(source), head.columns, head)  # no two of one name
    return [(source, head, whole)], parts


def kinds_of(categorical: Categorical) -> dict[str, Sequence[str] | None]:
    """The categorical columns, with their levels where those are given."""
    if isinstance(categorical, Mapping):
        return dict(categorical)
    return dict.fromkeys([categorical] if isinstance(categorical, str) else categorical)


def _check_kinds(layout: Layout, kinds: Iterable[str]) -> None:
    for name in kinds:
        if name not in layout.features:
            listed = ", ".join(layout.features)
            raise DataError(f"'{name}' is categorical but no feature: the features are {listed}.")


def _with_levels(source: Framed, kinds: dict[str, Sequence[str] | None]) -> Framed:
    """The source with the levels of its categorical columns fixed: those not given are found."""
    layout = source.layout
    unknown = [name for name, levels in kinds.items() if levels is None]
    # any two levels will do for a pass that makes no blocks
    looking = replace(layout, levels=tuple((name, ("", "")) for name in unknown))
    tasks = Framed(source.parts, looking).frame_tasks() if unknown else []
    found = find_levels(tasks, unknown, layout.source)
    levels: list[tuple[str, tuple[str, ...]]] = []
    for name, known in kinds.items():
        if known is None:
            fixed = sorted_levels(name, found[name], layout.source, layout.spelling)
        else:
            fixed = given_levels(name, known, layout.source, layout.spelling)
        levels.append((name, fixed))
    return replace(source, layout=replace(layout, levels=tuple(levels)))


def _are_paths(data: Any) -> bool:
    listed = isinstance(data, (list, tuple)) and len(data) > 0
    return listed and all(isinstance(each, (str, Path)) for each in data)


def held(source: Source) -> Table:
    """The rows of a source, in memory.

    Raises:
        DataError: what was read cannot be used, or fewer than two rows are left.

    """
    schema, tasks = source.schema, source.tasks()
    blocks = [np.empty((0, schema.width))]
    for task in tasks:
        blocks += [block.copy() for block in task.blocks()]
    rows, d = np.vstack(blocks), len(schema.features)
    dropped = sum(task.dropped for task in tasks)
    check_enough(schema.source, len(rows), dropped)
    return Table(
        X=rows[:, :d],
        y=rows[:, d].copy(),
        feature_names=schema.features,
        target=schema.target,
        source=schema.source,
        weights=None if schema.weights is None else rows[:, d + 1].copy(),
        rows_dropped=dropped,
        levels=schema.levels,
    )


def read(
    data: str | Sequence[str],
    target: str | None = None,
    features: Sequence[str] | None = None,
    weights: str | None = None,
    drop_missing: bool = False,
    exact_decimals: bool = False,
    categorical: Categorical = (),
) -> Table:
    """Read files, a folder, a glob, or a data set by its name ("hubble").

    A data set knows its target and its features; a file needs to be told its target. With
    `exact_decimals` the decimals of a CSV count as printed, not as float64 rounds them. Each level
    but the first of a `categorical` column becomes a column of zeros and ones.

    Raises:
        DataError: what was given cannot be read or used (one line: what, where, what to do).

    """
    if categorical:
        if exact_decimals:
            raise DataError("Decimals as printed are of numbers alone: leave out --categorical.")
        return held(open_source(data, target, features, weights, drop_missing, categorical))
    asked = given(data, target, features)
    frame, heights = read_frame(asked.files, as_printed=exact_decimals)
    origin = Origin(asked.source, tuple(map(str, asked.files)), tuple(heights))
    return table_from_frame(
        frame,
        origin,
        asked.target_among(frame.columns),
        asked.features,
        weights,
        drop_missing,
        exact_decimals,
    )


def find_levels(
    tasks: Sequence[FrameTask], names: Sequence[str], source: str
) -> dict[str, set[str]]:
    """The levels of these columns in all of the tasks' rows.

    Raises:
        DataError: more levels than can be used, at once: all of an identifier's values might fill
            the memory.

    """
    found: dict[str, set[str]] = {name: set() for name in names}
    stop = Event()

    def look(task: FrameTask) -> dict[str, set[str]]:
        seen: dict[str, set[str]] = {name: set() for name in names}
        for frame in task.frames(names):
            for name in names:
                seen[name] |= _distinct(frame[name])
            if stop.is_set() or any(len(levels) > MOST_LEVELS for levels in seen.values()):
                break
        return seen

    pool = ThreadPoolExecutor(thread_count(), thread_name_prefix="downslope-levels")
    try:
        for seen in pool.map(look, tasks):
            for name in names:
                found[name] |= seen[name]
                _check_number(name, found[name], source)
    finally:  # also at Ctrl-C: threads cannot be killed
        stop.set()
        pool.shutdown(cancel_futures=True)
    return found


def _distinct(column: pl.Series) -> set[str]:
    """The levels in a part of a column."""
    return {level for level in _as_text(column).unique().to_list() if level is not None}
