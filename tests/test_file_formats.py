"""Formats of files, by name or from standard input: the same rows from each, or one line."""

import bz2
import gzip
import io
import json
import lzma
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from downslope.cli import run
from downslope.data import spool
from downslope.data.open import open_source, read
from downslope.errors import DataError
from file_formats import CSV, FORMATS, FRAME, WANTED, N, ipc_stream, rows, written
from refusals import refusal


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_rows_twice(here, name):
    (here / name).write_bytes(FORMATS[name])
    source = open_source(name, "y")
    assert source.schema.features == ("x", "k")
    for _ in range(2):
        np.testing.assert_array_equal(rows(source), WANTED)
    found = source.sample(50)
    assert len(found) == 50


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_known_without_its_name_and_from_standard_input(
    here, name, monkeypatch, capsys
):
    (here / "data").write_bytes(FORMATS[name])
    np.testing.assert_array_equal(rows(open_source("data", "y")), WANTED)
    spool.spooled_input.cache_clear()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FORMATS[name])))
    for _ in range(2):  # standard input itself can be read only once
        assert run(["fit", "-", "-t", "y", "--engine", "threads"]) == 0
        assert f"y  (standard input: {N:,} rows)" in capsys.readouterr().out
    spool.spooled_input.cache_clear()


@pytest.mark.parametrize(
    "content",
    [
        FORMATS["d.parquet"][:900],
        FORMATS["d.csv.gz"][:900],
        b"x,y\n1,2\n3,4,5\n",
        b'{"x":1,"y":2}\n{"',
    ],
)
def test_a_refusal_names_standard_input_instead_of_its_copy(content, monkeypatch, capsys):
    spool.spooled_input.cache_clear()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    told = refusal(capsys, "fit", "-", "-t", "y")
    assert told.startswith("Standard input ")
    assert tempfile.gettempdir() not in told
    spool.spooled_input.cache_clear()


@pytest.mark.parametrize("kind", ["feather", "jsonl", "csv.zst"])
def test_a_folder_of_any_one_format_is_read(here, kind):
    (here / "d").mkdir()
    for place in range(2):
        (here / "d" / f"{place}.{kind}").write_bytes(FORMATS[f"d.{kind}"])
    np.testing.assert_array_equal(rows(open_source("d", "y")), np.vstack([WANTED, WANTED]))
    (here / "d" / "again.parquet").write_bytes(FORMATS["d.parquet"])
    with pytest.raises(DataError, match=r"again.parquet and 0\.\S+, which may be the same rows"):
        open_source("d", "y")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "d.tsv"])
def test_a_file_that_ends_in_the_middle_is_refused(here, name, capsys):
    whole = FORMATS[name]
    (here / name).write_bytes(whole[: len(whole) * 3 // 5] + (b'"' if whole is CSV else b""))
    assert f"{name} " in refusal(capsys, "fit", name, "-t", "y")


@pytest.mark.parametrize("name", ["d.csv.gz", "d.csv.bz2", "d.csv.xz"])
def test_a_flipped_bit_is_found_where_the_format_has_a_checksum(here, name, capsys):
    for place in range(20, len(FORMATS[name]) - 8, len(FORMATS[name]) // 9):
        damaged = bytearray(FORMATS[name])
        damaged[place] ^= 4
        (here / name).write_bytes(damaged)
        assert f"{name} " in refusal(capsys, "fit", name, "-t", "y")


SECOND_STREAM = {"bz2": bz2.compress, "xz": lzma.compress, "gz": gzip.compress,
                 "zst": lambda text: pa.compress(text, codec="zstd", asbytes=True)}  # fmt: skip


@pytest.mark.parametrize("suffix", SECOND_STREAM)
@pytest.mark.parametrize("place", [0, 2])
def test_a_second_stream_that_cannot_be_read_is_not_left_out(here, suffix, place, capsys):
    """Parallel compressors write many streams one after another; rows must not get lost."""
    half = CSV.index(b"\n", len(CSV) // 2) + 1
    first, second = map(SECOND_STREAM[suffix], (CSV[:half], CSV[half:]))
    name = f"d.csv.{suffix}"
    (here / name).write_bytes(first + second)
    np.testing.assert_array_equal(rows(open_source(name, "y")), WANTED)
    damaged = bytearray(second)
    damaged[place] ^= 1
    (here / name).write_bytes(first + damaged)
    assert "is damaged or cut short" in refusal(capsys, "fit", name, "-t", "y")
    (here / name).write_bytes(first + second + b"more")
    assert "is damaged or cut short" in refusal(capsys, "fit", name, "-t", "y")


@pytest.mark.parametrize("suffix", ["bz2", "xz"])
def test_zeros_may_pad_a_compressed_file(here, suffix):
    pack = SECOND_STREAM[suffix]
    padded = pack(CSV[:900]) + bytes(8) + pack(CSV[900:]) + bytes(512)
    (here / "d.csv").write_bytes(padded)
    np.testing.assert_array_equal(rows(open_source("d.csv", "y")), WANTED)


def test_an_arrow_stream_that_is_cut_between_two_batches_is_refused(here, capsys):
    whole = FORMATS["d.arrows"]
    ends = [at for at in range(8, len(whole), 8) if whole[at : at + 4] == b"\xff" * 4]
    assert len(ends) > 4
    for end in ends[1:]:  # after the schema, after each batch, and before the mark of the end
        (here / "d.arrows").write_bytes(whole[:end])
        told = refusal(capsys, "fit", "d.arrows", "-t", "y")
        assert "the end-of-stream mark is missing from the end of the file" in told
    (here / "d.arrows").write_bytes(whole + whole)
    assert "the end-of-stream mark is missing" in refusal(capsys, "fit", "d.arrows", "-t", "y")


def of_names(names):
    frame = FRAME.rename(dict(zip(FRAME.columns, names, strict=True)))
    return {
        "n.csv": frame.write_csv().encode(),
        "n.parquet": written(frame.write_parquet),
        "n.feather": written(frame.write_ipc),
        "n.arrows": ipc_stream(frame),
        "n.jsonl": written(frame.write_ndjson),
    }


@pytest.mark.parametrize("name", of_names("xky"))
@pytest.mark.parametrize(
    "twins",
    [("k", " k"), ("a b", "a  b"), ("a b", "a\u00a0b"), ("\u00e9", "e\u0301"), ("k", "k\u200b")],
)
def test_names_that_look_alike_are_refused_in_every_format(here, name, twins, capsys):
    (here / name).write_bytes(of_names((*twins, "y"))[name])
    told = refusal(capsys, "fit", name, "-t", "y")
    assert f"{name} has more than one column named '{twins[0]}': rename one." in told


@pytest.mark.parametrize("name", of_names("xky"))
def test_a_column_is_found_by_its_name_as_a_keyboard_writes_it(here, name):
    (here / name).write_bytes(of_names(("pe\u0301age  2", "\ufeffk\u200b", " y"))[name])
    features = ["p\u00e9age 2", "k"]
    np.testing.assert_array_equal(rows(open_source(name, "y", features)), WANTED)
    source = open_source(name, " y ", categorical=[" k"])
    assert source.schema.features == ("p\u00e9age 2", *(f"k={level}" for level in range(1, 9)))


NAMED = {
    "x.dta": (
        b"<stata_dta><header>",
        "x.dta is a Stata file, which cannot be read: save it as CSV",
    ),
    "old.dta": (b"\x72\x02\x01\x00", "old.dta is a Stata file"),
    "x.h5": (b"\x89HDF\r\n\x1a\n", "x.h5 is an HDF5 file"),
    "x.npy": (b"\x93NUMPY\x01\x00", "x.npy is a NumPy array"),
    "x.sav": (b"$FL2@(#) SPSS", "x.sav is an SPSS file"),
    "x.orc": (b"ORC\n", "x.orc is an ORC file"),
    "x.db": (b"SQLite format 3\0", "x.db is a database: give its address, and one of its tables: "),
    "y.db": (b"12345678DUCK\0\0\0\0", "duckdb:///y.db --table NAME"),
    "x.json": (b' [{"x": 1, "y": 2}]', "x.json is one JSON array: write an object on each line"),
    "x.jsonl.gz": (gzip.compress(b'{"x": 1}\n'), "x.jsonl.gz is JSON compressed by gzip"),
    "x.jsonl": (b'{"x": 1, "y": 2}\n{"x": 2, "y"\n', "x.jsonl could not be read past row 0"),
    "cut.jsonl": (b'{"x": 1, "y": 2}\n{"x": 2, "y"\n', 'line 2 is not one JSON object: {"x": 2'),
    "nan.jsonl": (
        b'{"x": 1, "y": 2}\n{"x": NaN, "y": 1}\n',
        "line 2 has NaN, but JSON has only null",
    ),
    "wide.json": (b'{\n"x": [1, 2],\n"y": [1, 2]\n}', "line 1 is not one JSON object: {"),
    "x.parquet.gz": (
        gzip.compress(b"PAR1" + bytes(40)),
        "is a compressed Parquet file: decompress",
    ),
    "login.csv": (b"\n<!DOCTYPE html><html>", "login.csv is a web page, not a data file"),
    "x.xlsx": (b"PK\x03\x04", "x.xlsx"),
    "secret.parquet": (b"PARE\x00\x00PARE", "secret.parquet is an encrypted Parquet file"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_is_not_read_is_named(here, name, capsys):
    content, words = NAMED[name]
    (here / name).write_bytes(content)
    assert words in refusal(capsys, "fit", name, "-t", "y")


def test_json_lines_may_lack_a_field_and_change_between_integer_and_float(here):
    lines = [{"x": i, "y": 2 * i} for i in range(5000)]
    lines[4000]["x"] = 4000.5
    (here / "d.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert read("d.jsonl", "y").X[4000, 0] == 4000.5
    del lines[4001]["x"]
    (here / "d.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with pytest.raises(DataError, match=r"'x' of d.jsonl has a missing value in row 4002"):
        read("d.jsonl", "y")
    lines[4001]["x"] = "six"
    (here / "d.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with pytest.raises(DataError, match=r"d\.jsonl"):
        read("d.jsonl", "y")
    (here / "d.jsonl").write_text('{"x": 9007199254740993, "y": 1}\n{"x": 2, "y": 2}\n')
    with pytest.raises(DataError, match=r"the integer 9007199254740993, beyond 2\^53, in row 1"):
        read("d.jsonl", "y")


def test_a_stream_file_that_changes_between_passes_says_so(here):
    (here / "d.feather").write_bytes(FORMATS["d.feather"])
    source = open_source("d.feather", "y")
    rows(source)
    (here / "d.feather").write_bytes(FORMATS["d.arrow"])
    with pytest.raises(DataError, match=r"d\.feather changed while it was read"):
        rows(source)


@pytest.mark.parametrize("codec", [gzip.compress, bz2.compress, lzma.compress, None])
def test_a_bomb_without_a_line_end_takes_little_memory(here, codec, capsys, monkeypatch):
    """64 MB of one character in some kilobytes; the limit on a record is lowered."""
    monkeypatch.setattr("downslope.data.csv_pieces.LONGEST_RECORD", 2**21)
    monkeypatch.setattr("downslope.data.csv_pieces.PIECE", 2**20)
    text = b"x,y\n1,2\n2,3\n" + b"7" * 2**24
    packed = codec(text) if codec else pa.compress(text, codec="zstd", asbytes=True)
    assert len(packed) < 2**16
    (here / "d.csv.packed").write_bytes(packed)
    assert "d.csv.packed" in refusal(capsys, "fit", "d.csv.packed", "-t", "y")


def test_a_mark_before_json_is_named(here, capsys):
    (here / "d.jsonl").write_text('\ufeff{"x": 1, "y": 2}\n')
    assert "begins with a byte-order mark" in refusal(capsys, "fit", "d.jsonl", "-t", "y")


@pytest.mark.parametrize("line", [1, 20_000])
def test_an_object_with_a_key_twice_is_refused(here, capsys, line):
    lines = [f'{{"x": {i % 7}, "z": {i % 5}, "y": {i % 11}, "t": "{"x" * 40}"}}'
             for i in range(20_000)]  # fmt: skip
    lines[line - 1] = lines[line - 1][:-1] + ', "x": 5}'
    (here / "d.jsonl").write_text("\n".join(lines))
    told = refusal(capsys, "fit", "d.jsonl", "-t", "y", "--features", "x,z")
    assert f"d.jsonl line {line} has the key 'x' twice: keep one." in told


def test_the_table_of_types_and_formats_is_fresh(monkeypatch):
    root = Path(__file__).parents[1]
    monkeypatch.syspath_prepend(str(root / "tools"))
    import format_table

    page = (root / "docs" / "any-size.md").read_text()
    assert format_table.filled(page) == page, "run python tools/refresh.py"
    table = format_table.table()
    assert table.count("\n| ") > 30
    assert "decimal256(60, 2), which is not supported" in table
