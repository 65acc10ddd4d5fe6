"""Server of the tutor: its tools, resources, and prompts, and its instructions to the AI.

Tutor over HTTP on loopback, for hosts that cannot start a program.

Any page in a browser on this machine can reach a loopback port, so a request must name this host
(another Host is answered with 421), must not come from another origin (403), and must not be too
large (413).
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Final

from mcp.server.mcpserver.tools import Tool
from mcp.server.transport_security import TransportSecuritySettings

from downslope import __version__
from downslope.errors import OptionError
from downslope.tutor.call import Desk, Result
from downslope.tutor.protocol import StrictServer, strict_tool
from downslope.tutor.resources import prompts_to_begin, resources
from downslope.tutor.tools.comparisons import compare_solvers, gradient_check, sweep_lr
from downslope.tutor.tools.experiments import AGAIN, ExperimentResult, run_experiment
from downslope.tutor.tools.lesson import LessonResult, RubricResult, lesson_open, rubric
from downslope.tutor.tools.quiz import quiz_ask, quiz_grade
from downslope.tutor.tools.training import PredictResult, predict_then_train, train
from downslope.tutor.tools.user_data import diagnose
from downslope.tutor.tools.watch_reports import explain_report

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


INSTRUCTIONS = """\
You are a tutor for linear regression and gradient descent. These tools run the actual training.
- Never invent a number. Every number you state comes from a tool's result in this conversation.
- Predict first: before any run, ask the learner what they expect and wait for their own answer.
- Give hints, not answers. After a wrong answer give one hint and let them try again. The server
  reveals the key to a quiz question when it is time.
- Short turns: one idea, one question. Explain a result with its own numbers.
- Start with lesson_open, or ask which section the learner wants.
"""


def tools(desk: Desk) -> list[Tool]:
    """List the tools in the order in which a lesson needs them."""
    return [
        strict_tool(lesson_open, desk, LessonResult, "Open a section", records=True),
        strict_tool(
            run_experiment,
            desk,
            ExperimentResult,
            "Predict, run, explain",
            records=True,
            late=AGAIN,
        ),
        strict_tool(train, desk, Result, "Run gradient descent"),
        strict_tool(predict_then_train, desk, PredictResult, "Predict, then run it", records=True),
        strict_tool(sweep_lr, desk, Result, "Compare learning rates"),
        strict_tool(gradient_check, desk, Result, "Check the gradient"),
        strict_tool(compare_solvers, desk, Result, "Compare solvers"),
        strict_tool(diagnose, desk, Result, "Diagnose the learner's data"),
        strict_tool(explain_report, desk, Result, "Explain a watch's report"),
        strict_tool(quiz_ask, desk, Result, "Ask a quiz question"),
        strict_tool(quiz_grade, desk, Result, "Grade a quiz answer", records=True),
        strict_tool(rubric, desk, RubricResult, "Grade a written answer", records=True),
    ]


def build_server(desk: Desk) -> StrictServer:
    """Build the server, ready to run."""
    server = StrictServer(
        "downslope",
        title="Downslope: linear regression with its training loop in the open",
        version=__version__,
        instructions=INSTRUCTIONS,
        tools=list(tools(desk)),
        resources=list(resources()),
        log_level="ERROR",
    )
    for prompt in prompts_to_begin():
        server.add_prompt(prompt)
    return server
