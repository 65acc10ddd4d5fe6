"""What a worker does with a task when only products are wanted: Z v, Zᵀu, and columns' lengths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from downslope.arrays import Matrix, Vector
from downslope.errors import DataError
from downslope.sources.stream import Schema, Task
from downslope.streaming.work import refuse_infinite, usable


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What a pass tells of the columns and of every row's target."""

    count: int  # rows, those of weight zero left out
    sums: Vector  # (d + 1,)
    squares: Vector  # (d + 1,)
    mass: float
    dropped: int
    rows: int  # read, incomplete ones too
    heaviest: float
    parts: tuple[tuple[Vector, Vector], ...] = ()  # of each task: y − its origin, and √w
    lengths: tuple[int, ...] = ()  # of the tasks

    def __add__(self, other: Columns) -> Columns:
        return Columns(
            self.count + other.count,
            self.sums + other.sums,
            self.squares + other.squares,
            self.mass + other.mass,
            self.dropped + other.dropped,
            self.rows + other.rows,
            max(self.heaviest, other.heaviest),
            self.parts + other.parts,
            self.lengths + other.lengths,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """Sums and squares of a task's columns about `origin`."""

    schema: Schema
    origin: Vector

    def __call__(self, task: Task) -> Columns:
        """Sums of its columns."""
        q = len(self.origin)
        sums, squares = np.zeros(q), np.zeros(q)
        targets, roots = [np.empty(0)], [np.empty(0)]
        with np.errstate(over="ignore", invalid="ignore"):
            for z, weights in _shifted(task, self.schema, self.origin):
                sums += weights @ z
                squares += weights @ np.square(z)
                targets.append(z[:, -1].copy())
                roots.append(np.sqrt(weights))
        if not np.isfinite(squares).all():
            refuse_infinite(task, self.schema)
        root = np.concatenate(roots)
        return Columns(
            count=int(np.count_nonzero(root)),
            sums=sums,
            squares=squares,
            mass=float(root @ root),
            dropped=task.dropped,
            rows=len(root) + task.dropped,
            heaviest=float(root.max(initial=0.0)) ** 2,
            parts=((np.concatenate(targets), root),),
            lengths=(len(root),),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """A task's rows of a vector."""

    values: Vector

    @property
    def rows(self) -> int:
        """How many."""
        return len(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """√w (Z s + c) for a task's rows."""

    schema: Schema
    origin: Vector
    slopes: Vector
    constant: float

    def __call__(self, task: Task) -> Values:
        """Its rows of the product."""
        d, found = len(self.slopes), [np.empty(0)]
        for z, weights in _shifted(task, self.schema, self.origin):
            found.append(np.sqrt(weights) * (z[:, :d] @ self.slopes + self.constant))
        return Values(np.concatenate(found))


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What some rows add to Zᵀu."""

    products: Vector  # (d,) Zᵀ√w u
    total: float  # Σ √w u
    rows: int

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.products + other.products, self.total + other.total, self.rows + other.rows
        )


@dataclass(frozen=True, slots=True, eq=False)
class Transposed:
    """Zᵀ √w u for a task that has its piece of u beside it."""

    schema: Schema
    origin: Vector

    def __call__(self, task: Task) -> Sums:
        """What its rows add to the product."""
        beside = task.beside  # type: ignore[attr-defined]
        products, total, at = np.zeros(len(self.origin) - 1), 0.0, 0
        for z, weights in _shifted(task, self.schema, self.origin):
            u = beside[at : at + len(z)]
            at += len(z)
            if len(u) == len(z):
                u = np.sqrt(weights) * u
                products += u @ z[:, :-1]
                total += float(u.sum())
        if at != len(beside):
            raise DataError(changed(self.schema.source or task.where))
        return Sums(products, total, at)


@dataclass(slots=True, eq=False)
class Beside:
    """A task, and values for its rows."""

    task: Task
    beside: Vector

    @property
    def where(self) -> str:
        """For messages."""
        return self.task.where

    @property
    def rows(self) -> int | None:
        """The task's."""
        return self.task.rows

    @property
    def dropped(self) -> int:
        """The task's."""
        return self.task.dropped

    def blocks(self) -> Iterator[Matrix]:
        """The task's."""
        return self.task.blocks()


def _shifted(task: Task, schema: Schema, origin: Vector) -> Iterator[tuple[Matrix, Vector]]:
    """[Z, t] (m, d + 1) about `origin` and the rows' weights (m,)."""
    q = len(origin)
    for block in usable(task, schema):
        weights = block[:, q] if schema.weights is not None else np.ones(len(block))
        yield block[:, :q] - origin, weights


def changed(source: str) -> str:
    """What to say of rows that are not those of the first pass."""
    return (
        f"{source} has other rows than in the first pass: let nothing write to it, and try again."
    )
