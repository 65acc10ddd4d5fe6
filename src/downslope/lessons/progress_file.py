"""The file that progress is kept in, and that travels between terminal and page.

    {"format": "downslope-progress", "version": 1, "records": {kind: {id: {…, "at": time}}}}

What is read is checked to the last record, since anybody may have written it; of two records of
the same thing the later one's facts win.

One process at a time: a lock that the system releases when its holder dies.

The lock lies in a file of its own beside what it guards, since the guarded file is replaced
whenever it is written.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

FORMAT: Final = "downslope-progress"
VERSION: Final = 1
LARGEST_FILE: Final = 16 * 2**20  # bytes; years of learning take a few kilobytes

Facts = dict[str, object]
Records = dict[str, dict[str, Facts]]  # kind → id → facts


class DamagedError(Exception):
    """A file is no progress file."""


class NewerError(Exception):
    """A file was written by a Downslope that knows more than this one."""


def read(path: Path) -> Records:
    """The records of a file.

    Raises:
        OSError: it cannot be read.
        DamagedError: it is no progress file.
        NewerError: a newer Downslope wrote it.

    """
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise DamagedError(f"it has more than {LARGEST_FILE // 2**20} MB")
    try:
        given = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DamagedError("it is not JSON") from error
    return _parsed(given)


def is_progress(path: Path) -> bool:
    """Whether a file is one, of whatever version."""
    try:
        read(path)
    except (OSError, DamagedError):
        return False
    except NewerError:
        return True
    return True


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _parsed(given: object) -> Records:
    """The records of a file, with nothing in them but what this version writes."""
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise DamagedError("it does not say that it is progress")
    version, records = given.get("version"), given.get("records")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DamagedError("it has no version")
    if version > VERSION:
        raise NewerError(
            f"written by a newer Downslope (version {version}; {VERSION} is understood)"
        )
    if not isinstance(records, dict):
        raise DamagedError("it has no records")
    for kind, entries in records.items():
        if not isinstance(entries, dict):
            raise DamagedError(f"'{kind[:40]}' holds no records")
        for id, facts in entries.items():
            if not (isinstance(facts, dict) and isinstance(facts.get("at"), str)):
                raise DamagedError(f"{kind[:40]} '{id[:40]}' has no facts")
    return records


def merge(records: Records, given: Records) -> int:
    """Merge `given` into `records`; how many records changed."""
    changed = 0
    for kind, entries in given.items():
        for id, theirs in entries.items():
            ours = records.setdefault(kind, {}).get(id)
            if ours is None:
                merged = theirs
            elif str(theirs["at"]) > str(ours["at"]):
                merged = ours | theirs
            else:
                merged = theirs | ours
            changed += merged != ours
            records[kind][id] = merged
    return changed


def written(records: Mapping[str, Mapping[str, Facts]]) -> bytes:
    """What the file of these records holds."""
    whole = {"format": FORMAT, "version": VERSION, "records": records}
    return json.dumps(whole, indent=1, allow_nan=False).encode()


def count(records: Records) -> int:
    """How many records there are."""
    return sum(len(entries) for entries in records.values())


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
