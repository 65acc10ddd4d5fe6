"""Server of the lab on loopback: a free port, the browser, and a stop at the first Ctrl-C."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import webbrowser
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from downslope.errors import OptionError

HOST = "127.0.0.1"
PORTS_TRIED = 50  # starting with the one asked for
SECONDS_BEFORE_LOADING = 0.15


class _Server(uvicorn.Server):
    """Server that stops at the first Ctrl-C, even while it computes an answer."""

    def __init__(self, config: uvicorn.Config, address: str | None) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._address is not None:
            threading.Thread(target=webbrowser.open, args=[self._address], daemon=True).start()
        # NumPy is loaded while the browser starts, so that the first request need not wait for it,
        # and a moment later, so that the page itself need not wait either.
        loading = threading.Timer(SECONDS_BEFORE_LOADING, _load)
        loading.daemon = True
        loading.start()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.force_exit = True
        # Answers that are still being computed would be logged as errors.
        logging.getLogger("uvicorn.error").disabled = True


def listen(port: int) -> socket.socket:
    """Open a socket on the port, or on the next free one.

    Raises
    ------
    OptionError
        None of the next ports is free.

    """
    for candidate in [port] if port == 0 else range(port, min(port + PORTS_TRIED, 65536)):
        taken = socket.socket()
        if sys.platform != "win32":  # where it would let two servers share a port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((HOST, candidate))
            taken.listen(128)
            return taken
        except OSError:
            taken.close()
    raise OptionError(
        f"No port from {port} to {min(port + PORTS_TRIED, 65536) - 1} is free on {HOST}: give "
        "another --port, or --port 0 for any free one."
    )


def address(listening: socket.socket) -> str:
    """Return the address of the page."""
    return f"http://{HOST}:{listening.getsockname()[1]}/"


def serve(app: Starlette, listening: socket.socket, *, browser: bool) -> None:
    """Serve the application until Ctrl-C."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, ws="none", lifespan="off")
    _Server(config, address(listening) if browser else None).run(sockets=[listening])


def _load() -> None:
    """Import what the first requests need: data, and a run on them."""
    import downslope.data.open
    import downslope.diagnosis.training_report  # noqa: F401
