"""Validation of requests: where they come from, the fields of their JSON, and the size of a body.

Nothing that arrives over the network is trusted to have the right type, size, or sign. A wrong
value raises an `OptionError` with a one-line message that the page shows.

A page of another site must not read the data that are open here. Browsers would let it try in two
ways, and both are blocked: by a host name of its own that resolves to 127.0.0.1 (DNS rebinding; the
Host header is not ours), and by requests across origins (the Origin or Sec-Fetch-Site header is not
ours). The page itself may load nothing from elsewhere (Content-Security-Policy).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Never
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from downslope.errors import InputError, OptionError, unknown
from downslope.lab import request_limits

SHOWN_CHARACTERS = 60  # of a wrong value in a message


@dataclass(frozen=True, slots=True)
class Fields:
    """JSON object whose fields are read one by one; null counts as a missing field."""

    values: Mapping[str, object]

    @classmethod
    def from_json(cls, body: bytes) -> Fields:
        """Parse the body of a request.

        Raises
        ------
        OptionError
            The body is not a JSON object, is nested too deeply, or contains NaN.

        """
        try:
            value = json.loads(body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            reason = str(error).partition(":")[0] or type(error).__name__
            raise OptionError(f"The request is not JSON ({reason}): send one object.") from error
        return cls.of(value, "The request")

    @classmethod
    def of(cls, value: object, what: str) -> Fields:
        """Take a value that must be a JSON object; `what` names it in messages.

        Raises
        ------
        OptionError
            The value is something else.

        """
        if not isinstance(value, dict):
            raise OptionError(f"{what} is {shown(value)}: give a JSON object.")
        return cls(value)

    def has(self, name: str) -> bool:
        """Return whether the field `name` has a value."""
        return self.values.get(name) is not None

    def nested(self, name: str) -> Fields:
        """Read the object in the field `name`."""
        if name not in self.values:
            raise OptionError(f"The request lacks '{name}': give a JSON object.")
        return Fields.of(self.values[name], f"'{name}'")

    def number(
        self,
        name: str,
        default: float | None = None,
        at_least: float = -math.inf,
        at_most: float = math.inf,
    ) -> float:
        """Read a finite number within bounds."""
        value = self._value(name, default)
        number = _finite(value)
        if number is None:
            raise refusal(name, value, "a number")
        if number > at_most:
            raise OptionError(f"{name}={shown(value)} is above the limit of {at_most:,.10g}.")
        if number < at_least:
            raise refusal(name, value, f"a number of {at_least:g} or more")
        return number

    def whole(
        self, name: str, default: int | None = None, at_least: int = 0, at_most: int = 2**53
    ) -> int:
        """Read a whole number within bounds."""
        value = self.number(name, default, at_most=at_most)
        if value != int(value) or value < at_least:
            raise refusal(name, self.values.get(name), f"a whole number, {at_least} or more")
        return int(value)

    def flag(self, name: str) -> bool:
        """Read true or false; false by default."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise refusal(name, value, "true or false")
        return value

    def text(self, name: str, default: str | None = None, at_most: int = 200) -> str:
        """Read a string of at most `at_most` characters."""
        value = self._value(name, default)
        if not isinstance(value, str):
            raise refusal(name, value, "a string")
        if len(value) > at_most:
            raise OptionError(
                f"{name} has {len(value):,} characters, above the limit of {at_most:,}."
            )
        return value

    def choice(self, name: str, known: Iterable[str], default: str | None = None) -> str:
        """Read one of the known names."""
        value, choices = self.text(name, default), list(known)
        if value not in choices:
            raise unknown(name, value[:SHOWN_CHARACTERS], choices)
        return value

    def numbers(self, name: str, at_most: int) -> tuple[float, ...] | None:
        """Read a list of finite numbers, if the field is there."""
        return number_list(name, self.values[name], at_most) if self.has(name) else None

    def names(self, name: str, at_most: int) -> tuple[str, ...] | None:
        """Read a list of different names, if the field is there."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise refusal(name, value, "a list of names")
        if len(value) > at_most:
            raise OptionError(f"{name} lists {len(value):,} names, above the limit of {at_most:,}.")
        if not value or len(set(value)) < len(value):
            raise refusal(name, value, "one or more different names")
        return tuple(" ".join(each.split())[:200] for each in value)

    def _value(self, name: str, default: object) -> object:
        value = default if self.values.get(name) is None else self.values[name]
        if value is None:
            raise OptionError(f"The request lacks '{name}': add it.")
        return value


def number_list(name: str, value: object, at_most: int) -> tuple[float, ...]:
    """Read a list of at most `at_most` finite numbers.

    Raises
    ------
    OptionError
        The value is something else, or too long.

    """
    if not isinstance(value, list):
        raise refusal(name, value, "a list of numbers")
    if len(value) > at_most:
        raise OptionError(f"{name} has {len(value):,} numbers, above the limit of {at_most:,}.")
    numbers = []
    for place, each in enumerate(value, start=1):
        number = _finite(each)
        if number is None:
            raise OptionError(f"{name} has {shown(each)} at position {place}: give finite numbers.")
        numbers.append(number)
    return tuple(numbers)


def _finite(value: object) -> float | None:
    """Convert a JSON number to a float; None for anything else, and for what overflows float64."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def refusal(name: str, value: object, wanted: str) -> OptionError:
    """Build the error for a value that cannot be used."""
    return OptionError(f"{name}={shown(value)} cannot be used: give {wanted}.")


def shown(value: object) -> str:
    """Write a value as JSON, cut to fit into a message."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except ValueError:  # an integer of thousands of digits
        text = type(value).__name__
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is not allowed in JSON")


class TooLargeError(InputError):
    """A body has more bytes than are accepted."""


async def question(request: Request) -> Fields:
    """Read the JSON object in the body of a request.

    Raises
    ------
    TooLargeError
        The body is larger than `request_limits.BODY`.
    OptionError
        The body is not a JSON object.

    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > request_limits.BODY:
            raise TooLargeError(
                f"The request is larger than {request_limits.BODY // 2**20} MB: send fewer points."
            )
    return Fields.from_json(bytes(body))


async def receive_file(request: Request, file: Path) -> None:
    """Write the body of a request to a file, without holding it in memory.

    Raises
    ------
    TooLargeError
        The announced or the received size is larger than `request_limits.UPLOAD`.
    ClientDisconnect
        The page has disconnected.

    """
    too_large = TooLargeError(
        f"The file is larger than {request_limits.UPLOAD // 2**20} MB, the most that the page can "
        "send: start 'downslope lab FILE --target Y' instead, which reads files of any size."
    )
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:19]) > request_limits.UPLOAD:
        raise too_large
    size = 0
    with file.open("wb") as out:
        async for piece in request.stream():
            size += len(piece)
            if size > request_limits.UPLOAD:
                raise too_large
            out.write(piece)


OUR_HOSTS = frozenset({"127.0.0.1", "localhost"})
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class OnlyOurPage:
    """Middleware that refuses requests from other sites and adds security headers to responses."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trouble = refused(Headers(scope=scope), asks=scope["path"].startswith("/api"))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if trouble is None:
            await self._app(scope, receive, send_with_headers)
        else:
            await JSONResponse({"error": trouble}, 403)(scope, receive, send_with_headers)


def refused(headers: Headers, *, asks: bool) -> str | None:
    """Return why a request with these headers is refused; `asks` is false for the page itself."""
    host = headers.get("host", "")
    if host_name(host) not in OUR_HOSTS:
        return f"Host '{host[:80]}' is not this server: open the page at 127.0.0.1 or localhost."
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return f"Origin '{origin[:80]}' is another site: open the lab's own page."
    if asks and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return "The request comes from another site: open the lab's own page."
    return None


def host_name(host: str) -> str | None:
    """Return the name in a Host header without its port; None if the header is not valid."""
    try:
        parts = urlsplit(f"//{host}")
        return parts.hostname if not (parts.path or parts.username or parts.port == 0) else None
    except ValueError:
        return None
