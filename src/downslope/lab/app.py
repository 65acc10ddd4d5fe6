"""Web application of the lab: requests of the page in JSON, and the built page itself.

Every answer is computed in a thread, so that a long one does not delay the others. Every error is
answered by one line, `{"error": …}`, with status 400, or 413 for a body that is too large.

The built page has a few files with fixed names, which are sent compressed; a browser checks at
every visit whether they have changed.
"""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from downslope import __version__
from downslope.errors import DownslopeError
from downslope.lab import run_requests
from downslope.lab.endpoints import GET, POST, Answer, fault
from downslope.lab.own_data import OwnData
from downslope.lab.request_validation import (
    Fields,
    OnlyOurPage,
    TooLargeError,
    question,
    receive_file,
)
from downslope.lab.store import Store

FOLDER = Path(__file__).parent / "static"
MEDIA_TYPES = {  # set here, since a Windows registry may declare .js as text/plain
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
NOT_BUILT = (
    "The page has not been built: run 'make web' in a checkout, or install a release of downslope."
)
NO_WAIT = nullcontext()


class _Static(StaticFiles):
    """Static files that a browser must revalidate, because their names never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


async def _not_built(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(NOT_BUILT, 503)(scope, receive, send)


class _Opened(_Static):
    """The page without its first frame, which shows the lesson's data and not the file's."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER, html=True)
        text = (FOLDER / "index.html").read_text(encoding="utf-8")
        self._page = text.replace(first_frame(text), "")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the page, or with one of its files."""
        if path in (".", "index.html"):
            return HTMLResponse(self._page, headers={"cache-control": "no-cache"})
        return await super().get_response(path, scope)


def first_frame(page: str) -> str:
    """Return the part of the built page that is seen before its script runs."""
    found = re.search(r'(?<=<div id="app">).*(?=</div>\s*</body>)', page, re.DOTALL)
    return found[0] if found else ""


def page(own: OwnData | None = None) -> ASGIApp:
    """Return the application that serves the built page."""
    if not (FOLDER / "index.html").is_file():
        return _not_built
    for suffix, media_type in MEDIA_TYPES.items():
        mimetypes.add_type(media_type, suffix)
    files = _Static(directory=FOLDER, html=True) if own is None else _Opened()
    return GZipMiddleware(files, minimum_size=500)


def application(own: OwnData | None = None) -> Starlette:
    """Build the web application, with the command line's file if there is one."""
    app = Starlette(
        routes=[
            Route("/api/health", health),
            # One at a time, because the solvers' time and memory are measured.
            Route(
                "/api/compare", _endpoint(run_requests.compare, asyncio.Lock()), methods=["POST"]
            ),
            *(Route(f"/api/{name}", _endpoint(work)) for name, work in GET.items()),
            *(
                Route(f"/api/{name}", _endpoint(work), methods=["POST"])
                for name, work in POST.items()
            ),
            Route("/api/csv", table_as_csv, methods=["POST"]),
            Route("/api/upload", upload, methods=["POST"]),
            Route("/api/{rest:path}", nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            Mount("/", page(own)),
        ],
        middleware=[Middleware(OnlyOurPage)],
        exception_handlers={
            DownslopeError: _refuse,
            HTTPException: _no_such_thing,
            ClientDisconnect: _gone,
            run_requests.DeadlineError: _refuse,
            MemoryError: _too_much,
        },
    )
    app.state.store = Store(own)
    return app


def _endpoint(
    work: Answer, turn: AbstractAsyncContextManager[object] = NO_WAIT
) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint that reads the request, waits for its turn, and answers in a thread."""

    async def endpoint(request: Request) -> Response:
        fields = await question(request) if request.method == "POST" else Fields({})
        async with turn:
            return await run_in_threadpool(
                lambda: JSONResponse(work(request.app.state.store, fields))
            )

    return endpoint


async def health(request: Request) -> Response:
    """Answer the page's health check."""
    return JSONResponse({"ok": True, "version": __version__})


async def table_as_csv(request: Request) -> Response:
    """Send the data as a CSV file, for the command that repeats a run on them."""
    fields = await question(request)
    text = await run_in_threadpool(run_requests.as_csv, request.app.state.store, fields)
    return PlainTextResponse(text, media_type="text/csv")


async def upload(request: Request) -> Response:
    """Read an uploaded CSV through a temporary file, which is deleted afterwards."""
    store: Store = request.app.state.store
    name = _display_name(request.query_params.get("name", ""))
    target = request.query_params.get("target", "")[:200] or None
    with TemporaryDirectory(prefix="downslope-lab-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "upload.csv"
        await receive_file(request, file)
        try:
            return JSONResponse(await run_in_threadpool(store.upload, file, name, target))
        except DownslopeError as error:
            return JSONResponse(fault(str(error).replace(str(file), name)), 400)


async def nothing(request: Request) -> Response:
    """Answer an unknown request with status 404."""
    raise HTTPException(404)


def _display_name(path: str) -> str:
    """Return the name to show for an upload; it is never used as a path."""
    name = path.replace("\\", "/").rpartition("/")[2]
    printable = "".join(letter for letter in name if letter.isprintable()).strip()
    return printable[:80] or "upload.csv"


async def _refuse(request: Request, error: Exception) -> Response:
    statuses = {TooLargeError: 413, run_requests.DeadlineError: 408}
    return JSONResponse(fault(str(error)), statuses.get(type(error), 400))


async def _no_such_thing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = f"{request.url.path[:80]}: {error.detail}."
    return JSONResponse(fault(message), error.status_code, headers=error.headers)


async def _too_much(request: Request, error: Exception) -> Response:
    return JSONResponse(fault("The data do not fit into memory: use fewer rows."), 400)


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nginx's code for a client that has disconnected
