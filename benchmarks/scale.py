"""Scale: the fold against the bare reading of the same blocks, and clusters against threads.

Tables are generated into a folder that is removed again. The bare reading yields every block and
looks at none; all sides of a ratio read the same files in one run, the page cache warm.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.timing import Row, ratio
from downslope import streaming, workbench
from downslope.engines import fold
from downslope.sources.stream import Source, Task
from downslope.streaming import Run

ROWS, COLUMNS, FILES = 5_000_000, 10, 4
ROUNDS = 5


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder))
        source = workbench.open_source(folder, "y")
        here = partial(streaming.summarize, source)
        return [
            Row(
                f"threads: fold / bare reading, {ROWS / 1e6:g}M×{COLUMNS}",
                ratio(here, partial(_scan, source), ROUNDS),
                1.3,
            ),
            *(
                Row(
                    f"{engine}, started and ended / threads, {ROWS / 1e6:g}M×{COLUMNS}",
                    ratio(partial(streaming.summarize, source, Run(engine, workers=2)), here, 3),
                    1.3,
                )
                for engine in ("dask", "ray")
            ),
        ]


def _scan(source: Source) -> int:
    return sum(fold(source.tasks(), _count))


def _count(task: Task) -> int:
    return sum(len(block) for block in task.blocks())


def _write(folder: Path) -> None:
    rng = np.random.default_rng(0)
    for place in range(FILES):
        X = rng.normal(size=(ROWS // FILES, COLUMNS))
        columns = {f"x{j}": X[:, j] for j in range(COLUMNS)}
        y = X.sum(axis=1) + rng.normal(size=len(X))
        pl.DataFrame({**columns, "y": y}).write_parquet(folder / f"part-{place}.parquet")
