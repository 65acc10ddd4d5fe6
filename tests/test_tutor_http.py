"""The tutor over HTTP: for this machine alone, and for nothing that a web page could send."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client

from downslope.cli import run
from downslope.tutor.server import LARGEST_BODY, build_server, http_app
from tutor_client import MODES, PATIENCE, data, desk_in

HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
MODERN = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A tutor on a free port of the loopback."""
    import uvicorn

    server = build_server(desk_in(tmp_path_factory.mktemp("http")))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        config = uvicorn.Config(http_app(server, port), log_level="error", lifespan="on")
        serving = uvicorn.Server(config)
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{port}/mcp"
        serving.should_exit = True
        thread.join(PATIENCE)


def post(address: str, headers: dict[str, str], content: Any = HELLO) -> httpx2.Response:
    with httpx2.Client(timeout=PATIENCE) as client:
        if isinstance(content, bytes):
            return client.post(address, headers=HEADERS | headers, content=content)
        return client.post(address, headers=HEADERS | headers, json=content)


@pytest.mark.parametrize("mode", MODES)
def test_a_client_over_http(address: str, mode: str) -> None:
    async def talk() -> dict[str, Any]:
        with anyio.fail_after(PATIENCE):
            async with Client(address, mode=mode) as client:
                return data(await client.call_tool("train", {"epochs": 20}))

    assert anyio.run(talk)["epochs_run"] == 20


@pytest.mark.parametrize("era", [{}, MODERN])
@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Host", "evil.example", 421),
        ("Host", "evil.example:{port}", 421),
        ("Host", "127.0.0.1.evil.example:{port}", 421),
        ("Host", "127.0.0.1:1", 421),
        ("Origin", "http://evil.example", 403),
        ("Origin", "http://127.0.0.1:1", 403),
        ("Origin", "https://127.0.0.1:{port}", 403),
        ("Origin", "null", 403),
    ],
)
@pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
def test_foreign_hosts_and_origins(
    address: str, name: str, value: str, status: int, era: dict[str, str], method: str
) -> None:
    port = address.split(":")[2].removesuffix("/mcp")
    headers = HEADERS | era | {name: value.format(port=port)}
    with httpx2.Client(timeout=PATIENCE) as client:
        answer = client.request(method, address, headers=headers, json=HELLO)
    assert answer.status_code == status


def test_this_host_and_its_own_origin(address: str) -> None:
    origin = address.removesuffix("/mcp")
    port = origin.split(":")[2]
    for headers in (
        {},
        {"Origin": origin},
        {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"},
    ):
        assert post(address, headers).status_code == 200


def test_a_large_body(address: str) -> None:
    assert post(address, {}, b"x" * (LARGEST_BODY + 1)).status_code == 413
    assert post(address, {}, b"x" * 1000).status_code == 400

    def chunks() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 65_536 + 2):
            yield b"x" * 65_536

    with httpx2.Client(timeout=PATIENCE) as client:
        unannounced = client.post(address, headers=HEADERS, content=chunks())
    assert unannounced.status_code == 413


def test_a_csv_of_the_largest_size_gets_in(address: str) -> None:
    row = '"0",1\n'  # every quote is escaped on its way
    csv_text = "x,y\n1,2\n" + row * ((256 * 1024 - 8) // len(row))

    async def talk() -> Any:
        with anyio.fail_after(PATIENCE):
            async with Client(address) as client:
                return await client.call_tool("diagnose", {"csv_text": csv_text, "target": "y"})

    assert "rows" in anyio.run(talk).content[0].text


def test_a_port_that_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOWNSLOPE_DATA", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run(["tutor", "--http", "--port", str(port)]) == 2
    line = capsys.readouterr().err
    assert f"--port {port} cannot be used" in line
    assert line.count("\n") == 1
