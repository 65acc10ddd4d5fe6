"""The tutor: the lesson inside an AI, over the Model Context Protocol.

    server.py       what is served, over stdio
    http.py         the same on loopback
    strict.py       a function → a tool that takes nothing but what it names, and answers in time
    answer.py       a result → the same numbers as data and as text, small enough to send
    call.py         what a tool has at hand: the clock, the learner's progress
    asking.py       a form put before the learner, where the host can show one
    pictures.py     PNG to send, left out rather than waited for
    arguments.py    the kinds of arguments, and their limits
    experimenting.py · training.py · predicting.py · sweeping.py · gradients.py · solvers.py ·
    diagnosing.py   the tools that run something
    reading.py · quizzing.py · grading.py
                    the tools of the lesson, the quiz and the graded prompts
    resources.py · prompts.py
                    the lesson to read, and ways to begin
    opening.py      the server with the learner's progress, once what it needs is there
    installing.py   telling an AI's program that the tutor is there

Each tool calls the workbench or the lessons and says what came of it; no mathematics is done here.
The protocol's library comes with `pip install 'downslope[tutor]'`.

Opening the tutor: whether what it needs is there, and the server with the user's progress.
"""

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
