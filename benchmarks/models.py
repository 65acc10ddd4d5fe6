"""Fits of other models: against scikit-learn and statsmodels, in passes, and along a path.

python -m benchmarks models                5 million rows in files
MODEL_ROWS=2e7 python -m benchmarks models
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.scale_sides import peak_megabytes
from benchmarks.timing import Row, ratio

ROWS = int(float(os.environ.get("MODEL_ROWS", "5e6")))
IN_MEMORY = (1_000_000, 20)
PATH = (100_000, 100)
PENALTIES, FILES, FOLDS = 100, 20, 5
# Shapes of LassoCV, with the correlation of their columns, and the ratios that are wanted.
CROSS_VALIDATED = (((ROWS // 5, 50, 0.5), 20.0), ((ROWS // 25, 200, 0.95), 200.0))
RIDGE = (ROWS, 20)
ROUNDS = int(os.environ.get("MODEL_ROUNDS", "3"))


def rows() -> Iterator[Row]:
    yield from _logistic()
    yield from _passes()
    yield _path()
    yield from _cross_validated()


def _classes(n: int, d: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    X = rng.normal(size=(n, d))
    return X, (rng.uniform(size=n) < 1 / (1 + np.exp(-X @ np.linspace(-1, 1, d)))).astype(float)


def _logistic() -> Iterator[Row]:
    import statsmodels.api as sm
    from sklearn.linear_model import LogisticRegression

    from downslope.fitting.model_fit import fit_model
    from downslope.models.logistic import Logistic

    n, d = IN_MEMORY
    X, y = _classes(n, d, np.random.default_rng(0))

    def ours() -> Any:
        return fit_model(Logistic(X, y))

    def theirs() -> Any:
        # As many digits as its float64 has.
        return LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-8).fit(X, y)

    def statistics() -> Any:
        return sm.Logit(y, sm.add_constant(X)).fit(disp=0)

    fit = ours()
    error = np.abs(theirs().coef_[0] - fit.coef).max()
    size = f"logistic {n / 1e6:g}M×{d}"
    note = f"{fit.digits.min():.1f} digits certified in {fit.passes} passes; theirs off {error:.0e}"
    what = f"{size}: scikit-learn's newton-cholesky / certified fit"
    yield Row(what, 1 / ratio(ours, theirs, ROUNDS), 1.5, True, note)
    what = f"{size}: statsmodels / certified fit"
    yield Row(what, 1 / ratio(ours, statistics, ROUNDS), 5.0, True)


def _passes() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder)
        runs: dict[str, list[dict[str, float]]] = {"least-squares": [], "logistic": []}
        for _ in range(ROUNDS):
            for model, found in runs.items():
                found.append(_run(folder, model))
    squares, logistic = (min(each, key=lambda run: run["busy"]) for each in runs.values())
    size = f"Parquet {ROWS / 1e6:g}M×10, logistic"
    each = logistic["busy"] / logistic["passes"] / squares["busy"]
    yield Row(f"{size}: passes", logistic["passes"], 8)
    note = f"processor time {logistic['busy']:.2f} s, {squares['busy']:.2f} s"
    yield Row(f"{size}: a pass / that of least squares", each, 1.5, note=note)
    yield Row(f"{size}: peak memory, MB", max(r["peak"] for r in runs["logistic"]), 400)


def _write(folder: Path) -> None:
    import polars as pl

    rng = np.random.default_rng(0)
    for i in range(FILES):
        X, y = _classes(ROWS // FILES, 10, rng)
        columns = {f"x{j}": X[:, j] for j in range(10)} | {"y": y}
        pl.DataFrame(columns).write_parquet(folder / f"part-{i:02}.parquet", compression="snappy")


def _run(folder: Path, model: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.models", str(folder), model]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _path() -> Row:
    from sklearn.linear_model import lasso_path

    from downslope.models.lasso import Lasso
    from downslope.solvers.active_set import minimize_path
    from downslope.solvers.quadratic import Quadratic
    from downslope.summary import Summary

    n, d = PATH
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, d))
    y = X @ np.where(np.arange(d) < 30, rng.normal(size=d), 0.0) + 3 * rng.normal(size=n)
    summary = Summary.from_rows(X, y)
    largest = np.abs((X - X.mean(axis=0)).T @ (y - y.mean())).max() / n
    alphas = largest * np.logspace(0, -3, PENALTIES)
    centered, around = X - X.mean(axis=0), y - y.mean()

    def theirs() -> np.ndarray:
        return lasso_path(centered, around, alphas=alphas)[1]

    def ours() -> np.ndarray:
        # The loss is ½ the mean of squares, as scikit-learn's.
        model = Lasso.from_summary(summary, loss="half-mse")
        path = minimize_path(model, Quadratic.of_summary(model, summary), alphas)
        return np.array([each.weights[:d] for each in path]).T

    off = np.abs(ours() - theirs()).max()
    what = f"lasso, {PENALTIES} penalties, {n:,}×{d}: scikit-learn / from the summary, certified"
    return Row(what, 1 / ratio(ours, theirs, ROUNDS), 5.0, True, f"weights differ by {off:.0e}")


def _cross_validated() -> Iterator[Row]:
    """Time penalties with folds: the lasso by LassoCV, and ridge one fit after another."""
    from sklearn.linear_model import LassoCV, Ridge

    import downslope as ds

    for (n, d, rho), target in CROSS_VALIDATED:
        rng = np.random.default_rng(0)
        shared = np.sqrt(rho) * rng.normal(size=(n, 1))
        X = shared + np.sqrt(1 - rho) * rng.normal(size=(n, d))
        y = X[:, :10] @ rng.normal(size=10) + rng.normal(size=n)

        def ours(X: Any = X, y: Any = y) -> Any:
            return ds.path(X, y, folds=FOLDS, standardize=False)

        def theirs(X: Any = X, y: Any = y) -> Any:
            return LassoCV(cv=FOLDS, n_jobs=1).fit(X, y)

        path, other = ours(), theirs()
        gaps = (
            f"gap {path.gap.max() / path.variance:.0e}, its {other.dual_gap_ / path.variance:.0e}"
        )
        what = f"lasso, {PENALTIES} penalties × {FOLDS} folds, {n:,}×{d}, correlation {rho}"
        yield Row(f"{what}: LassoCV / path", 1 / ratio(ours, theirs, 1), target, True, gaps)
    n, d = RIDGE
    X = np.random.default_rng(0).normal(size=(n, d))
    y = X[:, 0] + np.random.default_rng(1).normal(size=n)
    kept = np.arange(n) % FOLDS > 0

    def one_fit() -> Any:
        return Ridge(1.0).fit(X[kept], y[kept])

    def all_of_them() -> Any:
        return ds.path(X, y, penalty="ridge", folds=FOLDS)

    fits = PENALTIES * FOLDS + 1
    value = fits / ratio(all_of_them, one_fit, ROUNDS)
    what = f"ridge, {PENALTIES} penalties × {FOLDS} folds, {n:,}×{d}: {fits} times Ridge / path"
    yield Row(what, value, 400.0, True, "of one fit, times their number")


def measure(folder: str, model: str) -> dict[str, float]:
    """Fit the files in this process."""
    import downslope as ds

    ds.fit(folder, "y", ["x0"], model=model, engine="threads")  # loads all modules
    before = time.process_time()
    fit = ds.fit(folder, "y", model=model, engine="threads")
    busy = time.process_time() - before
    return {
        "busy": busy,
        "peak": peak_megabytes(),
        "passes": fit.passes if model != "least-squares" else 1,
    }


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:])))
