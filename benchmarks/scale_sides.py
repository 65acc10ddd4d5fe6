"""One side of a comparison in its own process: seconds, peak memory, and weights.

    python -m benchmarks.scale_sides SIDE FOLDER-OR-FILE

Imports and the start of threads are not timed with the work; `start` is the time they take.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

CORES = 2
Side = Callable[[Path], Callable[[], Any]]  # from the data to the work that is timed


def peak_megabytes() -> float:
    """Return the peak of this process alone; `ru_maxrss` includes the peak of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def files(path: Path) -> list[Path]:
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


# --- bare scans -----------------------------------------------------------------------------


def pyarrow_scan(path: Path) -> Callable[[], None]:
    import pyarrow.parquet as pq

    def one(file: Path) -> int:
        reader = pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)
        return sum(batch.num_rows for batch in reader.iter_batches())

    def work() -> None:
        with ThreadPoolExecutor(CORES) as pool:
            sum(pool.map(one, files(path)))

    return work


def polars_scan(path: Path) -> Callable[[], None]:
    import polars as pl

    pl.DataFrame({"x": [1.0]}).lazy().select(pl.all().sum()).collect()  # starts its threads

    def work() -> None:
        scan = pl.scan_csv(path) if path.suffix == ".csv" else pl.scan_parquet(path)
        sum(frame.height for frame in scan.collect_batches())

    return work


# --- fits -------------------------------------------------------------------------------------


def fit(path: Path) -> Callable[[], Any]:
    import polars as pl
    import scipy.special  # noqa: F401 (loaded before the clock)

    from downslope.data import parquet  # noqa: F401 (loaded before the clock)
    from downslope.data.engines import threads  # noqa: F401 (loaded before the clock)
    from downslope.fitting.fit import fit
    from downslope.fitting.passes import reader as reader_module  # noqa: F401 (loaded before the clock)
    from downslope.numerics.threads import one_blas_thread

    pl.DataFrame({"x": [1.0]}).lazy().select(pl.all().sum()).collect()
    one_blas_thread()  # finds the BLAS libraries
    return lambda: fit(str(path), "y", workers=CORES).solution.weights


def penalties(path: Path) -> Callable[[], Any]:
    """Fit 100 penalties and cross-validate them in ten folds."""
    fit(path)  # loads what both need

    import downslope as ds

    def work() -> Any:
        found = ds.path(str(path), "y", folds=10, workers=CORES)
        return np.append(found.coef[found.best], found.intercepts[found.best])

    return work


def full_fit(path: Path) -> Callable[[], Any]:
    from downslope.fitting.fit import fit

    return lambda: fit(str(path), "y", accuracy="full").solution.weights


def scikit_learn(path: Path) -> Callable[[], Any]:
    import pandas as pd
    import pyarrow.dataset  # noqa: F401 (loaded before the clock)
    from sklearn.linear_model import LinearRegression

    def work() -> Any:
        frame = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
        model = LinearRegression().fit(frame.drop(columns="y"), frame["y"])
        return np.append(model.coef_, model.intercept_)

    return work


def on_engine(engine: str) -> Side:
    def side(path: Path) -> Callable[[], Any]:
        from downslope.data.engines import opened
        from downslope.data.open import open_source
        from downslope.fitting.passes.ladder_passes import Summarize, Summarized
        from downslope.fitting.passes.reader import total
        from downslope.fitting.passes.sample import near_means, sampled
        from downslope.fitting.summary_design import solve_summary
        from downslope.summary import Summary

        source = open_source(str(path), "y")
        origin = near_means(sampled(source), source.schema)
        fold, tasks = Summarize(source.schema, origin, None), source.tasks()
        empty = Summarized(Summary.empty(origin), None, 0, 0)
        engine_there = opened(engine, workers=CORES)
        carry_out = engine_there.__enter__()
        list(carry_out(tasks[: 4 * CORES], fold))  # workers have started and imported

        def work() -> Any:
            whole = total(carry_out(tasks, fold), empty)
            return solve_summary(whole.summary).weights

        work.close = lambda: engine_there.__exit__(None, None, None)  # type: ignore[attr-defined]
        return work

    return side


def spark_session() -> Any:
    """Start a session as a user would, quiet and with as many cores as the other sides."""
    from pyspark.sql import SparkSession

    options = {
        "spark.master": f"local[{CORES}]",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "2g",
        "spark.log.level": "ERROR",
        "spark.sql.files.maxPartitionBytes": "32m",
    }
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def spark_frame(path: Path) -> Callable[[], Any]:
    from downslope.fitting.fit import fit

    session = spark_session()
    frame = session.read.parquet(str(path))
    fit(frame.limit(1000).repartition(CORES), "y")  # workers have started and imported
    return lambda: fit(frame, "y").solution.weights


def spark_ml(path: Path) -> Callable[[], Any]:
    from pyspark.ml.feature import VectorAssembler
    from pyspark.ml.regression import LinearRegression

    session = spark_session()
    frame = session.read.parquet(str(path))
    columns = [name for name in frame.columns if name != "y"]
    model = LinearRegression(labelCol="y", solver="normal")

    def work(rows: Any = frame) -> Any:
        made = VectorAssembler(inputCols=columns, outputCol="features").transform(rows)
        found = model.fit(made.select("features", "y"))
        return np.append(found.coefficients.toArray(), found.intercept)

    work(frame.limit(1000))  # its classes are loaded
    return work


# --- many columns -------------------------------------------------------------------------------


def blas(path: Path) -> Callable[[], Any]:
    """Compute XᵀX of rows in memory, one thread per core: the least work of a summary."""
    from downslope.numerics.threads import one_blas_thread

    X = np.load(path)
    parts = np.array_split(X, 8 * CORES)

    def work() -> None:
        with one_blas_thread(), ThreadPoolExecutor(CORES) as pool:
            sum(pool.map(lambda part: part.T @ part, parts))

    return work


def summary_of_arrays(path: Path) -> Callable[[], Any]:
    from downslope.data.array_source import of_arrays
    from downslope.fitting import passes
    from downslope.fitting.passes import reader as reader_module
    from downslope.fitting.summary_design import solve_summary

    X = np.load(path)
    source = of_arrays(X[:, :-1], X[:, -1])

    def work() -> Callable[[], Any]:
        summary = passes.summarize(source, reader_module.ReadOptions(workers=CORES)).summary
        return lambda: solve_summary(summary).weights  # after the clock: products are compared

    return work


def refined(path: Path) -> Callable[[], Any]:
    """Compute reference weights: normal equations, refined with residuals in long double."""
    from scipy.linalg import cho_factor, cho_solve

    X = np.load(path)
    X, y = np.column_stack([X[:, :-1], np.ones(len(X))]), X[:, -1]
    factor = cho_factor(X.T @ X)

    def work() -> Any:
        weights = np.zeros(X.shape[1], dtype=np.longdouble)
        for _ in range(4):
            gradient = np.zeros_like(weights)
            for start in range(0, len(X), 10_000):
                rows = X[start : start + 10_000].astype(np.longdouble)
                gradient += rows.T @ (y[start : start + 10_000] - rows @ weights)
            weights += cho_solve(factor, gradient.astype(float))
        return weights

    return work


SIDES: dict[str, Side] = {
    "pyarrow": pyarrow_scan,
    "polars": polars_scan,
    "fit": fit,
    "path": penalties,
    "full": full_fit,
    "scikit-learn": scikit_learn,
    "threads": on_engine("threads"),
    "dask": on_engine("dask"),
    "ray": on_engine("ray"),
    "spark": on_engine("spark"),
    "spark-frame": spark_frame,
    "spark-ml": spark_ml,
    "blas": blas,
    "arrays": summary_of_arrays,
    "refined": refined,
}


def main() -> None:
    began = time.perf_counter()
    work = SIDES[sys.argv[1]](Path(sys.argv[2]))
    clock, busy = time.perf_counter(), time.process_time()
    weights = work()
    seconds, busy = time.perf_counter() - clock, time.process_time() - busy
    getattr(work, "close", lambda: None)()
    if callable(weights):
        weights = weights()
    found = {
        "seconds": seconds,
        "busy": busy,
        "start": clock - began,
        "peak": peak_megabytes(),
        "weights": None if weights is None else [float(weight) for weight in weights],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
