"""The lab's server: questions in JSON, answered by the workbench; and the page that asks them.

Every answer is worked out in a thread, so that a long one keeps nobody waiting, and every mistake
comes back as one line: `{"error": …}` with status 400, or 413 for what is too large.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from downslope import __version__
from downslope.errors import DownslopeError
from downslope.lab import limits
from downslope.lab.bodies import ClientDisconnect, TooLarge, question, receive_file
from downslope.lab.data import described
from downslope.lab.faults import fault
from downslope.lab.fields import Fields
from downslope.lab.pages import page
from downslope.lab.security import OnlyOurPage
from downslope.lab.shelf import Shelf, scratch_folder

if TYPE_CHECKING:
    from downslope.lab.given import GivenFile

Answer = Callable[[Shelf, Fields], Any]


def application(given: GivenFile | None = None, *, warm: bool = True) -> Starlette:
    """The server, with the file of the command line if there is one."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        app.state.shelf, app.state.comparing = Shelf(given), asyncio.Lock()
        if warm:  # while the browser starts, so that its first question finds all loaded
            asyncio.get_running_loop().run_in_executor(None, _load)
        yield

    return Starlette(
        routes=[
            Route("/api/health", health),
            Route("/api/start", start),
            Route("/api/data", answering(_data), methods=["POST"]),
            Route("/api/run", answering(_run), methods=["POST"]),
            Route("/api/sweep", answering(_sweep), methods=["POST"]),
            Route("/api/compare", compare, methods=["POST"]),
            Route("/api/csv", table_as_csv, methods=["POST"]),
            Route("/api/upload", upload, methods=["POST"]),
            Mount("/", page()),
        ],
        middleware=[Middleware(OnlyOurPage)],
        exception_handlers={
            DownslopeError: _refuse,
            HTTPException: _no_such_thing,
            ClientDisconnect: _gone,
            MemoryError: _too_much,
        },
        lifespan=life,
    )


def answering(answer: Answer) -> Callable[[Request], Any]:
    """An endpoint that reads a question and has it answered in a thread."""

    async def endpoint(request: Request) -> Response:
        fields = await question(request)
        shelf = request.app.state.shelf
        return await run_in_threadpool(lambda: JSONResponse(answer(shelf, fields)))

    return endpoint


async def health(request: Request) -> Response:
    """Whether the server is still there; the page asks now and then."""
    return JSONResponse({"ok": True, "version": __version__})


async def start(request: Request) -> Response:
    """What the page opens with."""
    given: GivenFile | None = request.app.state.shelf.given
    found = {
        "data": {"kind": "lesson"} if given is None else {"kind": "file"},
        "file": None if given is None else await run_in_threadpool(given.to_dict),
        "version": __version__,
        "limits": limits.to_dict(),
    }
    return JSONResponse(found)


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


def _display_name(given: str) -> str:
    """What the user calls a file: a name to be shown, and never a path to be opened."""
    name = given.replace("\\", "/").rpartition("/")[2]
    printable = "".join(letter for letter in name if letter.isprintable()).strip()
    return printable[:80] or "upload.csv"


def _data(shelf: Shelf, fields: Fields) -> dict[str, object]:
    return shelf.open(described(fields.nested("data"))).to_dict()


def _run(shelf: Shelf, fields: Fields) -> dict[str, object]:
    from downslope.lab import runs

    return runs.run(shelf, fields)


def _sweep(shelf: Shelf, fields: Fields) -> dict[str, object]:
    from downslope.lab import runs

    return runs.sweep(shelf, fields)


def _load() -> None:
    """Load what the first question needs."""
    from downslope import workbench  # noqa: F401
    from downslope.lab import runs  # noqa: F401


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
