"""Large data: fits against bare scans, scikit-learn, BLAS, and clusters; time, memory, error.

    python -m benchmarks scale            50 million rows, about 10 minutes and 3 GB of disk
    SCALE_ROWS=5e6 python -m benchmarks scale

Tables are generated in a temporary folder. The large table has ten links to every file of the small
one, so that it stays in the system's cache and both have the same weights. The files are written by
pyarrow, as pandas does. Files from polars' own writer, which have no dictionaries and which every
reader scans faster, are measured too. Each side runs in its own process, so that peaks of memory do
not mix. The sides take turns, and the fastest run of each counts, because a disturbance can only
slow a run. The error is the largest relative error of a weight, against weights from products in
100 bits or, for many columns, from residuals in extended precision.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.timing import Row, Run, fastest_sides, module, side

ROWS = int(float(os.environ.get("SCALE_ROWS", "5e7")))
COPIES, COLUMNS, FILES = 10, 10, 20
MANY, MANY_ROWS = 500, 200_000


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        module("benchmarks.scale", name)  # a process inherits the peak of its parent
        small, large = folder / "small", folder / "large"
        truth = np.array(side("full", small)["weights"])
        yield from _parquet(small, large, truth)
        yield from _plain(folder / "plain-large", truth)
        yield from _giant(folder, truth)
        yield from _against_scikit_learn(small, truth)
        yield from _csv(folder / "small.csv", truth)
        yield from _many_columns(folder / "many.npy")
        yield from _clusters(large, truth)


def _parquet(small: Path, large: Path, truth: np.ndarray) -> Iterator[Row]:
    size = f"Parquet {ROWS / 1e6:g}M×{COLUMNS}"
    best = fastest_sides({"fit": large, "pyarrow": large})
    fit, scan = best["fit"], best["pyarrow"]
    few = side("fit", small)
    note = f"{_seconds(fit, truth)}; {_seconds(scan)}"
    yield Row(f"{size}: fit / pyarrow's bare scan", _ratio(fit, scan), 1.3, note=note)
    busy = fit["busy"] / scan["busy"]
    yield Row(f"{size}: the same in processor time", busy, 1.3)
    yield Row(f"{size}: peak memory, MB", fit["peak"], 400.0)
    note = f"{few['peak']:.0f} MB with a tenth of the rows"
    yield Row(f"{size}: memory / of a tenth of it", fit["peak"] / few["peak"], 1.1, note=note)


def _plain(large: Path, truth: np.ndarray) -> Iterator[Row]:
    best = fastest_sides({"fit": large, "pyarrow": large})
    fit, scan = best["fit"], best["pyarrow"]
    note = f"{_seconds(fit, truth)}; {_seconds(scan)}"
    what = "the same, written by polars: fit / pyarrow's bare scan"
    yield Row(what, _ratio(fit, scan), 1.3, note=note)


def _giant(folder: Path, truth: np.ndarray) -> Iterator[Row]:
    files = {times: folder / f"giant-{times}.parquet" for times in (1, COPIES)}
    one, ten = (side("fit", file) for file in files.values())
    scans = [side(reader, files[COPIES]) for reader in ("pyarrow", "polars")]
    size = f"one row group of {ROWS // COPIES / 1e6:g}M"
    yield Row(f"{size}: peak memory, MB", ten["peak"], 400.0, note=_seconds(ten, truth))
    note = f"{one['peak']:.0f} MB with a tenth of the rows"
    yield Row(f"{size}: memory / of a tenth of it", ten["peak"] / one["peak"], 1.1, note=note)
    # Would another reader need less?
    details = (f"{_seconds(run)}, {run['peak']:.0f} MB" for run in (ten, *scans))
    least = min(scan["peak"] for scan in scans)
    yield Row(
        f"{size}: memory / of the leanest bare scan",
        ten["peak"] / least,
        1.5,
        note="; ".join(details),
    )


def _against_scikit_learn(small: Path, truth: np.ndarray) -> Iterator[Row]:
    size = f"Parquet {ROWS // COPIES / 1e6:g}M×{COLUMNS}"
    best = fastest_sides({"fit": small, "scikit-learn": small})
    fit, other = best["fit"], best["scikit-learn"]
    note = f"{_seconds(fit, truth)}; {_seconds(other, truth)}"
    yield Row(f"{size}: pandas + scikit-learn / fit", _ratio(other, fit), 10.0, True, note)
    memory = other["peak"] / fit["peak"]
    note = f"{fit['peak']:.0f} MB; {other['peak']:.0f} MB"
    yield Row(f"{size}: their memory / ours", memory, 5.0, True, note)


def _csv(file: Path, truth: np.ndarray) -> Iterator[Row]:
    size = f"CSV {ROWS // COPIES / 1e6:g}M×{COLUMNS}"
    best = fastest_sides({"fit": file, "polars": file})
    fit, scan = best["fit"], best["polars"]
    note = f"{_seconds(fit, truth)}, {fit['peak']:.0f} MB; {_seconds(scan)}, {scan['peak']:.0f} MB"
    yield Row(f"{size}: fit / polars' bare scan", _ratio(fit, scan), 1.2, note=note)


def _many_columns(file: Path) -> Iterator[Row]:
    best = fastest_sides({"arrays": file, "blas": file})
    share = _ratio(best["blas"], best["arrays"])
    note = _seconds(best["arrays"], np.array(side("refined", file)["weights"]))
    yield Row(f"{MANY} columns: share of the BLAS rate", share, 0.7, True, note)


def _clusters(large: Path, truth: np.ndarray) -> Iterator[Row]:
    best = fastest_sides(dict.fromkeys(("threads", "dask", "ray", "spark"), large))
    here = best["threads"]
    for engine in ("dask", "ray"):
        there = best[engine]
        bits = "same bits" if there["weights"] == here["weights"] else "OTHER BITS"
        note = f"{_seconds(there, truth)}, {bits}; started in {there['start']:.1f} s"
        what = f"{engine}, 2 workers / threads, {ROWS / 1e6:g}M×{COLUMNS}"
        yield Row(what, _ratio(there, here), 1.3, note=note)
    yield from _spark(best["spark"], best["dask"], large, truth)


def _spark(files: Run, dask: Run, large: Path, truth: np.ndarray) -> Iterator[Row]:
    best = fastest_sides(dict.fromkeys(("spark-frame", "spark-ml"), large))
    frame, theirs = best["spark-frame"], best["spark-ml"]
    size = f"{ROWS / 1e6:g}M×{COLUMNS}"
    bits = "same bits" if files["weights"] == dask["weights"] else "OTHER BITS"
    note = f"{_seconds(files, truth)}, {bits}; started in {files['start']:.1f} s"
    yield Row(f"spark, files / dask, {size}", _ratio(files, dask), 1.5, note=note)
    note = f"{_seconds(frame, truth)}; {_seconds(theirs, truth)}"
    what = f"spark, data frame / Spark ML's LinearRegression, {size}"
    yield Row(what, _ratio(frame, theirs), 1.0, note=note)


# --- runs -------------------------------------------------------------------------------------


def _ratio(one: Run, other: Run) -> float:
    return float(one["seconds"] / other["seconds"])


def _seconds(run: Run, truth: np.ndarray | None = None) -> str:
    time = f"{run['side']} {run['seconds']:.2f} s"
    if truth is None:
        return time
    return f"{time}, error {np.abs(np.array(run['weights']) / truth - 1).max():.0e}"


# --- data -------------------------------------------------------------------------------------


def generate(folder: Path) -> None:
    rng, count = np.random.default_rng(0), ROWS // COPIES // FILES
    tables = [_table(rng, count) for _ in range(FILES)]
    for kind in ("", "plain-"):
        small, large = folder / f"{kind}small", folder / f"{kind}large"
        small.mkdir()
        large.mkdir()
        for i, table in enumerate(tables):
            file = small / f"part-{i:02}.parquet"
            table.write_parquet(file, compression="snappy", use_pyarrow=not kind)
            for copy in range(COPIES):
                (large / f"part-{copy}-{i:02}.parquet").hardlink_to(file)
    whole = pl.concat(tables)
    whole.write_csv(folder / "small.csv")
    for times in (1, COPIES):
        some = whole.head(whole.height * times // COPIES)
        some.write_parquet(folder / f"giant-{times}.parquet", row_group_size=some.height)
    np.save(folder / "many.npy", rng.normal(size=(MANY_ROWS, MANY + 1)))


def _table(rng: np.random.Generator, count: int) -> pl.DataFrame:
    X = rng.normal(size=(count, COLUMNS)) + np.arange(1, COLUMNS + 1)
    y = X @ np.arange(1.0, COLUMNS + 1) + 1.0 + rng.normal(size=count)
    return pl.DataFrame({**{f"x{j}": X[:, j] for j in range(COLUMNS)}, "y": y})


if __name__ == "__main__":
    generate(Path(sys.argv[1]))
