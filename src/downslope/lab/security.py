"""Who may ask: only a page that this server sent, over loopback.

A page of another site must not read the data that are open here. Browsers would let it try in two
ways, and each is closed: by a name of its own that it points at 127.0.0.1 (DNS rebinding; the
Host is not ours), and by plain requests across origins (the Origin, or Sec-Fetch-Site, is not
ours). What is sent may load nothing from elsewhere (Content-Security-Policy).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    """Refuse what no page of ours would send; add the headers that fence our page in."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trouble = refused(Headers(scope=scope), asks=scope["path"].startswith("/api"))

        async def fenced(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if trouble is None:
            await self._app(scope, receive, fenced)
        else:
            await JSONResponse({"error": trouble}, 403)(scope, receive, fenced)


def refused(headers: Headers, *, asks: bool) -> str | None:
    """Why a request with these headers is not answered; `asks` for those that read or do."""
    host = headers.get("host", "")
    if host_name(host) not in OUR_HOSTS:
        return f"Host '{host[:80]}' is not this server: open it as 127.0.0.1 or localhost."
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return f"Origin '{origin[:80]}' is another site: open the lab's own page."
    if asks and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return "The request comes from another site: open the lab's own page."
    return None


def host_name(host: str) -> str | None:
    """The name in a Host header, without its port; None for what is no host."""
    try:
        parts = urlsplit(f"//{host}")
        return parts.hostname if not (parts.path or parts.username or parts.port == 0) else None
    except ValueError:
        return None
