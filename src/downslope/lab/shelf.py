"""What a server keeps in memory: the given file, a few uploads, a few tables that are open.

The columns of a table before any is chosen: their names and what they hold.

What every kind of data can do.
"""

from __future__ import annotations

import secrets
import tempfile
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from downslope.errors import DataError
from downslope.lab import limits
from downslope.lab.recipes import Recipe
from downslope.lab.requests import Fields

if TYPE_CHECKING:
    import polars as pl

    from downslope.data.values import Place
    from downslope.lab.opened import Opened


NUMBER = "number"
NAMED = 8  # columns, before the rest is counted


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file."""

    name: str
    kind: str  # number, date, text or other
    rows: int  # values that are there, of the rows looked at

    def to_dict(self) -> dict[str, object]:
        """For the page, which offers the columns of numbers."""
        return {"name": self.name, "kind": self.kind, "rows": self.rows}


def columns_of(frame: pl.DataFrame, place: Place) -> list[Column]:
    """The columns of a frame, each with its kind."""
    return [
        Column(series.name, _kind(series, place), series.len() - series.null_count())
        for series in frame
    ]


def default_features(columns: Sequence[Column], target: str) -> tuple[tuple[str, ...], str]:
    """All columns of numbers but the target, as many as a page takes; and what was left out.

    Raises:
        DataError: there is none.

    """
    usable = [each.name for each in columns if each.kind == NUMBER and each.name != target]
    others = [each.name for each in columns if each.kind != NUMBER and each.name != target]
    if not usable:
        raise DataError(f"There is no column of numbers beside the target '{target}'.")
    notices = []
    if len(usable) > limits.FEATURES:
        notices.append(
            f"Shown are the first {limits.FEATURES} of {len(usable)} features, the cap of this "
            "page."
        )
    if others:
        more = f" and {len(others) - NAMED} more" * (len(others) > NAMED)
        listed = ", ".join(others[:NAMED]) + more
        notices.append(f"Left out, because they hold no numbers: {listed}.")
    return tuple(usable[: limits.FEATURES]), " ".join(notices)


def _kind(series: pl.Series, place: Place) -> str:
    import polars as pl

    from downslope.data.values import complaint

    if complaint(series, place) is None:
        return NUMBER
    if series.dtype.is_temporal():
        return "date"
    return "text" if series.dtype == pl.String else "other"


class Kind(ABC):
    """Data that a descriptor names."""

    @classmethod
    @abstractmethod
    def of(cls, fields: Fields) -> Self:
        """Read the descriptor.

        Raises:
            OptionError: a field that cannot be used.

        """

    @abstractmethod
    def key(self, shelf: Shelf) -> Hashable:
        """What is equal for equal data, as long as they do not change."""

    @abstractmethod
    def open(self, shelf: Shelf) -> Opened:
        """Make or read them.

        Raises:
            DataError: they cannot be used.
            OptionError: a descriptor that does not fit them.

        """

    @abstractmethod
    def recipe(self, shelf: Shelf, opened: Opened) -> Recipe:
        """How to open them elsewhere."""


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
        from downslope.data.columns import check_present
        from downslope.data.csv_file import CsvFile
        from downslope.data.csv_text import no_rows
        from downslope.data.values import Place

        _check_plain(file, name)
        frame = CsvFile.open(file).frame()
        if frame.is_empty():
            raise DataError(no_rows(name))
        columns = columns_of(frame, Place(name, whole=True))
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
    from downslope.data.csv_text import GZIP
    from downslope.data.files import first_bytes
    from downslope.data.parquet_footer import MAGIC

    start = first_bytes(file, 4)
    if start.startswith(GZIP):
        raise DataError(f"{name} is packed (gzip): unpack it first.")
    if start == MAGIC:
        raise DataError(
            f"{name} is Parquet, and a page takes CSV: start `downslope lab {name} --target Y`."
        )


def _complaints(frame: pl.DataFrame, name: str) -> str:
    """Why the first column that holds no numbers holds none, with its row."""
    from downslope.data.values import Place, complaint

    for series in frame:
        found = complaint(series, Place(name, whole=True))
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


class Given(Protocol):
    """What the lab was started with."""

    @property
    def target(self) -> str:
        """The column to predict."""

    @property
    def features(self) -> tuple[str, ...] | None:
        """The columns chosen; None for all that hold numbers."""

    @property
    def columns(self) -> list[Column]:
        """All columns."""

    @property
    def stamp(self) -> Hashable:
        """Another one when the data have changed."""

    def open(
        self, target: str, features: Sequence[str], notice: str, *, drop_missing: bool
    ) -> Opened:
        """The data with that choice of columns."""

    def recipe(
        self, opened: Opened, target: str, features: Sequence[str], *, drop_missing: bool
    ) -> Recipe:
        """How to open them elsewhere."""

    def to_dict(self) -> dict[str, object]:
        """What the page is told."""
