"""Has a file been saved? By its modification time, whichever way the editor saves.

Some editors write into the file, some put a new one in its place, some take it away for a moment.
So what counts is the stamp (time, size, number) once it has been the same twice in a row, and a
file is gone only when it has been missing for a while.
"""

from __future__ import annotations

from pathlib import Path

Stamp = tuple[int, int, int] | None
PATIENCE = 3  # looks that find no file, until it is gone


def stamp(path: Path) -> Stamp:
    """When it was written, how long it is, which file it is; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Watch:
    """One file; `is_saved` is asked again and again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = self._last = stamp(path)
        self._missing = 0

    def is_saved(self) -> bool:
        """Whether it was changed, or taken away, since this last said so."""
        now = stamp(self.path)
        self._missing = self._missing + 1 if now is None else 0
        settled = self._missing >= PATIENCE if now is None else now == self._last
        self._last = now
        if settled and now != self._known:
            self._known = now
            return True
        return False
