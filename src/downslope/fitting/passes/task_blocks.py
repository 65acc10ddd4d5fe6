"""Blocks of a task, checked; and tasks that yield keys with their blocks.

by_place     folds by a hash of the row's place
by_column    the values of a column
by_labels    labels given for the rows of arrays
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from downslope.data.blocks import Schema, Task
from downslope.data.columns import Place
from downslope.data.row_labels import Position, blocks_with, coded
from downslope.errors import DataError
from downslope.fitting.passes.keyed import NO_KEYS, KeyedBlock, folds_of
from downslope.numerics.arrays import Matrix


def usable(task: Task, schema: Schema) -> Iterator[Matrix]:
    """Yield the task's blocks, after checking their width and their weights."""
    for block in task.blocks():
        _check_block(block, task, schema)
        yield block


def keyed_blocks(task: Any, schema: Schema, *, keyed: bool) -> Iterator[KeyedBlock]:
    """Yield the blocks of a task with the keys of their rows, or with none, as `usable` does."""
    if not keyed:
        for block in usable(task, schema):
            yield KeyedBlock(block, NO_KEYS, NO_KEYS)
        return
    for each in task.keyed_blocks():
        _check_block(each.rows, task, schema)
        yield each


def _check_block(block: Matrix, task: Task, schema: Schema) -> None:
    if block.ndim != 2 or block.shape[1] != schema.width:
        raise DataError(
            f"{task.where} has blocks of shape {block.shape} but {schema.width} columns are "
            "expected: the data have changed. Open them again."
        )
    if schema.weights is not None and len(block) and not block[:, -1].min() >= 0.0:
        raise DataError(
            f"{task.where}: column '{schema.weights}' has the weight "
            f"{block[:, -1].min():g}, but weights cannot be negative: correct or leave out "
            "such rows."
        )


def refuse_infinite(task: Task, schema: Schema) -> None:
    """Raise if the task has a value that is not finite, or squares that are out of range."""
    names = (*schema.features, schema.target, schema.weights or "")
    for block in task.blocks():
        bad = ~np.isfinite(block)
        if bad.any():
            column = int(np.argwhere(bad)[0][1])
            raise DataError(
                f"{task.where}: column '{names[column]}' has a value that is missing or infinite: "
                "drop those rows or fill them in."
            )


@dataclass(slots=True)
class TaskBeside:
    """A task, with something beside it for its rows."""

    task: Task

    @property
    def where(self) -> str:
        return self.task.where

    @property
    def rows(self) -> int | None:
        return self.task.rows

    @property
    def dropped(self) -> int:
        return self.task.dropped

    def blocks(self) -> Iterator[Matrix]:
        return self.task.blocks()


class KeyedTask(TaskBeside, ABC):
    """Task whose blocks come with keys."""

    __slots__ = ()

    @abstractmethod
    def keyed_blocks(self) -> Iterator[KeyedBlock]:
        """Yield the blocks of the task with the keys of their rows."""


@dataclass(slots=True)
class FoldsByPlace(KeyedTask):
    """Keys by a hash of the row's place: of each run of `folds` rows, one is in each fold."""

    number: int  # of the task
    folds: int

    def keyed_blocks(self) -> Iterator[KeyedBlock]:
        seen, keys = 0, np.arange(self.folds)
        for block in self.task.blocks():
            yield KeyedBlock(block, keys, folds_of(self.number, seen, len(block), self.folds))
            seen += len(block)


@dataclass(slots=True)
class KeysOfColumn(KeyedTask):
    """Keys from the values of a column."""

    column: str
    what: str  # the column names, for messages
    left_out: int = 0

    @property
    def dropped(self) -> int:
        return self.left_out

    def keyed_blocks(self) -> Iterator[KeyedBlock]:
        self.left_out = 0
        for block, kept, at in blocks_with(self.task, (self.column,)):
            self.left_out += at.left_out
            if len(block):
                yield KeyedBlock(block, *coded(kept[self.column], self.column, at, self.what))


@dataclass(slots=True, eq=False)
class KeysGiven(KeyedTask):
    """Keys given for the rows of an array, none of which is left out."""

    keys: np.ndarray
    codes: np.ndarray  # of the task's rows

    def keyed_blocks(self) -> Iterator[KeyedBlock]:
        seen = 0
        for block in self.task.blocks():
            yield KeyedBlock(block, self.keys, self.codes[seen : seen + len(block)])
            seen += len(block)


def by_place(tasks: list[Task], folds: int) -> list[Task]:
    """Return the tasks with folds by place."""
    return [FoldsByPlace(task, number, folds) for number, task in enumerate(tasks)]


def by_column(tasks: list[Task], column: str, what: str) -> list[Task]:
    """Return the tasks with the values of a column as keys, which names `what` in messages."""
    return [KeysOfColumn(task, column, what) for task in tasks]


def by_labels(tasks: list[Task], labels: Any, name: str, what: str) -> list[Task]:
    """Return tasks of arrays with these labels (n,) of their rows as keys."""
    keys, codes = coded(labels, name, Position(Place("the arrays")), what)
    edges = np.cumsum([0, *(task.rows or 0 for task in tasks)]).tolist()
    return [
        KeysGiven(task, keys, codes[start:stop])
        for task, start, stop in zip(tasks, edges, edges[1:], strict=False)
    ]
