"""The file of the command line, read before a page asks: its mistakes are said in the terminal."""

from __future__ import annotations

from pathlib import Path

from downslope.lab import limits
from downslope.lab.data.file import FileData
from downslope.lab.given import GivenFile
from downslope.lab.shelf import Shelf


def read_ahead(shelf: Shelf, given: GivenFile) -> str:
    """Open the file as the page will, unless that would keep the user waiting.

    Returns:
        What was left out of it, as a line; empty if nothing was, or if it has not been read.

    Raises:
        InputError: it cannot be used.

    """
    if sum(file.stat().st_size for file in given.files) > limits.READ_AHEAD:
        return ""
    left_out = shelf.open(FileData(None, None, drop_missing=False)).left_out
    return f"{Path(given.data).name}: {left_out}" if left_out else ""
