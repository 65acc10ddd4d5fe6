"""A MariaDB server of the tests' own, in a temporary folder, reached by a socket alone."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 120  # seconds to start


@contextmanager
def server() -> Iterator[Any]:
    """Run a server; give what connects to it. Where it or PyMySQL is not installed, skip."""
    pymysql = pytest.importorskip("pymysql")
    program = shutil.which("mariadbd") or shutil.which("mysqld")
    if program is None:
        pytest.skip("MariaDB is not installed")
    folder = Path(tempfile.mkdtemp(prefix="downslope-my-"))
    user = []
    if os.getuid() == 0:  # as which the server refuses to run
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
        user = ["--user=nobody"]
    where = [f"--datadir={folder}", f"--socket={folder}/s", f"--pid-file={folder}/pid"]
    process = subprocess.Popen(
        [program, "--no-defaults", "--skip-networking", "--skip-grant-tables", *where, *user],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def connect(**options: Any) -> Any:
        return pymysql.connect(unix_socket=f"{folder}/s", user="root", **options)

    try:
        end = time.monotonic() + PATIENCE
        while not _answers(f"{folder}/s"):
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail("MariaDB does not start")
            time.sleep(0.1)
        with connect() as first, first.cursor() as cursor:
            cursor.execute("CREATE DATABASE tests")
        yield lambda **options: connect(database="tests", **options)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as tried:
        return tried.connect_ex(path) == 0
