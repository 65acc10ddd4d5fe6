"""Passes of a model fit: what the rows are like, then one for each of Newton's steps.

pass 1    means, spreads, and ranges of the columns; classes; codes for missing values
pass 2 …  a step each, from weights that fit a sample
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from downslope.data.blocks import Schema, Task
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.fitting.passes.ladder_passes import check_rows
from downslope.fitting.passes.reader import Reader, total
from downslope.fitting.passes.sample import near_means
from downslope.fitting.passes.task_blocks import refuse_infinite, usable
from downslope.missing_codes import NO_EXTREMES, Extremes
from downslope.missing_codes import findings as code_findings
from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Vector
from downslope.solvers.newton import start_of_sample
from downslope.solvers.row_data import RowData
from downslope.solvers.scaled_model import Piece, Scaled

SAMPLED_ROWS = 8192  # from which the first weights are found
MOST_CLASSES = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """Statistics of some rows, measured from an origin."""

    rows: int  # read, incomplete ones too
    dropped: int
    count: int  # rows, those of weight zero left out
    mass: float
    heaviest: float
    sums: Vector  # (d,) of the features
    spreads: Vector  # (d,) sums of absolute values
    low: Vector  # (d,)
    high: Vector
    labels: tuple[float, ...]  # of a target that names classes, in order
    extremes: Extremes

    def __add__(self, other: Description) -> Description:
        return Description(
            self.rows + other.rows,
            self.dropped + other.dropped,
            self.count + other.count,
            self.mass + other.mass,
            max(self.heaviest, other.heaviest),
            self.sums + other.sums,
            self.spreads + other.spreads,
            np.minimum(self.low, other.low),
            np.maximum(self.high, other.high),
            tuple(sorted({*self.labels, *other.labels})),
            self.extremes + other.extremes,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Describe:
    """Work of a first pass."""

    schema: Schema
    origin: Vector  # (d,)
    takes_classes: bool
    fault: Callable[[Vector], tuple[int, str] | None]

    def empty(self) -> Description:
        none = np.zeros(len(self.origin))
        ends = np.full(len(self.origin), np.inf)
        return Description(0, 0, 0, 0.0, 0.0, none, none, ends, -ends, (), NO_EXTREMES)

    @np.errstate(over="ignore", invalid="ignore")
    def __call__(self, task: Task) -> Description:
        d, labels = len(self.origin), set[float]()
        names = (*self.schema.features, self.schema.target)
        whole = replace(self.empty(), extremes=Extremes.none(self.schema.notes, names))
        weighted = self.schema.weights is not None
        for block in usable(task, self.schema):
            extremes = whole.extremes.seen(block[:, : d + 1])
            kept = block[block[:, d + 1] > 0.0] if weighted else block
            if not len(kept):
                continue
            X, y = kept[:, :d], kept[:, d]
            if self.takes_classes:
                labels |= _labels(y, labels, self.schema)
            else:
                self._check(y, task)
            w = kept[:, d + 1] if weighted else np.ones(len(y))
            Z = X - self.origin
            part = Description(
                len(block), 0, len(kept), float(w.sum()), float(w.max()), w @ Z, w @ np.abs(Z),
                X.min(axis=0), X.max(axis=0), (), extremes,
            )  # fmt: skip
            whole = whole + part
        if not np.isfinite(whole.spreads).all():
            refuse_infinite(task, self.schema)
        read = task.dropped
        last = self.empty()
        return whole + Description(
            read, read, 0, 0.0, 0.0, last.sums, last.spreads, last.low, last.high,
            tuple(sorted(labels)), NO_EXTREMES,
        )  # fmt: skip

    def _check(self, y: Vector, task: Task) -> None:
        found = self.fault(y)
        if found is not None:
            value, why = y[found[0]], found[1]
            raise DataError(f"{task.where}: column '{self.schema.target}' has {value:g}, {why}")


def _labels(y: Vector, known: set[float], schema: Schema) -> set[float]:
    """Return the values of `y` that are not among those known."""
    is_new = np.ones(len(y), dtype=bool)
    for label in known:
        is_new &= y != label
    found = set(map(float, np.unique(y[is_new])))
    if len(known) + len(found) > MOST_CLASSES:
        raise DataError(
            f"'{schema.target}' has more than {MOST_CLASSES:,} classes: choose a model of numbers, "
            "or a column with few different values."
        )
    return found


@dataclass(frozen=True, slots=True, eq=False)
class OnTask:
    """Work of a solver on the rows of a task."""

    schema: Schema
    model: ScoreModel  # which knows how to encode the target
    work: Callable[[Iterable[Piece]], Any]

    def __call__(self, task: Task) -> Any:
        return self.work(self._pieces(task))

    def _pieces(self, task: Task) -> Iterator[Piece]:
        d = len(self.schema.features)
        for block in usable(task, self.schema):
            weights = None if self.schema.weights is None else block[:, d + 1]
            yield Piece(block[:, :d], self.model.encoded(block[:, d]), weights)


@dataclass(slots=True, eq=False)
class ModelPasses:
    """Passes over one source for a model, and what the first has found."""

    reader: Reader
    max_passes: int | None = None
    description: Description = field(init=False)
    origin: Vector = field(init=False)

    @property
    def schema(self) -> Schema:
        return self.reader.source.schema

    def describe(self, kind: ScoreModel | None) -> Description:
        """Carry out the first pass; `kind` knows which targets cannot be used, None for classes.

        Raises
        ------
        DataError
            There are too few rows, no usable weight, or a target that cannot be used.

        """
        schema, d = self.schema, len(self.schema.features)
        sample = self.reader.source.sample()
        self.origin = near_means(sample, schema)[:d]
        work = Describe(schema, self.origin, kind is None, _none if kind is None else kind.fault)
        self._check_passes()
        self.description = found = total(self.reader.read(work), work.empty())
        check_rows(schema, found.rows - found.dropped, found.dropped, found.heaviest)
        return found

    def data(self, model: ScoreModel, full: bool) -> tuple[RowData, bool]:
        """Return the rows as data for Newton's method, and whether a sample has an optimum."""
        found, origin = self.description, self.origin
        problem = Scaled.of(
            model, origin + found.sums / found.mass, found.spreads / found.mass, found.low,
            found.high, found.mass,
        )  # fmt: skip
        rows = self.reader.source.sample(SAMPLED_ROWS)
        d, weights = len(origin), None
        if self.schema.weights is not None:
            rows = rows[rows[:, d + 1] > 0.0]
            weights = rows[:, d + 1]
        encoded = model.encoded(rows[:, d])
        near, guess = start_of_sample(problem, Piece(rows[:, :d], encoded, weights))

        def whole(work: Callable[[Iterable[Piece]], Any]) -> Any:
            self._check_passes()
            parts = self.reader.read(OnTask(self.schema, model.without_rows(), work))
            return total(parts, next(parts))

        middle = 0.0 if model.takes_classes else float(np.median(rows[:, len(origin)]))
        return RowData(problem, whole, near, full, guess, middle=middle), guess is not None

    def codes(self) -> list[Finding]:
        """Return findings on codes for missing values."""
        names = (*self.schema.features, self.schema.target)
        return code_findings(
            self.description.extremes, names, None, None, self.schema.style, intercept=None
        )

    def _check_passes(self) -> None:
        if self.max_passes is not None and self.reader.passes >= self.max_passes:
            raise OptionError(
                f"{self.schema.style.setting('max_passes', self.max_passes)} is too few for "
                "Newton's method to finish: leave it out, or give twice as many."
            )


def _none(y: Vector) -> None:
    return None
