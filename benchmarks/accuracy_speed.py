"""Time and error of Downslope against its peers, as ratios from one run.

    python benchmarks/accuracy_speed.py [--quick]

Every time is the median of several calls in a row after one that is not counted: the threads that
one library leaves spinning would otherwise be charged to the next. Errors are the worst relative
error of a slope against `accuracy="full"`, which is correctly rounded.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
import tracemalloc
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from downslope.ladder import solve

SHAPES = [(100, 1, 301), (1_000, 10, 101), (1_000_000, 20, 7), (100_000, 1_000, 3)]


def peers(X, y):
    """Name → a call that returns the slopes."""
    n = len(y)
    calls = {
        "X.T @ X": lambda: X.T @ X,
        "downslope standard": lambda: solve(X, y).coef,
        "downslope full": lambda: solve(X, y, accuracy="full").coef,
        "numpy lstsq": lambda: _lstsq(X, y, n),
        "scipy lstsq (gelsy)": lambda: _gelsy(X, y, n),
    }
    linear = _linear_regression("sklearn.linear_model")
    if linear:
        calls["scikit-learn"] = lambda: linear().fit(X, y).coef_
    intel = _linear_regression("sklearnex.linear_model")
    if intel:
        calls["scikit-learn-intelex"] = lambda: intel().fit(X, y).coef_
    try:
        api = import_module("statsmodels.api")
    except ImportError:
        return calls
    calls["statsmodels OLS"] = lambda: api.OLS(y, api.add_constant(X)).fit().params[1:]
    return calls


def _linear_regression(module):
    try:
        return import_module(module).LinearRegression
    except ImportError:
        return None


def _lstsq(X, y, n):
    return np.linalg.lstsq(np.column_stack([X, np.ones(n)]), y, rcond=None)[0][:-1]


def _gelsy(X, y, n):
    from scipy.linalg import lstsq

    return lstsq(np.column_stack([X, np.ones(n)]), y, lapack_driver="gelsy")[0][:-1]


def measure(calls, repeats):
    times = {name: [] for name in calls}
    values = {}
    for name, call in calls.items():
        values[name] = call()
        for _ in range(repeats):
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(t) for name, t in times.items()}, values


def peak_megabytes(X, y, accuracy):
    tracemalloc.start()
    solve(X, y, accuracy=accuracy)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave out the largest shape")
    parser.add_argument("--only", type=int, help="rows of the one shape to run")
    options = parser.parse_args()
    names = ("numpy", "scipy", "scikit-learn", "scikit-learn-intelex", "statsmodels")
    print(platform.machine(), "Python", platform.python_version(), *map(_version, names))
    for n, d, repeats in SHAPES[: 3 if options.quick else 4]:
        if options.only not in (None, n):
            continue
        rng = np.random.default_rng(0)
        X = rng.standard_normal((n, d)) + rng.uniform(0.0, 50.0, d)
        y = X @ rng.standard_normal(d) + rng.standard_normal(n)
        calls = peers(X, y)
        if n * d * d > 10**10:
            for slow in ("downslope full", "scipy lstsq (gelsy)", "statsmodels OLS", "numpy lstsq"):
                calls.pop(slow, None)
        times, values = measure(calls, repeats)
        truth = values.get("downslope full")
        ours = times["downslope standard"]
        print(f"\n{n:,} × {d}   ratio = time / downslope standard")
        for name, seconds in times.items():
            error = ""
            if truth is not None and name != "X.T @ X":
                error = f"error {np.max(np.abs(values[name] / truth - 1.0)):.1e}"
            print(f"  {name:22s} {seconds * 1e3:11.3f} ms   ratio {seconds / ours:7.2f}   {error}")
        if n >= 10**5:
            for accuracy in ("standard", "full")[: 1 + (n > 10**5)]:
                peak = peak_megabytes(X, y, accuracy)
                print(f"  peak beyond the input, {accuracy}: {peak:.0f} MB")


def _version(name):
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"({name} not installed)"


if __name__ == "__main__":
    main()
