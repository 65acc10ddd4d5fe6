"""Standard input and addresses, copied to temporary files: each pass starts from the beginning.

    -                        standard input
    http://, https://        by urllib; a name and a password in the address go only to its host
    s3://, gs://             by pyarrow, with the credentials of the environment

Only the command line and Python come here. The lab and the tutor, which others may reach, do not
open addresses. Messages show an address without its credentials and its query.
"""

from __future__ import annotations

import base64
import sys
import tempfile
import urllib.request
from functools import cache
from http.client import responses
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from downslope.errors import DataError

INPUT, INPUT_NAME = "-", "standard-input"
SCHEMES = ("http", "https", "s3", "gs")
PATIENCE = 60.0  # seconds without a byte
CHUNK = 2**20  # bytes


def shown(address: str) -> str:
    """Return an address without credentials and query."""
    try:
        parts = urlsplit(address)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    except ValueError:
        return f"{address.partition('://')[0]}://…"


@cache
def spooled_input() -> Path:
    """Copy standard input, which can be read only once, to a file that lives until we exit.

    Raises
    ------
    DataError
        It is a terminal, or does not fit on the disk.

    """
    if sys.stdin is None or sys.stdin.isatty():
        raise DataError("Standard input is a terminal: pipe data into it, or give a file.")
    return _copied(sys.stdin.buffer, INPUT_NAME, "Standard input")


def fetched(address: str) -> Path:
    """Download the content of an address to a file, which the caller removes.

    Raises
    ------
    DataError
        Nothing can be read there, it is a web page, it breaks off, or the disk is full.

    """
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in SCHEMES:
        raise DataError(
            f"{shown(address)} cannot be read: give a file, or an address that begins with "
            "http://, https://, s3://, or gs://."
        )
    name = unquote(PurePosixPath(parts.path).name) or "data"
    try:
        opened = _web if parts.scheme in ("http", "https") else _bucket
        with opened(parts) as (stream, size):
            return _copied(stream, name, shown(address), size)
    except DataError:
        raise
    except Exception as error:  # of urllib, of the cloud's library, or of an untidy server
        why = _why(error)
        for secret in filter(None, (parts.username, parts.password, parts.query)):
            why = why.replace(secret, "…").replace(unquote(secret), "…")
        raise DataError(
            f"{shown(address)} cannot be read ({why}): check the address and your access."
        ) from None  # a traceback would show the request


def _why(error: Exception) -> str:
    if isinstance(error, HTTPError):  # whose own words may repeat an address
        return f"HTTP {error.code} {responses.get(error.code, '')}".strip()
    reason = getattr(error, "reason", error)
    return (str(reason).strip() or type(error).__name__).splitlines()[0][:160]


class _Opened:
    """Stream with the number of its bytes, if known, closed at the end."""

    def __init__(self, stream: Any, size: int | None) -> None:
        self.stream, self.size = stream, size

    def __enter__(self) -> tuple[Any, int | None]:
        return self.stream, self.size

    def __exit__(self, *error: object) -> None:
        self.stream.close()


class _OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Follow redirects to other web addresses, but not to files or other kinds of servers."""

    def redirect_request(self, *given: Any) -> urllib.request.Request | None:
        address = given[-1]
        if urlsplit(address).scheme not in ("http", "https"):
            raise DataError(f"A redirect leads to {shown(address)}, which is not a web address.")
        return super().redirect_request(*given)


def _web(parts: SplitResult) -> _Opened:
    host = parts.netloc.rpartition("@")[2]
    request = urllib.request.Request(urlunsplit((parts.scheme, host, parts.path, parts.query, "")))
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        # Not sent along when the server redirects to another address.
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(pair).decode()}")
    response = urllib.request.build_opener(_OnlyWeb).open(request, timeout=PATIENCE)
    if response.headers.get_content_type() == "text/html":
        response.close()
        raise DataError(
            f"{shown(urlunsplit(parts))} is a web page, not a data file: give the address of its "
            "download link."
        )
    length = response.headers.get("Content-Length")
    return _Opened(response, int(length) if length and length.isdigit() else None)


def _bucket(parts: SplitResult) -> _Opened:
    from pyarrow import fs

    system, path = fs.FileSystem.from_uri(urlunsplit(parts))
    stream = system.open_input_file(path)
    return _Opened(stream, stream.size())


def _copied(stream: IO[bytes], name: str, source: str, size: int | None = None) -> Path:
    """Copy a stream to a file of this name in a temporary folder of its own."""
    folder = tempfile.TemporaryDirectory(prefix="downslope-", ignore_cleanup_errors=True)
    file, found = Path(folder.name) / name, 0
    with file.open("wb", buffering=0) as out:
        while chunk := stream.read(CHUNK):
            try:
                out.write(chunk)
            except OSError as error:
                folder.cleanup()
                raise DataError(
                    f"{source} does not fit into {file.parent} ({error.strerror}, after {found:,} "
                    "bytes): free some space, or set TMPDIR to a folder that has more."
                ) from None
            found += len(chunk)
    if size is not None and found != size:
        folder.cleanup()
        raise DataError(f"{source} breaks off after {found:,} of {size:,} bytes: try again.")
    _FOLDERS[file] = folder
    _SOURCES[str(file)] = source
    return file


# Removed when this process ends, unless `discard` has done so.
_FOLDERS: dict[Path, tempfile.TemporaryDirectory[str]] = {}
_SOURCES: dict[str, str] = {}  # kept for messages


def as_given(message: str) -> str:
    """Return a message that names what the user gave instead of our copies."""
    for file, source in _SOURCES.items():
        message = message.replace(file, source)
    return message


def is_fetched(file: Path) -> bool:
    """Return whether a file was downloaded from an address."""
    return file in _FOLDERS and file.name != INPUT_NAME


def discard(file: Path) -> None:
    """Remove a downloaded file."""
    folder = _FOLDERS.pop(file, None)
    if folder is not None:
        folder.cleanup()
