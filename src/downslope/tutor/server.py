"""What is served: the tools, the lesson to read, the prompts, and how a tutor behaves."""

from __future__ import annotations

from mcp.server import MCPServer

from downslope import __version__
from downslope.tutor.call import Desk
from downslope.tutor.diagnosing import DiagnoseResult, diagnose
from downslope.tutor.gradients import GradientResult, gradient_check
from downslope.tutor.predicting import PredictResult, predict_then_train
from downslope.tutor.solvers import CompareResult, compare_solvers
from downslope.tutor.strict import StrictTool, strict_tool
from downslope.tutor.sweeping import SweepResult, sweep_lr
from downslope.tutor.training import TrainResult, train

INSTRUCTIONS = """\
You tutor linear regression and gradient descent. These tools run the real thing.
- Never invent a number. Every number you state comes from a tool's result in this conversation.
- Predict first: before any run, ask the learner what they expect and wait for their own answer.
- Give hints, not answers. After a wrong answer give one hint and let them try again. The key to a
  quiz question comes from the server, when it is due.
- Short turns: one idea, one question. Explain a result with its own numbers.
- Begin with lesson_open, or ask which section the learner wants.
"""


def tools(desk: Desk) -> list[StrictTool]:
    """All tools, in the order in which a lesson needs them."""
    return [
        strict_tool(train, desk, TrainResult, "Run gradient descent"),
        strict_tool(predict_then_train, desk, PredictResult, "Predict, then run it", records=True),
        strict_tool(sweep_lr, desk, SweepResult, "Compare learning rates"),
        strict_tool(gradient_check, desk, GradientResult, "Check the gradient"),
        strict_tool(compare_solvers, desk, CompareResult, "Compare solvers"),
        strict_tool(diagnose, desk, DiagnoseResult, "Diagnose the learner's data"),
    ]


def build_server(desk: Desk) -> MCPServer:
    """The server, ready to run."""
    return MCPServer(
        "downslope",
        title="Downslope: linear regression with its training loop in the open",
        version=__version__,
        instructions=INSTRUCTIONS,
        tools=list(tools(desk)),
        log_level="ERROR",
    )
