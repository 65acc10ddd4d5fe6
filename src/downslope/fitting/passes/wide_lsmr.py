"""LSMR over blocks, for data with more columns than a moment matrix can have.

Every product is a pass: Z v collects each task's rows of a vector, Zᵀu sums the tasks' parts. So an
iteration needs two passes, and memory for a few blocks and vectors (n and d); where all blocks fit
into memory they are decoded once. The operator and its centering are those of `solvers.lsmr`, with
the same limits as for rows in memory: no factor, so no bound and no standard errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from downslope.data.blocks import Schema, Task
from downslope.data_table import WideTable
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.passes.ladder_passes import check_rows
from downslope.fitting.passes.reader import Reader, total
from downslope.fitting.passes.sample import check_small, near_means, sampled
from downslope.fitting.passes.task_blocks import TaskBeside, refuse_infinite, usable
from downslope.fitting.solution import Solution, solutions
from downslope.numerics.arrays import Matrix, Vector, check_squares
from downslope.solvers.contract import accuracy_named
from downslope.solvers.lsmr import ITERATIONS_PER_WEIGHT, CenteredDesign, ColumnSums
from downslope.solvers.rows import Columns


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Sums of the columns, and the target and weight of every row, from the first pass."""

    count: int  # rows, those of weight zero left out
    sums: Vector  # (d + 1,)
    squares: Vector  # (d + 1,)
    mass: float
    dropped: int
    rows: int  # read, incomplete ones too
    heaviest: float
    parts: tuple[tuple[Vector, Vector], ...] = ()  # of each task: y − its origin, and √w
    lengths: tuple[int, ...] = ()  # of the tasks

    def __add__(self, other: Measures) -> Measures:
        return Measures(
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
    """Work of the first pass: sums and squares of a task's columns about `origin`."""

    schema: Schema
    origin: Vector

    def __call__(self, task: Task) -> Measures:
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
        return Measures(
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
    """Entries of a vector for a task's rows."""

    values: Vector

    @property
    def rows(self) -> int:
        return len(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Work of a product: √w (Z s + c) for a task's rows."""

    schema: Schema
    origin: Vector
    slopes: Vector
    constant: float

    def __call__(self, task: Task) -> Values:
        d, found = len(self.slopes), [np.empty(0)]
        for z, weights in _shifted(task, self.schema, self.origin):
            found.append(np.sqrt(weights) * (z[:, :d] @ self.slopes + self.constant))
        return Values(np.concatenate(found))


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Part of Zᵀu from some rows."""

    products: Vector  # (d,) Zᵀ√w u
    total: float  # Σ √w u
    rows: int

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.products + other.products, self.total + other.total, self.rows + other.rows
        )


@dataclass(frozen=True, slots=True, eq=False)
class Transposed:
    """Work of a transposed product: Zᵀ √w u for a `TaskWithVector`."""

    schema: Schema
    origin: Vector

    def __call__(self, task: Task) -> Sums:
        vector = task.vector  # type: ignore[attr-defined]
        products, total, at = np.zeros(len(self.origin) - 1), 0.0, 0
        for z, weights in _shifted(task, self.schema, self.origin):
            u = vector[at : at + len(z)]
            at += len(z)
            if len(u) == len(z):
                u = np.sqrt(weights) * u
                products += u @ z[:, :-1]
                total += float(u.sum())
        if at != len(vector):
            raise DataError(changed(self.schema.source or task.where))
        return Sums(products, total, at)


@dataclass(slots=True, eq=False)
class TaskWithVector(TaskBeside):
    """Task with the entries of a vector for its rows."""

    vector: Vector


def _shifted(task: Task, schema: Schema, origin: Vector) -> Iterator[tuple[Matrix, Vector]]:
    """Yield [Z, t] (m, d + 1) about `origin` and the rows' weights (m,)."""
    q = len(origin)
    for block in usable(task, schema):
        weights = block[:, q] if schema.weights is not None else np.ones(len(block))
        yield block[:, :q] - origin, weights


def changed(source: str) -> str:
    """Return the message for rows that differ from those of the first pass."""
    return (
        f"{source} has changed since the first pass: stop all programs that write to it, and try "
        "again."
    )


TOLERANCE = 1e-13
OTHER_PASSES = 2  # the first, for the columns' lengths, and the last, for the residuals
FEWEST_PASSES = OTHER_PASSES + 2


def fit_wide(
    reader: Reader, accuracy: str, intercept: bool, max_passes: int | None
) -> tuple[WideTable, Solution]:
    """Find the weights by matrix-free iteration.

    Raises
    ------
    DataError
        The data cannot be used.
    OptionError
        The accuracy is unknown, or there are too few passes.

    """
    wanted, schema = accuracy_named(accuracy), reader.source.schema
    if max_passes is not None and max_passes < FEWEST_PASSES:
        raise OptionError(
            f"max_passes={max_passes} is too few for LSMR, which reads the data twice per "
            f"iteration: give {FEWEST_PASSES} or more."
        )
    reader.keep_blocks()
    origin, found = _first_pass(reader, intercept)
    d, n = len(schema.features), found.count
    columns = Columns(n, d, intercept, origin, weighted=schema.weights is not None)
    products = _PassProducts(reader, np.zeros(d + 1) if n < columns.p else origin, found.lengths)
    targets = np.concatenate([values for values, _ in found.parts])
    roots = np.concatenate([roots for _, roots in found.parts])
    sums = ColumnSums(n, found.mass, origin, found.sums, found.squares)
    design = CenteredDesign(products, sums, roots, d=d, intercept=intercept)
    most = ITERATIONS_PER_WEIGHT * min(n, columns.p) + 100
    if max_passes is not None:
        most = min(most, (max_passes - OTHER_PASSES) // 2)
    answer, converged = design.solve(targets[:, np.newaxis], TOLERANCE, most)
    solution = solutions(
        replace(
            answer,
            passes=reader.passes,
            findings=() if converged else (_not_converged(reader.passes),),
        ),
        columns,
        method="lsmr",
        accuracy=wanted,
        names=schema.features,
        notes=answer.notes,
    )[0]
    table = WideTable(
        schema.features,
        schema.target,
        schema.weights,
        schema.source,
        found.dropped,
        schema.levels,
        schema.notes,
    )
    return table, solution


def _first_pass(reader: Reader, intercept: bool) -> tuple[Vector, Measures]:
    """Return an origin (d + 1,) and, measured from it, the sums and squares of all columns."""
    schema = reader.source.schema
    q = len(schema.features) + 1
    sample = sampled(reader.source)
    origin = near_means(sample, schema) if intercept else np.zeros(q)
    empty = Measures(0, np.zeros(q), np.zeros(q), 0.0, 0, 0, 0.0)
    found = total(reader.read(Measure(schema, origin)), empty)
    check_rows(schema, found.rows - found.dropped, found.dropped, found.heaviest)
    check_squares(found.squares, (*schema.features, schema.target))
    check_small(found.squares, found.count, sample, schema, origin)
    return origin, found


def _not_converged(passes: int) -> Finding:
    return Finding(
        "not_converged",
        (),
        f"LSMR had not converged after {passes} passes: the weights are not yet the best ones.",
        "Raise max_passes (--max-passes), or choose fewer columns.",
    )


@dataclass(frozen=True, slots=True, eq=False)
class _PassProducts:
    """Products with rows measured from `origin`, in one pass each."""

    reader: Reader
    origin: Vector  # (d + 1,)
    lengths: tuple[int, ...]  # of the tasks in the first pass

    def times(self, slopes: Vector, constant: float) -> Vector:
        schema = self.reader.source.schema
        work = Times(schema, self.origin, slopes, constant)
        parts = [part.values for part in self.reader.read(work)]
        if tuple(len(part) for part in parts) != self.lengths:
            raise DataError(changed(schema.source))
        return np.concatenate(parts)

    def transposed(self, u: Vector) -> tuple[Vector, float]:
        pieces = np.split(u, np.cumsum(self.lengths)[:-1])

        def attach(tasks: list[Task]) -> list[Task]:
            return [TaskWithVector(task, piece) for task, piece in zip(tasks, pieces, strict=True)]

        work = Transposed(self.reader.source.schema, self.origin)
        empty = Sums(np.zeros(len(self.origin) - 1), 0.0, 0)
        whole = total(self.reader.read(work, attach), empty)
        return whole.products, whole.total
