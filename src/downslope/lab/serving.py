"""A socket on loopback, a server on it, and a browser in front."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import webbrowser
from importlib import import_module
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from downslope.errors import OptionError

HOST = "127.0.0.1"
TRIED = 50  # ports after the one asked for
LOAD_AFTER = 0.15  # seconds


class _Server(uvicorn.Server):
    """Stops at the first Ctrl-C, whatever is still being worked out."""

    def __init__(self, config: uvicorn.Config, address: str | None) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._address is not None:
            threading.Thread(target=webbrowser.open, args=[self._address], daemon=True).start()
        # While the browser starts: its first question is then not the one that waits for NumPy;
        # and a moment later, so that the page itself does not wait for it either.
        loading = threading.Timer(LOAD_AFTER, _load)
        loading.daemon = True
        loading.start()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.force_exit = True
        logging.getLogger("uvicorn.error").disabled = True  # of answers that nobody waits for now


def listen(port: int) -> socket.socket:
    """A socket on that port, or on the next one that is free.

    Raises:
        OptionError: none of them can be had.

    """
    for candidate in [port] if port == 0 else range(port, min(port + TRIED, 65536)):
        taken = socket.socket()
        if sys.platform != "win32":  # there, it would let two servers share a port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((HOST, candidate))
            taken.listen(128)
            return taken
        except OSError:
            taken.close()
    raise OptionError(
        f"No port from {port} to {min(port + TRIED, 65536) - 1} can be had on {HOST}: give "
        "another --port, or --port 0 for any."
    )


def address(listening: socket.socket) -> str:
    """Where a browser finds it."""
    return f"http://{HOST}:{listening.getsockname()[1]}/"


def serve(app: Starlette, listening: socket.socket, *, browser: bool) -> None:
    """Answer until Ctrl-C."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, ws="none", lifespan="off")
    _Server(config, address(listening) if browser else None).run(sockets=[listening])


def _load() -> None:
    """Load what the first questions need: data, and a run on them."""
    for module in ("datasets", "sources", "lab.runs", "workbench.training"):
        import_module(f"downslope.{module}")
