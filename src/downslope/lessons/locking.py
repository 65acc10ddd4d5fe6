"""One process at a time: a lock that the system releases when its holder dies.

The lock lies in a file of its own beside what it guards, since the guarded file is replaced
whenever it is written.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 5.0  # seconds; what is done under the lock takes milliseconds
PAUSE = 0.01  # seconds between two tries

if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_to_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(file: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of that file; others, threads too, wait for it.

    Raises:
        OSError: the lock file cannot be made, or was held by others for all of `patience`.

    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        last = time.monotonic() + patience
        while True:
            try:
                _try_to_lock(handle)
                break
            except OSError:
                if time.monotonic() > last:
                    raise
                time.sleep(PAUSE)
        yield
    finally:
        os.close(handle)  # which releases the lock, too
