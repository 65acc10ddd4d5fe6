"""The lab's web application: the page's questions in JSON, and the built page that asks them.

Every answer is worked out in a thread, so that a long one keeps nobody waiting. Every mistake comes
back as one line, `{"error": …}`, with status 400, or 413 for what is too large.

The built page is a few files of fixed names, sent compressed and checked again at every visit.
"""

from __future__ import annotations

import asyncio
import mimetypes
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
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from downslope import __version__
from downslope.errors import DownslopeError
from downslope.lab import runs
from downslope.lab.answers import GET, POST, Answer, fault
from downslope.lab.own_data import OwnData
from downslope.lab.requests import Fields, TooLargeError, question, receive_file
from downslope.lab.server import OnlyOurPage
from downslope.lab.store import Store

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
NO_WAIT = nullcontext()


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


def application(own: OwnData | None = None) -> Starlette:
    """Build the server, with the file of the command line if there is one."""
    app = Starlette(
        routes=[
            Route("/api/health", health),
            # One at a time: the solvers are timed, and their memory is traced.
            Route("/api/compare", _endpoint(runs.compare, asyncio.Lock()), methods=["POST"]),
            *(Route(f"/api/{name}", _endpoint(work)) for name, work in GET.items()),
            *(
                Route(f"/api/{name}", _endpoint(work), methods=["POST"])
                for name, work in POST.items()
            ),
            Route("/api/csv", table_as_csv, methods=["POST"]),
            Route("/api/upload", upload, methods=["POST"]),
            Route("/api/{rest:path}", nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            Mount("/", page()),
        ],
        middleware=[Middleware(OnlyOurPage)],
        exception_handlers={
            DownslopeError: _refuse,
            HTTPException: _no_such_thing,
            ClientDisconnect: _gone,
            runs.DeadlineError: _refuse,
            MemoryError: _too_much,
        },
    )
    app.state.store = Store(own)
    return app


def _endpoint(
    work: Answer, turn: AbstractAsyncContextManager[object] = NO_WAIT
) -> Callable[[Request], Awaitable[Response]]:
    """Read the question, wait for its turn, and have it answered in a thread."""

    async def endpoint(request: Request) -> Response:
        fields = await question(request) if request.method == "POST" else Fields({})
        async with turn:
            return await run_in_threadpool(
                lambda: JSONResponse(work(request.app.state.store, fields))
            )

    return endpoint


async def health(request: Request) -> Response:
    """Say that the server is still there; the page asks now and then."""
    return JSONResponse({"ok": True, "version": __version__})


async def table_as_csv(request: Request) -> Response:
    """Send the data as a file, for the command that reproduces a run on them."""
    fields = await question(request)
    text = await run_in_threadpool(runs.as_csv, request.app.state.store, fields)
    return PlainTextResponse(text, media_type="text/csv")


async def upload(request: Request) -> Response:
    """Take a CSV in, by way of a temporary file that is gone when it has been read."""
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
    """Answer what is not a question of the page."""
    raise HTTPException(404)


def _display_name(path: str) -> str:
    """What the user calls a file: a name to be shown, and never a path to be opened."""
    name = path.replace("\\", "/").rpartition("/")[2]
    printable = "".join(letter for letter in name if letter.isprintable()).strip()
    return printable[:80] or "upload.csv"


async def _refuse(request: Request, error: Exception) -> Response:
    statuses = {TooLargeError: 413, runs.DeadlineError: 408}
    return JSONResponse(fault(str(error)), statuses.get(type(error), 400))


async def _no_such_thing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = f"{request.url.path[:80]}: {error.detail}."
    return JSONResponse(fault(message), error.status_code, headers=error.headers)


async def _too_much(request: Request, error: Exception) -> Response:
    return JSONResponse(fault("These data do not fit into the memory: take fewer rows."), 400)


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # which nobody reads
