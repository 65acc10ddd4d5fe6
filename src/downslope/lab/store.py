"""Store of the data that a server keeps: the user's file, recent uploads, and recent tables."""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path
from threading import Lock
from typing import TypeVar

from downslope.errors import DataError
from downslope.lab import request_limits
from downslope.lab.data import MADE, LabData
from downslope.lab.own_data import OwnData, read_upload
from downslope.lab.request_validation import Fields

K = TypeVar("K")
V = TypeVar("V")


class Store:
    """Store that several pages may use at once; it drops the least recently used data first."""

    def __init__(self, own: OwnData | None = None) -> None:
        """Start with the command line's file or a notebook's arrays, if there are any."""
        self.own = own
        self._uploads: OrderedDict[str, OwnData] = OrderedDict()
        self._open: OrderedDict[Hashable, LabData] = OrderedDict()
        self._lock = Lock()

    def open(self, descriptor: Fields) -> LabData:
        """Make or read the data that a descriptor names, unless they are already open.

        Raises
        ------
        DataError
            The data cannot be used.
        OptionError
            The kind of data is unknown, or a field cannot be used.

        """
        kind = descriptor.choice("kind", [*MADE, "file", "upload"])
        own = None if kind in MADE else self._own(kind, descriptor)
        key = json.dumps(descriptor.values, sort_keys=True), own and own.version
        with self._lock:
            if key in self._open:
                self._open.move_to_end(key)
                return self._open[key]
        data = MADE[kind](descriptor) if own is None else own.choose(descriptor)
        with self._lock:
            _keep(self._open, key, data, request_limits.OPENED_KEPT)
        return data

    def _own(self, kind: str, descriptor: Fields) -> OwnData:
        if kind == "upload":
            return self._upload(descriptor.text("id"))
        if self.own is None:
            raise DataError(
                "No file was given: start 'downslope lab FILE --target Y', or upload one."
            )
        return self.own

    def _upload(self, id: str) -> OwnData:
        with self._lock:
            if id not in self._uploads:
                raise DataError(
                    f"The upload '{id[:40]}' is no longer here (the server keeps the last "
                    f"{request_limits.UPLOADS_KEPT} until it stops): upload it again."
                )
            self._uploads.move_to_end(id)
            return self._uploads[id]

    def upload(self, file: Path, name: str, target: str | None) -> dict[str, object]:
        """Read and keep an uploaded CSV; return its id, its columns, and its first rows.

        Raises
        ------
        DataError
            The file is not a CSV, or lacks the target.

        """
        own, preview = read_upload(file, name, target)
        id = secrets.token_hex(8)
        with self._lock:
            _keep(self._uploads, id, own, request_limits.UPLOADS_KEPT)
        answer = own.to_dict() | {"id": id, "preview": preview}
        del answer["features"]
        return answer

    def read_ahead(self) -> str:
        """Open the user's file as the page will, unless it is so large that the page would wait.

        Returns
        -------
        str
            What was left out of the file, on one line; empty if it was not read, or is complete.

        Raises
        ------
        InputError
            The file cannot be used.

        """
        if self.own is None:
            return ""
        if sum(file.stat().st_size for file in self.own.sources) > request_limits.READ_AHEAD:
            return ""
        left_out = self.open(Fields({"kind": "file"})).left_out
        return f"{Path(self.own.name).name}: {left_out}" if left_out else ""


def _keep(kept: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
