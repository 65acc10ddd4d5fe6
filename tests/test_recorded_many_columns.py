"""What is read of thousands of drawn arrays, frames, and files of other formats is what it was."""

from __future__ import annotations

import bz2
import contextlib
import datetime
import gzip
import lzma
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import dask.array as da
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
import scipy.sparse

import downslope as ds
from downslope.data.array_source import of_arrays
from downslope.data.blocks import block_rows, slice_rows
from downslope.data.columns import Place
from downslope.data.open import load_table, open_source
from downslope.data.partitions import partition_values
from downslope.data.row_labels import Labels, Position, alike_labels, blocks_with, coded, rows_with
from records import Case, check
from tallies import tally
from workbooks import workbook


def picked(source: random.Random, *choices: Any) -> Any:
    """Return the first of some choices in half of all draws, else any."""
    return choices[0] if source.random() < 0.5 else source.choice(choices)


def told(table: ds.Table) -> dict[str, Any]:
    levels = [f"{name}: {' '.join(each)}" for name, each in table.levels]
    return {
        "outcome": " ".join(each.code[:6] for each in table.findings) + f" {table.rows_dropped}",
        "said": [*table.feature_names, *map(str, table.findings), *levels],
        "X": table.X,
        "y": table.y,
        "weights": table.weights,
    }


# --- arrays -------------------------------------------------------------------------------------


def of_array(source: random.Random) -> dict[str, Any]:
    rows, columns = source.choice([1, 2, 3, 6, 9]), source.choice([1, 2, 3])
    X = np.array([[source.choice([0.0, 1.0, -999.0, source.gauss(0, 1)]) for _ in range(columns)]
                  for _ in range(rows)])  # fmt: skip
    y = np.arange(rows + source.choice([0] * 9 + [1])) ** 2.0
    for _ in range(source.choice([0, 0, 1, 2])):
        at = source.randrange(rows)
        X[at, source.randrange(columns)] = source.choice([np.nan, np.nan, np.inf])
    if source.random() < 0.1:
        y[0] = np.nan
    weights = source.choice([None, None, np.array([source.choice([1.0, 0.5, 0.0, 2.0])] * rows)])
    if weights is not None and source.random() < 0.1:
        weights[-1] = -1.0
    given: Any = X
    match source.choice(["dense", "dense", "sparse", "float32", "list", "whole", "one", "text"]):
        case "sparse":
            given = scipy.sparse.csr_array(X)
        case "float32":
            given = X.astype(np.float32)
        case "list":
            given = X.tolist()
        case "whole":
            given = np.nan_to_num(np.round(X), posinf=1.0).astype(int)
        case "one":
            given = X[:, 0]
        case "text":
            given = X.astype(str)
    odd = [{}, {"missing": {"x": 1}}, {"keep_index": True}, {"decimal": ","}, {"missing": "NA"},
           {"date": {"x": "days"}}, {"keep_levels": ["NA"]}]  # fmt: skip
    options: dict[str, Any] = (
        source.choice(odd)
        if source.random() < 0.2
        else source.choice([{"drop_missing": True}, {"missing": -999, "drop_missing": True}])
    )
    named = [f"c{j}" for j in range(columns)]
    features = picked(source, None, None, None, named, named, ["a"])
    found = ds.summarize(
        given, y, features, weights=weights, engine="threads", workers=1, **options
    )
    chunked = da.from_array(X, chunks=source.choice([2, 4])) if source.random() < 0.2 else X
    opened = of_arrays(chunked, y, weights, None, drop_missing=source.random() < 0.8)
    blocks = [block.copy() for task in opened.tasks() for block in task.blocks()]
    table = load_table(opened)
    return {
        "outcome": f"{found.summary.count} {found.rows_dropped} {len(table.y)}",
        "said": [*found.feature_names, *map(str, found.findings)],
        "mean": found.summary.origin + found.summary.mean,
        "table": [*table.X.ravel(), *table.y, table.rows_dropped],
        "mass": found.summary.mass,
        "blocks": np.vstack(blocks) if blocks else [],
        "sample": opened.sample(source.choice([1, 2, 2048])),
        "sizes": [block_rows(source.randrange(600)), slice_rows(source.randrange(1, 5000))],
    }


# --- frames -------------------------------------------------------------------------------------


DAY = datetime.date(2024, 2, 28)
MOMENT = datetime.datetime(2024, 2, 28, 6, 30)
ARROW: dict[str, Any] = {
    "int8": pa.int8(), "int64": pa.int64(), "uint64": pa.uint64(), "float": pa.float32(),
    "double": pa.float64(), "bool": pa.bool_(), "decimal": pa.decimal128(30, 2),
    "wide decimal": pa.decimal256(50, 2), "null": pa.null(), "half": pa.float16(),
}  # fmt: skip


def column_of(source: random.Random, rows: int) -> Any:
    """Draw a column of Arrow of any type."""
    whole = [source.randrange(-5, 90) for _ in range(rows)]
    numbers: list[Any] = [*whole]
    for _ in range(source.choice([0, 0, 0, 1])):
        numbers[source.randrange(rows)] = None
    words = [source.choice(["oak", "fir", "elm", "NA", "1"]) for _ in range(rows)]
    match picked(source, "double", *ARROW, "days", "moments", "words", "levels", "ordered",
                 "lists", "large", "numbers in text", "coded", "chunks", "nan", "span",
                 "hours"):  # fmt: skip
        case "days":
            return pa.array([DAY + datetime.timedelta(days=each) for each in whole])
        case "moments":
            return pa.array([MOMENT + datetime.timedelta(hours=each) for each in whole])
        case "hours":
            return pa.array([datetime.time(abs(each) % 24, 5) for each in whole])
        case "span":
            return pa.array([datetime.timedelta(hours=each) for each in whole])
        case "words":
            return pa.array(words)
        case "levels":
            return pa.array(words).dictionary_encode()
        case "ordered":
            kind = pa.dictionary(pa.int8(), pa.string(), ordered=True)
            codes = pa.array([each % 3 for each in whole], pa.int8())
            return pa.DictionaryArray.from_arrays(codes, ["oak", "fir", "elm"]).cast(kind)
        case "lists":
            return pa.array([[each] for each in whole])
        case "large":
            return pa.array([2**53 + source.choice([-1, 0, 1]), *numbers[1:]], pa.int64())
        case "numbers in text":
            return pa.array([f" {each}.5" for each in whole])
        case "coded":
            return pa.array([-999 if each > 80 else each for each in whole])
        case "chunks":
            return pa.chunked_array(
                [pa.array(numbers[:1], pa.int64()), pa.array(numbers[1:], pa.int64())]
            )
        case "nan":
            return pa.array([float("nan") if each > 70 else float(each) for each in whole])
        case "null":
            return pa.nulls(rows)
        case "bool":
            return pa.array([None if each is None else each > 40 for each in numbers])
        case "uint64":
            return pa.array([None if each is None else abs(each) for each in numbers], pa.uint64())
        case "half":
            return pa.array(np.array(whole, dtype=np.float16))
        case kind:
            return pa.array(numbers, pa.int64()).cast(ARROW[kind])


OPTIONS: tuple[dict[str, Any], ...] = (
    {}, {}, {"drop_missing": True}, {"drop_missing": True}, {"categorical": ["a"]}, {},
    {"categorical": {"a": ["fir", "oak"]}}, {"missing": -999, "drop_missing": True},
    {"date": {"a": "days"}}, {"date": {"a": "hour"}}, {"features": ["a"]}, {"weights": "w"},
    {"categorical": ["a"], "keep_levels": ["NA"]}, {"missing": {"a": 7}}, {"header": False},
    {"keep_index": True}, {"categorical": ["a"], "drop_missing": True}, {"exact_decimals": True},
)  # fmt: skip


def arrow_of(source: random.Random) -> tuple[pa.Table, dict[str, Any]]:
    rows = source.choice([2, 3, 6, 9])
    columns = {"a": column_of(source, rows)}
    if source.random() < 0.4:
        columns["b"] = column_of(source, rows)
    columns["y"] = pa.array([float(place * place % 7) for place in range(rows)])
    options = dict(source.choice(OPTIONS))
    if "weights" in options:
        columns["w"] = pa.array([float(source.choice([1, 2, 0])) for _ in range(rows)])
    return pa.table(columns), options


def of_frame(source: random.Random) -> dict[str, Any]:
    """Read a frame of some library."""
    table, options = arrow_of(source)
    data: Any = table
    wide = any(pa.types.is_decimal256(each.type) for each in table.schema)
    try:
        match (
            "arrow"
            if wide
            else source.choice(["arrow", "pandas", "pandas", "polars", "lazy", "stream", "index"])
        ):
            case "pandas":
                data = table.to_pandas()
            case "index":
                data = table.to_pandas()
                data.index = pd.Index(range(5, 5 + len(data)), name=source.choice(["id", None]))
            case "polars":
                data = pl.DataFrame(pl.from_arrow(table))
            case "lazy":
                data = pl.LazyFrame(pl.from_arrow(table))
            case "stream":
                data = table.to_reader(max_chunksize=source.choice([1, 4]))
    except (pa.ArrowException, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return {"outcome": "no such frame"}
    if source.random() < 0.15:
        opened = open_source(data, "a", ["y"], classes=True, drop_missing=True)
        with small_blocks(source):
            blocks = [block.copy() for task in opened.tasks() for block in task.blocks()]
            sample = opened.sample(source.choice([1, 3, 9]))
        classes = opened.layout.classes
        return {"outcome": f"{len(classes)} classes", "said": classes,
                "X": blocks and np.vstack(blocks), "y": sample,
                "bytes": min(opened.likely_bytes, 1e9)}  # fmt: skip
    with small_blocks(source):
        return told(ds.read(data, "y", **options))


@contextlib.contextmanager
def small_blocks(source: random.Random) -> Iterator[None]:
    """Cut rows into blocks and tasks of a few, as if there were many."""
    rows = source.choice([1, 2, 4, 4096])
    with (
        patch("downslope.data.blocks._FEWEST", rows),
        patch("downslope.data.blocks._BLOCK_VALUES", rows * source.choice([1, 2, 3])),
        patch("downslope.data.blocks.SHORTEST", rows * source.choice([1, 2])),
        patch("downslope.data.blocks.LONGEST", rows * 2),
    ):
        yield


def of_file(source: random.Random) -> dict[str, Any]:
    """Read a file of Parquet or Arrow."""
    table, options = arrow_of(source)
    if source.random() < 0.2:
        table = table.rename_columns([source.choice([name, name.upper(), f" {name} "])
                                      for name in table.column_names])  # fmt: skip
    try:
        if source.random() < 0.6:
            file = "d.parquet"
            pq.write_table(table, file, row_group_size=source.choice([2, 100]))
        else:
            file = picked(source, "d.feather", "d.arrow")
            how = source.choice(["uncompressed", "lz4"])
            feather.write_feather(table, file, compression=how)
    except pa.ArrowException:
        return {"outcome": "no such file"}
    content = Path(file).read_bytes()
    if source.random() < 0.08:
        at = source.choice([3, len(content) // 2, len(content) - 5])
        Path(file).write_bytes(content[:at])
        return damaged(file)
    with small_blocks(source):
        return told(ds.read(file, "y", **options))


def damaged(file: str) -> dict[str, Any]:
    """Return whether a damaged file is refused, in words that are those of libraries in part."""
    try:
        return told(ds.read(file, "y"))
    except ds.DataError:
        return {"outcome": "damaged"}


def of_packed(source: random.Random) -> dict[str, Any]:
    """Read a table that is compressed, or in a workbook, or in lines of JSON."""
    rows = [(place, source.choice([1.5, 2, 4, None]), place * place % 5) for place in range(6)]
    kind = source.choice(["gz", "bz2", "xz", "zst", "xlsx", "xlsx", "jsonl"])
    options = picked(source, {"drop_missing": True}, {}, {"features": ["b"], "drop_missing": True})
    if kind == "xlsx":
        lines: list[list[Any]] = [["a", "b", "y"], *map(list, rows)]
        if source.random() < 0.3:
            lines.insert(0, [source.choice(["Means", None, DAY]), None, None])
        if source.random() < 0.3:
            lines[-1][0] = source.choice([DAY, True, "x", "#N/A", 1e-7, MOMENT])
        if source.random() < 0.2:
            lines.append([None, None, source.choice([None, 3])])
        sheets = picked(source, {"one": lines}, {"e": [], "one": lines}, {"e": lines, "f": lines})
        workbook("d.xlsx", sheets)
        return told(ds.read("d.xlsx", "y", **options))
    if kind == "jsonl":
        shown = [f'{{"a": {a}, "b": {"null" if b is None else b}, "y": {y}}}' for a, b, y in rows]
        shown[-1] = picked(source, shown[-1], '{"y": 3}', '{"a": "x", "b": 1, "y": 2}', "",
                           '{"a": 1, "a": 2, "b": 1, "y": 2}')  # fmt: skip
        shown[0] = source.choice(["[", "\ufeff" + shown[0]]) if source.random() < 0.1 else shown[0]
        Path("d.jsonl").write_text("\n".join(shown) + source.choice(["\n", "", "\n\n"]))
        return told(ds.read("d.jsonl", "y", **options))
    text = ("a,b,y\n" + "".join(f"{a},{'' if b is None else b},{y}\n" for a, b, y in rows)).encode()
    packs = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress,
             "zst": lambda each: pa.compress(each, "zstd", asbytes=True)}  # fmt: skip
    half = len(text) // 2
    content = packs[kind](text[:half]) + packs[kind](text[half:])  # two streams
    content = picked(source, content, packs[kind](text), content + b"\0" * 4)
    file = f"d.csv{source.choice([f'.{kind}', ''])}"
    if source.random() < 0.1:
        Path(file).write_bytes(content[:-3])
        return damaged(file)
    Path(file).write_bytes(content)
    return told(ds.read(file, "y", **options))


def of_folder(source: random.Random) -> dict[str, Any]:
    """Read several files, perhaps in folders that name a value."""
    place = Path(f"f{source.random()}")
    keys = picked(source, ["site=1", "site=2"], ["site=a", "site=b%20c"], ["site=01", "site=2"],
                  ["site=1", "site=__HIVE_DEFAULT_PARTITION__"], ["site=1.5", "site=2"],
                  ["p", "q"], ["site=1", "q"], ["site=1/year=3", "site=2/year=4"])  # fmt: skip
    heads = source.choice([["x,y", "y,x"], ["x,y", "z,y"], ["x,y", "x,y,z"]])
    heads = heads if source.random() < 0.2 else ["x,y", "x,y"]
    files = []
    for key, head in zip(keys, heads, strict=True):
        file = place / key / "part.csv"
        file.parent.mkdir(parents=True)
        cells = picked(source, "1.5", "1.5", "a", "2020-01-01", "", "true")
        body = "".join(f"{source.choice([cells, '3', '2.5'])},{i}{',1' * (len(head) > 3)}\n"
                       for i in range(source.choice([0, 1, 3, 3])))  # fmt: skip
        file.write_text(f"{head}\n{body}")
        files.append(file)
    options = source.choice([{}, {"drop_missing": True}, {"features": ["x"]},
                             {"categorical": ["site"]}, {"exact_decimals": True}])  # fmt: skip
    values = partition_values(files, place, ["x", "y"], as_text=source.random() < 0.3)
    with small_blocks(source):
        found = told(ds.read(str(place), "y", **options))
    found["said"] = [each.replace(str(place), "") for each in (*found["said"], str(values))]
    return found


def of_labels(source: random.Random) -> dict[str, Any]:
    """Read labels beside the rows of a frame, and code them."""
    table, _ = arrow_of(source)
    table = table.append_column("c", pa.array([1.5, 2.0] * 5)[: len(table)])
    opened = open_source(table, "y", ["c"], drop_missing=source.random() < 0.6, beside=["a"],
                         labels=["a"])  # fmt: skip
    by = source.choice([blocks_with, rows_with])
    codes, said = [], []
    for task in opened.tasks():
        for X, kept, at in by(task, source.choice([["a"], ["a", "c"]])):
            values, places = coded(kept["a"], "a", at, source.choice(["clusters", "groups"]))
            codes += [len(X), at.left_out, *(places + 1)]
            said += [*map(str, values), *map(str, alike_labels(values, "a"))]
            said += [at.row(0)] if len(X) else []
            both, many = Labels.of(kept, ["a", "c"], at) if "c" in kept.columns else (None, [])
            codes += [each + 1 for each in many]
            said += [] if both is None else [str(len(places)) for places in both.places]
    return {"outcome": f"{len(said)}", "said": said, "codes": codes}


def in_arrays_of_labels(source: random.Random) -> dict[str, Any]:
    kinds: list[Any] = [["a", "b", None], [1.5, 2.0, 1.0], [True, False], [DAY, MOMENT],
                        [1, "1", 2.5], [np.nan, 1.0], [MOMENT, MOMENT.replace(tzinfo=datetime.UTC)],
                        [datetime.time(3, 4, 5, 600), datetime.time(3)], [3, 4],
                        ["", "A", "a"]]  # fmt: skip
    chosen = source.choice(kinds)
    values = [source.choice(chosen) for _ in range(source.choice([1, 3, 5]))]
    array = np.array(values, dtype=object if source.random() < 0.5 else None)
    position = Position(Place("the labels", None, 3))
    found, codes = coded(array, "k", position)
    said = [*map(str, found), *map(str, alike_labels(found, "k"))]
    return {"outcome": f"{found.dtype.kind} {len(found)}", "said": said, "codes": codes + 1}


CASES: dict[str, Case] = {
    "arrays": partial(tally, "arrays", 400, of_array),
    **{f"frames {part}": partial(tally, f"frames {part}", 130, of_frame) for part in range(3)},
    **{f"files {part}": partial(tally, f"files {part}", 100, of_file) for part in range(2)},
    "packed": partial(tally, "packed", 90, of_packed),
    "folders": partial(tally, "folders", 60, of_folder),
    "labels": partial(tally, "labels", 150, of_labels),
    "arrays of labels": partial(tally, "arrays of labels", 250, in_arrays_of_labels),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_read_of_many_columns(name: str) -> None:
    check("many_columns", name, CASES[name])
