"""A file should stay as it is while it is read: what to say when it does not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from downslope.errors import DataError


@dataclass(frozen=True, slots=True)
class Watch:
    """A file as it was found: on another machine only its size can be compared."""

    file: str
    size: int
    modified: int | None = None  # nanoseconds

    @classmethod
    def begin(cls, file: Path) -> Watch:
        """Look at the file.

        Raises:
            DataError: it is not there.

        """
        try:
            found = file.stat()
        except OSError as error:
            raise DataError(f"{file} cannot be opened ({error.strerror}).") from error
        return cls(str(file), found.st_size, found.st_mtime_ns)

    def again(self, row: int, known: int | None = None) -> Watch:
        """The file as it is now, after `row` rows; it has to have the size it had.

        With `known`, the time at which it was modified also has to be that.

        Raises:
            DataError: it is gone, or has changed.

        """
        try:
            now = Watch.begin(Path(self.file))
        except DataError as error:
            raise DataError(
                f"{self.file} went away while it was read (at row {row + 1}): put it back and "
                "read all of it again."
            ) from error
        if now.size != self.size or (known is not None and now.modified != known):
            sizes = f"it had {self.size:,} bytes and now has {now.size:,}"
            raise DataError(
                f"{self.file} changed while it was read (at row {row + 1}; {sizes}): read it again "
                "once nothing writes to it."
            )
        return now
