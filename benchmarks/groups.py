"""Many regressions from one pass: groups against pandas with scikit-learn, and rolling windows.

    python -m benchmarks groups                10 million rows in 100,000 groups, 5 million windows
    GROUP_ROWS=1e5 python -m benchmarks groups

A loop over all groups takes minutes, so scikit-learn fits some of them, after pandas has split all,
and its time is scaled. Weights of these groups are compared with `np.linalg.lstsq` on columns about
their means.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

import downslope as ds
from benchmarks.timing import Row, fastest

ROWS = int(float(os.environ.get("GROUP_ROWS", "1e7")))
GROUPS, FEATURES = max(ROWS // 100, 10), 3
SHARE = 20  # scikit-learn fits one group in 20
WINDOWED, COLUMNS, LENGTH = ROWS // 2, 5, 500
ROUNDS = 2


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "table.parquet"
        yield from _groups(file)
        yield from _windows(file)


def _groups(file: Path) -> Iterator[Row]:
    rng = np.random.default_rng(0)
    g = rng.integers(0, GROUPS, ROWS)
    X = rng.normal(scale=1e4, size=(GROUPS, FEATURES))[g] + rng.normal(size=(ROWS, FEATURES))
    y = X @ np.arange(1.0, FEATURES + 1) + rng.normal(size=ROWS)
    names = [f"x{j}" for j in range(FEATURES)]
    pl.DataFrame({"g": g, **dict(zip(names, X.T, strict=True)), "y": y}).write_parquet(file)
    seconds, fits = fastest(lambda: ds.fit(file, "y", names, by="g"), ROUNDS)
    theirs, weights = _scikit_learn(file, names)
    error = max(
        float(np.abs(fits.weights[fits.labels.index(label), :FEATURES] / truth - 1).max())
        for label, truth in _truth(file, names, list(weights)[:200]).items()
    )
    size = f"{ROWS / 1e6:g}M×{FEATURES} in {GROUPS:,} groups"
    note = (
        f"{seconds:.2f} s, error {error:.0e}; {theirs:.1f} s, scaled from {len(weights):,} groups"
    )
    yield Row(f"{size}: pandas + scikit-learn / fit by", theirs / seconds, 80.0, True, note)
    if find_spec("polars_ols"):
        others, _ = fastest(lambda: _polars_ols(file, names), ROUNDS)
        yield Row(f"{size}: polars-ols / fit by", others / seconds, 5.0, True, f"{others:.1f} s")


def _polars_ols(file: Path, names: list[str]) -> pl.DataFrame:
    import polars_ols  # noqa: F401 (adds `least_squares` to expressions)

    target: Any = pl.col("y")
    weights = target.least_squares.ols(*names, add_intercept=True, mode="coefficients")
    return pl.scan_parquet(file).select("g", weights.over("g").alias("w")).unique("g").collect()


def _scikit_learn(file: Path, names: list[str]) -> tuple[float, dict[int, np.ndarray]]:
    from sklearn.linear_model import LinearRegression

    began = time.perf_counter()
    frame = pd.read_parquet(file)
    parts = iter(frame.groupby("g"))
    some = [next(parts) for _ in range(max(GROUPS // SHARE, 5))]
    split = time.perf_counter() - began
    began, found = time.perf_counter(), {}
    for label, part in some:
        found[int(label)] = LinearRegression().fit(part[names], part["y"]).coef_
    fitted = time.perf_counter() - began
    return split + fitted * GROUPS / len(some), found


def _truth(file: Path, names: list[str], labels: list[int]) -> dict[int, np.ndarray]:
    frame = pl.scan_parquet(file).filter(pl.col("g").is_in(labels)).collect()
    found = {}
    for (label,), part in frame.group_by("g"):
        table = part[[*names, "y"]].to_numpy().astype(np.longdouble)
        table = (table - table.mean(axis=0)).astype(np.float64)
        found[int(str(label))] = np.linalg.lstsq(table[:, :-1], table[:, -1], rcond=None)[0]
    return found


def _windows(file: Path) -> Iterator[Row]:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(WINDOWED, COLUMNS))
    y = X.sum(axis=1) + rng.normal(size=WINDOWED)
    names = [f"x{j}" for j in range(COLUMNS)]
    pl.DataFrame({**dict(zip(names, X.T, strict=True)), "y": y}).write_parquet(file)
    seconds, fits = fastest(lambda: ds.fit(file, "y", window=LENGTH), ROUNDS)
    last = np.column_stack([X[-LENGTH:], np.ones(LENGTH)])
    truth = np.linalg.lstsq(last, y[-LENGTH:], rcond=None)[0]
    error = float(np.abs(fits.weights[-1] / truth - 1).max())
    what = f"rolling windows of {LENGTH} over {WINDOWED / 1e6:g}M×{COLUMNS}: seconds"
    yield Row(what, seconds, 5.0, note=f"{len(fits):,} windows, error of the last {error:.0e}")
