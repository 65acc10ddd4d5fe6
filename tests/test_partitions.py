"""Partitioned folders: columns from the names of folders, and many short files in one task."""

import os
import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import downslope as ds
from columnar import FRAME, N, X, refusal, rows
from downslope.data.open import open_source, read
from downslope.errors import DataError


def partitioned(frame, keys):
    for values, part in frame.group_by(keys, maintain_order=True):
        folder = Path("h", *(f"{key}={value}" for key, value in zip(keys, values, strict=True)))
        folder.mkdir(parents=True)
        part.drop(keys).write_parquet(folder / "part.parquet")


PLACES = pl.DataFrame(
    {
        "x": X,
        "year": np.resize([2023, 2024], N),
        "site": np.resize(["Oslo", "Rome", "New York"], N),
        "level": np.resize([0.5, 1.5], N),
        "y": FRAME["y"].to_numpy(),
    }
)


@pytest.mark.parametrize("keys", [["year"], ["site", "year"], ["level", "site"]])
def test_a_partitioned_folder_has_the_columns_of_its_folders(here, keys):
    partitioned(PLACES, keys)
    Path("h", f"{keys[0]}=2030").mkdir()  # a partition without files
    Path("h", "_temporary", f"{keys[0]}=1").mkdir(parents=True)
    PLACES.write_parquet(f"h/_temporary/{keys[0]}=1/lost.parquet")
    options = {"categorical": ["site"], "features": ["x", "year", "site", "level"]}
    wanted = rows(open_source(PLACES, "y", **options))
    wanted = wanted[np.lexsort(wanted.T)]
    expected = ds.fit(PLACES, "y", **options)
    files = sorted(str(path) for path in Path("h").rglob("part.parquet"))
    for data in ("h", "h/**/*.parquet", f"h/{keys[0]}=*", files, str(Path("h").absolute())):
        if data == f"h/{keys[0]}=*":
            data = f"h/{keys[0]}=*/**/*.parquet"
        source = open_source(data, "y", **options)
        shutil.rmtree("h/_temporary", ignore_errors=True)  # only a pattern would find it
        found = rows(source)
        np.testing.assert_array_equal(found[np.lexsort(found.T)], wanted)
        fitted = ds.fit(data, "y", engine="threads", **options)
        np.testing.assert_allclose(fitted.coef, expected.coef, rtol=1e-12)
    assert set(open_source("h", "y", categorical="site").schema.features) >= set(
        {"x", "year", "level"}
    )


def test_folders_above_the_data_give_no_column(here):
    Path("run=7/lr=0.1").mkdir(parents=True)
    FRAME.to_parquet("run=7/lr=0.1/a.parquet")
    FRAME.to_parquet("run=7/lr=0.1/b.parquet")
    folder = "run=7/lr=0.1"
    for data in (folder, f"{folder}/*.parquet", [f"{folder}/a.parquet", f"{folder}/b.parquet"]):
        assert open_source(data, "y").schema.features == ("x",)


def test_names_and_values_of_folders(here):
    """Escapes, missing values, integers of leading zeros, and a column that the file has, too."""
    for folder, k in (("city=S%C3%A3o Paulo/m=01", 1.0), ("city=Rome/m=12", 2.0)):
        Path("h", folder).mkdir(parents=True)
        pd.DataFrame({"x": [1.0, 2], "m": [k, k], "y": [k, 1]}).to_parquet(f"h/{folder}/a.parquet")
    source = open_source("h", "y", categorical="city")
    assert source.schema.features == ("x", "m", "city=São Paulo")
    assert rows(source)[:, 1].tolist() == [2, 2, 1, 1]
    Path("h/city=__HIVE_DEFAULT_PARTITION__/m=3").mkdir(parents=True)
    pd.DataFrame({"x": [1.0], "m": [1.0], "y": [1.0]}).to_parquet(
        "h/city=__HIVE_DEFAULT_PARTITION__/m=3/a.parquet"
    )
    assert "'city' of h has a missing value in row 1 of h/" in refusal("h", categorical="city")
    dropped = open_source("h", "y", categorical="city", drop_missing=True)
    assert len(rows(dropped)) == 4


def test_folders_of_csv_files_are_partitions_too(here):
    for year in (2023, 2024):
        Path(f"h/year={year}").mkdir(parents=True)
        Path(f"h/year={year}/a.csv").write_text("x,y\n1,2\n2,4.5\nNA,3\n")
    source = open_source("h", "y", drop_missing=True)
    assert source.schema.features == ("x", "year")
    assert rows(source).tolist() == [[1, 2023, 2], [2, 2023, 4.5], [1, 2024, 2], [2, 2024, 4.5]]
    assert read("h", "y", drop_missing=True).rows_dropped == 2


def test_files_outside_of_the_partitions_are_named(here):
    partitioned(PLACES, ["year"])
    PLACES.write_parquet("h/all.parquet")
    assert refusal("h", features="x").startswith("h/all.parquet is not in a 'year=…' folder")
    Path("h/all.parquet").unlink()
    Path("h/year=2025/site=Oslo").mkdir(parents=True)
    FRAME.to_parquet("h/year=2025/site=Oslo/a.parquet")
    assert "is not in a 'site=…' folder, but other files are" in refusal("h", features="x")


def test_one_file_of_another_schema_is_named(here):
    Path("d").mkdir()
    for place in range(5):
        FRAME.to_parquet(f"d/{place}.parquet")
    FRAME.rename(columns={"x": "z"}).to_parquet("d/3.parquet")
    assert refusal("d").startswith("d/3.parquet lacks the column 'x' of d/0.parquet: all files")
    FRAME.assign(x=[[1.0]] * N).to_parquet("d/3.parquet")
    assert "holds list(float64) in d/3.parquet but numbers in d/0.parquet" in refusal("d")


def short_files(folder, count=60, rows=700):
    rng = np.random.default_rng(3)
    frames = []
    for i in range(count):
        x = rng.normal(size=(rows, 2)) + 1e6
        frame = pl.DataFrame(
            {"a": x[:, 0], "b": x[:, 1], "y": x @ [2.0, -1.0] + rng.normal(size=rows)}
        )
        frame.write_parquet(folder / f"part-{i:02}.parquet")
        frames.append(frame)
    return pl.concat(frames)


def test_short_files_are_read_as_one_task(here):
    """A summary of each file would take longer than to read it."""
    whole = short_files(here)
    source = open_source("part-*.parquet", "y")
    tasks = source.tasks()
    assert (len(tasks), len(source.frame_tasks())) == (1, 60)
    assert tasks[0].rows == whole.height
    blocks = np.vstack([block.copy() for block in tasks[0].blocks()])
    np.testing.assert_array_equal(blocks, whole.to_numpy())
    whole.write_parquet("whole.parquet")
    fits = [ds.fit("part-*.parquet", "y", engine="threads", workers=n) for n in (1, 4)]
    fits.append(ds.fit("whole.parquet", "y", engine="threads"))
    assert len({fit.coef.tobytes() for fit in fits}) == 1


def test_long_files_between_short_ones_keep_their_tasks(here, monkeypatch):
    for i, count in enumerate([10, 50_000, 10, 10, 300_000, 10]):
        values = np.arange(count * 2.0).reshape(count, 2)
        pl.DataFrame(values, schema=["x", "y"]).write_parquet(here / f"p{i}.parquet")
    source = open_source("p*.parquet", "y")
    assert [task.rows for task in source.tasks()] == [10, 50_000, 20, 300_000, 10]
    monkeypatch.setattr("downslope.data.blocks.LONGEST", 2**15)
    (here / "many").mkdir()
    for i in range(40):
        values = np.arange(4000.0).reshape(2000, 2)
        pl.DataFrame(values, schema=["x", "y"]).write_parquet(here / "many" / f"p{i}.parquet")
    sizes = [task.rows for task in open_source("many", "y").tasks()]
    assert sum(sizes) == 80_000
    assert max(sizes) < 2**15 + 2000


@pytest.mark.parametrize("fault", ["missing", "text", "gone", "changed", "damaged"])
def test_a_fault_in_one_of_many_short_files_is_told_with_its_file(here, fault, capsys):
    whole = short_files(here)
    source = open_source("part-*.parquet", "y")
    file = here / "part-37.parquet"
    if fault in ("missing", "text"):
        odd = pl.lit(None, pl.Float64) if fault == "missing" else pl.lit("seven")
        frame = pl.read_parquet(file).with_row_index()
        frame = frame.with_columns(a=pl.when(pl.col("index") == 8).then(odd).otherwise("a"))
        frame.drop("index").write_parquet(file)
        told = "row 9 of part-37.parquet"
        if fault == "missing":
            dropped = ds.fit("part-*.parquet", "y", drop_missing=True, engine="threads")
            assert (dropped.n, dropped.table.rows_dropped) == (whole.height - 1, 1)
        source = open_source("part-*.parquet", "y") if fault == "missing" else None
    elif fault == "gone":
        file.unlink()
        told = "part-37.parquet disappeared while it was read (at row 1)"
    elif fault == "changed":
        pl.read_parquet(file).head(600).write_parquet(file)
        told = "part-37.parquet changed while it was read (at row 1"
    else:
        content = bytearray(file.read_bytes())
        content[4:400] = bytes(396)
        stat = file.stat()
        file.write_bytes(content)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        told = "part-37.parquet is a damaged Parquet file"
    with pytest.raises(DataError, match=re.escape(told)):
        rows(source or open_source("part-*.parquet", "y"))


def test_many_small_partitions_are_read_as_one_task(here):
    for year in range(2000, 2030):
        folder = here / "d" / f"year={year}"
        folder.mkdir(parents=True)
        rows = pl.DataFrame({"x": np.arange(50.0) * year % 7, "y": np.arange(50.0)})
        rows.write_parquet(folder / "a.parquet")
    source = open_source("d", "y")
    (task,) = source.tasks()
    years = np.concatenate([block[:, 1].copy() for block in task.blocks()])
    np.testing.assert_array_equal(years, np.repeat(np.arange(2000.0, 2030), 50))
