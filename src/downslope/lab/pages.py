"""The built page: a few files of fixed names, sent compressed and checked again at every visit."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(__file__).parent / "static"
KINDS = {  # a Windows registry may say that .js is text/plain, and the page would stay blank
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
NOT_BUILT = (
    "The page has not been built: run `make web` in a checkout, or install a release of downslope."
)


class _Static(StaticFiles):
    """Files that a browser may keep, and asks about each time: their names never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


async def _not_built(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(NOT_BUILT, 503)(scope, receive, send)


def page() -> ASGIApp:
    """The application that sends the page."""
    if not (FOLDER / "index.html").is_file():
        return _not_built
    for suffix, kind in KINDS.items():
        mimetypes.add_type(kind, suffix)
    return GZipMiddleware(_Static(directory=FOLDER, html=True), minimum_size=500)
