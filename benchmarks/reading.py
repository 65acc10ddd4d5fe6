"""Reading block by block against bare scans of pyarrow and polars: time and peak memory.

    python -m benchmarks.reading [--rows 5000000]

Each run has its own process, so that peaks of memory do not mix. The readers take turns, and the
fastest run of each counts, because a disturbance can only slow a run. A bare scan decodes the data
and discards them. Downslope checks every value and turns columns into row-major blocks; the fold
adds one product per block, the smallest cost of a summary.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

FEATURES = 10
FILES = 8
ROUNDS = 3


def generate(folder: Path, rows: int) -> None:
    import polars as pl

    rng = np.random.default_rng(0)
    columns = {f"x{j}": rng.normal(size=rows) for j in range(FEATURES)}
    columns["y"] = sum(columns.values()) + rng.normal(size=rows)
    frame = pl.DataFrame(columns)
    (folder / "many").mkdir()
    step = -(-rows // FILES)
    for i in range(FILES):
        frame[i * step : (i + 1) * step].write_parquet(folder / "many" / f"part-{i}.parquet")
    frame.write_parquet(folder / "giant.parquet", row_group_size=rows)
    frame.head(rows // 4).write_csv(folder / "plain.csv", float_precision=6)


def _ours(path: Path) -> int:
    from downslope.data.open import open_source

    source = open_source(str(path), "y")
    return sum(len(block) for task in source.tasks() for block in task.blocks())


def _ours_threads(path: Path) -> int:
    from concurrent.futures import ThreadPoolExecutor

    from downslope.data.open import open_source

    with ThreadPoolExecutor(2) as pool:
        tasks = open_source(str(path), "y").tasks()
        return sum(pool.map(lambda task: sum(map(len, task.blocks())), tasks))


def _fold(path: Path) -> int:
    from concurrent.futures import ThreadPoolExecutor

    from threadpoolctl import threadpool_limits

    from downslope.data.open import open_source

    def work(task):
        count, gram = 0, 0.0
        for block in task.blocks():
            count, gram = count + len(block), gram + block.T @ block
        return count

    with threadpool_limits(1), ThreadPoolExecutor(2) as pool:
        return sum(pool.map(work, open_source(str(path), "y").tasks()))


def _polars(path: Path) -> int:
    import polars as pl

    scan = pl.scan_csv(path) if path.suffix == ".csv" else pl.scan_parquet(path)
    return sum(frame.height for frame in scan.collect_batches())


def _pyarrow(path: Path) -> int:
    import pyarrow.csv
    import pyarrow.parquet

    if path.suffix == ".csv":
        with pyarrow.csv.open_csv(path) as reader:
            return sum(batch.num_rows for batch in reader)
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    return sum(
        batch.num_rows
        for file in files
        for batch in pyarrow.parquet.ParquetFile(
            file, pre_buffer=False, buffer_size=1 << 20
        ).iter_batches()
    )


KINDS: dict[str, Callable[[Path], int]] = {
    "polars, bare": _polars,
    "pyarrow, bare": _pyarrow,
    "ours, one thread": _ours,
    "ours, two threads": _ours_threads,
    "ours and a fold": _fold,
}


def one(kind: str, path: Path) -> None:
    """Print seconds of reading, seconds of processor time, peak memory in MB, and rows."""
    import polars

    # Imports that a reader would otherwise make while it is timed.
    if kind.startswith("ours"):
        import threadpoolctl  # noqa: F401 (loaded before the clock)

        from downslope.data import frames  # noqa: F401 (loaded before the clock)
    elif kind.startswith("pyarrow"):
        import pyarrow.csv
        import pyarrow.parquet  # noqa: F401 (loaded before the clock)
    polars.DataFrame({"x": [1.0]}).lazy().select(polars.all().sum()).collect()  # threads are up
    clock, busy = time.perf_counter(), time.process_time()
    rows = KINDS[kind](path)
    seconds, busy = time.perf_counter() - clock, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, busy, peak, rows]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--one", nargs=2)
    parser.add_argument("--generate")
    given = parser.parse_args()
    if given.generate:
        return generate(Path(given.generate), given.rows)
    if given.one:
        return one(given.one[0], Path(given.one[1]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In another process, because a new process inherits the peak memory of its parent.
        _run("--generate", name, "--rows", str(given.rows))
        for path in (folder / "many", folder / "giant.parquet", folder / "plain.csv"):
            report(path)
    return None


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.reading", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def report(path: Path) -> None:
    found: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for kind, runs in found.items():
            runs.append(json.loads(_run("--one", kind, str(path))))
    best = {kind: min(runs) for kind, runs in found.items()}
    (rows,) = {run[3] for run in best.values()}  # all read the same rows
    print(f"{path.name}: {rows:,} rows × {FEATURES + 1} columns")
    busy = {kind: min(run[1] for run in runs) for kind, runs in found.items()}
    for kind, (seconds, *_) in best.items():
        peak = max(run[2] for run in found[kind])
        print(f"  {kind:18} {seconds:6.2f} s {busy[kind]:6.2f} s busy {peak:5.0f} MB", end="")
        for other in ("polars, bare", "pyarrow, bare"):
            time_ratio, busy_ratio = seconds / best[other][0], busy[kind] / busy[other]
            print(f"   {time_ratio:5.2f} ({busy_ratio:4.2f} busy) × {other.split(',')[0]}", end="")
        print()


if __name__ == "__main__":
    main()
