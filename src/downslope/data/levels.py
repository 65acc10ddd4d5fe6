"""Levels of categorical columns: those that the caller knows, or those that a first pass finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from downslope.data.blocks import FrameSource, FrameTask, Head, Layout
from downslope.data.categories import find_levels, given_levels, sorted_levels
from downslope.data.cells import MISSING_MARKS
from downslope.data.columns import Frame
from downslope.data.dialect import mark_as_missing
from downslope.data.frames import level_order
from downslope.errors import DataError

Categorical = Sequence[str] | Mapping[str, Sequence[str] | None]


def known_levels(categorical: Categorical) -> dict[str, Sequence[str] | None]:
    """Return the categorical columns, with their levels if given."""
    if isinstance(categorical, Mapping):
        return dict(categorical)
    return dict.fromkeys([categorical] if isinstance(categorical, str) else categorical)


def check_categorical(layout: Layout, names: Iterable[str]) -> None:
    """Raise `DataError` for a categorical column that is not a feature."""
    for name in names:
        if name not in layout.features:
            listed = ", ".join(layout.features)
            raise DataError(
                f"'{name}' is categorical but not a feature: the features are {listed}."
            )


def with_levels(
    source: FrameSource, given: dict[str, Sequence[str] | None], head: Head
) -> FrameSource:
    """Return the source with the levels of its categorical columns; find those that are None."""
    layout = source.layout
    unknown = [name for name, known in given.items() if known is None]
    # This pass makes no blocks, so the two levels are arbitrary.
    looking = replace(layout, levels=tuple((name, ("", "")) for name in unknown))
    tasks = FrameSource(source.parts, looking).frame_tasks() if unknown else []
    reads = [partial(_as_said, task, unknown) for task in tasks]
    found = find_levels(reads, unknown, layout.source)
    levels: list[tuple[str, tuple[str, ...]]] = []
    marks: list[tuple[str, str]] = []
    for name, known in given.items():
        if known is None:
            missing = sorted(found[name] & set(MISSING_MARKS) - set(layout.dialect.keep_levels))
            marks += [(name, mark) for mark in missing]
            words, order = found[name] - set(missing), level_order(head.frame, name)
            fixed = sorted_levels(name, words, layout.source, layout.style, order)
        else:
            fixed = given_levels(name, known, layout.source, layout.style)
        levels.append((name, fixed))
    notes = layout.notes + tuple(mark_as_missing(*each, layout.style) for each in marks)
    known_now = replace(layout, levels=tuple(levels), marks=tuple(marks), notes=notes)
    return replace(source, layout=known_now)


def _as_said(task: FrameTask, columns: Sequence[str]) -> Iterator[Frame]:
    """Yield frames of a task as the user's dialect says they are meant."""
    for frame in task.frames(columns):
        yield task.layout.dialect.applied(frame, task.place)
