"""Tutor: a server with which an AI teaches the lesson, over the Model Context Protocol (MCP).

    server.py       the server: its tools, resources, prompts and instructions
    tool.py         strict tools: only known arguments, a deadline, one-line errors
    answer.py       answers as structured content and as text, small enough to send
    call.py         one call: its clock, the learner's progress, its picture, its question
    arguments.py    types of the arguments, with their limits
    lesson_runs.py · experiments.py · comparisons.py · own_data.py
                    the tools that run something
    lesson.py · quiz.py
                    the tools for the lesson's text, its graded prompts and the quiz
    resources.py    the lesson to read, and prompts to start with
    http.py         the server over HTTP on loopback
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
