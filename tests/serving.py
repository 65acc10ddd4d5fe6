"""The lab as a person starts it from the pages: what it says first, and that it answers."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def lab_started(arguments: Sequence[str], folder: Path) -> Iterator[str]:
    """The first line that the lab prints; by then its page is there."""
    command = [sys.executable, "-m", "downslope", *arguments, "--no-browser", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address is not None, said
            with urllib.request.urlopen(address[0], timeout=120) as page:
                assert b"app.js" in page.read()
            yield said
        finally:
            server.terminate()
