"""Standard input and addresses: read once into a copy that is removed, and no secret is shown."""

import contextlib
import http.server
import io
import sys
import tempfile
import threading
from base64 import b64encode
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from downslope.cli import run
from downslope.data import spool
from downslope.data.open import open_source
from downslope.errors import DataError
from downslope.lab.own_data import open_file
from file_formats import CSV, FORMATS, WANTED, rows
from refusals import refusal


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
    assert told.startswith("s3://bucket/none.parquet cannot be read (")
    assert "AKIAKEY" not in told
    assert "hush" not in told


def test_the_lab_opens_no_address(at):
    for address in (f"http://{at[0]}/d.csv", "s3://bucket/d.csv"):
        with pytest.raises(DataError, match="is an address, not a file: download it first"):
            open_file(address, "y")
    assert not at[1]
