"""Tutor: a server with which an AI teaches the lesson, over the Model Context Protocol (MCP).

    server.py       the server: its tools, resources, prompts, and instructions, on stdio and HTTP
    tools/          the tools, one module for each subject: runs, experiments, comparisons, the
                    user's own data, the lesson's text, the quiz
    protocol.py     functions as tools of the protocol: only known arguments, a deadline, one-line
                    errors
    call.py         one call: its clock, the learner's progress, its picture, its question
    resources.py    the lesson to read, and prompts to start with
    install.py      entries that add the tutor to an AI app

Each tool calls the package's own functions and returns the fields of their `to_dict()`; it does no
mathematics itself. The protocol's library comes with `pip install 'downslope[tutor]'`.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from downslope.errors import MissingExtraError

if TYPE_CHECKING:
    from mcp.server import MCPServer


NEEDED = ("mcp", "matplotlib")


def check_extra() -> None:
    """Check that the extra is installed.

    Raises
    ------
    MissingExtraError
        A package of the extra is not installed.

    """
    missing = [name for name in NEEDED if not _is_there(name)]
    if missing:
        raise MissingExtraError(
            f"The tutor needs {' and '.join(missing)}: pip install 'downslope[tutor]'"
        )


def open_tutor() -> MCPServer:
    """Build the server, with the learner's progress from their data folder.

    Raises
    ------
    MissingExtraError
        The extra is not installed.

    """
    check_extra()
    from downslope.lessons.progress import Progress
    from downslope.tutor.call import Desk, warm_up
    from downslope.tutor.server import build_server

    server = build_server(Desk(Progress.load()))
    warm_up()
    return server


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # a module without a spec, put into sys.modules by hand
        return False
