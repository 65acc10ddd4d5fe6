"""What libraries print of themselves, beside the one line that is ours.

polars decodes in Rust: a damaged page makes its threads print a panic with a backtrace straight to
the descriptor of standard error, beside the exception that we catch and put into one line. While
a command runs, that descriptor leads to a file, and Python's own standard error to the terminal.
Dask logs in Python, and with tracebacks, every connection that breaks when Ctrl-C ends its workers.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

STANDARD_ERROR = 2


@contextmanager
def native_messages_aside() -> Iterator[None]:
    """Keep native messages off the terminal, and show them only when an error gets through."""
    ours = sys.stderr
    if not _writes_to_descriptor(ours):
        yield
        return
    terminal = os.dup(STANDARD_ERROR)
    with (
        tempfile.TemporaryFile() as aside,
        os.fdopen(terminal, "w", encoding=ours.encoding, errors=ours.errors, buffering=1) as to,
    ):
        ours.flush()
        os.dup2(aside.fileno(), STANDARD_ERROR)
        sys.stderr = to
        try:
            yield
        except Exception:
            aside.seek(0)
            to.write(aside.read().decode(errors="replace"))
            raise
        finally:
            sys.stderr = ours
            to.flush()
            os.dup2(terminal, STANDARD_ERROR)


def _writes_to_descriptor(stream: TextIO | None) -> bool:
    try:
        if stream is None or stream.fileno() != STANDARD_ERROR:
            return False
        os.fstat(STANDARD_ERROR)
        return True
    except (OSError, ValueError, AttributeError):  # captured, closed, or no file at all
        return False


@contextmanager
def loggers_silent() -> Iterator[None]:
    """Let no library log anything: errors come to us as exceptions."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
