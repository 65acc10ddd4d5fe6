"""`open_source`: whatever the user has, as a source whose columns are known and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from downslope.errors import DataError
from downslope.sources.arrays import of_arrays
from downslope.sources.columns import Part, check_enough, check_numeric, chosen_columns, named
from downslope.sources.delimited import CsvFile
from downslope.sources.files import check_alike, check_distinct, column_names, is_parquet
from downslope.sources.framed import Framed, FramePart
from downslope.sources.given import Given, given
from downslope.sources.layout import Layout
from downslope.sources.levels import find_levels, given_levels, sorted_levels
from downslope.sources.parquet import HEAD_ROWS, ParquetFile
from downslope.sources.text import no_rows

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Categorical", "of_arrays", "open_source"]

if TYPE_CHECKING:
    Heads = list[tuple[str, pl.DataFrame, bool]]  # a name, the first rows, whether that is all

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

    from downslope.sources import frames

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
