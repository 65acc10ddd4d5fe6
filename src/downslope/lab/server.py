"""Server of the lab on loopback, and the check that requests come from its own page.

A page of another site must not read the data that are open here. Browsers would let it try in two
ways, and both are blocked: by a host name of its own that resolves to 127.0.0.1 (DNS rebinding; the
Host header is not ours), and by requests across origins (the Origin or Sec-Fetch-Site header is not
ours). The page itself may load nothing from elsewhere (Content-Security-Policy).
"""

from __future__ import annotations

import logging
import socket
import sys
import threading
import webbrowser
from types import FrameType
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from downslope.errors import OptionError

HOST = "127.0.0.1"
PORTS_TRIED = 50  # starting with the one asked for
SECONDS_BEFORE_LOADING = 0.15


class _Server(uvicorn.Server):
    """Server that stops at the first Ctrl-C, even while it computes an answer."""

    def __init__(self, config: uvicorn.Config, address: str | None) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._address is not None:
            threading.Thread(target=webbrowser.open, args=[self._address], daemon=True).start()
        # NumPy is loaded while the browser starts, so that the first request need not wait for it,
        # and a moment later, so that the page itself need not wait either.
        loading = threading.Timer(SECONDS_BEFORE_LOADING, _load)
        loading.daemon = True
        loading.start()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.force_exit = True
        # Answers that are still being computed would be logged as errors.
        logging.getLogger("uvicorn.error").disabled = True


def listen(port: int) -> socket.socket:
    """Open a socket on the port, or on the next free one.

    Raises
    ------
    OptionError
        None of the next ports is free.

    """
    for candidate in [port] if port == 0 else range(port, min(port + PORTS_TRIED, 65536)):
        taken = socket.socket()
        if sys.platform != "win32":  # where it would let two servers share a port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((HOST, candidate))
            taken.listen(128)
            return taken
        except OSError:
            taken.close()
    raise OptionError(
        f"No port from {port} to {min(port + PORTS_TRIED, 65536) - 1} is free on {HOST}: give "
        "another --port, or --port 0 for any free one."
    )


def address(listening: socket.socket) -> str:
    """Return the address of the page."""
    return f"http://{HOST}:{listening.getsockname()[1]}/"


def serve(app: Starlette, listening: socket.socket, *, browser: bool) -> None:
    """Serve the application until Ctrl-C."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, ws="none", lifespan="off")
    _Server(config, address(listening) if browser else None).run(sockets=[listening])


def _load() -> None:
    """Import what the first requests need: data, and a run on them."""
    import downslope.data.open
    import downslope.training  # noqa: F401


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
    """Middleware that refuses requests of other sites and adds security headers to answers."""

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
    """Return why a request with these headers is refused; `asks` for those other than the page."""
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
