"""`downslope lab`: one line, one socket on loopback, and Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from downslope.cli import run
from downslope.lab.app import application
from downslope.lab.own_data import open_file
from downslope.lab.server import listen
from downslope.lab.store import Store
from lab.asking import ADDRESS

LINE = re.compile(r"The lab is at (http://127\.0\.0\.1:(\d+)/)(, since port \d+ is taken)?\. Ctrl")


@contextmanager
def lab(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that runs, and the line that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "downslope", "lab", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def fetch(url: str) -> dict:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url) as reply:
                return json.load(reply)
        except OSError:  # printed before it listens, if only by a moment
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def test_it_serves_says_one_line_and_stops_at_ctrl_c() -> None:
    with lab("hubble", "--no-browser", "--port", "0") as (process, line):
        found = LINE.match(line)
        assert found
        assert fetch(f"{found[1]}api/start")["file"]["name"] == "hubble"
        kept_open = socket.create_connection(("127.0.0.1", int(found[2])))
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=120)
        kept_open.close()
    assert (rest, errors) == ("", "Stopped.\n")
    assert process.returncode == 130


def test_ctrl_c_does_not_wait_for_work() -> None:
    """A comparison that would take seconds is left."""
    with lab("--no-browser", "--port", "0") as (process, line):
        found = LINE.match(line)
        assert found
        fetch(f"{found[1]}api/health")
        page = socket.create_connection(("127.0.0.1", int(found[2])))
        body = b'{"case": "large-n"}'
        page.sendall(
            b"POST /api/compare HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n%s"
            % (len(body), body)
        )
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=120)
        page.close()
    assert errors.endswith("Stopped.\n")
    assert "Traceback" not in errors


def test_a_port_that_is_taken_is_said_and_the_next_is_used() -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        with lab("--no-browser", "--port", str(port)) as (_, line):
            found = LINE.match(line)
            assert found
            assert int(found[2]) > port
            assert found[3] == f", since port {port} is taken"
            assert fetch(f"{found[1]}api/health")["ok"]


def test_only_this_machine_is_listened_to() -> None:
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_the_browser_is_opened(tmp_path: Path) -> None:
    note = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {note}.part && mv {note}.part {note}\n')
    browser.chmod(0o755)
    with lab("--port", "0", BROWSER=str(browser)) as (_, line):
        found = LINE.match(line)
        assert found
        deadline = time.monotonic() + 60
        while not note.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert note.read_text() == found[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nosuch.csv", "--target", "y"], "No such file: nosuch.csv"),
        (["hubble", "--target", "nothing"], "has no column 'nothing'"),
        (["hubble", "--features", "distance"], "did you mean 'distance_mpc'"),
        (["--target", "y"], "apply to DATA"),
        (["--drop-missing"], "apply to DATA"),
        (["--port", "70000"], "--port 70000 is not a port"),
        (["--port", "-1"], "whole number"),
        (["--port", "http"], "whole number"),
    ],
)
def test_mistakes_are_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(["lab", *arguments, "--no-browser"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert words in err


def test_a_file_needs_its_target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("a,b\n1,2\n3,4\n")
    assert run(["lab", str(file), "--no-browser"]) == 2
    assert "--target a or b" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "words"),
    [("1,2\n3,\n", "has a missing value in row 2"), ("1,2\n3,x\n", "'b'")],
)
def test_data_that_cannot_be_used_are_said_before_anything_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str, words: str
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"a,b\n{rows}")
    assert run(["lab", str(file), "-t", "b", "--no-browser"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert words in err


def test_what_is_left_out_is_said_beside_the_address(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("a,city,b\n1,Ulm,2\n3,Ulm,\n4,Bonn,5\n")
    with lab(str(file), "-t", "b", "--drop-missing", "--no-browser", "--port", "0") as (running, _):
        assert running.stdout is not None
        assert running.stdout.readline() == (
            "mine.csv: Left out: 1 row with missing values. "
            "Left out, because they hold no numbers: city.\n"
        )


def test_a_very_large_file_is_not_read_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("downslope.lab.request_limits.READ_AHEAD", 5)
    file = tmp_path / "mine.csv"
    file.write_text("a,b\n1,2\n3,\n")
    store = Store(open_file(str(file), "b"))
    assert store.read_ahead() == ""


def test_the_server_starts_without_numpy() -> None:
    """It is loaded while the browser starts."""
    code = (
        "import sys\nfrom downslope.lab.app import application\n"
        "from downslope.lab.server import serve\napplication()\n"
        "assert not {'numpy', 'polars', 'scipy'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_command_starts_without_numpy() -> None:
    code = (
        "import sys\nfrom downslope.cli import run\nfrom downslope.lab import server\n"
        "server.serve = lambda app, listening, browser: None\n"
        "assert run(['lab', '--no-browser', '--port', '0']) == 0\n"
        "assert not {'numpy', 'polars', 'scipy'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_first_frame_is_left_out_where_a_file_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("a,b\n1,2\n2,3\n3,5\n")
    frame = 'id="first-frame"'
    for own, is_seen in ((None, True), (open_file(str(file), "b"), False)):
        with TestClient(application(own), base_url=ADDRESS) as client:
            for address in ("/", "/index.html"):
                answer = client.get(address)
                assert answer.headers["cache-control"] == "no-cache"
                assert (frame in answer.text) is is_seen
                assert '<div id="app">' in answer.text
                assert 'src="./app.js"' in answer.text
            assert client.get("/app.js").status_code == 200
