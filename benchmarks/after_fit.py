"""What comes with a fit: robust errors, accuracies, a formula, and predictions.

Ratios are of processor time, from pairs that take turns, since each side reads the same file.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import downslope as ds
from benchmarks.timing import Row

ROWS = int(float(os.environ.get("AFTER_FIT_ROWS", "1e6")))
COLUMNS, CLUSTERS, ROUNDS = 10, 20_000, 5


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        file, new = Path(name) / "rows.parquet", Path(name) / "new.parquet"
        _write(file)
        names = [f"x{j}" for j in range(COLUMNS)]
        size = f"Parquet {ROWS / 1e6:g}M×{COLUMNS}"
        plain = _fit(file, names)
        for what, work in (
            ("HC3", _fit(file, names, robust="HC3")),
            (f"CR1 of {CLUSTERS:,} clusters", _fit(file, names, cluster="firm")),
        ):
            yield Row(f"{size}: {what} / the plain fit, processor time", _ratio(work, plain), 2.2)
        any_order = _fit(file, names, accuracy="reproducible")
        for what, other, target in (
            ("the plain fit", plain, 3.0),
            ("accuracy full", _fit(file, names, accuracy="full"), 0.9),
        ):
            ratio = _ratio(any_order, other)
            yield Row(f"{size}: accuracy reproducible / {what}, processor time", ratio, target)
        levels = _fit(file, [*names, "kind"], categorical=["kind"])
        formula = f"y ~ {' + '.join(names)} + kind"
        written = _ratio(lambda: ds.fit(file, formula=formula, workers=2), levels)
        yield Row(f"{size}, 6 levels: a formula / the columns, processor time", written, 1.3)
        model = ds.fit(file, "y", names)

        def scan_and_write() -> None:
            scan = pl.scan_parquet(file).select(names)
            parts = [frame["x0"] for frame in scan.collect_batches()]
            pl.DataFrame({"prediction": pl.concat(parts)}).write_parquet(new)

        predicted = _ratio(lambda: model.predict_file(file, new), scan_and_write)
        what = f"{size}: predict / a bare scan and writing, processor time"
        yield Row(what, predicted, 1.5)


def _fit(file: Path, names: list[str], **options: Any) -> Callable[[], object]:
    return lambda: ds.fit(file, "y", names, workers=2, **options)


def _ratio(one: Callable[[], object], other: Callable[[], object]) -> float:
    """Return the median of the ratios of pairs."""
    found = []
    for _ in range(ROUNDS + 1):
        found.append(_busy(one) / _busy(other))
    return statistics.median(found[1:])  # the first loads what both need


def _busy(work: Callable[[], object]) -> float:
    clock = time.process_time()
    work()
    return time.process_time() - clock


def _write(file: Path) -> None:
    rng = np.random.default_rng(0)
    data = {f"x{j}": rng.normal(size=ROWS) + j for j in range(COLUMNS)}
    y = sum((j + 1.0) * data[f"x{j}"] for j in range(COLUMNS)) + rng.normal(size=ROWS)
    kinds = rng.choice(np.array(list("abcdef")), ROWS)
    firms = rng.integers(0, CLUSTERS, ROWS)
    table = pl.DataFrame({**data, "y": y, "kind": kinds, "firm": firms})
    table.write_parquet(file, row_group_size=2**17)
