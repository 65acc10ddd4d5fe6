"""The progress file: records as JSON, read, checked, merged and written; its lock.

    {"format": "downslope-progress", "version": 1, "records": {kind: {id: {…, "at": time}}}}

Anybody may have written the file, so every record is checked. Of two records of the same thing
the later facts win. The lock is a file of its own, because the progress file is replaced whenever
it is written.
"""

from __future__ import annotations

import errno
import json
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


LOCK_PATIENCE = 5.0  # seconds; what is done under the lock takes milliseconds
LOCK_PAUSE = 0.01  # seconds between two tries
NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # as some network drives answer


@contextmanager
def alone(file: Path, patience: float = LOCK_PATIENCE) -> Iterator[None]:
    """Hold the lock file, for which other processes and threads wait.

    Where the file system has no locks, go on without one: a write replaces the whole file, so
    only two terminals that write in the same instant can lose a record.

    Raises
    ------
    OSError
        The lock file cannot be made, or others held it for all of `patience`.
    """
    from filelock import FileLock

    lock = FileLock(file, patience, poll_interval=LOCK_PAUSE, fallback_to_soft=False)
    try:
        lock.acquire()
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
    try:
        yield
    finally:
        lock.release()
