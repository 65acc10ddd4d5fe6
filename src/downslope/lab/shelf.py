"""What a server keeps in memory: the given file, a few uploads, a few tables that are open."""

from __future__ import annotations

import secrets
import tempfile
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from downslope.errors import DataError
from downslope.lab import limits
from downslope.lab.columns import NUMBER, Column, columns_of

if TYPE_CHECKING:
    import polars as pl

    from downslope.lab.data import Kind
    from downslope.lab.given import Given
    from downslope.lab.opened import Opened

PREVIEW = 5  # rows

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, eq=False)
class Upload:
    """A CSV that a page has sent, as a frame."""

    id: str
    name: str  # what the user calls it
    frame: pl.DataFrame
    columns: list[Column]
    target: str  # the one asked for, else the last column of numbers

    def to_dict(self) -> dict[str, object]:
        """For the page to choose from."""
        head = self.frame.head(PREVIEW)
        return {
            "id": self.id,
            "name": self.name,
            "columns": [column.to_dict() for column in self.columns],
            "rows": self.frame.height,
            "target": self.target,
            "preview": [[None if v is None else str(v) for v in row] for row in head.rows()],
        }


class Shelf:
    """Things that several pages may ask for at once; the least used go first."""

    def __init__(self, given: Given | None = None) -> None:
        """Begin with the file of the command line, if there is one."""
        self.given = given
        self._uploads: OrderedDict[str, Upload] = OrderedDict()
        self._opened: OrderedDict[Hashable, Opened] = OrderedDict()
        self._lock = Lock()

    def open(self, kind: Kind) -> Opened:
        """The data of that kind, made or read when first asked for.

        Raises:
            InputError: they cannot be used.

        """
        key = (type(kind).__name__, kind.key(self))
        with self._lock:
            if key in self._opened:
                self._opened.move_to_end(key)
                return self._opened[key]
        opened = kind.open(self)
        with self._lock:
            _keep(self._opened, key, opened, limits.OPENED_KEPT)
        return opened

    def upload(self, id: str) -> Upload:
        """An upload by its number.

        Raises:
            DataError: it is not, or no longer, here.

        """
        with self._lock:
            if id not in self._uploads:
                raise DataError(
                    f"The upload '{id[:40]}' is no longer here (the last {limits.UPLOADS_KEPT} are "
                    "kept, until the server stops): upload it again."
                )
            self._uploads.move_to_end(id)
            return self._uploads[id]

    def take(self, file: Path, name: str, target: str | None) -> Upload:
        """Read an uploaded CSV and keep it.

        Raises:
            DataError: it is no CSV, or lacks the target.

        """
        from downslope.sources.columns import Origin, check_present
        from downslope.sources.files import read_csv
        from downslope.sources.text import no_rows

        _check_plain(file, name)
        frame = read_csv(file)
        if frame.is_empty():
            raise DataError(no_rows(name))
        columns = columns_of(frame, Origin(name))
        numbers = [column.name for column in columns if column.kind == NUMBER]
        if target:
            check_present(frame.columns, name, [target])
        if len(numbers) < 2:
            raise DataError(
                f"{name} has {['no column', 'one column'][len(numbers)]} of numbers, and at least "
                f"two are needed, a feature and a target{_complaints(frame, name)}."
            )
        upload = Upload(secrets.token_hex(8), name, frame, columns, target or numbers[-1])
        with self._lock:
            _keep(self._uploads, upload.id, upload, limits.UPLOADS_KEPT)
        return upload


def _check_plain(file: Path, name: str) -> None:
    """Refuse what a few bytes could unpack into more than there is memory."""
    from downslope.sources.footer import MAGIC
    from downslope.sources.text import GZIP, first_bytes

    start = first_bytes(file, 4)
    if start.startswith(GZIP):
        raise DataError(f"{name} is packed (gzip): unpack it first.")
    if start == MAGIC:
        raise DataError(
            f"{name} is Parquet, and a page takes CSV: start `downslope lab {name} --target Y`."
        )


def _complaints(frame: pl.DataFrame, name: str) -> str:
    """Why the first column that holds no numbers holds none, with its row."""
    from downslope.sources.columns import Origin, complaint

    for series in frame:
        found = complaint(series, Origin(name))
        if found is not None:
            return f": column '{series.name[:40]}' {found[0]}"
    return ""


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of our own for a file on its way in."""
    return tempfile.TemporaryDirectory(prefix="downslope-lab-", ignore_cleanup_errors=True)


def _keep(shelf: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    shelf[key] = value
    shelf.move_to_end(key)
    while len(shelf) > most:
        shelf.popitem(last=False)
