"""Sources and tasks that misbehave on purpose; a module of its own, so that workers can import it.

A task that dies does so with kill −9 of the process it runs in, as long as `dead` has room.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import downslope as ds
from downslope.data.blocks import Schema, Task
from downslope.data.engines import Part, Work, check, opened
from downslope.numerics.arrays import Matrix


@dataclass
class Rows:
    """Rows in memory, in uneven blocks."""

    values: Matrix
    first: int = 0
    dropped: int = 0
    seconds: float = 0.0  # a block takes
    kills: str = ""  # a folder; this task kills its worker
    times: int = 1  # so often
    refuses: bool = False
    changes: str = ""  # a folder; the second reading finds one row less
    crash: bool = False

    @property
    def where(self) -> str:
        return f"part.parquet, rows {self.first + 1} to {self.first + len(self.values)}"

    @property
    def rows(self) -> int | None:
        return len(self.values)

    def blocks(self) -> Iterator[Matrix]:
        if self.refuses:
            raise ds.DataError(f"{self.where}: column 'x1' has text.")
        if self.crash:
            raise OSError("the disk has gone")
        if self.kills:
            dead = Path(self.kills)
            if len(list(dead.iterdir())) < self.times:
                (dead / f"{os.getpid()}-{time.monotonic_ns()}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
        values = self.values
        if self.changes:
            seen = Path(self.changes) / str(self.first)
            values = values[:-1] if seen.exists() else values
            seen.touch()
        for start in range(0, len(values), 700):
            time.sleep(self.seconds)
            yield values[start : start + 700]


@dataclass
class InMemory:
    """A source of such tasks."""

    values: Matrix
    names: tuple[str, ...]
    weights: str | None = None
    task_rows: int = 1000
    special: dict[int, dict[str, object]] = field(default_factory=dict)  # task → its misbehaviour
    reads: int = 0

    @property
    def schema(self) -> Schema:
        d = len(self.names) - 1 - (self.weights is not None)
        rows = len(self.values)
        return Schema(self.names[:d], self.names[d], self.weights, "part.parquet", rows)

    def tasks(self) -> list[Task]:
        self.reads += 1
        starts = range(0, len(self.values), self.task_rows)
        return [
            Rows(self.values[i : i + self.task_rows], i, **self.special.get(k, {}))  # type: ignore[arg-type]
            for k, i in enumerate(starts)
        ]

    def sample(self, rows: int = 2048) -> Matrix:
        return self.values[:: max(1, len(self.values) // rows)]


def table(n: int = 20_000, seed: int = 0, gap: float = 1.0) -> Matrix:
    """Three features, the second `gap` away from the first, and a target."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 3)) * [1.0, 1.0, 50.0] + [100.0, 0.0, 3e4]
    X[:, 1] = X[:, 0] - 100.0 + gap * X[:, 1] if gap < 1 else X[:, 1]
    y = X @ [1.5, -2.0, 0.1] + 3.0 + rng.normal(size=n)
    return np.column_stack([X, y])


def source(values: Matrix | None = None, **options: object) -> InMemory:
    values = table() if values is None else values
    names = ("x1", "x2", "x3", "y")
    if values.shape[1] == 5:
        names, options = (*names, "w"), {"weights": "w", **options}
    return InMemory(values, names, **options)  # type: ignore[arg-type]


def total(task: Task) -> float:
    """Work for the engines' tests: a sum whose bits depend on the order."""
    return float(sum(block.sum() for block in task.blocks()))


def fold(
    tasks: Sequence[Task],
    work: Work[Part],
    engine: str = "threads",
    scheduler: str | None = None,
    workers: int | None = None,
    progress: Callable[[Part], None] | None = None,
) -> Iterator[Part]:
    """One pass by an engine of its own: `work(task)` for each task, in the order of the tasks."""
    check(engine, scheduler, workers)
    if not tasks:
        return
    with opened(engine, scheduler, workers, len(tasks)) as carry_out:
        for part in carry_out(tasks, work):
            if progress is not None:
                progress(part)
            yield part


def fit_source(data: InMemory, **options: Any) -> ds.Fit:
    """What `ds.fit` makes of such a source."""
    with patch("downslope.fitting.fit.open_data", lambda *given, **options: data):
        return ds.fit("part.parquet", "y", **({"engine": "threads"} | options))
