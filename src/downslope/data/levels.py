"""Levels of the categorical columns of a source: given by the caller, or found in a first pass."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from downslope.data.blocks import FrameSource, FrameTask, Layout
from downslope.data.categories import find_levels, given_levels, sorted_levels
from downslope.data.columns import MISSING_MARKS, Frame
from downslope.data.dialect import mark_as_missing
from downslope.data.head import Head
from downslope.errors import DataError
from downslope.findings import Finding, alike_levels
from downslope.numerics.arguments import number_in

Categorical = Sequence[str] | Mapping[str, Sequence[str] | None]


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

    A target among them becomes the column of its classes' places.
    """
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
            words, order = found[name] - set(missing), head.level_order(name)
            fixed = sorted_levels(name, words, layout.source, layout.style, order)
        else:
            fixed = given_levels(name, known, layout.source, layout.style)
        levels.append((name, fixed))
    notes = layout.notes + tuple(mark_as_missing(*each, layout.style) for each in marks)
    classes = dict(levels).get(layout.target, ())
    kept = tuple(each for each in levels if each[0] != layout.target)
    notes += tuple(note for name, each in levels if name in unknown for note in _alike(name, each))
    known_now = replace(layout, levels=kept, classes=classes, marks=tuple(marks), notes=notes)
    return replace(source, layout=known_now)


def _alike(name: str, levels: Iterable[str]) -> Iterator[Finding]:
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


def _as_said(task: FrameTask, columns: Sequence[str]) -> Iterator[Frame]:
    """Yield the frames of a task, converted as the user's dialect requires."""
    for frame in task.frames(columns):
        yield task.layout.dialect.applied(frame, task.place)
