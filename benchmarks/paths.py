"""Paths of 100 penalties with cross-validation, against scikit-learn and against a fit's pass.

    python -m benchmarks paths                   a fifth of the rows that the targets are for
    PATH_SHARE=1 python -m benchmarks paths      all of them: scikit-learn takes three minutes

Rows are in memory, except for the pass over Parquet. scikit-learn's time grows with the rows; the
path's has a part that does not, so ratios grow with the rows. Of scikit-learn's 501 ridge fits, a
few are measured, each with its slice of the rows and its error on the others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import downslope as ds
from benchmarks.timing import Row, fastest, fastest_sides

SHARE = float(os.environ.get("PATH_SHARE", "0.2"))
FOLDS, ALPHAS = 5, 100
RIDGE_FITS = ALPHAS * FOLDS + 1


def rows() -> Iterator[Row]:
    yield _lasso(1_000_000, 50, 0.5, 20.0)
    yield _lasso(200_000, 200, 0.95, 200.0)
    yield _ridge(5_000_000, 20)
    yield from _pass(20_000_000, 20)


def _table(n: int, d: int, shared: float) -> tuple[np.ndarray, np.ndarray]:
    """Return columns with this correlation, of which a fifth predict the target."""
    rng = np.random.default_rng(0)
    X = np.sqrt(1 - shared) * rng.normal(size=(n, d)) + np.sqrt(shared) * rng.normal(size=(n, 1))
    return X, X @ np.where(np.arange(d) < d // 5, rng.normal(size=d), 0.0) + rng.normal(size=n)


def _lasso(most: int, d: int, shared: float, target: float) -> Row:
    from sklearn.linear_model import LassoCV

    n = int(most * SHARE)
    X, y = _table(n, d, shared)
    ours, path = fastest(lambda: ds.path(X, y, folds=FOLDS, standardize=False))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it has not converged: the gap says so
        theirs, model = fastest(lambda: LassoCV(cv=FOLDS).fit(X, y), 1)
    note = (
        f"{ours:.2f} s, largest gap {path.gap.max() / path.variance:.0e} of the variance; "
        f"{theirs:.1f} s, gap of the choice {model.dual_gap_ / path.variance:.0e}"
    )
    what = f"{n:,}×{d}, correlation {shared:g}: LassoCV / path"
    return Row(what, theirs / ours, target, True, note)


def _ridge(most: int, d: int) -> Row:
    from sklearn.linear_model import Ridge

    n = int(most * SHARE)
    X, y = _table(n, d, 0.5)
    ours, path = fastest(lambda: ds.path(X, y, penalty="ridge", folds=FOLDS, standardize=False))
    test = np.arange(n) < n // FOLDS

    def one() -> float:
        model = Ridge(float(path.alphas[ALPHAS // 2])).fit(X[~test], y[~test])
        return float(np.square(y[test] - model.predict(X[test])).mean())

    theirs, _ = fastest(one)
    note = (
        f"{ours:.2f} s; a fit and its error {theirs:.2f} s, times {RIDGE_FITS}; "
        f"largest gap {path.gap.max() / path.variance:.0e} of the variance"
    )
    what = f"{n:,}×{d}: {RIDGE_FITS} ridge fits of scikit-learn / path"
    return Row(what, RIDGE_FITS * theirs / ours, 400.0, True, note)


def _pass(most: int, d: int) -> Iterator[Row]:
    """Compare a path with ten folds to a fit of the same file, each in a process of its own."""
    n = int(most * SHARE)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "table.parquet"
        code = f"from benchmarks.paths import write; write({str(file)!r}, {n}, {d})"
        subprocess.run([sys.executable, "-c", code], check=True)
        sides = fastest_sides({"fit": file, "path": file})
    fit, path = sides["fit"], sides["path"]
    size = f"Parquet {n / 1e6:g}M×{d}, ten folds"
    note = f"{path['seconds']:.2f} s, {fit['seconds']:.2f} s"
    yield Row(f"{size}: path / fit", path["seconds"] / fit["seconds"], 1.4, note=note)
    yield Row(f"{size}: the same in processor time", path["busy"] / fit["busy"], 1.4)
    yield Row(f"{size}: peak memory, MB", path["peak"], 500.0)


def write(file: str, n: int, d: int) -> None:
    """Write a table in row groups of a million, as pyarrow and pandas do."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [*(f"x{j}" for j in range(d)), "y"]
    with pq.ParquetWriter(file, pa.schema([(name, pa.float64()) for name in names])) as writer:
        for start in range(0, n, 1_000_000):
            X, y = _table(min(1_000_000, n - start), d, 0.5)
            writer.write_table(pa.table([*X.T, y], names=names))
