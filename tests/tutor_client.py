"""A scripted client for the tutor's tests: one call, or several in one session."""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.types import CallToolResult, ElicitResult

from downslope.lessons.progress import Progress
from downslope.tutor.call import Desk
from downslope.tutor.server import build_server

MODES = ("auto", "legacy")
PATIENCE = 180.0  # seconds: no test fails because the machine is busy
_serving: list[tuple[Desk, Any]] = []
Asking = Callable[[Any, Any], Awaitable[ElicitResult]]


def desk_in(folder: Path, call_seconds: float = PATIENCE, loop_seconds: float = PATIENCE) -> Desk:
    return Desk(Progress.load(folder / "progress.json"), call_seconds, loop_seconds)


def in_session(
    server: Any,
    talk: Callable[[Client], Awaitable[Any]],
    mode: str = "auto",
    asking: Asking | None = None,
) -> Any:
    """What `talk` returns when it has a client."""

    async def run() -> Any:
        with anyio.fail_after(10 * PATIENCE):
            async with Client(server, mode=mode, elicitation_callback=asking) as client:
                return await talk(client)

    return anyio.run(run)


def call(
    desk: Desk,
    tool: str,
    arguments: Mapping[str, Any] | None = None,
    mode: str = "auto",
    asking: Asking | None = None,
) -> CallToolResult:
    """The result of one call; further calls of a desk are answered by the same server."""
    if not (_serving and _serving[0][0] is desk):
        _serving[:] = [(desk, build_server(desk))]  # takes four times as long as a call
    server = _serving[0][1]
    return in_session(server, lambda c: c.call_tool(tool, dict(arguments or {})), mode, asking)


def data(result: CallToolResult) -> dict[str, Any]:
    """The structured content of a result that is no refusal."""
    assert not result.is_error, text(result)
    assert result.structured_content is not None
    return result.structured_content


def text(result: CallToolResult) -> str:
    return result.content[0].text  # type: ignore[union-attr]


def refused(result: CallToolResult) -> str:
    """The one line of a refusal."""
    assert result.is_error
    line = text(result)
    assert "\n" not in line
    assert "Error executing tool" not in line, line
    return line


def numbers(value: Any) -> Iterator[float]:
    """All numbers in structured content."""
    if isinstance(value, dict):
        for each in value.values():
            yield from numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value


def check_sound(result: CallToolResult) -> None:
    """Finite, in both forms, and small enough."""
    content = data(result)
    json.dumps(content, allow_nan=False)
    said = text(result)
    for number in numbers(content):
        assert math.isfinite(number)
        assert json.dumps(number) in said, number
    whole = len(said.encode()) + len(json.dumps(content, ensure_ascii=False).encode())
    assert whole <= 16 * 1024


def saying(content: Mapping[str, Any]) -> Asking:
    """A learner who fills in the form like this."""

    async def answer(context: Any, params: Any) -> ElicitResult:
        return ElicitResult(action="accept", content=dict(content))

    return answer


def silent(action: str) -> Asking:
    """A learner who declines or closes the form."""

    async def answer(context: Any, params: Any) -> ElicitResult:
        return ElicitResult(action=action)  # type: ignore[arg-type]

    return answer


modes = pytest.mark.parametrize("mode", MODES)
