"""Names, streams and files as nobody would choose them: one line, exit 2, and nothing harmed."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import sparse

import downslope as ds
from downslope.cli import run

ROWS = "x,y\n1,2\n2,3.1\n3,4.2\n4,4.9\n"
MORE = "x,y\n1,2\n2,3.1\n3,4.2\n4,9.9\n10,3\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(ROWS)
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    assert run(given) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


# --- names of files -------------------------------------------------------------------------------


def test_a_summary_is_taken_by_its_name_though_it_looks_like_a_pattern(here: Path) -> None:
    ds.save_summary(ds.summarize("a.csv", "y"), "a1.dss")
    Path("b.csv").write_text(MORE)
    ds.save_summary(ds.summarize("b.csv", "y"), "a[1].dss")
    assert ds.fit("a[1].dss").n == 5


@pytest.mark.parametrize("again", ["a.csv", "./a.csv", "link.csv", "*.csv"])
def test_rows_do_not_count_twice(
    again: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if again == "link.csv":
        Path("link.csv").symlink_to("a.csv")
    assert "is given twice" in refused(capsys, "fit", "a.csv", again, "-t", "y")


def test_summaries_do_not_count_twice(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ds.save_summary(ds.summarize("a.csv", "y"), "a.dss")
    Path("link.dss").symlink_to("a.dss")
    assert "is given twice" in refused(capsys, "fit", "a.dss", "link.dss")
    assert "is given twice" in refused(
        capsys, "summarize", "a.dss", "--without", "a.dss", "--without", "./a.dss", "-o", "b.dss"
    )
    assert not Path("b.dss").exists()


@pytest.mark.parametrize("verb", [["train", "--lr", "0.1"], ["sweep"], ["diagnose"]])
def test_a_picture_is_not_drawn_over_the_data(
    verb: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("data.svg").write_text(ROWS)
    err = refused(capsys, verb[0], "data.svg", "-t", "y", *verb[1:], "--plot", "./data.svg")
    assert "would overwrite the data file" in err
    assert Path("data.svg").read_text() == ROWS


def test_a_log_that_never_ends_is_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no ordinary file" in refused(capsys, "diagnose", "--history", "/dev/zero")


@pytest.mark.parametrize("address", ["foo", "", "tcp://", "http://h:1", "tcp://[::1", "127.0.0.1"])
def test_what_is_no_address_is_not_waited_for(
    address: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed")
    given = ["fit", "a.csv", "-t", "y", "--engine", "dask", "--scheduler", address]
    assert "is not an address" in refused(capsys, *given)


def test_names_over_two_lines_are_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not a list of names" in refused(capsys, "fit", "a.csv", "-t", "y", "--features", "x\nz")


def test_a_range_beyond_float64_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "The range" in refused(capsys, "demo", "--range=-1e308,1e308")


# --- values ---------------------------------------------------------------------------------------


def test_decimals_are_not_rounded_in_silence() -> None:
    frame = pl.DataFrame({"a": [Decimal(2**60 + i) for i in (1, 2, 3, 4)], "y": [1.0, 2, 3, 4.5]})
    with pytest.raises(ds.DataError, match="beyond 2\\^53"):
        ds.fit(frame, "y")


def test_a_damaged_sparse_array_is_refused() -> None:
    X = sparse.csr_array(np.arange(1.0, 9.0).reshape(4, 2) ** 2)
    X.indices[0] = 99
    with pytest.raises(ds.DataError, match="damaged sparse array"):
        ds.solve(X, [1.0, 2, 3, 4])


@pytest.mark.parametrize("verb", [["diagnose", "--lr", "0.1"], ["sweep"], ["train", "--lr", "0.1"]])
def test_columns_beyond_float64_are_not_judged(
    verb: list[str], here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("far.csv").write_text("x,y\n1e308,1\n1e-300,2\n3,2.9\n-1e308,4\n")
    assert run([verb[0], "far.csv", "-t", "y", *verb[1:]]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "multiply or divide" in err


@pytest.mark.parametrize("seed", range(40))
def test_a_fit_of_extreme_values_ends_in_a_report_or_a_line(
    seed: int, here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    draw = np.random.default_rng(seed)
    extremes = [1e-310, 1e308, -1.7e308, 1e300, 0.0, 1.0, 1e16, 1e-10, 5e-324]
    rows = [draw.choice(extremes, 4) for _ in range(8)]
    lines = [",".join(map(repr, map(float, row))) for row in rows]
    Path("far.csv").write_text("\n".join(["a,b,c,y", *lines]) + "\n")
    status = run(["fit", "far.csv", "-t", "y"])
    out, err = capfd.readouterr()
    assert status in (0, 2)
    assert "Traceback" not in err
    assert (status == 0) == bool(out)


# --- summaries that were not written by us --------------------------------------------------------

ODD: dict[str, Callable[[dict[str, Any]], object]] = {
    "count": lambda h: h.update(count=float("inf")),
    "large count": lambda h: h.update(count=10**30),
    "negative count": lambda h: h.update(count=-5),
    "rows dropped": lambda h: h.update(rows_dropped=-3),
    "mass": lambda h: h.update(mass=float("nan")),
    "no mass": lambda h: h.update(mass=0),
    "names": lambda h: h.update(features=[1]),
    "target": lambda h: h.update(target="x"),
    "list": lambda h: h.update(target=["y"]),
    "levels": lambda h: h.update(levels=[["x", []]]),
}


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_a_summary_that_says_what_cannot_be_is_damaged(
    change: Callable[[dict[str, Any]], object], here: Path
) -> None:
    ds.save_summary(ds.summarize("a.csv", "y"), "a.dss")
    content = Path("a.dss").read_bytes()
    version, length = struct.unpack_from("<II", content, 8)
    header = json.loads(content[16 : 16 + length])
    change(header)
    text = json.dumps(header).encode()
    body = content[:8] + struct.pack("<II", version, len(text)) + text + content[16 + length : -32]
    Path("a.dss").write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(ds.DataError, match="is damaged"):
        ds.load_summary("a.dss")


# --- where the output goes ------------------------------------------------------------------------


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    line = line.replace("downslope", f"{sys.executable} -m downslope")
    return subprocess.run(
        ["bash", "-c", line],
        env=os.environ | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_full_disk_for_the_output_is_said(here: Path) -> None:
    done = shell("downslope fit a.csv -t y > /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("downslope: The output cannot be written")
    assert done.stderr.count("\n") == 1


def test_closed_streams_are_nobodys_complaint(here: Path) -> None:
    assert shell("downslope fit a.csv -t y >&-").stderr == ""
    assert shell("downslope fit a.csv -t y 2>&-").returncode == 0


def test_a_reader_that_leaves_early_is_no_error(here: Path) -> None:
    done = shell("set -o pipefail; downslope fit a.csv -t y --json | head -0")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_of_few_letters_gets_question_marks(here: Path) -> None:
    done = shell("downslope fit a.csv -t y", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0.6819 ? 1.278" in done.stdout
