"""Atomic file writes: to a temporary file in the same folder, flushed to disk, then renamed.

A reader sees the old content or the new. After a full disk or a power failure the old content is
still there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from downslope.errors import DataError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file completely or not at all, with the usual permissions.

    Raises
    ------
    OSError
        The file cannot be written; previous content is unchanged.

    """
    with whole_file(path) as out:
        out.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name once the block ends, unless it fails.

    Raises
    ------
    OSError
        The file cannot be written; previous content is unchanged.

    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        umask = os.umask(0)
        os.umask(umask)
        # Only its owner may read a temporary file.
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


@contextmanager
def output_file(path: Path) -> Iterator[BinaryIO]:
    """Open a user's file for writing, as `whole_file` does.

    Raises
    ------
    DataError
        The file cannot be written; previous content is unchanged.

    """
    try:
        with whole_file(path) as out:
            yield out
    except OSError as error:
        instead = "free some space or choose another folder"
        if not path.parent.is_dir():
            instead = "make its folder first"
        elif path.is_dir():
            instead = "give the name of a file in it"
        raise DataError(
            f"{path} cannot be written ({error.strerror or error}): no partial file was left; "
            f"{instead}."
        ) from error


def _flush_folder(folder: Path) -> None:
    """Flush the new name to disk, where the system supports it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
