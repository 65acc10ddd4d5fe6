"""Closed forms of several libraries: time, error, and memory in one run.

Each library is timed several times in a row after one call that is not counted. Otherwise the
threads that one library leaves spinning would slow the next. The error is the worst relative error
of a slope against `accuracy="full"`, which is correctly rounded; if that was not run, against the
standard answer.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

import downslope as ds
from benchmarks.page import Grid
from benchmarks.timing import Row

grids: list[Grid] = []

Call = Callable[[], np.ndarray]
SHAPES = [(100, 1, 301), (1_000, 10, 101), (1_000_000, 20, 7), (100_000, 1_000, 3)]
LARGE = 10**10  # n·d²; above this only the fast libraries are timed
PEERS = ("numpy", "scipy", "scikit-learn", "scikit-learn-intelex", "statsmodels")
GRAM, LSTSQ, SKLEARN = "X.T @ X", "numpy lstsq", "scikit-learn"
STANDARD, FULL = "downslope standard", "downslope full"


def rows() -> list[Row]:
    claims = []
    for n, d, repeats in SHAPES:
        X, y = data(n, d)
        calls = peers(X, y)
        if n * d * d > LARGE:
            calls = {name: calls[name] for name in (GRAM, STANDARD, SKLEARN) if name in calls}
        times, values = measure(calls, repeats)
        grids.append(grid(n, d, times, values))
        claims += claimed(n, d, times, X, y)
    return claims


def claimed(n: int, d: int, times: dict[str, float], X: np.ndarray, y: np.ndarray) -> list[Row]:
    """Return the claims about this shape."""
    shape, ours = f"{n:.0e}×{d}".replace("e+0", "e"), times[STANDARD]
    found = []
    if n >= 10**5:
        found.append(Row(f"solve / X.T @ X, {shape}", ours / times[GRAM], 1.6 if d < 100 else 1.5))
    if n < 10**5:
        found.append(Row(f"solve / np.linalg.lstsq, {shape}", ours / times[LSTSQ], 5))
    if SKLEARN in times:
        least = {20: 9.0, 1000: 3.5}.get(d, 1.0)
        found.append(Row(f"scikit-learn / solve, {shape}", times[SKLEARN] / ours, least, True))
    if n == 10**6:
        found.append(Row(f"solve, full / lstsq, {shape}", times[FULL] / times[LSTSQ], 1.0))
        found.append(Row(f"MB beyond the input, {shape}", peak_megabytes(X, y), 50))
    return found


def data(n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    X = rng.standard_normal((n, d)) + rng.uniform(0.0, 50.0, d)
    return X, X @ rng.standard_normal(d) + rng.standard_normal(n)


def peers(X: np.ndarray, y: np.ndarray) -> dict[str, Call]:
    """Return a call for each name that returns the slopes."""
    calls: dict[str, Call] = {
        GRAM: lambda: X.T @ X,
        STANDARD: lambda: ds.solve(X, y).coef,
        FULL: lambda: ds.solve(X, y, accuracy="full").coef,
        LSTSQ: lambda: np.linalg.lstsq(with_ones(X), y, rcond=None)[0][:-1],
        "scipy lstsq (gelsy)": lambda: gelsy(X, y),
    }
    for name, module in ((SKLEARN, "sklearn"), ("scikit-learn-intelex", "sklearnex")):
        regression = optional(f"{module}.linear_model")
        if regression is not None:
            calls[name] = partial(slopes_of, regression.LinearRegression, X, y)
    api = optional("statsmodels.api")
    if api is not None:
        calls["statsmodels OLS"] = lambda: api.OLS(y, with_ones(X)).fit().params[:-1]
    return calls


def slopes_of(estimator: Callable[[], Any], X: np.ndarray, y: np.ndarray) -> np.ndarray:
    slopes: np.ndarray = estimator().fit(X, y).coef_
    return slopes


def optional(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        return None


def with_ones(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, np.ones(len(X))])


def gelsy(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    from scipy.linalg import lstsq

    weights: np.ndarray = lstsq(with_ones(X), y, lapack_driver="gelsy")[0]
    return weights[:-1]


def measure(calls: dict[str, Call], repeats: int) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Return the median seconds and the result of each call."""
    times, values = {}, {}
    for name, call in calls.items():
        values[name] = call()
        taken = []
        for _ in range(repeats):
            clock = time.perf_counter()
            call()
            taken.append(time.perf_counter() - clock)
        times[name] = statistics.median(taken)
    return times, values


def grid(n: int, d: int, times: dict[str, float], values: dict[str, np.ndarray]) -> Grid:
    """Return each library's time and error; the reference has no error."""
    truth = FULL if FULL in values else STANDARD
    lines = []
    for name, seconds in times.items():
        has_none = name == GRAM or name == truth != FULL
        error = "" if has_none else f"{np.max(np.abs(values[name] / values[truth] - 1)):.1e}"
        lines.append((name, f"{1000 * seconds:.3f}", f"{seconds / times[STANDARD]:.2f}", error))
    columns = ("library", "ms", "/ downslope", "worst error")
    return Grid(f"{n:,} rows × {d} columns", columns, tuple(lines))


def peak_megabytes(X: np.ndarray, y: np.ndarray) -> float:
    tracemalloc.start()
    ds.solve(X, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def versions() -> str:
    return ", ".join(f"{name} {_version(name)}" for name in PEERS)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
