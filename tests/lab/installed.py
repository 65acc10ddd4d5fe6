"""The package as users get it: a wheel, outside the checkout; and a browser to look at it.

Where something is missing the tests that need it are skipped with the reason; in CI they fail.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from archives import built
from once import once

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def lacking(what: str) -> NoReturn:
    """Skip, and say why; in CI nothing is skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


def chromium() -> str:
    """Where Debian's Chromium lies."""
    return shutil.which("chromium") or lacking("there is no chromium here: apt install chromium")


def axe() -> str:
    """The source of axe-core."""
    return AXE.read_text() if AXE.exists() else lacking("axe-core is missing: cd web && npm ci")


def unpacked(factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked into a folder of its own."""
    try:
        wheel = built(factory)["wheel"]
    except AssertionError as error:
        lacking(f"the wheel cannot be built here: {str(error).strip()[-300:]}")
    return once(factory, "installed", zipfile.ZipFile(wheel).extractall)


class Installed:
    """An installed package whose commands are run far from the checkout."""

    def __init__(self, folder: Path, away: Path) -> None:
        """Take the folder of the package and one to work in."""
        self.folder, self.away = folder, away
        self.environment = {**os.environ, "PYTHONPATH": str(folder)}

    def run(self, *arguments: str) -> str:
        """What Python prints."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.away,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    @contextmanager
    def lab(self, *arguments: str, port: int = 0) -> Iterator[str]:
        """The address of a server that runs."""
        process = subprocess.Popen(
            [sys.executable, "-m", "downslope", "lab", *arguments, "--no-browser",
             "--port", str(port)],
            cwd=self.away,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found, "the server did not start"
            yield found[0]
        finally:
            process.terminate()
            process.communicate()
