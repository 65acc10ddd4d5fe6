"""The lab's server: questions in JSON, answered by the workbench; and the page that asks them.

Every answer is worked out in a thread, so that a long one keeps nobody waiting, and every mistake
comes back as one line: `{"error": …}` with status 400, or 413 for what is too large.

The built page: a few files of fixed names, sent compressed and checked again at every visit.
"""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from downslope import __version__
from downslope.errors import DownslopeError
from downslope.lab import answers
from downslope.lab.answers import fault
from downslope.lab.requests import ClientDisconnect, Fields, TooLarge, question, receive_file
from downslope.lab.server import OnlyOurPage
from downslope.lab.shelf import Shelf, scratch_folder

if TYPE_CHECKING:
    from downslope.lab.shelf import Given


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


Endpoint = Callable[[Request], Awaitable[Response]]


def application(given: Given | None = None) -> Starlette:
    """The server, with the file of the command line if there is one."""
    app = Starlette(
        routes=[
            Route("/api/health", health),
            *(Route(f"/api/{where}", answering(where)) for where in answers.TOLD),
            *(Route(f"/api/{at}", answering(at), methods=["POST"]) for at in answers.ANSWERED),
            Route("/api/compare", compare, methods=["POST"]),
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
            MemoryError: _too_much,
        },
    )
    app.state.shelf, app.state.comparing = Shelf(given), asyncio.Lock()
    return app


def answering(where: str) -> Endpoint:
    """An endpoint that reads a question and has it answered in a thread."""

    def answer(shelf: Shelf, fields: Fields) -> Response:
        return JSONResponse(answers.answer(shelf, where, fields))

    async def endpoint(request: Request) -> Response:
        fields = await question(request) if request.method == "POST" else Fields({})
        return await run_in_threadpool(answer, request.app.state.shelf, fields)

    return endpoint


async def health(request: Request) -> Response:
    """Whether the server is still there; the page asks now and then."""
    return JSONResponse({"ok": True, "version": __version__})


async def compare(request: Request) -> Response:
    """The solvers side by side, one comparison at a time: they are timed, and memory is traced."""
    from downslope.lab import runs

    fields, shelf = await question(request), request.app.state.shelf
    async with request.app.state.comparing:
        try:
            return JSONResponse(await run_in_threadpool(runs.compare, shelf, fields))
        except runs.Deadline:
            return JSONResponse(fault(runs.DEADLINE), 408)


async def table_as_csv(request: Request) -> Response:
    """The data as a file, for the command that reproduces a run on them."""
    from downslope.lab import runs

    fields = await question(request)
    text = await run_in_threadpool(runs.as_csv, request.app.state.shelf, fields)
    return PlainTextResponse(text, media_type="text/csv")


async def upload(request: Request) -> Response:
    """Take a CSV in, by way of a file of ours that is gone when it has been read."""
    shelf: Shelf = request.app.state.shelf
    name = _display_name(request.query_params.get("name", ""))
    target = request.query_params.get("target", "")[:200] or None
    with scratch_folder() as folder:
        file = Path(folder) / "upload.csv"
        await receive_file(request, file)
        try:
            taken = await run_in_threadpool(shelf.take, file, name, target)
        except DownslopeError as error:
            return JSONResponse(fault(str(error).replace(str(file), name)), 400)
    return JSONResponse(taken.to_dict())


async def nothing(request: Request) -> Response:
    """There is no such question."""
    raise HTTPException(404)


def _display_name(given: str) -> str:
    """What the user calls a file: a name to be shown, and never a path to be opened."""
    name = given.replace("\\", "/").rpartition("/")[2]
    printable = "".join(letter for letter in name if letter.isprintable()).strip()
    return printable[:80] or "upload.csv"


async def _refuse(request: Request, error: Exception) -> Response:
    return JSONResponse(fault(str(error)), 413 if isinstance(error, TooLarge) else 400)


async def _no_such_thing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = f"{request.url.path[:80]}: {error.detail}."
    return JSONResponse(fault(message), error.status_code, headers=error.headers)


async def _too_much(request: Request, error: Exception) -> Response:
    return JSONResponse(fault("These data do not fit into the memory: take fewer rows."), 400)


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it
