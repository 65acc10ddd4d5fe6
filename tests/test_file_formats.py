"""Formats of files, standard input and addresses: the same rows from each, or one line."""

import bz2
import contextlib
import gzip
import http.server
import io
import json
import lzma
import sys
import tempfile
import threading
import zipfile
from base64 import b64encode
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

import downslope as ds
from downslope.cli import run
from downslope.data import spool
from downslope.data.open import open_source, read
from downslope.errors import DataError
from downslope.lab.own_data import open_file
from workbooks import workbook

N = 3000
RNG = np.random.default_rng(5)
FRAME = pl.DataFrame({"x": RNG.integers(0, 999, N) / 8, "k": RNG.integers(0, 9, N)}).with_columns(
    y=2 * pl.col("x") + pl.col("k")
)
WANTED = FRAME.cast(pl.Float64).to_numpy()


def ipc_stream(frame):
    out = io.BytesIO()
    table = frame.to_arrow()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=700)
    return out.getvalue()


def written(write):
    out = io.BytesIO()
    write(out)
    return out.getvalue()


CSV = FRAME.write_csv().encode()
ZSTD = pa.compress(CSV, codec="zstd", asbytes=True)
FORMATS = {
    "d.csv": CSV,
    "d.tsv": FRAME.write_csv(separator="\t").encode(),
    "d.csv.gz": gzip.compress(CSV),
    "d.csv.bz2": bz2.compress(CSV),
    "d.csv.xz": lzma.compress(CSV),
    "d.csv.zst": ZSTD,
    "two.csv.zst": pa.compress(CSV[:900], codec="zstd", asbytes=True)
    + pa.compress(CSV[900:], codec="zstd", asbytes=True),
    "d.parquet": written(FRAME.write_parquet),
    "d.feather": written(lambda out: FRAME.write_ipc(out, compression="zstd")),
    "d.arrow": written(FRAME.write_ipc),
    "d.arrows": ipc_stream(FRAME),
    "d.jsonl": written(FRAME.write_ndjson),
    "d.ndjson": written(FRAME.write_ndjson),
}


def rows(source):
    return np.vstack([block.copy() for task in source.tasks() for block in task.blocks()])


def refusal(capsys, *given):
    status = run(list(given))
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.startswith("downslope: ")
    assert err.count("\n") == 1
    return err


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
    assert told.startswith("downslope: Standard input ")
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


def test_a_workbook_is_read_where_one_sheet_has_rows(here, capsys):
    pytest.importorskip("fastexcel")
    body = [["x", "k", "y"], *FRAME.head(40).rows()]
    workbook("d.xlsx", {"Data": body, "Sheet2": []})
    np.testing.assert_array_equal(rows(open_source("d.xlsx", "y")), WANTED[:40])
    workbook("two.xlsx", {"A": body, "B": body})
    assert "two.xlsx has the sheets A, B: save the sheet" in refusal(capsys, "fit", "two.xlsx")
    workbook("none.xlsx", {"A": []})
    assert "none.xlsx has no sheet with rows" in refusal(capsys, "fit", "none.xlsx")
    (here / "cut.xlsx").write_bytes((here / "d.xlsx").read_bytes()[:900])
    assert "cut.xlsx cannot be read as a spreadsheet" in refusal(capsys, "fit", "cut.xlsx")
    body[7] = [1.0, None, 2.0]
    workbook("gap.xlsx", {"Data": body})
    told = refusal(capsys, "fit", "gap.xlsx", "-t", "y")
    assert "'k' of gap.xlsx has a missing value in row 7" in told


BODY = [["x", "y"], *([i + 0.25, 2 * i + i % 3] for i in range(1, 13))]
SHEETS = {
    "a title": ([["Sales of 2024"], [], *BODY], {"title_lines"}),
    "merged cells above": ([["Sales", None], *BODY], {"title_lines"}),
    "text numbers": ([BODY[0], *([str(x), y] for x, y in BODY[1:])], set()),
    "blank rows": ([*BODY[:4], [None, None], *BODY[4:], [None, None]], set()),
    "row numbers": ([[None, "x", "y"], *([i, *row] for i, row in enumerate(BODY[1:]))],
                    {"index_left_out"}),
    "a total": ([["city", "x", "y"], *(["c", *row] for row in BODY[1:]), ["Total", 9, 9]],
                {"total_row"}),
}  # fmt: skip


@pytest.mark.parametrize(("body", "codes"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_judged_as_a_csv_file_is(here, body, codes):
    workbook("d.xlsx", {"Data": body})
    fit = ds.fit("d.xlsx", "y", ["x"] if "city" in body[0] else None)
    assert len(fit.coef) == 1
    assert {each.code for each in fit.findings} == codes
    if "total_row" not in codes:
        slope = np.polyfit([x for x, _ in BODY[1:]], [y for _, y in BODY[1:]], 1)[0]
        assert fit.coef[0] == pytest.approx(slope, rel=1e-12)


def test_a_sheet_keeps_every_digit(here):
    r = np.random.default_rng(0)
    wanted = np.exp(r.normal(0, 30, (400, 2))) * r.choice([-1, 1], (400, 2))
    workbook("d.xlsx", {"Data": [["x", "y"], *wanted.tolist()]})
    np.testing.assert_array_equal(rows(open_source("d.xlsx", "y")), wanted)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([BODY[0], *BODY[1:] * 120, ["late", 3]], "'x' of d.xlsx is text (row 1441: 'late')"),
        ([["x", "x", "y"], [1, 2, 3], [2, 5, 1]], "more than one column named 'x'"),
        ([BODY[0], ["m", "kg"], *BODY[1:]], "line 2 (m,kg) has no numbers, unlike the lines below"),
        (BODY[1:], "starts with numbers"),
        ([["x", "z", "y"], *([x, None, y] for x, y in BODY[1:])], "'z' of d.xlsx is empty"),
    ],
)
def test_a_sheet_is_refused_as_a_csv_file_is(here, capsys, body, told):
    workbook("d.xlsx", {"Data": body})
    assert told in refusal(capsys, "fit", "d.xlsx", "-t", "y")


def test_hidden_rows_and_errors_of_a_sheet_are_named(here):
    workbook("d.xlsx", {"Data": BODY})
    with zipfile.ZipFile("d.xlsx") as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace('<row r="4"', '<row r="4" hidden="1"')
    parts[sheet] = parts[sheet].replace('<c r="A6"><v>5.25</v>', '<c r="A6" t="e"><v>#DIV/0!</v>')
    with zipfile.ZipFile("odd.xlsx", "w") as odd:
        for name, text in parts.items():
            odd.writestr(name, text)
    assert ds.fit("d.xlsx", "y").findings == ()
    fit = ds.fit("odd.xlsx", "y", drop_missing=True)
    hidden, error = fit.findings
    assert str(hidden).startswith("1 row of odd.xlsx is hidden, and counted as the others.")
    assert str(error).startswith("1 cell of odd.xlsx has an error such as #DIV/0! instead")


def test_text_that_is_called_xls_is_read(here, capsys):
    (here / "d.xls").write_text("x\ty\n1\t2\n2\t4.5\n3\t6\n")
    assert ds.fit("d.xls", "y").coef[0] == pytest.approx(2.0)
    (here / "page.xls").write_text("<html><table></table></html>")
    assert "page.xls is a web page" in refusal(capsys, "fit", "page.xls", "-t", "y")
    (here / "old.xls").write_text('<?xml version="1.0"?><Workbook/>')
    assert "old.xls is XML, not a table" in refusal(capsys, "fit", "old.xls", "-t", "y")


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


def test_a_workbook_without_its_package_names_the_extra(here, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastexcel", None)
    workbook("d.xlsx", {"Data": [["x", "y"], [1, 2], [2, 3]]})
    assert "pip install 'downslope[excel]'" in refusal(capsys, "fit", "d.xlsx", "-t", "y")


# --- standard input and addresses -----------------------------------------------------------------


def test_a_terminal_is_no_data(monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    spool.spooled_input.cache_clear()
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert "Standard input is a terminal: pipe data" in refusal(capsys, "fit", "-", "-t", "y")


def test_a_full_disk_is_one_line_and_leaves_nothing(monkeypatch, capsys, tmp_path):
    spool.spooled_input.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CSV)))
    real = Path.open

    class Full(io.RawIOBase):
        def write(self, _):
            raise OSError(28, "No space left on device")

    def opened(path, mode="r", **options):
        return Full() if path.name == "standard-input" and mode == "wb" else real(path, mode)

    monkeypatch.setattr(Path, "open", opened)
    told = refusal(capsys, "fit", "-", "-t", "y")
    assert "Standard input does not fit into" in told
    assert "No space left on device, after 0 bytes): free some space, or set TMPDIR" in told
    assert not list(tmp_path.iterdir())


class Handler(http.server.BaseHTTPRequestHandler):
    seen: list = []  # noqa: RUF012  (each server has its own class)

    def do_GET(self):
        self.seen.append((self.path, self.headers.get("Authorization")))
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("/to/"))
            self.end_headers()
        elif path == "/page.csv":
            self.answer(b"<html>", "text/html")
        elif path == "/short.csv":
            self.answer(CSV[:100], length=len(CSV))
        elif path.lstrip("/") in FORMATS:
            self.answer(FORMATS[path.lstrip("/")])
        else:
            self.send_error(403)

    def answer(self, content, kind="application/octet-stream", length=None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def server():
    handler = type("Own", (Handler,), {"seen": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        try:
            yield f"127.0.0.1:{serving.server_port}", handler.seen
        finally:
            serving.shutdown()
            thread.join()


@pytest.fixture
def at(monkeypatch, tmp_path):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with server() as (host, seen):
        yield host, seen


@pytest.mark.parametrize("name", ["d.csv", "d.parquet", "d.csv.zst", "d.feather"])
def test_an_address_is_read_and_its_copy_removed(at, name, tmp_path, capsys):
    source = open_source(f"http://{at[0]}/{name}", "y")
    np.testing.assert_array_equal(rows(source), WANTED)
    assert list(tmp_path.iterdir())
    del source
    assert not list(tmp_path.iterdir())
    assert run(["fit", f"http://{at[0]}/{name}?token=abc", "-t", "y"]) == 0
    out = capsys.readouterr().out
    assert f"http://{at[0]}/{name}" in "".join(out.split())
    assert "token" not in out
    assert not list(tmp_path.iterdir())


def test_credentials_go_to_their_host_alone_and_are_never_shown(at, capsys):
    host, seen = at
    expected = "Basic " + b64encode(b"zoe:s3cr/t").decode()
    with server() as (other, theirs):
        address = f"http://zoe:s3cr%2Ft@{host}/to/http://{other}/d.csv"
        assert run(["fit", address, "-t", "y"]) == 0
        assert seen == [(f"/to/http://{other}/d.csv", expected)]
        assert theirs == [("/d.csv", None)]
        printed = capsys.readouterr()
        assert "s3cr" not in printed.out + printed.err
    for path in ("none.csv", "page.csv", "short.csv", "to/file:///etc/passwd", "to/ftp://x/y"):
        told = refusal(capsys, "fit", f"http://zoe:s3cr%2Ft@{host}/{path}?key=hush", "-t", "y")
        for secret in ("zoe", "s3cr", "hush", expected.split()[1]):
            assert secret not in told


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("none.csv", "none.csv cannot be read (HTTP 403 Forbidden): check the address"),
        ("page.csv", "page.csv is a web page, not a data file"),
        ("short.csv", f"short.csv breaks off after 100 of {len(CSV):,} bytes"),
        ("to/file:///etc/passwd", "cannot be read (HTTP 302 Found)"),
        ("to/ftp://host/x", "A redirect leads to ftp://host/x, which is not a web address"),
    ],
)
def test_an_address_that_fails_says_why_and_leaves_nothing(at, path, words, capsys, tmp_path):
    assert words in refusal(capsys, "fit", f"http://{at[0]}/{path}", "-t", "y")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:9/d.csv", "http://127.0.0.1:9/d.csv cannot be read"),
        ("ftp://example.org/d.csv", "begins with http://, https://, s3://, or gs://"),
        ("file:///etc/passwd", "begins with http://"),
        ("http://[::1/d.csv", "cannot be read"),
        ("://", "cannot be read"),
    ],
)
def test_other_addresses_are_refused_in_one_line(address, words, capsys, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    assert words in refusal(capsys, "fit", address, "-t", "y")


def test_a_bucket_is_read_by_pyarrow(here, monkeypatch, capsys):
    (here / "d.parquet").write_bytes(FORMATS["d.parquet"])
    asked = []

    def from_uri(address):
        asked.append(address)
        return pa.fs.LocalFileSystem(), str(here / address.rpartition("/")[2])

    import pyarrow.fs

    monkeypatch.setattr(pyarrow.fs, "FileSystem", type("Any", (), {"from_uri": from_uri}))
    np.testing.assert_array_equal(rows(open_source("s3://bucket/d.parquet", "y")), WANTED)
    assert asked == ["s3://bucket/d.parquet"]
    told = refusal(capsys, "fit", "s3://AKIAKEY:hush@bucket/none.parquet", "-t", "y")
    assert told.startswith("downslope: s3://bucket/none.parquet cannot be read (")
    assert "AKIAKEY" not in told
    assert "hush" not in told


def test_the_lab_opens_no_address(at):
    for address in (f"http://{at[0]}/d.csv", "s3://bucket/d.csv"):
        with pytest.raises(DataError, match="is an address, not a file: download it first"):
            open_file(address, "y")
    assert not at[1]


def test_the_table_of_types_and_formats_is_fresh(monkeypatch):
    root = Path(__file__).parents[1]
    monkeypatch.syspath_prepend(str(root / "tools"))
    import format_table

    page = (root / "docs" / "any-size.md").read_text()
    assert format_table.filled(page) == page, "run python tools/refresh.py"
    table = format_table.table()
    assert table.count("\n| ") > 30
    assert "decimal256(60, 2), which is not supported" in table
