"""LSMR over blocks, for more columns than a moment matrix has room for.

    minimise ‖√W (t − (Z − 1 mᵀ) D β)‖    Z the rows, never held; D to columns of length one

Every product is a pass: Z v gives each task's rows of a vector, Zᵀu sums what the tasks have made
of theirs. So an iteration costs two passes, and memory a few blocks and vectors (n and d); where
all blocks fit into memory they are decoded once. What `solvers.lsmr` says of rows in memory holds
here: no factor, so no bound and no standard errors.

What a worker does with a task when only products are wanted: Z v, Zᵀu, and columns' lengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from downslope.data.source import Schema, Task
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.ladder import accuracy_named
from downslope.fitting.passes.reader import Reader, total
from downslope.fitting.passes.sample import check_small, near_means, sampled
from downslope.fitting.passes.work import check_rows, refuse_infinite, usable
from downslope.fitting.solution import Solution, Verdict
from downslope.fitting.summary_ladder import check_squares
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.contract import Answer
from downslope.solvers.lsmr import ITERATIONS_PER_WEIGHT, NOT_CERTIFIED
from downslope.solvers.moments import Moments
from downslope.solvers.rows import Design
from downslope.table import WideTable


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


TOLERANCE = 1e-13
OTHER_PASSES = 2  # the first, for the columns' lengths, and the last, for the residuals
FEWEST_PASSES = OTHER_PASSES + 2
LEAST_SPREAD = 1e-12  # of a column's squares about its mean: below, it is constant


def fit_wide(
    reader: Reader, accuracy: str, intercept: bool, max_passes: int | None
) -> tuple[WideTable, Solution]:
    """The weights by matrix-free iteration.

    Raises:
        DataError: what was read cannot be used.
        OptionError: an unknown accuracy, or too few passes.

    """
    from scipy.sparse.linalg import LinearOperator, lsmr

    wanted, schema = accuracy_named(accuracy), reader.source.schema
    if max_passes is not None and max_passes < FEWEST_PASSES:
        raise OptionError(
            f"max_passes={max_passes} is too few for LSMR, which reads the data twice an "
            f"iteration: give {FEWEST_PASSES} or more."
        )
    reader.hold()
    design = _Design.read(reader, intercept)
    most = ITERATIONS_PER_WEIGHT * min(design.n, design.p) + 100
    if max_passes is not None:
        most = min(most, (max_passes - OTHER_PASSES) // 2)
    operator = LinearOperator(
        (len(design.target), design.width),
        matvec=design.times,
        rmatvec=design.transposed,
        dtype=np.float64,
    )
    result = lsmr(operator, design.target, atol=TOLERANCE, btol=TOLERANCE, conlim=0.0, maxiter=most)
    residuals = design.target - design.times(result[0])
    stopped = int(result[1]) == 7  # the iterations were up
    answer = Answer(
        weights=design.in_user_units(result[0])[:, np.newaxis],
        low=None,
        error=None,
        residual_norms=np.array([np.linalg.norm(residuals)]),
        inverse_factor=None,
        moments=design.moments(),
        rank=min(design.n, design.p),
        passes=reader.passes,
        findings=(_not_converged(reader.passes),) if stopped else (),
        notes=(NOT_CERTIFIED,),
    )
    rows = Design(design.n, design.d, intercept, design.origin, weighted=schema.weights is not None)
    verdict = Verdict(rows, wanted, schema.features, method="lsmr")
    solution = verdict.solutions("lsmr", answer, (), proven=True)[0]
    return design.table(), solution


def _not_converged(passes: int) -> Finding:
    return Finding(
        "not_converged",
        (),
        f"LSMR had not converged after {passes} passes: the weights are not yet the best ones.",
        "Allow more passes, or choose fewer columns.",
    )


# --- the design, by passes ----------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Design:
    """The design as an operator: √W (Z − 1 mᵀ) D, or √W [X, 1] where rows are fewer than weights.

    Started from zero, LSMR stays in the row space and ends at the minimum norm over all weights,
    the intercept among them.
    """

    reader: Reader
    intercept: bool
    origin: Vector  # (d + 1,) that the first pass measured from
    columns: Columns
    near: Vector = field(init=False)  # (d + 1,) that products measure from
    means: Vector = field(init=False)  # (d,) from `near`
    unit: Vector = field(init=False)  # (d,) D
    target: Vector = field(init=False)  # (rows,) √w (y − its mean)

    @classmethod
    def read(cls, reader: Reader, intercept: bool) -> _Design:
        """The first pass: lengths and means of all columns."""
        schema = reader.source.schema
        q = len(schema.features) + 1
        sample = sampled(reader.source)
        origin = near_means(sample, schema) if intercept else np.zeros(q)
        empty = Columns(0, np.zeros(q), np.zeros(q), 0.0, 0, 0, 0.0)
        parts = reader.read(Measure(schema, origin))
        columns = total(parts, empty)
        check_rows(schema, columns.rows - columns.dropped, columns.dropped, columns.heaviest)
        check_squares(columns.squares, (*schema.features, schema.target))
        check_small(columns.squares, columns.count, sample, schema, origin)
        return cls(reader, intercept, origin, columns)

    def __post_init__(self) -> None:
        columns, d = self.columns, self.d
        wide = columns.count < self.p
        centred = self.intercept and not wide
        means = columns.sums / columns.mass
        self.near = np.zeros(d + 1) if wide else self.origin
        self.means = means[:d] if centred else np.zeros(d)
        self.unit = np.ones(d)
        if not wide:
            left = columns.squares - columns.mass * means**2 if centred else columns.squares
            tiny = left <= LEAST_SPREAD * columns.squares
            squares = np.where(tiny, np.maximum(columns.squares, 1e-300), left)
            self.unit = 1.0 / np.sqrt(squares[:d])
        offset = means[d] if centred else self.origin[d] - self.near[d]
        values = np.concatenate([values for values, _ in columns.parts])
        roots = np.concatenate([roots for _, roots in columns.parts])
        shift = -offset if centred else offset
        self.target = roots * (values + shift)
        self.columns = replace(columns, parts=())

    @property
    def d(self) -> int:
        return len(self.origin) - 1

    @property
    def p(self) -> int:
        return self.d + self.intercept

    @property
    def n(self) -> int:
        return self.columns.count

    @property
    def width(self) -> int:
        """Of the operator: with a column of ones only where rows are too few to centre."""
        return self.p if self.n < self.p else self.d

    def times(self, beta: Vector) -> Vector:
        """(rows,) the product with β; one pass."""
        slopes = self.unit * beta[: self.d]
        constant = float(beta[self.d]) if self.width > self.d else -float(self.means @ slopes)
        work = Times(self.reader.source.schema, self.near, slopes, constant)
        parts = [part.values for part in self.reader.read(work)]
        self._check([len(part) for part in parts])
        return np.concatenate(parts)

    def transposed(self, u: Vector) -> Vector:
        """(width,) the product of the transpose with u; one pass."""
        schema, lengths = self.reader.source.schema, self.columns.lengths
        pieces = np.split(u, np.cumsum(lengths)[:-1])

        def dress(tasks: list[Task]) -> list[Task]:
            return [Beside(task, piece) for task, piece in zip(tasks, pieces, strict=True)]

        empty = Sums(np.zeros(self.d), 0.0, 0)
        whole = total(self.reader.read(Transposed(schema, self.near), dress), empty)
        gradient = self.unit * (whole.products - self.means * whole.total)
        result: Vector = np.append(gradient, whole.total) if self.width > self.d else gradient
        return result

    def _check(self, lengths: Sequence[int]) -> None:
        if tuple(lengths) != self.columns.lengths:
            raise DataError(changed(self.reader.source.schema.source))

    def in_user_units(self, beta: Vector) -> Vector:
        """(p,) the weights."""
        slopes: Vector = self.unit * beta[: self.d]
        if not self.intercept:
            return slopes
        if self.width > self.d:
            return np.append(slopes, beta[self.d])
        means = self.origin + self.columns.sums / self.columns.mass
        return np.append(slopes, means[self.d] - means[: self.d] @ slopes)

    def moments(self) -> Moments:
        """Of the columns and the target, about their means if there is an intercept."""
        columns, d, p = self.columns, self.d, self.p
        if not self.intercept:
            return Moments(columns.squares, columns.squares, self.origin, p, intercept=False)
        means = columns.sums / columns.mass
        spread = np.maximum(columns.squares - columns.mass * means**2, 0.0)
        sums = np.zeros(p + 1)
        sums[d] = columns.mass
        squares = np.insert(spread, d, columns.mass)
        return Moments(squares, sums, self.origin + means, p, intercept=True)

    def table(self) -> WideTable:
        """The names of what was read."""
        schema = self.reader.source.schema
        return WideTable(
            schema.features,
            schema.target,
            schema.weights,
            schema.source,
            self.columns.dropped,
            schema.levels,
        )
