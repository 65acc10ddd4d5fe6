"""Levels of the categorical columns of a source: given by the caller, or found in a first pass.

Sets of levels unite as summaries add, so shards can be read anywhere, here by threads. The levels
are sorted, as numbers if all of them are numbers, and then fixed.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from downslope.data.blocks import FrameSource, Layout, Task
from downslope.data.columns import MISSING_MARKS, Column, as_series, cleaned
from downslope.data.dialect import mark_as_missing
from downslope.data.engines import opened
from downslope.data.head import Head
from downslope.data.one_hot import as_text
from downslope.data.total_rows import total_levels
from downslope.errors import DataError
from downslope.findings import Finding, alike_levels
from downslope.numerics.arguments import OptionStyle, number_in

Categorical = Sequence[str] | Mapping[str, Sequence[str] | None]

MOST_LEVELS = 1000  # a column with more is an identifier of rows, not a category


def known_levels(categorical: Categorical) -> dict[str, Sequence[str] | None]:
    """Return the categorical columns, with their levels if given."""
    if isinstance(categorical, Mapping):
        return dict(categorical)
    return dict.fromkeys([categorical] if isinstance(categorical, str) else categorical)


def check_categorical(layout: Layout, names: Iterable[str]) -> None:
    """Raise `DataError` unless every categorical column is a feature."""
    for name in names:
        if name not in layout.features:
            listed = ", ".join(layout.features)
            raise DataError(
                f"'{name}' is categorical but not a feature: the features are {listed}."
            )


def with_levels(
    source: FrameSource, given: dict[str, Sequence[str] | None], head: Head
) -> FrameSource:
    """Return the source with the levels of its categorical columns; find those that are None.

    A target among them becomes a column of class indices.
    """
    layout = source.layout
    unknown = [name for name, known in given.items() if known is None]
    # This pass makes no blocks, so the two levels are arbitrary.
    looking = replace(layout, levels=tuple((name, ("", "")) for name in unknown))
    tasks = FrameSource(source.parts, looking).frame_tasks() if unknown else []
    found = find_levels(source.engine or "threads", tasks, unknown, layout.source) if tasks else {}
    levels: list[tuple[str, tuple[str, ...]]] = []
    marks: list[tuple[str, str]] = []
    for name, known in given.items():
        if known is None:
            missing = sorted(found[name] & set(MISSING_MARKS) - set(layout.dialect.keep_levels))
            marks += [(name, mark) for mark in missing]
            words, order = found[name] - set(missing), head.level_order(name)
            if name == layout.target and len(words) == 1:
                raise DataError(
                    f"Column '{name}' of {layout.source} has only the class '{min(words)}': give "
                    "rows of two classes or more."
                )
            fixed = sorted_levels(name, words, layout.source, layout.style, order)
        else:
            fixed = given_levels(name, known, layout.source, layout.style)
        levels.append((name, fixed))
    notes = layout.notes + tuple(mark_as_missing(*each, layout.style) for each in marks)
    classes = dict(levels).get(layout.target, ())
    kept = tuple(each for each in levels if each[0] != layout.target)
    notes += tuple(note for name, each in levels if name in unknown for note in alike(name, each))
    if all(note.code != "total_row" for note in notes):
        notes += tuple(note for name, each in levels for note in total_levels(name, each))
    known_now = replace(layout, levels=kept, classes=classes, marks=tuple(marks), notes=notes)
    return replace(source, layout=known_now)


def alike(name: str, levels: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding on the first two levels that differ only in how they are written."""
    seen: dict[float | str, str] = {}
    for level in levels:
        number = number_in(level)
        words = unicodedata.normalize("NFKC", level).casefold().split()
        meant = " ".join(words) if number is None else number
        if meant in seen:
            yield alike_levels(name, seen[meant], level)
            return
        seen[meant] = level


def find_levels(
    engine: str, tasks: Sequence[Task], names: Sequence[str], source: str
) -> dict[str, set[str]]:
    """Return the levels of each column in the frames of all tasks.

    Marks of missing values, such as NA, are among them, since they may be levels.

    Raises
    ------
    DataError
        A column has too many levels. Raised at once, since the values of an identifier might fill
        the memory.

    """
    found: dict[str, set[str]] = {name: set() for name in names}
    with opened(engine, at_most=len(tasks)) as carry_out:
        for seen in carry_out(tasks, partial(_levels_in, names=tuple(names))):
            for name in names:
                found[name] |= seen[name]
                _check_number(name, found[name], source)
    return found


def _levels_in(task: Task, names: Sequence[str]) -> dict[str, set[str]]:
    """Return the levels of a task, or the first ones if a column has too many."""
    seen: dict[str, set[str]] = {name: set() for name in names}
    for frame in task.frames(names):  # type: ignore[attr-defined]  # a task of frames
        said = task.layout.dialect.applied(frame, task.place)  # type: ignore[attr-defined]
        for name in names:
            seen[name] |= _distinct(said[name], name)
        if any(len(levels) > MOST_LEVELS for levels in seen.values()):
            break
    return seen


def _distinct(column: Column, name: str) -> set[str]:
    text = as_text(column, MISSING_MARKS[1:], name)
    return {level for level in text.unique().to_list() if level is not None}


def sorted_levels(
    name: str,
    found: Iterable[str],
    source: str,
    style: OptionStyle = OptionStyle.COMMAND_LINE,
    order: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the levels in a fixed order: first those of `order`, the order given in the data.

    Raises
    ------
    DataError
        There are fewer than two levels, or so many that the column is an identifier.

    """
    levels = sorted(set(found), key=lambda level: (_size(level), level))
    if len(levels) < 2:
        has = f"only the level '{levels[0]}'" if levels else "no level"
        raise DataError(
            f"Column '{name}' of {source} has {has}: leave it out of {style.option('features')}."
        )
    _check_number(name, levels, source)
    if any(math.isinf(_size(level)) for level in levels):
        levels.sort()
    place = {level: i for i, level in enumerate(order)}
    levels.sort(key=lambda level: place.get(level, len(place)))
    return tuple(levels)


def _check_number(name: str, levels: Collection[str], source: str) -> None:
    if len(levels) > MOST_LEVELS:
        raise DataError(
            f"Column '{name}' of {source} has more than {MOST_LEVELS:,} levels, as an identifier "
            "would: leave it out, or group the levels."
        )


def given_levels(
    name: str, levels: Sequence[str], source: str, style: OptionStyle = OptionStyle.COMMAND_LINE
) -> tuple[str, ...]:
    """Return the caller's levels after validation; their order stays, the first is the reference.

    Raises
    ------
    DataError
        There are fewer than two levels, or one is repeated.

    """
    fixed = tuple(levels)
    if len(set(fixed)) != len(fixed):
        twice = next(level for level in fixed if fixed.count(level) > 1)
        raise DataError(f"The level '{twice}' of column '{name}' is given twice: name it once.")
    sorted_levels(name, fixed, source, style)
    return fixed


def is_label(column: Column) -> bool:
    """Return whether a column holds classes that are not numbers: text, categories, or booleans."""
    import polars as pl

    series = as_series(column)
    if series.dtype != pl.String:
        return not (series.dtype.is_numeric() or series.dtype == pl.Null)
    text = cleaned(series).drop_nulls()
    return len(text) > 0 and text.cast(pl.Float64, strict=False).null_count() > 0


def _size(text: str) -> float:
    """Return a level as a number, or infinity for text, which sorts after all numbers."""
    value = number_in(text)
    return math.inf if value is None or not math.isfinite(value) else value
