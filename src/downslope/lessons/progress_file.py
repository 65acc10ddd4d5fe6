"""The progress file: reading, validation, merging, and writing of records; its lock.

    {"format": "downslope-progress", "version": 1, "records": {kind: {id: {…, "at": time}}},
     "checksum": "crc32:…"}

Anyone can have written the file, so every record is checked. If a record exists twice, the later
facts win. The lock is a file of its own, because writing replaces the progress file.

Exports end with a checksum of all text before it, without blanks and line ends, which mail and
editors change. It finds damage. It proves nothing about who wrote the file.
"""

from __future__ import annotations

import errno
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from downslope.lessons.answers import quoted

FORMAT: Final = "downslope-progress"
VERSION: Final = 1
LARGEST_FILE: Final = 16 * 2**20  # bytes; years of learning take a few kilobytes
CHECKSUM: Final = "checksum"
BLANKS: Final = re.compile(r"[ \t\r\n]+")
BEGINNING: Final = re.compile(rf'\s*\{{\s*"format"\s*:\s*"{FORMAT}"')
END: Final = re.compile(r'\s*:\s*"[^"]*"\s*\}\s*')  # after the word checksum

Facts = dict[str, object]
Records = dict[str, dict[str, Facts]]  # kind → id → facts


class DamagedError(Exception):
    """A file is not a progress file, or is one no longer (`is_ours`)."""

    def __init__(self, why: str, *, is_ours: bool = True) -> None:
        super().__init__(why)
        self.is_ours = is_ours

    @property
    def what(self) -> str:
        """What the file is, as a part of a sentence."""
        return f"{'damaged' if self.is_ours else 'not exported progress'} ({self})"


class NewerError(Exception):
    """A file was written by a newer version of Downslope."""


def read(path: Path) -> Records:
    """Return the records of a file, as `read_checked` does."""
    return read_checked(path)[0]


def read_checked(path: Path) -> tuple[Records, bool]:
    """Return the records of a file, and whether it has a checksum, which then matches.

    Raises
    ------
    OSError
        The file cannot be read.
    DamagedError
        The file is not a progress file.
    NewerError
        A newer version of Downslope wrote the file.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise DamagedError(f"it has more than {LARGEST_FILE // 2**20} MB", is_ours=False)
    encoding = json.detect_encoding(content)
    try:
        given = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _unreadable(content.decode(encoding, "replace"), error) from error
    records = _parsed(given)
    if CHECKSUM not in given:
        return records, False
    sealed_text, mark, end = content.decode(encoding, "surrogatepass").rpartition(f'"{CHECKSUM}"')
    if not (mark and END.fullmatch(end) and given[CHECKSUM] == _checksum(sealed_text)):
        raise DamagedError("its checksum does not match: it was changed after the export")
    return records, True


def _unreadable(text: str, error: Exception) -> DamagedError:
    """Return why a text that is not JSON cannot be read."""
    if not BEGINNING.match(text):
        return DamagedError("it is not JSON" if text.strip() else "it is empty", is_ours=False)
    if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
        return DamagedError("something follows its end: it was changed after the export")
    whole = text.rstrip(" \t\r\n\0")  # a copy that stopped may end in zeros
    is_open = isinstance(error, json.JSONDecodeError) and error.pos >= len(whole)
    if is_open or not whole.endswith("}"):
        return DamagedError("its end is missing: it was cut off")
    return DamagedError("it is no longer JSON: it was changed after the export")


def _checksum(text: str) -> str:
    return f"crc32:{zlib.crc32(BLANKS.sub('', text).encode(errors='replace')):08x}"


def is_progress(path: Path) -> bool:
    """Return whether a file is a progress file, of any version."""
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
    """Return the records, once they have the form that this version writes."""
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise DamagedError("it is not marked as progress", is_ours=False)
    version, records = given.get("version"), given.get("records")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DamagedError("it has no version")
    if version > VERSION:
        raise NewerError(
            f"written by a newer Downslope (format {quoted(version)}; this one reads {VERSION})"
        )
    if not isinstance(records, dict):
        raise DamagedError("it has no records")
    for kind, entries in records.items():
        if not isinstance(entries, dict):
            raise DamagedError(f"'{quoted(kind)}' holds no records")
        for id, facts in entries.items():
            if not (isinstance(facts, dict) and isinstance(facts.get("at"), str)):
                raise DamagedError(f"{quoted(kind)} '{quoted(id)}' has no facts")
    return records


def merge(records: Records, given: Records) -> int:
    """Merge `given` into `records` and return how many records changed."""
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
    """Return the content of a progress file with these records."""
    whole = {"format": FORMAT, "version": VERSION, "records": records}
    return json.dumps(whole, indent=1, allow_nan=False).encode()


def sealed(records: Mapping[str, Mapping[str, Facts]]) -> bytes:
    """Return the content of an export: a progress file with a checksum at its end."""
    start = written(records).decode().removesuffix("\n}") + ",\n "
    return f'{start}"{CHECKSUM}": "{_checksum(start)}"\n}}'.encode()


def count(records: Records) -> int:
    """Return the number of records."""
    return sum(len(entries) for entries in records.values())


LOCK_PATIENCE = 5.0  # seconds; work under the lock takes milliseconds
LOCK_PAUSE = 0.01  # seconds between two tries
NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # from some network drives


@contextmanager
def alone(file: Path, patience: float = LOCK_PATIENCE) -> Iterator[None]:
    """Hold the lock file; other processes and threads wait for it.

    If the file system has no locks, continue without one. A write replaces the whole file, so a
    record is lost only if two terminals write at the same instant.

    Raises
    ------
    OSError
        The lock file cannot be made, or others held it for longer than `patience`.
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
