"""The tutor: the lesson inside an AI, over the Model Context Protocol.

    server.py       the server: its tools, resources, prompts and instructions
    tool.py         strict tools: only named arguments, a deadline, one-line refusals
    answer.py       a result as structured content and as text, small enough to send
    call.py         one call: its clock, the learner's progress, its picture, its question
    arguments.py    types of arguments, with their limits
    lesson_runs.py · experiments.py · comparisons.py · own_data.py
                    the tools that run something
    lesson.py · quiz.py
                    the tools of the lesson's text, its graded prompts and the quiz
    resources.py    the lesson to read, and prompts to begin with
    http.py         the server on this machine's loopback
    install.py      how to add the tutor to an AI's program

Each tool calls the package's own functions and returns the fields of their `to_dict()`; no
mathematics is done here. The protocol's library comes with `pip install 'downslope[tutor]'`.
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
        It is not.

    """
    missing = [name for name in NEEDED if not _is_there(name)]
    if missing:
        raise MissingExtraError(
            f"The tutor needs {' and '.join(missing)}, not installed here: "
            "pip install 'downslope[tutor]'"
        )


def open_tutor() -> MCPServer:
    """Return the server, with the learner's progress from their data folder.

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
    except ValueError:  # a module put in its place has no spec
        return False
