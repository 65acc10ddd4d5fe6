"""Tutor over HTTP on loopback, for hosts that cannot start a program.

Any page in a browser on this machine can reach a loopback port, so a request must name this host
(another Host is answered with 421), must not come from another origin (403), and must not be too
large (413).
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Final

from mcp.server.transport_security import TransportSecuritySettings

from downslope.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server import MCPServer
    from starlette.applications import Starlette


HOST: Final = "127.0.0.1"
PORT: Final = 8632
PATH: Final = "/mcp"
NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
LARGEST_BODY: Final = 1024 * 1024  # bytes: enough for a CSV of 256 KB with JSON escapes


def http_app(server: MCPServer, port: int) -> Starlette:
    """Build the web application, to be reached at `port`."""
    return server.streamable_http_app(
        streamable_http_path=PATH,
        host=HOST,
        max_request_body_size=LARGEST_BODY,
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True,
            allowed_hosts=[f"{name}:{port}" for name in NAMES],
            allowed_origins=[f"http://{name}:{port}" for name in NAMES],
        ),
    )


def serve(server: MCPServer, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is called with the address once it can be reached.

    Raises
    ------
    OptionError
        The port cannot be used.

    """
    import uvicorn

    with _listening(port) as listener:
        actual = int(listener.getsockname()[1])
        ready(f"http://{HOST}:{actual}{PATH}")
        config = uvicorn.Config(http_app(server, actual), log_level="error", lifespan="on")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        why = getattr(error, "strerror", None) or str(error)
        raise OptionError(
            f"--port {port} cannot be used ({why}): give another, or 0 for any free one."
        ) from error
    return listener
