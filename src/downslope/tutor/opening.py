"""Opening the tutor: whether what it needs is there, and the server with the user's progress."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from downslope.errors import MissingExtraError

if TYPE_CHECKING:
    from mcp.server import MCPServer

NEEDED = ("mcp", "matplotlib")


def check_extra() -> None:
    """See to it that the extra is there.

    Raises:
        MissingExtraError: it is not.

    """
    missing = [name for name in NEEDED if not _is_there(name)]
    if missing:
        raise MissingExtraError(
            f"The tutor needs {' and '.join(missing)}, not installed here: "
            "pip install 'downslope[tutor]'"
        )


def open_tutor() -> MCPServer:
    """The server, with the learner's progress from their data folder.

    Raises:
        MissingExtraError: the extra is not installed.

    """
    check_extra()
    from downslope.lessons import Progress
    from downslope.tutor.call import Desk
    from downslope.tutor.pictures import warm_up
    from downslope.tutor.server import build_server

    server = build_server(Desk(Progress.load()))
    warm_up()
    return server


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # a module put in its place has no spec
        return False
